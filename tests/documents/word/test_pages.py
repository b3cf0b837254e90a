"""Pages: which chapters begin one, which tables turn the paper, and what stands at the edges of every page."""

import io
from dataclasses import replace

from PIL import Image

from lifecycle.documents.blocks import Heading, Paragraph, Row, Run, Table, text
from lifecycle.documents.document import Document, Section
from lifecycle.documents.livery import Livery, worn
from tests.documents.word.opened import BASE, find, of, parts, root, text_of, texts_of, written
from tests.documents.word.sample import COVER

LONG = tuple(Paragraph(text("věta " * 90)) for _ in range(12))
BRIEF = (Paragraph(text("krátce")),)
SHORT = replace(COVER, contents=False)


def a_table(*, columns: int, rows: int) -> Table:
    """A table of so many columns and rows."""
    cells = tuple(text(f"{n}") for n in range(columns))
    return Table(cells, (Row(cells),) * rows, (1,) * columns, caption="Přehled")


def chapters(*contents, cover=COVER) -> Document:
    """A document of one chapter for each of the blocks given."""
    return Document(cover, tuple(Section(f"c{n}", f"Kapitola {n}", True, blocks) for n, blocks in enumerate(contents)))


def begins_no_page(document: Document) -> list[str]:
    """The headings of chapters that do not begin a page."""
    path = "//w:p[w:pPr/w:pStyle[@w:val='Heading1'] and w:pPr/w:pageBreakBefore[@w:val='0']]"
    return [text_of(heading) for heading in find(root(written(document)), path)]


def orientations(document: Document) -> list[list[str]]:
    """The orientation of each section in Word's sense; nothing for an upright one."""
    return [find(section, "w:pgSz/@w:orient") for section in find(root(written(document)), "//w:sectPr")]


def test_a_chapter_shorter_than_a_page_goes_on_where_the_one_before_it_ended():
    assert begins_no_page(chapters(BRIEF, BRIEF, LONG, BRIEF)) == ["Kapitola 1", "Kapitola 3"]


def test_a_long_wide_table_that_begins_its_chapter_turns_the_paper_with_the_heading():
    document = chapters(BRIEF, (*BRIEF, a_table(columns=8, rows=60)), BRIEF)

    assert orientations(document) == [[], ["landscape"], []]


def test_amid_a_chapter_a_wide_table_of_one_page_stays_upright():
    amid = (Heading(1, text("Schůzky")), a_table(columns=8, rows=10), Heading(1, text("Jednání")))

    assert orientations(chapters((*amid, a_table(columns=8, rows=40)), BRIEF)) == [[]]


def test_a_table_on_a_turned_page_is_as_wide_as_that_page():
    body = root(written(chapters((a_table(columns=8, rows=60),))))

    assert find(body, "//w:tblW/@w:w") == [str(16838 - 2 * 1247)]


def test_every_page_of_what_is_not_final_carries_the_mark_turned_ones_too():
    package = written(chapters(BRIEF, (a_table(columns=8, rows=60),), BRIEF))
    used = {name for section in find(root(package), "//w:sectPr") for name in find(section, "w:headerReference/@r:id")}
    targets = {part.get("Id"): part.get("Target") for part in root(package, "word/_rels/document.xml.rels")}
    marked = ["Pracovní verze" in texts_of(root(package, f"word/{targets[name]}")) for name in sorted(used)]

    assert marked == [True, True]


def test_the_number_of_a_turned_page_stands_at_its_right_edge():
    footer = root(written(chapters(BRIEF, (a_table(columns=8, rows=60),))), "word/footer2.xml")

    assert find(footer, "//w:tab[@w:val='right']/@w:pos") == [str(16838 - 2 * 1247)]
    assert find(footer, "//w:tab[@w:val='clear']/@w:pos") == ["9412"]


def test_a_form_in_a_short_paper_begins_a_page_to_be_torn_off():
    form = Table((text("Údaj"), text("Vyplňte")), (Row((text("Jméno"), (Run("\n"),))),), (1, 1))
    body = root(written(chapters(BRIEF, (form,), cover=SHORT)))

    assert [text_of(p) for p in find(body, "//w:p[w:pPr/w:pageBreakBefore]")] == ["Kapitola 1"]


def test_headings_of_a_short_paper_have_no_numbers():
    body = root(written(chapters(BRIEF, (Heading(1, text("Program")), *BRIEF), cover=SHORT)))

    assert find(body, "//w:pStyle[contains(@w:val, 'Heading')]/@w:val") == [
        *("PaperHeading1", "PaperHeading1", "PaperHeading2"),
    ]


def test_no_row_of_a_long_table_is_left_alone_on_a_page():
    rows = find(root(written(of(a_table(columns=2, rows=20)))), "//w:tr[not(w:trPr/w:tblHeader)]")
    kept = [bool(find(row, ".//w:keepNext")) for row in rows]

    assert kept == [True, *[False] * 16, True, True, False]


def test_the_towns_logo_and_address_stand_above_the_title():
    target = io.BytesIO()
    Image.new("RGB", (40, 20)).save(target, "PNG")
    livery = Livery("Město Dačice", "", target.getvalue(), ("Krajířova 27", "www.dacice.cz"))
    shown = []
    for cover in (COVER, SHORT):
        package = written(of(*BRIEF, cover=cover), template=worn(BASE, livery))
        assert "word/media/logo.png" in parts(package)
        body = root(package)
        [told] = find(body, "//wp:docPr[@name='logo']/@descr")
        first = " ".join(texts_of(body)[:3])
        shown.append((told, first.index("Krajířova 27 · www.dacice.cz") < first.index("Komunitní plán")))

    assert shown == [("Město Dačice", True)] * 2
