"""The look of a document as its Word template gives it: styles by name, list numbering, pages; nothing of its text.

Styles are found by their names, which Word keeps in every language, never by their ids, which a Czech Word rewrites.
"""

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join, normpath

from lxml import etree

from lifecycle.documents.livery import LOGO, SAID
from lifecycle.documents.word.disorder import faults_of_order
from lifecycle.documents.word.template import Page, W, faults_of_page, faults_of_styles, named, on, pages
from lifecycle.model.errors import Fault, Wrong

_W = f"{{{W}}}"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARTS = ("styles", "numbering", "settings", "theme", "fontTable")
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
    *(KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError),
)
"""What reading a file that is no template, or a broken one, raises."""
NAMES = (
    *("title", "subtitle", "cover edition", "cover stage", "cover fact", "cover code", "cover publicity"),
    *("heading 1", "heading 2", "heading 3", "heading 4"),
    *("card heading 2", "card heading 3", "card heading 4", "card heading 5"),
    *("paper title", "paper heading 1", "paper heading 2", "paper heading 3"),
    *("body text", "lead", "note", "quote", "list bullet", "list number", "caption", "table gap"),
    *("table text", "table heading", "table total", "card label", "card text", "plan table", "card table"),
    *("toc heading", "toc 1", "toc 2", "toc 3", "header", "footer", "working mark"),
    *("annotation text", "annotation reference", "hyperlink", "footnote text", "footnote reference"),
)
"""The styles a template must have; README of `document_templates` tells what each is for."""
_STOPPED = ("footer", "toc 1", "toc 2", "toc 3")
"""The styles whose lines end with a number at the right edge."""
Stop = tuple[str, str]
"""A tab stop: its kind and its place in twips."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The town's logo: a PNG, its size in pixels, and what it says to those who do not see it."""

    png: bytes
    width: int
    height: int
    told: str


@dataclass(frozen=True, slots=True)
class Look:
    """What the writer takes from a template: `page` as the template has it, `wide` the same turned on its side.

    `numbering` lacks its end tag, so that numbered lists of the document can be added to it. `stops` are the tab
    stops of the footer and of the contents, `above_title` the twips above a cover's title, `own_page` tells whether a
    chapter begins a page, `accent` is the colour of its first series in charts.
    """

    ids: Mapping[str, str]
    parts: Mapping[str, bytes]
    numbering: str
    bullets: str
    numbered: str
    next_list: int
    page: Page
    wide: Page
    stops: Mapping[str, tuple[Stop, ...]]
    above_title: int
    own_page: bool
    accent: str
    logo: Logo | None
    address: tuple[str, ...]

    @property
    def width(self) -> int:
        """The width of the text on an upright page, in twips."""
        return self.page.width

    def style(self, name: str) -> str:
        """The id of the style called `name`."""
        return self.ids[name]


@lru_cache(maxsize=8)
def look_of(template: bytes, language: str) -> Look:
    """The look of the template, its text language set to `language`; Wrong names everything a template lacks."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            _told_kind(package)
            town = _town(package)
            document = _parsed(package.read("word/document.xml"))
            roots = {kind: _parsed(package.read(path)) for kind, path in _paths(package).items()}
    except _DAMAGED as error:
        raise Wrong("template.unreadable", reason=str(error)) from None
    faults = [Fault("template.part", value=kind) for kind in _PARTS if kind not in roots]
    if faults:
        raise Wrong("template.unfit", faults)
    ids = {name: style.get(f"{_W}styleId") or "" for name, style in named(roots["styles"]).items()}
    lists = {name: _list_of(roots["styles"], ids.get(name)) for name in ("list bullet", "list number")}
    faults = faults_of_styles(roots["styles"], NAMES)
    faults += [Fault("template.list", value=name) for name, number in lists.items() if name in ids and not number]
    numbers = {num.get(f"{_W}numId") or "": num for num in roots["numbering"].iter(f"{_W}num")}
    faults += [Fault("template.list", value=name) for name, number in lists.items() if number and number not in numbers]
    faults += [*faults_of_order(roots), *faults_of_page(document)]
    if faults:
        raise Wrong("template.unfit", faults)
    _clean(roots, language)
    abstract = numbers[lists["list number"]].find(f"{_W}abstractNumId")
    numbering = _text(roots["numbering"])
    styles = {style.get(f"{_W}styleId"): style for style in roots["styles"].iter(f"{_W}style")}
    begins = styles[ids["heading 1"]].find(f"{_W}pPr/{_W}pageBreakBefore")
    page, wide = pages(document)
    return Look(
        ids=ids,
        parts={kind: _text(roots[kind]).encode() for kind in _PARTS if kind != "numbering"},
        numbering=numbering[: numbering.rindex("</")],
        bullets=lists["list bullet"],
        numbered="" if abstract is None else abstract.get(f"{_W}val") or "",
        next_list=max(int(number) for number in numbers if number.isdigit()) + 1,
        page=page,
        wide=wide,
        stops={name: _stops(styles[ids[name]]) for name in _STOPPED},
        above_title=_above(styles[ids["title"]]),
        own_page=on(begins),
        accent=_accent(roots["theme"]),
        logo=town[0],
        address=town[1],
    )


def _told_kind(package: zipfile.ZipFile) -> None:
    """Wrong where the package says that it has macros, or is a template from which Word only makes documents."""
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Wrong("template.macros")
    if b"wordprocessingml.template.main+xml" in types:
        raise Wrong("template.not_document")


def _town(package: zipfile.ZipFile) -> tuple[Logo | None, tuple[str, ...]]:
    """The town's logo and address, where its livery has been laid into the template."""
    if SAID not in package.namelist():
        return None, ()
    said, logo = json.loads(package.read(SAID)), None
    if LOGO in package.namelist():
        png = package.read(LOGO)
        width, height = struct.unpack(">II", png[16:24])  # PNG, 11.2.2: the header says the size first
        logo = Logo(png, width, height, said["name"])
    return logo, tuple(said["address"])


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _text(root: etree._Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + etree.tostring(root, encoding="unicode")


def _paths(package: zipfile.ZipFile) -> dict[str, str]:
    """Where each part of the look stands, as the main document's relationships tell."""
    relations = _parsed(package.read("word/_rels/document.xml.rels"))
    return {
        kind: normpath(join("word", relation.get("Target") or "")).lstrip("/")
        for relation in relations
        for kind in _PARTS
        if relation.get("Type") == f"{_RELATIONSHIP}/{kind}"
    }


def _list_of(styles: etree._Element, style_id: str | None) -> str:
    """The number of the list a paragraph style belongs to."""
    for style in styles.iter(f"{_W}style"):
        if style_id and style.get(f"{_W}styleId") == style_id:
            number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            return "" if number is None else number.get(f"{_W}val") or ""
    return ""


def _stops(style: etree._Element) -> tuple[Stop, ...]:
    """The tab stops a style has."""
    found = ((stop.get(f"{_W}val") or "", stop.get(f"{_W}pos") or "") for stop in style.iterfind(f"{_W}pPr/{_W}tabs/*"))
    return tuple(stop for stop in found if stop[0] != "clear")


def _above(style: etree._Element) -> int:
    """The twips a style leaves above a paragraph."""
    spacing = style.find(f"{_W}pPr/{_W}spacing")
    before = None if spacing is None else spacing.get(f"{_W}before")
    return int(before) if before and before.isascii() and before.isdigit() else 0


def _accent(theme: etree._Element) -> str:
    """The first accent colour of the theme in hexadecimal digits; empty where it has none (ISO 29500-1, 20.1.4.1.1)."""
    found = theme.find(f".//{_DRAWING}clrScheme/{_DRAWING}accent1/{_DRAWING}srgbClr")
    told = "" if found is None else (found.get("val") or "").upper()
    return told if re.fullmatch("[0-9A-F]{6}", told) else ""


def _clean(roots: Mapping[str, etree._Element], language: str) -> None:
    """Take from the parts what ties them to the template's own file: paths, embedded files, editing sessions."""
    lost = {f"{_W}{name}" for name in ("rsid", "rsids", "footnotePr", "endnotePr", "updateFields", "numPicBullet")}
    lost.add(f"{_W}lvlPicBulletId")
    for root in roots.values():
        for node in list(root.iter()):
            tied = any(str(name).startswith(f"{{{_RELATIONSHIP}}}") for name in node.attrib)
            parent = node.getparent()
            if parent is not None and (tied or node.tag in lost):
                parent.remove(node)
    tongue = "en-GB" if language == "en" else "cs-CZ"
    for mark in (
        roots["styles"].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"),
        roots["settings"].find(f"{_W}themeFontLang"),
    ):
        if mark is not None:
            mark.set(f"{_W}val", tongue)
