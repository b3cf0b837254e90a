"""Matrices: heads, cells of items, each with anchors of its own; and what of a table stays on one page."""

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.anchors import bookmark_of, tag_of
from lifecycle.documents.blocks import Entry, Matrix, MatrixRow, Row, Table, items_of, text
from tests.documents.strategies import MATRICES, UNDRAWN
from tests.documents.word.figures import JOINT
from tests.documents.word.opened import W, body, find, of, text_of, texts_of
from tests.documents.word.sample import measure


def cells(document):
    """Rows of cells of the document's tables, each with the texts of its paragraphs."""
    return [[texts_of(cell) for cell in row.iter(f"{W}tc")] for row in body(document).iter(f"{W}tr")]


def test_a_matrix_has_heads_above_at_the_left_and_in_its_cells_and_a_paragraph_for_each_entry():
    assert cells(of(JOINT)) == [
        [["Oblast"], ["Co pomáhá"], ["Co škodí"]],
        [
            ["Uvnitř"],
            [
                "Silné stránky",
                "SPO-S1 Obce se scházejí a\u00a0o\u00a0službách mluví spolu.",
                "SPO-S2 Zkušení poskytovatelé s\u00a0<dobrou> pověstí & zázemím.",
            ],
            ["Slabé stránky", "SPO-W1 Do malých obcí služba nedojíždí."],
        ],
        [["Zvenku"], [""], ["SPO-T1 Dotace jsou jen na rok."]],
    ]


def test_readers_of_screens_are_told_of_both_header_row_and_header_column():
    found = body(of(JOINT))

    assert find(found, "//w:tblLook/@w:firstRow | //w:tblLook/@w:firstColumn") == ["1", "1"]
    assert [text_of(row) for row in find(found, "//w:tr[w:trPr/w:tblHeader]")] == ["OblastCo pomáháCo škodí"]
    assert find(found, "//w:tblCaption/@w:val") == ["SWOT – společná"]


def test_every_entry_is_anchored_around_its_paragraph():
    controls = find(body(of(JOINT)), "//w:tc/w:sdt")

    assert [
        (find(control, "w:sdtPr/w:tag/@w:val"), find(control, ".//w:bookmarkStart/@w:name"), len(texts_of(control)))
        for control in controls
    ] == [([tag_of(item)], [bookmark_of(item)], 1) for item in items_of([JOINT])]


def test_an_item_in_a_matrix_and_in_a_card_is_anchored_in_its_card():
    matrix = Matrix((), (text("Opatření"),), (MatrixRow((), ((Entry("measure:2.1", text("2.1")),),)),))
    anchored = find(body(of(matrix, measure("2.1", "Pečovatelky"))), "//w:sdt[w:sdtPr/w:tag/@w:val='pl:measure:2.1']")

    assert [text_of(next(control.iter(f"{W}p"))) for control in anchored] == ["Opatření 2.1 – Pečovatelky"]


def test_a_row_of_a_matrix_that_is_higher_than_a_page_begins_under_its_heading_and_tears_no_item():
    entries = tuple(Entry(f"swot:S-{n}", text("věta " * 40)) for n in range(11))
    matrix = Matrix((), (text("Pomáhá"),), (MatrixRow(text("Uvnitř"), (entries,), (text("Silné stránky"),)),))
    row = find(body(of(matrix)), "//w:tr")[1]

    assert find(row, ".//w:keepNext/@w:val") == ["0", "0"]
    assert len(find(row, ".//w:keepLines")) == 11


def test_a_short_row_of_a_matrix_stays_on_one_page_and_a_long_one_may_break():
    entry = Entry("swot:S-1", text("věta " * 200))
    rows = (MatrixRow(text("krátký"), ((),)), MatrixRow(text("dlouhý"), ((entry,),)))
    whole = find(body(of(Matrix((), (text("a"),), rows))), "//w:tr[w:trPr/w:cantSplit][not(w:trPr/w:tblHeader)]")

    assert [text_of(row) for row in whole] == ["krátký"]


@given(MATRICES)
def test_every_row_of_a_matrix_has_a_cell_for_each_column(matrix):
    found = body(of(matrix))
    columns = len(find(found, "//w:gridCol"))

    assert {len(row.findall(f"{W}tc")) for row in found.iter(f"{W}tr")} == {columns}


@given(st.lists(UNDRAWN, max_size=4))
def test_every_cell_ends_with_a_paragraph_and_no_number_is_used_twice(blocks):
    found = body(of(*blocks))
    numbers = [find(found, path) for path in ("//w:sdtPr/w:id/@w:val", "//w:bookmarkStart/@w:id")]

    assert [cell for cell in found.iter(f"{W}tc") if not find(cell, "*[last()][self::w:p or self::w:sdt/*/w:p]")] == []
    assert [len(used) - len(set(used)) for used in numbers] == [0, 0]


@given(st.lists(UNDRAWN, max_size=4))
def test_every_item_a_document_shows_is_anchored_once(blocks):
    found = body(of(*blocks))
    ours = sorted(name for name in find(found, "//w:bookmarkStart/@w:name") if not name.startswith("_Toc"))

    assert ours == sorted(bookmark_of(item) for item in set(items_of(blocks)))


def kept(lines):
    """Which of five rows, one cell of so many lines each, stay with the row after them."""
    cell = text("\n".join(["K12 vysvětleno"] * lines))
    table = Table((text("Připomínky"),), tuple(Row((cell,)) for _ in range(5)), (1,))
    rows = find(body(of(table)), "//w:tr[not(w:trPr/w:tblHeader)]")
    return [bool(find(row, ".//w:keepNext")) for row in rows]


def test_a_table_of_few_low_rows_stays_on_one_page():
    assert kept(lines=1) == [True, True, True, True, False]


def test_a_table_of_few_rows_of_several_lines_begins_and_ends_with_two_of_them_and_may_break_between():
    """Four rows went over to the next page as a whole and left half a page free under their heading."""
    assert kept(lines=3) == [True, False, False, True, False]


def test_a_table_of_few_rows_as_high_as_a_page_may_break():
    assert False in kept(lines=12)[:-1]
