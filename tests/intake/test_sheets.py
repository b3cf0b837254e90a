"""Headers: by key or label, however spelt; what is unknown, twice or missing is told with its cell."""

import pytest

from lifecycle.intake.spelling import fold, headers, shown, spellings

from .files import KINDS, csv_file, faults_of, merged_file, taken, told, weighed

CSU = ["kod_obce", "nazev", "ico", "typ_obce", "kod_orp", "obyvatel", "obyv_65plus", "obyvatel_2019_01_01"]
PEC = ["507717", "Peč", "00477320", "obec", "3104", "496", "74", "472"]


@pytest.mark.parametrize("header", ["name", "Název *", "NAZEV", " název*", "Name"])
def test_a_header_is_read_by_key_or_label_in_either_language(header: str):
    assert taken("groups", csv_file(["key", header, "kind"], ["RS", "Rada", "steering"]))[0].thing.name == "Rada"


@pytest.mark.parametrize("parted", ["\n", "\r\n", " / ", "*\n", " \n "])
@pytest.mark.parametrize(("first", "second"), [("název", "name"), ("Name", "Název"), ("name", "název")])
def test_a_header_may_carry_both_headings_in_one_cell(first: str, second: str, parted: str):
    header = first + parted + second

    assert taken("groups", csv_file(["key", header, "kind"], ["RS", "Rada", "steering"]))[0].thing.name == "Rada"


def test_of_two_headings_one_may_have_lost_its_czech_letters():
    assert len(taken("groups", csv_file(["klí?*\nkey", "n?zev*\nname", "kind"], ["RS", "Rada", "steering"]))) == 1


def test_a_header_whose_two_headings_mean_two_columns_is_unknown():
    data = csv_file(["key", "název\nkind", "kind"], ["RS", "Rada", "steering"])

    assert ("unknown_column", "B1", "název\nkind") in told(faults_of("groups", data))


def test_a_fault_calls_the_column_by_its_first_heading():
    [fault] = faults_of("groups", csv_file(["klíč*\nkey", "název*\nname", "kind"], ["RS", "", "steering"]))

    assert dict(fault.facts)["header"] == "název"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_no_two_columns_of_a_form_can_be_taken_for_each_other(name: str):
    columns = shown(KINDS[name])

    assert all(headers(KINDS[name])[fold(text)] == column for column in columns for text in spellings(column))


def test_an_unknown_column_is_told_with_the_one_probably_meant():
    [fault] = faults_of("groups", csv_file(["key", "name", "kind", "target_grup"], ["RS", "Rada", "steering", "x"]))

    assert (fault.rule, fault.cell, fault.value, fault.suggestion) == (
        "unknown_column",
        "D1",
        "target_grup",
        "target_group",
    )


def test_a_column_the_engine_fills_is_unknown_in_a_file():
    data = csv_file(["meeting", "subject", "verb", "covers"], ["RS-1", "2.1", "approves", "0" * 64])

    assert told(faults_of("decisions", data)) == [("unknown_column", "D1", "covers")]


def test_a_column_given_twice_under_two_names_is_told():
    [fault] = faults_of("groups", csv_file(["key", "name", "kind", "Název"], ["RS", "Rada", "steering", "Rada"]))

    assert (fault.rule, fault.cell, dict(fault.facts)["first"]) == ("duplicate_column", "D1", "B1")


def test_a_value_under_no_header_is_told():
    assert told(faults_of("groups", csv_file(["key", "name", "kind"], ["RS", "Rada", "steering", "pozn."]))) == [
        ("no_header", "D2", None)
    ]


def test_empty_rows_and_columns_around_the_table_are_left_aside():
    data = csv_file(
        ["key", "name", "kind", "", ""], ["RS", "Rada", "steering", "", " "], ["", "", "", "", ""], [], [" "]
    )

    assert [row.number for row in taken("groups", data)] == [2]


def test_rows_keep_their_numbers_past_an_empty_one():
    data = csv_file(["key", "name", "kind"], ["RS", "Rada", "steering"], [], ["SEN", "Senioři", "working"])

    assert [row.number for row in taken("groups", data)] == [2, 4]


def test_a_file_of_the_statistical_office_is_read_as_it_is():
    thing = taken("territory", csv_file(CSU, PEC))[0].thing

    assert (thing.code, thing.name, thing.ico, thing.population) == ("507717", "Peč", "00477320", 496)


def test_its_further_columns_are_left_aside_under_our_own_headers_too():
    assert faults_of("territory", csv_file(["code", "name", "obyv_65plus"], ["507717", "Peč", "74"])) == []


def test_a_misspelt_column_of_our_own_territory_is_still_told():
    data = csv_file(["code", "name", "data_bx"], ["507717", "Peč", "abc"])

    assert told(weighed("territory", data)[1]) == [("unknown_column", "C1", "data_bx")]


def test_a_title_above_the_header_is_told_once_with_the_row_the_table_begins_in():
    data = csv_file(["Skupiny plánu"], [], ["key", "name", "kind"], ["RS", "Rada", "steering"])
    planned, [fault] = weighed("groups", data)

    assert (planned, fault.rule, fault.cell, fault.value, dict(fault.facts)["row"]) == (
        [],
        "header_not_first",
        "A1",
        "Skupiny plánu",
        "3",
    )


def test_a_table_of_another_sort_is_not_taken_for_a_title():
    assert ("missing_column", None, "key") in told(faults_of("groups", csv_file(["barva"], ["modrá"], ["zelená"])))


@pytest.mark.parametrize("name", ["skupiny.xlsx", "skupiny.ods"])
@pytest.mark.parametrize("area", ["A1:B1", "C2:C3"])
def test_joined_cells_in_the_header_or_the_data_are_told_with_their_range(name: str, area: str):
    data = merged_file(name, ["key", "name", "kind"], ["RS", "Rada", "steering"], ["B", "b", "working"], area=area)
    told_of = {(fault.rule, fault.sheet, fault.cell) for fault in weighed("groups", data, name)[1]}

    assert ("merged_cells", "groups", area) in told_of


@pytest.mark.parametrize("name", ["skupiny.xlsx", "skupiny.ods"])
def test_joined_cells_beside_or_below_the_table_do_no_harm(name: str):
    data = merged_file(name, ["key", "name", "kind"], ["RS", "Rada", "steering"], area="E5:F6")

    assert len(taken("groups", data, name)) == 1


def test_a_joined_title_above_the_header_is_told_as_both():
    data = merged_file("s.xlsx", ["Skupiny"], ["key", "name", "kind"], ["RS", "Rada", "steering"], area="A1:C1")

    assert told(faults_of("groups", data, "s.xlsx")) == [
        ("header_not_first", "A1", None),
        ("merged_cells", "A1:C1", None),
    ]
