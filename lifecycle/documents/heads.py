"""Headings of a returned file: whose card each opens, by its visible code and by its title, and which one pretends.

A town that puts a new card among others gives it a code the edition gave to another one. Once that other one is known
elsewhere in the file, by its anchors, its title or its words, the code speaks of nothing the edition has.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lifecycle.documents.lines import Lines, fold
from lifecycle.documents.matching import Matching
from lifecycle.documents.returned import ReturnedParagraph

STRANGER = "?"
"""A heading that begins like a card's, with a code the edition does not have."""
_DASHES = (" – ", " - ", " — ")
_ANCHOR, _TITLE, _WORDS = 3, 2, 1
"""How strongly a heading claims a card: its control or bookmark, its title, the words under it."""


@dataclass(frozen=True, slots=True)
class Says:
    """The cards of which a paragraph speaks: by an anchor that begins there, and by words that are one card's alone."""

    anchored: str | None
    worded: str | None


class Heads:
    """The headings of one file beside the cards of its edition; `told` is what else a paragraph says of cards."""

    def __init__(
        self,
        lines: Lines,
        paragraphs: Sequence[ReturnedParagraph],
        *,
        matching: Matching,
        told: Callable[[int], Says],
    ) -> None:
        self._lines = lines
        self._paragraphs = paragraphs
        self._matching = matching
        self._told = told

    def of(self, heading: str) -> str | None:
        """The item whose card the heading opens, by its visible code; the only item of a chapter by its heading."""
        told = fold(heading)
        if not told:
            return None
        for begin, item in self._begins:
            if told.startswith(begin) and not told[len(begin) : len(begin) + 1].isalnum():
                rest = told[len(begin) :]
                if not re.match(r"\.\d", rest):
                    return item
        if any(re.match(rf"{re.escape(label)}\s+\S*\d", told) for label in self._labels):
            return STRANGER
        items = self._under.get(told)
        return next(iter(items)) if items and len(items) == 1 else None

    def titled(self, heading: str) -> str | None:
        """The one card whose title the heading bears, whatever its code."""
        for dash in _DASHES:
            _, found, title = heading.partition(dash)
            if found:
                items = self._titles.get(fold(title), set())
                return next(iter(items)) if len(items) == 1 else None
        return None

    @cached_property
    def carded(self) -> frozenset[str]:
        """Items shown as cards with a label and a code."""
        return frozenset(item for item, shown in self._lines.items.items() if shown.label)

    @cached_property
    def headed(self) -> Mapping[str, list[int]]:
        """Card → the paragraphs that bear its heading, also those that are new."""
        found: dict[str, list[int]] = {}
        for number in self._every:
            if (item := self.of(self._paragraphs[number].text)) in self.carded:
                found.setdefault(str(item), []).append(number)
        return found

    @cached_property
    def pretended(self) -> Mapping[int, range]:
        """Headings with the code of a card that another heading claims more strongly → the paragraphs under each."""
        claims = {number: self._claims(number) for number in self._every if self._is_card(number)}
        strongest: dict[str, tuple[int, int]] = {}
        for number, told in claims.items():
            for item, claim in told.items():
                every, renumbered = strongest.get(item, (0, 0))
                own = number in self._headed_by.get(item, ())
                strongest[item] = max(every, claim), renumbered if own else max(renumbered, claim)
        found: dict[int, range] = {}
        for item, numbers in self.headed.items():
            every, renumbered = strongest.get(item, (0, 0))
            for number in numbers:
                own_claim = claims[number].get(item, 0)
                if any(claim > _WORDS for other, claim in claims[number].items() if other != item):
                    continue  # a known card under another code
                if (own_claim == 0 and every) or (own_claim == _WORDS and renumbered > own_claim):
                    found[number] = self._section(number)
        return found

    @cached_property
    def usurped(self) -> Mapping[int, str]:
        """Paragraphs under a heading that pretends → the card whose code it bears."""
        return {
            number: str(self.of(self._paragraphs[head].text))
            for head, section in self.pretended.items()
            for number in section
        }

    def _is_card(self, number: int) -> bool:
        item = self.of(self._paragraphs[number].text)
        return item == STRANGER or item in self.carded

    def _claims(self, number: int) -> dict[str, int]:
        """Cards → how strongly the heading claims each."""
        found: dict[str, int] = {}
        worded = {told for n in self._section(number) if (told := self._told(n).worded)}
        for item in worded if len(worded) == 1 else ():
            found[item] = _WORDS
        if titled := self.titled(self._paragraphs[number].text):
            found[titled] = _TITLE
        if anchored := self._told(number).anchored:
            found[anchored] = _ANCHOR
        return found

    def _section(self, number: int) -> range:
        """The heading and the paragraphs up to the next one."""
        return range(number, self._ends[number])

    @cached_property
    def _ends(self) -> Mapping[int, int]:
        """Heading → the next one."""
        return dict(zip(self._every, [*self._every[1:], len(self._paragraphs)], strict=False))

    @cached_property
    def _headed_by(self) -> Mapping[str, frozenset[int]]:
        return {item: frozenset(numbers) for item, numbers in self.headed.items()}

    @cached_property
    def _every(self) -> Sequence[int]:
        """The headings of the text, in order."""
        return [n for n, one in enumerate(self._paragraphs) if one.heading_level and self._matching.stands(one)]

    @cached_property
    def _begins(self) -> Sequence[tuple[str, str]]:
        """Beginnings of cards' headings, the longest first."""
        found = [(fold(shown.heading), item) for item, shown in self._lines.items.items() if shown.label]
        return sorted(found, key=lambda pair: -len(pair[0]))

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(fold(shown.label) for shown in self._lines.items.values() if shown.label)

    @cached_property
    def _titles(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for item, shown in self._lines.items.items():
            if shown.title:
                found.setdefault(fold(shown.title), set()).add(item)
        return found

    @cached_property
    def _under(self) -> Mapping[str, set[str | None]]:
        """Heading → the items of the lines under it."""
        found: dict[str, set[str | None]] = {}
        for line in self._lines.all:
            if line.role != "heading":
                found.setdefault(fold(line.heading), set()).add(line.item)
        return found
