"""A difference between two editions in words: its field's name and what was said before and after, short."""

import re
from collections.abc import Callable

from lifecycle.documents.compare import gist
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference

_DIGEST = re.compile(r" [0-9a-f]{12}(?=\])")


def pictured(before: str | None, after: str | None, *, say: Callable[..., str]) -> tuple[str | None, str | None]:
    """Both texts without the digests of their pictures; another picture under the same words is told so."""
    was, now = (None if text is None else _DIGEST.sub("", text) for text in (before, after))
    if was == now and before != after and now is not None:
        now = say("changes.other_picture", text=now)
    return was, now


def field_label(content: Content, one: Difference) -> str:
    """The name of the field as people read it; of a whole item or chapter nothing."""
    if one.label or one.field is None:
        return one.label
    return content.say("changes.field", reason=one.field, name=one.field)


def sentence(content: Content, one: Difference) -> str:
    """One changed field: only the words that differ with a few around them; a whole item is new or gone."""
    if one.field is None:
        return content.say(f"changes.item_{one.kind}")
    before, after = gist(one.before or "", one.after or "")
    return content.say(f"changes.{one.kind}", label=field_label(content, one), before=before, after=after)


def titled(content: Content, one: Difference) -> str:
    """The item with its title, also where the plan no longer has it: `2.1 – Pečovatelská služba`."""
    item = str(one.item)
    kind, _, key = item.partition(":")
    if one.field is None and one.kind == "removed" and kind in ("priority", "measure", "activity", "finding"):
        return content.prose(f"{key} – {one.before}")
    told = content.coded(item)
    if told != item:
        return told
    thing = content.at(item)
    return content.prose(f"{key} – {type(thing).TITLE.in_(content.plan.language)}" if thing else key)
