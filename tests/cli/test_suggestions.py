"""A suggested command can be pasted as it stands, also where the office has more than one plan."""

import pytest

from lifecycle.cli.suggestions import naming


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("lifecycle why", "lifecycle --plan b why"),
        ("lifecycle form measures -o m.xlsx", "lifecycle --plan b form measures -o m.xlsx"),
        ("lifecycle --plan a why", "lifecycle --plan a why"),
        ("lifecycle plan create KEY --title T", "lifecycle plan create KEY --title T"),
    ],
)
def test_a_command_names_the_plan_it_is_about(command: str, told: str):
    assert naming(command, "b") == told


def test_in_an_office_with_one_plan_a_command_is_left_as_it_is():
    assert naming({"next": ["lifecycle why"]}, "") == {"next": ["lifecycle why"]}


def test_commands_are_named_at_every_depth_and_nothing_else_is_touched():
    said = {"text": "lifecycle why", "next": ["lifecycle why"], "steps": [{"refusals": [{"command": "lifecycle why"}]}]}

    assert naming(said, "b") == {
        "text": "lifecycle why",
        "next": ["lifecycle --plan b why"],
        "steps": [{"refusals": [{"command": "lifecycle --plan b why"}]}],
    }
