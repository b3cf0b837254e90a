"""`consultation open`, `consultation status`, `consultation close`."""

import datetime as dt

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import SpokenGroup, option
from lifecycle.cli.types import DAY


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("consultation", cls=SpokenGroup)
    def consultation() -> None:
        pass

    @consultation.command("open")
    @option("--from", "opens", type=DAY)
    @option("--until", required=True, type=DAY)
    @option("--hearing", required=True, type=DAY)
    @click.pass_obj
    def open_(options: Options, opens: dt.date | None, until: dt.date, hearing: dt.date) -> None:
        from lifecycle.actions import consult

        run(
            options,
            "consultation.open",
            lambda desk, plan: consult.open_round(desk, plan, opens=opens, until=until, hearing=hearing),
            changes=True,
        )

    @consultation.command("status")
    @click.pass_obj
    def status(options: Options) -> None:
        from lifecycle.actions import consult

        run(options, "consultation.status", consult.status)

    @consultation.command("close")
    @click.pass_obj
    def close(options: Options) -> None:
        from lifecycle.actions import consult

        run(options, "consultation.close", consult.close, changes=True)
