"""The gate: is this Word file safe to read? Every limit is held before anything is parsed; every no is a `Wrong`.

Reasons (`word.refused.<reason>` in the phrases): empty, too_large, encrypted, old_word, pdf, rtf, odt, zip,
other_office, not_word, damaged, too_many_parts, duplicate_part, unsafe_name, macros, bomb, encoding, dtd,
too_many_comments.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NoReturn

from lxml import etree

from lifecycle.model.errors import Wrong

MIB = 1024 * 1024
LARGEST_FILE = 25 * MIB
MOST_PARTS = 1000
LARGEST_XML = 32 * MIB
LARGEST_WHOLE = 200 * MIB
MOST_COMMENTS = 20_000
STEEPEST = 200
"""How many times a part past its first MiB may be larger than it lies in the file."""

_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
)
"""What zipfile raises on bytes that are no sound package; there is no one class for them."""
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_MACRO_PART = re.compile(r"(^|/)vba(Project|Data)[^/]*$", re.IGNORECASE)
_MACRO_WORD = re.compile("macroEnabled|vbaProject", re.IGNORECASE)
_DECLARED = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 64 * 1024
_OTHER_OFFICE = re.compile(b"spreadsheetml|presentationml")


def opened(data: bytes) -> dict[str, bytes]:
    """The XML parts of a Word package by name; Wrong("word.refused", reason=…) for whatever is not safe to read.

    Parts that are not XML are inflated, counted and left out.
    """
    _outside(data)
    parts: dict[str, bytes] = {}
    whole = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _names([entry.orig_filename for entry in entries])
            _is_package({entry.filename.lower() for entry in entries})
            for entry in entries:
                if entry.flag_bits & 0x1:
                    refuse("encrypted")
                if entry.create_system == 3 and stat.S_ISLNK(entry.external_attr >> 16):
                    refuse("unsafe_name")
                is_xml = bool(_XML.search(entry.filename))
                pieces: list[bytes] = []
                for piece in _inflated(package, entry, is_xml=is_xml):
                    whole += len(piece)
                    if whole > LARGEST_WHOLE:
                        refuse("bomb")
                    if is_xml:
                        pieces.append(piece)
                if is_xml:
                    parts[entry.filename] = _sound(b"".join(pieces))
    except _DAMAGE:
        refuse("damaged")
    _no_macros(parts)
    return parts


def no_word(parts: Mapping[str, bytes]) -> NoReturn:
    """Refuse a package that has no Word document in it: it may be a workbook or a presentation."""
    types = next(part for name, part in parts.items() if name.lower() == "[content_types].xml")
    refuse("other_office" if _OTHER_OFFICE.search(types) else "not_word")


def digests(data: bytes, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of parts that `opened` has let pass and left out, such as pictures; a part not there has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        there = set(package.namelist())
        return {name: sha256(package.read(name)).hexdigest() for name in names if name in there}


def tree(part: bytes) -> etree._Element:
    """The root of an XML part, read without entities, network or DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        refuse("damaged")
    except ValueError:
        refuse("damaged")
    if root.getroottree().docinfo.doctype:
        refuse("dtd")
    return root


def refuse(reason: str) -> NoReturn:
    """Say no."""
    raise Wrong("word.refused", reason=reason) from None


def _outside(data: bytes) -> None:
    """What can be told before the package is opened: its size and its first bytes."""
    if len(data) > LARGEST_FILE:
        refuse("too_large")
    if data.startswith(_OLE):
        refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_word")
    if not data:
        refuse("empty")
    if data.startswith(b"%PDF"):
        refuse("pdf")
    if data.startswith(b"{\\rtf"):
        refuse("rtf")
    if not data.startswith(b"PK\x03\x04"):
        refuse("not_word")


def _names(names: list[str]) -> None:
    if len(names) > MOST_PARTS:
        refuse("too_many_parts")
    if len({name.lower() for name in names}) != len(names):  # part names are equal whatever their case (OPC, 6.2.2)
        refuse("duplicate_part")
    for name in names:
        if _MACRO_PART.search(name):
            refuse("macros")
        if name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0"):
            refuse("unsafe_name")


def _is_package(names: set[str]) -> None:
    """Not another kind of file that is a zip archive too: a package of OPC names its content types (OPC, 7.2.3.1)."""
    if "[content_types].xml" in names:
        return
    if "mimetype" in names and "meta-inf/manifest.xml" in names:
        refuse("odt")
    refuse("not_word" if "_rels/.rels" in names else "zip")


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo, *, is_xml: bool) -> Iterator[bytes]:
    """The part piece by piece; refused as soon as what came out is too much for what lies in the file."""
    size = 0
    with package.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if is_xml and size > LARGEST_XML:
                refuse("bomb")
            if size > MIB and size > STEEPEST * max(entry.compress_size, 1):
                refuse("bomb")
            yield piece


def _sound(part: bytes) -> bytes:
    """`part`, whose bytes are UTF-8 or UTF-16 as declared, and which declares no DTD and no entity."""
    wide = part[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(part) > 1 and 0 in part[:2])
    try:
        if wide:
            mark = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(part[:2])
            text = part.decode(mark or ("utf-16-be" if part[0] == 0 else "utf-16-le"))
        else:
            text = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("encoding")
    declared = _DECLARED.match(text)
    # NUL is no character of XML: where one shows up, the bytes are UTF-32 or hide a second encoding behind the first.
    if "\0" in text or (declared and declared[1].lower() not in _ENCODINGS):
        refuse("encoding")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        refuse("dtd")
    return part


def _no_macros(parts: Mapping[str, bytes]) -> None:
    """The package names its content types, and neither they nor a relationship speak of macros."""
    told = [name for name in parts if name.lower() == "[content_types].xml"]
    for part in (parts[name] for name in [*told, *(name for name in parts if name.lower().endswith(".rels"))]):
        for element in tree(part).iter():
            if any(_MACRO_WORD.search(str(element.get(key, ""))) for key in ("ContentType", "Type")):
                refuse("macros")
