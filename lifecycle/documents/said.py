"""What the recorded blocks of a document say, line by line, held against what a Word file shows.

Only recorded words are sought, so the words a version of the program adds (labels, numbers of captions, a table of
contents) do not matter: a file of any version has to say all of them, in their order.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    Runs,
    Table,
    text,
)
from lifecycle.documents.document import Section
from lifecycle.documents.typography import plain


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document; of one that is not `whole` the program prints something before or after it."""

    text: str
    whole: bool = True


def unsaid(sections: Iterable[Section], shown: Sequence[str], texts: Mapping[str, str]) -> str | None:
    """The first recorded line that the paragraphs `shown` do not say in its order; None where they say all.

    Private text is looked up in `texts`; a line with one that was erased is passed over.
    """
    lines = [line for paragraph in shown for part in paragraph.split("\n") if (line := bare(part))]
    at = 0
    for section in sections:
        for one in _lines(section, texts):
            found = next((n for n in range(at, len(lines)) if _is(one, lines[n])), None)
            if found is None:
                return one.text
            at = found + (1 if one.whole else 0)
    return None


def bare(line: str) -> str:
    """`line` for comparing, without signs that are not printed."""
    if line.isascii() and line.isprintable():
        return plain(line)
    return plain("".join(sign for sign in line if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf")))


def _is(one: Line, line: str) -> bool:
    return one.text == line if one.whole else one.text in line


def _lines(section: Section, texts: Mapping[str, str]) -> Iterator[Line]:
    for runs, whole in _said(section.blocks):
        pieces = [texts.get(run.text) if run.text.startswith("vault:") else run.text for run in runs]
        if None in pieces:
            continue
        # The mark of a footnote is printed in the line, its number given by the program.
        noted = any(run.note for run in runs)
        parts = pieces if noted else ["".join(piece or "" for piece in pieces)]
        for part in parts:
            yield from (Line(line, whole and not noted) for each in (part or "").split("\n") if (line := bare(each)))


def _said(blocks: Iterable[Block]) -> Iterator[tuple[Runs, bool]]:
    """The runs of every line in reading order, and whether they are all of it."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.runs, True
            case Listing():
                yield from ((runs, True) for _, runs in block.items)
            case Table():
                yield text(block.caption), False
                yield from ((cell, True) for cell in block.header)
                yield from ((cell, True) for row in block.rows for cell in row.cells)
            case Card():
                yield block.title, False
                yield from ((field.runs, True) for field in block.fields)
                yield from _said(block.blocks)
            case Passage():
                yield from _said(block.blocks)
            case Matrix():
                yield from _matrix(block)
            case Index():
                for head, entries in block.groups:
                    yield head, True
                    yield from ((entry.runs, False) for entry in entries)
            case Chart() | Picture():  # what they show is drawn
                yield text(block.caption), False


def _matrix(block: Matrix) -> Iterator[tuple[Runs, bool]]:
    yield text(block.caption), False
    yield from ((head, True) for head in (block.corner, *block.header))
    for row in block.rows:
        yield row.head, True
        for place, cell in enumerate(row.cells):
            if row.heads:
                yield row.heads[place], True
            yield from ((entry.runs, True) for entry in cell)
