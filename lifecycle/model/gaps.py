"""Gaps (mezery): where the chain from evidence to measures breaks off, told as the guards tell what is unmet."""

from collections.abc import Iterable

from lifecycle.model.citation import answered
from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, SwotItem, Tows
from lifecycle.model.strategy import Measure
from lifecycle.model.trace import Trace
from lifecycle.model.verdict import Refusal


def unused(content: Content) -> list[Finding | Tows]:
    """Findings no SWOT item, priority or measure cites, and pairs of TOWS none answers, once there are measures."""
    if not content.all(Measure):
        return []
    used = answered(content) | {key for item in content.all(SwotItem) for key in item.evidence}
    evidence: list[Finding | Tows] = [*content.all(Finding), *content.all(Tows)]
    return [thing for thing in evidence if thing.key not in used]


def gaps(trace: Trace, items: Iterable[str]) -> list[Refusal]:
    """What breaks the chain at these items beside what the checks say: evidence nobody uses, an unsettled comment."""
    content = trace.content
    idle = {thing.address: thing for thing in unused(content)}
    found = []
    for item in dict.fromkeys(items):
        kind, _, key = item.partition(":")
        point = trace.points.get(key)
        if item in idle:
            found.append(Refusal("trace.unused", item=item, key=key))
        if kind == "comment" and point and not point.resolved:
            found.append(Refusal("trace.comment_open", item=item, id=key))
    return found
