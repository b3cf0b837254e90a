"""Approval: the towns' own rule, met on one and the same text."""

from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Block
from lifecycle.documents.compare import flat
from lifecycle.model.difference import Difference, Reworking
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


def a_log(*found: Difference, chapters: tuple[str, ...] = (), until: int | None = 2) -> list[Block]:
    """The change log after one reworking from the first edition."""
    plan = asked("Dačice").issued("working").content
    return section(replace(plan, reworked=lambda _: [Reworking(1, until, found, chapters)]), "changes")


TERM = Difference("strategy", "measure:2.1", "term", "Termín", "2015", "2016", "připomínka P-1 (občan) – přijato")


def test_the_change_log_tells_each_reworked_item_with_its_cause():
    _, table = tables(a_log(TERM))

    assert rows(table) == [["2.1", "Termín: „2015“ → „2016“", "připomínka P-1 (občan) – přijato"]]


def test_the_change_log_tells_several_fields_of_an_item_in_one_row():
    title = replace(TERM, field="title", label="", before="Péče", after="Péče doma")

    _, table = tables(a_log(title, TERM))

    assert [row[1] for row in rows(table)] == ["Název: „Péče“ → „Péče doma“\nTermín: „2015“ → „2016“"]


def test_an_item_that_is_gone_is_told_by_the_title_it_had():
    gone = Difference("strategy", "measure:2.3", None, "", "Osobní asistence", None, "zapsáno")

    _, table = tables(a_log(gone))

    assert rows(table) == [["2.3 – Osobní asistence", "vypuštěno", "zapsáno"]]


def test_what_only_follows_from_other_items_is_not_in_the_change_log():
    follows = replace(TERM, cause="")

    assert len(list(tables(a_log(follows)))) == 1


def test_items_of_a_new_chapter_are_told_by_the_chapter():
    *_, heading, sentence = a_log(TERM, chapters=("strategy",), until=None)

    assert (flat(heading.runs), flat(sentence.runs)) == (
        "Změny od 1. vydání k tomuto znění",
        "Nová kapitola: Priority, opatření a aktivity.",
    )
