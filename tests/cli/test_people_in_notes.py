"""People named beside the text of a draft that goes out, and people who were erased but stand in others' words."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_people_in_public import HEAD, words

SENT = (
    HEAD
    + "N-1,2025-03-03,mail,Jan Nový,citizen,,Chci výjezdy.,\n"
    + "N-2,2025-03-03,mail,Charita Kotva,provider,,Pan Nový nám psal na urad@kotva.example.,\n"
)
ANSWERED = "id,decision,reason,change\nN-1,noted,Odpověď: J. Nový.,\nN-2,noted,Panu Novému to bylo sděleno.,\n"
SAID = "S panem Novým nesouhlasím. Tel. 604 123 456"
ERASED = ("people", "erase", "Jan Nový", "--reason", "žádost 1")


@pytest.fixture
def noted(taken_up: Any) -> Clerk:
    """The draft is out; a citizen and a provider wrote, and a member of a group said something of the citizen."""
    clerk: Clerk = taken_up("round runs")
    clerk.records("submissions", SENT)
    clerk.reads("--as", "Karel Zima", "--role", "member", "comment", "add", "plan", SAID)
    return clerk


@pytest.fixture
def answered(clerk: Clerk) -> Clerk:
    """A plan at its beginning, with two letters and answers that speak of their sender."""
    clerk.records("submissions", SENT)
    clerk.records("settlements", ANSWERED)
    return clerk


def plan(clerk: Clerk, ending: str) -> tuple[Path, list[tuple[str, str]]]:
    """The plan issued as a file, and where its warnings point."""
    file = clerk.papers / f"návrh{ending}"
    warnings = clerk.reads("document", "issue", "plan", "-o", str(file))["warnings"]
    return file, [(one["code"], one["facts"]["place"]) for one in warnings if one["code"].startswith("publication")]


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_the_notes_of_a_draft_for_consultation_name_no_citizen_in_anybodys_words(noted: Clerk, ending: str):
    file, _ = plan(noted, ending)

    text = words(file)

    assert [one for one in ("Novým", "Pan Nový", "604 123 456") if one in text] == []
    assert all(one in text for one in ("nám psal na urad@kotva.example", "nesouhlasím. Tel."))


def test_whoever_issues_a_draft_is_told_what_was_covered_in_its_notes(noted: Clerk):
    _, places = plan(noted, ".md")

    assert {one for one in places if "N-" in one[1] or "K" in one[1]} == {
        ("publication.covered", "submission:N-2 (text)"),
        ("publication.covered_comment", "comment:K1 (text)"),
        ("publication.stands", "submission:N-2 (text)"),
    }


def test_a_draft_with_covered_notes_that_comes_back_as_it_was_sent_brings_nothing(noted: Clerk):
    file, _ = plan(noted, ".docx")

    [taken] = noted.reads("take-back", str(file), "--from", "Dačice")["files"]

    assert (taken["ids"], taken["proposals"]) == ([], 0)


def test_a_working_edition_of_the_groups_keeps_what_its_members_said(clerk: Clerk):
    clerk.records("submissions", SENT)
    clerk.reads("--as", "Karel Zima", "--role", "member", "comment", "add", "plan", SAID)

    file, places = plan(clerk, ".md")

    assert ("S panem Novým" in words(file), places) == (True, [])


def test_an_erasure_lists_others_words_that_name_the_person_in_any_case_or_by_initials(answered: Clerk):
    told = answered.reads("--dry-run", *ERASED)["written"]

    assert [(one["at"].partition(": ")[2], one["form"], one["likely"]) for one in told] == [
        ("submission:N-2 (text)", "submissions", True),
        ("settlement:N-1 (reason)", "settlements", False),
        ("settlement:N-2 (reason)", "settlements", True),
    ]


def test_a_public_paper_after_an_erasure_reminds_of_the_words_that_were_not_changed(answered: Clerk):
    answered.reads(*ERASED, "--yes")
    answered.records("settlements", "id,decision,reason,change\nN-1,noted,Děkujeme.,\n")

    warnings = answered.reads("document", "issue", "settlement_public")["warnings"]

    assert [one["facts"]["place"] for one in warnings if one["code"] == "publication.left_naming"] == [
        "submission:N-2 (text)",
        "settlement:N-2 (reason)",
    ]


def test_what_an_erasure_records_of_others_words_holds_no_name(answered: Clerk):
    answered.reads(*ERASED, "--yes")

    history = answered.types("--office", str(answered.office), "--json", "--plan", "-", "history", "log").out

    assert "Nov" not in history
