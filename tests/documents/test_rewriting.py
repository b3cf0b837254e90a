"""Chapters rewritten: only what the returned text changes is changed in the Markdown a person wrote."""

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Paragraph
from lifecycle.documents.narrative import narrative
from lifecycle.documents.rewriting import rewritten, written
from lifecycle.documents.typography import plain

SOURCE = "# Vize\n\nŽijeme **doma**.\n\n- první bod\n- druhý bod\n\nZávěr."


def test_a_changed_paragraph_keeps_the_rest_as_it_was_written():
    text, left = rewritten(SOURCE, [("Závěr.", "Konec."), ("druhý bod", "třetí bod")])

    assert (text, left) == ("# Vize\n\nŽijeme **doma**.\n\n- první bod\n- třetí bod\n\nKonec.", [])


def test_a_paragraph_is_found_by_its_printed_words_and_a_heading_stays_a_heading():
    text, left = rewritten(SOURCE, [("Vize", "Naše vize"), ("Žijeme doma.", "Žijeme spolu.")])

    assert (text.splitlines()[0], "Žijeme spolu." in text, left) == ("# Naše vize", True, [])


def test_a_new_paragraph_is_added_and_a_removed_one_goes():
    assert rewritten("A.\n\nB.", [("", "C."), ("A.", "")]) == ("B.\n\nC.", [])


def test_what_has_no_one_place_is_left():
    assert rewritten("Ano.\n\nAno.", [("Ano.", "Ne.")])[1] == [("Ano.", "Ne.")]


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60))
def test_any_words_written_as_markdown_are_printed_as_they_are(words: str):
    if not plain(words):
        return
    blocks = narrative(written(words), level=0)

    printed = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    assert plain(printed) == plain(words)
