"""Erasing a person, and a lost address, where the office's database is on a PostgreSQL server."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from tests.cli.clerk import Clerk

WHY = ("--reason", "žádost č. j. 12/2025")
KEY = "tri-obce"


@pytest.fixture
def there(database: Callable[[], sa.URL], tmp_path: Path) -> Clerk:
    """An office on PostgreSQL with one person in a group."""
    url = database().render_as_string(hide_password=False)
    clerk = Clerk(tmp_path / "úřad", tmp_path / "papíry", "2025-03-03", extra={"LIFECYCLE_DATABASE_URL": url})
    assert clerk.types("init", str(clerk.office), "--sandbox").code == 0
    towns = clerk.paper("obce.csv", "code,name,population\n546127,Dačice,7231\n")
    words = ["--title", "Plán", "--territory", str(towns), "--from", "2026", "--to", "2028"]
    clerk.reads("plan", "create", KEY, *words)
    clerk = clerk.about(KEY)
    clerk.records("groups", "key,name,kind\nSEN,Senioři,working\n")
    clerk.records("people", "name,group,side,email\nJana Nová,SEN,user,jana@example.cz\n")
    return clerk


def files(clerk: Clerk) -> list[Path]:
    """The data files in which the server keeps the vault and the stored files just now, brought up to date."""
    plain = clerk.extra["LIFECYCLE_DATABASE_URL"].replace("postgresql+psycopg:", "postgresql:")
    with closing(psycopg.connect(plain, autocommit=True)) as connection:
        connection.execute("checkpoint")
        (folder,) = connection.execute("select current_setting('data_directory')").fetchone() or ("",)
        base = connection.execute("select oid from pg_database where datname = current_database()").fetchone() or (0,)
    return [one for one in (Path(folder) / "base" / str(base[0])).iterdir() if one.is_file()]


def test_what_was_erased_leaves_the_files_of_the_server_and_the_rest_is_told(there: Clerk):
    told = there.reads("people", "erase", "Jana Nová", *WHY, "--yes")

    assert [one["code"] for one in told["warnings"]] == ["erase.server_kept"]
    assert [one.name for one in files(there) if b"jana@example" in one.read_bytes()] == []


def test_the_list_before_the_erasure_names_the_log_and_the_backups_of_the_server(there: Clerk):
    assert "WAL" in there.says("--dry-run", "people", "erase", "Jana Nová", *WHY).err


def test_the_doctor_reminds_of_what_the_server_may_still_keep(there: Clerk):
    there.reads("people", "erase", "Jana Nová", *WHY, "--yes")

    assert "doctor.server_kept" in {one["code"] for one in there.about(None).asks("doctor").json}


@pytest.mark.parametrize("command", [["init"], ["plan", "list"], ["doctor"]])
def test_whoever_lacks_the_address_of_the_server_makes_no_second_office(there: Clerk, command: list[str]):
    alone = Clerk(there.office, there.papers)
    words = [str(there.office)] if command == ["init"] else []

    answer = alone.says(*command, *words)

    assert ("LIFECYCLE_DATABASE_URL" in answer.out + answer.err, answer.code != 0) == (True, True)
    assert not (there.office / "office.db").exists()


def test_an_office_on_a_server_is_not_made_twice(there: Clerk):
    answer = there.about(None).types("--json", "init", str(there.office), "--sandbox")

    assert (answer.code, answer.json["error"]["code"]) == (2, "office.exists")
