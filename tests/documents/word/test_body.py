"""The body: headings, cards, tables, lists and the anchors of items."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.anchors import bookmark_of, item_of_bookmark, item_of_tag, tag_of
from lifecycle.documents.blocks import (
    Card,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Paragraph,
    Passage,
    Row,
    Run,
    Table,
    items_of,
    text,
)
from lifecycle.documents.document import Section
from tests.documents.word.opened import BASE, W, body, find, of, parts, root, styles_of, text_of, texts_of, written
from tests.documents.word.sample import PLAN, SECTIONS, measure, priority

ITEMS = {item for section in SECTIONS for item in items_of(section.blocks)}


def headings(document):
    return [(style, said) for style, said in styles_of(body(document)) if "Heading" in style and style != "TOCHeading"]


def test_every_item_has_one_control_with_its_tag():
    tags = Counter(find(body(PLAN), "//w:sdtPr/w:tag/@w:val"))

    assert tags == Counter(tag_of(item) for item in ITEMS)


def test_every_item_has_one_bookmark():
    names = Counter(name for name in find(body(PLAN), "//w:bookmarkStart/@w:name") if not name.startswith("_Toc"))

    assert names == Counter(bookmark_of(item) for item in ITEMS)


def test_the_bookmark_of_a_card_is_a_point_in_its_heading():
    points = find(body(PLAN), "//w:bookmarkStart[@w:name='pl_measure_k2_p1']")

    assert [(text_of(p.getparent()), p.getnext().tag) for p in points] == [
        ("Opatření 2.1 – Pečovatelská služba ve všech 23 obcích", f"{W}bookmarkEnd")
    ]


def test_every_number_of_a_control_or_bookmark_is_used_once():
    found = body(PLAN)
    doubled = [
        number
        for path in ("//w:sdtPr/w:id/@w:val", "//w:bookmarkStart/@w:id")
        for number, times in Counter(find(found, path)).items()
        if times > 1
    ]

    assert doubled == []


def test_only_a_cards_heading_begins_with_its_label_and_code():
    found = [(style, said) for style, said in styles_of(body(PLAN)) if said.startswith("Opatření 2.1")]

    assert found == [("CardHeading3", "Opatření 2.1 – Pečovatelská služba ve všech 23 obcích")]


def test_chapters_are_numbered_by_word_and_cards_by_their_code():
    document = of(Heading(2, text("Podkapitola")), Card("priority:1", 2, "Priorita", "1", text("Udržení")))

    assert headings(document) == [
        ("Heading1", "Kapitola"),
        ("Heading2", "Podkapitola"),
        ("CardHeading2", "Priorita 1 – Udržení"),
    ]


def test_a_skipped_level_is_closed():
    document = of(Heading(4, text("a")), Heading(4, text("b")), Heading(2, text("c")), Heading(3, text("d")))

    assert [style for style, _ in headings(document)] == ["Heading1", "Heading2", "Heading2", "Heading2", "Heading3"]


@given(st.lists(st.integers(1, 6), max_size=12))
def test_no_outline_skips_a_level(levels):
    document = of(*(Heading(level, text("nadpis")) for level in levels))
    depths = [int(style[-1]) for style, _ in headings(document)]

    assert [after for before, after in pairwise(depths) if after > before + 1] == []


def test_the_contents_name_every_heading_down_to_the_third_level():
    document = of(Heading(2, text("Podkapitola")), priority(1, "Udržení"))
    listed = [(style, said) for style, said in styles_of(body(document)) if style.startswith("TOC")]

    assert listed == [
        ("TOCHeading", "Obsah"),
        ("TOC1", "1\tKapitola\t"),
        ("TOC2", "1.1\tPodkapitola\t"),
        ("TOC2", "Udržení (priorita 1)\t"),
        ("TOC3", "Pečovatelská služba ve všech 23 obcích (opatření 1.1)\t"),
        ("TOC3", "Odlehčovací služba pro pečující rodiny (opatření 1.2)\t"),
        ("TOC3", "Sociálně aktivizační služby pro rodiny s\u00a0dětmi (opatření 1.3)\t"),
    ]


def test_every_line_of_the_contents_leads_to_a_heading():
    found = body(PLAN)

    assert {name for name in find(found, "//w:hyperlink/@w:anchor") if name.startswith("_Toc")} == {
        name
        for name in find(found, "//w:bookmarkStart/@w:name")
        if name.startswith("_Toc")
        if find(found, f"//w:p[w:bookmarkStart/@w:name='{name}']/w:pPr/w:pStyle/@w:val")[0][-1] in "123"
    }


def test_an_item_in_a_table_and_in_a_card_is_anchored_in_its_card():
    summary = Table((text("Kód"),), (Row((text("2.1"),), item="measure:2.1"),), (1,))
    anchored = find(body(of(summary, measure("2.1", "Pečovatelky"))), "//w:sdt[w:sdtPr/w:tag/@w:val='pl:measure:2.1']")

    assert [text_of(next(control.iter(f"{W}p"))) for control in anchored] == ["Opatření 2.1 – Pečovatelky"]


def test_a_row_is_anchored_around_the_cell_of_its_code():
    table = Table(
        (text("Text"), text("Klíč")),
        (Row((text("Zkušení lidé"), text("S-1")), item="swot:S-1"),),
        (3, 1),
        fields=("text", "key"),
    )
    control = find(body(of(table)), "//w:tc/w:sdt")

    assert [(text_of(one), one.getparent().getparent().index(one.getparent())) for one in control] == [("S-1", 2)]


def test_a_passage_that_begins_with_an_item_has_both_bookmarks_in_one_paragraph():
    document = of(Passage("text:vision", (measure("1.1", "Pečovatelky"),)))
    first = find(body(document), "//w:p[w:bookmarkStart/@w:name='pl_measure_k1_p1']/w:bookmarkStart/@w:name")

    assert first[:2] == ["pl_text_kvision", "pl_measure_k1_p1"]


def test_an_empty_passage_keeps_its_anchors():
    found = body(of(Passage("text:vision", ())))

    assert [
        text_of(control)
        for control in find(found, "//w:sdt[w:sdtPr/w:tag/@w:val='pl:text:vision'][.//w:bookmarkStart]")
    ] == [""]


def test_a_line_of_an_index_leads_to_its_item_and_tells_the_page():
    found = body(of(measure("1.1", "Pečovatelky"), Index(((text("senioři"), (Entry("measure:1.1", text("Péče")),)),))))
    (line,) = find(found, "//w:p[w:hyperlink[@w:anchor='pl_measure_k1_p1']]")

    assert (text_of(line), find(line, ".//w:instrText/text()")) == ("Péče\t", [" PAGEREF pl_measure_k1_p1 \\h "])
    assert find(line, "w:pPr/w:tabs/w:tab/@w:leader") == ["dot"]


def test_a_line_of_an_index_to_what_is_not_shown_is_plain_text():
    found = body(of(Index(((text("senioři"), (Entry("measure:7.7", text("Jinde")),)),))))
    (line,) = (paragraph for paragraph in found.iter(f"{W}p") if text_of(paragraph) == "Jinde")

    assert find(line, ".//w:hyperlink | .//w:instrText") == []


def test_the_head_of_a_group_of_an_index_stays_with_its_lines():
    found = body(of(Index(((text("senioři"), (Entry("measure:7.7", text("Jinde")),)),))))

    assert [text_of(p) for p in find(found, "//w:p[w:pPr/w:keepNext][w:r/w:rPr/w:b]")] == ["senioři"]


def test_a_link_within_a_line_of_an_index_gives_way_to_the_lines_own():
    entry = Entry("measure:1.1", (Run("Péče", link="https://a.cz"),))
    found = body(of(measure("1.1", "Pečovatelky"), Index(((text("senioři"), (entry,)),))))

    assert find(found, "//w:hyperlink//w:hyperlink | //w:hyperlink[@r:id]") == []


def test_the_columns_of_a_table_fill_the_width_of_the_text():
    table = Table((text("a"), text("b"), text("c")), (Row((text("1"), text("2"), text("3"))),), (1, 1, 1))
    widths = [int(width) for width in find(body(of(table)), "//w:gridCol/@w:w")]

    assert sum(widths) == 9412


def test_a_tables_header_repeats_and_its_rows_do_not_break():
    table = Table((text("a"),), (Row((text("1"),)), Row((text("2"),))), (1,))
    found = body(of(table))

    assert (len(find(found, "//w:tr[w:trPr/w:tblHeader]")), len(find(found, "//w:tr[w:trPr/w:cantSplit]"))) == (1, 3)


def test_a_row_longer_than_its_header_loses_nothing():
    table = Table((text("a"),), (Row((text("1"), text("navíc"))),), (1,))

    assert "navíc" in texts_of(body(of(table)))


def test_numbers_stand_right_and_totals_are_bold():
    table = Table((text("Rok"), text("Kč")), (Row((text("Celkem"), text("5")), total=True),), (1, 1), align="lr")
    cells = find(body(of(table)), "//w:p[w:pPr/w:pStyle/@w:val='TableTotal']")

    assert [find(cell, "w:pPr/w:jc/@w:val") for cell in cells] == [[], ["right"]]


def test_two_tables_in_a_row_stay_two():
    table = Table((text("a"),), (Row((text("1"),)),), (1,))
    neighbours = [node.getnext().tag for node in find(body(of(table, table)), "//w:tbl")]

    assert neighbours == [f"{W}p", f"{W}p"]


def test_each_numbered_list_begins_with_one():
    steps = Listing(((0, text("první")), (0, text("druhý"))), ordered=True)
    package = written(of(steps, Paragraph(text("mezitím")), steps))
    used = find(root(package), "//w:p/w:pPr/w:numPr/w:numId/@w:val")
    starts = find(root(package, "word/numbering.xml"), "//w:num[w:lvlOverride/w:startOverride/@w:val='1']/@w:numId")

    assert (used[0] == used[1], used[2] == used[3], sorted(set(used))) == (True, True, sorted(starts))


def test_a_line_feed_breaks_the_line_and_text_keeps_its_spaces():
    assert "  dva\nřádky" in texts_of(body(of(Paragraph(text("  dva\nřádky")))))


def test_what_xml_cannot_carry_is_shown_as_a_mark():
    assert "a\ufffdb" in texts_of(body(of(Paragraph(text("a\x00b")))))


def test_an_address_of_the_web_becomes_a_link_and_any_other_stays_text():
    runs = (Run("web", link="https://dacice.cz/č?a=1&b=2"), Run("soubor", link="file:///etc/passwd"))
    relations = parts(written(of(Paragraph(runs))))["word/_rels/document.xml.rels"].decode()

    assert ("https://dacice.cz/%C4%8D?a=1&amp;b=2" in relations, "etc/passwd" in relations) == (True, False)


def test_one_letter_prepositions_do_not_end_a_line():
    assert "jede k\u00a0lidem" in texts_of(body(of(Paragraph(text("jede k lidem")))))


words = st.text("abcč <&>\"'\n\t👵", max_size=12)


@given(st.lists(words.filter(str.strip), min_size=1, max_size=5))
def test_no_letter_of_a_card_is_lost(values):
    card = Card(
        "measure:1.1",
        3,
        "Opatření",
        "1.1",
        text("T"),
        tuple(Field(f"f{n}", "L", text(v)) for n, v in enumerate(values)),
    )
    shown = [said.replace("\u00a0", " ") for style, said in styles_of(body(of(card))) if style == "CardText"]

    assert shown == values


def test_items_are_read_back_from_tags_and_bookmarks():
    found = body(PLAN)
    by_tag = {item_of_tag(tag, ITEMS) for tag in find(found, "//w:sdtPr/w:tag/@w:val")}
    by_name = {item_of_bookmark(name, ITEMS) for name in find(found, "//w:bookmarkStart/@w:name")} - {None}

    assert (by_tag, by_name) == (ITEMS, ITEMS)


def test_every_style_the_body_uses_is_in_the_template():
    used = set(find(body(PLAN), "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))

    assert used - set(find(root(BASE, "word/styles.xml"), "//w:style/@w:styleId")) == set()


def test_a_paper_whose_title_stands_for_the_chapters_heading_may_begin_with_a_card():
    untitled = replace(PLAN, sections=(Section("notice", "", False, (measure("1.1", "Pečovatelská služba"),)),))

    assert headings(untitled)[0] == ("CardHeading2", "Opatření 1.1 – Pečovatelská služba")


def test_the_text_above_a_table_goes_over_to_the_next_page_with_it():
    """A heading and its lead stood alone at the foot of a page whose table was on the next one."""
    table = Table((text("Kód"),), (Row((text("1"),)),), (1,), caption="Návaznost")
    found = body(of(Paragraph(text("Předtím.")), Paragraph(text("Čím na sebe navazují.")), table))

    assert [text_of(p) for p in find(found, "//w:body/w:p[w:pPr/w:keepNext]")] == ["Čím na sebe navazují."]
