"""Barriers in a document as a value: what a reader who does not see it, or not its colours, would not be told.

EN 301 549 (V3.2.1), clause 10, holds documents to the success criteria (SC) of WCAG 2.1; each check names its own.
What only the written file shows, such as colours and the order of headings, is looked at by `word.accessibility`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
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
from lifecycle.documents.document import Cover, Document
from lifecycle.documents.slips import TYPED_ITEM
from lifecycle.documents.typography import plain
from lifecycle.model.verdict import Refusal

LANGUAGES = ("cs", "en")
_SHOWN = 60
"""Letters of a text by which its author finds it again."""
_VAGUE = (
    *("zde", "tady", "sem", "tu", "odkaz", "odkazu", "na odkazu", "klikněte", "klikni", "klikněte zde"),
    *("klikněte sem", "více", "více zde", "více informací", "podrobnosti", "čtěte dále", "číst dál"),
    *("stáhnout", "stáhnout zde", "web", "webu", "stránka", "stránky", "tato stránka", "tento odkaz", "here"),
    *("click", "click here", "link", "this link", "this page", "page", "website", "more", "read more"),
    *("more information", "details", "download"),
)
"""Texts that, read alone, as screen readers list links, do not say where the link leads."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


def barriers(document: Document, *, standing: Collection[str] = ()) -> list[Refusal]:
    """Every barrier of the document in reading order; chapters named in `standing` are not looked at."""
    found = list(_cover(document.cover))
    for section in document.sections:
        if section.name not in standing:
            found += in_blocks(section.blocks, chapter=section.title or document.cover.title)
    return found


def in_blocks(blocks: Sequence[Block], *, chapter: str) -> Iterator[Refusal]:
    """The barriers of one chapter's blocks, in reading order."""
    before = chapter
    for block in blocks:
        yield from _block(block, chapter, before)
        for runs in runs_of(block):
            yield from _links(runs, chapter)
        match block:
            case Passage():
                yield from _typed_lists(block.blocks, chapter)
                yield from in_blocks(block.blocks, chapter=chapter)
            case Card():
                yield from in_blocks(block.blocks, chapter=chapter)
        before = next((_shown(runs) for runs in reversed(list(runs_of(block))) if _text(runs)), before)


def runs_of(block: Block) -> Iterator[Runs]:
    """Every stretch of text a block holds itself, its footnotes too; what blocks inside it hold is left out."""
    for runs in _runs(block):
        yield runs
        yield from (run.note for run in runs if run.note)


def _runs(block: Block) -> Iterator[Runs]:
    match block:
        case Heading() | Paragraph():
            yield block.runs
        case Listing():
            yield from (runs for _, runs in block.items)
        case Table():
            yield from block.header
            yield from (cell for row in block.rows for cell in row.cells)
        case Card():
            yield block.title
            yield from (field.runs for field in block.fields)
        case Matrix():
            yield from (block.corner, *block.header)
            for line in block.rows:
                yield from (line.head, *line.heads, *(entry.runs for cell in line.cells for entry in cell))
        case Index():
            for head, entries in block.groups:
                yield from (head, *(entry.runs for entry in entries))
        case Passage() | Chart() | Picture():
            pass


def _cover(cover: Cover) -> Iterator[Refusal]:
    """SC 2.4.2 and 3.1.1: a title and a language."""
    if not plain(cover.title):
        yield Refusal("accessibility.title", name=cover.name)
    if cover.language not in LANGUAGES:
        yield Refusal("accessibility.language", language=cover.language)


def _block(block: Block, chapter: str, before: str) -> Iterator[Refusal]:
    match block:
        case Heading():
            if not _text(block.runs):  # SC 2.4.6
                yield Refusal("accessibility.heading_empty", chapter=chapter, text=before)
        case Paragraph():
            if not _text(block.runs):  # space is the style's business: a screen reader reads out "blank"
                yield Refusal("accessibility.paragraph_empty", chapter=chapter, text=before)
        case Listing():
            if not all(_text(runs) for _, runs in block.items):  # SC 1.3.1
                yield Refusal("accessibility.item_empty", chapter=chapter, text=before)
        case Table():
            yield from _header(block.header, chapter, block.caption or before)
        case Matrix():
            yield from _header((block.corner, *block.header), chapter, block.caption or before)
            if not all(_text(line.head) for line in block.rows):
                yield Refusal("accessibility.row_head_empty", chapter=chapter, text=block.caption or before)
        case Card():
            if not all(plain(field.label) for field in block.fields):
                yield Refusal(
                    "accessibility.row_head_empty", chapter=chapter, text=plain(f"{block.label} {block.code}")
                )
        case Chart():
            yield from _chart(block, chapter)
        case Picture():
            if not plain(block.alt) or plain(block.alt) == plain(block.name):  # SC 1.1.1
                yield Refusal("accessibility.picture_alt", chapter=chapter, text=block.name)
        case Passage() | Index():
            pass


def _header(header: Sequence[Runs], chapter: str, text: str) -> Iterator[Refusal]:
    """SC 1.3.1: a table has a header row, and each of its cells says what stands in the column."""
    empty = [place for place, runs in enumerate(header, 1) if not _text(runs)]
    if len(empty) == len(header):
        yield Refusal("accessibility.header_missing", chapter=chapter, text=_cut(text))
    elif empty:
        yield Refusal("accessibility.header_empty", chapter=chapter, text=_cut(text), columns=tuple(map(str, empty)))


def _chart(chart: Chart, chapter: str) -> Iterator[Refusal]:
    """SC 1.1.1: a chart is told in words; SC 1.4.1: a series is known by its name, not by its colour alone."""
    text = _cut(plain(chart.caption)) or "?"
    if not plain(chart.caption):
        yield Refusal("accessibility.chart_caption", chapter=chapter)
    if not plain(chart.alt) or plain(chart.alt) == plain(chart.caption):
        yield Refusal("accessibility.chart_alt", chapter=chapter, text=text)
    names = [plain(one.name) for one in chart.series]
    if len(names) > 1 and (not all(names) or len(set(names)) < len(names)):
        yield Refusal("accessibility.chart_series", chapter=chapter, text=text)


def _links(runs: Runs, chapter: str) -> Iterator[Refusal]:
    """SC 2.4.4: where a link leads is told by its own text; a text that is an address is that of the link."""
    for link, parts in groupby(runs, key=lambda run: run.link):
        if not link:
            continue
        text = _text(tuple(parts))
        if text.strip(" .,:;!?…()[]„“\"'»«›‹→>").casefold() in ("", *_VAGUE):
            yield Refusal("accessibility.link_vague", chapter=chapter, text=text, link=link)
        elif _ADDRESS.fullmatch(text) and _host(text) != _host(link):
            yield Refusal("accessibility.link_elsewhere", chapter=chapter, text=text, link=link)


def _host(address: str) -> str:
    """The machine or the mailbox an address names, as people compare them."""
    address = address.casefold().removeprefix("mailto:").partition("?")[0] if "@" in address else address.casefold()
    if "@" in address and "/" not in address:
        return address
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return address
    return host.removeprefix("www.")


def _typed_lists(blocks: Iterable[Block], chapter: str) -> Iterator[Refusal]:
    """SC 1.3.1: a list is a list, not paragraphs or lines that only look like one; one such line is none."""
    for is_text, group in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        lines = [line for block in group for line in _lines(block)] if is_text else []
        for typed, more in groupby(lines, key=lambda line: bool(TYPED_ITEM.match(line))):
            if typed and len(found := list(more)) > 1:
                yield Refusal("accessibility.typed_list", chapter=chapter, text=_cut(plain(found[0])))


def _lines(block: Block) -> list[str]:
    runs: tuple[Run, ...] = block.runs if isinstance(block, Paragraph) else ()
    return "".join(run.text for run in runs).split("\n")


def _text(runs: Runs) -> str:
    return plain("".join(run.text for run in runs))


def _shown(runs: Runs) -> str:
    return _cut(_text(runs))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
