"""Undo: the last act is reversed by a new one, until something has left the office."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lifecycle.app import Wishes, desk
from lifecycle.model.content import Things
from tests.cli.clerk import Clerk
from tests.cli.three_towns import PLAN


def standing(clerk: Clerk) -> Things:
    """Every value of the plan, cell for cell."""
    lying = desk(Wishes(office=clerk.office))
    try:
        return {kind: dict(rows) for kind, rows in lying.store.content(PLAN, lying.on).things.items() if rows}
    finally:
        lying.store.close()


def refused(clerk: Clerk) -> list[str]:
    answer = clerk.asks("undo")
    assert answer.code == 1, answer.out
    return [one["code"] for one in answer.json["refusals"]]


def test_the_last_act_is_reversed_by_a_new_one_and_stays_in_the_history(clerk: Clerk):
    before = standing(clerk)
    clerk.records("priorities", "code,title,description\n1,Jinak,\n2,Nová,\n")

    told = clerk.reads("undo")

    assert (told["entry"], told["undone"], standing(clerk) == before) == (6, 5, True)
    assert [one["verb"] for one in clerk.reads("history", "log")][-2:] == ["record.priorities", "undo"]
    assert clerk.reads("history", "verify")["ok"]


def test_undoing_the_undo_brings_the_act_back(clerk: Clerk):
    clerk.records("priorities", "code,title\n2,Nová\n")
    after = standing(clerk)
    clerk.reads("undo")

    clerk.reads("undo")

    assert standing(clerk) == after


def test_a_dry_run_says_what_would_go_back_and_changes_nothing(clerk: Clerk):
    head = clerk.head

    told = clerk.reads("--dry-run", "undo")

    assert ([one["becomes"] for one in told["changes"]], told["entry"], clerk.head == head) == (["removed"], None, True)


def test_a_person_is_told_which_entry_went_back(clerk: Clerk):
    assert "Zápis č. 4" in clerk.says("undo").out


def test_an_issued_edition_goes_with_its_own_file(clerk: Clerk):
    edition = clerk.reads("document", "issue", "plan")["edition"]

    told = clerk.reads("undo")

    file = clerk.office / edition["file"]
    assert (told["withdrawn"], told["files"]["removed"], file.exists()) == (["plan@1"], [edition["file"]], False)
    assert clerk.reads("history", "verify")["ok"]


def test_an_edition_taken_back_is_issued_anew_and_never_returns_under_its_old_code(clerk: Clerk):
    old = clerk.reads("document", "issue", "plan")["edition"]["code"]
    clerk.reads("undo")

    told = refused(clerk)
    new = clerk.reads("document", "issue", "plan")["edition"]

    assert (told, new["edition"], new["code"] != old) == (["undo.edition"], "plan@2", True)
    assert clerk.reads("history", "verify")["ok"]


def test_a_file_edited_by_hand_is_named_and_left(clerk: Clerk):
    file = clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]
    file.write_bytes(b"moje poznamky")

    told = clerk.reads("undo")

    assert (told["files"]["kept"], file.read_bytes()) == ([str(file.relative_to(clerk.office))], b"moje poznamky")


def test_opening_a_plan_is_never_undone(clerk: Clerk):
    clerk.about(None).reads(
        *("plan", "create", "jiny", "--title", "Jiný", "--from", "2026", "--to", "2027"),
        *("--territory", str(clerk.paper("obce.csv", "code,name,population,seat\n546127,Dačice,7300,yes\n"))),
    )

    assert refused(clerk.about("jiny")) == ["undo.first"]


@pytest.mark.parametrize("words", [("receipt", "2"), ("export",)])
def test_after_something_was_given_out_nothing_is_undone(clerk: Clerk, words: tuple[str, ...], tmp_path: Path):
    clerk.reads("history", *words, "-o", str(tmp_path / "výdej"))

    assert refused(clerk) == ["undo.handout"]


def test_the_refusal_says_what_left_and_when(clerk: Clerk, tmp_path: Path):
    clerk.reads("history", "receipt", "2", "-o", str(tmp_path / "potvrzení.json"))

    told = clerk.says("undo").err.replace("\N{NO-BREAK SPACE}", " ")

    assert "3. 3. 2025 bylo vydáno potvrzení o zápisu č. 2" in told


def test_an_act_of_another_plan_given_out_stops_nothing_here(clerk: Clerk, tmp_path: Path):
    clerk.about(None).reads(
        *("plan", "create", "jiny", "--title", "Jiný", "--from", "2026", "--to", "2027"),
        *("--territory", str(clerk.paper("obce.csv", "code,name,population,seat\n546127,Dačice,7300,yes\n"))),
    )
    clerk.about("jiny").reads("history", "receipt", "1", "-o", str(tmp_path / "potvrzení.json"))

    assert clerk.reads("undo")["undone"] == 4


ACTS = (
    ("record", "priorities", "code,title\n1,Jinak\n"),
    ("record", "priorities", "code,title\n2,Nová\n3,Další\n"),
    ("record", "people", "name,group,side,email\nJana Nová,SEN,user,jana@example.cz\n"),
    ("record", "people", "name,group,side,email\nPetr Starý,SEN,user,\n"),
    ("record", "findings", "key,kind,title,text,source\nF-1,survey,T,Text,S\n"),
    ("record", "texts", "section,text\nintroduction,Úvodem.\n"),
    ("comment", "add", "measure:1.1", "Chybí noc."),
    ("document", "issue", "plan"),
    ("document", "issue", "evaluation"),
    ("undo",),
)


@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=4))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_acts_undo_gives_what_stood_before_the_last(
    clerk: Clerk, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, ...]]
):
    mine = clerk.moves_to(tmp_path_factory.mktemp("undo"))
    before = standing(mine)
    for number, words in enumerate(acts):
        stood = standing(mine)
        paper = (str(mine.paper(f"{number}.csv", words[2])),) if words[0] == "record" else words[2:]
        if mine.asks("--dry-run", *words[:2], *paper).code:
            continue  # an edition is not brought back, and no comment stands on a measure that was taken back
        answer = mine.reads(*words[:2], *paper)
        before = stood if answer["entry"] is not None else before

    assume(len(mine.reads("history", "log")) > 4 and mine.asks("--dry-run", "undo").code == 0)
    mine.reads("undo")

    assert standing(mine) == before
    assert mine.reads("history", "verify")["ok"]


def test_a_person_is_told_whose_act_went_back(clerk: Clerk):
    clerk.types(
        "--office",
        str(clerk.office),
        "--as",
        "Iva Malá",
        "record",
        "priorities",
        str(clerk.paper("p.csv", "code,title\n2,Nová\n")),
    )

    assert "Zapsal(a) jej Iva Malá" in clerk.says("undo").out


def test_the_calendar_file_of_an_invitation_goes_with_it(clerk: Clerk):
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-20\n")
    edition = clerk.reads("document", "issue", "invitation", "--meeting", "M1")["edition"]
    beside = (clerk.office / edition["file"]).with_suffix(".ics")
    stood = beside.exists()

    told = clerk.reads("undo")

    assert (stood, beside.exists(), len(told["files"]["removed"]), told["warnings"]) == (True, False, 2, [])


def test_many_receipts_are_one_reason_counted_and_every_entry_named(clerk: Clerk):
    for number in (1, 2, 2):
        clerk.reads("history", "receipt", str(number), "-o", str(clerk.paper(f"p{number}.json", "")))

    answer = clerk.asks("undo")

    assert [(one["code"], "3 potvrzení" in one["text"]) for one in answer.json["refusals"]] == [("undo.handout", True)]


def test_one_edition_taken_back_is_spoken_of_as_one(clerk: Clerk):
    clerk.reads("document", "issue", "plan")

    assert "Přestalo tím platit vydání plan@1" in clerk.says("undo").out
