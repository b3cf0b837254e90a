"""Narrative chapters: Markdown that people write → blocks of the document; what cannot be carried is a fault.

A link may look like anything but must lead to http, https or mailto; a picture stands in a paragraph of its own, has
words for those who do not see it and was taken in with the chapter; a footnote is one paragraph, told below the text.
One file because every piece of a chapter is either carried or told, and both are decided at the same place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Passage, Picture, Row, Run, Runs, Table
from lifecycle.documents.covering import REFERENCE
from lifecycle.documents.dialect import BREAKS, LABEL, address_of, line_of, lines_of, tokens_of, tree_of
from lifecycle.documents.slips import LINKS, cells, in_lines, in_words, items
from lifecycle.documents.typography import plain
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.strategy import Chapter, Illustration
from lifecycle.model.thing import unprintable

DEEPEST_HEADING = 4
DEEPEST_LIST = 3
"""The depth, counted from 0, that a numbered list of Word shows without crowding the text out."""
WIDEST = 40
"""Text longer than this wraps in its cell; a column is not made wider for it."""
NARROWEST = 6

_ALIGN = {"text-align:center": "c", "text-align:right": "r"}
_TASK = re.compile(r"\[[ xX]\](?:\s|$)")
_DAMAGED = "\ufffd"
"""What stands for the code of a character that is none."""


def passage(content: Content, chapter: Chapter) -> Passage:
    """The chapter as its document prints it, with its own pictures; Wrong names the form, the chapter and the line."""
    own = {one.name: one for one in content.all(Illustration) if one.section == chapter.section}
    try:
        return Passage(chapter.address, narrative(chapter.text, pictures=own))
    except Wrong as wrong:
        found = [
            replace(one, sheet="texts", cell=named, line=None, facts=(("line", one.line), *one.facts))
            for one in wrong.faults
            for named in [content.named(chapter.address)]
        ]
        raise Wrong(wrong.code, found, **wrong.facts) from wrong


def narrative(
    text: str, *, level: int = 1, labels: Sequence[str] = (), pictures: Mapping[str, Illustration] | None = None
) -> tuple[Block, ...]:
    """The blocks of a chapter whose headings stand under `level`; Wrong with every fault where some cannot be carried.

    `labels` are the words that with a code head a card (`Opatření`); no paragraph of a chapter may start so. A
    picture is one of `pictures`, by the name the text calls it; without them the text may hold none.
    """
    reading = _Reading(text, level, labels, pictures)
    blocks = tuple(reading.blocks())
    if reading.faults:
        raise Wrong("narrative.unsupported", sorted(reading.faults, key=_place), count=len(reading.faults))
    return blocks


def faults(text: str, *, level: int = 1, labels: Sequence[str] = (), pictures: bool = False) -> list[Fault]:
    """Everything in `text` that a chapter cannot carry, by line; `pictures` says whether it may hold pictures.

    Whether those are there is known to who takes them in.
    """
    reading = _Reading(text, level, labels, {} if pictures else None)
    for _ in reading.blocks():
        pass
    return sorted((fault for fault in reading.faults if fault.rule != "narrative.image_missing"), key=_place)


def pictures_of(text: str) -> dict[str, int]:
    """The pictures a chapter calls for, in order: name → line of the first call."""
    reading = _Reading(text, 1, (), {})
    for _ in reading.blocks():
        pass
    return reading.called


def _place(fault: Fault) -> tuple[int, str]:
    return fault.line or 0, fault.rule


class _Reading:
    """One pass over one chapter; collects the faults and the names of pictures on its way."""

    def __init__(
        self, text: str, level: int, labels: Sequence[str], pictures: Mapping[str, Illustration] | None
    ) -> None:
        self.faults: list[Fault] = []
        self.called: dict[str, int] = {}
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = text.split("\n")
        self._level = level
        self._pictures = pictures
        words = "|".join(re.escape(plain(label)) for label in labels if plain(label))
        self._card = re.compile(rf"(?:{words})\s+\d{{1,3}}(?:\.\d{{1,3}})*(?![\d])", re.IGNORECASE) if words else None
        self._tree = tree_of(text)
        self._marked: set[str] = set()
        self._notes: dict[str, Runs] = {}
        self._footnotes()

    def blocks(self) -> Iterator[Block]:
        """The chapter's blocks in order."""
        outline: list[int] = []
        for node in self._tree.children:
            match node.type:
                case "heading":
                    depth = int(node.tag[1])
                    outline = [*(above for above in outline if above < depth), depth]
                    if self._level + len(outline) > DEEPEST_HEADING:
                        self._fault("narrative.heading_deep", line_of(node), self._source(line_of(node)))
                    told = len(self.faults)
                    if plain(_text(runs := self._texts(node, notes=False))):
                        yield Heading(self._level + len(outline), runs)
                    elif told == len(self.faults):
                        self._fault("narrative.heading_empty", line_of(node), self._source(line_of(node)))
                case "paragraph":
                    yield from self._standing(node)
                case "footnote_text":
                    continue
                case "blockquote":
                    yield from self._quote(node)
                case "bullet_list" | "ordered_list":
                    yield from self._listings(node)
                case "table":
                    yield self._table(node)
                case _:
                    self._refuse(node)
        for node in self._tree.children:
            if node.type == "footnote_text" and (label := str(node.meta[LABEL])) not in self._marked:
                self._fault("narrative.footnote_unused", line_of(node), f"[^{label}]")
        for before, node in pairwise(self._tree.children):
            indented = self._lines[line_of(node) - 1].startswith(("  ", "\t"))
            if before.type == "footnote_text" != node.type and indented:
                self._fault("narrative.footnote_more", line_of(node), f"[^{before.meta[LABEL]}]")

    def _footnotes(self) -> None:
        """Take in the texts of footnotes by name; each is said once, and none is empty."""
        for node in self._tree.children:
            if node.type == "footnote_text":
                label, told = str(node.meta[LABEL]), len(self.faults)
                runs = self._texts(node, notes=False)
                if label in self._notes:
                    self._fault("narrative.footnote_again", line_of(node), f"[^{label}]")
                if not plain(_text(runs)) and told == len(self.faults):
                    self._fault("narrative.footnote_empty", line_of(node), f"[^{label}]")
                self._notes.setdefault(label, runs)

    def _standing(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A paragraph of the chapter itself: running text, or pictures and nothing else."""
        first, tokens = line_of(node), tokens_of(node)
        kinds = {token.type for token in tokens if token.type != "text" or token.content.strip()}
        if "image" in kinds and kinds <= {"image", *BREAKS}:
            yield from self._shown(tokens, first)
            return
        yield from self._paragraph(node, "body")

    def _shown(self, tokens: Sequence[Token], line: int) -> Iterator[Block]:
        """The pictures of a paragraph of pictures."""
        for token in tokens:
            if token.type == "image":
                yield from self._picture(token, line)
                line += sum(inner.type in BREAKS for inner in token.children or ())
            line += token.type in BREAKS

    def _picture(self, token: Token, line: int) -> Iterator[Block]:
        name = address_of(token)
        if self._pictures is None:
            self._fault("narrative.image", line, name)
            return
        alt = plain("".join(" " if inner.type in BREAKS else inner.content for inner in token.children or ()))
        if not alt:
            self._fault("narrative.image_alt", line, name)
        self.called.setdefault(name, line)
        caption = plain(str(token.attrs.get("title", "")))
        for text in (alt, caption):
            self._reserved(text, line)
            self._printable(text, line)
            if _DAMAGED in text:
                self._fault("narrative.control", line, f"U+{ord(_DAMAGED):04X}")
        if one := self._pictures.get(name):
            yield Picture(one.sha256, name, alt, caption, one.width, one.height)
        else:
            self._fault("narrative.image_missing", line, name)

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
        """One listing a list; a numbered list inside bullets is one of its own, so that its numbers stay.

        Bullets inside a numbered list would part it in two, of which the second began with 1 again.
        """
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
            self._fault("narrative.list_start", line_of(node), str(start))
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
            begins = next((tokens_of(inner)[:1] for inner in item.children if inner.type == "paragraph"), ())
            if any(token.type == "text" and _TASK.match(token.content) for token in begins):
                self._fault("narrative.sign", line_of(item), begins[0].content[:3])
            if runs or lists:
                yield depth, _joined(runs), ordered
            for inner in lists:
                if ordered and inner.type == "bullet_list":
                    self._fault("narrative.list_mixed", line_of(inner), self._source(line_of(inner)))
                yield from self._items(inner, depth + 1, ordered or inner.type == "ordered_list")

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in part.children]
        for line in range(line_of(node), (node.map or (0, 0))[1] + 1):
            if cells(self._lines[line - 1]) > len(rows[0].children):
                self._fault("narrative.table_cells", line, self._lines[line - 1].strip())
        texts = [
            tuple(self._texts(cell, line_of(row), notes=row is not rows[0]) for cell in row.children) for row in rows
        ]
        columns = [max(len(plain(_text(row[at]))) for row in texts) for at in range(len(texts[0]))]
        return Table(
            header=texts[0],
            rows=tuple(Row(cells) for cells in texts[1:]),
            widths=tuple(min(max(letters, NARROWEST), WIDEST) for letters in columns),
            align="".join(_ALIGN.get(str(cell.attrs.get("style")), "l") for cell in rows[0].children),
        )

    def _texts(self, node: SyntaxTreeNode, line: int = 0, *, notes: bool = True) -> Runs:
        """The runs of a node that holds running text; a text that starts like a card's heading is a fault.

        Without `notes` it stands where no mark of a footnote can: in a heading, which the contents repeat, in a
        table's header, which every page repeats, and in a footnote.
        """
        line = line or line_of(node)
        runs = _joined(self._runs(tokens_of(node), line, notes))
        if self._card and (found := self._card.match(plain(_text(runs)))):
            self._fault("narrative.card_heading", line, found[0])
        for run in runs:
            self._reserved(run.text, line)
        self._printable(_text(runs), line)
        if node.type == "paragraph":
            first = line_of(node)
            for rule, value, at in in_lines(self._lines[first - 1 : (node.map or (0, first))[1]]):
                self._fault(rule, first + at, value)
        return runs

    def _runs(self, tokens: Sequence[Token], line: int, notes: bool) -> Iterator[Run]:
        bold = italic = 0
        link: str | None = None
        silent = False  # the link has shown nothing yet
        opened, begins = False, True
        listed, at = items(lines_of(tokens)), 0
        for token in tokens:
            shown = ""
            match token.type:
                case "text":
                    shown = token.content
                    for rule, value in in_words(shown, opened=opened, begins=begins):
                        self._fault(rule, line, value)
                    opened = opened or "[" in shown
                case "text_special" | "code_inline":
                    shown = token.content
                    if token.info == "entity" and shown == _DAMAGED:
                        self._fault("narrative.control", line, token.markup)
                case "softbreak" | "hardbreak":
                    line, at = line + 1, at + 1
                    # lines of a list that is none stay lines: run together they would read as one sentence
                    shown = "\n" if token.type == "hardbreak" or at in listed else " "
                case "strong_open" | "strong_close":
                    bold += token.nesting
                case "em_open" | "em_close":
                    italic += token.nesting
                case "link_open":
                    link, silent = str(token.attrs.get("href", "")), True
                    if not LINKS.match(link):
                        self._fault("narrative.link", line, unquote(link))
                    elif _DAMAGED in unquote(link):
                        self._fault("narrative.control", line, unquote(link))
                    if token.attrs.get("title"):
                        self._fault("narrative.link_title", line, str(token.attrs["title"]))
                case "link_close":
                    if silent:
                        self._fault("narrative.link_text", line, unquote(str(link)))
                    link, silent = None, False
                case "footnote":
                    yield from self._footnote(token, line, notes and link is None)
                    silent = False
                case "image":
                    rule = "narrative.image" if self._pictures is None else "narrative.image_place"
                    self._fault(rule, line, address_of(token))
                    line += sum(inner.type in BREAKS for inner in token.children or ())
                    silent = False
                case _:
                    self._fault("narrative.html", line, token.content)
            begins = token.type in BREAKS
            if shown:
                silent = silent and not shown.strip()
                yield Run(shown, bold > 0, italic > 0, link)

    def _footnote(self, token: Token, line: int, allowed: bool) -> Iterator[Run]:
        label = str(token.meta[LABEL])
        self._marked.add(label)
        if not allowed:
            self._fault("narrative.footnote_place", line, token.content)
        elif label not in self._notes:
            self._fault("narrative.footnote_missing", line, token.content)
        else:
            yield Run("", note=self._notes[label])

    def _reserved(self, text: str, line: int) -> None:
        """A fault for a text that is what the program writes for a private one: that one would be printed instead."""
        if REFERENCE.match(text):
            self._fault("narrative.reserved", line, text)

    def _printable(self, text: str, line: int) -> None:
        """A fault for what a code of a character, such as `&#8238;`, smuggles into a text, or a table's cells part."""
        if sign := unprintable(text):
            self._fault("narrative.control", line, f"U+{ord(sign):04X}")

    def _refuse(self, node: SyntaxTreeNode, rule: str = "") -> None:
        """A fault for a block that cannot stand where it stands; what is inside it is looked at by nobody else."""
        own = {"html_block": "narrative.html", "fence": "narrative.code", "hr": "narrative.line"}
        line = line_of(node)
        self._fault(own.get(node.type) or rule, line, self._source(line))

    def _source(self, line: int) -> str:
        return self._lines[line - 1].strip()

    def _fault(self, rule: str, line: int, value: str) -> None:
        self.faults.append(Fault(rule, line=line, value=value[:80]))


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _joined(runs: Iterable[Run]) -> Runs:
    """`runs` where neighbours of one manner are one run, a note is the text's before it, and empty ones are none."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and not last.note and _manner(last) == _manner(run):
            joined[-1] = replace(last, text=last.text + run.text)
        elif last and run.note and not last.note and not last.link:
            joined[-1] = replace(last, note=run.note)
        elif run.text or run.note:
            joined.append(run)
    return tuple(joined)


def _manner(run: Run) -> tuple[object, ...]:
    return run.bold, run.italic, run.link, run.note
