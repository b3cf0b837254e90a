"""How changes written in an older format become changes of today: one table, used wherever history is read.

Stored bytes never change. `formats.lock` holds the digest of all kinds for each format; when a kind changes after a
release, FORMAT grows by one and the change gets its line here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lifecycle.model.errors import Wrong
from lifecycle.model.history import FORMAT, sha256
from lifecycle.model.thing import Thing, canonical

Value = Mapping[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """What becomes of a kind in the next format: its new name, its values, and the keys under which they are dropped.

    A kind whose values name things of a renamed kind, or by a changed key, has a line of its own.
    """

    kind: str | None = None
    value: Callable[[Value], Value] | None = None
    key: Callable[[Key], Key] | None = None


UPCASTS: dict[tuple[str, int], Lift] = {}
"""(kind, format) → how a change of that kind in that format is lifted to the next one."""


def retired() -> set[str]:
    """The names of kinds that have another name today: their tables are no more."""
    return {kind for (kind, _), lift in UPCASTS.items() if lift.kind}


def lifted(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The body of an act as today's format has it: lifting it again changes nothing."""
    if body["format"] == FORMAT:
        return body
    changes = [upcast(change, body["format"]) for change in body["changes"]]
    return {**body, "format": FORMAT, "changes": changes}


def upcast(change: Mapping[str, Any], written: int) -> Mapping[str, Any]:
    """The change written in format `written` as today's format has it."""
    if written > FORMAT:
        raise Wrong("store.newer_entry", found=written, knows=FORMAT)
    for step in range(written, FORMAT):
        if lift := UPCASTS.get((change.get("kind", ""), step)):
            change = _lifted(change, lift)
    return change


def _lifted(change: Mapping[str, Any], lift: Lift) -> Mapping[str, Any]:
    made = dict(change)
    if lift.kind:
        made["kind"] = lift.kind
    if lift.value and "put" in made:
        made["put"] = lift.value(made["put"])
    if lift.key and "drop" in made:
        made["drop"] = list(lift.key(tuple(made["drop"])))
    return made


def format_digest(kinds: Iterable[type[Thing]]) -> str:
    """The digest of the JSON Schemas of `kinds`, without titles and descriptions, which no stored value depends on."""
    schemas = {kind.KIND: [list(kind.KEY), _bare(kind.model_json_schema())] for kind in kinds}
    return sha256(canonical(schemas))


def _bare(schema: object, *, names: bool = False) -> object:
    """The schema without titles and descriptions; under `properties` and `$defs` keys are names and stay."""
    if isinstance(schema, dict):
        return {
            key: _bare(value, names=not names and key in ("properties", "$defs"))
            for key, value in schema.items()
            if names or key not in ("title", "description")
        }
    return [_bare(part) for part in schema] if isinstance(schema, list) else schema
