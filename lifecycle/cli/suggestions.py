"""Commands the program suggests, ready to paste also where the office has more than one plan."""

from typing import Any

_OF_THE_OFFICE = ("plan", "init", "demo", "workflow", "--plan", "--help")
"""Commands that are about no plan, or name it already."""


def naming(said: Any, plan: str) -> Any:
    """`said` with every suggested command (`command`, `next`, or a command itself) naming `plan`; as it is for none."""
    if not plan:
        return said
    if isinstance(said, str):
        return _named(said, plan)
    if isinstance(said, list):
        return [naming(one, plan) if isinstance(one, dict | list) else one for one in said]
    if isinstance(said, dict):
        return {name: _member(name, value, plan) for name, value in said.items()}
    return said


def _member(name: str, value: Any, plan: str) -> Any:
    if name == "command" and isinstance(value, str):
        return _named(value, plan)
    if name == "next" and isinstance(value, list):
        return [_named(one, plan) if isinstance(one, str) else naming(one, plan) for one in value]
    return naming(value, plan) if isinstance(value, dict | list) else value


def _named(command: str, plan: str) -> str:
    program, _, rest = command.partition(" ")
    if program != "lifecycle" or rest.split(" ")[0] in _OF_THE_OFFICE:
        return command
    return f"lifecycle --plan {plan} {rest}"
