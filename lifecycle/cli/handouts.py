"""`history receipt`, `history export`, `history stamp`: what leaves the office, and how it is stamped with time."""

from pathlib import Path
from typing import cast

import click

from lifecycle.cli.doorman import Options, chosen, run
from lifecycle.cli.speech import option


def hang(root: click.Group) -> None:
    """Add the commands of this file to the group `history`."""
    history = cast(click.Group, root.commands["history"])

    @history.command("receipt")
    @click.argument("number", type=int)
    @option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False))
    @click.pass_obj
    def receipt(options: Options, number: int, output: Path) -> None:
        from lifecycle.actions import receipts

        run(
            options,
            "history.receipt",
            lambda desk, plan: receipts.receipt(desk, plan, number, output),
            changes=True,
        )

    @history.command("export")
    @option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False))
    @option("--with-documents", "documents", is_flag=True)
    @click.pass_obj
    def export(options: Options, output: Path, documents: bool) -> None:
        from lifecycle.actions.export import export as give_out

        run(
            options,
            "history.export",
            lambda desk, plan: give_out(desk, chosen(desk, plan) if plan else None, output, documents=documents),
            plan=False,
            changes=True,
            damaged=True,
        )

    @history.command("stamp")
    @option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    @option("--response", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    @click.pass_obj
    def stamp(options: Options, output: Path | None, response: Path | None) -> None:
        from lifecycle.actions import stamps

        run(
            options,
            "history.stamp" if response is None else "history.stamped",
            lambda desk, _: stamps.ask(desk, output) if response is None else stamps.take(desk, response),
            plan=False,
            changes=True,
        )
