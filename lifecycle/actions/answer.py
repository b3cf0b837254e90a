"""What a person does with points that came back: settles those that say the same at once, applies, places, reopens."""

from typing import Any

from lifecycle.actions.comment import find, known_item, settlement_of, written
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.record import CLOSED_IN_FORCE
from lifecycle.actions.rules import row_faults
from lifecycle.actions.shown import who_of
from lifecycle.documents.rewriting import rewritten
from lifecycle.documents.typography import day_text, plain
from lifecycle.model.comment import Comment, Placement, PlacementState, Tier
from lifecycle.model.consultation import Settlement
from lifecycle.model.content import Content
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.likeness import groups
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.register import Point, register
from lifecycle.model.strategy import Chapter
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal


def settle(
    desk: Desk,
    plan: str,
    id: str,
    decision: str,
    *,
    reason: str | None = None,
    change: str | None = None,
    apply: bool = False,
    alone: bool = False,
) -> dict[str, Any]:
    """The thread of comment `id` has its answer, and every point that says the same unless `alone`.

    `apply` writes the proposed text into the item, which is then what the answer changed; a reason is obligatory for
    partly and rejected.
    """
    with desk.writing(plan) as pen:
        point = find(pen.content, id)
        change = known_item(pen.content, change) if change else point.item if apply else None
        wanted = settlement_of(point.thread, decision, reason=reason, change=change)
        made: list[Change] = []
        if apply:
            made = applied(pen, _root(pen.content, point), decision=decision, change=change)
        refuse_settled_otherwise(pen, wanted)
        same = [point.thread] if alone else _group(pen, point.thread)
        settled = [Put(wanted.replaced(id=thread)) for thread in same]
        new = [one for one in settled if pen.content.get(Settlement, one.thing.identity[0]) != one.thing]
        changes = [*made, *new]
        entry = pen.commit("comment.settle", changes) if changes else None
    return {
        "entry": entry.number if entry else None,
        "id": point.thread,
        "ids": same,
        "decision": decision,
        "applied": [one.thing.address for one in made if isinstance(one, Put)],
        "count": len(same),
        "next": ["lifecycle comment list"],
    }


def refuse_settled_otherwise(pen: Pen, wanted: Settlement) -> None:
    """Refused where somebody else has settled the point with another decision: it must be reopened first."""
    standing = pen.content.get(Settlement, wanted.id)
    if standing is None or standing.decision is wanted.decision:
        return
    wrote = pen.content.wrote_by(standing)
    entry = next(one for one in pen.desk.store.entries(pen.content.key) if one.number == wrote)
    if (who := who_of(pen, entry)) != pen.desk.who:
        day = day_text(entry.on.isoformat(), pen.desk.screen)
        refusal = Refusal(
            "comment.settled_otherwise", id=wanted.id, decision=standing.decision, who=who, day=day, entry=wrote
        )
        raise Refused([refusal])


def place(desk: Desk, plan: str, id: str, item: str, *, field: str | None = None) -> dict[str, Any]:
    """The thread of comment `id` stands at `item` as a person says; Wrong where the plan has no such item or field."""
    with desk.writing(plan) as pen:
        point = find(pen.content, id)
        item = known_item(pen.content, item)
        thing = pen.content.at(item)
        names = [column.name for column in type(thing).columns() if not column.hidden] if thing else []
        if field and field not in names:
            raise Wrong("comment.unknown_field", field=field, item=item, known=tuple(names))
        placed = Placement(comment=point.thread, item=item, field=field, tier=Tier.none, state=PlacementState.placed)
        root = _root(pen.content, point)
        same = (root.item, root.field, root.placement) == (item, field, PlacementState.placed)
        entry = None if same else pen.commit("comment.place", [Put(placed)])
    return {
        "entry": entry.number if entry else None,
        "id": point.thread,
        "item": item,
        "field": field,
        "next": [f"lifecycle comment settle {point.thread} accepted", "lifecycle comment list"],
    }


def reopen(desk: Desk, plan: str, id: str, *, reason: str) -> dict[str, Any]:
    """The thread of comment `id` waits for an answer again; why stands in it as a reply and with the act."""
    reason = reason.strip()
    if not reason:
        raise Wrong("comment.reopen_reason")
    with desk.writing(plan) as pen:
        point = find(pen.content, id)
        thread = point.thread
        changes: list[Change] = []
        if pen.content.get(Settlement, thread):
            changes.append(Drop(Settlement.KIND, (thread,)))
        root = pen.content.get(Comment, thread)
        if root is not None and root.resolved:
            changes.append(Put(root.replaced(resolved=False)))
        if changes:
            reply = written(pen, pen.content, text=reason, thread=thread, parent=thread, internal=point.internal)
            changes.append(Put(reply))
        entry = pen.commit("comment.reopen", changes, note=reason) if changes else None
    return {
        "entry": entry.number if entry else None,
        "id": thread,
        "next": [f"lifecycle comment settle {thread} accepted", "lifecycle comment list"],
    }


def applied(pen: Pen, point: Point, *, decision: str, change: str | None) -> list[Change]:
    """The change that writes the proposed text into the item; Refused with both texts where it reads otherwise."""
    content, comment = pen.content, pen.content.get(Comment, point.thread)
    refuse: dict[str, Any] = {"id": point.thread}
    if decision not in ("accepted", "partly"):
        raise Refused([Refusal("comment.apply_not_accepted", decision=decision, **refuse)])
    if comment is None or not comment.proposes:
        raise Refused([Refusal("comment.apply_no_proposal", **refuse)])
    item = change or point.item
    if item is None or (thing := content.at(item)) is None:
        raise Refused([Refusal("comment.apply_no_item", **refuse)])
    if content.plan.state in SETTLED_STATES and type(thing).FORM in CLOSED_IN_FORCE:
        raise Refused([Refusal("record.closed", form=type(thing).FORM, state=content.plan.state, plan=content.key)])
    before, after = comment.before or "", comment.proposed_change or ""
    new = _rewritten(thing, point.field, before, after)
    if new is None:
        now = _now(thing, point.field)
        facts = {**refuse, "item": item, "made_on": before or "–", "now": now or "–"}
        raise Refused([Refusal("comment.apply_text_changed", **facts)])
    if faults := row_faults(pen.desk, content, new):
        raise Wrong("comment.apply_unfit", faults=faults, item=item)
    return [] if new == thing else [Put(new)]


def _rewritten(thing: Thing, field: str | None, before: str, after: str) -> Thing | None:
    """The thing with the text of its field, or a paragraph of it, replaced; None where it does not read `before`."""
    if isinstance(thing, Chapter):
        text, left = rewritten(thing.text, [(before, after)])
        return thing.replaced(text=text) if not left and text.strip() else None
    columns = [one for one in type(thing).columns() if one.type in ("text", "line") and not one.in_key]
    own = [one for one in columns if one.name == field] or ([] if field else columns)
    for column in own:
        value = str(getattr(thing, column.attribute) or "")
        told = after if column.type == "text" else " ".join(after.split())
        if plain(value) == plain(before) and not column.private:
            return _with(thing, column.name, told, required=column.required)
        paragraphs = value.split("\n\n")
        found = [n for n, one in enumerate(paragraphs) if plain(one) == plain(before) and plain(one)]
        if len(found) == 1 and column.type == "text":
            paragraphs[found[0]] = told
            return _with(thing, column.name, "\n\n".join(one for one in paragraphs if one), required=column.required)
    return None


def _with(thing: Thing, name: str, text: str, *, required: bool) -> Thing | None:
    if not text and required:
        return None
    try:
        return thing.replaced(**{name: text or None})
    except ValueError:
        return None


def _now(thing: Thing, field: str | None) -> str:
    return str(getattr(thing, field, None) or "") if field else ""


def _root(content: Content, point: Point) -> Point:
    return next(one for one in register(content) if one.id == point.thread)


def _group(pen: Pen, thread: str) -> list[str]:
    """The threads that say the same and wait for an answer, this one first."""
    points = register(pen.content)
    same = groups(points, pen.texts)
    waiting = [
        one.id
        for one in points
        if one.is_root
        and one.id != thread
        and one.settlement is None
        and thread in same
        and same.get(one.id) == same[thread]
    ]
    return [thread, *waiting]
