"""How values written in an older format become values of today: one table, used by the one loop that reads history.

Stored bytes never change. `formats.lock` holds the digest of all kinds for each format; when a kind changes after a
release, FORMAT grows by one and the change gets its line here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lifecycle.model.errors import Wrong
from lifecycle.model.history import FORMAT, sha256
from lifecycle.model.thing import Thing, canonical

Value = Mapping[str, Any]
Upcast = Callable[[Value], Value]

UPCASTS: dict[tuple[str, int], Upcast] = {}
"""(kind, format) → the function that lifts a value of that format to the next one."""


def upcast(kind: str, written: int, value: Value) -> Value:
    """The value of `kind` written in format `written` as today's format has it."""
    if written > FORMAT:
        raise Wrong("store.newer_entry", found=written, knows=FORMAT)
    for step in range(written, FORMAT):
        if lift := UPCASTS.get((kind, step)):
            value = lift(value)
    return value


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
