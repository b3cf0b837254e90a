"""An office as its history stood at the end of a past day, laid into a new file: the same entries, no later ones.

Of each chain it takes the longest beginning whose civil days are none later than that day. The hashes stay what they
are, so whatever was given out before that day can be checked against the copy too.
"""

import datetime as dt
import json
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lifecycle.model.checkpoint import Checkpoint, read_checkpoint
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.plan import OFFICE
from lifecycle.store.chain import Row, stored
from lifecycle.store.commit import Store
from lifecycle.store.database import Database
from lifecycle.store.lay import upsert
from lifecycle.store.migrate import make
from lifecycle.store.replay import Replay
from lifecycle.store.spine import ACT, BLOB, CHAIN, VAULT
from lifecycle.store.verify import NOTHING, Since

_PIECE = 500
_ERASED = sa.Table(
    "cache_erased",
    sa.MetaData(),
    sa.Column("plan", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
)
"""Only in a rebuilt past: what its entries name and what was erased after its day."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of one chain that was taken, and how many entries the history has after it."""

    plan: str
    entries: int
    head: bytes
    later: int


def lay_past(store: Store, target: Path, day: dt.date, *, since: Since = NOTHING) -> list[Beginning]:
    """The office as it stood at the end of `day` is in the new file `target`; Unverified where its history is broken.

    Wrong where no plan was open by then. `since` has what was erased later, where the store is itself a past.
    """
    with store.database.reading() as source, closing(Database(target, fresh=True)) as made:
        chains = dict(source.execute(sa.select(CHAIN.c.plan, CHAIN.c.rev).order_by(CHAIN.c.plan)).all())
        make(made, store.kinds)
        with made.writing() as into:
            _ERASED.create(into)
            taken = [_take(store, source, into, plan, day, {}, since) for plan in chains if plan != OFFICE]
            begun = {one.plan: one.expected - 1 for one in taken if one.expected > 1}
            if not begun:
                raise Wrong("as_of.nothing", day=day)
            taken.append(_take(store, source, into, OFFICE, day, begun, since))
            into.commit()
    return [
        Beginning(one.plan, one.expected - 1, one.head, chains[one.plan] - one.expected + 1)
        for one in taken
        if one.expected > 1
    ]


def erased_since(store: Store) -> Mapping[str, frozenset[str]]:
    """What was erased after the day of a rebuilt past, by plan."""
    with store.database.reading() as connection:
        rows = connection.execute(sa.select(_ERASED.c.plan, _ERASED.c.digest)).all()
    return {plan: frozenset(digest for key, digest in rows if key == plan) for plan, _ in rows}


def _take(
    store: Store,
    source: sa.Connection,
    into: sa.Connection,
    plan: str,
    day: dt.date,
    begun: Mapping[str, int],
    since: Since,
) -> Replay:
    """The plan's beginning is laid into the new office; the replay knows what it amounts to."""
    replay = Replay(plan, store.kinds)
    with closing(_beginning(source, plan, day, begun)) as rows:
        while piece := list(islice(rows, _PIECE)):
            if replay.expected == 1:
                into.execute(sa.insert(CHAIN), {"plan": plan, "rev": 0, "head": bytes(32)})
            for row in piece:
                if problem := next(replay.take(*row), None):
                    raise Unverified("as_of.broken", plan=plan, entry=problem.entry or replay.expected)
            values = [{"plan": plan, "number": number, "body": body, "hash": hash_} for number, body, hash_ in piece]
            into.execute(sa.insert(ACT), values)
    if replay.expected == 1:
        return replay
    into.execute(sa.update(CHAIN).where(CHAIN.c.plan == plan).values(rev=replay.expected - 1, head=replay.head))
    upsert(into, plan, replay.things())
    lost = _texts(source, into, plan, replay) | _bytes(source, into, replay)
    if missing := lost - _erased_after(source, plan, replay.expected if lost else 0) - since.get(plan, frozenset()):
        named = {**replay.references, **replay.blobs}
        raise Unverified("as_of.broken", plan=plan, entry=min(named[digest] for digest in missing))
    if lost:
        into.execute(sa.insert(_ERASED), [{"plan": plan, "digest": digest} for digest in sorted(lost)])
    return replay


def _beginning(source: sa.Connection, plan: str, day: dt.date, begun: Mapping[str, int]) -> Generator[Row, None, None]:
    """The entries before the first one of a later day; an office's first entry stands in any past of it."""
    with closing(stored(source, plan)) as rows:
        for row in rows:
            number, body, _ = row
            try:
                parsed = json.loads(body)
                later = dt.date.fromisoformat(parsed["on"]) > day
                ahead = plan == OFFICE and _tells_more(parsed, begun)
            except (ValueError, TypeError, KeyError) as broken:
                raise Unverified("as_of.broken", plan=plan, entry=number) from broken
            if (later and (plan, number) != (OFFICE, 1)) or ahead:
                return
            yield row


def _tells_more(body: Mapping[str, Any], begun: Mapping[str, int]) -> bool:
    """Whether the entry keeps a checkpoint that saw more of the plans than was taken: its own day was written back."""
    texts = [
        (change["put"]["number"], change["put"]["text"])
        for change in body["changes"]
        if change.get("kind") == Checkpoint.KIND and "put" in change
    ]
    return any(
        plan != OFFICE and mark.size > begun.get(plan, 0)
        for number, text in texts
        for plan, mark in read_checkpoint(number, text).items()
    )


def _erased_after(source: sa.Connection, plan: str, first: int) -> set[str]:
    """What entries from number `first` on erase; nothing where `first` is 0."""
    if not first:
        return set()
    bodies = source.execute(sa.select(ACT.c.body).where(ACT.c.plan == plan, ACT.c.number >= first)).scalars()
    # In canonical bytes a quote inside a text is escaped, so most entries need not be parsed.
    changes = [change for body in bodies if b'"forget":' in body for change in json.loads(body)["changes"]]
    return {str(change["forget"]) for change in changes if "forget" in change}


def _texts(source: sa.Connection, into: sa.Connection, plan: str, replay: Replay) -> set[str]:
    """The private texts the entries name are laid; those that were erased meanwhile."""
    wanted = replay.references.keys() - replay.forgotten
    rows = [row._asdict() for row in source.execute(sa.select(VAULT).where(VAULT.c.plan == plan))]
    kept = [row for row in rows if row["digest"] in wanted]
    if kept:
        into.execute(sa.insert(VAULT), kept)
    return wanted - {row["digest"] for row in kept}


def _bytes(source: sa.Connection, into: sa.Connection, replay: Replay) -> set[str]:
    """The bytes the entries name are laid, one after another; those that were erased meanwhile."""
    lost = set()
    for digest in sorted(replay.blobs.keys() - replay.forgotten):
        found = source.execute(sa.select(BLOB).where(BLOB.c.sha256 == digest)).one_or_none()
        if found is None:
            lost.add(digest)
        elif into.execute(sa.select(BLOB.c.size).where(BLOB.c.sha256 == digest)).one_or_none() is None:
            into.execute(sa.insert(BLOB), found._asdict())
    return lost
