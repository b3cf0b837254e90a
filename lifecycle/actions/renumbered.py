"""Items that changed their code: what was said of them goes with them in the same act, by title and never guessed."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.model.comment import Placement, PlacementState
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.history import Change, Put
from lifecycle.model.register import Point, register
from lifecycle.model.renumbering import successors, titles


def followed(before: Content, changes: Sequence[Change]) -> tuple[list[Change], list[dict[str, Any]]]:
    """What follows the items to which `changes` give another code, and what is said of each item.

    An item moved where its title, which one item of its kind has before and after, stands under another code: its
    points are placed there, and answers that name it as what they changed name it there. Points of an item that only
    has another title stay, which is said.
    """
    after = before.after(changes)
    were, are, moved = titles(before), titles(after), successors(before, after)
    went: dict[str, list[Point]] = {}
    for point in register(before):
        item = point.item or ""
        if point.is_root and item in were and were[item] != are.get(item) and not _told_anew(before, after, point):
            went.setdefault(item, []).append(point)
    made: list[Change] = []
    said: list[dict[str, Any]] = []
    for item, points in went.items():
        facts = {"count": len(points), "ids": [point.id for point in points], "item": item}
        if to := moved.get(item):
            made += [Put(_moved(point, to)) for point in points]
            said.append({"code": "record.comments_moved", "facts": facts | {"to": to}})
        elif item in are:
            said.append(
                {"code": "record.comments_stay", "facts": facts | {"title": getattr(after.at(item), "title", "")}}
            )
    answers, told = _answers(before, after, moved)
    return made + answers, said + told


def _answers(before: Content, after: Content, moved: Mapping[str, str]) -> tuple[list[Change], list[dict[str, Any]]]:
    """The settlements that name a moved item as what they changed; those of the same act say themselves what."""
    went: dict[str, list[Settlement]] = {}
    for one in after.all(Settlement):
        if one.change in moved and before.get(Settlement, one.id) == one:
            went.setdefault(str(one.change), []).append(one)
    made: list[Change] = [
        Put(one.replaced(change=moved[item])) for item, settlements in went.items() for one in settlements
    ]
    return made, [
        {
            "code": "record.settlements_moved",
            "facts": {"count": len(own), "ids": [one.id for one in own], "item": item, "to": moved[item]},
        }
        for item, own in went.items()
    ]


def _told_anew(before: Content, after: Content, point: Point) -> bool:
    """Whether the same act says itself what a submission is about."""
    was, now = before.get(Submission, point.id), after.get(Submission, point.id)
    return was is not None and (now is None or was.item != now.item)


def _moved(point: Point, to: str) -> Placement:
    return Placement(comment=point.id, item=to, field=point.field, tier=point.tier, state=PlacementState.moved)
