"""`plan create`, `plan list`, `plan show`."""

from pathlib import Path

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import SpokenGroup, option


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("plan", cls=SpokenGroup)
    def plan() -> None:
        pass

    @plan.command("create")
    @click.argument("key")
    @option("--title", required=True, metavar="T")
    @option("--territory", required=True, metavar="FILE", type=click.Path(path_type=Path))
    @option("--from", "from_", required=True, type=int, metavar="YEAR")
    @option("--to", required=True, type=int, metavar="YEAR")
    @option("--kind", default="community_plan", metavar="KIND")
    @option("--follows", metavar="KEY")
    @click.pass_obj
    def create(
        options: Options, key: str, title: str, territory: Path, from_: int, to: int, kind: str, follows: str | None
    ) -> None:
        from lifecycle.actions.open_plan import open_plan

        run(
            options,
            "plan.create",
            lambda desk, _: open_plan(
                desk, key, title=title, territory=territory, years=(from_, to), kind=kind, follows=follows
            ),
            plan=False,
            changes=True,
        )

    @plan.command("list")
    @click.pass_obj
    def list_(options: Options) -> None:
        from lifecycle.actions import reports

        run(options, "plan.list", lambda desk, _: reports.plans(desk), plan=False)

    @plan.command("show")
    @click.pass_obj
    def show(options: Options) -> None:
        from lifecycle.actions import reports

        run(options, "plan.show", reports.plan)
