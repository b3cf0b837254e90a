"""Which block of one body became which of another, in what order both are shown, and whose last mark stands in both."""

from collections.abc import Sequence
from typing import NamedTuple

from lifecycle.documents.alignment import Pair, common, likely, likeness, rising
from lifecycle.documents.word.nodes import Node

_ALIKE = {"p": 0.4, "tr": 0.35, "tbl": 0.1, "sdt": 2.0, "tc": 0.0}
"""How alike two nodes must be to be one that changed; a control is known by its tag alone."""
_SAME_LABEL = 0.6
"""How alike two rows count at least whose first cells say the same."""


class Step(NamedTuple):
    """One node of the course: what it was, what it is; `marks` are the paragraph's properties in both, if moved."""

    was: Node | None
    now: Node | None
    marks: tuple[str | None, str | None] | None = None

    @property
    def paragraphs(self) -> bool:
        """Whether it is of paragraphs."""
        return all(node is None or node.kind == "p" for node in (self.was, self.now))

    @property
    def both(self) -> bool:
        """Whether it stands in both editions."""
        return self.was is not None and self.now is not None


def course(was: Sequence[Node], now: Sequence[Node]) -> list[Step]:
    """Both rows of nodes as one: equal ones, those that changed, and between them what went before what came."""
    if len(was) == len(now) == 1 and _one_text(was[0], now[0]):
        return [Step(was[0], now[0])]
    steps: list[Step] = []
    mine = their = 0
    exact = common([node.exact for node in was], [node.exact for node in now])
    for a, c in [*exact, (len(was), len(now))]:
        pairs = [] if mine == a or their == c else _changed(was[mine:a], now[their:c])
        for one, other in [*((mine + x, their + y) for x, y in pairs), (a, c)]:
            steps += [Step(node, None) for node in was[mine:one]]
            steps += [Step(None, node) for node in now[their:other]]
            if one < a and other < c:
                steps.append(Step(was[one], now[other]))
                mine, their = one + 1, other + 1
        if a < len(was):
            steps.append(Step(was[a], now[c]))
        mine, their = a + 1, c + 1
    return steps


def _one_text(one: Node, other: Node) -> bool:
    """Whether two last paragraphs are one, whatever they say: their mark stands in both."""
    return one.kind == other.kind == "p" and one.shape == other.shape and one.name == other.name


def _changed(was: Sequence[Node], now: Sequence[Node]) -> list[Pair]:
    """Which of the old became which of the new: by who they are, between those by what they say."""
    if len(was) == len(now) == 1 and was[0].shape == now[0].shape and was[0].name == now[0].name:
        one, other = was[0], now[0]
        if one.name or (one.kind == "tr" and one.label == other.label):
            return [(0, 0)]
    named = {(node.name, node.shape): place for place, node in enumerate(now) if node.name}
    both = [(place, named.get((node.name, node.shape))) for place, node in enumerate(was) if node.name]
    known = rising([(place, other) for place, other in both if other is not None])
    found: list[Pair] = []
    mine = their = 0
    for a, c in [*known, (len(was), len(now))]:
        found += [(mine + x, their + y) for x, y in likely(was[mine:a], now[their:c], _like, least=0.1)]
        if a < len(was):
            found.append((a, c))
        mine, their = a + 1, c + 1
    return found


def _like(one: Node, other: Node) -> float:
    """How alike two nodes are; 0 where one cannot have become the other."""
    if one.shape != other.shape or one.name != other.name:
        return 0.0
    if one.raw == other.raw:
        return 1.0
    score = likeness(one.words, other.words)
    if one.kind == "tr" and one.label == other.label:
        score = max(score, _SAME_LABEL)
    return score if score >= _ALIKE[one.kind] else 0.0


def settled(steps: list[Step], *, cell: bool) -> list[Step]:
    """The course of what a cell, a control or the body holds, so that its last paragraph's mark stands in both.

    That mark cannot be tracked: the mark of the paragraph before is, and the last one takes its properties. Where no
    paragraph stands before, a cell keeps the last mark in both, and is left with an empty paragraph.
    """
    if not steps or steps[-1].both or not steps[-1].paragraphs:
        return steps
    first = len(steps)
    while first and not steps[first - 1].both:
        first -= 1
    gap = steps[first:]
    gone, come = [step for step in gap if step.was], [step for step in gap if step.now]
    if gone and come:
        old, new = gone[-1].was, come[-1].now
        if old and new and _one_text(old, new):
            return [*steps[:first], *gone[:-1], *come[:-1], Step(old, new)]
    first = len(steps)
    side = steps[-1].was is None
    while first and (step := steps[first - 1]).paragraphs and not step.both and (step.was is None) == side:
        first -= 1
    before = steps[first - 1] if first else None
    last = steps[-1]
    kept = (before.now if last.was else before.was) if before and before.both and before.paragraphs else None
    # A bookmark goes only with its whole paragraph.
    named = any(node and "<w:bookmarkStart " in node.raw for step in steps[first:] for node in (step.was, step.now))
    if before and before.was and before.now and kept and "<w:r>" in kept.raw and (cell or not named):
        mine, their = before.was.properties, before.now.properties
        if last.was:
            shifted = before._replace(marks=(mine, None)), last._replace(marks=(last.was.properties, their))
        else:
            assert last.now is not None
            shifted = before._replace(marks=(None, their)), last._replace(marks=(mine, last.now.properties))
        return [*steps[: first - 1], shifted[0], *steps[first:-1], shifted[1]]
    if cell:
        node = last.was or last.now
        assert node is not None
        return [*steps[:-1], last._replace(marks=(node.properties, node.properties))]
    return steps


def bridged(steps: list[Step]) -> list[Step]:
    """The course of the contents, in which a line that is new after one that changed is joined to it by its mark.

    LibreOffice takes insertions of one author that meet at the end of a line with a page number for one, and rejects
    the mark between them too. So that mark is the tracked one, and the last new line keeps the mark that stays.
    """
    made = list(steps)
    for at, step in enumerate(steps):
        if step.was is None or step.now is None or step.was.exact == step.now.exact or not _counts_pages(step):
            continue
        last = at
        while last + 1 < len(steps) and steps[last + 1].was is None and _counts_pages(steps[last + 1]):
            last += 1
        new = steps[last].now
        if last == at or new is None or any(one.marks for one in made[at : last + 1]):
            continue
        mine, their = step.was.properties, step.now.properties
        made[at] = step._replace(marks=(None, their))
        made[last] = steps[last]._replace(marks=(mine, new.properties))
    return made


def _counts_pages(step: Step) -> bool:
    """Whether it is a line of the contents: a paragraph that shows the page of a heading and is no place itself."""
    return step.paragraphs and all(
        " PAGEREF " in node.raw and "<w:bookmarkStart " not in node.raw for node in (step.was, step.now) if node
    )
