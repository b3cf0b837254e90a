"""A filled-in sheet as a value: which columns its header names and what stands in which cell."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from lifecycle.intake.spelling import fold, headers, ignored, nearest, shown, spellings
from lifecycle.model.errors import Fault
from lifecycle.model.thing import Column, Thing

Was = Literal["text", "number", "date", "time", "bool", "error", "formula"]
Scalar = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Odd = Mapping[tuple[int, int], tuple[Was, str]]
"""(row, column) counted from 0 → what the cell was and its mark."""


class Cell(NamedTuple):
    """What stands in one cell, as text, and what it was: Excel turns `1.10` into a number and `1/5/2015` into a day.

    An `error` keeps its mark (`#DIV/0!`), a `formula` was never computed, so its value is not known.
    """

    value: str
    place: str
    was: Was = "text"


class Cells(Mapping[str, Cell]):
    """Column name → cell of one row; a cell is made when asked for, as a large file has hundreds of thousands."""

    __slots__ = ("_at", "_line", "_number", "_odd")

    def __init__(self, at: Mapping[str, int], line: Sequence[Scalar], *, number: int, odd: Odd) -> None:
        self._at = at
        self._line = line
        self._number = number
        self._odd = odd

    def __getitem__(self, name: str) -> Cell:
        """The cell under the column `name`, also where it is empty."""
        at = self._at[name]
        text, was = written(self._line[at]) if at < len(self._line) else ("", "text")
        if self._odd and (mark := self._odd.get((self._number - 1, at))):
            was, text = mark
        return Cell(text, f"{letters(at)}{self._number}", was)

    def __iter__(self) -> Iterator[str]:
        """The names of the columns of the header."""
        return iter(self._at)

    def __len__(self) -> int:
        """How many columns the header has."""
        return len(self._at)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number as Excel shows it, and column name → cell for every column of the header."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the form it fills, column name → header as written, its rows, and the faults of the header.

    `name` is None for a text file; `plan` and `revision` are those the form was made for, where it says so.
    """

    form: str
    file: str
    name: str | None
    columns: Mapping[str, str]
    rows: tuple[RawRow, ...]
    faults: tuple[Fault, ...] = ()
    plan: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet before anybody knows what they mean; `odd` holds errors and formulas never computed."""

    name: str | None
    lines: Sequence[Sequence[Scalar]]
    odd: Odd = field(default_factory=dict)


@cache
def letters(column: int) -> str:
    """The letters of the column with this index: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def written(value: Scalar) -> tuple[str, Was]:
    """A value of a spreadsheet as text, and what it was; numbers as Excel shows them, with 15 digits."""
    if isinstance(value, str):
        return value.strip(), "text"
    if isinstance(value, bool):
        return ("true" if value else "false"), "bool"
    if isinstance(value, int):
        return str(value), "number"
    if isinstance(value, float):
        return _number(value), "number"
    if isinstance(value, dt.datetime):
        return value.date().isoformat(), "date"
    if isinstance(value, dt.date):
        return value.isoformat(), "date"
    return str(value), "time"


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def sheet(
    kind: type[Thing], grid: Grid, *, file: str, plan: str | None = None, revision: int | None = None
) -> Sheet | None:
    """The grid as a sheet of the form of `kind`; its first row that is not empty is the header. None: it is empty."""
    form = str(kind.FORM)
    lines = _padded(grid)
    top = next((at for at, line in enumerate(lines) if any(written(value)[0] for value in line)), None)
    if top is None:
        return None
    header = {at: text for at, value in enumerate(lines[top]) if (text := written(value)[0])}
    columns, faults = _columns(kind, header, file=file, sheet=grid.name, row=top + 1)
    named = {column.name: at for at, column in columns.items()}
    rows: list[RawRow] = []
    tight = len(header) == max(header) + 1
    for number, line in enumerate(lines[top + 1 :], start=top + 2):
        cells = Cells(named, line, number=number, odd=grid.odd)
        if not tight or len(line) > len(header):
            faults += _unheaded(line, header, number=number, file=file, sheet=grid.name)
        if any(cell.value or cell.was == "formula" for cell in cells.values()):
            rows.append(RawRow(number, cells))
    return Sheet(
        form=form,
        file=file,
        name=grid.name,
        columns={column.name: header[at].rstrip("* ") for at, column in columns.items()},
        rows=tuple(rows),
        faults=tuple(faults),
        plan=plan,
        revision=revision,
    )


def _padded(grid: Grid) -> Sequence[Sequence[Scalar]]:
    """The lines, reaching as far as the odd cells do: the reader drops an error at the very end."""
    if not grid.odd:
        return grid.lines
    lines = [list(line) for line in grid.lines]
    for row, column in grid.odd:
        while len(lines) <= row:
            lines.append([])
        lines[row] += [""] * (column + 1 - len(lines[row]))
    return lines


def _unheaded(
    line: Sequence[Scalar], header: Mapping[int, str], *, number: int, file: str, sheet: str | None
) -> list[Fault]:
    """A fault for each value that stands under no header."""
    return [
        Fault("no_header", file=file, sheet=sheet, cell=f"{letters(at)}{number}", value=text)
        for at, value in enumerate(line)
        if at not in header and (text := written(value)[0])
    ]


def missing_column(
    column: Column, *, file: str, sheet: str | None, facts: tuple[tuple[str, object], ...] = ()
) -> Fault:
    """The fault of a column the file lacks though its rows need it."""
    facts = (("label", column.label), *facts)
    return Fault("missing_column", file=file, sheet=sheet, column=column.name, facts=facts)


def _columns(
    kind: type[Thing], header: Mapping[int, str], *, file: str, sheet: str | None, row: int
) -> tuple[dict[int, Column], list[Fault]]:
    """Position → column, and the faults of the header: unknown, twice, or a column of the key that is missing."""
    known = headers(kind)
    columns: dict[int, Column] = {}
    first: dict[str, str] = {}
    unknown: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for at, text in header.items():
        cell = f"{letters(at)}{row}"
        column = known.get(fold(text))
        if column is None:
            if not ignored(kind, text, among=header.values()):
                unknown.append((cell, text))
        elif column.name in first:
            twice = (("header", text), ("first", first[column.name]))
            faults.append(
                Fault(
                    "duplicate_column", file=file, sheet=sheet, cell=cell, column=column.name, value=text, facts=twice
                )
            )
        else:
            first[column.name] = cell
            columns[at] = column
    missing = [column for column in shown(kind) if column.name not in first]
    offered = [spelling for column in missing for spelling in spellings(column)]
    for cell, text in unknown:
        faults.append(
            Fault(
                "unknown_column",
                file=file,
                sheet=sheet,
                cell=cell,
                column=text,
                value=text,
                suggestion=nearest(text, offered),
                facts=(("header", text), ("allowed", tuple(column.name for column in shown(kind)))),
            )
        )
    faults += [missing_column(column, file=file, sheet=sheet) for column in missing if column.in_key]
    return columns, faults
