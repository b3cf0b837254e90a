"""What a key of evidence (doklad) names: a finding, an item of SWOT or a pair of TOWS; and who cites it."""

from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, Quadrant, SwotItem, Tows
from lifecycle.model.strategy import Measure, Priority

KINDS: tuple[type[Finding] | type[SwotItem] | type[Tows], ...] = (Finding, SwotItem, Tows)
"""Whose keys `evidence` of priorities and measures holds; a key belongs to one of them only."""
INSIDE = (Quadrant.S, Quadrant.W)
"""What the towns hold in their own hands."""
OUTSIDE = (Quadrant.O, Quadrant.T)
"""What comes upon them."""
STRATEGIES = ("SO", "WO", "ST", "WT")
"""The four strategies of TOWS by the quadrants of the pair, in the order people print them."""


def named_by(content: Content, key: str) -> Finding | SwotItem | Tows | None:
    """The thing of evidence under `key`, or None."""
    return next((found for kind in KINDS if (found := content.get(kind, key))), None)


def words_of(cited: Finding | SwotItem | Tows) -> str:
    """What a cited thing says in one line: a finding its title, an item of SWOT or a pair its text."""
    return cited.title if isinstance(cited, Finding) else " ".join(cited.text.split())


def strategy_of(content: Content, pair: Tows) -> str:
    """SO, WO, ST or WT by the quadrants of the pair; empty where it is not one of what is inside and outside."""
    internal, external = content.get(SwotItem, pair.internal), content.get(SwotItem, pair.external)
    if internal and external and internal.quadrant in INSIDE and external.quadrant in OUTSIDE:
        return internal.quadrant.value + external.quadrant.value
    return ""


def citing(content: Content, key: str) -> list[Priority | Measure]:
    """The priorities and measures that cite `key`, in the order of their codes."""
    found: list[Priority | Measure] = [one for one in content.all(Priority) if key in one.evidence]
    return [*found, *(one for one in content.all(Measure) if key in one.evidence)]


def answered(content: Content) -> set[str]:
    """The keys that a priority or a measure cites, and those of both items of a pair it cites."""
    keys = {key for one in content.all(Priority) for key in one.evidence}
    keys |= {key for one in content.all(Measure) for key in one.evidence}
    return keys | {item for pair in content.all(Tows) if pair.key in keys for item in (pair.internal, pair.external)}
