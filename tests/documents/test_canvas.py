"""The sheet charts are drawn on: colours told apart by everyone, signs of every text, text measured as it is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.canvas import AXIS, FILLS, INK, legible, manner, width_of


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str) -> float:
    """Contrast with white paper."""
    return 1.05 / (luminance(colour) + 0.05)


@pytest.mark.parametrize("fill", FILLS)
def test_a_bar_stands_out_from_the_paper(fill: str):
    assert contrast(fill) >= 3.0


@pytest.mark.parametrize("ink", [INK, AXIS])
def test_letters_and_axes_are_read_on_paper(ink: str):
    assert contrast(ink) >= 7.0


def test_six_series_are_told_apart_without_their_colours():
    assert len({hatch for _, hatch in map(manner, range(6))}) == 6


def test_thirty_six_series_are_told_apart():
    assert len({manner(series) for series in range(36)}) == 36


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Žďár nad Sázavou", "Žďár nad Sázavou"),
        ("dva\nřádky\ta  mezery", "dva řádky a mezery"),
        ("babičky 👵", "babičky \ufffd"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_a_sign_the_font_lacks_is_shown_as_a_mark(text: str, seen: str):
    assert legible(text) == seen


@pytest.mark.parametrize("word", ["obec", "Slavonice", "Nízkoprahová zařízení", "1 250 000"])
def test_bold_letters_are_wider(word: str):
    assert width_of(word, 8, bold=True) > width_of(word, 8)


@given(st.text("obec 12", min_size=1, max_size=10))
def test_a_longer_text_is_never_shorter_on_paper(text: str):
    assert width_of(text + "x", 9) > width_of(text, 9)
