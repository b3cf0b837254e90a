"""Terms (lhůty) of a state as plain days: when each falls due, when it falls due again, whether its day has passed.

It knows no clock and fires nothing; a term is bound to the entry that opened the state by whoever records it.
"""

import datetime as dt

from lifecycle.model.calendar import days_after
from lifecycle.workflow.definition import END_OF_PLAN, Deadline, State


def deadlines(state: State, opened_on: dt.date, plan_ends: dt.date) -> list[tuple[str, dt.date]]:
    """(event, due) of every term of a state opened on that day, the earliest first.

    The day of opening is not counted (§605 of the Civil Code); `end_of_plan` is the plan's last day.
    """
    terms = [(term.event, _first_due(term, opened_on, plan_ends)) for term in state.deadlines]
    return sorted(terms, key=lambda term: term[1])


def again(state: State, event: str, due: dt.date) -> dt.date | None:
    """The day a repeated term of `event` falls due after `due`; None where it does not repeat."""
    repeats = [term.repeat for term in state.deadlines if term.event == event and term.repeat]
    return days_after(due, min(repeats)) if repeats else None


def passed(due: dt.date, today: dt.date) -> bool:
    """Whether the whole day of the term is over: a plan of 2015–2017 is in force on 31 December 2017."""
    return today > due


def _first_due(term: Deadline, opened_on: dt.date, plan_ends: dt.date) -> dt.date:
    return plan_ends if term.after == END_OF_PLAN else days_after(opened_on, int(term.after))
