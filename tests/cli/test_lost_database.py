"""The database of an office is gone, or is another one: nobody is led to make a second office over the first."""

from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_history import edited


@pytest.fixture
def lost(clerk: Clerk) -> Clerk:
    """An office with an issued document whose database was deleted."""
    clerk.reads("document", "issue", "plan")
    for file in clerk.office.glob("office.db*"):
        file.unlink()
    return clerk


@pytest.mark.parametrize("command", [["doctor"], ["init"], ["plan", "list"]])
def test_whoever_lost_the_database_is_led_to_the_backup(lost: Clerk, command: list[str]):
    words = [str(lost.office)] if command == ["init"] else []

    answer = lost.on(None).about(None).says(*command, *words)

    told = answer.out + answer.err
    assert ("lifecycle restore" in told, "LIFECYCLE_DATABASE_URL" in told, "lifecycle init" in told) == (
        True, True, False,
    )  # fmt: skip


def test_no_second_office_is_made_over_one_whose_database_is_lost(lost: Clerk):
    answer = lost.on(None).types("--json", "init", str(lost.office))

    assert (answer.code, answer.json["error"]["code"], (lost.office / "office.db").exists()) == (
        2, "office.exists", False,
    )  # fmt: skip


def test_an_office_that_issued_nothing_yet_is_known_by_its_settings(newcomer: Clerk):
    newcomer.types("init", str(newcomer.office))
    (newcomer.office / "office.db").unlink()

    again = newcomer.types("--json", "init", str(newcomer.office))

    assert (again.code, again.json["error"]["code"]) == (2, "office.exists")


def test_an_office_made_before_its_settings_named_it_is_known_by_its_documents(lost: Clerk):
    settings = lost.office / "lifecycle.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\n\n")[2], encoding="utf-8")

    answer = lost.on(None).types("init", str(lost.office))

    assert (answer.code, (lost.office / "office.db").exists()) == (2, False)


def test_a_restored_office_is_known_too(clerk: Clerk, tmp_path: Path):
    clerk.about(None).reads("backup", str(tmp_path / "záloha.zip"))
    clerk.types("restore", str(tmp_path / "záloha.zip"), str(tmp_path / "nová"))
    (tmp_path / "nová" / "office.db").unlink()

    answer = clerk.on(None).types("init", str(tmp_path / "nová"))

    assert (answer.code, (tmp_path / "nová" / "office.db").exists()) == (2, False)


def found(clerk: Clerk, check: str) -> list[tuple[str, str]]:
    answer = clerk.about(None).asks("doctor")
    return [(one["code"], one["grade"]) for one in answer.json if one["check"] == check]


def test_the_doctor_tells_a_database_of_another_office(clerk: Clerk, newcomer: Clerk):
    newcomer.types("init", str(newcomer.office), "--sandbox")
    (clerk.office / "office.db").write_bytes((newcomer.office / "office.db").read_bytes())

    assert found(clerk.on(None), "database") == [("doctor.other_database", "broken")]


@pytest.fixture
def swapped(clerk: Clerk, newcomer: Clerk) -> Clerk:
    """An office in whose folder the database of another one was put."""
    newcomer.types("init", str(newcomer.office), "--sandbox")
    (clerk.office / "office.db").write_bytes((newcomer.office / "office.db").read_bytes())
    return clerk.on(None)


@pytest.mark.parametrize(
    ("code", "command"),
    [
        (2, ["plan", "create", "p", "--title", "P", "--territory", "x.csv", "--from", "2026", "--to", "2027"]),
        (2, ["document", "issue", "plan"]),
        (2, ["plan", "list"]),
        (3, ["history", "verify"]),
        (3, ["backup", "záloha.zip"]),
    ],
)
def test_nothing_is_told_of_or_written_into_the_database_of_another_office(
    swapped: Clerk, code: int, command: list[str]
):
    before = (swapped.office / "office.db").read_bytes()

    answer = swapped.about(None).asks(*command)

    assert (answer.code, answer.json["error"]["code"]) == (code, "doctor.other_database")
    assert (swapped.office / "office.db").read_bytes() == before


def test_a_damaged_first_entry_is_damage_and_not_another_office(clerk: Clerk):
    edited(clerk, "update act set hash = zeroblob(32) where plan = '-' and number = 1")

    answer = clerk.about(None).asks("history", "verify")

    assert (answer.code, [one["code"] for one in answer.json["problems"]][:1]) == (3, ["verify.hash"])


def test_whoever_deleted_the_settings_is_led_to_write_them_again(clerk: Clerk):
    (clerk.office / "lifecycle.toml").unlink()

    told = clerk.about(None).says("plan", "list").err

    assert ("office.db" in told, "lifecycle init" in told, "Novou kancelář nezakládejte" in told) == (True, True, True)


def test_init_beside_a_database_without_settings_writes_these_and_makes_no_second_office(clerk: Clerk):
    before, history = (clerk.office / "lifecycle.toml").read_bytes(), clerk.head
    (clerk.office / "lifecycle.toml").unlink()

    answer = clerk.on(None).about(None).types("init", str(clerk.office))

    assert (answer.code, (clerk.office / "lifecycle.toml").read_bytes(), clerk.head) == (0, before, history)


def test_the_doctor_invents_no_last_act_where_the_database_is_missing(lost: Clerk):
    assert "poslední zápis" not in lost.on(None).about(None).says("doctor").out


def test_the_doctor_names_documents_of_a_plan_the_office_never_had(clerk: Clerk):
    folder = clerk.office / "documents" / "ztracený"
    folder.mkdir(parents=True)
    (folder / "plan_01_working.docx").write_bytes(b"PK")

    assert found(clerk, "strangers") == [("doctor.lost_plans", "fault")]


def test_a_clerks_own_file_among_the_documents_is_only_noted(clerk: Clerk):
    (clerk.office / "documents" / "poznámky.txt").write_text("moje", encoding="utf-8")

    assert found(clerk, "strangers") == [("doctor.strange_files", "note")]


def test_the_doctor_says_that_it_does_not_compare_the_tables(clerk: Clerk):
    assert "lifecycle history verify" in clerk.about(None).says("doctor").out.splitlines()[-1]
