"""Which edition of ours a Word file is, what a reader of it sees, and how that differs from what we issued."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, zip_longest

from lifecycle.documents.typography import plain
from lifecycle.documents.word.gate import digests
from lifecycle.documents.word.parts import Parts
from lifecycle.documents.word.sight import Sight

CUSTOM = "docProps/custom.xml"
NAMES = {"plan": "plan", "edition": "edition", "content_sha256": "content", "code": "code"}
"""Field of `Identity` → the last word of its property's name in the file: `lifecycle.<word>`."""

_DIGEST = 12
_LARGEST_GAP = 250_000
"""Pairs of paragraphs compared with care between two paragraphs that both texts hold once."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an edition says of itself in its properties."""

    plan: str
    edition: str
    content_sha256: str
    code: str


def identity(data: bytes) -> Identity | None:
    """Which edition the file says it is; None where it says nothing, Wrong where it is not safe to read."""
    return told_by(Parts(data))


def told_by(parts: Parts) -> Identity | None:
    """Which edition a package says it is; properties some program broke leave it not known as ours."""
    root = parts.tree(CUSTOM)
    if root is None:
        return None
    told: dict[str, str] = {}
    for element in root.iter("{*}property"):
        told.setdefault(element.get("name", ""), "".join(element.itertext()).strip())
    values = {attribute: told.get(f"lifecycle.{word}", "") for attribute, word in NAMES.items()}
    return Identity(**values) if all(values[name] for name in NAMES if name != "code") else None


def visible(data: bytes) -> list[str]:
    """The paragraphs a reader sees, in order, with tracked insertions, without deletions and without empty ones.

    A picture is seen as its description and the beginning of its digest: another picture is another text.
    """
    parts = Parts(data)
    return [text for text in Sight(_pictures(data, parts)).of(parts.root) if plain(text)]


def differences(ours: list[str], theirs: list[str], *, limit: int = 50) -> list[dict[str, str | None]]:
    """The first `limit` paragraphs that differ: kind added, removed or changed, what was and what is now.

    Kinds of space do not matter.
    """
    found = _differing([plain(text) for text in ours], [plain(text) for text in theirs])
    return [
        {"kind": "added" if was is None else "removed" if now is None else "changed", "was": was, "now": now}
        for was, now in islice(found, limit)
    ]


def _pictures(data: bytes, parts: Parts) -> dict[str, str]:
    """Id of a relationship → the first letters of the digest of the picture it leads to."""
    paths = {one.id: one.target for one in parts.of_main if one.kind == "image" and not one.external}
    found = digests(data, paths.values())
    return {name: found[path][:_DIGEST] for name, path in paths.items() if path in found}


def _differing(ours: list[str], theirs: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pairs (was, now) that differ, in order; None where a paragraph stands in one text only."""
    mine = their = 0
    for next_mine, next_their in [*_anchors(ours, theirs), (len(ours), len(theirs))]:
        was, now = ours[mine:next_mine], theirs[their:next_their]
        if len(was) * len(now) > _LARGEST_GAP:
            yield from (pair for pair in zip_longest(was, now) if pair[0] != pair[1])
        else:
            for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
                yield from zip_longest(was[a:b], now[c:d]) if kind != "equal" else ()
        mine, their = next_mine + 1, next_their + 1


def _anchors(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Places of paragraphs that both texts hold exactly once, the longest row in one order (patience diff)."""
    mine, their = _once(ours), _once(theirs)
    pairs = [(place, their[text]) for text, place in mine.items() if text in their]
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    row: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _once(texts: list[str]) -> dict[str, int]:
    counts = Counter(texts)
    return {text: place for place, text in enumerate(texts) if counts[text] == 1}
