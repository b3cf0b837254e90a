"""A write that fails at any point changes nothing: the first, the second, the third … until an act passes."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Busy
from lifecycle.model.history import Drop, Forget, sha256
from lifecycle.model.people import Person
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store
from lifecycle.store.database import Database
from lifecycle.store.migrate import make
from lifecycle.store.verify import verify
from tests.crash.conftest import Tell
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_person, write

SCAN = b"%PDF-1.7 usneseni"


class Failpoint:
    """The nth statement (or the commit itself) of the writing connection fails like a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 0
        self.passed = 0
        failpoint = self

        class Cursor(sqlite3.Cursor):
            def execute(self, *words: Any) -> Any:
                failpoint.count()
                return super().execute(*words)

            def executemany(self, *words: Any) -> Any:
                failpoint.count()
                return super().executemany(*words)

        class Connection(sqlite3.Connection):
            def cursor(self, *_: Any) -> sqlite3.Cursor:
                return super().cursor(Cursor)

            def commit(self) -> None:
                failpoint.count()
                super().commit()

        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *words, **more: connect(*words, factory=Connection, **more))

    def arm(self, at: int) -> None:
        self.at, self.passed = at, 0

    def count(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error


def a_rich_act(store: Store, gone: Person) -> None:
    """Rows of several kinds, a drop, a private text, one forgotten, and bytes, in one act."""
    facts = {"code": "546127", "body": "council", "verb": "approves", "number": "7", "on": "2015-01-21"}
    scan = {**facts, "members": 15, "scan": sha256(SCAN)}
    write(
        store,
        "dacice",
        Municipality(code="546127", name="Dačice"),
        Resolution.model_validate(scan),
        a_person("Petr Starý"),
        Drop("person", gone.identity),
        Forget(gone.name.removeprefix("vault:")),
        blobs=[SCAN],
    )


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with store.database.reading() as connection:
        names = sorted(set(sa.inspect(connection).get_table_names()) - {"alembic_version"})
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f'select * from "{name}" order by 1, 2')]
            for name in names
        }


def test_an_act_that_fails_at_any_write_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
):
    failpoint = Failpoint(monkeypatch)
    store = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    gone = store.content("dacice", DAY).all(Person)[0]
    before = everything(store)
    refused: list[str] = []
    for at in range(1, 200):
        failpoint.arm(at)
        try:
            a_rich_act(store, gone)
        except Busy as error:
            refused.append(error.code)
        else:
            break
        failpoint.arm(0)

        assert everything(store) == before
    failpoint.arm(0)
    tell(f"{len(refused)} statements failed one after another, the act after them passed")
    after = verify(store)
    store.close()

    assert set(refused) == {"store.disk"}
    assert len(refused) > len(SHIPPED)
    assert (after.ok, after.entries, after.erased) == (True, 2, 1)


def test_a_making_of_an_office_that_failed_at_any_write_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
):
    failpoint = Failpoint(monkeypatch)
    few = {"group": SHIPPED["group"]}
    refused = 0
    for at in range(1, 200):
        database = Database(tmp_path / "office.db", fresh=True)
        failpoint.arm(at)
        try:
            make(database, few)
        except Busy:
            refused += 1
        else:
            break
        finally:
            database.close()
    failpoint.arm(0)
    tell(f"{refused} statements failed one after another, the making after them passed")
    store = Store.open(tmp_path / "office.db", few, clock=a_clock())
    write(store, "dacice", a_group())
    report = verify(store)
    store.close()

    assert refused > 20
    assert report.ok
