"""Measures that change their codes take along what was said of them."""

import pytest

from lifecycle.documents.word.reader import read_returned
from tests.cli.clerk import Clerk

HEAD = "code,title,description,kind,responsible\n"
TURNED = HEAD + (
    "1.1,Odlehčovací služba,Víkend doma.,new,Charita – smyšlená\n"
    "1.2,Dluhová poradna,Poradna jednou týdně v Kněžmostě.,new,Obec Kněžmost\n"
    "2.1,Pečovatelská služba ve všech obcích,Terén denně.,improve,Město Mnichovo Hradiště\n"
)
SUBMITTED = "key,received,channel,submitter,submitter_kind,item,text,weight\n" + (
    "P1,2025-05-19,web,Charita – smyšlená,provider,measure:1.2,Kde to bude?,recommended\n"
)


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště while the consultation runs; three measures have a comment each."""
    clerk: Clerk = taken_up("round runs")
    for code, text in (("1.1", "Přidejte neděli."), ("1.2", "Kdy otevřete?"), ("2.1", "Stačí jeden den?")):
        clerk.reads("comment", "add", f"measure:{code}", text)
    return clerk


def places(clerk: Clerk) -> dict[str, tuple[str, str]]:
    return {one["text"]: (one["item"], one["placement"]) for one in clerk.reads("comment", "list")}


def said(told: dict) -> list[tuple]:
    found = [one for one in told["warnings"] if isinstance(one, dict) and one["code"].startswith("record.comments_")]
    return [(one["code"], one["facts"]["item"], one["facts"].get("to")) for one in found]


def test_comments_follow_the_measures_that_changed_their_codes_in_a_ring(desk: Clerk):
    told = desk.records("measures", TURNED)

    assert places(desk) == {
        "Přidejte neděli.": ("measure:2.1", "moved"),
        "Kdy otevřete?": ("measure:1.1", "moved"),
        "Stačí jeden den?": ("measure:1.2", "moved"),
    }
    assert said(told) == [
        ("record.comments_moved", "measure:1.1", "measure:2.1"),
        ("record.comments_moved", "measure:1.2", "measure:1.1"),
        ("record.comments_moved", "measure:2.1", "measure:1.2"),
    ]


def test_the_next_edition_prints_them_in_the_card_of_their_measure(desk: Clerk):
    desk.records("measures", TURNED)
    desk.reads("document", "issue", "plan")

    newest = [one for one in desk.reads("document", "list") if one["name"] == "plan"][-1]
    notes = read_returned((desk.office / newest["file"]).read_bytes()).comments
    assert {note.text: note.quoted for note in notes if note.text in places(desk)} == {
        "Kdy otevřete?": "Opatření 1.1 – Odlehčovací služba",
        "Stačí jeden den?": "Opatření 1.2 – Dluhová poradna",
        "Přidejte neděli.": "Opatření 2.1 – Pečovatelská služba ve všech obcích",
    }


def test_the_same_file_again_and_a_trial_move_nothing(desk: Clerk):
    file = str(desk.paper("measures.csv", TURNED))
    tried, before = desk.reads("--dry-run", "record", "measures", file), places(desk)
    desk.reads("record", "measures", file)
    after = places(desk)

    again = desk.reads("record", "measures", file)

    assert (len(said(tried)), {state for _, state in before.values()}) == (3, {"placed"})
    assert (again["entry"], said(again), places(desk)) == (None, [], after)


def test_a_submission_keeps_its_row_and_stands_where_its_measure_went(desk: Clerk):
    desk.records("submissions", SUBMITTED)
    desk.records("measures", TURNED)

    (row,) = [one for one in desk.reads("show", "submissions") if one["key"] == "P1"]
    assert (row["item"], places(desk)["Kde to bude?"]) == ("measure:1.2", ("measure:1.1", "moved"))


def test_a_comment_of_a_measure_with_another_title_stays_and_the_person_is_told(desk: Clerk):
    answer = desk.says("record", "measures", str(desk.paper("m.csv", "code,title\n1.2,Denní stacionář\n")))

    assert (answer.code, "lifecycle comment place" in answer.err) == (0, True)
    assert places(desk)["Kdy otevřete?"] == ("measure:1.2", "placed")


def test_what_an_answer_changed_follows_its_measure(desk: Clerk):
    id = next(one["id"] for one in desk.reads("comment", "list") if one["text"] == "Kdy otevřete?")
    desk.records("measures", "code,description\n1.2,Odlehčení doma i o víkendu.\n")
    desk.reads("comment", "settle", id, "accepted", "--change", "measure:1.2")
    told = desk.records("measures", TURNED)

    assert {one["id"]: one["change"] for one in desk.reads("comment", "list")}[id] == "measure:1.1"
    assert ("record.settlements_moved", [id], "measure:1.1") in [
        (one["code"], one["facts"]["ids"], one["facts"]["to"]) for one in told["warnings"] if isinstance(one, dict)
    ]
