"""Whether a file a person gave is a spreadsheet that may be opened, decided before any library parses it."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath
from xml.parsers import expat

from lifecycle.model.errors import Wrong

MIB = 1024 * 1024
FILE_LIMIT = 25 * MIB
UNPACKED_LIMIT = 200 * MIB
RATIO_LIMIT = 200
PARTS_LIMIT = 1_000
CELLS_LIMIT = 2_000_000
"""Rows × columns of a sheet: the reader lays out the whole rectangle, so one cell at XFD1048576 would fill memory."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EXTENSIONS: Mapping[str, str] = {"xlsx": "xlsx", "ods": "ods", "csv": "csv", "tsv": "csv", "txt": "csv"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file let in: its bytes, what it is (xlsx, ods or csv) and the unpacked parts of a workbook."""

    file: str
    data: bytes
    kind: str
    parts: Mapping[str, bytes] = field(default_factory=dict)


def let_in(source: Path | bytes, name: str) -> Parcel:
    """The file as a parcel; Wrong (`intake.…`) where it is missing, held, unsafe or not what its name says."""
    file = PurePath(name).name
    if file.startswith(("~$", ".~lock.")):
        raise Wrong("intake.lock_file", file=file, original=file.removeprefix("~$").removeprefix(".~lock.").rstrip("#"))
    extension = PurePath(file).suffix.lower().lstrip(".")
    expected = _EXTENSIONS.get(extension)
    if expected is None:
        raise Wrong("intake.unknown_extension", file=file, extension=extension)
    data = source if isinstance(source, bytes) else _read(source, file)
    if len(data) > FILE_LIMIT:
        raise Wrong("intake.too_big", file=file, limit=FILE_LIMIT // MIB)
    if not data.strip():
        raise Wrong("intake.empty", file=file)
    parts = _unpack(data, file) if data.startswith(_ZIP) else {}
    found = _what(data, parts)
    if found == "password":
        raise Wrong("intake.password", file=file)
    if found != expected:
        raise Wrong("intake.wrong_extension", file=file, extension=extension, found=found, reason=found)
    if not all(_well_formed(part) for path, part in parts.items() if path.endswith((".xml", ".rels"))):
        raise Wrong("intake.damaged", file=file)
    return Parcel(file, data, found, parts)


def _read(path: Path, file: str) -> bytes:
    if path.is_dir():
        raise Wrong("intake.folder", file=file)
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise Wrong("intake.too_big", file=file, limit=FILE_LIMIT // MIB)
        return path.read_bytes()
    except FileNotFoundError:
        raise Wrong("intake.not_found", file=str(path)) from None
    except PermissionError:
        # Excel on Windows holds an open workbook so that nobody else may read it.
        raise Wrong("intake.locked", file=file) from None
    except OSError as error:
        raise Wrong("intake.unreadable", file=file, told=error) from None


def _what(data: bytes, parts: Mapping[str, bytes]) -> str:
    """xlsx, ods or csv, or the name of what else it is; `password` where a key is needed to read it."""
    if data.startswith(_OLE):
        # An encrypted workbook is an OLE file with this stream (MS-OFFCRYPTO 2.3.4), an old one has `Workbook`.
        return "password" if "EncryptedPackage".encode("utf-16-le") in data else "xls"
    if parts:
        return _which_zip(parts)
    if data.startswith(b"%PDF"):
        return "pdf"
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "html" if b"<html" in start else "xml"
    return "csv"


def _which_zip(parts: Mapping[str, bytes]) -> str:
    if "xl/vbaProject.bin" in parts:
        return "xlsm"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        return "password"
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    return "docx" if "word/document.xml" in parts else "zip"


def _well_formed(xml: bytes) -> bool:
    """Whether the part is XML without a document type: calamine 0.9 never returns from a table that is not closed."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("document type")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):  # LookupError: an encoding nobody knows
        return False
    return True


def _unpack(data: bytes, file: str) -> dict[str, bytes]:
    """Every part by name, inflated by us and counted while inflating: sizes in headers may lie."""
    try:
        infos = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Wrong("intake.damaged", file=file) from None
    if len(infos) > PARTS_LIMIT or len({info.filename for info in infos}) < len(infos):
        raise Wrong("intake.damaged", file=file)
    parts: dict[str, bytes] = {}
    left = UNPACKED_LIMIT
    for info in infos:
        limit = min(left, max(MIB, RATIO_LIMIT * info.compress_size))
        part = _inflated(data, info, limit=limit, file=file)
        if len(part) > limit:
            raise Wrong("intake.bomb", file=file, limit=UNPACKED_LIMIT // MIB)
        left -= len(part)
        parts[info.filename] = part
    return parts


def _inflated(data: bytes, info: zipfile.ZipInfo, *, limit: int, file: str) -> bytes:
    """The bytes of one part, at most one more than `limit`."""
    try:
        name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        packed = data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            return packed[: limit + 1]
        if info.compress_type == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit + 1)
    except (struct.error, zlib.error):
        pass
    raise Wrong("intake.damaged", file=file)
