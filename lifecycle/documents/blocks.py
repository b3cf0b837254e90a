"""What a document is made of before it is Word: blocks and their JSON, one file because they are one format.

The JSON of these blocks is stored with every edition and hashed: its shape reaches outsiders and does not change
(a new kind of block may be added). Private text stands here only as a reference into the vault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner; text of the form `vault:<digest>` is shown by its private text.

    `note` is a footnote whose mark stands after the text (which may be empty); a note's own runs have none.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    note: "Runs" = ()

    def as_json(self) -> dict[str, Any]:
        """The run with what is not plain."""
        marks = {"bold": self.bold, "italic": self.italic, "link": self.link, "note": _runs(self.note)}
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An item shown as one paragraph of a matrix, with its own anchors, or as one line of an index."""

    item: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: its head, and the entries of each cell; `heads` name the cells, each above its entries."""

    head: Runs
    cells: tuple[tuple[Entry, ...], ...]
    heads: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table with a header row and a header column whose cells hold items, such as SWOT.

    `corner` is the header above the column of heads; `field` names the field of the items that the entries show.
    """

    corner: Runs
    header: tuple[Runs, ...]
    rows: tuple[MatrixRow, ...]
    caption: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, a number (or None) for each category."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as its numbers; writers draw it. `alt` says in words what it shows.

    `kind` is bars (one bar a category and series, lying), stacked (series on one another, lying), columns (standing)
    or pyramid (two series that grow to the left and to the right of the categories, the first category lowest).
    """

    kind: str
    caption: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """An index: groups of lines, each leading to an item shown elsewhere in the document, with its page."""

    groups: tuple[tuple[Runs, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was taken in, by the digest of its bytes (PNG or JPEG); `width` and `height` are its pixels.

    `name` is what the author called its file, `alt` says in words what it shows, `caption` may be empty.
    """

    sha256: str
    name: str
    alt: str
    caption: str
    width: int
    height: int


Block = Heading | Paragraph | Listing | Table | Card | Passage | Matrix | Chart | Index | Picture


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [run.as_json() for run in runs]


def _runs_from(data: list[dict[str, Any]]) -> Runs:
    return tuple(Run(**run) if "note" not in run else Run(**run | {"note": _runs_from(run["note"])}) for run in data)


def _entries(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [{"item": entry.item, "runs": _runs(entry.runs)} for entry in entries]


def _entries_from(data: list[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(entry["item"], _runs_from(entry["runs"])) for entry in data)


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
        case Matrix():
            return {
                "type": "matrix",
                "corner": _runs(block.corner),
                "header": [_runs(cell) for cell in block.header],
                "rows": [
                    {
                        "head": _runs(row.head),
                        "cells": [_entries(cell) for cell in row.cells],
                        "heads": [_runs(head) for head in row.heads],
                    }
                    for row in block.rows
                ],
                "caption": block.caption,
                "field": block.field,
            }
        case Chart():
            return {
                "type": "chart",
                "kind": block.kind,
                "caption": block.caption,
                "alt": block.alt,
                "categories": list(block.categories),
                "series": [{"name": one.name, "values": list(one.values)} for one in block.series],
                "unit": block.unit,
            }
        case Index():
            groups = [{"head": _runs(head), "entries": _entries(entries)} for head, entries in block.groups]
            return {"type": "index", "groups": groups}
        case Picture():
            return {"type": "picture"} | {name: getattr(block, name) for name in Picture.__dataclass_fields__}


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
        case "matrix":
            return Matrix(
                corner=_runs_from(data["corner"]),
                header=tuple(_runs_from(cell) for cell in data["header"]),
                rows=tuple(
                    MatrixRow(
                        _runs_from(row["head"]),
                        tuple(_entries_from(cell) for cell in row["cells"]),
                        tuple(_runs_from(head) for head in row["heads"]),
                    )
                    for row in data["rows"]
                ),
                caption=data["caption"],
                field=data["field"],
            )
        case "chart":
            return Chart(
                kind=data["kind"],
                caption=data["caption"],
                alt=data["alt"],
                categories=tuple(data["categories"]),
                series=tuple(Series(one["name"], tuple(one["values"])) for one in data["series"]),
                unit=data["unit"],
            )
        case "index":
            return Index(tuple((_runs_from(one["head"]), _entries_from(one["entries"])) for one in data["groups"]))
        case "picture":
            return Picture(**{name: data[name] for name in Picture.__dataclass_fields__})
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
            case Matrix():
                yield from (entry.item for row in block.rows for cell in row.cells for entry in cell)
