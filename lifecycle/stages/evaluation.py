"""Evaluation of the ending plan: how each item turned out and what becomes of it."""

from collections import Counter

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.documents.typography import money_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Carry, Evaluation, Result
from lifecycle.model.verdict import Refusal

kit = Kit("evaluation")
kit.brings(Evaluation)


@kit.guard
def every_item_evaluated(content: Content) -> list[Refusal]:
    """Every recorded item of the ending plan has a result and a carry-over decision."""
    return [
        Refusal("evaluation.unfinished", item=row.address, code=row.code, title=row.title)
        for row in content.all(Evaluation)
        if not row.result or not row.carry
    ]


@kit.section
def evaluation(content: Content) -> list[Block]:
    """Chapter on the ending plan: counts of results, then each item with its result, money and carry-over."""
    say, language = content.say, content.plan.language
    rows = content.all(Evaluation)
    if not rows:
        return [Paragraph(text(say("evaluation.none")))]
    results = Counter(row.result for row in rows)
    spent = sum(row.spent_czk or 0 for row in rows)
    return [
        Paragraph(text(say("evaluation.summary", count=len(rows), spent_czk=spent))),
        Table(
            header=(text(say("column.result")), text(say("column.count"))),
            rows=tuple(
                Row((text(result.in_(language)), text(results[result]))) for result in Result if results[result]
            ),
            widths=(70, 30),
            align="lr",
            caption=say("evaluation.results_caption"),
        ),
        Table(
            header=tuple(
                text(say(f"column.{name}")) for name in ("code", "title", "result", "reason", "spent", "carry")
            ),
            rows=tuple(
                Row(
                    (
                        text(content.prose(row.code)),
                        text(content.prose(row.title)),
                        text(row.result.in_(language)),
                        text(content.prose(row.reason or "–")),
                        text(money_text(row.spent_czk, language) if row.spent_czk is not None else "–"),
                        text(_carried(content, row)),
                    ),
                    item=row.address,
                )
                for row in rows
            ),
            widths=(7, 18, 11, 38, 14, 12),
            align="llllrl",
            caption=say("evaluation.items_caption"),
            fields=("code", "title", "result", "reason", "spent_czk", "carry"),
        ),
    ]


def _carried(content: Content, row: Evaluation) -> str:
    """What becomes of the item, with the code it wishes for."""
    told = row.carry.in_(content.plan.language)
    return f"{told} ({content.say('evaluation.as', code=row.new_code)})" if row.new_code else told


@kit.warning
def carried_items_arrive(content: Content) -> list[Refusal]:
    """An item that continues or changes names the code it gets in the new plan."""
    return [
        Refusal("evaluation.no_new_code", item=row.address, code=row.code, title=row.title)
        for row in content.all(Evaluation)
        if row.carry is not Carry.drop and not row.new_code
    ]
