"""Tables of a Word body: plain ones, matrices of items, and the fields of a card; columns shared to the twip."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lifecycle.documents.blocks import Card, Entry, Matrix, Row, Runs, Table
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.extent import is_low
from lifecycle.documents.word.inline import Inline, attribute, run
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.paragraphs import CLOSED, Paragraphs

_ALIGN = {"r": '<w:jc w:val="right"/>', "c": '<w:jc w:val="center"/>'}
_LONG_CELL = 700
"""Letters past which a row of cards and matrices may break over pages: held together it leaves half a page empty."""
_LONG_CARD = 1800
_SHORT_TABLE = 8
"""Cards of fewer letters and tables of fewer rows stay on one page where they can; so do the ends of longer ones."""
_LOW_TABLE, _LOW_END = 12, 10
"""Lines past which a table of few rows is not kept together, nor its end: it would leave half a page empty before."""
_LEAD = 2
"""Rows of a card that stay with what leads up to it."""
_HEADS = 16
"""Hundredths of the width that the heads of a matrix have at most."""
KEEP, _LOOSE = "<w:keepNext/>", '<w:keepNext w:val="0"/>'
_WHOLE = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"


@dataclass(frozen=True, slots=True, eq=False)  # `columns` gives the same ones to tables of one shape
class Column:
    """One column: its width in twips, the opening of its cells, the alignment of their paragraphs."""

    width: int
    start: str
    align: str


class Tables:
    """The tables of one document as XML, without what parts them from their neighbours.

    A plan has many tables of few shapes: what those of one shape have in common is made once.
    """

    def __init__(self, look: Look, paragraphs: Paragraphs, *, inline: Inline, comments: Comments) -> None:
        self.width = look.width
        """The twips a table here has."""
        self._paragraphs = paragraphs
        self._inline = inline
        self._comments = comments
        self._grids: dict[tuple[str, tuple[Column, ...], bool, bool], tuple[str, str]] = {}
        self._cells: dict[tuple[str, tuple[Column, ...], str], list[str]] = {}
        self._labels: dict[tuple[str, bool, bool], str] = {}

    def turn(self, width: int) -> None:
        """The tables that follow share `width` twips."""
        self.width = width

    def table(self, table: Table) -> str:
        """A table with its header row; nothing for one without columns."""
        count = max([len(table.header), *[len(row.cells) or 1 for row in table.rows]])
        if not count:
            return ""
        every = columns(table.widths, count, table.align, self.width)
        parts = [self._opening("plan table", every, table.caption, header=bool(table.header))]
        if table.header:
            parts.append(self._header(every, table.header + ((),) * (count - len(table.header))))
        named = {name: place for place, name in enumerate(table.fields)}
        short = len(table.rows) <= _SHORT_TABLE and is_low(table, self.width, _LOW_TABLE)
        last = len(table.rows) - 1
        end = 1 if short else self._end(table)
        parts += [
            self._row(row, every, named, KEEP if place < last and (short or not place or place > last - end) else "")
            for place, row in enumerate(table.rows)
        ]
        parts.append("</w:tbl>")
        return "".join(parts)

    def _end(self, table: Table) -> int:
        """How many rows at the end of a table stay together, so that none of them stands alone on a page."""
        wished = (3, 2) if len(table.rows) > _SHORT_TABLE else (2,)
        ends = (replace(table, rows=table.rows[-count:], caption="") for count in wished)
        return next((len(end.rows) for end in ends if is_low(end, self.width, _LOW_END)), 1)

    def matrix(self, matrix: Matrix) -> str:
        """A table with heads in its first column as well, each entry of a cell a paragraph with its own anchors."""
        count = max([len(matrix.header), *(len(row.cells) for row in matrix.rows)])
        heads = min(_HEADS, 100 // (count + 1))
        every = columns((heads * count, *(100 - heads for _ in range(count))), count + 1, "", self.width)
        header = (matrix.corner, *matrix.header, *((),) * (count - len(matrix.header)))
        parts = [self._opening("plan table", every, matrix.caption, header=True, heads=True)]
        parts.append(self._header(every, header))
        for row in matrix.rows:
            letters = [sum(len(part.text) for entry in cell for part in entry.runs) for cell in row.cells]
            broken = max(letters, default=0) > _LONG_CELL
            parts.append("<w:tr>" if broken else _WHOLE)
            # A row whose heads hold on to what follows jumps as a whole to the next page in LibreOffice 7.4.
            loose = _LOOSE if broken else ""
            head = self._paragraphs.paragraph("table heading", self._inline.runs(row.head), loose)
            named = (*row.heads, *((),) * (len(row.cells) - len(row.heads)))
            cells = [
                head,
                *(self._entries(cell, matrix.field, name, loose) for cell, name in zip(row.cells, named, strict=False)),
            ]
            cells += [self._entries((), "", ())] * (len(every) - len(cells))
            parts += [f"{column.start}{cell}</w:tc>" for column, cell in zip(every, cells, strict=True)]
            parts.append("</w:tr>")
        parts.append("</w:tbl>")
        return "".join(parts)

    def fields(self, card: Card, *, anchored: bool, led: bool = False) -> str:
        """The card's table: labels left, values right; a comment at a field stands around its value.

        A card stays on one page where it can; one that is `led` up to stays with what leads to it instead.
        """
        told = f"{card.label} {card.code}"
        every = label, value = columns((24, 76), 2, "", self.width)
        parts = [self._opening("card table", every, told, header=False, heads=True)]
        lengths = [
            len(field.runs[0].text) if len(field.runs) == 1 else sum([len(part.text) for part in field.runs])
            for field in card.fields
        ]
        together = _LEAD if led else len(lengths) if sum(lengths) <= _LONG_CARD else 0
        commented = anchored and self._comments.fields(card.item)
        last = min(together, len(lengths) - 1)
        for place, (field, length) in enumerate(zip(card.fields, lengths, strict=True)):
            text = self._inline.runs(field.runs)
            if commented:
                starts, ends = self._comments.around((card.item, field.name))
                text = f"{starts}{text}{ends}"
            common = field.label, length <= _LONG_CELL, place < last
            opening = self._labels.get(common)
            if opening is None:
                opening = self._labels[common] = self._field(label, value, *common)
            parts.append(f"{opening}{text}</w:p></w:tc></w:tr>")
        parts.append("</w:tbl>")
        return "".join(parts)

    def _field(self, label: Column, value: Column, name: str, whole: bool, kept: bool) -> str:
        """A row of a card up to the text of its value."""
        keep = KEEP if kept else ""
        named = self._paragraphs.paragraph("card label", run(self._inline.set(name)), keep)
        opening = self._paragraphs.opening("card text", keep)
        return f"{_WHOLE if whole else '<w:tr>'}{label.start}{named}</w:tc>{value.start}{opening}"

    def _opening(
        self, style: str, every: tuple[Column, ...], caption: str, *, header: bool, heads: bool = False
    ) -> str:
        """A table up to its first row; `caption` is what a screen reader says of it."""
        told = f'<w:tblCaption w:val="{attribute(self._inline.set(caption))}"/>' if caption else ""
        known = self._grids.get((style, every, header, heads))
        if known is None:
            grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in every)
            look = 0x0400 | header << 5 | heads << 7
            known = self._grids[style, every, header, heads] = (
                f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._paragraphs.ids[style]}"/>'
                f'<w:tblW w:w="{sum(column.width for column in every)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
                f'<w:tblLook w:val="{look:04X}" w:firstRow="{header:d}" w:lastRow="0" w:firstColumn="{heads:d}"'
                ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
                f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            )
        return f"{known[0]}{told}{known[1]}"

    def _header(self, every: tuple[Column, ...], header: Iterable[Runs]) -> str:
        """The header row, which repeats on every page."""
        cells = self._filled("table heading", every, [self._inline.runs(runs) for runs in header], "")
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _filled(self, style: str, every: tuple[Column, ...], texts: list[str], kept: str) -> list[str]:
        """The cells of a row, each with one paragraph."""
        known = self._cells.get((style, every, kept))
        if known is None:
            opening = self._paragraphs.opening
            known = [f"{column.start}{opening(style, kept + column.align)}" for column in every]
            self._cells[style, every, kept] = known
        if self._paragraphs.waiting:
            texts[0] = self._paragraphs.taking(texts[0])
        return [f"{start}{text}</w:p></w:tc>" for start, text in zip(known, texts, strict=True)]

    def _row(self, row: Row, every: tuple[Column, ...], named: Mapping[str, int], kept: str) -> str:
        """A row; that of an item has its control around the paragraph of the code's cell.

        The control is not inside the paragraph: LibreOffice 7.4 then loses commented text later in the document.
        """
        style = "table total" if row.total else "table text"
        texts = [self._inline.runs(runs) for runs in row.cells] + [""] * (len(every) - len(row.cells))
        control, place = "", 0
        if row.item and self._paragraphs.first(row.item, whole=False):
            place = _code_column(row, named)
            control = self._paragraphs.control(row.item, self._inline.plain(row.cells[place]) if row.cells else "")
            starts, ends = self._comments.around((row.item, None))
            texts[place] = f"{self._paragraphs.point(row.item)}{starts}{texts[place]}{ends}"
            if self._comments.fields(row.item):
                for name, where in named.items():
                    if where < len(texts):
                        starts, ends = self._comments.around((row.item, name))
                        texts[where] = starts + texts[where] + ends
        cells = self._filled(style, every, texts, kept)
        if control:
            start = every[place].start
            inside = cells[place].removeprefix(start).removesuffix("</w:tc>")
            cells[place] = f"{start}{control}{inside}{CLOSED}</w:tc>"
        return f"{_WHOLE}{''.join(cells)}</w:tr>"

    def _entries(self, entries: tuple[Entry, ...], field: str, name: Runs, loose: str = "") -> str:
        """A matrix's cell: its name, and a paragraph for each entry, its control around it as a row's is."""
        written = [self._paragraphs.paragraph("table heading", self._inline.runs(name), loose)] if name else []
        for number, entry in enumerate(entries, 1):
            text, closed = self._inline.runs(entry.runs), ""
            if self._paragraphs.first(entry.item, whole=False):
                written.append(self._paragraphs.control(entry.item, self._inline.plain(entry.runs)))
                closed = CLOSED
                for place in (field, None) if field else (None,):
                    starts, ends = self._comments.around((entry.item, place))
                    text = starts + text + ends
                text = self._paragraphs.point(entry.item) + text
            apart = '<w:spacing w:after="80"/>' if number < len(entries) else ""
            kept = "<w:keepLines/>" if loose else ""
            written.append(self._paragraphs.paragraph("table text", text, kept + apart) + closed)
        return "".join(written) or self._paragraphs.paragraph("table text", "")


@lru_cache(maxsize=256)
def columns(parts: tuple[int, ...], count: int, align: str, width: int) -> tuple[Column, ...]:
    """`count` columns that share `width` in the proportion of `parts` (equally where these do not fit) to the twip."""
    if len(parts) != count or min(parts) <= 0:
        parts = (1,) * count
    edges = [sum(parts[:n]) * width // sum(parts) for n in range(count + 1)]
    return tuple(
        Column(right - left, f'<w:tc><w:tcPr><w:tcW w:w="{right - left}" w:type="dxa"/></w:tcPr>', _ALIGN.get(sign, ""))
        for left, right, sign in zip(edges, edges[1:], align[:count].ljust(count, "l"), strict=False)
    )


def _code_column(row: Row, named: Mapping[str, int]) -> int:
    """The cell that shows the row's code: the column of that field, else the first that says anything."""
    for name in ("code", "key"):
        if named.get(name, len(row.cells)) < len(row.cells) and row.cells[named[name]]:
            return named[name]
    return next((place for place, runs in enumerate(row.cells) if runs), 0)
