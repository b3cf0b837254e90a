"""The threads of a document as its last chapter, for a form of it that shows no comments beside the text."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lifecycle.documents.blocks import Paragraph, Row, Run, Runs, Table, text
from lifecycle.documents.document import Document, Section, Thread
from lifecycle.documents.fitting import all_fitted
from lifecycle.documents.outline import names_of
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import day_text

NAME = "annex_comments"
_HEADS = ("annex.place", "annex.author", "annex.date", "annex.text", "annex.state")
_WIDTHS = (20, 16, 12, 38, 14)


def annexed(document: Document, phrases: Phrases, texts: Mapping[str, str]) -> Document:
    """The document with its threads told as a table at its end; without threads, the document itself.

    `texts` are the private ones by their references.
    """
    if not document.threads:
        return document
    names = names_of(document.sections)
    language = document.cover.language
    rows = tuple(
        row
        for thread in document.threads
        for row in _rows(thread, where=_place(thread, names.get(thread.item or ""), phrases), phrases=phrases)
    )
    heads = [phrases.say(code) for code in _HEADS]
    table = Table(
        header=tuple(text(head) for head in heads),
        rows=rows,
        widths=_WIDTHS,
        align="lllll",
        caption=phrases.say("annex.caption"),
    )
    blocks = (Paragraph(text(phrases.say("annex.lead"))), table)
    chapter = Section(NAME, phrases.say("annex.title"), False, all_fitted(blocks, language, texts=texts))
    return replace(document, sections=(*document.sections, chapter), threads=())


def _rows(thread: Thread, *, where: Runs, phrases: Phrases) -> Iterator[Row]:
    """A row for each note; the place and the state stand at the first one."""
    state = text(phrases.say("html.resolved" if thread.resolved else "html.open"))
    for number, note in enumerate(thread.notes):
        day = day_text(note.date, phrases.language) if note.date else ""
        told = (text(note.author), text(day), text(note.text))
        yield Row((where, *told, state)) if number == 0 else Row(((), *told, ()))


def _place(thread: Thread, name: Runs | None, phrases: Phrases) -> Runs:
    if thread.item is None or thread.item == "plan":
        return text(phrases.say("item.whole"))
    return name or (Run(thread.item),)
