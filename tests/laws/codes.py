"""The codes of phrases that the program speaks of, read from its syntax: where, and with which facts."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.laws.repository import modules, named, tree

_CODE = re.compile(r"[a-z_]+(\.[A-Za-z_]+)*")
_FAILURES = ("Refusal", "Wrong", "Busy", "Unverified")
_PLACES = {"file", "line", "sheet", "cell", "column", "value", "suggestion"}
_NOT_FACTS = {"earliest", "faults"}


@dataclass(frozen=True)
class Spoken:
    """One place of the program that speaks of a code; `facts` is None where they are not all in sight."""

    code: str
    call: str
    place: str
    facts: frozenset[str] | None


@cache
def spoken() -> tuple[Spoken, ...]:
    """Every refusal, failure, fault and sentence with a literal code."""
    return tuple(
        Spoken(code, name, f"{named(file)}:{node.lineno}", _facts(node, name))
        for file in modules("lifecycle")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and (name := _called(node)) in (*_FAILURES, "Fault", "say")
        for code in _codes(node)
    )


@cache
def literals() -> frozenset[str]:
    """Every text constant of the program."""
    return frozenset(
        node.value
        for file in modules("lifecycle")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def arguments(function: str, *, place: int = 0, keyword: str = "") -> frozenset[str]:
    """The literal texts given to calls of `function` at `place` or under `keyword`; `{}` is what is computed."""
    found = set()
    for file in modules("lifecycle"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and _called(node) == function:
                given = [word.value for word in node.keywords if word.arg == keyword] or node.args[place : place + 1]
                found |= {text for one in given for text in _texts(one)}
    return frozenset(found)


@cache
def heads_of_tables() -> frozenset[str]:
    """The names of columns given to `heads_of`, also those that a module of the command line holds under a name."""
    found = set()
    for file in modules("lifecycle/cli"):
        nodes = list(ast.walk(tree(file)))
        held = {
            target.id: node.value
            for node in nodes
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in nodes:
            if isinstance(node, ast.Call) and _called(node) == "heads_of":
                given = node.args[1]
                given = held.get(given.id, given) if isinstance(given, ast.Name) else given
                found |= {one.value for one in ast.walk(given) if isinstance(one, ast.Constant)}
    return frozenset(str(one) for one in found)


@cache
def errors_of_the_model() -> frozenset[str]:
    """The codes of ValueErrors by which kinds complain of a cell."""
    return frozenset(
        code
        for file in modules("lifecycle/model")
        if file.name != "history.py"  # codes typed by hand complain there; the action that reads them translates
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and _called(node) == "ValueError"
        for code in _codes(node)
    )


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _codes(node: ast.Call) -> Iterator[str]:
    given = [word.value for word in node.keywords if word.arg == "rule"] or node.args[:1]
    for one in given:
        yield from (text for text in _texts(one) if _CODE.fullmatch(text))


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one)
            yield from _texts(other)
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case _:
            pass


def _facts(node: ast.Call, name: str) -> frozenset[str] | None:
    words = {word.arg for word in node.keywords}
    if name == "Fault":
        keyword = next((word.value for word in node.keywords if word.arg == "facts"), None)
        return frozenset(_PLACES) if keyword is None else None
    if None in words:
        return None
    return frozenset(word for word in words if word and word not in _NOT_FACTS) | {"reason"} & words
