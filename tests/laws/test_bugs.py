"""The public table of bugs is true: every row names a test that is there, and names it once."""

import ast
import re

import pytest

from tests.laws.console import DOCS
from tests.laws.repository import ROOT, tree

PAGE = (DOCS / "reference" / "bugs.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| co ")]


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_the_test_that_brings_a_bug_back_is_there(file: str, name: str):
    there = {node.name for node in tree(ROOT / file).body if isinstance(node, ast.FunctionDef)}

    assert name in there


def test_every_row_names_one_test_and_no_test_stands_twice():
    assert [row for row in ROWS if len(re.findall(r"::test_\w+`", row)) != 1] == []
    assert len(set(NAMED)) == len(NAMED) == len(ROWS)
