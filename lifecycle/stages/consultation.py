"""Public consultation: the round, the hearing, and whether everything people wrote is settled."""

import datetime as dt

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.kit import Kit
from lifecycle.model.calendar import days_after
from lifecycle.model.comment import CommentKind
from lifecycle.model.consultation import Channel, Settlement, Submission, SubmitterKind
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.people import Attendance, Meeting, MeetingKind
from lifecycle.model.plan import Consultation
from lifecycle.model.register import register
from lifecycle.model.verdict import Refusal

kit = Kit("consultation")
kit.brings(Consultation, Submission, Settlement)


@kit.guard
def consultation_held(content: Content, *, draft_days: int, comment_days: int) -> list[Refusal]:
    """A round of consultation of the agreed length is closed (CpKP method: two weeks before and after the hearing)."""
    rounds = content.all(Consultation)
    if not rounds:
        earliest = days_after(content.day, draft_days + comment_days + 1)
        return [Refusal("consultation.not_opened", earliest=earliest)]
    last = rounds[-1]
    if last.closed_on is None:
        earliest = max(days_after(last.until, 1), content.day)
        return [Refusal("consultation.not_closed", until=last.until, earliest=earliest)]
    if any(_long_enough(each, draft_days, comment_days) for each in rounds):
        return []
    earliest = days_after(content.day, draft_days + comment_days + 1)
    return [Refusal("consultation.too_short", draft_days=draft_days, comment_days=comment_days, earliest=earliest)]


def _long_enough(each: Consultation, draft_days: int, comment_days: int) -> bool:
    return days_after(each.opens, draft_days) <= each.hearing and days_after(each.hearing, comment_days) <= each.until


@kit.guard
def hearing_held(content: Content) -> list[Refusal]:
    """A hearing with attendance took place in a round opened on an edition labelled consultation or working."""
    rounds = content.all(Consultation)
    if not rounds:
        return [Refusal("hearing.no_round")]
    attended = {one.meeting for one in content.all(Attendance)}
    hearings = [m for m in content.all(Meeting) if m.kind is MeetingKind.hearing and m.key in attended]
    if any(_on_a_draft(content, r) and r.opens <= m.date <= r.until for r in rounds for m in hearings):
        return []
    last = rounds[-1]
    if not _on_a_draft(content, last):
        return [Refusal("hearing.on_final", edition=last.edition or "–")]
    return [
        Refusal("hearing.not_held", hearing=last.hearing, until=last.until, earliest=_not_before(last, content.day))
    ]


def _on_a_draft(content: Content, each: Consultation) -> bool:
    name, _, number = (each.edition or "@").partition("@")
    edition = content.get(Edition, name, number)
    return edition is not None and edition.label in (EditionLabel.consultation, EditionLabel.working)


def _not_before(last: Consultation, today: dt.date) -> dt.date | None:
    return last.hearing if last.hearing > today else None


@kit.guard
def submissions_settled(content: Content) -> list[Refusal]:
    """Every submission is settled, with a reason where it is accepted in part or rejected."""
    settled = {settlement.id: settlement for settlement in content.all(Settlement)}
    refusals = []
    for one in content.all(Submission):
        found = settled.get(one.key)
        if found is None:
            refusals.append(Refusal("submission.open", id=one.key, item=one.item or "plan"))
        elif found.decision.needs_reason and not found.reason:
            refusals.append(
                Refusal("submission.no_reason", id=one.key, item=one.item or "plan", decision=found.decision)
            )
    return refusals


@kit.section
def comments(content: Content) -> list[Block]:
    """How the public was consulted: rounds, hearings, number of points by how they came, also in returned documents."""
    say, language = content.say, content.plan.language
    rounds = content.all(Consultation)
    written = [one for one in register(content) if one.is_root and one.kind is not CommentKind.submission]
    points = sum(not one.internal for one in written)
    told = [Paragraph(text(say("comments.written", count=points)))] if points else []
    if not rounds:
        return [Paragraph(text(say("comments.none"))), *told]
    blocks: list[Block] = [
        Paragraph(
            text(
                say(
                    "comments.round",
                    number=r.number,
                    opens=r.opens,
                    hearing=r.hearing,
                    until=r.until,
                    edition=r.edition,
                )
            )
        )
        for r in rounds
    ]
    submissions = content.all(Submission)
    blocks.append(Paragraph(text(say("comments.count", count=len(submissions)))))
    blocks += told
    if submissions:
        kinds = sorted(
            {(s.channel, s.submitter_kind) for s in submissions},
            key=lambda pair: (list(Channel).index(pair[0]), list(SubmitterKind).index(pair[1])),
        )
        blocks.append(
            Table(
                header=tuple(text(say(f"column.{name}")) for name in ("channel", "submitter_kind", "count")),
                rows=tuple(
                    Row(
                        (
                            text(channel.in_(language)),
                            text(kind.in_(language)),
                            text(sum((s.channel, s.submitter_kind) == (channel, kind) for s in submissions)),
                        )
                    )
                    for channel, kind in kinds
                ),
                widths=(40, 40, 20),
                align="llr",
                caption=say("comments.caption"),
            )
        )
    return blocks


@kit.guard
def essential_points_are_not_brushed_aside(content: Content) -> list[Refusal]:
    """An essential submission that was rejected is a dispute (rozpor) for the steering group."""
    rejected = {s.id for s in content.all(Settlement) if s.decision.needs_reason and not s.decided_by}
    return [
        Refusal("submission.dispute", item=one.item or "plan", id=one.key)
        for one in content.all(Submission)
        if one.weight == "essential" and one.key in rejected
    ]
