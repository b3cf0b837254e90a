"""Which part of one text answers which of another."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.alignment import changes, common, likely, likeness, words

TEXTS = st.lists(st.sampled_from(["a", "b", "c", " ", "."]), max_size=12)


@given(st.text())
def test_words_joined_are_the_text(text):
    assert "".join(words(text)) == text


@given(TEXTS, TEXTS)
def test_common_places_are_equal_and_rise_in_both(was, now):
    pairs = common(was, now)

    assert [was[a] for a, _ in pairs] == [now[b] for _, b in pairs]
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(TEXTS, TEXTS)
def test_stretches_cover_both_texts_in_order(was, now):
    found = changes(was, now)

    assert [was[n] for _, a, b, _, _ in found for n in range(a, b)] == was
    assert [now[n] for _, _, _, c, d in found for n in range(c, d)] == now
    assert all(was[a:b] == now[c:d] for equal, a, b, c, d in found if equal)


def test_a_lone_space_between_two_changes_is_no_island():
    found = changes(words("dva dny"), words("tři roky"))

    assert [equal for equal, *_ in found] == [False]


def test_a_word_that_one_text_has_twice_is_the_one_beside_what_both_have():
    assert common(["X", "seniorů", "s"], ["klubů", "seniorů", "a", "setkání", "seniorů", "s"]) == [(1, 4), (2, 5)]


def test_the_word_beside_an_anchor_is_taken_before_an_earlier_one():
    was, now = ["X", "seniorů", "s", "dětmi."], ["klubů", "seniorů", "a", "setkání", "seniorů", "s", "dětmi!"]

    assert common(was, now) == [(1, 4), (2, 5)]


@pytest.mark.parametrize("count", [3, 200])
def test_what_is_alike_is_found_although_something_was_put_before_it(count):
    was = [f"slovo{n} společné" for n in range(count)]
    now = ["úplně jiné", *was]
    pairs = likely(was, now, lambda a, b: likeness(Counter(a.split()), Counter(b.split())), least=0.9)

    assert pairs == [(n, n + 1) for n in range(count)]


def test_long_texts_without_anything_in_common_are_compared_in_no_time():
    was, now = ([f"{name}{n % 900}" for n in range(60_000)] for name in "ab")

    assert common(was, now) == []
