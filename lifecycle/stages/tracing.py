"""The trace (návaznost) from evidence to resolution, printed as a table of codes with a legend."""

from collections.abc import Iterable, Sequence

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval
from lifecycle.model.content import Content
from lifecycle.model.gaps import unused
from lifecycle.model.matrix import Link, links
from lifecycle.model.strategy import Measure
from lifecycle.model.trace import Trace

kit = Kit("tracing")

COLUMNS = ("code", "findings", "swot", "activities", "comments", "councils", "indicators", "course")


@kit.section
def trace(content: Content) -> list[Block]:
    """A line for each priority and measure: what it rests on, what follows; left out where there is no measure."""
    if not content.all(Measure):
        return []
    say, found = content.say, Trace(content)
    rows: list[Row] = []
    for priority, measures in links(found):
        rows.append(_row(found, priority, [], own="priority"))
        rows += [_row(found, measure, activities, own="measure") for measure, activities in measures]
    blocks: list[Block] = [
        Paragraph(text(say("trace.lead"))),
        Table(
            header=tuple(text(say(f"trace.column.{name}")) for name in COLUMNS),
            rows=tuple(rows),
            widths=(5, 20, 23, 13, 17, 6, 8, 8),
            caption=say("trace.caption"),
        ),
        Paragraph(text(say("trace.legend")), style="note"),
    ]
    if idle := tuple(thing.key for thing in unused(content)):
        blocks.append(Paragraph(text(say("trace.unused_all", count=len(idle), keys=idle))))
    return blocks


def _row(trace: Trace, link: Link, activities: Sequence[Link], *, own: str) -> Row:
    """The line of a priority or of a measure with its activities."""
    say = trace.content.say
    every = (link, *activities)
    comments = [point for one in every for point in one.comments if not point.internal]
    indicators = dict.fromkeys(each.name for one in every for each in one.indicators)
    nothing = say("trace.missing") if own == "measure" else "–"
    cited = link.cited
    cells = (
        link.code,
        _codes(trace, cited.findings) or ("–" if cited.swot else nothing),
        _codes(trace, (*cited.swot, *cited.tows)) or "–",
        _codes(trace, (one.code for one in activities)) or "–",
        _lines(trace, (f"{p.id} {_settled(trace, p.settlement, p.resolved)}" for p in comments)) or "–",
        _councils(trace, link),
        say("value", value=len(indicators)) if indicators else "–",
        _course(trace, link, every),
    )
    return Row(tuple(text(cell) for cell in cells))


def _codes(trace: Trace, codes: Iterable[str]) -> str:
    return trace.content.prose(", ".join(codes))


def _lines(trace: Trace, parts: Iterable[str]) -> str:
    return trace.content.prose("\n".join(parts))


def _settled(trace: Trace, settlement: object, resolved: bool) -> str:
    say = trace.content.say
    if settlement is not None:
        return say("value", value=getattr(settlement, "decision", None))
    return say("trace.settled" if resolved else "trace.open")


def _councils(trace: Trace, link: Link) -> str:
    """How many councils of the measure's towns approve, once they are asked."""
    if not isinstance(link.thing, Measure) or not trace.content.all(CouncilApproval):
        return "–"
    approving, towns = trace.councils(link.thing)
    return trace.content.say("trace.of", approving=approving, towns=towns)


def _course(trace: Trace, link: Link, every: Sequence[Link]) -> str:
    """How the priority or measure stands, and the items of the ending plan that it and its activities carry on."""
    say = trace.content.say
    told = [say("value", value=link.progress.state)] if link.progress else []
    if carried := tuple(dict.fromkeys(row.code for one in every for row in trace.origins_of(one.code))):
        told.append(say("trace.carried", code=carried))
    return "\n".join(told) or "–"
