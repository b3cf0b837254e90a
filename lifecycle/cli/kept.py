"""What a person sees of a backup, of a restored office, of the doctor's checks, and of an erasure."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.cli.screen import day, say
from lifecycle.documents.phrases import Phrases

_MARKS = {"ok": "✓", "note": "·", "fault": "✗", "broken": "✗"}


def backed_up(result: Mapping[str, Any], phrases: Phrases) -> None:
    """The file of a backup, what is in it, and how it is taken back."""
    if result.get("dry_run") or "sha256" not in result:
        say(phrases.say("done.backup_free", file=result["file"]))
        return
    say(phrases.say("done.backup", file=result["file"], size=round(result["size"] / (1 << 20), 1)))
    _plans(result["plans"], phrases)
    _next(result, phrases)


def restored(result: Mapping[str, Any], phrases: Phrases) -> None:
    """Where the restored office stands, and up to which entry it knows each plan."""
    code = "done.restore_possible" if result.get("dry_run") else "done.restore"
    say(phrases.say(code, folder=result["office"], made=day(result["made"][:10], phrases)))
    _plans(result["plans"], phrases)
    _next(result, phrases)


def examined(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    """A line for each check, with what to do where something is to be done."""
    for one in result:
        say(f"{_MARKS[one['grade']]} {one['text']}")
        if one["command"]:
            say("    " + phrases.say("screen.command", command=one["command"]))
    wrong = sum(not one["ok"] for one in result)
    say(phrases.say("doctor.found" if wrong else "doctor.well", count=wrong))


def erased(result: Mapping[str, Any], phrases: Phrases) -> None:
    """How much of a person was erased; of a trial and of a refusal at the terminal that nothing was."""
    if result["erased"]:
        say(phrases.say("done.people.erase", texts=result["texts"], files=result["stored_files"]))
    elif not result.get("dry_run"):
        say(phrases.say("done.nothing_new"))
    _next(result, phrases)


def _plans(plans: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    for one in plans:
        say("  " + phrases.say("backup.plan", plan=one["plan"], entries=one["entries"], head=one["head"][:16]))


def _next(result: Mapping[str, Any], phrases: Phrases) -> None:
    if result.get("next"):
        say(phrases.say("screen.next"))
        for command in result["next"]:
            say(f"  {command}")
