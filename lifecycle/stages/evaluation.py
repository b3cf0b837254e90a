"""Evaluation of the ending plan: how each item turned out, in words, money and numbers, and what becomes of it.

One file because its guards and both its chapters read the same rows.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Runs, Table, text
from lifecycle.documents.narrative import passage
from lifecycle.documents.typography import NBSP, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Carry, Evaluation, Result
from lifecycle.model.origins import became, goes_to, moved, unlinked
from lifecycle.model.strategy import Activity, Chapter, Measure, Priority
from lifecycle.model.verdict import Refusal

kit = Kit("evaluation")
kit.brings(Evaluation)
_ARRIVES = ((Priority, "priorities"), (Measure, "measures"), (Activity, "activities"))
"""What an item of the ending plan becomes, and in which form, by the depth of its new code."""


@kit.guard
def every_item_evaluated(content: Content) -> list[Refusal]:
    """Every recorded item of the ending plan has a result and a carry-over decision."""
    return [
        Refusal("evaluation.unfinished", item=row.address, code=row.code, title=row.title)
        for row in content.all(Evaluation)
        if not row.result or not row.carry
    ]


@kit.guard
def carried_items_arrive(content: Content) -> list[Refusal]:
    """An item that continues or changes names the code it gets in the new plan, or a measure names the item."""
    carried = {measure.carried_from for measure in content.all(Measure)}
    return [
        Refusal("evaluation.no_new_code", item=row.address, code=row.code, title=row.title)
        for row in content.all(Evaluation)
        if row.carry is not Carry.drop and not row.new_code and row.code not in carried
    ]


@kit.guard
def carried_items_are_recorded(content: Content) -> list[Refusal]:
    """What an item that continues or changes has become is recorded in the new plan; until then it is a draft."""
    found = []
    for row in content.all(Evaluation):
        if row.new_code and row.carry is not Carry.drop:
            kind, form = _ARRIVES[row.new_code.count(".")]
            if content.get(kind, row.new_code) is None:
                found.append(
                    Refusal(
                        "evaluation.draft",
                        item=row.address,
                        code=row.code,
                        title=row.title,
                        new_code=row.new_code,
                        form=form,
                    )
                )
    return found


@kit.guard
def carried_items_are_linked(content: Content) -> list[Refusal]:
    """The evaluation and the measures say the same of what an item that goes on has become."""
    found = [
        Refusal("evaluation.unlinked", item=row.address, code=row.code, title=row.title, measure=measure.code)
        for row, measure in unlinked(content)
    ]
    for row, measure in moved(content):
        facts: dict[str, Any] = {"item": measure.address, "measure": measure.code, "code": row.code, "title": row.title}
        to = goes_to(row)
        found.append(Refusal("evaluation.moved", new_code=to, **facts) if to else Refusal("evaluation.ended", **facts))
    return found


@kit.section
def evaluation(content: Content) -> list[Block]:
    """Chapter on the ending plan: results, then each item in words, in money, against its indicator, and its future."""
    say = content.say
    rows = content.all(Evaluation)
    if not rows:
        return [Paragraph(text(say("evaluation.none")))]
    spent = sum(row.spent_czk or 0 for row in _outermost(rows, "spent_czk"))
    return [
        Paragraph(text(say("evaluation.summary", count=len(rows), spent_czk=spent))),
        _results(content, rows),
        _items(content, rows),
        *_money(content, rows),
        *_indicators(content, rows),
        *_carried(content, rows),
    ]


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)


def _results(content: Content, rows: Sequence[Evaluation]) -> Table:
    language, results = content.plan.language, Counter(row.result for row in rows)
    return Table(
        header=_heads(content, "result", "count", "share"),
        rows=tuple(
            Row((text(result.in_(language)), text(results[result]), text(_share(results[result], len(rows)))))
            for result in Result
            if results[result]
        ),
        widths=(60, 20, 20),
        align="lrr",
        caption=content.say("evaluation.results_caption"),
    )


def _items(content: Content, rows: Sequence[Evaluation]) -> Table:
    """Each item in words: how it turned out, why, and what becomes of it."""
    language, went = content.plan.language, _went(content)
    return Table(
        header=_heads(content, "code", "title", "result", "reason", "carry"),
        rows=tuple(
            Row(
                (
                    text(content.prose(row.code)),
                    text(content.prose(row.title)),
                    text(row.result.in_(language)),
                    text(content.prose(row.reason or "–")),
                    text(_becomes(content, row, went.get(row.code, ()))),
                ),
                item=row.address,
            )
            for row in rows
        ),
        widths=(8, 21, 13, 45, 13),
        caption=content.say("evaluation.items_caption"),
        fields=("code", "title", "result", "reason", "carry"),
    )


def _went(content: Content) -> dict[str, list[str]]:
    """Code of an item → the codes it goes on under: the one it wishes for, then those recorded as carried from it."""
    found = {row.code: [code] for row in content.all(Evaluation) if (code := goes_to(row))}
    for old, things in became(content).items():
        codes = found.setdefault(old, [])
        codes += [thing.code for thing in things if thing.code not in codes]
    return found


def _becomes(content: Content, row: Evaluation, codes: Sequence[str]) -> str:
    """What becomes of the item, with the codes it goes on under."""
    told = row.carry.in_(content.plan.language)
    return f"{told} ({content.say('evaluation.as', code=tuple(codes))})" if codes else told


def _money(content: Content, rows: Sequence[Evaluation]) -> list[Block]:
    """Planned and spent, item by item; in the sums an item under another with its own amount is not counted again."""
    say, language = content.say, content.plan.language
    told = [row for row in rows if row.planned_czk is not None or row.spent_czk is not None]
    if not told:
        return []

    def line(heads: tuple[str, str], planned: int | None, spent: int | None, *, item: str | None = None) -> Row:
        sums = (number_text(czk, language) if czk is not None else "–" for czk in (planned, spent))
        cells = (*heads, *sums, _share(spent, planned))
        return Row(tuple(text(cell) for cell in cells), item=item, total=item is None)

    def total(field: str) -> int | None:
        amounts = [getattr(row, field) for row in _outermost(rows, field)]
        return sum(amounts) if amounts else None

    lines = [
        line((content.prose(row.code), content.prose(row.title)), row.planned_czk, row.spent_czk, item=row.address)
        for row in told
    ]
    # A share of sums is fair only where every item has both.
    whole = all(row.planned_czk is not None and row.spent_czk is not None for row in told)
    planned, spent = total("planned_czk"), total("spent_czk")
    last = line(("", say("column.total")), planned, spent)
    if not whole:
        last = Row((*last.cells[:-1], text("–")), total=True)
    blocks: list[Block] = [
        Heading(1, text(say("evaluation.money"))),
        Table(
            header=_heads(content, "code", "title", "planned", "spent_czk", "share"),
            rows=(*lines, last),
            widths=(8, 42, 19, 19, 12),
            align="llrrr",
            caption=say("evaluation.money_caption"),
            fields=("code", "title", "planned_czk", "spent_czk", ""),
        ),
    ]
    if not whole:
        blocks.append(Paragraph(text(say("evaluation.money_partial")), "note"))
    return blocks


def _outermost(rows: Sequence[Evaluation], field: str) -> list[Evaluation]:
    """The rows with an amount that stand under no other row with one."""
    told = {row.code for row in rows if getattr(row, field) is not None}
    return [row for row in rows if row.code in told and not told & set(_above(row.code))]


def _above(code: str) -> list[str]:
    """The codes above `1.2.3`: `1` and `1.2`."""
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _indicators(content: Content, rows: Sequence[Evaluation]) -> list[Block]:
    """Each item against its indicators, a line for each."""
    say, language = content.say, content.plan.language
    told = [(row, place, *measured) for row in rows for place, measured in enumerate(row.measured)]
    if not told:
        return []

    def number(value: str | None) -> str:
        return "–" if value is None else number_text(value, language)

    return [
        Heading(1, text(say("evaluation.indicators"))),
        Table(
            header=_heads(content, "code", "indicator", "target", "value_reached", "share"),
            rows=tuple(
                Row(
                    (
                        text(content.prose(row.code)),
                        text(content.prose(name)),
                        text(number(target)),
                        text(number(value)),
                        text(_share(value, target)),
                    ),
                    item=None if place else row.address,
                )
                for row, place, name, target, value in told
            ),
            widths=(8, 50, 14, 14, 14),
            align="llrrr",
            caption=say("evaluation.indicators_caption"),
            fields=("code", "indicator", "target", "value", ""),
        ),
    ]


def _share(part: int | str | None, whole: int | str | None) -> str:
    """`part` of `whole` in whole per cent; a dash where one is not known or nothing can be divided by."""
    if part is None or whole is None or Decimal(whole) <= 0:
        return "–"
    return f"{(100 * Decimal(part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)}{NBSP}%"


def _carried(content: Content, rows: Sequence[Evaluation]) -> list[Block]:
    """What continues, changes and ends: how many, which, and as what."""
    say, language, went = content.say, content.plan.language, _went(content)
    by = {carry: [row for row in rows if row.carry is carry] for carry in Carry}
    return [
        Heading(1, text(say("evaluation.carried"))),
        Table(
            header=_heads(content, "carry", "count", "items_carried"),
            rows=tuple(
                Row(
                    (
                        text(carry.in_(language)),
                        text(len(some)),
                        text(content.prose(", ".join(_from_to(row, went.get(row.code, ())) for row in some))),
                    )
                )
                for carry, some in by.items()
                if some
            ),
            widths=(24, 12, 64),
            align="lrl",
            caption=say("evaluation.carried_caption"),
        ),
    ]


def _from_to(row: Evaluation, codes: Sequence[str]) -> str:
    return f"{row.code} → {' + '.join(codes)}" if codes else row.code


@kit.section
def evaluation_rules(content: Content) -> list[Block]:
    """How fulfilment is judged: the towns' own rules, the scale of results, how money and indicators are compared."""
    say, language = content.say, content.plan.language
    chapter = content.get(Chapter, "evaluation_rules")
    own: list[Block] = [passage(content, chapter)] if chapter else []
    if not own and not content.all(Evaluation):
        return []
    means = {result.in_(language): say(f"result_means.{result.value}") for result in Result}
    means |= {carry.in_(language): say(f"carry_means.{carry.value}") for carry in Carry}
    compared = ("rules.money", "rules.indicator", "rules.fall")
    return [
        *own,
        Heading(1, text(say("rules.scale"))),
        Table(
            header=_heads(content, "word", "meaning"),
            rows=tuple(Row((text(word), text(meaning))) for word, meaning in means.items()),
            widths=(28, 72),
            caption=say("rules.scale_caption"),
        ),
        Heading(1, text(say("rules.compared"))),
        Listing(tuple((0, text(say(code))) for code in compared)),
    ]
