"""A Word file as a package: parts in a fixed order, relationships, types, properties; the same bytes each time."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lifecycle.documents.word.inline import attribute, escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive can name: no file says when it was made."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a part is: its content type and the type of the relationship that leads to it."""

    content: str
    relation: str


KINDS: Mapping[str, Kind] = {
    **{
        name: Kind(f"{_WORDML}.{name}+xml", f"{_OFFICE}/{name}")
        for name in ("styles", "numbering", "settings", "fontTable", "header", "footer", "comments", "footnotes")
    },
    "theme": Kind("application/vnd.openxmlformats-officedocument.theme+xml", f"{_OFFICE}/theme"),
    "commentsExtended": Kind(
        f"{_WORDML}.commentsExtended+xml", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    ),
    "commentsIds": Kind(
        f"{_WORDML}.commentsIds+xml", "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds"
    ),
    "people": Kind(f"{_WORDML}.people+xml", "http://schemas.microsoft.com/office/2011/relationships/people"),
    "image": Kind("image/png", f"{_OFFICE}/image"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part beside the main document: its kind, its path under `word/`, its bytes, the id the document uses.

    `links` are addresses it links to itself (address → id), `shows` the pictures it shows itself.
    What only another part shows has no id.
    """

    kind: str
    path: str
    data: bytes
    id: str
    links: Mapping[str, str] = field(default_factory=dict)
    shows: tuple["Part", ...] = ()


def packed(
    document: Sequence[bytes], parts: Iterable[Part], *, links: Mapping[str, str], properties: Mapping[str, bytes]
) -> bytes:
    """The .docx of a main document, its parts, the addresses it links to (address → id) and its properties.

    The main document is given in pieces, which are deflated one after another and never joined.
    """
    every = tuple(parts)
    files: dict[str, Sequence[bytes]] = {
        "[Content_Types].xml": (_types(every).encode(),),
        "_rels/.rels": (_root_relations().encode(),),
        **{name: (data,) for name, data in properties.items()},
        "word/document.xml": document,
        "word/_rels/document.xml.rels": (_relations(every, links).encode(),),
        **{f"word/{part.path}": (part.data,) for part in every},
        **{
            f"word/_rels/{part.path}.rels": (_relations(part.shows, part.links).encode(),)
            for part in every
            if part.links or part.shows
        },
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, pieces in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every machine
            entry.file_size = sum(map(len, pieces))
            with archive.open(entry, "w") as stream:
                for piece in pieces:
                    stream.write(piece)
    return target.getvalue()


def core_properties(*, title: str, subject: str, day: str, language: str) -> bytes:
    """`docProps/core.xml`: no person is named, the date is the edition's own."""
    moment = f'xsi:type="dcterms:W3CDTF">{escape(day[:10])}T00:00:00Z'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>plan-lifecycle</dc:creator><dc:language>{language}</dc:language>"
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
        "</cp:coreProperties>"
    ).encode()


def custom_properties(values: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`: named texts a reader finds again; ids count from 2 ([MS-OSHARED] 2.3.3.2.2)."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{attribute(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>'
    ).encode()


def _types(parts: tuple[Part, ...]) -> str:
    named = [("word/document.xml", f"{_WORDML}.document.main+xml")]
    named += [(f"word/{part.path}", KINDS[part.kind].content) for part in parts if part.kind != "image"]
    named.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    named.append(("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"))
    rows = "".join(f'<Override PartName="/{name}" ContentType="{content}"/>' for name, content in named)
    pictures = {part.path.rpartition(".")[2] for part in parts if part.kind == "image"}
    photographs = '<Default Extension="jpeg" ContentType="image/jpeg"/>' if "jpeg" in pictures else ""
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{photographs}{rows}</Types>"
    )


def _root_relations() -> str:
    rows = (
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
    )
    inner = "".join(f'<Relationship Id="rId{n}" Type="{t}" Target="{p}"/>' for n, (t, p) in enumerate(rows, 1))
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _relations(parts: tuple[Part, ...], links: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{part.id}" Type="{KINDS[part.kind].relation}" Target="{part.path}"/>'
        for part in parts
        if part.id
    )
    inner += "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{attribute(address)}" TargetMode="External"/>'
        for address, name in links.items()
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
