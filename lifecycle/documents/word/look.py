"""The look of a document as its Word template gives it: styles by name, list numbering, page; nothing of its text.

Styles are found by their names, which Word keeps in every language, never by their ids, which a Czech Word rewrites.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join, normpath

from lxml import etree

from lifecycle.model.errors import Fault, Wrong

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "settings", "theme", "fontTable")
NAMES = (
    *("title", "subtitle", "cover edition", "cover stage", "cover fact", "cover code", "cover publicity"),
    *("heading 1", "heading 2", "heading 3", "heading 4"),
    *("card heading 2", "card heading 3", "card heading 4", "card heading 5"),
    *("body text", "lead", "note", "quote", "list bullet", "list number", "caption", "table gap"),
    *("table text", "table heading", "table total", "card label", "card text", "plan table", "card table"),
    *("toc heading", "toc 1", "toc 2", "toc 3", "header", "footer", "working mark"),
    *("annotation text", "annotation reference", "hyperlink"),
)
"""The styles a template must have; README of `document_templates` tells what each is for."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the writer takes from a template. `page` holds `w:pgSz` and `w:pgMar`, `width` is the text's in twips.

    `numbering` lacks its end tag, so that numbered lists of the document can be added to it.
    """

    ids: Mapping[str, str]
    parts: Mapping[str, bytes]
    numbering: str
    bullets: str
    numbered: str
    next_list: int
    page: str
    width: int

    def style(self, name: str) -> str:
        """The id of the style called `name`."""
        return self.ids[name]


@lru_cache(maxsize=8)
def look_of(template: bytes, language: str) -> Look:
    """The look of the template, its text language set to `language`; Wrong names everything a template lacks."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            document = _parsed(package.read("word/document.xml"))
            roots = {kind: _parsed(package.read(path)) for kind, path in _paths(package).items()}
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, etree.XMLSyntaxError) as error:
        raise Wrong("template.unreadable", reason=str(error)) from None
    faults = [Fault("template.part", value=kind) for kind in _PARTS if kind not in roots]
    if faults:
        raise Wrong("template.incomplete", faults, missing=tuple(str(fault.value) for fault in faults))
    ids = {
        (name.get(f"{_W}val") or "").lower(): style.get(f"{_W}styleId") or ""
        for style in roots["styles"].iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }
    lists = {name: _list_of(roots["styles"], ids.get(name)) for name in ("list bullet", "list number")}
    faults = [Fault("template.style", value=name) for name in NAMES if name not in ids]
    faults += [Fault("template.list", value=name) for name, number in lists.items() if name in ids and not number]
    numbers = {num.get(f"{_W}numId") or "": num for num in roots["numbering"].iter(f"{_W}num")}
    faults += [Fault("template.list", value=name) for name, number in lists.items() if number and number not in numbers]
    if faults:
        raise Wrong("template.incomplete", faults, missing=tuple(str(fault.value) for fault in faults))
    _clean(roots, language)
    abstract = numbers[lists["list number"]].find(f"{_W}abstractNumId")
    numbering = _text(roots["numbering"])
    page, width = _page(document)
    return Look(
        ids=ids,
        parts={kind: _text(roots[kind]).encode() for kind in _PARTS if kind != "numbering"},
        numbering=numbering[: numbering.rindex("</")],
        bullets=lists["list bullet"],
        numbered="" if abstract is None else abstract.get(f"{_W}val") or "",
        next_list=max(int(number) for number in numbers if number.isdigit()) + 1,
        page=page,
        width=width,
    )


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


def _page(document: etree._Element) -> tuple[str, int]:
    """Size and margins of the template's last section, A4 where it has none."""
    size = {"w": 11906, "h": 16838}
    margin = {"top": 1417, "right": 1247, "bottom": 1361, "left": 1247, "header": 624, "footer": 567, "gutter": 0}
    for name, sizes in (("pgSz", size), ("pgMar", margin)):
        found = document.find(f"{_W}body/{_W}sectPr/{_W}{name}")
        for key in sizes:
            given = None if found is None else found.get(f"{_W}{key}")
            if given and given.lstrip("-").isdigit():
                sizes[key] = int(given)
    width = size["w"] - margin["left"] - margin["right"] - margin["gutter"]
    xml = "".join(
        f"<w:{name} " + " ".join(f'w:{key}="{value}"' for key, value in sizes.items()) + "/>"
        for name, sizes in (("pgSz", size), ("pgMar", margin))
    )
    return xml, width
