"""What a Word file must not carry when it is published: names of who commented or edited, edits, hidden text, places.

A published file is written anew from our own values; this looks at its finished bytes all the same, because a town's
template and the pictures of its chapters come from elsewhere.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree

from lifecycle.documents.word.gate import tree
from lifecycle.documents.word.sight import attribute, local
from lifecycle.model.verdict import Refusal

PROGRAM = "plan-lifecycle"
"""What our files give as their author: no person's name."""
_PEOPLE = re.compile(r"^word/(people|comments\w*)\.xml$", re.IGNORECASE)
_FOREIGN = re.compile(r"^(customXml/|docProps/(app|thumbnail)|word/(embeddings|activeX|glossary)/)", re.IGNORECASE)
_TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "delText", "delInstrText", "cellIns", "cellDel", "cellMerge"}
    | {f"{name}Change" for name in ("rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")}
    | {f"{name}Range{end}" for name in ("moveFrom", "moveTo", "customXmlIns") for end in ("Start", "End")}
)
_HIDING = ("vanish", "specVanish")
_OFF = ("0", "false", "off")
_NAMING = ("creator", "lastModifiedBy", "manager", "company")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PNG_TELLING = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG_TELLING = (0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE)
"""Application segments (Exif, XMP, IPTC …) but those of JFIF and of colours; comments."""


def traces(data: bytes) -> list[Refusal]:
    """Everything in the file that tells of people, of its editing or of the machine it was made on."""
    found: list[Refusal] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if _PEOPLE.match(name):
                found.append(Refusal("publication.comments", part=name))
            elif _FOREIGN.match(name):
                found.append(Refusal("publication.foreign", part=name))
            elif name.endswith((".xml", ".rels")):
                found += _of_part(name, tree(part))
            elif told := _of_picture(part):
                found.append(Refusal("publication.picture", part=name, found=told))
    return found


def _of_part(name: str, root: etree._Element) -> Iterator[Refusal]:
    """The first trace of each kind in one part."""
    told: set[str] = set()
    for code, found in _seen(root):
        if code not in told:
            told.add(code)
            yield _refusal(code, name, found)


def _refusal(code: str, part: str, found: str) -> Refusal:
    match code:
        case "author":
            return Refusal("publication.author", part=part, found=found)
        case "session":
            return Refusal("publication.session", part=part)
        case "tracked":
            return Refusal("publication.tracked", part=part)
        case "hidden":
            return Refusal("publication.hidden", part=part)
        case "comment":
            return Refusal("publication.comments", part=part)
        case _:
            return Refusal("publication.template", part=part, found=found)


def _seen(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(what, where from) of every trace in reading order."""
    for node in root.iter(etree.Element):
        name = local(node)
        if name in _NAMING and (text := (node.text or "").strip()) not in ("", PROGRAM):
            yield "author", text
        for key, value in node.attrib.items():
            word = str(key).rpartition("}")[2]
            if word == "author":
                yield "author", str(value)
            elif word.startswith("rsid"):
                yield "session", str(value)
        if name in ("rsids", "rsid"):
            yield "session", ""
        elif name in _TRACKED:
            yield "tracked", ""
        elif name in _HIDING and attribute(node, "val") not in _OFF:
            yield "hidden", ""
        elif name == "commentReference":
            yield "comment", ""
        elif name == "attachedTemplate":
            yield "template", attribute(node, "id")
        elif name == "Relationship" and attribute(node, "Type").endswith(
            ("/attachedTemplate", "/frame", "/subDocument")
        ):
            yield "template", attribute(node, "Target")


def _of_picture(data: bytes) -> str:
    """What a picture tells beside itself; nothing where it is a clean PNG or JPEG, `?` where it is neither."""
    if data.startswith(_PNG):
        return _of_png(data)
    return _of_jpeg(data) if data.startswith(_JPEG) else "?"


def _of_png(data: bytes) -> str:
    """The first chunk of text, time or Exif (PNG, third edition, 11.3)."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind in _PNG_TELLING:
            return str(kind, "ascii")
        at += length + 12
    return ""


def _of_jpeg(data: bytes) -> str:
    """The first segment of an application's own or of a comment (ITU-T T.81, annex B)."""
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if mark in _JPEG_TELLING:
            return "COM" if mark == 0xFE else f"APP{mark - 0xE0}"
        if mark == 0xDA:  # the picture itself begins
            break
        at += length + 2
    return ""
