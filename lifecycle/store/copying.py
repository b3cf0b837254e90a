"""A whole office in one SQLite file of one moment, taken while others write; and such a file laid into a database.

It copies rows as they are: what is damaged comes out damaged, and is found by verification, not here.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lifecycle.model.errors import Busy, Wrong
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import Thing
from lifecycle.store.commit import Store
from lifecycle.store.rows import table
from lifecycle.store.spine import BLOB, CHAIN, METADATA, SHAPE

_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_AT_ONCE = 500
"""Rows carried together; of stored files eight, for each may have megabytes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every chain of an office stands: (plan, entries, head in hex); `origin` is the hash of its first entry."""

    origin: str
    chains: tuple[tuple[str, int, str], ...]


def standing(store: Store) -> Standing:
    """Where the office in `store` stands, by what its tables claim."""
    with store.database.reading(raw=True) as connection:
        chains = connection.execute(sa.text("select plan, rev, head from chain order by plan")).all()
        first = sa.text("select hash from act where plan = :plan and number = 1")
        origin = connection.execute(first, {"plan": OFFICE}).scalar()
    claims = tuple((str(plan), rev if isinstance(rev, int) else 0, _hex(head)) for plan, rev, head in chains)
    return Standing(_hex(origin), claims)


def copy(store: Store, target: Path) -> None:
    """The office stands in the new SQLite file `target` as it was at one moment; nobody who writes has to wait."""
    try:
        if store.database.dialect == "sqlite":
            _pages(store, target)
        else:
            _rows(store, target)
    except sqlite3.Error as failed:
        raise _told(target, failed) or failed from failed


@contextmanager
def laying(source: Store, into: str | Path, kinds: Mapping[str, type[Thing]]) -> Iterator[None]:
    """The office of `source` stands in the empty database `into` once this is left; Wrong where an office is there."""
    target = _empty(into, kinds, source.clock)
    try:
        with target.database.writing() as there:
            # Under the lock it is asked again whether nobody has opened an office meanwhile.
            if there.execute(sa.select(sa.func.count()).select_from(CHAIN)).scalar():
                raise Wrong("store.exists", file=target.database.name)
            with source.database.reading() as here:
                _carry(here, there, kinds)
            yield
            there.commit()
    finally:
        target.close()


def _pages(store: Store, target: Path) -> None:
    with store.database.reading() as connection:
        source: Any = connection.connection.dbapi_connection
        with closing(sqlite3.connect(target, isolation_level=None)) as copied:
            try:
                source.backup(copied)
                copied.execute("PRAGMA journal_mode=DELETE").fetchall()
                # Erased texts may still lie in pages that are free; they are not to be carried on.
                copied.execute("VACUUM")
            except sqlite3.DatabaseError as failed:
                if _code(failed) in _DAMAGED:
                    return  # the pages stand as they are in the damaged office
                raise _told(target, failed) or failed from failed


def _rows(store: Store, target: Path) -> None:
    with laying(store, target, store.kinds):
        pass
    with closing(sqlite3.connect(target, isolation_level=None)) as copied:
        copied.execute("PRAGMA journal_mode=DELETE").fetchall()


def _carry(here: sa.Connection, there: sa.Connection, kinds: Mapping[str, type[Thing]]) -> None:
    spine = [one for one in METADATA.sorted_tables if one is not SHAPE]
    for one in (*spine, *(table(kind) for kind in kinds.values())):
        # An act names its plan's chain, which stands first in the order of the tables.
        streaming = {"stream_results": True, "yield_per": 8 if one is BLOB else _AT_ONCE}
        found = here.execute(sa.select(one), execution_options=streaming)
        for rows in found.mappings().partitions():
            there.execute(sa.insert(one), [dict(row) for row in rows])


def _empty(into: str | Path, kinds: Mapping[str, type[Thing]], clock: Callable[[], Any]) -> Store:
    """A store without a single chain: made now, or left by a restoring that was broken off before it wrote a row."""
    try:
        return Store.create(into, kinds, clock=clock)
    except Wrong as failed:
        if failed.code != "store.exists":
            raise
        return Store.open(into, kinds, clock=clock)


def _hex(cell: object) -> str:
    return cell.hex() if isinstance(cell, bytes) else ""


def _code(failed: sqlite3.Error) -> int:
    return int(getattr(failed, "sqlite_errorcode", 0)) & 0xFF


def _told(target: Path, failed: sqlite3.Error) -> Busy | None:
    """Our error where the copy itself could not be written; the office is not at fault."""
    full = _code(failed) == sqlite3.SQLITE_FULL
    facts = {"reason": "full"} if full else {}
    known = _code(failed) in _FULL
    return Busy("file.not_writable", file=str(target), why=str(failed), **facts) if known else None
