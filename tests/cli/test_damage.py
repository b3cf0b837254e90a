"""Whatever cell somebody damages, verification ends with exit 3 and names the table: no crash, no usage error."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.cli.clerk import Answer, Clerk
from tests.cli.test_history import edited
from tests.cli.three_towns import PLAN, TODAY

TakenUp = Callable[[str], Clerk]


def found(answer: Answer) -> set[str]:
    """The tables named by a verification that failed."""
    assert (answer.code, answer.json["ok"]) == (3, False), answer.err
    return {problem["table"] for problem in answer.json["problems"]}


@pytest.mark.parametrize("value", ["0", "2", "'ano'", "x'ff'"])
@pytest.mark.parametrize("today", [TODAY, None])
def test_the_cell_that_makes_the_office_a_sandbox_is_named(clerk: Clerk, value: str, today: str | None):
    edited(clerk, "pragma ignore_check_constraints = on", f"update office set sandbox = {value}")

    assert "office" in found(clerk.on(today).about(None).asks("history", "verify"))


@pytest.mark.parametrize("column", ["key", "state", "workflow_digest", "language", "plan", "rev"])
@pytest.mark.parametrize("value", ["x'ff'", "cast(x'ff' as text)", "''", "7"])
def test_the_cells_that_tell_what_plan_it_is_are_named(clerk: Clerk, column: str, value: str):
    edited(clerk, "pragma ignore_check_constraints = on", f"update plan set {column} = {value}")

    assert "plan" in found(clerk.about(None).asks("history", "verify"))
    assert "plan" in found(clerk.about(PLAN).asks("history", "verify"))


@pytest.mark.parametrize("key", ["tri-obci", "", "x"])
def test_a_chain_under_another_key_is_found_under_its_own_too(clerk: Clerk, key: str):
    edited(clerk, "pragma foreign_keys = off", f"update chain set plan = '{key}' where plan = '{PLAN}'")

    assert "act" in found(clerk.about(None).asks("history", "verify"))
    assert "chain" in found(clerk.about(PLAN).asks("history", "verify"))


def test_a_plan_that_never_was_is_still_wrong_usage(clerk: Clerk):
    assert clerk.about("jiny").says("history", "verify").code == 2


def test_a_told_day_in_an_office_that_is_no_sandbox_is_still_wrong_usage(newcomer: Clerk):
    newcomer.types("init", str(newcomer.office))

    assert newcomer.on(TODAY).says("history", "verify").code == 2


@pytest.mark.parametrize("version", ["1001", "0000", "ÿ", ""])
def test_a_damaged_version_of_the_database_is_a_failed_verification(clerk: Clerk, version: str):
    edited(clerk, f"update alembic_version set version_num = '{version}'")

    assert clerk.asks("history", "verify").code == 3


def test_a_file_that_is_no_database_any_more_is_a_failed_verification(clerk: Clerk):
    (clerk.office / "office.db").write_bytes(b"\x00" * 8192)

    assert clerk.asks("history", "verify").code == 3


def test_a_column_and_a_table_that_are_not_ours_are_named(clerk: Clerk):
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as connection:
        connection.execute("alter table measure add column tajne text")
        connection.execute("create table zaloha (x)")

    assert found(clerk.about(None).asks("history", "verify")) == {"measure", "zaloha"}


@dataclass(frozen=True)
class Cell:
    """One cell of an office's database, and how it is put back."""

    table: str
    column: str
    where: str
    key: tuple[object, ...]
    value: object

    def put(self, raw: sqlite3.Connection, value: object, at: object = None) -> None:
        """The cell holds `value`; `at` is what it held in a key that was changed before."""
        raw.execute(f'update "{self.table}" set "{self.column}" = ? where {self.where}', (value, *(at or self.key)))


def cells(raw: sqlite3.Connection) -> Iterator[Cell]:
    """A cell of every column of every table that has a row: of the row in the middle."""
    for (table,) in raw.execute("select name from sqlite_schema where type = 'table'").fetchall():
        if table.startswith(("cache", "alembic", "sqlite", "job")):
            continue
        columns = [(one[1], one[5]) for one in raw.execute(f"pragma table_info('{table}')")]
        rows = raw.execute(f'select * from "{table}"').fetchall()
        if rows:
            row = dict(zip((name for name, _ in columns), rows[len(rows) // 2], strict=True))
            keys = [name for name, key in columns if key]
            where = " and ".join(f'"{name}" is ?' for name in keys)
            yield from (Cell(table, name, where, tuple(row[key] for key in keys), row[name]) for name, _ in columns)


def flipped(value: object) -> object:
    """The value with one bit of it changed."""
    if value is None or value == "":
        return "x"
    if isinstance(value, int):
        return value ^ 4096
    data = bytearray(value.encode() if isinstance(value, str) else value)  # type: ignore[attr-defined]
    data[len(data) // 2] ^= 1
    return bytes(data).decode(errors="surrogateescape") if isinstance(value, str) else bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("damage", [flipped, lambda _: b"\xff"], ids=["bit", "type"])
def test_in_an_office_with_packets_a_damage_of_any_column_of_any_table_is_named(
    taken_up: TakenUp, damage: Callable[[object], object]
):
    clerk = taken_up("packets sent")
    missed, seen = [], set()
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db", isolation_level=None)) as raw:
        raw.executescript("pragma ignore_check_constraints = on; pragma foreign_keys = off")
        triggers = raw.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f'drop trigger "{name}"')
        for cell in list(cells(raw)):
            with_damage = damage(cell.value)
            if isinstance(with_damage, str) and not with_damage.isprintable():
                continue
            cell.put(raw, with_damage)
            answer = clerk.about(None).asks("history", "verify")
            tables = {one["table"] for one in answer.json.get("problems", ())}
            if answer.code != 3 or not tables & {cell.table, "act", ""}:
                missed.append((cell.table, cell.column, answer.code, tables))
            seen.add((cell.table, cell.column))
            names = [part.split('"')[1] for part in cell.where.split(" and ")]
            now = tuple(with_damage if n == cell.column else v for n, v in zip(names, cell.key, strict=True))
            cell.put(raw, cell.value, now)
    assert clerk.about(None).asks("history", "verify").code == 0

    assert missed == []
    assert len({table for table, _ in seen}) > 15
