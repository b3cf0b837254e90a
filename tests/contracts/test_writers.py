"""What every writer keeps: it prints every run of a document, in order, and every note of its threads."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from io import BytesIO

import pytest
from lxml import etree

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import picture, render
from lifecycle.documents import html, markdown
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
    Runs,
    Table,
    text,
)
from lifecycle.documents.document import Document
from lifecycle.model.content import Content
from tests.conftest import PLAN
from tests.contracts.papers import PAPERS, czech

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Printed = tuple[str, str]
"""What a reader sees of the text, and of the comments beside it, without spaces and signs."""


def word(desk: Desk, document: Document) -> Printed:
    with zipfile.ZipFile(BytesIO(render(desk, document))) as package:
        edges = sorted(name for name in package.namelist() if name.startswith(("word/header", "word/footer")))
        body = "".join(words_of(package.read(name)) for name in ("word/document.xml", *edges))
        notes = package.read("word/comments.xml") if "word/comments.xml" in package.namelist() else b"<none/>"
    return body, words_of(notes)


def words_of(xml: bytes) -> str:
    return letters("".join(part.text or "" for part in etree.fromstring(xml).iter(f"{W}t")))


def plain_markdown(desk: Desk, document: Document) -> Printed:
    text = markdown.write(document, texts=desk.texts(PLAN, "cs"), phrases=desk.phrases("cs"))
    text = re.sub(r"<!--.*?-->", "", text).replace("<br>", "\n")
    return letters(text), letters(text)


def page(desk: Desk, document: Document) -> Printed:
    text = html.write(
        document,
        texts=desk.texts(PLAN, "cs"),
        phrases=desk.phrases("cs"),
        style="",
        pictures=lambda digest: picture(desk, digest),
    )
    text = unescape(re.sub(r"<[^>]*>", "", text.partition("<body>")[2]))
    return letters(text), letters(text)


WRITERS: dict[str, Callable[[Desk, Document], Printed]] = {"Word": word, "Markdown": plain_markdown, "HTML": page}


def letters(text: str) -> str:
    """Letters and digits only: what typography and markup change is left out."""
    return re.sub(r"[\W_]+", "", text)


def runs_of(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Every stretch of text in reading order."""
    for block in blocks:
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
                yield from runs_of(block.blocks)
            case Passage():
                yield from runs_of(block.blocks)
            case Matrix():
                yield from (block.corner, *block.header)
                for row in block.rows:
                    yield row.head
                    for place, cell in enumerate(row.cells):
                        yield from row.heads[place : place + 1]
                        yield from (entry.runs for entry in cell)
            case Chart():
                yield text(block.caption)
            case Index():
                for head, entries in block.groups:
                    yield head
                    yield from (entry.runs for entry in entries)


@pytest.fixture(params=PAPERS, ids=str)
def document(request: pytest.FixtureRequest, demo_desk: Desk, demo_content: Content) -> Document:
    """Every paper of the demo, from the evaluation to the certificate."""
    return czech(demo_desk, demo_content, request.param)


@pytest.fixture(params=WRITERS)
def printed(request: pytest.FixtureRequest, demo_desk: Desk, document: Document) -> Printed:
    """The document in each writer's hand."""
    return WRITERS[request.param](demo_desk, document)


def test_every_run_is_printed_in_its_order(printed: Printed, document: Document, demo_desk: Desk):
    texts, (body, _) = demo_desk.texts(PLAN, "cs"), printed
    at, lost = 0, []
    for section in document.sections:
        for runs in runs_of(section.blocks):
            wanted = letters("".join(texts.get(run.text, run.text) for run in runs))
            found = body.find(wanted, at)
            lost += [wanted] if found < 0 else []
            at = max(at, found + len(wanted))

    assert lost == []


def test_every_note_of_a_thread_is_printed(printed: Printed, document: Document, demo_desk: Desk):
    texts = demo_desk.texts(PLAN, "cs")
    notes = {letters(texts.get(note.text, note.text)) for thread in document.threads for note in thread.notes}

    assert {note for note in notes if note not in printed[1]} == set()


def test_the_cover_tells_the_title_the_edition_and_the_control_code(printed: Printed, document: Document):
    cover = document.cover
    told = [cover.title, cover.code, *(text for line in cover.lines for text in line), *cover.publicity]

    assert [text for text in told if letters(text) not in printed[0]] == []
