"""How a person is told: lines, tables, refusals, headings. `rich` is opened only where a table is drawn."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from lifecycle.documents.phrases import Phrases


def say(text: str = "") -> None:
    """One line on stdout."""
    click.echo(text)


def table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A plain table, as wide as the screen; without colour."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or 160)
    console = Console(width=width, color_system=None, highlight=False, file=sys.stdout, legacy_windows=False)
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in header:
        drawn.add_column(name, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console.print(drawn)


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
