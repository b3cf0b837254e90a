"""The order of words in lists: Czech has ch after h, and letters of its own."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.collation import sorted_words

WORDS = st.lists(st.text(st.sampled_from("aáAbcčCčhHchiížz 129-ř"), max_size=8), max_size=12)


@pytest.mark.parametrize(
    "ordered",
    [
        ["cihla", "čáp", "dům"],
        ["had", "hrad", "chata", "chléb", "idea"],
        ["řeka", "sud", "šíp", "zub", "žába"],
        ["dal", "dál", "dalo"],
        ["kolo", "Kolo", "kolos"],
        ["Nová Říše", "Nová Ves", "Novák"],
        ["skupina 9", "skupina 10"],
        ["Budeč", "Cizkrajov", "Červený Hrádek", "Český Rudolec", "Dačice", "Hříšice", "Chlumec", "Županovice"],
    ],
)
def test_czech_words_stand_in_the_order_of_a_czech_dictionary(ordered):
    mixed = list(ordered)
    random.Random(3).shuffle(mixed)

    assert sorted_words(mixed, "cs") == ordered


def test_english_knows_no_ch():
    assert sorted_words(["hat", "char", "cot", "Čáp"], "en") == ["Čáp", "char", "cot", "hat"]


@given(WORDS)
def test_the_order_does_not_depend_on_how_the_words_came(words):
    assert sorted_words(reversed(words), "cs") == sorted_words(words, "cs")
