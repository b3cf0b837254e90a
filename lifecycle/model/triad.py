"""The three sides of planning (triáda): who sits in the groups, who came in which stage, and which side was missing."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from lifecycle.model.content import Content
from lifecycle.model.people import Attendance, Group, GroupKind, Meeting, Person, PersonRole, Side
from lifecycle.model.plan import Stay
from lifecycle.model.thing import natural

TRIAD = (Side.commissioner, Side.provider, Side.user)
"""The sides without which planning is not community planning; the public comes besides."""
DECIDING = (GroupKind.steering, GroupKind.working, GroupKind.coordination)
"""The groups that make the plan; an information group only hears of it."""


@dataclass(frozen=True, slots=True)
class Thin:
    """A group in whose meetings of one stage nobody of the `missing` sides took part."""

    group: Group
    state: str
    missing: tuple[Side, ...]


def missing(sides: Collection[Side]) -> tuple[Side, ...]:
    """The sides of the triad that are not among `sides`."""
    return tuple(side for side in TRIAD if side not in sides)


def members(content: Content) -> dict[str, Counter[Side]]:
    """Group → its members by side; a guest is not a member."""
    found = {group.key: Counter[Side]() for group in content.all(Group)}
    for person in content.all(Person):
        if person.role is not PersonRole.guest:
            found[person.group][person.side] += 1
    return found


def held(content: Content) -> list[Meeting]:
    """The meetings and events up to the day of the content, by their day."""
    meetings = [meeting for meeting in content.all(Meeting) if meeting.date <= content.day]
    return sorted(meetings, key=lambda one: (one.date, natural(one.identity)))


def present(content: Content) -> dict[str, Counter[Side]]:
    """Meeting → how many came of each side; a meeting whose attendance nobody recorded is not there."""
    found: dict[str, Counter[Side]] = {}
    for one in content.all(Attendance):
        found.setdefault(one.meeting, Counter())[one.side] += 1
    return found


def stage_of(content: Content, day: dt.date) -> str:
    """The state the plan stood in on `day`; the day of a step belongs to the state left, for it was decided there."""
    stays = content.all(Stay)
    entered = [stay for stay in stays if stay.entered_on < day] or stays[:1]
    return entered[-1].state if entered else content.plan.state


def attended(content: Content) -> dict[str, dict[str, Counter[Side]]]:
    """State → group → how many came of each side to the meetings held in that state, states in their order."""
    came = present(content)
    found: dict[str, dict[str, Counter[Side]]] = {}
    for meeting in held(content):
        if meeting.key in came:
            groups = found.setdefault(stage_of(content, meeting.date), {})
            groups.setdefault(meeting.group, Counter()).update(came[meeting.key])
    return found


def thin(content: Content) -> list[Thin]:
    """Every deciding group that met in a stage without one of the three sides, by stage and group."""
    return [
        Thin(group, state, lacking)
        for state, groups in attended(content).items()
        for group in content.all(Group)
        if group.kind in DECIDING and group.key in groups
        if (lacking := missing(groups[group.key]))
    ]
