"""An office is a folder; the clerk is in the one she names, the one of her environment, or the nearest one upward."""

import json
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk


def test_init_makes_a_folder_with_settings_database_and_the_towns_own_places(newcomer: Clerk):
    answer = newcomer.types("--json", "init", str(newcomer.office))

    assert (answer.code, {"entry", "next"} <= set(answer.json)) == (0, True)
    assert {f.name for f in newcomer.office.iterdir()} >= {
        "lifecycle.toml", "office.db", "documents", "workflows", "document_templates",
    }  # fmt: skip


def test_init_takes_a_folder_that_is_not_empty(newcomer: Clerk):
    newcomer.office.mkdir()
    (newcomer.office / "poznámky.txt").write_text("moje", encoding="utf-8")

    answer = newcomer.types("init", str(newcomer.office))

    assert (answer.code, (newcomer.office / "poznámky.txt").read_text(encoding="utf-8")) == (0, "moje")


def test_init_names_its_folder_by_the_office_option_too(newcomer: Clerk):
    answer = newcomer.types("--office", str(newcomer.office), "init", str(newcomer.office), "--sandbox")

    assert (answer.code, (newcomer.office / "office.db").is_file()) == (0, True)


@pytest.mark.parametrize("command", [["init"], ["init", "--sandbox"], ["demo"]])
def test_an_office_is_never_made_over_another(clerk: Clerk, command: list[str]):
    head = clerk.head

    answer = clerk.on(None).types(command[0], str(clerk.office), *command[1:])

    assert (answer.code, clerk.head, clerk.office.name in answer.err) == (2, head, True)


def test_a_folder_without_an_office_is_named_with_the_command_that_makes_one(newcomer: Clerk):
    answer = newcomer.says("status")

    assert (answer.code, newcomer.office.name in answer.err, "lifecycle init" in answer.err) == (2, True, True)


def test_the_nearest_folder_upward_is_the_office(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    deep = clerk.office / "documents" / "v hloubce"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)

    answer = clerk.types("--json", "plan", "list")

    assert (answer.code, [p["key"] for p in answer.json]) == (0, ["tri-obce"])


def test_the_environment_names_the_office_and_the_option_wins(clerk: Clerk, newcomer: Clerk):
    told = clerk.told(LIFECYCLE_OFFICE=str(clerk.office))

    assert told.types("plan", "list").code == 0
    assert told.types("--office", str(newcomer.office), "plan", "list").code == 2


def test_the_settings_file_is_checked_key_by_key(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text('language = "de"\nbarva = "modrá"\n', encoding="utf-8")

    answer = clerk.asks("status")

    assert answer.code == 2
    assert [error["column"] for error in answer.json["errors"]] == ["language", "barva"]


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ('colour = "modrá"', [("look.colour", "settings.not_a_colour")]),
        ('colour = "#FFD700"', [("look.colour", "settings.pale_colour")]),
        (
            'color = "#1F4E79"\naddress = "ulice"',
            [("look.color", "settings.unknown_key"), ("look.address", "settings.wrong_type")],
        ),
    ],
)
def test_the_look_of_the_settings_is_checked_key_by_key(clerk: Clerk, look: str, told: list[tuple[str, str]]):
    (clerk.office / "lifecycle.toml").write_text(f"[look]\n{look}\n", encoding="utf-8")

    answer = clerk.asks("status")

    assert answer.code == 2
    assert [(error["column"], error["rule"]) for error in answer.json["errors"]] == told


def test_a_look_that_is_no_table_is_told(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text('look = "modrý"\n', encoding="utf-8")

    answer = clerk.asks("status")

    assert [error["rule"] for error in answer.json["errors"]] == ["settings.not_a_table"]


def test_settings_that_are_no_toml_are_told_with_the_file(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text("language = cs\n", encoding="utf-8")

    answer = clerk.says("status")

    assert (answer.code, "lifecycle.toml" in answer.err) == (2, True)


def test_settings_saved_in_another_encoding_are_told_how_to_be_saved(clerk: Clerk):
    """The sentence was Czech up to „'utf-8' codec can't decode byte“."""
    (clerk.office / "lifecycle.toml").write_bytes('name = "Město Žďár"\n'.encode("cp1250"))

    answer = clerk.asks("status")

    assert (answer.code, answer.json["error"]["code"]) == (2, "settings.encoding")


def test_a_table_written_twice_in_the_settings_is_told_by_its_line(clerk: Clerk):
    """It was told as „Cannot declare ('look',) twice“."""
    (clerk.office / "lifecycle.toml").write_text('[look]\nlogo = "a.png"\n[look]\n', encoding="utf-8")

    answer = clerk.says("status")

    assert (answer.code, "na řádku 3 („[look]“)" in answer.err, "declare" in answer.err) == (2, True, False)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('name = "Da\\u0001ice"', "name"),
        ('publicity = ["Z fondu", "EU\\u0007"]', "publicity"),
        ('[look]\naddress = ["Krajířova\\u0000"]', "look.address"),
        ('[look]\nlogo = "a\\u0000b.png"', "look.logo"),
    ],
)
def test_a_control_character_in_a_setting_is_told_and_not_printed_as_a_mark(clerk: Clerk, line: str, column: str):
    """A zero character in the name of the logo ended `status` with an error of the program."""
    (clerk.office / "lifecycle.toml").write_text(line + "\n", encoding="utf-8")

    answer = clerk.asks("status")

    assert answer.code == 2
    assert [(one["column"], one["rule"]) for one in answer.json["errors"]] == [(column, "settings.control_character")]


def test_a_setting_of_thousands_of_letters_is_not_repeated_whole(clerk: Clerk):
    (clerk.office / "lifecycle.toml").write_text(f'[look]\ncolour = "{"x" * 5000}"\n', encoding="utf-8")

    answer = clerk.says("status")

    assert (answer.code, len(answer.err) < 500) == (2, True)


def test_the_office_language_sets_documents_and_the_option_only_the_screen(newcomer: Clerk):
    newcomer = newcomer.on("2025-01-10")
    newcomer.types("--lang", "en", "init", str(newcomer.office), "--sandbox")
    towns = newcomer.paper("obce.csv", "code,name\n546127,Dačice\n")
    newcomer.reads(
        "--lang",
        "en",
        "plan",
        "create",
        "p",
        "--title",
        "P",
        "--territory",
        str(towns),
        "--from",
        "2026",
        "--to",
        "2027",
    )

    czech, english = newcomer.says("why"), newcomer.says("--lang", "en", "why")

    assert (czech.code, english.code) == (0, 0)
    assert czech.out != english.out


def test_the_screen_is_czech_unless_the_locale_is_english(clerk: Clerk):
    english, czech = clerk.told(LANG="en_GB.UTF-8").says("why"), clerk.says("why")

    assert english.out == clerk.says("--lang", "en", "why").out != czech.out


def test_who_acts_is_told_or_comes_from_the_environment_or_is_the_login(clerk: Clerk):
    clerk.reads("--as", "Koordinátorka", "comment", "add", "plan", "první")
    clerk.told(LIFECYCLE_USER="Metodička").reads("comment", "add", "plan", "druhá")

    assert [c["author"] for c in clerk.reads("comment", "list")] == ["Koordinátorka", "Metodička"]
    assert [e["who"] for e in clerk.reads("history", "log")][-2:] == ["Koordinátorka", "Metodička"]


def test_a_role_the_step_does_not_belong_to_is_refused(clerk: Clerk):
    head = clerk.head

    answer = clerk.asks("--role", "methodologist", "advance")

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)


def test_paths_with_spaces_and_diacritics_work_throughout(clerk: Clerk, tmp_path: Path):
    form = tmp_path / "formuláře pro starosty" / "Členové skupin – návrh č. 1.xlsx"

    answer = clerk.asks("form", "people", "-o", str(form))

    assert (answer.code, form.is_file()) == (0, True)
    assert clerk.reads("record", "people", str(form))["entry"] is None


def test_json_is_the_only_thing_on_stdout_also_with_warnings(taken_up):
    clerk = taken_up("rule met")

    answer = clerk.asks("record", "texts", str(clerk.paper("t.csv", "section,text\nvision,Jinak.\n")))

    assert isinstance(json.loads(answer.out), dict)
    assert answer.err.strip()
