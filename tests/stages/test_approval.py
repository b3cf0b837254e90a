"""Approval: the towns' own rule, met on one and the same text."""

import pytest

from tests.stages.builders import (
    Story,
    a_plan,
    an_evaluation,
    codes,
    rows,
    section,
    tables,
    weighed,
    why,
)

OTHER = "f" * 64


def asked(*names: str, **people: int) -> Story:
    """A plan in approval whose text the councils have; the first town is the seat."""
    return a_plan(state="approval").of(*names, **people).with_(an_evaluation()).issued("approval")


def test_a_plan_enters_force_only_when_the_quorum_of_councils_has_approved():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice")

    refusal = why(plan)[0]

    assert refusal.code == "approval.quorum"
    assert {name: refusal.facts[name] for name in ("has", "needs", "waits_for")} == {
        "has": 1,
        "needs": 2,
        "waits_for": ("Slavonice", "Studená"),
    }


def test_more_than_half_of_the_towns_and_people_with_the_seat_is_enough():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice", "Studená")

    assert why(plan) == []


def test_exactly_half_of_the_towns_is_not_more_than_half():
    plan = asked(Dačice=900, Slavonice=100).approved_by("Dačice")

    assert codes(why(plan)) == ["approval.quorum"]


@pytest.mark.parametrize(("big", "needs"), [(200, ["approval.people"]), (199, [])])
def test_the_towns_that_approve_hold_more_than_half_of_the_people(big: int, needs: list[str]):
    plan = asked(Dačice=100, Peč=100, Studená=big).approved_by("Dačice", "Peč")

    assert codes(why(plan)) == needs


def test_the_town_that_ordered_the_plan_must_be_among_them():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Slavonice", "Studená")

    [refusal] = why(plan)

    assert (refusal.code, refusal.facts["name"]) == ("approval.obligatory", "Dačice")


def test_an_approval_with_a_condition_counts():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice", "Studená", state="conditional")

    assert why(plan) == []


@pytest.mark.parametrize("state", ["noted", "refused", "returned", "not_adopted", "lapsed"])
def test_nothing_else_counts(state: str):
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice").approved_by("Studená", state=state)

    assert codes(why(plan)) == ["approval.quorum", "approval.people"]


def test_towns_that_leave_conditions_out_of_their_rule_do_not_count_them():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice", "Studená", state="conditional")

    refusals = weighed(plan, "towns_rule_met", counts=("approves",))

    assert codes(refusals) == ["approval.quorum", "approval.people", "approval.obligatory"]


def test_approvals_of_an_older_text_do_not_count_together_with_those_of_this_one():
    plan = asked("Dačice", "Slavonice", "Studená").approved_by("Dačice").approved_by("Studená", content=OTHER)

    assert codes(why(plan)) == ["approval.quorum", "approval.people"]


def test_a_text_changed_after_the_edition_the_councils_have_stops_the_plan():
    plan = asked("Dačice").approved_by("Dačice").with_(an_evaluation(title="Jinak"))

    assert codes(why(plan)) == ["approval.text_changed"]


def test_a_change_taken_back_leaves_the_approved_text():
    plan = asked("Dačice").approved_by("Dačice").with_(an_evaluation(title="Jinak")).with_(an_evaluation())

    assert why(plan) == []


def test_without_an_edition_there_is_nothing_to_approve():
    plan = a_plan(state="approval").of("Dačice")

    assert codes(weighed(plan, "text_unchanged")) == ["approval.no_edition"]


def test_the_newest_edition_is_the_tenth_and_not_the_ninth():
    plan = asked("Dačice").issued("approval", number=9, content=OTHER).issued("approval", number=10)

    assert weighed(plan, "text_unchanged") == []


def test_the_change_log_lists_every_edition_of_the_plan():
    plan = asked("Dačice").issued("working").issued("final")

    [table] = tables(section(plan.content, "changes"))

    assert [row[:2] for row in rows(table)] == [
        ["1.", "návrh ke schválení"],
        ["2.", "pracovní verze"],
        ["3.", "konečné znění"],
    ]
