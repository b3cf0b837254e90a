"""Money: a measure's line holds its activities' lines of the same year and source, and no crown is counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.money import amounts, by_year, counted, differences, totals
from lifecycle.model.strategy import BudgetLine, Source
from tests.model.kinds import a_content


def money(code: str, amount: int, *, year: int = 2015, source: str = "state") -> BudgetLine:
    return BudgetLine(code=code, year=year, source=source, amount_czk=amount)


def test_activities_that_make_up_their_measures_line_are_counted_in_it():
    lines = [money("1.1", 100), money("1.1.1", 60), money("1.1.2", 40)]

    assert counted(lines) == [lines[0]]


def test_activities_of_another_year_or_source_are_counted_beside_the_measure():
    lines = [money("1.1", 100), money("1.1.1", 60, year=2016), money("1.1.1", 40, source="region")]

    assert counted(lines) == lines


def test_activities_alone_are_counted():
    lines = [money("1.1.1", 60), money("1.1.2", 40)]

    assert counted(lines) == lines


def test_a_measure_whose_number_begins_alike_holds_nothing_of_another():
    lines = [money("1.1", 100), money("1.10.1", 60)]

    assert counted(lines) == lines


def test_a_priority_a_measure_and_an_activity_know_what_they_cost():
    content = a_content([money("1.1", 100), money("1.1.1", 100), money("1.2", 7, year=2016), money("2.1", 5)])

    assert amounts(content, "1") == {(2015, Source.state): 100, (2016, Source.state): 7}
    assert amounts(content, "1.1") == {(2015, Source.state): 100}
    assert amounts(content, "1.1.1") == {(2015, Source.state): 100}


def test_totals_agree_with_what_each_thing_costs():
    lines = [money("1.1", 100), money("1.1.1", 100), money("1.1.2", 3, year=2017), money("1.2", 7), money("2.1", 5)]

    assert totals(lines) == {"1": 110, "1.1": 103, "1.1.1": 100, "1.1.2": 3, "1.2": 7, "2": 5, "2.1": 5}


def test_years_are_summed_over_sources_in_their_order():
    found = {(2016, Source.state): 5, (2015, Source.region): 1, (2015, Source.state): 2}

    assert list(by_year(found).items()) == [(2015, 3), (2016, 5)]


def test_a_measures_line_its_activities_do_not_make_is_told_with_both_sums():
    [one] = differences([money("1.1", 100), money("1.1.1", 60), money("1.1.2", 41), money("1.2", 9)])

    assert (one.line.code, one.line.amount_czk, one.sum_czk) == ("1.1", 100, 101)
    assert [part.code for part in one.parts] == ["1.1.1", "1.1.2"]


KEYS = st.tuples(
    st.sampled_from(["1.1", "1.2", "1.1.1", "1.1.2", "1.2.1"]), st.sampled_from([2015, 2016]), st.sampled_from(Source)
)


@given(st.dictionaries(KEYS, st.integers(0, 10**6)))
def test_dividing_a_measures_line_among_its_activities_changes_no_sum(amounts: dict[tuple[str, int, Source], int]):
    lines = [BudgetLine(code=c, year=y, source=s, amount_czk=czk) for (c, y, s), czk in amounts.items() if len(c) == 3]
    parts = [line.replaced(code=f"{line.code}.1") for line in lines]

    assert sum(line.amount_czk for line in counted([*lines, *parts])) == sum(line.amount_czk for line in lines)
    assert differences([*lines, *parts]) == []


@given(st.dictionaries(KEYS, st.integers(0, 10**6)))
def test_every_line_is_counted_or_held_by_its_measures_line(amounts: dict[tuple[str, int, Source], int]):
    lines = [BudgetLine(code=c, year=y, source=s, amount_czk=czk) for (c, y, s), czk in amounts.items()]
    left = [line for line in lines if line not in counted(lines)]

    assert [line for line in left if (line.code[:3], line.year, line.source) not in amounts] == []
