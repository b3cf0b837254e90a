"""`history log`, `history show`, `history verify`, `history as-of`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, chosen, run
from lifecycle.cli.doorman import show as show_
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
        from lifecycle.actions.stamps import marked
        from lifecycle.model.plan import OFFICE

        def call(desk: "Desk", plan: str) -> list[dict[str, Any]]:
            return marked(desk, plan, history.log(desk, plan))

        run(options, "history.log", call, plan=options.plan != OFFICE)

    @history.command("show")
    @click.argument("number", type=int)
    @click.pass_obj
    def show(options: Options, number: int) -> None:
        from lifecycle.actions import history
        from lifecycle.model.plan import OFFICE

        run(options, "history.show", lambda desk, plan: history.show(desk, plan, number), plan=options.plan != OFFICE)

    @history.command("verify")
    @click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
    @option("--code", metavar="CODE")
    @option("--quick", is_flag=True)
    @click.pass_obj
    def verify(options: Options, files: tuple[Path, ...], code: str | None, quick: bool) -> None:
        if files:
            _verify_files(options, files, code)
            return
        run(
            options,
            "history.code" if code is not None else "history.verify",
            lambda desk, _: _verify(desk, options.plan, code, quick),
            plan=False,
            verifies=True,
            exit_code=lambda result: 0 if result["ok"] else 3,
        )

    @history.command("as-of")
    @click.argument("day", metavar="DATE")
    @option("-o", "--output", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path))
    @click.pass_obj
    def as_of(options: Options, day: str, folder: Path) -> None:
        from lifecycle.app import rebuild_past

        # The whole office is rebuilt in any case; naming a plan that is not there is told.
        run(
            options,
            "history.as_of",
            lambda desk, _: rebuild_past(desk, day, folder),
            plan=options.plan is not None,
            changes=True,
        )


def _verify(desk: "Desk", plan: str | None, code: str | None, quick: bool) -> dict[str, Any]:
    from lifecycle.actions.codes import check_code
    from lifecycle.actions.verify_history import check
    from lifecycle.cli.progress import Progress

    if code is not None:
        if plan is not None:
            chosen(desk, plan)
        return check_code(desk, code, plan)
    with Progress(desk.phrases(desk.screen)) as progress:
        result = {**check(desk, plan, quick=quick, told=progress), "program": desk.renderer}
    if result["ok"]:
        from lifecycle.actions.stamps import stamps

        result["stamps"] = stamps(desk)
    return result


def _verify_files(options: Options, files: tuple[Path, ...], code: str | None) -> None:
    """Exports and receipts are checked where they stand: no office is needed."""
    from lifecycle.actions.check_export import check_files

    result = check_files(files, [code] if code is not None else [], options.phrases())
    show_(options, "history.files", result)
    if not result["ok"]:
        raise click.exceptions.Exit(3)
