"""A workbook knows what it showed: it is never written over, never taken for another plan, and tells when it is old."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.clerk import Clerk

FINDINGS = "key,kind,title,text,source\n" + "".join(f"F-{n},survey,T,Text,S\n" for n in range(1, 4))


@pytest.fixture
def form(clerk: Clerk) -> Path:
    """The form of three findings."""
    clerk.records("findings", FINDINGS)
    file = clerk.papers / "formulář.xlsx"
    clerk.reads("form", "findings", "-o", str(file))
    return file


def typed(file: Path, cell: str, text: str | None) -> None:
    book = openpyxl.load_workbook(file)
    book["findings"][cell] = text
    book.save(file)


def stale(clerk: Clerk, file: Path, *options: str) -> list[tuple[int, list[str]]]:
    """Each entry a warning names, with its keys."""
    told = clerk.reads("record", "findings", str(file), *options)["warnings"]
    return [(one["facts"]["entry"], one["facts"]["keys"]) for one in told if one["code"] == "record.stale"]


def test_a_workbook_somebody_filled_in_is_not_written_over(clerk: Clerk, form: Path):
    typed(form, "C2", "Vyplněno")
    before = form.read_bytes()

    answer = clerk.asks("form", "findings", "-o", str(form))

    assert (answer.code, answer.json["error"]["code"], form.read_bytes() == before) == (2, "file.would_overwrite", True)


def test_a_workbook_nobody_touched_may_be_made_again(clerk: Clerk, form: Path):
    assert clerk.says("form", "findings", "-o", str(form)).code == 0


def test_a_returned_workbook_somebody_is_mending_is_not_written_over_and_the_faults_are_told(clerk: Clerk):
    bad = clerk.paper("f.csv", "key,kind,title,text,source\nF-1,nic,T,T,S\n")
    half = clerk.papers / "chyby.xlsx"
    clerk.asks("record", "findings", str(bad), "--errors", str(half))
    typed(half, "B2", "průzkum")
    before = half.read_bytes()

    answer = clerk.asks("record", "findings", str(bad), "--errors", str(half))

    told = (answer.code, answer.json["errors_file"], len(answer.json["errors"]), half.read_bytes() == before)
    assert (told, "už existuje" in answer.err) == ((2, None, 1, True), True)


def test_a_workbook_of_another_plan_is_refused_and_both_are_named(clerk: Clerk, form: Path):
    towns = str(clerk.paper("obce.csv", "code,name,population,seat\n546127,Dačice,7300,yes\n"))
    clerk.about(None).reads(
        "plan", "create", "jiny", "--title", "Jiný", "--territory", towns, "--from", "2026", "--to", "2027"
    )
    typed(form, "C2", "Jinak")

    answer = clerk.about("jiny").asks("record", "findings", str(form))

    assert (answer.code, answer.json["error"]["code"]) == (2, "record.other_plan")
    assert all(name in answer.err for name in ("tri-obce – Tři obce", "jiny – Jiný"))


def test_a_workbook_that_tells_only_the_title_of_its_plan_is_still_read(clerk: Clerk, form: Path):
    book = openpyxl.load_workbook(form)
    hidden = book["_lifecycle"]
    hidden.delete_rows(next(row[0].row for row in hidden.iter_rows() if row[0].value == "key"))
    book["findings"]["C2"] = "Jinak"
    book.save(form)

    assert clerk.reads("record", "findings", str(form))["changed"] == 1


def refused(clerk: Clerk, file: Path, *options: str) -> list[tuple[str | None, str | None, str]]:
    """The cell, the column and the rule of everything the file is refused for."""
    answer = clerk.asks("record", "findings", str(file), *options)
    assert answer.code == 2, answer.out
    return [(one["cell"], one["column"], one["rule"]) for one in answer.json["errors"]]


def by_jana(clerk: Clerk, rows: str, *options: str) -> None:
    paper = str(clerk.paper("g.csv", rows))
    clerk.reads("--as", "Jana Malá", "record", "findings", paper, *options)


def test_a_row_that_would_undo_a_colleagues_change_is_refused_and_nothing_is_written(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    typed(form, "C2", "Ode mne")
    before = clerk.head

    assert (refused(clerk, form), clerk.head == before) == ([("C3", "title", "stale")], True)


def test_the_refusal_says_who_wrote_what_and_when_and_which_form_to_take(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    typed(form, "C3", "Ode mne")

    told = clerk.says("record", "findings", str(form)).err.replace("\N{NO-BREAK SPACE}", " ")

    assert all(words in told for words in ("Jana Malá", "3. 3. 2025", "Od Jany", "Ode mne", "lifecycle form"))


def test_each_field_two_people_changed_is_named(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    by_jana(clerk, "key,text\nF-2,Od Jany\n")
    typed(form, "C3", "Ode mne")
    typed(form, "D3", "Ode mne")

    assert refused(clerk, form) == [("C3", "title", "stale"), ("D3", "text", "stale")]


def test_two_people_who_wrote_the_very_same_do_not_clash(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Stejně\n")
    typed(form, "C3", "Stejně")
    typed(form, "C2", "Ode mne")

    assert clerk.reads("record", "findings", str(form))["changed"] == 1


def test_my_own_change_does_not_hide_a_colleagues_in_another_field(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    clerk.records("findings", "key,text\nF-2,Ode mne\n")

    assert refused(clerk, form) == [("C3", "title", "stale")]


def test_a_row_two_people_added_under_one_key_is_refused(clerk: Clerk, form: Path):
    by_jana(clerk, "key,kind,title,text,source\nF-9,survey,Od Jany,T,S\n")
    for cell, text in (("A5", "F-9"), ("B5", "survey"), ("C5", "Ode mne"), ("D5", "T"), ("E5", "S")):
        typed(form, cell, text)

    assert refused(clerk, form) == [("C5", "title", "stale")]


def test_a_new_form_takes_the_change(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    new = clerk.papers / "nový.xlsx"
    clerk.reads("form", "findings", "-o", str(new))
    typed(new, "C3", "Po domluvě")

    assert clerk.reads("record", "findings", str(new))["changed"] == 1


def test_a_plain_file_tells_no_time_and_is_taken(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")

    assert clerk.records("findings", "key,title\nF-2,Ode mne\n")["changed"] == 1


def test_rows_a_colleague_left_alone_are_not_told(clerk: Clerk, form: Path):
    clerk.reads("--as", "Jana", "record", "priorities", str(clerk.paper("p.csv", "code,title\n1,Od Jany\n")))
    typed(form, "C2", "Ode mne")

    assert stale(clerk, form) == []


def test_one_workbook_filled_in_and_recorded_again_and_again_is_not_told(clerk: Clerk, form: Path):
    typed(form, "C2", "Poprvé")
    clerk.reads("record", "findings", str(form))
    typed(form, "C2", "Podruhé")

    assert stale(clerk, form) == []


def test_ones_own_later_change_that_the_form_takes_back_is_told(clerk: Clerk, form: Path):
    clerk.records("findings", "key,title\nF-2,Později\n")

    assert [keys for _, keys in stale(clerk, form)] == [["F-2"]]


def test_a_row_a_colleague_added_is_not_removed_where_the_file_replaces_all(clerk: Clerk, form: Path):
    by_jana(clerk, "key,kind,title,text,source\nF-9,survey,T,T,S\n")

    told = clerk.asks("record", "findings", str(form), "--replace")

    assert (told.code, [one["rule"] for one in told.json["errors"]], "F-9" in told.err) == (2, ["stale"], True)


def test_a_row_a_colleague_removed_is_not_brought_back(clerk: Clerk, form: Path):
    by_jana(clerk, FINDINGS.replace("F-2,survey,T,Text,S\n", ""), "--replace")

    assert refused(clerk, form) == [("A3", None, "stale")]


def test_of_many_rows_the_first_ten_are_named(clerk: Clerk):
    head, keys = "key,kind,title,text,source\n", [f"F-{n:02}" for n in range(12)]
    clerk.records("findings", head + "".join(f"{key},survey,T,T,S\n" for key in keys))
    file = clerk.papers / "formulář.xlsx"
    clerk.reads("form", "findings", "-o", str(file))
    clerk.records("findings", "key,title\n" + "".join(f"{key},Jinak\n" for key in keys))

    assert [named for _, named in stale(clerk, file)] == [keys[:10]]


def test_the_red_workbook_of_a_clash_shows_what_stands_and_is_taken_once_the_clerk_decided(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    typed(form, "C3", "Ode mne")
    red = clerk.papers / "rozpory.xlsx"
    clerk.asks("record", "findings", str(form), "--errors", str(red))
    shown = str(openpyxl.load_workbook(red)["findings"]["C3"].comment.text)
    typed(red, "C3", "Od nás obou")

    told = clerk.reads("record", "findings", str(red))

    assert ("Od Jany" in shown, told["changed"]) == (True, 1)


def test_a_clash_beside_another_fault_is_weighed_again_once_that_is_mended(clerk: Clerk, form: Path):
    by_jana(clerk, "key,title\nF-2,Od Jany\n")
    typed(form, "C3", "Ode mne")
    typed(form, "B2", "nesmysl")
    red = clerk.papers / "rozpory.xlsx"
    clerk.asks("record", "findings", str(form), "--errors", str(red))
    typed(red, "B2", "průzkum")

    assert refused(clerk, red) == [("C3", "title", "stale")]
