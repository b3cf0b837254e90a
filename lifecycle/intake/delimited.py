"""Text files with columns: their encoding and separator told from the bytes and the header row."""

import codecs
import csv
import io

from lifecycle.intake.gate import FILE_LIMIT, Parcel
from lifecycle.intake.grids import Grid
from lifecycle.intake.spelling import column_of
from lifecycle.model.errors import Wrong
from lifecycle.model.thing import Thing

_SEPARATORS = (",", ";", "\t")
_MARKED = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def grid(kind: type[Thing], parcel: Parcel) -> Grid:
    """The file as a grid; Wrong where its encoding cannot be told or a quotation mark is never closed."""
    text = _decoded(parcel.data, parcel.file)
    # A whole chapter may stand in one cell; the module's own limit is 128 KiB.
    csv.field_size_limit(FILE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(kind, text), strict=True)
    try:
        return Grid(None, list(reader))
    except csv.Error:
        raise Wrong("intake.quotes", file=parcel.file, line=str(reader.line_num)) from None


def _decoded(data: bytes, file: str) -> str:
    """The text: marked UTF-8 or UTF-16, else UTF-8, else windows-1250 as Czech Excel writes it."""
    encoding = next((name for mark, name in _MARKED.items() if data.startswith(mark)), None)
    for attempt in (encoding,) if encoding else ("utf-8", "cp1250"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Wrong("intake.encoding", file=file)


def _separator(kind: type[Thing], text: str) -> str:
    """The separator under which most cells of the header are known columns; of equals, the one with most cells."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            cells = next((row for row in rows if any(cell.strip(",;\t ") for cell in row)), [])
        except csv.Error:
            return 0, 0
        return sum(column_of(kind, cell) is not None for cell in cells), len(cells)

    return max(_SEPARATORS, key=worth)
