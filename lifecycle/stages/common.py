"""What every stage stands on: the kinds all stages share and the chapter on how the plan is made."""

from collections import Counter

from lifecycle.documents.blocks import Block, Heading, Paragraph, Passage, Row, Table, text
from lifecycle.documents.collation import collated
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.comment import Comment, Placement
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Attendance, Decision, Group, GroupKind, Meeting, Person, Side
from lifecycle.model.plan import Deadline, Office, Plan
from lifecycle.model.strategy import CHAPTERS, Chapter
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import natural
from lifecycle.model.verdict import Refusal

kit = Kit("common")
kit.brings(Office, Plan, Deadline, Municipality, Group, Person, Meeting, Attendance, Decision)
kit.brings(Comment, Placement, Edition)


@kit.section
def organisation(content: Content) -> list[Block]:
    """Chapter on organisation and course: who makes the plan, who met, what was decided (§3 h) of Act 108/2006)."""
    say = content.say
    blocks: list[Block] = [
        Passage(chapter.address, narrative(chapter.text, level=1))
        for name in ("introduction", "organisation")
        if (chapter := content.get(Chapter, name))
    ]
    blocks.append(Heading(1, text(say("organisation.territory"))))
    blocks += _towns(content)
    if groups := content.all(Group):
        blocks.append(Heading(1, text(say("organisation.groups"))))
        blocks.append(_groups(content, groups))
    if meetings := content.all(Meeting):
        meetings = sorted(meetings, key=lambda one: (one.date, natural(one.identity)))
        blocks.append(Heading(1, text(say("organisation.meetings"))))
        blocks.append(_meetings(content, meetings))
        blocks += _decisions(content, meetings)
    return blocks


def _towns(content: Content) -> list[Block]:
    say, language = content.say, content.plan.language
    towns = content.all(Municipality)
    people = sum(town.population or 0 for town in towns)
    return [
        Paragraph(text(say("organisation.towns", count=len(towns), people=people))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("municipality", "municipality_code", "population")),
            rows=tuple(
                Row(
                    (
                        text(content.prose(town.name)),
                        text(town.code),
                        text(number_text(town.population, language) if town.population is not None else "–"),
                    )
                )
                for town in sorted(towns, key=lambda town: collated(town.name, language))
            ),
            widths=(60, 20, 20),
            align="llr",
            caption=say("organisation.towns_caption"),
        ),
    ]


def _groups(content: Content, groups: list[Group]) -> Table:
    say, language = content.say, content.plan.language
    members = {group.key: Counter[Side]() for group in groups}
    for person in content.all(Person):
        members[person.group][person.side] += 1
    return Table(
        header=(
            *(text(say(f"column.{name}")) for name in ("code", "group", "kind")),
            *(text(say(f"side.{side.value}")) for side in Side),
        ),
        rows=tuple(
            Row(
                (
                    text(content.prose(group.key)),
                    text(content.prose(group.name)),
                    text(group.kind.in_(language)),
                    *(text(members[group.key][side]) for side in Side),
                ),
                item=group.address,
            )
            for group in groups
        ),
        widths=(8, 26, 14, 13, 16, 11, 12),
        align="lllrrrr",
        caption=say("organisation.groups_caption"),
        fields=("key", "name", "kind", "", "", "", ""),
    )


def _meetings(content: Content, meetings: list[Meeting]) -> Table:
    """One line a meeting: attendance is a number a side."""
    say, language = content.say, content.plan.language
    present = {meeting.key: Counter[Side]() for meeting in meetings}
    for one in content.all(Attendance):
        present[one.meeting][one.side] += 1
    return Table(
        header=(
            *(text(say(f"column.{name}")) for name in ("date", "group", "kind", "place")),
            *(text(say(f"side_short.{side.value}")) for side in Side),
        ),
        rows=tuple(
            Row(
                (
                    text(day_text(meeting.date, language)),
                    text(content.prose(meeting.group)),
                    text(meeting.kind.in_(language)),
                    text(content.prose(meeting.place or "–")),
                    *(text(present[meeting.key][side] or "–") for side in Side),
                )
            )
            for meeting in meetings
        ),
        widths=(13, 10, 12, 37, 6, 8, 6, 8),
        align="llllrrrr",
        caption=say("organisation.meetings_caption"),
    )


def _decisions(content: Content, meetings: list[Meeting]) -> list[Block]:
    say, language = content.say, content.plan.language
    taken = {meeting.key: [d for d in content.all(Decision) if d.meeting == meeting.key] for meeting in meetings}
    if not any(taken.values()):
        return []
    return [
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("date", "group", "decisions", "wording")),
            rows=tuple(
                Row(
                    (
                        text(day_text(meeting.date, language)),
                        text(content.prose(meeting.group)),
                        text(f"{decision.verb.in_(language)}: {content.named(decision.subject)}"),
                        text(content.prose(decision.text or "–")),
                    )
                )
                for meeting in meetings
                for decision in taken[meeting.key]
            ),
            widths=(13, 10, 32, 45),
            caption=say("organisation.decisions_caption"),
        )
    ]


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


@kit.warning
def chapters_are_printed(content: Content) -> list[Refusal]:
    """Every narrative chapter stands under a name that a document prints."""
    return [
        Refusal("text.unprinted", item="plan", section=chapter.section, known=CHAPTERS)
        for chapter in content.all(Chapter)
        if chapter.section not in CHAPTERS
    ]
