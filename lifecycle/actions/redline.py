"""A redline: two editions of one deliverable as a Word file with tracked changes, signed by what caused them."""

from pathlib import Path
from typing import Any

from lifecycle.actions.causes import Causes
from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import edition_named
from lifecycle.actions.issue import picture, stored
from lifecycle.actions.placing import write_new
from lifecycle.actions.succession import Succession
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.signatures import Signature
from lifecycle.documents.word.foreign import compared
from lifecycle.documents.word.redline import redline
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.register import Point, public_body


def compare(desk: Desk, plan: str, before: str, after: str, target: Path) -> dict[str, Any]:
    """`after` against `before` (each `NAME@N`, or N for `plan@N`) stands in `target`; what changed, by item."""
    content = desk.content(plan)
    old, new = edition_named(content, before), edition_named(content, after)
    if old.name != new.name or old.municipality != new.municipality:
        raise Wrong("redline.two_documents", before=old.name_at_number, after=new.name_at_number)
    phrases = desk.phrases(content.plan.language)
    made = redline(
        stored(desk, old),
        stored(desk, new),
        texts=desk.store.texts(plan),
        template=desk.template(),
        phrases=phrases,
        causes=causes(desk, content, old, new, phrases),
        otherwise=Signature(phrases.say("redline.by.edition", edition=new.name_at_number), new.issued_on.isoformat()),
        content=new.content_sha256,
        pictures=lambda digest: picture(desk, digest),
    )
    if not desk.dry_run:
        write_new(target, made.data)
    return {
        "file": str(target),
        "from": old.name_at_number,
        "to": new.name_at_number,
        "unchanged": not made.touched,
        "changes": [
            {
                "item": one.item or None,
                "label": one.label,
                "change": one.change,
                "inserted": one.inserted,
                "deleted": one.deleted,
                "cause": one.author,
            }
            for one in made.touched
        ],
        "next": [],
    }


def compare_files(desk: Desk, before: Path, after: Path, target: Path) -> dict[str, Any]:
    """The Word file `after` against the Word file `before` stands in `target`; what changed is told in it alone."""
    for file in (before, after):
        if not file.is_file():
            raise Wrong("file.missing", file=str(file))
    made = compared(before.read_bytes(), after.read_bytes(), author=desk.phrases(desk.screen).say("engine.author"))
    if not desk.dry_run:
        write_new(target, made)
    return {
        "file": str(target),
        "from": before.name,
        "to": after.name,
        "unchanged": None,
        "changes": [],
        "next": [],
    }


def causes(desk: Desk, content: Content, old: Edition, new: Edition, phrases: Phrases) -> dict[str, Signature]:
    """Item → the comment whose settlement changed it between the two editions, whichever is the older.

    Of several the last one counts. Bodies are named; a person is not, whoever settled the comment.
    """
    since, until = sorted((content.wrote_by(old), content.wrote_by(new)))
    known = Causes(desk, content, Succession(desk, content, new.name, new.about))
    found = {item: known.points(item, since, until) for item in sorted(known.settled)}
    return {item: _signature(content, points[-1], phrases) for item, points in found.items() if points}


def _signature(content: Content, point: Point, phrases: Phrases) -> Signature:
    """The comment by its number and, of a body, by its name; the day on which it was written."""
    body = public_body(content, point)
    if body is None:
        return Signature(phrases.say("redline.by.comment", id=point.id), point.date)
    return Signature(phrases.say("redline.by.body", id=point.id, body=body), point.date)
