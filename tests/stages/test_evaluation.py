"""Evaluation: every item of the ending plan is judged in words, money and numbers, and none is lost on the way."""

import pytest

from lifecycle.model.errors import Wrong
from lifecycle.model.evidence import Carry, Evaluation, Result
from lifecycle.model.strategy import Activity, Chapter
from lifecycle.model.thing import Thing
from tests.stages.builders import (
    Story,
    a_measure,
    a_plan,
    a_priority,
    an_evaluation,
    codes,
    paragraphs,
    printed,
    rows,
    section,
    tables,
    warned,
    weighed,
    why,
)


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


def told(plan: Story, caption: str) -> list[list[str]]:
    """The rows of the chapter's table whose caption begins so, with plain spaces; none where it is left out."""
    found = [one for one in tables(section(plan.content, "evaluation")) if one.caption.startswith(caption)]
    return [[cell.replace("\u00a0", " ") for cell in row] for table in found for row in rows(table)]


def test_every_item_is_printed_with_its_title_result_reason_and_carry_over():
    plan = a_plan().with_(an_evaluation("1.10", carry="change", new_code="2.1", reason="Přibyly obce."))

    assert told(plan, "Plnění jednotlivých") == [
        ["1.10", "Položka 1.10", "splněno", "Přibyly obce.", "mění se (jako 2.1)"]
    ]


def test_items_stand_in_the_order_of_their_numbers():
    plan = a_plan().with_(*(an_evaluation(code) for code in ("1.10", "2.1", "1.9")))

    assert [row[0] for row in told(plan, "Plnění jednotlivých")] == ["1.9", "1.10", "2.1"]


def test_results_are_counted_with_their_shares_and_those_nobody_got_are_left_out():
    plan = a_plan().with_(*(an_evaluation(f"1.{n}", result=r) for n, r in enumerate(["partly", "moved", "partly"], 1)))

    assert told(plan, "Výsledky") == [[Result.partly.cs, "2", "67 %"], [Result.moved.cs, "1", "33 %"]]


def test_money_spent_is_compared_with_the_plan_item_by_item_and_as_a_whole():
    plan = a_plan().with_(
        an_evaluation("1.1", planned_czk=400_000, spent_czk=500_000),
        an_evaluation("1.2", planned_czk=600_000, spent_czk=0),
        an_evaluation("1.3"),
    )

    assert told(plan, "Plánované") == [
        ["1.1", "Položka 1.1", "400 000", "500 000", "125 %"],
        ["1.2", "Položka 1.2", "600 000", "0", "0 %"],
        ["", "Celkem", "1 000 000", "500 000", "50 %"],
    ]


def test_where_one_side_is_not_known_no_share_is_computed_and_it_is_said_why():
    plan = a_plan().with_(
        an_evaluation("1.1", planned_czk=400_000, spent_czk=100_000),
        an_evaluation("1.2", spent_czk=50_000),
        an_evaluation("1.3", planned_czk=0, spent_czk=0),
    )

    assert [row[2:] for row in told(plan, "Plánované")] == [
        ["400 000", "100 000", "25 %"],
        ["–", "50 000", "–"],
        ["0", "0", "–"],
        ["400 000", "150 000", "–"],
    ]
    assert "za celý plán nepočítá" in printed(plan, "evaluation")


def test_the_money_of_an_activity_is_not_counted_again_where_its_measure_has_its_own():
    plan = a_plan().with_(
        an_evaluation("1.1", spent_czk=300_000),
        an_evaluation("1.1.1", spent_czk=100_000),
        an_evaluation("1.2"),
        an_evaluation("1.2.1", spent_czk=7_000),
    )

    assert told(plan, "Plánované")[-1] == ["", "Celkem", "–", "307 000", "–"]
    assert "vynaloženo bylo 307 000 Kč" in printed(plan, "evaluation").replace("\u00a0", " ")


def test_an_indicator_is_compared_with_its_target_where_both_are_known():
    plan = a_plan().with_(
        an_evaluation("1.1", indicator=["Lůžka (lůžek)"], target=["12.5"], value=["10"]),
        an_evaluation("1.2", indicator=["Obce"], target=["14"]),
        an_evaluation("1.3", indicator=["Stížnosti"], target=["0"], value=["2"]),
        an_evaluation("1.4"),
    )

    assert told(plan, "Cílové") == [
        ["1.1", "Lůžka (lůžek)", "12,5", "10", "80 %"],
        ["1.2", "Obce", "14", "–", "–"],
        ["1.3", "Stížnosti", "0", "2", "–"],
    ]


def test_every_indicator_of_an_item_has_its_own_line_also_one_nobody_measured():
    row = an_evaluation("1.1", indicator=["Klienti", "Čekání"], target=["40", "3"], value=["38", "–"])

    assert told(a_plan().with_(row), "Cílové") == [
        ["1.1", "Klienti", "40", "38", "95 %"],
        ["1.1", "Čekání", "3", "–", "–"],
    ]


def test_a_number_without_an_indicator_of_its_own_is_refused():
    with pytest.raises(ValueError, match="indicator_count"):
        an_evaluation("1.1", indicator=["Klienti", "Čekání"], value=["38"])


def test_an_evaluation_in_words_alone_has_no_tables_of_money_and_indicators():
    plan = a_plan().with_(an_evaluation("1.1"))

    assert [told(plan, "Plánované"), told(plan, "Cílové")] == [[], []]


def test_what_goes_on_changes_and_ends_is_told_with_the_new_numbers():
    plan = a_plan().with_(
        an_evaluation("1.1", new_code="1.2"),
        an_evaluation("1.2"),
        an_evaluation("2.1", carry="drop"),
    )

    assert told(plan, "Pokračující") == [["pokračuje", "2", "1.1 → 1.2, 1.2"], ["končí", "1", "2.1"]]


def test_an_item_several_measures_are_carried_from_is_told_with_all_of_them():
    plan = a_plan().with_(an_evaluation("1.1", new_code="2.1"), a_priority("2"), a_measure("2.1"))
    plan = plan.with_(a_measure("2.2", carried_from="1.1"))

    assert told(plan, "Pokračující") == [["pokračuje", "1", "1.1 → 2.1 + 2.2"]]
    assert told(plan, "Plnění jednotlivých")[0][-1] == "pokračuje (jako 2.1 a 2.2)"


def test_a_new_number_left_at_an_item_that_ends_is_not_told():
    plan = a_plan().with_(an_evaluation("1.1", carry="drop", new_code="2.1"))

    assert told(plan, "Pokračující") == [["končí", "1", "1.1"]]


def test_a_plan_without_a_predecessor_says_so():
    assert "žádný předchozí plán není zapsán" in printed(a_plan(), "evaluation")


def test_an_item_that_goes_on_without_a_new_number_is_pointed_out_but_stops_nothing():
    plan = a_plan().with_(
        an_evaluation("1.1"), an_evaluation("1.2", new_code="2.1"), an_evaluation("1.3", carry="drop")
    )

    found = warned(plan, "carried_items_arrive")

    assert [(one.code, one.facts["code"]) for one in found] == [("evaluation.no_new_code", "1.1")]
    assert codes(why(plan)) == []


@pytest.mark.parametrize(
    ("new_code", "form", "arrived"),
    [
        ("3", "priorities", a_priority("3")),
        ("2.1", "measures", a_measure("2.1")),
        ("2.1.4", "activities", Activity(code="2.1.4", title="Nákup")),
    ],
)
def test_an_item_that_goes_on_is_a_draft_until_its_new_number_is_recorded(new_code: str, form: str, arrived: Thing):
    plan = a_plan().with_(an_evaluation("1.1", new_code=new_code))

    before, after = (
        warned(plan, "carried_items_are_recorded"),
        warned(plan.with_(arrived), "carried_items_are_recorded"),
    )

    assert [(one.code, one.facts["form"], one.facts["new_code"]) for one in before] == [
        ("evaluation.draft", form, new_code)
    ]
    assert (after, codes(why(plan))) == ([], [])


def test_an_item_that_ends_is_no_draft_although_somebody_left_a_number_there():
    plan = a_plan().with_(an_evaluation("1.1", carry="drop", new_code="2.1"))

    assert warned(plan, "carried_items_are_recorded") == []


def test_an_item_a_measure_is_carried_from_needs_no_new_number():
    plan = a_plan().with_(an_evaluation("1.1"), a_priority("2"), a_measure("2.1", carried_from="1.1"))

    assert warned(plan, "carried_items_arrive") == []


def links(*things: Thing) -> list[tuple[object, ...]]:
    """What is said of the links between the evaluation and the measures: code, item, measure."""
    found = warned(a_plan().with_(a_priority("2"), *things), "carried_items_are_linked")
    return [(one.code, one.facts["item"], one.facts["measure"]) for one in found]


def test_a_measure_that_does_not_say_it_is_carried_from_the_item_is_told():
    assert links(an_evaluation("1.1", new_code="2.1"), a_measure("2.1")) == [
        ("evaluation.unlinked", "evaluation:1.1", "2.1")
    ]


def test_a_measure_carried_from_an_item_that_goes_elsewhere_is_told_at_both_items():
    wanted, other = an_evaluation("1.1", new_code="2.1"), an_evaluation("1.2", new_code="2.2")

    assert links(wanted, other, a_measure("2.1", carried_from="1.2")) == [
        ("evaluation.unlinked", "evaluation:1.1", "2.1"),
        ("evaluation.moved", "measure:2.1", "2.1"),
    ]


def test_a_measure_that_is_still_carried_from_an_item_that_ends_is_told():
    ended = an_evaluation("1.1", carry="drop")

    assert links(ended, a_measure("2.1", carried_from="1.1")) == [("evaluation.ended", "measure:2.1", "2.1")]


@pytest.mark.parametrize(
    "things",
    [
        pytest.param([an_evaluation("1.1", new_code="2.1")], id="a draft"),
        pytest.param([an_evaluation("1.1", new_code="2.1"), a_measure("2.1", carried_from="1.1")], id="linked"),
        pytest.param(
            [
                an_evaluation("1.1", new_code="2.1"),
                an_evaluation("1.2", new_code="2.1"),
                a_measure("2.1", carried_from="1.1"),
            ],
            id="several items become one measure",
        ),
        pytest.param(
            [
                an_evaluation("1.1", new_code="2.1"),
                a_measure("2.1", carried_from="1.1"),
                a_measure("2.2", carried_from="1.1"),
            ],
            id="an item becomes several measures",
        ),
        pytest.param(
            [an_evaluation("1.1", new_code="2.1.1"), a_measure("2.1", carried_from="1.1")], id="becomes an activity"
        ),
        pytest.param([an_evaluation("1.1"), a_measure("2.1", carried_from="1.1")], id="only the measure says so"),
        pytest.param([an_evaluation("1.1", carry="drop", new_code="2.1"), a_measure("2.1")], id="ends"),
    ],
)
def test_links_that_agree_are_not_spoken_of(things: list[Thing]):
    assert links(*things) == []


def test_the_rules_explain_every_word_of_the_scale_and_how_numbers_are_compared():
    [scale] = tables(section(a_plan().with_(an_evaluation("1.1")).content, "evaluation_rules"))

    assert [row[0] for row in rows(scale)] == [word.cs for word in (*Result, *Carry)]


def test_a_stored_chapter_that_does_not_print_names_itself_and_the_line():
    plan = a_plan().with_(Chapter(section="evaluation_rules", text="Úvod.\n\n2. Druhý krok."))

    with pytest.raises(Wrong) as wrong:
        section(plan.content, "evaluation_rules")

    assert [(one.sheet, one.cell, one.line, dict(one.facts)["line"]) for one in wrong.value.faults] == [
        ("texts", "kapitola „Pravidla hodnocení“", None, 3)
    ]


def test_the_towns_own_rules_stand_before_the_scale_and_can_be_commented_on():
    plan = a_plan().with_(Chapter(section="evaluation_rules", text="Hodnotí každá skupina."))

    passage = section(plan.content, "evaluation_rules")[0]

    assert (passage.item, list(paragraphs([passage]))) == ("text:evaluation_rules", ["Hodnotí každá skupina."])


def test_a_plan_that_evaluates_nothing_and_has_no_rules_has_no_chapter_on_them():
    assert section(a_plan().content, "evaluation_rules") == []
