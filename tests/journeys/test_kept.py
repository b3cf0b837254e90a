"""An office that is worked in is backed up, lost and restored; what was on paper tells how old the restored one is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from tests.cli.clerk import Answer, Clerk
from tests.cli.three_towns import PLAN, opened


@pytest.fixture(params=["sqlite", "postgresql"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Clerk:
    """A clerk with the plan of three towns, in a file or on a server."""
    database: dict[str, str] = {}
    if request.param == "postgresql":
        made: Callable[[], sa.URL] = request.getfixturevalue("database")
        database["LIFECYCLE_DATABASE_URL"] = made().render_as_string(hide_password=False)
    return opened(Clerk(tmp_path / "úřad", tmp_path / "papíry", extra=database)).about(PLAN)


def heads(clerk: Clerk) -> list[tuple[str, int]]:
    return [(entry["hash"], entry["number"]) for entry in clerk.reads("history", "log")]


def test_an_office_backed_up_lost_and_restored_has_the_same_head(there: Clerk, tmp_path: Path):
    there.reads("document", "issue", "plan")
    there.reads("backup", str(tmp_path / "záloha.zip"))
    before, code = heads(there), there.reads("history", "verify")["code"]
    shutil.rmtree(there.office)

    # The server is lost too: the copy stands in a file.
    again = Clerk(tmp_path / "nový počítač", there.papers, there.today, PLAN)
    answer = again.types("--json", "restore", str(tmp_path / "záloha.zip"), str(again.office))

    assert (answer.code, answer.json["plans"][0]["head"]) == (0, before[-1][0])
    assert heads(again) == before
    assert again.reads("history", "verify", "--code", code)["edition"] == "plan@1"
    assert again.reads("doctor")


def test_a_copy_in_a_file_is_restored_to_a_server(database: Callable[[], sa.URL], tmp_path: Path):
    there = opened(Clerk(tmp_path / "úřad", tmp_path / "papíry")).about(PLAN)
    there.reads("backup", str(tmp_path / "záloha.zip"))
    url = database().render_as_string(hide_password=False)
    again = Clerk(tmp_path / "se serverem", there.papers, there.today, PLAN, {"LIFECYCLE_DATABASE_URL": url})

    first = again.types("restore", str(tmp_path / "záloha.zip"), str(again.office))
    second = again.types("--json", "restore", str(tmp_path / "záloha.zip"), str(tmp_path / "podruhé"))

    assert (first.code, (again.office / "office.db").exists(), heads(again)) == (0, False, heads(there))
    assert (again.reads("history", "verify")["ok"], again.asks("doctor").code) == (True, 0)
    assert (second.code, second.json["error"]["code"], (tmp_path / "podruhé").exists()) == (2, "store.exists", False)


@pytest.mark.slow
def test_a_backup_made_while_others_record_is_a_beginning_of_their_history(there: Clerk, tmp_path: Path):
    answers: list[Answer] = []
    paper = there.paper("priority.csv", "code,title\n" + "".join(f"{n},Priorita {n}\n" for n in range(2, 9)))

    def record() -> None:
        for number in range(4):
            rows = paper.read_text("utf-8").replace("Priorita", f"Priorita {number}.")
            answers.append(there.in_a_process("record", "priorities", str(there.paper(f"p{number}.csv", rows))))

    clerks = Thread(target=record)
    clerks.start()
    backups = 0
    while clerks.is_alive():
        backups += 1
        answers.append(there.in_a_process("backup", str(tmp_path / f"{backups}.zip")))
    clerks.join()
    whole = heads(there)
    restored = [
        Clerk(tmp_path / f"obnovená {number}", there.papers, there.today, PLAN) for number in range(1, backups + 1)
    ]
    for number, one in enumerate(restored, start=1):
        answers.append(one.types("restore", str(tmp_path / f"{number}.zip"), str(one.office)))

    assert [answer.err for answer in answers if answer.code] == []
    assert all(heads(one) == whole[: len(heads(one))] for one in restored)
    assert all(one.reads("history", "verify")["ok"] for one in restored)


def test_any_newer_paper_tells_that_the_restored_office_is_older(there: Clerk, tmp_path: Path):
    old = there.reads("document", "issue", "plan")["edition"]["code"]
    there.reads("backup", str(tmp_path / "záloha.zip"))
    there.records("priorities", "code,title\n2,Bydlení\n")
    newer = [there.reads("document", "issue", name)["edition"]["code"] for name in ("plan", "swot")]
    older = Clerk(tmp_path / "obnovená", there.papers, there.today, PLAN)
    older.types("restore", str(tmp_path / "záloha.zip"), str(older.office))
    again = older.reads("record", "priorities", str(there.paper("p.csv", "code,title\n3,Doprava\n")))

    told = [older.asks("history", "verify", "--code", code) for code in (old, *newer)]

    assert again["entry"] == 6
    assert [answer.code for answer in told] == [0, 3, 3]
    assert [answer.json["error"]["code"] for answer in told[1:]] == ["code.newer", "code.newer"]
