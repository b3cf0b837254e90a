"""Why an item of a document changed, as the plan's history tells it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from lifecycle.actions.desk import Desk
from lifecycle.actions.succession import Succession
from lifecycle.actions.writings import APPLYING, CAUSING, Naming, Writing, Writings
from lifecycle.model.consultation import Settlement
from lifecycle.model.content import Content
from lifecycle.model.difference import Difference
from lifecycle.model.people import Decision, DecisionVerb, Meeting
from lifecycle.model.register import Point, public_name, register

_PRIVATE = re.compile(r"vault:[0-9a-f]{64}")
_MOST = 5
"""So many comments are named as the cause of one change."""
_PRINTED = {
    "term": frozenset({"starts", "ends"}),
    "money": frozenset({"budget"}),
    "indicators": frozenset({"indicator"}),
}
"""Field of a card → what it prints, where that is not the column of its name."""


def shown_text(text: str, word: Callable[[str], str]) -> str:
    """`text` with `word` of every reference to a private text."""
    return _PRIVATE.sub(lambda found: word(found[0]), text) if "vault:" in text else text


@dataclass
class _Course:
    """One walk through the history: who wrote what in which entry."""

    writings: Writings
    decided: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Item → (entry, key of the meeting)."""
    acts: dict[int, tuple[dt.date, str | None]] = field(default_factory=dict)
    """Entry → its day and note."""
    returned: list[int] = field(default_factory=list)
    """The entries that returned the plan for rework."""


class Causes:
    """Gives each difference its cause; the history is read once, when the first cause is asked for.

    A difference is caused by what last wrote its field (decision 55). A settled point is the cause of what it applied
    itself; else, by what its settlement names, of the next writing of that item, and where none followed before the
    next edition, of the last one since the point came. What removed an item is the cause of its removal.
    """

    def __init__(self, desk: Desk, content: Content, succession: Succession) -> None:
        self._desk = desk
        self._content = content
        self._succession = succession

    def given(self, found: Iterable[Difference], *, since: int, until: int) -> list[Difference]:
        """`found` with the causes recorded after entry `since` up to entry `until`; backwards nothing has a cause."""
        told: list[Difference] = []
        wholes: dict[str, str] = {}
        for one in found:
            if one.item is None:
                told.append(one)
                continue
            cause = wholes[one.item] if one.item in wholes else self._of(one, since, until)
            if one.field is None:
                wholes[one.item] = cause
            told.append(replace(one, cause=cause))
        return told

    def _of(self, one: Difference, since: int, until: int) -> str:
        item = str(one.item)
        told = self._last(one, since, until)
        by_points = "; ".join(self._point(point) for point in self._points_of(one, told)[:_MOST])
        return by_points or self._decided(item, since, until) or self._act(item, told, since, until)

    def points(self, one: Difference, since: int, until: int) -> list[Point]:
        """The accepted points that explain the difference after entry `since` up to entry `until`; the newest last."""
        return self._points_of(one, self._last(one, since, until))

    def signer(self, one: Difference, since: int, until: int) -> Point | None:
        """The one point that signs the difference in a redline.

        Applied to it: the first of those settled together. Else the newest naming it, else its measure.
        """
        written = self._last(one, since, until)
        if not written:
            return next(reversed(self._points_of(one, written)), None)
        led = self._led(one, written[-1])
        if written[-1].verb == APPLYING and led:
            return self._points[led[0].id]
        own = [each for each in led if each.item == one.item]
        return next((self._points[each.id] for each in reversed(own or led)), None)

    def _last(self, one: Difference, since: int, until: int) -> list[Writing]:
        """What wrote the place that differs: the last writing, and before it what was applied there without a break."""
        item = str(one.item)
        every = [each for each in self._writings.by_item.get(item, ()) if since < each.entry <= until]
        if one.field is None or (one.after is None and every and every[-1].gone):
            return [each for each in every if (each.gone if one.after is None else each.new)][-1:]
        names = _columns(one.field)
        fitting = [each for each in every if not each.gone and names & each.changed]
        if not fitting and not self._known(item, names):
            fitting = [each for each in every if not each.gone]
        first = len(fitting) - 1
        while first > 0 and fitting[first].verb == fitting[first - 1].verb == APPLYING:
            first -= 1
        return fitting[max(first, 0) :]

    def _known(self, item: str, names: Set[str]) -> bool:
        """Whether one of the names is of a column of the item, or of what is recorded under it."""
        kind = self._desk.store.kinds.get(item.partition(":")[0])
        own = {column.name for column in kind.columns()} if kind else set()
        return bool(names & (own | set(self._desk.store.kinds)))

    def _points_of(self, one: Difference, written: Sequence[Writing]) -> list[Point]:
        item = str(one.item)
        if written:
            ids = [each.id for writing in written for each in self._led(one, writing)]
        elif item in self._writings.by_item:
            ids = []
        else:
            # What no entry writes (a chapter that is put together) changed because of what names it.
            ids = [each.id for each in self._standing if each.item == item]
        return [self._points[id_] for id_ in dict.fromkeys(ids)]

    def _led(self, one: Difference, writing: Writing) -> list["_Led"]:
        """The points that led to what the writing says at the place; what is removed, the act alone removed."""
        found = self._leading.get((writing.item, writing.entry), [])
        names = _columns(one.field) if one.field else None
        return [each for each in found if names is None or names & each.fields or not names & writing.changed]

    @cached_property
    def _leading(self) -> Mapping[tuple[str, int], list["_Led"]]:
        """(Item, entry) → the points that led to that writing, in the order of their settlements."""
        found: dict[tuple[str, int], list[_Led]] = {}
        explained: dict[str, int] = {}
        for naming in self._writings.namings:
            point = self._points.get(naming.id)
            if point is None or not point.settlement or point.settlement.decision not in CAUSING:
                continue
            if explained.get(naming.id, naming.since) < naming.since and not naming.applied:
                continue  # of a point answered anew: what it explained, it explained once
            for one, fields in self._meant(naming, point):
                explained[naming.id] = min(one.entry, explained.get(naming.id, one.entry))
                led = _Led(naming.id, naming.item, fields)
                found.setdefault((one.item, one.entry), []).append(led)
        return found

    def _meant(self, naming: Naming, point: Point) -> list[tuple[Writing, Set[str]]]:
        """The writings of a settled point, each with the fields it is the cause of."""
        if naming.applied:
            here = [one for one in naming.after if one.entry == naming.since and one.item == naming.item]
            return [(one, one.own) for one in here]
        chosen = self._chosen(naming)
        if point.field and point.item == naming.item:
            names = _columns(point.field)
            if any(names & one.own for one in chosen):
                return [(one, names & one.own) for one in chosen if names & one.own]
            if point.proposed_change is not None or point.before:
                return []
        return [(one, one.own) for one in chosen]

    def _chosen(self, naming: Naming) -> list[Writing]:
        """Of every form the first writing since the settlement; before the settlement the last since the point came.

        What was written before the next edition counts first: a later edition shows what somebody changed later.
        """
        edition = self._edition_after(naming.since)
        early = [one for one in naming.after if one.entry < edition]
        if not (early or naming.before) and naming.after:
            edition = self._edition_after(naming.after[0].entry)
            early = [one for one in naming.after if one.entry < edition]
        after = [one for one in early if _changes(one)]
        if not after and (before := [one for one in naming.before if _changes(one)]):
            after = [one for one in reversed(before) if one.entry > self._edition_before(before[-1].entry)]
        first: dict[str, int] = {}
        for one in after:
            first.setdefault(one.kind, one.entry)
        return [one for one in after if one.entry == first[one.kind]]

    def _edition_after(self, entry: int) -> float:
        return next((one for one in self._issued if one > entry), inf)

    def _edition_before(self, entry: int) -> int:
        return next((one for one in reversed(self._issued) if one < entry), 0)

    @cached_property
    def _issued(self) -> list[int]:
        """The entries that issued the editions of the deliverable."""
        return sorted(self._content.wrote_by(one) for one in self._succession.editions)

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

    def _act(self, item: str, written: Sequence[Writing], since: int, until: int) -> str:
        """The act that wrote the place, else the last that wrote the item or what is recorded under it."""
        touches = [written[-1].entry] if written else [one for one in self._touches(item) if since < one <= until]
        if not touches:
            return ""
        entry = touches[-1]
        day, note = self._course.acts[entry]
        told = self._content.say("changes.by_act", day=day, entry=str(entry))
        back = max((one for one in self._course.returned if since < one <= entry), default=None)
        reason = note or (self._course.acts[back][1] if back else None)
        return f"{told}: {reason.rstrip('.')}" if reason else told

    def _touches(self, item: str) -> list[int]:
        """The entries that wrote the item, what is recorded under it, or an activity of the measure."""
        own, kind = self._writings.by_item, item.partition(":")[0]
        under = f"activity:{item.partition(':')[2]}." if kind == "measure" else None
        every = [own.get(item, []), *(told for at, told in own.items() if under and at.startswith(under))]
        return sorted(one.entry for told in every for one in told)

    @cached_property
    def _points(self) -> Mapping[str, Point]:
        return {point.id: point for point in register(self._content) if not point.internal}

    @cached_property
    def _standing(self) -> list[Naming]:
        """What public points that were accepted name as changed."""
        every = [(one, self._points.get(one.id)) for one in self._writings.namings]
        return [one for one, point in every if point and point.settlement and point.settlement.decision in CAUSING]

    @cached_property
    def _writings(self) -> Writings:
        return self._course.writings

    @cached_property
    def _course(self) -> _Course:
        course = _Course(Writings(self._desk.store.kinds))
        for entry in self._desk.store.entries(self._content.key):
            course.writings.read(entry)
            course.acts[entry.number] = entry.on, entry.body["note"]
            if entry.body["verb"] == "step.return":
                course.returned.append(entry.number)
            for change in entry.body["changes"]:
                if change.get("kind") == Decision.KIND and (put := change.get("put")):
                    place = entry.number, course.writings.key(change)[0]
                    course.decided.setdefault(put["subject"], []).append(place)
        return course


class _Led(NamedTuple):
    """A point that led to a writing, the item its settlement names, and the fields it is the cause of."""

    id: str
    item: str
    fields: Set[str]


def _changes(one: Writing) -> bool:
    """Whether an act of its own changed the item, and not the answer to another point or a mere code."""
    return one.verb != APPLYING and bool(one.own)


def _columns(name: str) -> Set[str]:
    """The columns, or the kinds of rows, that a field of a card prints."""
    return _PRINTED.get(name, frozenset({name}))
