"""Two texts of one document side by side: which items and fields changed, which blocks belong together, which words.

An item is known by its address, a field by its name, so that nothing is found by its place in the text; what has
neither (a paragraph, a row of totals) is aligned with its neighbours. It reads blocks, never a written file.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lifecycle.documents.alignment import stretches
from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Heading,
    Index,
    Listing,
    Matrix,
    Paragraph,
    Passage,
    Picture,
    Runs,
    Table,
    block_json,
)
from lifecycle.documents.document import Section
from lifecycle.documents.typography import plain
from lifecycle.model.difference import Difference
from lifecycle.model.thing import canonical

TITLE, TEXT = "title", "text"
"""The fields of an item that are not rows of its card: its title, and the text under it."""
ELLIPSIS = "…"
_WORD = re.compile(r"vault:[0-9a-f]{64}(?:~\d+-\d+)*|\w+|\s+|[^\w\s]")

Place = tuple[str, str]
"""(item, field)"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says at one place: a field of an item, or words of a chapter where `item` is None."""

    chapter: str
    item: str | None
    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words that both texts have (`equal`), only the older (`removed`) or only the newer (`added`)."""

    kind: str
    text: str


def compared(before: Sequence[Section], after: Sequence[Section]) -> list[Difference]:
    """Every place that differs, chapter by chapter in the order of the newer text; what is gone follows in its chapter.

    Kinds of space do not matter. An item that only one text has is told by its title, then by each of its fields.
    """
    old, new = told_by(before), told_by(after)
    found: list[Difference] = []
    for chapter in dict.fromkeys(section.name for section in (*after, *before)):
        found += _items(chapter, old, new)
        found += _words_of_chapter(chapter, old.loose.get(chapter, []), new.loose.get(chapter, []))
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """What a document tells: each item's fields in reading order, and the words of chapters under no item."""

    items: Mapping[str, Mapping[str, Told]]
    loose: Mapping[str, list[str]]

    def title(self, item: str) -> Told:
        """The item's title, else the first of its words."""
        fields = self.items[item]
        return fields.get(TITLE) or fields.get(TEXT) or next(iter(fields.values()))

    def rest(self, item: str) -> list[Told]:
        """What is told of the item beside its title."""
        title = self.title(item)
        return [one for one in self.items[item].values() if one is not title and plain(one.text)]

    def chapter(self, item: str) -> str:
        """The chapter that shows the item first."""
        return next(iter(self.items[item].values())).chapter


def told_by(sections: Iterable[Section]) -> Telling:
    """Every item with its fields; of a field shown twice the card's or passage's words count, else the first row's."""
    wholes: dict[str, dict[str, Told]] = {}
    rows: dict[str, dict[str, Told]] = {}
    loose: dict[str, list[str]] = {}
    shown: dict[str, None] = {}
    for section in sections:
        for told, whole in _told(section.name, section.blocks, None):
            if told.item is None:
                loose.setdefault(section.name, []).append(told.text)
                continue
            shown.setdefault(told.item)
            if whole:
                _join(wholes.setdefault(told.item, {}), told)
            else:
                rows.setdefault(told.item, {}).setdefault(told.field, told)
    return Telling({item: {**rows.get(item, {}), **wholes.get(item, {})} for item in shown}, loose)


def _join(fields: dict[str, Told], told: Told) -> None:
    """The words under an item are one text, however many paragraphs they are; of another field the first counts."""
    known = fields.get(told.field)
    if known is None:
        fields[told.field] = told
    elif told.field == TEXT:
        fields[TEXT] = Told(known.chapter, known.item, TEXT, known.label, f"{known.text}\n{told.text}")


def _told(chapter: str, blocks: Iterable[Block], owner: str | None) -> Iterator[tuple[Told, bool]]:
    """Each place in reading order, and whether it belongs to a card or a passage; `owner` is the item around it."""

    def said(text: str) -> Iterator[tuple[Told, bool]]:
        if plain(text):
            yield Told(chapter, owner, TEXT, "", text), True

    for block in blocks:
        match block:
            case Card():
                yield Told(chapter, block.item, TITLE, "", flat(block.title)), True
                for one in block.fields:
                    yield Told(chapter, block.item, one.name, one.label, flat(one.runs)), True
                yield from _told(chapter, block.blocks, block.item)
            case Passage():
                yield from _told(chapter, block.blocks, block.item)
            case Heading() | Paragraph():
                yield from said(flat(block.runs))
            case Listing():
                yield from said("\n".join(flat(runs) for _, runs in block.items))
            case Table():
                for row in block.rows:
                    if row.item is None:
                        yield from said("; ".join(flat(cell) for cell in row.cells))
                        continue
                    for name, head, cell in zip(block.fields, block.header, row.cells, strict=False):
                        if name:
                            yield Told(chapter, row.item, name, flat(head), flat(cell)), False
            case Matrix():
                for entry in (entry for line in block.rows for cell in line.cells for entry in cell):
                    yield Told(chapter, entry.item, block.field or TEXT, "", flat(entry.runs)), False
            case Chart():
                yield from said(block.alt)
            case Picture():
                yield from said(f"{block.caption} [{block.alt} {block.sha256[:12]}]")
            case Index():
                pass  # it only says where items stand


def flat(runs: Runs) -> str:
    """The words of `runs` without their manner, a footnote in brackets at its mark."""
    return "".join(f"{run.text} [{flat(run.note)}]" if run.note else run.text for run in runs)


def _items(chapter: str, old: Telling, new: Telling) -> Iterator[Difference]:
    for item, fields in new.items.items():
        if new.chapter(item) != chapter:
            continue
        was = old.items.get(item)
        if was is None:
            yield Difference(chapter, item, None, "", None, new.title(item).text)
            for one in new.rest(item):
                yield Difference(chapter, item, one.field, one.label, None, one.text)
            continue
        for name in dict.fromkeys((*was, *fields)):
            one = fields.get(name) or was[name]
            before, after = (side[name].text if name in side else None for side in (was, fields))
            if plain(before or "") != plain(after or ""):
                yield Difference(chapter, item, name, one.label, before, after)
    for item in old.items:
        if item not in new.items and old.chapter(item) == chapter:
            yield Difference(chapter, item, None, "", old.title(item).text, None)
            for one in old.rest(item):
                yield Difference(chapter, item, one.field, one.label, one.text, None)


def _words_of_chapter(chapter: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    for was, now in paired([plain(text) for text in old], [plain(text) for text in new]):
        before, after = None if was is None else old[was], None if now is None else new[now]
        if plain(before or "") != plain(after or ""):
            yield Difference(chapter, None, None, "", before, after)


def paired(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int | None, int | None]]:
    """Which place of `before` belongs to which of `after`, in order: equal keys first, between them one by one."""
    found: list[tuple[int | None, int | None]] = []
    for _, a, b, c, d in stretches(before, after):
        for n in range(max(b - a, d - c)):
            found.append((a + n if a + n < b else None, c + n if c + n < d else None))
    return found


def aligned(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """The blocks of two texts in pairs: items by their address, headings by level, the rest by its words.

    Blocks of different kinds are never a pair; an item that moved is a block that is gone and one that is new.
    """
    found: list[tuple[Block | None, Block | None]] = []
    for was, now in paired([_known_by(block) for block in before], [_known_by(block) for block in after]):
        one, other = None if was is None else before[was], None if now is None else after[now]
        if one is not None and other is not None and not _comparable(one, other):
            found += [(one, None), (None, other)]
        else:
            found.append((one, other))
    return found


def _known_by(block: Block) -> tuple[str, str | bytes]:
    match block:
        case Card() | Passage():
            return type(block).__name__, block.item
        case Table() | Matrix() | Chart() if block.caption:
            return type(block).__name__, block.caption
        case _:
            return type(block).__name__, canonical(block_json(block))


def _comparable(one: Block, other: Block) -> bool:
    if type(one) is not type(other):
        return False
    return not isinstance(one, Card | Passage) or one.item == getattr(other, "item", None)


def spans(before: str, after: str) -> list[Span]:
    """`before` and `after` as stretches of words and spaces: without the added ones the older, else the newer text."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[Span] = []
    for same, a, b, c, d in stretches(old, new):
        told = [("equal", old[a:b])] if same else [("removed", old[a:b]), ("added", new[c:d])]
        found += [Span(kind, "".join(words)) for kind, words in told if words]
    return found


def gist(before: str, after: str, *, around: int = 3, most: int = 40) -> tuple[str, str]:
    """What changed, short: the words that differ with `around` words at either side, at most `most` words of each."""
    old, new = _told_words(before), _told_words(after)
    pieces = stretches(old, new)
    was: list[str] = []
    now: list[str] = []
    for place, (same, a, b, c, d) in enumerate(pieces):
        if not same:
            was += old[a:b]
            now += new[c:d]
            continue
        first, last = place == 0, place == len(pieces) - 1
        kept = _around(old[a:b], 0 if first else around, 0 if last else around)
        was += kept
        now += kept
    return _first(was, most), _first(now, most)


def _told_words(text: str) -> list[str]:
    """The words of one line: a sum or a day with its hard spaces is one word."""
    return [word for word in re.split(r"[ \t]+", "; ".join(text.split("\n"))) if word]


def _around(words: Sequence[str], first: int, last: int) -> list[str]:
    """The `first` and the `last` of equal words; a single word left out would be shorter than the sign for it."""
    if len(words) <= first + last + 1:
        return list(words)
    return [*words[:first], ELLIPSIS, *words[len(words) - last :]]


def _first(words: Sequence[str], most: int) -> str:
    return " ".join(words if len(words) <= most else [*words[: most - 1], ELLIPSIS])
