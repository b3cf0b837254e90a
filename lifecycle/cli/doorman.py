"""The doorman: it lays a desk, lets one action in, shows what came out, and sets the exit code.

Results go to stdout, messages to stderr. With `--json` stdout is one JSON document, also when a rule refuses.
"""

import datetime as dt
import errno
import gc
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lifecycle.cli.screen import json_shown, refusal_lines, shown
from lifecycle.cli.speech import screen_language, usage_sentence
from lifecycle.cli.suggestions import naming
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.refusals import fault_sentence, plain, refusal_json, worded
from lifecycle.model.errors import Fault, LifecycleError, Refused, Unverified, Wrong

if TYPE_CHECKING:
    from lifecycle.actions.desk import Desk
    from lifecycle.app import Wishes


SHOWN_FAULTS = 50
"""How many faults of a file a person is shown; `--json` and the returned workbook tell all."""


@dataclass
class Options:
    """What stands before the command."""

    office: Path | None = None
    plan: str | None = None
    who: str | None = None
    role: str = "coordinator"
    on: str | None = None
    json: bool = False
    lang: str | None = None
    dry_run: bool = False
    no_input: bool = False
    debug: bool = False
    today: dt.date | None = None
    among: str = ""
    """The plan the command is about, where the office has more: suggested commands must name it."""

    def phrases(self) -> Phrases:
        """The sentences of the screen, with the office's own where it is known."""
        return Phrases.of(screen_language(self.lang), self.office)

    def wishes(self) -> "Wishes":
        """The options as the app takes them."""
        from lifecycle.app import Wishes

        return Wishes(
            office=self.office,
            who=self.who,
            role=self.role,
            on=self.on,
            lang=self.lang,
            locale=screen_language(None),
            today=self.today,
            dry_run=self.dry_run,
        )


Call = Callable[["Desk", str], Any]


def run(
    options: Options,
    code: str,
    call: Call,
    *,
    plan: bool = True,
    changes: bool = False,
    verifies: bool = False,
    damaged: bool = False,
    exit_code: Callable[[Any], int] | None = None,
) -> None:
    """Do one command in the office; what it answers is shown, its exit code set.

    A command that serves a `damaged` office writes, although an entry that cannot be read hides the office's day.
    """
    from lifecycle.actions import view
    from lifecycle.app import desk as lay
    from lifecycle.app import holds

    desk = lay(replace(options.wishes(), verifies=verifies or damaged, reads=verifies))
    settle()
    options.lang, options.office = options.lang or desk.screen, desk.office
    if sys.stderr.isatty():
        desk.store.database.waiting = lambda who: note(options.phrases().say("store.waiting", **who))
    try:
        key = chosen(desk, options.plan) if plan else (options.plan or "")
        options.among = key if plan and len(desk.store.plans()) > 1 else ""
        result = call(desk, key)
        if changes and options.dry_run:
            _tried(options, result)
        if not options.dry_run and not verifies:
            try:
                view.refresh(desk)
            except LifecycleError as late:
                warn(options, late)
                note(options.phrases().say("file.later"))
    except Wrong as failed:
        if verifies and failed.code == "store.not_ours":
            raise Unverified(failed.code, **failed.facts) from failed
        raise
    except (LifecycleError, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as crash:
        # A bug is never caught; but what no program wrote, no program need understand.
        if options.debug or holds(desk.store):
            raise
        raise Unverified("office.damaged") from crash
    finally:
        desk.store.close()
    show(options, code, result)
    if exit_code and (number := exit_code(result)):
        raise click.exceptions.Exit(number)


@cache
def settle() -> None:
    """From here on the collector walks what the command makes, no longer what the program itself is made of."""
    gc.freeze()


def chosen(desk: "Desk", plan: str | None) -> str:
    """The plan named, else the office's only one."""
    plans = desk.store.plans()
    if plan is not None:
        if plan not in plans:
            raise Wrong("plan.unknown", plan=plan, known=tuple(plans))
        return plan
    if len(plans) == 1:
        return plans[0]
    raise Wrong("plan.which" if plans else "plan.none", known=tuple(plans))


def show(options: Options, code: str, result: Any) -> None:
    """`result` as JSON, or drawn for a person; warnings go to stderr."""
    phrases = options.phrases()
    result = naming(result, options.among)
    if isinstance(result, dict) and result.get("dry_run"):
        note(phrases.say("dry_run"))
        # Nothing was made, so no command about it comes next.
        result = result | ({"next": []} if "next" in result else {})
    for warning in result.get("warnings", ()) if isinstance(result, dict) else ():
        if isinstance(warning, str):
            note(phrases.say(warning))
        elif "facts" in warning and "text" not in warning:
            note(phrases.say(warning["code"], **warning["facts"]))
    if options.json:
        click.echo(json_shown(json.dumps(result, ensure_ascii=False, indent=1, default=plain)))
        return
    from lifecycle.cli.drawings import draw

    draw(code, result, phrases)


def _tried(options: Options, result: Any) -> None:
    """Marks what a trial would have done."""
    if isinstance(result, dict):
        result["dry_run"] = True
    else:
        note(options.phrases().say("dry_run"))


def note(text: str) -> None:
    """A message on stderr."""
    click.echo(shown(text), err=True)


def warn(options: Options, failure: LifecycleError) -> None:
    """A failure told without ending the command: the act is already in the history."""
    note(options.phrases().say(failure.code, **failure.facts))


def told(options: Options, failure: LifecycleError) -> int:
    """Every reason of an expected failure is told; the exit code it ends with."""
    phrases = options.phrases()
    facts = worded(failure.facts, phrases)
    document: dict[str, Any] = {"error": {"code": failure.code, "text": phrases.say(failure.code, **facts)}}
    match failure:
        case Refused():
            refusals = naming([refusal_json(one, phrases) for one in failure.refusals], options.among)
            document = {"refused": True, "refusals": refusals}
            for one in refusals:
                for line in refusal_lines(one, phrases):
                    note(line)
        case Wrong(faults=faults) if faults:
            document["errors"] = [fault_json(fault, phrases) for fault in faults]
            note(document["error"]["text"])
            for fault in document["errors"][:SHOWN_FAULTS]:
                note(f"  {_place(fault)}{fault['text']}")
            if (left := len(faults) - SHOWN_FAULTS) > 0:
                note("  " + phrases.say("screen.more_faults", count=left))
            if "errors_file" in failure.facts:
                document["errors_file"] = failure.facts["errors_file"]
                note(phrases.say(failure.facts["errors_told"], **failure.facts))
        case _:
            note(document["error"]["text"])
            if command := naming(phrases.command(failure.code, **failure.facts), options.among):
                note("  " + phrases.say("screen.command", command=command))
    if isinstance(failure, Unverified):
        document = {"ok": False} | document
    if options.json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    return failure.exit_code


def fault_json(fault: Fault, phrases: Phrases) -> dict[str, Any]:
    """A fault of a file under the contract's keys, with its sentence."""
    return {
        "file": fault.file,
        "line": fault.line,
        "sheet": fault.sheet,
        "cell": fault.cell,
        "column": fault.column,
        "value": fault.value,
        "rule": fault.rule,
        "text": fault_sentence(fault, phrases),
        "suggestion": fault.suggestion,
    }


def _place(fault: dict[str, Any]) -> str:
    if fault["line"] is not None:
        return f"{fault['file']}:{fault['line']}: "
    parts = [str(fault[name]) for name in ("sheet", "cell", "column") if fault[name]]
    return f"{' · '.join(parts)}: " if parts else ""


def obey(root: click.Command, arguments: list[str], *, today: dt.date | None = None) -> int:
    """Run one command line of `root`; the contract's exit code. `today` is the day a story is told on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = Options(json="--json" in arguments, lang=_told_lang(arguments), today=today)
    try:
        ended = root.main(args=arguments, prog_name="lifecycle", standalone_mode=False, obj=options)
    except click.UsageError as wrong:
        language = options.phrases()
        sentence = usage_sentence(wrong, language)
        note(sentence)
        if wrong.ctx:
            note(language.say("usage.help", command=wrong.ctx.command_path))
        if options.json:
            click.echo(json.dumps({"error": {"code": "usage", "text": sentence}}, ensure_ascii=False, indent=1))
        return 2
    except LifecycleError as failure:
        if options.debug:
            raise
        return told(options, failure)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as failed:
        # No system has such a name: only a person can have typed it. All else is a bug.
        if options.debug or failed.errno != errno.ENAMETOOLONG:
            raise
        options.office = None  # it may be the very name
        return told(options, Wrong("file.name_too_long", file=str(failed.filename)))
    except click.Abort:
        return 130
    return ended if isinstance(ended, int) else 0


def _told_lang(arguments: list[str]) -> str | None:
    """The language asked for, also where the rest of the line cannot be understood."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1] if arguments[at + 1] in ("cs", "en") else None
        if argument.startswith("--lang="):
            return argument[7:] if argument[7:] in ("cs", "en") else None
    return None
