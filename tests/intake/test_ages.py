"""Ages as statistical files write them: which band a text names, and which bands of a table make a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.intake.ages import Band, band, finest, follow, heading_band, shown, total, unknown

# As the files of ČSÚ write them: annual population, census 2021 by five years, single years.
TEXTS = [
    ("0 až 5 (více nebo rovno 0 a méně než 5)", (0, 4)),
    ("0 až 4 (více nebo rovno 0 a méně než 5)", (0, 4)),
    ("Od 95 (více nebo rovno 95)", (95, None)),
    ("65 až 66 (více nebo rovno 65 a méně než 66)", (65, 65)),
    ("0 - 4 roky", (0, 4)),
    ("15 – 64 let", (15, 64)),
    ("100 a více let", (100, None)),
    ("65 let a více", (65, None)),
    ("85+", (85, None)),
    ("37", (37, 37)),
    ("1 rok", (1, 1)),
]


@pytest.mark.parametrize(("text", "ages"), TEXTS)
def test_a_text_names_completed_years(text: str, ages: Band):
    assert band(text) == ages


@pytest.mark.parametrize("text", ["", "celkem", "nezjištěno", "14 až 0", "0 až 1999", "Dačice", "131"])
def test_a_text_that_names_no_age_is_none(text: str):
    assert band(text) is None


HEADERS = [
    ("obyv_0_14", (0, 14)),
    ("obyv_65plus", (65, None)),
    ("65_plus", (65, None)),
    ("15-64", (15, 64)),
    ("0 až 14", (0, 14)),
    ("vek_37", (37, 37)),
    ("85+", (85, None)),
]


@pytest.mark.parametrize(("header", "ages"), HEADERS)
def test_a_header_names_ages_behind_the_word_for_people(header: str, ages: Band):
    assert heading_band(header) == ages


@pytest.mark.parametrize("header", ["obyvatel_2019_01_01", "obyvatel", "kod_obce", "kod_okres_lau1", "nazev", "pop_37"])
def test_a_header_of_something_else_names_no_ages(header: str):
    assert heading_band(header) is None


def test_people_of_unknown_age_are_told_from_all_people():
    assert (unknown("Nezjištěno"), unknown("celkem"), total("Celkem"), total(" "), total("0")) == (
        True, False, True, True, False,
    )  # fmt: skip


def test_of_bands_told_twice_the_finest_that_leave_nobody_out_are_taken():
    broad, fine = [(0, 14), (15, 64), (65, None)], [(0, 4), (5, 9), (10, 14)]

    assert finest([*broad, *fine]) == (*fine, (15, 64), (65, None))


def test_a_finer_band_that_covers_only_a_part_is_left_out():
    assert finest([(0, 14), (15, 64), (65, None), (80, None)]) == ((0, 14), (15, 64), (65, None))


def test_bands_that_leave_ages_out_are_taken_while_they_are_apart():
    assert finest([(0, 4), (10, 14)]) == ((0, 4), (10, 14))


def test_bands_that_cross_make_no_whole():
    assert finest([(0, 10), (5, 15)]) is None


def test_bands_follow_each_other_from_birth_to_old_age():
    told = [follow(bands) for bands in (((0, 14), (15, None)), ((0, 14), (16, None)), ((1, None),))]

    assert told == [True, False, False]


@given(st.lists(st.integers(1, 99), unique=True, max_size=12))
def test_any_cut_of_life_into_bands_is_read_back_and_followed(cuts: list[int]):
    starts = [0, *sorted(cuts)]
    bands: tuple[Band, ...] = tuple(zip(starts, [*(start - 1 for start in starts[1:]), None], strict=True))

    assert tuple(map(band, map(shown, bands))) == bands
    assert finest([*bands, (0, None)]) == bands
    assert follow(bands)
