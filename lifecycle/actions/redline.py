"""A redline: two editions of one deliverable as a Word file with tracked changes, signed by what caused them."""

from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.actions.placing import write_new
from lifecycle.documents.causes import Signature
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.foreign import compared
from lifecycle.documents.word.redline import redline
from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Settlement, SettlementDecision, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.evidence import Service
from lifecycle.model.people import Group
from lifecycle.model.territory import Municipality

_ANSWERED = (SettlementDecision.accepted, SettlementDecision.partly)
_PAPER = "packet"
"""The one deliverable that is a bundle of papers, not a document."""


def compare(desk: Desk, plan: str, before: str, after: str, target: Path) -> dict[str, Any]:
    """`after` against `before` (each `NAME@N`, or N for `plan@N`) stands in `target`; what changed, by item."""
    content = desk.content(plan)
    old, new = named(content, before), named(content, after)
    if old.name != new.name or old.municipality != new.municipality:
        raise Wrong("redline.two_documents", before=old.name_at_number, after=new.name_at_number)
    if old.name == _PAPER:
        raise Wrong("redline.packet", edition=new.name_at_number)
    phrases = desk.phrases(content.plan.language)
    made = redline(
        stored(desk, old),
        stored(desk, new),
        texts=desk.store.texts(plan),
        template=desk.template(),
        phrases=phrases,
        causes=causes(content, old, new, phrases),
        otherwise=Signature(phrases.say("redline.by.edition", edition=new.name_at_number), new.issued_on.isoformat()),
        content=new.content_sha256,
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


def named(content: Content, name: str) -> Edition:
    """The edition called `NAME@N`; a bare number is an edition of the plan. Wrong names those there are."""
    deliverable, at, number = name.strip().rpartition("@")
    known = content.get(Edition, deliverable if at else "plan", number)
    if known is None:
        every = content.all(Edition)
        same = [edition for edition in every if edition.name == (deliverable if at else "plan")]
        raise Wrong("edition.unknown", edition=name, known=tuple(one.name_at_number for one in same or every))
    return known


def causes(content: Content, old: Edition, new: Edition, phrases: Phrases) -> dict[str, Signature]:
    """Item → the comment whose settlement, recorded after the one edition and before the other, changed it.

    Of several the last one counts. Bodies are named; a person is not, whoever settled the comment.
    """
    first, last = sorted((content.wrote_by(old), content.wrote_by(new)))
    found = [
        settlement
        for settlement in content.all(Settlement)
        if settlement.change and settlement.decision in _ANSWERED and first < content.wrote_by(settlement) <= last
    ]
    return {
        str(settlement.change): _signature(content, settlement, new, phrases)
        for settlement in sorted(found, key=content.wrote_by)
    }


def _signature(content: Content, settlement: Settlement, new: Edition, phrases: Phrases) -> Signature:
    """The comment by its number and, of a body the plan knows, by its name; the day on which it was written."""
    comment = content.get(Comment, settlement.id) or content.get(Submission, settlement.id)
    body: str | None = None
    day = new.issued_on.isoformat()
    if isinstance(comment, Comment):
        body, day = comment.on_behalf_of if comment.on_behalf_of in _bodies(content) else None, comment.date
        body = body if comment.personal else comment.author
    elif isinstance(comment, Submission):
        body, day = None if comment.personal else comment.submitter, comment.received.isoformat()
    if body is None:
        return Signature(phrases.say("redline.by.comment", id=settlement.id), day)
    return Signature(phrases.say("redline.by.body", id=settlement.id, body=body), day)


def _bodies(content: Content) -> set[str]:
    """The bodies the plan knows: for whom a person speaks is printed where it is one of them."""
    towns = {town.name for town in content.all(Municipality)}
    return towns | {group.name for group in content.all(Group)} | {one.provider for one in content.all(Service)}
