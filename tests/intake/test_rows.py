"""Rows become values, keep what the file does not speak of, and tell all their faults at once."""

import datetime as dt

import pytest

from lifecycle.model.approval import Resolution
from lifecycle.model.people import Decision, Group
from lifecycle.model.strategy import Measure

from .files import csv_file, faults_of, taken, told, weighed

GROUPS = ["key", "name", "kind", "target_group"]
RS = Group(key="RS", name="Řídící skupina", kind="steering", target_group="všichni")
MEASURE = ["code", "title", "description", "kind", "responsible", "starts", "ends"]
RESOLUTION = ["code", "body", "verb", "number", "on", "members", "present", "for", "against"]


def test_rows_come_as_values_with_the_place_of_each_cell():
    [row] = taken("groups", csv_file(GROUPS, ["RS", "Řídící skupina", "řídící skupina", "všichni"]))

    assert (row.thing, row.number, row.place("kind")) == (RS, 2, "C2")


def test_a_column_the_file_lacks_leaves_the_field_as_it_is():
    [row] = taken("groups", csv_file(["key", "name"], ["RS", "Rada"]), standing=RS)

    assert row.thing == RS.replaced(name="Rada")


def test_an_empty_cell_clears_the_field():
    [row] = taken("groups", csv_file(GROUPS, ["RS", "Řídící skupina", "steering", " "]), standing=RS)

    assert row.thing == RS.replaced(target_group=None)


def test_what_the_engine_fills_stays_though_no_form_shows_it():
    standing = Decision(meeting="RS-1", subject="measure:2.1", verb="returns", covers="0" * 64)
    data = csv_file(["meeting", "subject", "verb"], ["RS-1", "2.1", "approves"])

    assert taken("decisions", data, standing=standing)[0].thing == standing.replaced(verb="approves")


def test_a_required_column_may_be_missing_while_every_row_is_known():
    assert faults_of("groups", csv_file(["key", "target_group"], ["RS", "senioři"]), standing=RS) == []


def test_a_missing_required_column_is_told_once_with_the_first_new_row():
    data = csv_file(["key", "name"], ["RS", "Rada"], ["SEN", "Senioři"], ["OZP", "OZP"])
    [fault] = faults_of("groups", data, standing=RS)

    assert (fault.rule, fault.column, dict(fault.facts)["row"], dict(fault.facts)["count"]) == (
        "missing_column",
        "kind",
        "3",
        2,
    )


def test_a_missing_key_column_is_told_even_where_no_row_is_new():
    assert told(faults_of("groups", csv_file(["name", "kind"], ["Rada", "steering"]))) == [
        ("missing_column", None, "key")
    ]


def test_all_faults_of_the_file_are_told_at_once_each_with_its_cell():
    data = csv_file(
        [*MEASURE, "municipalities"],
        ["1,1", "Udržení", "popis", "udrzeni", "město", "31. 2. 2015", "2017-12-31", "546127; 5461"],
        ["1.2", "", "popis", "udrženi", "město", "1. 1. 2015", "za rok", ""],
    )

    assert told(faults_of("measures", data)) == [
        ("date", "F2", "starts"),
        ("pattern", "A2", "code"),
        ("pattern", "H2", "municipalities"),
        ("required", "B3", "title"),
        ("date", "G3", "ends"),
    ]


def test_a_word_is_read_by_key_or_label_without_case_and_accents():
    data = csv_file(GROUPS[:3], ["A", "a", "WORKING"], ["B", "b", "pracovni  skupina"], ["C", "c", "working group"])

    assert {row.thing.kind for row in taken("groups", data)} == {"working"}


def test_a_misspelt_word_is_told_with_the_one_probably_meant_and_all_that_are_allowed():
    [fault] = faults_of("groups", csv_file(GROUPS[:3], ["RS", "Řídící", "řidící skuina"]))

    assert (fault.value, fault.suggestion, dict(fault.facts)["allowed"]) == (
        "řidící skuina",
        "řídící skupina",
        ("steering", "working", "coordination", "information"),
    )


def test_a_code_with_a_comma_is_told_with_the_code_probably_meant():
    [fault] = faults_of("measures", csv_file(MEASURE, ["1,10.", "t", "d", "keep", "m", "1.1.2015", "1.1.2016"]))

    assert (fault.rule, fault.value, fault.suggestion) == ("pattern", "1,10.", "1.10")


def test_a_wrong_municipality_code_is_told_with_its_form():
    [fault] = faults_of("territory", csv_file(["code", "name"], ["54612", "Dačice"]))

    assert (fault.rule, fault.cell, dict(fault.facts)["reason"]) == ("pattern", "A2", "municipality")


@pytest.mark.parametrize(("ico", "rule"), [("00477321", "ico_check"), ("4773x", "ico_form")])
def test_a_company_number_that_fails_its_check_is_told(ico: str, rule: str):
    assert told(faults_of("territory", csv_file(["code", "name", "ico"], ["507717", "Peč", ico]))) == [
        (rule, "C2", "ico")
    ]


def test_two_rows_with_one_key_are_told_with_both_places():
    data = csv_file(["code", "name"], ["507717", "Peč"], ["546127", "Dačice"], [" 507717", "Peč u Dačic"])
    [fault] = faults_of("territory", data)

    assert (fault.rule, fault.cell, dict(fault.facts)["first"]) == ("duplicate_key", "A4", "A2")


def test_two_spellings_of_one_item_are_one_key():
    data = csv_file(["meeting", "subject", "verb"], ["RS-1", "2.1", "approves"], ["RS-1", "measure:2.1", "returns"])

    assert told(faults_of("decisions", data)) == [("duplicate_key", "A3", "meeting")]


@pytest.mark.parametrize(
    ("cells", "rule", "cell"),
    [
        (["7", "6", "5", "2"], "more_votes_than_present", "G2"),
        (["7", "8", "5", "0"], "more_present_than_members", "G2"),
        (["7", "3", "3", "0"], "no_quorum", "A2"),
        (["7", "", "3", "0"], "votes_without_present", "G2"),
    ],
)
def test_votes_that_do_not_add_up_are_told_at_the_cell_they_speak_of(cells: list[str], rule: str, cell: str):
    [fault] = faults_of(
        "resolutions", csv_file(RESOLUTION, ["546127", "council", "approves", "1/2015", "2015-01-15", *cells])
    )

    assert (fault.rule, fault.cell) == (rule, cell)


def test_an_end_before_the_start_is_told_at_the_end():
    data = csv_file(MEASURE, ["1.1", "t", "d", "keep", "m", "2015-01-01", "2014-01-01"])

    assert told(faults_of("measures", data)) == [("ends_before_starts", "G2", "ends")]


@pytest.mark.parametrize(
    ("name", "rule"),
    [("dva\nřádky", "one_line"), ("řídicí\x02znak", "control_character"), ("a" * 1001, "too_long"), ("", "required")],
)
def test_a_name_that_is_no_line_of_text_is_told(name: str, rule: str):
    assert told(faults_of("groups", csv_file(GROUPS[:3], ["RS", name, "steering"]))) == [(rule, "B2", "name")]


@pytest.mark.parametrize(("year", "side"), [("1915", "low"), ("2915", "high")])
def test_a_year_out_of_range_is_told_with_the_limit_it_passes(year: str, side: str):
    [fault] = faults_of("budget", csv_file(["code", "year", "source", "amount_czk"], ["1.1", year, "state", "1"]))

    assert (fault.rule, fault.cell, dict(fault.facts)["reason"]) == ("range", "B2", side)


def test_the_column_of_a_fault_is_its_key_and_the_header_is_told_as_written():
    [fault] = faults_of("groups", csv_file(["Klíč", "Název *", "DRUH"], ["RS", "", "steering"]))

    assert (fault.column, dict(fault.facts)["header"], fault.file) == ("name", "Název", "soubor.csv")


def test_a_row_with_a_fault_is_no_value_while_the_others_are():
    planned, _ = weighed("groups", csv_file(GROUPS[:3], ["RS", "Rada", "x"], ["SEN", "Senioři", "working"]))

    assert [row.thing.identity for row in planned] == [("SEN",)]


def test_a_field_named_like_a_word_of_python_is_read_under_its_own_name():
    data = csv_file(RESOLUTION, ["546127", "rada", "schvaluje", "1/2015", "15. 1. 2015", "5", "5", "4", "1"])

    assert taken("resolutions", data)[0].thing == Resolution.model_validate(
        {"code": "546127", "body": "board", "verb": "approves", "number": "1/2015", "members": 5, "present": 5}
        | {"for": 4, "against": 1, "on": dt.date(2015, 1, 15)}
    )


def test_a_list_is_trimmed_and_holds_each_member_once_in_order():
    data = csv_file([*MEASURE, "evidence"], ["1.1", "t", "d", "keep", "m", "1.1.2015", "1.1.2016", "F-2; F-1 ;;F-2"])
    thing = taken("measures", data)[0].thing

    assert isinstance(thing, Measure)
    assert thing.evidence == ("F-2", "F-1")


def test_a_list_of_words_takes_keys_and_labels():
    header = ["key", "provider", "name", "kind", "form"]

    assert taken("services", csv_file(header, ["S", "p", "n", "40", "terénní; A"]))[0].thing.form == ("T", "A")


def test_a_wrong_word_in_a_list_is_told():
    header = ["key", "provider", "name", "kind", "form"]

    assert told(faults_of("services", csv_file(header, ["S", "p", "n", "40", "A; terení"]))) == [
        ("unknown_word", "E2", "form")
    ]
