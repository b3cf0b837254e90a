"""Consultation: long enough, heard on a draft, every submission settled."""

import pytest

from lifecycle.model.calendar import days_after
from lifecycle.model.comment import Comment
from lifecycle.model.people import Meeting
from tests.stages.builders import (
    Story,
    a_plan,
    a_settlement,
    a_submission,
    codes,
    printed,
    rows,
    section,
    tables,
    warned,
    weighed,
    why,
)

OPENS, HEARING, UNTIL = "2014-10-01", "2014-10-15", "2014-10-29"
"""To the day what the shipped terms ask for: 14 days before the hearing and 14 after it."""


def a_draft() -> Story:
    return (
        a_plan(state="consultation").on("2014-10-01").of("Dačice").groups("RS", kind="steering").issued("consultation")
    )


def test_a_closed_round_of_the_shortest_terms_with_its_hearing_lets_the_plan_on():
    plan = a_draft().round(OPENS, HEARING, UNTIL, closed="2014-10-30").met("VP", kind="hearing", on=HEARING, people=9)

    assert why(plan) == []


def test_a_plan_never_consulted_is_told_the_first_possible_day():
    [refusal] = weighed(a_draft(), "consultation_held")

    assert (refusal.code, refusal.earliest) == ("consultation.not_opened", days_after(a_draft().content.day, 29))


@pytest.mark.parametrize(("hearing", "until"), [("2014-10-14", "2014-10-29"), ("2014-10-15", "2014-10-28")])
def test_a_day_less_before_or_after_the_hearing_is_too_short(hearing: str, until: str):
    plan = a_draft().round(OPENS, hearing, until, closed="2014-10-30")

    assert codes(weighed(plan, "consultation_held")) == ["consultation.too_short"]


def test_an_open_round_is_to_be_closed_after_its_last_day():
    plan = a_draft().round(OPENS, HEARING, UNTIL)

    [refusal] = weighed(plan, "consultation_held")

    assert (refusal.code, f"{refusal.earliest}") == ("consultation.not_closed", "2014-10-30")


def test_a_round_past_its_last_day_may_be_closed_today():
    plan = a_draft().round(OPENS, HEARING, UNTIL).on("2014-12-24")

    [refusal] = weighed(plan, "consultation_held")

    assert refusal.earliest == plan.content.day


def test_after_a_round_that_was_too_short_the_running_one_is_to_be_closed():
    plan = a_draft().round(OPENS, OPENS, OPENS, closed="2014-10-02").round(OPENS, HEARING, UNTIL)

    assert codes(weighed(plan, "consultation_held")) == ["consultation.not_closed"]


def test_one_round_long_enough_is_enough():
    plan = a_draft().round(OPENS, HEARING, UNTIL, closed="2014-10-30")
    plan = plan.round("2014-11-01", "2014-11-02", "2014-11-03", closed="2014-11-04")

    assert weighed(plan, "consultation_held") == []


def test_a_round_that_still_runs_is_waited_for_whatever_was_held_before():
    plan = a_draft().round(OPENS, HEARING, UNTIL, closed="2014-10-30").round("2014-11-01", "2014-11-15", "2014-11-29")

    assert [refusal.code for refusal in weighed(plan, "consultation_held")] == ["consultation.not_closed"]


@pytest.mark.parametrize("day", [OPENS, UNTIL])
def test_a_hearing_on_the_first_or_the_last_day_of_the_round_counts(day: str):
    plan = a_draft().round(OPENS, HEARING, UNTIL).met("VP", kind="hearing", on=day, people=1)

    assert weighed(plan, "hearing_held") == []


@pytest.mark.parametrize("day", ["2014-09-30", "2014-10-30"])
def test_a_hearing_outside_the_round_does_not_count(day: str):
    plan = a_draft().round(OPENS, HEARING, UNTIL).met("VP", kind="hearing", on=day, people=1)

    assert codes(weighed(plan, "hearing_held")) == ["hearing.not_held"]


def test_a_hearing_nobody_attended_was_not_held():
    plan = a_draft().round(OPENS, HEARING, UNTIL).met("VP", kind="hearing", on=HEARING)

    [refusal] = weighed(plan, "hearing_held")

    assert (refusal.code, f"{refusal.earliest}") == ("hearing.not_held", HEARING)


def test_a_conference_is_no_hearing():
    plan = a_draft().round(OPENS, HEARING, UNTIL).met("VP", kind="conference", on=HEARING, people=9)

    assert codes(weighed(plan, "hearing_held")) == ["hearing.not_held"]


@pytest.mark.parametrize(
    ("label", "needs"), [("working", []), ("approval", ["hearing.on_final"]), ("final", ["hearing.on_final"])]
)
def test_a_hearing_is_held_on_a_draft_and_never_on_the_agreed_text(label: str, needs: list[str]):
    plan = a_draft().issued(label).round(OPENS, HEARING, UNTIL).met("VP", kind="hearing", on=HEARING, people=9)

    assert codes(weighed(plan, "hearing_held")) == needs


def test_after_a_round_on_a_final_text_the_new_round_waits_for_its_own_hearing():
    plan = a_draft().issued("final").round(OPENS, HEARING, UNTIL, closed="2014-10-30")
    plan = plan.issued("consultation").round("2014-11-01", "2014-11-15", "2014-11-29")

    assert codes(weighed(plan, "hearing_held")) == ["hearing.not_held"]


def test_without_a_round_there_was_no_hearing():
    assert codes(weighed(a_draft(), "hearing_held")) == ["hearing.no_round"]


def test_a_submission_nobody_settled_is_named_with_its_item():
    plan = a_draft().with_(a_submission("P1", item="plan"), a_submission("P2"), a_settlement("P2"))

    [refusal] = weighed(plan, "submissions_settled")

    assert (refusal.code, refusal.facts["id"]) == ("submission.open", "P1")


@pytest.mark.parametrize("decision", ["partly", "rejected"])
def test_saying_no_or_half_yes_needs_a_reason(decision: str):
    plan = a_draft().with_(a_submission(), a_settlement(decision=decision))
    reasoned = plan.with_(a_settlement(decision=decision, reason="Není zdroj."))

    assert codes(weighed(plan, "submissions_settled")) == ["submission.no_reason"]
    assert weighed(reasoned, "submissions_settled") == []


@pytest.mark.parametrize("decision", ["accepted", "explained", "noted", "irrelevant"])
def test_the_other_decisions_need_none(decision: str):
    plan = a_draft().with_(a_submission(), a_settlement(decision=decision))

    assert weighed(plan, "submissions_settled") == []


def test_a_late_submission_is_settled_like_any_other():
    plan = a_draft().round(OPENS, HEARING, UNTIL).with_(a_submission(received="2014-12-01"))

    assert codes(weighed(plan, "submissions_settled")) == ["submission.open"]


def test_an_essential_point_rejected_without_the_steering_group_is_a_dispute():
    plan = a_draft().with_(
        Meeting(key="RS-1", group="RS", kind="meeting", date=OPENS),
        *(a_submission(key, weight="essential") for key in ("P1", "P2")),
        a_settlement("P1", "rejected", reason="Ne."),
        a_settlement("P2", "rejected", reason="Ne.", decided_by="RS-1"),
    )

    assert [one.facts["id"] for one in warned(plan, "essential_points_are_not_brushed_aside")] == ["P1"]


def test_submissions_are_counted_by_channel_and_submitter():
    plan = (
        a_draft()
        .round(OPENS, HEARING, UNTIL)
        .with_(a_submission("P1"), a_submission("P2"), a_submission("P3", channel="web", submitter_kind="citizen"))
    )

    [table] = tables(section(plan.content, "comments"))

    assert rows(table) == [["web", "občan", "1"], ["e-mail", "poskytovatel", "2"]]


def test_what_the_towns_wrote_in_returned_documents_is_counted_too():
    plan = (
        a_draft()
        .round(OPENS, HEARING, UNTIL)
        .with_(
            *(
                Comment(id=one, thread=one, author="Obec Peč", personal=False, date="2014-10-20", text="Kdy?")
                for one in ("K1", "K2")
            )
        )
    )

    said = printed(plan, "comments").replace("\u00a0", " ")

    assert "jsou zapsány 2 připomínky a návrhy změn" in said
