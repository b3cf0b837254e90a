"""What two bodies have in common where they begin and end is found without cutting; nothing between is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.word.nodes import CLOSED, INSIDE, Node, equal_ends

OPENED = f"<w:sdt><w:sdtPr/>{INSIDE}"
LINES = st.lists(st.sampled_from(["", "Dolní", "Dolní Krupá", "Horní"]), max_size=7)


def paragraphs(lines: list[str]) -> Node:
    inside = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    return Node("sdt", OPENED + inside + CLOSED)


def rows(lines: list[str]) -> Node:
    inside = "".join(f"<w:tr><w:tc><w:p><w:r><w:t>{line}</w:t></w:r></w:p></w:tc></w:tr>" for line in lines)
    return Node("tbl", f"<w:tbl><w:tblGrid></w:tblGrid>{inside}</w:tbl>")


@pytest.mark.parametrize("holding", [paragraphs, rows])
@given(was=LINES, now=LINES)
def test_no_paragraph_and_no_row_is_lost_between_the_ends(holding, was: list[str], now: list[str]):
    old, new = holding(was), holding(now)
    first, last = equal_ends(old, new)
    whole = [
        node.inside[:first]
        + "".join(part.raw for part in node.between(first, last))
        + node.inside[len(node.inside) - last :]
        for node in (old, new)
    ]

    assert whole == [old.inside, new.inside]


@pytest.mark.parametrize("holding", [paragraphs, rows])
@given(was=LINES, now=LINES)
def test_the_ends_are_equal_in_both(holding, was: list[str], now: list[str]):
    old, new = holding(was), holding(now)
    first, last = equal_ends(old, new)
    ends = [(node.inside[:first], node.inside[len(node.inside) - last :]) for node in (old, new)]

    assert ends[0] == ends[1]


@pytest.mark.parametrize("holding", [paragraphs, rows])
def test_only_what_differs_and_its_neighbours_are_cut(holding):
    was, now = holding(["a", "b", "c", "d", "e", "f"]), holding(["a", "b", "c", "x", "e", "f"])

    assert len(now.between(*equal_ends(was, now))) == 3


def test_where_lists_are_numbered_nothing_counts_as_equal_without_a_look():
    listed = Node(
        "sdt", f"{OPENED}{'<w:p><w:pPr><w:numId w:val=' + chr(34) + '7' + chr(34) + '/></w:pPr></w:p>' * 4}{CLOSED}"
    )

    assert equal_ends(listed, listed) == (0, 0)
