"""One cell as a clerk wrote it, read as the type of its column."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from lifecycle.intake.grids import Cell
from lifecycle.intake.spelling import fold, meant, readings, words_of
from lifecycle.model.calendar import read_day
from lifecycle.model.evidence import UNKNOWN, Known
from lifecycle.model.thing import Column, Thing, Word

Value = str | int | bool | dt.date | tuple[str, ...] | None
"""A cell read: None is an empty one."""

_MONEY = re.compile(r"(?:,[-–—])?\s*(?:Kč|CZK)?$", re.IGNORECASE)  # `1 250,-` is how prices are written by hand
# No more than two zeros: `1.000` may be one or a thousand, so it is not guessed.
_WHOLE = re.compile(r"^-?\d+(?:[.,]0{1,2})?$", re.ASCII)
_DECIMAL = re.compile(r"^-?\d+(?:[.,]\d+)?$", re.ASCII)
_SERIAL = re.compile(r"^\d{5}$", re.ASCII)
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::00)?$", re.ASCII)
_FRACTION = re.compile(r"^0\.\d+$", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]00?:00(?::00(?:\.0+)?)?$")
_EPOCH = dt.date(1899, 12, 30)  # Excel's day 0, counting its 29 February 1900
_DASHES = frozenset("-–—")
_YES = frozenset({"yes", "ano", "true", "pravda", "1", "x"})
_NO = frozenset({"no", "ne", "false", "nepravda", "0"})


class Unreadable(ValueError):
    """A cell that cannot be read: the rule it breaks, what was probably meant, and what is allowed."""

    def __init__(self, rule: str, *, suggestion: str | None = None, allowed: tuple[Word, ...] = ()) -> None:
        super().__init__(rule)
        self.rule = rule
        self.suggestion = suggestion
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read: `of` turns a text that is not empty into a value."""

    type: str
    of: Callable[[str], Value]


def read_cell(cell: Cell, how: Reading) -> Value:
    """The value of the cell, None where it is empty; Unreadable where it is not of the column's type."""
    if cell.was == "formula":
        raise Unreadable("formula_without_value")
    if cell.was == "error":
        raise Unreadable("error_value")
    if (cell.was == "time" and how.type != "time") or (cell.was == "date" and how.type != "date"):
        # Excel makes a day of what looks like one: `1.1` becomes 1 January, the resolution `1/5/2015` a day in May.
        raise Unreadable("became_date")
    if cell.was == "number" and how.type == "time":
        return _of_the_day(cell.value)
    return how.of(cell.value) if cell.value else None


@cache
def reading(kind: type[Thing], column: Column) -> Reading:
    """How the cells of `column` are read."""
    words = words_of(kind, column)
    if column.type == "list":
        if get_args(kind.model_fields[column.attribute].annotation)[:1] == (Known,):
            return Reading("list", numbers)
        return Reading("list", _list(words))
    if words is not None:
        return Reading("word", _word(words))
    return Reading(column.type, _SIMPLE.get(column.type, _same))


def _same(text: str) -> str:
    return text


def whole(text: str) -> int:
    """A whole number; spaces between thousands, `Kč` and `,-` are left out."""
    text = _squeezed(_MONEY.sub("", text))
    if not _WHOLE.match(text):
        raise Unreadable("number" if not _DECIMAL.match(text) else "integer")
    return int(re.split("[.,]", text)[0])


def decimal(text: str) -> str:
    """A decimal number as text with a point."""
    text = _squeezed(_MONEY.sub("", text))
    if not _DECIMAL.match(text):
        raise Unreadable("number")
    return text.replace(",", ".")


def numbers(text: str) -> tuple[str, ...]:
    """Decimal numbers parted by semicolons, equal ones too; a dash stays where nobody knows the number."""
    return tuple(UNKNOWN if part in _DASHES else decimal(part) for piece in text.split(";") if (part := piece.strip()))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("\u2212", "-")


def day(text: str) -> dt.date:
    """A day written the Czech way, as ISO, or as the number Excel keeps for it."""
    if _SERIAL.match(text):
        return _EPOCH + dt.timedelta(days=int(text))
    try:
        return read_day(_MIDNIGHT.sub("", text))
    except ValueError:
        raise Unreadable("date") from None


def yes_or_no(text: str) -> bool:
    """True or False for yes or no in either language."""
    if (word := fold(text)) in _YES or word in _NO:
        return word in _YES
    raise Unreadable("yes_or_no")


def clock(text: str) -> str:
    """A time of day as `13:00`, written with a colon or with a point."""
    found = _CLOCK.match(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable("clock_form")
    return f"{int(found[1]):02d}:{found[2]}"


def _of_the_day(fraction: str) -> str:
    """The time of day for which Excel keeps this fraction of it; as text `0.30` is half past midnight, not this."""
    if not _FRACTION.match(fraction):
        raise Unreadable("clock_form")
    minutes = round(float(fraction) * 24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


_SIMPLE: Mapping[str, Callable[[str], Value]] = {
    "int": whole,
    "number": decimal,
    "date": day,
    "time": clock,
    "bool": yes_or_no,
}


def _word(words: type[Word]) -> Callable[[str], Value]:
    known = readings(words)
    only = next(iter(words)) if len(words) == 1 else None

    def read(text: str) -> Value:
        if (word := known.get(fold(text))) is not None:
            return word
        if only is not None and fold(text) in _YES | _NO:
            # A column with one word is a mark: a ticked cell holds it, an unticked one is empty.
            return only if fold(text) in _YES else None
        raise Unreadable("unknown_word", suggestion=meant(text, words), allowed=tuple(words))

    return read


def _list(words: type[Word] | None) -> Callable[[str], Value]:
    if words is None:
        return _parts
    element = _word(words)
    return lambda text: tuple(dict.fromkeys(str(element(part)) for part in _parts(text)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for piece in text.split(";") if (part := piece.strip())))
