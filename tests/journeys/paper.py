"""What a person reads on paper: the paragraphs and the rows of tables of a Word file, an office's edition or not."""

import zipfile
from pathlib import Path

from lxml import etree

from tests.cli.clerk import Clerk

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def issued(clerk: Clerk, name: str, *options: str) -> Path:
    """The file of a new edition of `name`."""
    edition = clerk.reads("document", "issue", name, *options)["edition"]
    return clerk.office / edition["file"]


def edition(clerk: Clerk, name: str, number: int) -> Path:
    """The file of an edition the office has."""
    (one,) = [e for e in clerk.reads("document", "list") if (e["name"], e["number"]) == (name, number)]
    return clerk.office / one["file"]


def paragraphs(file: Path) -> list[str]:
    """Every paragraph with words in it, those of tables too, with plain spaces."""
    return [said for node in _body(file).iter(f"{_W}p") if (said := _words(node))]


def rows(file: Path) -> list[list[str]]:
    """Every row of every table, cell by cell; the paragraphs of a cell are lines."""
    return [
        ["\n".join(_words(p) for p in cell.iter(f"{_W}p") if _words(p)) for cell in row.iter(f"{_W}tc")]
        for row in _body(file).iter(f"{_W}tr")
    ]


def text(file: Path) -> str:
    """All of it, a paragraph a line."""
    return "\n".join(paragraphs(file))


def _body(file: Path) -> etree._Element:
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _words(node: etree._Element) -> str:
    signs = {f"{_W}br": " ", f"{_W}tab": " "}
    parts = (one.text or "" if one.tag == f"{_W}t" else signs.get(one.tag, "") for one in node.iter())
    return " ".join("".join(parts).replace("\u00a0", " ").split())
