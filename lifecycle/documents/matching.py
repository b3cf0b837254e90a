"""Which paragraph of a returned file is which line of the edition it was made from, tracked changes rejected."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from lifecycle.documents.alignment import common, likely, likeness
from lifecycle.documents.lines import Line
from lifecycle.documents.returned import ReturnedParagraph
from lifecycle.documents.typography import plain

ALIKE = 0.72
"""Share of words (Dice) that two versions of one paragraph have in common, where the text alone tells its place."""
TELLING = 12
"""Letters from which a text that one item alone shows tells that item."""
_RELATED = 0.36
"""The same share between two anchors of one order: there the likest paragraph is the changed one."""
_CONTENTS = re.compile(r"toc|obsah|contents", re.IGNORECASE)


class Matching:
    """The paragraphs of one returned file beside the lines of its edition; `short` papers have no page of a cover."""

    def __init__(self, lines: Sequence[Line], paragraphs: Sequence[ReturnedParagraph], *, short: bool = False) -> None:
        self._lines = lines
        self._paragraphs = paragraphs
        self._short = short

    def line(self, paragraph: int) -> int | None:
        """The index of the line the paragraph is, as it was or changed."""
        return self.same.get(paragraph, self.changed.get(paragraph))

    @cached_property
    def in_order(self) -> dict[int, int]:
        """Index of a paragraph → index of the line with the same text, both rising."""
        told = [plain(self._paragraphs[number].before) for number in self._text]
        return {self._text[b]: a for a, b in common([line.text for line in self._lines], told)}

    @cached_property
    def same(self) -> dict[int, int]:
        """`in_order`, and paragraphs carried elsewhere whose text the edition and the rest of the file hold once."""
        found = dict(self.in_order)
        ours = _once((line.text for line in self._lines), set(found.values()))
        told = [plain(self._paragraphs[number].before) for number in self._text]
        for text, place in _once(told, {n for n, number in enumerate(self._text) if number in found}).items():
            if text in ours and len(text) >= TELLING:
                found[self._text[place]] = ours[text]
        return found

    @cached_property
    def changed(self) -> dict[int, int]:
        """Index of a paragraph changed without tracking → index of the likest line between the same two anchors."""
        taken, found = set(self.same.values()), dict[int, int]()
        start, gap = 0, list[int]()
        for number in [*self._text, -1]:
            if number in self.in_order or number < 0:
                end = self.in_order.get(number, len(self._lines))
                found.update(self._likest([n for n in range(start, end) if n not in taken], gap))
                start, gap = end + 1, []
            elif number not in self.same:
                gap.append(number)
        return found

    def is_text(self, one: ReturnedParagraph) -> bool:
        """Whether the paragraph is of the text: not of the contents, the cover, a header, a note; and not empty."""
        if one.spot.part not in ("body", "textbox") or not plain(one.before):
            return False
        return not _CONTENTS.match(one.style) and one.spot.paragraph >= self.begins

    @cached_property
    def begins(self) -> int:
        """The first paragraph of the first chapter: what stands before it is the cover and the contents."""
        first = self._lines[0].text if self._lines else None
        body = [(n, one) for n, one in enumerate(self._paragraphs) if not _CONTENTS.match(one.style)]
        found = [n for n, one in body if plain(one.before) == first]
        headed = [n for n in found if self._paragraphs[n].heading_level]
        if found or self._short:
            # A cover may bear the title of its first chapter: the chapter's own heading is a heading.
            return (headed or found[:1] or [0])[0]
        return next((n for n, one in body if one.heading_level), 0)

    @cached_property
    def _text(self) -> list[int]:
        return [number for number, one in enumerate(self._paragraphs) if self.is_text(one)]

    def _likest(self, ours: list[int], theirs: list[int]) -> dict[int, int]:
        if not ours or not theirs:
            return {}
        was = [bag(self._lines[n].text) for n in ours]
        now = [bag(self._paragraphs[n].before) for n in theirs]
        return {theirs[b]: ours[a] for a, b in likely(was, now, likeness, least=_RELATED)}


def bag(text: str) -> Counter[str]:
    """The words of a text, how often each."""
    return Counter(plain(text).casefold().split())


def _once(texts: Iterable[str], taken: set[int]) -> dict[str, int]:
    """Texts that stand once in the whole, by their place, without the places taken."""
    every = list(texts)
    counts = Counter(every)
    return {text: place for place, text in enumerate(every) if counts[text] == 1 and place not in taken}
