"""An edition as the lines a reader meets, in order, each knowing its item, its field and where it stands.

Returned files are read against these lines: they are made from the stored blocks, in the order the writers print them.
What stands around the text (cover, contents, running header, control code) is not of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

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
)
from lifecycle.documents.document import Document, Section
from lifecycle.documents.typography import plain
from lifecycle.model.thing import full_item

Role = Literal["heading", "label", "text"]
CAPTIONED = ("table", "chart", "picture")
"""What is counted under a caption, each by its own word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as printed, in plain spaces; `item` and `field` are what it shows, None where it shows none.

    `heading` is the nearest heading at or before it; in a table `row` is the text of its row's first cell and `cell`
    its column.
    """

    text: str
    item: str | None = None
    field: str | None = None
    role: Role = "text"
    heading: str = ""
    row: str = ""
    cell: int = -1


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the edition shows it: the cards it lies in, innermost first, and the heading of its own card."""

    above: tuple[str, ...] = ()
    label: str = ""
    code: str = ""
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label of a row of the card, folded → name of the field."""

    @property
    def heading(self) -> str:
        """How the heading of the card begins: `Opatření 2.1`; empty for what is no card."""
        return plain(f"{self.label} {self.code}") if self.label else ""


@dataclass
class Lines:
    """All lines of one edition and its items; made once by `lines_of`, then only read."""

    all: list[Line] = field(default_factory=list)
    items: dict[str, Shown] = field(default_factory=dict)
    wholes: set[str] = field(default_factory=set)
    """Items shown as a card or a passage."""
    speaks: dict[int, str] = field(default_factory=dict)
    """Index of a line in a table of the program's own → the one item that a cell of its row names by code and title."""
    names: dict[str, str] = field(default_factory=dict)
    """`2.1 – Pečovatelská služba`, as such a table names an item → the item."""


def lines_of(
    document: Document,
    texts: Mapping[str, str],
    *,
    captions: Mapping[str, str],
    names: Mapping[str, str] | None = None,
) -> Lines:
    """The lines of `document`; `texts` opens private text, `captions` says by which word each of CAPTIONED counts.

    `names` (`Lines.names`) are items of the plan the paper speaks of without showing them.
    """
    lines = Lines(names=dict(names or {}))
    walk = _Walk(lines, texts, captions)
    for section in document.sections:
        walk.section(section)
    walk.coded()
    return lines


def fold(text: str) -> str:
    """`text` for comparing labels and codes: plain spaces, no case, no colon at its end."""
    return plain(text).casefold().removesuffix(":").rstrip()


class _Walk:
    """One walk over the blocks in the order the Word writer prints them."""

    def __init__(self, lines: Lines, texts: Mapping[str, str], captions: Mapping[str, str]) -> None:
        self._lines = lines
        self._texts = texts
        self._captions = captions
        self._counts = dict.fromkeys(CAPTIONED, 0)
        self._heading = ""
        self._code_heads: set[str] = set()
        self._uncoded: list[tuple[str, tuple[str, ...], range]] = []
        """Heads of first columns, cells and places of the rows that are no item's own."""

    def section(self, section: Section) -> None:
        """The chapter's heading and its blocks."""
        if section.title:
            self._head(section.title, Line(""))
        self._blocks(section.blocks, Line(""), ())

    def _blocks(self, blocks: Iterable[Block], at: Line, above: tuple[str, ...]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self._head(self._text(block.runs), at)
                case Paragraph():
                    self._add(self._text(block.runs), at)
                case Listing():
                    for _, runs in block.items:
                        self._add(self._text(runs), at)
                case Card():
                    self._card(block, above)
                case Passage():
                    self._known(block.item, Shown(above))
                    self._lines.wholes.add(block.item)
                    self._blocks(block.blocks, Line("", block.item, "text"), (block.item, *above))
                case Table():
                    self._table(block, at, above)
                case Matrix():
                    self._matrix(block, at, above)
                case Chart():
                    self._caption("chart", block.caption, at)
                case Picture():
                    self._caption("picture", block.caption, at)
                case Index():
                    for head, entries in block.groups:
                        self._add(self._text(head), at)
                        for entry in entries:
                            self._add(self._text(entry.runs), replace(at, item=entry.item))

    def coded(self) -> None:
        """A row that begins with an item's code, under the head codes stand under, speaks of that item."""
        names = self._lines.names = self._lines.names | self._names()
        for head, cells, places in self._uncoded:
            item = full_item(cells[0])
            told = {names[cell] for cell in (*cells, " – ".join(cells[:2])) if cell in names}
            if head in self._code_heads and item in self._lines.items:
                for place in places:
                    self._lines.all[place] = replace(self._lines.all[place], item=item)
            elif len(told) == 1:
                self._lines.speaks.update(dict.fromkeys(places, next(iter(told))))

    def _names(self) -> dict[str, str]:
        """Items by code and title, of cards and of rows that show both."""
        rows: dict[str, dict[str, str]] = {}
        for line in self._lines.all:
            if line.item and line.cell >= 0 and line.field in ("code", "title") and line.role == "text":
                rows.setdefault(line.item, {}).setdefault(line.field, line.text)
        told = {item: (one.code, one.title) for item, one in self._lines.items.items()}
        told |= {item: (one.get("code", ""), one.get("title", "")) for item, one in rows.items() if len(one) > 1}
        return {plain(f"{code} – {title}"): item for item, (code, title) in told.items() if code and title}

    def _card(self, card: Card, above: tuple[str, ...]) -> None:
        title = self._text(card.title)
        named = {fold(one.label): one.name for one in card.fields}
        self._known(card.item, Shown(above, card.label, card.code, title, named))
        self._lines.wholes.add(card.item)
        begins = f"{card.label} {card.code}"
        self._head(f"{begins} – {title}" if title else begins, Line("", card.item, "title"))
        for one in card.fields:
            cell = Line("", card.item, one.name, row=plain(one.label))
            self._add(one.label, replace(cell, role="label", cell=0))
            self._add(self._text(one.runs), replace(cell, cell=1))
        self._blocks(card.blocks, Line("", card.item), (card.item, *above))

    def _table(self, table: Table, at: Line, above: tuple[str, ...]) -> None:
        self._caption("table", table.caption, at)
        self._cells([self._text(runs) for runs in table.header], replace(at, field=None, role="label"), ())
        heads = [fold(self._text(runs)) for runs in table.header]
        if table.fields[:1] == ("code",):
            self._code_heads.update(heads[:1])
        for row in table.rows:
            begin = len(self._lines.all)
            if row.item:
                self._known(row.item, Shown(above))
            fields = table.fields if row.item else ()
            cells = [self._text(runs) for runs in row.cells]
            self._cells(cells, Line("", row.item or at.item, at.field), fields)
            if heads and cells and not (row.item or at.item):
                told = tuple(map(plain, cells))
                self._uncoded.append((heads[0], told, range(begin, len(self._lines.all))))

    def _cells(self, cells: list[str], at: Line, fields: tuple[str, ...]) -> None:
        first = plain(cells[0]) if cells else ""
        for place, text in enumerate(cells):
            named = (fields[place] or None) if place < len(fields) else None if fields else at.field
            self._add(text, replace(at, field=named, row=first, cell=place))

    def _matrix(self, matrix: Matrix, at: Line, above: tuple[str, ...]) -> None:
        self._caption("table", matrix.caption, at)
        header = [self._text(runs) for runs in (matrix.corner, *matrix.header)]
        self._cells(header, replace(at, role="label"), ())
        for row in matrix.rows:
            head = plain(self._text(row.head))
            self._add(head, replace(at, role="label", row=head, cell=0))
            for place, cell in enumerate(row.cells):
                if place < len(row.heads):
                    self._add(self._text(row.heads[place]), replace(at, role="label", row=head, cell=place + 1))
                for entry in cell:
                    self._known(entry.item, Shown(above))
                    shown = Line("", entry.item, matrix.field or None, row=head, cell=place + 1)
                    self._add(self._text(entry.runs), shown)

    def _known(self, item: str, shown: Shown) -> None:
        """An item is as its card or passage shows it; a row tells only that it is there."""
        if item not in self._lines.items or (item not in self._lines.wholes and shown.label):
            self._lines.items[item] = shown

    def _caption(self, kind: str, caption: str, at: Line) -> None:
        if caption:
            self._counts[kind] += 1
            self._add(f"{self._captions.get(kind, '')} {self._counts[kind]}. {caption}", replace(at, role="label"))

    def _head(self, text: str, at: Line) -> None:
        self._heading = plain(text)
        self._add(text, replace(at, role="heading"))

    def _add(self, text: str, at: Line) -> None:
        if plain(text):
            self._lines.all.append(replace(at, text=plain(text), heading=self._heading))

    def _text(self, runs: Runs) -> str:
        return "".join(self._texts.get(run.text, run.text) for run in runs)
