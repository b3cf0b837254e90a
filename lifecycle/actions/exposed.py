"""What a paper for the public holds of people: what was covered in it, and what looks personal and still stands.

It is told as warnings where the paper is issued. The office's own words are never changed; whoever wrote them decides.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lifecycle.actions.covering import known_people, names_stay
from lifecycle.actions.desk import Desk
from lifecycle.actions.left_naming import left_naming
from lifecycle.documents.accessibility import runs_of
from lifecycle.documents.blocks import Block, Card, Matrix, Passage, Runs, Table
from lifecycle.documents.czech_names import folded
from lifecycle.documents.document import Document
from lifecycle.documents.personal_data import Found, Known
from lifecycle.model.comment import CommentKind
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Person
from lifecycle.model.register import Point, by_person, register

INTERNAL = "settlement"
"""The office's own register names everybody: it is not for the public."""
_ALL, _SENT = "settlement_public", "settlement"
"""The chapters that print every point, and those that came as letters."""
_OWN_WORDS = ("text", "measure", "priority", "activity", "finding", "swot", "tows", "evaluation", "progress")
"""Kinds whose text the office and its groups wrote, where nobody's address has a column of its own."""


Told = tuple[str, str, str | None, Sequence[Found]]
"""The warning's code, the place, the form that rewords it, what is there."""


def exposed(desk: Desk, content: Content, issued: Iterable[tuple[Edition, bytes]]) -> list[dict[str, Any]]:
    """A warning for each place of the public papers `issued`: what of people is covered there, or stands.

    Each comes as its edition and the stored value of its document.
    """
    texts = desk.store.texts(content.key)
    known = known_people(content, texts)
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for edition, value in issued:
        if edition.name == INTERNAL:
            continue
        document = Document.from_json(json.loads(value))
        chapters = {section.name for section in document.sections}
        noted = frozenset() if names_stay(edition.label) else _noted(document)
        points = [point for point in register(content) if _is_printed(point, chapters, noted)]
        shown = {f"{kind}:{point.id}" for point in points for kind in ("submission", "comment", "settlement")}
        shown |= {item for section in document.sections for item, _ in _items(section.blocks)}
        for code, place, form, found in (
            *_points(content, known, texts, points),
            *_own(content, strangers(content, known, texts), document),
            *_left(desk, content, shown),
        ):
            what = tuple(dict.fromkeys(each.what for each in found))
            facts = {"edition": edition.name_at_number, "place": place, "what": what, "form": form}
            told.setdefault((code, place), {"code": code, "facts": {k: v for k, v in facts.items() if v}})
    return list(told.values())


def _left(desk: Desk, content: Content, shown: Collection[str]) -> Iterator[Told]:
    """Where somebody erased may still be named."""
    for place, form in left_naming(desk, content, shown):
        yield "publication.left_naming" if form else "publication.left_naming_comment", place, form, ()


def _noted(document: Document) -> frozenset[str]:
    """The points and settlements that stand as notes beside the text."""
    return frozenset(note.id for thread in document.threads for note in thread.notes)


def _is_printed(point: Point, chapters: set[str], noted: frozenset[str]) -> bool:
    """Whether a chapter or a note of a public paper prints the point."""
    if point.internal:
        return False
    return _ALL in chapters or (_SENT in chapters and point.kind is CommentKind.submission) or point.id in noted


def _points(content: Content, known: Known, texts: Mapping[str, str], points: Iterable[Point]) -> Iterator[Told]:
    """What is covered or doubtful, and what bodies tell of themselves, in the points the chapters and notes print."""
    for point in points:
        sent = point.kind is CommentKind.submission
        for address, form, words in _said(content, point, sent=sent):
            said = texts.get(words, "" if words.startswith("vault:") else words)
            personal = by_person(content, point)
            covered = known.found(said, contacts=personal)
            if doubtful := known.doubtful(said):
                yield "publication.doubtful" if form else "publication.doubtful_comment", address, form, doubtful
            if covered:
                yield "publication.covered" if form else "publication.covered_comment", address, form, covered
            if not personal and (left := [one for one in known.found(said) if one not in covered]):
                yield "publication.stands" if form else "publication.stands_comment", address, form, left


def _said(content: Content, point: Point, *, sent: bool) -> Iterator[tuple[str, str | None, str]]:
    """The texts of a point with their addresses and forms."""
    kind = "submission" if sent else "comment"
    form = Submission.FORM if sent else None
    yield f"{kind}:{point.id} (text)", form, point.text
    if sent and point.proposed_change:
        yield f"{kind}:{point.id} (proposed_change)", form, point.proposed_change
    if point.settlement and point.settlement.reason:
        yield f"settlement:{point.id} (reason)", Settlement.FORM, point.settlement.reason


def strangers(content: Content, known: Known, texts: Mapping[str, str]) -> Known:
    """The people who are no members of the plan's groups: those stand in it by their office."""
    members = {folded(texts.get(one.name, one.name)) for one in content.all(Person)}
    return replace(known, names=tuple(name for name in known.names if folded(name) not in members))


def _own(content: Content, known: Known, document: Document) -> Iterator[Told]:
    """What stands in the items of the plan the document shows, each told once."""
    met: dict[str, list[Found]] = {}
    for section in document.sections:
        for item, text in _items(section.blocks):
            if item.partition(":")[0] in _OWN_WORDS and (found := known.found(text)):
                met.setdefault(item, []).extend(found)
    for item, found in met.items():
        thing = content.at(item)
        if thing is not None:
            yield "publication.stands", item, thing.FORM, found


def _items(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Each item with the words shown of it; a private text is no words of the office."""
    for block in blocks:
        match block:
            case Passage():
                yield from ((block.item, text) for one in block.blocks for text in _words(runs_of(one)))
            case Card():
                yield from ((block.item, text) for text in _words((block.title, *(one.runs for one in block.fields))))
                yield from _items(block.blocks)
            case Table():
                yield from ((row.item, text) for row in block.rows if row.item for text in _words(row.cells))
            case Matrix():
                entries = (entry for row in block.rows for cell in row.cells for entry in cell)
                yield from ((entry.item, text) for entry in entries for text in _words((entry.runs,)))


def _words(told: Iterable[Runs]) -> Iterator[str]:
    for runs in told:
        yield "".join(run.text for run in runs if not run.text.startswith("vault:"))
