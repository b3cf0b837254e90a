"""The database of an office: its rules on SQLite, and its failures told in our words."""

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.model.errors import Busy, Unverified, Wrong
from lifecycle.model.people import Group, Meeting
from lifecycle.store.commit import Store
from lifecycle.store.database import Database
from lifecycle.store.verify import verify
from tests.crash.writers import processes
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, write


def impatient(file: Path) -> Store:
    return Store(Database(file, patience=0.05), SHIPPED, clock=a_clock())


@pytest.mark.parametrize("engine", ["writer", "reader"])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("recursive_triggers", 1),
        ("busy_timeout", 0),
    ],
)
def test_each_connection_to_a_file_keeps_the_rules(sqlite_store: Store, engine: str, pragma: str, value: object):
    with getattr(sqlite_store.database, engine).connect() as connection:
        assert connection.exec_driver_sql(f"pragma {pragma}").scalar() == value


def test_the_reader_cannot_write(store: Store):
    write(store, "dacice", a_group())

    with pytest.raises(Busy, match=r"store\.no_access"), store.database.reading() as connection:
        connection.exec_driver_sql("update chain set rev = 9")


def test_a_reader_sees_one_moment(store: Store):
    write(store, "dacice", a_group())
    with store.database.reading() as connection:
        first = connection.exec_driver_sql("select rev from chain").scalar()
        write(store, "dacice", a_group("DET"))
        second = connection.exec_driver_sql("select rev from chain").scalar()

    assert (first, second) == (1, 1)


def test_a_writer_holds_the_lock_before_it_has_read(sqlite_store: Store):
    with (
        sqlite_store.database.writing(),
        closing(sqlite3.connect(sqlite_store.database.name, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("begin immediate")


def test_a_locked_office_is_told_with_its_file(sqlite_store: Store):
    write(sqlite_store, "dacice", a_group())
    second = impatient(Path(sqlite_store.database.name))
    with sqlite_store.database.writing(), pytest.raises(Busy) as refused, second.writing("dacice", DAY):
        pass
    second.close()

    assert (refused.value.code, refused.value.exit_code) == ("store.busy", 4)
    assert refused.value.facts == {"file": sqlite_store.database.name}


def _hold(where: str, ready: Event) -> None:
    store = Store(Database(where, told="jana, lifecycle, pid 7"), SHIPPED, clock=a_clock())
    with store.writing("dacice", DAY):
        ready.set()
        time.sleep(60)


def test_somebody_who_waited_in_vain_is_told_who_is_writing(store: Store, where: str | Path):
    write(store, "dacice", a_group())
    ready = processes().Event()
    holder = processes().Process(target=_hold, args=(str(where), ready))
    holder.start()
    assert ready.wait(30)
    second = Store(Database(where, patience=0.05), SHIPPED, clock=a_clock())
    with pytest.raises(Busy) as refused, second.writing("dacice", DAY):
        pass
    second.close()
    holder.kill()
    holder.join()

    assert (refused.value.facts["reason"], refused.value.facts["who"]) == ("held", "jana, lifecycle, pid 7")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who holds a lock")
def test_a_stranger_who_holds_the_file_is_told_by_its_process(sqlite_store: Store):
    name = sqlite_store.database.name
    hold = "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    hold += "c.execute('begin immediate'); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold, name], stdout=subprocess.PIPE) as stranger:
        assert stranger.stdout is not None
        stranger.stdout.readline()
        second = impatient(Path(name))
        with pytest.raises(Busy) as refused, second.writing("dacice", DAY):
            pass
        second.close()
        stranger.kill()

    assert f"pid {stranger.pid}" in refused.value.facts["who"]


def test_nothing_tells_of_a_writer_who_is_done(tmp_path: Path):
    store = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock(), told="jana")
    write(store, "dacice", a_group())
    store.close()

    assert [file.name for file in tmp_path.iterdir()] == ["office.db"]


def test_a_clock_that_goes_back_leaves_the_order_of_the_history(where: str | Path):
    told = iter([30, 20, 10, 31])
    store = Store.create(where, SHIPPED, clock=lambda: dt.datetime(2026, 1, next(told, 1), tzinfo=dt.UTC))
    for key in "ABCD":
        write(store, "dacice", a_group(key), on=DAY)
    entries = list(store.entries("dacice"))
    report = verify(store)
    store.close()

    assert [(entry.number, entry.body["at"][8:10]) for entry in entries] == [(1, "30"), (2, "20"), (3, "10"), (4, "31")]
    assert report.problems == ()


def test_a_locked_plan_on_a_server_is_told(store: Store, where: str | Path):
    write(store, "dacice", a_group())
    second = Store(Database(where, patience=0.05), SHIPPED, clock=a_clock())
    with store.writing("dacice", DAY), pytest.raises(Busy, match=r"store\.busy"), second.writing("dacice", DAY):
        pass
    second.close()

    assert store.content("dacice", DAY).rev == 1


def test_a_waiting_command_goes_on_as_soon_as_it_can(sqlite_store: Store):
    write(sqlite_store, "dacice", a_group())
    name = sqlite_store.database.name
    holder = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    holder.execute("begin immediate")
    threading.Timer(0.2, lambda: holder.execute("rollback")).start()
    start = time.monotonic()
    write(sqlite_store, "dacice", a_group("DET"))
    waited = time.monotonic() - start
    holder.close()

    assert 0.15 < waited < 5


def test_a_damaged_cell_ends_reading_with_its_place(store: Store):
    write(store, "dacice", a_group())
    with store.database.writing() as connection:
        connection.exec_driver_sql(
            "pragma ignore_check_constraints = on"
            if store.database.dialect == "sqlite"
            else 'alter table "group" drop constraint if exists group_kind_check'
        )
        if store.database.dialect == "postgresql":
            names = connection.exec_driver_sql(
                "select conname from pg_constraint where contype = 'c' and conrelid = '\"group\"'::regclass"
            ).scalars()
            for name in names.all():
                connection.exec_driver_sql(f'alter table "group" drop constraint "{name}"')
        connection.exec_driver_sql("update \"group\" set kind = 'dračí'")
        connection.commit()

    with pytest.raises(Unverified) as refused:
        store.content("dacice", DAY)
    assert refused.value.facts == {"plan": "dacice", "table": "group", "column": "kind", "row": "SEN"}


def test_text_that_is_no_utf_8_ends_reading_without_a_crash(sqlite_store: Store):
    write(sqlite_store, "dacice", a_group())
    with closing(sqlite3.connect(sqlite_store.database.name, isolation_level=None)) as raw:
        raw.execute("update \"group\" set name = cast(x'ff' as text)")

    with pytest.raises(Unverified, match=r"store\.damaged"):
        sqlite_store.content("dacice", DAY)


@pytest.mark.parametrize("url", ["mysql://x/y", "://", "postgresql//:x://"])
def test_an_address_of_no_known_database_is_told(url: str):
    with pytest.raises(Wrong, match=r"store\.bad_url"):
        Database(url)


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path):
    address = f"postgresql://urednice:heslo123@/office?host={tmp_path}"

    with pytest.raises(Busy) as refused:
        Store.open(address, SHIPPED, clock=a_clock())
    assert refused.value.code == "store.unreachable"
    assert "heslo123" not in str(refused.value.facts)


def test_a_folder_nobody_may_write_is_told(tmp_path: Path):
    with pytest.raises(Busy, match=r"store\.no_access"):
        Store.create(tmp_path / "chybí" / "office.db", SHIPPED, clock=a_clock())


@pytest.mark.parametrize("name", ["office.db", "kancelář & spol. #1?.db", "100% plán.db"])
def test_an_office_may_have_any_name(tmp_path: Path, name: str):
    store = Store.create(tmp_path / name, SHIPPED, clock=a_clock())
    write(store, "dacice", a_group())
    store.close()

    assert (tmp_path / name).stat().st_size > 4096


def test_a_mistake_of_ours_is_not_called_busy(store: Store):
    with pytest.raises(sa.exc.DBAPIError), store.database.reading() as connection:
        connection.exec_driver_sql("select * from dragons")


@pytest.mark.skipif(sys.platform == "win32", reason="a full disk is made by a mounted tmpfs")
def test_an_io_error_is_told_with_its_file(sqlite_store: Store):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE

    with pytest.raises(Busy) as refused, sqlite_store.database.writing():
        raise error
    assert (refused.value.code, refused.value.facts["file"]) == ("store.disk", sqlite_store.database.name)


def test_a_day_of_the_first_centuries_keeps_its_zeros(store: Store):
    early = Meeting(key="J1", group="SEN", kind="meeting", date=dt.date(33, 4, 3))
    write(store, "dacice", a_group(), early)

    assert store.content("dacice", DAY).get(Meeting, "J1") == early
    assert isinstance(store.content("dacice", DAY).get(Group, "SEN"), Group)
