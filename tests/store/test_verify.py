"""Verification: a sound office is sound, and whatever byte is changed is found and named."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Drop, Forget, sha256
from lifecycle.model.people import Person
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store
from lifecycle.store.rebuild import rebuild
from lifecycle.store.replay import Problem
from lifecycle.store.spine import VAULT
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_budget, a_clock, a_group, a_measure, a_person, a_priority, write

SCAN = b"%PDF-1.7 usneseni"


def a_life(store: Store) -> None:
    """An office with two plans: values of many types, a scan, a person, an erased person and a dropped thing."""
    write(store, "-", a_group())
    write(store, "dacice", a_group(), a_person("Jana Nová"), a_priority(), a_measure(evidence=[]), a_budget())
    write(store, "dacice", Municipality(code="546127", name="Dačice", population=7300, seat="yes"))
    facts = {"code": "546127", "body": "council", "verb": "approves", "number": "7", "on": "2015-01-21"}
    scan = {**facts, "members": 15, "scan": sha256(SCAN)}
    write(store, "dacice", Resolution.model_validate(scan), blobs=[SCAN])
    write(store, "dacice", a_group("DET", "Děti"), a_person("Petr Starý"), note="poznámka")
    gone = next(
        one for one in store.content("dacice", DAY).all(Person) if store.texts("dacice")[one.name] == "Petr Starý"
    )
    write(store, "dacice", Drop("group", ("DET",)), Drop("person", gone.identity))
    write(store, "dacice", Forget(gone.name.removeprefix("vault:")))
    write(store, "vodnany", a_group(), a_person("Jana Nová"))


def problems(store: Store, plan: str | None = None) -> list[Problem]:
    return list(verify(store, plan).problems)


def change(store: Store, *statements: str) -> None:
    """Somebody changes the database past the write door."""
    with store.database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def test_a_sound_office_is_sound(store: Store):
    a_life(store)
    report = verify(store)

    assert (report.ok, report.entries, report.erased, report.head) == (True, 8, 1, None)
    assert [(one.plan, one.ok, one.entries) for one in report.plans] == [
        ("-", True, 1),
        ("dacice", True, 6),
        ("vodnany", True, 1),
    ]


def test_one_plan_is_verified_with_its_head(store: Store):
    a_life(store)
    report = verify(store, "vodnany")

    assert (report.ok, report.entries, report.head) == (True, 1, store.content("vodnany", DAY).head)


def test_a_plan_that_is_not_there_is_wrong_usage(store: Store):
    a_life(store)

    with pytest.raises(Wrong, match=r"store\.no_plan"):
        verify(store, "blatna")


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("update measure set title = 'Jiná'", Problem(1, "measure", "1.1", "verify.cell", "title")),
        ("update measure set rev = 3", Problem(1, "measure", "1.1", "verify.cell", "rev")),
        ("delete from measure", Problem(1, "measure", "1.1", "verify.missing_row")),
        ("update budget set year = 2016", Problem(None, "budget", "1.1/2016/municipality", "verify.stray_row")),
        ("update priority set plan = 'vodnany'", Problem(None, "priority", "1", "verify.stray_row")),
        ("update priority set plan = 'jiny'", Problem(None, "priority", "jiny", "verify.no_chain")),
        ("update chain set rev = 9 where plan = 'dacice'", Problem(6, "chain", "dacice", "verify.cell", "rev")),
        ("drop table swot", Problem(None, "swot", "", "verify.table")),
        ("create table notes (x text)", Problem(None, "notes", "", "verify.unknown_table")),
    ],
)
def test_a_change_past_the_door_is_named_by_entry_table_and_row(store: Store, statement: str, problem: Problem):
    a_life(store)
    change(store, statement)

    assert problem in problems(store)


def test_a_row_moved_to_another_plan_is_missing_in_its_own(store: Store):
    a_life(store)
    change(store, "update priority set plan = 'vodnany'")

    assert problems(store, "dacice") == [Problem(1, "priority", "1", "verify.missing_row")]


def test_a_text_that_vanished_without_being_forgotten_is_missed(store: Store):
    a_life(store)
    digest = next(key for key, text in store.texts("dacice").items() if text == "Jana Nová").removeprefix("vault:")
    change(store, f"delete from vault where digest = '{digest}'")

    assert problems(store) == [Problem(1, "vault", digest, "verify.missing_row")]


def test_a_forgotten_text_that_came_back_is_named(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    digest = store.content("dacice", DAY).all(Person)[0].name.removeprefix("vault:")
    with store.database.reading() as connection:
        row = connection.exec_driver_sql(f"select * from vault where digest = '{digest}'").one()
    write(store, "dacice", Forget(digest))
    with store.database.writing() as connection:
        connection.execute(sa.insert(VAULT), dict(row._mapping))
        connection.commit()

    assert problems(store) == [Problem(1, "vault", digest, "verify.not_forgotten")]


def test_a_rebuilt_plan_is_what_its_history_says(store: Store):
    a_life(store)
    change(store, "update measure set title = 'Jiná'", "delete from budget", "update priority set code = '9', rev = 44")
    rebuild(store, "dacice")

    assert verify(store).ok


def test_a_quick_verification_reads_the_chain_only(store: Store):
    a_life(store)
    change(store, "update measure set title = 'Jiná'")

    assert (verify(store, quick=True).ok, verify(store).ok) == (True, False)


def test_verification_repairs_nothing(store: Store):
    a_life(store)
    change(store, "update measure set title = 'Jiná'")

    assert verify(store) == verify(store)


@pytest.fixture
def life(tmp_path: Path) -> Iterator[tuple[Store, sqlite3.Connection]]:
    """An office with a life behind it, and a connection past the write door that nothing stops."""
    store = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock())
    a_life(store)
    raw = sqlite3.connect(tmp_path / "office.db", isolation_level=None)
    raw.executescript("pragma ignore_check_constraints = on; pragma synchronous = off; pragma foreign_keys = off")
    for (name,) in raw.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
        raw.execute(f"drop trigger {name}")
    yield store, raw
    raw.close()
    store.close()


Cell = tuple[str, str, dict[str, object], object]
"""Table, column, key of the row, value."""


def _cells(raw: sqlite3.Connection) -> list[Cell]:
    """Every cell of every table that verification covers."""
    found: list[Cell] = []
    for (table,) in raw.execute("select name from sqlite_schema where type = 'table'").fetchall():
        if table.startswith(("cache", "alembic", "sqlite")):
            continue
        columns = raw.execute(f"pragma table_info('{table}')").fetchall()
        for row in raw.execute(f'select * from "{table}"').fetchall():
            values = {column[1]: value for column, value in zip(columns, row, strict=True)}
            key = {column[1]: values[column[1]] for column in columns if column[5]}
            found += [(table, name, key, value) for name, value in values.items()]
    return found


def _put(raw: sqlite3.Connection, cell: Cell, key: dict[str, object], value: object) -> None:
    table, column, _, _ = cell
    where = " and ".join(f'"{name}" is ?' for name in key)
    raw.execute(f'update "{table}" set "{column}" = ? where {where}', (value, *key.values()))


def _is_found(store: Store, raw: sqlite3.Connection, cell: Cell, value: object) -> bool:
    """Whether a verification misses nothing while the cell holds `value`; then the cell is as it was."""
    _, column, key, before = cell
    _put(raw, cell, key, value)
    ok = verify(store).ok
    _put(raw, cell, {name: value if name == column else old for name, old in key.items()}, before)
    return not ok


def _flipped(cell: object, at: int) -> object:
    """The cell with one byte changed; an empty one is filled."""
    if cell is None or cell == "":
        return "x"
    if isinstance(cell, int):
        return cell ^ 64
    data = bytearray(cell.encode() if isinstance(cell, str) else cell)  # type: ignore[attr-defined]
    data[at % len(data)] ^= 0x01
    return data.decode() if isinstance(cell, str) else bytes(data)


@pytest.mark.parametrize("at", [0, pytest.param(-1, marks=pytest.mark.slow), pytest.param(7, marks=pytest.mark.slow)])
def test_one_changed_byte_of_any_cell_is_found(life: tuple[Store, sqlite3.Connection], at: int):
    store, raw = life
    cells = [cell for cell in _cells(raw) if at == 0 or not isinstance(cell[3], str) or cell[3].isascii()]
    missed = [cell for cell in cells if not _is_found(store, raw, cell, _flipped(cell[3], at))]

    assert len(cells) > 150
    assert missed == []
    assert verify(store).ok


@pytest.mark.parametrize("value", [b"\xff", *(pytest.param(x, marks=pytest.mark.slow) for x in ("\x01", 1.5, 2**62))])
def test_a_cell_of_another_type_is_a_problem_and_no_exception(life: tuple[Store, sqlite3.Connection], value: object):
    store, raw = life
    missed = [cell for cell in _cells(raw) if not _is_found(store, raw, cell, value)]

    assert missed == []


def test_text_that_is_no_utf_8_is_a_problem_and_no_exception(life: tuple[Store, sqlite3.Connection]):
    store, raw = life
    raw.execute("update measure set title = cast(x'ff' as text)")

    assert [problem.column for problem in verify(store).problems] == ["title"]


def test_a_file_with_broken_pages_is_unreadable_and_no_exception(tmp_path: Path):
    store = Store.create(tmp_path / "office.db", SHIPPED, clock=a_clock())
    a_life(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "office.db")) as raw:
        (page,) = raw.execute("select rootpage from sqlite_schema where name = 'act'").fetchone()
    data = bytearray((tmp_path / "office.db").read_bytes())
    data[4096 * (page - 1) : 4096 * page] = b"\x5a" * 4096
    (tmp_path / "office.db").write_bytes(data)
    store = Store.open(tmp_path / "office.db", SHIPPED, clock=a_clock())
    report = verify(store)
    store.close()

    assert [problem.what for problem in report.problems] == ["verify.unreadable"]


def test_a_history_cut_short_is_found_by_the_chains_row(store: Store):
    a_life(store)
    drop = (
        "alter table act disable trigger all"
        if store.database.dialect == "postgresql"
        else "drop trigger act_no_delete"
    )
    change(store, drop, "delete from act where plan = 'dacice' and number = 6")

    assert Problem(5, "chain", "dacice", "verify.cell", "rev") in problems(store)


def test_an_entry_taken_out_of_the_middle_is_named(store: Store):
    a_life(store)
    drop = (
        "alter table act disable trigger all"
        if store.database.dialect == "postgresql"
        else "drop trigger act_no_delete"
    )
    change(store, drop, "delete from act where plan = 'dacice' and number = 3")

    assert Problem(3, "act", "dacice/3", "verify.missing_row") in problems(store)


def test_a_number_damaged_beyond_all_bounds_is_one_gap(store: Store):
    a_life(store)
    drop = (
        "alter table act disable trigger all"
        if store.database.dialect == "postgresql"
        else "drop trigger act_no_update"
    )
    change(store, drop, "update act set number = 4611686018427387904 where plan = 'dacice' and number = 6")

    assert Problem(6, "act", "dacice/6-4611686018427387903", "verify.missing_row") in problems(store)
