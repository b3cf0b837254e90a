"""Which paragraph of a returned file is which line of the edition it was made from, tracked changes rejected."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
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

    def __init__(
        self,
        lines: Sequence[Line],
        paragraphs: Sequence[ReturnedParagraph],
        *,
        short: bool = False,
        without: Container[int] = (),
    ) -> None:
        self._lines = lines
        self._paragraphs = paragraphs
        self._short = short
        self._without = without

    def less(self, without: Container[int]) -> "Matching":
        """The same file as it reads without some of its paragraphs."""
        return Matching(self._lines, self._paragraphs, short=self._short, without=without)

    def line(self, paragraph: int) -> int | None:
        """The index of the line the paragraph is, as it was or changed."""
        return self.same.get(paragraph, self.changed.get(paragraph))

    def row(self, paragraph: int) -> range:
        """The paragraphs of the row of a table in which the paragraph stands."""
        cells = self._cells
        begin = end = paragraph
        while begin > 0 and cells[begin] > 0 and 0 <= cells[begin - 1] <= cells[begin]:
            begin -= 1
        while end + 1 < len(cells) and cells[end + 1] > 0 and cells[end + 1] >= cells[end]:
            end += 1
        return range(begin, end + 1)

    @cached_property
    def in_order(self) -> dict[int, int]:
        """Index of a paragraph → index of the line with the same text, both rising."""
        told = [plain(self._paragraphs[number].before) for number in self._text]
        return {self._text[b]: a for a, b in common([line.text for line in self._lines], told)}

    @cached_property
    def same(self) -> dict[int, int]:
        """`in_order`, and paragraphs carried elsewhere whose text the edition and the rest of the file hold once.

        Under a heading that was carried, whatever stands in its old order goes with it, be it ever so short.
        """
        found = dict(self.in_order)
        ours = _once((line.text for line in self._lines), set(found.values()))
        told = [plain(self._paragraphs[number].before) for number in self._text]
        for text, place in _once(told, {n for n, number in enumerate(self._text) if number in found}).items():
            if text in ours and len(text) >= TELLING:
                found[self._text[place]] = ours[text]
        return found | self._under_carried(found)

    @cached_property
    def changed(self) -> dict[int, int]:
        """Index of a paragraph changed without tracking → index of the likest line between the same two anchors."""
        found = {n: at for n, at in self.retitled.items() if n not in self.same}
        taken = {*self.same.values(), *found.values()}
        start, gap = 0, list[int]()
        for number in [*self._text, -1]:
            if number in self.in_order or number < 0:
                end = self.in_order.get(number, len(self._lines))
                found.update(self._likest([n for n in range(start, end) if n not in taken], gap))
                start, gap = end + 1, []
            elif number not in self.same and number not in found:
                gap.append(number)
        return found

    @cached_property
    def retitled(self) -> dict[int, int]:
        """Headings of cards under another code → the line of the edition with the same title, of which there is one."""
        known = {*self.in_order.values()}
        cards = [n for n, line in enumerate(self._lines) if line.role == "heading" and line.item]
        ours = _lone((_title(self._lines[n].text), n) for n in cards)
        headed = (n for n in self._text if self._paragraphs[n].heading_level)
        theirs = _lone((_title(self._paragraphs[n].before), n) for n in headed)
        return {
            number: ours[title]
            for title, number in theirs.items()
            if title in ours and ours[title] not in known and number not in self.in_order
        }

    def carried(self, paragraph: int) -> bool:
        """Whether the paragraph is a line that stood elsewhere among those that kept their order."""
        at = self.line(paragraph)
        if at is None or paragraph in self.in_order:
            return False
        before = max((n for n in self.in_order if n < paragraph), default=None)
        after = min((n for n in self.in_order if n > paragraph), default=None)
        low = -1 if before is None else self.in_order[before]
        return not low < at < (len(self._lines) if after is None else self.in_order[after])

    def is_text(self, one: ReturnedParagraph) -> bool:
        """Whether the paragraph is of the text: not of the contents, the cover, a header, a note; and not empty."""
        return bool(plain(one.before)) and self.stands(one) and one.spot.paragraph not in self._without

    def stands(self, one: ReturnedParagraph) -> bool:
        """Whether the paragraph stands where the text does, be it new or empty."""
        if one.spot.part not in ("body", "textbox"):
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
    def _cells(self) -> list[int]:
        return [one.spot.cell for one in self._paragraphs]

    @cached_property
    def _text(self) -> list[int]:
        return [number for number, one in enumerate(self._paragraphs) if self.is_text(one)]

    def _under_carried(self, found: dict[int, int]) -> dict[int, int]:
        """Paragraphs under a heading carried elsewhere → lines under it, in one order; none of those in `found`."""
        taken, more = set(found.values()), dict[int, int]()
        heads = [n for n, line in enumerate(self._lines) if line.role == "heading"]
        ends = dict(zip(heads, [*heads[1:], len(self._lines)], strict=False))
        headed = [place for place, n in enumerate(self._text) if self._paragraphs[n].heading_level]
        for place, end in zip(headed, [*headed[1:], len(self._text)], strict=False):
            head = self._text[place]
            at = found.get(head, self.retitled.get(head))
            if at is None or head in self.in_order or at not in ends:
                continue
            ours, theirs = range(at + 1, ends[at]), self._text[place + 1 : end]
            told = [plain(self._paragraphs[n].before) for n in theirs]
            for a, b in common([self._lines[n].text for n in ours], told):
                if theirs[b] not in found and ours[a] not in taken:
                    more[theirs[b]] = ours[a]
        return more

    def _likest(self, ours: list[int], theirs: list[int]) -> dict[int, int]:
        if not ours or not theirs:
            return {}
        was = [bag(self._lines[n].text) for n in ours]
        now = [bag(self._paragraphs[n].before) for n in theirs]
        return {theirs[b]: ours[a] for a, b in likely(was, now, likeness, least=_RELATED)}


def bag(text: str) -> Counter[str]:
    """The words of a text, how often each."""
    return Counter(plain(text).casefold().split())


def _title(text: str) -> tuple[str, str] | None:
    """The label and the title in a heading of a card: `Opatření 2.1 – Název`; None where it is none."""
    begin, found, title = plain(text).casefold().replace(" - ", " – ", 1).partition(" – ")
    label, _, code = begin.partition(" ")
    return (label, title) if found and title and code[:1].isdigit() else None


def _lone(told: Iterable[tuple[tuple[str, str] | None, int]]) -> dict[tuple[str, str], int]:
    """What stands once, by its place."""
    every = [(key, place) for key, place in told if key is not None]
    counts = Counter(key for key, _ in every)
    return {key: place for key, place in every if counts[key] == 1}


def _once(texts: Iterable[str], taken: set[int]) -> dict[str, int]:
    """Texts that stand once in the whole, by their place, without the places taken."""
    every = list(texts)
    counts = Counter(every)
    return {text: place for place, text in enumerate(every) if counts[text] == 1 and place not in taken}
