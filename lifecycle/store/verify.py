"""Verifying an office: the chain, the replay of history against the live tables, texts and bytes against digests.

It reads raw cells, names the entry, the table and the row of every problem, and never repairs. A damaged cell is a
problem, never an exception. It is one file because every table is judged by the same rules.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lifecycle.model.errors import Wrong
from lifecycle.model.history import private_digest, sha256
from lifecycle.model.thing import Thing
from lifecycle.store.chain import stored
from lifecycle.store.commit import Store
from lifecycle.store.lost_tables import lost_place
from lifecycle.store.replay import Problem, Replay
from lifecycle.store.rows import table
from lifecycle.store.spine import ACT, BLOB, CHAIN, TABLES, VAULT, VERSION

_ACTED = sa.text(
    "with recursive acted(plan) as (select min(plan) from act union all "
    "select (select min(plan) from act where plan > acted.plan) from acted where acted.plan is not null) "
    "select plan from acted where plan is not null"
)
"""The plans that have entries: a step of the index for each plan, however long their histories are."""
_EXEMPT = ("job", "cache", "sqlite_")

Told = Callable[[str, str, int, int], None]
"""What is told on the way: the phrase of what is counted, of which plan, how many are done, of how many."""
Since = Mapping[str, frozenset[str]]
NOTHING: Since = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found; over several plans `entries` is the sum, `head` is None and `plans` has each."""

    plan: str | None
    entries: int
    head: bytes | None
    problems: tuple[Problem, ...]
    forgotten: frozenset[str]
    plans: tuple["Report", ...] = ()
    files: int | None = None
    """How many of what was erased are files; None where only the chain was read."""

    @property
    def erased(self) -> int:
        """How many texts and files were erased at somebody's request."""
        return len(self.forgotten) + sum(report.erased for report in self.plans)

    @property
    def ok(self) -> bool:
        """True where nothing is wrong; erased texts are not."""
        return not self.problems


def verify(
    store: Store, plan: str | None = None, *, quick: bool = False, told: Told | None = None, since: Since = NOTHING
) -> Report:
    """What is wrong with `plan`, or with every chain and whole table of the office; `quick`: the chain only.

    `since` has the digests that were erased after the last entry of each plan: those of a rebuilt past office.
    """
    with store.database.reading(raw=True) as connection:
        try:
            return _report(connection, store, plan, quick=quick, told=told, since=since)
        except DBAPIError as error:
            if not store.database.is_damage(error):
                raise
            lost = lost_place(error.orig) or ""
            lost = next((made.name for made in (ACT, CHAIN) if lost in made.c), lost)
            what = Problem(None, lost, "", "verify.table") if lost else Problem(None, "", "", "verify.unreadable")
            return Report(plan, 0, None, (what,), frozenset())


def _report(
    connection: sa.Connection, store: Store, plan: str | None, *, quick: bool, told: Told | None, since: Since
) -> Report:
    chains = {row.plan for row in _raw(connection, CHAIN)}
    if plan is not None:
        report, _ = _one(connection, plan, store.kinds, quick=quick, told=told, since=since)
        if report.entries == 0 and plan not in chains and not report.problems:
            raise Wrong("store.no_plan", plan=plan, known=sorted(map(str, chains)))
        made = [ACT] if quick else _with_plans(store.kinds)
        lost = (*_version(connection), *_without_chain(connection, chains - {plan}, made, besides=plan))
        return Report(
            plan, report.entries, report.head, (*report.problems, *lost), report.forgotten, files=report.files
        )
    ones = [_one(connection, key, store.kinds, quick=quick, told=told, since=since) for key in sorted(chains, key=str)]
    reports = tuple(report for report, _ in ones)
    problems = [problem for report in reports for problem in report.problems]
    problems += _version(connection)
    problems += _without_chain(connection, chains, [ACT] if quick else _with_plans(store.kinds))
    if not quick:
        problems += _unknown(connection, store.kinds)
        problems += _unnamed_bytes(connection, [replay for _, replay in ones])
    entries = sum(report.entries for report in reports)
    return Report(None, entries, None, tuple(problems), frozenset(), reports)


def _one(
    connection: sa.Connection,
    plan: str,
    kinds: Mapping[str, type[Thing]],
    *,
    quick: bool,
    told: Told | None,
    since: Since,
) -> tuple[Report, Replay]:
    replay = Replay(plan, kinds, only_chain=quick)
    problems: list[Problem] = []
    heads = [(row.rev, row.head) for row in _raw(connection, CHAIN, plan)]
    of = heads[0][0] if heads and isinstance(heads[0][0], int) else 0
    problems += replay.read(
        stored(connection, plan, lambda done: told and told("progress.entries", str(plan), done, of))
    )
    problems += replay.against_chain(heads)
    replay.forgotten.update(since.get(plan, ()))
    if not quick:
        for name, kind in kinds.items():
            problems += _rows(connection, plan, name, kind, replay)
        problems += _texts(connection, plan, replay)
        problems += _bytes(connection, replay)
    head = heads[0][1] if heads and isinstance(heads[0][1], bytes) else None
    files = None if quick else len(replay.forgotten & replay.blobs.keys())
    return Report(plan, replay.entries, head, tuple(problems), frozenset(replay.forgotten), files=files), replay


def _rows(connection: sa.Connection, plan: str, name: str, kind: type[Thing], replay: Replay) -> Iterator[Problem]:
    """What differs between the replay and the live table of `kind`, cell by cell, with the entry numbers."""
    exact = bool if connection.dialect.name == "postgresql" else int
    columns = [column.name for column in kind.columns()]
    booleans = [column.name for column in kind.columns() if column.type == "bool"]
    keys = [column.name for column in table(kind).primary_key if column.name != "plan"]
    expected = {}
    for cells in replay.rows(name):
        for column in booleans:
            cells[column] = None if cells[column] is None else exact(cells[column] or False)
        expected[tuple(cells[key] for key in keys)] = cells
    try:
        with _tolerant(connection):
            live = _raw(connection, table(kind), plan)
    except DBAPIError:
        yield Problem(None, name, "", "verify.table")
        return
    for row in live:
        found = row._mapping
        key = tuple(found[column] for column in keys)
        label = _label(key)
        if key not in expected:
            yield Problem(None, name, label, "verify.stray_row")
            continue
        cells = expected.pop(key)
        for column in (*columns, "rev"):
            if type(found[column]) is not type(cells[column]) or found[column] != cells[column]:
                yield Problem(cells["rev"], name, label, "verify.cell", column)
    for key, cells in expected.items():
        yield Problem(cells["rev"], name, _label(key), "verify.missing_row")


def _texts(connection: sa.Connection, plan: str, replay: Replay) -> Iterator[Problem]:
    """Private texts against their digests; a missing one is a problem unless it was forgotten."""
    named = dict(replay.references)
    try:
        with _tolerant(connection):
            live = _raw(connection, VAULT, plan)
    except DBAPIError:
        yield Problem(None, "vault", "", "verify.table")
        return
    for row in live:
        entry = named.pop(row.digest, None)
        try:
            true = private_digest(row.salt, row.subject, row.text) == row.digest
        except (TypeError, ValueError, AttributeError):
            true = False
        if not true:
            yield Problem(entry, "vault", str(row.digest), "verify.text")
        if entry is None:
            yield Problem(None, "vault", str(row.digest), "verify.stray_row")
        if row.digest in replay.forgotten:
            yield Problem(entry, "vault", str(row.digest), "verify.not_forgotten")
    for digest, entry in named.items():
        if digest not in replay.forgotten:
            yield Problem(entry, "vault", digest, "verify.missing_row")


def _bytes(connection: sa.Connection, replay: Replay) -> Iterator[Problem]:
    """The bytes the plan's values name, against their digests and sizes, one after another."""
    for digest, entry in replay.blobs.items():
        try:
            with _tolerant(connection):
                wanted = sa.select(BLOB.c.bytes, BLOB.c.size).where(BLOB.c.sha256 == digest)
                rows = connection.execute(_untyped(wanted)).all()
        except DBAPIError:
            yield Problem(None, "blob", "", "verify.table")
            return
        if not rows and digest not in replay.forgotten:
            yield Problem(entry, "blob", digest, "verify.missing_row")
        for data, size in rows:
            if not isinstance(data, bytes) or sha256(data) != digest:
                yield Problem(entry, "blob", digest, "verify.bytes")
            elif type(size) is not int or size != len(data):
                yield Problem(entry, "blob", digest, "verify.cell", "size")


def _unnamed_bytes(connection: sa.Connection, replays: list[Replay]) -> Iterator[Problem]:
    """Stored bytes no value names, and those that were erased in every plan that names them."""
    named = {digest for replay in replays for digest in replay.blobs if digest not in replay.forgotten}
    forgotten = {digest for replay in replays for digest in replay.forgotten}
    try:
        with _tolerant(connection):
            found = connection.execute(_untyped(sa.select(BLOB.c.sha256))).scalars().all()
    except DBAPIError:
        yield Problem(None, "blob", "", "verify.table")
        return
    for digest in found:
        if digest not in named:
            what = "verify.not_forgotten" if digest in forgotten else "verify.stray_row"
            yield Problem(None, "blob", str(digest), what)


def _version(connection: sa.Connection) -> Iterator[Problem]:
    """A version of the database that is not the one this program works with: an older one was brought up before."""
    found = connection.execute(sa.text("select version_num from alembic_version")).scalars().all()
    if found != [VERSION]:
        yield Problem(None, "alembic_version", ", ".join(map(str, found)), "verify.cell", "version_num")


def _with_plans(kinds: Mapping[str, type[Thing]]) -> list[sa.Table]:
    return [ACT, VAULT, *(table(kind) for kind in kinds.values())]


def _without_chain(
    connection: sa.Connection, chains: set[Any], tables: Sequence[sa.Table], *, besides: str | None = None
) -> Iterator[Problem]:
    """Rows of plans that have no chain: a row moved to another plan is found here."""
    for made in tables:
        try:
            with _tolerant(connection):
                found = connection.execute(_ACTED if made is ACT else _plans_of(made)).scalars().all()
        except DBAPIError:
            continue  # an unreadable table is named where its rows are compared
        for plan in found:
            if plan not in chains and plan != besides:
                yield Problem(None, made.name, str(plan), "verify.no_chain")


def _unknown(connection: sa.Connection, kinds: Mapping[str, type[Thing]]) -> Iterator[Problem]:
    """Tables, and columns of our tables, that no program of ours made."""
    inspector = sa.inspect(connection)
    names = set(inspector.get_table_names())
    for name in sorted(names - TABLES - set(kinds)):
        if not name.startswith(_EXEMPT):
            yield Problem(None, name, "", "verify.unknown_table")
    for made in (CHAIN, ACT, VAULT, BLOB, *(table(kind) for kind in kinds.values())):
        if made.name not in names:
            continue  # named where its rows are compared
        for column in inspector.get_columns(made.name):
            if column["name"] not in made.c:
                yield Problem(None, made.name, "", "verify.unknown_column", column["name"])


def _raw(connection: sa.Connection, made: sa.Table, plan: str | None = None) -> list[sa.Row[Any]]:
    """Every cell of the table, or of the plan's rows, as the driver gives it."""
    if plan is None:
        return list(connection.execute(_every_row(made)))
    return list(connection.execute(_rows_of_plan(made), {"plan": plan}))


def _tolerant(connection: sa.Connection) -> AbstractContextManager[object]:
    """A table that cannot be read does not end the transaction (PostgreSQL would refuse all that follows)."""
    return connection.begin_nested() if connection.dialect.name == "postgresql" else nullcontext()


@cache
def _every_row(made: sa.Table) -> sa.Select[Any]:
    return _untyped(sa.select(made))


@cache
def _rows_of_plan(made: sa.Table) -> sa.Select[Any]:
    return _untyped(sa.select(made).where(made.c.plan == sa.bindparam("plan")))


@cache
def _plans_of(made: sa.Table) -> sa.Select[Any]:
    return _untyped(sa.select(made.c.plan).distinct())


def _untyped(statement: sa.Select[Any]) -> sa.Select[Any]:
    """The same statement without the columns' types, so that nothing is converted on the way."""
    bare: list[sa.ColumnClause[Any]] = [sa.column(column.name) for column in statement.selected_columns]
    made: sa.Select[Any] = statement.with_only_columns(*bare, maintain_column_froms=True)
    return made


def _label(key: tuple[object, ...]) -> str:
    return "/".join(str(part) for part in key)
