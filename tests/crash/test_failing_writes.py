"""A write that fails at any point changes nothing: the first, the second, the third … until an act passes."""

import sqlite3
from pathlib import Path
from typing import Any

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
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_person, write

SCAN = b"%PDF-1.7 usneseni"


class Failpoint:
    """The nth statement (or the commit itself) of the writing engine fails like a full disk."""

    def __init__(self, engine: sa.Engine) -> None:
        self.at = 0
        self.passed = 0
        sa.event.listen(engine, "before_cursor_execute", self._statement)
        sa.event.listen(engine, "commit", self._count)

    def arm(self, at: int) -> None:
        self.at, self.passed = at, 0

    def _statement(self, connection: sa.Connection, cursor: Any, *_: object) -> None:
        self._count(connection)

    def _count(self, _: sa.Connection) -> None:
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


def test_an_act_that_fails_at_any_write_leaves_everything_as_it_was(tmp_path: Path):
    store = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    gone = store.content("dacice", DAY).all(Person)[0]
    before = everything(store)
    failpoint = Failpoint(store.database.writer)
    refused: list[str] = []
    for at in range(1, 200):
        failpoint.arm(at)
        try:
            a_rich_act(store, gone)
        except Busy as error:
            refused.append(error.code)
        else:
            break

        assert everything(store) == before
    after = verify(store)
    store.close()

    assert set(refused) == {"store.disk"}
    assert len(refused) > len(SHIPPED)
    assert (after.ok, after.entries, after.erased) == (True, 2, 1)


def test_a_making_of_an_office_that_failed_at_any_write_can_be_repeated(tmp_path: Path):
    few = {"group": SHIPPED["group"]}
    refused = 0
    for at in range(1, 200):
        database = Database(tmp_path / "office.db", fresh=True)
        Failpoint(database.writer).arm(at)
        try:
            make(database, few)
        except Busy:
            refused += 1
        else:
            break
        finally:
            database.close()
    store = Store.open(tmp_path / "office.db", few, clock=a_clock())
    write(store, "dacice", a_group())
    report = verify(store)
    store.close()

    assert refused > 20
    assert report.ok
