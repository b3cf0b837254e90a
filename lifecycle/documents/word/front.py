"""What stands around the text of a document: cover, contents, running header and footer."""

from collections.abc import Iterable, Sequence

from lifecycle.documents.document import Cover
from lifecycle.documents.fitting import length, shortened
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import day_text
from lifecycle.documents.word.body import Listed
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.inline import Inline, field, run
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.pictures import CM, drawing
from lifecycle.documents.word.places import TITLE
from lifecycle.documents.word.template import Page
from lifecycle.model.edition import EditionLabel

LOGO = "rIdLogo"
"""The relationship of the town's logo."""
_LOGO_WIDE, _LOGO_HIGH, _LOGO_SMALL = 5 * CM, round(2.4 * CM), round(1.4 * CM)
"""The box a logo fills on a cover, and its height on a short paper."""
_QR_SIDE, _QR_SMALL = 3 * CM, 2 * CM
"""The code's side: on a cover and on a short paper; a telephone reads both from paper."""
_CODE_WIDE, _CELL = 1247, 57
"""Twips of the cell of a short paper's code and of the margin of its cells."""
_LOGO_NUMBER = 0x7FFFFFFF
"""The logo's own number among the drawings, which charts and pictures do not reach."""
_HAIRLINE = "B8C4D0"
_BARE = '<w:pBdr><w:top w:val="nil"/></w:pBdr>'
_RIGHT = '<w:jc w:val="right"/>'
_THIN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_PAGE, _PAGES = "\ue000", "\ue001"
"""Where the sentence of the footer holds its two fields."""
_CONTENTS_DEPTH = 3
_COVER_HIGH = 13776
"""Twips of the text's height on A4, which a cover is laid out for."""
_UNDER_LOGO = 600
"""Twips between the logo and the title."""
_TIGHT = {
    "subtitle": '<w:spacing w:after="160"/>',
    "cover stage": '<w:spacing w:after="200"/>',
    "cover fact": '<w:spacing w:after="20"/>',
}
"""A short paper begins at the top of its page, its heads close together, so that most fit on one."""
_LOW = {
    "cover stage": '<w:spacing w:after="200"/>',
    "cover publicity": '<w:spacing w:before="120"/>',
    "cover code": '<w:spacing w:before="60" w:after="0"/>',
}
"""A cover on a page lower than A4 by more than what stands above its title: closer together, on one page."""
_HEAD_LETTER = 180
"""Twips of an em of the running head's letters, as `base.docx` has them."""
_CLOSE = '<w:spacing w:before="60"/>'
"""Above the lines at the foot of a short paper."""


def label_text(cover: Cover) -> str:
    """What the edition is for, in the document's language; a label of the town's own as it is."""
    known = {label.value: label for label in EditionLabel}.get(cover.label)
    if known is None:
        return cover.label
    return known.en if cover.language == "en" else known.cs


def cover_xml(cover: Cover, look: Look, *, inline: Inline, comments: Comments, phrases: Phrases) -> list[str]:
    """The paragraphs of the cover; comments on the whole document stand at its title."""
    starts, ends = comments.around(TITLE)
    label = inline.set(label_text(cover))
    edition = phrases.say("document.edition", label=label[:1].upper() + label[1:], number=str(cover.number))
    day = day_text(cover.day, cover.language)
    lines = [("title" if cover.contents else "paper title", starts + run(inline.set(cover.title)) + ends)]
    if cover.subtitle:
        lines.append(("subtitle", run(inline.set(cover.subtitle))))
    if cover.contents:
        lines.append(("cover edition", run(edition)))
    if cover.stage:
        lines.append(("cover stage", run(phrases.say("document.stage", stage=inline.set(cover.stage), day=day))))
    lines += [("cover fact", run(f"{inline.set(name)}\t{inline.set(text)}")) for name, text in cover.lines]
    if cover.contents:
        lines += _publicity(cover, inline)
    # The template leaves a hand's breadth above the title of a cover; a short paper begins at the top.
    direct = {"title": _above_title(look), **(_LOW if _low(look) else {})}
    if not cover.contents:
        direct = _TIGHT
    written = [*_letterhead(cover, look, inline)]
    written += [_line(look, style, content, direct.get(style, "")) for style, content in lines]
    if comments and not cover.contents:
        written[-1] = gallery("Cover Pages", [written[-1]])
    return written


def _above_title(look: Look) -> str:
    """How the title of a cover differs from its style: on a page lower than A4 and under a logo it stands higher."""
    above = _UNDER_LOGO if look.logo else look.above_title
    lowered = max(0, min(above, look.above_title - (_COVER_HIGH - look.page.height)))
    return "" if lowered == look.above_title else f'<w:spacing w:before="{lowered}"/>'


def _low(look: Look) -> bool:
    """Whether a cover laid out for A4 does not fit its page even without the room above its title."""
    return look.page.height < _COVER_HIGH - look.above_title


def _letterhead(cover: Cover, look: Look, inline: Inline) -> list[str]:
    """The town's logo and address, above everything else; in a short paper on one line."""
    address = " · ".join(inline.set(line) for line in look.address)
    logo = ""
    if look.logo:
        high = min(_LOGO_HIGH if cover.contents else _LOGO_SMALL, _LOGO_WIDE * look.logo.height // look.logo.width)
        wide = high * look.logo.width // look.logo.height
        told = inline.set(look.logo.told)
        logo = drawing(LOGO, number=_LOGO_NUMBER, name="logo", told=told, width=wide, height=high)
    if cover.contents:
        return [_line(look, "note", content) for content in (logo, run(address) if address else "") if content]
    between = run("   ") if logo and address else ""
    return [_line(look, "note", f"{logo}{between}{run(address) if address else ''}")] if logo or address else []


def gallery(name: str, lines: Iterable[str]) -> str:
    """A building block of one of Word's galleries.

    Once LibreOffice 7.4 has read one, it keeps the text of controls whose first paragraph has a comment; without, it
    drops that text. So every document with comments has one before its first item.
    """
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="1"/><w:docPartObj><w:docPartGallery w:val="{name}"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _publicity(cover: Cover, inline: Inline) -> list[tuple[str, str]]:
    return [("cover publicity", run(inline.set(text))) for text in cover.publicity]


def seal_xml(cover: Cover, look: Look, phrases: Phrases) -> list[str]:
    """The control code of a cover in letters and as a picture a telephone reads."""
    low = _low(look)
    told = run(phrases.say("document.code", code=cover.code)) if cover.code else ""
    code = [content for content in (told, _picture(cover, phrases, low=low) if cover.sealed else "") if content]
    return [_line(look, "cover code", content, _LOW["cover code"] if low else "") for content in code]


def first_footer_xml(cover: Cover, look: Look, *, inline: Inline, phrases: Phrases) -> str:
    """The footer of a short paper's first page: publicity, code and page left, the picture of the code right.

    A paper of one page must not need a second one for them; their place at the foot of the page is always free.
    """
    right = _CODE_WIDE if cover.sealed else 0
    left = look.page.width - right
    lines = [_line(look, "footer", content, _BARE + _CLOSE) for _, content in _publicity(cover, inline)]
    stops = _stops(look, "footer", left - 2 * _CELL if right else left)
    lines.append(_line(look, "footer", _folio_line(cover, phrases), _BARE + stops + _CLOSE))
    if not right:
        return "".join(lines)
    cells = ((left, "".join(lines)), (right, _line(look, "footer", _picture(cover, phrases), _BARE + _RIGHT)))
    rows = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>'
        for width, content in cells
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{look.page.width}" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"'
        f' w:space="0" w:color="{_HAIRLINE}"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60"'
        f' w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:right w:w="{_CELL}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid><w:tr>{rows}</w:tr></w:tbl>'
        f"{_line(look, 'table gap', '', _THIN)}"
    )


def contents_xml(entries: Iterable[Listed], look: Look, phrases: Phrases) -> list[str]:
    """The contents: our headings as links, pages as fields that LibreOffice counts on opening and Word on printing.

    No TOC field: LibreOffice freezes the pages inside one, and Word would rewrite the entries of cards, so that more
    than a card's heading would begin with its label and code.
    """
    listed = [entry for entry in entries if entry.depth <= _CONTENTS_DEPTH]
    edges = {f"toc {depth}": _stops(look, f"toc {depth}", look.page.width) for depth in range(1, _CONTENTS_DEPTH + 1)}
    lines = [("toc heading", run(phrases.say("document.contents")))] if listed else []
    for entry in listed:
        number = f"{run(entry.number)}<w:r><w:tab/></w:r>" if entry.number else ""
        page = field(f" PAGEREF {entry.bookmark} \\h ", "")
        link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{number}{run(entry.text)}</w:hyperlink>'
        lines.append((f"toc {entry.depth}", f"{link}<w:r><w:tab/></w:r>{page}"))
    return (
        [gallery("Table of Contents", [_line(look, style, content, edges.get(style, "")) for style, content in lines])]
        if lines
        else []
    )


def header_xml(cover: Cover, look: Look, *, inline: Inline, phrases: Phrases, first: bool) -> str:
    """The inside of a page's header: the mark of what is not final, then (not on the cover) title and edition."""
    lines: list[str] = []
    if cover.working:
        mark = run(phrases.say("document.working"))
        lines.append(_line(look, "working mark", mark))
    if not first:
        title = inline.set(cover.title)
        edition = phrases.say("document.edition", label=label_text(cover), number=str(cover.number))
        end = f" · {edition}" if cover.contents else ""
        room = look.page.width - length(end, letter=_HEAD_LETTER)
        # The body begins right under one line; the whole title stands on the first page.
        lines.append(_line(look, "header", run(shortened(title, room=room, letter=_HEAD_LETTER) + end)))
    return "".join(lines) or "<w:p/>"


def footer_xml(cover: Cover, look: Look, phrases: Phrases, *, page: Page) -> str:
    """The inside of a page's footer: control code left, page of pages right."""
    return _line(look, "footer", _folio_line(cover, phrases), _stops(look, "footer", page.width))


def _folio_line(cover: Cover, phrases: Phrases) -> str:
    left = run(phrases.say("document.code", code=cover.code)) if cover.code else ""
    said = phrases.say("document.page", page=_PAGE, pages=_PAGES)
    return f"{left}<w:r><w:tab/></w:r>{''.join(_folio(part) for part in _split(said))}"


def _stops(look: Look, style: str, width: int) -> str:
    """The numbers of lines in `style` at the right edge of `width`: nothing where the style's own stops lead there.

    The stops of numbers left of the text stay; one further right, or amid the line, would stop the number of the page.
    """
    own = [pos for kind, pos in look.stops[style] if kind != "left"]
    if own == [str(width)]:
        return ""
    old = "".join(f'<w:tab w:val="clear" w:pos="{pos}"/>' for pos in own if pos != str(width))
    leader = ' w:leader="dot"' if style != "footer" else ""
    return f'<w:tabs>{old}<w:tab w:val="right"{leader} w:pos="{width}"/></w:tabs>'


def _line(look: Look, style: str, content: str, direct: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look.style(style)}"/>{direct}</w:pPr>{content}</w:p>'


def _split(sentence: str) -> Sequence[str]:
    spaced = sentence.replace(_PAGE, f"\0{_PAGE}\0").replace(_PAGES, f"\0{_PAGES}\0")
    return [part for part in spaced.split("\0") if part]


def _folio(part: str) -> str:
    return field({_PAGE: " PAGE ", _PAGES: " NUMPAGES "}[part], "1") if part in (_PAGE, _PAGES) else run(part)


def _picture(cover: Cover, phrases: Phrases, *, low: bool = False) -> str:
    """The QR code as an inline picture that says what it is."""
    told = phrases.say("document.qr", code=cover.code)
    side = _QR_SIDE if cover.contents and not low else _QR_SMALL
    return drawing("rIdQr", number=1, name="QR", told=told, width=side, height=side)
