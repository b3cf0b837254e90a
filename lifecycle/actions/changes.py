"""What changed between two editions, by item and field, and what caused it: for notes, the change log and people.

What changed is read from the text each edition keeps; why, from the history: a settlement that names the item, else a
decision on it, else the act that wrote it. An internal comment is never named.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lifecycle.actions.causes import Causes, shown_text
from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import PLAN, edition_named
from lifecycle.documents.compare import compared
from lifecycle.documents.document import Document, Section, content_sha256
from lifecycle.documents.reworked import field_label
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference, Reworking
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong

COLUMNS = ("chapter", "item", "field", "before", "after", "cause")


def changes(desk: Desk, plan: str, before: str, after: str) -> list[dict[str, Any]]:
    """How edition `after` (`NAME@N`, a bare number is `plan@N`) differs from `before` in what councils vote on."""
    content = desk.content(plan)
    old, new = edition_named(content, before), edition_named(content, after)
    texts = desk.store.texts(plan)
    titles = {one.name: one.title for edition in (old, new) for one in kept(desk, edition)}
    causes = Causes(desk, content)
    found = compared(kept(desk, old), kept(desk, new))
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
        for one in causes.given(found, since=content.wrote_by(old), until=content.wrote_by(new))
    ]


def kept(desk: Desk, edition: Edition) -> tuple[Section, ...]:
    """The chapters of an edition that councils vote on, or all of them where none is voted."""
    data = desk.store.blob(edition.blocks)
    if data is None:
        raise Wrong("document.lost", edition=edition.name_at_number)
    return of_weight(Document.from_json(json.loads(data)).sections)


def of_weight(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The voted chapters, or all where none is voted: what the content hash is made of."""
    return tuple(one for one in sections if one.voted) or tuple(sections)


def since_last(desk: Desk, content: Content, name: str, sections: Sequence[Section]) -> Reworking | None:
    """What changed in `sections` since the newest edition of deliverable `name`; None before the first or unchanged."""
    about = next(iter(content.focus.values()), None)
    editions = [one for one in content.all(Edition) if (one.name, one.about) == (name, about)]
    return _to_present(desk, content, Causes(desk, content), editions[-1], sections) if editions else None


def reworkings(desk: Desk, content: Content, present: Sequence[Section]) -> list[Reworking]:
    """What changed from each edition of the plan to the next, and from the last one to the `present` chapters."""
    editions = [one for one in content.all(Edition) if one.name == PLAN]
    if not editions:
        return []
    causes = Causes(desk, content)
    found: list[Reworking] = []
    read: tuple[str, tuple[Section, ...]] = ("", ())
    for last, edition in pairwise(editions):
        # The same hash is the same text, word for word: nothing needs to be read.
        if last.content_sha256 == edition.content_sha256:
            continue
        older = read[1] if read[0] == last.content_sha256 else kept(desk, last)
        newer = kept(desk, edition)
        read = edition.content_sha256, newer
        window = content.wrote_by(last), content.wrote_by(edition)
        given = causes.given(compared(older, newer), since=window[0], until=window[1])
        found.append(_reworking(content, (last.number, edition.number), given, older, newer))
    last_one = _to_present(desk, content, causes, editions[-1], present)
    return [*found, last_one] if last_one else found


def _to_present(
    desk: Desk, content: Content, causes: Causes, last: Edition, sections: Sequence[Section]
) -> Reworking | None:
    if content_sha256(sections) == last.content_sha256:
        return None
    before, now = kept(desk, last), of_weight(sections)
    given = causes.given(compared(before, now), since=content.wrote_by(last), until=content.rev)
    return _reworking(content, (last.number, None), given, before, now)


def _reworking(
    content: Content,
    ends: tuple[int, int | None],
    found: Iterable[Difference],
    old: Sequence[Section],
    new: Sequence[Section],
) -> Reworking:
    known = {section.name for section in old}
    told = tuple(replace(one, before=_public(content, one.before), after=_public(content, one.after)) for one in found)
    return Reworking(*ends, told, tuple(one.name for one in new if one.name not in known))


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
