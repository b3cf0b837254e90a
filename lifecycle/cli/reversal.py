"""`undo`."""

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import option


def hang(root: click.Group) -> None:
    """Add the command of this file."""

    @root.command("undo")
    @option("--note", metavar="T")
    @click.pass_obj
    def undo(options: Options, note: str | None) -> None:
        from lifecycle.actions import undo as actions

        run(options, "undo", lambda desk, plan: actions.undo(desk, plan, note=note), changes=True)
