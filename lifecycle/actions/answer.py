"""What a person does with points that came back: settles those that say the same at once, applies, places, reopens."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.actions.comment import find, known_item, numbers, settlement_of, written
from lifecycle.actions.compose import answer_text
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.record import CLOSED_IN_FORCE
from lifecycle.actions.rules import row_faults
from lifecycle.actions.shown import who_of
from lifecycle.documents.chapter_source import emptied
from lifecycle.documents.footnoted import has_footnote, note_written
from lifecycle.documents.reworded import reworded
from lifecycle.documents.rewriting import added, rewritten
from lifecycle.documents.tabled import row_written
from lifecycle.documents.typography import day_text, plain
from lifecycle.model.comment import Comment, Placement, PlacementState, Tier
from lifecycle.model.consultation import Settlement
from lifecycle.model.content import Content
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.likeness import groups
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.register import Point, register
from lifecycle.model.strategy import Chapter, Illustration
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal

_MOST = 5
"""How many next steps of one kind are told."""


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
        others = [one.id for one in _alike(pen, point.thread) if _otherwise(one, wanted) and one.id not in same]
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
        "warnings": _warned("comment.like_settled_otherwise", point.thread, others),
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
    """The thread of comment `id` stands at `item` as a person says; Wrong where the plan has no such item or field.

    Said is what the move leaves apart: an answer that was given elsewhere, and points that say the same where it stood.
    """
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
        left = [] if root.item == item else _alike(pen, point.thread)
        entry = None if same else pen.commit("comment.place", [Put(placed)])
    warnings = _warned("comment.placed_alone", point.thread, [one.id for one in left], item=root.item)
    answered = root.settlement if root.item != item else None
    if answered:
        facts = {"id": point.thread, "decision": answered.decision}
        warnings.insert(0, {"code": "comment.placed_settled", "facts": facts})
    return {
        "entry": entry.number if entry else None,
        "id": point.thread,
        "item": item,
        "field": field,
        "warnings": warnings,
        "next": [
            *([f"lifecycle comment reopen {point.thread} --reason …"] if answered else []),
            *(f"lifecycle comment place {one.id} {item}" for one in left[:_MOST]),
            *([] if root.settlement else [f"lifecycle comment settle {point.thread} accepted"]),
            "lifecycle comment list",
        ],
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
        told = [reason]
        if (settlement := pen.content.get(Settlement, thread)) is not None:
            changes.append(Drop(Settlement.KIND, (thread,)))
            told.insert(0, answer_text(pen.content, settlement, code="settlement.earlier"))
        root = pen.content.get(Comment, thread)
        if root is not None and root.resolved:
            changes.append(Put(pen.seal_thing(root.replaced(resolved=False))))
        ids = numbers(pen.content)
        for text in told if changes else ():
            new = written(
                pen, pen.content, text=text, thread=thread, parent=thread, internal=point.internal, id=next(ids)
            )
            changes.append(Put(new))
        others = [one.id for one in _alike(pen, thread) if one.settlement] if changes else []
        entry = pen.commit("comment.reopen", changes, note=reason) if changes else None
    return {
        "entry": entry.number if entry else None,
        "id": thread,
        "warnings": _warned("comment.reopened_alone", thread, others),
        "next": [
            *(f"lifecycle comment reopen {other} --reason …" for other in others[:_MOST]),
            f"lifecycle comment settle {thread} accepted",
            "lifecycle comment list",
        ],
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
    facts = {**refuse, "item": item, "made_on": before or "–"}
    if isinstance(thing, Chapter):
        if not after.strip() and emptied(thing.text, [before]):
            raise Refused([Refusal("comment.apply_empty", **refuse, item=item)])
        pictures = {one.name: one for one in content.all(Illustration) if one.section == thing.section}
        text = reworded(thing.text, before, after, pictures=pictures) or _chapter(thing, comment, before, after)
        if not text or not text.strip():
            code = "comment.apply_chapter" if before and text is None else "comment.apply_by_form"
            raise Refused([Refusal(code, **facts)])
        new: Thing = thing.replaced(text=text)
    elif has_footnote(before + after):
        raise Refused([Refusal("comment.apply_by_form", **facts)])
    else:
        new = _rewritten(thing, point.field, before, after, facts=facts)
    if faults := row_faults(pen.desk, content, new):
        raise Wrong("comment.apply_unfit", faults=faults, item=item)
    return [] if new == thing else [Put(new)]


def _chapter(chapter: Chapter, comment: Comment, before: str, after: str) -> str | None:
    """The chapter with the proposal in its place and kind; None where it has no one place."""
    behind = (comment.behind or "").split("\n")
    if has_footnote(before + after):
        return note_written(chapter.text, before, after)
    row = row_written(chapter.text, before, after, behind=behind)
    if row is not None:
        return row
    if before:
        text, left = rewritten(chapter.text, [(before, after)])
        return None if left else text
    return added(chapter.text, after, behind=behind, listed=comment.listed)


def _rewritten(thing: Thing, field: str | None, before: str, after: str, *, facts: Mapping[str, Any]) -> Thing:
    """The thing with the text of its field, or one paragraph of it, replaced; Refused where it does not read `before`.

    What is no text of one field (a row, a paragraph between the fields, a list of codes) is entered by form.
    """
    columns = (one for one in type(thing).columns() if one.type in ("text", "line") and not one.in_key)
    column = next((one for one in columns if one.name == field and not one.private), None)
    if column is None:
        raise Refused([Refusal("comment.apply_by_form", **facts)])
    value = str(getattr(thing, column.attribute) or "")
    told = after if column.type == "text" else " ".join(after.split())
    paragraphs = value.split("\n\n")
    found = [n for n, one in enumerate(paragraphs) if plain(one) == plain(before) and plain(one)]
    if plain(value) != plain(before):
        if len(found) != 1 or column.type != "text":
            raise Refused([Refusal("comment.apply_text_changed", **facts, now=value or "–")])
        paragraphs[found[0]] = told
        told = "\n\n".join(one for one in paragraphs if one)
    new = _with(thing, column.name, told, required=column.required)
    if new is None:
        raise Refused([Refusal("comment.apply_by_form", **facts)])
    return new


def _with(thing: Thing, name: str, text: str, *, required: bool) -> Thing | None:
    if not text and required:
        return None
    try:
        return thing.replaced(**{name: text or None})
    except ValueError:
        return None


def _root(content: Content, point: Point) -> Point:
    return next(one for one in register(content) if one.id == point.thread)


def _group(pen: Pen, thread: str) -> list[str]:
    """The threads that say the same and wait for an answer, this one first."""
    return [thread, *(one.id for one in _alike(pen, thread) if one.settlement is None)]


def _alike(pen: Pen, thread: str) -> list[Point]:
    """The other threads that say the same, answered or not."""
    points = register(pen.content)
    same = groups(points, pen.texts)
    return [one for one in points if one.is_root and one.id != thread and same.get(one.id, one.id) == same.get(thread)]


def _otherwise(point: Point, wanted: Settlement) -> bool:
    return point.settlement is not None and point.settlement.decision is not wanted.decision


def _warned(code: str, id: str, others: Sequence[str], **facts: object) -> list[dict[str, Any]]:
    """That points which say the same have another answer or place."""
    told = {"id": id, "count": len(others), "others": list(others), **facts}
    return [{"code": code, "facts": told}] if others else []
