"""Evaluation: no item of the ending plan is left without a result and a word on whether it goes on."""

import pytest

from lifecycle.model.evidence import Evaluation, Result
from tests.stages.builders import a_plan, an_evaluation, codes, printed, rows, section, tables, warned, weighed, why


def test_a_plan_whose_every_item_is_evaluated_may_go_on():
    plan = a_plan().with_(an_evaluation("1.1"), an_evaluation("1.2", result="moved", carry="drop"))

    assert why(plan) == []


def test_a_first_plan_that_follows_none_has_nothing_to_evaluate():
    assert why(a_plan()) == []


@pytest.mark.parametrize("lacking", ["result", "carry"])
def test_an_item_without_a_result_or_a_carry_over_decision_stops_the_plan(lacking: str):
    # An act of an older format may hold such a row; today's form refuses it.
    row = Evaluation.model_construct(**{**dict(an_evaluation("1.2")), lacking: None})
    plan = a_plan().with_(an_evaluation("1.1"), row)

    [refusal] = weighed(plan, "every_item_evaluated")

    assert (refusal.code, refusal.facts["item"]) == ("evaluation.unfinished", "evaluation:1.2")


def test_every_item_is_printed_with_its_title_result_money_and_carry_over():
    plan = a_plan().with_(
        an_evaluation("1.10", spent_czk=18_640_000, carry="change", new_code="2.1", reason="Přibyly obce.")
    )

    [_, items] = tables(section(plan.content, "evaluation"))

    assert rows(items) == [
        ["1.10", "Položka 1.10", "splněno", "Přibyly obce.", "18\u00a0640\u00a0000\u00a0Kč", "mění se (jako 2.1)"]
    ]


def test_items_stand_in_the_order_of_their_numbers():
    plan = a_plan().with_(*(an_evaluation(code) for code in ("1.10", "2.1", "1.9")))

    [_, items] = tables(section(plan.content, "evaluation"))

    assert [row[0] for row in rows(items)] == ["1.9", "1.10", "2.1"]


def test_results_are_counted_and_those_nobody_got_are_left_out():
    plan = a_plan().with_(*(an_evaluation(f"1.{n}", result=r) for n, r in enumerate(["partly", "moved", "partly"], 1)))

    [results, _] = tables(section(plan.content, "evaluation"))

    assert rows(results) == [[Result.partly.cs, "2"], [Result.moved.cs, "1"]]


def test_a_plan_without_a_predecessor_says_so():
    assert "žádný předchozí plán není zapsán" in printed(a_plan(), "evaluation")


def test_an_item_that_goes_on_without_a_new_number_is_pointed_out_but_stops_nothing():
    plan = a_plan().with_(
        an_evaluation("1.1"), an_evaluation("1.2", new_code="2.1"), an_evaluation("1.3", carry="drop")
    )

    found = warned(plan, "carried_items_arrive")

    assert [(one.code, one.facts["code"]) for one in found] == [("evaluation.no_new_code", "1.1")]
    assert codes(why(plan)) == []
