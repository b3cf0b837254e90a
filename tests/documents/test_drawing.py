"""How charts look: bars as long as their numbers, gaps where nothing is known, a page that holds it all."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lifecycle.documents.blocks import Chart, Series
from lifecycle.documents.canvas import FILLS
from lifecycle.documents.charts import picture
from lifecycle.documents.drawing import TALLEST, WIDTH
from tests.documents.strategies import CHARTS

FIRST, SECOND = (tuple(int(fill[at : at + 2], 16) for at in (1, 3, 5)) for fill in FILLS[:2])


def a_chart(kind: str, *series: tuple[int | None, ...], categories: tuple[str, ...] = ("a", "b")) -> Chart:
    return Chart(kind, "T", "alt", categories, tuple(Series(f"řada {n}", row) for n, row in enumerate(series)))


def painted(chart: Chart, colour: tuple[int, ...] = FIRST) -> list[tuple[int, int]]:
    """The places (x, y from above) that have exactly the colour of a series."""
    pixels = np.asarray(Image.open(BytesIO(picture(chart, "cs").png)).convert("RGB"))
    return [(int(x), int(y)) for y, x in np.argwhere((pixels == colour).all(axis=2))]


def size(png: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(png)).size


def lines(chart: Chart) -> list[int]:
    """How long each bar of the first series is, from above."""
    rows: dict[int, int] = {}
    for _, y in painted(chart):
        rows[y] = rows.get(y, 0) + 1
    heights = sorted(rows)
    starts = [y for y in heights if y - 1 not in rows]
    return [rows[start + 10] for start in starts]


def test_a_bar_of_twice_the_number_is_twice_as_long():
    short, long = lines(a_chart("bars", (50, 100)))

    assert long / short == pytest.approx(2, abs=0.02)


def test_the_first_category_of_lying_bars_is_on_top():
    first, second = lines(a_chart("bars", (100, 10)))

    assert first > second


def test_a_column_of_twice_the_number_is_twice_as_high():
    places = painted(a_chart("columns", (50, 100)))
    middle = sum(x for x, _ in places) / len(places)
    low, high = (len({y for x, y in places if (x > middle) is right}) for right in (False, True))

    assert high / low == pytest.approx(2, abs=0.02)


def test_what_is_not_known_is_a_gap():
    assert len(lines(a_chart("bars", (5, None, 7), categories=("a", "b", "c")))) == 2


def test_what_is_below_nothing_lies_on_the_other_side():
    places = painted(a_chart("bars", (-50, 100)))
    middle = sum(y for _, y in places) / len(places)
    below, above = ({x for x, y in places if (y > middle) is lower} for lower in (False, True))

    assert max(below) < min(above)


LEGEND = 40
"""Points from above that the names of a pyramid's sides take."""


def test_a_pyramid_grows_to_both_sides_of_its_middle():
    chart = a_chart("pyramid", (100, 10), (100, 10))
    left, right = ([x for x, y in painted(chart, colour) if y > LEGEND] for colour in (FIRST, SECOND))

    assert max(left) < WIDTH / 2.54 * 200 / 2 < min(right)


def test_the_first_category_of_a_pyramid_is_lowest():
    bars = [(x, y) for x, y in painted(a_chart("pyramid", (100, 10), (100, 10))) if y > LEGEND]
    middle = (min(y for _, y in bars) + max(y for _, y in bars)) / 2
    high, low = (len({x for x, y in bars if (y > middle) is lower}) for lower in (False, True))

    assert low / high == pytest.approx(10, abs=1)


@pytest.mark.parametrize("series", [((3, 4),), ((3, 4), (5, 6), (7, 8)), ((3, -4), (5, 6))])
def test_a_pyramid_that_has_not_two_sides_is_drawn_as_bars(series: tuple[tuple[int, ...], ...]):
    assert picture(a_chart("pyramid", *series), "cs").png == picture(a_chart("bars", *series), "cs").png


def test_parts_of_a_bar_are_as_long_as_bars_of_their_sum():
    parts = {x for chart in [a_chart("stacked", (40, 0), (0, 60))] for x, _ in painted(chart)}
    whole = {x for x, _ in painted(a_chart("stacked", (100, 60), (0, 0)))}

    assert len(parts) / len(whole) == pytest.approx(0.4 * 100 / 60, abs=0.02)


def test_a_chart_of_all_municipalities_of_a_region_fits_on_a_page():
    names = tuple(f"Obec číslo {n}" for n in range(300))
    drawn = picture(a_chart("bars", tuple(range(300)), categories=names), "cs")

    assert (drawn.width, round(drawn.height, 3)) == (WIDTH, TALLEST)


@pytest.mark.parametrize("kind", ["bars", "stacked", "columns", "pyramid"])
def test_a_chart_of_nothing_has_no_bar(kind: str):
    assert painted(Chart(kind, "", "", (), ())) == []


def test_numbers_are_written_as_the_language_does():
    chart = a_chart("bars", (1_250_000, 5))

    assert picture(chart, "cs").png != picture(chart, "en").png


def test_a_formula_in_a_name_is_text():
    chart = a_chart("bars", (1, 2), categories=("$x^2$", "cena 5 $ a 6 $"))

    assert picture(chart, "cs").png != picture(a_chart("bars", (1, 2), categories=("x", "y")), "cs").png


def test_an_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="koláč"):
        picture(a_chart("koláč", (1,)), "cs")


@settings(max_examples=30)
@given(CHARTS, st.sampled_from(["cs", "en"]))
def test_every_chart_is_drawn_and_as_large_as_told(chart: Chart, language: str):
    drawn = picture(chart, language)

    assert size(drawn.png) == pytest.approx((drawn.width / 2.54 * 200, drawn.height / 2.54 * 200), abs=1)
