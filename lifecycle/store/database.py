"""The database of an office: one SQLite file or PostgreSQL, its transactions, and its failures as our errors.

One file because every trap of the two drivers is met here. On SQLite the writer's transaction begins IMMEDIATE and the
reader's is deferred, each on an engine of its own; waiting for a lock is our own loop.
"""

import sqlite3
import sys
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from random import uniform
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError

from lifecycle.model.errors import Busy, LifecycleError, Unverified, Wrong
from lifecycle.store.failpoints import Injected
from lifecycle.store.full_disk import readable_as_it_lies, unfinished
from lifecycle.store.holders import LONGEST_WRITING, holder_of, noted
from lifecycle.store.lost_tables import lost_place

PATIENCE, TELLING = 30.0, 1.0
"""Seconds a command waits for another one to finish writing, and after which it says so."""

_PRAGMAS = ("foreign_keys=ON", "trusted_schema=OFF", "recursive_triggers=ON", "synchronous=FULL", "busy_timeout=0")
_FIRST_READ = "SELECT 1 FROM sqlite_schema"
_SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_FULL: "store.disk",
    sqlite3.SQLITE_IOERR: "store.disk",
    sqlite3.SQLITE_READONLY: "store.no_access",
    sqlite3.SQLITE_CANTOPEN: "store.no_access",
    sqlite3.SQLITE_PERM: "store.no_access",
    sqlite3.SQLITE_CORRUPT: "store.not_ours",
    sqlite3.SQLITE_NOTADB: "store.not_ours",
}
_POSTGRESQL_STATES = {
    "55P03": "store.busy",  # lock_not_available
    "40P01": "store.busy",  # deadlock_detected
    "40001": "store.busy",  # serialization_failure
    "53100": "store.disk",  # disk_full
    "53200": "store.disk",  # out_of_memory
    "58030": "store.disk",  # io_error
    "42501": "store.no_access",  # insufficient_privilege
    "25006": "store.no_access",  # read_only_sql_transaction
}
_NO_CONNECTION = ("08", "28", "3D", "53", "57")
"""Classes of SQLSTATE: connection, authorisation, unknown database, resources, operator intervention."""


class Database:
    """One office's database by path or URL; engines are made when first used.

    `fresh` lets a file be made; `told` is who works here, in words for another one who has to wait. With `only_reads`
    no byte of a file changes, also where a killed command left work to be finished.
    """

    def __init__(
        self,
        where: str | Path,
        *,
        fresh: bool = False,
        patience: float = PATIENCE,
        told: str = "",
        only_reads: bool = False,
    ) -> None:
        self._fresh = fresh
        self._only_reads = only_reads
        self._patience = patience
        self._told = told
        self.waiting: Callable[[dict[str, str]], None] | None = None
        self._place = _postgresql_url(str(where)) if _is_url(where) else _sqlite_file(where)
        self.name = _told(self._place)
        self.ours: Callable[[], Collection[str]] = tuple  # tables and columns that must be there, told by the store
        if isinstance(self._place, Path) and not fresh and not self._place.is_file():
            raise Wrong("store.absent", file=self.name)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return "sqlite" if isinstance(self._place, Path) else "postgresql"

    @cached_property
    def writer(self) -> sa.Engine:
        """The engine whose transactions may write."""
        return self._made(writes=True)

    @cached_property
    def reader(self) -> sa.Engine:
        """The engine whose transactions see one moment and write nothing."""
        if isinstance(self._place, Path):
            return self._made(writes=False)
        return self.writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that may write, rolled back unless it is committed inside."""
        if self._only_reads:
            raise RuntimeError("this database was opened for reading")
        with self._failures(), self.writer.connect() as connection:
            try:
                connection.begin()
                with self._noted():
                    yield connection
            except _driver_errors():
                # After a failed COMMIT the pool would take the connection back with its transaction still open.
                connection.invalidate()
                raise

    @contextmanager
    def reading(self, *, raw: bool = False) -> Iterator[sa.Connection]:
        """A transaction that sees the database as it is at one moment.

        `raw`: text that is not UTF-8 comes with surrogates instead of failing, so that a damaged cell can be named.
        """
        with self._failures(), self.reader.connect() as connection:
            connection.begin()
            driver: Any = connection.connection.dbapi_connection
            if raw and self.dialect == "sqlite":
                driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            try:
                yield connection
            finally:
                if raw and self.dialect == "sqlite":
                    driver.text_factory = str

    def written_anew(self, table: str) -> bool:
        """Whether the server copied the table into a new file; not where this user may not ask for it."""
        alone = self.writer.execution_options(isolation_level="AUTOCOMMIT")
        file = sa.text("select pg_relation_filenode(cast(:name as regclass))")
        with self._failures(), alone.connect() as connection:
            name = connection.dialect.identifier_preparer.quote(table)
            before = connection.execute(file, {"name": name}).scalar()
            # What the planner remembers of a table are words of it: it is to look at it anew.
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {name}")
            return bool(connection.execute(file, {"name": name}).scalar() != before)

    def close(self) -> None:
        """Every connection is closed."""
        for name in ("reader", "writer"):
            if engine := self.__dict__.pop(name, None):
                engine.dispose()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except _driver_errors() as error:
            raise self._translated(error) or error from error

    def _noted(self) -> AbstractContextManager[None]:
        return noted(self._place, self._told) if isinstance(self._place, Path) else nullcontext()

    def _holder(self) -> dict[str, str]:
        """Who has been writing meanwhile, as a fact; none where nobody knows."""
        found: str | None = None
        if isinstance(self._place, Path):
            found = holder_of(self._place)
        else:
            with suppress(DBAPIError), self.reader.connect() as connection:
                found = connection.exec_driver_sql(LONGEST_WRITING).scalar()
        return {"who": found, "reason": "held"} if found else {}

    def is_damage(self, error: DBAPIError) -> bool:
        """Whether the failure says that what the file holds cannot be read."""
        return isinstance(self._translated(error), Wrong | Unverified)

    def _translated(self, error: Exception) -> LifecycleError | None:
        """Our error for a failure of the disk, the lock, the file or the server; None where it is a bug."""
        origin = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(error, Injected):
            return Busy("store.disk", file=self.name)
        if isinstance(origin, sqlite3.OperationalError) and str(origin).startswith("Could not decode"):
            return Unverified("store.damaged", file=self.name)
        if (lost := lost_place(origin)) and lost in self.ours():
            return Unverified("store.lost_table", file=self.name, table=lost)
        if self.dialect == "postgresql":
            code = _postgresql_code(origin)
        else:
            code = _SQLITE_CODES.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            return None
        if code == "store.not_ours":
            return Wrong(code, file=self.name)
        return Busy(code, file=self.name, **(self._holder() if code == "store.busy" else {}))

    def _made(self, *, writes: bool) -> sa.Engine:
        if isinstance(self._place, Path):
            return self._sqlite(self._place, writes=writes)
        return self._postgresql(self._place)

    def _postgresql(self, url: sa.URL) -> sa.Engine:
        try:
            return sa.create_engine(
                url,
                connect_args={
                    "options": f"-c lock_timeout={round(self._patience * 1000)}",
                    "connect_timeout": 10,
                    **({"application_name": _ascii(self._told)} if self._told else {}),
                },
            )
        except ModuleNotFoundError as error:
            raise Wrong("store.no_driver", file=self.name) from error

    def _sqlite(self, file: Path, *, writes: bool) -> sa.Engine:
        begun = [f"PRAGMA {one}" for one in (*_PRAGMAS, "journal_mode=WAL" if writes else "query_only=ON")]
        begun += [] if writes else [_FIRST_READ]  # here it is known whether the file can be read where it lies

        def opened(how: str) -> sqlite3.Connection:
            # isolation_level=None: pysqlite begins nothing by itself, our begin-event does.
            uri = f"{file.as_uri()}?{how}"
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0, check_same_thread=False)
            try:
                for statement in begun:
                    self._patiently(connection, statement)
            except BaseException:
                connection.close()
                raise
            return connection

        def connect() -> sqlite3.Connection:
            ordinary = "mode=rwc" if self._fresh else "mode=ro" if self._only_reads and unfinished(file) else "mode=rw"
            try:
                return opened(ordinary)
            except sqlite3.Error as error:
                if writes or not readable_as_it_lies(file, error):
                    raise
            return opened("mode=ro&immutable=1")

        def begin(connection: sa.Connection) -> None:
            driver: Any = connection.connection.dbapi_connection
            if writes:
                self._patiently(driver, "BEGIN IMMEDIATE")
            else:
                driver.execute("BEGIN")
                self._patiently(driver, _FIRST_READ)  # a deferred snapshot is taken by the first read

        # One connection kept for a command's life; a thread that needs another gets its own.
        engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)
        sa.event.listen(engine, "begin", begin)
        return engine

    def _patiently(self, connection: sqlite3.Connection, statement: str) -> None:
        """`statement` is executed; while somebody else holds the lock it is tried again after 0.5–4 ms.

        SQLite's own busy handler backs off in steps and starves a writer for seconds.
        """
        begun, told = time.monotonic(), False
        while True:
            try:
                connection.execute(statement).fetchall()
                return
            except sqlite3.OperationalError as error:
                if (
                    _SQLITE_CODES.get(error.sqlite_errorcode & 0xFF) != "store.busy"
                    or time.monotonic() > begun + self._patience
                ):
                    raise
            if self.waiting and not told and time.monotonic() > begun + TELLING:
                told = True
                self.waiting(self._holder())
            time.sleep(uniform(0.0005, 0.004))  # noqa: S311 - a wait, not a secret


def _driver_errors() -> tuple[type[Exception], ...]:
    """What the drivers raise, through SQLAlchemy and without it, and what a failpoint raises for them."""
    psycopg: Any = sys.modules.get("psycopg")  # imported by SQLAlchemy where it is used
    return (DBAPIError, sqlite3.Error, *((psycopg.Error,) if psycopg else ()), Injected)


def _ascii(text: str) -> str:
    """`text` without accents: the server keeps plain letters, and 63 of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain[:63]


def _told(place: Path | sa.URL) -> str:
    """The place as a person may read it, without the password."""
    return str(place) if isinstance(place, Path) else place.render_as_string(hide_password=True)


def _is_url(where: str | Path) -> bool:
    return isinstance(where, str) and "://" in where and not where.startswith("sqlite:")


def _sqlite_file(where: str | Path) -> Path:
    text = str(where)
    return Path(text.removeprefix("sqlite:///")).absolute() if text.startswith("sqlite:") else Path(where).absolute()


def _postgresql_url(text: str) -> sa.URL:
    """`text` as a URL of the psycopg driver; Wrong where it is no URL of PostgreSQL."""
    try:
        url = sa.make_url(text)
    except (ArgumentError, ValueError) as error:
        raise Wrong("store.bad_url") from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise Wrong("store.bad_url", backend=url.get_backend_name())
    return url.set(drivername="postgresql+psycopg")


def _postgresql_code(error: object) -> str | None:
    """Our code for an error of psycopg, told by SQLSTATE; one without a state and "operational" is no connection."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        lost = any(parent.__name__ == "OperationalError" for parent in type(error).__mro__)
        return "store.unreachable" if lost else None
    return _POSTGRESQL_STATES.get(state) or ("store.unreachable" if state[:2] in _NO_CONNECTION else None)
