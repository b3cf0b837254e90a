"""People and meetings: the chapter on how the plan is made writes itself from groups, meetings and attendance.

One file because it is one chapter: its parts are read one after another.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Passage, Row, Runs, Table, text
from lifecycle.documents.collation import collated
from lifecycle.documents.narrative import passage
from lifecycle.documents.typography import NBSP, day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.people import Decision, Group, Meeting, MeetingKind, Person, PersonRole, Side
from lifecycle.model.plan import Stay
from lifecycle.model.strategy import Chapter
from lifecycle.model.territory import Municipality
from lifecycle.model.triad import TRIAD, attended, held, members, present, stage_of, thin

kit = Kit("meetings")


@kit.section
def organisation(content: Content) -> list[Block]:
    """Chapter on organisation and course: who makes the plan, who met, what was decided (§3 h) of Act 108/2006)."""
    return [
        *_written(content),
        *_part(content, "organisation.territory", _towns(content)),
        *_part(content, "organisation.course", _course(content)),
        *_part(content, "organisation.groups", _groups(content)),
        *_part(content, "organisation.meetings", [*_meetings(content), *_events(content)]),
        *_part(content, "organisation.balance", _balance(content)),
        *_part(content, "organisation.decisions", _decisions(content)),
    ]


def _written(content: Content) -> list[Block]:
    """What the towns wrote themselves; a heading inside the introduction does not swallow the text on organisation."""
    blocks: list[Block] = []
    for name in ("introduction", "organisation"):
        if chapter := content.get(Chapter, name):
            written = passage(content, chapter)
            before = [block for one in blocks if isinstance(one, Passage) for block in one.blocks]
            if any(isinstance(block, Heading) for block in before) and not isinstance(written.blocks[0], Heading):
                blocks.append(Heading(1, text(content.say(f"chapter.{name}"))))
            blocks.append(written)
    return blocks


def _part(content: Content, heading: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks under a heading of their own; nothing where there are none."""
    return [Heading(1, text(content.say(heading))), *blocks] if blocks else []


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)


def _towns(content: Content) -> list[Block]:
    say, language = content.say, content.plan.language
    towns = content.all(Municipality)
    people = sum(town.population or 0 for town in towns)
    return [
        Paragraph(text(say("organisation.towns", count=len(towns), people=people))),
        Table(
            header=_heads(content, "municipality", "municipality_code", "population"),
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


def _course(content: Content) -> list[Block]:
    """One line a stay: a stage the plan was returned to stands twice."""
    say, language = content.say, content.plan.language
    stays = content.all(Stay)
    if not stays:
        return []
    return [
        Table(
            header=_heads(content, "stage", "from", "until"),
            rows=tuple(
                Row(
                    (
                        text(_stage(content, stay.state)),
                        text(day_text(stay.entered_on, language)),
                        text(day_text(stay.left_on, language) if stay.left_on else say("organisation.goes_on")),
                    )
                )
                for stay in stays
            ),
            widths=(60, 20, 20),
            caption=say("organisation.course_caption"),
        )
    ]


def _stage(content: Content, state: str) -> str:
    """A state as it stands at the beginning of a cell; the name of a town's own state as it is."""
    told = content.say(code := f"state.{state}")
    return content.prose(state if told.startswith(code) else told[:1].upper() + told[1:])


def _groups(content: Content) -> list[Block]:
    say, language = content.say, content.plan.language
    groups = content.all(Group)
    if not groups:
        return []
    sides = members(content)
    blocks: list[Block] = [
        Table(
            header=(*_heads(content, "code", "group", "kind"), *(text(say(f"side.{side.value}")) for side in Side)),
            rows=tuple(
                Row(
                    (
                        text(content.prose(group.key)),
                        text(content.prose(group.name)),
                        text(group.kind.in_(language)),
                        *(text(sides[group.key][side]) for side in Side),
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
    ]
    if roles := _roles(content, groups):
        blocks.append(
            Table(
                header=_heads(content, "group", "role", "side", "organisation"),
                rows=tuple(roles),
                widths=(34, 16, 16, 34),
                caption=say("organisation.roles_caption"),
            )
        )
    return blocks


def _roles(content: Content, groups: Iterable[Group]) -> list[Row]:
    """Who leads, advises and visits each group, by side and organisation; names stay out of the plan."""
    language = content.plan.language
    told = Counter(
        (person.group, person.role, person.side, person.organisation or "–")
        for person in content.all(Person)
        if person.role not in (None, PersonRole.member)
    )
    return [
        Row(
            (
                text(content.prose(group.name)),
                text(role.in_(language) + (f" ({count}×)" if count > 1 else "")),
                text(side.in_(language)),
                text(content.prose(organisation)),
            )
        )
        for group in groups
        for role in PersonRole
        for (key, has, side, organisation), count in sorted(told.items(), key=str)
        if key == group.key and has is role
    ]


def _meetings(content: Content) -> list[Block]:
    """One line a meeting held: attendance is a number a side."""
    say, language = content.say, content.plan.language
    meetings, came = held(content), present(content)
    if not meetings:
        return []
    return [
        Table(
            header=(
                *_heads(content, "date", "group", "kind", "place"),
                *(text(say(f"side_short.{side.value}")) for side in Side),
            ),
            rows=tuple(
                Row(
                    (
                        text(day_text(meeting.date, language)),
                        text(content.prose(meeting.group)),
                        text(meeting.kind.in_(language)),
                        text(content.prose(meeting.place or "–")),
                        *(text(came.get(meeting.key, Counter())[side] or "–") for side in Side),
                    )
                )
                for meeting in meetings
            ),
            widths=(13, 10, 12, 37, 6, 8, 6, 8),
            align="llllrrrr",
            caption=say("organisation.meetings_caption"),
        )
    ]


def _events(content: Content) -> list[Block]:
    """Workshops, round tables, conferences, trainings, hearings and competitions: how many, when, how many came."""
    language, came = content.plan.language, present(content)
    events: dict[MeetingKind, list[Meeting]] = {}
    for meeting in held(content):
        events.setdefault(meeting.kind, []).append(meeting)
    events.pop(MeetingKind.meeting, None)
    if not events:
        return []
    return [
        Table(
            header=_heads(content, "kind", "count", "days", "people"),
            rows=tuple(
                Row(
                    (
                        text(kind.in_(language)),
                        text(len(events[kind])),
                        text(", ".join(dict.fromkeys(day_text(one.date, language) for one in events[kind]))),
                        text(sum(came.get(one.key, Counter()).total() for one in events[kind]) or "–"),
                    )
                )
                for kind in MeetingKind
                if kind in events
            ),
            widths=(24, 10, 50, 16),
            align="lrlr",
            caption=content.say("organisation.events_caption"),
        )
    ]


def _balance(content: Content) -> list[Block]:
    """Attendance of the sides in each stage with their shares, and the groups where a side was missing."""
    say, came = content.say, attended(content)
    if not came:
        return []
    met = Counter(stage_of(content, one.date) for one in held(content) if one.key in present(content))
    sums = {state: sum(groups.values(), Counter[Side]()) for state, groups in came.items()}
    blocks: list[Block] = [
        Table(
            header=(*_heads(content, "stage", "meetings_held"), *(text(say(f"side.{side.value}")) for side in Side)),
            rows=tuple(
                Row(
                    (
                        text(_stage(content, state)),
                        text(met[state]),
                        *(text(_share(sides[side], sides.total())) for side in Side),
                    )
                )
                for state, sides in sums.items()
            ),
            widths=(34, 10, 14, 16, 13, 13),
            align="lrrrrr",
            caption=say("organisation.balance_caption"),
        )
    ]
    weighed = [_weighed(content, state, sides) for state, sides in sums.items() if any(sides[one] for one in TRIAD)]
    if weighed:
        blocks.append(Listing(tuple((0, text(sentence)) for sentence in weighed)))
    if thin_groups := thin(content):
        blocks.append(Paragraph(text(say("organisation.thin"))))
        facts = ((_stage(content, one.state), one.group.name, one.missing) for one in thin_groups)
        told = [say("organisation.thin_group", stage=stage, group=g, missing=lacking) for stage, g, lacking in facts]
        blocks.append(Listing(tuple((0, text(sentence)) for sentence in told)))
    return blocks


def _share(count: int, whole: int) -> str:
    """`12 (46 %)`; the number never parts from its share."""
    return f"{count}{NBSP}({_percent(count, whole)}{NBSP}%)"


def _percent(count: int, whole: int) -> int:
    return (200 * count + whole) // (2 * whole)


def _weighed(content: Content, state: str, sides: Counter[Side]) -> str:
    """Which of the three sides came most to the meetings of a stage and which least, with their shares."""
    say, stage = content.say, _stage(content, state)
    most, least = max(TRIAD, key=lambda side: sides[side]), min(TRIAD, key=lambda side: sides[side])
    if sides[most] == sides[least]:
        return say("organisation.even", stage=stage)
    return say(
        "organisation.uneven",
        stage=stage,
        most=say(f"side.{most.value}").lower(),
        most_percent=_percent(sides[most], sides.total()),
        least=say(f"side.{least.value}").lower(),
        least_percent=_percent(sides[least], sides.total()),
    )


def _decisions(content: Content) -> list[Block]:
    language = content.plan.language
    every = content.all(Decision)
    taken = [(meeting, one) for meeting in held(content) for one in every if one.meeting == meeting.key]
    if not taken:
        return []
    return [
        Table(
            header=_heads(content, "date", "group", "decisions", "wording"),
            rows=tuple(
                Row(
                    (
                        text(day_text(meeting.date, language)),
                        text(content.prose(meeting.group)),
                        text(f"{decision.verb.in_(language)}: {content.named(decision.subject)}"),
                        text(content.prose(decision.text or "–")),
                    )
                )
                for meeting, decision in taken
            ),
            widths=(13, 10, 32, 45),
            caption=content.say("organisation.decisions_caption"),
        )
    ]
