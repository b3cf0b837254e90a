"""Comments told in a chapter, for pages that have no margin for them."""

from lifecycle.documents.annex import NAME, annexed
from lifecycle.documents.blocks import Table, text
from lifecycle.documents.document import Document, Note, Section, Thread
from lifecycle.documents.phrases import Phrases
from tests.documents.test_html import CARD
from tests.documents.test_markdown import COVER

TEXTS: dict[str, str] = {}
SAID = Phrases.of("cs", strict=True)
PLAN = Document(COVER, (Section("strategy", "Opatření", True, (CARD,)),))


def test_a_document_without_comments_stays_as_it_is():
    assert annexed(PLAN, SAID, TEXTS) is PLAN


def test_every_note_is_a_row_and_the_place_stands_at_the_first():
    notes = (Note("K1", "Jana", "2015-07-01", "Kdo?"), Note("K2", "Petr", "", "Město."))
    threads = (Thread("measure:1.1", None, True, notes), Thread("measure:9.9", None, False, notes[:1]))

    told = annexed(Document(COVER, PLAN.sections, (*threads, Thread(None, None, False, notes[:1]))), SAID, TEXTS)

    [_, table] = told.sections[-1].blocks
    assert isinstance(table, Table)
    day = "1.\u00a07.\u00a02015"
    assert [tuple("".join(run.text for run in cell) for cell in row.cells) for row in table.rows] == [
        ("Opatření 1.1 – Péče", "Jana", day, "Kdo?", "vyřešeno"),
        ("", "Petr", "", "Město.", ""),
        ("measure:9.9", "Jana", day, "Kdo?", "otevřeno"),
        ("celý dokument", "Jana", day, "Kdo?", "otevřeno"),
    ]


def test_the_chapter_is_not_voted_on_and_leaves_no_thread_behind():
    told = annexed(
        Document(COVER, PLAN.sections, (Thread(None, None, False, (Note("K1", "J", "", "x"),)),)), SAID, TEXTS
    )

    assert (told.sections[-1].name, told.sections[-1].voted, told.threads) == (NAME, False, ())


def test_an_empty_thread_makes_no_row():
    told = annexed(Document(COVER, PLAN.sections, (Thread(None, None, False, ()),)), SAID, TEXTS)

    assert text("nic") not in told.sections[-1].blocks
