"""The history of a plan as a person reads it: its log, and one entry in full."""

from collections.abc import Mapping
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.model.errors import Wrong
from lifecycle.model.history import GENESIS, Entry


def log(desk: Desk, plan: str) -> list[dict[str, Any]]:
    """Every entry, oldest first: number, recorded time, civil date, who as he said, role, verb, what."""
    texts = desk.store.texts(plan)
    return [_line(desk, entry, texts) for entry in desk.store.entries(plan)]


def _line(desk: Desk, entry: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
    body = entry.body
    return {
        "number": entry.number,
        "at": body["at"],
        "on": body["on"],
        "who": _shown(desk, texts, body["who"]),
        "role": body["role"],
        "verb": body["verb"],
        "what": what(desk, body),
        "hash": entry.hash.hex(),
    }


def _shown(desk: Desk, texts: Mapping[str, str], value: str) -> str:
    return texts.get(value, desk.phrases(desk.screen).say("document.erased")) if value.startswith("vault:") else value


def what(desk: Desk, body: Mapping[str, Any]) -> str:
    """One sentence on an entry: its verb, what it changed and the note."""
    phrases = desk.phrases(desk.screen)
    verb, _, rest = body["verb"].partition(".")
    code = f"act.{body['verb']}" if phrases.has(f"act.{body['verb']}") else f"act.{verb}"
    changed: dict[str, int] = {}
    for change in body["changes"]:
        kind = change.get("kind", "secret")
        changed[kind] = changed.get(kind, 0) + 1
    things = ", ".join(f"{count}× {phrases.say(f'kind.{kind}')}" for kind, count in changed.items())
    sentence = phrases.say(code, what=rest, things=things)
    return f"{sentence} – {body['note']}" if body["note"] else sentence


def show(desk: Desk, plan: str, number: int) -> dict[str, Any]:
    """Entry `number` in full, as it stands in the hashed bytes, with what the vault says beside it."""
    texts = desk.store.texts(plan)
    previous = GENESIS
    for entry in desk.store.entries(plan):
        if entry.number == number:
            return {
                **_line(desk, entry, texts),
                "login": _shown(desk, texts, entry.body["login"]),
                "note": entry.body["note"],
                "previous": previous.hex(),
                "changes": entry.body["changes"],
            }
        previous = entry.hash
    raise Wrong("history.no_entry", number=number, plan=plan)
