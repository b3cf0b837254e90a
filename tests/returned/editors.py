"""What other editors make of a file a hand wrote: Word Online, Google Docs, OnlyOffice, strict and preview forms.

Each takes the bytes of a .docx and gives the bytes that editor would give back; what is said and changed stays.
"""

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from tests.returned.hand import W14, W15
from tests.returned.issued import style_of, w

Parts = dict[str, bytes]
_PREVIEW = "http://schemas.microsoft.com/office/word/2010/11/wordml"
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{}</Application><AppVersion>{}</AppVersion></Properties>"
)
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def saved_by(parts: Parts, program: str, version: str) -> None:
    """The program names itself in `docProps/app.xml`."""
    parts["docProps/app.xml"] = _APP.format(program, version).encode()
    kind = b"application/vnd.openxmlformats-officedocument.extended-properties+xml"
    override = b'<Override PartName="/docProps/app.xml" ContentType="' + kind + b'"/></Types>'
    relation = (
        b'<Relationship Id="rIdApp" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'extended-properties" Target="docProps/app.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)


def word(data: bytes) -> bytes:
    """Microsoft Word keeps everything; words are cut into runs of their own by its spelling marks."""
    parts = unpacked(data)
    saved_by(parts, "Microsoft Office Word", "16.0000")
    body = etree.fromstring(parts["word/document.xml"])
    for number, paragraph in enumerate(body.iter(w("p"))):
        paragraph.set(f"{{{W14}}}paraId", f"{0x10000000 + number:08X}")
        paragraph.set(w("rsidR"), "00A77B3E")
        for run in paragraph.findall(w("r"))[:1]:
            run.addprevious(etree.Element(w("proofErr"), {w("type"): "spellStart"}))
            run.addnext(etree.Element(w("proofErr"), {w("type"): "spellEnd"}))
    parts["word/document.xml"] = etree.tostring(body)
    return packed(parts)


def word_online(data: bytes) -> bytes:
    """Word Online counts its parts anew: `document2.xml`, `comments2.xml`."""
    parts = unpacked(data)
    saved_by(parts, "Microsoft Word for the web", "16.0000")
    for name in ("document", "comments", "commentsExtended", "commentsIds"):
        if f"word/{name}.xml" in parts:
            parts[f"word/{name}2.xml"] = parts.pop(f"word/{name}.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document2.xml.rels"):
        parts[name] = re.sub(
            rb'((?:word/|Target="|/word/))(document|comments|commentsExtended|commentsIds)\.xml"',
            rb'\g<1>\g<2>2.xml"',
            parts[name],
        )
    return packed(parts)


def google(data: bytes, *, headings: bool = True, threads: bool = True) -> bytes:
    """Google Docs: no tags but its own around runs, bookmarks renamed, nobody's initials, no name of the edition.

    Without `headings` the styles it does not know are gone; without `threads` answers are comments of their own.
    """
    parts = unpacked(data)
    body = etree.fromstring(parts["word/document.xml"])
    for sdt in list(body.iter(w("sdt"))):
        for one in list(sdt.find(w("sdtContent"))):
            sdt.addprevious(one)
        sdt.getparent().remove(sdt)
    for number, one in enumerate(body.iter(w("bookmarkStart"))):
        one.set(w("name"), f"_heading=h.{number:x}" if number % 2 else f"bookmark=id.{number:x}")
    for number, run in enumerate(list(body.iter(w("r")))):
        if number % 7 == 0 and run.getparent().tag == w("p"):
            _wrapped(run, f"goog_rdk_{number}")
    for paragraph in body.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        told = style_of(paragraph)
        if told.startswith(("Heading", "CardHeading")) and headings:
            style.set(w("val"), f"Heading{told[-1]}")
        elif style is not None and not told.startswith(("Heading", "Title", "TOC")):
            style.getparent().remove(style)
    parts["word/document.xml"] = etree.tostring(body)
    parts["word/comments.xml"] = re.sub(rb' w:initials="[^"]*"', b"", parts["word/comments.xml"])
    _without(parts, "docProps/custom.xml", "word/commentsIds.xml", "word/people.xml")
    if not threads:
        _without(parts, "word/commentsExtended.xml")
    return packed(parts)


def google_flat(data: bytes) -> bytes:
    return google(data, headings=False, threads=False)


def only_office(data: bytes) -> bytes:
    """OnlyOffice keeps tags and threads; comments come in another order and under other numbers."""
    parts = unpacked(data)
    saved_by(parts, "ONLYOFFICE/8.1.0.169", "8.1")
    comments = etree.fromstring(parts["word/comments.xml"])
    order = list(comments)
    told = {one.get(w("id")): str(len(order) - number) for number, one in enumerate(order)}
    comments[:] = order[::-1]
    body = etree.fromstring(parts["word/document.xml"])
    marks = [body.iter(w(name)) for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
    for one in [*comments, *(mark for found in marks for mark in found)]:
        one.set(w("id"), told[one.get(w("id"))])
    parts["word/document.xml"], parts["word/comments.xml"] = etree.tostring(body), etree.tostring(comments)
    return packed(parts)


def strict(data: bytes) -> bytes:
    """The strict form of the format: other namespaces for everything ISO defines."""
    parts = unpacked(data)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            for old, new in _STRICT.items():
                part = part.replace(old.encode(), new.encode())
            parts[name] = part
    saved_by(parts, "Microsoft Office Word", "16.0000")
    return packed(parts)


def preview(data: bytes) -> bytes:
    """Threads in the namespace of an old preview of Word."""
    parts = unpacked(data)
    parts["word/commentsExtended.xml"] = parts["word/commentsExtended.xml"].replace(W15.encode(), _PREVIEW.encode())
    saved_by(parts, "Microsoft Office Word", "14.0000")
    return packed(parts)


def nameless(data: bytes) -> bytes:
    """Any editor that drops the properties of the file: no name of the edition, no threads."""
    parts = unpacked(data)
    _without(parts, "docProps/custom.xml")
    return packed(parts)


def bare(data: bytes) -> bytes:
    """An editor that keeps neither controls nor bookmarks nor the name: only visible text is left."""
    parts = unpacked(data)
    parts["word/document.xml"] = re.sub(
        rb"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>|<w:bookmark(Start|End)[^>]*/>",
        b"",
        parts["word/document.xml"],
        flags=re.DOTALL,
    )
    _without(parts, "docProps/custom.xml")
    return packed(parts)


def _wrapped(run: etree._Element, tag: str) -> None:
    sdt = etree.Element(w("sdt"))
    properties = etree.SubElement(sdt, w("sdtPr"))
    etree.SubElement(properties, w("tag"), {w("val"): tag})
    content = etree.SubElement(sdt, w("sdtContent"))
    run.addprevious(sdt)
    content.append(run)


def _without(parts: Parts, *names: str) -> None:
    """The parts gone, and what names them."""
    for name in names:
        parts.pop(name, None)
        short = re.escape(name.rpartition("/")[2].encode())
        for place in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
            parts[place] = re.sub(rb"<(Override|Relationship) [^>]*" + short + rb'"[^>]*/>', b"", parts[place])


EDITORS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "word": (word, "Microsoft Word 16"),
    "word online": (word_online, "Word Online"),
    "google": (google, "Google Docs"),
    "google flat": (google_flat, "Google Docs"),
    "onlyoffice": (only_office, "OnlyOffice 8.1"),
    "strict": (strict, "Microsoft Word 16"),
    "preview": (preview, "Microsoft Word 14"),
    "nameless": (nameless, ""),
    "bare": (bare, ""),
}
"""Name → how it saves, and how the program should call it (empty: it cannot know)."""
