"""May it, why not, and take it: the steps of a plan, each with all that speaks against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lifecycle.engine.machine import Attempt, fire
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import RETURN, AnyOf, Check, Definition, Transition

Weigh = Callable[[Check], Sequence[Refusal]]
"""A check weighed against the plan's content: every unmet condition."""


@dataclass(frozen=True, slots=True)
class Step:
    """One possible step and every reason why it cannot be taken now."""

    transition: Transition
    refusals: tuple[Refusal, ...]

    @property
    def event(self) -> str:
        """The event that takes the step."""
        return self.transition.event

    @property
    def to(self) -> str:
        """The state the step leads to."""
        return self.transition.to

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against the step."""
        return not self.refusals


def why(definition: Definition, *, state: str, role: str, weigh: Weigh, event: str | None = None) -> list[Step]:
    """Every step out of `state` (of `event` only, where given) in file order, with all its refusals.

    A reason that will be asked for is no refusal yet. Raises as `candidates` does for an event that is not possible.
    """
    if event is not None:
        edges = candidates(definition, state=state, event=event)
    else:
        edges = definition.leaving(_known_state(definition, state))
    return [Step(edge, tuple(against(edge, role=role, weigh=weigh))) for edge in edges]


def take(
    definition: Definition,
    *,
    state: str,
    event: str,
    to: str | None = None,
    role: str,
    weigh: Weigh,
    reason: str | None = None,
) -> Transition:
    """The edge taken: of the edges of `event` (to `to`, where given) the first that nothing speaks against.

    Raises Refused with the refusals of every candidate edge, Wrong for a word the workflow does not know.
    """
    targets = [edge.to for edge in candidates(definition, state=state, event=event, to=to)]
    if event == RETURN and to is None:
        # A return is never guessed: the clerk says where to.
        raise Wrong("engine.which_state", event=event, state=state, possible=tuple(targets))

    def judge(edge: Transition) -> list[Refusal]:
        missing = edge.reason and not (reason and reason.strip())
        asked = [_asked(edge)] if missing else []
        return asked + against(edge, role=role, weigh=weigh)

    attempt = Attempt(state, judge, to)
    fire(definition, event, attempt)
    if attempt.taken is None:
        # Two edges of one event often lack the same thing: it is said once.
        raise Refused([one for n, one in enumerate(attempt.refusals) if one not in attempt.refusals[:n]])
    return attempt.taken


def _asked(edge: Transition) -> Refusal:
    """That the step needs a reason; a return also says where to."""
    if edge.event == RETURN:
        return Refusal("engine.reason_return", event=edge.event, to=edge.to, target=edge.to)
    return Refusal("engine.reason", event=edge.event, to=edge.to, call=edge.event)


def candidates(definition: Definition, *, state: str, event: str, to: str | None = None) -> tuple[Transition, ...]:
    """The edges of `event` out of `state` (to `to`, where given); never empty.

    Raises Wrong for an event or a state the workflow does not have, Refused for one not possible from here.
    """
    _known_state(definition, state)
    if event not in (known := definition.events()):
        raise Wrong("engine.unknown_event", event=event, known=known, suggestion=_nearest(event, known))
    if to is not None:
        _known_state(definition, to)
    leaving = definition.leaving(state)
    if not leaving:
        raise Refused([Refusal("engine.ended", event=event, state=state)])
    here = tuple(edge for edge in leaving if edge.event == event)
    if not here:
        possible = tuple(dict.fromkeys(edge.event for edge in leaving))
        raise Refused([Refusal("engine.not_here", event=event, state=state, possible=possible)])
    there = tuple(edge for edge in here if to in (None, edge.to))
    if not there:
        possible = tuple(edge.to for edge in here)
        raise Refused([Refusal("engine.not_to", event=event, state=state, to=to, possible=possible)])
    return there


def against(edge: Transition, *, role: str, weigh: Weigh) -> list[Refusal]:
    """All that speaks against the edge for this role: who may not, and every unmet need in the file's order."""
    refusals: list[Refusal] = []
    if role not in edge.by:
        refusals.append(Refusal("engine.role", role=role, needs=edge.by, event=edge.event))
    for need in edge.needs:
        refusals += _any_of(need, weigh) if isinstance(need, AnyOf) else weigh(need)
    return refusals


def _any_of(need: AnyOf, weigh: Weigh) -> list[Refusal]:
    """Nothing where one option is met; else a word that one is enough, then what the nearest option still lacks."""
    weighed = [(option.name, list(weigh(option))) for option in need.options]
    nearest, lacking = min(weighed, key=lambda pair: len(pair[1]))
    if not lacking:
        return []
    options = tuple(name for name, _ in weighed)
    return [Refusal("engine.any_of", options=options, nearest=nearest, lacks=len(lacking)), *lacking]


def _known_state(definition: Definition, state: str) -> str:
    known = definition.state_names
    if state not in known:
        raise Wrong("engine.unknown_state", state=state, known=known, suggestion=_nearest(state, known))
    return state


def _nearest(word: str, known: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(word, known, n=1)), None)
