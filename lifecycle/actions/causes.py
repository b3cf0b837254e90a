"""Why an item of a document changed, as the plan's history tells it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lifecycle.actions.desk import Desk
from lifecycle.actions.succession import Succession
from lifecycle.model.consultation import Settlement, SettlementDecision
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference
from lifecycle.model.people import Decision, DecisionVerb, Meeting
from lifecycle.model.register import Point, public_name, register

_PRIVATE = re.compile(r"vault:[0-9a-f]{64}")
_MOST = 5
"""So many comments are named as the cause of one change."""
_CAUSING = (SettlementDecision.accepted, SettlementDecision.partly)
"""What was not accepted changed nothing, whatever item its settlement names."""


def shown_text(text: str, word: Callable[[str], str]) -> str:
    """`text` with `word` of every reference to a private text."""
    return _PRIVATE.sub(lambda found: word(found[0]), text) if "vault:" in text else text


@dataclass
class _Course:
    """One walk through the history: who touched what in which entry."""

    touched: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """(kind, first part of the key) → the entries that wrote or dropped it."""
    settled: dict[str, dict[str, int]] = field(default_factory=dict)
    """Item → id of a settled point → the entry that first named the item as changed by it."""
    decided: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Item → (entry, key of the meeting)."""
    acts: dict[int, tuple[dt.date, str | None]] = field(default_factory=dict)
    """Entry → its day and note."""
    returned: list[int] = field(default_factory=list)
    """The entries that returned the plan for rework."""


class Causes:
    """Gives each difference its cause; the history is read once, when the first cause is asked for.

    A settled point explains one change only: the first its item shows in the editions of `succession` issued after it.
    """

    def __init__(self, desk: Desk, content: Content, succession: Succession) -> None:
        self._desk = desk
        self._content = content
        self._succession = succession

    def given(self, found: Iterable[Difference], *, since: int, until: int) -> list[Difference]:
        """`found` with the causes recorded after entry `since` up to entry `until`; backwards nothing has a cause."""
        known: dict[str, str] = {}
        told = []
        for one in found:
            if one.item is not None and one.item not in known:
                known[one.item] = self._of(one.item, since, until)
            told.append(replace(one, cause=known[one.item]) if one.item else one)
        return told

    def _of(self, item: str, since: int, until: int) -> str:
        return self._settled(item, since, until) or self._decided(item, since, until) or self._act(item, since, until)

    def points(self, item: str, since: int, until: int) -> list[Point]:
        """The accepted points that explain what changed in the item after entry `since` up to entry `until`."""
        ids = [
            id_
            for address in _with_measure(item)
            for id_, entry in self._course.settled.get(address, {}).items()
            if entry <= until and since < self._explained(id_, address, entry, until) <= until
        ]
        points = [point for id_ in dict.fromkeys(ids) if (point := self._points.get(id_))]
        return [point for point in points if point.settlement and point.settlement.decision in _CAUSING]

    @property
    def settled(self) -> frozenset[str]:
        """The items that a settlement has named."""
        return frozenset(self._course.settled)

    def _settled(self, item: str, since: int, until: int) -> str:
        points = self.points(item, since, until)
        return "; ".join(told for point in points[:_MOST] if (told := self._point(point)))

    def _explained(self, id_: str, address: str, entry: int, until: int) -> int:
        """`_explains`, of a point that named other items before or after: what it explained, it explained once."""
        named = self._namings.get(id_, [])
        after = min((when for when, _ in named if when > entry), default=until + 1)
        if any(0 < self._explains(item, when, entry) < entry for when, item in named if when < entry):
            return 0
        shown = self._explains(address, entry, until)
        return shown if shown <= after else 0

    def _explains(self, address: str, entry: int, until: int) -> int:
        """The entry of the edition that shows what a point settled in `entry` changed; 0 where none up to `until` does.

        A first edition shows no change; it shows what was written after the settlement. An item that is only printed
        for the first time, or otherwise than before, was not changed: something of it was written in between.
        """
        before, issued = None, 0
        for edition in self._succession.editions:
            issued = self._content.wrote_by(edition)
            if issued > until:
                return 0
            if issued > entry:
                if before is None:
                    shown = any(entry < touch < issued for touch in self._touches(address))
                else:
                    shown = self._succession.changed(before, edition, address) and self._written(
                        address, since=self._content.wrote_by(before), until=issued
                    )
                if shown:
                    return issued
            before = edition
        # What is being issued now is no edition yet, and its item is one of those that differ.
        return until if until > issued and self._written(address, since=issued, until=until) else 0

    def _written(self, address: str, *, since: int, until: int) -> bool:
        """Whether the item was written after entry `since` up to entry `until`; true of what no entry writes."""
        touches = self._touches(address)
        return not touches or any(since < touch <= until for touch in touches)

    def _point(self, point: Point) -> str:
        settlement = self._content.get(Settlement, point.id)
        if settlement is None:
            return ""
        who = public_name(self._content, point)
        return self._content.say("changes.by_point", id=point.id, who=who, decision=settlement.decision)

    def _decided(self, item: str, since: int, until: int) -> str:
        found = [key for entry, key in self._course.decided.get(item, ()) if since < entry <= until]
        decision = self._content.get(Decision, found[-1], item) if found else None
        meeting = self._content.get(Meeting, found[-1]) if found else None
        # What a meeting approved, it did not change: its approval is no cause.
        if decision is None or meeting is None or decision.verb is DecisionVerb.approves:
            return ""
        facts = {"kind": meeting.kind, "date": meeting.date, "verb": decision.verb}
        return self._content.say("changes.by_decision", **facts)

    def _act(self, item: str, since: int, until: int) -> str:
        entry = max((one for one in self._touches(item) if since < one <= until), default=None)
        if entry is None:
            return ""
        day, note = self._course.acts[entry]
        told = self._content.say("changes.by_act", day=day, entry=str(entry))
        back = max((one for one in self._course.returned if since < one <= entry), default=None)
        reason = note or (self._course.acts[back][1] if back else None)
        return f"{told}: {reason.rstrip('.')}" if reason else told

    def _touches(self, item: str) -> Sequence[int]:
        """The entries that wrote the item or what is recorded under it: its budget, indicators and activities."""
        kind, _, key = item.partition(":")
        if item not in self._known:
            under = self._under.get(kind, frozenset())
            self._known[item] = sorted(
                entry
                for (one, first), entries in self._course.touched.items()
                if (one == kind and first == key) or (one in under and (first == key or first.startswith(f"{key}.")))
                for entry in entries
            )
        return self._known[item]

    @cached_property
    def _known(self) -> dict[str, Sequence[int]]:
        return {}

    @cached_property
    def _points(self) -> Mapping[str, Point]:
        return {point.id: point for point in register(self._content) if not point.internal}

    @cached_property
    def _namings(self) -> Mapping[str, list[tuple[int, str]]]:
        """Id of a settled point → the entries that named an item as changed by it, and the items."""
        found: dict[str, list[tuple[int, str]]] = {}
        for item, ids in self._course.settled.items():
            for id_, entry in ids.items():
                found.setdefault(id_, []).append((entry, item))
        return found

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """Kind → the column that is the first of its key."""
        return {
            name: next(column.name for column in kind.columns() if column.attribute == kind.KEY[0])
            for name, kind in self._desk.store.kinds.items()
        }

    @cached_property
    def _under(self) -> Mapping[str, frozenset[str]]:
        """Kind → the kinds whose key names a thing of it; what follows a plan in force is not printed in it."""
        found: dict[str, set[str]] = {}
        for name, kind in self._desk.store.kinds.items():
            first = next(column for column in kind.columns() if column.attribute == kind.KEY[0])
            for other in first.refs:
                found.setdefault(other, set()).add(name)
        found.setdefault("measure", set()).add("activity")
        return {name: frozenset(kinds) for name, kinds in found.items()}

    @cached_property
    def _course(self) -> _Course:
        course = _Course()
        for entry in self._desk.store.entries(self._content.key):
            course.acts[entry.number] = entry.on, entry.body["note"]
            if entry.body["verb"] == "step.return":
                course.returned.append(entry.number)
            for change in entry.body["changes"]:
                kind = change.get("kind")
                if kind not in self._keys:
                    continue
                put = change.get("put")
                first = str(put[self._keys[kind]] if put else change["drop"][0])
                course.touched.setdefault((kind, first), []).append(entry.number)
                if put and kind == Settlement.KIND and put.get("change"):
                    course.settled.setdefault(put["change"], {}).setdefault(first, entry.number)
                elif put and kind == Decision.KIND:
                    course.decided.setdefault(put["subject"], []).append((entry.number, first))
        return course


def _with_measure(item: str) -> tuple[str, ...]:
    """The item and, of an activity, its measure: a settlement often names that one."""
    kind, _, key = item.partition(":")
    return (item, f"measure:{key.rpartition('.')[0]}") if kind == "activity" else (item,)
