"""Two editions of one document: the older any blocks, the newer the same after a few changes people make."""

import random
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from lifecycle.documents.blocks import (
    Card,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Matrix,
    MatrixRow,
    Paragraph,
    Passage,
    Row,
    Run,
    Table,
    text,
)
from lifecycle.documents.document import Document, Section
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.signatures import Signature
from lifecycle.documents.word.redline import Redline, redline
from lifecycle.documents.word.writer import write
from tests.documents.strategies import UNDRAWN
from tests.documents.word.opened import BASE, DOT
from tests.documents.word.sample import COVER, TEXTS, measure

CZECH = Phrases.of("cs")
EDITION = Signature("Vydání plan@4", "2014-11-03")
CARD = measure("2.1", "Pečovatelská služba")
NEWER = replace(COVER, number=4, day="2014-11-03", code="PLAN-220-00000-11111", sealed="plan-lifecycle:2")

WIDE = Table(
    tuple(text(f"Rok {year}") for year in range(2015, 2025)),
    tuple(Row(tuple(text(f"{place} tisíc Kč ročně " * 8) for place in range(10))) for _ in range(8)),
    (1,) * 10,
    caption="Peníze po letech",
)
"""A table for which the paper turns, wherever it stands."""


def marked(before: Document, after: Document, causes=None, otherwise=EDITION) -> Redline:
    """The redline in the shipped look."""
    return redline(
        before,
        after,
        texts=TEXTS,
        template=BASE,
        phrases=CZECH,
        causes=causes or {},
        otherwise=otherwise,
        pictures=a_picture,
    )


def a_picture(digest: str) -> bytes:
    """A picture of its own for each digest."""
    return DOT + digest.encode()


def clean(document: Document) -> bytes:
    """The clean document, without its comments."""
    return write(replace(document, threads=()), texts=TEXTS, template=BASE, phrases=CZECH, pictures=a_picture)


def older(*blocks) -> Document:
    return Document(COVER, (Section("chapter", "Kapitola", True, blocks),))


def newer(*blocks) -> Document:
    return Document(NEWER, (Section("chapter", "Kapitola", True, blocks),))


def reworded(card, words, place=0):
    """The card with other words in one field."""
    fields = list(card.fields)
    fields[place] = replace(fields[place], runs=text(words))
    return replace(card, fields=tuple(fields))


def a_table(*rows):
    """A table of years and money with these rows."""
    return Table((text("Rok"), text("Kč")), tuple(Row(tuple(map(text, row))) for row in rows), (1, 1), caption="Peníze")


@st.composite
def pairs(draw) -> tuple[Document, Document]:
    """An edition of any blocks, and one after one to three changes; both with a cover or both short.

    In half of them no two cards are of one item; in some a table so wide and long that the paper turns for it.
    """
    blocks = tuple(draw(st.lists(UNDRAWN | st.just(WIDE), max_size=6)))
    if draw(st.booleans()):
        blocks = told_apart(blocks, count(1))
    luck = random.Random(draw(st.integers(0, 10**9)))
    changed = blocks
    for _ in range(luck.randrange(1, 4)):
        changed = a_row_changed(changed, luck, a_block_changed, draw(UNDRAWN))
    contents = draw(st.booleans())
    one, other = older(*blocks), newer(*changed)
    return (
        replace(one, cover=replace(one.cover, contents=contents)),
        replace(other, cover=replace(other.cover, contents=contents)),
    )


def told_apart(blocks, numbers):
    """The blocks with an item of its own for each card."""
    return tuple(
        replace(block, item=f"measure:{next(numbers)}.1", blocks=told_apart(block.blocks, numbers))
        if isinstance(block, Card)
        else replace(block, blocks=told_apart(block.blocks, numbers))
        if isinstance(block, Passage)
        else block
        for block in blocks
    )


def a_row_changed(row, luck, inner, new):
    """One part less, more, elsewhere, or changed."""
    parts = list(row)
    match luck.randrange(5):
        case 0 if parts:
            parts.pop(luck.randrange(len(parts)))
        case 1:
            parts.insert(luck.randrange(len(parts) + 1), new)
        case 2 if len(parts) > 1:
            parts.append(parts.pop(0))
        case _ if parts:
            place = luck.randrange(len(parts))
            parts[place] = inner(parts[place], luck)
    return tuple(parts)


def runs_changed(runs, luck):
    """Words, manner, links, order; or nothing left."""
    if not runs:
        return text("nový text")
    place = luck.randrange(len(runs))
    one = runs[place]
    words = one.text.split(" ")
    words[luck.randrange(len(words))] = luck.choice(["změna", "", "&<"])
    kinds = (
        lambda: (),
        lambda: (*runs, Run(luck.choice(["nové slovo", "x", " a\nb", "\tč"]))),
        lambda: (*runs[:place], replace(one, text=" ".join(words)), *runs[place + 1 :]),
        lambda: (*runs[:place], replace(one, bold=not one.bold), *runs[place + 1 :]),
        lambda: (*runs[:place], replace(one, link=None if one.link else "https://b.cz"), *runs[place + 1 :]),
        lambda: runs[::-1],
    )
    return luck.choice(kinds)()


def a_block_changed(block, luck):
    """A block as somebody edits it: words, style, rows, columns, widths, headings, lists, what it holds."""
    match block:
        case Paragraph():
            return replace(block, runs=runs_changed(block.runs, luck), style=luck.choice([block.style, "lead", "note"]))
        case Heading():
            return replace(block, runs=runs_changed(block.runs, luck), level=luck.choice([block.level, 1, 2]))
        case Listing():
            if luck.random() < 0.2:
                return replace(block, ordered=not block.ordered)
            return replace(
                block,
                items=a_row_changed(
                    block.items, luck, lambda item, _: (item[0] + 1, runs_changed(item[1], luck)), (0, text("bod"))
                ),
            )
        case Table():
            return _table_changed(block, luck)
        case Card():
            fields = a_row_changed(
                block.fields,
                luck,
                lambda field, _: replace(field, runs=runs_changed(field.runs, luck)),
                Field("more", "Nové", text("pole")),
            )
            return replace(
                block,
                title=runs_changed(block.title, luck) if luck.random() < 0.4 else block.title,
                fields=fields if luck.random() < 0.6 else block.fields,
                blocks=a_row_changed(block.blocks, luck, a_block_changed, Paragraph(text("vložený odstavec"))),
                item=block.item if luck.random() < 0.8 else "measure:7.7",
            )
        case Passage():
            return replace(
                block, blocks=a_row_changed(block.blocks, luck, a_block_changed, Paragraph(text("další odstavec")))
            )
        case Matrix():
            return _matrix_changed(block, luck)
        case Index():
            groups = a_row_changed(
                block.groups, luck, lambda group, _: (runs_changed(group[0], luck), group[1]), (text("skupina"), ())
            )
            return replace(block, groups=groups)
    return block


def _table_changed(table, luck):
    kind = luck.random()
    if kind < 0.2:
        rows = tuple(replace(row, cells=(*row.cells, ())) for row in table.rows)
        return replace(table, header=(*table.header, text("Sloupec")), rows=rows)
    if kind < 0.4:
        return replace(
            table, widths=(3,) * len(table.widths), caption=luck.choice(["", "Jiná"]), align=table.align[::-1]
        )

    def row_changed(row, _):
        cells = tuple(runs_changed(cell, luck) if luck.random() < 0.5 else cell for cell in row.cells)
        return replace(row, cells=cells, total=luck.choice([row.total, not row.total]))

    return replace(table, rows=a_row_changed(table.rows, luck, row_changed, Row((text("nový"), text("řádek")))))


def _matrix_changed(matrix, luck):
    def cell_changed(cell, _):
        return a_row_changed(
            cell,
            luck,
            lambda entry, _: replace(entry, runs=runs_changed(entry.runs, luck)),
            Entry("swot:S-9", text("silná stránka")),
        )

    new = MatrixRow(text("hlava"), ((Entry("swot:S-8", text("a b")),),))
    return replace(
        matrix,
        rows=a_row_changed(
            matrix.rows, luck, lambda row, _: replace(row, cells=a_row_changed(row.cells, luck, cell_changed, ())), new
        ),
    )
