"""A slow act is rendered first and entered afterwards; somebody may have written meanwhile."""

import pytest

from lifecycle.actions.desk import once_more
from lifecycle.model.errors import Busy


def a_slow_act(*outcomes: str):
    """An act that meets `outcomes` one after the other: an error's code, or `done`."""
    left = list(outcomes)

    def act() -> str:
        outcome = left.pop(0)
        if outcome != "done":
            raise Busy(outcome)
        return f"done, {len(left)} left"

    return act


def test_a_plan_that_moved_on_while_a_document_was_rendered_is_rendered_once_more():
    assert once_more(a_slow_act("store.moved_on", "done")) == "done, 0 left"


def test_a_plan_that_moves_on_twice_is_told_to_the_person():
    with pytest.raises(Busy) as told:
        once_more(a_slow_act("store.moved_on", "store.moved_on", "done"))

    assert told.value.code == "store.moved_on"


def test_a_locked_office_is_not_tried_again():
    with pytest.raises(Busy) as told:
        once_more(a_slow_act("store.busy", "done"))

    assert told.value.code == "store.busy"
