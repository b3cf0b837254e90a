"""Columns at which a table is low: each as wide as its text is long, so that no full one is thin beside an empty one.

It knows lengths only; what a column needs, so that no number and no word breaks, is `fitting`'s.
"""

import math
from collections.abc import Sequence

Lengths = Sequence[tuple[int, ...]]
"""The lengths of the cells' texts, row by row, in parts of the page."""

_SAVED, _EIGHTH = 4, 8
"""Lines below which, and the part of a table below which, its author's widths stay."""
_STEPS = 32
"""Halvings after which a share is as exact as a part of the page."""


def balanced(lengths: Lengths, *, needs: Sequence[int], wished: Sequence[int], margins: int) -> tuple[int, ...]:
    """The widths at which the table is lowest: as wished where the others save little, never below what is needed.

    All widths are parts of one whole, the sum of those that are wished.
    """
    whole = sum(wished)
    free = whole - sum(needs)
    if not lengths:
        return tuple(wished)
    least = high(lengths, widths=wished, margins=margins)
    if free <= 0 or least < len(lengths) + _SAVED:
        return tuple(wished)
    columns = list(zip(*lengths, strict=True))
    natural = [max(need, max(column) + margins + 1) for need, column in zip(needs, columns, strict=True)]
    means = [math.sqrt(sum(length * length for length in column) / len(column)) for column in columns]
    best, found, needs = least - max(_SAVED - 1, least // _EIGHTH), tuple(wished), list(needs)
    for place in (-1, *sorted(range(len(natural)), key=lambda place: natural[place])):
        if place >= 0:  # the shortest columns get lines of their own one after another, the others share the rest
            needs[place] = natural[place]
        if sum(needs) > whole:
            break
        widths = _shared(means, whole, needs=needs, natural=natural, margins=margins)
        if (lines := high(lengths, widths=widths, margins=margins)) < best:
            best, found = lines, widths
    return found


def high(lengths: Lengths, *, widths: Sequence[int], margins: int) -> int:
    """The lines of the table: of each row those of its longest cell."""
    rooms = [max(width - margins, 1) for width in widths]
    return sum([max([-(-length // room) or 1 for length, room in zip(row, rooms, strict=True)]) for row in lengths])


def _shared(
    means: Sequence[float], whole: int, *, needs: Sequence[int], natural: Sequence[int], margins: int
) -> tuple[int, ...]:
    """The whole shared by the means, none below its need; past its longest text a column gets what nobody needs."""

    def at(rate: float) -> list[int]:
        return [
            min(max(need, int(mean * rate) + margins), most)
            for mean, need, most in zip(means, needs, natural, strict=True)
        ]

    if sum(natural) <= whole:
        return _exact([width * whole // sum(natural) for width in natural], whole)
    low, top = 0.0, whole / max(min((mean for mean in means if mean), default=1.0), 1.0)
    for _ in range(_STEPS):
        middle = (low + top) / 2
        low, top = (middle, top) if sum(at(middle)) <= whole else (low, middle)
    return _exact(at(low), whole)


def _exact(widths: list[int], whole: int) -> tuple[int, ...]:
    """The widths with what rounding left added to the widest."""
    widest = max(range(len(widths)), key=lambda place: widths[place])
    widths[widest] += whole - sum(widths)
    return tuple(widths)
