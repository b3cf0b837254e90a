"""Comments: add, reply, list, what settles one; what a council's condition turns into."""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any

from lifecycle.actions.desk import Desk, Pen
from lifecycle.model.approval import Resolution, Verb
from lifecycle.model.comment import Comment, Placement, Tier
from lifecycle.model.consultation import Settlement, SettlementDecision, Submission
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Refused, Wrong
from lifecycle.model.history import Change, Put
from lifecycle.model.likeness import groups, rivals
from lifecycle.model.people import Group
from lifecycle.model.plan import SETTLED_STATES, Consultation
from lifecycle.model.proposal import form_of
from lifecycle.model.register import Point, register
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import VAULT, Thing, full_item
from lifecycle.model.verdict import Refusal


def add(desk: Desk, plan: str, item: str, text: str, *, internal: bool = False) -> dict[str, Any]:
    """A new comment at `item`; Wrong where the plan has no such item."""
    with desk.writing(plan) as pen:
        item = known_item(pen.content, item)
        new = written(pen, pen.content, text=text, internal=internal)
        placed = Placement(comment=new.id, item=item, tier=Tier.none if item == "plan" else Tier.code)
        entry = pen.commit("comment.add", [Put(new), Put(placed)])
    return _said(entry, new.id, settle=new.id)


def reply(desk: Desk, plan: str, to: str, text: str) -> dict[str, Any]:
    """A reply in the thread of comment `to`; to settle it comes next where it waits and somebody else began it."""
    with desk.writing(plan) as pen:
        point = find(pen.content, to)
        new = written(pen, pen.content, text=text, thread=point.thread, parent=point.thread, internal=point.internal)
        root = next(one for one in register(pen.content) if one.id == point.thread)
        own = pen.texts.get(root.author, root.author) == desk.who
        entry = pen.commit("comment.reply", [Put(new)])
    return _said(entry, new.id, settle=None if root.resolved or own else point.thread)


def settlement_of(thread: str, decision: str, *, reason: str | None, change: str | None) -> Settlement:
    """The answer to a thread; Refused where a reason is obligatory and lacks, Wrong where the decision is none."""
    if decision not in SettlementDecision.__members__:
        raise Wrong("comment.unknown_decision", decision=decision, known=tuple(SettlementDecision.__members__))
    settlement = _settlement(thread, decision, reason=(reason or "").strip() or None, change=change)
    if settlement.decision.needs_reason and not settlement.reason:
        raise Refused([Refusal("comment.reason_needed", id=thread, decision=settlement.decision)])
    return settlement


def known_item(content: Content, item: str) -> str:
    """The full ITEM; Wrong, with the nearest ones, where the plan has none such that a comment can stand on."""
    item = str(full_item(item.strip()))
    thing = content.at(item)
    if item != "plan" and (thing is None or not _spoken_of(thing)):
        raise _unknown(content, item)
    return item


def _settlement(thread: str, decision: str, *, reason: str | None, change: str | None) -> Settlement:
    """The answer to a thread; Wrong where its reason is no text a document may hold."""
    try:
        return Settlement(id=thread, decision=SettlementDecision(decision), reason=reason, change=change)
    except ValueError as wrong:
        told = Fault(rule="control_character", column="reason", facts=(("header", "--reason"),))
        raise Wrong("comment.bad_text", faults=[told]) from wrong


def _said(entry: Any, id: str, *, settle: str | None) -> dict[str, Any]:
    return {
        "entry": entry.number if entry else None,
        "id": id,
        "next": [
            *([f'lifecycle comment settle {settle} accepted --reason "…"'] if settle else []),
            "lifecycle comment list",
        ],
    }


def written(
    pen: Pen,
    content: Content,
    *,
    text: str,
    thread: str | None = None,
    parent: str | None = None,
    internal: bool = False,
    author: str | None = None,
    id: str | None = None,
) -> Comment:
    """A new comment with its own or the next number, by `author` or by who acts; a body's name is not personal."""
    if not text.strip():
        raise Wrong("comment.empty")
    who = author or pen.desk.who
    id = id or next_id(content)
    try:
        comment = Comment.model_validate(
            {
                "id": id,
                "thread": thread or id,
                "parent": parent,
                "author": who,
                "personal": who not in bodies(content),
                "date": pen.desk.on.isoformat(),
                "text": text,
                "late": content.plan.state == "consultation" and is_late(content, content.day),
                "internal": internal,
            }
        )
    except ValueError as wrong:
        raise Wrong(
            "comment.bad_text", faults=[Fault(rule="control_character", column="text", facts=(("header", "TEXT"),))]
        ) from wrong
    return pen.seal_thing(comment)


def bodies(content: Content) -> set[str]:
    """The names of the towns and groups of the plan: they are no personal data."""
    return {town.name for town in content.all(Municipality)} | {group.name for group in content.all(Group)}


def is_late(content: Content, day: dt.date) -> bool:
    """Whether what comes on `day` comes after the last round of consultation, in it or in approval and later."""
    rounds = content.all(Consultation)
    late = ("consultation", "approval", *SETTLED_STATES)
    return bool(rounds) and content.plan.state in late and day > max(one.until for one in rounds)


def next_id(content: Content) -> str:
    """The next free comment number: K1, K2, …"""
    return next(numbers(content))


def numbers(content: Content) -> Iterator[str]:
    """The free comment numbers in order."""
    taken = {comment.id for comment in content.all(Comment)} | {one.key for one in content.all(Submission)}
    first = 1 + max((int(id[1:]) for id in taken if id[:1] == "K" and id[1:].isdigit()), default=0)
    return (f"K{number}" for number in count(first))


def find(content: Content, id: str) -> Point:
    """The point with this id; Wrong with the known ones nearest to it."""
    points = register(content)
    for point in points:
        if point.id == id or point.id.casefold() == id.casefold():
            return point
    if not points:
        raise Wrong("comment.none_yet", id=id)
    raise Wrong("comment.unknown", id=id, known=tuple(point.id for point in points[-5:]))


def _unknown(content: Content, item: str) -> Wrong:
    """What is said of an item the plan has not: with those like it, if any."""
    known = _like(content, item)
    return Wrong("item.unknown", item=item, known=known) if known else Wrong("item.unlike_any", item=item)


def _like(content: Content, item: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    kinds = (rows.values() for rows in content.things.values())
    every = [one.address for things in kinds for one in things if len(one.KEY) == 1 and _spoken_of(one)]
    return tuple(get_close_matches(item, every, n=3, cutoff=0.5))


def _spoken_of(thing: Thing) -> bool:
    """Whether a comment can stand on it: what the program keeps for itself has no form, and points have replies."""
    return thing.FORM is not None and not isinstance(thing, Submission | Settlement)


def condition_comments(pen: Pen, content: Content, thing: Thing, standing: Thing | None) -> list[Change]:
    """A council's condition becomes a comment of the municipality to the whole document."""
    if not isinstance(thing, Resolution) or thing.verb is not Verb.approves_with_condition or not thing.condition:
        return []
    if isinstance(standing, Resolution) and standing.condition == thing.condition and standing.verb is thing.verb:
        return []
    town = content.get(Municipality, thing.code)
    new = written(pen, content, text=thing.condition, author=town.name if town else thing.code)
    return [Put(new), Put(Placement(comment=new.id, item="plan", tier=Tier.none))]


def listed(desk: Desk, plan: str) -> list[dict[str, Any]]:
    """The register as `comment list` shows it: every point, replies in rows of their own."""
    content = desk.content(plan)
    texts = desk.store.texts(plan)
    erased = desk.phrases(desk.screen).say("document.erased")
    points = register(content)
    same = groups(points, texts)
    against = rivals(points, same)
    names: dict[str, dict[str, None]] = {}
    for point in points:
        if point.id in same:
            who = point.on_behalf_of or point.author
            names.setdefault(same[point.id], {})[texts.get(who, erased if VAULT.match(who) else who)] = None

    def shown(value: str | None) -> str | None:
        return texts.get(value, erased) if value and value.startswith("vault:") else value

    return [
        {
            "id": point.id,
            "thread": point.thread,
            "parent": point.parent,
            "author": shown(point.author),
            "on_behalf_of": shown(point.on_behalf_of),
            "date": point.date,
            "text": shown(point.text),
            "item": point.item,
            "field": point.field,
            "tier": point.tier.value,
            "placement": point.placement.value,
            "late": point.late,
            "internal": point.internal,
            "resolved": point.resolved,
            "decision": point.settlement.decision.value if point.settlement else None,
            "reason": point.settlement.reason if point.settlement else None,
            "change": point.settlement.change if point.settlement else None,
            "kind": point.kind.value,
            "source": {"file": shown(point.source_file), "edition": point.source_edition},
            "quoted": point.quoted,
            "before": point.before,
            "proposed_change": shown(point.proposed_change),
            "form": _form(content, point),
            "group": same.get(point.id),
            "bodies": list(names.get(same.get(point.id, ""), ())),
            "rivals": list(against.get(point.id, ())),
        }
        for point in points
    ]


def _form(content: Content, point: Point) -> str | None:
    """What the point would do to the text, if it proposes anything."""
    comment = content.get(Comment, point.id)
    return (form_of(comment, point.item, point.field) or None) if comment else None
