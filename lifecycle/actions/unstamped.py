"""What of a plan no time-stamp covers yet: an office that has ever used time-stamps is told of the end of a stage."""

from lifecycle.actions.desk import Desk
from lifecycle.model.checkpoint import Checkpoint, Stamp, read_checkpoint
from lifecycle.model.content import Content
from lifecycle.model.plan import OFFICE, Stay
from lifecycle.model.verdict import Refusal


def unstamped(desk: Desk, content: Content) -> list[Refusal]:
    """That the end of the plan's last stage is covered by no time-stamp taken; nothing where none was ever taken."""
    ended = content.plan.entered_by
    stamps = desk.store.things(OFFICE, Stamp)
    if len(content.all(Stay)) < 2 or not any(stamp.at for stamp in stamps):
        return []
    points = {one.number: one for one in desk.store.things(OFFICE, Checkpoint)}
    covering = [stamp for stamp in stamps if _size(points.get(stamp.checkpoint), content.key) >= ended]
    if any(stamp.at for stamp in covering):
        return []
    state = desk.definition(content).state(content.plan.state).title.in_(desk.screen)
    if covering:
        number = max(stamp.number for stamp in covering)
        return [Refusal("stamp.uncovered", entry=ended, title=state, reason="waiting", number=number)]
    return [Refusal("stamp.uncovered", entry=ended, title=state)]


def _size(point: Checkpoint | None, plan: str) -> int:
    """How many entries of the plan the checkpoint covers; one whose text is damaged `history verify` names."""
    if point is None:
        return 0
    try:
        mark = read_checkpoint(point.number, point.text).get(plan)
    except ValueError:
        return 0
    return mark.size if mark else 0
