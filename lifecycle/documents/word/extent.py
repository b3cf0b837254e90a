"""How much of a page blocks take, roughly: enough to tell a chapter that needs pages of its own from a short one.

Letters are counted, not measured: the same document comes out alike on every machine, and only up to one page.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
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
from lifecycle.documents.word.template import Page

LETTER, LINE = 106, 304
"""Twips of a letter of text in the middle and of a line, as `base.docx` sets them."""
_DRAWN = 16
"""Lines of a picture or a chart with its caption."""
_NARROW = 10
"""Letters of a cell's width below which hardly two words share a line."""
_THIN, _HIGH = 28, 6
"""Letters of a line below which a column is thin, and lines past which it is high."""
_VALUE = 0.76
"""The part of a card's width that its values have."""


def fills(blocks: Iterable[Block], page: Page, pages: float = 1) -> bool:
    """Whether the blocks take so many pages or more; nothing is counted past that."""
    left, letters = pages * page.height / LINE, page.width / LETTER
    for lines in _lines(blocks, letters):
        left -= lines
        if left <= 0:
            return True
    return False


def is_low(table: Table, width: int, lines: float) -> bool:
    """Whether a table of so many twips takes at most so many lines."""
    return not any(lines < whole for whole in accumulate(_of_table(table, width / LETTER)))


def is_thin(table: Table, width: int) -> bool:
    """Whether a column of a table of so many twips is thin and high: its longest text takes many short lines."""
    shares = [width / LETTER * part / sum(table.widths) for part in table.widths]
    return any(
        wide < _THIN and len(cell) == 1 and len(cell[0].text) > wide * _HIGH
        for row in table.rows
        for wide, cell in zip(shares, row.cells, strict=False)
    )


def _lines(blocks: Iterable[Block], wide: float) -> Iterator[float]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _high(block.runs, wide) + 0.5
            case Heading():
                yield 2.5
            case Listing():
                yield from (_high(runs, wide) + 0.2 for _, runs in block.items)
            case Table():
                yield from _of_table(block, wide)
            case Card():
                yield 2.5
                yield from (_high(field.runs, wide * _VALUE) + 0.4 for field in block.fields)
                yield from _lines(block.blocks, wide)
            case Passage():
                yield from _lines(block.blocks, wide)
            case Matrix():
                yield 3.5
                for row in block.rows:
                    cell = wide / (len(row.cells) + 0.2) if row.cells else wide
                    yield max((_entries(entries, cell) for entries in row.cells), default=1) + 1.4
            case Index():
                for _, entries in block.groups:
                    yield 1.5
                    yield from (_high(entry.runs, wide) for entry in entries)
            case Chart() | Picture():
                yield _DRAWN


def _of_table(table: Table, wide: float) -> Iterator[float]:
    yield 3.5 if table.caption else 1.5
    widths = table.widths or (1,)
    shares = [wide * width / sum(widths) for width in widths]
    for row in table.rows:
        yield max((_in_cell(cell, share) for cell, share in zip(row.cells, shares, strict=False)), default=1) + 0.4


def _in_cell(runs: Runs, wide: float) -> float:
    """The lines of a cell; in a narrow one every word begins a line, and a long word takes several."""
    if wide >= _NARROW:
        return _high(runs, wide)
    letters = max(int(wide), 1)
    return sum(-(-len(word) // letters) for run in runs for word in run.text.split()) or 1


def _entries(entries: tuple[Entry, ...], wide: float) -> float:
    return sum(_high(entry.runs, wide) + 0.3 for entry in entries)


def _high(runs: Runs, wide: float) -> float:
    """The lines of a text; one at least."""
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    return 1 + text.count("\n") + len(text) // max(int(wide), 1)
