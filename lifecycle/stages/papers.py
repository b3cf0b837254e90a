"""Papers of one meeting: invitation, attendance sheet to sign and minutes; and whether invitations leave in time."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Run, Runs, Table, text
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.invitation import invitations, outdated
from lifecycle.model.people import Attendance, Decision, Group, Meeting, Person, PersonRole, Side
from lifecycle.model.thing import natural
from lifecycle.model.triad import missing
from lifecycle.model.verdict import Refusal

kit = Kit("papers")
FIRST_PAGE, GUESTS = 11, 4
"""Lines of an attendance sheet that its first page holds; empty lines for guests where members fill that page."""
_WEEKDAYS = (
    "weekday.monday",
    "weekday.tuesday",
    "weekday.wednesday",
    "weekday.thursday",
    "weekday.friday",
    "weekday.saturday",
    "weekday.sunday",
)
_MARK = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)](?!\d|\s*\d{1,2}\.))\s+")
"""What people type before a point of an agenda; the day `12. 3.` is none."""


@kit.guard
def invitations_leave_in_time(content: Content, *, days: int) -> list[Refusal]:
    """The invitation to a meeting ahead leaves at least `days` before it (towns' own rules of procedure) and holds."""
    found = []
    for meeting in content.all(Meeting):
        if meeting.date <= content.day:
            continue
        left = [one.issued_on for one in invitations(content, meeting)]
        if changed := outdated(content, meeting):
            found.append(_changed(meeting, changed))
        last = meeting.date - dt.timedelta(days=days)
        if (min(left) if left else content.day) <= last:
            continue
        found.append(
            Refusal(
                "meeting.invited_late" if left else "meeting.not_invited",
                earliest=(min(left) if left else content.day) + dt.timedelta(days=days),
                item=f"group:{meeting.group}",
                key=meeting.key,
                group=_group(content, meeting),
                date=meeting.date,
                last=last,
            )
        )
    return found


def _changed(meeting: Meeting, invited: Edition) -> Refusal:
    """That people know the meeting as it was before it was written again, a new day or place perhaps."""
    return Refusal(
        "meeting.changed_after_invitation",
        item=f"group:{meeting.group}",
        key=meeting.key,
        date=meeting.date,
        number=str(invited.number),
    )


@kit.section
def invitation(content: Content) -> list[Block]:
    """Invitation to the meeting in focus: what, when, where, with which agenda, and whom it is for."""
    say, meeting = content.say, _meeting(content)
    if meeting is None:
        return []
    what = say(f"meeting_to.{meeting.kind.value}")
    blocks: list[Block] = [
        Paragraph(text(say("invitation.lead", what=what, group=_group(content, meeting))), "lead"),
        *_facts(content, meeting),
        *_agenda(content, meeting),
        Paragraph(text(say("invitation.confirm"))),
    ]
    if people := _members(content, meeting):
        rows = [(*_person(content, one), text(_role(content, one))) for one in people]
        blocks += [
            Heading(1, text(say("invitation.for"))),
            _people(content, rows, last="role", widths=(30, 32, 20, 18), caption="invitation.members_caption"),
        ]
    return blocks


@kit.section
def attendance_sheet(content: Content) -> list[Block]:
    """Sheet to sign at the meeting in focus: a line for each member of its group, empty lines for guests."""
    say, meeting = content.say, _meeting(content)
    if meeting is None:
        return []
    signature: Runs = (Run("\n"),)
    rows = [(*_person(content, one), signature) for one in _members(content, meeting)]
    rows += [((), (), (), signature)] * (FIRST_PAGE - len(rows) if len(rows) < FIRST_PAGE else GUESTS)
    return [
        Paragraph(text(_group(content, meeting)), "lead"),
        *_facts(content, meeting),
        _people(content, rows, last="signature", widths=(28, 30, 16, 26), caption="attendance_sheet.caption"),
        Paragraph(text(say("attendance_sheet.note")), "note"),
    ]


@kit.section
def minutes(content: Content) -> list[Block]:
    """Minutes of the meeting in focus: who came, the agenda, what was said, what was decided, when to meet next."""
    say, meeting = content.say, _meeting(content)
    if meeting is None:
        return []
    told = [*_present(content, meeting), *_course(content, meeting), *_decisions(content, meeting)]
    if not told:
        return []
    blocks = [Paragraph(text(_group(content, meeting)), "lead"), *_facts(content, meeting)]
    blocks += [*_agenda(content, meeting), *told]
    ahead = [one for one in content.all(Meeting) if one.group == meeting.group and one.date > meeting.date]
    if ahead:
        soonest = min(ahead, key=lambda one: (one.date, natural(one.identity)))
        where = f", {soonest.place}" if soonest.place else ""
        blocks.append(Paragraph(text(say("minutes.next", when=_when(content, soonest) + where))))
    return blocks


def _meeting(content: Content) -> Meeting | None:
    """The meeting the paper is about."""
    return content.get(Meeting, content.focus.get("meeting", ""))


def _group(content: Content, meeting: Meeting) -> str:
    group = content.get(Group, meeting.group)
    return group.name if group else meeting.group


def _facts(content: Content, meeting: Meeting) -> list[Block]:
    """When and where, a line each."""
    told = [("invitation.when", _when(content, meeting)), ("invitation.where", meeting.place)]
    return [Paragraph((Run(content.say(code) + " ", bold=True), *text(value))) for code, value in told if value]


def _when(content: Content, meeting: Meeting) -> str:
    """`středa 12. 2. 2014, 13:00–15:30`, as far as the hours are known."""
    day = f"{content.say(_WEEKDAYS[meeting.date.weekday()])} {day_text(meeting.date, content.plan.language)}"
    if not meeting.starts_at:
        return day
    starts = _hour(meeting.starts_at)
    return (
        f"{day}, {starts}–{_hour(meeting.ends_at)}" if meeting.ends_at else content.say("when.from", day=day, at=starts)
    )


def _hour(clock: str) -> str:
    hour, _, minute = clock.partition(":")
    return f"{int(hour)}:{minute}"


def _agenda(content: Content, meeting: Meeting) -> list[Block]:
    """The points of the agenda: its lines, or its parts between semicolons where it is one line."""
    if not meeting.agenda:
        return []
    lines = meeting.agenda.splitlines()
    parts = lines if len(lines) > 1 else meeting.agenda.split(";")
    points = [point for part in parts if (point := _MARK.sub("", part).strip())]
    items = tuple((0, text(content.prose(point[:1].upper() + point[1:]))) for point in points)
    return [Heading(1, text(content.say("invitation.agenda"))), Listing(items, ordered=True)]


def _members(content: Content, meeting: Meeting) -> list[Person]:
    """The members of the meeting's group: who leads it first, guests last, then by side and organisation."""
    roles, sides = list(PersonRole), list(Side)
    people = [person for person in content.all(Person) if person.group == meeting.group]
    return sorted(
        people,
        key=lambda one: (
            roles.index(one.role or PersonRole.member),
            sides.index(one.side),
            one.organisation or "",
            one.name,
        ),
    )


def _person(content: Content, one: Person | Attendance) -> tuple[Runs, Runs, Runs]:
    """Name, organisation and side as cells; a name in the vault is put in by the writer."""
    organisation = text(content.prose(one.organisation)) if one.organisation else text("–")
    return text(one.name), organisation, text(one.side.in_(content.plan.language))


def _role(content: Content, one: Person) -> str:
    return (one.role or PersonRole.member).in_(content.plan.language)


def _people(
    content: Content,
    rows: Sequence[tuple[Runs, ...]],
    *,
    last: str | None,
    widths: tuple[int, ...],
    caption: str,
) -> Table:
    names = ("name", "organisation", "side", *([last] if last else []))
    return Table(
        header=tuple(text(content.say(f"column.{name}")) for name in names),
        rows=tuple(Row(cells) for cells in rows),
        widths=widths,
        caption=content.say(caption),
    )


def _present(content: Content, meeting: Meeting) -> list[Block]:
    """Who came, by side, and which of the three sides did not."""
    say, sides = content.say, list(Side)
    came = [one for one in content.all(Attendance) if one.meeting == meeting.key]
    if not came:
        return []
    came.sort(key=lambda one: (sides.index(one.side), one.organisation or "", one.name))
    counts = Counter(one.side for one in came)
    told = ", ".join(f"{say(f'side.{side.value}').lower()} {counts[side]}" for side in Side if counts[side])
    blocks: list[Block] = [
        Heading(1, text(say("minutes.present"))),
        Paragraph(text(say("minutes.count", count=len(came), sides=told))),
        _people(
            content,
            [_person(content, one) for one in came],
            last=None,
            widths=(38, 42, 20),
            caption="minutes.present_caption",
        ),
    ]
    if lacking := missing(counts):
        blocks.append(Paragraph(text(say("minutes.lacking", missing=lacking)), "note"))
    return blocks


def _course(content: Content, meeting: Meeting) -> list[Block]:
    """The minutes as they were written."""
    if not meeting.minutes:
        return []
    labels = [content.label(kind) for kind in ("priority", "measure", "activity")]
    written = narrative(meeting.minutes, level=1, labels=labels)
    return [Heading(1, text(content.say("minutes.course"))), *written]


def _decisions(content: Content, meeting: Meeting) -> list[Block]:
    say, language = content.say, content.plan.language
    taken = [one for one in content.all(Decision) if one.meeting == meeting.key]
    if not taken:
        return []
    return [
        Heading(1, text(say("organisation.decisions"))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("decisions", "wording")),
            rows=tuple(
                Row(
                    (
                        text(f"{one.verb.in_(language)}: {content.named(one.subject)}"),
                        text(content.prose(one.text or "–")),
                    )
                )
                for one in taken
            ),
            widths=(40, 60),
            caption=say("minutes.decisions_caption"),
        ),
    ]
