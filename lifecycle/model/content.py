"""Everything recorded about one plan at one revision and one day; guards and sections read nothing else."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lifecycle.model.difference import Reworking
from lifecycle.model.errors import Unverified
from lifecycle.model.evidence import Service
from lifecycle.model.history import Change, Drop, Put, sha256
from lifecycle.model.people import Group
from lifecycle.model.plan import Plan
from lifecycle.model.thing import T, Thing, canonical, natural

_SPOKEN = {"text": "chapter", "stage": "state"}
"""Where the phrases name a chapter and a stage."""
Things = Mapping[str, Mapping[tuple[str, ...], Thing]]
"""Kind → natural key → value."""


def _nothing(*_: object, **__: object) -> str:
    return ""


def _never(_: str) -> "Content | None":
    return None


def _uncovered(_: "Content", text: str, **__: object) -> str:
    return text


def _unreworked(_: "Content") -> Sequence[Reworking]:
    return ()


@dataclass(frozen=True)
class Content:
    """All things of a plan after entry `rev`, seen on `day`.

    `say` gives a sentence in the plan's language, `labels` what the towns call a priority, measure and activity
    (labels of the pinned workflow), `checks` the arguments its checks are called with; `standing` gives the
    content hash the plan would be issued with now. `focus` names what the document at hand is about (`meeting`: a
    key, `year`: a year); `earlier` gives the content as it stood when the newest edition of a deliverable was issued,
    `reworked` what changed between the plan's editions up to the one being issued, oldest first; `covering` gives a
    text as it may be published.
    Chapters that councils vote on use none of them, nor the day: the text under vote changes only when somebody writes.
    """

    key: str
    rev: int
    head: bytes
    day: dt.date
    things: Things
    wrote: Mapping[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    say: Callable[..., str] = _nothing
    labels: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    standing: Callable[["Content"], str] = _nothing
    focus: Mapping[str, str] = field(default_factory=dict)
    earlier: Callable[[str], "Content | None"] = _never
    reworked: Callable[["Content"], Sequence[Reworking]] = _unreworked
    covering: Callable[..., str] = _uncovered

    @property
    def plan(self) -> Plan:
        """The plan itself; Unverified where its row was lost."""
        plan = self.things.get("plan", {}).get((self.key,))
        if not isinstance(plan, Plan):
            raise Unverified("store.no_plan_row", plan=self.key)
        return plan

    def all(self, kind: type[T]) -> list[T]:
        """Every thing of `kind` in the natural order of keys."""
        return [thing for thing in self._sorted(kind.KIND) if isinstance(thing, kind)]

    def get(self, kind: type[T], *key: str) -> T | None:
        """The thing of `kind` under `key`, or None."""
        thing = self.things.get(kind.KIND, {}).get(key)
        return thing if isinstance(thing, kind) else None

    def wrote_by(self, thing: Thing) -> int:
        """The number of the entry that last wrote `thing`."""
        return self.wrote.get((thing.KIND, thing.identity), 0)

    def at(self, address: str) -> Thing | None:
        """The thing an ITEM names, or None (also for `plan`)."""
        kind, _, key = address.partition(":")
        return self.things.get(kind, {}).get((key,))

    def holds(self, address: str) -> bool:
        """Whether an ITEM names something that exists; `plan` always does."""
        return address == "plan" or self.at(address) is not None

    @cached_property
    def standing_sha256(self) -> str:
        """The hash of the text a council would vote on now."""
        return self.standing(self)

    def subject_sha256(self, subject: str) -> str:
        """The digest of what a decision's subject says now: one thing with all under it, or a group's SWOT."""
        kind, _, key = subject.partition(":")
        if kind == "swot" and (self.get(Group, key) or self.at(subject) is None):
            rows = [item for item in self._sorted("swot") if getattr(item, "group", None) == key]
        elif kind in ("priority", "measure"):
            under = [thing for below in ("measure", "activity") for thing in self._sorted(below)]
            rows = [thing for thing in (self.at(subject),) if thing]
            rows += [thing for thing in under if thing.identity[0].startswith(key + ".")]
        else:
            rows = [thing for thing in (self.at(subject),) if thing]
        return sha256(canonical([row.as_json() for row in rows]))

    def after(self, changes: Sequence[Change], *, day: dt.date | None = None) -> "Content":
        """This content with `changes` made by the next entry."""
        things = {kind: dict(rows) for kind, rows in self.things.items()}
        wrote = dict(self.wrote)
        number = self.rev + 1
        for change in changes:
            if isinstance(change, Put):
                thing, key = change.thing, change.thing.identity
                things.setdefault(thing.KIND, {})[key] = thing
                wrote[(thing.KIND, key)] = number
            elif isinstance(change, Drop):
                things.get(change.kind, {}).pop(change.key, None)
                wrote.pop((change.kind, change.key), None)
        return replace(self, rev=number, things=things, wrote=wrote, day=day or self.day)

    def label(self, kind: str) -> str:
        """What the towns call a thing of `kind` in a heading."""
        return self.labels.get(kind) or self.say(f"item.{kind}")

    def named(self, item: str) -> str:
        """An ITEM, `swot:GROUP` or `stage:NAME` in words, for the middle of a sentence."""
        kind, _, key = item.partition(":")
        match kind:
            case "plan":
                return self.say("item.whole")
            case "priority" | "measure" | "activity" | "finding":
                return f"{self.label(kind)} {key}"
            case "swot":
                group = self.get(Group, key)
                return self.say("item.swot_group", name=group.name) if group else self.say("item.swot", key=key)
            case "evaluation":
                return self.say("item.evaluation", key=key)
            case "group":
                group = self.get(Group, key)
                return f"{group.name} ({key})" if group else f"{self.label(kind)} {key}"
            case "service":
                service = self.get(Service, key)
                return f"{self.label(kind)} {key}" + (f" – {service.name}" if service else "")
            case "target_group":
                return self.say("item.target_group", name=key)
            case "text" | "stage":
                told = self.say(code := f"{_SPOKEN[kind]}.{key}")
                return self.say(f"item.{kind}", name=key if told == code else told)
            case _:
                return item

    def coded(self, item: str) -> str:
        """An ITEM in a table's cell, which never reads like a card's heading: `2.1 – Pečovatelská služba`."""
        kind, _, key = item.partition(":")
        if kind not in ("priority", "measure", "activity", "finding", "evaluation"):
            return self.prose(self.named(item))
        title = getattr(self.at(item), "title", "")
        if kind == "evaluation":
            return self.prose(self.named(item) + (f" – {title}" if title else ""))
        return self.prose(f"{key} – {title}" if title else key)

    def published(self, text: str, *, personal: bool) -> str:
        """`text`, or the reference to a private one, with known personal data covered.

        In words of a person (`personal`) addresses of e-mail and telephones too; those of bodies are theirs to tell.
        """
        return self.covering(self, text, contacts=personal)

    def prose(self, text: str) -> str:
        """`text` fit to begin a paragraph: one that begins like a card's heading (`Opatření 2.1`) gets a dash first."""
        return f"– {text}" if self._heading.match(text) else text

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        """How the heading of a card begins: a label and a code, or the label of findings and the key of one."""
        labels = "|".join(
            re.escape(label) for kind in ("priority", "measure", "activity") if (label := self.label(kind))
        )
        keys = sorted((key for (key,) in self.things.get("finding", {})), key=len, reverse=True)
        ways = [rf"(?:{labels})\s+\d"] if labels else []
        if keys and (label := self.label("finding")):
            ways.append(rf"{re.escape(label)}\s+(?:{'|'.join(map(re.escape, keys))})(?!\w)")
        return re.compile(r"\s*(?:" + "|".join(ways) + ")" if ways else "(?!)", re.IGNORECASE)

    def _sorted(self, kind: str) -> list[Thing]:
        # A chapter asks for the same kind many times: the order is found once.
        if kind not in self._ordered:
            rows = self.things.get(kind, {})
            self._ordered[kind] = [rows[key] for key in sorted(rows, key=natural)]
        return self._ordered[kind]

    @cached_property
    def _ordered(self) -> dict[str, list[Thing]]:
        return {}
