"""The stored bytes of one chain, a piece at a time as the driver gives them; only hashes are judged here."""

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from lifecycle.model.errors import Unverified
from lifecycle.model.history import GENESIS, chained
from lifecycle.model.plan import OFFICE
from lifecycle.store.commit import Store
from lifecycle.store.spine import ACT

Row = sa.Row[Any, Any, Any]
"""Number, body and hash of an entry as the driver gives them, whatever they are."""
PIECE = 250
"""Entries after which a long reading tells how far it is."""

_CLAIMED = sa.text("select rev from chain where plan = :plan")


def stored(connection: sa.Connection, plan: str, told: Callable[[int], object] = bool) -> Generator[Row, None, None]:
    """(number, body, hash) of every entry of the plan; the columns have no types, so nothing is converted."""
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in ("number", "body", "hash")]
    numbered = sa.select(*columns).select_from(ACT).where(ACT.c.plan == plan).order_by(columns[0])
    done = 0
    with connection.execute(numbered, execution_options={"stream_results": True, "yield_per": PIECE}) as rows:
        for piece in rows.partitions():
            yield from piece
            done += len(piece)
            told(done)


def entry_with_head(store: Store, plan: str, number: int) -> tuple[bytes, bytes] | None:
    """The head before entry `number` and its body, computed from the first entry; None where the history is shorter.

    Unverified names the first entry up to it whose hash is not the one its bytes give, or that is missing although
    the chain counts it.
    """
    head, last = GENESIS, 0
    with store.database.reading(raw=True) as connection, closing(stored(connection, plan)) as rows:
        for expected, (found, body, hash_) in enumerate(rows, start=1):
            sound = found == expected and isinstance(body, bytes) and chained(head, body) == hash_
            if not sound:
                raise Unverified("code.broken", plan=plan, entry=expected)
            if expected == number:
                return head, body
            head, last = hash_, expected
        claimed = connection.execute(_CLAIMED, {"plan": plan}).scalar()
    if isinstance(claimed, int) and claimed > last:
        raise Unverified("code.broken", plan=plan, entry=last + 1)
    return None


def origin_of(store: Store) -> str:
    """The hash of the office's first entry in hex; nothing where that entry is lost or does not give its hash."""
    first = sa.text("select body, hash from act where plan = :plan and number = 1")
    with store.database.reading(raw=True) as connection:
        row = connection.execute(first, {"plan": OFFICE}).first()
    body, hash_ = row or (None, None)
    return chained(GENESIS, body).hex() if isinstance(body, bytes) and chained(GENESIS, body) == hash_ else ""


def heads_before(store: Store, plan: str, numbers: Collection[int]) -> dict[int, bytes]:
    """The stored head before each entry of these numbers that is there."""
    wanted = {number - 1 for number in numbers}
    with store.database.reading(raw=True) as connection:
        rows = connection.execute(
            sa.select(ACT.c.number, ACT.c.hash).where(ACT.c.plan == plan, ACT.c.number.in_(wanted))
        )
        found = {number + 1: hash_ for number, hash_ in rows}
    return {**({1: GENESIS} if 0 in wanted else {}), **found}
