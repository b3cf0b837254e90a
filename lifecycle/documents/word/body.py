"""Blocks as the XML of a Word body: text by plain string functions, joined once, every item with its anchors.

An item's anchors are the tag of its content control, a point bookmark at its first paragraph and its code in the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from lifecycle.documents.anchors import bookmark_of, tag_of
from lifecycle.documents.blocks import Block, Card, Heading, Listing, Paragraph, Passage, Row, Section, Table
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.inline import Inline, attribute, run
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.tables import Column, code_column, columns, opening

_STYLES = {"body": "body text", "lead": "lead", "note": "note", "quote": "quote"}
_LONG_CELL = 700
"""Letters past which a card's row may break over pages: such a row held together leaves half a page empty."""
_LONG_CARD = 1800
_SHORT_TABLE = 8
"""Cards of fewer letters and tables of fewer rows stay on one page where they can, totals with the row above."""
_KEEP = "<w:keepNext/>"


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents list it; `number` is empty for cards, whose code is in the text."""

    depth: int
    number: str
    text: str
    bookmark: str


class Body:
    """The growing body: `out` its XML in order, `entries` its headings, `lists` the numbered lists it started."""

    def __init__(self, look: Look, *, inline: Inline, comments: Comments, phrases: Phrases, language: str) -> None:
        self.out: list[str] = []
        self.entries: list[Entry] = []
        self.lists = 0
        self._inline = inline
        self._comments = comments
        self._look = look
        self._tables = 0
        self._sequence = ("Tabulka", "Table")[language == "en"]
        self._caption = phrases.say("document.table")
        self._ids = {name: look.style(name) for name in look.ids}
        self._bookmarks = 0
        self._names: set[str] = set()
        self._controls: set[int] = {1}  # the gallery's own
        self._anchored: set[str] = set()
        self._levels: list[tuple[int, bool]] = []
        self._counters = [0, 0, 0, 0]
        self._open = ""
        self._close = ""
        self._gap = False
        self._chapter = ""
        self._labels: dict[tuple[str, str], str] = {}

    def sections(self, sections: Iterable[Section], *, own_page: bool = True) -> None:
        """Write the chapters, each under a heading of the first level; in a short paper it begins no new page.

        A chapter without a title has no heading: the paper's title stands for it.
        """
        self._chapter = "" if own_page else '<w:pageBreakBefore w:val="0"/><w:spacing w:before="360"/>'
        for section in sections:
            self._levels = []
            if section.title:
                self._heading(0, run(self._inline.set(section.title)), self._inline.set(section.title))
            self._blocks(section.blocks, section.title)
        if self._gap:  # a body never ends with a table (ISO 29500-1, 17.4.37: Word wants a paragraph after it)
            self.out.append(self.paragraph("table gap", ""))

    def paragraph(self, style: str, content: str, direct: str = "") -> str:
        """A paragraph; the first one after an item begins takes the item's bookmark and comments."""
        if self._open or self._close:
            content, self._open, self._close = f"{self._open}{content}{self._close}", "", ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._ids[style]}"/>{direct}</w:pPr>{content}</w:p>'

    def _blocks(self, blocks: Iterable[Block], title: str, in_card: bool = False) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._space(block.style != "note")
                    style = _STYLES.get(block.style, "body text")
                    self.out.append(self.paragraph(style, self._inline.runs(block.runs)))
                case Table():
                    self._table(block)
                case Card():
                    self._card(block, title)
                case Heading():
                    text = self._inline.plain(block.runs)
                    self._heading(block.level, self._inline.runs(block.runs), text, numbered=not in_card)
                case Listing():
                    self._listing(block)
                case Passage():
                    self._passage(block, title, in_card)

    def _space(self, needed: bool = True) -> None:
        """Part what follows from a table before it; two tables in a row would become one."""
        if self._gap and needed:
            self.out.append(f'<w:p><w:pPr><w:pStyle w:val="{self._ids["table gap"]}"/></w:pPr></w:p>')
        self._gap = False

    def _heading(self, level: int, content: str, text: str, *, numbered: bool = True, alias: str = "") -> None:
        """A heading one deeper than the nearest one above it of a lower level: no level of the outline is skipped."""
        self._gap = False
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        depth = len(self._levels) + 1
        numbered = numbered and depth <= 4 and all(above for _, above in self._levels)
        self._levels.append((level, numbered))
        number = ""
        if numbered:
            self._counters[depth - 1] += 1
            self._counters[depth:] = [0] * (4 - depth)
            number = ".".join(map(str, self._counters[:depth]))
        style = f"heading {depth}" if numbered else f"card heading {min(depth, 5)}"
        name = self._fresh_name(alias or text)
        begin, end = self._bookmark(name)
        self.out.append(self.paragraph(style, f"{begin}{content}{end}", "" if level else self._chapter))
        self.entries.append(Entry(depth, number, alias or text, name))

    def _card(self, card: Card, title: str) -> None:
        code = f"{card.label} {card.code}"
        named = self._inline.plain(card.title)
        first = self._item(card.item, code) if self._first(card.item, whole=True) else ""
        self.out.append(first)
        listed = f"{named} ({code[:1].lower()}{code[1:]})" if named else f"({code})"
        content = run(f"{code} – ") + self._inline.runs(card.title) if named else run(code)
        self._heading(card.level, content, code, numbered=False, alias=listed)
        if card.fields:
            self._fields(card, anchored=bool(first))
        self._blocks(card.blocks, title, in_card=True)
        if first:
            self.out.append("</w:sdtContent></w:sdt>")

    def _passage(self, passage: Passage, title: str, in_card: bool) -> None:
        first = self._item(passage.item, title) if self._first(passage.item, whole=True) else ""
        self.out.append(first)
        self._blocks(passage.blocks, title, in_card)
        if self._open or not passage.blocks:
            self._gap = False
            self.out.append(self.paragraph("body text", ""))
        if first:
            self.out.append("</w:sdtContent></w:sdt>")

    def _first(self, item: str, *, whole: bool) -> bool:
        """Whether this is where `item` gets its anchors: once, and in its card rather than in a table's row."""
        if item in self._anchored or (not whole and item in self._comments.places.wholes):
            return False
        self._anchored.add(item)
        return True

    def _item(self, item: str, alias: str) -> str:
        """The opening of an item's control; its bookmark and comments wait for its first paragraph."""
        starts, ends = self._comments.around((item, None))
        # An item may begin with another one: both then stand at the same paragraph.
        self._open, self._close = self._open + self._point(item) + starts, ends + self._close
        return self._control(item, alias)

    def _control(self, item: str, alias: str) -> str:
        number = int.from_bytes(sha256(item.encode("utf-8", "replace")).digest()[:4], "big") & 0x7FFFFFFF
        while number in self._controls or not number:
            number = (number + 1) & 0x7FFFFFFF
        self._controls.add(number)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(alias[:60])}"/><w:tag w:val="{attribute(tag_of(item))}"/>'
            f'<w:id w:val="{number}"/></w:sdtPr><w:sdtContent>'
        )

    def _bookmark(self, name: str) -> tuple[str, str]:
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def _point(self, item: str) -> str:
        return "".join(self._bookmark(bookmark_of(item)))

    def _fresh_name(self, text: str) -> str:
        """A name as Word gives to headings of its contents, made from the heading's text."""
        number = int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:4], "big") % 900_000_000
        while (name := f"_Toc{100_000_000 + number}") in self._names:
            number = (number + 1) % 900_000_000
        self._names.add(name)
        return name

    def _listing(self, listing: Listing) -> None:
        self._space()
        number, style = self._look.bullets, "list bullet"
        if listing.ordered:
            number, style = str(self._look.next_list + self.lists), "list number"
            self.lists += 1
        for depth, runs in listing.items:
            direct = f'<w:numPr><w:ilvl w:val="{min(depth, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
            self.out.append(self.paragraph(style, self._inline.runs(runs), direct))

    def _fields(self, card: Card, *, anchored: bool) -> None:
        """The card's table: labels left, values right; a comment at a field stands around its value."""
        label, value = columns((24, 76), 2, "", self._look.width)
        parts = [opening(self._ids["card table"], (label, value), f"{card.label} {card.code}", header=False)]
        lengths = [sum([len(part.text) for part in field.runs]) for field in card.fields]
        together = sum(lengths) <= _LONG_CARD
        commented = anchored and self._comments.fields(card.item)
        last = len(lengths) - 1
        for place, (field, length) in enumerate(zip(card.fields, lengths, strict=True)):
            text = self._inline.runs(field.runs)
            if commented:
                starts, ends = self._comments.around((card.item, field.name))
                text = starts + text + ends
            kept = _KEEP if together and place < last else ""
            start = "<w:tr>" if length > _LONG_CELL else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            named = self._label(field.label, kept)
            told = self.paragraph("card text", text, kept)
            parts.append(f"{start}{label.start}{named}</w:tc>{value.start}{told}</w:tc></w:tr>")
        parts.append("</w:tbl>")
        self.out.append("".join(parts))
        self._gap = True

    def _label(self, label: str, kept: str) -> str:
        """A field's label as a paragraph; a plan has many cards and few labels."""
        known = self._labels.get((label, kept))
        if known is None:
            known = self._labels[label, kept] = self.paragraph("card label", run(self._inline.set(label)), kept)
        return known

    def _table(self, table: Table) -> None:
        if table.caption:
            self._gap = False
            self._tables += 1
            text = run(f"{self._caption} ") + field(f" SEQ {self._sequence} \\* ARABIC ", str(self._tables))
            self.out.append(self.paragraph("caption", text + run(f". {self._inline.set(table.caption)}")))
        else:
            self._space()
        count = max(len(table.header), *(len(row.cells) for row in table.rows), 1) if table.rows else len(table.header)
        if not count:
            return
        every = columns(table.widths, count, table.align, self._look.width)
        parts = [opening(self._ids["plan table"], every, self._inline.set(table.caption), header=bool(table.header))]
        if table.header:
            parts.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
            for column, runs in zip(every, table.header + ((),) * (count - len(table.header)), strict=True):
                cell = self.paragraph("table heading", self._inline.runs(runs), column.align)
                parts.append(f"{column.start}{cell}</w:tc>")
            parts.append("</w:tr>")
        named = {name: place for place, name in enumerate(table.fields)}
        short = len(table.rows) <= _SHORT_TABLE
        last = len(table.rows) - 1
        parts += [
            self._row(row, every, named, _KEEP if place < last and (short or table.rows[place + 1].total) else "")
            for place, row in enumerate(table.rows)
        ]
        parts.append("</w:tbl>")
        self.out.append("".join(parts))
        self._gap = True

    def _row(self, row: Row, every: tuple[Column, ...], named: Mapping[str, int], kept: str) -> str:
        """A row; that of an item has its control around the paragraph of the code's cell.

        The control is not inside the paragraph: LibreOffice 7.4 then loses commented text later in the document.
        """
        style = "table total" if row.total else "table text"
        texts = [self._inline.runs(runs) for runs in row.cells] + [""] * (len(every) - len(row.cells))
        control, place = "", 0
        if row.item and self._first(row.item, whole=False):
            place = code_column(row, named)
            control = self._control(row.item, self._inline.plain(row.cells[place]) if row.cells else "")
            starts, ends = self._comments.around((row.item, None))
            texts[place] = f"{self._point(row.item)}{starts}{texts[place]}{ends}"
            if self._comments.fields(row.item):
                for name, where in named.items():
                    if where < len(texts):
                        starts, ends = self._comments.around((row.item, name))
                        texts[where] = starts + texts[where] + ends
        cells = [self.paragraph(style, text, kept + column.align) for column, text in zip(every, texts, strict=True)]
        if control:
            cells[place] = f"{control}{cells[place]}</w:sdtContent></w:sdt>"
        inner = "".join([f"{column.start}{cell}</w:tc>" for column, cell in zip(every, cells, strict=True)])
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"


def field(instruction: str, cached: str) -> str:
    """A complex field with its cached text (ISO 29500-1, 17.16.18); never dirty: Word asks the reader about those."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(cached)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
