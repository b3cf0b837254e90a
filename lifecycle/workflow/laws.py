"""What must hold of every workflow, whatever its file says: each law yields all its breaches.

The order of states, terms and guards are the file's own business; here stands only what no workflow may lack.
"""

from collections.abc import Iterable, Iterator

from lifecycle.workflow.definition import SYSTEM, AnyOf, Check, Definition
from lifecycle.workflow.places import Finding, Path, nearest
from lifecycle.workflow.table import REFERENCE, where
from lifecycle.workflow.vocabulary import Vocabulary

KEPT = ("approved",)
"""Approvals a return may keep."""
SETS = ("municipalities",)
"""Sets whose members may have a workflow of their own."""


def breaches(definition: Definition, vocabulary: Vocabulary) -> list[Finding]:
    """Every breach of every law; an edge is named by its place among `definition.transitions`."""
    return [
        *_names(definition, vocabulary),
        *_checks(definition, vocabulary),
        *_reach(definition),
        *_ends(definition),
        *_equal_edges(definition),
        *_deadlines(definition),
        *_sections(definition),
    ]


def _unknown(
    kind: str, word: str, known: Iterable[str], at: Path, **facts: str | int | tuple[str, ...]
) -> Iterator[Finding]:
    """A finding where `word` is not known; an empty word is already reported by its shape."""
    known = tuple(known)
    if word and word not in known:
        yield Finding(f"workflow.unknown_{kind}", at, word, nearest(word, known), (("known", known), *facts.items()))


def _names(definition: Definition, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Every state, role, section, deliverable, kept approval and set that is named exists."""
    states = definition.state_names
    deliverables = (*sorted(vocabulary.deliverables), *(one.name for one in definition.deliverables))
    sections = sorted(vocabulary.sections)
    yield from _unknown("state", definition.initial, states, ("initial",))
    for n, edge in enumerate(definition.transitions):
        yield from _unknown("state", edge.source, states, ("transition", n, "from"))
        yield from _unknown("state", edge.to, states, ("transition", n, "to"))
        for k, role in enumerate(edge.by):
            yield from _unknown("role", role, definition.roles, ("transition", n, "by", k))
        for k, kept in enumerate(edge.keeps):
            yield from _unknown("approval", kept, KEPT, ("transition", n, "keeps", k))
    for state in definition.states:
        at = ("state", state.name)
        for k, use in enumerate(state.sections):
            yield from _unknown("section", use.name, sections, (*at, "sections", k))
        for key, named in (("opens_with", state.opens_with), ("closes_with", state.closes_with)):
            for k, name in enumerate(named):
                yield from _unknown("deliverable", name, deliverables, (*at, key, k))
        if state.each:
            yield from _unknown("set", state.each.of, SETS, (*at, "each"))
    for one in definition.deliverables:
        for k, section in enumerate(one.sections):
            yield from _unknown("section", section, sections, ("deliverable", one.name, "sections", k))
        if isinstance(one.final, str):
            yield from _unknown("state", one.final, states, ("deliverable", one.name, "final"))


def _checks(definition: Definition, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Every check is known and has the arguments it wants, written as it wants them."""
    for n, edge in enumerate(definition.transitions):
        for k, need in enumerate(edge.needs):
            for check in need.options if isinstance(need, AnyOf) else (need,):
                yield from _check(check, vocabulary, ("transition", n, "needs", k))
    for k, check in enumerate(definition.warns):
        yield from _check(check, vocabulary, ("warns", k))


def _check(check: Check, vocabulary: Vocabulary, at: Path) -> Iterator[Finding]:
    yield from _unknown("check", check.name, vocabulary.checks, at)
    if check.name not in vocabulary.checks:
        return
    shape = vocabulary.checks[check.name]
    for name, value in check.arguments.items():
        yield from _unknown("argument", name, shape, at, check=check.name)
        reported = isinstance(value, str) and REFERENCE.fullmatch(value)
        if name in shape and not reported and not shape[name].fits(value):
            facts = (("check", check.name), ("argument", name))
            yield Finding(f"workflow.argument_{shape[name].kind}", at, str(value), facts=facts)
    # A misspelt argument is one fault, not also the lack of the right one.
    meant = {nearest(name, shape) for name in check.arguments if name not in shape}
    for name, argument in shape.items():
        if argument.required and name not in check.arguments and name not in meant:
            yield Finding("workflow.missing_argument", at, name, facts=(("check", check.name),))


def _reach(definition: Definition) -> Iterator[Finding]:
    """Every state can be reached from the initial one; a misspelt name counts as the one it is most like."""
    states = definition.state_names
    reached: set[str] = set()
    waiting = [_meant(definition.initial, states)]
    if waiting == [""]:
        return
    edges = [(_meant(edge.source, states), _meant(edge.to, states)) for edge in definition.transitions]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [to for source, to in edges if source == state]
    for name in states:
        if name not in reached:
            yield Finding("workflow.unreachable", ("state", name), name, facts=(("initial", definition.initial),))


def _meant(name: str, states: tuple[str, ...]) -> str:
    return name if name in states else nearest(name, states) or ""


def _ends(definition: Definition) -> Iterator[Finding]:
    """A final state has no step out, every other state has one that leads elsewhere."""
    states = definition.state_names
    out = {_meant(edge.source, states) for edge in definition.transitions if edge.source != edge.to}
    for state in definition.states:
        if not state.final and state.name not in out:
            yield Finding("workflow.dead_end", ("state", state.name), state.name)
    final = {state.name for state in definition.states if state.final}
    for n, edge in enumerate(definition.transitions):
        if edge.source in final:
            facts = (("event", edge.event),)
            yield Finding("workflow.leaves_final", ("transition", n, "from"), edge.source, facts=facts)


def _equal_edges(definition: Definition) -> Iterator[Finding]:
    """No two edges are equal in event, source and target."""
    seen: set[tuple[str, str, str]] = set()
    for n, edge in enumerate(definition.transitions):
        ends = (edge.event, edge.source, edge.to)
        if ends in seen and all(ends):
            facts = (("source", edge.source), ("to", edge.to))
            yield Finding("workflow.equal_edges", ("transition", n), edge.event, facts=facts)
        seen.add(ends)


def _deadlines(definition: Definition) -> Iterator[Finding]:
    """A deadline fires an event its state has, and the system that fires it may take the step."""
    for state in definition.states:
        leaving = definition.leaving(state.name)
        for n, deadline in enumerate(state.deadlines):
            at = ("state", state.name, "deadline", n, "event")
            yield from _unknown("deadline_event", deadline.event, (e.event for e in leaving), at, state=state.name)
            fired = [edge for edge in leaving if edge.event == deadline.event]
            if fired and not any(SYSTEM in edge.by for edge in fired):
                yield Finding("workflow.deadline_role", at, deadline.event, facts=(("role", SYSTEM),))


def _sections(definition: Definition) -> Iterator[Finding]:
    """A state or deliverable names a section once, and all states agree whether councils vote on it."""
    voted: dict[str, bool] = {}
    lists: list[tuple[Path, list[str]]] = []
    for state in definition.states:
        at: Path = ("state", state.name, "sections")
        lists.append((at, [use.name for use in state.sections]))
        for k, use in enumerate(state.sections):
            if voted.setdefault(use.name, use.voted) != use.voted:
                yield Finding("workflow.section_vote", (*at, k), use.name, facts=(("state", state.name),))
    lists += [(("deliverable", one.name, "sections"), list(one.sections)) for one in definition.deliverables]
    for at, names in lists:
        for k, name in enumerate(names):
            if name and name in names[:k]:
                yield Finding("workflow.repeated_section", (*at, k), name, facts=(("where", where(at[:2])),))
