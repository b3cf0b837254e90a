"""`document issue`, `document list`, `document redline`, `document verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.names import DELIVERABLES
from lifecycle.cli.speech import SpokenGroup, option
from lifecycle.cli.types import ending, one_of

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("document", cls=SpokenGroup)
    def document() -> None:
        pass

    @document.command("issue")
    @click.argument("name", shell_complete=one_of(*DELIVERABLES))
    @option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
    @option("--meeting", metavar="KEY")
    @option("--year", type=int, metavar="YEAR")
    @click.pass_obj
    def issue(options: Options, name: str, output: Path | None, meeting: str | None, year: int | None) -> None:
        run(
            options,
            "document.issue",
            lambda desk, plan: _issue(desk, plan, name, output, meeting=meeting, year=year),
            changes=True,
        )

    @document.command("list")
    @click.pass_obj
    def list_(options: Options) -> None:
        from lifecycle.actions import reports

        run(options, "document.list", reports.documents)

    @document.command("redline")
    @click.argument("before")
    @click.argument("after")
    @option("-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path))
    @click.pass_obj
    def redline(options: Options, before: str, after: str, output: Path) -> None:
        from lifecycle.actions.redline import compare, compare_files

        ending(output, ".docx")
        if before.lower().endswith(".docx") or after.lower().endswith(".docx"):
            files = Path(before), Path(after)
            run(options, "document.redline", lambda desk, _: compare_files(desk, *files, output), plan=False)
        else:
            run(options, "document.redline", lambda desk, plan: compare(desk, plan, before, after, output))

    @document.command("verify")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.pass_obj
    def verify(options: Options, file: Path) -> None:
        from lifecycle.actions.verify_document import verify_document

        run(
            options,
            "document.verify",
            lambda desk, _: verify_document(desk, file),
            plan=False,
            exit_code=lambda result: 0 if result["unchanged"] else 3,
        )


def _issue(
    desk: "Desk", plan: str, name: str, output: Path | None, *, meeting: str | None, year: int | None
) -> dict[str, Any]:
    from lifecycle.actions.issue import issue
    from lifecycle.actions.renderings import endings, rendered
    from lifecycle.actions.view import can_be_written, write_aside
    from lifecycle.model.edition import Edition

    ending(output, *endings(name))
    if output is not None and not desk.dry_run:
        can_be_written(output)
    result = issue(desk, plan, name, meeting=meeting, year=year)
    if output is not None and not desk.dry_run:
        told = {column.name: result["edition"][column.name] for column in Edition.columns()}
        write_aside(output, rendered(desk, plan, Edition.model_validate(told), output.suffix.lower()))
    return result
