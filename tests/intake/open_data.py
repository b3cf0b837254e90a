"""Files of open data as they are published, with invented numbers: the census of ČSÚ and the register of providers."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TOWNS = {"546127": "Dačice", "547166": "Slavonice"}
CENSUS = (
    "idhod", "hodnota", "ukaz_kod", "pohlavi_cis", "pohlavi_kod", "vek_cis", "vek_kod", "uzemi_cis", "uzemi_kod",
    "sldb_rok", "sldb_datum", "ukaz_txt", "pohlavi_txt", "vek_txt", "uzemi_txt",
)  # fmt: skip
"""The header of `sldb2021_vek5_pohlavi.csv`."""
ANNUAL = (
    "idhod", "hodnota", "stapro_kod", "pohlavi_cis", "pohlavi_kod", "vek_cis", "vek_kod", "vuzemi_cis", "vuzemi_kod",
    "casref_do", "pohlavi_txt", "vek_txt", "vuzemi_txt",
)  # fmt: skip
"""The header of the annual files of people by age."""
BROAD = {"0 - 14 let": 10, "15 - 64 let": 30, "65 a více let": 12}
SEXES = {"": "", "1": "muž", "2": "žena"}


def number(town: str, age: str, people: object, *, sex: str = "", **other: str) -> dict[str, str]:
    """One row of the census; an empty age is everybody."""
    row = dict.fromkeys(CENSUS, "1")
    row |= {"hodnota": str(people), "uzemi_kod": town, "uzemi_cis": "43", "uzemi_txt": TOWNS.get(town, "Jinde")}
    row |= {"vek_txt": age, "vek_kod": "400" if age else "", "pohlavi_kod": sex, "pohlavi_txt": SEXES[sex]}
    return row | {"sldb_rok": "2021", "sldb_datum": "2021-03-26", "ukaz_kod": "3162"} | other


def town_rows(town: str, ages: Mapping[str, int] = BROAD, **other: str) -> list[dict[str, str]]:
    """The rows of one town: each band and everybody."""
    return [number(town, age, people, **other) for age, people in {**ages, "": sum(ages.values())}.items()]


def census_file(
    rows: Iterable[Mapping[str, str]],
    *,
    columns: Sequence[str] = CENSUS,
    separator: str = ",",
    encoding: str = "utf-8",
    quoting: int = csv.QUOTE_ALL,
) -> bytes:
    """The rows as a file with these columns; one that a row lacks is empty."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, delimiter=separator, quoting=quoting, extrasaction="ignore")  # type: ignore[arg-type]  # any of the module's constants
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def facility(town: str, name: str = "Pečovatelská služba", **other: Any) -> dict[str, Any]:
    """A facility in a town."""
    address = {"obec": {"id": f"Obec/{town}"}, "psc": "38001", "ulice": {"nazev": "Krátká"}}
    return {"nazev": name, "poskytujeOd": "2007-01-01", "poskytujeDo": None, "adresa": address} | other


def form(kind: str = "ter", *capacities: tuple[object, str]) -> dict[str, Any]:
    """A form in which a service is given, with its capacities."""
    told = [
        {"pocet": count, "popis": "od 1. 1. 2016", "typ": {"id": f"TypKapacitySocialniSluzby/{unit}"}}
        for count, unit in capacities
    ]
    return {"forma": {"id": f"FormaSocialniSluzby/{kind}"}, "nepretrzitePoskytovani": True, "kapacity": told}


def service(number: int = 1, *facilities: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A home care service (DruhSocialniSluzby/4) of an invented town hall."""
    return {
        "portalId": number,
        "id": f"SocialniSluzba/{number}",
        "identifikator": str(1_000_000 + number),
        "datumPoskytovaniOd": "2007-01-01",
        "datumPoskytovaniDo": None,
        "druhSocialniSluzby": {"id": "DruhSocialniSluzby/4"},
        "zarizeni": list(facilities or [facility("546127")]),
        "poskytovatel": {
            "ico": "00246476",
            "nazev": "Město Dačice",
            "statutarniOrgany": [{"jmeno": "Jana", "prijmeni": "Vymyšlená"}],
        },
        "emaily": [{"email": "pecovatelky@dacice.example", "poznamka": None}],
        "telefony": [],
        "weby": [{"web": "https://dacice.example", "poznamka": None}],
        "ciloveSkupiny": [{"cilovaSkupina": {"id": "CilovaSkupinaOsoby/24"}}],
        "formy": [form("ter", (32, "klient"))],
    } | other


def register_file(*services: object) -> bytes:
    """The register as it is published, on one line."""
    return json.dumps({"polozky": services}, ensure_ascii=False).encode()
