"""Analysis: findings of six kinds, needs of target groups, and the money of the services."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from lifecycle.documents.blocks import Block, Card, Chart, Heading, Paragraph, Row, Series, Table, text
from lifecycle.documents.collation import collated
from lifecycle.documents.fitting import by_years, of_years
from lifecycle.documents.typography import day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, FindingKind, Service
from lifecycle.model.network import Served, first_day, running, target_groups
from lifecycle.model.population import per_hundred
from lifecycle.model.situation import Funding, TargetGroup
from lifecycle.model.strategy import Source
from lifecycle.model.verdict import Refusal

kit = Kit("analysis")
kit.brings(Finding, TargetGroup, Funding)

_YEARS = 6
"""At most so many years side by side; the newest ones."""


@kit.guard
def findings_of_each_kind(content: Content, *, at_least: int) -> list[Refusal]:
    """Each of the six kinds of findings has `at_least` findings."""
    has = {kind: sum(finding.kind is kind for finding in content.all(Finding)) for kind in FindingKind}
    return [
        Refusal("analysis.missing_kind", kind=kind, has=has[kind], needs=at_least)
        for kind in FindingKind
        if has[kind] < at_least
    ]


@kit.section
def findings(content: Content) -> list[Block]:
    """Chapter of findings by kind, each citable by its key; answers of surveys in one unit also as a chart."""
    say = content.say
    blocks: list[Block] = []
    for kind in FindingKind:
        if of_kind := [finding for finding in content.all(Finding) if finding.kind is kind]:
            blocks.append(Heading(1, text(say(f"analysis.{kind.value}"))))
            blocks += [_finding(content, finding) for finding in of_kind]
            if kind is FindingKind.survey:
                blocks += _answers(content, of_kind)
    return blocks or [Paragraph(text(say("analysis.none")))]


def _finding(content: Content, finding: Finding) -> Card:
    say, language = content.say, content.plan.language
    parts: list[Block] = [
        Paragraph(text(content.prose(part.strip()))) for part in finding.text.split("\n\n") if part.strip()
    ]
    if finding.value is not None:
        value = f"{number_text(finding.value, language)} {finding.unit or ''}".strip()
        parts.append(Paragraph(text(say("analysis.value", value=value))))
    # Clerks often write the word „Zdroj:“ in the column of that name.
    lead = say("analysis.source", source="").strip()
    source = say("analysis.source", source=finding.source.removeprefix(lead).strip())
    if finding.date:
        source += f" ({day_text(finding.date, language)})"
    if finding.target_group:
        source += ". " + say("analysis.target_group", group=finding.target_group)
    parts.append(Paragraph(text(source), style="note"))
    if finding.origin:
        parts.append(Paragraph(text(say("analysis.origin", origin=finding.origin)), style="note"))
    return Card(
        item=finding.address,
        level=2,
        label=content.label("finding"),
        code=finding.key,
        title=text(finding.title),
        blocks=tuple(parts),
    )


def _answers(content: Content, surveys: list[Finding]) -> list[Block]:
    """A chart for each unit in which at least two findings of surveys give a value; whole numbers, none negative."""
    say, language = content.say, content.plan.language
    by_unit: dict[str, dict[str, str]] = {}
    for finding in surveys:
        if finding.value is not None and finding.unit and not finding.value.startswith("-"):
            by_unit.setdefault(finding.unit, {})[finding.title] = finding.value
    return [
        Chart(
            kind="bars",
            caption=say("analysis.answers" if _whole(values) else "analysis.answers_rounded", unit=unit),
            alt=say(
                "analysis.answers_alt",
                unit=unit,
                values=tuple(f"{title}: {number_text(value, language)}" for title, value in values.items()),
            ),
            categories=tuple(values),
            series=(Series(unit, tuple(int(Decimal(v).quantize(Decimal(1), ROUND_HALF_UP)) for v in values.values())),),
            unit=unit,
        )
        for unit, values in by_unit.items()
        if len(values) > 1
    ]


def _whole(values: dict[str, str]) -> bool:
    return not any("." in value for value in values.values())


@kit.section
def needs(content: Content) -> list[Block]:
    """Each target group with its needs and the number of services for it; groups the last plan lacked are marked."""
    say = content.say
    groups = target_groups(content, running(content, first_day(content)))
    nameless = [f.key for f in content.all(Finding) if f.kind is FindingKind.needs and not f.target_group]
    if not groups:
        return []
    new = sum(_is_new(group) for group in groups)
    heads = ("target_group", "new_group", "needs", "services_count")
    blocks: list[Block] = [
        Paragraph(text(say("needs.summary", count=len(groups)) + (" " + say("needs.new", count=new) if new else ""))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in heads),
            rows=tuple(
                Row(
                    (
                        text(content.prose(_described(group))),
                        text(say("needs.is_new") if _is_new(group) else "–"),
                        text("\n".join(content.coded(finding.address) for finding in group.needs) or "–"),
                        text(number_text(len(group.services), content.plan.language)),
                    ),
                    item=group.item,
                )
                for group in sorted(groups, key=lambda one: collated(one.name, content.plan.language))
            ),
            widths=(36, 9, 43, 12),
            align="lllr",
            caption=say("needs.caption"),
            fields=("name", "new", "", ""),
        ),
    ]
    if nameless:
        blocks.append(Paragraph(text(say("needs.nameless", count=len(nameless), keys=tuple(nameless)))))
    return blocks


def _is_new(group: Served) -> bool:
    return bool(group.recorded and group.recorded.new)


def _described(group: Served) -> str:
    """The group's name and, on lines of its own, its description."""
    described = group.recorded.description if group.recorded else None
    return group.name + (f"\n{described}" if described else "")


@kit.section
def funding(content: Content) -> list[Block]:
    """Where the money of the services comes from: sums by source and year, a chart, and each recipient's lines."""
    say, language = content.say, content.plan.language
    recorded = content.all(Funding)
    if not recorded:
        return []
    every_year = sorted({line.year for line in recorded})
    years, left_out = every_year[-_YEARS:], every_year[:-_YEARS]
    lines = [line for line in recorded if line.year in years]
    sources = [source for source in Source if any(line.source is source for line in lines)]
    by_both = {
        (s, y): sum(x.amount_czk for x in lines if x.source is s and x.year == y) for s in sources for y in years
    }
    by_year = {year: sum(by_both[source, year] for source in sources) for year in years}
    latest = years[-1]
    told = [
        say("funding.year", year=str(year), sum_czk=by_year[year], source=source, share=_share(content, most, whole))
        for year in (years if len(years) < 4 else (years[0], latest))
        if (whole := by_year[year])
        for source in (max(sources, key=lambda one: by_both[one, year]),)
        if (most := by_both[source, year])
    ]
    sums = by_years(years, language, lambda shown, last: _by_source(content, lines, shown, last=last))
    chart = Chart(
        kind="stacked",
        caption=say("funding.chart_caption"),
        alt=" ".join([say("funding.chart_alt"), *told]),
        categories=tuple(map(str, years)),
        series=tuple(
            Series(source.in_(language), tuple(by_both[source, year] or None for year in years)) for source in sources
        ),
        unit=say("funding.unit"),
    )
    if left_out:
        told.append(say("funding.left_out", years=tuple(map(str, left_out))))
    summary = [Paragraph(text(" ".join(told)))] if told else []
    recipients = by_years(years, language, lambda shown, last: _recipients(content, lines, shown, last=last))
    return [*summary, *sums, chart, *recipients, *_notes(content, lines)]


def _by_source(content: Content, lines: list[Funding], years: Sequence[int], *, last: bool) -> Table:
    """Sums of `years` by source; the last part tells the shares in the latest year too."""
    say, language = content.say, content.plan.language

    def row(name: str, source: Source | None) -> Row:
        sums = [
            sum(x.amount_czk for x in lines if x.year == year and (source is None or x.source is source))
            for year in years
        ]
        whole = sum(line.amount_czk for line in lines if line.year == years[-1])
        share = [_share(content, sums[-1], whole)] if last else []
        told = (number_text(czk, language) for czk in sums)
        return Row(tuple(map(text, (name, *told, *share))), total=source is None)

    heads = [*map(str, years), *([say("funding.share_of_year", year=str(years[-1]))] if last else [])]
    part = 64 // (len(years) + 1)
    sources = [source for source in Source if any(line.source is source for line in lines)]
    return Table(
        header=tuple(map(text, (say("column.source"), *heads))),
        rows=(*(row(source.in_(language), source) for source in sources), row(say("column.total"), None)),
        widths=(100 - part * len(heads), *[part] * len(heads)),
        align="l" + "r" * len(heads),
        caption=of_years(say("funding.sources_caption"), years, {line.year for line in lines}),
    )


def _recipients(content: Content, lines: list[Funding], years: Sequence[int], *, last: bool) -> Table:
    """One row a recipient and source with a column for each of `years`, the sum of each year in the last row.

    The last part has every recipient with the sum of all years, the others those with money in `years`.
    """
    say, language = content.say, content.plan.language
    every = sorted({line.year for line in lines})
    summed = last and len(every) > 1
    order = list(Source)
    names = {line.recipient: _recipient(content, line.recipient) for line in lines}
    amounts = {(line.recipient, line.source, line.year): line.amount_czk for line in lines}
    pairs = sorted(
        {(line.recipient, line.source) for line in lines if last or line.year in years},
        key=lambda pair: (collated(names[pair[0]], language), order.index(pair[1])),
    )

    def row(name: str, source: str, by_year: dict[int, int], *, total: bool = False) -> Row:
        cells = [number_text(by_year[year], language) if year in by_year else "–" for year in years]
        cells += [number_text(sum(by_year.values()), language)] if summed else []
        return Row((text(name), text(source), *map(text, cells)), total=total)

    rows = [
        row(
            content.prose(names[who]),
            source.in_(language),
            {year: amounts[who, source, year] for year in every if (who, source, year) in amounts},
        )
        for who, source in pairs
    ]
    whole = {year: sum(line.amount_czk for line in lines if line.year == year) for year in every}
    heads = [*map(str, years)] + ([say("column.total")] if summed else [])
    part = min(18, 56 // len(heads))
    return Table(
        header=tuple(map(text, (say("column.recipient"), say("column.source"), *heads))),
        rows=(*rows, row(say("column.total"), "", whole, total=True)),
        widths=(100 - 15 - part * len(heads), 15, *[part] * len(heads)),
        align="ll" + "r" * len(heads),
        caption=of_years(say("funding.recipients_caption"), years, every),
    )


def _recipient(content: Content, recipient: str) -> str:
    """A service's name where the recipient is the key of one, else the recipient as written."""
    service = content.get(Service, recipient)
    return f"{service.name} ({service.key})" if service else recipient


def _notes(content: Content, lines: list[Funding]) -> list[Block]:
    notes = tuple(dict.fromkeys(line.note for line in lines if line.note))
    return [Paragraph(text(content.say("funding.notes", notes=notes)), style="note")] if notes else []


def _share(content: Content, part: int, whole: int) -> str:
    share = per_hundred(part, whole)
    return f"{number_text(share, content.plan.language)} %" if share else "–"
