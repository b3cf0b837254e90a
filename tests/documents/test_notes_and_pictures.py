"""Footnotes and pictures of narrative chapters: what stands in the document, and what is told with its line."""

import pytest

from lifecycle.documents.blocks import Heading, Listing, Paragraph, Picture, Row, Run, Table
from lifecycle.documents.narrative import faults, narrative, pictures_of
from lifecycle.model.strategy import Illustration

MAP = Illustration(section="vision", name="mapa.png", source="a" * 64, sha256="b" * 64, width=800, height=400)
NOTE = (Run("Zdroj: ČSÚ."),)


def carried(text: str):
    return narrative(text, pictures={"mapa.png": MAP})


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(fault.rule, fault.line, fault.value) for fault in faults(text, pictures=True)]


def test_a_footnote_hangs_on_the_word_before_its_mark():
    text = "Obyvatel je 18 672[^1] a ubývá jich.\n\n[^1]: Zdroj: ČSÚ."

    assert carried(text) == (Paragraph((Run("Obyvatel je 18 672", note=NOTE), Run(" a ubývá jich."))),)


def test_a_footnote_is_told_before_its_mark_or_after_it():
    assert carried("[^a]: Zdroj: ČSÚ.\n\nText[^a]") == carried("Text[^a]\n\n[^a]: Zdroj: ČSÚ.")


def test_a_footnote_may_be_marked_twice():
    assert carried("A[^1] b[^1]\n\n[^1]: Zdroj: ČSÚ.") == (Paragraph((Run("A", note=NOTE), Run(" b", note=NOTE))),)


def test_a_footnote_carries_bold_and_links_over_more_lines():
    text = "A[^1]\n\n[^1]: Viz **zákon**\n  a [web](https://a.cz).\nDalší řádek.\n"
    note = (Run("Viz "), Run("zákon", bold=True), Run(" a "), Run("web", link="https://a.cz"), Run(". Další řádek."))

    assert carried(text) == (Paragraph((Run("A", note=note),)),)


def test_a_list_a_quotation_and_a_table_may_have_footnotes():
    text = "- a[^1]\n\n> b[^1]\n\n| c |\n|---|\n| d[^1] |\n\n[^1]: Zdroj: ČSÚ."

    assert carried(text) == (
        Listing(((0, (Run("a", note=NOTE),)),)),
        Paragraph((Run("b", note=NOTE),), "quote"),
        Table(((Run("c"),),), (Row(((Run("d", note=NOTE),),)),), (6,), "l"),
    )


def test_two_footnotes_may_stand_on_neighbouring_lines():
    text = "A[^1]b[^2]\n\n[^1]: Zdroj: ČSÚ.\n[^2]: Zdroj: ČSÚ."

    assert carried(text) == (Paragraph((Run("A", note=NOTE), Run("b", note=NOTE))),)


def test_a_mark_behind_a_link_stands_beside_it():
    text = "[web](https://a.cz)[^1]\n\n[^1]: Zdroj: ČSÚ."

    assert carried(text) == (Paragraph((Run("web", link="https://a.cz"), Run("", note=NOTE))),)


@pytest.mark.parametrize("text", ["Napište [^", "Horní index x[^ 2]", "\\[^1] je text", "`[^1]` je text"])
def test_what_only_looks_like_a_mark_is_text(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\nb[^x]", ("narrative.footnote_missing", 2, "[^x]")),
        ("a\n\n[^x]: text", ("narrative.footnote_unused", 3, "[^x]")),
        ("a[^x]\n\n[^x]: text\n\n[^x]: jiný", ("narrative.footnote_again", 5, "[^x]")),
        ("a[^x]\n\n[^x]:", ("narrative.footnote_empty", 3, "[^x]")),
        ("# a[^x]\n\n[^x]: text", ("narrative.footnote_place", 1, "[^x]")),
        ("| a[^x] |\n|---|\n| b |\n\n[^x]: text", ("narrative.footnote_place", 1, "[^x]")),
        ("[a[^x]](https://a.cz)\n\n[^x]: text", ("narrative.footnote_place", 1, "[^x]")),
        ("a[^x]\n\n[^x]: v sobě[^x]", ("narrative.footnote_place", 3, "[^x]")),
        ("a[^x]\n\n[^x]: text\n\n    další", ("narrative.footnote_more", 5, "[^x]")),
        ("a[^x]\n\n[^x]: text\n\n  - další", ("narrative.footnote_more", 5, "[^x]")),
        ("- a\n\n  [^x]: v seznamu", ("narrative.in_list", 3, "[^x]: v seznamu")),
        ("> a\n> [^x]: slovo", ("narrative.in_quote", 2, "> [^x]: slovo")),
    ],
)
def test_a_footnote_that_would_be_lost_is_told_with_its_line(text, fault):
    assert found(text) == [fault]


def test_a_picture_stands_in_its_place_with_its_words_and_caption():
    text = 'Úvod\n\n![Mapa  *23* obcí](mapa.png "Území plánu")\n\nZávěr'

    assert carried(text)[1] == Picture("b" * 64, "mapa.png", "Mapa 23 obcí", "Území plánu", 800, 400)


def test_pictures_may_follow_each_other_on_lines():
    assert [type(block) for block in carried("![a](mapa.png)\n![b](mapa.png)")] == [Picture, Picture]


def test_a_picture_called_by_coded_letters_is_found_by_its_name():
    assert pictures_of("![a](mapa%20%C3%BAzem%C3%AD.png)\n\n![b](<mapa měst.png>)") == {
        "mapa území.png": 1,
        "mapa měst.png": 3,
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('(Žluťoučký kůň a mapa.PNG "Mapa")', "Žluťoučký kůň a mapa.PNG"),
        ("( mapa  obcí.png )", "mapa  obcí.png"),
        ("(mapa obcí (2).png 'Mapa')", "mapa obcí (2).png"),
        ("(obrázky/mapa 100 %.png)", "obrázky/mapa 100 %.png"),
        ('(mapa.png "Území „našich "obcí"")', "mapa.png"),
    ],
)
def test_a_picture_whose_name_has_spaces_is_taken_in_as_clerks_write_it(written, name):
    assert (pictures_of(f"![Mapa]{written}"), found(f"![Mapa]{written}")) == ({name: 1}, [])


def test_a_caption_may_hold_the_quotes_it_stands_in():
    assert carried('![Mapa](mapa.png "Území "našich" obcí")')[0].caption == 'Území "našich" obcí'


def test_a_picture_with_a_spaced_name_in_the_middle_of_text_is_told():
    assert found("Viz ![Mapa](mapa obcí.png) zde") == [("narrative.image_place", 1, "mapa obcí.png")]


@pytest.mark.parametrize("alt", ["a&#0;", "a&#8238;b"])
def test_words_of_a_picture_that_cannot_be_printed_are_told(alt):
    assert [rule for rule, _, _ in found(f"![{alt}](mapa.png)")] == ["narrative.control"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\n\n![](mapa.png)", ("narrative.image_alt", 3, "mapa.png")),
        ("![ ](mapa.png)", ("narrative.image_alt", 1, "mapa.png")),
        ("a\nb ![mapa](mapa.png)", ("narrative.image_place", 2, "mapa.png")),
        ("- ![mapa](mapa.png)", ("narrative.image_place", 1, "mapa.png")),
        ("# ![mapa](mapa.png)", ("narrative.image_place", 1, "mapa.png")),
        ("| a |\n|---|\n| ![mapa](mapa.png) |", ("narrative.image_place", 3, "mapa.png")),
        ("> ![mapa](mapa.png)", ("narrative.image_place", 1, "mapa.png")),
        ("[![mapa](mapa.png)](https://a.cz)", ("narrative.image_place", 1, "mapa.png")),
        ("a[^1]\n\n[^1]: ![mapa](mapa.png)", ("narrative.image_place", 3, "mapa.png")),
    ],
)
def test_a_picture_that_cannot_stand_there_is_told_with_its_line(text, fault):
    assert found(text) == [fault]


def test_a_text_that_takes_no_pictures_says_so():
    assert [fault.rule for fault in faults("![mapa](mapa.png)")] == ["narrative.image"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- [ ] úkol", ("narrative.sign", 1, "[ ]")),
        ("- a\n- [x] hotovo", ("narrative.sign", 2, "[x]")),
        ("a\n~~škrtnuto~~", ("narrative.sign", 2, "~~")),
        ("a $$x^2$$", ("narrative.sign", 1, "$$")),
        ("| a | b |\n|---|\n| 1 | 2 |", ("narrative.table_header", 2, "|---|")),
        ("[](https://a.cz)", ("narrative.link_text", 1, "https://a.cz")),
        ("[ ](https://a.cz)", ("narrative.link_text", 1, "https://a.cz")),
    ],
)
def test_markdown_of_other_programs_is_told_with_its_line(text, fault):
    assert found(text) == [fault]


@pytest.mark.parametrize("text", ["- \\[ \\] v závorce", "\\~\\~ne\\~\\~", "5 $ a 6 $", "a | b", "- [x](https://a.cz)"])
def test_plain_signs_are_text(text):
    assert found(text) == []


def test_a_deep_heading_under_a_picture_is_still_counted():
    assert [block.level for block in carried("# a\n\n![m](mapa.png)\n\n## b") if isinstance(block, Heading)] == [2, 3]
