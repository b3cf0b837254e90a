"""Notice of the consultation (oznámení) for the notice board, and the form people send their comments on."""

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Run, Runs, Table, text
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.consultation import SubmitterKind, Weight
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Meeting, MeetingKind
from lifecycle.model.plan import Consultation
from lifecycle.model.quorum import seat_of
from lifecycle.model.strategy import Measure
from lifecycle.model.territory import Municipality

kit = Kit("notice")
LINES = 5
"""Empty rows for comments: as many as leave the form on one page."""


@kit.section
def notice(content: Content) -> list[Block]:
    """What is consulted, where the draft is, the hearing, the last day and how to comment; nothing without a round."""
    say, running = content.say, _running(content)
    if running is None:
        return []
    facts = {"title": content.plan.title, "from_": str(content.plan.from_), "to": str(content.plan.to)}
    told = [
        ("notice.draft", _draft(content, running)),
        ("notice.hearing", _hearing(content, running)),
        ("notice.until", say("notice.until_day", until=running.until)),
        ("notice.contact", _contact(content)),
    ]
    ways = ("notice.each_apart", "notice.proposal", "notice.at_hearing")
    return [
        Paragraph(text(say("notice.lead", **facts)), "lead"),
        *(Paragraph((Run(say(code) + " ", bold=True), *text(value))) for code, value in told),
        Heading(1, text(say("notice.how_heading"))),
        Listing(tuple((0, text(say(way))) for way in ways)),
        Heading(1, text(say("notice.after_heading"))),
        Paragraph(text(say("notice.after"))),
        Paragraph(text(say("notice.names")), "note"),
    ]


@kit.section
def comment_form(content: Content) -> list[Block]:
    """The form to send comments on: who writes, then one comment a row with the code of its item."""
    say, language, running = content.say, content.plan.language, _running(content)
    if running is None:
        return []
    kinds = ", ".join(kind.in_(language) for kind in SubmitterKind)
    weights = ", ".join(weight.in_(language) for weight in Weight)
    space: Runs = (Run("\n\n"),)
    example = next(iter(content.all(Measure)), None)
    said = (
        Paragraph(text(say("comment_form.code", code=example.code, title=example.title)), "note") if example else None
    )
    return [
        Paragraph(text(say("comment_form.lead", until=running.until, to=_contact(content)))),
        Table(
            header=(text(say("column.entry")), text(say("column.filled_by_writer"))),
            rows=tuple(
                Row((text(label), (Run("\n"),)))
                for label in (
                    say("comment_form.name"),
                    say("comment_form.kind", kinds=kinds),
                    say("comment_form.reach"),
                )
            ),
            widths=(46, 54),
            caption=say("comment_form.who_caption"),
        ),
        Table(
            header=tuple(text(say(f"column.{n}")) for n in ("item_code", "text", "proposed_change", "weight")),
            rows=tuple(Row(((), (), (), space)) for _ in range(LINES)),
            widths=(14, 38, 32, 16),
            caption=say("comment_form.caption"),
        ),
        *([said] if said else []),
        Paragraph(text(say("comment_form.weight", words=weights)), "note"),
    ]


def _running(content: Content) -> Consultation | None:
    """The newest round, unless it is closed."""
    rounds = content.all(Consultation)
    return rounds[-1] if rounds and rounds[-1].closed_on is None else None


def _draft(content: Content, running: Consultation) -> str:
    """Which edition is consulted, since when and where it can be seen."""
    name, _, number = (running.edition or "@").partition("@")
    edition, seat = content.get(Edition, name, number), seat_of(content)
    told = content.say("notice.seen", opens=running.opens, office=seat.name if seat else "–")
    if edition is None:
        return told
    facts = {"number": edition.number, "issued_on": edition.issued_on, "code": edition.code}
    return f"{content.say('notice.edition', **facts)} {told}"


def _hearing(content: Content, running: Consultation) -> str:
    """Day, hour and place of the hearing, as far as they are recorded."""
    say, day = content.say, running.hearing
    meeting = next(
        (one for one in content.all(Meeting) if one.kind is MeetingKind.hearing and one.date == day),
        None,
    )
    if meeting is None or not meeting.place:
        return say("notice.place_later", on=day)
    when = day_text(day, content.plan.language)
    if meeting.starts_at:
        when = say("when.from", day=when, at=meeting.starts_at.removeprefix("0"))
    return f"{when}, {meeting.place}"


def _contact(content: Content) -> str:
    """Where to write: the office of the town that ordered the plan, by the ways the plan knows."""
    seat = seat_of(content)
    return _ways(content, seat) if seat else "–"


def _ways(content: Content, town: Municipality) -> str:
    told = [content.say("notice.office", town=town.name)]
    if town.email:
        told.append(content.say("notice.email", address=town.email))
    if town.data_box:
        told.append(content.say("notice.data_box", key=town.data_box))
    return ", ".join(told)
