"""Public consultation: open a round, say how it stands, close it."""

import datetime as dt
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.documents.refusals import refusal_json
from lifecycle.model.calendar import days_after
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.errors import Refused
from lifecycle.model.history import Put
from lifecycle.model.people import Attendance, Meeting, MeetingKind
from lifecycle.model.plan import Consultation
from lifecycle.model.quorum import plan_edition
from lifecycle.model.verdict import Refusal

STAGE = "consultation"


def _terms(content: Content) -> tuple[int, int]:
    """Days from draft to hearing and from hearing to the end, as the pinned workflow's check states them."""
    arguments = content.checks.get("consultation_held", {})
    draft, after = arguments.get("draft_days", 14), arguments.get("comment_days", 14)
    assert isinstance(draft, int)
    assert isinstance(after, int)
    return draft, after


def open_round(desk: Desk, plan: str, *, opens: dt.date | None, until: dt.date, hearing: dt.date) -> dict[str, Any]:
    """A round of consultation is open on the newest plan edition; too short a term is refused with the first day."""
    with desk.writing(plan) as pen:
        content = pen.content
        opens = opens or desk.on
        if content.plan.state != STAGE:
            raise Refused([Refusal("consultation.not_this_stage", state=content.plan.state)])
        draft_days, comment_days = _terms(content)
        refusals = []
        rounds = content.all(Consultation)
        if rounds and rounds[-1].closed_on is None:
            refusals.append(Refusal("consultation.already_open", until=rounds[-1].until))
        if opens < content.plan.entered_on:
            refusals.append(Refusal("consultation.before_stage", opens=opens, earliest=content.plan.entered_on))
        first = days_after(opens, draft_days)
        if hearing < first:
            refusals.append(Refusal("consultation.hearing_early", hearing=hearing, days=draft_days, earliest=first))
        last = days_after(max(hearing, first), comment_days)
        if until < last:
            refusals.append(Refusal("consultation.end_early", until=until, days=comment_days, earliest=last))
        edition = plan_edition(content)
        if edition is None:
            refusals.append(Refusal("consultation.no_edition"))
        if refusals:
            raise Refused(refusals)
        round_ = Consultation(
            number=len(rounds) + 1,
            edition=edition.name_at_number if edition else None,
            opens=opens,
            hearing=hearing,
            until=until,
        )
        entry = pen.commit("consultation.open", [Put(round_)])
    return {
        "entry": entry.number if entry else None,
        "consultation": round_.as_json(),
        "next": ["lifecycle form submissions -o podani.xlsx", "lifecycle consultation status"],
    }


def close(desk: Desk, plan: str) -> dict[str, Any]:
    """The open round is closed; not before its last day is over."""
    with desk.writing(plan) as pen:
        rounds = pen.content.all(Consultation)
        if not rounds or rounds[-1].closed_on:
            raise Refused([Refusal("consultation.none_open")])
        last = rounds[-1]
        if desk.on <= last.until:
            raise Refused([Refusal("consultation.still_runs", until=last.until, earliest=days_after(last.until, 1))])
        entry = pen.commit("consultation.close", [Put(last.replaced(closed_on=desk.on.isoformat()))])
    return {"entry": entry.number if entry else None, "next": ["lifecycle why"]}


def status(desk: Desk, plan: str) -> dict[str, Any]:
    """The rounds, the hearings, and how many submissions wait for settlement."""
    content = desk.content(plan)
    settled = {settlement.id for settlement in content.all(Settlement)}
    submissions = content.all(Submission)
    attended = {one.meeting for one in content.all(Attendance)}
    draft_days, comment_days = _terms(content)
    return {
        "plan": plan,
        "stage": content.plan.state,
        "terms": {"draft_days": draft_days, "comment_days": comment_days},
        "rounds": [round_.as_json() for round_ in content.all(Consultation)],
        "hearings": [
            {"key": m.key, "date": m.date.isoformat(), "attended": m.key in attended}
            for m in content.all(Meeting)
            if m.kind is MeetingKind.hearing
        ],
        "submissions": {
            "all": len(submissions),
            "settled": sum(one.key in settled for one in submissions),
            "open": [one.key for one in submissions if one.key not in settled],
        },
        "missing": [
            refusal_json(refusal, desk.phrases(desk.screen))
            for name in ("consultation_held", "hearing_held", "submissions_settled")
            if name in content.checks
            for refusal in desk.catalogue.guards[name](content, **content.checks[name])
        ],
    }
