"""The document as a value before it is Word: blocks and their JSON, one file because they are one format.

The JSON of these blocks is stored with every edition and hashed: its shape reaches outsiders and does not change
(a new kind of block may be added). Private text stands here only as a reference into the vault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lifecycle.model.history import sha256
from lifecycle.model.thing import canonical


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner; text of the form `vault:<digest>` is shown by its private text."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The run with what is not plain."""
        marks = {"bold": self.bold, "italic": self.italic, "link": self.link}
        return {"text": self.text} | {name: value for name, value in marks.items() if value}


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter heading, level 1–4 counted from the section's own heading; Word's list numbering numbers it."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is body, lead, note (small, for sources) or quote."""

    runs: Runs
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: pairs of (depth from 0, runs), numbered where `ordered`."""

    items: tuple[tuple[int, Runs], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; each cell is runs (`\\n` breaks the line). A row that shows an item is anchored to it."""

    cells: tuple[Runs, ...]
    item: str | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; `widths` are parts of the whole, `align` one letter a column (l, r, c).

    `fields` names the field each column shows, for tables whose rows are items.
    """

    header: tuple[Runs, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    align: str = ""
    caption: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a card: the field's name, its label as printed and its text."""

    name: str
    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Card:
    """An item of the plan with its own anchors: a heading `LABEL CODE – title`, fields as a two-column table, blocks.

    `level` is the heading's level in the outline; the heading is not numbered by Word, its code is its number.
    """

    item: str
    level: int
    label: str
    code: str
    title: Runs
    fields: tuple[Field, ...] = ()
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """An item of the plan that is running text, such as a narrative chapter (`text:vision`), with its own anchors."""

    item: str
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Listing | Table | Card | Passage


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
        cover["lines"] = tuple((label, text) for label, text in cover["lines"])
        cover["publicity"] = tuple(cover["publicity"])
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
    chapters' headings, which the program gives.
    """
    every = list(sections)
    counted = [s for s in every if s.voted] or every
    return sha256(canonical([{"name": s.name, "blocks": [_words(block_json(b)) for b in s.blocks]} for s in counted]))


def _words(block: dict[str, Any]) -> dict[str, Any]:
    """The block's JSON without its look."""
    kept = {name: value for name, value in block.items() if name not in ("widths", "align")}
    if "blocks" in kept:
        kept["blocks"] = [_words(inner) for inner in kept["blocks"]]
    return kept


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


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [run.as_json() for run in runs]


def _runs_from(data: list[dict[str, Any]]) -> Runs:
    return tuple(Run(**run) for run in data)


def block_json(block: Block) -> dict[str, Any]:
    """A block as JSON types, told apart by `type`."""
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "runs": _runs(block.runs)}
        case Paragraph():
            return {"type": "paragraph", "style": block.style, "runs": _runs(block.runs)}
        case Listing():
            items = [{"depth": depth, "runs": _runs(runs)} for depth, runs in block.items]
            return {"type": "list", "ordered": block.ordered, "items": items}
        case Table():
            return {
                "type": "table",
                "header": [_runs(cell) for cell in block.header],
                "rows": [
                    {"item": row.item, "total": row.total, "cells": [_runs(cell) for cell in row.cells]}
                    for row in block.rows
                ],
                "widths": list(block.widths),
                "align": block.align,
                "caption": block.caption,
                "fields": list(block.fields),
            }
        case Card():
            return {
                "type": "card",
                "item": block.item,
                "level": block.level,
                "label": block.label,
                "code": block.code,
                "title": _runs(block.title),
                "fields": [{"name": f.name, "label": f.label, "runs": _runs(f.runs)} for f in block.fields],
                "blocks": [block_json(inner) for inner in block.blocks],
            }
        case Passage():
            return {"type": "passage", "item": block.item, "blocks": [block_json(inner) for inner in block.blocks]}


def block_from(data: Mapping[str, Any]) -> Block:
    """The block whose JSON is `data`."""
    match data["type"]:
        case "heading":
            return Heading(data["level"], _runs_from(data["runs"]))
        case "paragraph":
            return Paragraph(_runs_from(data["runs"]), data["style"])
        case "list":
            return Listing(tuple((i["depth"], _runs_from(i["runs"])) for i in data["items"]), data["ordered"])
        case "table":
            return Table(
                header=tuple(_runs_from(cell) for cell in data["header"]),
                rows=tuple(
                    Row(tuple(_runs_from(cell) for cell in row["cells"]), row["item"], row["total"])
                    for row in data["rows"]
                ),
                widths=tuple(data["widths"]),
                align=data["align"],
                caption=data["caption"],
                fields=tuple(data["fields"]),
            )
        case "card":
            return Card(
                item=data["item"],
                level=data["level"],
                label=data["label"],
                code=data["code"],
                title=_runs_from(data["title"]),
                fields=tuple(Field(f["name"], f["label"], _runs_from(f["runs"])) for f in data["fields"]),
                blocks=tuple(block_from(inner) for inner in data["blocks"]),
            )
        case "passage":
            return Passage(data["item"], tuple(block_from(inner) for inner in data["blocks"]))
        case other:
            raise ValueError(f"unknown block {other!r}")


def text(value: object, *, bold: bool = False, italic: bool = False) -> Runs:
    """One run of `value`; nothing for None and the empty text."""
    return (Run(str(value), bold, italic),) if value not in (None, "") else ()


def items_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every item the blocks show, in reading order."""
    for block in blocks:
        match block:
            case Card() | Passage():
                yield block.item
                yield from items_of(block.blocks)
            case Table():
                yield from (row.item for row in block.rows if row.item)
