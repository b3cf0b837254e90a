"""Exports and receipts held against each other: a cut, re-chained or shrunk history, and an honest older export."""

import contextlib
import datetime as dt
import hashlib
import runpy
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.audits import VERIFIER, both, changed, entries_of, written_anew
from tests.cli.clerk import Clerk
from tests.cli.test_handouts import HISTORY, OFFICE, anew
from tests.cli.test_history import edited
from tests.cli.three_towns import PLAN, opened

TOWNS = "code,name,population,seat,council_size\n546127,Dačice,7300,yes,21\n"
TERM = ("--from", "2026", "--to", "2027")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an early export, a receipt of entry 2 when there were six, an export after it, and the clerk."""
    folder = tmp_path_factory.mktemp("soubory")
    clerk = opened(Clerk(folder / "úřad", folder / "papíry")).about(PLAN)
    clerk.reads("history", "export", "-o", str(folder / "starší.zip"))
    clerk.reads("document", "issue", "plan")
    clerk.reads("history", "receipt", "2", "-o", str(folder / "druhý.json"))
    clerk.reads("history", "receipt", "5", "-o", str(folder / "pátý.json"))
    clerk.reads("history", "export", "-o", str(folder / "novější.zip"))
    return folder


def cut(export: Path, target: Path, *, entries: int, office: int | None = None) -> Path:
    """The export with fewer entries of the plan, every hash computed again, as an office that forges would."""

    def forge(members: dict[str, bytes]) -> None:
        history, own = entries_of(members, HISTORY)[:entries], entries_of(members, OFFICE)
        own = own if office is None else [own[0], *own[-office:]]
        at = 0
        for body in own:
            for change in body["changes"]:
                if change["kind"] == "checkpoint":
                    at += 1
                    change["put"]["number"] = at
        for name in [name for name in members if name.startswith("checkpoints/")]:
            del members[name]
        members["codes.csv"] = members["codes.csv"].splitlines(keepends=True)[0]
        members |= written_anew(PLAN, own, history)

    return changed(export, target, forge)


def codes_of(clerk: Clerk, *files: Path) -> set[str]:
    return {one["code"] for one in clerk.types("--json", "history", "verify", *map(str, files)).json["problems"]}


def test_an_export_and_receipts_of_one_office_agree_in_any_order(told: Path):
    files = [told / name for name in ("druhý.json", "starší.zip", "novější.zip", "pátý.json")]

    assert {both(*order) for order in (files, files[::-1])} == {(0, 0)}


@pytest.mark.parametrize("receipt", ["druhý.json", "pátý.json"])
def test_a_cut_history_with_a_chain_of_its_own_does_not_hold_beside_an_honest_receipt(
    receipt: str, told: Path, tmp_path: Path
):
    forged = cut(told / "novější.zip", tmp_path / "v.zip", entries=4, office=1)

    assert (both(forged), both(forged, told / receipt), both(told / receipt, forged)) == ((0, 0), (3, 3), (3, 3))


def test_a_longer_history_with_another_end_does_not_hold_beside_the_receipt_of_an_early_entry(
    told: Path, tmp_path: Path
):
    def forge(members: dict[str, bytes]) -> None:
        history, own = entries_of(members, HISTORY), entries_of(members, OFFICE)
        history[-1] = history[-1] | {"changes": [], "note": "jinak"}
        history += [history[-1]] * 3
        for name in [name for name in members if name.startswith("checkpoints/")]:
            del members[name]
        own = [own[0], own[-1]]
        own[1]["changes"][0]["put"]["number"] = 1
        members["codes.csv"] = members["codes.csv"].splitlines(keepends=True)[0]
        members |= written_anew(PLAN, own, history)

    forged = changed(told / "novější.zip", tmp_path / "v.zip", forge)

    assert (both(forged), both(forged, told / "druhý.json")) == ((0, 0), (3, 3))


def test_an_honest_older_export_proves_nothing_of_a_newer_receipt_and_nobody_is_accused(clerk: Clerk, told: Path):
    files = told / "starší.zip", told / "pátý.json"

    assert (both(*files), codes_of(clerk, *files)) == ((3, 3), {"verify.export_ends"})


def test_an_export_whose_own_chain_contradicts_the_receipt_is_told_so(clerk: Clerk, told: Path, tmp_path: Path):
    forged = cut(told / "novější.zip", tmp_path / "v.zip", entries=4, office=3)

    assert "verify.export_short" in codes_of(clerk, forged, told / "pátý.json")


def test_an_older_export_stays_honest_though_the_clock_went_back_before_the_receipt(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    export, receipt = tmp_path / "v.zip", tmp_path / "p.json"
    with monkeypatch.context() as wrong:
        wrong.setattr("lifecycle.app.now", lambda: dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
        clerk.reads("history", "export", "-o", str(export))
    clerk.reads("document", "issue", "plan")
    clerk.reads("history", "receipt", "5", "-o", str(receipt))

    assert codes_of(clerk, export, receipt) == {"verify.export_ends"}


@pytest.fixture
def two(clerk: Clerk, tmp_path: Path) -> tuple[Clerk, Path, Path]:
    """An export of one plan only, and a later receipt of another plan of the same office."""
    clerk.reads("history", "export", "-o", str(tmp_path / "v.zip"))
    towns = str(clerk.paper("obec.csv", TOWNS))
    clerk.about(None).reads("plan", "create", "druhy", "--title", "Druhý", "--territory", towns, *TERM)
    clerk.about("druhy").reads("history", "receipt", "1", "-o", str(tmp_path / "p.json"))
    return clerk, tmp_path / "v.zip", tmp_path / "p.json"


def test_a_receipt_of_a_plan_that_no_export_holds_is_no_contradiction(two: tuple[Clerk, Path, Path]):
    _, export, receipt = two

    assert (both(export, receipt), both(receipt, export)) == ((0, 0), (0, 0))


def test_a_person_reads_that_the_export_does_not_hold_the_plan_of_the_receipt(two: tuple[Clerk, Path, Path]):
    clerk, export, receipt = two

    told = clerk.types("history", "verify", str(export), str(receipt)).out

    assert ("výpisy plán druhy neobsahují" in told, "zápisem 0" in told) == (True, False)


def test_an_export_of_the_whole_office_without_the_plan_of_a_receipt_does_not_pass(
    two: tuple[Clerk, Path, Path], tmp_path: Path
):
    _, export, receipt = two

    def forge(members: dict[str, bytes]) -> None:
        history, own = entries_of(members, HISTORY), entries_of(members, OFFICE)
        own[-1]["changes"][1]["put"]["of"] = None
        members |= written_anew(PLAN, own, history)

    forged = changed(export, tmp_path / "celek.zip", forge)

    assert (both(forged), both(forged, receipt)) == ((0, 0), (3, 3))


@pytest.fixture
def withdrawn(clerk: Clerk, tmp_path: Path) -> tuple[Path, Path, str]:
    """The code of an edition that was taken back, an export from before that and one that holds it."""
    with_it, without = tmp_path / "s.zip", tmp_path / "bez.zip"
    code = clerk.reads("document", "issue", "plan")["edition"]["code"]
    office = clerk.office.with_name("kopie")
    shutil.copytree(clerk.office, office)
    Clerk(office, clerk.papers, clerk.today, PLAN).reads("history", "export", "-o", str(with_it))
    clerk.reads("undo")
    clerk.reads("history", "export", "-o", str(without))
    return with_it, without, code


def test_the_code_of_an_edition_taken_back_is_not_confirmed_by_an_export(withdrawn: tuple[Path, Path, str]):
    with_it, without, code = withdrawn

    assert (both(with_it, codes=(code,)), both(without, codes=(code,))) == ((0, 0), (3, 3))


def test_a_person_reads_which_entry_of_the_export_took_the_edition_back(
    clerk: Clerk, withdrawn: tuple[Path, Path, str]
):
    told = clerk.types("history", "verify", str(withdrawn[1]), "--code", withdrawn[2]).out

    assert ("vzato zpět zápisem č. 6" in told, "NESOUHLASÍ" in told) == (True, False)


def test_two_exports_of_one_plan_that_tell_two_stories_do_not_hold_together(told: Path, tmp_path: Path):
    other = anew(told / "novější.zip", tmp_path / "v.zip")

    assert (both(other), both(other, told / "novější.zip")) == ((0, 0), (3, 3))


@given(entries=st.integers(3, 5), office=st.integers(1, 3), names=st.permutations(["druhý.json", "pátý.json"]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_a_history_is_cut_both_verifiers_find_it_by_any_receipt_of_its_whole(
    told: Path, tmp_path: Path, entries: int, office: int, names: list[str]
):
    forged = cut(told / "novější.zip", tmp_path / "v.zip", entries=entries, office=office)

    assert both(told / names[0], forged) == (3, 3)


def test_a_receipt_says_which_entry_of_how_many_it_is_of(clerk: Clerk, told: Path):
    answer = clerk.types("--json", "history", "verify", str(told / "druhý.json")).json

    assert [(one["entry"], one["size"]) for one in answer["receipts"]] == [(2, 5)]


def code_of(export: Path) -> str:
    """The control code of the last edition in an export."""
    with zipfile.ZipFile(export) as archive:
        return archive.read("codes.csv").decode().splitlines()[-1].split(",")[0]


def test_a_code_younger_than_the_export_is_told_where_the_export_ends(clerk: Clerk, told: Path):
    answer = clerk.types("history", "verify", str(told / "starší.zip"), "--code", code_of(told / "novější.zip"))

    assert (answer.code, "končí zápisem č. 4" in answer.err, "této kanceláře" in answer.err) == (3, True, False)


def test_the_entry_of_a_code_is_a_number_for_files_too(clerk: Clerk, told: Path):
    file = told / "novější.zip"
    answer = clerk.types("--json", "history", "verify", str(file), "--code", code_of(file)).json

    assert [one["entry"] for one in answer["codes"]] == [5]


@pytest.mark.parametrize("data", [b"SQLite format 3\x00\xff\xfe", b"[1]", b"\xff"])
def test_the_auditors_verifier_tells_of_a_file_of_another_kind_in_words(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], auditor: Callable[..., int]
):
    (tmp_path / "office.db").write_bytes(data)

    assert (auditor(tmp_path / "office.db"), "není výpis ani potvrzení" in capsys.readouterr().out) == (2, True)


def test_the_auditors_verifier_tells_where_the_export_ends_for_an_unknown_code(
    told: Path, capsys: pytest.CaptureFixture[str], auditor: Callable[..., int]
):
    code = auditor(told / "starší.zip", "--code", code_of(told / "novější.zip"))

    assert (code, f"export ends: {PLAN}: 4" in capsys.readouterr().out) == (3, True)


@pytest.fixture
def auditor(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The auditors' verifier, asked on its own command line."""

    def asked(*words: object) -> int:
        monkeypatch.setattr("sys.argv", ["verify_history.py", *map(str, words)])
        monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
        answer: int = runpy.run_path(str(VERIFIER))["main"]()
        return answer

    return asked


def unreadable(clerk: Clerk, number: int) -> None:
    """The last entry of the plan is no JSON, and its hash and the chain's head are those of its bytes."""
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as connection:
        query = "select hash from act where plan = ? and number = ?"
        head = connection.execute(query, (PLAN, number - 1)).fetchone()[0]
    made = hashlib.sha256(head + bytes.fromhex("ff00fe")).hexdigest()
    edited(
        clerk,
        f"update act set body = x'ff00fe', hash = x'{made}' where plan = '{PLAN}' and number = {number}",
        f"update chain set head = x'{made}' where plan = '{PLAN}'",
    )


def test_a_history_with_an_unreadable_entry_is_exported_and_both_verifiers_name_the_entry(
    clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str], auditor: Callable[..., int]
):
    unreadable(clerk, 4)
    file = tmp_path / "výpis.zip"

    answer = clerk.says("history", "export", "-o", str(file))
    problems = clerk.types("--json", "history", "verify", str(file)).json["problems"]

    assert (answer.code, "od zápisu 4" in answer.err, [(one["entry"], one["table"]) for one in problems]) == (
        0,
        True,
        [(4, HISTORY)],
    )
    assert (auditor(file), f"{HISTORY}, zápis / entry 4" in capsys.readouterr().out) == (3, True)


def test_a_plan_whose_key_differs_in_case_only_is_refused(clerk: Clerk):
    towns = clerk.paper("obce.csv", TOWNS)

    answer = clerk.says("plan", "create", PLAN.upper(), "--title", "Jiný", "--territory", str(towns), *TERM)

    assert (answer.code, PLAN in answer.err) == (2, True)


def test_a_code_of_another_plan_than_the_named_one_is_wrong_input(clerk: Clerk):
    towns = clerk.paper("obce.csv", TOWNS)
    clerk.about(None).reads("plan", "create", "jiny", "--title", "Jiný", "--territory", str(towns), *TERM)
    code = clerk.about(PLAN).reads("document", "issue", "plan")["edition"]["code"]

    answer = clerk.about("jiny").says("history", "verify", "--code", code)

    assert (answer.code, "jiny" in answer.err) == (2, True)


def test_the_code_of_each_of_two_plans_an_older_office_keyed_alike_is_found(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lifecycle.actions.open_plan._plain", str)
    towns, twin = clerk.paper("obce.csv", TOWNS), PLAN.upper()
    clerk.about(None).reads("plan", "create", twin, "--title", "Jiný", "--territory", str(towns), *TERM)
    codes = {one: clerk.about(one).reads("document", "issue", "plan")["edition"]["code"] for one in (PLAN, twin)}

    assert {one: clerk.about(None).reads("history", "verify", "--code", codes[one])["plan"] for one in codes} == {
        PLAN: PLAN,
        twin: twin,
    }


def test_a_broken_export_is_told_of_also_where_a_code_is_asked_for(clerk: Clerk, told: Path, tmp_path: Path):
    file = told / "novější.zip"
    broken = changed(file, tmp_path / "v.zip", lambda m: m.update({HISTORY: m[HISTORY].replace(b"Slav", b"Slov")}))

    answer = clerk.types("--json", "history", "verify", str(broken), "--code", code_of(file))

    assert [one["code"] for one in answer.json["problems"]] == ["verify.hash", "verify.code_lost"]
