"""The Markdown of a chapter as a file shows it: whatever words stand where, they are printed as they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.chapter_source import chapter_source, emptied, shown
from lifecycle.documents.chaptered import Letter, Letters, Piece
from lifecycle.documents.narrative import faults
from lifecycle.documents.rewriting import rewritten
from lifecycle.documents.typography import plain


def lettered(text: str) -> Letters:
    return tuple(map(Letter, plain(text)))


SIGNS = st.sampled_from(
    ["#", "##", "*", "_", "`", "[", "]", "(", ")", "<b>", "|", "&amp;", "\\", "~~", "==", "--", "+", "1.", "1)", "12.",
     "!", "[^1]", ":", "$$", "[x]", "[ ]", "ledna", "7.", "2015", "http://a.cz", "slovo", "–", ">", "-"]
)  # fmt: skip
WORDS = st.lists(st.tuples(SIGNS, st.sampled_from(["", " "])), min_size=1, max_size=6).map(
    lambda told: "".join(map("".join, told))
)
BEGIN, END = Piece("text", (lettered("Úvod."),)), Piece("text", (lettered("Konec."),))
STANDS = {
    "heading": lambda text: [Piece("heading", (text,), 1)],
    "paragraph": lambda text: [Piece("text", (text,))],
    "quotation": lambda text: [Piece("quote", (text,))],
    "item": lambda text: [Piece("item", (text,))],
    "numbered item": lambda text: [Piece("item", (text,), 0, True)],
    "row": lambda text: [Piece("row", (text, text)), Piece("row", (text, text), 1)],
    "footnote": lambda text: [Piece("text", ((Letter("a"), Letter("", note=text), Letter(":")),))],
}


@pytest.mark.parametrize("where", STANDS)
@given(words=WORDS)
@settings(max_examples=60)
def test_any_words_are_written_so_that_they_print_as_they_are(where: str, words: str):
    wanted = [BEGIN, *STANDS[where](lettered(words)), END]
    source = chapter_source("Úvod.\n\nKonec.", wanted) or ""

    assert (shown(source), faults(source)) == (wanted, [])


def test_a_heading_that_ends_with_a_cross_keeps_it():
    assert rewritten("## Cíle\n\nText.", [("Cíle", "Cíle *x* #")]) == ("## Cíle \\*x\\* \\#\n\nText.", [])


def test_a_line_broken_in_the_middle_of_a_paragraph_begins_no_heading():
    wanted = [Piece("text", (tuple(map(Letter, "Dva řádky\n## druhý")),))]

    assert shown(chapter_source("", wanted) or "") == wanted


@pytest.mark.parametrize(("gone", "nothing"), [(["A b.", "c | d", "1 | 2"], True), (["A b.", "c | d"], False)])
def test_a_chapter_is_emptied_where_no_word_of_it_is_left(gone: list[str], nothing: bool):
    assert emptied("A *b*.\n\n| c | d |\n|---|---|\n| 1 | 2 |", gone) is nothing
