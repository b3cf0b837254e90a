"""Word files as strangers' editors write them, built from small XML: `a_word_file().with_comment(…)…`."""

import io
import zipfile
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELEASED = "http://schemas.microsoft.com/office/word/2012/wordml"
PREVIEW = "http://schemas.microsoft.com/office/word/2010/11/wordml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_TYPE}.document.main+xml"
TEMPLATE = f"{_TYPE}.template.main+xml"
DAY = "2026-03-02T10:00:00Z"


def p(*inner: str, style: str = "", mark: str = "") -> str:
    """A paragraph; `mark` is what is tracked of its mark."""
    said = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{''.join(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def by(author: str, date: str = DAY) -> str:
    """The attributes of a tracked change."""
    return f'w:id="9" w:author={quoteattr(author)} w:date="{date}"'


def ins(text: str, author: str = "Eva", date: str = DAY) -> str:
    """An inserted run."""
    return f"<w:ins {by(author, date)}>{r(text)}</w:ins>"


def gone(text: str, author: str = "Eva", date: str = DAY) -> str:
    """A deleted run."""
    return f'<w:del {by(author, date)}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def on(number: object, *inner: str, reference: bool = True) -> str:
    """Text a comment stands on."""
    said = f'<w:r><w:commentReference w:id="{number}"/></w:r>' if reference else ""
    return f'<w:commentRangeStart w:id="{number}"/>{"".join(inner)}<w:commentRangeEnd w:id="{number}"/>{said}'


def control(tag: str, *inner: str) -> str:
    """A content control."""
    tagged = f"<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/></w:sdtPr>"
    return f"{tagged}<w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"


def point(name: str) -> str:
    """A point bookmark."""
    return f'<w:bookmarkStart w:id="1" w:name={quoteattr(name)}/><w:bookmarkEnd w:id="1"/>'


def tr(*cells: str, tracked: str = "") -> str:
    """A row of cells, each the XML of its paragraphs."""
    said = f"<w:trPr>{tracked}</w:trPr>" if tracked else ""
    return f"<w:tr>{said}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def complex_field(instruction: str, result: str) -> str:
    """A complex field."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{r(result)}{end}"


@dataclass(frozen=True)
class _Comment:
    number: object
    author: str
    date: str
    body: str
    answers: int | None
    done: bool


@dataclass(frozen=True)
class WordFile:
    """A file being made; every method gives another one."""

    body: str = ""
    comments: tuple[_Comment, ...] = ()
    threads: str | None = RELEASED
    parts: tuple[tuple[str, str | bytes, str], ...] = ()
    main: str = "word/document.xml"
    type: str = MAIN
    strict: bool = False
    links: str = ""

    def saying(self, *blocks: str) -> "WordFile":
        """With more blocks of the body; a bare text is a paragraph."""
        return replace(self, body=self.body + "".join(one if one.startswith("<") else p(r(one)) for one in blocks))

    def with_comment(
        self,
        number: object,
        text: str,
        *,
        author: str = "Obec Peč",
        date: str = DAY,
        answers: int | None = None,
        done: bool = False,
    ) -> "WordFile":
        """With a comment; paragraphs by newlines, or the XML of its blocks; `answers` counts comments from 0."""
        body = text if text.startswith("<") else "".join(p(r(line)) for line in text.split("\n"))
        return replace(self, comments=(*self.comments, _Comment(number, author, date, body, answers, done)))

    def threaded_by(self, namespace: str | None) -> "WordFile":
        """With threads in another namespace; with None an editor flattened them."""
        return replace(self, threads=namespace)

    def with_part(self, name: str, content: str | bytes, kind: str = "") -> "WordFile":
        """With a part under `word/`, related to the document as `kind`."""
        return replace(self, parts=(*self.parts, (f"word/{name}", content, kind)))

    def with_link(self, kind: str, target: str) -> "WordFile":
        """With a relationship of `kind` that leads out of the file."""
        link = (
            f'<Relationship Id="x{len(self.links)}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        )
        return replace(self, links=self.links + link)

    def saved_by(self, application: str, version: str = "") -> "WordFile":
        """As a program that names itself leaves it."""
        told = f"<Application>{application}</Application><AppVersion>{version}</AppVersion>"
        return replace(self, parts=(*self.parts, ("docProps/app.xml", f"<Properties>{told}</Properties>", "")))

    def as_strict(self) -> "WordFile":
        """Saved in the strict form of the format."""
        return replace(self, strict=True)

    def lying_at(self, main: str, kind: str = MAIN) -> "WordFile":
        """With its main part elsewhere, or of another kind."""
        return replace(self, main=main, type=kind)

    @property
    def files(self) -> dict[str, str | bytes]:
        """Its parts by name."""
        related = [("comments.xml", "comments")] if self.comments else []
        if self.comments and self.threads:
            related.append(("commentsExtended.xml", "commentsExtended"))
        related += [(name.removeprefix("word/"), kind) for name, _, kind in self.parts if kind]
        rows = "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
            for n, (name, kind) in enumerate(related)
        )
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        folder, _, name = self.main.rpartition("/")
        found: dict[str, str | bytes] = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{self.main}" ContentType="{self.type}"/>'
            + "".join(
                f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
                for name, kind in related
                if name.endswith(".xml")
            )
            + "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{self.main}"/></Relationships>',
            self.main: self._root("document", f"<w:body>{self.body}</w:body>"),
            f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{relations}">{rows}{self.links}</Relationships>',
        }
        if self.comments:
            found["word/comments.xml"] = self._root("comments", "".join(map(self._comment, self.comments)))
            if self.threads:
                found["word/commentsExtended.xml"] = self._extended(self.threads)
        return found | {name: self._wrapped(content) for name, content, _ in self.parts}

    @property
    def data(self) -> bytes:
        """The file."""
        return packed(self.files)

    def _root(self, name: str, inner: str) -> str:
        return (
            f'<w:{name} xmlns:w="{STRICT if self.strict else W}"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
            f' xmlns:v="urn:schemas-microsoft-com:vml">{inner}</w:{name}>'
        )

    def _wrapped(self, content: str | bytes) -> str | bytes:
        """Inner XML of a part under the root its first word names: `hdr:<w:p/>`."""
        if isinstance(content, bytes) or content.startswith("<"):
            return content
        name, _, inner = content.partition(":")
        return self._root(name, inner)

    def _comment(self, one: _Comment) -> str:
        key = f'w14:paraId="{self.comments.index(one) + 1:08X}"'
        head, last, tail = one.body.rpartition("<w:p>")
        body = f"{head}<w:p {key}>{tail}" if last else one.body
        told = f'w:id="{one.number}" w:author={quoteattr(one.author)} w:date="{one.date}" w:initials="OP"'
        return f"<w:comment {told}>{body}</w:comment>"

    def _extended(self, namespace: str) -> str:
        rows = "".join(
            f'<x:commentEx x:paraId="{n:08X}" x:done="{int(one.done)}"'
            + (f' x:paraIdParent="{one.answers + 1:08X}"' if one.answers is not None else "")
            + "/>"
            for n, one in enumerate(self.comments, 1)
        )
        return f'<x:commentsEx xmlns:x="{namespace}">{rows}</x:commentsEx>'


def packed(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def a_word_file(*blocks: str) -> WordFile:
    """A file of these blocks."""
    return WordFile().saying(*blocks)
