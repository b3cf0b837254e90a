"""Terms of a state fall due on plain days."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.engine.terms import again, deadlines, passed
from lifecycle.workflow.definition import Deadline, State, Title
from tests.workflow.samples import shipped

END = dt.date(2017, 12, 31)
YEARLY = State(
    "in_force",
    Title("Plán v platnosti", "Plan in force"),
    deadlines=(Deadline("end_of_plan", "expire"), Deadline(365, "remind", repeat=365), Deadline(0, "greet")),
)


def test_a_plan_in_force_expires_on_its_last_day():
    in_force = shipped("community_plan").state("in_force")

    assert deadlines(in_force, dt.date(2015, 3, 26), END) == [("expire", END)]


def test_terms_are_listed_from_the_earliest_and_the_day_of_opening_is_not_counted():
    assert deadlines(YEARLY, dt.date(2015, 3, 26), END) == [
        ("greet", dt.date(2015, 3, 26)),
        ("remind", dt.date(2016, 3, 25)),
        ("expire", END),
    ]


def test_a_repeated_term_falls_due_again_and_a_single_one_does_not():
    assert again(YEARLY, "remind", dt.date(2016, 3, 25)) == dt.date(2017, 3, 25)
    assert again(YEARLY, "expire", END) is None


def test_a_term_is_over_only_after_its_whole_day():
    assert (passed(END, END), passed(END, dt.date(2018, 1, 1))) == (False, True)


@given(st.integers(0, 5000), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_term_of_days_falls_due_that_many_days_after_opening(days: int, opened: dt.date):
    state = State("x", Title("x", "x"), deadlines=(Deadline(days, "go"),))

    assert (deadlines(state, opened, END)[0][1] - opened).days == days
