"""The hash councils vote on: every word and its place, nothing of the look."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import Card, Heading, Row, Table, block_json, text
from lifecycle.documents.document import Section, content_sha256
from lifecycle.model.thing import canonical
from tests.documents.strategies import UNDRAWN

SECTIONS = st.lists(
    st.builds(
        Section,
        st.sampled_from(["swot", "strategie"]),
        st.text(max_size=3),
        st.booleans(),
        st.lists(UNDRAWN, max_size=3).map(tuple),
    ),
    max_size=3,
)


def words(value):
    """JSON without the look, at any depth."""
    if isinstance(value, dict):
        return {name: words(inner) for name, inner in value.items() if name not in ("widths", "align")}
    return [words(inner) for inner in value] if isinstance(value, list) else value


@given(SECTIONS)
def test_the_hash_is_that_of_the_canonical_json_of_the_voted_chapters_words(sections):
    counted = [section for section in sections if section.voted] or sections
    whole = [{"name": s.name, "blocks": [words(block_json(block)) for block in s.blocks]} for s in counted]

    assert content_sha256(sections) == sha256(canonical(whole)).hexdigest()


BUDGET = Table((text("Rok"), text("Kč")), (Row((text("2015"), text("1 250 000"))),), (30, 70), "lr", "Financování")
MEASURE = Card("measure:1.1", 3, "Opatření", "1.1", text("Pečovatelská služba"), blocks=(BUDGET,))


def hashed(*blocks, title="Strategická část"):
    return content_sha256([Section("strategy", title, True, blocks)])


def test_a_wider_column_of_a_measures_budget_is_no_new_plan():
    wider = replace(MEASURE, blocks=(replace(BUDGET, widths=(50, 50), align="lc"),))

    assert hashed(wider) == hashed(MEASURE)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(MEASURE, blocks=()), id="a budget left out"),
        pytest.param(replace(MEASURE, title=text("Pečovatelská služba", bold=True)), id="a bold title"),
        pytest.param(replace(MEASURE, item="measure:1.2"), id="another item"),
        pytest.param(replace(MEASURE, level=2), id="another level"),
    ],
)
def test_anything_else_is_another_plan(other):
    assert hashed(other) != hashed(MEASURE)


def test_the_order_of_blocks_counts_and_the_chapters_heading_does_not():
    above, below = Heading(1, text("a")), Heading(1, text("b"))

    assert (hashed(above, below) == hashed(below, above), hashed(above) == hashed(above, title="B")) == (False, True)
