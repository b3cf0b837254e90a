"""Who wrote which field of which item, entry by entry, and which settlements named the item when it was written.

The history is walked once. An item that only got another code is followed (`model/renumbering.py`), so that what an
answer named is the same item after it, and what merely stands under another code was not written by anybody's answer.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Settlement, SettlementDecision, Submission
from lifecycle.model.history import Entry
from lifecycle.model.renumbering import NUMBERED, Named, followers
from lifecycle.model.thing import Thing

APPLYING = "comment.settle"
"""The act that answers a point and may write what it proposes in one."""
CAUSING = (SettlementDecision.accepted, SettlementDecision.partly)
"""What was not accepted changed nothing, whatever item its settlement names."""
_ASIDE = frozenset({"comment", "placement", "edition", "returned_file"})
"""Kinds that are no part of what a plan says: how they read before is not kept."""

Values = Mapping[str, Any]


class Writing(NamedTuple):
    """One item as one entry wrote it; a row recorded under it (its money) is one field, named as its kind."""

    entry: int
    item: str
    kind: str
    verb: str
    changed: Set[str]
    """The columns that read otherwise than before under this code."""
    own: Set[str]
    """The columns in which the item itself differs, whatever code it had."""
    new: bool = False
    gone: bool = False


@dataclass
class Naming:
    """From when to when a settled point named an item as what it changed."""

    id: str
    item: str
    since: int
    until: int | None = None
    applied: bool = False
    """Whether the entry that settled the point wrote the item."""
    before: list[Writing] = field(default_factory=list)
    after: list[Writing] = field(default_factory=list)
    """What was written of the item before the settlement, and with or after it."""


@dataclass
class Writings:
    """What the entries wrote, in their order; `kinds` are the kinds of things by name."""

    kinds: Mapping[str, type[Thing]]
    by_item: dict[str, list[Writing]] = field(default_factory=dict)
    """Item → what was written under its code."""
    namings: list[Naming] = field(default_factory=list)
    moves: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    """(Entry, address → address of the same item after it)"""
    came: dict[str, int] = field(default_factory=dict)
    """Id of a point → the entry that recorded it."""
    _values: dict[tuple[str, tuple[str, ...]], Values] = field(default_factory=dict)
    _lives: dict[str, list[Writing]] = field(default_factory=dict)
    """Item → what was written of it, and of the activities of a measure, under whatever code."""
    _standing: dict[str, Naming] = field(default_factory=dict)
    _at: dict[str, dict[str, Naming]] = field(default_factory=dict)
    """What stands: by the point's id, and by the item and the point's id."""

    def __post_init__(self) -> None:
        self._keys = {name: _key_columns(kind) for name, kind in self.kinds.items()}
        self._parents = {name: _parents(kind) for name, kind in self.kinds.items()}

    @classmethod
    def of(cls, kinds: Mapping[str, type[Thing]], entries: Iterable[Entry]) -> "Writings":
        """What the entries of one plan wrote."""
        found = cls(kinds)
        for entry in entries:
            found.read(entry)
        return found

    def read(self, entry: Entry) -> None:
        """One entry more."""
        verb = str(entry.body["verb"])
        changes = [one for one in entry.body["changes"] if one.get("kind") in self._keys]
        moved = self._moved(changes)
        if moved:
            self.moves.append((entry.number, moved))
        written = self._written(entry.number, verb, changes, moved)
        self._follow(entry.number, moved, written)
        for one in written:
            self.by_item.setdefault(one.item, []).append(one)
        settled = [one for one in changes if one["kind"] == Settlement.KIND]
        for change in settled:
            self._settle(entry.number, verb, change, written)
        for one in written:
            for at in holders(one.item):
                self._lives.setdefault(at, []).append(one)
                for naming in self._at.get(at, {}).values():
                    if one.entry > naming.since:
                        naming.after.append(one)
        for change in changes:
            place = change["kind"], self.key(change)
            if change["kind"] in (Comment.KIND, Submission.KIND):
                self.came.setdefault(place[1][0], entry.number)
            if change.get("put") is None:
                self._values.pop(place, None)
            elif change["kind"] not in _ASIDE:
                self._values[place] = change["put"]

    def key(self, change: Mapping[str, Any]) -> tuple[str, ...]:
        """The key of what a change of the history writes or drops."""
        put = change.get("put")
        return tuple(str(put[name]) for name in self._keys[change["kind"]]) if put else tuple(change["drop"])

    def _moved(self, changes: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
        """Address → address of the same item after `changes`, of items that have another code."""
        asked = [one for one in changes if one["kind"] in NUMBERED]
        lost = any(not one.get("put") or self._titled_otherwise(one) for one in asked)
        if not lost:
            return {}
        before = {_address(kind, key): _named(put) for (kind, key), put in self._values.items() if kind in NUMBERED}
        after = dict(before)
        for one in asked:
            at = _address(one["kind"], self.key(one))
            if put := one.get("put"):
                after[at] = _named(put)
            else:
                after.pop(at, None)
        return followers(before, after)

    def _titled_otherwise(self, change: Mapping[str, Any]) -> bool:
        was = self._values.get((change["kind"], self.key(change)))
        return was is not None and was.get("title") != change["put"].get("title")

    def _written(
        self, number: int, verb: str, changes: Iterable[Mapping[str, Any]], moved: Mapping[str, str]
    ) -> list[Writing]:
        came = {to: at for at, to in moved.items()}
        found = []
        for change in changes:
            kind, key, put = change["kind"], self.key(change), change.get("put")
            if kind in _ASIDE or kind == Settlement.KIND:
                continue
            was = self._values.get((kind, key))
            if parents := self._parents[kind]:
                parent = next((one for one in parents if (one, key[:1]) in self._values), parents[0])
                if was != put:
                    found.append(Writing(number, _address(parent, key[:1]), kind, verb, {kind}, {kind}))
                if len(key) > 1:
                    continue
            item = _address(kind, key)
            if put is None:
                found.append(Writing(number, item, kind, verb, frozenset(), frozenset(), gone=True))
                continue
            at = came.get(item)
            origin = self._values.get((kind, (at.partition(":")[2],))) if at else None if item in moved else was
            told = Writing(number, item, kind, verb, _differing(was, put), _differing(origin, put), new=origin is None)
            if told.changed or told.own:
                found.append(told)
        return found

    def _follow(self, number: int, moved: Mapping[str, str], written: Iterable[Writing]) -> None:
        """What is known of items goes with those that have another code, and ends with those that are gone."""
        if moved:
            lives = {moved.get(at, at): told for at, told in self._lives.items() if at in moved}
            self._lives = {at: told for at, told in self._lives.items() if at not in moved} | lives
            for naming in self._standing.values():
                naming.item = moved.get(naming.item, naming.item)
            self._at = {}
            for id_, naming in self._standing.items():
                self._at.setdefault(naming.item, {})[id_] = naming
        kept = set(moved.values())
        gone = {one.item for one in written if one.gone} - kept
        for item in gone:
            self._lives.pop(item, None)
            for id_ in tuple(self._at.get(item, ())):
                self._end(id_, number)

    def _end(self, id_: str, number: int) -> None:
        if (naming := self._standing.pop(id_, None)) is not None:
            naming.until = number
            del self._at[naming.item][id_]

    def _settle(self, number: int, verb: str, change: Mapping[str, Any], written: list[Writing]) -> None:
        """A settlement names an item, another one, or none any more."""
        id_, put = self.key(change)[0], change.get("put") or {}
        item = put.get("change") if put.get("decision") in CAUSING else None
        here = [one for one in written if item and not one.gone and item in holders(one.item)]
        applied = verb == APPLYING and any(one.item == item for one in here)
        standing = self._standing.get(id_)
        if standing is not None and standing.item == item and not applied:
            return
        self._end(id_, number)
        if item:
            came = self.came.get(id_, 0)
            before = [one for one in self._lives.get(item, ()) if one.entry > came]
            new = Naming(id_, item, number, None, applied, before, here)
            self._standing[id_] = self._at.setdefault(item, {})[id_] = new
            self.namings.append(new)


def holders(item: str) -> tuple[str, ...]:
    """The item and, of an activity, its measure: a settlement often names that one."""
    kind, _, key = item.partition(":")
    return (item, f"measure:{key.rpartition('.')[0]}") if kind == "activity" else (item,)


def _key_columns(kind: type[Thing]) -> tuple[str, ...]:
    names = {column.attribute: column.name for column in kind.columns()}
    return tuple(names[attribute] for attribute in kind.KEY)


def _parents(kind: type[Thing]) -> tuple[str, ...]:
    """The kinds of item a thing is a row of, where its key begins with the code of one (the money of a measure)."""
    return next(column for column in kind.columns() if column.attribute == kind.KEY[0]).refs


def _address(kind: str, key: tuple[str, ...]) -> str:
    return f"{kind}:{'/'.join(key)}"


def _named(put: Values) -> Named:
    return Named(str(put.get("title") or ""), str(put.get("description") or ""))


def _differing(was: Values | None, now: Values) -> Set[str]:
    """The columns that read otherwise; every one of a thing that is new."""
    return {name for name in {*now, *(was or ())} if was is None or was.get(name) != now.get(name)}
