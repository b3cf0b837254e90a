"""What has left cannot be taken back: the refusal offers only what the plan's stage allows."""

from collections.abc import Callable

import pytest

from tests.cli.clerk import Clerk


@pytest.mark.parametrize(
    ("moment", "command"), [("packets sent", "lifecycle return "), ("in force", "lifecycle record")]
)
def test_an_act_that_cannot_be_taken_back_has_a_cure_the_stage_knows(
    taken_up: Callable[[str], Clerk], moment: str, command: str
):
    refusals = taken_up(moment).asks("undo").json["refusals"]

    assert {one["command"].startswith(command) for one in refusals} == {True}
