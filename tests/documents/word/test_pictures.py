"""Charts in Word: a picture under its caption that says in words what it shows."""

from collections import Counter
from dataclasses import replace

import docx_integrity
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from lifecycle.documents.blocks import Paragraph, text
from lifecycle.documents.charts import picture
from tests.documents.strategies import BLOCKS
from tests.documents.word.figures import CAPACITY, MONEY, PYRAMID
from tests.documents.word.opened import BASE, find, of, parts, root, saved, styles_of, text_of, written
from tests.documents.word.sample import COVER, FINAL, PLAN


def test_the_picture_in_the_file_is_the_chart():
    assert parts(written(of(PYRAMID)))["word/media/chart1.png"] == picture(PYRAMID, "cs").png


def test_a_chart_says_in_words_what_it_shows():
    described = find(root(written(of(MONEY, CAPACITY))), "//wp:docPr[@id>1]/@descr")

    assert [said.replace("\u00a0", " ") for said in described] == [MONEY.alt, CAPACITY.alt]


def test_every_picture_has_words_and_a_number_of_its_own():
    pictures = find(root(written(PLAN)), "//wp:docPr")

    assert (len(pictures), [one for one in pictures if not one.get("descr")]) == (4, [])
    assert Counter(one.get("id") for one in pictures).most_common(1)[0][1] == 1


def test_charts_are_counted_apart_from_tables_and_stay_with_their_captions():
    found = root(written(of(PYRAMID, Paragraph(text("Slova.")), MONEY)))
    captions = [said for style, said in styles_of(found) if style == "Caption"]
    styles = root(BASE, "word/styles.xml")

    assert captions == ["Graf 1. Obyvatelé podle věku a\u00a0pohlaví", "Graf 2. Zdroje financování podle roku"]
    assert find(styles, "//w:style[@w:styleId='Caption']/w:pPr/w:keepNext") != []
    assert [text_of(p) for p in find(found, "//w:p[w:pPr/w:pStyle/@w:val='Caption']/following-sibling::w:p[1]")] == [
        "",
        "",
    ]


def test_the_same_chart_shown_twice_is_stored_once():
    stored = [name for name in parts(written(of(MONEY, MONEY))) if "chart" in name]

    assert stored == ["word/media/chart1.png"]


def test_a_chart_has_the_size_it_was_drawn_for():
    found = root(written(of(PYRAMID)))
    (shown,) = find(found, "//wp:inline[wp:docPr/@id=2]/wp:extent")

    assert [int(shown.get(side)) / 360_000 for side in ("cx", "cy")] == pytest.approx(
        [picture(PYRAMID, "cs").width, picture(PYRAMID, "cs").height], abs=0.001
    )


def test_a_document_without_charts_stores_no_picture_but_the_code():
    bare = replace(FINAL, sections=())

    assert [name for name in parts(written(bare)) if "media" in name] == ["word/media/qr.png"]


def test_numbers_of_a_chart_are_written_in_the_documents_language():
    english = of(MONEY, cover=replace(COVER, language="en"))

    assert parts(written(english))["word/media/chart1.png"] == picture(MONEY, "en").png


@settings(max_examples=25)
@given(st.lists(BLOCKS, max_size=3))
def test_no_document_is_broken_by_its_blocks(blocks):
    package = parts(written(of(*blocks)))
    used = set(find(root(written(of(*blocks))), "//@r:embed | //@r:id")) - {""}
    relations = root(written(of(*blocks)), "word/_rels/document.xml.rels")

    assert used <= {relation.get("Id") for relation in relations}
    assert {f"word/{one.get('Target')}" for one in relations if one.get("TargetMode") is None} <= set(package)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(BLOCKS, max_size=3))
def test_validators_find_no_fault_whatever_the_blocks(tmp_path_factory, blocks):
    path = saved(written(of(*blocks)), tmp_path_factory.mktemp("any"))
    faults = [*map(str, OpenXmlValidator().validate(path).errors), *map(str, docx_integrity.check(path))]

    assert faults == []
