"""The lock of released workflows: `workflows.lock` holds id@version → SHA-256, and a released file never changes."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from lifecycle.model.errors import Wrong
from lifecycle.workflow.definition import Definition


@dataclass(frozen=True, slots=True)
class Changed:
    """A workflow that differs from the lock: `locked` is the digest there (None: the lock does not know it yet)."""

    name: str
    locked: str | None
    found: str


def locked(lock_text: str) -> dict[str, str]:
    """id@version → digest of a lock file; raises Wrong where it is not one."""
    try:
        lines = tomllib.loads(lock_text)
    except tomllib.TOMLDecodeError as error:
        raise Wrong("workflow.lock_unreadable") from error
    return {name: str(digest) for name, digest in lines.items()}


def changed(lock_text: str, definitions: Iterable[Definition]) -> list[Changed]:
    """Every definition whose digest is not the locked one, or that the lock does not know; sorted by name."""
    known = locked(lock_text)
    ours = sorted(definitions, key=lambda definition: definition.name)
    return [
        Changed(definition.name, known.get(definition.name), definition.digest)
        for definition in ours
        if known.get(definition.name) != definition.digest
    ]


def written(lock_text: str, definitions: Iterable[Definition]) -> str:
    """The lock with these definitions in it; entries of older versions stay."""
    lines = locked(lock_text) | {definition.name: definition.digest for definition in definitions}
    return "".join(f'"{name}" = "{digest}"\n' for name, digest in sorted(lines.items()))
