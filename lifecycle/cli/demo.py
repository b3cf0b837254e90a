"""`demo`: the Dačice plan's whole life, told step by step through the very commands a clerk would type."""

import contextlib
import datetime as dt
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import click

from lifecycle.cli.doorman import Options, note, obey
from lifecycle.cli.speech import screen_language
from lifecycle.model.errors import Wrong
from lifecycle.model.quoting import quoted

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "dacice"
PLAN = "dacice-2015"


def play(options: Options, folder: Path) -> int:
    """The story is played into a new office in `folder`; the exit code of the first command that failed, else 0."""
    if (folder / "lifecycle.toml").exists() or (folder / "office.db").exists():
        raise Wrong("office.exists", folder=str(folder))
    if options.dry_run:
        note(options.phrases().say("dry_run"))
        if options.json:
            click.echo(json.dumps({"office": str(folder), "plan": PLAN, "files": [], "entry": None, "next": []}))
        return 0
    story = tomllib.loads((EXAMPLE / "story.toml").read_text(encoding="utf-8"))
    language = screen_language(options.lang)
    first: dt.date = story["step"][0]["on"]
    tell = _told if not options.json else _silent
    tell(story["title"][language])
    if code := _command(["init", str(folder), "--sandbox"], folder, first, language, tell, opening=True):
        return code
    _publicity(folder)
    for step in story["step"]:
        tell("")
        tell(f"── {step['on']:%d.%m.%Y} ── {step['say'][language]}")
        for command in step["run"]:
            if code := _command(command, folder, step["on"], language, tell):
                return code
    files = sorted(str(file.relative_to(folder)) for file in (folder / "documents").rglob("*") if file.is_file())
    if options.json:
        click.echo(
            json.dumps({"office": str(folder), "plan": PLAN, "files": files, "entry": None, "next": []}, indent=1)
        )
        return 0
    phrases = options.phrases()
    tell("")
    tell(phrases.say("demo.end", count=len(files), folder=str(folder)))
    for file in files:
        tell(f"  {file}")
    return 0


def _command(command: list[str], folder: Path, on: dt.date, language: str, tell: Any, *, opening: bool = False) -> int:
    """One command of the story, typed and answered; what it prints is indented below it."""
    typed = [str(EXAMPLE / word) if (EXAMPLE / word).is_file() else word for word in command]
    own = [] if opening else ["--office", str(folder), "--on", on.isoformat()]
    tell("$ lifecycle " + " ".join(map(quoted, command)))
    answer, root = io.StringIO(), click.get_current_context().find_root().command
    with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(answer):
        code = obey(root, [*own, "--lang", language, *typed], today=on)
    lines = answer.getvalue().rstrip().splitlines()
    for line in lines[:12] if code == 0 else lines:
        tell(f"    {line}")
    if code == 0 and len(lines) > 12:
        tell(f"    … ({len(lines) - 12})")
    return code


def _publicity(folder: Path) -> None:
    """The fund's sentences of the real project stand in the office's settings, below what the program wrote there."""
    settings = folder / "lifecycle.toml"
    own = (EXAMPLE / "lifecycle.toml").read_text(encoding="utf-8")
    written, _, _ = settings.read_text(encoding="utf-8").partition("\n\n")
    settings.write_text(f"{written}\n\n{own}", encoding="utf-8")


def _told(text: str) -> None:
    click.echo(text)


def _silent(_: str) -> None:
    pass
