"""How a person is told: lines, tables, refusals, headings. `rich` is opened only where a table is drawn."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from lifecycle.documents.phrases import Phrases

_DRAWN = 200
"""How many rows are drawn as a table."""
_ALIGNED = 40
"""Characters a column of a long list is aligned to; longer cells stand whole and push the rest of their line."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn the direction of a line: files from outside may bring them."""


def shown(text: str) -> str:
    """`text` with what steers a terminal written out (`\\x1b`): a stranger's name does nothing to the screen."""
    return _UNSEEN.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text)


def json_shown(text: str) -> str:
    """JSON whose strings hold nothing that steers a terminal; it means the same."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def say(text: str = "") -> None:
    """One line on stdout."""
    click.echo(shown(text))


def table(header: Sequence[str], rows: Sequence[Sequence[Any]], *, whole: int | None = None) -> None:
    """A plain table, as wide as the screen; without colour. A long one is a line for each row, however wide.

    Cells of column `whole` stand on one line, for people copy them.
    """
    if len(rows) > _DRAWN:
        _lines(header, rows)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or 160)
    console = Console(width=width, color_system=None, highlight=False, file=sys.stdout, legacy_windows=False)
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place, name in enumerate(header):
        drawn.add_column(name, overflow="fold", no_wrap=place == whole)
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else shown(str(cell))) for cell in row))
    console.print(drawn)


def _lines(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The rows as aligned lines: weighing every cell of thousands against the screen would take many seconds."""
    cells = [header, *(["" if cell is None else _on_one_line(str(cell)) for cell in row] for row in rows)]
    widths = [min(_ALIGNED, max(map(len, column))) for column in zip(*cells, strict=True)]
    lines = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in cells)
    say("\n".join(lines))


def _on_one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text


def heads_of(phrases: Phrases, names: Sequence[str]) -> list[str]:
    """Names of columns; a word that also opens a sentence has its heading under `.head`."""
    return [phrases.say(f"screen.{n}.head" if phrases.has(f"screen.{n}.head") else f"screen.{n}") for n in names]


def refusal_lines(refusal: Mapping[str, Any], phrases: Phrases, *, mark: str = "✗") -> list[str]:
    """A refusal as lines: what is missing, who can fix it, the command that fixes it, from when."""
    lines = [f"{mark} {refusal['text']}"]
    if refusal["who"]:
        lines.append("    " + phrases.say("screen.who", who=refusal["who"]))
    if refusal["command"]:
        lines.append("    " + phrases.say("screen.command", command=refusal["command"]))
    if refusal["earliest"]:
        lines.append("    " + phrases.say("screen.earliest", day=day(refusal["earliest"], phrases)))
    return lines


def day(text: str | None, phrases: Phrases) -> str:
    """A day of JSON as people write it."""
    from lifecycle.documents.typography import day_text

    return day_text(text, phrases.language) if text else "–"


def moment(text: str | None, phrases: Phrases) -> str:
    """A time of JSON, which is UTC, as people write it."""
    from lifecycle.documents.typography import moment_text

    return moment_text(text, phrases.language) if text else "–"
