"""What an item is called where only its address is known: `Opatření 1.2` for `measure:1.2`."""

from lifecycle.documents.phrases import Phrases

_NUMBERED = ("priority", "measure", "activity", "finding")
_NAMED = {"swot": "key", "evaluation": "key", "target_group": "name"}
"""Kind → the hole of its phrase."""


def called(item: str | None, phrases: Phrases) -> str:
    """The item in a reader's words; its address where the phrases have none for its kind."""
    kind, _, key = (item or "plan").partition(":")
    if kind == "plan" and phrases.has("item.whole"):
        return phrases.say("item.whole")
    if kind in _NUMBERED and phrases.has(f"item.{kind}"):
        return f"{phrases.say(f'item.{kind}')} {key}"
    if kind in _NAMED and phrases.has(f"item.{kind}"):
        return phrases.say(f"item.{kind}", **{_NAMED[kind]: key})
    if kind == "text" and phrases.has(f"chapter.{key}"):
        return phrases.say("item.text", name=phrases.say(f"chapter.{key}"))
    return item or kind
