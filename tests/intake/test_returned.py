"""A refused file comes back as it was written, its faults marked and listed, and can be mended and read again."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from lifecycle.intake.returned import Told, returned
from lifecycle.intake.workbooks import as_written, read
from lifecycle.model.errors import Fault, Wrong

from .files import KINDS, csv_file, faults_of, ods_file, taken, told, weighed, xlsx_file

GROUPS = ["klíč", "název", "druh"]


def said(code: str, **_: object) -> str:
    return code


def given_back(form: str, data: bytes, name: str, *faults: Fault) -> bytes:
    listed = [Told(one.sheet, one.cell, one.column, one.value, one.rule, one.suggestion) for one in faults]
    return returned(as_written(data, name, kinds=KINDS, form=form), listed, language="cs", say=said)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def refused(form: str, data: bytes, name: str = "soubor.csv") -> bytes:
    """The workbook of a file with its own faults."""
    return given_back(form, data, name, *faults_of(form, data, name))


BAD = csv_file(GROUPS, ["RS", "Řídící", "řidící"], ["SEN", "", "working"])


def test_a_faulty_cell_is_red_with_a_thick_border_and_says_what_is_wrong():
    cell = opened(refused("groups", BAD))["groups"]["C2"]

    assert (cell.value, cell.fill.fgColor.rgb, cell.border.left.style) == ("řidící", "FFFFC7CE", "medium")
    assert cell.comment.text == "unknown_word"


def test_an_empty_cell_that_must_be_filled_in_is_marked_too():
    cell = opened(refused("groups", BAD))["groups"]["B3"]

    assert (cell.value, cell.border.left.style, cell.comment.text) == (None, "medium", "required")


def test_a_cell_without_a_fault_is_not_marked():
    cell = opened(refused("groups", BAD))["groups"]["B2"]

    assert (cell.value, cell.fill.fill_type, cell.comment) == ("Řídící", None, None)


def test_the_first_sheet_lists_every_fault_with_its_place_and_a_link_to_it():
    book = opened(refused("groups", BAD))
    rows = [[cell.value for cell in row] for row in book["chyby"].iter_rows(min_row=3)]

    assert book.sheetnames[:2] == ["chyby", "groups"]
    assert rows == [
        [f"returned.{name}" for name in ("sheet", "cell", "column", "value", "wrong", "suggestion")],
        ["groups", "C2", "kind", "řidící", "unknown_word", "řídící skupina"],
        ["groups", "B3", "name", None, "required", None],
    ]
    assert book["chyby"]["B4"].hyperlink.location == "'groups'!C2"


def test_two_faults_of_one_cell_are_both_told_in_its_comment():
    faults = [Fault(rule, sheet="groups", cell="A2") for rule in ("first", "second")]
    data = xlsx_file(GROUPS, ["RS", "Řídící", "steering"], sheet="groups")

    assert opened(given_back("groups", data, "s.xlsx", *faults))["groups"]["A2"].comment.text == "first\nsecond"


def test_joined_cells_are_marked_at_the_first():
    data = xlsx_file(GROUPS, ["RS", "Řídící", "steering"], sheet="groups")
    back = given_back("groups", data, "s.xlsx", Fault("merged_cells", sheet="groups", cell="B2:C2"))

    assert opened(back)["groups"]["B2"].comment.text == "merged_cells"


def test_cells_stay_where_the_clerk_wrote_them_in_her_order_of_columns():
    data = xlsx_file([], ["", "druh", "klíč", "název"], [], ["", "x", "RS", "Řídící"], sheet="Moje skupiny")
    page = opened(refused("groups", data, "s.xlsx"))["Moje skupiny"]

    assert [[cell.value for cell in row] for row in page["B2:D4"]] == [
        ["druh", "klíč", "název"],
        [None, None, None],
        ["x", "RS", "Řídící"],
    ]
    assert page["B4"].comment.text == "unknown_word"


def test_values_keep_what_they_were():
    row = ["M-1", "RS", "jednání", dt.date(2026, 3, 1), dt.time(13, 0), 5]
    data = xlsx_file(["key", "group", "kind", "date", "starts_at", "place"], row, sheet="meetings")
    values = [cell.value for cell in opened(given_back("meetings", data, "j.xlsx"))["meetings"][2]]

    assert values == ["M-1", "RS", "jednání", dt.datetime(2026, 3, 1), dt.time(13, 0), 5]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://zlo.example")', "+420", "-1", "@SUM(1)", "{=1}"])
def test_what_looks_like_a_formula_is_never_written_as_one(text: str):
    data = csv_file(GROUPS, [text, text, text])
    book = opened(refused("groups", data))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}

    assert (kinds, book["groups"]["A2"].value) == ({"s"}, text)


def test_a_formula_nobody_computed_comes_back_as_a_text_in_a_marked_cell():
    data = xlsx_file(GROUPS, ["RS", "=A1", "steering"], sheet="groups")
    cell = opened(refused("groups", data, "s.xlsx"))["groups"]["B2"]

    assert (cell.value, cell.data_type, cell.comment.text) == ("=1/0", "s", "formula_without_value")


def test_a_formula_of_opendocument_comes_back_as_it_is_typed():
    row = '<table:table-cell office:value-type="string"><text:p>RS</text:p></table:table-cell>'
    formula = """<table:table-cell table:formula="of:=[.A2]&amp;&quot;x'&quot;"/>"""
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>' for name in GROUPS
    )

    page = opened(refused("groups", ods_file(head, row + formula + row), "s.ods"))["groups"]

    assert page["B2"].value == """=A2&"x'\""""


def test_a_formula_left_as_it_came_back_is_refused_again():
    data = xlsx_file(GROUPS, ["RS", "=A1", "steering"], sheet="groups")
    back = refused("groups", data, "s.xlsx")

    assert told(weighed("groups", back, "chyby.xlsx")[1]) == [("formula_without_value", "B2", "name")]


def test_a_formula_mended_in_the_workbook_that_came_back_is_read():
    book = opened(refused("groups", xlsx_file(GROUPS, ["RS", "=A1", "steering"], sheet="groups"), "s.xlsx"))
    book["groups"]["B2"] = "Řídící"
    stream = io.BytesIO()
    book.save(stream)

    assert taken("groups", stream.getvalue(), "chyby.xlsx")[0].thing.as_json()["name"] == "Řídící"


def test_a_column_the_file_lacks_is_told_beside_the_header():
    data = csv_file(["klíč", "název"], ["RS", "Řídící"])
    lacking = [Told(one.sheet, one.cell, one.column, one.value, one.rule, None, lacks_column=True)
               for one in faults_of("groups", data)]  # fmt: skip
    book = opened(returned(as_written(data, "s.csv", kinds=KINDS, form="groups"), lacking, language="cs", say=said))

    assert (book["groups"]["C1"].comment.text, book["chyby"]["B4"].value) == ("missing_column", "C1")


def test_an_error_of_a_formula_comes_back_as_the_text_it_showed():
    data = xlsx_file(GROUPS, ["RS", "#DIV/0!", "steering"], sheet="groups")

    assert opened(refused("groups", data, "s.xlsx"))["groups"]["B2"].value == "#DIV/0!"


def test_the_workbook_with_its_faults_mended_is_read_and_its_list_left_aside():
    book = opened(refused("groups", BAD))
    book["groups"]["C2"], book["groups"]["B3"] = "řídící skupina", "Senioři"
    stream = io.BytesIO()
    book.save(stream)

    assert [row.thing.identity for row in taken("groups", stream.getvalue(), "chyby.xlsx")] == [("RS",), ("SEN",)]


def test_the_workbook_not_mended_is_refused_for_the_same_faults():
    back = refused("groups", BAD)

    assert told(weighed("groups", back, "chyby.xlsx")[1]) == told(faults_of("groups", BAD))


def test_every_sheet_of_a_workbook_of_all_forms_comes_back_with_what_it_was_made_for():
    data = xlsx_file(
        GROUPS,
        ["RS", "Řídící", "x"],
        sheet="groups",
        priorities=[["kód", "název"], ["1", "První"]],
        _lifecycle=[["plan", "dacice"], ["revision", "12"]],
    )
    back = given_back("all", data, "vše.xlsx", Fault("unknown_word", sheet="groups", cell="C2"))

    sheets = read(back, "chyby.xlsx", kinds=KINDS, form="all")

    assert [(sheet.form, sheet.plan, sheet.revision) for sheet in sheets] == [
        ("groups", "dacice", 12),
        ("priorities", "dacice", 12),
    ]


def test_a_sheet_that_is_no_form_comes_back_too():
    data = xlsx_file(["x"], sheet="Poznámky", groups=[GROUPS])
    back = given_back("all", data, "vše.xlsx", Fault("unknown_sheet", sheet="Poznámky", value="Poznámky"))

    assert opened(back).sheetnames == ["chyby", "Poznámky", "groups", "_lifecycle"]


def test_a_text_no_cell_can_hold_is_told_rather_than_cut():
    data = csv_file(["section", "text"], ["vision", "a" * 32_768], ["vision", "b"])

    with pytest.raises(Wrong, match=r"intake\.too_long_for_a_cell"):
        refused("texts", data)


@given(st.lists(st.lists(st.text("aČ=+-@'\"\n;,1 ", max_size=6), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_texts_come_back_as_they_were(rows: list[list[str]]):
    data = csv_file(GROUPS, *rows)
    page = opened(given_back("groups", data, "s.csv"))["groups"]
    cells = [["" if cell.value is None else cell.value for cell in row] for row in page.iter_rows(min_row=2, max_col=3)]

    kept = [[text if text.strip() else "" for text in row] for row in rows]
    assert cells + [["", "", ""]] * (len(rows) - len(cells)) == kept
