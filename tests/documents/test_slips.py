"""Slips of the pen: what a clerk meant as a link, a table or a list is told with its line and not printed as typed."""

import pytest

from lifecycle.documents.accessibility import in_blocks
from lifecycle.documents.blocks import Paragraph, Passage, Run
from lifecycle.documents.narrative import faults, narrative


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.value) for fault in faults(text, pictures=True)]


def told(text: str) -> list[str]:
    """The barriers a chapter of `text` is to its readers."""
    return [one.code for one in in_blocks([Passage("text:vision", narrative(text))], chapter="Vize")]


def printed(text: str) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in narrative(text) if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Viz\n[stránka města](https://e.org/a b)", (2, "[stránka města](https://e.org/a b)")),
        ("Viz [příloha č. 1](příloha 1.docx)", (1, "[příloha č. 1](příloha 1.docx)")),
        ("- [web](https://e.org", (1, "[web](https://e.org")),
        ("![Mapa](mapa\nobcí.png)", (1, "![Mapa](mapa")),
        ("| a |\n|---|\n| [x](b c) |", (3, "[x](b c)")),
        ("[`kód`](b c)", (1, "](b c)")),
    ],
)
def test_a_link_that_cannot_be_read_is_told_with_its_line(text, fault):
    assert found(text) == [("narrative.link_form", *fault)]


@pytest.mark.parametrize(
    "text",
    [
        "\\[a](b c)",
        "[a\\](b c)",
        "`[a](b c)`",
        "Bod [1] (viz níže)",
        "[a](<https://e.org/a b>)",
        "[a](https://e.org/a%20b)",
        "](b c)",
    ],
)
def test_brackets_that_are_meant_as_they_stand_are_words(text):
    assert found(text) == []


def test_a_line_with_a_bracket_and_a_colon_does_not_disappear():
    assert printed("Text.\n\n[zdroj]: ČSÚ\n\n[Pozn.]: nutno_doplnit\n\nKonec.") == [
        "Text.",
        "[zdroj]: ČSÚ",
        "[Pozn.]: nutno_doplnit",
        "Konec.",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[x][1]\n\n[1]: https://example.org", (3, "[1]: https://example.org")),
        ("[1]: https://a.cz\n[2]: mailto:b@c.cz", (1, "[1]: https://a.cz")),
        ("![Mapa][m]\n\n[m]: mapa.png", (1, "![Mapa][m]")),
    ],
)
def test_an_address_apart_from_its_link_is_told(text, fault):
    assert found(text)[0] == ("narrative.link_apart", *fault)


def test_the_title_of_a_link_is_not_lost_unsaid():
    assert found('a\n[x](https://e.org "titul")') == [("narrative.link_title", 2, "titul")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("| a | b |\n| c | d |", (1, "| a | b |")),
        ("Tabulka:\n| a | b |", (2, "| a | b |")),
        ("Rok | Krok\n2027 | služba", (1, "Rok | Krok")),
        ("- a | b\n  c | d", (1, "- a | b")),
        ("> | a |\n> | b |", (1, "| a |")),
    ],
)
def test_a_table_without_its_line_is_not_printed_as_bars(text, fault):
    assert found(text) == [("narrative.table_rule", *fault)]


@pytest.mark.parametrize(
    "text", ["pondělí | středa", "\\| a \\|\n\\| b \\|", "a \\| b\nc \\| d", "a | b\\\nc | d", "a\\\n-|"]
)
def test_bars_that_are_meant_as_they_stand_are_words(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "– první\n– druhá\n– třetí",
        "Služby:\n• a\n• b",
        "a) první\nb) druhá",
        "– první\n  a dále\n– druhá",
        "Služby:\n2) První\n3) Druhá",
        "> – první\n> – druhá",
    ],
)
def test_lines_that_look_like_a_list_stay_lines_and_are_told(text):
    assert (found(text), told(text)) == ([], ["accessibility.typed_list"])


def test_lines_pasted_from_word_are_not_run_together():
    assert printed("Služby:\n– první\n  a dále\n– druhá") == ["Služby:\n– první a dále\n– druhá"]


@pytest.mark.parametrize("text", ["Ano\n– ale ne hned", "jak je\na) tak b)", "v letech\n2015\n– 2017"])
def test_one_dash_at_the_beginning_of_a_line_is_a_dash(text):
    assert (printed(text), told(text)) == ([text.replace("\n", " ")], [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\nb&#0;", (2, "&#0;")),
        ("a&#x1;", (1, "&#x1;")),
        ("a &#8238; b", (1, "U+202E")),
        ("a&#x2028;b", (1, "U+2028")),
        ("| \u202ea | b\u202c |\n|---|---|\n| 1 | 2 |", (1, "U+202E")),
    ],
)
def test_a_character_written_as_its_code_is_told_where_no_document_carries_it(text, fault):
    assert found(text) == [("narrative.control", *fault)]


def test_codes_of_characters_that_can_be_printed_are_carried():
    assert narrative("a&nbsp;b &copy;") == (Paragraph((Run("a\u00a0b ©"),)),)
