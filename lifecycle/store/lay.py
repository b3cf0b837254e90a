"""Laying values into the tables of their kinds: upserts and deletes, grouped by kind."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.thing import Thing
from lifecycle.store.rows import cells, key_cells, table

Address = tuple[str, tuple[str, ...]]


def lay(
    connection: sa.Connection, plan: str, changes: Sequence[Change], *, kinds: Mapping[str, type[Thing]], rev: int
) -> None:
    """The tables hold what `changes` made by entry `rev` leave; of several changes of one thing the last counts."""
    last: dict[Address, Put | Drop] = {}
    for change in changes:
        if isinstance(change, Put):
            last[(change.thing.KIND, change.thing.identity)] = change
        elif isinstance(change, Drop):
            last[(change.kind, change.key)] = change
    drops: dict[str, list[tuple[str, ...]]] = {}
    puts: list[tuple[Thing, int]] = []
    for (kind, key), change in last.items():
        if isinstance(change, Put):
            puts.append((change.thing, rev))
        else:
            drops.setdefault(kind, []).append(key)
    for name, keys in drops.items():
        kind_of = kinds[name]
        rows = [{f"_{column}": cell for column, cell in key_cells(kind_of, key).items()} for key in keys]
        connection.execute(_delete(kind_of), [{"_plan": plan, **row} for row in rows])
    upsert(connection, plan, puts)


def upsert(connection: sa.Connection, plan: str, things: Iterable[tuple[Thing, int]]) -> None:
    """Each thing stands in its table, last written by the entry beside it."""
    grouped: dict[type[Thing], list[dict[str, Any]]] = {}
    for thing, rev in things:
        grouped.setdefault(type(thing), []).append({"plan": plan, **cells(thing), "rev": rev})
    for kind, rows in grouped.items():
        connection.execute(_upsert(kind, connection.dialect.name), rows)


@cache
def _upsert(kind: type[Thing], dialect: str) -> sa.Executable:
    made = table(kind)
    keys = [column.name for column in made.primary_key]
    insert: Any = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(made)
    rest = {column.name: insert.excluded[column.name] for column in made.columns if column.name not in keys}
    upserting: sa.Executable = insert.on_conflict_do_update(index_elements=keys, set_=rest)
    return upserting


@cache
def _delete(kind: type[Thing]) -> sa.Executable:
    made = table(kind)
    return sa.delete(made).where(*(column == sa.bindparam(f"_{column.name}") for column in made.primary_key))
