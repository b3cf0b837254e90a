"""The history as the bytes that are stored, for checkpoints, receipts and exports; nothing here judges or writes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from lifecycle.model.errors import Unverified
from lifecycle.store.commit import Store
from lifecycle.store.spine import ACT, CHAIN

_CHAINS = sa.select(CHAIN.c.plan, CHAIN.c.rev, CHAIN.c.head).order_by(CHAIN.c.plan)
_BODIES = (
    sa.select(ACT.c.number, ACT.c.hash, ACT.c.body).where(ACT.c.plan == sa.bindparam("plan")).order_by(ACT.c.number)
)
_HASHES = sa.select(ACT.c.number, ACT.c.hash).where(ACT.c.plan == sa.bindparam("plan")).order_by(ACT.c.number)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One chain as stored: what the chain's own row claims, the hashes, and the bodies where they were asked for."""

    plan: str
    rev: int
    head: bytes
    hashes: tuple[bytes, ...]
    bodies: tuple[bytes, ...] = ()


def ledgers(store: Store, *, bodies: Container[str] = ()) -> Mapping[str, Ledger]:
    """Every chain of the office at one moment, those of `bodies` whole; Unverified where a cell is not even bytes."""
    found = {}
    with store.database.reading(raw=True) as connection:
        for plan, rev, head in connection.execute(_CHAINS).all():
            rows = connection.execute(_BODIES if plan in bodies else _HASHES, {"plan": plan}).all()
            for row in rows:
                if not all(isinstance(cell, bytes) for cell in row[1:]) or len(row[1]) != 32:
                    raise Unverified("store.unreplayable", plan=plan, entry=row[0])
            found[plan] = Ledger(
                plan, rev, head, tuple(row[1] for row in rows), tuple(row[2] for row in rows if len(row) > 2)
            )
    return found
