"""The second writer: a document as Markdown, for goldens and for reading without Word. Same document, same text.

Anchors stand in HTML comments; a comment thread is a quotation at its item, ticked where it is resolved. Footnotes
are numbered through and their texts stand at the end of the section; a picture is named, its bytes are not here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

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
from lifecycle.documents.covering import REFERENCE
from lifecycle.documents.document import Cover, Document, Note, Section, Thread
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import day_text, number_text

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=[#\w])|!$|~(?=~)|\$(?=\$)")
_ESCAPED = r"\\\g<0>"
_LAST_HASH = re.compile(r"#\Z")
_LINE_START = re.compile(r"^([ \t]*)(?=[#>|=]|[+-](?:[ \t]|$)|--|~~~|:-)", re.MULTILINE)
_NUMBER_START = re.compile(r"^([ \t]*\d{1,9})(?=[.)](?:[ \t]|$))", re.MULTILINE)
_ALIGN = {"l": "---", "r": "--:", "c": ":-:"}
_BREAK = "\\\n"


def write(document: Document, *, texts: Mapping[str, str], phrases: Phrases) -> str:
    """The document as Markdown; `texts` maps `vault:<digest>` to private text, a missing one is shown as erased."""
    return _Writing(document, texts, phrases.say("document.erased")).whole()


class _Writing:
    """One document on its way to text; knows which threads stand at which item."""

    def __init__(self, document: Document, texts: Mapping[str, str], erased: str) -> None:
        self._document = document
        self._texts = texts
        self._erased = erased
        self._notes: list[Runs] = []
        self._told = 0
        self._language = document.cover.language
        self._threads: dict[str | None, list[Thread]] = {}
        for thread in document.threads:
            self._threads.setdefault(thread.item, []).append(thread)
        self._own = {item for section in document.sections for item in _own_anchors(section.blocks)}

    def whole(self) -> str:
        """All parts, a blank line between them; threads whose item is not shown come last."""
        parts = [*self._cover(self._document.cover), *self._threads_at(None)]
        for section in self._document.sections:
            parts += self._section(section)
        for item in sorted(item for item in self._threads if item is not None):
            parts += self._threads_at(item)
        return "\n\n".join(part for part in parts if part) + "\n"

    def _cover(self, cover: Cover) -> Iterator[str]:
        edition = f"{cover.name}@{cover.number}"
        kept = [edition, cover.label, cover.stage, day_text(cover.day, self._language) if cover.day else ""]
        yield f"# {self._inline(_run(cover.title), one_line=True)}"
        yield self._text(cover.subtitle)
        yield self._text(f"{cover.plan_title} ({cover.plan})")
        yield self._text(" · ".join(word for word in kept if word))
        yield "\n".join(f"- **{self._line(label)}** {self._line(text)}".rstrip() for label, text in cover.lines)
        yield from (self._text(sentence) for sentence in cover.publicity)
        yield self._text(cover.code)
        yield self._text(cover.sealed)

    def _section(self, section: Section) -> Iterator[str]:
        yield f"## {self._line(section.title)} {_anchor(section.name + (' voted' if section.voted else ''))}"
        yield from self._blocks(section.blocks)
        yield from self._footnotes()

    def _footnotes(self) -> Iterator[str]:
        """The texts of the footnotes marked since the last ones, each on a line of its own."""
        while self._told < len(self._notes):
            self._told += 1
            yield f"[^{self._told}]: {self._inline(self._notes[self._told - 1], one_line=True)}"

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Heading():
                    yield f"{_hashes(block.level)} {_LAST_HASH.sub(_ESCAPED, self._inline(block.runs, one_line=True))}"
                case Paragraph():
                    text = self._inline(block.runs)
                    yield _quoted(text) if block.style == "quote" else text
                case Listing():
                    yield self._listing(block)
                case Table():
                    yield from self._table(block)
                case Card():
                    yield from self._card(block)
                case Passage():
                    yield _anchor(block.item)
                    yield from self._blocks(block.blocks)
                    yield from self._threads_at(block.item)
                case Matrix():
                    yield from self._matrix(block)
                case Chart():
                    yield from self._chart(block)
                case Index():
                    yield from self._index(block)
                case Picture():
                    yield self._picture(block)

    def _card(self, card: Card) -> Iterator[str]:
        title = self._inline(card.title, one_line=True)
        heading = f"{self._line(card.label)} {self._line(card.code)}" + (f" – {title}" if title else "")
        yield f"{_hashes(card.level)} {heading} {_anchor(card.item)}"
        fields = (f"- **{self._line(field.label)}:** {self._inline(field.runs, '  ')}" for field in card.fields)
        yield "\n".join(field.rstrip() for field in fields)
        yield from self._threads_at(card.item)
        yield from self._blocks(card.blocks)

    def _listing(self, listing: Listing) -> str:
        base = min((depth for depth, _ in listing.items), default=0)
        numbers: dict[int, int] = {}
        lines: list[str] = []
        for depth, runs in listing.items:
            numbers = {above: number for above, number in numbers.items() if above <= depth}
            numbers[depth] = numbers.get(depth, 0) + 1
            step = 4 if listing.ordered else 2
            indent = " " * (2 * base + step * (depth - base))
            mark = f"{numbers[depth]}. " if listing.ordered else "- "
            lines.append(f"{indent}{mark}{self._inline(runs, indent + ' ' * len(mark))}".rstrip())
        return "\n".join(lines)

    def _table(self, table: Table) -> Iterator[str]:
        yield self._text(table.caption)
        columns = len(table.header)
        lines = [
            self._row(table.header, columns),
            "|"
            + "|".join(f" {_ALIGN.get(letter, '---')} " for letter in table.align.ljust(columns, "l")[:columns])
            + "|",
        ]
        for row in table.rows:
            mark = (f" {_anchor(row.item)}" if row.item else "") + (f" {_anchor('total')}" if row.total else "")
            lines.append(self._row(row.cells, columns, mark))
        yield "\n".join(lines)
        for row in table.rows:
            if row.item is not None and row.item not in self._own:
                yield from self._threads_at(row.item)

    def _matrix(self, matrix: Matrix) -> Iterator[str]:
        """A table whose entries stand below each other in their cell, each with its anchor; their threads after it."""
        yield self._text(matrix.caption)
        columns = 1 + max([len(matrix.header), *(len(row.cells) for row in matrix.rows)])
        lines = [self._row((matrix.corner, *matrix.header), columns), "|" + " --- |" * columns]
        for row in matrix.rows:
            named = (*row.heads, *((),) * (len(row.cells) - len(row.heads)))
            cells = [
                "<br>".join([*([self._cell(name)] if name else []), *map(self._entry, cell)])
                for cell, name in zip(row.cells, named, strict=False)
            ]
            lines.append(self._cells([self._cell(row.head), *cells], columns))
        yield "\n".join(lines)
        for entry in (entry for row in matrix.rows for cell in row.cells for entry in cell):
            if entry.item not in self._own:
                yield from self._threads_at(entry.item)

    def _entry(self, entry: Entry) -> str:
        return f"{self._cell(entry.runs)} {_anchor(entry.item)}".lstrip()

    def _chart(self, chart: Chart) -> Iterator[str]:
        """What a chart says: its caption, its words, its numbers as a table; a gap stays empty."""
        yield self._text(chart.caption)
        yield self._text(chart.alt)
        columns = 1 + len(chart.series)
        lines = [
            self._row((_run(chart.unit), *(_run(one.name) for one in chart.series)), columns),
            "| --- |" + " --: |" * len(chart.series),
        ]
        for place, category in enumerate(chart.categories):
            values = [one.values[place] if place < len(one.values) else None for one in chart.series]
            told = ["" if value is None else number_text(value, self._language) for value in values]
            lines.append(self._row((_run(category), *map(_run, told)), columns))
        yield "\n".join(lines)

    def _picture(self, picture: Picture) -> str:
        """A picture alone in its paragraph, as an author names it; quotes of its caption are escaped."""
        caption = self._line(picture.caption).replace('"', '\\"')
        return f"![{self._line(picture.alt)}](<{picture.name}>" + (f' "{caption}")' if caption else ")")

    def _index(self, index: Index) -> Iterator[str]:
        """Groups of lines; what a line leads to stands after an arrow, for it is anchored elsewhere."""
        for head, entries in index.groups:
            yield self._inline(head)
            yield "\n".join(f"- {self._inline(entry.runs, '  ')} {_anchor(f'→ {entry.item}')}" for entry in entries)

    def _row(self, cells: tuple[Runs, ...], columns: int, mark: str = "") -> str:
        return self._cells([self._cell(cell) for cell in cells], columns, mark)

    def _cells(self, texts: list[str], columns: int, mark: str = "") -> str:
        texts = texts + [""] * (columns - len(texts))
        texts[-1:] = [text + mark for text in texts[-1:]]
        return "|" + "|".join(f" {text} " for text in texts) + "|"

    def _cell(self, runs: Runs) -> str:
        return self._inline(runs, one_line=True).replace("|", "\\|")

    def _threads_at(self, item: str | None) -> Iterator[str]:
        """The threads of `item`, each once in the whole text."""
        for thread in self._threads.pop(item, []):
            where = " · ".join(self._line(word) for word in (thread.item, thread.field) if word)
            head = f"{'☑' if thread.resolved else '☐'} {where}".rstrip()
            yield _quoted("\n\n".join([head, *(self._note(note) for note in thread.notes)]))

    def _note(self, note: Note) -> str:
        facts = ", ".join(self._line(fact) for fact in (note.date, note.id) if fact)
        return f"**{self._line(note.author)}** ({facts}): {self._text(note.text)}"

    def _text(self, text: str) -> str:
        return self._inline(_run(text))

    def _line(self, text: str) -> str:
        return self._inline(_run(text), one_line=True)

    def _inline(self, runs: Runs, indent: str = "", *, one_line: bool = False) -> str:
        """Runs as Markdown; a line break is `<br>` where the text must stay on one line."""
        text = "".join(self._marked(run) for run in runs)
        if one_line:
            return text.replace("\n", "<br>")
        text = _LINE_START.sub(r"\1\\", _NUMBER_START.sub(r"\1\\", text))
        return text.replace("\n", _BREAK + indent)

    def _marked(self, run: Run) -> str:
        text = _SPECIAL.sub(_ESCAPED, self._shown(run.text))
        if run.link:
            target = run.link.replace("<", "%3C").replace(">", "%3E")
            text = f"[{text}](<{target}>)" if re.search(r"[\s()]", target) else f"[{text}]({target})"
        note = self._note_mark(run.note) if run.note else ""
        marks = "**" * run.bold + "*" * run.italic
        inner = text.strip()
        if not marks or not inner:
            return text + note
        lead = text[: len(text) - len(text.lstrip())]
        return f"{lead}{marks}{inner}{marks[::-1]}{text[len(lead) + len(inner) :]}{note}"

    def _shown(self, text: str) -> str:
        """The text itself, the private text a reference names, or the words that it was erased."""
        return self._texts.get(text, self._erased) if REFERENCE.match(text) else text

    def _note_mark(self, note: Runs) -> str:
        self._notes.append(note)
        return f"[^{len(self._notes)}]"


def _own_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Items that have a card or a passage of their own; a table that lists them too leaves their threads to it."""
    for block in blocks:
        if isinstance(block, Card | Passage):
            yield block.item
            yield from _own_anchors(block.blocks)


def _run(text: str) -> Runs:
    return (Run(text),)


def _hashes(level: int) -> str:
    return "#" * min(level + 2, 6)


def _anchor(item: str) -> str:
    return f"<!-- {item.replace('-->', '--&gt;')} -->"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
