"""What changed between two editions, by item and field, and what caused it: for notes, the change log and people.

What changed is read from the text each edition keeps; why, from the history: a settlement that names the item, else a
decision on it, else the act that wrote it. An internal comment is never named.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lifecycle.actions.causes import Causes, shown_text
from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import PLAN, edition_named
from lifecycle.actions.succession import Succession, kept, weighed
from lifecycle.documents.compare import compared
from lifecycle.documents.document import Section
from lifecycle.documents.reworked import field_label, pictured
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference, Reworking

COLUMNS = ("chapter", "item", "field", "before", "after", "cause")


def changes(desk: Desk, plan: str, before: str, after: str) -> list[dict[str, Any]]:
    """How edition `after` (`NAME@N`, a bare number is `plan@N`) differs from `before`: what is voted on or written."""
    content = desk.content(plan)
    old, new = edition_named(content, before), edition_named(content, after)
    texts = desk.texts(plan, content.plan.language)
    before_it, after_it = kept(desk, old), kept(desk, new)
    titles = {one.name: one.title for one in (*before_it, *after_it)}
    causes = Causes(desk, content, Succession(desk, content, new.name, new.about))
    found = compared(before_it, after_it)
    given = causes.given(found, since=content.wrote_by(old), until=content.wrote_by(new))
    return [
        {
            "item": one.item,
            "field": one.field,
            "before": _plain(one.before, texts),
            "after": _plain(one.after, texts),
            "cause": one.cause or None,
            "kind": one.kind,
            "label": field_label(content, one),
            "chapter": titles[one.chapter],
        }
        for one in _shown(content, given)
    ]


def since_last(desk: Desk, content: Content, name: str, sections: Sequence[Section]) -> Reworking | None:
    """What changed in `sections` since the newest edition of deliverable `name`; None before the first or unchanged."""
    succession = Succession(desk, content, name, next(iter(content.focus.values()), None))
    return _to_present(content, Causes(desk, content, succession), succession, sections)


def reworkings(desk: Desk, content: Content, present: Sequence[Section]) -> list[Reworking]:
    """What changed from each edition of the plan to the next, and from the last one to the `present` chapters."""
    succession = Succession(desk, content, PLAN)
    causes = Causes(desk, content, succession)
    found: list[Reworking] = []
    for last, edition in pairwise(succession.editions):
        older, newer = succession.told(last), succession.told(edition)
        if differing := compared(older, newer):
            window = content.wrote_by(last), content.wrote_by(edition)
            given = causes.given(differing, since=window[0], until=window[1])
            found.append(_reworking(content, (last.number, edition.number), given, older, newer))
    last_one = _to_present(content, causes, succession, present)
    return [*found, last_one] if last_one else found


def _to_present(
    content: Content, causes: Causes, succession: Succession, sections: Sequence[Section]
) -> Reworking | None:
    if not succession.editions:
        return None
    last = succession.editions[-1]
    before, now = succession.told(last), weighed(sections)
    differing = compared(before, now)
    if not differing:
        return None
    given = causes.given(differing, since=content.wrote_by(last), until=content.rev)
    return _reworking(content, (last.number, None), given, before, now)


def _reworking(
    content: Content,
    ends: tuple[int, int | None],
    found: Iterable[Difference],
    old: Sequence[Section],
    new: Sequence[Section],
) -> Reworking:
    known = {section.name for section in old}
    shown = _shown(content, found)
    told = tuple(replace(one, before=_public(content, one.before), after=_public(content, one.after)) for one in shown)
    return Reworking(*ends, told, tuple(one.name for one in new if one.name not in known))


def _shown(content: Content, found: Iterable[Difference]) -> Iterator[Difference]:
    """The differences as people read them: a picture is told by its words, not by its digest."""
    for one in found:
        before, after = pictured(one.before, one.after, say=content.say)
        yield replace(one, before=before, after=after)


def _public(content: Content, text: str | None) -> str | None:
    """The text with a word in place of every private text: it is told in notes and logs that go out."""
    return None if text is None else shown_text(text, lambda _: content.say("changes.private"))


def _plain(text: str | None, texts: Mapping[str, str]) -> str | None:
    return None if text is None else shown_text(text, lambda reference: texts.get(reference, "–"))


def as_csv(rows: Sequence[Mapping[str, Any]], say: Callable[..., str]) -> bytes:
    """The changes as a file a spreadsheet opens: UTF-8 with its mark, semicolons, no cell that acts as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(f"changes.file.{name}") for name in COLUMNS])
    for row in rows:
        told = {**row, "field": row["label"]}
        writer.writerow([_harmless(str(told[name] or "")) for name in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(text: str) -> str:
    """The text with an apostrophe first where a spreadsheet would count or run it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
