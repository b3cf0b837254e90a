"""The demo's plan as PDF/A-2a, walked through by a library that is not ours: tags, words, fonts, language."""

import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def plan_pdf(dacice: Clerk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's final plan with its comments, as PDF."""
    file = tmp_path_factory.mktemp("pdf") / "plán.pdf"
    dacice.reads("document", "render", "plan@9", "-o", str(file))
    return file


@pytest.fixture
def opened(plan_pdf: Path):
    """The PDF opened by a library that is not ours."""
    import pikepdf

    with pikepdf.open(plan_pdf) as pdf:
        yield pdf


def text_of(file: Path) -> str:
    """The text as one copies it out of the file, on one line."""
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def tags(opened) -> list:
    """Every element of the structure in reading order, with the role it stands for."""
    import pikepdf

    root, found, waiting = opened.Root.StructTreeRoot, [], [opened.Root.StructTreeRoot]
    roles = {str(name): str(role) for name, role in root.get("/RoleMap", {}).items()}
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/S" in node:
            found.append((roles.get(str(node.S), str(node.S)), node))
        inner = node.get("/K", [])
        waiting += reversed(list(inner)) if isinstance(inner, pikepdf.Array) else [inner]
    return found


def test_the_pdf_says_it_is_pdf_a_2a_with_language_title_and_tags(opened):
    meta, root = opened.open_metadata(), opened.Root

    told = (meta["pdfaid:part"], meta["pdfaid:conformance"], str(root.Lang), bool(root.MarkInfo.Marked))

    assert (*told, bool(root.ViewerPreferences.DisplayDocTitle)) == ("2", "A", "cs-CZ", True, True)
    assert meta["dc:title"] == "Komunitní plán sociálních služeb ORP Dačice 2015–2017"


def test_the_headings_of_the_pdf_skip_no_level(opened):
    levels = [0, *(int(role[2:]) for role, _ in tags(opened) if role[:2] == "/H" and role[2:].isdigit())]

    assert (len(levels) > 50, [b for a, b in pairwise(levels) if b > a + 1]) == (True, [])


def test_every_picture_of_the_pdf_has_words_and_every_table_header_cells(opened):
    found = tags(opened)
    counted = Counter(role for role, _ in found)

    mute = [node for role, node in found if role == "/Figure" and not str(node.get("/Alt", "")).strip()]
    assert (mute, counted["/Figure"] > 1, counted["/TH"] > counted["/Table"] > 10) == ([], True, True)


def test_every_text_and_picture_on_the_pages_is_tagged_or_an_artifact(opened):
    import pikepdf

    shows = {"Tj", "TJ", "'", '"', "Do", "BI", "sh"}
    loose = []
    for number, page in enumerate(opened.pages, 1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if not depth and str(operator) in shows:
                loose.append((number, str(operator), str(operands)[:40]))

    assert loose == []


def test_every_font_of_the_pdf_is_inside_it_and_can_be_read_back(opened):
    fonts = [font for page in opened.pages for font in page.Resources.get("/Font", {}).values()]
    lacking = [
        str(font.BaseFont)
        for font in fonts
        if "/ToUnicode" not in font or "/FontFile2" not in font.get("/FontDescriptor", {})
    ]

    assert (bool(fonts), lacking) == (True, [])


def test_comments_of_the_pdf_stand_in_its_last_chapter_and_not_as_notes(opened, plan_pdf: Path):
    kinds = {str(note.Subtype) for page in opened.pages for note in page.get("/Annots", [])}
    text = text_of(plan_pdf)

    assert (kinds, "Připomínky a odpovědi" in text, "Zástupce obce Studená" in text) == ({"/Link"}, True, True)


def test_the_clean_pdf_names_nobody_who_commented(dacice: Clerk, tmp_path: Path):
    dacice.reads("document", "render", "plan@9", "-o", str(tmp_path / "plan.pdf"), "--clean")

    assert "Zástupce obce Studená" not in text_of(tmp_path / "plan.pdf")
