"""An edition as it left the office: its parts, and what stands in each paragraph, looked up once for all hands."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from tests.returned.spots import Spot

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
SAID = "word/comments.xml"
THREADS = "word/commentsExtended.xml"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def plain(text: str) -> str:
    """Without the spaces typography ties words with."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def words_of(element: Any) -> str:
    """The text of an element as a reader sees it."""
    return "".join(one.text or "" for one in element.iter(w("t")))


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"))


@dataclass(frozen=True)
class Shown:
    """One paragraph: its number in the file, its text as printed, the heading before it, the first cell of its row."""

    number: int
    text: str
    heading: str
    row: str


@dataclass(frozen=True)
class Issued:
    """One edition: `name` is what the program calls it, `data` its bytes."""

    name: str
    data: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def trees(self) -> dict[str, Any]:
        return {name: etree.fromstring(self.parts[name]) for name in (BODY, SAID, THREADS)}

    def all(self, spot: Spot) -> list[Shown]:
        """The paragraphs of the spot."""
        told = plain(spot.text)
        return [
            one
            for one in self._under.get(plain(spot.heading), [])
            if (plain(one.text).startswith(told) if spot.begins else plain(one.text) == told)
            and (not spot.row or one.row == spot.row)
        ]

    def shown(self, spot: Spot) -> Shown:
        """The one paragraph of the spot."""
        found = self.all(spot)
        assert len(found) == 1, f"{len(found)} paragraphs are {spot}"
        return found[0]

    @cached_property
    def headings(self) -> list[str]:
        """Every heading as printed."""
        return [one.text for rows in self._under.values() for one in rows[:1] if plain(one.text) == one.heading]

    @cached_property
    def _under(self) -> dict[str, list[Shown]]:
        """Heading → what stands under it; what stands before the first one is under the empty one."""
        found: dict[str, list[Shown]] = {}
        for one in self._seen():
            found.setdefault(one.heading, []).append(one)
        return found

    def _seen(self) -> Iterator[Shown]:
        heading = ""
        for number, paragraph in enumerate(self.trees[BODY].iter(w("p"))):
            style, text = style_of(paragraph), words_of(paragraph)
            if style.startswith("TOC"):
                continue
            if style.startswith(("Heading", "CardHeading")):
                heading = plain(text)
            row = next(paragraph.iterancestors(w("tr")), None)
            first = None if row is None else next(row.iter(w("tc")))
            yield Shown(number, text, heading, "" if first is None else plain(words_of(first)))
