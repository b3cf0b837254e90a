"""The history is the truth: its fold is the tables, cell for cell, for the whole life of the demo's plan."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.actions.desk import Desk
from lifecycle.app import Wishes, desk
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.rows import cells
from lifecycle.store.verify import verify
from tests.laws.repository import ROOT
from tests.store.databases import postgresql

__all__ = ["postgresql"]
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


@pytest.mark.slow
def test_the_demo_lives_the_same_life_on_postgresql(
    postgresql: sa.URL, demo_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    office = tmp_path / "office"
    monkeypatch.setenv("LIFECYCLE_DATABASE_URL", made(postgresql, "demo_office"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    played = subprocess.run([sys.executable, "-m", "lifecycle", "demo", str(office)], capture_output=True, text=True)
    assert played.returncode == 0, played.stdout + played.stderr
    with contextlib.closing(desk(Wishes(office=office)).store) as store:
        assert store.database.dialect == "postgresql"
        assert verify(store).problems == ()
        assert folded(store, CHAINS[1]) == laid(store, CHAINS[1])
        assert verbs(store) == verbs(demo_desk.store)


def made(server: sa.URL, name: str) -> str:
    """The address of a new database."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def verbs(store: Store) -> list[str]:
    """What was done, in order."""
    return [entry.body["verb"] for entry in store.entries(CHAINS[1])]
