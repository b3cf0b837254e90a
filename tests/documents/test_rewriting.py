"""Chapters rewritten: only what the returned text changes is changed in the Markdown a person wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Paragraph
from lifecycle.documents.narrative import narrative
from lifecycle.documents.rewriting import added, rewritten, written
from lifecycle.documents.typography import plain

SOURCE = "# Vize\n\nŽijeme **doma**.\n\n- první bod\n- druhý bod\n\nZávěr."


def test_a_changed_paragraph_keeps_the_rest_as_it_was_written():
    text, left = rewritten(SOURCE, [("Závěr.", "Konec."), ("druhý bod", "třetí bod")])

    assert (text, left) == ("# Vize\n\nŽijeme **doma**.\n\n- první bod\n- třetí bod\n\nKonec.", [])


def test_a_paragraph_is_found_by_its_printed_words_and_a_heading_stays_a_heading():
    text, left = rewritten(SOURCE, [("Vize", "Naše vize"), ("Žijeme doma.", "Žijeme spolu.")])

    assert (text.splitlines()[0], "Žijeme spolu." in text, left) == ("# Naše vize", True, [])


def test_a_new_paragraph_without_a_place_is_left_and_a_removed_one_goes():
    assert rewritten("A.\n\nB.", [("", "C."), ("A.", "")]) == ("B.", [("", "C.")])


LISTED = "Úvod.\n\n- první cíl\n- druhý cíl\n  - vnořený\n\n1. krok jedna\n2. krok dva\n\nZávěr.[^1]\n\n[^1]: Pramen."


@pytest.mark.parametrize(
    ("behind", "listed", "was", "now"),
    [
        (["Úvod."], False, "Úvod.\n\n- první", "Úvod.\n\nNové.\n\n- první"),
        (["první cíl"], True, "první cíl\n", "první cíl\n- Nové.\n"),
        (["krok jedna"], True, "krok jedna\n", "krok jedna\n1. Nové.\n"),
        (["krok dva"], False, "krok dva\n", "krok dva\n\nNové.\n"),
        (["Závěr."], False, "Závěr.[^1]\n", "Závěr.[^1]\n\nNové.\n"),
        (["Ještě nové.", "Úvod."], False, "Úvod.\n\n- první", "Úvod.\n\nNové.\n\n- první"),
    ],
)
def test_a_new_paragraph_stands_behind_its_neighbour_in_its_kind(behind: list[str], listed: bool, was: str, now: str):
    assert added(LISTED, "Nové.", behind=behind, listed=listed) == LISTED.replace(was, now)


@pytest.mark.parametrize(
    ("behind", "listed"),
    [(["Úvod."], True), (["první cíl"], False), (["druhý cíl"], True), (["Nic."], False), ([], False)],
)
def test_a_new_paragraph_that_would_cut_a_list_or_stands_behind_nothing_known_has_no_place(behind, listed: bool):
    assert added(LISTED, "Nové.", behind=behind, listed=listed) is None


def test_what_has_no_one_place_is_left():
    assert rewritten("Ano.\n\nAno.", [("Ano.", "Ne.")])[1] == [("Ano.", "Ne.")]


NOTED = "Více v zákoně.[^1] Dále **tučně**.[^b]\n\nDruhý.\n\n[^1]: Pramen zde.\n\n[^b]: Jiný *pramen*."
PRINTED = "Více v zákoně. Dále tučně."


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("Mnoho v zákoně. Dále tučně.", "Mnoho v zákoně.[^1] Dále tučně.[^b]"),
        ("Více v zákoně. Potom tučně.", "Více v zákoně.[^1] Potom tučně.[^b]"),
        ("Více v zákoně. Dále tučně. Navíc.", "Více v zákoně.[^1] Dále tučně.[^b] Navíc."),
    ],
)
def test_a_paragraph_with_footnotes_keeps_them_at_the_words_that_stayed(now: str, begins: str):
    text, left = rewritten(NOTED, [(PRINTED, now)])

    assert (text.partition("\n")[0], text.endswith("[^1]: Pramen zde.\n\n[^b]: Jiný *pramen*."), left) == (
        begins,
        True,
        [],
    )


def test_a_change_over_the_mark_of_a_footnote_is_left_to_a_person():
    assert rewritten(NOTED, [(PRINTED, "Zcela jinak.")]) == (NOTED, [(PRINTED, "Zcela jinak.")])


def test_a_removed_paragraph_takes_its_footnotes_along():
    assert rewritten(NOTED, [(PRINTED, "")]) == ("Druhý.", [])


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60))
def test_any_words_written_as_markdown_are_printed_as_they_are(words: str):
    if not plain(words):
        return
    blocks = narrative(written(words), level=0)

    printed = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    assert plain(printed) == plain(words)
