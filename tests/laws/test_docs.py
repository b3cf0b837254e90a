"""The documentation is true: links lead somewhere, commands exist, reference and glossary are the program's."""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lifecycle.app import catalogue
from lifecycle.cli.root import root
from lifecycle.model.thing import Thing
from lifecycle.workflow.definition import State
from lifecycle.workflow.reading import read
from tests.laws import reference
from tests.laws.console import DOCS, Command, steps

ROOT = DOCS.parent
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """The anchors a host of Markdown gives to the headings of a page."""
    heads = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = ("".join(c for c in head.lower() if c in " -_" or unicodedata.category(c)[0] in "LN") for head in heads)
    return {text.replace(" ", "-") for text in kept}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_between_our_pages_leads_somewhere(page: Path):
    broken = []
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" not in link and (not target.exists() or (anchor and anchor not in anchors(target))):
            broken.append(link)

    assert broken == []


def test_the_index_of_the_documentation_names_every_page():
    index = DOCS / "README.md"
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}

    assert [named(page) for page in PAGES if page.is_relative_to(DOCS) and page not in {*linked, index}] == []


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_a_reference_page_says_what_the_program_says(name: str):
    written = (reference.FOLDER / name).read_text(encoding="utf-8")

    assert written == reference.pages()[name], "write it again: python -m tests.laws.reference"


def test_every_command_has_its_place_in_the_reference():
    page = (reference.FOLDER / "commands.md").read_text(encoding="utf-8")
    leaves = [" ".join(path) for path, command in reference.commands(root) if not isinstance(command, click.Group)]

    assert [name for name in leaves if f"## `lifecycle {name}`" not in page] == []


def typed(page: Path) -> Iterator[str]:
    """Every `lifecycle …` line of a page's consoles, without what a person still has to fill in."""
    for step in steps(page.read_text(encoding="utf-8")):
        if isinstance(step, Command) and step.typed.startswith("lifecycle "):
            yield step.typed


@pytest.mark.parametrize("page", [page for page in PAGES if any(typed(page))], ids=named)
def test_a_page_prints_only_commands_and_options_that_are_there(page: Path):
    assert [line for line in typed(page) if not understood(shlex.split(line)[1:])] == []


def understood(words: list[str]) -> bool:
    """Whether the command line takes these words, without doing anything."""
    command: click.Command = root
    context: click.Context | None = None
    try:
        while True:
            context = command.make_context(command.name, words, parent=context, resilient_parsing=False)
            if not isinstance(command, click.Group):
                return True
            words = [*context._protected_args, *context.args]
            _, command, words = command.resolve_command(context, words)
            assert command is not None
    except click.UsageError:
        return False


@pytest.mark.parametrize("kind", catalogue().kinds.values(), ids=lambda kind: kind.KIND)
def test_the_glossary_names_every_kind_in_czech_and_english(kind: type[Thing]):
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")

    assert f"| {kind.TITLE.cs} | {kind.TITLE.en} | `{kind.KIND}` |" in glossary


def shipped_states() -> list[State]:
    files = sorted((ROOT / "workflows").glob("*.toml"))
    found = (read(file.read_text("utf-8"), reference.vocabulary(), file=file.name) for file in files)
    return [state for definition in found for state in definition.states]


@pytest.mark.parametrize("state", shipped_states(), ids=lambda state: state.name)
def test_the_glossary_names_every_state_by_its_titles(state: State):
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")

    assert f"| {state.title.in_('cs')} | {state.title.in_('en')} | `{state.name}` |" in glossary


@pytest.mark.parametrize("page", sorted(DOCS.glob("decisions/*.md")), ids=named)
def test_a_decision_record_says_status_context_decision_what_was_rejected_and_consequences(page: Path):
    text = page.read_text(encoding="utf-8")
    parts = ("**Status.**", "## Context", "## Decision", "## Rejected", "## Consequences")

    assert [part for part in parts if part not in text] == []


def fences(language: str) -> list[str]:
    """The blocks of one language in the README."""
    found = _FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [body for name, body in found if name == language]


def plain_steps(line: str) -> list[list[str]]:
    """The steps of a one-line command, told alike for a Unix shell and for PowerShell."""
    line = re.sub(r"; if \(\$\?\) \{ ?", " && ", line).replace("}", "")
    line = re.sub(r"(\.venv[\w-]*)\\Scripts\\", r"\1/bin/", line).replace("py -3 ", "python3 ")
    return [shlex.split(step) for step in line.split("&&")]


def test_the_readme_gives_two_commands_for_a_unix_shell():
    assert [plain_steps(line)[-1][0] for line in fences("sh")] == [".venv/bin/lifecycle", ".venv-test/bin/python"]


def test_the_commands_for_powershell_name_the_same_steps_as_those_for_unix():
    assert [plain_steps(line) for line in fences("powershell")] == [plain_steps(line) for line in fences("sh")]


def test_the_commands_for_powershell_need_no_operator_of_a_newer_one():
    assert [line for line in fences("powershell") if "&&" in line or "||" in line] == []


def test_the_floors_in_the_readme_are_those_the_imports_are_held_to():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    built = [" | ".join(room for room in floor.split(" | ") if "(" not in room) for floor in floors]
    picture = next(body for body in fences("text") if "the doorman" in body)
    drawn = [re.split(r" {2,}", line.strip())[0] for line in picture.splitlines() if line.strip() not in ("", "│")]

    assert drawn == built
