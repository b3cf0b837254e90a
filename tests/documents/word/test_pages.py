"""Pages: which chapters begin one, which tables turn the paper, and what stands at the edges of every page."""

import io
import zipfile
from dataclasses import replace

from PIL import Image

from lifecycle.documents.blocks import Heading, Listing, Paragraph, Passage, Row, Run, Table, text
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


def a_table_of_words(*, columns: int, rows: int) -> Table:
    """A table as a person types it: columns of one width, in each a word of a dozen letters."""
    cells = tuple(text("poskytovatel") for _ in range(columns))
    return Table(cells, (Row(cells),) * rows, ())


def test_a_table_whose_words_would_be_chopped_upright_turns_the_paper_also_amid_a_chapter():
    """Twelve columns after pictures stayed upright, the words chopped into pieces."""
    amid = (Heading(1, text("Ukazatele")), *BRIEF, Heading(1, text("Hodnoty")))
    found = [orientations(chapters((*amid, a_table_of_words(columns=n, rows=3)), BRIEF)) for n in (4, 9)]

    assert found == [[[]], [[], ["landscape"], []]]


def test_a_table_of_a_written_chapter_turns_the_paper_inside_it_and_what_follows_stands_upright():
    """Twelve columns in a chapter that people wrote stayed upright, their headings in pieces."""
    written_by_people = Passage("chapter:budget", (*LONG, *BRIEF, a_table_of_words(columns=9, rows=1), *BRIEF))
    ends_with_it = Passage("chapter:budget", (*LONG, a_table_of_words(columns=9, rows=1)))
    found = [
        orientations(chapters((one, Heading(1, text("Souhrn"))), BRIEF)) for one in (written_by_people, ends_with_it)
    ]

    assert found == [[[], ["landscape"], []]] * 2


def test_only_the_last_paragraph_of_a_long_text_goes_to_the_turned_page_with_its_table():
    chapter = Passage("chapter:budget", (*LONG, *BRIEF, a_table_of_words(columns=9, rows=1)))
    [upright] = find(root(written(chapters((chapter,)))), "//w:p[w:pPr/w:sectPr]/preceding-sibling::w:p[1]")[-1:]

    assert text_of(upright).startswith("věta")


def test_a_written_chapter_that_begins_with_a_wide_table_begins_on_the_turned_page_with_its_heading():
    document = chapters(BRIEF, (Passage("chapter:budget", (*BRIEF, a_table_of_words(columns=9, rows=1))),))

    assert orientations(document) == [[], ["landscape"]]


def test_a_table_too_wide_for_any_page_is_turned_all_the_same():
    assert orientations(chapters((a_table_of_words(columns=30, rows=3),))) == [[], ["landscape"]]


def test_on_the_turned_page_every_column_has_room_for_its_longest_word():
    cells = tuple(text(word) for word in ("a", "b", *["Nejneobhospodařovávanějšími"] * 4))
    table = Table(cells, (Row(cells),), (10, 10, 1, 1, 1, 1))
    widths = [int(width) for width in find(root(written(chapters((table,)))), "//w:gridCol/@w:w")]

    assert (min(widths[2:]) > 2700, sum(widths)) == (True, 16838 - 2 * 1247)


def test_a_template_on_its_side_has_nothing_to_turn():
    sideways = parts(BASE)["word/document.xml"].replace(b'w:w="11906" w:h="16838"', b'w:w="16838" w:h="11906"')
    package = written(chapters((a_table(columns=8, rows=60),), BRIEF), template=replaced("word/document.xml", sideways))

    assert len(find(root(package), "//w:sectPr")) == 1


def test_the_number_of_a_page_stands_at_the_right_edge_of_a_template_on_its_side_and_so_do_those_of_the_contents():
    """It stood in the middle of the page."""
    sideways = parts(BASE)["word/document.xml"].replace(b'w:w="11906" w:h="16838"', b'w:w="16838" w:h="11906"')
    package = written(chapters(BRIEF, BRIEF), template=replaced("word/document.xml", sideways))
    edge = str(16838 - 2 * 1247)

    assert find(root(package, "word/footer1.xml"), "//w:tab[@w:val='right']/@w:pos") == [edge]
    assert find(root(package), "//w:p[w:pPr/w:pStyle[@w:val='TOC1']]//w:tab[@w:val='right']/@w:pos") == [edge] * 2


def replaced(part: str, data: bytes) -> bytes:
    """The shipped template with another content of one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, own in parts(BASE).items():
            made.writestr(name, data if name == part else own)
    return target.getvalue()


def test_a_sentence_that_announces_a_list_stays_with_its_first_two_items():
    """„Plán schválilo a zavazuje 20 obcí z 23:“ stood at the foot of a page with one town of twenty."""
    towns = Listing(items=tuple((0, text(f"Obec {n}")) for n in range(5)))
    body = root(written(chapters((Paragraph(text("Plán zavazuje 5 obcí:")), towns, *BRIEF, towns))))
    kept = [text_of(p) for p in find(body, "//w:body/w:p[w:pPr/w:keepNext]")]

    assert [one for one in kept if one.startswith(("Plán zavazuje", "Obec", "krátce"))] == [
        *("Plán zavazuje 5 obcí:", "Obec 0"),
    ]


def test_a_cover_on_a_small_page_begins_at_its_top_and_carries_a_smaller_code():
    """On A5 and on paper turned on its side the code stood alone on the second page."""
    a5 = parts(BASE)["word/document.xml"].replace(b'w:w="11906" w:h="16838"', b'w:w="8391" w:h="11906"')
    sealed = replace(COVER, sealed="lifecycle:1:x", code="x")
    found = []
    for template in (BASE, replaced("word/document.xml", a5)):
        body = root(written(of(*BRIEF, cover=sealed), template=template))
        above = find(body, "//w:p[w:pPr/w:pStyle[@w:val='Title']]/w:pPr/w:spacing/@w:before")
        found.append((above, find(body, "//wp:inline[wp:docPr[@name='QR']]/wp:extent/@cx")))

    assert found == [([], [str(3 * 360_000)]), (["0"], [str(2 * 360_000)])]


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


def test_the_signature_of_a_short_paper_keeps_the_paragraphs_and_the_heading_above_it():
    end = (Heading(1, text("Pro koho plán platí")), *BRIEF, Paragraph(text("Za úřad: podpis")))
    found = find(root(written(chapters((*LONG, *end), cover=SHORT))), "//w:body/w:p[w:pPr/w:keepNext]")

    assert [text_of(paragraph) for paragraph in found] == ["krátce"]


def test_a_title_of_two_lines_stands_on_one_in_the_running_head():
    cover = replace(COVER, title="Komunitní plán sociálních služeb " * 5, working=False)
    [head] = texts_of(root(written(chapters(BRIEF, cover=cover)), "word/header1.xml"))

    assert len(head) < 110
    assert "… · " in head


def test_a_long_table_with_a_long_title_in_a_thin_column_turns_the_paper():
    money = text("999\u00a0999\u00a0999")
    row = Row((text("1.1"), text("velmi dlouhý název opatření " * 6), *[money] * 5))
    table = Table((text("Kód"), text("Název"), *[text("2027")] * 5), (row,) * 60, (9, 11, *[16] * 5))

    assert orientations(chapters((table,), BRIEF)) == [[], ["landscape"], []]


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
