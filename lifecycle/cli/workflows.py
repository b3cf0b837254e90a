"""`workflow list`, `workflow show`, `workflow check`, `workflow picture`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.doorman import show as show_result
from lifecycle.cli.speech import SpokenGroup, option, screen_language
from lifecycle.cli.types import ending

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("workflow", cls=SpokenGroup)
    def workflow() -> None:
        pass

    @workflow.command("list")
    @click.pass_obj
    def list_(options: Options) -> None:
        from lifecycle.actions import workflows

        run(options, "workflow.list", lambda desk, _: workflows.workflows(desk), plan=False)

    @workflow.command("show")
    @click.argument("name")
    @click.pass_obj
    def show(options: Options, name: str) -> None:
        from lifecycle.actions import workflows

        run(options, "workflow.show", lambda desk, _: workflows.workflow(desk, name), plan=False)

    @workflow.command("check")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.pass_obj
    def check(options: Options, file: Path) -> None:
        from lifecycle.actions import workflows
        from lifecycle.app import vocabulary

        result = workflows.check(file, vocabulary(), screen_language(options.lang))
        show_result(options, "workflow.check", result)

    @workflow.command("picture")
    @click.argument("name")
    @option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
    @click.pass_obj
    def picture(options: Options, name: str, output: Path | None) -> None:
        ending(output, ".svg", ".mmd")
        writes = output is not None
        run(options, "workflow.picture", lambda desk, _: _picture(desk, name, output), plan=False, changes=writes)


def _picture(desk: "Desk", name: str, output: Path | None) -> dict[str, Any]:
    from lifecycle.actions import workflows
    from lifecycle.actions.placing import may_stand, write_new

    form = "svg" if output and output.suffix.lower() == ".svg" else "mmd"
    drawing = workflows.picture(desk, name, form=form)
    if output is not None:
        (may_stand if desk.dry_run else write_new)(output, drawing.encode())
    return {"name": name, "form": form, "file": str(output) if output else None, "picture": drawing}
