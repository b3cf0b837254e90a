"""The spine: history cannot be changed past the door, and a database says what it is before it is used."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

import lifecycle.store
from lifecycle.model.errors import Wrong
from lifecycle.model.thing import Thing
from lifecycle.store.commit import Store
from lifecycle.store.spine import KNOWN, VERSION
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_person, write

_SAME = "select plan, number, x'00', hash from act"
_ATTACKS = [
    "update act set body = body",
    "update act set plan = 'x'",
    "delete from act",
    "update blob set size = 0",
    "delete from blob",
    "update vault set text = 'Jiná'",
    "update vault set salt = salt",
]
_SQLITE = [
    f"insert or replace into act (plan, number, body, hash) {_SAME}",
    f"replace into act (plan, number, body, hash) {_SAME}",
    "update or replace act set number = 1",
    "insert or replace into vault select plan, digest, salt, subject, 'Jiná' from vault",
    "insert or replace into blob select sha256, x'00', 1 from blob",
    "insert into blob select sha256, x'00', 1 from blob where true on conflict do update set bytes = excluded.bytes",
]
_POSTGRESQL = [
    "truncate act",
    "truncate blob",
    "truncate vault",
    "truncate chain cascade",
    "insert into act select * from act on conflict (plan, number) do update set body = excluded.body",
]


@pytest.fixture
def attacked(store: Store) -> Store:
    """An office with something in every table of the spine."""
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    with store.database.writing() as connection:
        data = {"sha256": "0" * 64, "bytes": b"x", "size": 1}
        connection.execute(sa.text("insert into blob (sha256, bytes, size) values (:sha256, :bytes, :size)"), data)
        connection.commit()
    return store


def _try(store: Store, statement: str) -> None:
    with store.database.writing() as connection:
        connection.execute(sa.text(statement))
        connection.commit()


@pytest.mark.parametrize("statement", _ATTACKS)
def test_history_cannot_be_changed(attacked: Store, statement: str):
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        _try(attacked, statement)


@pytest.mark.parametrize("statement", _SQLITE)
@pytest.mark.parametrize("recursive_triggers", ["on", "off"])
def test_history_in_a_file_cannot_be_replaced_by_a_stranger(tmp_path: Path, statement: str, recursive_triggers: str):
    store = Store.create(tmp_path / "o.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    _try(store, f"insert into blob values ('{'0' * 64}', x'01', 1)")
    store.close()

    with closing(sqlite3.connect(tmp_path / "o.db")) as raw:
        raw.execute(f"pragma recursive_triggers = {recursive_triggers}")

        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)


@pytest.mark.parametrize("table", ["act", "vault", "blob", "chain"])
def test_no_table_of_the_spine_in_a_file_has_a_second_key_to_replace_by(sqlite_store: Store, table: str):
    with pytest.raises(sa.exc.OperationalError, match="rowid"):
        _try(sqlite_store, f"select rowid from {table}")


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", _POSTGRESQL)
def test_history_on_a_server_cannot_be_emptied(attacked: Store, statement: str):
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        _try(attacked, statement)


def test_the_newest_migration_is_the_version_the_program_knows():
    scripts = ScriptDirectory(str(Path(lifecycle.store.__file__).parent / "migrations"))

    assert (scripts.get_heads(), scripts.get_bases(), KNOWN[-1]) == ([VERSION], [KNOWN[0]], VERSION)


def test_an_office_is_not_made_over_another(where: str | Path):
    store = Store.create(where, SHIPPED, clock=a_clock())
    write(store, "dacice", a_group())
    store.close()

    with pytest.raises(Wrong, match=r"store\.exists"):
        Store.create(where, SHIPPED, clock=a_clock())


def test_an_office_of_a_newer_program_is_told_so(store: Store, where: str | Path):
    _try(store, "update alembic_version set version_num = '0077'")

    with pytest.raises(Wrong) as refused:
        Store.open(where, SHIPPED, clock=a_clock())
    assert refused.value.code == "store.newer"
    assert (refused.value.facts["found"], refused.value.facts["knows"]) == ("0077", VERSION)


@pytest.mark.parametrize(
    "content", [b"", b"Toto je dopis, ne kancelar." * 200, b"SQLite format 3\x00" + b"\x00" * 4000]
)
def test_a_file_that_is_no_office_is_told_so_and_not_touched(tmp_path: Path, content: bytes):
    file = tmp_path / "office.db"
    file.write_bytes(content)

    with pytest.raises(Wrong, match=r"store\.not_ours"):
        Store.open(file, SHIPPED, clock=a_clock())
    assert file.read_bytes() == content


def test_somebody_elses_database_is_told_so_and_not_touched(tmp_path: Path):
    file = tmp_path / "office.db"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("create table moz_places (url text)")
    before = file.read_bytes()

    with pytest.raises(Wrong, match=r"store\.not_ours"):
        Store.open(file, SHIPPED, clock=a_clock())
    assert file.read_bytes() == before


def test_a_file_that_is_not_there_is_not_made_by_opening(tmp_path: Path):
    with pytest.raises(Wrong, match=r"store\.absent"):
        Store.open(tmp_path / "office.db", SHIPPED, clock=a_clock())
    assert list(tmp_path.iterdir()) == []


def test_a_kind_brought_by_a_town_gets_its_table_when_the_office_is_opened(where: str | Path):
    few: dict[str, type[Thing]] = {name: kind for name, kind in SHIPPED.items() if name != "priority"}
    store = Store.create(where, few, clock=a_clock())
    write(store, "dacice", a_group())
    store.close()
    store = Store.open(where, SHIPPED, clock=a_clock())
    content = store.content("dacice", DAY)
    report = verify(store)
    store.close()

    assert (content.things["priority"], report.ok) == ({}, True)


def test_a_kind_whose_shape_changed_has_its_table_laid_anew_from_history(where: str | Path):
    store = Store.create(where, SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    before = store.content("dacice", DAY)
    _try(store, "update cache_shape set shape = 'old' where kind = 'group'")
    _try(store, 'drop table "group"')
    store.close()
    store = Store.open(where, SHIPPED, clock=a_clock())
    after, report = store.content("dacice", DAY), verify(store)
    store.close()

    assert (after, report.problems) == (before, ())
