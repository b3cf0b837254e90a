"""Composing: what an edition keeps is laid out so that every writer prints numbers and words whole."""

import json

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.documents.document import Document
from lifecycle.documents.fitting import all_fitted, fits
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from tests.stages.builders import tables


def of(desk: Desk, edition: Edition) -> list[Document]:
    """The document of an edition, or the papers of a packet."""
    if edition.name != "packet":
        return [stored(desk, edition)]
    value = json.loads(desk.store.blob(edition.blocks) or b"{}")
    return [Document.from_json(paper["document"]) for paper in value["papers"]]


@pytest.mark.parametrize("name", ["evaluation", "analysis", "plan", "packet"])
def test_no_table_of_the_demo_breaks_a_number_or_a_word(name: str, demo_desk: Desk, demo_content: Content):
    newest = [edition for edition in demo_content.all(Edition) if edition.name == name][-1]
    blocks = [block for document in of(demo_desk, newest) for part in document.sections for block in part.blocks]

    assert [table.caption for table in tables(blocks) if not fits(table, "cs")] == []
    assert all_fitted(blocks, "cs") == tuple(blocks)
