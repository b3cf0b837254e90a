"""From the tables of a workflow file to a definition: every value in its place, every misplaced one noted.

It weighs no meaning (whether a named state exists): that is for the laws.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from lifecycle.workflow.definition import (
    END_OF_PLAN,
    AnyOf,
    Argument,
    Check,
    Deadline,
    Definition,
    Deliverable,
    Each,
    Need,
    SectionUse,
    State,
    Transition,
)
from lifecycle.workflow.places import Finding, nearest
from lifecycle.workflow.table import REFERENCE, UNREADABLE, Table

FORMAT = 1
REQUIRED = "required"
ABOUT = ("meeting", "year")
"""What one edition of a deliverable may be about."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A definition as far as the file gives one; `origin` says which `[[transition]]` each edge came from."""

    definition: Definition
    origin: tuple[int, ...]


def shaped(data: Mapping[str, object], text: str, found: list[Finding]) -> Shaped:
    """The definition in `data`; faults of shape go to `found`."""
    top = Table(data, (), found)
    number = top.take("format", int)
    if number not in (None, FORMAT):
        top.note("format", "format", number, known=FORMAT)
    version = _at_least(top, "version", top.take("version", int), least=1)
    name, subject, initial, title = top.name("id"), top.name("subject"), top.text("initial"), top.title()
    params = _params(top)
    roles, labels = top.titles("roles"), top.titles("labels")
    states = tuple(_state(name, table, params) for name, table in top.members("state", required=True))
    edges = [(edge, n) for n, table in enumerate(top.tables("transition")) for edge in _edges(table, params)]
    deliverables = tuple(_deliverable(name, table, states) for name, table in top.members("deliverable"))
    warns = tuple(check for one in top.tables("warns") if (check := _check(one, params)))
    top.close()
    definition = Definition(
        id=name,
        version=version or 0,
        subject=subject,
        initial=initial,
        title=title,
        params=MappingProxyType(params),
        roles=MappingProxyType(roles),
        labels=MappingProxyType(labels),
        states=states,
        transitions=tuple(edge for edge, _ in edges),
        deliverables=deliverables,
        text=text,
        warns=warns,
    )
    return Shaped(definition, tuple(n for _, n in edges))


def _params(top: Table) -> dict[str, Argument]:
    data = top.take("params", dict, required=False) or {}
    table = top.under(data, "params")
    params: dict[str, Argument] = {}
    for key, value in data.items():
        table.check_name(key, key)
        if isinstance(value, (int, str)) and not (isinstance(value, str) and REFERENCE.fullmatch(value)):
            params[key] = value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            params[key] = tuple(value)
        else:
            table.note("type_argument", key, value)
            # Known by name all the same, so that its uses are not reported as unknown.
            params[key] = UNREADABLE
    return params


def _state(name: str, table: Table, params: Mapping[str, Argument]) -> State:
    state = State(
        name=name,
        title=table.title(),
        opens_with=table.names("opens_with"),
        closes_with=table.names("closes_with"),
        sections=tuple(_section(one) for one in table.tables("sections")),
        final=table.take("final", bool, required=False) or False,
        deadlines=tuple(_deadline(one, params) for one in table.tables("deadline")),
        each=_each(table),
    )
    table.close()
    return state


def _section(table: Table) -> SectionUse:
    use = SectionUse(table.text("name"), table.take("voted", bool) or False)
    table.close()
    return use


def _deadline(table: Table, params: Mapping[str, Argument]) -> Deadline:
    after: int | Literal["end_of_plan"] = 0
    value = _term(table, "after", params)
    if isinstance(value, int):
        after = _at_least(table, "after", value, least=0) or 0
    elif value == END_OF_PLAN:
        after = END_OF_PLAN
    elif value is not None:
        at = (*table.at, "after")
        table.found.append(Finding("workflow.term", at, value, nearest(value, (END_OF_PLAN,))))
    repeat = _term(table, "repeat", params, required=False)
    if isinstance(repeat, str):
        table.note("type_number", "repeat", repeat)
        repeat = None
    deadline = Deadline(after, table.text("event"), _at_least(table, "repeat", repeat, least=1))
    table.close()
    return deadline


def _term(table: Table, key: str, params: Mapping[str, Argument], *, required: bool = True) -> int | str | None:
    """A count of days or a word, filled from the parameters; None where absent or already reported."""
    if key not in table.data:
        table.take(key, int, required=required)
        return None
    value = table.argument(key, params)
    if isinstance(value, (bool, tuple)):
        table.note("type_number", key, value)
        return None
    return None if isinstance(value, str) and REFERENCE.fullmatch(value) else value


def _each(table: Table) -> Each | None:
    data = table.take("each", dict, required=False)
    if data is None:
        return None
    inner = table.under(data, "each")
    each = Each(inner.text("of"), inner.text("workflow"))
    inner.close()
    return each


def _edges(table: Table, params: Mapping[str, Argument]) -> list[Transition]:
    """One edge for each state of `from`; an edge without a name in it keeps its place with an empty one."""
    event = table.name("event")
    sources = table.names("from", required=True) if isinstance(table.data.get("from"), list) else (table.text("from"),)
    to = table.text("to")
    by = table.names("by", required=True)
    needs = tuple(need for one in table.tables("needs") if (need := _need(one, params)))
    reason = table.take("reason", str, required=False)
    if reason not in (None, REQUIRED):
        at = (*table.at, "reason")
        table.found.append(Finding("workflow.reason", at, reason, nearest(reason, (REQUIRED,)) or REQUIRED))
    keeps = table.names("keeps")
    table.close()
    return [Transition(event, source, to, by, needs, reason is not None, keeps) for source in sources]


def _need(table: Table, params: Mapping[str, Argument]) -> Need | None:
    if "any" not in table.data:
        return _check(table, params)
    options = tuple(check for one in table.tables("any", required=True) if (check := _check(one, params)))
    if table.data["any"] == []:
        table.note("empty", "any")
    table.close()
    return AnyOf(options)


def _check(table: Table, params: Mapping[str, Argument]) -> Check | None:
    name = table.text("check")
    arguments = {key: table.argument(key, params) for key in table.data if key != "check"}
    return Check(name, MappingProxyType(arguments)) if name else None


def _deliverable(name: str, table: Table, states: Iterable[State]) -> Deliverable:
    """A deliverable; one called like a state need not name the sections of that state once more."""
    about = table.take("about", str, required=False)
    if about not in (None, *ABOUT):
        table.found.append(Finding("workflow.about", (*table.at, "about"), about, nearest(about, ABOUT)))
    one = Deliverable(
        name=name,
        title=table.title(),
        sections=table.names("sections", required=name not in [state.name for state in states]),
        about=about,
        short=table.take("short", bool, required=False) or False,
        final=_final(table),
    )
    table.close()
    return one


def _final(table: Table) -> bool | str:
    """Whether a deliverable is final at once, or the state from which on it is."""
    if isinstance(table.data.get("final"), str):
        return table.text("final")
    return table.take("final", bool, required=False) or False


def _at_least(table: Table, key: str, value: int | None, *, least: int) -> int | None:
    """`value` where it is not less than `least`; a smaller one is noted."""
    if value is not None and value < least:
        table.note("too_small", key, value, least=least)
        return None
    return value
