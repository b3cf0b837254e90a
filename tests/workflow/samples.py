"""Workflow files for tests: a small one written from its edges, random ones, and the words of the shipped ones."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from lifecycle.app import vocabulary
from lifecycle.model.errors import Fault, Wrong
from lifecycle.workflow.definition import Definition
from lifecycle.workflow.reading import read
from lifecycle.workflow.vocabulary import ArgumentShape, Vocabulary

SHIPPED = Path(__file__).parents[2] / "workflows"
NUMBER, NAMES = ArgumentShape("number", required=True), ArgumentShape("names", required=True)
WORDS = Vocabulary(
    checks={
        "every_item_evaluated": {},
        "findings_of_each_kind": {"at_least": NUMBER},
        "every_quadrant_filled": {"at_least": NUMBER},
        "swot_approved": {},
        "measures_are_complete": {},
        "consultation_held": {"draft_days": NUMBER, "comment_days": NUMBER},
        "hearing_held": {},
        "submissions_settled": {},
        "towns_rule_met": {
            "municipalities_percent": NUMBER,
            "people_percent": NUMBER,
            "obligatory": NAMES,
            "counts": NAMES,
            "bodies": NAMES,
        },
        "text_unchanged": {},
    },
    sections=frozenset(
        [
            "organisation",
            "evaluation",
            "findings",
            "services",
            "swot",
            "vision",
            "strategy",
            "budget",
            "indicators",
            "implementation",
            "comments",
            "settlement",
            "resolutions",
            "changes",
        ]
    ),
    deliverables=frozenset({"plan", "evaluation", "analysis", "swot", "settlement"}),
)
"""What the small workflows may name."""

HEAD = """\
format = 1
id = "small"
version = 1
subject = "plan"
initial = "{initial}"
title = {{ cs = "Malý postup", en = "Small workflow" }}

[params]
enough = 2

[roles]
coordinator = {{ cs = "koordinátor", en = "coordinator" }}
system = {{ cs = "systém", en = "system" }}
"""

Edges = Sequence[tuple[str, str, str]]


def a_file(
    states: Sequence[str] = ("draft", "vote", "done"),
    edges: Edges = (("advance", "draft", "vote"), ("advance", "vote", "done"), ("return", "vote", "draft")),
    *,
    final: Sequence[str] = ("done",),
    initial: str = "draft",
    more: str = "",
) -> str:
    text = HEAD.format(initial=initial)
    for name in states:
        text += f'\n[state.{name}]\ntitle = {{ cs = "Stav {name}", en = "State {name}" }}\n'
        text += "final = true\n" if name in final else ""
    return text + "".join(an_edge(*edge) for edge in edges) + more


def an_edge(event: str, source: str, to: str, more: str = "") -> str:
    return f'\n[[transition]]\nevent = "{event}"\nfrom = "{source}"\nto = "{to}"\nby = ["coordinator"]\n{more}'


def a_definition(text: str = "", **made: object) -> Definition:
    return read(text or a_file(**made), WORDS, file="small.toml")  # type: ignore[arg-type]


def shipped(name: str) -> Definition:
    # The bytes as they are: the lock covers line ends too.
    return read((SHIPPED / f"{name}.toml").read_bytes().decode(), vocabulary(), file=f"{name}.toml")


def faults(text: str) -> tuple[Fault, ...]:
    try:
        read(text, WORDS, file="small.toml")
    except Wrong as wrong:
        return wrong.faults
    return ()


def rules(text: str) -> list[tuple[str, int | None]]:
    return [(fault.rule, fault.line) for fault in faults(text)]


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


@st.composite
def random_edges(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str, str]]]:
    """A chain of two to six states with returns and skips between any but the last, which is final."""
    states = [f"s{n}" for n in range(draw(st.integers(2, 6)))]
    edges = [("advance", a, b) for a, b in itertools.pairwise(states)]
    extra = st.tuples(
        st.sampled_from(["return", "skip", "advance"]), st.sampled_from(states[:-1]), st.sampled_from(states)
    )
    for edge in draw(st.lists(extra, max_size=8, unique=True)):
        if edge not in edges:
            edges.append(edge)
    return states, edges


@st.composite
def random_files(draw: st.DrawFn) -> str:
    """A lawful workflow file."""
    states, edges = draw(random_edges())
    return a_file(states, edges, final=states[-1:], initial=states[0])
