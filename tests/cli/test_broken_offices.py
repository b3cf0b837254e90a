"""What an auditor did to an office behind our back: every command says what is broken and nothing is made worse."""

import contextlib
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_history import edited
from tests.cli.three_towns import PLAN


def broken(clerk: Clerk, statement: str) -> None:
    """`statement` is executed in the office's database without triggers and without the keys between tables."""
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db", isolation_level=None)) as connection:
        for (name,) in connection.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.executescript(f"pragma foreign_keys = off; {statement}")


@pytest.mark.parametrize(("table", "column"), [("act", "body"), ("chain", "head")])
def test_a_column_of_the_history_that_is_gone_is_named_by_its_table(clerk: Clerk, table: str, column: str):
    broken(clerk, f"alter table {table} rename column {column} to gone")

    told = clerk.about(None).asks("history", "verify")

    assert (told.code, {one["table"] for one in told.json["problems"]}) == (3, {table})


@pytest.mark.parametrize("table", ["vault", "blob", "swot", "edition"])
def test_a_table_that_is_gone_is_named_once(clerk: Clerk, table: str):
    broken(clerk, f'drop table "{table}"')

    told = clerk.about(None).asks("history", "verify")

    assert (told.code, [one["table"] for one in told.json["problems"]]) == (3, [table])


def test_an_older_version_told_by_a_changed_cell_is_named_and_nothing_is_brought_up(clerk: Clerk):
    broken(clerk, "update alembic_version set version_num = '0001'")
    before = (clerk.office / "office.db").read_bytes()

    told = [clerk.asks("history", "verify", *words) for words in ((), ("--quick",))]

    assert [(one.code, one.json["problems"][0]["table"]) for one in told] == [(3, "alembic_version")] * 2
    assert (clerk.office / "office.db").read_bytes() == before


def test_no_other_command_brings_such_a_version_up_either(clerk: Clerk):
    broken(clerk, "update alembic_version set version_num = '0001'")

    assert clerk.says("status").code == 3


def test_a_history_without_its_head_is_found_quickly(clerk: Clerk):
    broken(clerk, f"delete from chain where plan = '{PLAN}'")

    told = clerk.about(None).asks("history", "verify", "--quick")

    assert (told.code, [(one["table"], one["row"]) for one in told.json["problems"]]) == (3, [("act", PLAN)])


@pytest.mark.parametrize("plan", [None, PLAN])
def test_an_office_without_its_own_history_is_broken(clerk: Clerk, plan: str | None):
    broken(clerk, "delete from chain where plan = '-'; delete from act where plan = '-'")

    told = clerk.about(plan).asks("history", "verify", "--quick")

    assert (told.code, [one["code"] for one in told.json["problems"]]) == (3, ["verify.no_office"])


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"delete from act where plan = '{PLAN}'", ("history", "log")),
        ("drop table swot", ("show", "swot")),
        ("update plan set plan = 'x'", ("status",)),
        ("alter table measure rename column title to name", ("show", "measures")),
    ],
)
def test_a_command_that_meets_damage_sends_to_verification(clerk: Clerk, statement: str, words: tuple[str, ...]):
    broken(clerk, statement)

    told = clerk.says(*words)

    assert (told.code, "lifecycle history verify" in told.err) == (3, True)


def test_a_broken_history_gets_no_time_stamp(clerk: Clerk):
    edited(clerk, f"update act set hash = zeroblob(32) where plan = '{PLAN}' and number = 2")

    told = clerk.says("history", "stamp")

    assert (told.code, (clerk.office / "stamps").exists()) == (3, False)


def test_a_code_is_not_looked_for_in_damaged_pages(clerk: Clerk):
    code = clerk.reads("document", "issue", "plan")["edition"]["code"]
    file = clerk.office / "office.db"
    data = bytearray(file.read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    file.write_bytes(data)

    assert [clerk.says("history", "verify", *words).code for words in (("--code", code), ("--quick",))] == [3, 3]


def test_a_verification_changes_no_byte_whatever_the_journal(clerk: Clerk):
    file = clerk.office / "office.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = delete").fetchall()
    before = file.read_bytes()
    clerk.reads("history", "verify")

    assert (file.read_bytes() == before, sorted(clerk.office.glob("office.db?*"))) == (True, [])


def test_a_verification_leaves_the_log_of_a_killed_command_as_it_is(clerk: Clerk, tmp_path: Path):
    clerk.reads("status")
    living = sqlite3.connect(clerk.office / "office.db", isolation_level=None)
    living.execute("create table cache_note (x)")
    copied = tmp_path / "kopie"
    shutil.copytree(clerk.office, copied, ignore=shutil.ignore_patterns("*-shm"))
    living.close()
    before = [(copied / name).read_bytes() for name in ("office.db", "office.db-wal")]

    code = clerk.types("--office", str(copied), "history", "verify").code

    assert (code, [(copied / name).read_bytes() for name in ("office.db", "office.db-wal")]) == (0, before)


def test_the_next_command_can_be_pasted_wherever_the_file_was_written(clerk: Clerk, tmp_path: Path):
    target = tmp_path / "moje výdeje" / "r2.json"

    said = clerk.reads("history", "receipt", "2", "-o", str(target))

    assert clerk.types(*shlex.split(said["next"][0])[1:]).code == 0


def test_a_plan_that_is_not_there_is_told_also_beside_a_code(clerk: Clerk):
    code = clerk.reads("document", "issue", "plan")["edition"]["code"]

    assert clerk.about("nic").says("history", "verify", "--code", code).code == 2
