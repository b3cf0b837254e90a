"""A document as a Word file: the one function others call; the same document gives the same bytes on every day."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import segno

from lifecycle.documents.document import Cover, Document, content_sha256
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.body import Body
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.front import contents_xml, cover_xml, footer_xml, header_xml, seal_xml
from lifecycle.documents.word.inline import Inline
from lifecycle.documents.word.look import Look, look_of
from lifecycle.documents.word.package import XML, Part, core_properties, custom_properties, packed
from lifecycle.documents.word.paragraphs import Paragraphs
from lifecycle.documents.word.places import places_of

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a package is made of: the main document in pieces, parts beside it, addresses, properties.

    `lists` counts the numbered lists the body started, `look` is where they and the parts come from.
    """

    pieces: tuple[bytes, ...]
    parts: list[Part]
    links: Mapping[str, str]
    properties: dict[str, bytes]
    lists: int
    look: Look


def write(
    document: Document, *, texts: Mapping[str, str], template: bytes, phrases: Phrases, content: str | None = None
) -> bytes:
    """The .docx of `document`; `texts` maps `vault:<digest>` to private text, a missing one is shown as erased.

    `content` is the content hash where the caller has it already: making it takes a fourth of the time of writing.
    Raises Wrong where the template lacks a style, a list or a part, naming all of them.
    """
    made = sheet(document, texts=texts, template=template, phrases=phrases, content=content)
    return packed(made.pieces, made.parts, links=made.links, properties=made.properties)


def sheet(
    document: Document,
    *,
    texts: Mapping[str, str],
    template: bytes,
    phrases: Phrases,
    content: str | None = None,
    paragraphs: type[Paragraphs] = Paragraphs,
    inline: Inline | None = None,
    more: Mapping[str, str] | None = None,
) -> Sheet:
    """`document` as `write` packs it; `more` are properties beside those that name the edition.

    An `inline` that is given has served another edition: what both say is set once, and they share their addresses.
    """
    cover = document.cover
    look = look_of(template, cover.language)
    inline = inline or Inline(texts, phrases, language=cover.language, link_style=look.style("hyperlink"))
    comments = Comments(
        document.threads,
        places_of(document.sections),
        inline=inline,
        phrases=phrases,
        reference_style=look.style("annotation reference"),
    )
    body = Body(look, inline=inline, comments=comments, phrases=phrases, language=cover.language, paragraphs=paragraphs)
    body.sections(document.sections, own_page=cover.contents)
    seal = seal_xml(cover, look, inline=inline, phrases=phrases)
    begin = "".join(
        [
            f"{XML}<w:document {_NAMESPACES}><w:body>",
            *cover_xml(cover, look, inline=inline, comments=comments, phrases=phrases),
            *([*seal, *contents_xml(body.entries, look, phrases)] if cover.contents else []),
        ]
    ).encode()
    end = "".join([*([] if cover.contents else seal), _section(cover, look), "</w:body></w:document>"]).encode()
    charts = [Part("image", f"media/chart{n}.png", png, f"rIdChart{n}") for n, png in enumerate(body.pictures, 1)]
    return Sheet(
        pieces=(begin, *body.pieces, end),
        parts=[*_parts(cover, look, inline=inline, comments=comments, phrases=phrases, lists=body.lists), *charts],
        links=inline.links,
        properties={
            "docProps/core.xml": core_properties(
                title=inline.shown(cover.title),
                subject=inline.shown(cover.subtitle),
                day=cover.day,
                language="en-GB" if cover.language == "en" else "cs-CZ",
            ),
            "docProps/custom.xml": custom_properties(
                {
                    "lifecycle.plan": cover.plan,
                    "lifecycle.edition": f"{cover.name}@{cover.number}",
                    "lifecycle.content": content or content_sha256(document.sections),
                    "lifecycle.code": cover.code,
                    **(more or {}),
                }
            ),
        },
        lists=body.lists,
        look=look,
    )


def _section(cover: Cover, look: Look) -> str:
    """The one section's properties: a cover is its first page, without footer, its header only the working mark."""
    first = '<w:headerReference w:type="first" r:id="rIdFirst"/>' if cover.working and cover.contents else ""
    own = "<w:titlePg/>" if cover.contents else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>{first}'
        f'<w:footerReference w:type="default" r:id="rIdFooter"/>{look.page}'
        f'<w:cols w:space="708"/>{own}</w:sectPr>'
    )


def _parts(cover: Cover, look: Look, *, inline: Inline, comments: Comments, phrases: Phrases, lists: int) -> list[Part]:
    parts = [
        Part(kind, f"{kind}.xml", look.parts[kind], f"rId{kind.capitalize()}")
        for kind in ("styles", "settings", "fontTable")
    ]
    parts.append(Part("theme", "theme/theme1.xml", look.parts["theme"], "rIdTheme"))
    parts.append(Part("numbering", "numbering.xml", numbering(look, lists).encode(), "rIdNumbering"))
    header = header_xml(cover, look, inline=inline, phrases=phrases, first=False)
    parts.append(Part("header", "header1.xml", _edge("hdr", header), "rIdHeader"))
    if cover.working and cover.contents:
        marked = header_xml(cover, look, inline=inline, phrases=phrases, first=True)
        parts.append(Part("header", "header2.xml", _edge("hdr", marked), "rIdFirst"))
    parts.append(Part("footer", "footer1.xml", _edge("ftr", footer_xml(cover, look, phrases)), "rIdFooter"))
    if comments:
        written = comments.parts(look.style("annotation text"))
        parts += [Part(kind, f"{kind}.xml", xml.encode(), f"rId{kind.capitalize()}") for kind, xml in written.items()]
    if cover.sealed:
        parts.append(Part("image", "media/qr.png", _qr(cover.sealed), "rIdQr"))
    return parts


def numbering(look: Look, lists: int) -> str:
    """The template's numbering and one list more for each numbered list, so that each begins with 1."""
    more = "".join(
        f'<w:num w:numId="{look.next_list + n}"><w:abstractNumId w:val="{look.numbered}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(lists)
    )
    return f"{look.numbering}{more}</w:numbering>"


def _edge(root: str, inner: str) -> bytes:
    return f"{XML}<w:{root} {_NAMESPACES}>{inner}</w:{root}>".encode()


@lru_cache(maxsize=16)  # the papers of one packet carry the same code
def _qr(text: str) -> bytes:
    """The picture of the code, without a mark of the program that drew it."""
    target = io.BytesIO()
    segno.make_qr(text, error="m").save(target, kind="png", scale=8, border=4)
    return target.getvalue()
