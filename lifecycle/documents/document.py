"""The document as a value before it is Word: cover, sections, threads of comments, and the hash councils vote on.

Its JSON is stored with every edition: its shape reaches outsiders and does not change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from lifecycle.documents.blocks import Block, block_from, block_json
from lifecycle.model.thing import canonical


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its name in the workflow file, its heading, whether councils vote on it."""

    name: str
    title: str
    voted: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One comment or reply of a thread as an edition carries it; `date` is a day or an ISO time."""

    id: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies at an item (None: the whole document) and, where known, a field of it."""

    item: str | None
    field: str | None
    resolved: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover and in running headers; nothing of it is voted on.

    `lines` are (label, text) pairs printed in order; `publicity` are the fund's sentences; `sealed` is the QR's text.
    Without `contents` the paper is short: no page of its own for the cover and no table of contents.
    """

    title: str
    subtitle: str
    name: str
    number: int
    label: str
    stage: str
    day: str
    language: str
    plan: str
    plan_title: str
    code: str
    sealed: str
    lines: tuple[tuple[str, str], ...] = ()
    publicity: tuple[str, ...] = ()
    working: bool = True
    contents: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: cover, sections in order, threads of comments."""

    cover: Cover
    sections: tuple[Section, ...]
    threads: tuple[Thread, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The document as JSON types: what an edition keeps."""
        return {
            "format": 1,
            "cover": {name: _plain(getattr(self.cover, name)) for name in Cover.__dataclass_fields__},
            "sections": [section_json(section) for section in self.sections],
            "threads": [
                {
                    "item": thread.item,
                    "field": thread.field,
                    "resolved": thread.resolved,
                    "notes": [{n: getattr(note, n) for n in Note.__dataclass_fields__} for note in thread.notes],
                }
                for thread in self.threads
            ],
        }

    def as_bytes(self) -> bytes:
        """The canonical bytes an edition keeps."""
        return canonical(self.as_json())

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Document":
        """The document whose `as_json` is `data`."""
        cover = dict(data["cover"])
        cover["lines"] = tuple((label, text) for label, text in cover.get("lines", ()))
        cover["publicity"] = tuple(cover.get("publicity", ()))
        return cls(
            cover=Cover(**cover),
            sections=tuple(
                Section(s["name"], s["title"], s["voted"], tuple(block_from(b) for b in s["blocks"]))
                for s in data["sections"]
            ),
            threads=tuple(
                Thread(t["item"], t["field"], t["resolved"], tuple(Note(**n) for n in t["notes"]))
                for t in data["threads"]
            ),
        )


def content_sha256(sections: Iterable[Section]) -> str:
    """The hash of what councils vote on: the voted sections, or all where none is voted, by item and field.

    It covers every word of the chapters and its place; nothing of the look (widths and alignment of columns), nor the
    chapters' headings, which the program gives. It is the hash of the canonical JSON of a list of `{blocks, name}`,
    fed block by block: the JSON of a whole plan at once is many times as large as the plan.
    """
    every = list(sections)
    digest = sha256(b"[")
    for place, section in enumerate([s for s in every if s.voted] or every):
        digest.update(b',{"blocks":[' if place else b'{"blocks":[')
        for number, block in enumerate(section.blocks):
            digest.update((b"," if number else b"") + canonical(_words(block_json(block))))
        digest.update(b'],"name":' + canonical(section.name) + b"}")
    digest.update(b"]")
    return digest.hexdigest()


def _words(block: dict[str, Any]) -> dict[str, Any]:
    """The block's JSON, changed in place, without its look."""
    block.pop("widths", None)
    block.pop("align", None)
    for inner in block.get("blocks", ()):
        _words(inner)
    return block


def section_json(section: Section) -> dict[str, Any]:
    """A section as JSON types."""
    return {
        "name": section.name,
        "title": section.title,
        "voted": section.voted,
        "blocks": [block_json(block) for block in section.blocks],
    }


def _plain(value: Any) -> Any:
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
