"""`people erase`."""

import sys
from typing import Any

import click

from lifecycle.cli.doorman import Options, note, run
from lifecycle.cli.doorman import chosen as one_of
from lifecycle.cli.speech import SpokenGroup, option
from lifecycle.model.errors import Wrong

_SHOWN = 8
"""How many editions are named on a line; `--json` tells all."""


def hang(root: click.Group) -> None:
    """Add the commands of this file."""

    @root.group("people", cls=SpokenGroup)
    def people() -> None:
        pass

    @people.command("erase")
    @click.argument("who")
    @option("--reason", metavar="T", required=True)
    @option("--exact", is_flag=True)
    @option("--everyone", is_flag=True)
    @option("--scan", "scans", metavar="CODE/NUMBER", multiple=True)
    @option("--yes", is_flag=True)
    @click.pass_obj
    def erase(options: Options, /, who: str, yes: bool, scans: tuple[str, ...], **how: Any) -> None:
        from lifecycle.actions import erase as actions

        def call(desk: Any, _: str) -> Any:
            only = one_of(desk, options.plan) if options.plan else None
            return actions.erase(desk, who, plan=only, scans=scans, agreed=_asking(options, yes=yes), **how)

        run(
            options,
            "people.erase",
            call,
            plan=False,
            changes=True,
            exit_code=lambda told: 0 if told["erased"] or options.dry_run else 1,
        )


def _asking(options: Options, *, yes: bool) -> Any:
    """Shows the list; a person at a terminal is asked, a script must have said yes."""

    def agreed(told: dict[str, Any]) -> bool:
        if not options.json:
            for line in listed(told, options):
                note(line)
        if options.dry_run or not told["texts"]:
            return False
        if yes:
            return True
        if options.no_input or options.json or not sys.stdin.isatty():
            raise Wrong("erase.add_yes")
        return click.confirm(options.phrases().say("erase.ask"), default=False, err=True)

    return agreed


def listed(told: dict[str, Any], options: Options) -> list[str]:
    """What would be erased, line by line."""
    say = options.phrases().say
    lines = [say("erase.found" if told["texts"] else "erase.in_clear", count=told["texts"], who=tuple(told["who"]))]
    for one in told["plans"]:
        lines.append("  " + say("erase.plan", plan=one["plan"], acts=len(one["acts"]), places=len(one["places"])))
        for place in one["places"]:
            lines.append("    " + say(f"kind.{place['kind']}") + f" {place['label']}")
        for edition in one["editions"]:
            naming = edition in one["editions_naming"]
            lines.append("    " + say("erase.edition_naming" if naming else "erase.edition", edition=edition))
        lines += ["    " + say("erase.stored", of=file["of"], file=file["file"]) for file in one["stored"]]
        lines += ["    " + say("erase.unread", of=file["of"], file=file["file"]) for file in one["unread"]]
    for one in told["written"]:
        if one["likely"]:
            code = "erase.written_likely" if one["form"] else "erase.stays_likely"
        else:
            code = "erase.written" if one["form"] else "erase.stays"
        lines.append("  " + say(code, place=one["at"], form=one["form"]))
    if printed := told["printed"]:
        shown = tuple([*printed[:_SHOWN], "…"] if len(printed) > _SHOWN else printed)
        lines.append("  " + say("erase.printed", count=len(printed), editions=shown))
    for one in told["past"]:
        numbers = one["entries"]
        shown = (*map(str, numbers[:_SHOWN]), *(["…"] if len(numbers) > _SHOWN else []))
        lines.append("  " + say("erase.past", plan=one["plan"], entries=shown, count=len(numbers)))
    lines += ["  " + say("erase.holding", file=file) for file in told["holding"]]
    lines += ["  " + say("erase.outside", edition=edition) for edition in told["outside"]]
    return [*lines, say("erase.backups"), *([say("erase.server")] if told["server"] else [])]
