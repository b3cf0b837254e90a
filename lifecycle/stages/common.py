"""What every stage stands on: the kinds all stages share and the chapter on how the plan is made."""

from collections import Counter

from lifecycle.documents.blocks import Block, Heading, Paragraph, Row, Table, text
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.comment import Comment, Placement
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Attendance, Decision, Group, GroupKind, Meeting, Person, Side
from lifecycle.model.plan import Deadline, Office, Plan
from lifecycle.model.strategy import Chapter
from lifecycle.model.territory import Municipality
from lifecycle.model.verdict import Refusal

kit = Kit("common")
kit.brings(Office, Plan, Deadline, Municipality, Group, Person, Meeting, Attendance, Decision)
kit.brings(Comment, Placement, Edition)


@kit.section
def organisation(content: Content) -> list[Block]:
    """Chapter on organisation and course: who makes the plan, who met, what was decided (§3 h) of Act 108/2006)."""
    say = content.say
    blocks: list[Block] = []
    for name in ("introduction", "organisation"):
        if chapter := content.get(Chapter, name):
            blocks += narrative(chapter.text, level=1)
    towns = content.all(Municipality)
    people = sum(town.population or 0 for town in towns)
    blocks.append(Heading(1, text(say("organisation.territory"))))
    blocks.append(Paragraph(text(say("organisation.towns", count=len(towns), people=people))))
    blocks.append(
        Table(
            header=(
                text(say("column.municipality")),
                text(say("column.municipality_code")),
                text(say("column.population")),
            ),
            rows=tuple(
                Row((text(t.name), text(t.code), text(say("value", value=t.population) if t.population else "–")))
                for t in sorted(towns, key=lambda town: town.name)
            ),
            widths=(60, 20, 20),
            align="llr",
            caption=say("organisation.towns_caption"),
        )
    )
    if groups := content.all(Group):
        blocks.append(Heading(1, text(say("organisation.groups"))))
        blocks.append(_groups(content, groups))
    if meetings := content.all(Meeting):
        blocks.append(Heading(1, text(say("organisation.meetings"))))
        blocks.append(_meetings(content, meetings))
    return blocks


def _groups(content: Content, groups: list[Group]) -> Table:
    say = content.say
    members = {group.key: Counter[Side]() for group in groups}
    for person in content.all(Person):
        members[person.group][person.side] += 1
    return Table(
        header=(
            text(say("column.code")),
            text(say("column.group")),
            text(say("column.kind")),
            *(text(side.in_(content.plan.language).capitalize()) for side in Side),
        ),
        rows=tuple(
            Row(
                (
                    text(group.key),
                    text(group.name),
                    text(group.kind.in_(content.plan.language)),
                    *(text(members[group.key][side]) for side in Side),
                ),
                item=f"group:{group.key}",
            )
            for group in groups
        ),
        widths=(10, 32, 18, 10, 10, 10, 10),
        align="lllrrrr",
        caption=say("organisation.groups_caption"),
        fields=("key", "name", "kind", "", "", "", ""),
    )


def _meetings(content: Content, meetings: list[Meeting]) -> Table:
    say, language = content.say, content.plan.language
    present = {meeting.key: Counter[Side]() for meeting in meetings}
    for one in content.all(Attendance):
        present[one.meeting][one.side] += 1
    decided: dict[str, list[str]] = {}
    for decision in content.all(Decision):
        decided.setdefault(decision.meeting, []).append(f"{decision.verb.in_(language)} {decision.subject}")
    return Table(
        header=(
            text(say("column.date")),
            text(say("column.group")),
            text(say("column.kind")),
            text(say("column.place")),
            text(say("column.attendance")),
            text(say("column.decisions")),
        ),
        rows=tuple(
            Row(
                (
                    text(day_text(meeting.date, language)),
                    text(meeting.group),
                    text(meeting.kind.in_(language)),
                    text(meeting.place),
                    text(_sides(present[meeting.key], language)),
                    text("\n".join(decided.get(meeting.key, ()))),
                )
            )
            for meeting in sorted(meetings, key=lambda one: (one.date, one.key))
        ),
        widths=(14, 10, 16, 20, 18, 22),
        caption=say("organisation.meetings_caption"),
    )


def _sides(present: Counter[Side], language: str) -> str:
    return "\n".join(f"{side.in_(language)} {present[side]}" for side in Side if present[side])


@kit.warning
def three_sides_meet(content: Content) -> list[Refusal]:
    """Each working group has members of commissioners, providers and users (Czech practice: the triad)."""
    if not content.all(Person):
        return []
    sides: dict[str, set[Side]] = {}
    for person in content.all(Person):
        sides.setdefault(person.group, set()).add(person.side)
    triad = (Side.commissioner, Side.provider, Side.user)
    return [
        Refusal("people.thin", item=f"group:{group.key}", group=group.name, missing=tuple(missing))
        for group in content.all(Group)
        if group.kind in (GroupKind.working, GroupKind.coordination)
        if (missing := [side for side in triad if side not in sides.get(group.key, set())])
    ]
