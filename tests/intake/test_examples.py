"""The example of every form would be recorded as it is, were it not marked as an example."""

import pytest

from lifecycle.intake.examples import example, is_example
from lifecycle.intake.sheets import key_columns
from lifecycle.intake.spelling import shown

from .files import KINDS, csv_file, faults_of, taken, weighed

GROUPS = ["key", "name", "kind"]


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("form", sorted(KINDS))
def test_the_example_without_its_mark_is_a_row_without_a_fault(form: str, language: str):
    row = dict(example(KINDS[form], language))
    first = next(iter(row))
    row[first] = row[first].split(" ", 1)[1]

    planned, faults = weighed(form, csv_file(list(row), list(row.values())))

    assert (len(planned), faults) == (1, [])


@pytest.mark.parametrize("form", sorted(KINDS))
def test_a_form_begins_with_a_column_of_its_key_so_that_the_mark_is_found(form: str):
    assert shown(KINDS[form])[0].name in key_columns(KINDS[form])


@pytest.mark.parametrize("mark", ["např. SEN", "NAPŘ. SEN", "např.SEN", "nap?. SEN", "e.g. SEN", "E.g. SEN"])
def test_a_row_whose_key_begins_with_the_mark_is_left_out(mark: str):
    data = csv_file(GROUPS, [mark, "Senioři", "working"], ["RS", "Řídící", "steering"])

    assert [row.thing.identity for row in taken("groups", data)] == [("RS",)]


def test_a_row_whose_key_only_holds_such_letters_is_recorded():
    data = csv_file(GROUPS, ["napřed", "Napřed", "working"], ["eg", "EG", "working"])

    assert [row.thing.identity for row in taken("groups", data)] == [("napřed",), ("eg",)]


def test_the_mark_in_another_column_than_the_key_is_text_like_any_other():
    assert taken("groups", csv_file(GROUPS, ["RS", "např. Řídící", "steering"]))[0].thing.name == "např. Řídící"


def test_the_mark_is_sought_in_the_key_wherever_its_column_stands():
    assert faults_of("groups", csv_file(["name", "kind", "key"], ["Rada", "", "např. RS"])) == []


def test_an_empty_key_marks_nothing():
    assert not is_example("")
