"""`comment list`, `comment add`, `comment reply`; what is done with a point stands in `returns`."""

import click

from lifecycle.cli.doorman import Options, run
from lifecycle.cli.speech import SpokenGroup, option


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("comment", cls=SpokenGroup)
    def comment() -> None:
        pass

    @comment.command("list")
    @click.pass_obj
    def list_(options: Options) -> None:
        from lifecycle.actions import comment

        run(options, "comment.list", comment.listed)

    @comment.command("add")
    @click.argument("item")
    @click.argument("text")
    @option("--internal", is_flag=True)
    @click.pass_obj
    def add(options: Options, item: str, text: str, internal: bool) -> None:
        from lifecycle.actions import comment

        run(
            options,
            "comment.add",
            lambda desk, plan: comment.add(desk, plan, item, text, internal=internal),
            changes=True,
        )

    @comment.command("reply")
    @click.argument("id")
    @click.argument("text")
    @click.pass_obj
    def reply(options: Options, id: str, text: str) -> None:
        from lifecycle.actions import comment

        run(options, "comment.reply", lambda desk, plan: comment.reply(desk, plan, id, text), changes=True)
