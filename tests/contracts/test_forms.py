"""What every form keeps: written as a workbook and read again it changes nothing; its headers tell columns apart."""

from collections import Counter

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.actions.reports import rows
from lifecycle.app import catalogue
from lifecycle.intake.forms import form
from lifecycle.intake.rows import values
from lifecycle.intake.spelling import fold, shown
from lifecycle.intake.workbooks import read
from lifecycle.model.thing import Thing
from tests.conftest import PLAN

FORMS = catalogue().forms


def open_rows(desk: Desk, name: str) -> list[dict[str, object]]:
    """The demo's rows of the form as a clerk sees them, without what the engine keeps to itself."""
    return rows(desk, PLAN, name)


CONTRACT = (
    "territory groups people meetings attendance decisions evaluation findings services swot priorities measures "
    "activities budget indicators texts submissions settlements resolutions progress"
)


@pytest.mark.parametrize("name", CONTRACT.split())
def test_every_form_of_the_contract_is_there(name: str):
    assert name in FORMS


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["cs", "en"])
def test_a_form_read_back_gives_the_rows_it_was_filled_with(name: str, language: str, demo_desk: Desk):
    kind, given = FORMS[name], open_rows(demo_desk, name)
    workbook = form([kind], language=language, rows={name: given}, title="Plán", revision=7)

    (sheet,) = read(workbook, f"{name}.xlsx", kinds=FORMS, form=name)
    planned, faults = values(kind, sheet, existing=lambda _: None)

    assert faults == []
    assert [plain(row.thing, given[0]) for row in planned] == given


def plain(thing: Thing, like: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in thing.as_json().items() if name in like}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_a_plan_with_nothing_recorded_is_empty_and_can_be_read(name: str):
    workbook = form([FORMS[name]], language="cs", rows={}, title="Plán", revision=None)

    (sheet,) = read(workbook, f"{name}.xlsx", kinds=FORMS, form=name)

    assert (sheet.rows, sheet.faults) == ((), ())


@pytest.mark.parametrize("name", FORMS)
def test_a_header_means_one_column_whichever_way_it_is_spelt(name: str):
    spelt = Counter(
        spelling
        for column in shown(FORMS[name])
        for spelling in {fold(column.name), fold(column.label.cs), fold(column.label.en)}
    )

    assert [spelling for spelling, columns in spelt.items() if columns > 1] == []


@pytest.mark.parametrize("name", FORMS)
def test_a_word_of_a_list_means_one_thing_whichever_way_it_is_spelt(name: str):
    for column in shown(FORMS[name]):
        spelt = Counter(s for word in column.words or () for s in {fold(word.value), fold(word.cs), fold(word.en)})

        assert [spelling for spelling, words in spelt.items() if words > 1] == [], column.name


def test_one_workbook_holds_all_forms(demo_desk: Desk):
    given = {name: open_rows(demo_desk, name) for name in FORMS}
    workbook = form(list(FORMS.values()), language="cs", rows=given, title="Plán", revision=7)

    sheets = read(workbook, "vše.xlsx", kinds=FORMS, form="all")

    assert {sheet.form: len(sheet.rows) for sheet in sheets} == {name: len(given[name]) for name in FORMS}


def test_the_same_form_gives_the_same_bytes(demo_desk: Desk):
    given = {"measures": open_rows(demo_desk, "measures")}

    made = {form([FORMS["measures"]], language="cs", rows=given, title="Plán", revision=7) for _ in range(2)}

    assert len(made) == 1
