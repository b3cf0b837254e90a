"""What is read from the tables: contents, entries, texts, bytes and days. Nothing here writes."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import sqlalchemy as sa

from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import Entry
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import Thing
from lifecycle.store.loading import things_of
from lifecycle.store.rows import Damaged, table
from lifecycle.store.spine import ACT, BLOB, CHAIN, VAULT
from lifecycle.store.statements import cursor, ready
from lifecycle.store.upcasts import lifted

Tables = tuple[dict[str, dict[tuple[str, ...], Thing]], dict[tuple[str, tuple[str, ...]], int]]

_CHUNK = 500
_HEAD = sa.select(CHAIN.c.rev, CHAIN.c.head).where(CHAIN.c.plan == sa.bindparam("plan"))
_ENTRIES = (
    sa.select(ACT.c.number, ACT.c.body, ACT.c.hash)
    .where(ACT.c.plan == sa.bindparam("plan"), ACT.c.number > sa.bindparam("after"))
    .order_by(ACT.c.number)
    .limit(_CHUNK)
)


class Days(NamedTuple):
    """What a sandbox needs to know its today.

    The latest civil day among the plans' acts (None without one), the civil day the office was opened, and the day of
    the clock when that was recorded.
    """

    latest: dt.date | None
    opened: dt.date
    recorded: dt.date


def head(connection: sa.Connection, plan: str) -> tuple[int, bytes]:
    """The revision and head of the plan's chain; Wrong where there is none."""
    found = connection.execute(_HEAD, {"plan": plan}).one_or_none()
    if found is None:
        raise Wrong("store.no_plan", plan=plan, known=plans(connection))
    return found.rev, found.head


def plans(connection: sa.Connection) -> list[str]:
    """The keys of all plans in the order of their creation; the office's own chain is none."""
    start: sa.ColumnElement[bytes] = sa.func.substr(ACT.c.body, 1, 35)
    first = sa.select(ACT.c.plan, start).where(ACT.c.number == 1, ACT.c.plan != OFFICE)
    born = {plan: bytes(at) for plan, at in connection.execute(first) if isinstance(at, bytes)}
    keys = connection.execute(sa.select(CHAIN.c.plan).where(CHAIN.c.plan != OFFICE)).scalars()
    # "at" is the first key of the canonical body, so the first bytes sort by recorded time.
    return sorted(keys, key=lambda plan: (born.get(plan, b""), plan))


def load(connection: sa.Connection, plan: str, kinds: Mapping[str, type[Thing]]) -> Tables:
    """All things of the plan by kind and key, and the entry that last wrote each; Unverified at a damaged cell."""
    things: dict[str, dict[tuple[str, ...], Thing]] = {}
    wrote: dict[tuple[str, tuple[str, ...]], int] = {}
    dialect, driver = connection.dialect.name, cursor(connection)
    for name, kind in kinds.items():
        driver.execute(ready(_loading(kind), dialect).text, (plan,))
        rows = driver.fetchall()
        try:
            keys, made = things_of(kind, rows)
        except Damaged as error:
            column, row = error.args
            raise Unverified("store.damaged_cell", plan=plan, table=name, column=column, row=row) from error
        things[name] = dict(zip(keys, made, strict=True))
        wrote.update(zip(zip(repeat(name), keys, strict=False), (row[-1] for row in rows), strict=True))
    return things, wrote


@cache
def _loading(kind: type[Thing]) -> sa.Select[Any]:
    """The statement that loads a kind; its one parameter is the plan."""
    # Columns without types: the cells come as the driver gives them, and the kind's own reader judges them.
    columns: list[sa.ColumnClause[Any]] = [sa.column(column.name) for column in kind.columns()]
    statement: sa.Select[Any] = sa.select(*columns, sa.column("rev")).select_from(table(kind))
    return statement.where(sa.column("plan") == sa.bindparam("plan"))


def entries(connection: sa.Connection, plan: str, after: int = 0) -> list[Entry]:
    """The next entries of the plan after number `after`, some hundreds at once; empty at the end."""
    rows = connection.execute(_ENTRIES, {"plan": plan, "after": after})
    return [entry(plan, number, body, hash_) for number, body, hash_ in rows]


def every_entry(connection: sa.Connection, plan: str) -> Iterator[Entry]:
    """All entries of the plan within one transaction."""
    after = 0
    while chunk := entries(connection, plan, after):
        yield from chunk
        after = chunk[-1].number


def entry(plan: str, number: int, body: bytes, hash_: bytes) -> Entry:
    """The entry whose stored bytes these are; Unverified where they are no JSON."""
    try:
        return Entry(plan, number, lifted(json.loads(body)), hash_)
    except (ValueError, TypeError, KeyError) as error:
        raise Unverified("store.unreplayable", plan=plan, entry=number) from error


def texts(connection: sa.Connection, plan: str) -> dict[str, str]:
    """`vault:<digest>` → private text of the plan."""
    rows = connection.execute(sa.select(VAULT.c.digest, VAULT.c.text).where(VAULT.c.plan == plan))
    return {f"vault:{digest}": text for digest, text in rows}


def blob(connection: sa.Connection, digest: str) -> bytes | None:
    """The stored bytes with this SHA-256, or None."""
    found: bytes | None = connection.execute(sa.select(BLOB.c.bytes).where(BLOB.c.sha256 == digest)).scalar()
    return found


def days(connection: sa.Connection, zone: dt.tzinfo | None) -> Days:
    """The days a sandbox reckons with; the recorded one is told in `zone`."""
    latest: dt.date | None = None
    for plan, number, body in connection.execute(
        sa.select(ACT.c.plan, ACT.c.number, ACT.c.body).where(ACT.c.plan != OFFICE)
    ):
        day = _civil_day(plan, number, body)
        latest = day if latest is None else max(latest, day)
    first = next(iter(entries(connection, OFFICE)), None)
    if first is None:
        raise Wrong("store.no_plan", plan=OFFICE, known=plans(connection))
    try:
        at = dt.datetime.fromisoformat(first.body["at"])
        return Days(latest, first.on, at.astimezone(zone).date())
    except (ValueError, TypeError, KeyError) as error:
        raise Unverified("store.unreplayable", plan=OFFICE, entry=1) from error


def _civil_day(plan: str, number: int, body: bytes) -> dt.date:
    # In canonical bytes `,"on":"` cannot stand inside a text (its quotes are escaped), and after the act's own "on"
    # come texts only: so the last one is the act's, and a history of any size is read without parsing.
    mark = b',"on":"'
    try:
        at = body.rfind(mark) + len(mark)
        return dt.date.fromisoformat(body[at : at + 10].decode())
    except (ValueError, TypeError) as error:
        raise Unverified("store.unreplayable", plan=plan, entry=number) from error
