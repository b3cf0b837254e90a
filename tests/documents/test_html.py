"""The third writer: one page that needs nothing, says everything, and lets no text become markup."""

from dataclasses import replace

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.anchors import bookmark_of
from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
    Field,
    Heading,
    Index,
    Listing,
    Paragraph,
    Row,
    Run,
    Series,
    Table,
    items_of,
    text,
)
from lifecycle.documents.document import Document, Note, Section, Thread
from lifecycle.documents.html import write
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.shipped import shipped
from lifecycle.documents.typography import plain
from tests.documents.strategies import UNDRAWN
from tests.documents.test_markdown import COVER, VAULT
from tests.documents.word.opened import DOT

STYLE = shipped("document_templates", "page.css").decode()
HOSTILE = st.text(max_size=20) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</title><b>",
        "' onfocus='x",
        "<!-- ",
        "]]>",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "\x00\x08\x85\ud800\ufffe",
        "עברית \u202e obráceně",
        "👵🏽",
    ]
)
CARD = Card("measure:1.1", 2, "Opatření", "1.1", text("Péče"), (Field("starts", "Začátek", text("2015")),))


def page(*blocks: Block, threads: tuple[Thread, ...] = (), style: str = STYLE, **cover: object) -> str:
    document = Document(replace(COVER, **cover), (Section("swot", "SWOT", True, blocks),), threads)  # type: ignore[arg-type]
    return write(
        document,
        texts={VAULT: "Jana"},
        phrases=Phrases.of("cs", strict=True),
        style=style,
        pictures=lambda _: DOT,
    )


def read(written: str):
    """The page as a browser reads it; a fault of the markup is an error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(written)
    assert parser.errors == []
    return tree


def words(node) -> str:
    return plain("".join(node.itertext()))


def test_the_page_says_its_language_and_title():
    tree = read(page(language="en"))

    assert (tree.get("lang"), words(tree.find("head/title"))) == ("en", "Komunitní plán – pracovní verze")


def test_the_page_loads_nothing_and_runs_nothing():
    tree = read(page(CARD, Paragraph((Run("web", link="https://a.cz"),))))

    loading = [
        e.tag for e in tree.iter() if e.tag in ("script", "link", "iframe", "object") or e.get("src", "")[:4] == "http"
    ]

    assert loading == []


def test_a_town_s_style_cannot_leave_its_place():
    tree = read(page(style="</style><script>alert(1)</script>"))

    assert [e.tag for e in tree.iter("script")] == []


def test_headings_are_numbered_and_no_level_is_skipped():
    tree = read(page(Heading(3, text("Zdroje")), CARD, Heading(1, text("Závěr"))))

    found = [(e.tag, words(e)) for e in tree.find("body/main").iter() if e.tag in ("h2", "h3", "h4", "h5")]

    assert found == [
        ("h2", "1 SWOT"),
        ("h3", "1.1 Zdroje"),
        ("h3", "Opatření 1.1 – Péče"),
        ("h3", "1.2 Závěr"),
    ]


def test_a_short_paper_and_one_without_chapters_have_no_contents():
    short = read(page(CARD, contents=False))
    empty = write(Document(COVER, ()), texts={}, phrases=Phrases.of("cs"), style="", pictures=lambda _: DOT)

    assert [list(tree.iter("nav")) for tree in (short, read(empty))] == [[], []]


def test_a_table_without_columns_is_left_out():
    assert list(read(page(Table((), (), ()))).iter("table")) == []


def test_a_table_has_a_caption_and_header_cells():
    table = Table((text("Obec"), text("Lidé")), (Row((text("Dačice"), text("1"))),), (1, 1), "lr", "Obce")

    tree = read(page(table))

    heads = [(words(e), e.get("scope")) for e in tree.iter("th")]
    assert (words(next(tree.iter("caption"))), heads) == ("Tabulka 1. Obce", [("Obec", "col"), ("Lidé", "col")])


def test_the_fields_of_a_card_are_headed_by_their_names():
    [field] = read(page(CARD)).iter("th")

    assert (words(field), field.get("scope")) == ("Začátek", "row")


def test_a_chart_is_a_picture_with_words_and_its_numbers():
    chart = Chart("bars", "Lidé", "V Dačicích je „9“ lidí.\nVíce ne.", ("Dačice", "Peč"), (Series("2015", (9,)),))

    tree = read(page(chart))

    [image] = tree.iter("img")
    assert (image.get("alt"), image.get("src", "")[:22]) == (
        "V\u00a0Dačicích je „9“ lidí. Více ne.",
        "data:image/png;base64,",
    )
    assert [words(cell) for cell in tree.iter("td")] == ["9", ""]


def test_private_text_stands_in_its_place_and_erased_text_says_so():
    told = words(read(page(Paragraph(text(VAULT)), Paragraph(text("vault:" + "b" * 64)))).find("body/main"))

    assert told == "1 SWOT Jana vymazáno na žádost"


def test_a_footnote_leads_there_and_back():
    tree = read(page(Paragraph((Run("Text", note=text("Zdroj: ČSÚ")),))))

    there, back = (e.get("href") for e in tree.find("body/main").iter("a"))

    assert (there, back) == ("#note1", "#mark1")


def test_an_index_leads_to_what_the_page_shows():
    index = Index(((text("Péče"), (Entry("measure:1.1", text("Péče")), Entry("measure:9.9", text("Nic")))),))

    links = [e.get("href") for e in read(page(CARD, index)).find("body/main").iter("a")]

    assert links == [f"#{bookmark_of('measure:1.1')}"]


def test_comments_stand_in_one_list_and_lead_to_their_places():
    notes = (Note("K1", "Jana", "2015-07-01T10:00:00", "Kdo?"), Note("K2", "Petr", "loni", "Město."))
    threads = (
        Thread("measure:1.1", None, True, notes),
        Thread(None, None, False, notes[:1]),
        Thread("measure:9.9", None, False, notes[:1]),
    )

    aside = read(page(CARD, threads=threads)).find("body/aside")

    places = [words(item.find("p")) for item in aside.find("ol")]
    assert places == [
        "Opatření 1.1 – Péče · vyřešeno",
        "celý dokument · otevřeno",
        "Připomínka patřila k položce „Opatření 9.9“, která v tomto vydání není. · otevřeno",
    ]
    assert words(aside.find("ol")[0].find("ul")) == "Jana, 1. 7. 2015: Kdo? Petr, loni: Město."


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:// x"])
def test_a_link_that_leads_elsewhere_than_to_the_web_is_only_text(link: str):
    assert [e.get("href") for e in read(page(Paragraph((Run("x", link=link),)))).find("body/main").iter("a")] == []


@settings(max_examples=60)
@given(HOSTILE, HOSTILE)
def test_no_text_becomes_markup(one: str, other: str):
    thread = Thread("measure:1.1", None, False, (Note("K1", one, other, one),))
    card = replace(
        CARD, label=one, title=text(other), fields=(Field("x", other, (Run(one, link=f"https://a.cz/{other}"),)),)
    )
    quiet = replace(CARD, label="a", title=text("a"), fields=(Field("x", "a", (Run("a", link="https://a.cz/"),)),))

    hostile, tame = (
        [e.tag for e in read(page(block, threads=(note,), title=said, code=said)).iter() if e.tag != "br"]
        for block, note, said in (
            (card, thread, one or "a"),
            (quiet, Thread("measure:1.1", None, False, (Note("K1", "a", "a" * bool(other), "a"),)), "a"),
        )
    )

    assert set(hostile) <= set(tame)


@settings(max_examples=60)
@given(st.lists(UNDRAWN, max_size=3))
def test_every_item_has_an_id_and_no_id_is_given_twice(blocks: list[Block]):
    tree = read(page(*blocks))

    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert (len(ids), {bookmark_of(item) for item in items_of(blocks)} - set(ids)) == (len(set(ids)), set())


@settings(max_examples=40)
@given(st.lists(UNDRAWN, max_size=3))
def test_every_link_within_the_page_leads_somewhere(blocks: list[Block]):
    tree = read(page(*blocks))

    ids = {e.get("id") for e in tree.iter()}
    assert {e.get("href")[1:] for e in tree.iter("a") if e.get("href", "").startswith("#")} - ids == set()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.booleans())
def test_a_list_holds_every_item_however_deep_it_jumps(depths: list[int], ordered: bool):
    tree = read(page(Listing(tuple((depth, text(f"x{n}")) for n, depth in enumerate(depths)), ordered)))

    assert len(list(tree.find("body/main").iter("li"))) == len(depths)
