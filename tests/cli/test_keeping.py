"""An office that cannot be lost: backed up into one file, restored only where it is whole, and examined."""

import contextlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.store.failpoints import NAMES
from tests.cli.clerk import Answer, Clerk
from tests.cli.test_history import edited
from tests.cli.three_towns import PLAN

SECRET = "postgresql+psycopg://clerk:tajne-heslo@server/plan"


@pytest.fixture
def backup(clerk: Clerk, tmp_path: Path) -> Path:
    """A backup of the office of three towns with one document issued."""
    clerk.reads("document", "issue", "plan")
    file = tmp_path / "záloha.zip"
    clerk.reads("backup", str(file))
    return file


def restored(clerk: Clerk, file: Path, folder: Path) -> Clerk:
    """The clerk in the office restored from the file."""
    answer = clerk.types("--json", "restore", str(file), str(folder))
    assert answer.code == 0, answer.err
    return Clerk(folder, clerk.papers, clerk.today, clerk.plan)


def dump(office: Path) -> list[str]:
    """Everything the database of the office holds, as statements."""
    with contextlib.closing(sqlite3.connect(office / "office.db")) as connection:
        return [line for line in connection.iterdump() if "cache_" not in line]


def test_a_restored_office_is_the_same_to_the_last_cell(clerk: Clerk, backup: Path, tmp_path: Path):
    again = restored(clerk, backup, tmp_path / "obnovená")

    assert again.head == clerk.head
    assert dump(again.office) == dump(clerk.office)
    assert again.about(None).reads("history", "verify")["ok"]


def test_a_backup_leaves_no_act_and_says_where_each_plan_stands(clerk: Clerk, tmp_path: Path):
    before = clerk.head

    told = clerk.reads("backup", str(tmp_path / "záloha.zip"))

    assert (clerk.head, told["entry"], told["plans"][0]["entries"]) == (before, None, 4)
    assert told["plans"][0]["head"].upper() in {head for _, _, head in before}


def test_the_documents_are_back_at_once(clerk: Clerk, backup: Path, tmp_path: Path):
    again = restored(clerk, backup, tmp_path / "obnovená")

    assert [(again.office / one["file"]).is_file() for one in again.reads("document", "list")] == [True]


def test_a_file_that_is_there_is_never_written_over(clerk: Clerk, backup: Path):
    before = backup.read_bytes()

    answer = clerk.says("backup", str(backup))

    assert (answer.code, backup.read_bytes() == before) == (2, True)


def test_no_password_gets_into_a_backup_and_no_database_a_copy_would_write_into(clerk: Clerk, tmp_path: Path):
    settings = clerk.office / "lifecycle.toml"
    settings.write_text(f'database = ""\n# database = "{SECRET}"\n{settings.read_text("utf-8")}', encoding="utf-8")
    clerk.reads("backup", str(tmp_path / "záloha.zip"))

    kept = restored(clerk, tmp_path / "záloha.zip", tmp_path / "obnovená").office / "lifecycle.toml"

    assert "tajne-heslo" not in kept.read_text("utf-8")
    assert not [line for line in kept.read_text("utf-8").splitlines() if line.startswith("database")]


def test_the_towns_own_files_and_the_work_done_by_hand_come_back(clerk: Clerk, tmp_path: Path):
    file = clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]
    file.write_bytes(b"upraveno ve Wordu")
    own = clerk.office / "document_templates" / "phrases" / "cs.toml"
    own.parent.mkdir()
    own.write_text('["plan.none"]\ntext = "Zatím nic."\n', encoding="utf-8")
    clerk.reads("backup", str(tmp_path / "záloha.zip"))

    again = restored(clerk, tmp_path / "záloha.zip", tmp_path / "obnovená").office

    assert (again / file.relative_to(clerk.office)).read_bytes() == b"upraveno ve Wordu"
    assert (again / own.relative_to(clerk.office)).read_bytes() == own.read_bytes()


def test_where_an_office_is_nothing_is_restored_and_it_is_told_whose_it_is(clerk: Clerk, backup: Path, newcomer: Clerk):
    newcomer.types("init", str(newcomer.office), "--sandbox")
    before = clerk.head, newcomer.head

    own, strange = (clerk.types("--json", "restore", str(backup), str(one.office)) for one in (clerk, newcomer))

    assert [(one.code, one.json["error"]["code"]) for one in (own, strange)] == [
        (2, "restore.same_office"),
        (2, "restore.other_office"),
    ]
    assert (clerk.head, newcomer.head) == before


def test_a_folder_with_other_things_takes_an_office_and_keeps_them(clerk: Clerk, backup: Path, tmp_path: Path):
    folder = tmp_path / "plná složka"
    (folder / "workflows").mkdir(parents=True)
    (folder / "poznámky.txt").write_text("moje")

    restored(clerk, backup, folder)

    assert ((folder / "poznámky.txt").read_text(), (folder / "office.db").is_file()) == ("moje", True)


def test_what_lies_in_the_way_is_named_and_stays(clerk: Clerk, backup: Path, tmp_path: Path):
    folder = tmp_path / "plná složka"
    (folder / "workflows").mkdir(parents=True)
    (folder / "workflows" / "vlastní.toml").write_text("x")

    answer = clerk.types("restore", str(backup), str(folder))

    assert (answer.code, "workflows" in answer.err) == (2, True)
    assert [one.name for one in folder.rglob("*")] == ["workflows", "vlastní.toml"]


def test_a_dry_run_says_that_it_could_be_restored_and_makes_nothing(clerk: Clerk, backup: Path, tmp_path: Path):
    answer = clerk.types("--dry-run", "--json", "restore", str(backup), str(tmp_path / "obnovená"))

    assert (answer.code, answer.json["replay_ok"], (tmp_path / "obnovená").exists()) == (0, True, False)


def test_a_restored_older_backup_is_told_by_a_code_from_newer_paper(clerk: Clerk, backup: Path, tmp_path: Path):
    clerk.records("priorities", "code,title\n2,Bydlení\n")
    newer = clerk.reads("document", "issue", "plan")["edition"]["code"]

    older = restored(clerk, backup, tmp_path / "obnovená").asks("history", "verify", "--code", newer)

    assert (older.code, older.json["ok"], older.json["error"]["code"]) == (3, False, "code.newer")
    assert "č. 7" in older.json["error"]["text"]
    assert "č. 5" in older.json["error"]["text"]


def again(file: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The members of a backup, changed and packed anew by somebody who knows how it is sealed."""
    from hashlib import sha256

    with zipfile.ZipFile(file) as archive:
        members = {one.filename: archive.read(one) for one in archive.infolist()}
    change(members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
        archive.comment = b"plan-lifecycle backup sha256 " + b"0" * 64
    data = target.read_bytes()[:-64]
    target.write_bytes(data + sha256(data).hexdigest().encode())
    return target


def told(members: dict[str, bytes], **facts: object) -> None:
    manifest = json.loads(members["backup.json"])
    members["backup.json"] = json.dumps(manifest | facts).encode()


def resealed(members: dict[str, bytes], name: str, data: bytes) -> None:
    """A member with other bytes, and a manifest that agrees."""
    from hashlib import sha256

    members[name] = data
    files = [one for one in json.loads(members["backup.json"])["files"] if one["name"] != name]
    told(members, files=[*files, {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}])


def attempted(clerk: Clerk, file: Path, folder: Path) -> Answer:
    """The restoring of a file, which must leave nothing behind."""
    answer = clerk.types("--json", "restore", str(file), str(folder / "nová" / "složka"))
    assert sorted(one.name for one in folder.iterdir()) == [], answer
    return answer


@pytest.mark.parametrize(
    ("change", "code", "ends"),
    [
        (lambda members: told(members, format=2), "backup.newer", 2),
        (lambda members: told(members, spine="0999"), "backup.newer", 2),
        (lambda members: told(members, kinds=["measure", "zukunft"]), "backup.unknown_kinds", 2),
        (lambda members: told(members, chains=[]), "backup.changed", 3),
        (lambda members: told(members, files=[]), "backup.strange_name", 3),
        (lambda members: resealed(members, "../nahoře.txt", b"x"), "backup.strange_name", 3),
        (lambda members: resealed(members, "office.db-wal", b"x"), "backup.strange_name", 3),
        (lambda members: resealed(members, "office.db", b"SQLite format 3\0"), "backup.changed", 3),
        (
            lambda members: resealed(members, "lifecycle.toml", f'database = "{SECRET}"'.encode()),
            "backup.changed",
            3,
        ),
        (lambda members: members.update({"navíc.txt": b"x"}), "backup.strange_name", 3),
        (lambda members: members.update({"lifecycle.toml": b"jine"}), "backup.changed", 3),
        (lambda members: members.update({"backup.json": b"[]"}), "backup.unreadable", 3),
    ],
)
def test_a_backup_somebody_made_up_is_named_and_nothing_is_restored(
    clerk: Clerk, backup: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str, ends: int
):
    (tmp_path / "zde").mkdir()

    answer = attempted(clerk, again(backup, tmp_path / "jiná.zip", change), tmp_path / "zde")

    assert (answer.json["error"]["code"], answer.code) == (code, ends)


def test_a_backup_whose_history_was_rewritten_is_not_restored(clerk: Clerk, tmp_path: Path):
    edited(clerk, "update measure set title = 'Jiný název'")
    clerk.reads("backup", str(tmp_path / "záloha.zip"))
    (tmp_path / "zde").mkdir()

    answer = attempted(clerk, tmp_path / "záloha.zip", tmp_path / "zde")

    assert (answer.code, answer.json["error"]["code"]) == (3, "restore.unverified")


@pytest.mark.parametrize("left", [0.999, 0.5, 0.1])
def test_a_backup_that_was_cut_is_told_so(clerk: Clerk, backup: Path, tmp_path: Path, left: float):
    data = backup.read_bytes()
    (tmp_path / "zde").mkdir()
    (tmp_path / "kus.zip").write_bytes(data[: round(len(data) * left)])

    answer = attempted(clerk, tmp_path / "kus.zip", tmp_path / "zde")

    assert (answer.code, answer.json["error"]["code"]) == (3, "backup.truncated")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nesmysl", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_wrong_input(clerk: Clerk, tmp_path: Path, data: bytes):
    (tmp_path / "zde").mkdir()
    (tmp_path / "soubor.zip").write_bytes(data)

    answer = attempted(clerk, tmp_path / "soubor.zip", tmp_path / "zde")

    assert (answer.code, answer.json["error"]["code"]) == (2, "backup.none")


def test_a_backup_that_is_not_there_is_wrong_input(clerk: Clerk, tmp_path: Path):
    assert clerk.types("restore", str(tmp_path / "není.zip"), str(tmp_path / "nová")).code == 2


def grades(answer: Answer) -> dict[str, str]:
    return {one["check"]: one["grade"] for one in answer.json}


def test_a_sound_office_is_well(clerk: Clerk):
    answer = clerk.asks("doctor")

    assert (answer.code, {one["ok"] for one in answer.json}) == (0, {True})
    assert {"check", "ok", "text", "command"} <= set(answer.json[0])
    assert {"database", "guards", "history", "lock", "disk", "place", "clock", "versions"} <= set(grades(answer))


@pytest.mark.parametrize("name", ["OneDrive - Město Dačice", "Dropbox", "Disk Google"])
def test_a_folder_that_is_synchronised_is_told(clerk: Clerk, tmp_path: Path, name: str):
    shutil.copytree(clerk.office, tmp_path / name / "plán")

    answer = Clerk(tmp_path / name / "plán", clerk.papers, clerk.today).asks("doctor")

    assert (answer.code, grades(answer)["place"]) == (1, "fault")


def test_guards_that_were_dropped_are_a_failed_verification(clerk: Clerk):
    edited(clerk)

    answer = clerk.asks("doctor")

    assert (answer.code, grades(answer)["guards"]) == (3, "broken")


def test_a_strange_trigger_is_named(clerk: Clerk):
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as connection:
        connection.execute("create trigger cizi after insert on priority begin delete from measure; end")

    answer = clerk.asks("doctor")

    assert (answer.code, "cizi" in answer.out) == (3, True)


def test_an_entry_that_was_rewritten_is_a_failed_verification(clerk: Clerk):
    edited(clerk, f"update act set body = x'00' where plan = '{PLAN}' and number = 3")

    answer = clerk.asks("doctor")

    assert (answer.code, grades(answer)["history"]) == (3, "broken")


def test_a_database_that_cannot_be_read_is_told_and_the_rest_is_still_examined(clerk: Clerk):
    (clerk.office / "office.db").write_bytes(b"to neni databaze" * 1000)

    answer = clerk.asks("doctor")

    assert (answer.code, grades(answer)["office"], grades(answer)["disk"]) == (3, "broken", "ok")


def test_settings_that_cannot_be_read_are_told(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text("name = Dačice", encoding="utf-8")

    answer = clerk.asks("doctor")

    assert (answer.code, grades(answer)["office"]) == (1, "fault")


def test_a_document_that_is_missing_is_told_with_what_writes_it_again(clerk: Clerk):
    file = clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]
    file.unlink()

    before, command = clerk.asks("doctor"), "lifecycle plan list"
    clerk.reads(*command.split()[1:])

    assert (before.code, command in before.out, clerk.asks("doctor").code) == (1, True, 0)


def test_the_places_where_tests_cut_a_write_off_are_listed(clerk: Clerk):
    [found] = [one for one in clerk.asks("doctor").json if one["check"] == "failpoints"]

    assert found["facts"]["names"] == list(NAMES)


def test_a_failpoint_left_on_is_told(clerk: Clerk):
    answer = clerk.told(LIFECYCLE_FAILPOINT="commit.done=kill").asks("doctor")

    assert (answer.code, grades(answer)["failpoints"]) == (1, "fault")


def test_a_clock_that_goes_back_is_told(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    import datetime as dt

    monkeypatch.setattr("lifecycle.app.now", lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    answer = clerk.asks("doctor")

    assert (answer.code, grades(answer)["clock"]) == (1, "fault")


def test_where_no_office_is_there_is_nothing_to_examine(newcomer: Clerk):
    assert newcomer.asks("doctor").code == 2


@pytest.mark.parametrize("language", ["cs", "en"])
def test_a_person_reads_each_check_on_a_line_and_what_to_do(clerk: Clerk, language: str):
    edited(clerk)

    answer = clerk.says("--lang", language, "doctor")

    assert (answer.code, "✗ " in answer.out, "lifecycle history verify" in answer.out) == (3, True, True)
