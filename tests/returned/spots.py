"""Places of the demo's plan people comment on: told by what the office recorded, found by what a reader sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TITLE = "Komunitní plán sociálních služeb ORP Dačice 2015–2017"


@dataclass(frozen=True)
class Spot:
    """A paragraph as printed, in plain spaces, under the heading before it; which item and field it shows."""

    heading: str
    text: str
    item: str | None
    field: str | None = None
    row: str = ""
    """The first cell of its row, where the text alone is not telling."""
    begins: bool = False
    """Whether the paragraph goes on after the text."""


def measures(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    for row in rows:
        head, item = f"Opatření {row['code']} – {row['title']}", f"measure:{row['code']}"
        yield Spot(head, head, item)
        yield Spot(head, row["description"], item, "description")
        yield Spot(head, row["responsible"], item, "responsible", row="Odpovídá")


def activities(rows: list[dict[str, Any]], measures: list[dict[str, Any]]) -> Iterator[Spot]:
    titles = {row["code"]: row["title"] for row in measures}
    for row in rows:
        above = row["code"].rpartition(".")[0]
        yield Spot(f"Opatření {above} – {titles[above]}", row["title"], f"activity:{row['code']}", "title")


def priorities(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    for row in rows:
        head, item = f"Priorita {row['code']} – {row['title']}", f"priority:{row['code']}"
        yield Spot(head, head, item)
        yield Spot(head, row["description"], item)


def findings(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    for row in rows:
        head, item = f"Zjištění {row['key']} – {row['title']}", f"finding:{row['key']}"
        yield Spot(head, head, item)
        yield Spot(head, row["text"], item)


def entries(rows: list[dict[str, Any]], groups: list[dict[str, Any]]) -> Iterator[Spot]:
    """Items of the matrices of SWOT."""
    named = {row["key"]: row["name"] for row in groups}
    for row in rows:
        yield Spot(named[row["group"]], f"{row['key']} {row['text']}", f"swot:{row['key']}", begins=True)


def services(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    for row in rows:
        item = f"service:{row['key']}"
        yield Spot("Sociální služby v území", row["name"], item, "name", row=row["key"], begins=True)


def evaluated(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    """Rows of the evaluation of the ending plan."""
    for row in rows:
        yield Spot("Vyhodnocení končícího plánu", row["title"], f"evaluation:{row['code']}", "title", row=row["code"])


def chapters(rows: list[dict[str, Any]]) -> Iterator[Spot]:
    """Paragraphs of the narrative, without Markdown's own signs."""
    heads = {"vision": "Vize", "organisation": "Organizační struktura"}
    for row in rows:
        for part in row["text"].split("\n\n"):
            if row["section"] in heads and part.strip() and part.strip()[0] not in "#*-|123456789":
                yield Spot(heads[row["section"]], part.strip(), f"text:{row['section']}")


COVER = Spot("", TITLE, "plan")
