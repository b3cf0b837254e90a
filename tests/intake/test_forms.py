"""Forms go out with their lists, hints and example, come back filled in, and say the same."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import SheetVisibleEnum, load_workbook

from lifecycle.intake.forms import form
from lifecycle.intake.rows import values
from lifecycle.intake.stationery import META
from lifecycle.intake.workbooks import read
from lifecycle.model.errors import Wrong
from lifecycle.model.people import Decision, Group, Meeting
from lifecycle.model.strategy import BudgetLine, Chapter, Indicator
from lifecycle.model.thing import Thing

from .files import KINDS, taken
from .things import things

RS = Group(key="RS", name="Řídící skupina", kind="steering")


def made(*rows: Thing, language: str = "cs") -> bytes:
    kind = type(rows[0])
    plain = {str(kind.FORM): [row.as_json() for row in rows]}
    return form([kind], language=language, rows=plain, title="dacice-2015", revision=12)


def blank(kind: type[Thing], *, known: Mapping[str, Sequence[str]] | None = None, language: str = "cs") -> bytes:
    """An empty form whose messages are the codes of their sentences."""
    return form(
        [kind],
        language=language,
        rows={},
        title="dacice-2015",
        revision=1,
        known=known or {},
        say=lambda code, **_: code,
    )


def asked_of(data: bytes, sheet: str) -> dict[str, DataValidation]:
    """The first cell of each column → what a spreadsheet asks of it."""
    page = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return {str(each.sqref).partition(":")[0]: each for each in page.data_validations.dataValidation}


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

    hidden = {
        column.attribute: kind.model_fields[column.attribute].default for column in kind.columns() if column.hidden
    }
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


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("cs", ["klíč*\nkey", "název*\nname", "druh*\nkind", "cílová skupina\ntarget group"]),
        ("en", ["key*\nklíč", "name*\nnázev", "kind*\ndruh", "target group\ncílová skupina"]),
    ],
)
def test_a_header_has_both_headings_the_language_of_the_plan_first_and_marks_what_is_required(
    language: str, headings: list[str]
):
    book = load_workbook(io.BytesIO(made(RS, language=language)))

    assert book.get_sheet_by_name("groups").to_python()[0] == headings


def test_a_heading_that_is_one_word_in_both_languages_stands_once():
    book = load_workbook(io.BytesIO(made(Chapter(section="vize", text="Text"))))

    assert book.get_sheet_by_name("texts").to_python()[0] == ["kapitola*\nsection", "text*"]


def test_rows_are_shown_in_the_language_of_the_plan():
    book = load_workbook(io.BytesIO(made(RS)))

    assert book.get_sheet_by_name("groups").to_python()[1:] == [["RS", "Řídící skupina", "řídící skupina", ""]]


def test_a_header_carries_the_key_of_its_column_and_the_hint_as_a_note():
    assert "krátká zkratka, např. SEN\nkey" in part(made(RS), "xl/comments1.xml")


def test_a_column_of_words_offers_their_list():
    assert "<formula1>_lifecycle!$D$1:$D$4</formula1>" in part(made(RS), "xl/worksheets/sheet1.xml")


def test_every_cell_tells_what_is_expected_while_it_is_chosen():
    asked = asked_of(blank(Meeting), "meetings")

    assert {cell: (one.promptTitle, one.prompt) for cell, one in asked.items()} == {
        "A2": ("klíč", "form.required\nform.expects.key\nform.expects.line"),
        "B2": ("skupina", "form.required\nform.expects.ref"),
        "C2": ("druh", "form.required\nform.expects.word"),
        "D2": ("datum", "form.required\nform.expects.date"),
        "E2": ("místo", "form.expects.line"),
        "F2": ("program", "form.expects.text"),
        "G2": ("zápis", "form.expects.text"),
        "H2": ("začátek", "Např. 13:00.\nform.expects.time"),
        "I2": ("konec", "Např. 15:30.\nform.expects.time"),
    }


def test_a_column_that_refers_to_the_plan_offers_the_keys_that_exist_and_only_warns_of_others():
    data = blank(Meeting, known={"group": ["RS", "SEN"]})
    offered = asked_of(data, "meetings")["B2"]
    hidden = openpyxl.load_workbook(io.BytesIO(data))[META]

    assert (offered.formula1, offered.errorStyle) == ("_lifecycle!$D$1:$D$2", "warning")
    assert [hidden["D1"].value, hidden["D2"].value] == ["RS", "SEN"]


def test_a_column_that_may_refer_to_more_kinds_offers_the_keys_of_all():
    offered = asked_of(blank(BudgetLine, known={"measure": ["1.1"], "activity": ["1.1.1"]}), "budget")

    assert offered["A2"].formula1 == "_lifecycle!$D$1:$D$2"


def test_while_nothing_can_be_referred_to_there_is_no_empty_list():
    assert asked_of(blank(Meeting), "meetings")["B2"].type is None


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("language", ["cs", "en"])
def test_an_empty_form_shows_an_example_that_is_left_out_when_it_comes_back(name: str, language: str):
    [sheet] = read(blank(KINDS[name], language=language), "f.xlsx", kinds=KINDS, form=name)

    assert (sheet.rows, sheet.examples, sheet.faults) == ((), (2,), ())


def test_the_example_is_grey_and_slanted_and_says_what_it_is():
    cell = openpyxl.load_workbook(io.BytesIO(blank(Group)))["groups"]["A2"]

    assert (cell.value, cell.font.i, cell.font.color.rgb) == ("např. SEN", True, "FF595959")
    assert cell.comment.text == "form.example"


def test_a_form_with_rows_has_no_example():
    [sheet] = read(made(RS), "f.xlsx", kinds=KINDS, form="groups")

    assert (len(sheet.rows), sheet.examples) == (1, ())


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
