"""Scoring: who gave how many points to which item when the towns chose their priorities, and what came out of it."""

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.documents.typography import day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.people import Group, Meeting
from lifecycle.model.strategy import Score
from lifecycle.model.thing import natural

kit = Kit("scoring")
kit.brings(Score)

KINDS = ("priority", "measure", "activity", "swot", "tows", "finding", "evaluation")
"""The order of the tables; other kinds follow."""
WIDE = {"group": 7, "criterion": 4}
"""More columns of groups or criteria than this do not fit on a page; the table then shows only the sums."""
WIDTH = {"group": 11, "criterion": 16}
"""A key of a group is short, a criterion is a word."""


@kit.section
def scores(content: Content) -> list[Block]:
    """Points of each item by group and by criterion with sum and rank, and who scored when; left out without any."""
    found = content.all(Score)
    if not found:
        return []
    kinds = {score.item.partition(":")[0] for score in found}
    blocks: list[Block] = [Paragraph(text(content.say("scores.lead")))]
    for kind in [*(k for k in KINDS if k in kinds), *sorted(kinds - set(KINDS))]:
        mine = [score for score in found if score.item.partition(":")[0] == kind]
        blocks.append(_table(content, kind, mine, by="group"))
        if len({score.criterion for score in mine}) > 1:
            blocks.append(_table(content, kind, mine, by="criterion"))
    return [*blocks, _who(content, found)]


def _table(content: Content, kind: str, scores: list[Score], *, by: str) -> Table:
    """Items of one kind in the order of their points; equal sums share a rank."""
    say, language = content.say, content.plan.language
    columns = sorted({str(getattr(score, by)) for score in scores}, key=lambda name: natural((name,)))
    columns = columns if len(columns) <= WIDE[by] else []
    sums: dict[str, int] = {}
    for score in scores:
        sums[score.item] = sums.get(score.item, 0) + score.points
    ranks = {item: 1 + sum(other > sums[item] for other in sums.values()) for item in sums}

    def cell(item: str, column: str) -> str:
        points = [one.points for one in scores if one.item == item and str(getattr(one, by)) == column]
        return number_text(sum(points), language) if points else "–"

    part = min(WIDTH[by], 44 // max(1, len(columns)))
    return Table(
        header=(
            text(say("column.item_scored")),
            *(text(column) for column in columns),
            text(say("column.sum")),
            text(say("column.rank")),
        ),
        rows=tuple(
            Row(
                (
                    text(_named(content, item)),
                    *(text(cell(item, column)) for column in columns),
                    text(number_text(sums[item], language)),
                    text(f"{ranks[item]}."),
                )
            )
            for item in sorted(sums, key=lambda item: (ranks[item], natural((item,))))
        ),
        widths=(100 - part * len(columns) - 20, *[part] * len(columns), 10, 10),
        align="l" + "r" * (len(columns) + 2),
        caption=say(f"scores.by_{by}", kind=say(f"scores.kind.{kind}") if kind in KINDS else kind),
    )


def _named(content: Content, item: str) -> str:
    """The item in a cell: the code or key, and what it says."""
    kind, _, key = item.partition(":")
    thing = content.at(item)
    if kind in ("swot", "tows") and thing:
        return content.prose(f"{key} – {getattr(thing, 'text', '')}")
    return content.coded(item)


def _who(content: Content, scores: list[Score]) -> Table:
    """Which group scored by which criteria, at which meeting and with how many votes."""
    say, language = content.say, content.plan.language
    names = {group.key: group.name for group in content.all(Group)}
    rounds = sorted({(score.group, score.meeting or "") for score in scores}, key=natural)

    def row(group: str, key: str) -> Row:
        mine = [score for score in scores if (score.group, score.meeting or "") == (group, key)]
        meeting = content.get(Meeting, key)
        voters = max((score.voters for score in mine if score.voters is not None), default=None)
        criteria = "; ".join(sorted({score.criterion for score in mine}, key=lambda name: natural((name,))))
        return Row(
            (
                text(content.prose(f"{group} – {names.get(group, group)}")),
                text(content.prose(f"{key}, {day_text(meeting.date, language)}") if meeting else "–"),
                text("–" if voters is None else number_text(voters, language)),
                text(content.prose(criteria)),
            )
        )

    return Table(
        header=tuple(text(say(f"column.{name}")) for name in ("group", "meeting", "voters", "criteria")),
        rows=tuple(row(*each) for each in rounds),
        widths=(40, 22, 13, 25),
        align="llrl",
        caption=say("scores.who"),
    )
