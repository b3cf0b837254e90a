"""What a person sees of a redline: where it stands and what changed, item by item."""

from collections.abc import Mapping
from typing import Any

from lifecycle.cli.screen import say
from lifecycle.documents.phrases import Phrases

_SHOWN = 20
"""Items a person is shown; `--json` and the file itself tell all."""


def redlined(result: Mapping[str, Any], phrases: Phrases) -> None:
    """The file and the changes."""
    facts = {"file": result["file"], "from_": result["from"], "to": result["to"]}
    if not result.get("dry_run"):
        say(phrases.say("done.document.redline", **facts))
    if result["unchanged"]:
        say("  " + phrases.say("redline.none"))
    for one in result["changes"][:_SHOWN]:
        told = {"label": one["label"] or phrases.say("redline.elsewhere"), "author": one["cause"]}
        told |= {"inserted": one["inserted"], "deleted": one["deleted"]}
        say("  " + phrases.say(f"redline.{one['change']}", **told))
    if (left := len(result["changes"]) - _SHOWN) > 0:
        say("  " + phrases.say("redline.more", count=left))
