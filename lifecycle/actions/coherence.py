"""What must agree across the rows of a plan as it would stand after a file: sums, pairs of TOWS, keys, scored items.

What did not agree before the file is not held against it: only what the file brings out of order is told.
"""

from collections.abc import Sequence
from typing import TypeVar

from lifecycle.actions.references import Places
from lifecycle.model.citation import INSIDE, KINDS, OUTSIDE
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault
from lifecycle.model.evidence import SwotItem, Tows
from lifecycle.model.history import Change, Put
from lifecycle.model.money import Difference, differences
from lifecycle.model.strategy import BudgetLine, Score
from lifecycle.model.thing import T, Thing

V = TypeVar("V")
SIDES = {"internal": "tows_internal", "external": "tows_external"}
"""Column of a pair → the rule its item breaks."""


def incoherent(
    before: Content, after: Content, changes: Sequence[Change], places: Places, *, file: str | None = None
) -> list[Fault]:
    """Every rule across rows that `changes` break, at the rows of the file it can be told at."""
    told = _Told(places, file)
    kinds = {change.thing.KIND if isinstance(change, Put) else getattr(change, "kind", "") for change in changes}
    found: list[Fault] = []
    if BudgetLine.KIND in kinds:
        standing = {_gap(one) for one in differences(_rows(before, BudgetLine))}
        gaps = [one for one in differences(_rows(after, BudgetLine)) if _gap(one) not in standing]
        found += [_sum(after, told, one) for one in gaps]
    if kinds & {SwotItem.KIND, Tows.KIND}:
        found += [_side(after, told, *one) for one in _new(_wrong_sides(before), _wrong_sides(after))]
    if kinds & {kind.KIND for kind in KINDS}:
        found += [_key(after, told, *one) for one in _new(_taken(before), _taken(after))]
    scored = [change.thing for change in changes if isinstance(change, Put) and isinstance(change.thing, Score)]
    return found + [
        told.at(score, rule="no_such_item", column="item", value=score.item)
        for score in scored
        if not after.holds(score.item)
    ]


def _new(standing: Sequence[V], now: Sequence[V]) -> list[V]:
    """What is `now` and was not `standing`, in its order."""
    return [one for one in now if one not in standing]


def _rows(content: Content, kind: type[T]) -> list[T]:
    """Every thing of `kind` as it comes: sorting thousands of lines would cost more than adding them up."""
    return [thing for thing in content.things.get(kind.KIND, {}).values() if isinstance(thing, kind)]


class _Told:
    """Faults at the places of a file."""

    def __init__(self, places: Places, file: str | None) -> None:
        self._places, self._file = places, file

    def holds(self, thing: Thing) -> bool:
        """Whether the file has a row of `thing`."""
        return (thing.KIND, thing.identity) in self._places

    def at(self, thing: Thing, *, rule: str, column: str, value: str, **facts: object) -> Fault:
        """A fault at the row of `thing`; without a cell where the file has none."""
        sheet, row = self._places.get((thing.KIND, thing.identity), (None, None))
        return Fault(
            rule=rule,
            file=self._file,
            sheet=sheet or thing.FORM,
            cell=row.place(column) if row else None,
            column=column,
            value=value,
            facts=tuple(facts.items()),
        )


def _gap(one: Difference) -> tuple[tuple[str, ...], int, int]:
    return one.line.identity, one.line.amount_czk, one.sum_czk


def _sum(content: Content, told: _Told, one: Difference) -> Fault:
    """The measure's line, or the first line of its activities the file has, with both sums."""
    line = one.line
    shown = next((each for each in (line, *one.parts) if told.holds(each)), line)
    return told.at(
        shown,
        rule="sum_differs",
        column="amount_czk",
        value=str(shown.amount_czk),
        label=content.label("measure"),
        code=line.code,
        year=str(line.year),
        source=line.source,
        own_czk=line.amount_czk,
        sum_czk=one.sum_czk,
        parts=tuple(part.code for part in one.parts),
    )


def _wrong_sides(content: Content) -> list[tuple[str, str, str]]:
    """Pairs of TOWS with the side that holds an item of the other: the pair's key, the column, the item's key."""
    return [
        (pair.key, column, key)
        for pair in content.all(Tows)
        for column, key, wanted in (("internal", pair.internal, INSIDE), ("external", pair.external, OUTSIDE))
        if (item := content.get(SwotItem, key)) and item.quadrant not in wanted
    ]


def _side(content: Content, told: _Told, tows: str, column: str, key: str) -> Fault:
    pair, item = content.get(Tows, tows), content.get(SwotItem, key)
    assert pair
    assert item
    facts = {"tows": tows, "key": key, "quadrant": item.quadrant}
    if told.holds(pair) or not told.holds(item):
        return told.at(pair, rule=SIDES[column], column=column, value=key, **facts)
    return told.at(item, rule=SIDES[column], column="quadrant", value=item.quadrant.value, **facts)


def _taken(content: Content) -> list[tuple[str, tuple[str, ...]]]:
    """Keys that things of more than one kind of evidence have, with those kinds."""
    kinds: dict[str, list[str]] = {}
    for kind in KINDS:
        for (key,) in content.things.get(kind.KIND, {}):
            kinds.setdefault(key, []).append(kind.KIND)
    return [(key, tuple(names)) for key, names in kinds.items() if len(names) > 1]


def _key(content: Content, told: _Told, key: str, kinds: tuple[str, ...]) -> Fault:
    holders = [thing for kind in reversed(kinds) if (thing := content.things[kind].get((key,)))]
    shown = next((thing for thing in holders if told.holds(thing)), holders[0])
    other = next(thing for thing in holders if thing is not shown)
    return told.at(shown, rule="key_taken", column="key", value=key, other=other.TITLE)
