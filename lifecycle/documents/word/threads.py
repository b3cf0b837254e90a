"""Comments of a returned file put together: their words, their place in the text, their threads and resolved flags.

Threads and flags stand in a part of their own, in the released namespace ([MS-DOCX] 2.5.4.1, …/word/2012/wordml) and in
that of old previews (…/word/2010/11/wordml); both are read by local names. A thread has one level: an answer to an
answer belongs to the comment that began it. Resolved is said of the whole thread.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from lifecycle.documents.returned import Notice, ReturnedComment
from lifecycle.documents.word.drafts import Spots
from lifecycle.documents.word.gate import MOST_COMMENTS, refuse, tree
from lifecycle.documents.word.names import value, word
from lifecycle.documents.word.parts import Parts
from lifecycle.documents.word.ranges import Range, Ranges, unanswered
from lifecycle.documents.word.revisions import moment
from lifecycle.documents.word.sight import local
from lifecycle.documents.word.story import Stories
from lifecycle.documents.word.styles import Styles

_FLATTENING = ("LibreOffice", "OpenOffice", "Collabora")
"""Editors that keep the part of threads for its flags alone."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One comment as its own part tells it."""

    id: str
    element: etree._Element
    text: str
    paragraphs: tuple[str, ...]
    """The paraId of each of its paragraphs; the last one stands for the comment."""


@dataclass(frozen=True, slots=True)
class _Extended:
    parent: str
    done: bool


class Threads:
    """The comments of one package; `ranges` are what its text says of them."""

    def __init__(self, parts: Parts, styles: Styles, ranges: Ranges) -> None:
        self._said = _said(parts, styles)
        self._cut = ranges
        self._ranges = self._paired(ranges.all)
        self._extended = _extended(parts)
        self._named = _unique([one.id for one in self._said])

    def comments(self, spots: Spots | None) -> tuple[ReturnedComment, ...]:
        """Every comment, in the order of its part; `spots` is None where the file has no paragraph."""
        roots = self._roots()
        done = [any(self._extended[key].done for key in one.paragraphs if key in self._extended) for one in self._said]
        return tuple(
            ReturnedComment(
                id=self._named[number],
                parent=None if root == number else self._named[root],
                author=" ".join(value(one.element, "author").split()),
                initials=value(one.element, "initials"),
                date=moment(value(one.element, "date")),
                text=one.text,
                resolved=done[number] or done[root],
                quoted=self._cut.quoted(place) if place else "",
                spot=spots.of(begins) if spots and begins else None,
                ends=spots.of(ends) if spots and ends else None,
                follows=self._named[number - 1] if number and _follows(place, self._ranges[number - 1]) else None,
            )
            for number, (one, place, root) in enumerate(zip(self._said, self._ranges, roots, strict=True))
            for begins, ends in [_marks(place)]
        )

    def notices(self, *, engine: str) -> Iterator[Notice]:
        """What is odd about the comments of the file, which `engine` wrote."""
        told = Counter(one.id for one in self._said)
        if lone := self._ranges.count(None):
            yield Notice("comment_without_anchor", {"count": lone})
        if lost := unanswered(self._cut.all, told):
            yield Notice("range_without_comment", {"count": lost})
        if repeated := sum(count - 1 for count in told.values() if count > 1):
            yield Notice("repeated_comment_ids", {"count": repeated})
        together = Counter((one.begins, one.first, one.last) for one in self._ranges if one and one.begins)
        threaded = any(one.parent for one in self._extended.values())
        kept = bool(self._extended) and not engine.startswith(_FLATTENING)
        if not (threaded or kept) and (flat := sum(count - 1 for count in together.values() if count > 1)):
            yield Notice("threads_lost", {"count": flat})

    def _paired(self, known: Mapping[str, list[Range]]) -> list[Range | None]:
        """The range of each comment: of those of one identifier the first is the first comment's."""
        taken: Counter[str] = Counter()
        found: list[Range | None] = []
        for one in self._said:
            places = known.get(one.id, [])
            found.append(places[taken[one.id]] if taken[one.id] < len(places) else None)
            taken[one.id] += 1
        return found

    def _roots(self) -> list[int]:
        """For each comment the number of the one its thread begins with; one in a circle begins its own."""
        owner: dict[str, int] = {}
        for number, one in enumerate(self._said):
            for key in one.paragraphs:
                owner.setdefault(key, number)
        parents: list[int | None] = []
        for number, one in enumerate(self._said):
            told = (self._extended[key].parent for key in reversed(one.paragraphs) if key in self._extended)
            above = owner.get(next((key for key in told if key), ""))
            parents.append(None if above == number else above)
        roots: dict[int, int] = {}
        for number in range(len(parents)):
            path: dict[int, None] = {}
            at = number
            while at not in roots and at not in path and (parent := parents[at]) is not None:
                path[at] = None
                at = parent
            circle = at in path
            roots.update((one, one if circle else roots.get(at, at)) for one in (*path, at))
        return [roots[number] for number in range(len(parents))]


def _marks(place: Range | None) -> tuple[tuple[int, tuple[str, ...]] | None, tuple[int, tuple[str, ...]] | None]:
    """Where a comment begins and ends: by its range, else by its reference."""
    if place is None:
        return None, None
    begins = place.begins or place.referred or place.ends
    return begins, place.ends or begins


def _follows(place: Range | None, before: Range | None) -> bool:
    """Whether a reference without a range stands where the words of the comment before it end."""
    if place is None or before is None or place.begins or not place.referred:
        return False
    return before.last == place.first and before.ends is not None and before.ends[0] == place.referred[0]


def _said(parts: Parts, styles: Styles) -> list[_Said]:
    """The comments of the comments part; a broken one is refused, for what people wrote would be lost."""
    said: list[_Said] = []
    for name in parts.related("comments"):
        stories = Stories(styles)
        for element in tree(parts.everything[name]):
            if word(element.tag) != "comment":
                continue
            if len(said) == MOST_COMMENTS:
                refuse("too_many_comments")
            first = len(stories.drafts)
            stories.read(element, "body")
            said.append(
                _Said(
                    id=value(element, "id"),
                    element=element,
                    text="\n".join(one.text for one in stories.drafts[first:] if one.kept).rstrip(),
                    paragraphs=tuple(
                        key.upper() for one in element.iter("{*}p") if (key := value(one, "paraId")) and word(one.tag)
                    ),
                )
            )
    return said


def _extended(parts: Parts) -> dict[str, _Extended]:
    """What is told of each comment by its paraId; nothing where an editor dropped the part that tells it."""
    told: dict[str, _Extended] = {}
    for name in parts.related("commentsExtended"):
        root = parts.tree(name)
        for element in () if root is None else root:
            if local(element) == "commentEx" and (key := value(element, "paraId").upper()):
                done = value(element, "done").lower() in ("1", "true", "on")
                told.setdefault(key, _Extended(value(element, "paraIdParent").upper(), done))
    return told


def _unique(identifiers: list[str]) -> list[str]:
    """The identifiers; one that came before, and one that is empty, gets an ending no file has."""
    seen: Counter[str] = Counter()
    named = []
    for identifier in identifiers:
        seen[identifier] += 1
        named.append(identifier if identifier and seen[identifier] == 1 else f"{identifier}#{seen[identifier]}")
    return named
