"""Narrative chapters: what people write in Markdown stands in the document, and what cannot is told with its line."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Run, Runs, Table
from lifecycle.documents.narrative import faults, narrative
from lifecycle.model.errors import Wrong

LABELS = ("Priorita", "Opatření", "Aktivita")
PIECES = st.sampled_from(
    [
        "slovo",
        " ",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "_",
        "| ",
        "|---|---|\n",
        "`",
        "[a](https://b.cz)",
        "1. 7. 2015",
        "  ",
        "    ",
        "\\",
        "\t",
        "7. ",
        "<http://c.cz>",
        "  \n",
        "===\n",
        "Opatření 1.1 ",
        "[^1]",
        "[^1]: ",
        "[slovo]: ",
        "](",
        "– ",
        "• ",
        "\n| ",
        "![slovo](a.png)",
        "![slovo](a b.png 'c')",
        "~~",
    ]
)
MARKDOWN = st.lists(PIECES, max_size=25).map("".join)


def runs_of(block: Block) -> list[Runs]:
    """The texts of a block, each with those of its footnotes."""
    return [(*runs, *(one for run in runs for one in run.note)) for runs in own_runs_of(block)]


def own_runs_of(block: Block) -> list[Runs]:
    match block:
        case Heading(_, runs) | Paragraph(runs, _):
            return [runs]
        case Listing(items, _):
            return [runs for _, runs in items]
        case Table(header, rows):
            return [*header, *(cell for row in rows for cell in row.cells)]


def words(text: str) -> list[str]:
    return re.findall("slovo", text)


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.value) for fault in faults(text, labels=LABELS)]


def test_a_paragraph_carries_bold_italic_and_links():
    text = "Plán je **společný**, *živý*\na [veřejný](https://dacice.cz).  \nKonec."

    assert narrative(text, level=1) == (
        Paragraph(
            (
                Run("Plán je "),
                Run("společný", bold=True),
                Run(", "),
                Run("živý", italic=True),
                Run(" a "),
                Run("veřejný", link="https://dacice.cz"),
                Run(".\nKonec."),
            )
        ),
    )


def test_headings_stand_under_the_level_and_skip_none():
    text = "# Vize\n### Cíle\n#### Lidé\n# Hodnoty"

    assert [(block.level, block.runs[0].text) for block in narrative(text, level=1)] == [
        (2, "Vize"),
        (3, "Cíle"),
        (4, "Lidé"),
        (2, "Hodnoty"),
    ]


def test_a_chapter_has_three_levels_of_headings():
    text = "## a\n#### b\n##### c\n###### d"

    assert found(text) == [("narrative.heading_deep", 4, "###### d")]


def test_lists_keep_their_depth_and_their_paragraphs():
    text = "- obce\n- lidé\n  a rodiny\n\n  všichni\n  - děti\n"

    assert narrative(text, level=1) == (
        Listing(((0, (Run("obce"),)), (0, (Run("lidé a rodiny\nvšichni"),)), (1, (Run("děti"),)))),
    )


def test_a_numbered_list_inside_bullets_keeps_its_numbers():
    text = "- a\n  1. první\n  2. druhý\n- b"

    assert narrative(text, level=1) == (
        Listing(((0, (Run("a"),)),)),
        Listing(((1, (Run("první"),)), (1, (Run("druhý"),))), ordered=True),
        Listing(((0, (Run("b"),)),)),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1. a\n   - pod\n2. b", ("narrative.list_mixed", 2, "- pod")),
        ("- a\n  1. b\n     - c", ("narrative.list_mixed", 3, "- c")),
    ],
)
def test_bullets_inside_a_numbered_list_do_not_become_letters_unsaid(text, fault):
    assert found(text) == [fault]


@pytest.mark.parametrize(
    "line",
    [
        "1. 7. 2015 začal plán.",
        "31. 12. 2017",
        "1. července 2015 začal plán.",
        "1.\u00a07.\u00a02015 začal",
        "5. 3. jsme začali",
    ],
)
def test_a_line_that_starts_with_a_day_is_no_list(line):
    assert narrative(line, level=1) == (Paragraph((Run(line),)),)
    assert narrative(f"- {line}", level=1) == (Listing(((0, (Run(line),)),)),)
    assert narrative(f"Schváleno dne\n{line}", level=1) == (Paragraph((Run(f"Schváleno dne {line}"),)),)


def test_a_quotation_is_a_paragraph_of_its_own_manner():
    assert narrative("> Chceme žít doma.\n> Všichni.", level=1) == (
        Paragraph((Run("Chceme žít doma. Všichni."),), style="quote"),
    )


def test_a_table_has_a_header_alignment_and_widths_by_its_text():
    text = "| Rok | Služba pro seniory |\n|---:|:---:|\n| 2015 | pečovatelská \\| denní |\n| 2016 | |"

    assert narrative(text, level=1) == (
        Table(
            header=((Run("Rok"),), (Run("Služba pro seniory"),)),
            rows=(Row(((Run("2015"),), (Run("pečovatelská | denní"),))), Row(((Run("2016"),), ()))),
            widths=(6, 20),
            align="rc",
        ),
    )


def test_an_indented_paragraph_is_a_paragraph():
    assert narrative("    Odsazený odstavec.", level=1) == (Paragraph((Run("Odsazený odstavec."),)),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ahoj\n\n<div>x</div>", ("narrative.html", 3, "<div>x</div>")),
        ("Ahoj\n*tam <br> tu*", ("narrative.html", 2, "<br>")),
        ("<!-- skryté -->", ("narrative.html", 1, "<!-- skryté -->")),
        ("a\n![mapa](mapa.png)", ("narrative.image", 2, "mapa.png")),
        ("```\nkód\n```", ("narrative.code", 1, "```")),
        ("a\n\n***", ("narrative.line", 3, "***")),
        ("[a](javascript:alert)", ("narrative.link", 1, "javascript:alert")),
        ("[a](soubor.docx)", ("narrative.link", 1, "soubor.docx")),
        ("[a](file:///etc/passwd)", ("narrative.link", 1, "file:///etc/passwd")),
        ("3. tři", ("narrative.list_start", 1, "3")),
        ("- a\n\n  > b", ("narrative.in_list", 3, "> b")),
        ("> a\n>\n> - b", ("narrative.in_quote", 3, "> - b")),
        ("- 1\n  - 2\n    - 3\n      - 4\n        - 5", ("narrative.deep", 5, "- 5")),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ("narrative.table_cells", 3, "| 1 | 2 | 3 |")),
        ("Úvod\n\nOpatření 2.1 říká", ("narrative.card_heading", 3, "Opatření 2.1")),
        ("- opatření\u00a02.1", ("narrative.card_heading", 1, "opatření 2.1")),
        ("Úvod\n\n# ", ("narrative.heading_empty", 3, "#")),
        ("##\n\nText", ("narrative.heading_empty", 1, "##")),
        ("# **Priorita** 1", ("narrative.card_heading", 1, "Priorita 1")),
        ("| a | b |\n|---|---|\n| x | Aktivita 1.1.1 |", ("narrative.card_heading", 3, "Aktivita 1.1.1")),
    ],
)
def test_what_cannot_be_carried_is_told_with_its_line(text, fault):
    assert found(text) == [fault]


@pytest.mark.parametrize(
    "text", ["V opatření 2.1 stojí", "Opatření 2015 bylo", "Opatřením 2.1", "a < b, <5 let & dál", "2. \\* x"[3:]]
)
def test_what_only_looks_alike_is_carried(text):
    assert found(text) == []


def test_all_faults_come_at_once_by_line():
    text = "***\n\n![a](b)\n\n<p>\n\nOpatření 1.1\n"

    with pytest.raises(Wrong) as caught:
        narrative(text, level=1, labels=LABELS)

    assert caught.value.code == "narrative.unsupported"
    assert [fault.line for fault in caught.value.faults] == [1, 3, 5, 7]


def test_lines_are_counted_in_files_of_every_system():
    assert found("a\r\n\r\n***\r\n") == found("a\r\r***\r") == [("narrative.line", 3, "***")]


def carried(text: str, level: int = 1) -> tuple[Block, ...] | None:
    """The blocks, or None where a fault says that something cannot be carried."""
    try:
        return narrative(text, level=level, labels=LABELS)
    except Wrong:
        return None


@given(MARKDOWN)
def test_no_word_of_a_chapter_is_lost_unless_a_fault_says_so(text):
    shown = [run.text for block in carried(text) or () for runs in runs_of(block) for run in runs]

    assert found(text) or words("".join(shown)) == words(text)


@given(MARKDOWN | st.text())
def test_every_fault_has_a_line_of_the_text(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

    assert all(1 <= (fault.line or 0) <= lines for fault in faults(text, labels=LABELS))


@given(text=MARKDOWN | st.text(), level=st.integers(0, 3))
def test_a_chapter_without_faults_is_carried_and_one_with_them_is_not(text, level):
    assert (carried(text, level) is None) == bool(faults(text, level=level, labels=LABELS))


@given(text=MARKDOWN, level=st.integers(0, 3))
def test_no_heading_leaves_its_place_in_the_outline(text, level):
    levels = [level, *(block.level for block in carried(text, level) or () if isinstance(block, Heading))]

    assert all(level < now <= min(before + 1, 4) for before, now in pairwise(levels))


@pytest.mark.parametrize(
    "piece",
    [
        "*a _b ",
        "> ",
        "- ",
        "[",
        "- a\n",
        "**a ",
        "`a ``b ",
        "![a",
        "![a](b ",
        "[a](b c ",
        "![a](b (",
        "– a\n",
        "| a\n",
        "\u2067",
    ],
)
def test_no_text_takes_the_program_down(piece):
    started = time.process_time()
    faults(piece * 5000)

    assert time.process_time() - started < 40
