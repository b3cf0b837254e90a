"""Laying values into the tables of their kinds: upserts and deletes, grouped by kind."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.thing import Thing
from lifecycle.store.failpoints import reach
from lifecycle.store.rows import Cell, key_cells, row_cells, table
from lifecycle.store.statements import ready, run, run_each

Row = tuple[Cell, ...]
"""The cells of a row: plan, those of the thing, and the entry that wrote it."""


def lay(
    connection: sa.Connection, plan: str, changes: Sequence[Change], *, kinds: Mapping[str, type[Thing]], rev: int
) -> None:
    """The tables hold what `changes` made by entry `rev` leave; of several changes of one thing the last counts."""
    puts: dict[type[Thing], dict[tuple[str, ...], Row]] = {}
    drops: dict[type[Thing], dict[tuple[str, ...], None]] = {}
    for change in changes:
        if isinstance(change, Put):
            thing, kind, key = change.thing, type(change.thing), change.thing.identity
            puts.setdefault(kind, {})[key] = (plan, *row_cells(thing), rev)
            drops.get(kind, {}).pop(key, None)
        elif isinstance(change, Drop):
            kind = kinds[change.kind]
            puts.get(kind, {}).pop(change.key, None)
            drops.setdefault(kind, {})[change.key] = None
    for kind, keys in drops.items():
        delete = _delete(kind)
        names = ready(delete, connection.dialect.name).names
        for key in keys:
            found = {"plan": plan, **key_cells(kind, key)}
            run(connection, delete, {name: found[name.removeprefix("_")] for name in names})
    for kind, rows in puts.items():
        _upsert_all(connection, kind, list(rows.values()))


def upsert(connection: sa.Connection, plan: str, things: Iterable[tuple[Thing, int]]) -> None:
    """Each thing stands in its table, last written by the entry beside it."""
    grouped: dict[type[Thing], list[Row]] = {}
    for thing, rev in things:
        grouped.setdefault(type(thing), []).append((plan, *row_cells(thing), rev))
    for kind, rows in grouped.items():
        _upsert_all(connection, kind, rows)


def _upsert_all(connection: sa.Connection, kind: type[Thing], rows: Sequence[Row]) -> None:
    if rows:
        run_each(connection, _upsert(kind, connection.dialect.name), rows)
        reach("rows.part")


@cache
def _upsert(kind: type[Thing], dialect: str) -> ClauseElement:
    """The statement whose parameters are the cells of a row in the order of the table's columns."""
    made = table(kind)
    keys = [column.name for column in made.primary_key]
    insert: Any = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(made)
    rest = {column.name: insert.excluded[column.name] for column in made.columns if column.name not in keys}
    upserting: ClauseElement = insert.on_conflict_do_update(index_elements=keys, set_=rest)
    return upserting


@cache
def _delete(kind: type[Thing]) -> ClauseElement:
    made = table(kind)
    return sa.delete(made).where(*(column == sa.bindparam(f"_{column.name}") for column in made.primary_key))
