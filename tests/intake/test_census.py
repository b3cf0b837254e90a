"""People by age: the statistical office's files taken in for the towns of the territory, or every fault told."""

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycle.intake.census import Census, census
from lifecycle.model.errors import Wrong
from lifecycle.model.situation import Population
from tests.intake.open_data import ANNUAL, BROAD, CENSUS, SEXES, TOWNS, census_file, number, town_rows

DAY = dt.date(2025, 3, 3)
BOTH = [row for town in TOWNS for row in town_rows(town)]
SMALL = "obec;kod_obce;obyvatel;obyv_0_14;obyv_15_64;obyv_65plus;nazev_okresu\n"


def read(path: Path, data: bytes, *, year: int | None = None, day: dt.date = DAY) -> Census:
    path.write_bytes(data)
    found = census(path, towns=TOWNS, year=year, day=day)
    assert found is not None
    return found


def counts(found: Census) -> dict[tuple[str, int, str, int, int | None], int]:
    """Town, year, sex and band of each row → people."""
    assert list(found.faults) == []
    things = [row.thing for row in found.rows]
    return {
        (one.municipality, one.year, one.sex.value, one.age_from, one.age_to): one.count
        for one in things
        if isinstance(one, Population)
    }


def told(found: Census) -> list[tuple[str, int | None]]:
    """Rule and line of each fault, where nothing was taken."""
    assert list(found.rows) == []
    return [(fault.rule, fault.line) for fault in found.faults]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sldb2021_vek.csv"


def test_each_band_of_each_town_is_a_row_and_the_total_none(file: Path):
    found = read(file, census_file([*BOTH, *town_rows("555555")]))

    assert counts(found) == {
        (town, 2021, "total", low, high): people
        for town in TOWNS
        for low, high, people in ((0, 14, 10), (15, 64, 30), (65, None, 12))
    }


def test_a_row_says_the_office_and_the_year_it_comes_from_and_where_it_stands(file: Path):
    row = read(file, census_file(BOTH)).rows[0]

    assert (row.thing.as_json()["source"], row.number) == ("ČSÚ, 2021 (SLDB)", 2)


def test_the_same_numbers_under_another_name_are_the_same_rows(file: Path, tmp_path: Path):
    first, second = (read(one, census_file(BOTH)) for one in (file, tmp_path / "staženo (1).csv"))

    assert [row.thing for row in first.rows] == [row.thing for row in second.rows]


def test_annual_files_name_their_columns_otherwise_and_write_half_open_ages(file: Path):
    ages = {"0 až 15 (více nebo rovno 0 a méně než 15)": 5, "Od 15 (více nebo rovno 15)": 6}
    rows = [
        {**row, "vuzemi_cis": "43", "vuzemi_kod": town, "casref_do": "2020-12-31"}
        for town in TOWNS
        for row in town_rows(town, ages)
    ]

    found = counts(read(file, census_file(rows, columns=ANNUAL, encoding="cp1250")))

    assert (found["546127", 2020, "total", 0, 14], found["547166", 2020, "total", 15, None]) == (5, 6)


def test_regions_districts_and_parts_of_towns_with_the_same_code_are_left_out(file: Path):
    others = [number("546127", "0 - 14 let", 999, uzemi_cis=level) for level in ("44", "65", "101")]

    assert counts(read(file, census_file([*others, *BOTH]))) == counts(read(file, census_file(BOTH)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    people=st.fixed_dictionaries({town: st.lists(st.integers(0, 9999), min_size=21, max_size=21) for town in TOWNS}),
    seed=st.integers(0, 10**6),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1250", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_a_census_in_any_order_and_encoding_gives_back_its_counts(
    file: Path, people: Mapping[str, list[int]], seed: int, separator: str, encoding: str, quoting: int
):
    bands = [*(f"{age} - {age + 4} let" for age in range(0, 100, 5)), "100 a více let"]
    rows = [row for town, of_town in people.items() for row in town_rows(town, dict(zip(bands, of_town, strict=True)))]
    columns = [*CENSUS]
    Random(seed).shuffle(rows)
    Random(seed).shuffle(columns)
    data = census_file(rows, columns=columns, separator=separator, encoding=encoding, quoting=quoting)

    found = counts(read(file, data))

    assert {key[0]: [found[key[0], 2021, "total", age, None if age == 100 else age + 4] for age in range(0, 101, 5)]
            for key in found} == people  # fmt: skip


def test_of_single_years_and_broad_bands_the_finest_are_taken(file: Path):
    years = {str(age): 1 for age in range(15)} | {"15 - 64 let": 30, "65 a více let": 12}
    rows = [row for town in TOWNS for row in [*town_rows(town, years), number(town, "0 - 14 let", 15)]]

    found = counts(read(file, census_file(rows)))

    assert [key[3:] for key in found if key[0] == "546127"] == [
        *((age, age) for age in range(15)),
        (15, 64),
        (65, None),
    ]


def test_men_and_women_are_rows_of_their_own(file: Path):
    rows = [row for town in TOWNS for sex in SEXES for row in town_rows(town, _times(2 if sex == "" else 1), sex=sex)]

    found = counts(read(file, census_file(rows)))

    assert (found["546127", 2021, "female", 0, 14], found["546127", 2021, "total", 0, 14], len(found)) == (10, 20, 18)


def _times(factor: int) -> dict[str, int]:
    return {age: people * factor for age, people in BROAD.items()}


def test_people_of_unknown_age_are_in_no_band_but_counted(file: Path):
    rows = [*BOTH, number("546127", "nezjištěno", 7)]
    rows[3] = number("546127", "", 59)

    found = read(file, census_file(rows))

    assert (found.unknown, len(counts(found))) == (7, 6)


def test_a_table_of_towns_by_age_is_read_by_its_headers(file: Path):
    data = SMALL + "Dačice;546127;52;10;30;12;JH\nSlavonice;547166;52;10;30;12;JH\nJinde;555555;1;x;x;x;JH\n"

    assert counts(read(file, data.encode(), year=2021)) == counts(read(file, census_file(BOTH)))


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"key,kind\n", b"municipality,year,age_from,count\n", b"PK\x03\x04"]
)
def test_any_other_file_is_left_to_the_forms(file: Path, data: bytes):
    file.write_bytes(data)

    assert census(file, towns=TOWNS, year=None, day=DAY) is None


def test_a_missing_file_is_left_to_the_forms(file: Path):
    assert census(file, towns=TOWNS, year=None, day=DAY) is None


def test_a_file_of_another_region_is_told(file: Path):
    assert told(read(file, census_file(town_rows("555555")))) == [("census.region", None)]


def test_a_town_the_file_leaves_out_is_named(file: Path):
    found = read(file, census_file(town_rows("546127")))

    assert [(fault.rule, fault.value, dict(fault.facts)["town"]) for fault in found.faults] == [
        ("census.town_missing", "547166", "Slavonice")
    ]


def test_a_file_of_another_year_than_asked_for_is_told(file: Path):
    assert told(read(file, census_file(BOTH), year=2011)) == [("census.other_year", None)]


def test_of_a_series_of_years_the_one_asked_for_is_taken(file: Path):
    older = [row for town in TOWNS for row in town_rows(town, sldb_rok="2011")]
    data = census_file([*BOTH, *older])

    assert {key[1] for key in counts(read(file, data, year=2011))} == {2011}
    assert {key[1] for key in counts(read(file, data))} == {2011, 2021}


def test_a_period_that_begins_after_the_day_of_the_act_is_told_at_its_line(file: Path):
    rows = [*BOTH[:-1], number("547166", "", 52, sldb_rok="2026")]

    assert told(read(file, census_file(rows))) == [("census.year_ahead", 9)]


def test_a_file_without_a_year_needs_one_asked_for(file: Path):
    data = census_file(BOTH, columns=[name for name in CENSUS if "sldb" not in name])

    assert told(read(file, data)) == [("census.no_year", 1)]
    assert {key[1] for key in counts(read(file, data, year=2021))} == {2021}


def test_two_years_without_a_column_that_tells_them_apart_are_doubled_rows(file: Path):
    data = census_file(
        [*BOTH, number("546127", "0 - 14 let", 11)], columns=[name for name in CENSUS if "sldb" not in name]
    )

    found = read(file, data, year=2021)

    assert [*told(found), dict(found.faults[0].facts)["first"]] == [("census.doubled", 10), "2"]


CELLS = {
    "census.not_whole": {"hodnota": "12,5"},
    "census.age": {"vek_txt": "mladí"},
    "census.sex": {"pohlavi_kod": "3"},
    "census.year": {"sldb_rok": "minulý"},
}


@pytest.mark.parametrize(("rule", "cell"), CELLS.items(), ids=CELLS)
def test_a_cell_that_cannot_be_read_is_told_with_line_and_column(file: Path, rule: str, cell: dict[str, str]):
    rows = [*BOTH]
    rows[2] = rows[2] | cell

    found = read(file, census_file(rows))

    [(column, text)] = cell.items()
    assert [(one.rule, one.line, one.column, one.value) for one in found.faults] == [(rule, 4, column, text)]


@pytest.mark.parametrize("missing", ["vek_txt", "uzemi_cis", "uzemi_kod"])
def test_a_column_that_is_needed_is_named(file: Path, missing: str):
    found = read(file, census_file(BOTH, columns=[name for name in CENSUS if name != missing]))

    assert [(fault.rule, fault.value) for fault in found.faults] == [("census.no_column", missing)]


def test_bands_that_do_not_add_up_to_the_total_are_told_at_the_total(file: Path):
    rows = [*BOTH]
    rows[3] = number("546127", "", 53)

    found = read(file, census_file(rows))

    assert told(found) == [("census.sum", 5)]
    assert {("sum", 52), ("told", 53)} <= set(found.faults[0].facts)


def test_fine_bands_that_do_not_add_up_to_a_broad_one_are_told_there(file: Path):
    fine = {"0 - 4 roky": 4, "5 - 14 let": 6, "15 a více let": 42}
    rows = [row for town in TOWNS for row in [*town_rows(town, fine), number(town, "0 - 14 let", 10)]]
    rows[4] = number("546127", "0 - 14 let", 11)

    assert told(read(file, census_file(rows))) == [("census.sum_of_ages", 6)]


def test_men_and_women_that_do_not_add_up_are_told_for_each_age(file: Path):
    rows = [row for town in TOWNS for sex in SEXES for row in town_rows(town, _times(2 if sex == "" else 1), sex=sex)]
    both = [number("546127", "0 - 14 let", 21), number("546127", "15 - 64 let", 59)]

    assert told(read(file, census_file([*both, *rows[2:]]))) == [("census.sexes", 2), ("census.sexes", 3)]


def test_men_alone_are_not_the_people_of_a_town(file: Path):
    rows = [row for town in TOWNS for row in town_rows(town, sex="1")]

    assert [rule for rule, _ in told(read(file, census_file(rows)))] == ["census.one_sex"] * 2


def test_bands_that_cross_each_other_are_told(file: Path):
    rows = [row for town in TOWNS for row in town_rows(town, {"0 - 15 let": 1, "15 a více let": 2})]

    assert told(read(file, census_file(rows))) == [("census.bands_cross", None)]


def test_bands_that_leave_people_out_need_a_total_to_be_checked_by(file: Path):
    rows = [number(town, age, 5) for town in TOWNS for age in ("0 - 14 let", "65 a více let")]

    assert [rule for rule, _ in told(read(file, census_file(rows)))] == ["census.gap"] * 2


def test_towns_without_ages_are_told(file: Path):
    assert told(read(file, census_file([number(town, "", 5) for town in TOWNS]))) == [("census.no_ages", None)]


def test_two_indicators_in_one_file_are_told(file: Path):
    rows = [*BOTH, number("546127", "0 - 14 let", 3, ukaz_kod="3163")]

    assert ("census.indicators", 10) in told(read(file, census_file(rows)))


def test_a_file_cut_in_the_middle_of_a_row_is_told_at_its_end(file: Path):
    data = census_file(BOTH, quoting=csv.QUOTE_MINIMAL)

    assert told(read(file, data[:-40])) == [("census.short", 9)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_cut_inside_a_letter_is_told_at_the_line_it_ends_in(file: Path, encoding: str):
    data = census_file([*BOTH, number("546127", "nezjištěno", 1)], encoding=encoding)
    whole = data.decode(encoding)
    cut = whole[: whole.rindex("š") + 1].encode(encoding)[:-1]

    assert told(read(file, cut)) == [("census.cut", 10)]


def test_a_file_of_windows_1250_that_ends_with_a_letter_is_not_cut(file: Path):
    data = census_file(BOTH, encoding="cp1250").rstrip()

    assert len(read(file, data).rows) == 3 * len(TOWNS)


def test_a_year_asked_for_that_has_not_begun_is_refused_for_a_table_too(file: Path):
    data = (SMALL + "A;546127;52;10;30;12;X\nB;547166;52;10;30;12;X\n").encode()

    assert told(read(file, data, year=2026)) == [("census.asked_ahead", None)]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(file: Path):
    with pytest.raises(Wrong) as wrong:
        read(file, census_file(BOTH)[:-5])

    assert (wrong.value.code, wrong.value.facts["line"]) == ("intake.quotes", "9")


def test_a_file_too_large_to_read_is_refused_before_it_is_read(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lifecycle.intake.census.LIMIT", 100)

    with pytest.raises(Wrong, match=r"intake\.too_big"):
        read(file, census_file(BOTH))
