"""The rows of a table as values, read a whole column at a time: every cell is judged, no value is validated again.

A value in the table was valid when the write door laid it. What it must equal is the value that `rows.reader` builds
from the same cells one by one; that one also names the damaged cell.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from pydantic import BaseModel

from lifecycle.model.thing import Column, Thing
from lifecycle.store.rows import Damaged, plumbing, reader

Row = Sequence[Any]
Keys = list[tuple[str, ...]]

_PLAIN: dict[str, frozenset[type]] = {"int": frozenset([int]), "bool": frozenset([int, bool])}
_TEXT = frozenset([str])
_CONVERTED = frozenset(["word", "date", "list", "bool"])
"""Columns whose equal cells have one value; what `json` holds could be changed, so each cell has its own."""


def things_of(kind: type[Thing], rows: Sequence[Row]) -> tuple[Keys, list[Thing]]:
    """The identities and values of `rows`, whose cells stand in the order of the columns; raises Damaged."""
    if not rows:
        return [], []
    try:
        columns = [read(cells) for read, cells in zip(_readers(kind), zip(*rows, strict=True), strict=False)]
    except (Damaged, TypeError):
        return _one_by_one(kind, rows)
    attributes = [attribute for attribute, *_ in plumbing(kind)]
    keys = [map(str, columns[attributes.index(attribute)]) for attribute in kind.KEY]
    made: list[Thing] = list(map(object.__new__, repeat(kind, len(rows))))
    # What pydantic's `model_construct` sets, a slot of all values at a time.
    _set_each("__dict__", made, map(dict, map(zip, repeat(attributes), zip(*columns, strict=True))))
    _set_each("__pydantic_fields_set__", made, repeat(set(attributes)))
    _set_each("__pydantic_extra__", made, repeat(None))
    _set_each("__pydantic_private__", made, repeat(None))
    return list(zip(*keys, strict=True)), made


def _set_each(slot: str, things: Iterable[Thing], values: Iterable[object]) -> None:
    deque(map(vars(BaseModel)[slot].__set__, things, values), maxlen=0)


def _one_by_one(kind: type[Thing], rows: Iterable[Row]) -> tuple[Keys, list[Thing]]:
    """The same, cell by cell: it raises Damaged with the column and the first cell of the damaged row."""
    read, width, made = reader(kind), len(plumbing(kind)), []
    for row in rows:
        try:
            made.append(read(tuple(row[:width])))
        except Damaged as damaged:
            raise Damaged(*damaged.args, str(row[0])) from damaged
    return [thing.identity for thing in made], made


@cache
def _readers(kind: type[Thing]) -> list[Callable[[Row], Sequence[Any]]]:
    described = {column.attribute: column for column in kind.columns()}
    return [_column(described[attribute], read) for attribute, _, _, read in plumbing(kind)]


def _column(column: Column, read: Callable[[object], object]) -> Callable[[Row], Sequence[Any]]:
    """A function from the cells of one column to their values; Damaged where one is of a wrong type."""
    allowed = _PLAIN.get(column.type, _TEXT)

    def plain(cells: Row) -> Sequence[Any]:
        if not allowed.issuperset(map(type, cells)):
            return [read(cell) for cell in cells]
        return cells

    def converted(cells: Row) -> Sequence[Any]:
        if not allowed.issuperset(found := set(map(type, cells))) and found - allowed - {type(None)}:
            raise Damaged(column.name)
        values = {cell: read(cell) for cell in set(cells)}
        return [values[cell] for cell in cells]

    if column.type == "json":
        return lambda cells: [read(cell) for cell in cells]
    return converted if column.type in _CONVERTED else plain
