"""The pages of a Word file: upright ones and ones turned on their side, each kind with its header and footer."""

from collections.abc import Sequence

from lifecycle.documents.blocks import Block, Chart, Heading, Listing, Matrix, Paragraph, Passage, Picture, Table
from lifecycle.documents.document import Cover, Section
from lifecycle.documents.fitting import MANY, WIDE, needed, to_fill_in
from lifecycle.documents.word.extent import fills, is_thin
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.template import Page

_ABOVE = 480
"""Twips above the heading of a chapter that goes on where the one before it ended."""
_LEADING, _AMID = 1, 2
"""Upright pages from which a wide table is turned: where its chapter begins with it, and amid a chapter."""
_LEADING_TEXT = 0.4
"""The part of a page past which text before a table is no lead to it."""
_END = 0.4
"""The part of a page past which the end of a short paper is not kept together: too much of the page would be empty."""
TURNED, FIRST = "rIdFooterWide", "rIdFooterFirst"
"""The footers of turned pages and of the first page of a short paper."""


class Pages:
    """The sections of one file in Word's sense, as they end one after another; `turned` says which kind is open."""

    def __init__(self, cover: Cover, look: Look) -> None:
        self.turned = False
        self.turns = 0
        """How often the paper has been turned so far."""
        self._cover = cover
        self._look = look
        self._first = True

    def turn(self) -> str:
        """The properties of the section that ends here; what follows stands on pages of the other kind."""
        ended = self.end()
        self.turned = not self.turned
        self.turns += 1
        return ended

    def end(self) -> str:
        """The properties of the section that ends here (ISO 29500-1, 17.6.17).

        The first page of the file is the cover, or that of a short paper; both have a header and a footer of their own.
        """
        page = self._look.wide if self.turned else self._look.page
        runs = [("header", "default", "rIdHeader"), ("footer", "default", TURNED if self.turned else "rIdFooter")]
        begins, self._first = self._first and (self._cover.contents or short_footer(self._cover)), False
        if begins and self._cover.contents and self._cover.working:
            runs.append(("header", "first", "rIdFirst"))
        if begins and not self._cover.contents:
            runs += [("header", "first", "rIdHeader"), ("footer", "first", FIRST)]
        return (
            "<w:sectPr>"
            + "".join(f'<w:{edge}Reference w:type="{where}" r:id="{part}"/>' for edge, where, part in runs)
            + f'{page.xml}<w:cols w:space="708"/>{"<w:titlePg/>" if begins else ""}</w:sectPr>'
        )


def short_footer(cover: Cover) -> bool:
    """Whether the first page of a short paper has the publicity and the code in its footer."""
    return not cover.contents and bool(cover.sealed or cover.publicity)


def begins(section: Section, look: Look, *, short: bool, begun: bool, first: bool) -> str:
    """How the heading of a chapter differs from its style: a short chapter goes on where the one before it ended.

    In a short paper only a form to fill in begins a page, to be torn off. Where `begun`, a page has just begun.
    """
    if short:
        return "<w:pageBreakBefore/>" if not first and to_fill_in(section.blocks) else ""
    if first or not look.own_page or fills(section.blocks, look.page):
        return '<w:pageBreakBefore w:val="0"/>' if begun else ""
    return '<w:pageBreakBefore w:val="0"/>' + ("" if begun else f'<w:spacing w:before="{_ABOVE}"/>')


def leads(block: Block, after: Block | None) -> bool:
    """Whether the block is a sentence that ends with a colon before the list it announces."""
    if not isinstance(block, Paragraph) or not isinstance(after, Listing) or not block.runs:
        return False
    return block.runs[-1].text.rstrip().endswith(":")


def introduces(block: Block, after: Block | None) -> bool:
    """Whether the block is the text right above a table, a chart or a picture with its caption."""
    return isinstance(block, Paragraph) and isinstance(after, Table | Matrix | Chart | Picture) and bool(after.caption)


def ending(blocks: Sequence[Block], page: Page) -> int:
    """The place from which a short paper's last paragraphs stay together, so that no signature stands alone.

    They are those under its last heading, else those after its last table or list, where they are few.
    """
    place = len(blocks)
    while place and isinstance(blocks[place - 1], Paragraph):
        place -= 1
    if place and isinstance(blocks[place - 1], Heading):
        place -= 1
    return len(blocks) if fills(blocks[place:], page, _END) else place


def on_its_side(blocks: Sequence[Block], look: Look, language: str) -> list[bool]:
    """Which blocks of a chapter stand on turned pages, with the text that leads to them and the notes.

    They are long wide tables, and those with words that would break upright. A shorter one stays upright: turning the
    paper for it amid a chapter would leave two pages half empty. A passage stands there when it begins there.
    """
    if look.wide.width <= look.page.width:
        return []
    turned, amid = [], False
    for block in blocks:
        if isinstance(block, Passage):
            turned.append(any(on_its_side(block.blocks, look, language)[:1]))
        else:
            turned.append(isinstance(block, Table) and _better_turned(block, look, language, amid=amid))
        amid = amid or not isinstance(block, Paragraph)
    if not any(turned):
        return []
    for place in [place for place, side in enumerate(turned) if side]:
        for before in range(_led_from(blocks, place, look.page), place):
            turned[before] = True
    for place, block in enumerate(blocks[1:], 1):
        noted = isinstance(block, Paragraph) and block.style == "note"
        turned[place] = turned[place] or (noted and turned[place - 1])
    return turned


def _led_from(blocks: Sequence[Block], place: int, page: Page) -> int:
    """Where what leads to the block begins: the text under its last heading with that, or of much text its end."""
    begun = place
    while begun and isinstance(blocks[begun - 1], Paragraph):
        begun -= 1
    while begun and isinstance(blocks[begun - 1], Heading):
        begun -= 1
    if fills(blocks[begun:place], page, _LEADING_TEXT):
        return place - isinstance(blocks[place - 1], Paragraph)
    return begun


def _better_turned(table: Table, look: Look, language: str, *, amid: bool) -> bool:
    """Whether the table is long and wide, is long and has a high thin column, or words with room only when turned.

    One of many columns is turned also where the paper is too narrow for its words either way: fewer of them break.
    """
    columns = len(table.header)
    if columns < MANY:
        return False
    long = fills([table], look.page, _AMID if amid else _LEADING)
    if columns >= WIDE and long:
        return True
    if long and is_thin(table, look.page.width):
        return True
    needs = needed(table, language)
    return look.page.width < needs and (needs <= look.wide.width or columns >= WIDE)
