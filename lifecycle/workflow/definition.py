"""A workflow (postup) as a value: its states, the steps between them, what a step needs, what is issued and printed.

It is read from a TOML file and never changes; it knows neither content nor guards, only their names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

Argument = int | str | bool | tuple[str, ...]
END_OF_PLAN: Literal["end_of_plan"] = "end_of_plan"
PLAN = "plan"
"""The deliverable that grows with the states of the workflow."""
RETURN = "return"
"""The one event told apart by its target."""
SYSTEM = "system"
"""The role that fires deadlines."""


@dataclass(frozen=True, slots=True)
class Title:
    """What people read for a name, in Czech and in English."""

    cs: str
    en: str

    def in_(self, language: str) -> str:
        """The title in `language` (Czech unless `en`)."""
        return self.en if language == "en" else self.cs


@dataclass(frozen=True, slots=True)
class Check:
    """A named guard with its typed arguments."""

    name: str
    arguments: Mapping[str, Argument]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A need that is met when one of its checks is met."""

    options: tuple[Check, ...]


Need = Check | AnyOf


@dataclass(frozen=True, slots=True)
class Transition:
    """One edge: the event that takes a plan from `source` to `to`, the roles that may, and all it needs.

    `reason` says whether a reason must be given; `keeps` names the approvals that stay valid over a return.
    """

    event: str
    source: str
    to: str
    by: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    reason: bool = False
    keeps: tuple[str, ...] = ()

    def checks(self) -> Iterator[Check]:
        """Every check the step names, those of alternatives too."""
        for need in self.needs:
            yield from need.options if isinstance(need, AnyOf) else (need,)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term that fires `event`: days after the state was opened, or at the plan's end; again each `repeat` days."""

    after: int | Literal["end_of_plan"]
    event: str
    repeat: int | None = None


@dataclass(frozen=True, slots=True)
class SectionUse:
    """A section of the documents, and whether councils vote on it."""

    name: str
    voted: bool


@dataclass(frozen=True, slots=True)
class Each:
    """Every member of a set has a small workflow of its own while the state lasts."""

    of: str
    workflow: str


@dataclass(frozen=True, slots=True)
class State:
    """One state: deliverables issued by the step into it and out of it, the sections it adds, its terms."""

    name: str
    title: Title
    opens_with: tuple[str, ...] = ()
    closes_with: tuple[str, ...] = ()
    sections: tuple[SectionUse, ...] = ()
    final: bool = False
    deadlines: tuple[Deadline, ...] = ()
    each: Each | None = None


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A document whose sections the workflow names itself.

    `about` says what one edition of it is about (`meeting` or `year`; None: the plan as a whole); a `short` one has
    neither a cover page nor contents. `final` says that its editions are no working versions: all of them, or, where
    it names a state, those issued from that state on. One called like a state may leave its sections to that state.
    """

    name: str
    title: Title
    sections: tuple[str, ...]
    about: str | None = None
    short: bool = False
    final: bool | str = False


@dataclass(frozen=True)
class Definition:
    """One version of one workflow; `text` is the file it was read from, to the byte. States stand in file order.

    `warns` are the checks that are told at all times and stop nothing.
    """

    id: str
    version: int
    subject: str
    initial: str
    title: Title
    params: Mapping[str, Argument]
    roles: Mapping[str, Title]
    labels: Mapping[str, Title]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    deliverables: tuple[Deliverable, ...]
    text: str
    warns: tuple[Check, ...] = ()

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """The hex SHA-256 of the file's text."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """The workflow as `id@version`, its name in `workflows.lock`."""
        return f"{self.id}@{self.version}"

    @cached_property
    def state_names(self) -> tuple[str, ...]:
        """The names of all states in file order."""
        return tuple(state.name for state in self.states)

    def state(self, name: str) -> State:
        """The state called `name`; KeyError where the workflow has none."""
        return self._states[name]

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The steps out of `state` in file order."""
        return self._leaving.get(state, ())

    @cached_property
    def _states(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def _leaving(self) -> dict[str, tuple[Transition, ...]]:
        edges: dict[str, list[Transition]] = {}
        for edge in self.transitions:
            edges.setdefault(edge.source, []).append(edge)
        return {source: tuple(leaving) for source, leaving in edges.items()}

    def events(self) -> tuple[str, ...]:
        """Every event of the workflow, in the order the file first names it."""
        return tuple(dict.fromkeys(edge.event for edge in self.transitions))

    def check(self, name: str) -> Check | None:
        """The first check called `name` that any step needs, or None."""
        return next((check for edge in self.transitions for check in edge.checks() if check.name == name), None)

    def deliverable(self, name: str) -> Deliverable | None:
        """The deliverable declared under `name`, or None where it has the sections of states."""
        return next((one for one in self.deliverables if one.name == name), None)

    def finished(self, deliverable: str, state: str) -> bool:
        """Whether an edition of `deliverable` is no working version once the subject stands in `state`.

        What is final from a state on is so wherever no way leads but through that state: a return before it makes
        working versions again, and what was withdrawn early has none.
        """
        declared = self.deliverable(deliverable)
        if declared is None:
            return False
        if isinstance(declared.final, bool):
            return declared.final
        return state not in self._around(declared.final)

    def _around(self, passed: str) -> set[str]:
        """The states that can be reached from the initial one without entering `passed`."""
        reached: set[str] = set()
        waiting = [self.initial]
        while waiting:
            state = waiting.pop()
            if state not in reached and state != passed:
                reached.add(state)
                waiting += [edge.to for edge in self.leaving(state)]
        return reached

    def sections_of(self, deliverable: str, state: str) -> tuple[SectionUse, ...]:
        """The sections of `deliverable` as issued in `state`, each once.

        A deliverable declared in the file has the sections it names; `plan` has those of all states up to and
        including `state` (of every state once `state` is final); one called like a state has that state's; others none.
        """
        declared = self.deliverable(deliverable)
        if declared and declared.sections:
            voted = {use.name for one in self.states for use in one.sections if use.voted}
            return tuple(SectionUse(name, name in voted) for name in dict.fromkeys(declared.sections))
        if deliverable == PLAN:
            upto = len(self.states) if self._states[state].final else self.state_names.index(state) + 1
            first: dict[str, SectionUse] = {}
            for use in (use for one in self.states[:upto] for use in one.sections):
                first.setdefault(use.name, use)
            return tuple(first.values())
        return self._states[deliverable].sections if deliverable in self._states else ()
