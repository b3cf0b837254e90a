"""Following a plan: terms that activities take from their measure, money counted once, what a year has to do."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.follow_up import Course, Light, every, falls, is_approved, works, year_of
from lifecycle.model.plan import Stay
from lifecycle.model.strategy import Activity, BudgetLine, Progress, Source
from tests.stages.builders import Story, a_measure, a_plan


def test_an_activity_without_a_term_and_a_responsible_has_those_of_its_measure():
    plan = a_plan().with_(a_measure("1.1"), Activity(code="1.1.1", title="Nákup vozu", ends="2015-10-31"))

    [activity] = works(plan.content)[0].under

    assert (activity.starts, activity.ends) == (dt.date(2015, 1, 1), dt.date(2015, 10, 31))
    assert activity.responsible == "město Dačice"


def test_activities_stand_under_their_measure_by_number_and_not_by_letters():
    plan = a_plan().with_(
        a_measure("1.1"), a_measure("1.10"), Activity(code="1.10.1", title="A"), Activity(code="1.1.10", title="B")
    )

    assert [work.code for work in every(works(plan.content))] == ["1.1", "1.1.10", "1.10", "1.10.1"]


def test_without_a_year_in_focus_the_year_is_that_of_the_day():
    content = a_plan().on("2016-02-01").content

    assert year_of(content) == 2016
    assert year_of(replace(content, focus={"year": "2015"})) == 2015


LINES = st.lists(
    st.builds(
        BudgetLine,
        code=st.sampled_from(["1.1", "1.1.1", "1.1.2", "1.2", "2.1.1"]),
        year=st.integers(2015, 2017),
        source=st.sampled_from(list(Source)),
        amount_czk=st.integers(0, 10**9),
    ),
    max_size=20,
)


def with_lines(lines: list[BudgetLine]) -> Story:
    activities = (Activity(code=code, title="Aktivita") for code in ("1.1.1", "1.1.2", "2.1.1"))
    return a_plan().with_(*map(a_measure, ("1.1", "1.2", "2.1")), *activities, *lines)


@given(LINES)
def test_a_measure_costs_its_own_line_or_the_sum_of_its_activities_but_never_both(lines: list[BudgetLine]):
    content = with_lines(lines).content
    amounts = {(line.code, line.year, line.source): line.amount_czk for line in content.all(BudgetLine)}

    for year in (2015, 2016, 2017):
        course = Course(content, year)
        for work in course.works:
            for source in Source:
                below = sum(amounts.get((one.code, year, source), 0) for one in work.under)
                expected = amounts.get((work.code, year, source), below)

                assert course.money(work).get(source, 0) == expected


@given(LINES)
def test_what_is_planned_so_far_only_grows_from_year_to_year(lines: list[BudgetLine]):
    content = with_lines(lines).content
    courses = [Course(content, year) for year in (2015, 2016, 2017)]

    planned = [[course.planned(work) or 0 for course in courses] for work in works(content)]

    assert planned == [sorted(one) for one in planned]


@given(
    state=st.sampled_from(["planned", "running", "fulfilled", "partly", "unfulfilled", "cancelled"]),
    on=st.dates(dt.date(2014, 1, 1), dt.date(2018, 12, 31)),
    day=st.dates(dt.date(2015, 1, 1), dt.date(2018, 12, 31)),
)
def test_only_a_record_that_says_so_makes_anything_fulfilled(state: str, on: dt.date, day: dt.date):
    plan = a_plan().with_(a_measure("1.1"), Progress(code="1.1", on=on, state=state)).on(day.isoformat())
    course = Course(plan.content, 2016)

    said = course.light(course.works[0]) is Light.fulfilled

    assert said == (state == "fulfilled" and on.year <= 2016 and on <= day)


@pytest.mark.parametrize(("day", "until"), [("2015-12-09", "2015-12-09"), ("2016-02-01", "2015-12-31")])
def test_a_year_is_looked_at_to_its_end_or_to_the_day_where_it_is_not_over(day: str, until: str):
    assert Course(a_plan().on(day).content, 2015).until == dt.date.fromisoformat(until)


def test_a_record_breaks_the_silence_only_of_its_own_year():
    record = Progress(code="1.1", on="2015-06-30", state="running")
    plan = a_plan().with_(a_measure("1.1"), record).on("2017-01-10")

    assert [Course(plan.content, year).recorded(works(plan.content)[0]) for year in (2015, 2016)] == [True, False]


def test_of_a_running_year_only_the_days_that_have_come_are_looked_at():
    records = (Progress(code="1.1", on=f"2015-{month}-28", state="running", spent_czk=month) for month in (10, 11))
    course = Course(a_plan().with_(a_measure("1.1"), *records).on("2015-10-31").content, 2015)

    assert course.spent(course.works[0]) == 10


def test_money_counts_from_the_first_year_to_the_end_of_the_year_and_no_further():
    lines = [BudgetLine(code="1.1", year=year, source="state", amount_czk=1) for year in (2015, 2016, 2017)]
    content = a_plan().with_(a_measure("1.1"), *lines).on("2016-05-01").content

    assert [Course(content, year).planned(works(content)[0]) for year in (2014, 2015, 2016)] == [None, 1, 2]


def test_a_plan_is_approved_from_the_day_it_is_in_force_to_its_end_and_after():
    before = a_plan(state="approval")
    in_force = before.in_("in_force").with_(Stay(entry=9, state="in_force", entered_on="2015-01-05"))

    assert [is_approved(one.content) for one in (before, in_force, in_force.in_("expired"))] == [False, True, True]


def spent(*sums: int | None) -> Story:
    """Records of one measure, a day each, with what was spent since the beginning."""
    records = (
        Progress(code="1.1", on=dt.date(2015, 1, 1 + n), state="running", spent_czk=czk) for n, czk in enumerate(sums)
    )
    return a_plan().with_(*records)


def test_a_sum_that_is_lower_than_the_one_before_falls_whatever_stands_between():
    found = falls(spent(500, None, 300, 400).content)

    assert [(one.spent_czk, other.spent_czk) for one, other in found] == [(500, 300)]


@given(st.lists(st.integers(0, 10**9), max_size=9))
def test_sums_fall_unless_they_stand_in_order(sums: list[int]):
    assert bool(falls(spent(*sums).content)) == (sums != sorted(sums))
