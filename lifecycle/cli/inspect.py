"""`inspect`: any Word file, without an office."""

import sys
from pathlib import Path

import click

from lifecycle.cli.doorman import Options, note, show


def hang(root: click.Group) -> None:
    """Add the command of this file."""

    @root.command("inspect")
    @click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
    @click.pass_obj
    def inspect(options: Options, files: tuple[Path, ...]) -> None:
        from lifecycle.actions.inspect import inspect as look

        phrases = options.phrases()

        def progress(number: int, every: int, file: Path) -> None:
            if every > 1 and sys.stderr.isatty():
                note(phrases.say("inspect.reading", number=number, all=every, file=file.name))

        show(options, "inspect", look(files, phrases, progress))
