"""What a person sees of files taken back: what each brought, what is to be known of it, which were refused."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from lifecycle.cli.screen import say
from lifecycle.documents.phrases import Phrases


def drawn(result: Mapping[str, Any], phrases: Phrases) -> None:
    """What each file brought, and what to do next."""
    for one in result["files"]:
        name = Path(one["file"]).name
        if one["refused"]:
            say(f"✗ {name}: {one['refused']['text']}")
            continue
        facts = {key: one[key] for key in ("from", "comments", "replies", "proposals", "untracked_edits", "known")}
        facts["from_"] = facts.pop("from")
        say(phrases.say("screen.take_back_file", file=name, **facts))
        told = {
            "take_back_edition": one["edition"] if one["recognised"] != "text" else None,
            "take_back_by_text": one["edition"] if one["recognised"] == "text" else None,
            "take_back_no_edition": one["recognised"] == "none",
            "take_back_stale": one["edition"] if one["stale"] else None,
            "take_back_moved": one["moved"],
            "take_back_resolved": one["resolved"],
            "take_back_texts": one["texts"],
            "take_back_reopened": ", ".join(one["reopened"]),
            "take_back_marked": ", ".join(one["marked"]),
            "take_back_open_there": ", ".join(one["open_there"]),
            "take_back_moved_items": _labels(one, "moved_items"),
            "take_back_renumbered_items": _labels(one, "renumbered_items"),
            "take_back_twice_items": _labels(one, "twice_items"),
            "take_back_split_items": _labels(one, "split_items"),
        }
        for code, value in told.items():
            if value:
                say("    " + phrases.say(f"screen.{code}", value=value))
        for known in one["known_elsewhere"]:
            say("    " + phrases.say("screen.take_back_elsewhere", from_=known["from"], count=known["count"]))
        for chapter in one["texts_kept"]:
            told = {"what": chapter["label"], "count": chapter["count"]}
            say("    " + phrases.say(f"screen.take_back_texts_kept.{chapter['reason']}", **told))
        for reply in one["replies_to_settled"]:
            facts = {"id": reply["id"], "thread": reply["thread"], "from_": reply["from"]}
            what = reply["label"] or phrases.say("screen.orphaned")
            say("    " + phrases.say("screen.take_back_reply_to_settled", what=what, **facts))
        if one["orphan_ids"]:
            first, *_ = one["orphan_ids"]
            say("    " + phrases.say("screen.take_back_orphaned", value=", ".join(one["orphan_ids"]), id=first))
    refused = sum(bool(one["refused"]) for one in result["files"])
    if refused:
        click.echo(phrases.say("take_back.refused", count=refused, of=len(result["files"])), err=True)
    if result["entry"] is None and not result.get("dry_run") and refused < len(result["files"]):
        say(phrases.say("done.nothing_new"))
    if result["next"]:
        say(phrases.say("screen.next"))
    for command in result["next"]:
        say(f"  {command}")


def _labels(one: Mapping[str, Any], name: str) -> str:
    """The items of a list as a reader calls them."""
    return ", ".join(one["labels"].get(item, item) for item in one[name])
