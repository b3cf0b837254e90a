"""Population: who lives in the territory, by municipality and age, and how that has changed."""

from lifecycle.documents.blocks import Block, Chart, Heading, Paragraph, Row, Series, Table, text
from lifecycle.documents.collation import collated
from lifecycle.documents.typography import number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.population import BROAD, Ages, Band, Census, censuses, coarse, common, per_hundred
from lifecycle.model.situation import Population, Sex
from lifecycle.model.territory import Municipality

kit = Kit("population")
kit.brings(Population)

_YOUNG, _, _OLD = BROAD
_COLUMNS, _BARS = 5, 24
"""At most so many bands side by side in a table, and below each other in a chart."""


@kit.section
def population(content: Content) -> list[Block]:
    """People by municipality and age in the newest year, the age pyramid, and the change since the oldest year."""
    every = censuses(content)
    whole = [census for census in every if census.towns]
    if not every:
        return []
    if not whole:
        return [_as_recorded(content), *_sources(content, every)]
    newest, oldest = whole[-1], whole[0]
    both = newest.towns.keys() & oldest.towns.keys() if oldest.year < newest.year else frozenset[str]()
    blocks = [*_summary(content, newest), _by_town(content, newest, oldest if both else None)]
    blocks += _by_age(content, newest)
    if both:
        blocks += _change(content, oldest.among(both), newest.among(both))
    return [*blocks, *_sources(content, [newest, oldest] if both else [newest])]


def _summary(content: Content, census: Census) -> list[Block]:
    say, year = content.say, str(census.year)
    told = [say("population.summary", count=len(census.towns), year=year, people=census.people)]
    if census.broad and census.people:
        young, working, old = (census.between(band) or 0 for band in BROAD)
        shares = {
            name: _number(content, per_hundred(part, census.people))
            for name, part in (("young_share", young), ("working_share", working), ("old_share", old))
        }
        told.append(say("population.ages", young=young, working=working, old=old, **shares))
        if index := _ageing(census):
            told.append(say("population.ageing", index=_number(content, index)))
    blocks: list[Block] = [Paragraph(text(" ".join(told)))]
    if missing := [town.name for town in _towns(content) if town.code not in census.towns]:
        blocks.append(Paragraph(text(say("population.missing", year=year, count=len(missing), towns=tuple(missing)))))
    return blocks


def _by_town(content: Content, census: Census, before: Census | None) -> Table:
    """Each municipality in its row: bands, total, index of ageing and the change since the year before."""
    say = content.say
    bands = BROAD if census.broad else census.bands()
    if not 1 < len(bands) <= _COLUMNS:
        bands = ()

    def row(name: str, now: Ages | Census, then: Ages | Census | None, *, total: bool = False) -> Row:
        people = now.between((0, None)) or 0
        cells = [_count(content, now.between(band)) for band in bands] + [_count(content, people)]
        if census.broad:
            cells.append(_number(content, _ageing(now)))
        if before:
            cells.append(_signed(content, people - (then.between((0, None)) or 0)) if then else "–")
        return Row((text(name), *map(text, cells)), total=total)

    towns = [town for town in _towns(content) if town.code in census.towns]
    rows = [
        row(content.prose(t.name), census.towns[t.code], before.towns.get(t.code) if before else None) for t in towns
    ]
    # The territories of the two years are compared in the row of totals only where they are one.
    same = before if before and before.towns.keys() >= census.towns.keys() else None
    rows.append(row(say("column.total"), census, same and same.among(census.towns), total=True))
    heads = [_band(content, band) for band in bands] + [say("column.population")]
    heads += [say("column.ageing_index")] if census.broad else []
    heads += [say("population.since", year=str(before.year))] if before else []
    part = 72 // len(heads) if len(heads) > 2 else 20
    return Table(
        header=(text(say("column.municipality")), *map(text, heads)),
        rows=tuple(rows),
        widths=(100 - part * len(heads), *[part] * len(heads)),
        align="l" + "r" * len(heads),
        caption=say("population.towns_caption", year=str(census.year)),
    )


def _by_age(content: Content, census: Census) -> list[Block]:
    """The pyramid of men and women, or bars of bands, for the whole territory; fine bands also as a table."""
    say, year = content.say, str(census.year)
    sexes = (Sex.male, Sex.female) if census.tells_sexes else (Sex.total,)
    bands = coarse(common(*(census.bands(sex) for sex in (*sexes, Sex.total))), at_most=_BARS)
    if len(bands) < 2:
        return []
    counts = {band: census.between(band) or 0 for band in bands}
    most = max(counts, key=lambda band: counts[band])
    alt = [say("population.most", band=_band(content, most), people=counts[most])]
    if census.broad:
        alt.append(say("population.old", people=census.between(_OLD) or 0))
    if census.tells_sexes:
        men, women = (census.between((0, None), sex) or 0 for sex in sexes)
        alt.insert(0, say("population.pyramid_alt", year=year, men=men, women=women))
    else:
        alt.insert(0, say("population.bars_alt", year=year, people=census.people))
    chart = Chart(
        kind="pyramid" if census.tells_sexes else "bars",
        caption=say("population.pyramid_caption" if census.tells_sexes else "population.bars_caption", year=year),
        alt=" ".join(alt),
        categories=tuple(_short(band) for band in bands),
        series=tuple(
            Series(_heading(content, sex), tuple(census.between(band, sex) for band in bands)) for sex in sexes
        ),
        unit=say("population.unit"),
    )
    if len(sexes) == 1 and len(bands) <= _COLUMNS:
        return [chart]
    shown = (*sexes, Sex.total) if len(sexes) > 1 else sexes
    rows = [
        Row((text(_band(content, band)), *(text(_count(content, census.between(band, sex))) for sex in shown)))
        for band in bands
    ]
    sums = (text(_count(content, census.between((0, None), sex))) for sex in shown)
    table = Table(
        header=(text(say("column.age")), *(text(_heading(content, sex)) for sex in shown)),
        rows=(*rows, Row((text(say("column.total")), *sums), total=True)),
        widths=(100 - 22 * len(shown), *[22] * len(shown)),
        align="l" + "r" * len(shown),
        caption=say("population.ages_caption", year=year),
    )
    return [chart, table]


def _change(content: Content, then: Census, now: Census) -> list[Block]:
    """What has changed between two years in the municipalities that tell both, by the bands that both tell."""
    say, years = content.say, {"oldest": str(then.year), "newest": str(now.year)}
    fine = coarse(common(then.bands(), now.bands()), at_most=_BARS)
    bands = BROAD if then.broad and now.broad else fine
    told = [say("population.change", count=len(now.towns))]
    if gained := now.people - then.people:
        told.append(say("population.gained" if gained > 0 else "population.lost", people=abs(gained)))
    if (before := _ageing(then)) and (after := _ageing(now)):
        indexes = {"before": _number(content, before), "after": _number(content, after)}
        told.append(say("population.ageing_change", **indexes))
    blocks: list[Block] = [Heading(1, text(say("population.change_heading", **years))), Paragraph(text(" ".join(told)))]

    def row(name: str, before: int, after: int, *, total: bool = False) -> Row:
        share = per_hundred(abs(after - before), before)
        signed = "–" if share is None else _sign(after - before) + _number(content, share)
        numbers = (_count(content, before), _count(content, after), _signed(content, after - before), signed)
        return Row((text(name), *map(text, numbers)), total=total)

    pairs = {band: (then.between(band) or 0, now.between(band) or 0) for band in {*bands, *fine}}
    rows = [row(_band(content, band), *pairs[band]) for band in bands]
    heads = (say("column.age"), years["oldest"], years["newest"], say("column.change"), say("column.change_percent"))
    table = Table(
        header=tuple(map(text, heads)),
        rows=(*rows, row(say("column.total"), then.people, now.people, total=True)),
        widths=(32, 17, 17, 17, 17),
        align="lrrrr",
        caption=say("population.change_caption", **years),
    )
    blocks.append(table)
    if len(fine) > 1:
        blocks.append(_change_chart(content, years, {band: pairs[band] for band in fine}))
    return blocks


def _change_chart(content: Content, years: dict[str, str], pairs: dict[Band, tuple[int, int]]) -> Chart:
    say = content.say
    grown = max(pairs, key=lambda band: pairs[band][1] - pairs[band][0])
    fallen = min(pairs, key=lambda band: pairs[band][1] - pairs[band][0])
    alt = [say("population.change_alt", **years)]
    if (more := pairs[grown][1] - pairs[grown][0]) > 0:
        alt.append(say("population.grown", band=_band(content, grown), people=more))
    if (less := pairs[fallen][0] - pairs[fallen][1]) > 0:
        alt.append(say("population.fallen", band=_band(content, fallen), people=less))
    return Chart(
        kind="bars",
        caption=say("population.change_chart_caption", **years),
        alt=" ".join(alt),
        categories=tuple(_short(band) for band in pairs),
        series=tuple(
            Series(year, tuple(pair[place] for pair in pairs.values())) for place, year in enumerate(years.values())
        ),
        unit=say("population.unit"),
    )


def _as_recorded(content: Content) -> Table:
    """The recorded bands line by line, where no municipality tells all ages."""
    say, names = content.say, {town.code: town.name for town in content.all(Municipality)}
    order = {town.code: place for place, town in enumerate(_towns(content))}
    rows = sorted(
        content.all(Population), key=lambda one: (order.get(one.municipality, 0), one.year, one.age_from, one.sex)
    )
    heads = ("municipality", "year", "age", "sex", "population")
    return Table(
        header=tuple(text(say(f"column.{name}")) for name in heads),
        rows=tuple(
            Row(
                (
                    text(content.prose(names.get(one.municipality, one.municipality))),
                    text(str(one.year)),
                    text(_band(content, (one.age_from, one.age_to))),
                    text(one.sex.in_(content.plan.language)),
                    text(_count(content, one.count)),
                )
            )
            for one in rows
        ),
        widths=(34, 12, 22, 16, 16),
        align="llllr",
        caption=say("population.recorded_caption"),
    )


def _sources(content: Content, years: list[Census]) -> list[Block]:
    sources = dict.fromkeys(source for census in years for source in census.sources)
    lead = content.say("analysis.source", source="").strip()
    named = tuple(source.removeprefix(lead).strip() for source in sources)
    return [Paragraph(text(content.say("analysis.source", source=named)), style="note")]


def _ageing(people: Ages | Census) -> str | None:
    """The index of ageing: people of 65 and over for a hundred children up to 14; None where it cannot be told."""
    young, old = people.between(_YOUNG), people.between(_OLD)
    return per_hundred(old, young) if old is not None and young is not None else None


def _towns(content: Content) -> list[Municipality]:
    return sorted(content.all(Municipality), key=lambda town: collated(town.name, content.plan.language))


def _heading(content: Content, sex: Sex) -> str:
    told = sex.in_(content.plan.language)
    return told[:1].upper() + told[1:]


def _band(content: Content, band: Band) -> str:
    low, high = band
    if high is None:
        return content.say("population.over", low=low) if low else content.say("population.all")
    return content.say("population.band" if low < high else "population.year", low=low, high=high)


def _short(band: Band) -> str:
    low, high = band
    return f"{low}+" if high is None else f"{low}–{high}" if low < high else f"{low}"


def _count(content: Content, count: int | None) -> str:
    return "–" if count is None else number_text(count, content.plan.language)


def _number(content: Content, number: str | None) -> str:
    return "–" if number is None else number_text(number, content.plan.language)


def _sign(change: int) -> str:
    return "+" if change > 0 else "\u2212" if change < 0 else ""


def _signed(content: Content, change: int) -> str:
    return _sign(change) + _count(content, abs(change))
