"""A table made from each kind, and a value as the cells of its row and back.

Cells are exact on both databases: text, whole numbers of 64 bits and booleans; a day is ISO text, a decimal number
its text, a list canonical JSON. Rows are laid by the write door and can never be constructed.
"""

import datetime as dt
import json
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Never, get_args, get_origin

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from lifecycle.model.history import sha256
from lifecycle.model.thing import Column, T, Thing, Word, canonical
from lifecycle.store.spine import TABLES

Cell = str | int | bool | None
Cells = dict[str, Cell]

_OURS = ("plan", "rev")


class Damaged(ValueError):
    """A cell does not hold what its column can hold; the argument is the column's name."""


@cache
def row(kind: type[Thing]) -> type[SQLModel]:
    """The table class of `kind`: plan, its columns, and the number of the entry that last wrote the row."""
    if kind.KIND in TABLES or kind.KIND.startswith(("job", "cache", "sqlite_", "pg_")):
        raise ValueError(f"{kind.__name__}: {kind.KIND} is a table of the spine")
    if taken := {column.name for column in kind.columns()} & set(_OURS):
        raise ValueError(f"{kind.__name__}: the columns {sorted(taken)} are the store's")
    checks = [check for column in kind.columns() for check in _checks(kind, column)]
    fields: dict[str, Any] = {"plan": Field(sa_column=sa.Column("plan", sa.Text, primary_key=True))}
    fields |= {column.attribute: Field(sa_column=_sql_column(kind, column)) for column in kind.columns()}
    fields["rev"] = Field(sa_column=sa.Column("rev", sa.BigInteger, nullable=False))
    body = {
        "__annotations__": dict.fromkeys(fields, Any),
        "__doc__": f"The rows of {kind.KIND}.",
        "__module__": __name__,
        "__tablename__": kind.KIND,
        "__table_args__": (sa.PrimaryKeyConstraint("plan", *_key_names(kind)), *checks),
        "__new__": _never,
        "model_validate": classmethod(_never),  # SQLModel's own would leave its context variable set when it fails
        **fields,
    }
    # A registry for each kind: a town's kit and a test may bring classes of equal names.
    parent = types.new_class("Rows", (SQLModel,), {"registry": registry()})
    return types.new_class(f"{kind.__name__}Row", (parent,), {"table": True}, lambda namespace: namespace.update(body))


def table(kind: type[Thing]) -> sa.Table:
    """The table of `kind`."""
    made: sa.Table = row(kind).__table__  # type: ignore[attr-defined]  # SQLModel adds it to table classes
    return made


@cache
def shape(kind: type[Thing]) -> str:
    """The digest of all that decides how the table of `kind` is made."""
    columns = [
        [column.name, column.type, _optional(kind, column), sorted(_words(kind, column)), _range(kind, column)]
        for column in kind.columns()
    ]
    return sha256(canonical([kind.KIND, list(_key_names(kind)), columns]))


def cells(thing: Thing) -> Cells:
    """The value as the cells of its row, by column name, without plan and rev."""
    return dict(zip((name for _, name, _, _ in plumbing(type(thing))), row_cells(thing), strict=True))


def row_cells(thing: Thing) -> list[Cell]:
    """The value as the cells of its row in the order of the columns, without plan and rev."""
    values = thing.__dict__
    return [write(values[attribute]) if write else values[attribute] for attribute, write in _writing(type(thing))]


def thing_from(kind: type[T], given: Mapping[str, object]) -> T:
    """The value whose cells these are, built without validating again; raises Damaged."""
    return reader(kind)(tuple(given[name] for _, name, _, _ in plumbing(kind)))


def reader(kind: type[T]) -> Callable[[tuple[object, ...]], T]:
    """A function from the cells in the order of the columns to the value."""
    steps = [(name, read) for _, name, _, read in plumbing(kind)]

    def read_row(given: tuple[object, ...]) -> T:
        values: dict[str, Any] = {name: read(cell) for (name, read), cell in zip(steps, given, strict=True)}
        return kind.model_construct(**values)

    return read_row


def key_cells(kind: type[Thing], key: tuple[str, ...]) -> Cells:
    """The key cells of the thing whose identity is `key`."""
    columns = {column.attribute: column for column in kind.columns()}
    found: Cells = {}
    for attribute, text in zip(kind.KEY, key, strict=True):
        column = columns[attribute]
        found[column.name] = int(text) if column.type == "int" else text == "True" if column.type == "bool" else text
    return found


def _never(*_: object, **__: object) -> Never:
    raise TypeError("a row is laid by the write door, never constructed")


def _key_names(kind: type[Thing]) -> tuple[str, ...]:
    names = {column.attribute: column.name for column in kind.columns()}
    return tuple(names[attribute] for attribute in kind.KEY)


def _sql_column(kind: type[Thing], column: Column) -> "sa.Column[Any]":
    types_of: dict[str, type[sa.types.TypeEngine[Any]]] = {"int": sa.BigInteger, "bool": sa.Boolean}
    return sa.Column(
        column.name,
        types_of.get(column.type, sa.Text),
        primary_key=column.in_key,
        autoincrement=False,
        nullable=not column.in_key and _optional(kind, column),
    )


def _checks(kind: type[Thing], column: Column) -> list[sa.CheckConstraint]:
    here: sa.ColumnClause[Any] = sa.column(column.name)
    conditions: list[sa.ColumnElement[bool]] = []
    least, most = _range(kind, column)
    if column.type == "word":
        conditions.append(here.in_([sa.literal_column(_quoted(word)) for word in _words(kind, column)]))
    if least is not None:
        conditions.append(here >= sa.literal_column(str(least)))
    if most is not None:
        conditions.append(here <= sa.literal_column(str(most)))
    if column.type == "date":
        conditions.append(sa.func.length(here) == sa.literal_column("10"))
    return [sa.CheckConstraint(condition) for condition in conditions]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _words(kind: type[Thing], column: Column) -> dict[str, Word]:
    """The words a cell of the column, or a member of its list, may be."""
    members: tuple[Any, ...] = (column.words, *get_args(kind.model_fields[column.attribute].annotation))
    return {
        str(word.value): word for part in members if isinstance(part, type) and issubclass(part, Word) for word in part
    }


def _optional(kind: type[Thing], column: Column) -> bool:
    return type(None) in get_args(kind.model_fields[column.attribute].annotation)


def _range(kind: type[Thing], column: Column) -> tuple[int | None, int | None]:
    """The least and the greatest whole number the kind allows."""
    if column.type != "int":
        return None, None
    field = kind.model_fields[column.attribute]
    marks: list[Any] = [*field.metadata]
    for part in get_args(field.annotation):
        if get_origin(part) is not None:
            marks += [inner for mark in part.__metadata__ for inner in (mark, *getattr(mark, "metadata", ()))]
    least = [bound for mark in marks if (bound := getattr(mark, "ge", None)) is not None]
    most = [bound for mark in marks if (bound := getattr(mark, "le", None)) is not None]
    return (max(least) if least else None), (min(most) if most else None)


@cache
def plumbing(kind: type[Thing]) -> tuple[tuple[str, str, Callable[[Any], Cell], Callable[[object], object]], ...]:
    """(attribute, column name, value → cell, cell → value) of each column."""
    return tuple(
        (column.attribute, column.name, _WRITE.get(column.type, _same), _reading(kind, column))
        for column in kind.columns()
    )


@cache
def _writing(kind: type[Thing]) -> tuple[tuple[str, Callable[[Any], Cell] | None], ...]:
    """(attribute, value → cell) of each column; None where the value is its own cell."""
    return tuple((attribute, None if write is _same else write) for attribute, _, write, _ in plumbing(kind))


_same: Callable[[Any], Cell] = lambda value: value  # noqa: E731 - text and whole numbers are cells already
_WRITE: Mapping[str, Callable[[Any], Cell]] = {
    "word": lambda word: None if word is None else str.__str__(word),
    "date": lambda day: None if day is None else day.isoformat(),
    "list": lambda values: canonical([str(value) for value in values]).decode(),
    "json": lambda value: None if value is None else canonical(value).decode(),
}


def _reading(kind: type[Thing], column: Column) -> Callable[[object], object]:
    """The function from a cell of the column to its value; it raises Damaged."""
    words = _words(kind, column)

    def text(cell: object) -> object:
        if type(cell) is not str:
            raise Damaged(column.name)
        return cell

    def word(cell: object) -> object:
        if type(cell) is not str or cell not in words:
            raise Damaged(column.name)
        return words[cell]

    def whole(cell: object) -> object:
        if type(cell) is not int:
            raise Damaged(column.name)
        return cell

    def yes(cell: object) -> object:
        if type(cell) not in (int, bool) or cell not in (0, 1):
            raise Damaged(column.name)
        return bool(cell)

    def day(cell: object) -> object:
        try:
            return dt.date.fromisoformat(str(cell))
        except ValueError as error:
            raise Damaged(column.name) from error

    def many(cell: object) -> object:
        try:
            values = json.loads(str(cell))
        except ValueError as error:
            raise Damaged(column.name) from error
        if type(values) is not list:
            raise Damaged(column.name)
        member = word if words else text
        return tuple(member(value) for value in values)

    def loaded(cell: object) -> object:
        try:
            return json.loads(str(cell))
        except ValueError as error:
            raise Damaged(column.name) from error

    chosen = {"word": word, "int": whole, "bool": yes, "date": day, "list": many, "json": loaded}.get(column.type, text)
    if not _optional(kind, column):
        return chosen
    return lambda cell: None if cell is None else chosen(cell)
