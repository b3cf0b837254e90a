"""The register of providers: services with a facility in the territory are taken in, or each fault is told."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycle.intake.register import Register, register
from lifecycle.intake.registration import KINDS
from lifecycle.model.errors import Wrong
from lifecycle.model.evidence import SERVICE_KINDS, Service
from tests.intake.open_data import TOWNS, facility, form, register_file, service

DAY = dt.date(2025, 3, 3)
SLAVONICE = facility("547166", "Pobočka Slavonice")


def read(path: Path, data: bytes, *, recorded: Sequence[Service] = ()) -> Register:
    path.write_bytes(data)
    return register(path, towns=TOWNS, recorded={one.key: one for one in recorded}, day=DAY)


def services(found: Register) -> list[Service]:
    """The services of a file without a fault."""
    assert list(found.faults) == []
    return [row.thing for row in found.rows if isinstance(row.thing, Service)]


def told(found: Register) -> list[tuple[str, str | None, str | None]]:
    """Rule, element and field of each fault, where nothing was taken."""
    assert list(found.rows) == []
    return [(fault.rule, fault.cell, fault.column) for fault in found.faults]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rpss.json"


def test_a_service_of_the_territory_is_taken_with_what_the_register_says(file: Path):
    [one] = services(read(file, register_file(service(1), service(2, facility("555555")))))

    assert one.as_json() == {
        "key": "1000001", "provider": "Město Dačice", "ico": "00246476", "name": "Pečovatelská služba", "kind": "40",
        "target_groups": ["senioři"], "form": ["T"], "capacity": 32, "municipality": "546127",
        "contact": "pecovatelky@dacice.example", "web": "https://dacice.example", "since": "2007-01-01", "until": None,
    }  # fmt: skip


def test_people_who_act_for_providers_are_not_taken(file: Path):
    assert "Vymyšlená" not in str(services(read(file, register_file(service(1)))))


def test_every_kind_of_the_law_has_its_two_numbers_in_the_register():
    assert (KINDS[13], KINDS[3847], KINDS[5], KINDS[3868]) == ("49", "49", "41", "60a")
    assert sorted(KINDS.values()) == sorted(SERVICE_KINDS * 2)


def test_a_kind_may_be_named_by_the_number_of_the_portal_too(file: Path):
    [one] = services(read(file, register_file(service(druhSocialniSluzby={"id": 3847}))))

    assert one.kind == "49"


def test_a_service_in_two_towns_is_a_row_in_each_and_its_capacity_counts_once(file: Path):
    found = services(read(file, register_file(service(1, facility("546127"), SLAVONICE, SLAVONICE))))

    assert [(one.key, one.municipality, one.name, one.capacity) for one in found] == [
        ("1000001-546127", "546127", "Pečovatelská služba", None),
        ("1000001-547166", "547166", "Pobočka Slavonice", 32),
    ]


def test_a_service_keeps_its_recorded_key_when_it_opens_in_a_second_town(file: Path):
    recorded = services(read(file, register_file(service(1))))

    found = services(read(file, register_file(service(1, facility("546127"), SLAVONICE)), recorded=recorded))

    assert [one.key for one in found] == ["1000001", "1000001-547166"]


CAPACITIES: list[tuple[list[dict[str, Any]], int | None]] = [
    ([form("pob", (32, "luzka")), form("ter", (10, "klient"))], 42),
    ([form("amb", (20, "klient"), (5, "interv"))], 20),
    ([form("amb", (5, "interv"), (7, "kontakt"))], 5),
    ([form("ter", (60, "hovor"))], 60),
    ([form("ter")], None),
]


@pytest.mark.parametrize(("forms", "capacity"), CAPACITIES)
def test_places_for_people_are_added_up_and_acts_counted_only_without_them(
    file: Path, forms: list[dict[str, Any]], capacity: int | None
):
    [one] = services(read(file, register_file(service(formy=forms))))

    assert one.capacity == capacity


def test_a_group_the_register_only_numbers_is_told_and_what_a_person_wrote_stays(file: Path):
    groups = [{"cilovaSkupina": {"id": f"CilovaSkupinaOsoby/{number}"}} for number in (24, 7)]
    data = register_file(service(ciloveSkupiny=groups))
    [taken] = services(read(file, data))

    found = read(file, data, recorded=[taken.replaced(target_groups=["senioři", "imigranti"])])

    assert (taken.target_groups, found.unnamed) == (("senioři",), ("CilovaSkupinaOsoby/7",))
    assert services(found)[0].target_groups == ("senioři", "imigranti")


def test_a_group_that_has_a_name_is_called_by_it(file: Path):
    groups = [{"id": "CilovaSkupinaOsoby/7", "nazev": {"cs": "imigranti a azylanti"}}]

    assert services(read(file, register_file(service(ciloveSkupiny=groups))))[0].target_groups == (
        "imigranti a azylanti",
    )


def test_contact_and_web_a_person_keeps_stay_where_the_register_has_none(file: Path):
    data = register_file(service(emaily=[], weby=None))
    [taken] = services(read(file, data))

    [found] = services(read(file, data, recorded=[taken.replaced(contact="paní Nová", web="https://nase.example")]))

    assert (taken.contact, found.contact, found.web) == (None, "paní Nová", "https://nase.example")


def test_an_ended_service_is_taken_only_where_it_is_recorded_and_then_says_its_end(file: Path):
    recorded = services(read(file, register_file(service(1))))
    data = register_file(service(1, datumPoskytovaniDo="2024-12-31"), service(2))

    new, known = services(read(file, data)), services(read(file, data, recorded=recorded))

    assert [one.key for one in new] == ["1000002"]
    assert [(one.key, one.until) for one in known] == [("1000001", dt.date(2024, 12, 31)), ("1000002", None)]


def test_a_town_whose_last_facility_closed_is_left_out(file: Path):
    closed = facility("547166", poskytujeDo="2020-06-30")

    assert [
        one.municipality for one in services(read(file, register_file(service(1, facility("546127"), closed))))
    ] == ["546127"]


def test_a_service_with_a_secret_address_is_in_no_town(file: Path):
    secret = facility("546127") | {"adresa": None, "utajenaAdresa": True}

    assert told(read(file, register_file(service(1, secret)))) == [("register.region", None, None)]


def test_a_file_with_a_byte_order_mark_is_the_same_file(file: Path):
    assert services(read(file, b"\xef\xbb\xbf" + register_file(service()))) == services(
        read(file, register_file(service()))
    )


_COUNT = ("register.capacity", "formy[].kapacity[].pocet")
FAULTS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "unknown form": ({"formy": [form("jina")]}, ("register.form", "formy[].forma.id")),
    "capacity in words": ({"formy": [form("ter", ("mnoho", "klient"))]}, _COUNT),
    "half a place": ({"formy": [form("ter", (1.5, "klient"))]}, _COUNT),
    "huge capacity": ({"formy": [form("ter", (10**20, "klient"))]}, _COUNT),
    "no day": ({"datumPoskytovaniOd": "loni"}, ("register.day", "datumPoskytovaniOd")),
    "wrong company number": (
        {"poskytovatel": {"ico": "00246477", "nazev": "Město"}},
        ("register.value", "poskytovatel.ico"),
    ),
    "no provider": ({"poskytovatel": None}, ("register.value", "poskytovatel.nazev")),
    "no key": ({"identifikator": None, "id": None, "portalId": None}, ("register.no_key", "identifikator")),
    "facilities that are no list": ({"zarizeni": 5}, ("register.type", "zarizeni")),
    "a provider that is a text": ({"poskytovatel": "Město"}, ("register.type", "poskytovatel")),
    "groups that are texts": ({"ciloveSkupiny": ["senioři"]}, ("register.type", "ciloveSkupiny")),
}  # fmt: skip


@pytest.mark.parametrize("kind", [{"id": "DruhSocialniSluzby/11078"}, None])
def test_a_service_of_a_kind_without_a_paragraph_is_named_and_the_others_are_taken(file: Path, kind: object):
    found = read(file, register_file(service(1), service(2, druhSocialniSluzby=kind)))

    assert (len(found.rows), len(found.odd), found.faults) == (1, 1, [])


@pytest.mark.parametrize(("change", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_element_and_field(file: Path, change: dict[str, Any], fault: tuple[str, str]):
    rule, column = fault

    assert (rule, "polozky[1]", column) in told(read(file, register_file(service(1), service(2) | change)))


WHY: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong digit": ({"poskytovatel": {"ico": "00246477", "nazev": "Město"}}, "ico_check"),
    "letters in a number": ({"poskytovatel": {"ico": "abc", "nazev": "Město"}}, "ico_form"),
    "nobody": ({"poskytovatel": None}, "missing"),
    "a name of 2,000 letters": ({"poskytovatel": {"ico": None, "nazev": "M" * 2_000}}, "too_long"),
    "an end before the beginning": (
        {"datumPoskytovaniOd": "2026-01-01", "datumPoskytovaniDo": "2025-12-31"},
        "until_before_since",
    ),
}


@pytest.mark.parametrize(("change", "reason"), WHY.values(), ids=WHY)
def test_a_value_that_cannot_be_recorded_is_told_with_the_reason(file: Path, change: dict[str, Any], reason: str):
    found = read(file, register_file(service(1), service(2) | change))

    assert [dict(fault.facts)["reason"] for fault in found.faults if fault.rule == "register.value"] == [reason]


def test_the_same_service_twice_is_told(file: Path):
    assert told(read(file, register_file(service(1), service(1)))) == [
        ("register.doubled", "polozky[1]", "identifikator")
    ]


def test_a_register_of_another_region_is_told(file: Path):
    assert told(read(file, register_file(service(1, facility("555555"))))) == [("register.region", None, None)]


ROOTS = {
    "another root": b"[1, 2]",
    "another name": b'{"sluzby": [{}]}',
    "no list": b'{"polozky": 5}',
    "nothing in it": b'{"polozky": []}',
}


@pytest.mark.parametrize("data", ROOTS.values(), ids=ROOTS)
def test_json_that_is_no_register_is_told(file: Path, data: bytes):
    assert told(read(file, data)) == [("register.root", None, None)]


BROKEN = {
    "empty": b"",
    "no JSON": "dobrý den".encode(),
    "windows-1250": '{"polozky": ["č"]}'.encode("cp1250"),
    "not a number": b'{"polozky": [NaN]}',
    "an exponent nobody can hold": b'{"polozky": [{"a": 1e99999999999999999999}]}',
    "something behind": register_file(service()) + b"{}",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_damaged_file_is_told(file: Path, data: bytes):
    assert [rule for rule, _, _ in told(read(file, data))] == ["register.broken"]


def test_elements_that_are_no_services_are_told_a_hundred_at_most(file: Path):
    found = told(read(file, register_file(*range(1000))))

    assert (found[7], len(found)) == (("register.type", "polozky[7]", "polozky"), 100)


WHOLE = register_file(*(service(number) for number in range(1, 40)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_anywhere_is_refused_and_nothing_of_it_taken(file: Path, length: int):
    found = read(file, WHOLE[:length])

    assert [rule for rule, _, _ in told(found)] == ["register.broken"]


def test_a_file_cut_in_half_says_after_which_element(file: Path):
    found = read(file, WHOLE[: len(WHOLE) // 2])

    [fault] = found.faults
    assert (fault.cell, dict(fault.facts)) == ("polozky[19]", {"elements": 19, "bytes": len(WHOLE) // 2})


NESTED = {"register.deep": b"[" * 70_000, "register.number": b"9" * 5_000}


@pytest.mark.parametrize(("rule", "data"), NESTED.items(), ids=NESTED)
def test_a_file_made_to_break_the_parser_is_refused_before_it_is_parsed(file: Path, rule: str, data: bytes):
    assert [fault[0] for fault in told(read(file, b'{"polozky": [{}, ' + data))] == [rule]


def test_a_list_of_something_else_is_refused_before_all_of_it_is_read(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lifecycle.intake.stream.ELEMENT_LIMIT", 200_000)

    assert [rule for rule, _, _ in told(read(file, json.dumps({"jine": ["x" * 90] * 9000}).encode()))] == [
        "register.root"
    ]


def test_a_missing_file_a_folder_and_one_too_large_are_told(file: Path, monkeypatch: pytest.MonkeyPatch):
    codes = []
    for path in (file, file.parent):
        with pytest.raises(Wrong) as wrong:
            register(path, towns=TOWNS, recorded={}, day=DAY)
        codes.append(wrong.value.code)
    monkeypatch.setattr("lifecycle.intake.register.LIMIT", 10)
    with pytest.raises(Wrong) as wrong:
        read(file, WHOLE)

    assert [*codes, wrong.value.code] == ["intake.not_found", "intake.folder", "intake.too_big"]


PEAK = """
import datetime as dt, resource, sys
from pathlib import Path
from lifecycle.intake.register import register
found = register(Path(sys.argv[1]), towns={"546127": "D"}, recorded={}, day=dt.date(2025, 3, 3))
print(len(found.rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of POSIX")
def test_a_register_twenty_times_as_large_needs_no_more_memory(tmp_path: Path):
    peaks = []
    for megabytes in (5, 100):
        path = tmp_path / f"rpss_{megabytes}.json"
        one = json.dumps(service(1, *[facility("555555")] * 80)).encode()
        with path.open("wb") as stream:
            stream.write(b'{"polozky": [' + json.dumps(service(2)).encode())
            for _ in range(megabytes * 1_000_000 // len(one)):
                stream.write(b", " + one)
            stream.write(b"]}")
        made = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
        rows, peak = map(int, made.stdout.split())
        peaks.append(peak)
        assert rows == 1

    assert peaks[1] < peaks[0] + 15
