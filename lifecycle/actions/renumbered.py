"""Items that changed their code: what was said of them goes with them in the same act, never guessed."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from lifecycle.model.comment import Placement, PlacementState
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.history import Change, Put
from lifecycle.model.register import Point, register
from lifecycle.model.renumbering import another, successors, titles, unlike

_LATEST = 12
"""How many of the newest editions are asked what item a code meant."""


def followed(before: Content, changes: Sequence[Change]) -> tuple[list[Change], list[dict[str, Any]]]:
    """What follows the items to which `changes` give another code, and what is said of each item.

    Points of an item that has another code (`model/renumbering.py`) are placed there, and answers that name it as what
    they changed name it there. Points of an item that only has another title stay. Where its code is another item's
    now and nobody knows the item, its points wait for a place and answers name it no more. Each of these is said.
    """
    after = before.after(changes)
    were, are, moved = titles(before), titles(after), successors(before, after)
    changed = (item for item in were if item in are and item not in moved and were[item] != are[item])
    lost = {item for item in changed if another(before, after, item, moved)}
    points = register(before)
    spoken = {*(point.item for point in points), *(one.change for one in before.all(Settlement))}
    lost |= {item for item in spoken if item in are and item not in were and _taken(before, after, item)}
    went: dict[str, list[Point]] = {}
    for point in points:
        item = point.item or ""
        changed_here = item in lost or (item in were and were[item] != are.get(item))
        if point.is_root and changed_here and not _told_anew(before, after, point):
            went.setdefault(item, []).append(point)
    made: list[Change] = []
    said: list[dict[str, Any]] = []
    for item, own in went.items():
        facts = {"count": len(own), "ids": [point.id for point in own], "item": item}
        if to := moved.get(item):
            made += [Put(_moved(point, to)) for point in own]
            said.append({"code": "record.comments_moved", "facts": facts | {"to": to}})
        elif item in lost:
            made += [Put(_orphaned(point)) for point in own]
            said.append({"code": "record.comments_orphaned", "facts": facts | {"title": _title(after, item)}})
        elif item in are:
            said.append({"code": "record.comments_stay", "facts": facts | {"title": _title(after, item)}})
    answers, told = _answers(before, after, moved, lost)
    return made + answers, said + told


def _answers(
    before: Content, after: Content, moved: Mapping[str, str], lost: Container[str]
) -> tuple[list[Change], list[dict[str, Any]]]:
    """The settlements that name a moved or lost item as what they changed; those of the same act stand as they say."""
    went: dict[str, list[Settlement]] = {}
    for one in after.all(Settlement):
        if one.change and (one.change in moved or one.change in lost) and before.get(Settlement, one.id) == one:
            went.setdefault(one.change, []).append(one)
    made: list[Change] = [
        Put(one.replaced(change=moved.get(item))) for item, settlements in went.items() for one in settlements
    ]
    said: list[dict[str, Any]] = []
    for item, own in went.items():
        facts = {"count": len(own), "ids": [one.id for one in own], "item": item}
        if to := moved.get(item):
            said.append({"code": "record.settlements_moved", "facts": facts | {"to": to}})
        else:
            said.append({"code": "record.settlements_unnamed", "facts": facts})
    return made, said


def _taken(before: Content, after: Content, item: str) -> bool:
    """Whether a code that was free now has another item than the newest edition that knows the code."""
    now = after.at(item)
    for edition in sorted(before.all(Edition), key=before.wrote_by, reverse=True)[:_LATEST]:
        then = before.earlier(edition.name_at_number)
        thing = then.at(item) if then is not None else None
        if thing is not None:
            return now is None or unlike(thing, now)
    return True


def _told_anew(before: Content, after: Content, point: Point) -> bool:
    """Whether the same act says itself what a submission is about."""
    was, now = before.get(Submission, point.id), after.get(Submission, point.id)
    return was is not None and (now is None or was.item != now.item)


def _moved(point: Point, to: str) -> Placement:
    return Placement(comment=point.id, item=to, field=point.field, tier=point.tier, state=PlacementState.moved)


def _orphaned(point: Point) -> Placement:
    return Placement(comment=point.id, state=PlacementState.orphaned)


def _title(content: Content, item: str) -> str:
    return str(getattr(content.at(item), "title", ""))
