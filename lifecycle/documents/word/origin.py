"""Which program saved a Word file, and what the file reaches for outside itself."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from lifecycle.documents.returned import Notice
from lifecycle.documents.word.parts import Parts
from lifecycle.documents.word.sight import local

UNKNOWN = "unknown"
OURS = "plan-lifecycle"
_GOOGLE = re.compile(rb"goog_rdk_|customooxmlschemas\.google\.com|w:name=\"_heading=h\.|w:name=\"kix\.")
"""Controls, parts and bookmarks that only Google Docs writes; it names itself nowhere."""
_KNOWN = (
    (re.compile(r"LibreOffice(?:Dev)?/(\d+\.\d+)"), "LibreOffice {}"),
    (re.compile(r"Collabora\w*/(\d+\.\d+)"), "Collabora {}"),
    (re.compile(r"OpenOffice(?:\.org)?/(\d+\.\d+)"), "OpenOffice {}"),
    (re.compile(r"ONLYOFFICE/(\d+\.\d+)", re.IGNORECASE), "OnlyOffice {}"),
    (re.compile(r"ONLYOFFICE", re.IGNORECASE), "OnlyOffice"),
    (re.compile(r"WPS Office\D*(\d+)"), "WPS Office {}"),
    (re.compile(r"for the web|Word Online", re.IGNORECASE), "Word Online"),
)
_MAIN_ONLINE = re.compile(r"(^|/)document\d+\.xml$")
"""Word Online counts its main part anew each time it saves."""
_LONGEST = 60
_REACHING = {
    "attachedTemplate": "remote_template",
    "image": "remote_image",
    "frame": "remote_content",
    "subDocument": "remote_content",
    "aFChunk": "remote_content",
    "oleObject": "remote_content",
    "linkedObject": "remote_content",
}
"""Kind of a relationship that leads outside → the code of its notice; links a reader may click are none."""
_EMBEDDED = frozenset({"oleObject", "package", "control", "aFChunk", "activeXControlBinary"})


def engine(parts: Parts, *, ours: bool) -> str:
    """The program that saved the file, as people call it; `ours` where the file says it is an edition."""
    document = parts.everything[parts.main]
    if any(_GOOGLE.search(part) for part in (document, *_custom(parts))):
        return "Google Docs"
    told = {local(one): (one.text or "").strip() for one in _application(parts)}
    name, version = told.get("Application", ""), told.get("AppVersion", "").partition(".")[0]
    for pattern, called in _KNOWN:
        if found := pattern.search(name):
            return called.format(*found.groups())
    if "Microsoft" in name and "Word" in name:
        if _MAIN_ONLINE.search(parts.main):
            return "Word Online"
        mac = " (Mac)" if "Macintosh" in name else ""
        return f"Microsoft Word {version.lstrip('0')}".rstrip() + mac if version.isdecimal() else "Microsoft Word" + mac
    if name:
        return " ".join(name.split())[:_LONGEST]
    return OURS if ours else UNKNOWN


def reaching(parts: Parts) -> Iterator[Notice]:
    """What an editor would fetch or start when it opens the file: nothing of it is followed here."""
    outside: Counter[str] = Counter()
    inside = 0
    for name in parts.everything:
        if not name.lower().endswith(".rels"):
            continue
        for one in parts.relations(_owner(name)):
            if one.external and one.kind in _REACHING:
                outside[_REACHING[one.kind]] += 1
            elif not one.external and one.kind in _EMBEDDED:
                inside += 1
    for code in ("remote_template", "remote_image", "remote_content"):
        if outside[code]:
            yield Notice(code, {"count": outside[code]})
    if inside:
        yield Notice("embedded_object", {"count": inside})


def _owner(name: str) -> str:
    """The part whose relationships the part `name` holds."""
    folder, _, file = name.rpartition("/")
    return folder.removesuffix("_rels") + file[: -len(".rels")]


def _application(parts: Parts) -> list[etree._Element]:
    told = [one.target for one in parts.relations("") if one.kind == "extended-properties" and not one.external]
    root = parts.tree(next(iter(told), "docProps/app.xml"))
    return [] if root is None else list(root)


def _custom(parts: Parts) -> Iterator[bytes]:
    return (part for name, part in parts.everything.items() if name.lower().startswith("customxml/"))
