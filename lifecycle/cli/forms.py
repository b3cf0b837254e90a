"""`form`, `record`, `show`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.names import FORMS
from lifecycle.cli.speech import option
from lifecycle.cli.types import ending, one_of
from lifecycle.model.quoting import quoted

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.command("form")
    @click.argument("kind", metavar="KIND", shell_complete=one_of(*FORMS, "all"))
    @option("-o", "--output", required=True, metavar="FILE.xlsx", type=click.Path(path_type=Path))
    @click.pass_obj
    def form(options: Options, kind: str, output: Path) -> None:
        ending(output, ".xlsx")
        run(options, "form", lambda desk, plan: _form(desk, plan, kind, output), changes=True)

    @root.command("record")
    @click.argument("kind", metavar="KIND", shell_complete=one_of(*FORMS, "all"))
    @click.argument("file", type=click.Path(path_type=Path))
    @option("--replace", is_flag=True)
    @option("--year", type=click.IntRange(1990, 2200), metavar="YEAR")
    @option("--errors", metavar="FILE.xlsx", type=click.Path(path_type=Path))
    @click.pass_obj
    def record(options: Options, kind: str, file: Path, replace: bool, year: int | None, errors: Path | None) -> None:
        from lifecycle.actions.refused_workbook import record_or_return as take_in

        ending(errors, ".xlsx")

        def call(desk: "Desk", plan: str) -> dict[str, Any]:
            return take_in(desk, plan, kind, file, replace=replace, year=year, errors=errors)

        run(options, "record", call, changes=True)

    @root.command("show")
    @click.argument("kind", metavar="KIND", shell_complete=one_of(*FORMS))
    @click.pass_obj
    def show(options: Options, kind: str) -> None:
        from lifecycle.actions import reports

        run(options, f"show.{kind}", lambda desk, plan: reports.rows(desk, plan, kind))


def _form(desk: "Desk", plan: str, kind: str, output: Path) -> dict[str, Any]:
    from lifecycle.actions import reports
    from lifecycle.actions.placing import may_stand, write_new

    workbook, drafts = reports.form(desk, plan, kind)
    (may_stand if desk.dry_run else write_new)(output, workbook)
    warnings = [{"code": "form.drafts", "facts": {"count": drafts}}] if drafts else []
    written = {"kind": kind, "file": str(output), "drafts": drafts, "warnings": warnings}
    return written | {"next": [f"lifecycle record {kind} {quoted(str(output))}"]}
