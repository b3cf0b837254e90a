"""How a person is told of a verified history, a control code that was found, and a past day that was rebuilt."""

from collections.abc import Mapping
from typing import Any

from lifecycle.cli.screen import day, moment, say
from lifecycle.documents.phrases import Phrases

_HOW = {"rebuilt": "verify.rebuilt", "erased": "verify.with_erased"}


def verified(result: Mapping[str, Any], phrases: Phrases) -> None:
    """Whether the history holds, each problem of it, and what was done with the editions."""
    say(phrases.say("verify.history_ok" if result["ok"] else "verify.history_broken", count=result["entries"]))
    for problem in result["problems"]:
        entry, table, row = (problem[one] for one in ("entry", "table", "row"))
        places = [
            phrases.say("verify.at_entry", entry=entry) if entry else "",
            phrases.say("verify.at_table", table=table) if table else "",
            phrases.say("verify.at_row", row=row) if row else "",
        ]
        say("  ✗ " + ": ".join([", ".join(filter(None, places)), problem["what"]]))
    files = result.get("erased_files") or 0
    if result["erased"] > files:
        say(phrases.say("verify.erased", count=result["erased"] - files))
    if files:
        say(phrases.say("verify.erased_files", count=files))
    for how, count in result["editions"].items():
        kept = "verify.other_look" if how == result.get("program") else "verify.kept"
        say(phrases.say(_HOW.get(how, kept), count=count, renderer=how))
    if result["code"]:
        say(phrases.say("verify.code", code=result["code"]))
    for stamp in result.get("stamps", ()):
        code = "stamp.line" if stamp["at"] else "stamp.waiting"
        at = moment(stamp["at"], phrases)
        say(phrases.say(code, number=stamp["number"], checkpoint=stamp["checkpoint"], at=at))
        if stamp["check_signature"]:
            say("  " + phrases.say("stamp.unsigned", command=stamp["check_signature"]))


def files(result: Mapping[str, Any], phrases: Phrases) -> None:
    """Whether exports and receipts hold, and what they tell."""
    gone = "verify.files_withdrawn" if not (result["ok"] or result["problems"]) else "verify.files_broken"
    say(phrases.say("verify.files_hold" if result["ok"] else gone, files=", ".join(result["files"])))
    for problem in result["problems"]:
        # A file, or a member of it, is no table: what else is named there says itself what it is.
        entry = phrases.say("verify.at_entry", entry=problem["entry"]) if problem["entry"] else ""
        places = [one for one in (problem["table"], problem["row"], entry) if one]
        say("  ✗ " + ": ".join([", ".join(places), problem["what"]]))
    for plan in result["plans"]:
        if plan["whole"]:
            say("  " + phrases.say("verify.files_plan", plan=plan["plan"], count=plan["entries"]))
    for one in result["receipts"]:
        say("  " + phrases.say("verify.files_receipt", **one))
        if one["alone"]:
            say("  " + phrases.say("verify.files_receipt_alone", plan=one["plan"]))
    for found in result["codes"]:
        code(found, phrases)


def code(result: Mapping[str, Any], phrases: Phrases) -> None:
    """The edition a control code was printed in."""
    facts = {name: result[name] for name in ("plan", "edition", "entry")}
    say(phrases.say("verify.code_found", day=day(result["issued_on"], phrases), **facts))
    if back := result.get("withdrawn_by"):
        told = {"edition": result["edition"], "plan": result["plan"], "issued": result["entry"], "by": back}
        say("  " + phrases.say("verify.withdrawn", **told))


def past(result: Mapping[str, Any], phrases: Phrases) -> None:
    """Where the office of a past day stands now, and what is in it."""
    if not result.get("dry_run"):
        say(phrases.say("as_of.done", day=day(result["as_of"], phrases), folder=result["folder"]))
    for plan in result["plans"]:
        facts = {name: plan[name] for name in ("plan", "title", "entries", "later", "editions")}
        say("  " + phrases.say("as_of.plan", stage=plan["stage_title"], **facts))
    if result["next"]:
        say(phrases.say("screen.next"))
    for command in result["next"]:
        say(f"  {command}")
