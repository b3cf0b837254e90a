"""Rows of the tables of a narrative chapter: how one reads, and the Markdown with one changed, added or taken out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lifecycle.documents.blocks import Runs, Table
from lifecycle.documents.narrative import narrative
from lifecycle.documents.rewriting import escaped
from lifecycle.documents.typography import plain
from lifecycle.model.errors import Wrong
from lifecycle.model.proposal import BETWEEN_CELLS

BETWEEN = BETWEEN_CELLS
"""Stands between the cells of a row that is told as one text."""
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:\s")
_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of the source that is a row: its printed cells, and whether the row under it is the line of dashes."""

    line: int
    cells: tuple[str, ...]
    header: bool
    columns: int


def row_text(cells: Sequence[str]) -> str:
    """The cells of a row as one text; empty ones at its end are none."""
    told = [plain(cell) for cell in cells]
    while told and not told[-1]:
        told.pop()
    return BETWEEN.join(told)


def row_written(markdown: str, was: str, now: str, *, behind: Iterable[str] = ()) -> str | None:
    """The Markdown with the row that reads `was` reading `now`; a new one (`was` empty) follows the first of `behind`.

    None where no row, or more than one, reads so, where the number of cells does not fit, where a changed cell has a
    footnote, and where what is left is no table.
    """
    lines = markdown.replace("\r\n", "\n").split("\n")
    rows = list(_rows(lines))
    reads = [row_text(row.cells) for row in rows]
    wanted = was or next((one for one in behind if one in reads), "")
    if not wanted or reads.count(wanted) != 1:
        return None
    row = rows[reads.index(wanted)]
    cells = now.split(BETWEEN) if now else []
    if len(cells) > row.columns or row.columns < 2 or (row.header and was and not now):
        return None
    cells += [""] * (row.columns - len(cells)) if cells else []
    if not was:
        made = [_line(map(_escaped, cells))]
        lines[row.line + 1 + row.header : row.line + 1 + row.header] = made
    elif not now:
        del lines[row.line]
    else:
        changed = _changed(lines[row.line], row, cells)
        if changed is None:
            return None
        lines[row.line] = changed
    expected = [*reads]
    place = reads.index(wanted)
    expected[place + (not was) : place + 1] = [now] if now else []
    return "\n".join(lines) if [row_text(one.cells) for one in _rows(lines)] == expected else None


def _changed(line: str, row: _Printed, cells: Sequence[str]) -> str | None:
    """The line with the cells that differ written anew; None where one of them has a footnote."""
    raw = _cells(line)
    raw += [""] * (row.columns - len(raw))
    old = [*row.cells, *[""] * (row.columns - len(row.cells))]
    if len(raw) != row.columns:
        return None
    for place, (before, after) in enumerate(zip(old, cells, strict=True)):
        if before != plain(after):
            if "[^" in raw[place]:
                return None
            raw[place] = _escaped(after)
    return _line(raw)


def _rows(lines: Sequence[str]) -> Iterator[_Printed]:
    """Every row of every table of the source; a table is read together with the footnotes it speaks of."""
    notes = [line for line in lines if _NOTE.match(line)]
    begin = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and lines[end].strip():
            continue
        if any("|" in line for line in lines[begin:end]):
            yield from _of_table(lines[begin:end], begin, notes)
        begin = end + 1


def _of_table(lines: Sequence[str], begin: int, notes: Sequence[str]) -> Iterator[_Printed]:
    own = [note for note in notes if f"{note.partition(':')[0]}" in "\n".join(lines)]
    try:
        blocks = narrative("\n\n".join(["\n".join(lines), *own]), level=0)
    except Wrong:
        return
    if len(blocks) != 1 or not isinstance(blocks[0], Table) or len(blocks[0].rows) + 2 != len(lines):
        return
    table = blocks[0]
    for number, cells in enumerate((table.header, *(row.cells for row in table.rows))):
        place = begin + number + (number > 0)
        yield _Printed(place, tuple(map(_text, cells)), number == 0, len(table.header))


def _text(runs: Runs) -> str:
    return plain("".join(run.text for run in runs))


def _cells(line: str) -> list[str]:
    line = line.strip()
    parts = _BORDER.split(line)
    if line.startswith("|"):
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip() and line.endswith("|"):
        parts = parts[:-1]
    return [part.strip() for part in parts]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Plain text as a cell that prints it, signs of Markdown as signs."""
    return escaped(plain(text))
