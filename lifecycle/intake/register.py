"""The register of providers' open data (registr poskytovatelů sociálních služeb, `rpss.json`) as services of the plan.

Its root holds `polozky[]`, registered services; each has facilities (`zarizeni[]`) that stand in municipalities. The
file is streamed, never held as a whole.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lifecycle.intake import registration
from lifecycle.intake.grids import Cell
from lifecycle.intake.registration import Element
from lifecycle.intake.rows import Planned
from lifecycle.intake.stream import LIMIT, MIB, Bounded, Unsafe
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.evidence import Service

_FAULTS = 100
_MUNICIPALITY = re.compile(r"^Obec/(\d{6})$", re.ASCII)


_FIELDS: Mapping[str, str] = {
    "key": "identifikator",
    "provider": "poskytovatel.nazev",
    "ico": "poskytovatel.ico",
    "name": "zarizeni[].nazev",
    "kind": "druhSocialniSluzby.id",
    "target_groups": "ciloveSkupiny[].cilovaSkupina.nazev",
    "form": "formy[].forma.id",
    "capacity": "formy[].kapacity[].pocet",
    "municipality": "zarizeni[].adresa.obec.id",
    "contact": "telefony[].telefon",
    "web": "weby[].web",
    "since": "datumPoskytovaniOd",
    "until": "datumPoskytovaniDo",
}
"""Column of a service → the field of the register it comes from."""


@dataclass(frozen=True, slots=True)
class Register:
    """What a file tells of the towns: services as rows, or faults.

    `unnamed` are target groups nobody named, `odd` the services of a kind without a paragraph, which a person records.
    """

    rows: Sequence[Planned]
    faults: Sequence[Fault]
    unnamed: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def register(path: Path, *, towns: Mapping[str, str], recorded: Mapping[str, Service], day: dt.date) -> Register:
    """The services that have a facility in one of `towns` (code → name), as rows; ended ones only where `recorded`."""
    rows: list[Planned] = []
    faults: list[Fault] = []
    unnamed: dict[str, None] = {}
    odd: list[str] = []
    seen: dict[str, int] = {}
    for element, item in _elements(path, faults):
        facilities = _facilities(element, item, towns)
        if facilities:
            key = _key(element, item)
            if key and seen.setdefault(key, element.number) != element.number:
                element.fault("register.doubled", "identifikator", key)
            if key and registration.kind(element, item) is None:
                odd.append(_odd(element, item, key))
            elif key:
                work = _Service(element, item, key, facilities, recorded, day)
                rows += work.rows()
                unnamed.update(dict.fromkeys(work.nameless))
        faults += element.faults
        if len(faults) >= _FAULTS:
            break
    if not seen and not faults:
        faults.append(Fault("register.region", file=path.name, facts=(("towns", tuple(towns.values())),)))
    return Register([] if faults else rows, faults, tuple(unnamed), tuple(odd))


def _odd(element: Element, item: Mapping[str, Any], key: str) -> str:
    """A service of a kind nobody knows, in words a person can look it up by."""
    provider = element.part(item, "poskytovatel", dict) or {}
    told = element.text(provider, "nazev") or "?"
    return f"{told} ({key}, {element.id(item, 'druhSocialniSluzby') or '?'})"


def _elements(path: Path, faults: list[Fault]) -> Iterator[tuple[Element, Mapping[str, Any]]]:
    """Every element of the register in its order; a file that is none, or is cut in half, is noted as a fault."""
    # Only the register needs the parser; recording a form should not wait for it.
    import ijson

    number = 0
    with _opened(path) as stream:
        source = Bounded(stream)
        try:
            for number, item in enumerate(ijson.items(source, "polozky.item"), start=1):
                source.element()
                element = Element(path.name, number - 1)
                if not isinstance(item, dict):
                    element.fault("register.type", "polozky", item)
                yield element, item if isinstance(item, dict) else {}
        except (ijson.JSONError, ArithmeticError, ValueError, Unsafe) as error:
            rule = error.rule if isinstance(error, Unsafe) else "register.broken"
            if not number and rule == "register.long":
                rule = "register.root"  # a list of something else, or another root
            told = (("elements", number), ("bytes", source.read_bytes))
            faults.append(Fault(rule, file=path.name, cell=f"polozky[{number}]", facts=told))
            return
    if not number:
        faults.append(Fault("register.root", file=path.name))


def _opened(path: Path) -> BinaryIO:
    """The file; Wrong where it is missing, held, a folder or too large."""
    if path.is_dir():
        raise Wrong("intake.folder", file=path.name)
    try:
        if path.stat().st_size > LIMIT:
            raise Wrong("intake.too_big", file=path.name, limit=LIMIT // MIB)
        return path.open("rb")
    except FileNotFoundError:
        raise Wrong("intake.not_found", file=str(path)) from None
    except PermissionError:
        raise Wrong("intake.locked", file=path.name) from None
    except OSError as error:
        raise Wrong("intake.unreadable", file=path.name, told=error) from None


def _facilities(
    element: Element, item: Mapping[str, Any], towns: Mapping[str, str]
) -> dict[str, list[Mapping[str, Any]]]:
    """The facilities of the service in the towns, by code; a secret address has none."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for facility in element.parts(item, "zarizeni"):
        address = element.part(facility, "adresa", dict) or {}
        told = _MUNICIPALITY.match(element.id(address, "obec") or "")
        if told and told[1] in towns:
            found.setdefault(told[1], []).append(facility)
    return dict(sorted(found.items()))


def _key(element: Element, item: Mapping[str, Any]) -> str | None:
    """The register's own identifier of the service."""
    for name in ("identifikator", "id", "portalId"):
        if told := element.text(item, name):
            return told.rpartition("/")[2]
    element.fault("register.no_key", "identifikator")
    return None


def _why(complaint: ErrorDetails, value: object) -> str:
    """The word under which the phrases say what is wrong with a value."""
    if value is None:
        return "missing"
    if "error" in (context := complaint.get("ctx", {})):
        return str(context["error"])
    return "too_long" if complaint["type"] == "string_too_long" else ""


@dataclass(slots=True)
class _Service:
    """One service with a facility in the territory, about to become a row for each of its towns."""

    element: Element
    item: Mapping[str, Any]
    key: str
    facilities: Mapping[str, Sequence[Mapping[str, Any]]]
    recorded: Mapping[str, Service]
    day: dt.date
    nameless: Sequence[str] = ()

    def rows(self) -> Iterator[Planned]:
        """A row for each town; the capacity, which the register knows for the whole service, stands in one of them."""
        until = {code: self._until(group) for code, group in self.facilities.items()}
        taken = [code for code in until if not self._over(until[code]) or self._standing(code)]
        if not taken:
            return
        home = max(taken, key=lambda code: (not self._over(until[code]), len(self.facilities[code])))
        shared = self._shared()
        capacity = registration.capacity(self.element, self.item)
        if self.element.faults:
            return
        for code in taken:
            own = self._standing(code)
            told = shared | {
                "key": own.key if own else f"{self.key}-{code}" if len(taken) > 1 else self.key,
                "name": registration.name(self.element, self.facilities[code]) or shared["provider"],
                "capacity": capacity if code == home else None,
                "municipality": code,
                "until": until[code],
            }
            if row := self._row(self._kept(told, own)):
                yield row

    def _shared(self) -> dict[str, Any]:
        """What the rows of all towns have in common."""
        provider = self.element.part(self.item, "poskytovatel", dict) or {}
        groups, self.nameless = registration.groups(self.element, self.item)
        return {
            "provider": self.element.text(provider, "nazev"),
            "ico": self.element.text(provider, "ico"),
            "kind": registration.kind(self.element, self.item),
            "form": registration.forms(self.element, self.item),
            "target_groups": tuple(dict.fromkeys(groups)),
            "since": self.element.day(self.item, "datumPoskytovaniOd"),
            "contact": registration.contact(self.element, self.item, provider),
            "web": registration.web(self.element, self.item, provider),
        }

    def _kept(self, told: dict[str, Any], own: Service | None) -> dict[str, Any]:
        """`told` with what a person recorded and the register does not say: contact, web, groups it only numbers."""
        if own is None:
            return told
        groups = (*told["target_groups"], *(own.target_groups if self.nameless else ()))
        kept = {"contact": told["contact"] or own.contact, "web": told["web"] or own.web}
        return told | kept | {"target_groups": tuple(dict.fromkeys(groups))}

    def _row(self, told: Mapping[str, Any]) -> Planned | None:
        try:
            service = Service.model_validate(told)
        except ValidationError as error:
            for complaint in error.errors(include_url=False):
                name = str(complaint["loc"][0]) if complaint["loc"] else "until"
                self.element.fault(
                    "register.value", _FIELDS[name], told.get(name), reason=_why(complaint, told.get(name))
                )
            return None
        return Planned(service, self.element.number, {"key": Cell(service.key, self.element.place)})

    def _over(self, end: dt.date | None) -> bool:
        return end is not None and end < self.day

    def _until(self, group: Sequence[Mapping[str, Any]]) -> dt.date | None:
        """When the service ends in a town: with its registration, or when the last facility there closed before."""
        ends = self.element.day(self.item, "datumPoskytovaniDo")
        closed = [self.element.day(facility, "poskytujeDo") for facility in group]
        last = [end for end in closed if end is not None]
        if len(last) < len(closed) or not self._over(max(last)):
            return ends
        return min(max(last), ends or max(last))

    def _standing(self, code: str) -> Service | None:
        """The service as it is recorded in this town: under its own key, or under that of the service and the town."""
        for name in (self.key, f"{self.key}-{code}"):
            if (own := self.recorded.get(name)) and own.municipality == code:
                return own
        return None
