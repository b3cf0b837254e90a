"""`take-back`, and what is done with points that came back: `comment settle`, `comment place`, `comment reopen`."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from lifecycle.cli.doorman import Options, note, run
from lifecycle.cli.names import DECISIONS
from lifecycle.cli.speech import Spoken, option


def hang(root: click.Group) -> None:
    """Add the commands of this file; the group `comment` is there already."""
    comment = root.commands["comment"]
    assert isinstance(comment, click.Group)

    @root.command("take-back", cls=Spoken)
    @click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
    @option("--from", "whom", required=True, metavar="WHOM")
    @option("--apply-texts", is_flag=True)
    @click.pass_obj
    def take_back(options: Options, files: tuple[Path, ...], whom: str, apply_texts: bool) -> None:
        from lifecycle.actions import take_back

        def call(desk: Any, plan: str) -> Any:
            return take_back.take_back(desk, plan, files, whom=whom, apply_texts=apply_texts, tell=progress(options))

        run(options, "take_back", call, changes=True, exit_code=nothing_taken)

    @comment.command("settle")
    @click.argument("id")
    @click.argument("decision", type=click.Choice(DECISIONS))
    @option("--reason", metavar="T")
    @option("--change", metavar="ITEM")
    @option("--apply", is_flag=True)
    @option("--alone", is_flag=True)
    @click.pass_obj
    def settle(options: Options, /, id: str, decision: str, **answer: Any) -> None:
        from lifecycle.actions import answer as actions

        run(
            options,
            "comment.settle",
            lambda desk, plan: actions.settle(desk, plan, id, decision, **answer),
            changes=True,
        )

    @comment.command("place")
    @click.argument("id")
    @click.argument("item")
    @option("--field", metavar="FIELD")
    @click.pass_obj
    def place(options: Options, id: str, item: str, field: str | None) -> None:
        from lifecycle.actions import answer

        run(options, "comment.place", lambda desk, plan: answer.place(desk, plan, id, item, field=field), changes=True)

    @comment.command("reopen")
    @click.argument("id")
    @option("--reason", metavar="T", required=True)
    @click.pass_obj
    def reopen(options: Options, id: str, reason: str) -> None:
        from lifecycle.actions import answer

        run(options, "comment.reopen", lambda desk, plan: answer.reopen(desk, plan, id, reason=reason), changes=True)


def progress(options: Options) -> Callable[[int, int, str], None] | None:
    """Tells each of several files on stderr where a person watches."""
    if options.json or not sys.stderr.isatty():
        return None
    phrases = options.phrases()

    def tell(number: int, count: int, name: str) -> None:
        if count > 1:
            note(phrases.say("screen.take_back_progress", number=number, of=count, file=name))

    return tell


def nothing_taken(result: Mapping[str, Any]) -> int:
    """Exit code 1 where every file was refused."""
    return 1 if all(one["refused"] for one in result["files"]) else 0
