"""The budget: what the plan costs by measure, source and year, with every crown counted once."""

from collections.abc import Sequence
from itertools import pairwise

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.documents.fitting import by_years, of_years
from lifecycle.documents.narrative import passage
from lifecycle.documents.typography import number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.money import counted
from lifecycle.model.situation import Funding
from lifecycle.model.strategy import Activity, BudgetLine, Chapter, Measure, Source
from lifecycle.model.thing import natural
from lifecycle.model.verdict import Refusal

kit = Kit("budget")


@kit.guard
def budget_sources_are_mapped(content: Content) -> list[Refusal]:
    """Every source the budget counts on is one the mapping of money (form `funding`) knows, once there is a mapping."""
    mapped = {row.source for row in content.all(Funding)}
    used = {line.source for line in content.all(BudgetLine)}
    return [
        Refusal("budget.source_unmapped", item="plan", key=source.value, source=source)
        for source in Source
        if mapped and source in used - mapped
    ]


@kit.section
def budget(content: Content) -> list[Block]:
    """Money by measure, source and year, and sums by source and year."""
    chapter = content.get(Chapter, "economic")
    blocks: list[Block] = [passage(content, chapter)] if chapter else []
    lines = content.all(BudgetLine)
    if not lines:
        return [*blocks, Paragraph(text(content.say("budget.none")))]
    whole = counted(lines)
    language = content.plan.language
    blocks += by_years(
        {one.year for one in whole}, language, lambda years, last: _by_source(content, whole, years, last=last)
    )
    blocks += by_years(
        {one.year for one in lines}, language, lambda years, last: _by_line(content, lines, years, last=last)
    )
    if len(whole) < len(lines):
        blocks.append(Paragraph(text(content.say("budget.parts_note")), style="note"))
    return blocks


def _by_source(content: Content, whole: list[BudgetLine], years: Sequence[int], *, last: bool) -> Table:
    """Sums of `years` by source; the last part tells those of all years too."""

    def row(name: str, lines: list[BudgetLine], *, total: bool = False) -> Row:
        sums = [sum(line.amount_czk for line in lines if line.year == year) for year in years]
        sums += [sum(line.amount_czk for line in lines)] if last else []
        return Row((text(name), *(text(_told(content, czk)) for czk in sums)), total=total)

    say, heads = content.say, _heads(content, years, last=last)
    part = 60 // (len(years) + 1)
    sources = [source for source in Source if any(line.source is source for line in whole)]
    return Table(
        header=tuple(text(head) for head in (say("column.source"), *heads)),
        rows=(
            *(row(s.in_(content.plan.language), [line for line in whole if line.source is s]) for s in sources),
            row(say("column.total"), whole, total=True),
        ),
        widths=(100 - part * len(heads), *[part] * len(heads)),
        align="l" + "r" * len(heads),
        caption=of_years(say("budget.sources_caption"), years, {line.year for line in whole}),
    )


def _by_line(content: Content, lines: list[BudgetLine], years: Sequence[int], *, last: bool) -> Table:
    """Every line recorded; what is part of the measure's own line stands in brackets and is added to no sum.

    The last part has every line with its sum of all years, the others those with money in `years`. The title stands
    in the first row of a measure only, its code in each.
    """
    whole = counted(lines)
    every = sorted({line.year for line in lines})
    titles = {m.code: m.title for m in content.all(Measure)} | {a.code: a.title for a in content.all(Activity)}
    amounts = {(line.code, line.source, line.year): line for line in lines}
    summed = {line.identity for line in whole}

    def row(code: str, source: Source, *, first: bool) -> Row:
        found = {year: line for year in every if (line := amounts.get((code, source, year)))}
        own = [line for line in found.values() if line.identity in summed]
        parts = sum(line.amount_czk for line in found.values())
        cells = [_cell(content, found[y], whole=found[y].identity in summed) if y in found else "–" for y in years]
        if last:
            cells.append(_told(content, sum(line.amount_czk for line in own)) if own else f"({_told(content, parts)})")
        title = content.prose(titles.get(code, "?")) if first else ""
        head = (code, title, source.in_(content.plan.language))
        return Row(tuple(text(cell) for cell in (*head, *cells)))

    say, heads = content.say, _heads(content, years, last=last)
    part = 48 // (len(years) + 1)
    order = list(Source)
    shown = {(line.code, line.source) for line in lines if last or line.year in years}
    keys = sorted(shown, key=lambda k: (natural((k[0],)), order.index(k[1])))
    sums = [sum(line.amount_czk for line in whole if line.year == year) for year in years]
    sums += [sum(line.amount_czk for line in whole)] if last else []
    firsts = [True, *(code != before for (before, _), (code, _) in pairwise(keys))]
    rows = [row(code, source, first=first) for (code, source), first in zip(keys, firsts, strict=True)]
    total = (say("column.total"), "", "", *(_told(content, czk) for czk in sums))
    return Table(
        header=tuple(text(head) for head in (*(say(f"column.{n}") for n in ("code", "title", "source")), *heads)),
        rows=(*rows, Row(tuple(text(cell) for cell in total), total=True)),
        widths=(9, 100 - 9 - 12 - part * len(heads), 12, *[part] * len(heads)),
        align="lll" + "r" * len(heads),
        caption=of_years(say("budget.lines_caption"), years, every),
    )


def _heads(content: Content, years: Sequence[int], *, last: bool) -> list[str]:
    return [*map(str, years), *([content.say("column.total")] if last else [])]


def _cell(content: Content, line: BudgetLine, *, whole: bool) -> str:
    told = _told(content, line.amount_czk)
    return told if whole else f"({told})"


def _told(content: Content, czk: int) -> str:
    return number_text(czk, content.plan.language)
