"""Money of the plan (rozpočet) added up so that no crown is counted twice.

A line of a measure is the sum of its activities' lines of the same year and source, where both are recorded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lifecycle.model.content import Content
from lifecycle.model.strategy import BudgetLine, Source

Amounts = Mapping[tuple[int, Source], int]
"""Whole crowns by year and source."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure's line that is not the sum of its activities' lines of the same year and source."""

    line: BudgetLine
    parts: tuple[BudgetLine, ...]

    @property
    def sum_czk(self) -> int:
        """What the activities' lines make together."""
        return sum(part.amount_czk for part in self.parts)


def counted(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    """The lines that sums are made of: an activity's line is left out where its measure's own line holds it."""
    lines = list(lines)
    own = {(line.code, line.year, line.source) for line in lines}
    return [line for line in lines if (_measure_above(line), line.year, line.source) not in own]


def amounts(content: Content, code: str) -> Amounts:
    """What a priority, a measure or an activity costs by year and source, with all under it; the years in order."""
    found: dict[tuple[int, Source], int] = {}
    under = [line for line in content.all(BudgetLine) if line.code == code or line.code.startswith(f"{code}.")]
    for line in sorted(counted(under), key=lambda each: (each.year, list(Source).index(each.source))):
        found[(line.year, line.source)] = found.get((line.year, line.source), 0) + line.amount_czk
    return found


def totals(lines: Iterable[BudgetLine]) -> dict[str, int]:
    """What each priority, measure and activity costs over all years, with all under it."""
    lines = list(lines)
    found: dict[str, int] = {}
    for line in lines:
        if line.code.count(".") == 2:
            found[line.code] = found.get(line.code, 0) + line.amount_czk
    for line in counted(lines):
        for code in {line.code.partition(".")[0], ".".join(line.code.split(".")[:2])}:
            found[code] = found.get(code, 0) + line.amount_czk
    return found


def by_year(found: Amounts) -> dict[int, int]:
    """`found` summed over the sources, the years in order."""
    return {year: sum(czk for (at, _), czk in found.items() if at == year) for year in sorted({y for y, _ in found})}


def differences(lines: Iterable[BudgetLine]) -> list[Difference]:
    """Every measure's line that its activities' lines of the same year and source do not add up to."""
    lines = list(lines)
    parts: dict[tuple[str | None, int, Source], list[BudgetLine]] = {}
    for line in lines:
        parts.setdefault((_measure_above(line), line.year, line.source), []).append(line)
    found = [Difference(one, tuple(parts.get((one.code, one.year, one.source), ()))) for one in lines]
    return [one for one in found if one.parts and one.sum_czk != one.line.amount_czk]


def _measure_above(line: BudgetLine) -> str | None:
    """The code of the measure an activity's line stands under; None for the line of a measure."""
    return line.code.rpartition(".")[0] if line.code.count(".") == 2 else None
