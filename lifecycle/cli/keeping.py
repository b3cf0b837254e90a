"""`backup`, `restore`, `doctor`: an office that cannot be lost, and how it fares."""

from pathlib import Path
from typing import Any

import click

from lifecycle.cli.doorman import Options, run, show
from lifecycle.documents.phrases import Phrases


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.command("backup")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.pass_obj
    def backup(options: Options, file: Path) -> None:
        from lifecycle.actions.backup import back_up

        # What is damaged must be backed up too, so nothing is asked that damage could hide.
        run(options, "backup", lambda desk, _: back_up(desk, file), plan=False, verifies=True)

    @root.command("restore")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
    @click.pass_obj
    def restore(options: Options, file: Path, folder: Path | None) -> None:
        from lifecycle.app import restore_office
        from lifecycle.cli.progress import Progress

        with Progress(options.phrases()) as progress:
            result = restore_office(file, folder or options.office or Path(), options.wishes(), told=progress)
        show(options, "restore", result)

    @root.command("doctor")
    @click.pass_obj
    def doctor(options: Options) -> int:
        from lifecycle.actions.doctor import ends_with
        from lifecycle.app import examine_office

        found = examine_office(options.wishes())
        phrases = options.phrases()
        show(options, "doctor", [_told(one, phrases) for one in found])
        return ends_with(found)


def _told(one: Any, phrases: Phrases) -> dict[str, Any]:
    """A check under the keys of the reference page, with its sentence."""
    return {
        "check": one.check,
        "ok": one.grade in ("ok", "note"),
        "grade": one.grade,
        "code": one.code,
        "text": phrases.say(one.code, **one.facts),
        "command": phrases.command(one.code, **one.facts) or None,
        "facts": dict(one.facts),
    }
