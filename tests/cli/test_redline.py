"""Comparing two editions: one Word file with tracked changes, signed by what caused them."""

import contextlib
import json
import sqlite3
from collections.abc import Callable

import pytest

from tests.cli.clerk import Clerk

SUBMISSIONS = """key,received,channel,submitter,submitter_kind,item,text
PV-1,{day},mail,{who},{kind},measure:1.1,Víkendy.
"""
SETTLEMENTS = "id,decision,reason,change\nPV-1,accepted,Doplněno.,measure:1.1\n"


@pytest.fixture
def clerk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště while the consultation runs, with one edition more of the draft."""
    clerk = taken_up("round runs")
    clerk.reads("document", "issue", "plan")
    return clerk


def reworded(clerk: Clerk) -> None:
    """Measure 1.1 says more."""
    clerk.records("measures", "code,description\n1.1,Terén denně i o víkendu.\n")


def newest(clerk: Clerk) -> int:
    return max(one["number"] for one in clerk.reads("document", "list") if one["name"] == "plan")


@pytest.fixture
def two(clerk: Clerk) -> Clerk:
    """The clerk after a measure changed and one more edition was issued."""
    reworded(clerk)
    clerk.reads("document", "issue", "plan")
    return clerk


def compared(clerk: Clerk, name: str = "porovnání.docx") -> dict:
    """The newest edition of the plan against the one before it."""
    last = newest(clerk)
    return clerk.reads("document", "redline", str(last - 1), f"plan@{last}", "-o", str(clerk.papers / name))


def cause(clerk: Clerk, who: str, kind: str) -> str:
    """Who signs the measure's changes when a point of `who` caused them."""
    clerk.records("submissions", SUBMISSIONS.format(who=who, kind=kind, day=clerk.today))
    reworded(clerk)
    clerk.records("settlements", SETTLEMENTS)
    clerk.reads("document", "issue", "plan")
    return next(one["cause"] for one in compared(clerk)["changes"] if one["item"] == "measure:1.1")


def test_what_changed_is_told_by_item(two: Clerk):
    found = compared(two)
    (measure,) = [one for one in found["changes"] if one["item"] == "measure:1.1"]

    assert (found["to"], found["unchanged"]) == (f"plan@{newest(two)}", False)
    assert (measure["change"], measure["label"], measure["cause"]) == (
        "changed", "Opatření 1.1", f"Vydání plan@{newest(two)}",
    )  # fmt: skip


def test_the_same_edition_twice_has_no_change(two: Clerk):
    found = two.reads("document", "redline", "1", "1", "-o", str(two.papers / "nic.docx"))

    assert (found["unchanged"], found["changes"]) == (True, [])


def test_a_body_that_caused_a_change_signs_it_by_name(clerk: Clerk):
    assert cause(clerk, "Kněžmost", "municipality") == "Připomínka PV-1 – Kněžmost"


def test_a_person_who_caused_a_change_is_never_named(clerk: Clerk):
    assert cause(clerk, "Jana Nováková", "citizen") == "Připomínka PV-1"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("1", "99", "edition.unknown"),
        ("nic@1", "1", "edition.unknown"),
        ("", "1", "edition.unknown"),
        ("1", "evaluation@1", "redline.two_documents"),
        ("neni.docx", "1", "file.missing"),
    ],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_written(two: Clerk, before: str, after: str, code: str):
    two.reads("document", "issue", "evaluation")
    target = two.papers / "x.docx"

    answer = two.asks("document", "redline", before, after, "-o", str(target))

    assert (answer.code, answer.json["error"]["code"], target.exists()) == (2, code, False)


def test_foreign_files_need_the_extra_and_pass_the_gate_first(two: Clerk):
    paper = two.papers / "cizi.docx"
    paper.write_bytes(b"not a Word file")

    answer = two.asks("document", "redline", str(paper), str(paper), "-o", str(two.papers / "x.docx"))

    assert answer.json["error"]["code"] == "word.refused"


def test_another_file_is_never_overwritten(two: Clerk):
    target = two.papers / "dopis.docx"
    target.write_bytes(b"a letter")

    answer = two.asks("document", "redline", "1", "2", "-o", str(target))

    assert (answer.code, target.read_bytes()) == (2, b"a letter")


def kept_as(clerk: Clerk, number: int, change: Callable[[dict], None] | None) -> None:
    """The stored blocks of an edition of the plan changed past the write door, or (None) lost."""
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as database, database:
        for name in ("no_update", "no_delete", "no_replace"):
            database.execute(f"drop trigger blob_{name}")
        query = "select bytes, blocks from blob, edition where blob.sha256 = blocks and name = 'plan' and number = ?"
        data, digest = database.execute(query, (number,)).fetchone()
        if change is None:
            database.execute("delete from blob where sha256 = ?", (digest,))
            return
        value = json.loads(data)
        change(value)
        database.execute("update blob set bytes = ? where sha256 = ?", (json.dumps(value).encode(), digest))


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        (None, "document.lost", "chybí v databázi"),
        (lambda value: value.update(format=2), "document.other_format", "v podobě, které tento program nerozumí"),
    ],
)
def test_an_edition_that_is_lost_or_written_otherwise_is_told_by_name(two: Clerk, change, code: str, sentence: str):
    last, target = newest(two), two.papers / "x.docx"
    kept_as(two, last - 1, change)
    words = ("document", "redline", str(last - 1), str(last), "-o", str(target))
    answer, said = two.asks(*words), two.says(*words)

    assert (answer.code, answer.json["error"]["code"], target.exists()) == (2, code, False)
    assert (sentence in said.err, f"plan@{last - 1}" in said.err) == (True, True)


def test_blocks_written_before_a_field_was_added_are_read_with_its_default(two: Clerk):
    """The first editions knew nothing of short papers, working drafts and publicity."""
    last = newest(two)
    kept_as(two, last - 1, lambda value: [value["cover"].pop(name) for name in ("contents", "working", "publicity")])

    assert "measure:1.1" in [one["item"] for one in compared(two)["changes"]]


MEASURES = """code,title,description,kind,responsible,starts,ends
1.1,Pečovatelská služba,Terén denně.,improve,Město,2026-01-01,2027-12-31
"""
DECISIONS = """meeting,subject,verb
RS-2,swot:ROD,approves
RS-2,swot:SEN,approves
"""


def test_a_measure_printed_for_the_first_time_was_not_changed_by_the_comment_settled_before(taken_up):
    desk = taken_up("swot not approved")
    desk.records("priorities", "code,title\n1,Pomoc doma\n")
    desk.records("measures", MEASURES)
    id = desk.reads("comment", "add", "measure:1.1", "Přidejte víkend.")["id"]
    desk.records("measures", "code,description\n1.1,Terén denně i o víkendu.\n")
    desk.reads("comment", "settle", id, "accepted", "--change", "measure:1.1")
    desk.reads("document", "issue", "plan")
    desk.records("decisions", DECISIONS)
    desk.reads("advance")
    desk.reads("document", "issue", "plan")

    (measure,) = [one for one in compared(desk)["changes"] if one["item"] == "measure:1.1"]
    assert (measure["change"], measure["cause"]) == ("added", f"Vydání plan@{newest(desk)}")
