"""Blocks as the JSON an edition keeps: nothing is lost on the way there and back."""

import json

from hypothesis import given

from lifecycle.documents.blocks import (
    Block,
    Entry,
    Index,
    Matrix,
    MatrixRow,
    Paragraph,
    Run,
    block_from,
    block_json,
    items_of,
    text,
)
from tests.documents.strategies import BLOCKS


@given(BLOCKS)
def test_a_block_comes_back_from_its_json(block: Block):
    assert block_from(json.loads(json.dumps(block_json(block)))) == block


def test_a_run_without_a_note_keeps_the_json_of_editions_issued_before_there_were_notes():
    assert block_json(Paragraph((Run("a", bold=True),))) == {
        "type": "paragraph",
        "style": "body",
        "runs": [{"text": "a", "bold": True}],
    }


def test_entries_of_a_matrix_are_items_in_reading_order():
    row = MatrixRow(text("Senioři"), ((Entry("swot:S-1", ()), Entry("swot:S-2", ())), (Entry("swot:W-1", ()),)))

    assert list(items_of([Matrix((), (), (row,))])) == ["swot:S-1", "swot:S-2", "swot:W-1"]


def test_lines_of_an_index_are_not_items():
    assert list(items_of([Index(((text("A"), (Entry("service:1", text("Domov")),)),))])) == []
