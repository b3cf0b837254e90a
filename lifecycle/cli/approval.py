"""`approval send`, `approval record`, `approval status`."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.names import BODIES, VERBS
from lifecycle.cli.speech import SpokenGroup, option
from lifecycle.cli.types import DAY


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("approval", cls=SpokenGroup)
    def approval() -> None:
        pass

    @approval.command("send")
    @click.pass_obj
    def send(options: Options) -> None:
        from lifecycle.actions import approve

        run(options, "approval.send", approve.send, changes=True)

    @approval.command("record")
    @click.argument("code")
    @option("--body", required=True, type=click.Choice(BODIES))
    @option("--verb", required=True, type=click.Choice(VERBS))
    @option("--resolution", "number", required=True, metavar="NO")
    @option("--on", required=True, type=DAY)
    @option("--for", "for_", type=click.IntRange(min=0))
    @option("--against", type=click.IntRange(min=0))
    @option("--abstained", type=click.IntRange(min=0))
    @option("--present", type=click.IntRange(min=0))
    @option("--members", required=True, type=click.IntRange(min=1))
    @option("--edition", metavar="N")
    @option("--file", type=click.Path(path_type=Path), metavar="SCAN")
    @option("--condition", metavar="T")
    @click.pass_obj
    def record(
        options: Options,
        /,
        file: Path | None,
        on: dt.date,
        for_: int | None,
        edition: str | None,
        **rest: Any,
    ) -> None:
        from lifecycle.actions import approve

        named = f"plan@{edition}" if edition and edition.isdigit() else edition
        values = {**rest, "on": on.isoformat(), "for": for_, "edition": named}
        run(
            options,
            "approval.record",
            lambda desk, plan: approve.record_resolution(desk, plan, values, scan=file),
            changes=True,
        )

    @approval.command("status")
    @click.pass_obj
    def status(options: Options) -> None:
        from lifecycle.actions import approve

        run(options, "approval.status", approve.status)
