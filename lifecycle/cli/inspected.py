"""What a person sees of a Word file that was inspected: is it safe, who saved it, comments, changes, warnings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lifecycle.cli.screen import day, heads_of, say, table
from lifecycle.documents.phrases import Phrases

_SHOWN = 100
"""How many comments or changes of a file a person is shown; `--json` tells all."""
_CELL = 240
"""Letters of one cell that are shown."""


def inspected(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    """Each file under its name."""
    for number, file in enumerate(result):
        if number:
            say()
        say(f"── {Path(file['file']).name} ──")
        if file["refused"]:
            say("✗ " + phrases.say("inspect.refused", text=file["refused"]["text"]))
            continue
        say("✓ " + phrases.say("inspect.safe"))
        unknown = file["engine"] == "unknown"
        say(phrases.say("inspect.engine_unknown" if unknown else "inspect.engine", engine=file["engine"]))
        if file["edition"]:
            say(phrases.say("inspect.edition", edition=file["edition"], plan=file["plan"]))
        _comments(file["comments"], phrases)
        _revisions(file["revisions"], phrases)
        if file["notes"]:
            say(phrases.say("inspect.notes"))
            for note in file["notes"]:
                say(f"  ! {note['text']}")


def _comments(comments: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    """The threads: each reply under the comment it answers."""
    replies = [one for one in comments if one["parent"] is not None]
    resolved = sum(1 for one in comments if one["resolved"])
    say(phrases.say("inspect.comments", all=len(comments), replies=len(replies), resolved=resolved))
    if not comments:
        return
    under: dict[str, list[Mapping[str, Any]]] = {}
    for one in replies:
        under.setdefault(one["parent"], []).append(one)
    ordered = [one for root in comments if root["parent"] is None for one in (root, *under.get(root["id"], ()))]
    table(
        heads_of(phrases, ("author", "date", "text", "state", "quoted", "place")),
        [
            (
                ("↳ " if one["parent"] is not None else "") + one["author"],
                day(_date(one), phrases),
                _cut(one["text"]),
                phrases.say("inspect.resolved") if one["resolved"] else "",
                "" if one["parent"] is not None else _cut(one["quoted"]),
                "" if one["parent"] is not None else _where(one["place"], phrases),
            )
            for one in ordered[:_SHOWN]
        ],
    )
    _more(len(ordered), phrases)


def _revisions(revisions: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    say(phrases.say("inspect.revisions", all=len(revisions)))
    if not revisions:
        return
    table(
        heads_of(phrases, ("kind", "author", "date", "text", "place")),
        [
            (
                _kind(one, phrases),
                one["author"],
                day(_date(one), phrases),
                phrases.say("inspect.mark") if one["text"] == "\n" else _cut(one["text"]),
                _where(one["place"], phrases),
            )
            for one in revisions[:_SHOWN]
        ],
    )
    _more(len(revisions), phrases)


def _kind(one: Mapping[str, Any], phrases: Phrases) -> str:
    kind = phrases.say(f"inspect.kind.{one['kind']}")
    return phrases.say("inspect.kind.row", kind=kind) if one["row"] else kind


def _date(one: Mapping[str, Any]) -> str | None:
    return one["date"][:10] if one["date"] else None


def _where(place: Mapping[str, Any] | None, phrases: Phrases) -> str:
    if place is None:
        return phrases.say("inspect.no_place")
    return _cut(" / ".join(part for part in (place["heading"], place["row"]) if part))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _more(count: int, phrases: Phrases) -> None:
    if count > _SHOWN:
        say("  " + phrases.say("inspect.more", count=count - _SHOWN))
