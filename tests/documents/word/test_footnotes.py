"""Footnotes and pictures of chapters in Word: real footnotes under their line, pictures with words and captions."""

import docx_integrity
import pytest
from openxml_audit import OpenXmlValidator

from lifecycle.documents.blocks import Card, Heading, Paragraph, Picture, Row, Run, Table, text
from lifecycle.documents.word.identity import differences, visible
from tests.documents.word.opened import DOT, NS, W, find, of, parts, root, saved, text_of, written

LAW = (Run("Zákon č. 108/2006 Sb., "), Run("znění", link="https://www.zakonyprolidi.cz/cs/2006-108"))
NOTED = Paragraph((Run("Plán schvaluje zastupitelstvo", note=LAW), Run(" každé obce."), Run("", note=text("Druhá."))))
MAP = Picture("a" * 64, "mapa.png", "Mapa území s 23 obcemi", "Území plánu", 1600, 800)
EMU = 360_000


def notes(data: bytes) -> list[str]:
    """The texts of the footnotes as they stand in their part."""
    return [text_of(note).strip() for note in find(root(data, "word/footnotes.xml"), "//w:footnote[not(@w:type)]")]


def size(picture: Picture) -> tuple[float, float]:
    """Width and height of the printed picture in centimetres."""
    (shown,) = find(root(written(of(picture))), "//wp:inline[wp:docPr/@id=2]/wp:extent")
    return int(shown.get("cx")) / EMU, int(shown.get("cy")) / EMU


def test_footnotes_stand_in_their_part_in_the_order_of_their_marks():
    data = written(of(NOTED))

    assert [mark.get(f"{W}id") for mark in find(root(data), "//w:footnoteReference")] == ["1", "2"]
    assert notes(data) == ["Zákon č.\u00a0108/2006\u00a0Sb., znění", "Druhá."]


def test_the_line_above_footnotes_is_words_own():
    data = written(of(NOTED))
    separators = find(root(data, "word/footnotes.xml"), "//w:footnote[@w:type]/@w:id")

    assert (separators, find(root(data, "word/settings.xml"), "//w:footnotePr/w:footnote/@w:id")) == (["-1", "0"],) * 2


def test_marks_and_notes_are_in_the_styles_of_the_template():
    data = written(of(NOTED))
    styles = {style.get(f"{W}styleId") for style in find(root(data, "word/styles.xml"), "//w:style")}
    used = find(root(data, "word/footnotes.xml"), "//w:pStyle/@w:val | //w:rStyle/@w:val")

    assert set(used) <= styles


def test_an_address_in_a_footnote_is_a_link_of_its_own_part():
    data = written(of(NOTED))
    (link,) = find(root(data, "word/footnotes.xml"), "//w:hyperlink/@r:id")
    (relation,) = root(data, "word/_rels/footnotes.xml.rels")

    assert (relation.get("Id"), relation.get("Target")) == (link, LAW[1].link)


def test_a_document_without_footnotes_has_no_trace_of_them():
    data = written(of(Paragraph(text("Bez poznámek."))))

    assert "word/footnotes.xml" not in parts(data)
    assert find(root(data, "word/settings.xml"), "//w:footnotePr") == []


@pytest.mark.parametrize(
    "block",
    [
        NOTED,
        Table((text("a"),), (Row((NOTED.runs,)),), (1,)),
        Card("measure:1.1", 1, "Opatření", "1.1", NOTED.runs, (), (NOTED,)),
        Card("measure:1.1", 1, "Opatření", "1.1", NOTED.runs[2:]),
        Heading(1, NOTED.runs),
        MAP,
    ],
)
def test_validators_find_no_fault(block, tmp_path):
    file = saved(written(of(block)), tmp_path)

    faults = [str(error) for error in OpenXmlValidator().validate(file).errors]

    assert [*faults, *(str(one) for one in docx_integrity.check(file) if "INFO" not in str(one))] == []


def test_a_changed_footnote_is_a_difference():
    theirs = Paragraph((Run("Plán schvaluje zastupitelstvo", note=text("Jinak.")), *NOTED.runs[1:]))
    found = differences(visible(written(of(NOTED))), visible(written(of(theirs))))

    assert [(one["kind"], one["now"]) for one in found] == [("changed", "[^1] Jinak.")]


def test_a_moved_mark_is_a_difference():
    theirs = Paragraph((Run("Plán schvaluje zastupitelstvo každé obce.", note=LAW), Run("", note=text("Druhá."))))

    assert len(differences(visible(written(of(NOTED))), visible(written(of(theirs))))) == 1


def test_a_picture_says_in_words_what_it_shows_and_has_a_counted_caption():
    data = written(of(MAP))
    body = root(data)

    assert find(body, "//wp:docPr[@id=2]/@descr") == ["Mapa území s\u00a023 obcemi"]
    assert [text_of(one) for one in find(body, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")] == ["Obrázek 1. Území plánu"]


def test_a_picture_shown_twice_is_stored_once():
    stored = [name for name in parts(written(of(MAP, MAP))) if "picture" in name]

    assert stored == ["word/media/picture1.png"]


def test_the_bytes_in_the_file_are_those_taken_in():
    assert parts(written(of(MAP)))["word/media/picture1.png"] == DOT + b"a" * 64


@pytest.mark.parametrize(
    ("pixels", "printed"),
    [((150, 300), (2.54, 5.08)), ((3000, 1500), (16.6, 8.3)), ((1000, 4000), (4.75, 19.0))],
)
def test_a_picture_fits_the_text_and_the_page_and_is_never_coarse(pixels, printed):
    wide, high = size(Picture("a" * 64, "x.png", "x", "", *pixels))

    assert (wide, high) == pytest.approx(printed, abs=0.05)


def test_the_namespaces_of_the_part_are_those_of_the_body():
    assert root(written(of(NOTED)), "word/footnotes.xml").nsmap["w"] == NS["w"]
