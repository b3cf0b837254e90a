"""One cell as clerks write it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.intake.cells import Unreadable, clock, day, decimal, numbers, whole, yes_or_no


@pytest.mark.parametrize(
    "text",
    [
        "1250000",
        "1 250 000",
        "1\u00a0250\u00a0000",
        "1\u202f250\u202f000 Kč",
        "1 250 000,- Kč",
        "1250000,–",
        "1250000.0",
        "1250000,00 CZK",
    ],
)
def test_whole_crowns_are_read_however_they_are_written(text: str):
    assert whole(text) == 1_250_000


@pytest.mark.parametrize(
    ("text", "rule"),
    [("12,5", "integer"), ("1.000", "integer"), ("asi 5", "number"), ("1e3", "number"), ("-", "number")],
)
def test_what_is_no_whole_number_is_told_and_never_guessed(text: str, rule: str):
    with pytest.raises(Unreadable) as told:
        whole(text)

    assert told.value.rule == rule


@pytest.mark.parametrize(("text", "value"), [("12,5", "12.5"), ("−3", "-3"), ("1 250,75", "1250.75"), ("0.5", "0.5")])
def test_a_measured_number_may_have_a_decimal_comma(text: str, value: str):
    assert decimal(text) == value


@pytest.mark.parametrize("text", ["1,2,3", "12 %", "nevíme", "NaN"])
def test_what_is_no_number_is_told(text: str):
    with pytest.raises(Unreadable, match="number"):
        decimal(text)


@pytest.mark.parametrize(
    "text", ["2015-07-01", "1.7.2015", "1. 7. 2015", "1.\u00a07.\u00a02015", "42186", "2015-07-01 00:00:00"]
)
def test_a_day_is_read_the_czech_way_as_iso_and_as_excel_keeps_it(text: str):
    assert day(text) == dt.date(2015, 7, 1)


@pytest.mark.parametrize("text", ["31. 2. 2015", "2015-13-01", "1/7/2015", "červenec 2015", "1. 7. 15"])
def test_a_day_that_does_not_exist_or_may_mean_two_is_told(text: str):
    with pytest.raises(Unreadable, match="date"):
        day(text)


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from(["", " ", "\u00a0"]))
def test_every_day_written_the_czech_way_is_read(date: dt.date, space: str):
    assert day(f"{date.day}.{space}{date.month}.{space}{date.year}") == date


@pytest.mark.parametrize(("text", "value"), [("Ano", True), ("x", True), ("NE", False), ("false", False)])
def test_yes_and_no_are_read_in_both_languages(text: str, value: bool):
    assert yes_or_no(text) is value


def test_what_is_neither_yes_nor_no_is_told():
    with pytest.raises(Unreadable, match="yes_or_no"):
        yes_or_no("možná")


@pytest.mark.parametrize("text", ["13:00", "13.00", "13:00:00"])
def test_a_time_is_read_with_a_colon_and_with_a_point(text: str):
    assert clock(text) == "13:00"


@pytest.mark.parametrize(("text", "value"), [("9.30", "09:30"), ("0.30", "00:30"), ("0:05", "00:05")])
def test_a_time_has_two_digits_of_hours(text: str, value: str):
    assert clock(text) == value


@pytest.mark.parametrize("text", ["24:00", "13:60", "13", "13:00:30", "ve dvě", "1.5"])
def test_what_is_no_time_of_the_day_is_told(text: str):
    with pytest.raises(Unreadable, match="clock_form"):
        clock(text)


@given(st.times())
def test_every_minute_written_by_people_is_read(time: dt.time):
    assert clock(f"{time.hour}.{time.minute:02d}") == f"{time.hour:02d}:{time.minute:02d}"


@pytest.mark.parametrize(
    ("text", "values"),
    [("12,5; 3", ("12.5", "3")), ("3;3;", ("3", "3")), ("-; 4; –", ("–", "4", "–")), ("−3", ("-3",))],
)
def test_numbers_of_a_list_keep_their_order_and_a_dash_stands_for_an_unknown_one(text: str, values: tuple[str, ...]):
    assert numbers(text) == values


def test_a_word_among_numbers_is_told():
    with pytest.raises(Unreadable) as told:
        numbers("12; asi 5")

    assert told.value.rule == "number"
