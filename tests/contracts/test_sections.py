"""What every section of a document keeps, on a plan with nothing recorded and on the demo's plan."""

import re
from collections.abc import Iterable, Iterator

import pytest

from lifecycle.app import catalogue, vocabulary
from lifecycle.documents.blocks import Block, Card, Heading, Passage, Row, Table, block_from, block_json, items_of
from lifecycle.documents.shipped import shipped
from lifecycle.model.content import Content
from lifecycle.workflow.reading import read

SECTIONS = catalogue().sections
WORKFLOW = read(shipped("workflows", "community_plan.toml").decode(), vocabulary(), file="community_plan.toml")
# Chapters a plan may do without: they are left out while nothing is recorded for them.
OPTIONAL = {
    "evaluation_rules",
    "population",
    "needs",
    "network",
    "funding",
    "tows",
    "scores",
    "responsibilities",
    "trace",
    "completeness",
}
_HOLE = re.compile(r"\{\w*\}")


@pytest.fixture(params=SECTIONS)
def blocks(request: pytest.FixtureRequest, content: Content) -> list[Block]:
    """What the section prints of the content."""
    return list(SECTIONS[request.param](content))


@pytest.mark.parametrize("name", sorted({use.name for use in WORKFLOW.sections_of("plan", "in_force")} - OPTIONAL))
def test_a_chapter_every_plan_has_is_never_left_out(name: str, content: Content):
    assert list(SECTIONS[name](content)) != []


def test_blocks_come_back_from_their_json(blocks: list[Block]):
    assert [block_from(block_json(block)) for block in blocks] == blocks


def test_every_item_shown_is_in_the_plan(blocks: list[Block], content: Content):
    assert {item for item in items_of(blocks) if not content.holds(item)} == set()


def test_no_item_has_two_cards(blocks: list[Block]):
    cards = [block.item for block in every(blocks) if isinstance(block, Card | Passage)]

    assert len(cards) == len(set(cards))


def test_nothing_is_printed_with_a_hole(blocks: list[Block]):
    assert {text for text in texts([block_json(block) for block in blocks]) if _HOLE.search(text)} == set()


def test_headings_and_cards_stand_on_a_level_the_outline_has(blocks: list[Block]):
    levels = {block.level for block in every(blocks) if isinstance(block, Heading | Card)}

    assert levels <= {1, 2, 3, 4}


def test_every_row_fits_the_head_of_its_table(blocks: list[Block]):
    tables = [block for block in every(blocks) if isinstance(block, Table)]
    odd = [table.caption for table in tables if {len(row.cells) for row in table.rows} - {len(table.header)}]

    assert odd == []


def test_every_column_of_a_table_has_a_width_and_an_alignment(blocks: list[Block]):
    tables = [block for block in every(blocks) if isinstance(block, Table)]
    odd = [table.caption for table in tables if not even(table)]

    assert odd == []


def even(table: Table) -> bool:
    columns = len(table.header)
    return (len(table.widths), min(table.widths) > 0, len(table.align) in (0, columns)) == (columns, True, True)


def test_a_table_whose_rows_are_items_says_which_field_stands_where(blocks: list[Block]):
    tables = [block for block in every(blocks) if isinstance(block, Table)]

    assert [table.caption for table in tables if nameless(table)] == []


def nameless(table: Table) -> list[Row]:
    """Rows that show an item in a table that does not say which field stands where."""
    return [] if table.fields else [row for row in table.rows if row.item]


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with all inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Card | Passage):
            yield from every(block.blocks)


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
