"""Cells are named as in a spreadsheet and told as text, with what they were."""

import datetime as dt

import pytest

from lifecycle.intake.grids import Merged, letters, written


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(index: int, name: str):
    assert letters(index) == name


@pytest.mark.parametrize(
    ("value", "text"), [(2015.0, "2015"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1e20, "100000000000000000000")]
)
def test_a_number_is_told_as_excel_shows_it(value: float, text: str):
    assert written(value) == (text, "number")


@pytest.mark.parametrize(
    "value",
    [
        dt.time(13, 0),
        dt.timedelta(hours=13),
        dt.time(12, 59, 59, 999_999),
        dt.timedelta(hours=13, microseconds=2),
    ],
)
def test_a_time_is_told_to_the_second_however_the_spreadsheet_keeps_it(value: dt.time | dt.timedelta):
    assert written(value) == ("13:00:00", "time")


def test_a_range_is_named_by_its_corners():
    assert Merged(0, 0, 1, 26).place == "A1:AA2"
