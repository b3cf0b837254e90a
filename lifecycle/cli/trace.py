"""`trace`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import option
from lifecycle.cli.types import ending

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk


def hang(root: click.Group) -> None:
    """Add the command of this file."""

    @root.command("trace")
    @click.argument("item", required=False)
    @option("-o", "--output", metavar="FILE.csv", type=click.Path(path_type=Path))
    @click.pass_obj
    def trace(options: Options, item: str | None, output: Path | None) -> None:
        ending(output, ".csv")
        run(options, "trace", lambda desk, plan: _trace(desk, plan, item, output), changes=output is not None)


def _trace(desk: "Desk", plan: str, item: str | None, output: Path | None) -> dict[str, Any]:
    from lifecycle.actions.placing import may_stand, write_new
    from lifecycle.actions.trace import as_csv, trace

    result = trace(desk, plan, item)
    if output is None:
        return result | {"file": None}
    (may_stand if desk.dry_run else write_new)(output, as_csv(result["rows"], desk.phrases(desk.screen)))
    return result | {"file": str(output)}
