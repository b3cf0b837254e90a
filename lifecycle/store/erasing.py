"""Erasing: acts of several chains in one transaction, and the stored bytes that they forget."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from lifecycle.model.errors import Busy
from lifecycle.store.commit import Store
from lifecycle.store.database import Database
from lifecycle.store.integrity import forgotten
from lifecycle.store.spine import BLOB, VAULT


@dataclass(frozen=True, slots=True)
class Kept:
    """One private text of the vault and whose it is."""

    digest: str
    subject: str
    text: str


def kept(store: Store, plan: str) -> list[Kept]:
    """Every private text the plan's vault holds."""
    rows = sa.select(VAULT.c.digest, VAULT.c.subject, VAULT.c.text).where(VAULT.c.plan == plan)
    with store.database.reading() as connection:
        return [Kept(*row) for row in connection.execute(rows.order_by(VAULT.c.digest))]


def was_erased(store: Store, digest: str) -> bool:
    """Whether an act of any plan forgets the stored bytes with this digest."""
    with store.database.reading() as connection:
        return forgotten(connection, digest)


class Erasing:
    """The right to write acts into several chains at once: all of them are on the disk together, or none."""

    def __init__(self, store: Store, connection: sa.Connection) -> None:
        held = cast(Database, _Held(store.database, connection))
        self.store = Store(held, store.kinds, clock=store.clock, randomness=store.randomness)
        self._connection = connection

    def drop_bytes(self, digests: Sequence[str]) -> None:
        """The bytes with these digests are gone; the database refuses where no act forgets them."""
        if digests:
            self._connection.execute(sa.delete(BLOB).where(BLOB.c.sha256.in_(digests)))


@contextmanager
def erasing(store: Store) -> Iterator[Erasing]:
    """Acts that erase, as one transaction; what is erased is overwritten in the file of SQLite, too."""
    sqlite = store.database.dialect == "sqlite"
    with store.database.writing() as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        yield Erasing(store, connection)
        connection.commit()
        if sqlite:
            # What was erased stands in the log of writes until that is cut; a reader may put it off to the next time.
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def written_anew(store: Store) -> bool | None:
    """Whether the server wrote the tables of texts and of bytes anew, without what was erased; None for a file.

    VACUUM FULL copies a table into a new file (PostgreSQL manual, SQL VACUUM). A server that does not let this user do
    it, or is too busy, leaves the rows in its pages; its log, archive and backups keep them in any case.
    """
    if store.database.dialect == "sqlite":
        return None
    try:
        return all(store.database.written_anew(one.name) for one in (VAULT, BLOB))
    except Busy:
        return False


class _Held:
    """The database whose writers share one transaction, which only `erasing` ends."""

    def __init__(self, database: Database, connection: sa.Connection) -> None:
        self._database = database
        self._shared = cast(sa.Connection, _Open(connection))

    def __getattr__(self, name: str) -> Any:  # everything else is the database's own
        return getattr(self._database, name)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The transaction all writers share."""
        yield self._shared


class _Open:
    """A connection whose commit waits for the others."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:  # everything else is the connection's own
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Nothing yet: the acts of the other chains belong to the same transaction."""
