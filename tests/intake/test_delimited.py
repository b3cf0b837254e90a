"""Text files: separator, encoding and quotation as clerks' programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.intake.workbooks import read
from lifecycle.model.errors import Wrong

from .files import KINDS, csv_file, taken, weighed
from .things import things

GROUPS = ["key", "name", "kind"]
ROW = ["RS", "Řídící skupina – žáci", "steering"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_separator_and_encoding_are_told_from_the_file(separator: str, encoding: str):
    data = csv_file(GROUPS, ROW, separator=separator, encoding=encoding)

    assert taken("groups", data)[0].thing.name == "Řídící skupina – žáci"


def test_semicolons_of_a_list_do_not_hide_the_commas_of_the_header():
    data = b"code,title,evidence\n1,Udrzeni,F-1;F-2;F-3;F-4\n"

    assert taken("priorities", data)[0].thing.evidence == ("F-1", "F-2", "F-3", "F-4")


def test_a_file_with_one_column_has_some_separator():
    assert [fault.rule for fault in weighed("groups", csv_file(["key"], ["RS"]))[1]] == [
        "missing_column",
        "missing_column",
    ]


def test_a_line_break_within_quotes_stays_in_the_cell():
    assert taken("texts", csv_file(["section", "text"], ["vize", "první\ndruhý"]))[0].thing.text == "první\ndruhý"


def test_a_chapter_longer_than_the_limit_of_the_csv_module_is_read():
    assert len(taken("texts", csv_file(["section", "text"], ["vize", "a" * 200_000]))[0].thing.text) == 200_000


def test_old_line_ends_are_read():
    assert taken("groups", b"key;name;kind\rRS;Rada;steering\r")[0].thing.identity == ("RS",)


def test_a_quotation_mark_never_closed_is_told_with_the_line():
    with pytest.raises(Wrong) as refused:
        weighed("groups", b'key,name,kind\nRS,"Rada,steering\n')

    assert (refused.value.code, refused.value.facts["line"]) == ("intake.quotes", "2")


@pytest.mark.parametrize("data", [b"key\x00;name", b"\xff\xfek", b"key;\x81\x83"])
def test_bytes_that_are_no_text_are_told(data: bytes):
    with pytest.raises(Wrong, match=r"intake\.encoding"):
        weighed("groups", data)


@given(st.lists(things(KINDS["findings"]), max_size=3, unique_by=lambda thing: thing.identity), st.sampled_from(",;\t"))
def test_any_rows_come_back_from_a_text_file(rows: list, separator: str):
    names = list(KINDS["findings"].model_fields)
    cells = [["" if (value := row.as_json()[name]) is None else str(value) for name in names] for row in rows]

    assert [row.thing for row in taken("findings", csv_file(names, *cells, separator=separator))] == rows


def test_a_file_with_only_a_header_has_no_rows():
    [sheet] = read(csv_file(GROUPS), "s.csv", kinds=KINDS, form="groups")

    assert sheet.rows == ()


def test_a_header_with_a_line_break_in_quotes_is_one_row():
    assert taken("groups", b'key;"name\n*";kind\nRS;Rada;steering\n')[0].number == 2


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused_and_never_crash(data: bytes):
    try:
        [sheet] = read(data, "s.csv", kinds=KINDS, form="groups")
        outcome = sheet.form
    except Wrong as wrong:
        outcome = wrong.code

    assert outcome == "groups" or outcome.startswith("intake.")
