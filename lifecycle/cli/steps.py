"""`status`, `why`, `advance`, `return`, `withdraw`."""

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import option


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.command("status")
    @click.pass_obj
    def status(options: Options) -> None:
        from lifecycle.actions import reports

        run(options, "status", reports.status)

    @root.command("why")
    @click.argument("event", required=False)
    @click.pass_obj
    def why(options: Options, event: str | None) -> None:
        from lifecycle.actions import advance

        run(options, "why", lambda desk, plan: advance.why(desk, plan, event))

    @root.command("advance")
    @click.argument("event", default="advance")
    @option("--note", metavar="T")
    @click.pass_obj
    def advance_(options: Options, event: str, note: str | None) -> None:
        from lifecycle.actions import advance

        run(options, "advance", lambda desk, plan: advance.take(desk, plan, event, note=note), changes=True)

    @root.command("return")
    @click.argument("stage")
    @option("--reason", metavar="T")
    @click.pass_obj
    def return_(options: Options, stage: str, reason: str | None) -> None:
        from lifecycle.actions import advance

        run(
            options,
            "return",
            lambda desk, plan: advance.take(desk, plan, "return", to=stage, reason=reason),
            changes=True,
        )

    @root.command("withdraw")
    @option("--reason", metavar="T")
    @click.pass_obj
    def withdraw(options: Options, reason: str | None) -> None:
        from lifecycle.actions import advance

        run(options, "withdraw", lambda desk, plan: advance.take(desk, plan, "withdraw", reason=reason), changes=True)
