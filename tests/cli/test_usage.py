"""Usage: what is not a command is told with what is, help needs no office, and every command explains itself."""

import gc
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete

from lifecycle.cli.doorman import Options
from lifecycle.cli.root import root
from tests.cli.clerk import REPOSITORY, Clerk


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


COMMANDS = every_command(root)


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_both_languages(newcomer: Clerk, command: tuple[str, ...], language: str):
    answer = newcomer.types("--lang", language, *command, "--help")

    assert (answer.code, len(answer.out.split()) > 10) == (0, True)


def test_the_help_lists_the_commands_of_the_contract(newcomer: Clerk):
    out = newcomer.types("--help").out

    missing = [
        name
        for name in ("init", "demo", "plan", "status", "why", "advance", "return", "withdraw", "form", "record", "show",
                     "document", "comment", "consultation", "approval", "history", "workflow")
        if name not in out
    ]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["statsu"], "status"),
        (["plan", "craete"], "create"),
        (["document", "verfy"], "verify"),
        (["--ofice", "x", "status"], "--office"),
        (["record", "findings", "f.csv", "--replac"], "--replace"),
    ],
)
@pytest.mark.parametrize("language", ["cs", "en"])
def test_a_command_mistyped_comes_with_the_one_meant(newcomer: Clerk, typed: list[str], meant: str, language: str):
    answer = newcomer.types("--lang", language, *typed)

    assert (answer.code, answer.out, meant in answer.err) == (2, "", True)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["plan", "create"], "KEY"),
        (["plan", "create", "k"], "--title"),
        (["return"], "STAGE"),
        (["history", "show", "tři"], "tři"),
        (["consultation", "open", "--until", "31. 2. 2025", "--hearing", "2025-01-01"], "31. 2. 2025"),
        (["approval", "record", "546127"], "--body"),
        (["--lang", "de", "status"], "de"),
    ],
)
def test_an_argument_missing_or_wrong_is_named(newcomer: Clerk, typed: list[str], named: str):
    answer = newcomer.types(*typed)

    assert (answer.code, named in answer.err) == (2, True)


@pytest.mark.parametrize("typed", [["statsu"], ["plan", "create"], ["why", "--neco"]])
def test_with_json_a_usage_error_is_json_too(clerk: Clerk, typed: list[str]):
    answer = clerk.asks(*typed)

    assert (answer.code, bool(answer.json["error"]["text"])) == (2, True)


@pytest.mark.parametrize("words", [["--help"], ["record", "--help"], ["statsu"], ["--version"]])
def test_help_and_usage_errors_open_no_database(words: list[str]):
    code = (
        "import sys\nfrom lifecycle.cli.doorman import obey\nfrom lifecycle.cli.root import root\n"
        f"obey(root, {words!r})\n"
        "heavy = ('sqlalchemy', 'sqlmodel', 'pydantic', 'docx', 'matplotlib')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", timeout=60
    )

    assert done.stderr.splitlines()[-1] == "[]"


def test_a_command_in_a_process_of_its_own_answers_the_same(clerk: Clerk):
    alone = clerk.in_a_process("--json", "status")

    assert (alone.code, alone.json) == (0, clerk.reads("status"))


def test_a_refusal_in_a_process_of_its_own_ends_it_with_one(clerk: Clerk):
    clerk.reads("advance")

    alone = clerk.in_a_process("--json", "advance")

    assert (alone.code, alone.json["refused"], alone.err.startswith("Traceback")) == (1, True, False)


def test_wrong_input_in_a_process_of_its_own_ends_it_with_two(clerk: Clerk):
    alone = clerk.in_a_process("record", "findings", "chybí.csv")

    assert (alone.code, "chybí.csv" in alone.err, "Traceback" in alone.err) == (2, True, False)


@pytest.mark.parametrize("words", [[], ["plan"], ["history"]])
def test_a_command_cut_short_is_answered_in_czech(clerk: Clerk, words: list[str]):
    answer = clerk.says(*words)

    english = [
        word for word in ("Missing command", "Usage:", "Options:", "Commands:") if word in answer.err + answer.out
    ]
    assert (answer.code, english) == (2, [])


@pytest.mark.parametrize("words", [["--help"], ["plan", "create", "--help"]])
def test_help_in_czech_has_no_english_headings(newcomer: Clerk, words: list[str]):
    out = newcomer.types("--lang", "cs", *words).out

    assert [word for word in ("Usage:", "Options:", "Commands:") if word in out] == []


@pytest.mark.parametrize(
    ("typed", "begun", "offered"),
    [
        (["record"], "me", ["meetings", "measures"]),
        (["form"], "al", ["all"]),
        (["document", "issue"], "pl", ["plan"]),
    ],
)
def test_the_shell_offers_the_names_that_begin_so(typed: list[str], begun: str, offered: list[str]):
    completion = ShellComplete(root, {"obj": Options()}, "lifecycle", "_LIFECYCLE_COMPLETE")

    assert [item.value for item in completion.get_completions(typed, begun)] == offered


def test_the_collector_no_longer_walks_what_the_program_is_made_of(clerk: Clerk):
    clerk.says("status")

    assert gc.get_freeze_count() > 100_000
