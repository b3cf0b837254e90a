"""Laying the fold of a plan's history back into its tables; it writes no history."""

import sqlalchemy as sa

from lifecycle.model.errors import Wrong
from lifecycle.store.commit import Store
from lifecycle.store.failpoints import reach
from lifecycle.store.fold import fold
from lifecycle.store.lay import upsert
from lifecycle.store.queries import every_entry, plans
from lifecycle.store.rows import table
from lifecycle.store.spine import CHAIN


def rebuild(store: Store, plan: str) -> None:
    """The plan's rows are what its history says, whatever stood there."""
    with store.database.writing() as connection:
        # The chain's row is written first although nothing in it changes: that is the plan's lock.
        locked = sa.update(CHAIN).where(CHAIN.c.plan == plan).values(rev=CHAIN.c.rev).returning(CHAIN.c.rev)
        if connection.execute(locked).one_or_none() is None:
            raise Wrong("store.no_plan", plan=plan, known=plans(connection))
        folded = fold(every_entry(connection, plan), store.kinds)
        for kind in store.kinds.values():
            connection.execute(sa.delete(table(kind)).where(table(kind).c.plan == plan))
        reach("rebuild.emptied")
        upsert(
            connection,
            plan,
            [(thing, folded.wrote[(kind, key)]) for kind, rows in folded.things.items() for key, thing in rows.items()],
        )
        reach("rebuild.laid")
        connection.commit()
