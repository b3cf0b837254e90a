"""What the write door refuses: links that lead nowhere, bytes nobody gave, personal text outside the vault."""

from collections.abc import Sequence

import sqlalchemy as sa

from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.history import Change, Drop, Put, blobs_named
from lifecycle.model.thing import Thing
from lifecycle.store.spine import ACT, BLOB
from lifecycle.store.vault import Vault, private_values, with_private


def refuse_dangling(after: Content, changes: Sequence[Change]) -> None:
    """Wrong where a changed thing names what is not there, or a dropped one is still named; all of them at once."""
    gone = {(change.kind, change.key) for change in changes if isinstance(change, Drop)}
    gone = {(kind, key) for kind, key in gone if key not in after.things.get(kind, {})}
    written = {
        (change.thing.KIND, change.thing.identity): change.thing
        for change in changes
        if isinstance(change, Put) and (gone or change.thing.linking())
    }
    lost = [
        _fault(thing, *link)
        for (kind, key), thing in written.items()
        if key in after.things.get(kind, {})
        for link in _lost(thing, after)
    ]
    kinds_gone = {kind for kind, _ in gone}
    for kind, rows in after.things.items() if gone else ():
        for key, thing in rows.items():
            if (kind, key) not in written and _may_name(thing, kinds_gone):
                lost += [_fault(thing, *link) for link in _lost(thing, after)]
    if lost:
        raise Wrong("store.dangling", lost, count=len(lost), **dict(lost[0].facts))


def refuse_missing_bytes(connection: sa.Connection, changes: Sequence[Change], given: set[str]) -> None:
    """Wrong where a value names bytes that are neither given nor stored nor erased on request."""
    if wanted := blobs_named(changes) - given:
        stored = set(connection.execute(sa.select(BLOB.c.sha256).where(BLOB.c.sha256.in_(wanted))).scalars())
        if missing := sorted(digest for digest in wanted - stored if not forgotten(connection, digest)):
            raise Wrong("store.no_bytes", digest=missing[0], count=len(missing))


def refuse_open_secrets(changes: Sequence[Change], vault: Vault) -> None:
    """Wrong where a value holds personal text itself, or a reference the plan's vault does not know."""
    for thing in with_private(changes):
        for column, _, value in private_values(thing):
            if not vault.knows(value):
                raise Wrong("store.unsealed", kind=thing.KIND, column=column.name)


def forgotten(connection: sa.Connection, digest: str) -> bool:
    """Whether an act of any plan forgets the bytes; in canonical JSON no text of a person can look like that."""
    sought = f'{{"forget":"{digest}"}}'.encode()
    place = sa.func.position(sa.bindparam("sought", sought).op("in")(ACT.c.body))
    if connection.dialect.name == "sqlite":
        place = sa.func.instr(ACT.c.body, sought)
    return connection.execute(sa.select(ACT.c.number).where(place > 0).limit(1)).first() is not None


def _lost(thing: Thing, after: Content) -> list[tuple[str, tuple[str, ...], str]]:
    if not thing.linking():
        return []
    return [
        (column, kinds, key)
        for column, kinds, key in thing.references()
        if not any((key,) in after.things.get(kind, {}) for kind in kinds)
    ]


def _may_name(thing: Thing, kinds: set[str]) -> bool:
    return any(kinds.intersection(link_kinds) for _, link_kinds, _ in thing.references())


def _fault(thing: Thing, column: str, kinds: tuple[str, ...], key: str) -> Fault:
    facts = (("kind", thing.KIND), ("key", "/".join(thing.identity)), ("column", column), ("missing", key))
    return Fault("store.dangling", column=column, value=key, facts=(*facts, ("kinds", kinds)))
