"""The outline writers count by themselves is the one Word counts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Entry, Matrix, MatrixRow, Passage, Row, Run, Table, text
from lifecycle.documents.document import Section
from lifecycle.documents.outline import Outline, names_of

TABLE = Table(
    (text("Kód"), text("Název")),
    (Row((text("1.4"), text("Rozvoz")), "evaluation:1.4"), Row(((), text("Bez kódu")), "finding:F")),
    (1, 1),
    fields=("code", "title"),
)
ENTRY = Entry("swot:S-1", (Run("S-1 ", bold=True), Run("dlouhý text")))


def said(*blocks) -> dict[str, str]:
    named = names_of([Section("x", "Kapitola", True, blocks)])
    return {item: "".join(run.text for run in runs) for item, runs in named.items()}


def test_a_row_is_named_by_its_code_and_title_or_by_what_it_has():
    assert said(TABLE) == {"evaluation:1.4": "1.4 – Rozvoz", "finding:F": "Bez kódu"}


def test_a_row_of_a_table_that_names_no_code_is_named_by_its_first_words():
    assert said(Table(((), ()), (Row(((), text("Péče")), "service:1"),), (1, 1))) == {"service:1": "Péče"}


def test_an_entry_is_named_by_the_code_it_begins_with():
    assert said(Matrix((), ((),), (MatrixRow((), ((ENTRY,),)),))) == {"swot:S-1": "S-1 "}


def test_a_passage_is_named_by_its_chapter_though_a_table_lists_it_before():
    table = Table(((),), (Row((text("v tabulce"),), "text:vision"),), (1,))

    assert said(table, Passage("text:vision", ())) == {"text:vision": "Kapitola"}


def test_what_stands_under_a_heading_without_number_has_none():
    outline = Outline()

    assert [outline.heading(0), outline.heading(1, numbered=False), outline.heading(2), outline.heading(1)] == [
        (1, "1"),
        (2, ""),
        (3, ""),
        (2, "1.1"),
    ]


@given(st.lists(st.integers(0, 6), min_size=1))
def test_no_level_is_skipped_on_the_way_down(levels: list[int]):
    outline = Outline()
    depths = [0, *(outline.heading(level)[0] for level in levels)]

    assert all(below <= above + 1 for above, below in pairwise(depths))
