"""The page of outputs is true: every town is there, every command is understood, every test that proves it exists."""

import ast
import shlex

import pytest

from tests.laws.console import DOCS
from tests.laws.repository import ROOT, tree
from tests.laws.test_docs import understood

PAGE = DOCS / "reference" / "outputs.md"
TOWNS = ("Dačice", "Děčín", "Pardubice", "Litoměřice", "Mnichovo Hradiště")
HEADS = ("town", "output", "command", "place", "test")
LATER = "later: "


def rows() -> list[dict[str, str]]:
    """Every row of the table below its heading."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return [dict(zip(HEADS, row, strict=True)) for row in cells]


MADE = [row for row in rows() if not row["place"].startswith(LATER)]


def name(row: dict[str, str]) -> str:
    return f"{row['town']}: {row['output']}"


@pytest.mark.parametrize("town", TOWNS)
def test_each_town_finds_its_outputs(town: str):
    assert len([row for row in rows() if row["town"] == town]) >= 8


def test_no_output_stands_there_twice():
    named = [name(row) for row in rows()]

    assert [one for one in named if named.count(one) > 1] == []


def test_no_other_town_promised_anything():
    assert {row["town"] for row in rows()} == set(TOWNS)


@pytest.mark.parametrize("row", MADE, ids=name)
def test_the_command_of_an_output_is_understood(row: dict[str, str]):
    words = shlex.split(row["command"].strip("`"))

    assert words[0] == "lifecycle"
    assert understood(words[1:])


@pytest.mark.parametrize("row", MADE, ids=name)
def test_the_test_that_proves_an_output_exists(row: dict[str, str]):
    path, _, wanted = row["test"].partition("::")
    tests = {node.name for node in tree(ROOT / path).body if isinstance(node, ast.FunctionDef)}

    assert wanted in tests


@pytest.mark.parametrize("row", [row for row in rows() if row not in MADE], ids=name)
def test_what_comes_later_names_neither_a_command_nor_a_test(row: dict[str, str]):
    assert (row["command"], row["test"]) == ("–", "–")
