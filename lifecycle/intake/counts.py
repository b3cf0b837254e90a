"""Numbers of people by town, year, sex and age as one file tells them: whether they add up, and as rows of the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lifecycle.intake.ages import Band, finest, follow, holds, shown
from lifecycle.intake.grids import Cell
from lifecycle.intake.rows import Planned
from lifecycle.model.errors import Fault
from lifecycle.model.situation import Population, Sex

Ages = Band | Literal["all", "unknown"]
"""A band of ages, everybody together, or those whose age was not found out."""
Whose = tuple[str, int, Sex]
"""Code of the town, year, sex."""

_NARROW, _HIGH = 5, 85
"""Files with narrow bands leave out those nobody is in; a band this narrow, or this high, may be missing."""


class Count(NamedTuple):
    """One number of the file: people, and the line and cell it stands in."""

    people: int
    line: int
    cell: str


@dataclass(slots=True)
class People:
    """The numbers of one file about the towns of the territory (code → name); `census`: it says it is one (SLDB).

    The source of the rows names no file: the same numbers downloaded under another name are the same.
    """

    file: str
    column: str | None
    towns: Mapping[str, str]
    census: bool = False
    counts: dict[Whose, dict[Ages, Count]] = field(default_factory=dict)

    def add(self, whose: Whose, ages: Ages, count: Count) -> Count | None:
        """The number noted before for the same people; None where this is the first, which is then kept."""
        kept = self.counts.setdefault(whose, {}).setdefault(ages, count)
        return None if kept is count else kept

    @property
    def years(self) -> tuple[int, ...]:
        """The years the file tells of the towns."""
        return tuple(sorted({year for _, year, _ in self.counts}))

    @property
    def unknown(self) -> int:
        """People of unknown age, men and women where they are not counted together."""
        told = {(town, year) for town, year, sex in self.counts if sex is Sex.total}
        return sum(
            by_age["unknown"].people
            for (town, year, sex), by_age in self.counts.items()
            if "unknown" in by_age and (sex is Sex.total or (town, year) not in told)
        )

    def only(self, year: int) -> None:
        """Forget the other years."""
        self.counts = {whose: by_age for whose, by_age in self.counts.items() if whose[1] == year}

    def faults(self) -> list[Fault]:
        """Towns the file leaves out, bands that cross each other, and sums that do not add up."""
        if not self.counts:
            return [Fault("census.region", file=self.file, facts=(("towns", tuple(self.towns.values())),))]
        missing = [
            Fault("census.town_missing", file=self.file, value=code, facts=(("town", name), ("year", str(year))))
            for year in self.years
            for code, name in self.towns.items()
            if not any((code, year, sex) in self.counts for sex in Sex)
        ]
        bands = self._bands()
        if bands is None:
            told = ", ".join(shown(one) for one in sorted(self._told(), key=lambda one: one[0]))
            return [*missing, Fault("census.bands_cross", file=self.file, value=told)]
        if not bands:
            return [*missing, Fault("census.no_ages", file=self.file)]
        return [*missing, *self._sums(bands), *self._sexes(bands)]

    def rows(self) -> list[Planned]:
        """The finest bands as rows of the plan, by town, year and age."""
        bands = self._bands() or ()
        return [
            Planned(self._row(whose, one, by_age[one]), by_age[one].line, {"count": self._cell(by_age[one])})
            for whose, by_age in self.counts.items()
            for one in bands
            if one in by_age
        ]

    def _row(self, whose: Whose, one: Band, count: Count) -> Population:
        town, year, sex = whose
        return Population(
            municipality=town,
            year=year,
            age_from=one[0],
            age_to=one[1],
            sex=sex,
            count=count.people,
            source=f"ČSÚ, {year} (SLDB)" if self.census else f"ČSÚ, {year}",
        )

    @staticmethod
    def _cell(count: Count) -> Cell:
        return Cell(str(count.people), count.cell)

    def _told(self) -> set[Band]:
        return {ages for by_age in self.counts.values() for ages in by_age if isinstance(ages, tuple)}

    def _bands(self) -> tuple[Band, ...] | None:
        return finest(self._told())

    def _sums(self, bands: Sequence[Band]) -> Iterator[Fault]:
        """Bands against everybody together, and against the wider bands the file tells too."""
        for whose, by_age in self.counts.items():
            found = [one for one in bands if one in by_age]
            whole = by_age.get("all")
            if whole is None:
                if gap := next((one for one in bands if one not in by_age and not _narrow(one)), None):
                    yield self._fault("census.gap", whose, value=shown(gap))
                elif not follow(tuple(bands)):
                    yield self._fault("census.gap", whose, value=", ".join(map(shown, bands)))
            else:
                extra = by_age["unknown"].people if "unknown" in by_age else 0
                yield from self._sum(whose, (by_age[one] for one in found), whole, ages=None, extra=extra)
            for wide in by_age:
                if not isinstance(wide, tuple) or wide in bands:
                    continue
                inside = [one for one in bands if holds(wide, one)]
                if finest([wide, *inside]) == tuple(inside):
                    parts = (by_age[one] for one in inside if one in by_age)
                    yield from self._sum(whose, parts, by_age[wide], ages=wide)

    def _sum(
        self, whose: Whose, parts: Iterable[Count], whole: Count, *, ages: Band | None, extra: int = 0
    ) -> Iterator[Fault]:
        added = sum(part.people for part in parts) + extra
        if added != whole.people:
            rule = "census.sum" if ages is None else "census.sum_of_ages"
            facts = (("sum", added), ("told", whole.people), ("ages", shown(ages) if ages else ""))
            yield self._fault(rule, whose, value=str(whole.people), line=whole.line, more=facts)

    def _sexes(self, bands: Sequence[Band]) -> Iterator[Fault]:
        """Men and women together are everybody; neither stands alone."""
        for town, year in dict.fromkeys((town, year) for town, year, _ in self.counts):
            both, men, women = (self.counts.get((town, year, sex)) for sex in (Sex.total, Sex.male, Sex.female))
            if men is not None and women is not None and both is not None:
                every: list[Ages] = [*bands, "all", "unknown"]
                for one in every:
                    whole = both.get(one)
                    parts = [side[one].people for side in (men, women) if one in side]
                    if whole is not None and parts and sum(parts) != whole.people:
                        ages = shown(one) if isinstance(one, tuple) else ""
                        facts = (("sum", sum(parts)), ("told", whole.people), ("ages", ages))
                        rule = "census.sexes" if isinstance(one, tuple) else "census.sexes_all"
                        whose = (town, year, Sex.total)
                        yield self._fault(rule, whose, value=str(whole.people), line=whole.line, more=facts)
            elif both is None:
                yield self._fault("census.one_sex", (town, year, Sex.male if men is not None else Sex.female))

    def _fault(
        self,
        rule: str,
        whose: Whose,
        *,
        value: str | None = None,
        line: int | None = None,
        more: tuple[tuple[str, object], ...] = (),
    ) -> Fault:
        town, year, sex = whose
        first = next(iter(self.counts[whose].values())).line if whose in self.counts else None
        facts = (("town", self.towns[town]), ("year", str(year)), ("sex", sex), *more)
        return Fault(rule, file=self.file, line=line or first, column=self.column, value=value, facts=facts)


def _narrow(one: Band) -> bool:
    return one[0] >= _HIGH if one[1] is None else one[1] - one[0] < _NARROW
