"""How long a plan's personal data may be kept: a term the office sets and `doctor` tells; nothing goes by itself."""

import datetime as dt
from dataclasses import dataclass

from lifecycle.model.content import Content
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.thing import VAULT
from lifecycle.store.vault import private_values


@dataclass(frozen=True, slots=True)
class Retention:
    """The plan, its rows with personal text, the last day they are kept, and whether that day is over."""

    plan: str
    rows: int
    until: dt.date
    over: bool


def retention(content: Content, day: dt.date, *, years: int) -> Retention | None:
    """Until when the plan's personal data are kept; None where it has none.

    The term is whole years after the last year of the plan, of a withdrawn one after the year it was withdrawn in.
    """
    rows = sum(
        any(VAULT.match(value) for _, _, value in private_values(thing))
        for things in content.things.values()
        for thing in things.values()
    )
    if not rows:
        return None
    ended = content.plan.to
    if content.plan.state in SETTLED_STATES and content.plan.state != "in_force":
        ended = min(ended, content.plan.entered_on.year)
    until = dt.date(ended + years, 12, 31)
    return Retention(content.key, rows, until, day > until)
