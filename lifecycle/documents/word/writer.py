"""A document as a Word file: the one function others call; the same document gives the same bytes on every day."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import segno

from lifecycle.documents.document import Cover, Document, content_sha256
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.body import Body
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.footnotes import footnotes_part, with_separators
from lifecycle.documents.word.front import (
    LOGO,
    contents_xml,
    cover_xml,
    first_footer_xml,
    footer_xml,
    header_xml,
    seal_xml,
)
from lifecycle.documents.word.inline import Inline
from lifecycle.documents.word.look import Look, look_of
from lifecycle.documents.word.package import XML, Part, core_properties, custom_properties, packed
from lifecycle.documents.word.pages import FIRST, TURNED, Pages, short_footer
from lifecycle.documents.word.pictures import Pictures
from lifecycle.documents.word.places import places_of

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def no_picture(sha256: str) -> bytes:
    """Raises LookupError: whoever writes a document with pictures has to say where they are."""
    raise LookupError(sha256)


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
    document: Document,
    *,
    texts: Mapping[str, str],
    template: bytes,
    phrases: Phrases,
    content: str | None = None,
    pictures: Callable[[str], bytes] = no_picture,
) -> bytes:
    """The .docx of `document`; `texts` maps `vault:<digest>` to private text, a missing one is shown as erased.

    `pictures` gives the bytes of a picture by their digest.
    `content` is the content hash where the caller has it already: making it takes a fourth of the time of writing.
    Raises Wrong where the template lacks a style, a list or a part, naming all of them.
    """
    made = sheet(document, texts=texts, template=template, phrases=phrases, content=content, pictures=pictures)
    return packed(made.pieces, made.parts, links=made.links, properties=made.properties)


def sheet(
    document: Document,
    *,
    texts: Mapping[str, str],
    template: bytes,
    phrases: Phrases,
    content: str | None = None,
    pictures: Callable[[str], bytes] = no_picture,
    body: Callable[..., Body] = Body,
    inline: Inline | None = None,
    more: Mapping[str, str] | None = None,
) -> Sheet:
    """`document` as `write` packs it; `more` are properties beside those that name the edition.

    An `inline` that is given has served another edition: what both say is set once, and they share their addresses.
    `body` makes the body, as `Body` does.
    """
    cover = document.cover
    look = look_of(template, cover.language)
    inline = inline or _inline(texts, phrases, look, cover)
    comments = Comments(
        document.threads,
        places_of(document.sections),
        inline=inline,
        phrases=phrases,
        reference_style=look.style("annotation reference"),
    )
    taken, pages = Pictures(pictures), Pages(cover, look)
    made = body(
        look,
        inline=inline,
        comments=comments,
        phrases=phrases,
        language=cover.language,
        pictures=taken,
        pages=pages,
    )
    made.sections(document.sections, own_page=cover.contents)
    begin = "".join(
        [
            f"{XML}<w:document {_NAMESPACES}><w:body>",
            *cover_xml(cover, look, inline=inline, comments=comments, phrases=phrases),
            *([*seal_xml(cover, look, phrases), *contents_xml(made.entries, look, phrases)] if cover.contents else []),
        ]
    ).encode()
    end = f"{pages.end()}</w:body></w:document>".encode()
    charts = [Part("image", f"media/chart{n}.png", png, f"rIdChart{n}") for n, png in enumerate(made.charts, 1)]
    notes = [footnotes_part(inline.notes, look, _inline(texts, phrases, look, cover))] if inline.notes else []
    look = with_separators(look) if notes else look
    return Sheet(
        pieces=(begin, *made.pieces, end),
        parts=[
            *_parts(
                cover, look, inline=inline, comments=comments, phrases=phrases, lists=made.lists, turned=pages.turns > 0
            ),
            *charts,
            *taken.parts,
            *notes,
        ],
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
        lists=made.lists,
        look=look,
    )


def _inline(texts: Mapping[str, str], phrases: Phrases, look: Look, cover: Cover) -> Inline:
    """The runs of one part: each part gathers the links of its own."""
    return Inline(
        texts,
        phrases,
        language=cover.language,
        link_style=look.style("hyperlink"),
        note_style=look.style("footnote reference"),
    )


def _parts(
    cover: Cover, look: Look, *, inline: Inline, comments: Comments, phrases: Phrases, lists: int, turned: bool
) -> list[Part]:
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
    parts += _footers(cover, look, inline=inline, phrases=phrases, turned=turned)
    if comments:
        written = comments.parts(look.style("annotation text"))
        parts += [Part(kind, f"{kind}.xml", xml.encode(), f"rId{kind.capitalize()}") for kind, xml in written.items()]
    if cover.sealed:
        parts.append(Part("image", "media/qr.png", _qr(cover.sealed), "rIdQr" if cover.contents else ""))
    if look.logo:
        parts.append(Part("image", "media/logo.png", look.logo.png, LOGO))
    return parts


def _footers(cover: Cover, look: Look, *, inline: Inline, phrases: Phrases, turned: bool) -> list[Part]:
    """The footer of upright pages and, where the document has such, of turned ones and of a short paper's first."""
    upright = _edge("ftr", footer_xml(cover, look, phrases, page=look.page))
    found = [Part("footer", "footer1.xml", upright, "rIdFooter")]
    if turned:
        wide = _edge("ftr", footer_xml(cover, look, phrases, page=look.wide))
        found.append(Part("footer", "footer2.xml", wide, TURNED))
    if short_footer(cover):
        first = _edge("ftr", first_footer_xml(cover, look, inline=inline, phrases=phrases))
        code = Part("image", "media/qr.png", b"", "rIdQr")
        found.append(Part("footer", "footer3.xml", first, FIRST, shows=(code,) if cover.sealed else ()))
    return found


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
