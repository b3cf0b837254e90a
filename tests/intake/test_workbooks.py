"""Files come in: the sheet of a form is found by what it is called, and cells come as clerks see them."""

import datetime as dt

import pytest

from lifecycle.intake.workbooks import read
from lifecycle.model.errors import Wrong
from lifecycle.model.strategy import Measure
from lifecycle.model.territory import Municipality

from .files import KINDS, csv_file, taken, told, weighed, xlsx_file


def test_the_sheet_of_the_form_is_found_by_its_czech_name_among_others():
    data = xlsx_file(["poznámka"], sheet="Poznámky", Skupiny=[["klíč", "název", "druh"], ["RS", "Řídící", "steering"]])

    assert taken("groups", data, "sešit.xlsx")[0].thing.identity == ("RS",)


def test_the_only_sheet_may_have_any_name():
    data = xlsx_file(["key", "name", "kind"], ["RS", "Řídící", "steering"], sheet="List1")

    assert taken("groups", data, "sešit.xlsx")[0].thing.identity == ("RS",)


def test_a_sheet_of_another_form_is_not_taken_for_the_one_asked():
    data = xlsx_file(["key", "name", "kind"], ["RS", "Řídící", "steering"], sheet="groups")

    with pytest.raises(Wrong, match=r"intake\.no_sheet"):
        read(data, "sešit.xlsx", kinds=KINDS, form="people")


def test_every_sheet_that_is_no_form_is_named_at_once():
    data = xlsx_file(["key"], sheet="grups", List2=[["x"]])

    with pytest.raises(Wrong) as refused:
        read(data, "vše.xlsx", kinds=KINDS, form="all")

    assert [(f.rule, f.sheet, f.suggestion) for f in refused.value.faults] == [
        ("unknown_sheet", "grups", "groups"),
        ("unknown_sheet", "List2", None),
    ]


def test_a_form_twice_in_one_workbook_is_refused():
    data = xlsx_file(["key"], sheet="groups", Skupiny=[["key"]])

    with pytest.raises(Wrong) as refused:
        read(data, "vše.xlsx", kinds=KINDS, form="all")

    assert [(f.rule, f.sheet) for f in refused.value.faults] == [("duplicate_sheet", "Skupiny")]


def test_all_forms_come_only_in_a_workbook():
    with pytest.raises(Wrong, match=r"intake\.all_needs_workbook"):
        read(csv_file(["key"]), "vše.csv", kinds=KINDS, form="all")


def test_an_unknown_form_is_told_with_the_nearest():
    with pytest.raises(Wrong) as refused:
        read(b"", "x.csv", kinds=KINDS, form="group")

    assert (refused.value.code, refused.value.facts["suggestion"]) == ("intake.unknown_form", "groups")


def test_cells_of_excel_come_as_clerks_see_them():
    header = ["code", "title", "description", "kind", "responsible", "starts", "ends", "municipalities"]
    data = xlsx_file(header, ["1.1", "t", "d", "keep", "m", dt.date(2015, 1, 1), 43_100, 546127])

    assert taken("measures", data, "o.xlsx")[0].thing == Measure(
        code="1.1",
        title="t",
        description="d",
        kind="keep",
        responsible="m",
        starts=dt.date(2015, 1, 1),
        ends=dt.date(2017, 12, 31),
        municipalities=("546127",),
    )


def test_a_ticked_cell_marks_the_seat_and_an_unticked_one_does_not():
    data = xlsx_file(["code", "name", "seat"], [546127, "Dačice", True], [507717, "Peč", False])

    assert [row.thing.seat for row in taken("territory", data, "ú.xlsx")] == ["yes", None]


def test_a_company_number_kept_as_a_number_gets_its_zeros_back():
    data = xlsx_file(["code", "name", "ico"], [507717, "Peč", 477320])

    assert taken("territory", data, "ú.xlsx")[0].thing == Municipality(code="507717", name="Peč", ico="00477320")


def test_a_table_that_starts_lower_and_further_right_keeps_its_places():
    data = xlsx_file([], [], ["", "key", "name", "kind"], ["", "RS", "Řídící", "steerin"])

    assert told(weighed("groups", data, "s.xlsx")[1]) == [("unknown_word", "D4", "kind")]


def test_a_formula_nobody_computed_is_told_instead_of_being_read_as_empty():
    data = xlsx_file(["key", "name", "kind", "target_group"], ["RS", "Řídící", "steering", "=A1"])

    assert told(weighed("groups", data, "s.xlsx")[1]) == [("formula_without_value", "D2", "target_group")]


def test_an_error_of_a_formula_is_told_with_its_mark():
    [fault] = weighed("groups", xlsx_file(["key", "name", "kind"], ["RS", "#DIV/0!", "steering"]), "s.xlsx")[1]

    assert (fault.rule, fault.cell, fault.value) == ("error_value", "B2", "#DIV/0!")


def test_a_row_that_holds_nothing_but_an_uncomputed_formula_is_not_lost():
    data = xlsx_file(["key", "name", "kind"], ["RS", "Řídící", "steering"], ["", "", "="])

    assert ("formula_without_value", "C3", "kind") in told(weighed("groups", data, "s.xlsx")[1])


def test_a_code_excel_made_a_day_of_is_told_not_guessed():
    data = xlsx_file(["code", "title"], [dt.date(2015, 1, 1), "Udržení"])

    assert told(weighed("priorities", data, "p.xlsx")[1]) == [("became_date", "A2", "code")]


@pytest.mark.parametrize("time", [dt.time(13, 0), "13:00", "13.00", 0.5416666666666666])
def test_a_time_of_a_meeting_is_read_however_the_cell_keeps_it(time: object):
    row = ["M-1", "RS", "meeting", dt.date(2026, 3, 1), time]
    data = xlsx_file(["key", "group", "kind", "date", "starts_at"], row)

    assert taken("meetings", data, "j.xlsx")[0].thing.starts_at == "13:00"


def test_a_number_that_excel_made_a_time_is_still_told_where_no_time_belongs():
    data = xlsx_file(["key", "name", "kind"], [dt.time(1, 10), "Rada", "steering"])

    assert told(weighed("groups", data, "s.xlsx")[1]) == [("became_date", "A2", "key")]


def test_a_list_of_faults_is_no_form_and_is_left_aside():
    data = xlsx_file(["co je špatně"], sheet="chyby", groups=[["key", "name", "kind"], ["RS", "Rada", "steering"]])

    [sheet] = read(data, "vše.xlsx", kinds=KINDS, form="all")

    assert (sheet.form, len(sheet.rows)) == ("groups", 1)


def test_the_only_sheet_is_read_also_under_the_name_of_the_list():
    data = xlsx_file(["key", "name", "kind"], ["RS", "Rada", "steering"], sheet="Chyby")

    assert len(taken("groups", data, "s.xlsx")) == 1
