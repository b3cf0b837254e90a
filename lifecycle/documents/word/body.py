"""Blocks as the XML of a Word body: text by plain string functions, kept in pieces, headings counted as Word counts.

It is one file because every kind of block is written into the one growing body and changes what may follow it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from operator import itemgetter

from lifecycle.documents.anchors import bookmark_of
from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
    Heading,
    Index,
    Listing,
    Matrix,
    Paragraph,
    Passage,
    Picture,
    Runs,
    Table,
)
from lifecycle.documents.charts import picture
from lifecycle.documents.document import Section
from lifecycle.documents.fitting import spread
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.inline import Inline, field, run
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.pages import Pages, begins, ending, introduces, leads, on_its_side
from lifecycle.documents.word.paragraphs import CLOSED, Paragraphs
from lifecycle.documents.word.pictures import CM, Pictures, drawing, printed_size
from lifecycle.documents.word.tables import KEEP, Tables

_STYLES = {"body": "body text", "lead": "lead", "note": "note", "quote": "quote"}
_TWIP = 635
"""English Metric Units of a twip."""
_PIECE = 64
"""Strings that make a piece, some tens of kilobytes: Python keeps a text with Czech letters in twice its UTF-8."""
_PAPER_DEPTH = 3
"""Levels of headings in a short paper."""
_GROUP = '<w:keepNext/><w:spacing w:before="200" w:after="40"/>'


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading as the contents list it; `number` is empty for cards, whose code is in the text."""

    depth: int
    number: str
    text: str
    bookmark: str


class Body:
    """The growing body: `pieces` its XML in order, `entries` its headings, `lists` the numbered lists it started.

    `charts` are the charts it drew, each PNG once, in the order of the relationships `rIdChart1`, `rIdChart2` …
    """

    def __init__(
        self,
        look: Look,
        *,
        inline: Inline,
        comments: Comments,
        phrases: Phrases,
        language: str,
        pictures: Pictures,
        pages: Pages,
        paragraphs: type[Paragraphs] = Paragraphs,
    ) -> None:
        self.pieces: list[bytes] = []
        self.entries: list[Listed] = []
        self.lists = 0
        self.charts: dict[bytes, str] = {}
        self.pages = pages
        self._pictures = pictures
        self._out: list[str] = []
        self._language = language
        self._inline = inline
        self._shown = comments.places.fields
        self._look = look
        self._paragraphs = paragraphs(look, inline=inline, comments=comments, phrases=phrases, language=language)
        self._paragraph = self._paragraphs.paragraph
        self._tables = Tables(look, self._paragraphs, inline=inline, comments=comments)
        self._drawings = 1  # the code's own
        self._levels: list[tuple[int, bool]] = []
        self._counters = [0, 0, 0, 0]
        self._gap = False
        self._short = False
        self._led = False
        """Whether what is written leads up to the first card of those a card without fields gathers."""
        self._left = False
        """Whether a passage has ended on a turned page, which what follows it leaves."""
        self._chapter = ""
        self._last: tuple[Block, ...] = ()
        """The blocks at the end of a short paper that stay together."""

    def sections(self, sections: Iterable[Section], *, own_page: bool = True) -> None:
        """Write the chapters, each under a heading of the first level; in a short paper it begins no new page.

        A chapter without a title has no heading: the paper's title stands for it.
        """
        self._short = not own_page
        every = list(sections)
        if every and self._short:
            self._last = every[-1].blocks[ending(every[-1].blocks, self._look.page) : -1]
        for place, section in enumerate(every):
            turned = on_its_side(section.blocks, self._look, self._language) if own_page else []
            turns = self._turn(any(turned[:1]))
            self._levels = []
            if section.title:
                named = self._inline.set(section.title)
                self._chapter = begins(section, self._look, short=self._short, begun=turns, first=not place)
                self._heading(0, run(named), named)
            self._laid(section.blocks, turned, section.title)
        if self._gap:  # a body never ends with a table (ISO 29500-1, 17.4.37: Word wants a paragraph after it)
            self._out.append(self._paragraph("table gap", ""))
        self.press()

    def _laid(self, blocks: tuple[Block, ...], turned: list[bool], title: str, in_card: bool = False) -> None:
        """Write the blocks, those `turned` on pages turned on their side."""
        if not any(turned):
            self._blocks(blocks, title, in_card)
            return
        for side, run_of in groupby(zip(blocks, turned, strict=True), key=itemgetter(1)):
            self._turn(side)
            self._blocks([self._spread(block) if side else block for block, _ in run_of], title, in_card)

    def _spread(self, block: Block) -> Block:
        return spread(block, self._language, texts=self._inline.texts) if isinstance(block, Table) else block

    def _turn(self, turned: bool) -> bool:
        """Go on on pages of the other kind where what comes needs them; whether it did."""
        self._left = False
        if turned == self.pages.turned:
            return False
        ended = self.pages.turn()
        self._out.append(f'<w:p><w:pPr><w:pStyle w:val="{self._paragraphs.ids["table gap"]}"/>{ended}</w:pPr></w:p>')
        self._gap = False
        self._tables.turn(self._look.wide.width if turned else self._look.page.width)
        return True

    def _blocks(self, blocks: Iterable[Block], title: str, in_card: bool = False) -> None:
        every = list(blocks)
        announced = False
        for block, after in zip_longest(every, every[1:]):
            announces = leads(block, after)
            if self._left:
                self._turn(False)
            match block:
                case Paragraph():
                    self._space(block.style != "note")
                    style, kept = (
                        _STYLES.get(block.style, "body text"),
                        KEEP if self._led or announces or introduces(block, after) or self._ends(block) else "",
                    )
                    self._out.append(self._paragraph(style, self._inline.runs(block.runs), kept))
                case Table():
                    self._table(block)
                case Card():
                    self.card(block, title)
                case Heading():
                    text, written = self._inline.both(block.runs)
                    self._heading(block.level, written, text, numbered=not in_card)
                case Listing():
                    self._listing(block, announced)
                case Passage():
                    self._passage(block, title, in_card)
                case Matrix():
                    self._matrix(block)
                case Chart():
                    self._chart(block)
                case Index():
                    self._index(block)
                case Picture():
                    self._picture(block)
            announced = announces
            if len(self._out) > _PIECE:
                self.press()

    def _ends(self, block: Block) -> bool:
        """Whether the block is one of those at the paper's end that stay with the next."""
        return any(block is one for one in self._last)

    def press(self) -> None:
        """Put what has been written since the last piece away as the next one."""
        self.pieces.append("".join(self._out).encode())
        self._out.clear()

    def _space(self, needed: bool = True) -> None:
        """Part what follows from a table before it; two tables in a row would become one."""
        if self._gap and needed:
            self._out.append(f'<w:p><w:pPr><w:pStyle w:val="{self._paragraphs.ids["table gap"]}"/></w:pPr></w:p>')
        self._gap = False

    def _heading(self, level: int, content: str, text: str, *, numbered: bool = True, alias: str = "") -> None:
        """A heading one deeper than the nearest one above it of a lower level: no level of the outline is skipped."""
        self._gap = False
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        depth = len(self._levels) + 1
        numbered = numbered and depth <= 4 and all(above for _, above in self._levels)
        self._levels.append((level, numbered))
        number, direct = "", "" if level else self._chapter
        if numbered and not self._short:
            self._counters[depth - 1] += 1
            self._counters[depth:] = [0] * (4 - depth)
            number = ".".join(map(str, self._counters[:depth]))
        style = f"heading {depth}" if numbered else f"card heading {min(max(depth, 2), 5)}"
        if numbered and self._short:
            style = f"paper heading {min(depth, _PAPER_DEPTH)}"
        name = self._paragraphs.fresh_name(alias or text)
        begin, end = self._paragraphs.bookmark(name)
        self._out.append(self._paragraph(style, f"{begin}{content}{end}", direct))
        self.entries.append(Listed(depth, number, alias or text, name))

    def card(self, card: Card, title: str) -> None:
        """Write a card of the chapter `title`: its control around heading, fields and blocks."""
        code = f"{card.label} {card.code}"
        named, title_xml = self._inline.both(card.title)
        first = self._begin(card.item, code)
        self._out.append(first)
        listed = f"{named} ({code[:1].lower()}{code[1:]})" if named else f"({code})"
        content = run(f"{code} – " if named else code) + title_xml
        self._heading(card.level, content, code, numbered=False, alias=listed)
        if card.fields:
            self._out.append(self._tables.fields(card, anchored=bool(first), led=self._led))
            self._gap = True
        self._led = not card.fields and any(isinstance(block, Card) for block in card.blocks)
        self._blocks(card.blocks, title, in_card=True)
        if first:
            self._out.append(CLOSED)

    def _passage(self, passage: Passage, title: str, in_card: bool) -> None:
        first = self._begin(passage.item, title)
        self._out.append(first)
        turned = [] if self._short or in_card else on_its_side(passage.blocks, self._look, self._language)
        self._laid(passage.blocks, turned, title, in_card)
        if self._paragraphs.waiting or not passage.blocks:
            self._gap = False
            self._out.append(self._paragraph("body text", ""))
        if first:
            self._out.append(CLOSED)
        self._left = self.pages.turned

    def _listing(self, listing: Listing, announced: bool) -> None:
        """A list; the first two items of one that is announced stay with the sentence that announces it."""
        self._space()
        number, style = self._look.bullets, "list bullet"
        if listing.ordered:
            number, style = str(self._look.next_list + self.lists), "list number"
            self.lists += 1
        for place, (depth, runs) in enumerate(listing.items):
            kept = KEEP if announced and not place and len(listing.items) > 1 else ""
            direct = f'{kept}<w:numPr><w:ilvl w:val="{min(depth, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
            self._out.append(self._paragraph(style, self._inline.runs(runs), direct))

    def _begin(self, item: str, alias: str) -> str:
        """The opening of the control of an item shown as a whole; nothing where it has been shown so before."""
        return self._paragraphs.begin(item, alias) if self._paragraphs.first(item, whole=True) else ""

    def _captioned(self, kind: str, caption: str) -> None:
        """The caption above a table, a chart or a picture; what has none is parted from a table before it."""
        if caption:
            self._gap = False
            self._out.append(self._paragraphs.caption(kind, caption))
        else:
            self._space()

    def _table(self, table: Table) -> None:
        self._captioned("table", table.caption)
        if written := self._tables.table(table):
            self._out.append(written)
            self._gap = True

    def _matrix(self, matrix: Matrix) -> None:
        self._captioned("table", matrix.caption)
        self._out.append(self._tables.matrix(matrix))
        self._gap = True

    def _chart(self, chart: Chart) -> None:
        """A chart as a picture under its caption, as wide as drawn or as the template's text."""
        self._captioned("chart", chart.caption)
        drawn = picture(chart, self._language, self._look.accent)
        relation = self.charts.setdefault(drawn.png, f"rIdChart{len(self.charts) + 1}")
        self._drawings += 1
        wide = min(drawn.width * CM, self._look.width * _TWIP)
        shown = drawing(
            relation,
            number=self._drawings,
            name=f"chart{self._drawings - 1}",
            told=self._inline.set(chart.alt),
            width=round(wide),
            height=round(wide * drawn.height / drawn.width),
        )
        self._out.append(self._paragraph("body text", shown))

    def _picture(self, picture: Picture) -> None:
        """A picture of a chapter under its caption."""
        self._captioned("picture", picture.caption)
        self._drawings += 1
        wide, high = printed_size(picture, self._look.width * _TWIP)
        shown = drawing(
            self._pictures.relation(picture.sha256),
            number=self._drawings,
            name=f"picture{self._drawings - 1}",
            told=self._inline.set(picture.alt),
            width=wide,
            height=high,
        )
        self._out.append(self._paragraph("body text", shown))

    def _index(self, index: Index) -> None:
        """Groups of lines, each a link to the item with its page; an item not shown here has neither."""
        self._space()
        stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self._look.width}"/></w:tabs>'
        direct = f'<w:keepLines/>{stop}<w:spacing w:before="0" w:after="40"/><w:ind w:left="454" w:hanging="227"/>'
        for head, entries in index.groups:
            bold = tuple(replace(part, bold=True) for part in head)
            self._out.append(self._paragraph("body text", self._inline.runs(bold), _GROUP))
            self._out += [self._paragraph("body text", self._line(entry), direct) for entry in entries]

    def _line(self, entry: Entry) -> str:
        unlinked: Runs = tuple(replace(part, link=None) for part in entry.runs)
        text = self._inline.runs(unlinked)
        if entry.item not in self._shown:
            return text
        name = bookmark_of(entry.item)
        page = field(f" PAGEREF {name} \\h ", "")
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink><w:r><w:tab/></w:r>{page}'
