"""The cells of one sheet before anybody knows what they mean, each as text with its place and what it was."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

Was = Literal["text", "number", "date", "time", "bool", "error", "formula"]
Scalar = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Odd = Mapping[tuple[int, int], tuple[Was, str]]
"""(row, column) counted from 0 → what the cell was and its mark."""


class Cell(NamedTuple):
    """What stands in one cell, as text, and what it was: Excel turns `1.10` into a number and `1/5/2015` into a day.

    An `error` keeps its mark (`#DIV/0!`); a `formula` was never computed, so its own text stands for its value.
    """

    value: str
    place: str
    was: Was = "text"


class Merged(NamedTuple):
    """Cells joined into one: the first and the last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def place(self) -> str:
        """The range as a spreadsheet calls it: `A1:C2`."""
        return f"{place(self.top, self.left)}:{place(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it was read; `odd` holds errors and formulas never computed, `merged` cells joined into one."""

    name: str | None
    lines: Sequence[Sequence[Scalar]]
    odd: Odd = field(default_factory=dict)
    merged: Sequence[Merged] = ()

    def padded(self) -> Sequence[Sequence[Scalar]]:
        """The lines, reaching as far as the odd cells do: the reader drops an error at the very end."""
        if not self.odd:
            return self.lines
        lines = [list(line) for line in self.lines]
        for row, column in self.odd:
            while len(lines) <= row:
                lines.append([])
            lines[row] += [""] * (column + 1 - len(lines[row]))
        return lines


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

    def raw(self, name: str) -> Scalar | None:
        """The value under the column as it was read; None where the cell itself has to be asked."""
        at = self._at[name]
        return None if self._odd or at >= len(self._line) else self._line[at]

    def text(self, name: str) -> str | None:
        """The cell where it is plain text, as nearly all are; None where the cell itself has to be asked."""
        value = self.raw(name)
        return value.strip() if isinstance(value, str) else None

    @property
    def filled(self) -> bool:
        """Whether anything stands in the row under a known column."""
        for name in self._at:
            if (text := self.text(name)) is None:
                cell = self[name]
                text = cell.value or cell.was.removesuffix("text")
            if text:
                return True
        return False

    def __iter__(self) -> Iterator[str]:
        """The names of the columns of the header."""
        return iter(self._at)

    def __len__(self) -> int:
        """How many columns the header has."""
        return len(self._at)


@cache
def letters(column: int) -> str:
    """The letters of the column with this index: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(row: int, column: int) -> str:
    """The cell in this row and column, counted from 0, as a spreadsheet calls it."""
    return f"{letters(column)}{row + 1}"


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
    return _clock(value), "time"


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def _clock(value: dt.time | dt.timedelta) -> str:
    """A time as hours, minutes and seconds, rounded: a spreadsheet's fraction of a day misses the second by a hair."""
    if isinstance(value, dt.time):
        value = dt.datetime.combine(dt.date.min, value) - dt.datetime.min
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
