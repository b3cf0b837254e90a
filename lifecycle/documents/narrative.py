"""Narrative chapters: Markdown that people write → blocks of the document; what cannot be carried is a fault.

CommonMark with tables, and three Czech manners: a line that starts with a day (`1. 7. 2015`) is no numbered list,
an indented line is a paragraph, and a link may look like anything but must lead to http, https or mailto.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Run, Runs, Table
from lifecycle.documents.typography import plain
from lifecycle.model.errors import Fault, Wrong

DEEPEST_HEADING = 4
DEEPEST_LIST = 3
"""The depth, counted from 0, that a numbered list of Word shows without crowding the text out."""
WIDEST = 40
"""Text longer than this wraps in its cell; a column is not made wider for it."""
NARROWEST = 6

_INLINE = "inline"
_LINKS = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
_MONTHS = "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
_DAY = re.compile(
    rf"\d{{1,2}}\.[ \u00a0]*(?:\d{{1,2}}\.(?=[ \u00a0]*\d{{4}}|[ \u00a0]|$)|(?:{_MONTHS})\b)", re.IGNORECASE
)
_CELL_ENDS = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ALIGN = {"text-align:center": "c", "text-align:right": "r"}


def narrative(text: str, *, level: int, labels: Sequence[str] = ()) -> tuple[Block, ...]:
    """The blocks of a chapter whose headings stand under `level`; Wrong with every fault where some cannot be carried.

    `labels` are the words that with a code head a card (`Opatření`); no paragraph of a chapter may start so.
    """
    reading = _Reading(text, level, labels)
    blocks = tuple(reading.blocks())
    if reading.faults:
        raise Wrong("narrative.unsupported", sorted(reading.faults, key=_place), count=len(reading.faults))
    return blocks


def faults(text: str, *, labels: Sequence[str] = ()) -> list[Fault]:
    """Everything in `text` that a chapter cannot carry, by line."""
    reading = _Reading(text, 0, labels)
    for _ in reading.blocks():
        pass
    return sorted(reading.faults, key=_place)


def _place(fault: Fault) -> tuple[int, str]:
    return fault.line or 0, fault.rule


class _Markdown(MarkdownIt):
    """The reader that takes every link as a link, so that a wrong one is told and not printed as it was typed."""

    def validateLink(self, url: str) -> bool:
        return True


@cache
def _markdown() -> _Markdown:
    # html stays on so that a tag is seen and refused; the library's own depth limit would drop text silently.
    reader = _Markdown("commonmark", {"html": True, "maxNesting": 100})
    reader.enable("table").disable("code")
    reader.block.ruler.at("list", _list_but_no_day, {"alt": ["paragraph", "reference", "blockquote"]})
    return reader


def _list_but_no_day(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _DAY.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    return list_block(state, start, end, silent)


def _blocks_only(tokens: list[Token]) -> list[Token]:
    """The tokens with running text kept flat beside the tree: emphasis may nest deeper than a program may recurse."""
    for token in tokens:
        if token.type == "inline":
            token.meta[_INLINE], token.children = token.children or [], None
    return tokens


class _Reading:
    """One pass over one chapter; collects the faults on its way."""

    def __init__(self, text: str, level: int, labels: Sequence[str]) -> None:
        self.faults: list[Fault] = []
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = text.split("\n")
        self._level = level
        self._tree = SyntaxTreeNode(_blocks_only(_markdown().parse(text)))
        words = "|".join(re.escape(plain(label)) for label in labels if plain(label))
        self._card = re.compile(rf"(?:{words})\s+\d{{1,3}}(?:\.\d{{1,3}})*(?![\d])", re.IGNORECASE) if words else None

    def blocks(self) -> Iterator[Block]:
        """The chapter's blocks in order."""
        outline: list[int] = []
        for node in self._tree.children:
            match node.type:
                case "heading":
                    depth = int(node.tag[1])
                    outline = [*(above for above in outline if above < depth), depth]
                    if runs := self._texts(node):
                        yield Heading(min(self._level + len(outline), DEEPEST_HEADING), runs)
                case "paragraph":
                    yield from self._paragraph(node, "body")
                case "blockquote":
                    yield from self._quote(node)
                case "bullet_list" | "ordered_list":
                    yield from self._listings(node)
                case "table":
                    yield self._table(node)
                case _:
                    self._refuse(node)

    def _paragraph(self, node: SyntaxTreeNode, style: str) -> Iterator[Block]:
        if runs := self._texts(node):
            yield Paragraph(runs, style)

    def _quote(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for inner in node.children:
            if inner.type == "paragraph":
                yield from self._paragraph(inner, "quote")
            else:
                self._refuse(inner, "narrative.in_quote")

    def _listings(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """One listing a list; a numbered list inside bullets is one of its own, so that its numbers stay."""
        ordered = node.type == "ordered_list"
        items: list[tuple[int, Runs]] = []
        for depth, runs, numbered in self._items(node, 0, ordered):
            if numbered != ordered:
                yield from [Listing(tuple(items), ordered)] if items else []
                items, ordered = [], numbered
            items.append((depth, runs))
        yield from [Listing(tuple(items), ordered)] if items else []

    def _items(self, node: SyntaxTreeNode, depth: int, ordered: bool) -> Iterator[tuple[int, Runs, bool]]:
        if depth > DEEPEST_LIST:
            self._refuse(node, "narrative.deep")
            return
        if (start := node.attrs.get("start", 1)) != 1:
            self._fault("narrative.list_start", _line(node), str(start))
        for item in node.children:
            runs: Runs = ()
            lists: list[SyntaxTreeNode] = []
            for inner in item.children:
                if inner.type == "paragraph" and not lists:
                    more = self._texts(inner)
                    runs += (Run("\n"), *more) if runs and more else more
                elif inner.type in ("bullet_list", "ordered_list"):
                    lists.append(inner)
                else:
                    self._refuse(inner, "narrative.in_list")
            if runs or lists:
                yield depth, _joined(runs), ordered
            for inner in lists:
                yield from self._items(inner, depth + 1, ordered or inner.type == "ordered_list")

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in part.children]
        for line in range(_line(node), (node.map or (0, 0))[1] + 1):
            if _cells(self._lines[line - 1]) > len(rows[0].children):
                self._fault("narrative.table_cells", line, self._lines[line - 1].strip())
        texts = [tuple(self._texts(cell, _line(row)) for cell in row.children) for row in rows]
        columns = [max(len(plain(_text(row[at]))) for row in texts) for at in range(len(texts[0]))]
        return Table(
            header=texts[0],
            rows=tuple(Row(cells) for cells in texts[1:]),
            widths=tuple(min(max(letters, NARROWEST), WIDEST) for letters in columns),
            align="".join(_ALIGN.get(str(cell.attrs.get("style")), "l") for cell in rows[0].children),
        )

    def _texts(self, node: SyntaxTreeNode, line: int = 0) -> Runs:
        """The runs of a node that holds running text; a text that starts like a card's heading is a fault."""
        line = line or _line(node)
        runs = _joined(self._runs(node.children[0].meta[_INLINE], line)) if node.children else ()
        if self._card and (found := self._card.match(plain(_text(runs)))):
            self._fault("narrative.card_heading", line, found[0])
        return runs

    def _runs(self, tokens: Sequence[Token], line: int) -> Iterator[Run]:
        bold = italic = 0
        link: str | None = None
        silent = False  # the link has shown nothing yet
        for token in tokens:
            shown = ""
            match token.type:
                case "text" | "code_inline":
                    shown = token.content
                case "softbreak" | "hardbreak":
                    line += 1
                    shown = "\n" if token.type == "hardbreak" else " "
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "link_open":
                    link, silent = str(token.attrs.get("href", "")), True
                    if not _LINKS.match(link):
                        self._fault("narrative.link", line, unquote(link))
                case "link_close":
                    if silent:
                        yield Run(str(link), bold > 0, italic > 0, link)
                    link, silent = None, False
                case "image":
                    self._fault("narrative.image", line, unquote(str(token.attrs.get("src", ""))))
                    line += sum(inner.type in ("softbreak", "hardbreak") for inner in token.children or ())
                case _:
                    self._fault("narrative.html", line, token.content)
            if shown:
                silent = False
                yield Run(shown, bold > 0, italic > 0, link)

    def _refuse(self, node: SyntaxTreeNode, rule: str = "") -> None:
        """A fault for a block that cannot stand where it stands; what is inside it is looked at by nobody else."""
        own = {"html_block": "narrative.html", "fence": "narrative.code", "hr": "narrative.line"}
        line = _line(node)
        self._fault(own.get(node.type) or rule, line, self._lines[line - 1].strip())

    def _fault(self, rule: str, line: int, value: str) -> None:
        self.faults.append(Fault(rule, line=line, value=value[:80]))


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def _cells(line: str) -> int:
    """How many cells a table's line has; pipes at its ends are its frame."""
    line = line.strip()
    ends = len(_CELL_ENDS.findall(line))
    framed = bool(line.startswith("|")) + (bool(_CELL_ENDS.search(line[-2:])) if len(line) > 1 else False)
    return ends + 1 - framed


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _joined(runs: Iterable[Run]) -> Runs:
    """`runs` where neighbours of one manner are one run and empty ones are none."""
    joined: list[Run] = []
    for run in runs:
        if joined and (last := joined[-1]) and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.link)
        elif run.text:
            joined.append(run)
    return tuple(joined)
