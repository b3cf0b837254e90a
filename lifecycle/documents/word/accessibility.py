"""Barriers in a written Word file: what its template or its XML would keep from a reader, looked up in its bytes.

The file is our own, fresh from the writer: it needs no gate.

EN 301 549 (V3.2.1), clause 10, as `documents.accessibility` holds the document to it before it is written.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from lifecycle.documents.livery import LEAST, contrast
from lifecycle.documents.typography import plain
from lifecycle.documents.word.gate import tree
from lifecycle.documents.word.look import NAMES
from lifecycle.documents.word.sight import attribute
from lifecycle.documents.word.template import W
from lifecycle.model.verdict import Refusal

_W = f"{{{W}}}"
_LEAST_LARGE = 3.0
"""The least contrast of letters of 18 points, or of 14 points in bold (WCAG 2.1, 1.4.3)."""
_LARGE, _LARGE_BOLD = 36, 28
"""Half-points, as Word counts them."""
_IN_TABLES = {"plan table": ("table heading", "table text", "table total"), "card table": ("card label", "card text")}
"""Whose letters stand on the fills of a table's style."""
_OFF = ("0", "false", "off", "none")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says itself; None where it leaves it to the one it is based on."""

    name: str
    based: str
    colour: str | None
    fill: str | None
    size: int | None
    bold: bool | None
    level: int | None


def barriers(data: bytes) -> list[Refusal]:
    """Every barrier of the file: language, title, colours, then headings, tables and pictures in reading order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    styles = parts["word/styles.xml"]
    found = [*_properties(parts), *_look(styles)]
    levels = _levels(styles)
    for name, part in parts.items():
        if name.startswith("word/") and name.endswith(".xml") and name.split("/")[1].startswith(("document", "header")):
            root = tree(part)
            found += [*_headings(root, levels), *_tables(root), *_drawings(root)]
    return found


def _properties(parts: Mapping[str, bytes]) -> Iterator[Refusal]:
    """SC 2.4.2 and 3.1.1: the file's own title and language, which readers announce before its text."""
    titles = tree(parts["docProps/core.xml"]).iter("{http://purl.org/dc/elements/1.1/}title")
    if not any(plain(title.text or "") for title in titles):
        yield Refusal("accessibility.file_title")
    language = tree(parts["word/styles.xml"]).find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    if language is None or not language.get(f"{_W}val"):
        yield Refusal("accessibility.file_language")


def _headings(root: etree._Element, levels: Mapping[str, int]) -> Iterator[Refusal]:
    """SC 1.3.1 and 2.4.6: no level of the outline is skipped on the way down, and a heading says something."""
    above = 0
    for mark in root.iter(f"{_W}pStyle"):
        level = levels.get(mark.get(f"{_W}val") or "")
        if level is None:
            continue
        paragraph = next(mark.iterancestors(f"{_W}p"))
        text = _text(paragraph)
        if not text:
            yield Refusal("accessibility.file_heading_empty", level=level)
        if level > above + 1:
            yield Refusal("accessibility.heading_skipped", text=text, level=level, above=above)
        above = level


def _tables(root: etree._Element) -> Iterator[Refusal]:
    """SC 1.3.1: a table repeats its header row (ISO 29500-1, 17.4.49) or, as a card, is headed by its first column."""
    for table in root.iter(f"{_W}tbl"):
        look = table.find(f"{_W}tblPr/{_W}tblLook")
        if look is not None and look.get(f"{_W}firstRow") in (None, *_OFF) and look.get(f"{_W}firstColumn") == "1":
            continue
        if table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is None:
            yield Refusal("accessibility.file_header", text=_text(table))


def _drawings(root: etree._Element) -> Iterator[Refusal]:
    """SC 1.1.1: every picture says in words what it shows, or that it is there for the eye alone."""
    for told in root.iter("{*}docPr"):
        decorative = any(attribute(one, "val") not in ("", *_OFF) for one in told.iter("{*}decorative"))
        if not plain(attribute(told, "descr")) and not decorative:
            yield Refusal("accessibility.file_alt", name=attribute(told, "name"))


def _text(node: etree._Element) -> str:
    text = plain("".join(part.text or "" for part in node.iter(f"{_W}t")))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


@lru_cache(maxsize=8)  # the papers of an office share one look
def _look(styles: bytes) -> tuple[Refusal, ...]:
    """SC 1.4.3: the contrast of the letters of each style to what they stand on."""
    known = _styles(styles)
    named = {style.name: id for id, style in known.items()}
    fills = {
        text: [fill for fill in _fills(styles, table) if fill] for table, texts in _IN_TABLES.items() for text in texts
    }
    found = []
    for name in (name for name in NAMES if name in named):
        line = _line(known, named[name])
        colour = next((style.colour for style in line if style.colour is not None), "000000")
        size = next((style.size for style in line if style.size is not None), 0)
        bold = next((style.bold for style in line if style.bold is not None), False)
        own = next((style.fill for style in line if style.fill is not None), "FFFFFF")
        needs = _LEAST_LARGE if size >= _LARGE or (bold and size >= _LARGE_BOLD) else LEAST
        ratio = min(contrast(colour, ground) for ground in (own, *fills.get(name, ())))
        if ratio < needs:
            found.append(Refusal("accessibility.contrast", style=name, ratio=f"{ratio:.1f}", needs=f"{needs}"))
    return tuple(found)


@lru_cache(maxsize=8)
def _levels(styles: bytes) -> dict[str, int]:
    """Id of a style → its level in the outline, counted from 1."""
    known = _styles(styles)
    levels = {id: next((one.level for one in _line(known, id) if one.level is not None), None) for id in known}
    return {id: level + 1 for id, level in levels.items() if level is not None and level < 9}


def _styles(styles: bytes) -> dict[str, _Style]:
    found = {}
    for style in tree(styles).iter(f"{_W}style"):
        found[style.get(f"{_W}styleId") or ""] = _Style(
            name=_value(style.find(f"{_W}name")).lower(),
            based=_value(style.find(f"{_W}basedOn")),
            colour=_colour(style.find(f"{_W}rPr/{_W}color"), "val"),
            fill=_colour(style.find(f"{_W}pPr/{_W}shd"), "fill"),
            size=_number(style.find(f"{_W}rPr/{_W}sz")),
            bold=_switched(style.find(f"{_W}rPr/{_W}b")),
            level=_number(style.find(f"{_W}pPr/{_W}outlineLvl")),
        )
    return found


def _line(known: Mapping[str, _Style], id: str) -> list[_Style]:
    """The style and those it is based on, nearest first; a circle of styles ends where it began."""
    line: dict[str, _Style] = {}
    while id in known and id not in line:
        line[id] = known[id]
        id = known[id].based
    return list(line.values())


def _fills(styles: bytes, name: str) -> Iterator[str | None]:
    """The colours that rows and columns of the table style called `name` are filled with."""
    for style in tree(styles).iter(f"{_W}style"):
        if _value(style.find(f"{_W}name")).lower() == name:
            yield from (_colour(mark, "fill") for mark in style.iter(f"{_W}shd"))


def _value(mark: etree._Element | None) -> str:
    return "" if mark is None else mark.get(f"{_W}val") or ""


def _switched(mark: etree._Element | None) -> bool | None:
    """Whether a mark that may be switched off is on (ISO 29500-1, 17.17.4); None where it is not there."""
    return None if mark is None else _value(mark) not in _OFF


def _number(mark: etree._Element | None) -> int | None:
    value = _value(mark)
    return int(value) if value.isdigit() else None


def _colour(mark: etree._Element | None, name: str) -> str | None:
    """Six hexadecimal digits; None where the colour is automatic or not told."""
    value = "" if mark is None else mark.get(f"{_W}{name}") or ""
    return value if len(value) == 6 and set(value.upper()) <= set("0123456789ABCDEF") else None
