"""A real editor: LibreOffice opens what we write, loses nothing of it, counts its pages."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Paragraph, Passage, Row, Table, text
from lifecycle.documents.word.identity import differences, visible
from lifecycle.documents.word.margins import beside, further_differences
from tests.documents.word.opened import find, of, parts, root, saved, written
from tests.documents.word.sample import COVER, PLAN, THREADS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"),
]


ENTRIES = ("SPO-S1 Obce", "SPO-S2 Zkušení", "SPO-W1 Do malých", "SPO-T1 Dotace")


def converted(path, kind):
    """The file as LibreOffice saves it."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    out = path.parent / "out"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return out / f"{path.stem}.{kind}"


def printed(pdf):
    """The text of a PDF as it lies on the pages."""
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
def test_the_contents_tell_the_page_of_each_chapter(tmp_path):
    pages = printed(converted(saved(written(PLAN), tmp_path), "pdf")).split("\f")
    listed = re.findall(r"^\s*\d\s+(\D+?)\.{3,}\s*(\d+)$", pages[1], re.MULTILINE)

    assert [
        name for name, page in listed if not re.search(rf"^\s*\d\s+{name}", pages[int(page) - 1], re.MULTILINE)
    ] == []
    assert [name for name, _ in listed] == [section.title for section in PLAN.sections]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
@pytest.mark.parametrize("contents", [True, False])
def test_commented_text_is_not_lost_in_libreoffice(contents, tmp_path):
    document = replace(PLAN, cover=replace(COVER, contents=contents))
    shown = printed(converted(saved(written(document), tmp_path), "pdf"))

    lost = [
        said
        for said in ("Nikdo nezůstane na pomoc sám", "Opatření 2.1 – Pečov", "F-03 ", "SEN-S1 ", *ENTRIES)
        if said not in shown
    ]

    assert lost == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
def test_an_index_tells_the_page_of_each_item_that_is_shown(tmp_path):
    pages = printed(converted(saved(written(PLAN), tmp_path), "pdf")).split("\f")
    (page,) = re.findall(r"Do malých obcí služba nedojíždí\.{3,}\s*(\d+)$", pages[-2], re.MULTILINE)

    assert "SPO-W1" in pages[int(page) - 1]


def test_no_visible_paragraph_is_lost_in_libreoffice(tmp_path):
    ours = written(PLAN)
    theirs = converted(saved(ours, tmp_path), "docx").read_bytes()

    assert differences(visible(ours), visible(theirs)) == []


def test_bookmarks_and_comments_survive_saving_in_libreoffice(tmp_path):
    ours = written(PLAN)
    theirs = converted(saved(ours, tmp_path), "docx").read_bytes()
    before, after = (
        (
            {name for name in find(root(data), "//w:bookmarkStart/@w:name") if name.startswith("pl")},
            len(find(root(data, "word/comments.xml"), "//w:comment")),
        )
        for data in (ours, theirs)
    )

    assert after == before


def test_a_single_commented_row_keeps_its_code(tmp_path):
    table = Table((text("Klíč"),), (Row((text("F-03"),), item="finding:F-03"),), (1,), fields=("key",))
    document = of(table, Passage("text:x", (Paragraph(text("odstavec")),)), threads=(THREADS[3],))
    theirs = converted(saved(written(document), tmp_path), "odt")

    assert b"F-03" in parts(theirs.read_bytes())["content.xml"]


def test_nothing_beside_the_text_differs_in_a_file_that_was_only_saved_again(tmp_path):
    ours = written(PLAN)
    theirs = converted(saved(ours, tmp_path), "docx").read_bytes()

    assert list(further_differences(beside(ours), beside(theirs))) == []
