"""Workbooks (.xlsx, .ods) as grids, with the cells the reading library shows as empty though they are not."""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from lifecycle.intake.gate import CELLS_LIMIT, Parcel
from lifecycle.intake.grids import Grid, Merged, Was
from lifecycle.model.errors import Wrong

_COLUMNS = re.compile(rb"""\sr=["']([A-Z]{1,3})\d""")
_ROWS = re.compile(rb"""\sr=["'][A-Z]{1,3}(\d{1,7})["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b(?:[^>]*[^>/])?>([^<]*)<|<(?:\w+:)?f\b")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_ODS = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb"""table:number-(?:rows|columns)-repeated=["'](\d{1,12})["']""")
_ODS_FORMULA = re.compile(rb"""table:formula=(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"\[\.([A-Z]{1,3}\d{1,7})\]")
_SPANNED = re.compile(rb"""table:number-(rows|columns)-spanned=["'](\d{1,7})["']""")


@dataclass(slots=True)
class Marks:
    """What the reading library does not tell of a sheet: odd cells by row and column, and cells joined into one."""

    odd: dict[tuple[int, int], tuple[Was, str]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)


def grids(parcel: Parcel) -> Iterator[Grid]:
    """Each worksheet of the workbook in its order; Wrong where the file is damaged or a sheet is too large."""
    # Before the library opens the file: it lays a whole OpenDocument out at once.
    told = _ods(parcel) if parcel.kind == "ods" else _xlsx(parcel)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(parcel.data)) as book:
            if len(told) != len(book.sheets_metadata):
                raise Wrong("intake.damaged", file=parcel.file)
            for sheet, marks in zip(book.sheets_metadata, told, strict=True):
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    lines = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                    yield Grid(sheet.name, lines, marks.odd, marks.merged)
    except CalamineError:
        raise Wrong("intake.damaged", file=parcel.file) from None


def _xlsx(parcel: Parcel) -> list[Marks]:
    """The marks of each sheet in the order of the workbook (ECMA-376 18.3.1.4, 18.3.1.55)."""
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", parcel.parts.get("xl/_rels/workbook.xml.rels", b""))
    }
    sheets = re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", parcel.parts["xl/workbook.xml"])
    parts = [
        posixpath.normpath(posixpath.join("/xl", targets.get(_attribute(tag, rb"\w+:id"), ""))).lstrip("/")
        for tag in sheets
    ]
    return [_xlsx_sheet(parcel.parts.get(part, b""), parcel.file) for part in parts]


def _xlsx_sheet(xml: bytes, file: str) -> Marks:
    rows, columns = set(_ROWS.findall(xml)), set(_COLUMNS.findall(xml))
    if max(map(int, rows), default=0) * max(map(_index, columns), default=0) > CELLS_LIMIT:
        # Cells that are only coloured count for nothing: the reader leaves them out.
        filled = {place.groups() for cell in _CELL.finditer(xml) if (place := _PLACE.search(cell[1]))}
        _bounded(((int(row), _index(column)) for column, row in filled), file)
    marks = Marks()
    for left, top, right, bottom in _MERGE.findall(xml) if b"mergeCell" in xml else ():
        marks.merged.append(Merged(int(top) - 1, _index(left) - 1, int(bottom) - 1, _index(right) - 1))
    if not _FORMULA.search(xml) and b't="e"' not in xml:
        return marks
    for cell in _CELL.finditer(xml):
        place = _PLACE.search(cell[1])
        if place is None:
            continue
        value = _VALUE.search(cell[2])
        at = int(place[2]) - 1, _index(place[1]) - 1
        if b't="e"' in cell[1]:
            marks.odd[at] = "error", value[1].decode(errors="replace") if value else ""
        elif (formula := _FORMULA.search(cell[2])) and b't="str"' not in cell[1] and not (value and value[1]):
            marks.odd[at] = "formula", _spelt(formula[1])
    return marks


def _ods(parcel: Parcel) -> list[Marks]:
    """The marks of each table (OpenDocument 1.2, 9.1), counting repeated rows and cells."""
    found: list[Marks] = []
    row = column = height = depth = 0
    corners: list[tuple[int, int]] = []
    for closing, tag, attributes in _ODS.findall(parcel.parts.get("content.xml", b"")):
        times = int(repeated[1]) if (repeated := _REPEATED.search(attributes)) else 1
        if tag == b"table":
            depth += -1 if closing else 1
            if not closing and depth == 1:
                _bounded(corners, parcel.file)
                found.append(Marks())
                row = height = 0
                corners = []
        elif tag == b"table-row" and not closing:
            row, column, height = row + height, 0, times
        elif not closing and found:
            if b"office:value-type=" in attributes:
                corners.append((row + height, column + times))
            mark: Was | None = "error" if b'calcext:value-type="error"' in attributes else None
            if mark is None and b"table:formula=" in attributes and b"office:value-type=" not in attributes:
                mark = "formula"
            if mark:
                found[-1].odd[row, column] = mark, "#" if mark == "error" else _ods_formula(attributes)
            if b"-spanned=" in attributes:
                spans = {side: int(count) for side, count in _SPANNED.findall(attributes)}
                below, beside = spans.get(b"rows", 1) - 1, spans.get(b"columns", 1) - 1
                if below > 0 or beside > 0:
                    found[-1].merged.append(Merged(row, column, row + below, column + beside))
            column += times
    _bounded(corners, parcel.file)
    return found


def _spelt(formula: bytes | None) -> str:
    """A formula as it is typed; of one shared with another cell the file keeps no text of its own."""
    return "=" + (html.unescape(formula.decode(errors="replace")) if formula else "…")


def _ods_formula(attributes: bytes) -> str:
    """A formula of OpenDocument without the name of its language and the brackets of its cells."""
    found = _ODS_FORMULA.search(attributes)
    text = html.unescape((found[1] or found[2] or b"").decode(errors="replace")) if found else ""
    return "=" + _REFERENCE.sub(r"\1", text.partition("=")[2])


def _bounded(corners: Iterable[tuple[int, int]], file: str) -> None:
    """Raise Wrong where the rectangle around the filled cells is larger than memory should hold."""
    rows = columns = 0
    for row, column in corners:
        rows, columns = max(rows, row), max(columns, column)
    if rows * columns > CELLS_LIMIT:
        raise Wrong("intake.too_many_cells", file=file, rows=rows, columns=columns)


def _index(column: bytes) -> int:
    """The number of a column named by letters: A is 1."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""=["']([^"']*)["']""", tag)
    return html.unescape(found[1].decode(errors="replace")) if found else ""


def meta(grid: Grid) -> Mapping[str, str]:
    """The names and values of the hidden sheet of a form: plan, revision and the forms in it."""
    return {str(line[0]): str(line[1]) for line in grid.lines if len(line) > 1 and line[0] != ""}
