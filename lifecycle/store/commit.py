"""The write door: nothing is ever written except through `Writing.commit`, which also writes history.

An act, the rows it changes, its private texts and its bytes are one transaction, made under the plan's lock. The lock
is a write that comes first: the row lock on PostgreSQL, the write lock on SQLite.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Self

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lifecycle.model.content import Content
from lifecycle.model.errors import Busy, Unverified, Wrong
from lifecycle.model.history import GENESIS, Act, Change, Entry, blobs_named, chained, sha256
from lifecycle.model.thing import T, Thing, canonical
from lifecycle.store import queries
from lifecycle.store.database import Database
from lifecycle.store.failpoints import reach
from lifecycle.store.fold import fold
from lifecycle.store.integrity import refuse_dangling, refuse_missing_bytes, refuse_open_secrets
from lifecycle.store.lay import lay
from lifecycle.store.lost_tables import places
from lifecycle.store.migrate import bring_up, make
from lifecycle.store.queries import Days
from lifecycle.store.spine import ACT, BLOB, CHAIN
from lifecycle.store.statements import run
from lifecycle.store.vault import Vault, keep, references_of

_LOCK = (
    sa.update(CHAIN)
    .where(CHAIN.c.plan == sa.bindparam("key"))
    .values(rev=CHAIN.c.rev + sa.literal_column("1"))
    .returning(CHAIN.c.rev, CHAIN.c.head)
)
_APPEND = sa.insert(ACT)
_MOVE = (
    sa.update(CHAIN)
    .where(CHAIN.c.plan == sa.bindparam("key"))
    .values(rev=sa.bindparam("number"), head=sa.bindparam("hash"))
)


class Store:
    """The database of one office and the kinds it keeps."""

    def __init__(
        self,
        database: Database,
        kinds: Mapping[str, type[Thing]],
        *,
        clock: Callable[[], dt.datetime],
        randomness: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.database = database
        self.kinds = kinds
        self.clock = clock
        self.randomness = randomness
        database.ours = partial(places, kinds)

    @classmethod
    def create(
        cls,
        where: str | Path,
        kinds: Mapping[str, type[Thing]],
        *,
        clock: Callable[[], dt.datetime],
        randomness: Callable[[int], bytes] = os.urandom,
        told: str = "",
    ) -> Self:
        """A store in a new file or an empty database; Wrong where an office is in it."""
        database = Database(where, fresh=True, told=told)
        with _closed_on_failure(database):
            make(database, kinds)
        return cls(database, kinds, clock=clock, randomness=randomness)

    @classmethod
    def open(
        cls,
        where: str | Path,
        kinds: Mapping[str, type[Thing]],
        *,
        clock: Callable[[], dt.datetime],
        randomness: Callable[[int], bytes] = os.urandom,
        told: str = "",
    ) -> Self:
        """The store that is there, brought to this program's version; Wrong where it is newer or no office.

        `told` is who works in it, in words for another one who has to wait.
        """
        database = Database(where, told=told)
        with _closed_on_failure(database):
            bring_up(database, kinds)
        return cls(database, kinds, clock=clock, randomness=randomness)

    def close(self) -> None:
        """Every connection is closed."""
        self.database.close()

    def plans(self) -> list[str]:
        """The keys of all plans in the order of their creation."""
        with self.database.reading() as connection:
            return queries.plans(connection)

    def content(self, plan: str, day: dt.date) -> Content:
        """Everything recorded about the plan, seen on `day`."""
        with self.database.reading() as connection:
            rev, head = queries.head(connection, plan)
            things, wrote = queries.load(connection, plan, self.kinds)
        return Content(key=plan, rev=rev, head=head, day=day, things=things, wrote=wrote)

    def things(self, plan: str, kind: type[T]) -> list[T]:
        """Every thing of one kind recorded about the plan, without all the rest of it."""
        with self.database.reading() as connection:
            queries.head(connection, plan)
            rows, _ = queries.load(connection, plan, {kind.KIND: kind})
        return [thing for thing in rows[kind.KIND].values() if isinstance(thing, kind)]

    def content_at(self, plan: str, entry: int, day: dt.date) -> Content:
        """Everything recorded about the plan up to and with the entry of this number, seen on `day`."""
        folded = fold(self.entries(plan), self.kinds, until=entry)
        return Content(key=plan, rev=folded.rev, head=folded.head, day=day, things=folded.things, wrote=folded.wrote)

    @contextmanager
    def writing(self, plan: str, day: dt.date, *, new: bool = False) -> Iterator["Writing"]:
        """The plan's lock; leaving without `commit` changes nothing. `new` opens a chain that must not be there."""
        with self.database.writing() as connection:
            rev, head = _opened(connection, plan) if new else _locked(connection, plan)
            reach("lock.taken")
            things, wrote = queries.load(connection, plan, self.kinds)
            content = Content(key=plan, rev=rev, head=head, day=day, things=things, wrote=wrote)
            yield Writing(self, connection, content)

    def entries(self, plan: str) -> Iterator[Entry]:
        """The plan's history from its first entry; it is read in pieces and may grow meanwhile.

        Unverified where an entry is missing that the head counts.
        """
        after = 0
        while True:
            with self.database.reading() as connection:
                rev, _ = queries.head(connection, plan)
                chunk = queries.entries(connection, plan, after)
            for entry in chunk:
                if entry.number != after + 1:
                    break
                yield entry
                after = entry.number
            else:
                if chunk:
                    continue
                if after >= rev:
                    return
            raise Unverified("store.unreplayable", plan=plan, entry=after + 1)

    def blob(self, digest: str) -> bytes | None:
        """The stored bytes with this SHA-256, or None."""
        with self.database.reading() as connection:
            return queries.blob(connection, digest)

    def texts(self, plan: str) -> Mapping[str, str]:
        """`vault:<digest>` → private text; erased ones are absent."""
        with self.database.reading() as connection:
            return queries.texts(connection, plan)

    def latest_day(self) -> Days:
        """The days from which a sandbox knows its today."""
        with self.database.reading() as connection:
            return queries.days(connection, self.clock().tzinfo)


class Writing:
    """The right to write one act into one plan, as long as its lock is held."""

    def __init__(self, store: Store, connection: sa.Connection, content: Content) -> None:
        self.content = content
        self._store = store
        self._connection = connection
        self._vault = Vault(connection, content.key, store.randomness)
        self._written = False

    def seal(self, subject: str, text: str) -> str:
        """`vault:<digest>` of the text; the same subject and text in this plan give the same reference."""
        return self._vault.seal(subject, text)

    def seal_thing(self, thing: T) -> T:
        """The thing with its private columns as references into the vault."""
        return self._vault.seal_thing(thing)

    def commit(
        self,
        *,
        verb: str,
        on: dt.date,
        who: str,
        login: str,
        role: str,
        changes: Sequence[Change],
        note: str | None = None,
        blobs: Sequence[bytes] = (),
        expect: tuple[int, bytes] | None = None,
    ) -> Entry:
        """The entry of the act, which is on the disk when this returns.

        Refused: links that lead nowhere, bytes nobody gave, unsealed personal text, and where the plan is not at
        `expect` (revision, head). Of `blobs` those are kept that a value of `changes` names.
        """
        if self._written:
            raise RuntimeError("one act a lock")
        seen, plan = self.content, self.content.key
        if expect is not None and expect != (seen.rev, seen.head):
            raise Busy("store.moved_on", plan=plan, seen=expect[0], now=seen.rev)
        given = {sha256(data): data for data in blobs}
        refuse_dangling(seen.after(changes), changes)
        refuse_missing_bytes(self._connection, changes, set(given))
        refuse_open_secrets(changes, self._vault)
        who, login = self.seal(who, who), self.seal(login, login)
        secrets = self._vault.pending(references_of(changes, who, login))
        named = blobs_named(changes)
        bytes_ = tuple(data for digest, data in given.items() if digest in named)
        act = Act(plan, verb, on, who, login, role, tuple(changes), note, secrets, bytes_)
        entry = self._append(act)
        reach("commit.begun")
        self._connection.commit()
        self._written = True
        reach("commit.done")
        return entry

    def _append(self, act: Act) -> Entry:
        number = self.content.rev + 1
        try:
            said = act.as_json(number, _recorded(self._store.clock()))
            body = canonical(said)
        except UnicodeEncodeError as error:
            raise Wrong("store.text") from error
        head = chained(self.content.head, body)
        keep(self._connection, act.plan, act.secrets, act.changes)
        reach("vault.kept")
        _keep_bytes(self._connection, act.blobs)
        reach("bytes.kept")
        run(self._connection, _APPEND, {"plan": act.plan, "number": number, "body": body, "hash": head})
        reach("act.appended")
        lay(self._connection, act.plan, act.changes, kinds=self._store.kinds, rev=number)
        reach("rows.laid")
        run(self._connection, _MOVE, {"key": act.plan, "number": number, "hash": head})
        reach("chain.moved")
        return Entry(act.plan, number, said, head)


@contextmanager
def _closed_on_failure(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _locked(connection: sa.Connection, plan: str) -> tuple[int, bytes]:
    """The revision and head of the plan, whose lock is held from now on."""
    found = run(connection, _LOCK, {"key": plan}).fetchone()
    if found is None:
        raise Wrong("store.no_plan", plan=plan, known=queries.plans(connection))
    rev, head = found
    return rev - 1, head


def _opened(connection: sa.Connection, plan: str) -> tuple[int, bytes]:
    """The start of a new chain, whose lock is held from now on."""
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(CHAIN)
    opening = insert.values(plan=plan, rev=0, head=GENESIS).on_conflict_do_nothing().returning(CHAIN.c.rev)
    if connection.execute(opening).one_or_none() is None:
        raise Wrong("store.plan_exists", plan=plan)
    return 0, GENESIS


def _keep_bytes(connection: sa.Connection, blobs: Sequence[bytes]) -> None:
    """The store holds `blobs`; the same bytes are kept once."""
    rows = {sha256(data): {"sha256": sha256(data), "bytes": data, "size": len(data)} for data in blobs}
    if not rows:
        return
    known = set(connection.execute(sa.select(BLOB.c.sha256).where(BLOB.c.sha256.in_(rows))).scalars())
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(BLOB)
    for digest in sorted(rows.keys() - known):
        connection.execute(insert.on_conflict_do_nothing(), rows[digest])


def _recorded(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
