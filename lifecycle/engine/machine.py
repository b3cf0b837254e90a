"""The one door to `transitions`: a flat machine per workflow version, shared by all plans and threads.

The machine chooses the edge; it holds no state of its own, writes nothing and calls nothing after a step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from transitions import Machine

from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import Definition, Transition

Judge = Callable[[Transition], Sequence[Refusal]]
"""Every reason against one edge; empty means go."""


@dataclass(slots=True)
class Attempt:
    """One try at a step: the state (and the target, where it is named) goes in, the edge or all refusals come out.

    It lives for one call in one thread; the machine sets `_state` on success only.
    """

    _state: str
    judge: Judge
    to: str | None = None
    refusals: list[Refusal] = field(default_factory=list)
    taken: Transition | None = None


class _Fired(Protocol):
    """What the machine hands to a condition."""

    model: Attempt


def fire(definition: Definition, event: str, attempt: Attempt) -> None:
    """Sets `taken` to the first edge of `event` nothing speaks against, else adds the refusals of every edge.

    The event leaves the attempt's state; whoever calls has asked (`steps.candidates`).
    """
    machine_of(definition).events[event].trigger(attempt)


@lru_cache(maxsize=64)
def machine_of(definition: Definition) -> Machine:
    """The machine of one workflow version, made once for each digest."""
    # An event may be called `state`: the attribute has a name no workflow file can write.
    machine = Machine(
        model=None,
        states=list(definition.state_names),
        initial=definition.initial,
        auto_transitions=False,
        send_event=True,
        queued=False,
        model_attribute="_state",
    )
    for edge in definition.transitions:
        machine.add_transition(edge.event, edge.source, edge.to, conditions=_condition(edge))
    return machine


def _condition(edge: Transition) -> Callable[[_Fired], bool]:
    """The one condition of an edge: it weighs all needs, because the machine would stop at the first unmet one."""

    def nothing_against(fired: _Fired) -> bool:
        attempt = fired.model
        if attempt.to not in (None, edge.to):
            return False
        refusals = attempt.judge(edge)
        if refusals:
            attempt.refusals.extend(refusals)
            return False
        attempt.taken = edge
        return True

    return nothing_against
