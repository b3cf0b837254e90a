"""The names a workflow file may use: checks with their typed arguments, sections and deliverables, as a plain value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from inspect import Parameter, signature
from types import MappingProxyType
from typing import Literal, get_args, get_origin, get_type_hints

ArgumentKind = Literal["number", "text", "flag", "names"]
"""How an argument is written: a whole number, a text, true/false, a list of texts."""

_KINDS: dict[object, ArgumentKind] = {int: "number", str: "text", bool: "flag"}


@dataclass(frozen=True, slots=True)
class ArgumentShape:
    """One argument of a check: how it is written and whether it must be there."""

    kind: ArgumentKind
    required: bool

    def fits(self, value: object) -> bool:
        """Whether `value` is written as the argument wants it; true is not a number here."""
        match self.kind:
            case "number":
                return isinstance(value, int) and not isinstance(value, bool)
            case "text":
                return isinstance(value, str)
            case "flag":
                return isinstance(value, bool)
            case "names":
                return isinstance(value, tuple)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known to the program that reads a workflow file."""

    checks: Mapping[str, Mapping[str, ArgumentShape]]
    sections: frozenset[str]
    deliverables: frozenset[str]

    @classmethod
    def of(
        cls, functions: Mapping[str, Callable[..., object]], sections: Iterable[str], deliverables: Iterable[str]
    ) -> "Vocabulary":
        """The vocabulary of guard functions: their keyword-only parameters are the arguments of the check.

        TypeError where a parameter is none of int, str, bool, tuple[str, ...]: a mistake of a kit, not of a clerk.
        """
        checks = {name: MappingProxyType(_arguments(function)) for name, function in functions.items()}
        return cls(MappingProxyType(checks), frozenset(sections), frozenset(deliverables))


def _arguments(function: Callable[..., object]) -> dict[str, ArgumentShape]:
    named = [p for p in signature(function).parameters.values() if p.kind is Parameter.KEYWORD_ONLY]
    hints = get_type_hints(function) if named else {}
    return {p.name: ArgumentShape(_kind(hints.get(p.name), p), p.default is Parameter.empty) for p in named}


def _kind(annotation: object, parameter: Parameter) -> ArgumentKind:
    if annotation in _KINDS:
        return _KINDS[annotation]
    if get_origin(annotation) is tuple and get_args(annotation) == (str, ...):
        return "names"
    raise TypeError(f"argument {parameter.name} of a guard: {annotation!r}")
