"""A narrative chapter as what a reader sees of it, piece by piece: from its blocks, and from a returned Word file.

Both are told alike, so that two of them are equal just where nobody sees a difference: words, bold, italic, links,
footnotes, levels of headings and lists, rows of tables, pictures. What a chapter cannot carry is not seen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote, unquote

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Picture, Runs, Table
from lifecycle.documents.returned import Returned, ReturnedFootnote, ReturnedParagraph, Span
from lifecycle.documents.tabled import row_text
from lifecycle.documents.typography import plain

Kind = Literal["heading", "text", "quote", "item", "row", "picture"]
_QUOTES = frozenset({"quote", "citát", "citace", "intense quote", "quotations", "block text"})
"""Names of the style of a quotation, as editors translate it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter and how it looks; the mark of a footnote is one without a sign of its own."""

    sign: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: "Letters | None" = None

    @property
    def look(self) -> tuple[bool, bool, str]:
        """Bold, italic, link."""
        return self.bold, self.italic, self.link


Letters = tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, an item of a list, a row of a table (`cells`) or a picture (`cells`: words, caption).

    `depth` is the level of a heading, from 1, and of an item, from 0; of a row 0 where it begins its table.
    """

    kind: Kind
    cells: tuple[Letters, ...]
    depth: int = 0
    numbered: bool = False
    digest: str = ""
    paragraph: int = -1
    """Its first paragraph in the file; -1 where it is of an edition."""
    sides: str = field(default="", compare=False)
    """Of a row: to which side each of its cells keeps, l, r or c, as far as that is told."""

    @property
    def text(self) -> str:
        """Its words without their look."""
        return row_text([signs(cell) for cell in self.cells])

    @property
    def seen(self) -> "Piece":
        """The piece wherever it stands."""
        return replace(self, paragraph=-1)


def signs(letters: Letters) -> str:
    """The words without their look."""
    return "".join(letter.sign for letter in letters)


def address(link: str) -> str:
    """The address of a link as it is compared: encoded in one way."""
    return quote(unquote(link), safe="%/:=&?~#+!$,;'@()*[]", errors="replace").rstrip("/")


# From blocks.


def pieces_shown(blocks: Iterable[Block]) -> list[Piece]:
    """The pieces of a chapter's blocks."""
    return list(_nested(_of_blocks(blocks)))


def _of_blocks(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                yield Piece("heading", (_even(_letters(block.runs)),), block.level)
            case Paragraph():
                yield Piece("quote" if block.style == "quote" else "text", (_letters(block.runs),))
            case Listing():
                for depth, runs in block.items:
                    yield Piece("item", (_letters(runs),), depth, block.ordered)
            case Table():
                yield Piece("row", tuple(_even(_letters(runs)) for runs in block.header))
                for number, row in enumerate(block.rows, 1):
                    yield Piece("row", tuple(_line(_letters(runs)) for runs in row.cells), number)
            case Picture():
                told = tuple(tuple(map(Letter, plain(text))) for text in (block.alt, block.caption))
                yield Piece("picture", told, digest=block.sha256)
            case _:
                continue


def _letters(runs: Runs) -> Letters:
    found: list[Letter] = []
    for run in runs:
        link = address(run.link) if run.link else ""
        look = (False, False, link) if link else (run.bold, run.italic, "")
        found += [Letter(sign, *look) for sign in run.text]
        if run.note:
            found.append(Letter("", note=_letters(run.note)))
    return _spaced(found)


# From a returned file.


def pieces_returned(
    returned: Returned, numbers: Sequence[int], *, before: bool, captions: Sequence[str]
) -> list[Piece] | None:
    """The pieces of the paragraphs `numbers`, with every tracked change rejected (`before`) or accepted.

    None where a chapter cannot be so: a table in a table, cells that are merged, a text box. `captions` are the words
    by which pictures are counted.
    """
    notes: dict[int, list[ReturnedFootnote]] = {}
    for note in returned.footnotes:
        if note.was if before else note.kept:
            notes.setdefault(note.paragraph, []).append(note)
    found: list[Piece] = []
    caption: str | None = None
    rows: dict[int, int] = {}
    every = returned.paragraphs
    for number in numbers:
        one = every[number]
        if not (one.was if before else one.kept):
            continue
        letters = _read(one, notes.get(number, ()), every, before=before)
        if one.row >= 0 and one.spot.part != "textbox":
            if not _cell(found, one, letters, rows, number):
                return None
            continue
        for shown in one.pictures_before if before else one.pictures:
            told = plain(caption or "")
            if caption is not None and found:
                found.pop()
            caption = None
            words = tuple(tuple(map(Letter, plain(text))) for text in (shown.alt, told))
            found.append(Piece("picture", words, digest=shown.sha256, paragraph=number))
        if not letters:
            found.append(Piece("text", ((),)))  # what parts two tables
            continue
        caption = caption_of(signs(letters), captions)
        if one.heading_level:
            found.append(Piece("heading", (_even(letters),), one.heading_level, paragraph=number))
        elif one.listed:
            found.append(Piece("item", (letters,), one.depth, one.numbered, paragraph=number))
        else:
            quoted = one.style.casefold() in _QUOTES
            found.append(Piece("quote" if quoted else "text", (letters,), paragraph=number))
    return list(_nested(_tabled(found)))


def _cell(found: list[Piece], one: ReturnedParagraph, letters: Letters, rows: dict[int, int], number: int) -> bool:
    """Put a paragraph of a cell where its row stands; whether that is the row that was begun last."""
    column = max(one.spot.cell, 0)
    if one.row not in rows:
        rows[one.row] = len(found)
        found.append(Piece("row", (), one.row, paragraph=number))
    if rows[one.row] != len(found) - 1:
        return False
    cells = [*found[-1].cells, *[()] * (column + 1 - len(found[-1].cells))]
    cells[column] = _line([*cells[column], Letter(" "), *letters])
    sides = found[-1].sides.ljust(len(cells), "l")
    sides = f"{sides[:column]}{one.side or 'l'}{sides[column + 1 :]}"
    found[-1] = replace(found[-1], cells=tuple(cells), sides=sides)
    return True


def _tabled(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Rows counted within their table, all as wide as its first one, whose look says nothing; empty ones are none."""
    table = list[Piece]()
    for piece in [*pieces, None]:
        if piece and piece.kind == "row":
            if piece.text or any(piece.cells):
                table.append(piece)
            continue
        wide = max((len(row.cells) for row in table), default=0)
        for place, row in enumerate(table):
            cells = (*row.cells, *[()] * (wide - len(row.cells)))
            yield replace(row, cells=cells if place else tuple(map(_even, cells)), depth=place)
        table = []
        if piece and (piece.kind != "text" or piece.cells[0]):
            yield piece


def caption_of(text: str, captions: Sequence[str]) -> str | None:
    """The words of a caption that is counted; None where the text is none."""
    for word in captions:
        begin, _, rest = plain(text).partition(". ")
        label, _, number = begin.rpartition(" ")
        if label == word and number.isdecimal():
            return rest
    return None


def _read(
    one: ReturnedParagraph, notes: Sequence[ReturnedFootnote], every: Sequence[ReturnedParagraph], *, before: bool
) -> Letters:
    text, spans = (one.before, one.spans_before) if before else (one.text, one.spans)
    found = _worn(text, spans)
    marks: dict[int, list[Letters]] = {}
    for note in notes:
        inside: list[Letter] = []
        for number in note.paragraphs:
            own = every[number]
            told = (own.before, own.spans_before) if before else (own.text, own.spans)
            inside += [*_worn(*told), Letter(" ")]
        marks.setdefault(min(note.was_at if before else note.at, len(text)), []).append(_spaced(inside))
    for at in sorted(marks, reverse=True):
        found[at:at] = [Letter("", note=each) for each in marks[at]]
    return _spaced(found)


def _worn(text: str, spans: Iterable[Span]) -> list[Letter]:
    found = [Letter(sign) for sign in text]
    for start, end, bold, italic, link in spans:
        for at in range(start, min(end, len(found))):
            found[at] = Letter(found[at].sign, bold, italic, address(link) if link else "")
    return found


# Alike.


def _spaced(letters: Sequence[Letter]) -> Letters:
    """White space as `plain` has it, each space looking as both its neighbours do; a line's end stays one."""
    found: list[Letter] = []
    for letter in letters:
        if letter.note is None and letter.sign.isspace():
            line = "\n" if letter.sign in "\n\r\v" else " "
            if found and found[-1].note is None and found[-1].sign.isspace():
                found[-1] = Letter("\n" if "\n" in (line, found[-1].sign) else " ")
            elif found:
                found.append(Letter(line))
        else:
            found.append(letter)
    while found and found[-1].note is None and found[-1].sign.isspace():
        found.pop()
    for at, letter in enumerate(found[1:-1], 1):
        around = found[at - 1], found[at + 1]
        if letter.note is None and letter.sign == " " and around[0].look == around[1].look:
            found[at] = Letter(" ", *around[0].look)
    return tuple(found)


def _line(letters: Sequence[Letter]) -> Letters:
    """Letters of a heading or a cell, which are one line: where it breaks in the file is a look."""
    return _spaced([Letter(" ") if one.note is None and one.sign.isspace() else one for one in letters])


def _even(letters: Letters) -> Letters:
    """Letters of a heading: where all of them look alike, that is the look of the heading."""
    letters = _line(letters)
    looks = {(one.bold, one.italic) for one in letters if one.sign.strip()}
    return tuple(replace(one, bold=False, italic=False) for one in letters) if len(looks) == 1 else letters


def _nested(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Headings by their depth among themselves, items by theirs in their list: no level is left out."""
    above: list[int] = []
    inside: list[int] = []
    for piece in pieces:
        if piece.kind == "heading":
            above = [*(level for level in above if level < piece.depth), piece.depth]
            piece = replace(piece, depth=len(above))
        if piece.kind == "item":
            inside = [*(level for level in inside if level < piece.depth), piece.depth]
            piece = replace(piece, depth=len(inside) - 1)
        else:
            inside = []
        yield piece
