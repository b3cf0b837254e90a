"""A written file opened again: its parts as XML, its visible paragraphs, its comments."""

import base64
import io
import zipfile
from pathlib import Path

from lxml import etree

from lifecycle.documents.blocks import Block
from lifecycle.documents.document import Document, Section, Thread
from lifecycle.documents.shipped import shipped
from lifecycle.documents.word.writer import write
from tests.documents.word.sample import COVER, SAID, TEXTS

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
W = f"{{{NS['w']}}}"
W14 = f"{{{NS['w14']}}}"
W15 = f"{{{NS['w15']}}}"
BASE = shipped("document_templates", "base.docx")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel; what follows its end is not seen."""


def written(document: Document, *, template: bytes = BASE) -> bytes:
    """The file of `document` in the shipped look."""
    return write(document, texts=TEXTS, template=template, phrases=SAID, pictures=lambda digest: DOT + digest.encode())


def of(*blocks: Block, threads: tuple[Thread, ...] = (), cover=COVER) -> Document:
    """A document of one chapter."""
    return Document(cover, (Section("chapter", "Kapitola", True, blocks),), threads)


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def root(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part as XML."""
    return etree.fromstring(parts(data)[name])


def find(node: etree._Element, path: str) -> list:
    """What `path` finds."""
    return node.xpath(path, namespaces=NS)


def texts_of(node: etree._Element) -> list[str]:
    """Each paragraph's text in order; a line break is a new line."""
    return [text_of(paragraph) for paragraph in node.iter(f"{W}p")]


def text_of(node: etree._Element) -> str:
    """The text of a node; a line break is a new line, a tab a tab."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        signs.get(part.tag, part.text or "")
        for part in node.iter(f"{W}t", f"{W}br", f"{W}tab")
        if part.getparent().tag == f"{W}r"
    )


def styles_of(node: etree._Element) -> list[tuple[str, str]]:
    """(style, text) of each paragraph."""
    return [((find(p, "w:pPr/w:pStyle/@w:val") or [""])[0], text_of(p)) for p in node.iter(f"{W}p")]


def body(document: Document) -> etree._Element:
    """The main part of the written document."""
    return root(written(document))


def saved(data: bytes, folder: Path, name: str = "plan.docx") -> Path:
    """The file in `folder`."""
    path = folder / name
    path.write_bytes(data)
    return path
