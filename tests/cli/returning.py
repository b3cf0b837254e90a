"""A colleague's hand: opens an issued edition, comments, edits with and without tracking, saves as an editor does."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from tests.cli.clerk import Clerk

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
NS = {"w": W, "w15": W15, "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}
_EMPTY = f'<w:comments xmlns:w="{W}"/>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
DATE = "2015-03-01T10:20:30Z"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class Paper:
    """One Word file on a colleague's desk; every method returns the file after one thing was done to it."""

    parts: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path) -> "Paper":
        with zipfile.ZipFile(file) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def saved(self, file: Path) -> Path:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        file.write_bytes(target.getvalue())
        return file

    def commented(
        self, at: str, text: str, *, by: str = "Jana Malá", on: str | None = DATE, nth: int = 0, to: str | None = None
    ) -> "Paper":
        """A comment around the text of the nth paragraph that holds `at`; `to` ends it in a later paragraph."""
        made = self._with_comments()
        comments = etree.fromstring(made.parts["word/comments.xml"])
        id = str(1000 + len(comments))
        one = etree.SubElement(comments, w("comment"), {w("id"): id, w("author"): by, w("initials"): "JM"})
        if on:
            one.set(w("date"), on)
        for part in text.split("\n"):
            run = etree.SubElement(etree.SubElement(one, w("p")), w("r"))
            etree.SubElement(run, w("t")).text = part
        made = made._put("word/comments.xml", comments)

        def mark(root: Any) -> None:
            first = _paragraphs(root, at)[nth]
            last = _paragraphs(root, to)[-1] if to else first
            place = 1 if first.find(w("pPr")) is not None else 0
            first.insert(place, etree.Element(w("commentRangeStart"), {w("id"): id}))
            etree.SubElement(last, w("commentRangeEnd"), {w("id"): id})
            etree.SubElement(etree.SubElement(last, w("r")), w("commentReference"), {w("id"): id})

        return made.changed(mark)

    def edited(self, was: str, now: str, *, nth: int = 0) -> "Paper":
        """Words of one paragraph typed over without tracking."""

        def type_(root: Any) -> None:
            for text in _paragraphs(root, was)[nth].iter(w("t")):
                if was in _spaced(text.text):
                    text.text = _spaced(text.text).replace(was, now)

        return self.changed(type_)

    def tracked(self, was: str, now: str, *, by: str = "Jana Malá", nth: int = 0) -> "Paper":
        """Words of one paragraph replaced with tracking on; `+words` inserts after them, an empty `now` deletes."""

        def type_(root: Any, was: str = was) -> None:
            anchor, was = (was[1:], "") if was.startswith("+") else (was, was)
            paragraph = _paragraphs(root, anchor)[nth]
            text = next(one for one in paragraph.iter(w("t")) if anchor in _spaced(one.text))
            run = text.getparent()
            before, _, after = _spaced(text.text).partition(anchor)
            kept = before if was else before + anchor
            pieces = [_run(kept)]
            who = {w("author"): by, w("date"): DATE}
            if was:
                gone = etree.Element(w("del"), {w("id"): "901", **who})
                gone.append(_run(was, "delText"))
                pieces.append(gone)
            if now:
                new = etree.Element(w("ins"), {w("id"): "902", **who})
                new.append(_run(now))
                pieces.append(new)
            parent, place = run.getparent(), run.getparent().index(run)
            parent.remove(run)
            for n, piece in enumerate([*pieces, _run(after)]):
                parent.insert(place + n, piece)

        return self.changed(type_)

    def without_controls(self) -> "Paper":
        """As LibreOffice saves it: the text stays, content controls go."""
        return self._document(lambda xml: re.sub(rb"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", b"", xml))

    def without_bookmarks(self) -> "Paper":
        return self._document(lambda xml: re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", xml))

    def without_name(self) -> "Paper":
        """The properties that say which edition it is are gone."""
        return replace(self, parts={name: data for name, data in self.parts.items() if name != "docProps/custom.xml"})

    def said_of(self, was: str, now: str) -> "Paper":
        """A word of its properties changed."""
        return self._with("docProps/custom.xml", self.parts["docProps/custom.xml"].replace(was.encode(), now.encode()))

    def saved_by_libreoffice(self) -> "Paper":
        """The name of LibreOffice in its properties, and no threads."""
        name = "docProps/app.xml"
        properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
        told = f'<Properties xmlns="{properties}"><Application>LibreOffice/7.4.7.2</Application></Properties>'
        return self._with(name, told.encode())._with("word/commentsExtended.xml", b"<none/>")

    def answered(self, asked: str, text: str, *, by: str = "Jana Malá") -> "Paper":
        """An answer as LibreOffice writes it: a comment without words, right after the reference of the first."""
        comments = etree.fromstring(self.parts["word/comments.xml"])
        first = next(one for one in comments if asked in _spaced("".join(t.text or "" for t in one.iter(w("t")))))
        id = str(1000 + len(comments))
        one = etree.Element(w("comment"), {w("id"): id, w("author"): by, w("date"): "2030-01-01T10:00:00Z"})
        etree.SubElement(etree.SubElement(etree.SubElement(one, w("p")), w("r")), w("t")).text = text
        first.addnext(one)

        def refer(root: Any) -> None:
            mark = next(m for m in root.iter(w("commentReference")) if m.get(w("id")) == first.get(w("id")))
            run = etree.Element(w("r"))
            etree.SubElement(run, w("commentReference"), {w("id"): id})
            mark.getparent().addnext(run)

        return self._put("word/comments.xml", comments).changed(refer)

    def resolved(self) -> "Paper":
        """Every thread marked as done."""
        name = "word/commentsExtended.xml"
        return self._with(name, self.parts[name].replace(b'w15:done="0"', b'w15:done="1"'))

    def changed(self, change: Callable[[Any], None]) -> "Paper":
        root = etree.fromstring(self.parts["word/document.xml"])
        change(root)
        return self._put("word/document.xml", root)

    def _with_comments(self) -> "Paper":
        if "word/comments.xml" in self.parts:
            return self
        types = self.parts["[Content_Types].xml"].replace(
            b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/></Types>'.encode()
        )
        rels = self.parts["word/_rels/document.xml.rels"].replace(
            b"</Relationships>",
            f'<Relationship Id="rIdOwn" Type="{_RELATION}" Target="comments.xml"/></Relationships>'.encode(),
        )
        return (
            self._with("word/comments.xml", _EMPTY.encode())
            ._with("[Content_Types].xml", types)
            ._with("word/_rels/document.xml.rels", rels)
        )

    def _document(self, change: Callable[[bytes], bytes]) -> "Paper":
        return self._with("word/document.xml", change(self.parts["word/document.xml"]))

    def _put(self, name: str, root: Any) -> "Paper":
        return self._with(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _with(self, name: str, data: bytes) -> "Paper":
        return replace(self, parts={**self.parts, name: data})


def opened(clerk: Clerk, name: str = "plan") -> Paper:
    """The newest edition of a deliverable as a colleague opens it."""
    newest = [one for one in clerk.reads("document", "list") if one["name"] == name][-1]
    return Paper.of(clerk.office / newest["file"])


def takes(clerk: Clerk, paper: Paper, *options: str, whom: str = "Žďár", name: str = "vráceno.docx") -> dict:
    """What `take-back` says of the file."""
    file = paper.saved(clerk.paper(name, b""))
    return clerk.reads("take-back", str(file), "--from", whom, *options)["files"][0]


def new_points(clerk: Clerk) -> list[dict]:
    """The points that files brought."""
    return [one for one in clerk.reads("comment", "list") if one["source"]["file"]]


def the_point(clerk: Clerk) -> dict:
    """The only one of them."""
    (one,) = new_points(clerk)
    return one


def _paragraphs(root: Any, at: str) -> list[Any]:
    """The paragraphs after the contents that hold `at`."""
    found = [
        p
        for p in root.iter(w("p"))
        if at in _spaced("".join(t.text or "" for t in p.iter(w("t"))))
        and not any((one.get(w("val")) or "").upper().startswith("TOC") for one in p.iter(w("pStyle")))
    ]
    assert found, f"no paragraph holds {at!r}"
    return found


def _spaced(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ")


def _run(text: str, name: str = "t") -> Any:
    run = etree.Element(w("r"))
    one = etree.SubElement(run, w(name))
    one.text = text
    one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
