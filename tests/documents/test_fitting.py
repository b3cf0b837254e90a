"""Fitting: columns are wide enough for their longest number, date and word, and otherwise as their author wished."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Card, Passage, Row, Run, Table, text
from lifecycle.documents.fitting import (
    LETTER,
    MARGINS,
    PAGE,
    WHOLE,
    all_fitted,
    by_years,
    fits,
    fitted,
    length,
    of_years,
    overfull,
)
from lifecycle.documents.shipped import shipped
from lifecycle.documents.typography import NBSP, day_text, number_text
from lifecycle.documents.word.look import look_of

BASE = shipped("document_templates", "base.docx")
NUMBERS = st.integers(0, 99_999_999_999).map(lambda czk: number_text(czk, "cs"))
WORDS = st.sampled_from(("", "obec", "Poskytovatelé", "pečovatelská služba", "SEN-W1", day_text("2023-09-20", "en")))


@st.composite
def any_tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 9))
    a_row = st.lists(NUMBERS | WORDS, min_size=count, max_size=count)
    return Table(
        header=tuple(map(text, draw(a_row))),
        rows=tuple(Row(tuple(map(text, cells))) for cells in draw(st.lists(a_row, max_size=4))),
        widths=tuple(draw(st.lists(st.integers(1, 60), min_size=count, max_size=count))),
    )


def a_table(*cells: str, widths: tuple[int, ...] = ()) -> Table:
    every = widths or (1,) * len(cells)
    return Table(header=((),) * len(cells), rows=(Row(tuple(map(text, cells))),), widths=every)


def room(table: Table) -> list[float]:
    """What each column leaves for letters, in twips of the page."""
    return [PAGE * width / sum(table.widths) - MARGINS for width in table.widths]


def digits(told: str) -> float:
    """Twips of a number: figures of Carlito and Calibri are 0.507 em wide, spaces 0.226 em."""
    return LETTER * sum(0.226 if sign == NBSP else 0.507 for sign in told)


def test_a_table_with_room_for_everything_keeps_its_authors_widths():
    table = a_table("1.1", "Udržení pečovatelské služby", "1 250 000", widths=(10, 60, 30))

    assert fitted(table, "cs") is table


def test_money_of_nine_digits_takes_the_room_it_needs_from_the_title():
    money = number_text(123_456_789, "cs")
    table = fitted(a_table("Udržení služby", *[money] * 5, widths=(75, 5, 5, 5, 5, 5)), "cs")

    assert min(room(table)[1:]) >= digits(money)


def test_columns_that_need_nothing_more_share_the_rest_as_their_author_wished():
    table = fitted(a_table("a", "b", number_text(123_456_789, "cs"), widths=(60, 30, 10)), "cs")

    assert abs(table.widths[0] - 2 * table.widths[1]) <= 2


def test_a_heading_counts_like_a_cell():
    table = replace(a_table("1", "", widths=(1, 20)), header=(text("Poskytovatelé"), text("Název")))

    assert fitted(table, "cs").widths[0] > fitted(a_table("1", "", widths=(1, 20)), "cs").widths[0]


def test_runs_of_one_word_are_one_piece():
    cut = replace(a_table("", "", widths=(1, 20)), rows=(Row(((Run("123"), Run("456789", bold=True)), ())),))

    assert fitted(cut, "cs") == replace(cut, widths=fitted(a_table("123456789", "", widths=(1, 20)), "cs").widths)


def test_private_text_gets_the_room_of_a_long_surname():
    table = fitted(a_table("vault:" + "0" * 64, "a", widths=(1, 20)), "cs")

    assert 1300 < room(table)[0] < 2500


def test_an_english_date_stays_on_one_line_and_a_title_does_not():
    short = fitted(a_table(day_text("2023-09-20", "en"), "a", widths=(5, 95)), "en")
    long = fitted(a_table("Care at home", "a", widths=(5, 95)), "en")

    assert short.widths[0] > 1.5 * long.widths[0]


def test_an_address_of_the_web_leaves_room_for_the_others():
    table = a_table("https://www.example.cz/" + "a" * 200, number_text(10**9, "cs"), *["1"] * 4)

    assert fits(table, "cs")


def test_where_the_page_is_too_narrow_numbers_come_before_words():
    money = number_text(123_456_789, "cs")
    table = fitted(a_table(*["Nejneobhospodařovávanějšími"] * 3, *[money] * 4), "cs")

    assert min(room(table)[3:]) >= digits(money)
    assert not fits(table, "cs")


@pytest.mark.parametrize("code", ["W-DMR-S1", "F-DEM-1", "SEN-PEC-W", "(NP-ZZ-07),"])
def test_a_code_is_not_broken_at_its_hyphens(code: str):
    table = fitted(a_table(f"{code} {code}", "Pečovatelská služba", widths=(1, 40)), "cs")

    assert room(table)[0] >= length(code, letter=LETTER)


def test_words_joined_by_a_hyphen_may_part_there():
    joined, parted = (a_table(f"česko{sign}německá", "a", widths=(1, 40)) for sign in ("-", " "))

    assert fitted(joined, "cs").widths[0] <= fitted(parted, "cs").widths[0] + 5


def test_a_table_too_wide_even_for_a_turned_page_is_told_apart():
    few, many = (a_table(*["poskytovatel"] * columns) for columns in (8, 30))

    assert overfull([few, many], "cs") == [many]


@given(any_tables())
def test_no_number_needs_more_than_its_column_where_the_page_suffices(table: Table):
    wide = fits(table, "cs")
    columns = zip(room(fitted(table, "cs")), *(row.cells for row in table.rows), strict=True)
    broken = [
        cell[0].text
        for width, *cells in columns
        for cell in cells
        if cell and cell[0].text.replace(NBSP, "").isdigit() and digits(cell[0].text) > width
    ]

    assert not (wide and broken)


@given(any_tables())
def test_fitting_a_fitted_table_changes_nothing(table: Table):
    once = fitted(table, "cs")

    assert not fits(table, "cs") or fitted(once, "cs") is once


@given(any_tables())
def test_fitting_changes_widths_only_and_shares_the_whole(table: Table):
    after = fitted(table, "cs")

    assert after.widths == table.widths or (min(after.widths) > 0 and sum(after.widths) >= WHOLE)
    assert replace(after, widths=table.widths) == table


def test_tables_of_cards_and_passages_are_fitted_too():
    table = a_table(number_text(123_456_789, "cs"), "a", widths=(1, 50))
    card = Card("measure:1.1", 2, "Opatření", "1.1", text("Služba"), blocks=(table,))

    shown = all_fitted((table, card, Passage("text:vision", (table,))), "cs")

    assert [shown[0], *shown[1].blocks, *shown[2].blocks] == [fitted(table, "cs")] * 3


def of_money(czk: int, *, titles: int = 1):
    def made(years: Sequence[int], last: bool) -> Table:
        cells = [number_text(czk, "cs")] * (len(years) + last)
        return a_table(*["Poskytovatel"] * titles, *cells)

    return made


def test_four_years_of_modest_money_stand_side_by_side():
    assert len(by_years((2025, 2026, 2027, 2028), "cs", of_money(1_250_000))) == 1


def test_five_years_are_two_tables_and_only_the_last_tells_the_total():
    parts = by_years({2029, 2025, 2026, 2028, 2027}, "cs", of_money(1_250_000))

    assert [len(part.widths) for part in parts] == [1 + 2, 1 + 3 + 1]


def test_years_that_do_not_fit_side_by_side_are_parted_until_they_do():
    parts = by_years(range(2025, 2029), "cs", of_money(123_456_789_012, titles=2))

    assert len(parts) > 1
    assert all(fits(part, "cs") for part in parts)


def test_a_part_names_its_years_in_the_caption_and_a_whole_table_does_not():
    every = (2025, 2026, 2027, 2028, 2029)

    assert [of_years("Náklady", years, every) for years in (every[:2], every[4:], every)] == [
        "Náklady, 2025–2026",
        "Náklady, 2029",
        "Náklady",
    ]


def test_the_measures_of_the_page_are_those_of_the_shipped_template():
    styles = zipfile.ZipFile(BytesIO(BASE)).read("word/styles.xml").decode()
    table = re.search(r'w:styleId="PlanTable".*?</w:style>', styles, re.S)
    letters = re.search(r'w:styleId="TableText".*?</w:style>', styles, re.S)
    assert table
    assert letters
    margins = re.findall(r'<w:(?:left|right) w:w="(\d+)"', table[0])
    size = re.search(r'<w:sz w:val="(\d+)"', letters[0])
    assert size

    assert (look_of(BASE, "cs").width, sum(map(int, margins)), int(size[1]) * 10) == (PAGE, MARGINS, LETTER)
