"""Budget: every line is printed, every crown is counted once, and sources are those of the mapping."""

from lifecycle.model.situation import Funding
from lifecycle.model.strategy import Activity
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    money,
    printed,
    rows,
    section,
    tables,
    warned,
)


def a_budget(*lines: object) -> Story:
    return a_plan().with_(
        a_finding("F1"), a_priority("1"), a_measure("1.1"), Activity(code="1.1.1", title="Nákup vozu"), *lines
    )


def printed_lines(plan: Story) -> list[list[str]]:
    _, lines = tables(section(plan.content, "budget"))
    return [[cell.replace("\u00a0", " ") for cell in row] for row in rows(lines)]


def test_every_budget_line_is_printed_and_sums_agree_both_ways():
    plan = a_budget(
        money("1.1", amount_czk=100),
        money("1.1", year=2016, amount_czk=20),
        money("1.1", source="region", amount_czk=3),
        money("1.1.1", year=2016, source="eu", amount_czk=4000),
    )

    by_source, lines = tables(section(plan.content, "budget"))

    assert [row[1:] for row in rows(by_source)][-1] == rows(lines)[-1][3:]
    assert printed_lines(plan) == [
        ["1.1", "Pečovatelská služba 1.1", "obec", "100", "20", "120"],
        ["1.1", "", "kraj", "3", "–", "3"],
        ["1.1.1", "Nákup vozu", "EU", "–", "4 000", "4 000"],
        ["Celkem", "", "", "103", "4 020", "4 123"],
    ]


def test_what_is_part_of_the_measures_line_stands_in_brackets_and_is_not_added_again():
    plan = a_budget(
        money("1.1", amount_czk=100), money("1.1.1", amount_czk=100), money("1.1.1", year=2016, amount_czk=20)
    )

    assert printed_lines(plan) == [
        ["1.1", "Pečovatelská služba 1.1", "obec", "100", "–", "100"],
        ["1.1.1", "Nákup vozu", "obec", "(100)", "20", "20"],
        ["Celkem", "", "", "100", "20", "120"],
    ]


def test_a_row_that_is_all_part_of_the_measures_has_its_sum_in_brackets():
    plan = a_budget(money("1.1", amount_czk=100), money("1.1.1", amount_czk=100))

    assert printed_lines(plan)[1] == ["1.1.1", "Nákup vozu", "obec", "(100)", "(100)"]


def test_brackets_are_explained_where_there_are_any():
    whole = a_budget(money("1.1", amount_czk=100))
    parted = whole.with_(money("1.1.1", amount_czk=100))

    assert ["závorkách" in printed(one, "budget") for one in (whole, parted)] == [False, True]


def test_sums_by_source_count_each_crown_once():
    plan = a_budget(money("1.1", amount_czk=100), money("1.1.1", amount_czk=100))

    by_source, _ = tables(section(plan.content, "budget"))

    assert rows(by_source) == [["obec", "100", "100"], ["Celkem", "100", "100"]]


def test_a_source_the_mapping_of_money_does_not_know_is_named_once_there_is_a_mapping():
    plan = a_budget(money("1.1", source="eu"), money("1.1", source="state"))
    mapped = plan.with_(Funding(recipient="území", year=2014, source="state", amount_czk=5))

    told = [[one.facts["source"] for one in warned(each, "budget_sources_are_mapped")] for each in (plan, mapped)]

    assert told == [[], ["eu"]]


def test_five_years_stand_in_two_tables_and_the_last_tells_the_sum_of_all_years():
    plan = a_budget(
        *(money("1.1", year=year, amount_czk=1000) for year in range(2015, 2020)),
        money("1.1.1", year=2016, source="eu", amount_czk=7),
    )

    _, sources, first, last = tables(section(plan.content, "budget"))

    assert [row[-1] for row in rows(sources)] == ["5\u00a0000", "7", "5\u00a0007"]
    assert rows(first)[-1] == ["Celkem", "", "", "1\u00a0000", "1\u00a0007"]
    assert rows(last) == [
        ["1.1", "Pečovatelská služba 1.1", "obec", *["1\u00a0000"] * 3, "5\u00a0000"],
        ["1.1.1", "Nákup vozu", "EU", "–", "–", "–", "7"],
        ["Celkem", "", "", *["1\u00a0000"] * 3, "5\u00a0007"],
    ]


def test_a_part_of_the_budget_leaves_out_lines_without_money_in_its_years():
    plan = a_budget(
        *(money("1.1", year=year) for year in range(2015, 2020)), money("1.1.1", year=2019, source="eu", amount_czk=7)
    )

    _, _, first, last = tables(section(plan.content, "budget"))

    assert [[row[0] for row in rows(part)] for part in (first, last)] == [
        ["1.1", "Celkem"],
        ["1.1", "1.1.1", "Celkem"],
    ]
    assert [part.caption.rpartition(", ")[2] for part in (first, last)] == ["2015–2016", "2017–2019"]
