"""Receipts, exports and time-stamps: what leaves the office is checked without it, and every forgery is found."""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycle.actions.checkpoints import given_out as left_the_office
from lifecycle.app import Wishes, desk
from tests.cli.audits import both, changed, entries_of, ours, written_anew
from tests.cli.clerk import Clerk
from tests.cli.test_history import RENAMED, edited
from tests.cli.three_towns import PLAN, opened
from tests.delivery.authority import Authority
from tests.delivery.authority import opened as authority_in

HISTORY, OFFICE = f"history/plan_{PLAN}.jsonl", "history/office.jsonl"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A time-stamping authority; the story is skipped where OpenSSL is missing."""
    return authority_in(tmp_path_factory.mktemp("authority"))


@cache
def _given_out(folder: Path) -> tuple[Path, Path, str]:
    clerk = opened(Clerk(folder / "úřad", folder / "papíry")).about(PLAN)
    code = clerk.reads("document", "issue", "plan")["edition"]["code"]
    clerk.reads("history", "receipt", "2", "-o", str(folder / "potvrzení.json"))
    clerk.reads("history", "stamp")
    clerk.about(None).reads("history", "export", "-o", str(folder / "výpis.zip"), "--with-documents")
    return folder / "výpis.zip", folder / "potvrzení.json", code


@pytest.fixture(scope="session")
def given_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """An export, a receipt of its second entry and the control code of an edition; they are only read."""
    return _given_out(tmp_path_factory.mktemp("výdej"))


@pytest.fixture
def export(given_out: tuple[Path, Path, str]) -> Path:
    return given_out[0]


@pytest.fixture
def receipt(given_out: tuple[Path, Path, str]) -> Path:
    return given_out[1]


def test_both_verifiers_confirm_an_export_a_receipt_and_the_code_on_a_paper(given_out: tuple[Path, Path, str]):
    export, receipt, code = given_out

    assert both(export, receipt, codes=(code,)) == (0, 0)


def test_the_verifier_in_the_export_runs_alone_in_the_folder_it_was_unpacked_into(export: Path, tmp_path: Path):
    with zipfile.ZipFile(export) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "poznámky auditora.txt").write_text("Zkontrolováno.", encoding="utf-8")

    done = subprocess.run([sys.executable, "-I", str(tmp_path / "verify_history.py")], capture_output=True, timeout=60)

    assert (done.returncode, b"ALL HOLDS" in done.stdout) == (0, True)


def test_no_name_and_no_text_of_a_person_is_in_an_export(clerk: Clerk, tmp_path: Path):
    clerk.records("people", "name,group,side\nLudmila Nevyzrazená,SEN,user\n")
    file = tmp_path / "výpis.zip"

    clerk.reads("history", "export", "-o", str(file))

    assert "Nevyzrazená".encode() not in file.read_bytes()


def test_what_was_given_out_is_an_act_of_the_offices_own_chain(clerk: Clerk, tmp_path: Path):
    plan_head = clerk.reads("history", "verify")["head"]

    told = clerk.reads("history", "receipt", "2", "-o", str(tmp_path / "potvrzení.json"))

    assert (told["entry"], clerk.reads("history", "verify")["head"]) == (2, plan_head)


def test_an_export_of_one_plan_has_that_plan_only(clerk: Clerk, tmp_path: Path):
    towns = clerk.paper("obce.csv", "code,name,population,seat,council_size\n546127,Dačice,7300,yes,21\n")
    years = ("--from", "2026", "--to", "2027")
    clerk.about(None).reads("plan", "create", "jiny", "--title", "Jiný", "--territory", str(towns), *years)
    file = tmp_path / "výpis.zip"

    clerk.reads("history", "export", "-o", str(file))

    with zipfile.ZipFile(file) as archive:
        assert {name for name in archive.namelist() if name.startswith("history/")} == {HISTORY, OFFICE}
    assert both(file) == (0, 0)


@pytest.mark.parametrize("words", [("history", "receipt", "99"), ("history", "receipt", "0")])
def test_a_receipt_of_an_entry_that_is_not_there_is_wrong_input_and_changes_nothing(
    clerk: Clerk, tmp_path: Path, words: tuple[str, ...]
):
    before = clerk.head

    answer = clerk.says(*words, "-o", str(tmp_path / "potvrzení.json"))

    assert (answer.code, clerk.head == before, list(tmp_path.glob("*.json"))) == (2, True, [])


def test_a_dry_run_gives_nothing_out(clerk: Clerk, tmp_path: Path):
    before = clerk.head

    answer = clerk.types("--office", str(clerk.office), "--dry-run", "history", "export", "-o", str(tmp_path / "v.zip"))

    assert (answer.code, clerk.head == before, (tmp_path / "v.zip").exists()) == (0, True, False)


# What a forger does to the members of an export.
FORGERIES: dict[str, Callable[[dict[str, bytes]], None]] = {
    "a removed tail": lambda m: m.update({HISTORY: b"".join(m[HISTORY].splitlines(keepends=True)[:-1])}),
    "a removed first entry": lambda m: m.update({HISTORY: b"".join(m[HISTORY].splitlines(keepends=True)[1:])}),
    "a cut line": lambda m: m.update({HISTORY: m[HISTORY][:-40]}),
    "no history": lambda m: m.update({HISTORY: b""}),
    "a missing history": lambda m: _dropped(m, HISTORY),
    "a swapped pair": lambda m: m.update({HISTORY: b"".join(_swapped(m[HISTORY].splitlines(keepends=True)))}),
    "a repeated entry": lambda m: m.update({HISTORY: m[HISTORY] + m[HISTORY].splitlines(keepends=True)[-1]}),
    "another name": lambda m: m.update({HISTORY: m[HISTORY].replace(b"Slavonice", b"Slavonyce")}),
    "a removed tail of the office": lambda m: m.update({OFFICE: b"".join(m[OFFICE].splitlines(keepends=True)[:-1])}),
    "another checkpoint": lambda m: m.update({"checkpoints/000001.txt": m["checkpoints/000001.txt"][:-2] + b"-\n"}),
    "a missing checkpoint": lambda m: _dropped(m, "checkpoints/000002.txt"),
    "another code": lambda m: m.update({"codes.csv": m["codes.csv"].replace(b"plan@1", b"plan@2")}),
    "another request": lambda m: m.update({"stamps/000001.tsq": m["stamps/000001.tsq"][:-1] + b"\x00"}),
    "another document": lambda m: m.update({_blob(m): m[_blob(m)] + b" "}),
    "a missing document": lambda m: _dropped(m, _blob(m)),
    "a file too many": lambda m: m.update({"history/plan_druhy.jsonl": m[HISTORY]}),
    "a hidden plan": lambda m: m.update({"export.json": m["export.json"].replace(f'["{PLAN}"]'.encode(), b"[]")}),
    "an unread list": lambda m: m.update({"export.json": m["export.json"] + b"\n"}),
}


def _dropped(members: dict[str, bytes], name: str) -> None:
    del members[name]


def _swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def _blob(members: dict[str, bytes]) -> str:
    return min(name for name in members if name.startswith("blobs/"))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_both_verifiers_find_in_an_export(forgery: str, export: Path, tmp_path: Path):
    forged = changed(export, tmp_path / "výpis.zip", FORGERIES[forgery])

    assert both(forged) == (3, 3)


def test_an_entry_changed_in_an_export_is_named(clerk: Clerk, export: Path, tmp_path: Path):
    forged = changed(export, tmp_path / "výpis.zip", FORGERIES["another name"])

    told = clerk.types("--json", "history", "verify", str(forged))

    assert (told.code, [(p["entry"], p["table"]) for p in told.json["problems"]]) == (3, [(1, HISTORY)])


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_an_export_is_found_by_both(export: Path, tmp_path: Path, data: st.DataObject):
    forged = bytearray(export.read_bytes())
    place = data.draw(st.integers(4, len(forged) - 1))
    forged[place] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / "v.zip").write_bytes(forged)

    assert both(tmp_path / "v.zip") == (3, 3)


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_a_receipt_is_found_by_both(receipt: Path, tmp_path: Path, data: st.DataObject):
    forged = bytearray(receipt.read_bytes())
    place = data.draw(st.integers(0, len(forged) - 1))
    forged[place] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / "r.json").write_bytes(forged)
    first, second = both(tmp_path / "r.json")

    assert (first in (2, 3), first) == (True, second)


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_verifiers_agree_on_a_receipt_with_any_field_changed(receipt: Path, tmp_path: Path, data: st.DataObject):
    value = json.loads(receipt.read_bytes())
    holders = [value, value["checkpoint"], value["office"], value["body"], value["office"]["body"]]
    holder = data.draw(st.sampled_from(holders))
    name = data.draw(st.sampled_from(sorted(holder)))
    holder[name] = data.draw(st.sampled_from([None, True, 0, 1, 2, 3, "", "0" * 64, [], {}, ["0" * 64] * 3]))
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    (tmp_path / "r.json").write_bytes(text.encode() + b"\n")
    first, second = both(tmp_path / "r.json")

    assert (first, first == 0) == (second, (tmp_path / "r.json").read_bytes() == receipt.read_bytes())


@pytest.mark.parametrize("forge", [lambda p: p[:-1], lambda p: [*p, p[-1]], lambda p: p[::-1], lambda p: []])
def test_a_forged_proof_is_found_by_both(receipt: Path, tmp_path: Path, forge: Callable[[list[str]], list[str]]):
    value = json.loads(receipt.read_bytes())
    value["path"] = forge(value["path"])
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    (tmp_path / "r.json").write_bytes(text.encode() + b"\n")

    assert both(tmp_path / "r.json") == (3, 3)


def anew(export: Path, target: Path) -> Path:
    """The whole history written anew without its last entry and with another title, every hash computed again."""

    def forge(members: dict[str, bytes]) -> None:
        history, office = entries_of(members, HISTORY)[:-1], entries_of(members, OFFICE)
        history[2]["changes"][0]["put"]["title"] = "Něco jiného"
        for body in office:
            body["changes"] = [one for one in body["changes"] if one["kind"] != "stamp"]
        for name in [name for name in members if name.startswith(("blobs/", "stamps/"))]:
            del members[name]
        told = json.loads(members["export.json"]) | {"blobs": []}
        members["export.json"] = json.dumps(told, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        members["codes.csv"] = members["codes.csv"].splitlines(keepends=True)[0]
        members |= written_anew(PLAN, office, history)

    return changed(export, target, forge)


def test_a_history_written_anew_as_a_whole_holds_by_itself(export: Path, tmp_path: Path):
    assert both(anew(export, tmp_path / "výpis.zip")) == (0, 0)


def test_but_one_code_on_a_paper_finds_it(given_out: tuple[Path, Path, str], tmp_path: Path):
    assert both(anew(given_out[0], tmp_path / "výpis.zip"), codes=(given_out[2],)) == (3, 3)


def test_but_one_receipt_in_a_towns_archive_finds_it(given_out: tuple[Path, Path, str], tmp_path: Path):
    assert both(anew(given_out[0], tmp_path / "výpis.zip"), given_out[1]) == (3, 3)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b'{"type":"jiny"}', b"[" * 100_000])
def test_a_file_that_is_neither_is_wrong_input(tmp_path: Path, data: bytes):
    (tmp_path / "něco").write_bytes(data)

    assert ours(tmp_path / "něco") == 2


def test_a_mistyped_code_is_wrong_input_for_both(given_out: tuple[Path, Path, str]):
    code = given_out[2]
    wrong = code[:-4] + ("A" if code[-4] != "A" else "B") + code[-3:]

    assert both(given_out[0], codes=(wrong,)) == (2, 2)


@pytest.mark.parametrize(
    "statements",
    [
        (f"update act set body = {RENAMED} where plan = '{PLAN}' and number = 1",),
        (f"delete from act where plan = '{PLAN}' and number = 4",),
        (f"delete from act where plan = '{PLAN}' and number = 2",),
        ("update chain set rev = 7 where plan <> '-'",),
    ],
)
def test_a_broken_history_is_exported_as_it_stands_and_the_auditor_finds_what_verify_finds(
    clerk: Clerk, tmp_path: Path, statements: tuple[str, ...]
):
    edited(clerk, *statements)
    file = tmp_path / "výpis.zip"

    answer = clerk.about(None).asks("history", "export", "-o", str(file))

    assert (answer.code, "porušená" in answer.err) == (0, True)
    assert (clerk.asks("history", "verify").code, *both(file)) == (3, 3, 3)


def test_no_receipt_is_given_of_a_broken_history(clerk: Clerk, tmp_path: Path):
    edited(clerk, f"update act set body = {RENAMED} where plan = '{PLAN}' and number = 1")
    before = clerk.head

    answer = clerk.says("history", "receipt", "4", "-o", str(tmp_path / "potvrzení.json"))

    assert (answer.code, clerk.head == before, list(tmp_path.glob("*.json"))) == (3, True, [])


def test_a_tail_cut_off_behind_our_back_is_found_by_the_offices_own_checkpoint(clerk: Clerk, tmp_path: Path):
    clerk.reads("history", "receipt", "2", "-o", str(tmp_path / "potvrzení.json"))
    head = f"(select hash from act where plan = '{PLAN}' and number = 3)"
    edited(
        clerk,
        f"delete from act where plan = '{PLAN}' and number = 4",
        f"update chain set rev = 3, head = {head} where plan = '{PLAN}'",
        "delete from measure",
    )

    told = clerk.about(None).asks("history", "verify")

    assert (told.code, [(p["table"], p["row"]) for p in told.json["problems"]]) == (3, [("checkpoint", f"1/{PLAN}")])


def test_a_request_answered_by_an_authority_is_shown_by_the_log_and_by_verify(
    clerk: Clerk, tmp_path: Path, authority: Authority
):
    asked = clerk.reads("history", "stamp", "-o", str(tmp_path / "žádost.tsq"))
    response = clerk.paper("odpověď.tsr", authority.answer((tmp_path / "žádost.tsq").read_bytes()))
    taken = clerk.reads("history", "stamp", "--response", str(response))
    again = clerk.reads("history", "stamp", "--response", str(response))

    assert (asked["entry"], taken["entry"], again["entry"], again["at"]) == (2, 3, None, taken["at"])
    assert {entry["stamped"] for entry in clerk.reads("history", "log")} == {taken["at"]}
    assert [one["at"] for one in clerk.about(None).reads("history", "verify")["stamps"]] == [taken["at"]]


def test_the_stamp_in_an_export_is_confirmed_by_openssl(clerk: Clerk, tmp_path: Path, authority: Authority):
    clerk.reads("history", "stamp", "-o", str(tmp_path / "žádost.tsq"))
    answered = authority.answer((tmp_path / "žádost.tsq").read_bytes())
    clerk.reads("history", "stamp", "--response", str(clerk.paper("odpověď.tsr", answered)))
    clerk.reads("history", "export", "-o", str(tmp_path / "výpis.zip"))

    with zipfile.ZipFile(tmp_path / "výpis.zip") as archive:
        archive.extractall(tmp_path / "rozbaleno")
    inside = tmp_path / "rozbaleno"

    assert authority.confirms(inside / "stamps" / "000001.tsr", inside / "checkpoints" / "000001.txt")
    assert both(tmp_path / "výpis.zip") == (0, 0)


def test_what_is_stamped_is_the_checkpoint_beside_the_request(clerk: Clerk):
    asked = clerk.reads("history", "stamp")
    file = Path(asked["file"])

    assert hashlib.sha256(file.with_suffix(".txt").read_bytes()).digest() in file.read_bytes()


def test_a_response_to_another_request_changes_nothing(clerk: Clerk, tmp_path: Path, authority: Authority):
    clerk.reads("history", "stamp", "-o", str(tmp_path / "první.tsq"))
    shutil.copytree(clerk.office, tmp_path / "jiný úřad")
    clerk.reads("history", "stamp", "-o", str(tmp_path / "druhá.tsq"))
    response = clerk.paper("odpověď.tsr", authority.answer((tmp_path / "druhá.tsq").read_bytes()))
    other = Clerk(tmp_path / "jiný úřad", clerk.papers, clerk.today)
    before = other.head

    answer = other.says("history", "stamp", "--response", str(response))

    assert (answer.code, other.head == before, "nepatří" in answer.err) == (3, True, True)


@pytest.mark.parametrize("data", [b"", b"0\x82\x01", b"PK\x03\x04", "odpověď".encode()])
def test_a_response_that_cannot_be_read_is_wrong_input(clerk: Clerk, data: bytes):
    before = clerk.head

    answer = clerk.says("history", "stamp", "--response", str(clerk.paper("odpověď.tsr", data)))

    assert (answer.code, clerk.head == before) == (2, True)


def test_a_response_that_is_not_there_is_wrong_input(clerk: Clerk, tmp_path: Path):
    assert clerk.says("history", "stamp", "--response", str(tmp_path / "není.tsr")).code == 2


def test_the_office_knows_what_of_a_plan_has_left_it(clerk: Clerk, tmp_path: Path):
    clerk.reads("history", "receipt", "2", "-o", str(tmp_path / "potvrzení.json"))
    clerk.about(None).reads("history", "export", "-o", str(tmp_path / "výpis.zip"))
    lying = desk(Wishes(office=clerk.office, today=dt.date(2025, 3, 3)))

    left = [(one.form, one.of, one.entry) for one in left_the_office(lying, PLAN)]
    lying.store.close()

    assert left == [("receipt", PLAN, 2), ("export", None, None)]
