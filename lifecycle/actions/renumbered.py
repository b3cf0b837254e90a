"""Items that changed their code: what was said of them goes with them in the same act, by title and never guessed."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.model.comment import Placement, PlacementState
from lifecycle.model.consultation import Submission
from lifecycle.model.content import Content
from lifecycle.model.history import Change, Put
from lifecycle.model.register import Point, register
from lifecycle.model.strategy import Activity, Measure, Priority


def followed(before: Content, changes: Sequence[Change]) -> tuple[list[Change], list[dict[str, Any]]]:
    """The placements of the points whose items `changes` give another code, and what is said of each item.

    An item moved where its title, which one item of its kind has before and after, stands under another code. Points
    of an item that only has another title stay, which is said.
    """
    after = before.after(changes)
    were, are = _titles(before), _titles(after)
    went: dict[str, list[Point]] = {}
    for point in register(before):
        item = point.item or ""
        if point.is_root and item in were and were[item] != are.get(item) and not _told_anew(before, after, point):
            went.setdefault(item, []).append(point)
    made: list[Change] = []
    said: list[dict[str, Any]] = []
    for item, points in went.items():
        facts = {"count": len(points), "ids": [point.id for point in points], "item": item}
        to = _now_at(item, were, are)
        if to:
            made += [Put(_moved(point, to)) for point in points]
            said.append({"code": "record.comments_moved", "facts": facts | {"to": to}})
        elif item in are:
            said.append(
                {"code": "record.comments_stay", "facts": facts | {"title": getattr(after.at(item), "title", "")}}
            )
    return made, said


def _titles(content: Content) -> dict[str, str]:
    """The title of each numbered item by its address, in words without case."""
    things: list[Priority | Measure | Activity] = [
        *content.all(Priority),
        *content.all(Measure),
        *content.all(Activity),
    ]
    return {one.address: " ".join(one.title.casefold().split()) for one in things}


def _now_at(item: str, were: Mapping[str, str], are: Mapping[str, str]) -> str | None:
    """The only item of the kind that has the title of `item` now; None where it was shared or is not told apart."""
    kind = item.partition(":")[0] + ":"
    then, now = (
        [address for address, title in titles.items() if title == were[item] and address.startswith(kind)]
        for titles in (were, are)
    )
    return now[0] if len(then) == len(now) == 1 else None


def _told_anew(before: Content, after: Content, point: Point) -> bool:
    """Whether the same act says itself what a submission is about."""
    was, now = before.get(Submission, point.id), after.get(Submission, point.id)
    return was is not None and (now is None or was.item != now.item)


def _moved(point: Point, to: str) -> Placement:
    return Placement(comment=point.id, item=to, field=point.field, tier=point.tier, state=PlacementState.moved)
