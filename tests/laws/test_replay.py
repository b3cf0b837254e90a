"""The history is the truth: its fold is the tables, cell for cell, for the whole life of the demo's plan."""

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.rows import cells
from lifecycle.store.verify import verify

CHAINS = ("-", "dacice-2015")


def folded(store: Store, plan: str) -> dict[str, dict[tuple[str, ...], dict[str, object]]]:
    """Kind → key → cells, as the entries say."""
    found = fold(store.entries(plan), store.kinds)
    return {
        kind: {key: cells(thing) | {"rev": found.wrote[(kind, key)]} for key, thing in rows.items()}
        for kind, rows in found.things.items()
        if rows
    }


def laid(store: Store, plan: str) -> dict[str, dict[tuple[str, ...], dict[str, object]]]:
    """Kind → key → cells, as the tables stand."""
    content = store.content(plan, store.clock().date())
    return {
        kind: {key: cells(thing) | {"rev": content.wrote[(kind, key)]} for key, thing in rows.items()}
        for kind, rows in content.things.items()
        if rows
    }


@pytest.mark.parametrize("plan", CHAINS)
def test_the_fold_of_the_demos_history_is_its_tables(plan: str, demo_desk: Desk):
    assert folded(demo_desk.store, plan) == laid(demo_desk.store, plan)


def test_nothing_in_the_demos_raw_cells_differs_from_its_history(demo_desk: Desk):
    assert verify(demo_desk.store).problems == ()
