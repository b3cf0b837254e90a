"""What is in Word files, whoever made them: no office is needed, nothing is recorded."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lifecycle.actions.given_files import given_files
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.quarantine import Answer, Quarantine
from lifecycle.documents.returned import Returned, Spot

Progress = Callable[[int, int, Path], None]
"""Called before each file: its number, how many there are, the file."""


def inspect(files: Sequence[Path], phrases: Phrases, progress: Progress) -> list[dict[str, Any]]:
    """What each file holds, or why it is refused; one that is refused does not stop the others."""
    told = []
    every = given_files(files)
    with Quarantine() as quarantine:
        for number, file in enumerate(every, 1):
            progress(number, len(every), file)
            told.append({"file": str(file)} | _told(quarantine.read(file), phrases))
    return told


def refusal(answer: Answer, phrases: Phrases) -> dict[str, str] | None:
    """Why a file was not read, as code and sentence; None where it was."""
    if answer.refused is None:
        return None
    return {"code": answer.refused, "text": phrases.say(answer.refused, **answer.facts)}


def _told(answer: Answer, phrases: Phrases) -> dict[str, Any]:
    returned = answer.returned or Returned(engine="unknown", plan=None, edition=None, code=None, text="")
    return {
        "refused": refusal(answer, phrases),
        "notes": [
            {
                "code": note.code,
                "text": phrases.say(f"inspect.notice.{note.code}", **note.facts),
                "facts": dict(note.facts),
            }
            for note in returned.notes
        ],
        "engine": returned.engine,
        "plan": returned.plan,
        "edition": returned.edition,
        "text": returned.text,
        "comments": [
            {
                "id": one.id,
                "parent": one.parent,
                "author": one.author,
                "initials": one.initials,
                "date": _moment(one.date),
                "text": one.text,
                "resolved": one.resolved,
                "quoted": one.quoted,
                "place": _place(one.spot),
            }
            for one in returned.comments
        ],
        "revisions": [
            {
                "kind": one.kind,
                "author": one.author,
                "date": _moment(one.date),
                "text": one.text,
                "replaces": one.replaces,
                "row": one.row,
                "place": _place(one.spot),
            }
            for one in returned.revisions
        ],
    }


def _moment(date: Any) -> str | None:
    """A moment as Word writes it."""
    return None if date is None else str(date.isoformat()).replace("+00:00", "Z")


def _place(spot: Spot | None) -> dict[str, Any] | None:
    """Where something stands, for a person to find it; None where it has no place in the text."""
    if spot is None:
        return None
    return {"part": spot.part, "heading": spot.heading, "row": spot.row_label}
