"""Barriers told before a document is written: what somebody who does not see it would not be told."""

from dataclasses import replace

import pytest

from lifecycle.documents.accessibility import barriers, in_blocks
from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Matrix,
    MatrixRow,
    Paragraph,
    Passage,
    Picture,
    Row,
    Run,
    Series,
    Table,
    text,
)
from lifecycle.documents.document import Document, Section
from tests.documents.test_markdown import COVER

SERIES = (Series("2014", (1,)), Series("2015", (2,)))
CHART = Chart("bars", "Lidé podle let", "V roce 2015 jich bylo více.", ("Dačice",), SERIES)
TABLE = Table((text("Obec"), text("Lidé")), (Row((text("Dačice"), text("1"))),), (1, 1), caption="Obce")
MATRIX = Matrix(text("Skupina"), (text("S"),), (MatrixRow(text("Senioři"), ((Entry("swot:S", text("a")),),)),))
PICTURE = Picture("a" * 64, "mapa.png", "Mapa obvodu", "", 10, 10)
CARD = Card("measure:1.1", 2, "Opatření", "1.1", text("Péče"), (Field("starts", "Začátek", ()),))


def linked(said: str, to: str = "https://www.dacice.cz/plan") -> Block:
    return Paragraph((Run("Viz "), Run(said, link=to)))


def lines(*said: str) -> Block:
    return Passage("text:vision", tuple(Paragraph(text(one)) for one in said))


BARRIERS: dict[str, tuple[Block, str]] = {
    "a heading without words": (Heading(1, text("  ")), "accessibility.heading_empty"),
    "an empty paragraph": (Paragraph(()), "accessibility.paragraph_empty"),
    "an empty paragraph in a card": (replace(CARD, blocks=(Paragraph(()),)), "accessibility.paragraph_empty"),
    "an item without words": (Listing(((0, text("a")), (0, ()))), "accessibility.item_empty"),
    "a table without a header": (replace(TABLE, header=((), ())), "accessibility.header_missing"),
    "an empty header cell": (replace(TABLE, header=(text("Obec"), ())), "accessibility.header_empty"),
    "an empty corner": (replace(MATRIX, corner=()), "accessibility.header_empty"),
    "a row without a name": (replace(MATRIX, rows=(MatrixRow((), ((),)),)), "accessibility.row_head_empty"),
    "a field without a name": (replace(CARD, fields=(Field("x", " ", ()),)), "accessibility.row_head_empty"),
    "a chart without words": (replace(CHART, alt=""), "accessibility.chart_alt"),
    "a chart told by its caption": (replace(CHART, alt=CHART.caption), "accessibility.chart_alt"),
    "a chart without a caption": (replace(CHART, caption=""), "accessibility.chart_caption"),
    "series told by colour": (replace(CHART, series=(SERIES[0], SERIES[0])), "accessibility.chart_series"),
    "a picture without words": (replace(PICTURE, alt=" "), "accessibility.picture_alt"),
    "a picture told by its file": (replace(PICTURE, alt="mapa.png"), "accessibility.picture_alt"),
    "a link that says zde": (linked("zde"), "accessibility.link_vague"),
    "a link that says Klikněte zde!": (linked("Klikněte zde!"), "accessibility.link_vague"),
    "a link that says here": (linked("»here«"), "accessibility.link_vague"),
    "an address that is another": (linked("www.brno.cz"), "accessibility.link_elsewhere"),
    "a mailbox that is another": (linked("a@dacice.cz", to="mailto:b@dacice.cz"), "accessibility.link_elsewhere"),
    "a link in a note": (
        Paragraph((Run("Text", note=(Run("tady", link="https://a.cz"),)),)),
        "accessibility.link_vague",
    ),
    "dashes for a list": (lines("- první", "- druhý"), "accessibility.typed_list"),
    "dots in one paragraph": (lines("• první\n• druhý"), "accessibility.typed_list"),
    "numbers for a list": (lines("1. První", "2. Druhý"), "accessibility.typed_list"),
    "letters for a list": (lines("a) první", "b) druhý"), "accessibility.typed_list"),
}
FREE: dict[str, Block] = {
    "a heading": Heading(1, text("Vize")),
    "a table": TABLE,
    "a matrix": MATRIX,
    "a chart": CHART,
    "a chart of one series": replace(CHART, series=(Series("", (1,)),)),
    "a picture": PICTURE,
    "a card": CARD,
    "an index": Index(((text("Dačice"), (Entry("service:1", text("Poradna")),)),)),
    "a list": Listing(((0, text("a")), (1, text("b"))), ordered=True),
    "a link that says where": linked("stránky města Dačice"),
    "an address": linked("www.dacice.cz"),
    "an address in full": linked("https://www.dacice.cz/plan"),
    "a mailbox": linked("a@dacice.cz", to="mailto:a@dacice.cz?subject=plan"),
    "an address no machine has": linked("http://[", to="http://["),
    "days": lines("1. 7. 2015 začátek", "2. 7. 2015 konec"),
    "ordinals": lines("1. zasedání schválilo", "2. zasedání vzalo na vědomí"),
    "one line with a dash": lines("– řekl starosta"),
    "text parted by a list": Passage("text:vision", (Paragraph(text("• a")), Listing(((0, text("b")),)))),
    "a dash outside of a chapter": Paragraph(text("- a\n- b")),
}


def codes(*blocks: Block) -> list[str]:
    return [found.code for found in in_blocks(blocks, chapter="Vize")]


@pytest.mark.parametrize("name", BARRIERS)
def test_a_barrier_is_told_once(name: str):
    block, code = BARRIERS[name]

    assert codes(block) == [code]


@pytest.mark.parametrize("name", FREE)
def test_what_everybody_can_read_is_no_barrier(name: str):
    assert codes(FREE[name]) == []


def test_a_barrier_is_found_by_the_chapter_and_the_text_before_it():
    long = "Plán tří obcí " * 10

    [found] = in_blocks([Paragraph(text(long)), Paragraph(())], chapter="Vize")

    assert found.facts == {"chapter": "Vize", "text": long[:59].rstrip() + "…"}


def test_empty_header_cells_are_told_by_the_number_of_their_column():
    [found] = in_blocks([replace(TABLE, header=(text("Obec"), ()))], chapter="Vize")

    assert found.facts["columns"] == ("2",)


@pytest.mark.parametrize(
    ("change", "code"), [({"title": " "}, "accessibility.title"), ({"language": "xx"}, "accessibility.language")]
)
def test_a_document_has_a_title_and_a_language(change: dict[str, str], code: str):
    assert [found.code for found in barriers(Document(replace(COVER, **change), ()))] == [code]


def test_a_chapter_the_councils_approved_stands_as_it_is():
    spoiled = Section("vision", "Vize", True, (Paragraph(()),))
    document = Document(COVER, (spoiled, replace(spoiled, name="strategy")))

    assert len(barriers(document, standing={"vision"})) == 1
