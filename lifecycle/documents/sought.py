"""Whether a name stands in a file: its words are looked for, nothing in it is parsed, followed or believed.

It serves erasure, where a miss is told to a person ("not looked into"): a name in a picture or a PDF is not found.
"""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator

_LARGEST = 32 * 1024 * 1024
"""Bytes of a part that are looked at."""
_WHOLE = 200 * 1024 * 1024
"""Bytes of all parts of an archive that are looked at."""
_PARTS = 1000
_TEXTS = (".md", ".txt", ".csv", ".ics", ".html", ".htm", ".json")
_ARCHIVES = (".docx", ".xlsx", ".ods", ".odt", ".zip", ".dotx")
_BREAK = re.compile(rb"</(?:w:p|text:p|td|p|h\d|li|si|div)>|<(?:w:tab|w:br|br)\b[^>]*>")
_TAG = re.compile(rb"<[^>]*>")
_BETWEEN = re.compile(r"[^\w@]+")


def folded(text: str) -> str:
    """`text` as names are compared: without case, accents and doubled spaces."""
    plain = unicodedata.normalize("NFKD", html.unescape(text))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).casefold().split())


def holds(data: bytes, ending: str, names: frozenset[str]) -> bool | None:
    """Whether one of the folded `names` stands in the file; None where files of this ending cannot be looked into."""
    if ending not in (*_TEXTS, *_ARCHIVES):
        return None
    try:
        return any(_among(names, text) for text in _texts(data, ending))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None


def _among(names: frozenset[str], text: bytes) -> bool:
    words = _spaced(folded(text.decode("utf-8", "replace")))
    return any(_spaced(name) in words for name in names)


def _spaced(text: str) -> str:
    return f" {_BETWEEN.sub(' ', text).strip()} "


def _texts(data: bytes, ending: str, *, inside: bool = False) -> Iterator[bytes]:
    if ending not in _ARCHIVES:
        yield _TAG.sub(b"", _BREAK.sub(b" ", data[:_LARGEST])) if ending.startswith(".htm") else data[:_LARGEST]
        return
    left = _WHOLE
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist()[:_PARTS]:
            name = entry.filename.lower()
            part = name[name.rfind(".") :] if "." in name else ""
            if part not in (".xml", *_TEXTS, *(() if inside else _ARCHIVES)):
                continue
            with archive.open(entry) as stream:
                found = stream.read(min(_LARGEST, max(left, 0)))
            left -= len(found)
            if part in _ARCHIVES:  # a packet holds documents
                yield from _texts(found, part, inside=True)
            else:
                yield _TAG.sub(b"", _BREAK.sub(b" ", found))
