"""Forms go out, come back filled in, and say the same; sheets are found by what they are called."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import SheetVisibleEnum, load_workbook

from lifecycle.intake.rows import values
from lifecycle.intake.workbooks import META, form, read
from lifecycle.model.errors import Wrong
from lifecycle.model.people import Decision, Group, Meeting
from lifecycle.model.strategy import BudgetLine, Chapter, Indicator, Measure
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing

from .files import KINDS, csv_file, taken, told, weighed, xlsx_file
from .things import things

RS = Group(key="RS", name="Řídící skupina", kind="steering")


def made(*rows: Thing, language: str = "cs") -> bytes:
    kind = type(rows[0])
    plain = {str(kind.FORM): [row.as_json() for row in rows]}
    return form([kind], language=language, rows=plain, title="dacice-2015", revision=12)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("name", sorted(KINDS))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_a_form_filled_with_any_rows_gives_the_same_rows_back(name: str, data: st.DataObject):
    kind = KINDS[name]
    rows = data.draw(st.lists(things(kind), max_size=3, unique_by=lambda thing: thing.identity))
    language = data.draw(st.sampled_from(["cs", "en"]))
    plain = {name: [row.as_json() for row in rows]}
    book = form([kind], language=language, rows=plain, title="plán", revision=1)

    [sheet] = read(book, "formulář.xlsx", kinds=KINDS, form=name)

    hidden = {column.attribute: None for column in kind.columns() if column.hidden}
    planned, faults = values(kind, sheet, existing=lambda key: None)
    assert (faults, [row.thing for row in planned]) == ([], [row.model_copy(update=hidden) for row in rows])


def test_the_same_form_has_the_same_bytes():
    assert made(RS) == made(RS)


def test_a_form_of_all_kinds_has_a_sheet_for_each_and_one_hidden_that_names_the_plan_and_its_revision():
    book = form(list(KINDS.values()), language="cs", rows={"groups": [RS.as_json()]}, title="dacice-2015", revision=12)

    sheets = read(book, "vše.xlsx", kinds=KINDS, form="all")

    assert [(sheet.form, sheet.plan, sheet.revision) for sheet in sheets] == [(n, "dacice-2015", 12) for n in KINDS]


def test_the_sheet_that_names_plan_and_revision_is_hidden():
    visible = {sheet.name: sheet.visible for sheet in load_workbook(io.BytesIO(made(RS))).sheets_metadata}

    assert visible == {"groups": SheetVisibleEnum.Visible, META: SheetVisibleEnum.Hidden}


def test_a_form_shows_labels_in_the_language_of_the_plan_and_marks_what_is_required():
    book = load_workbook(io.BytesIO(made(RS)))

    assert book.get_sheet_by_name("groups").to_python() == [
        ["klíč*", "název*", "druh*", "cílová skupina"],
        ["RS", "Řídící skupina", "řídící skupina", ""],
    ]


def test_a_header_carries_the_key_of_its_column_and_the_hint_as_a_note():
    assert "krátká zkratka, např. SEN\nkey" in part(made(RS), "xl/comments1.xml")


def test_a_column_of_words_offers_their_list():
    assert "<formula1>_lifecycle!$D$1:$D$4</formula1>" in part(made(RS), "xl/worksheets/sheet1.xml")


def test_the_header_is_protected_and_the_rows_are_not():
    formats = part(made(RS), "xl/styles.xml")

    assert "<sheetProtection" in part(made(RS), "xl/worksheets/sheet1.xml")
    assert 'locked="0"' in formats


def test_what_the_engine_fills_is_not_in_the_form():
    decision = Decision(meeting="RS-1", subject="swot:SEN", verb="approves", covers="0" * 64)

    assert "covers" not in part(made(decision), "xl/sharedStrings.xml")


def test_a_code_stays_a_text_so_that_its_zero_is_not_lost():
    line = BudgetLine(code="1.10", year=2015, source="state", amount_czk=5)

    assert load_workbook(io.BytesIO(made(line))).get_sheet_by_name("budget").to_python()[1] == ["1.10", 2015, "stát", 5]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_written_as_text(start: str):
    chapter = Chapter(section="vize", text=f'{start}HYPERLINK("http://zlo.example")')
    xml = part(made(chapter), "xl/worksheets/sheet1.xml")

    assert "<f>" not in xml


def test_a_measured_number_too_long_for_excel_is_written_as_text():
    target = Indicator(code="1.1", name="n", unit="osob", target="123456789012345.123456", year=2015)

    assert taken("indicators", made(target), "i.xlsx")[0].thing == target


def test_a_day_before_excels_first_is_written_as_text():
    meeting = Meeting(key="S", group="RS", kind="meeting", date=dt.date(1848, 3, 11))

    assert taken("meetings", made(meeting), "m.xlsx")[0].thing == meeting


def test_a_text_no_cell_can_hold_is_refused_rather_than_cut():
    with pytest.raises(Wrong) as refused:
        made(Chapter(section="vize", text="a" * 32_768))

    assert (refused.value.code, refused.value.facts["column"]) == ("intake.too_long_for_a_cell", "text")


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
