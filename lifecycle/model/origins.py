"""Origins (původ): which items of the ending plan go on in the new one, and as what.

Two records say so: the evaluation names a new code, the measure names what it is carried from. Both are followed.
"""

from lifecycle.model.content import Content
from lifecycle.model.evidence import Carry, Evaluation
from lifecycle.model.strategy import Activity, Measure, Priority
from lifecycle.model.thing import full_item

Kept = Priority | Measure | Activity
"""What an item of the ending plan may go on as."""


def goes_to(row: Evaluation) -> str | None:
    """The code the item goes on under; None where it ends or nobody has said."""
    return row.new_code if row.carry is not Carry.drop else None


def wishing(content: Content) -> dict[str, list[Evaluation]]:
    """New code → the items of the ending plan that go on under it, in the order of their codes."""
    found: dict[str, list[Evaluation]] = {}
    for row in content.all(Evaluation):
        if code := goes_to(row):
            found.setdefault(code, []).append(row)
    return found


def origins(content: Content) -> dict[str, list[Evaluation]]:
    """Code of the new plan → the items of the ending plan that became it, that of `carried_from` first."""
    found: dict[str, list[Evaluation]] = {}
    for measure in content.all(Measure):
        if measure.carried_from and (row := content.get(Evaluation, measure.carried_from)):
            found[measure.code] = [row]
    for code, rows in wishing(content).items():
        if content.at(str(full_item(code))) is not None:
            known = found.setdefault(code, [])
            known += [row for row in rows if row not in known]
    return found


def became(content: Content) -> dict[str, list[Kept]]:
    """Code of the ending plan → what its item is recorded as in the new plan, in the order of the new codes."""
    after = origins(content)
    found: dict[str, list[Kept]] = {}
    things: list[Kept] = [*content.all(Priority), *content.all(Measure), *content.all(Activity)]
    for thing in things:
        for row in after.get(thing.code, ()):
            found.setdefault(row.code, []).append(thing)
    return found


def unlinked(content: Content) -> list[tuple[Evaluation, Measure]]:
    """Items that go on as a measure which is carried from nothing, or from what goes elsewhere.

    Several items may become one measure, which can name one of them only.
    """
    found = []
    for row in content.all(Evaluation):
        measure = content.get(Measure, goes_to(row) or "")
        if measure and measure.carried_from != row.code:
            named = content.get(Evaluation, measure.carried_from or "")
            if named is None or goes_to(named) != measure.code:
                found.append((row, measure))
    return found


def moved(content: Content) -> list[tuple[Evaluation, Measure]]:
    """Measures carried from items that by their evaluation end, or have become something else.

    An item may become several measures, as long as one of them stands where the evaluation says.
    """
    measures: dict[str, list[Measure]] = {}
    for measure in content.all(Measure):
        if measure.carried_from:
            measures.setdefault(measure.carried_from, []).append(measure)
    found = []
    for row in content.all(Evaluation):
        to, carrying = goes_to(row), measures.get(row.code, [])
        open_ = row.carry is not Carry.drop and to is None
        if not open_ and not any(to and _same_branch(measure.code, to) for measure in carrying):
            found += [(row, measure) for measure in carrying]
    return found


def _same_branch(code: str, other: str) -> bool:
    """Whether one of the codes is the other or stands above it."""
    return code == other or code.startswith(f"{other}.") or other.startswith(f"{code}.")
