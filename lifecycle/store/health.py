"""How an office's database fares beside its history: the file's own structure, the guards of the history, its clock.

Nothing here is changed: what tries to break the guards is undone before anybody could see it.
"""

import datetime as dt
import platform
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from lifecycle.model.errors import Busy
from lifecycle.store.commit import Store
from lifecycle.store.database import Database
from lifecycle.store.guard import guarded
from lifecycle.store.holders import holder_of
from lifecycle.store.spine import append_only


@dataclass(frozen=True, slots=True)
class Engine:
    """The database's program, its version, and the file of the office; None on a server."""

    name: str
    version: str
    file: Path | None
    size: int


def engine(store: Store) -> Engine:
    """What the office's database is run by."""
    with store.database.reading() as connection:
        if store.database.dialect == "postgresql":
            version = str(connection.exec_driver_sql("show server_version").scalar())
            size = int(connection.exec_driver_sql("select pg_database_size(current_database())").scalar() or 0)
            return Engine("PostgreSQL", version, None, size)
        version = str(connection.exec_driver_sql("select sqlite_version()").scalar())
    file = Path(store.database.name)
    return Engine("SQLite", version, file, file.stat().st_size)


def python() -> str:
    """The version of Python and the system it runs on."""
    return f"{platform.python_version()}, {platform.system()} {platform.release()}"


def broken_structure(store: Store) -> str:
    """What SQLite says is wrong with the file itself; empty where nothing is, and for a server."""
    if store.database.dialect == "postgresql":
        return ""
    with store.database.reading() as connection:
        told = connection.exec_driver_sql("pragma integrity_check(3)").scalars().all()
        strays = connection.exec_driver_sql("pragma foreign_key_check").all()
    faults = [str(one) for one in told if one != "ok"] + [f"{row[0]} → {row[2]}" for row in strays[:3]]
    return "; ".join(faults)


def unguarded(store: Store) -> list[str]:
    """The kinds of statements that could rewrite the history: found by trying them, and undone."""
    with store.database.writing() as connection:
        if store.database.dialect == "postgresql":
            # Emptying a table waits for every reader before it asks the guards; it is not worth keeping them waiting.
            connection.exec_driver_sql("set local lock_timeout = '500ms'")
        try:
            return guarded(connection)
        finally:
            connection.rollback()


def strange_objects(store: Store) -> list[str]:
    """Triggers and views in the file that this program did not make: they could change what is written."""
    if store.database.dialect == "postgresql":
        return []
    with store.database.reading() as connection:
        made = sa.text("select name, sql from sqlite_schema where type in ('trigger', 'view') order by name")
        found = connection.execute(made).all()
    ours = set(append_only("sqlite"))
    return [str(name) for name, sql in found if sql not in ours]


def latest_recorded(store: Store) -> dt.datetime | None:
    """When the last act was recorded, by the clock of then; None where it cannot be told."""
    # "at" is the first key of the canonical body: {"at":"2026-11-22T10:00:00.000000Z"
    newest = sa.text("select substr(body, 1, 35) as start from act order by start desc limit 1")
    with store.database.reading(raw=True) as connection:
        start = connection.execute(newest).scalar()
    try:
        return dt.datetime.fromisoformat(bytes(start or b"")[7:34].decode().rstrip('"'))
    except (ValueError, TypeError):
        return None


def writer(store: Store) -> str | None:
    """Who holds the right to write just now; None where nobody does or nobody can tell."""
    if store.database.dialect == "postgresql":
        return None
    file = Path(store.database.name)
    at_once = Database(file, patience=0.0)
    try:
        with at_once.writing():
            return None
    except Busy as held:
        return (holder_of(file) or "?") if held.code == "store.busy" else None
    finally:
        at_once.close()
