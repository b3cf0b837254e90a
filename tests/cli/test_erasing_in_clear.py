"""Who is named in ordinary text, who shares a name, and what a folder keeps: told before anything is erased."""

from typing import Any

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper
from tests.cli.test_erasing import PEOPLE, WHY
from tests.cli.three_towns import PLAN

HEAD = "name,group,side,role,organisation,email\n"


@pytest.fixture
def named(clerk: Clerk) -> Clerk:
    """Jana Nová is a member of a group and stands by name in the introduction; plan@1 prints it."""
    clerk.records("people", PEOPLE)
    clerk.records("texts", 'section,text\nintroduction,"Plán vedla\n\nJana Nová."\n')
    clerk.reads("document", "issue", "plan")
    return clerk


def listed(clerk: Clerk, who: str = "Jana Nová", *words: str) -> Any:
    return clerk.asks("people", "erase", who, *WHY, *words)


def test_an_edition_whose_text_keeps_the_name_is_not_promised_to_lose_it(clerk: Clerk):
    clerk.records("people", PEOPLE)
    clerk.records("meetings", "key,group,kind,date,minutes\nM1,SEN,meeting,2025-03-03,Jana Nová mluvila.\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\n")
    clerk.reads("document", "issue", "minutes", "--meeting", "M1")

    told = clerk.reads("--dry-run", "people", "erase", "Jana Nová", *WHY)["plans"][0]

    assert (told["editions"], told["editions_naming"]) == (["minutes@1"], ["minutes@1"])


def test_whoever_renders_an_erased_edition_is_told_that_ordinary_text_may_name_the_person(clerk: Clerk):
    clerk.records("people", PEOPLE)
    clerk.records("meetings", "key,group,kind,date\nM1,SEN,meeting,2025-03-03\n")
    clerk.records("attendance", "meeting,name,side\nM1,Jana Nová,user\n")
    clerk.reads("document", "issue", "minutes", "--meeting", "M1")
    clerk.reads("people", "erase", "Jana Nová", *WHY, "--yes")

    answer = clerk.says("document", "render", "minutes@1", "-o", str(clerk.papers / "zápis.docx"))

    assert "jméno v něm zůstalo" in answer.out + answer.err


@pytest.mark.parametrize(
    "rows",
    [
        "Jan Novák,SEN,user,member,,\nJan Novák,RS,provider,member,Charita Bakov,novak@charita.cz\n",
        "Jan Novák,SEN,user,member,,\nJan Novák,RS,provider,member,,\n",
        "Jan Novák,SEN,user,member,,\nJan Novák,RS,user,member,,novak@charita.cz\n",
    ],
)
def test_namesakes_are_not_erased_together_unasked(clerk: Clerk, rows: str):
    clerk.records("people", HEAD + rows)
    head = clerk.head

    answer = listed(clerk, "Jan Novák", "--yes")

    assert (answer.code, answer.json["refusals"][0]["code"], clerk.head == head) == (1, "erase.same_name", True)


def test_namesakes_are_listed_with_what_sets_them_apart(clerk: Clerk):
    rows = "Jan Novák,SEN,user,member,,\nJan Novák,RS,provider,member,Charita Bakov,novak@charita.cz\n"
    clerk.records("people", HEAD + rows)

    (told,) = listed(clerk, "Jan Novák", "--yes").json["refusals"]

    assert ("Charita Bakov, novak@charita.cz" in told["text"], "uživatel" in told["text"]) == (True, True)


def test_one_person_in_two_groups_is_one(clerk: Clerk):
    row = "provider,member,Charita Bakov,novak@charita.cz\n"
    clerk.records("people", f"{HEAD}Jan Novák,SEN,{row}Jan Novák,RS,{row}")

    assert listed(clerk, "Jan Novák", "--yes").json["erased"]


def test_after_an_erasure_the_office_does_not_deny_what_it_still_holds(named: Clerk):
    listed(named, "Jana Nová", "--yes")
    head = named.head

    answer = listed(named, "Jana Nová", "--yes")

    assert (answer.code, answer.json["texts"], answer.json["erased"], named.head == head) == (1, 0, False, True)
    assert [(one["at"], one["form"]) for one in answer.json["written"]] == [
        (f"{PLAN}: text:introduction (text)", "texts")
    ]


def test_a_person_who_stands_only_in_ordinary_text_is_told_of_with_entries_and_editions(clerk: Clerk):
    clerk.records("texts", "section,text\nintroduction,Plán vedla Jana Nová.\n")
    clerk.reads("document", "issue", "plan")
    clerk.records("texts", "section,text\nintroduction,Plán vedla koordinátorka.\n")

    told = listed(clerk).json

    assert (told["written"], told["past"], told["printed"]) == (
        [], [{"plan": PLAN, "entries": [5]}], [f"{PLAN}: plan@1"],
    )  # fmt: skip


def test_the_screen_lists_where_the_name_stands_and_asks_nothing(clerk: Clerk):
    clerk.records("texts", "section,text\nintroduction,Plán vedla Jana Nová.\n")

    answer = clerk.says("people", "erase", "Jana Nová", *WHY)

    assert ("formulářem texts" in answer.err, "zápisu č. 5" in answer.err, answer.code) == (True, True, 1)


def test_folders_of_past_days_are_told_to_be_out_of_reach(named: Clerk):
    assert "history as-of" in named.says("--dry-run", "people", "erase", "Jana Nová", *WHY).err


def test_a_returned_file_is_named_by_its_name_sender_and_day(named: Clerk):
    (edition,) = [one for one in named.reads("document", "list") if one["edition"] == "plan@1"]
    paper = Paper.of(named.office / edition["file"]).commented("Plán", "Ano.", by="Jana Nová")
    named.reads("take-back", str(paper.saved(named.paper("od Jany.docx", ""))), "--from", "Jana Nová")

    places = named.reads("--dry-run", "people", "erase", "Jana Nová", *WHY)["plans"][0]["places"]

    labels = [one["label"] for one in places if one["kind"] == "returned_file"]
    assert [one.replace("\u00a0", " ") for one in labels] == ["od Jany.docx (Jana Nová, 3. 3. 2025)"]
