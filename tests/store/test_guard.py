"""The guard of the history: what it lets through is named, and looking changes nothing."""

import pytest
import sqlalchemy as sa

from lifecycle.model.errors import Unverified
from lifecycle.store import migrate
from lifecycle.store.commit import Store
from lifecycle.store.guard import guarded
from lifecycle.store.verify import verify
from tests.store.offices import DAY, a_group, a_person, write


def look(store: Store) -> list[str]:
    with store.database.writing() as connection:
        return guarded(connection)


def undo_guard(store: Store, trigger: str, table: str) -> None:
    on = f" on {table}" if store.database.dialect == "postgresql" else ""
    with store.database.writing() as connection:
        connection.execute(sa.text(f"drop trigger {trigger}{on}"))
        connection.commit()


def test_nothing_gets_through_in_a_new_office(store: Store):
    assert look(store) == []


def test_looking_leaves_the_office_as_it_was(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    before = store.content("dacice", DAY)
    look(store)

    assert (store.content("dacice", DAY), verify(store).problems) == (before, ())


@pytest.mark.parametrize(
    ("trigger", "named"),
    [("act_no_update", "UPDATE act"), ("act_no_delete", "DELETE act"), ("vault_no_replace", "REPLACE vault")],
)
def test_a_trigger_that_is_gone_from_a_file_is_noticed(sqlite_store: Store, trigger: str, named: str):
    undo_guard(sqlite_store, trigger, "act")

    assert named in look(sqlite_store)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("trigger", "named"), [("act_no_change", "UPDATE act"), ("act_no_truncate", "TRUNCATE act")])
def test_a_trigger_that_is_gone_from_a_server_is_noticed(store: Store, trigger: str, named: str):
    undo_guard(store, trigger, "act")

    assert named in look(store)


def test_a_migration_that_opens_the_history_is_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch):
    undo_guard(store, "act_no_update" if store.database.dialect == "sqlite" else "act_no_change", "act")
    monkeypatch.setattr(migrate, "_spine_is_old", lambda *_: True)
    monkeypatch.setattr(migrate, "_upgrade_spine", lambda _: None)

    with pytest.raises(Unverified, match=r"store\.unguarded"):
        migrate.bring_up(store.database, store.kinds)
