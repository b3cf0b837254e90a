"""Points that say the same, answered once, and proposals that contradict each other, seen side by side.

Two points say the same where their words do, or nearly: slips of the pen and courtesy aside. Proposals say the same
only where they propose the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import combining, normalize

from lifecycle.model.comment import CommentKind, PlacementState
from lifecycle.model.register import Point

ALIKE = 0.9
"""Share of words (Dice) of two points that are nearly the same."""
_MOST = 200
"""Different wordings at one item that are compared with each other; past it only equal ones are grouped.

So many proposals on one text are also weighed as rivals of each.
"""
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_COURTESY = frozenset(
    {"prosím", "prosíme", "děkuji", "děkujeme", "dobrý", "den", "pěkný", "please", "thanks", "thank", "you"}
)
"""Words that say nothing of the matter."""
_LONG = 5
"""Letters of a word from which one that is typed slightly otherwise is not another word."""


def groups(points: Iterable[Point], texts: Mapping[str, str]) -> dict[str, str]:
    """Id of a point → id of the oldest point that says the same of the same item; only those that are not alone.

    `texts` opens private text. Replies and orphans stand alone, and what is internal is never joined with the rest.
    """
    places: dict[tuple[str | None, str, bool], dict[str, list[Point]]] = defaultdict(dict)
    for one in points:
        if one.is_root and one.placement is not PlacementState.orphaned:
            said, sort = _said(one, texts), _sort(one)
            words = _exactly(said) if sort else _normal(said)
            if words:
                places[one.item, sort, one.internal].setdefault(words, []).append(one)
    found: dict[str, str] = {}
    for (_, sort, _), wordings in places.items():
        for group in wordings.values() if sort else _joined(wordings):
            if len(group) > 1:
                found |= dict.fromkeys((one.id for one in group), group[0].id)
    return found


def rivals(points: Iterable[Point], same: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Id of an open proposal → ids of open proposals that want another text of the same sentence; `same` are groups."""
    places: dict[tuple[str | None, str | None, str], list[Point]] = defaultdict(list)
    for one in points:
        if one.is_root and one.before and one.kind is not CommentKind.submission and not one.resolved and one.item:
            places[one.item, one.field, _normal(one.before)].append(one)
    found: dict[str, tuple[str, ...]] = {}
    for rows in places.values():
        if len(rows) < 2:
            continue
        touched = {one.id: _touched(one.before or "", one.proposed_change or "") for one in rows}
        wanted = {one.id: _exactly(one.proposed_change or "") for one in rows}
        for one in rows:
            others = tuple(
                other.id
                for other in rows[:_MOST]
                if wanted[other.id] != wanted[one.id]
                and touched[one.id] & touched[other.id]
                and same.get(one.id, one.id) != same.get(other.id, other.id)
            )
            if others:
                found[one.id] = others
    return found


def _said(point: Point, texts: Mapping[str, str]) -> str:
    if point.kind not in (CommentKind.comment, CommentKind.submission):
        return f"{point.before or ''}\n→\n{point.proposed_change or ''}"
    return texts.get(point.text, point.text)


def _sort(point: Point) -> str:
    """Words are compared with words, proposals of one field with each other."""
    proposes = point.kind not in (CommentKind.comment, CommentKind.submission)
    return f"{proposes} {point.field}" if proposes else ""


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _exactly(text: str) -> str:
    """The text to the letter, whatever its spaces."""
    return " ".join(text.split())


def _joined(wordings: Mapping[str, Sequence[Point]]) -> Iterator[list[Point]]:
    """Points of equal or nearly equal wording: each wording is compared with the first one of each group."""
    firsts: list[tuple[Counter[str], list[Point]]] = []
    for words, points in wordings.items():
        bag = Counter(words.split())
        near = (group for first, group in firsts if _same(first, bag)) if len(wordings) <= _MOST else iter(())
        group = next(near, None)
        if group is None:
            group = []
            firsts.append((bag, group))
        group += points
    yield from (group for _, group in firsts)


def _same(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two wordings differ in slips of the pen and courtesy only: any other word may turn the meaning."""
    shared = one & other
    if 2 * shared.total() < ALIKE * (one.total() + other.total()):
        return False
    left = [word for word in (one - shared).elements() if word not in _COURTESY]
    right = [word for word in (other - shared).elements() if word not in _COURTESY]
    return len(left) == len(right) and all(map(_slip, sorted(left), sorted(right)))


def _slip(one: str, other: str) -> bool:
    """Whether a word is the other one mistyped: the same letters but for their marks, or two of them changed round."""
    if any(sign.isdigit() for sign in one + other) or min(len(one), len(other)) < _LONG:
        return False
    one, other = _bare(one), _bare(other)
    if one == other:
        return True
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and len(differing) == 2 and sorted(one) == sorted(other)


def _bare(word: str) -> str:
    """The word without the marks over its letters."""
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))


def _touched(before: str, after: str) -> set[int]:
    """The numbers of the sentences of `before` that `after` no longer has."""
    kept = {_normal(sentence) for sentence in _SENTENCE.split(after)}
    sentences = [sentence for sentence in _SENTENCE.split(before) if _normal(sentence)]
    gone = {number for number, sentence in enumerate(sentences) if _normal(sentence) not in kept}
    return gone or {len(sentences)}  # what is only added stands behind the last one
