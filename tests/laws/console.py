"""A page of documentation as a script: its files are written, its commands are run, its answers are compared.

A fence "csv NAME" (or toml, python) is a file. In a "console" fence a line `$ …` is a command, the lines below it
stand in its answer in that order, `…` leaves something out, and `(kód N)` is its exit code.
"""

import contextlib
import io
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lifecycle.cli.doorman import obey
from lifecycle.cli.root import root
from lifecycle.documents.phrases import Phrases

DOCS = Path(__file__).resolve().parents[2] / "docs"
_FENCE = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^\((?:kód|exit) (\d)\)$")


@dataclass
class Command:
    """One typed line with what the page says it answers."""

    typed: str
    shown: list[str] = field(default_factory=list)
    code: int = 0


@dataclass(frozen=True)
class File:
    """One file the page gives in full."""

    name: str
    text: str


Step = Command | File
SetVariable = Callable[[str, str], None]


def steps(page: str) -> Iterator[Step]:
    """The files and commands of a page in the order they stand."""
    for language, name, body in _FENCE.findall(page):
        if language == "console":
            yield from _commands(body)
        elif name:
            yield File(name, body)


def _commands(body: str) -> Iterator[Command]:
    found: list[Command] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        elif ended := _CODE.match(line.strip()):
            found[-1].code = int(ended[1])
        elif line.strip() and line.strip() != "…":
            found[-1].shown.append(line.strip())
    return iter(found)


def chapters(page: str) -> list[tuple[str, str]]:
    """(title, text) of each part of a page that stands under a heading of the second level."""
    parts = re.split(r"^## +(.+)$", page, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def follow(page: str, folder: Path, set_variable: SetVariable) -> list[str]:
    """What in `page` is not true when it is followed in `folder`, which is where the reader stands."""
    wrong: list[str] = []
    for step in steps(page):
        match step:
            case File(name, text):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")
            case Command(typed) if typed.startswith("export "):
                name, _, value = shlex.split(typed)[1].partition("=")
                set_variable(name, value)
            case Command():
                wrong += answered(step)
    return wrong


def answered(command: Command) -> list[str]:
    """Where the answer of a `lifecycle` command differs from the page; empty where it is as printed."""
    words = shlex.split(command.typed)
    if words[0] != "lifecycle":
        return [f"`{command.typed}` is no command of ours"]
    Phrases.of.cache_clear()  # type: ignore[attr-defined]  # every command a person types is a process of its own
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = obey(root, words[1:])
    lines = iter(said.getvalue().replace("\u00a0", " ").splitlines())
    missing = [shown for shown in command.shown if not any(_as_shown(line.strip(), shown) for line in lines)]
    wrong = [f"`{command.typed}` does not say: {shown}\n{said.getvalue()}" for shown in missing]
    if code != command.code:
        wrong.append(f"`{command.typed}` ends with {code}, not {command.code}\n{said.getvalue()}")
    return wrong


def _as_shown(line: str, shown: str) -> bool:
    """A line of the page that ends with `…` shows only how the answer begins."""
    return line.startswith(shown[:-1].rstrip()) if shown.endswith("…") else line == shown
