"""`document issue`, `render`, `list`, `changes`, `redline` and `verify`."""

from contextlib import suppress
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
    @option("--clean", is_flag=True)
    @click.pass_obj
    def issue(
        options: Options, name: str, output: Path | None, meeting: str | None, year: int | None, clean: bool
    ) -> None:
        run(
            options,
            "document.issue",
            lambda desk, plan: _issue(desk, plan, name, output, meeting=meeting, year=year, clean=clean),
            changes=True,
        )

    @document.command("render")
    @click.argument("edition", metavar="NAME@N")
    @option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True)
    @option("--clean", is_flag=True)
    @click.pass_obj
    def render(options: Options, edition: str, output: Path, clean: bool) -> None:
        from lifecycle.actions.renderings import render_edition

        run(
            options,
            "document.render",
            lambda desk, plan: render_edition(desk, plan, edition, output, clean=clean),
            changes=True,
        )

    @document.command("list")
    @click.pass_obj
    def list_(options: Options) -> None:
        run(options, "document.list", _listed)

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
            run(
                options,
                "document.redline",
                lambda desk, _: compare_files(desk, *files, output),
                plan=False,
                changes=True,
            )
        else:
            run(
                options,
                "document.redline",
                lambda desk, plan: compare(desk, plan, before, after, output),
                changes=True,
            )

    @document.command("changes")
    @click.argument("before", metavar="A")
    @click.argument("after", metavar="B")
    @option("-o", "--output", metavar="FILE.csv", type=click.Path(path_type=Path))
    @click.pass_obj
    def changes(options: Options, before: str, after: str, output: Path | None) -> None:
        run(
            options,
            "document.changes",
            lambda desk, plan: _changes(desk, plan, before, after, output),
            changes=output is not None,
        )

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
            exit_code=lambda result: 0 if result["unchanged"] and not result["withdrawn"] else 3,
        )


def _listed(desk: "Desk", plan: str) -> list[dict[str, Any]]:
    """The editions; files that are missing are written first, so that nothing is said to be missing that is not."""
    from lifecycle.actions import reports, view
    from lifecycle.model.errors import LifecycleError

    if not desk.dry_run:
        with suppress(LifecycleError):  # told by the doorman, who tries again
            view.refresh(desk)
    return reports.documents(desk, plan)


def _issue(
    desk: "Desk", plan: str, name: str, output: Path | None, *, meeting: str | None, year: int | None, clean: bool
) -> dict[str, Any]:
    from lifecycle.actions.issue import issue
    from lifecycle.actions.placing import not_taken
    from lifecycle.actions.renderings import endings, issue_to

    if output is None:
        return issue(desk, plan, name, meeting=meeting, year=year)
    not_taken(output)
    ending(output, *endings(name))
    return issue_to(desk, plan, name, output, clean=clean, meeting=meeting, year=year)


def _changes(desk: "Desk", plan: str, before: str, after: str, output: Path | None) -> list[dict[str, Any]]:
    from lifecycle.actions.changes import as_csv, changes
    from lifecycle.actions.placing import may_stand, not_taken, write_new

    if output is not None:
        not_taken(output)
        ending(output, ".csv")
    found = changes(desk, plan, before, after)
    if output is not None:
        (may_stand if desk.dry_run else write_new)(output, as_csv(found, desk.phrases(desk.screen).say))
    return found
