"""Laws of every section: what councils vote on stays still, and no paragraph reads like a card's heading."""

import re

import pytest

from lifecycle.app import catalogue
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.comment import Comment, Placement
from lifecycle.model.people import Group, Meeting, Person
from lifecycle.model.strategy import Activity, Chapter, Indicator, Progress
from lifecycle.model.thing import Thing
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    a_settlement,
    a_submission,
    an_evaluation,
    codes,
    findings_of_all_kinds,
    money,
    paragraphs,
    printed,
    section,
    why,
)
from tests.stages.test_analysis import a_service

UNVOTED: list[Thing] = [
    Meeting(key="RS-2", group="RS", kind="meeting", date="2014-06-20"),
    Person(name="Jana", group="RS", side="user"),
    Comment(id="K1", thread="K1", author="Jana", date="2014-06-20", text="Proč?"),
    Placement(comment="K1", item="measure:1.1"),
    a_submission("P1", item="measure:1.1"),
    a_settlement("P1"),
    Resolution(code="546001", body="council", verb="approves", number="1", on="2015-01-01", members=15),
    CouncilApproval(code="546001", state="approved"),
    Progress(code="1.1", on="2015-06-30", state="running"),
    Chapter(section="introduction", text="Úvod."),
    Group(key="INF", name="Informační skupina", kind="information"),
]


def whole(state: str = "approval") -> Story:
    plan = (
        a_plan(state=state)
        .of("Dačice", "Slavonice")
        .groups("RS", kind="steering")
        .groups("SEN")
        .swot("SEN", 1)
        .met("RS-1")
    )
    return plan.with_(
        an_evaluation("1.1"),
        *findings_of_all_kinds(),
        a_finding("F1"),
        a_service("S1", municipality="546001"),
        a_priority("1", evidence=("F1",)),
        a_measure("1.1", municipalities=("546001",), carried_from="1.1"),
        Activity(code="1.1.1", title="Nákup vozu"),
        money("1.1.1"),
        Indicator(code="1.1", name="Klienti", unit="osob", target="10", year=2015),
        *(Chapter(section=name, text="Text.") for name in ("vision", "implementation", "economic")),
    )


@pytest.mark.parametrize("thing", UNVOTED, ids=lambda thing: thing.KIND)
def test_what_is_not_voted_on_does_not_touch_the_content_hash(thing: Thing):
    plan = whole()

    assert plan.with_(thing).content.standing_sha256 == plan.content.standing_sha256


def test_no_day_no_edition_no_decision_and_no_round_touches_the_content_hash():
    plan = whole()
    later = (
        plan.on("2016-12-31")
        .issued("final")
        .decided("swot:SEN", at="RS-1")
        .round("2014-10-01", "2014-10-15", "2014-10-29")
    )

    assert later.content.standing_sha256 == plan.content.standing_sha256


@pytest.mark.parametrize("state", ["priorities", "consultation", "in_force"])
def test_the_text_voted_on_is_one_from_the_priorities_to_the_end(state: str):
    assert whole().in_(state).content.standing_sha256 == whole().content.standing_sha256


@pytest.mark.parametrize(
    "thing",
    [
        an_evaluation("1.1", reason="Jinak."),
        a_finding("F1", source="jinde"),
        a_service("S1", capacity=1),
        a_priority("1", description="Jinak."),
        a_measure("1.1", responsible="obec"),
        Activity(code="1.1.1", title="Jinak"),
        money("1.1.1", amount_czk=1),
        Indicator(code="1.1", name="Klienti", unit="osob", target="11", year=2015),
        Chapter(section="vision", text="Jinak."),
    ],
    ids=lambda thing: thing.KIND,
)
def test_what_is_voted_on_touches_it(thing: Thing):
    plan = whole()

    assert plan.with_(thing).content.standing_sha256 != plan.content.standing_sha256


def test_the_order_in_which_things_were_recorded_does_not_touch_it():
    forth, back = [a_plan(state="approval") for _ in range(2)]
    things = [an_evaluation("1"), an_evaluation("01"), *findings_of_all_kinds(), a_priority("1"), a_priority("2")]
    for thing in things:
        forth = forth.with_(thing)
    for thing in reversed(things):
        back = back.with_(thing)

    assert forth.content.standing_sha256 == back.content.standing_sha256


HEADING = re.compile(r"\s*(?:(?:Priorita|Opatření|Aktivita)\s+\d|Zjištění\s+F1\b)", re.IGNORECASE)


def deceiving(begins: str) -> Story:
    """A plan whose every text that a clerk may write begins like a card's heading."""
    text = f"{begins} – jak se daří"
    plan = a_plan(state="approval").with_(
        *(town.replaced(name=text) for town in a_plan().of("Dačice").content.things["municipality"].values()),
        Group(key=begins, name=text, kind="working"),
        Group(key="SEN", name=text, kind="working"),
        Meeting(key="M", group=begins, kind="meeting", date="2014-06-20", place=text),
        an_evaluation(begins, title=text, reason=text),
        a_finding("F1", title=text, text=f"{text}\n\n{text}", source=text),
        a_service(begins, name=text, provider=text, target_groups=(text,), municipality="546001"),
        a_priority("1", title=text, description=text, evidence=("F1",)),
        a_measure("1.1", title=text, description=text, responsible=text, partners=text, target_group=text),
        Activity(code="1.1.1", title=text, responsible=text),
        money("1.1"),
        Indicator(code="1.1", name=text, unit=text, target="10", year=2015),
        a_submission(begins, submitter=text, item="finding:F1", text=text),
        a_settlement(begins, "rejected", reason=text, change="measure:1.1"),
        CouncilApproval(code="546001", state="approved", number=begins),
    )
    swot = plan.swot("SEN", 1).content.things["swot"].values()
    return plan.with_(*(item.replaced(text=text) for item in swot)).decided("measure:1.1", at="M").issued("final")


@pytest.mark.parametrize("begins", ["Opatření 1.1", "priorita 1", "AKTIVITA\u00a01.1.1", "Zjištění F1"])
def test_only_a_card_begins_like_a_cards_heading(begins: str):
    plan = deceiving(begins)

    lines = [(name, line) for name in catalogue().sections for line in paragraphs(section(plan.content, name))]

    assert [(name, line) for name, line in lines if HEADING.match(line)] == []
    assert sum(f"– {begins}" in line for _, line in lines) > 20


def test_a_citizens_text_which_only_the_writer_knows_cannot_begin_a_paragraph():
    private = "vault:" + "c" * 64
    plan = a_plan().with_(a_submission(submitter=private, submitter_kind="citizen", text=private))

    [line] = [line for line in paragraphs(section(plan.content, "settlement")) if private in line]

    assert line == f"„{private}“"


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("name", sorted(catalogue().sections))
def test_every_section_speaks_both_languages_full_and_empty(name: str, language: str):
    full = whole().with_(a_submission("P1"), CouncilApproval(code="546001", state="sent")).issued("final")
    full = full.round("2014-10-01", "2014-10-15", "2014-10-29").content
    spoken = a_plan(language).content
    content = Story(spoken).with_(
        *(one for rows in full.things.values() for one in rows.values() if one.KIND != "plan")
    )

    assert "{" not in printed(content, name) + printed(a_plan(language), name)


def test_guards_of_every_step_answer_an_empty_plan():
    steps = {state: codes(why(a_plan(state=state))) for state in ("analysis", "swot", "priorities", "consultation")}

    assert {state: bool(found) for state, found in steps.items()} == dict.fromkeys(steps, True)
