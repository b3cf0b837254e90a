"""Words in charts: they fit their room, and what is cut says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Chart, Series
from lifecycle.documents.canvas import width_of
from lifecycle.documents.lettering import Words, every_nth, folded, legend_rows

SOURCES = ("obce", "kraj", "státní rozpočet", "Evropská unie", "úhrady klientů", "ostatní")


def words(*series: str, language: str = "cs") -> Words:
    return Words.of(Chart("bars", "", "", ("k lidem",), tuple(Series(name, ()) for name in series), "Kč"), language)


def test_a_long_name_is_folded_into_lines():
    assert folded("Sociálně aktivizační služby pro rodiny s\u00a0dětmi", 5.6, 9, limit=2) == [
        "Sociálně aktivizační služby pro",
        "rodiny s\u00a0dětmi",
    ]


def test_a_name_longer_than_its_lines_ends_with_dots():
    assert folded("Nízkoprahová zařízení pro děti a mládež", 3, 9, limit=1) == ["Nízkoprahová za…"]


@given(st.text("obec Žďár nad", max_size=60), st.floats(0.5, 6), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, width: float, limit: int):
    lines = folded(text, width, 9, limit=limit)

    assert len(lines) <= limit
    assert [line for line in lines if width_of(line, 9) > width] == []


def test_a_legend_that_does_not_fit_goes_on_below():
    assert [[name for _, name, _ in row] for row in legend_rows(words(*SOURCES), 16)] == [
        ["obce", "kraj", "státní rozpočet", "Evropská unie", "úhrady klientů"],
        ["ostatní"],
    ]


@pytest.mark.parametrize(("language", "written"), [("cs", "−1\u00a0250\u00a0000"), ("en", "−1,250,000")])
def test_a_number_is_written_as_the_language_does(language: str, written: str):
    assert words(language=language).number(-1_250_000) == written


def test_names_do_not_part_where_they_must_not():
    assert words().categories == ("k\u00a0lidem",)


@pytest.mark.parametrize(("slot", "expected"), [(0.5, 1), (0.15, 2), (0.05, 4)])
def test_where_names_would_touch_fewer_are_printed(slot: float, expected: int):
    assert every_nth([slot] * 3, 1, 5) == expected
