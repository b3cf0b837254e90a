"""People by age (obyvatelstvo podle věku): counts of towns and years, added up only from bands that fit exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from lifecycle.model.content import Content
from lifecycle.model.situation import Population, Sex

Band = tuple[int, int | None]
"""From and to in completed years, both inclusive; None is `and over`."""
Chain = Mapping[int, int]
"""First year of a band → people; the bands follow each other from birth to the highest age without a gap."""

BROAD: tuple[Band, ...] = ((0, 14), (15, 64), (65, None))
"""Children, people of working age and seniors as Czech statistics count them."""
_NARROW, _HIGH = 5, 85


@dataclass(frozen=True)
class Ages:
    """People of one town in one year, for each sex that covers every age."""

    chains: Mapping[Sex, Chain]

    def between(self, band: Band, sex: Sex = Sex.total) -> int | None:
        """People of the band; None where the recorded bands cross its edges."""
        if sex is Sex.total and Sex.total not in self.chains:
            parts = [self.between(band, one) for one in (Sex.male, Sex.female)]
            return None if None in parts else sum(part or 0 for part in parts)
        low, high = band
        chain = self.chains.get(sex, {})
        if low not in chain or (high is not None and high + 1 not in chain):
            return None
        return sum(count for start, count in chain.items() if low <= start and (high is None or start <= high))

    def starts(self, sex: Sex = Sex.total) -> frozenset[int]:
        """The first years of bands that the counts can be cut at."""
        if sex is Sex.total and Sex.total not in self.chains:
            return self.starts(Sex.male) & self.starts(Sex.female)
        return frozenset(self.chains.get(sex, {}))


@dataclass(frozen=True)
class Census:
    """People of one year by town; `partial` are towns whose recorded bands leave ages out."""

    year: int
    towns: Mapping[str, Ages]
    partial: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=())

    def between(self, band: Band, sex: Sex = Sex.total) -> int | None:
        """People of the band in all towns; None where one of them does not tell."""
        counts = [ages.between(band, sex) for ages in self.towns.values()]
        return None if None in counts or not counts else sum(count or 0 for count in counts)

    def bands(self, sex: Sex = Sex.total) -> tuple[Band, ...]:
        """The finest bands that every town can tell, from birth on."""
        starts = [ages.starts(sex) for ages in self.towns.values()]
        return bands_from(frozenset.intersection(*starts)) if starts else ()

    @property
    def people(self) -> int:
        """Everybody counted."""
        return self.between((0, None)) or 0

    @property
    def broad(self) -> bool:
        """Whether the three broad bands can be told exactly."""
        return all(self.between(band) is not None for band in BROAD)

    @property
    def tells_sexes(self) -> bool:
        """Whether men and women are counted in every town."""
        return bool(self.bands(Sex.male) and self.bands(Sex.female))

    def among(self, towns: Iterable[str]) -> "Census":
        """The census of these towns alone."""
        kept = frozenset(towns)
        return replace(self, towns={code: ages for code, ages in self.towns.items() if code in kept})


def censuses(content: Content) -> list[Census]:
    """Every year recorded, the oldest first."""
    by_year: dict[int, list[Population]] = {}
    for row in content.all(Population):
        by_year.setdefault(row.year, []).append(row)
    return [_census(year, by_year[year]) for year in sorted(by_year)]


def bands_from(starts: Iterable[int]) -> tuple[Band, ...]:
    """The bands that begin at `starts`, the last one open."""
    ordered = sorted(starts)
    ends = [*(start - 1 for start in ordered[1:]), None]
    return tuple(zip(ordered, ends, strict=False))


def common(*every: tuple[Band, ...]) -> tuple[Band, ...]:
    """The finest bands that each of `every` can tell."""
    return bands_from(set.intersection(*({low for low, _ in bands} for bands in every)))


def coarse(bands: tuple[Band, ...], *, at_most: int) -> tuple[Band, ...]:
    """`bands`, or those of five years where there are more than `at_most` of them."""
    fives = [low for low, _ in bands if low % _NARROW == 0]
    return bands if len(bands) <= at_most else bands_from(fives)


def per_hundred(part: int, whole: int) -> str | None:
    """`part` per hundred of `whole` as a number of one decimal; None of nothing."""
    if not whole:
        return None
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _census(year: int, rows: list[Population]) -> Census:
    told: dict[str, dict[Sex, dict[int, Population]]] = {}
    narrow: dict[int, int | None] = {}
    for row in rows:
        told.setdefault(row.municipality, {}).setdefault(row.sex, {})[row.age_from] = row
        if _is_narrow(row):
            narrow.setdefault(row.age_from, row.age_to)
    towns: dict[str, Ages] = {}
    partial: list[str] = []
    for code, by_sex in told.items():
        chains = {sex: chain for sex, of_sex in by_sex.items() if (chain := _chain(of_sex, narrow))}
        if Sex.total in chains or {Sex.male, Sex.female} <= set(chains):
            towns[code] = Ages(chains)
        else:
            partial.append(code)
    return Census(year, towns, tuple(partial), tuple(dict.fromkeys(row.source for row in rows)))


def _is_narrow(row: Population) -> bool:
    """Whether nobody may be in the band: tables of fine bands leave such bands out, those of broad bands never do."""
    return row.age_from >= _HIGH if row.age_to is None else row.age_to - row.age_from < _NARROW


def _chain(rows: Mapping[int, Population], narrow: Mapping[int, int | None]) -> Chain:
    """The bands from birth on as they follow each other; nothing where they leave an age out."""
    empty = narrow if any(_is_narrow(row) for row in rows.values()) else {}
    found: dict[int, int] = {}
    age = 0
    while True:
        if row := rows.get(age):
            found[age], last = row.count, row.age_to
        elif age in empty:
            found[age], last = 0, empty[age]
        else:
            return {}
        if last is None:
            return found
        age = last + 1
