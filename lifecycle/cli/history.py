"""`history log`, `history show`, `history verify`."""

from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import SpokenGroup, option

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("history", cls=SpokenGroup)
    def history() -> None:
        pass

    @history.command("log")
    @click.pass_obj
    def log(options: Options) -> None:
        from lifecycle.actions import history

        run(options, "history.log", history.log)

    @history.command("show")
    @click.argument("number", type=int)
    @click.pass_obj
    def show(options: Options, number: int) -> None:
        from lifecycle.actions import history

        run(options, "history.show", lambda desk, plan: history.show(desk, plan, number))

    @history.command("verify")
    @option("--code", metavar="CODE")
    @option("--quick", is_flag=True)
    @click.pass_obj
    def verify(options: Options, code: str | None, quick: bool) -> None:
        run(
            options,
            "history.code" if code is not None else "history.verify",
            lambda desk, _: _verify(desk, options.plan, code, quick),
            plan=False,
            verifies=True,
            exit_code=lambda result: 0 if result["ok"] else 3,
        )


def _verify(desk: "Desk", plan: str | None, code: str | None, quick: bool) -> dict[str, Any]:
    from lifecycle.actions import history
    from lifecycle.cli.doorman import chosen

    if code is not None:
        return history.check_code(desk, code)
    return history.check(desk, chosen(desk, plan) if plan else None, quick=quick)
