"""Files as other programs return them: LibreOffice itself, an independent library, redlines made by our own writer."""

import io
import re
import shutil
import warnings
from dataclasses import replace

import docx
import pytest
from docx_comments import CommentManager, PersonInfo

from lifecycle.documents.blocks import Card, Paragraph, Table, text
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.signatures import Signature
from lifecycle.documents.word.identity import visible
from lifecycle.documents.word.reader import read_returned
from lifecycle.documents.word.redline import redline
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE, saved, written
from tests.documents.word.sample import PLAN, TEXTS
from tests.documents.word.test_editor import converted

CS = Phrases.of("cs")
needs_an_editor = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


def said(data):
    return sorted((one.author, one.date, one.text, one.quoted, one.resolved) for one in read_returned(data).comments)


def test_our_own_edition_comes_back_with_every_thread():
    comments = read_returned(written(PLAN)).comments

    assert [len(thread.notes) for thread in PLAN.threads] == [
        1 + sum(1 for one in comments if one.parent == root.id) for root in comments if root.parent is None
    ]


def test_every_paragraph_a_reader_sees_of_our_edition_is_there():
    ours = written(replace(PLAN, threads=()))
    paragraphs = [one.text for one in read_returned(ours).paragraphs if one.text.strip() and one.spot.part == "body"]

    assert paragraphs == [one for one in visible(ours) if not one.startswith("[")]


def test_threads_an_independent_library_wrote_are_read():
    document = docx.Document()
    paragraph = document.add_paragraph("Péče o seniory")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library names itself where no author is known
        manager = CommentManager(document)
        root = manager.add_comment(paragraph, "Doplňte termín.", PersonInfo(author="Obec Peč"))
        manager.reply_to_comment(root, "Doplněno.", PersonInfo(author="Jitka"))
        manager.resolve_comment(root)
    out = io.BytesIO()
    document.save(out)
    comments = read_returned(out.getvalue()).comments

    assert [(one.author, one.text, one.quoted, one.resolved) for one in comments] == [
        ("Obec Peč", "Doplňte termín.", "Péče o seniory", True),
        ("Jitka", "Doplněno.", "Péče o seniory", True),
    ]
    assert [one.parent for one in comments] == [None, comments[0].id]


@pytest.mark.slow
@needs_an_editor
def test_libreoffice_loses_no_word_no_place_and_no_flag(tmp_path):
    ours = written(PLAN)
    theirs = converted(saved(ours, tmp_path), "docx").read_bytes()
    found = read_returned(theirs)

    assert said(theirs) == said(ours)
    assert re.fullmatch(r"LibreOffice \d+\.\d+", found.engine)
    assert [note.code for note in found.notes] == ["threads_lost"]


def rewritten(document):
    """Another edition: every third card gone, names and paragraphs changed, rows missing."""
    count = 0

    def changed(block):
        nonlocal count
        match block:
            case Card():
                count += 1
                if count % 3 == 0:
                    return []
                inner = tuple(one for part in block.blocks for one in changed(part))
                return [replace(block, title=text("Nový název péče"), blocks=inner)]
            case Table() if len(block.rows) > 2:
                return [replace(block, rows=block.rows[:1] + block.rows[2:])]
            case Paragraph():
                return [replace(block, runs=text("Změněný odstavec o péči."))]
        return [block]

    sections = (
        replace(one, blocks=tuple(new for block in one.blocks for new in changed(block))) for one in document.sections
    )
    return replace(document, sections=tuple(sections))


def seen(data, view):
    """The paragraphs of one view; captions without the number Word counts."""
    texts = [
        one.before if view == "was" else one.text
        for one in read_returned(data).paragraphs
        if one.spot.part in ("body", "textbox") and getattr(one, view)
    ]
    return [re.sub(r"^(Tabulka|Graf) \d+", r"\1", one) for one in texts if one.strip()]


@pytest.mark.parametrize("back", [False, True])
def test_a_whole_plan_with_tracked_changes_is_read_as_either_edition(back):
    old = replace(PLAN, threads=())
    new = rewritten(old)
    old, new = (new, old) if back else (old, new)
    marked = redline(
        old,
        new,
        texts=TEXTS,
        template=BASE,
        phrases=CS,
        causes={},
        otherwise=Signature("Kancelář", "2026-01-01"),
    ).data
    clean = [write(one, texts=TEXTS, template=BASE, phrases=CS) for one in (old, new)]

    assert [seen(marked, "was"), seen(marked, "kept")] == [seen(one, "kept") for one in clean]
