"""Blocks as HTML5: every text escaped, every item with an id, tables with header cells, pictures with words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    Run,
    Runs,
    Table,
)
from lifecycle.documents.charts import picture
from lifecycle.documents.document import Section
from lifecycle.documents.hypertext import Words, data_of, safe
from lifecycle.documents.outline import Outline
from lifecycle.documents.typography import number_text

_ALIGN = {"r": ' class="number"', "c": ' class="middle"'}
_STYLES = {"lead": "lead", "note": "note"}
_PIXELS = 37.8
"""Pixels of a centimetre on a page of the web (CSS Values, 6.2)."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading as the contents list it."""

    depth: int
    number: str
    text: str
    id: str


class Markup:
    """The chapters of one document as HTML; `headed` grows with its headings. An id is given once."""

    def __init__(
        self,
        words: Words,
        *,
        language: str,
        shown: Iterable[str],
        wholes: Iterable[str],
        noted: Mapping[str, str],
        pictures: Callable[[str], bytes],
    ) -> None:
        self.headed: list[Headed] = []
        self._words = words
        self._language = language
        self._shown = frozenset(shown)
        self._wholes = frozenset(wholes)
        self._noted = noted
        self._pictures = pictures
        self._outline = Outline()
        self._given: set[str] = set()
        self._counts = {"table": 0, "chart": 0, "picture": 0}
        self._told = 0

    def section(self, section: Section) -> str:
        """One chapter under a heading of the second level; a chapter without a title has the document's."""
        self._outline.chapter()
        title = self._words.line(section.title)
        head = self._heading(0, title, title) if title else ""
        return f"<section>{head}{self._blocks(section.blocks)}{self._footnotes()}</section>\n"

    def _blocks(self, blocks: Iterable[Block], *, in_card: bool = False) -> str:
        return "".join(self._block(block, in_card) for block in blocks)

    def _block(self, block: Block, in_card: bool) -> str:
        words = self._words
        match block:
            case Heading():
                return self._heading(block.level, words.runs(block.runs), words.plain(block.runs), numbered=not in_card)
            case Paragraph(style="quote"):
                return f"<blockquote><p>{words.runs(block.runs)}</p></blockquote>\n"
            case Paragraph():
                manner = f' class="{_STYLES[block.style]}"' if block.style in _STYLES else ""
                return f"<p{manner}>{words.runs(block.runs)}</p>\n"
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Card():
                return self._card(block)
            case Passage():
                note = self._noted.get(block.item, "")
                inner = self._blocks(block.blocks, in_card=in_card)
                return f"<div{self._id(block.item, whole=True)}>{note}{inner}</div>\n"
            case Matrix():
                return self._matrix(block)
            case Chart():
                return self._chart(block)
            case Picture():
                return self._picture(block)
            case Index():
                return "".join(self._group(head, entries) for head, entries in block.groups)

    def _id(self, item: str | None, *, whole: bool) -> str:
        """The id of an item where it is shown first, in its card rather than in a row of a table."""
        if not item or item in self._given or (not whole and item in self._wholes):
            return ""
        self._given.add(item)
        return f' id="{bookmark_of(item)}"'

    def _heading(self, level: int, shown: str, text: str, *, numbered: bool = True) -> str:
        depth, number = self._outline.heading(level, numbered=numbered)
        tag, name = f"h{min(depth + 1, 6)}", f"h{len(self.headed) + 1}"
        self.headed.append(Headed(depth, number, text, name))
        counted = f'<span class="code">{number}</span> ' if number else ""
        return f'<{tag} id="{name}">{counted}{shown}</{tag}>\n'

    def _card(self, card: Card) -> str:
        words = self._words
        code = words.line(f"{card.label} {card.code}")
        begin = f'<section{self._id(card.item, whole=True)} class="card">'
        shown, text = (f"{code} – {one}" if one else code for one in (words.runs(card.title), words.plain(card.title)))
        head = self._heading(card.level, shown, text, numbered=False)
        rows = "".join(
            f'<tr><th scope="row">{words.line(field.label)}</th><td>{words.runs(field.runs)}</td></tr>'
            for field in card.fields
        )
        told = words.attribute(f"{card.label} {card.code}")
        fields = f'<table class="fields" aria-label="{told}"><tbody>{rows}</tbody></table>\n' if rows else ""
        note = self._noted.get(card.item, "")
        return f"{begin}{head}{note}{fields}{self._blocks(card.blocks, in_card=True)}</section>\n"

    def _listing(self, listing: Listing) -> str:
        """Nested lists; an item deeper than one below its predecessor stands one below it."""
        tag = "ol" if listing.ordered else "ul"
        out: list[str] = []
        open_ = -1
        for depth, runs in listing.items:
            wanted = min(depth, open_ + 1)
            out.append(f"<{tag}>" if wanted > open_ else "</li>" + f"</{tag}></li>" * (open_ - wanted))
            out.append(f"<li>{self._words.runs(runs)}")
            open_ = wanted
        return "".join(out) + f"</li></{tag}>" * (open_ + 1) + "\n"

    def _caption(self, kind: str, code: str, caption: str) -> str:
        if not caption:
            return ""
        self._counts[kind] += 1
        return f"{self._words.said(code)} {self._counts[kind]}. {self._words.line(caption)}"

    def _table(self, table: Table) -> str:
        if not table.header:
            return ""
        words = self._words
        manner = [_ALIGN.get(sign, "") for sign in table.align[: len(table.header)].ljust(len(table.header))]
        head = "".join(
            f'<th scope="col"{how}>{words.runs(runs)}</th>' for how, runs in zip(manner, table.header, strict=True)
        )
        rows = []
        for row in table.rows:
            total = ' class="total"' if row.total else ""
            cells = [*row.cells, *((),) * (len(table.header) - len(row.cells))]
            inner = "".join(f"<td{how}>{words.runs(runs)}</td>" for how, runs in zip(manner, cells, strict=False))
            rows.append(f"<tr{self._id(row.item, whole=False)}{total}>{inner}</tr>\n")
        return self._wide(self._caption("table", "document.table", table.caption), head, "".join(rows))

    def _matrix(self, matrix: Matrix) -> str:
        words = self._words
        count = max([len(matrix.header), *(len(row.cells) for row in matrix.rows)])
        header = [*matrix.header, *((),) * (count - len(matrix.header))]
        head = "".join(f'<th scope="col">{words.runs(runs)}</th>' for runs in (matrix.corner, *header))
        rows = []
        for row in matrix.rows:
            heads = [*row.heads, *((),) * (count - len(row.heads))]
            cells = [*row.cells, *((),) * (count - len(row.cells))]
            inner = "".join(f"<td>{self._cell(name, cell)}</td>" for name, cell in zip(heads, cells, strict=False))
            rows.append(f'<tr><th scope="row">{words.runs(row.head)}</th>{inner}</tr>\n')
        return self._wide(self._caption("table", "document.table", matrix.caption), head, "".join(rows))

    def _cell(self, name: Runs, entries: Sequence[Entry]) -> str:
        named = f"<p><strong>{self._words.runs(name)}</strong></p>" if name else ""
        items = "".join(f"<li{self._id(one.item, whole=False)}>{self._words.runs(one.runs)}</li>" for one in entries)
        return named + (f"<ul>{items}</ul>" if items else "")

    def _wide(self, caption: str, head: str, rows: str) -> str:
        """A table under its caption, in a region that scrolls where a screen is narrower than it."""
        told = f"<caption>{caption}</caption>" if caption else ""
        return f'<div class="wide"><table>{told}<thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>\n'

    def _chart(self, chart: Chart) -> str:
        """A chart as a picture told in words, with its numbers as a table for who wants them."""
        drawn = picture(chart, self._language)
        size = f'width="{round(drawn.width * _PIXELS)}" height="{round(drawn.height * _PIXELS)}"'
        image = f'<img src="{data_of(drawn.png)}" alt="{self._words.attribute(chart.alt)}" {size}>'
        names = [Run(chart.unit or self._words.shown(chart.caption)), *(Run(one.name) for one in chart.series)]
        head = "".join(f'<th scope="col">{self._words.runs((name,))}</th>' for name in names)
        rows = "".join(self._numbers(chart, place) for place in range(len(chart.categories)))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return self._figure(
            self._caption("chart", "document.chart", chart.caption),
            f"{image}<details><summary>{self._words.said('html.numbers')}</summary>{table}</details>",
        )

    def _numbers(self, chart: Chart, place: int) -> str:
        values = [one.values[place] if place < len(one.values) else None for one in chart.series]
        told = ["" if value is None else number_text(value, self._language) for value in values]
        cells = "".join(f'<td class="number">{safe(value)}</td>' for value in told)
        return f'<tr><th scope="row">{self._words.line(chart.categories[place])}</th>{cells}</tr>'

    def _picture(self, shown: Picture) -> str:
        size = f'width="{shown.width}" height="{shown.height}"'
        image = f'<img src="{data_of(self._pictures(shown.sha256))}" alt="{self._words.attribute(shown.alt)}" {size}>'
        return self._figure(self._caption("picture", "document.picture", shown.caption), image)

    def _figure(self, caption: str, inner: str) -> str:
        return f"<figure>{f'<figcaption>{caption}</figcaption>' if caption else ''}{inner}</figure>\n"

    def _group(self, head: Runs, entries: Sequence[Entry]) -> str:
        lines = "".join(f"<li>{self._led(entry)}</li>" for entry in entries)
        return f"<p><strong>{self._words.runs(head)}</strong></p>\n" + (f"<ul>{lines}</ul>\n" if lines else "")

    def _led(self, entry: Entry) -> str:
        text = self._words.plain(entry.runs)
        return f'<a href="#{bookmark_of(entry.item)}">{text}</a>' if entry.item in self._shown and text else text

    def _footnotes(self) -> str:
        """The footnotes marked since the last chapter, each with the way back to its mark."""
        items = []
        while self._told < len(self._words.notes):
            self._told += 1
            back = self._words.said("html.back", number=self._told)
            text = self._words.runs(self._words.notes[self._told - 1])
            items.append(
                f'<li id="note{self._told}" value="{self._told}">{text} <a href="#mark{self._told}">{back}</a></li>'
            )
        return f'<ol class="notes">{"".join(items)}</ol>\n' if items else ""
