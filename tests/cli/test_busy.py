"""An office somebody else holds, a newer one, a disk that is full: told in a sentence, and nothing half done."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest

from lifecycle.model.errors import Busy
from lifecycle.store.database import Database
from tests.cli.clerk import Clerk


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command waits a fifth of a second for another one instead of half a minute."""
    monkeypatch.setitem(Database.__init__.__kwdefaults__, "patience", 0.2)


@contextlib.contextmanager
def somebody_writing(clerk: Clerk) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("command", [["advance"], ["comment", "add", "plan", "x"], ["document", "issue", "plan"]])
def test_an_office_somebody_is_writing_to_is_busy_and_to_be_tried_again(
    clerk: Clerk, command: list[str], language: str
):
    head = clerk.head
    with somebody_writing(clerk):
        answer = clerk.says("--lang", language, *command)

    assert (answer.code, clerk.head, "office.db" in answer.err) == (4, head, True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who holds a file that no command of ours holds")
@pytest.mark.usefixtures("short_patience")
def test_somebody_who_waited_in_vain_reads_whose_program_writes(clerk: Clerk):
    hold = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    hold += "c.execute('begin immediate'); print(flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", hold, str(clerk.office / "office.db")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        answer = clerk.asks("advance")
        other.kill()

    assert (answer.code, answer.json["error"]["code"], f"pid {other.pid}" in answer.err) == (4, "store.busy", True)


@pytest.mark.usefixtures("short_patience")
def test_with_json_a_busy_office_is_json_too(clerk: Clerk):
    with somebody_writing(clerk):
        answer = clerk.asks("advance")

    assert (answer.code, bool(answer.json["error"]["text"])) == (4, True)


@pytest.mark.usefixtures("short_patience")
def test_reading_waits_for_nobody(clerk: Clerk):
    with somebody_writing(clerk):
        assert clerk.asks("status").code == 0


def damaged(clerk: Clerk, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize(("command", "code"), [(["status"], 2), (["advance"], 2), (["history", "verify"], 3)])
def test_an_office_of_a_newer_version_is_not_touched(clerk: Clerk, command: list[str], code: int, language: str):
    head = clerk.head
    damaged(clerk, "update alembic_version set version_num = '9999_budoucnost'")

    answer = clerk.says("--lang", language, *command)

    assert (answer.code, "9999_budoucnost" in answer.err, clerk.head) == (code, True, head)


@pytest.mark.parametrize("data", [b"", b"to neni databaze" * 100])
def test_a_file_that_is_no_database_is_named(clerk: Clerk, data: bytes):
    for rest in clerk.office.glob("office.db*"):
        rest.unlink()
    (clerk.office / "office.db").write_bytes(data)

    answer = clerk.says("status")

    assert (answer.code, "office.db" in answer.err, (clerk.office / "office.db").read_bytes()) == (2, True, data)


def test_a_lost_database_is_named_and_none_is_made_in_its_place(clerk: Clerk):
    for rest in clerk.office.glob("office.db*"):
        rest.unlink()

    answer = clerk.says("status")

    assert (answer.code, "office.db" in answer.err, (clerk.office / "office.db").exists()) == (2, True, False)


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    head = clerk.head
    pages = sqlite3.connect

    def small(*words, **options):
        connection = pages(*words, **options)
        used = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {used}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)

    answer = clerk.says("document", "issue", "plan")

    monkeypatch.undo()
    assert (answer.code, clerk.head) == (4, head)
    assert "disk" in answer.err.lower()


def test_a_database_in_a_folder_that_is_gone_is_told(clerk: Clerk, newcomer: Clerk):
    shutil.rmtree(clerk.office)

    answer = clerk.says("status")

    assert (answer.code, clerk.office.name in answer.err) == (2, True)


@pytest.mark.parametrize("url", ["mysql://x/y", "nesmysl://"])
def test_an_address_that_is_no_postgresql_is_wrong_input(clerk: Clerk, url: str):
    answer = clerk.told(LIFECYCLE_DATABASE_URL=url).says("status")

    assert (answer.code, bool(answer.err.strip())) == (2, True)


def test_whoever_waits_longer_is_told_so_once(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lifecycle.store.database.TELLING", 0.05)
    database = Database(clerk.office / "office.db", patience=0.2)
    told: list[dict[str, str]] = []
    database.waiting = told.append
    with somebody_writing(clerk), pytest.raises(Busy), database.writing():
        pass

    assert len(told) == 1
