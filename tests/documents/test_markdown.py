"""The second writer: everything a document says stands in its Markdown, and can be read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import (
    Block,
    Card,
    Chart,
    Entry,
    Field,
    Heading,
    Index,
    Matrix,
    MatrixRow,
    Paragraph,
    Row,
    Run,
    Series,
    Table,
    text,
)
from lifecycle.documents.document import Cover, Document, Note, Section, Thread
from lifecycle.documents.markdown import write
from lifecycle.documents.narrative import narrative
from lifecycle.documents.phrases import Phrases
from tests.documents.strategies import BLOCKS, LINES

COVER = Cover(
    title="Komunitní plán",
    subtitle="pracovní verze",
    name="plan",
    number=3,
    label="working",
    stage="swot",
    day="2015-07-01",
    language="cs",
    plan="dacice-2015",
    plan_title="Dačicko 2015–2017",
    code="dacice-2015-7-ABCDE",
    sealed="",
    lines=(("Zpracovatel", "Město Dačice"),),
    publicity=("Spolufinancováno z ESF.",),
)
VAULT = "vault:" + "a" * 64
CZECH = Phrases("cs", {"document.erased": {"text": "vymazáno na žádost"}})


def a_document(*blocks: Block, threads: tuple[Thread, ...] = ()) -> Document:
    return Document(COVER, (Section("swot", "SWOT", True, blocks),), threads)


def body(*blocks: Block, threads: tuple[Thread, ...] = (), texts: dict[str, str] | None = None) -> str:
    """What is written after the section's heading."""
    written = write(a_document(*blocks, threads=threads), texts=texts or {}, phrases=CZECH)
    return written.partition("<!-- swot voted -->\n")[2].strip()


def test_the_cover_tells_what_the_edition_is():
    written = write(a_document(), texts={}, phrases=CZECH).replace("\u00a0", " ")

    assert written == (
        "# Komunitní plán\n\npracovní verze\n\nDačicko 2015–2017 (dacice-2015)\n\n"
        "plan@3 · working · swot · 1. 7. 2015\n\n- **Zpracovatel** Město Dačice\n\n"
        "Spolufinancováno z ESF.\n\ndacice-2015-7-ABCDE\n\n## SWOT <!-- swot voted -->\n"
    )


def test_a_card_shows_its_code_fields_and_text():
    card = Card(
        "measure:2.1",
        3,
        "Opatření",
        "2.1",
        text("Péče doma"),
        (Field("responsible", "Odpovídá", text("Město")), Field("partners", "Partneři", ())),
        (Paragraph(text("Popis.")),),
    )

    assert body(card) == (
        "##### Opatření 2.1 – Péče doma <!-- measure:2.1 -->\n\n- **Odpovídá:** Město\n- **Partneři:**\n\nPopis."
    )


def test_a_table_escapes_pipes_and_shows_anchors_and_totals():
    table = Table(
        header=(text("Zdroj"), text("Kč")),
        rows=(Row((text("obec | kraj"), text("5\n6")), item="budget:1"), Row((text("celkem"), text(11)), total=True)),
        widths=(1, 1),
        align="lr",
        caption="Rozpočet",
    )

    assert body(table) == (
        "Rozpočet\n\n| Zdroj | Kč |\n| --- | --: |\n"
        "| obec \\| kraj | 5<br>6 <!-- budget:1 --> |\n| celkem | 11 <!-- total --> |"
    )


def test_a_thread_stands_at_its_item_with_its_replies():
    thread = Thread(
        "measure:1.1",
        "responsible",
        True,
        (Note("K1", "Budeč", "2015-07-01", "Kdo?\nA kdy?"), Note("K2", "Dačice", "", "My.")),
    )
    card = Card("measure:1.1", 2, "Opatření", "1.1", (), (), (Paragraph(text("Popis.")),))

    assert body(card, threads=(thread,)) == (
        "#### Opatření 1.1 <!-- measure:1.1 -->\n\n> ☑ measure:1.1 · responsible\n>\n"
        "> **Budeč** (2015-07-01, K1): Kdo?\\\n> A kdy?\n>\n> **Dačice** (K2): My.\n\nPopis."
    )


def test_a_table_that_lists_a_card_leaves_the_thread_to_the_card():
    table = Table((text("Kód"),), (Row((text("1.1"),), item="measure:1.1"),), (1,))
    card = Card("measure:1.1", 2, "Opatření", "1.1", ())
    thread = Thread("measure:1.1", None, False, (Note("K1", "Budeč", "", "Kdo?"),))
    written = body(table, card, threads=(thread,))

    assert written.count("Kdo?") == 1
    assert written.index("Kdo?") > written.index("#### Opatření")


MATRIX = Matrix(
    text("Skupina"),
    (text("Silné"), text("Slabé")),
    (
        MatrixRow(
            text("Senioři"),
            (
                (Entry("swot:S-1", text("S-1 Zkušenosti | ochota")), Entry("swot:S-2", text("S-2 Prostory"))),
                (Entry("swot:W-1", text("W-1 Doprava")),),
            ),
            ((), text("Co chybí")),
        ),
    ),
    "SWOT",
    "text",
)


def test_a_matrix_is_a_table_with_an_anchor_at_each_entry():
    assert body(MATRIX) == (
        "SWOT\n\n| Skupina | Silné | Slabé |\n| --- | --- | --- |\n"
        "| Senioři | S-1 Zkušenosti \\| ochota <!-- swot:S-1 --><br>S-2 Prostory <!-- swot:S-2 -->"
        " | Co chybí<br>W-1 Doprava <!-- swot:W-1 --> |"
    )


def test_a_thread_on_an_entry_stands_below_its_matrix():
    written = body(MATRIX, threads=(Thread("swot:W-1", "text", False, (Note("K1", "Budeč", "", "I do Budče."),)),))

    assert written.endswith("|\n\n> ☐ swot:W-1 · text\n>\n> **Budeč** (K1): I do Budče.")


def test_a_chart_says_its_words_and_its_numbers():
    chart = Chart("columns", "Peníze", "Roste.", ("2015", "2016"), (Series("obec", (1250000, None)),), "Kč")

    assert body(chart).replace("\u00a0", " ") == (
        "Peníze\n\nRoste.\n\n| Kč | obec |\n| --- | --: |\n| 2015 | 1 250 000 |\n| 2016 |  |"
    )


def test_an_index_tells_what_its_lines_lead_to_and_anchors_nothing():
    index = Index(((text("senioři"), (Entry("service:1", text("Pečovatelská služba")),)),))
    thread = Thread("service:1", None, False, (Note("K1", "Budeč", "", "Kdy?"),))
    written = write(a_document(index, Paragraph(text("Konec.")), threads=(thread,)), texts={}, phrases=CZECH)

    assert "senioři\n\n- Pečovatelská služba <!-- → service:1 -->\n\nKonec.\n\n> ☐ service:1" in written


def test_threads_of_the_whole_document_come_first_and_lost_ones_last():
    threads = tuple(
        Thread(item, None, False, (Note("", "A", "", f"k {item}"),)) for item in (None, "swot:gone", "swot:S1")
    )
    row = Table((text("SWOT"),), (Row((text("síla"),), item="swot:S1"),), (1,))
    written = write(a_document(row, threads=threads), texts={}, phrases=CZECH)

    assert re.findall("k (.*)", written) == ["None", "swot:S1", "swot:gone"]


def test_a_private_text_is_shown_where_it_is_known():
    threads = (Thread(None, None, False, (Note("K1", VAULT, "", VAULT),)),)
    document = a_document(Paragraph((Run(VAULT, bold=True),)), threads=threads)

    written = write(document, texts={VAULT: "Jan Novák"}, phrases=CZECH)

    assert (VAULT in written, written.count("Jan Novák")) == (False, 3)


def test_an_erased_text_is_shown_as_erased():
    threads = (Thread(None, None, False, (Note("K1", VAULT, "", VAULT),)),)
    written = write(a_document(Paragraph((Run(VAULT),)), threads=threads), texts={}, phrases=CZECH)

    assert (VAULT in written, written.count("vymazáno na žádost")) == (False, 3)


@pytest.mark.parametrize(
    "line",
    [
        "# nadpis",
        "- pomlčka",
        "1. první",
        "1. 7. 2015",
        "> víc",
        "<b>tag</b>",
        "*hvězda*",
        "[a](b)",
        "a_b_c",
        "| a |",
        "---",
        "~~~",
        "`x`",
        "&amp; co",
        "\\",
        "a\n===",
        "a | b\n--- | ---",
        "A & B < C",
        "text!",
        "#",
        "konec #",
        "+ plus",
        ":--",
        "a\n- b",
    ],
)
def test_text_that_looks_like_markdown_is_read_back_as_text(line):
    assert narrative(body(Paragraph(text(line))), level=1) == (Paragraph(text(line)),)


CHAPTERS = st.lists(
    st.builds(Heading, st.just(2), LINES.map(text))
    | st.builds(Paragraph, LINES.map(text), st.sampled_from(["body", "quote"]))
    | st.builds(Paragraph, st.lists(LINES, min_size=1, max_size=3).map("\n".join).map(text)),
    max_size=4,
)


@given(CHAPTERS)
def test_a_chapter_is_read_back_as_it_was_written(blocks):
    joined = [
        block
        for at, block in enumerate(blocks)
        if not (at and isinstance(block, Paragraph) and block.style == "quote" == getattr(blocks[at - 1], "style", ""))
    ]

    assert narrative(re.sub("^####", "#", body(*joined), flags=re.MULTILINE), level=1) == tuple(joined)


def every_text(value: object) -> list[str]:
    """Every text of runs, labels, codes and notes in the JSON of a document."""
    if isinstance(value, dict):
        named = (
            "text",
            "label",
            "code",
            "title",
            "author",
            "caption",
            "alt",
            "unit",
            "name" if "values" in value else "",
        )
        own = [value[name] for name in named if isinstance(value.get(name), str)]
        own += [one for one in value.get("categories", ()) if isinstance(one, str)]
        return own + [found for part in value.values() for found in every_text(part)]
    return [found for part in value for found in every_text(part)] if isinstance(value, list) else []


def bare(written: str) -> str:
    """Markdown without escapes, marks, breaks and blanks: the letters alone."""
    unmarked = re.sub(r"\\(?=[^\w\s])|\\$|\\(?=\n)|<br>", "", written)
    return re.sub(r"[\s*>]", "", unmarked)


@given(st.lists(BLOCKS, max_size=3), st.lists(LINES, max_size=3))
def test_no_text_of_a_document_is_lost(blocks, comments):
    threads = tuple(Thread("plan", None, False, (Note("K", "Budeč", "", comment),)) for comment in comments)
    document = a_document(*blocks, threads=threads)
    written = bare(write(document, texts={}, phrases=CZECH))

    assert [
        found
        for found in every_text(document.as_json())
        if re.sub(r"[\s*>\\]", "", found) not in written.replace("\\", "")
    ] == []


@given(st.lists(BLOCKS, max_size=3))
def test_the_same_document_is_the_same_markdown(blocks):
    again = Document.from_json(a_document(*blocks).as_json())

    assert write(again, texts={}, phrases=CZECH) == write(a_document(*blocks), texts={}, phrases=CZECH)
