"""A redline: two editions of one deliverable as a Word file with tracked changes, signed by what caused them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lifecycle.actions.causes import Causes
from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import edition_named
from lifecycle.actions.given_files import contents
from lifecycle.actions.issue import picture, stored
from lifecycle.actions.placing import may_stand, write_new
from lifecycle.actions.succession import Succession
from lifecycle.documents.blocks import Card, items_of
from lifecycle.documents.compare import compared as differences
from lifecycle.documents.document import Document
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.quarantine import LARGEST_FILE
from lifecycle.documents.signatures import Place, Signature
from lifecycle.documents.word.foreign import compared
from lifecycle.documents.word.redline import redline
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference
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
    otherwise = Signature(phrases.say("redline.by.edition", edition=new.name_at_number), new.issued_on.isoformat())
    documents = stored(desk, old), stored(desk, new)
    made = redline(
        *documents,
        texts=desk.texts(plan, content.plan.language),
        template=desk.template(),
        phrases=phrases,
        causes={
            place: _signature(content, point, phrases) if point else otherwise
            for place, point in causes(desk, content, (old, documents[0]), (new, documents[1])).items()
        },
        otherwise=otherwise,
        content=new.content_sha256,
        pictures=lambda digest: picture(desk, digest),
    )
    (may_stand if desk.dry_run else write_new)(target, made.data)
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
    old, new = (contents(file, largest=LARGEST_FILE) for file in (before, after))
    made = compared(old, new, author=desk.phrases(desk.screen).say("engine.author"))
    (may_stand if desk.dry_run else write_new)(target, made)
    return {
        "file": str(target),
        "from": before.name,
        "to": after.name,
        "unchanged": None,
        "changes": [],
        "next": [],
    }


def causes(
    desk: Desk, content: Content, old: tuple[Edition, Document], new: tuple[Edition, Document]
) -> dict[Place, Point | None]:
    """Place → the comment that changed it between the two editions, whichever is the older; None where none did.

    A place is an item and the label of one of its fields, "" for the item as a whole: its coming and going, and what
    changed in it where that has one cause. Every item that either of them shows is told: one inside another's card is
    not signed as that one is. Bodies are named; a person is not, whoever settled the comment.
    """
    (one, before), (other, after) = sorted((old, new), key=lambda pair: content.wrote_by(pair[0]))
    known = Causes(desk, content, Succession(desk, content, one.name, one.about))
    since, until = content.wrote_by(one), content.wrote_by(other)
    found: dict[Place, Point | None] = {(item, ""): None for item in sorted(_shown(before) | _shown(after))}
    by_item: dict[str, list[Difference]] = {}
    for each in differences(before.sections, after.sections):
        by_item.setdefault(each.item or "", []).append(each)
    cards = set(_cards(before)), set(_cards(after))
    for item, own in by_item.items():
        told = own[:1]
        if own[0].field is not None:
            # An item of which the older edition has but a row of some table is new where the newer one has its card.
            came, went = item in cards[1] - cards[0], item in cards[0] - cards[1]
            whole = replace(own[0], field=None, before=None if came else "", after=None if went else "")
            told = [whole] if came or went else own
        points = [known.signer(each, since, until) for each in told if item]
        found[item, ""] = points[0] if points and all(point == points[0] for point in points) else None
        for each, point in zip(told, points, strict=False):
            found |= {(item, each.label or str(each.field)): point} if each.field else {}
    return found


def _shown(document: Document) -> set[str]:
    return {item for section in document.sections for item in items_of(section.blocks)}


def _cards(document: Document) -> Iterator[str]:
    """The items that have a card in the document."""
    blocks = [block for section in document.sections for block in section.blocks]
    while blocks:
        block = blocks.pop()
        if isinstance(block, Card):
            yield block.item
            blocks += block.blocks


def _signature(content: Content, point: Point, phrases: Phrases) -> Signature:
    """The comment by its number and, of a body, by its name; the day on which it was written."""
    body = public_body(content, point)
    if body is None:
        return Signature(phrases.say("redline.by.comment", id=point.id), point.date)
    return Signature(phrases.say("redline.by.body", id=point.id, body=body), point.date)
