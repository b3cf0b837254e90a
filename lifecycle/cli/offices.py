"""`init` and `demo`."""

from pathlib import Path

import click

from lifecycle.cli.doorman import Options, show
from lifecycle.cli.speech import option


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.command("init")
    @click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
    @option("--sandbox", is_flag=True)
    @click.pass_obj
    def init(options: Options, folder: Path | None, sandbox: bool) -> None:
        from lifecycle.app import make_office

        target = folder or options.office or Path()
        result = make_office(target, options.wishes(), sandbox=sandbox)
        show(options, "init.settings" if "settings_again" in result else "init", result)

    @root.command("demo")
    @click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
    @click.pass_obj
    def demo(options: Options, folder: Path | None) -> int:
        from lifecycle.cli.demo import play

        return play(options, folder or options.office or Path("demo"))
