"""Renderings of an edition beside its Word file: the document as Markdown, an invitation as a calendar file.

A rendering is not an edition: it is made from what the edition keeps and from the plan as it stood when the edition
was issued, so it can be made again at any time.
"""

import uuid

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import stored
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Group, Meeting

MARKDOWN, CALENDAR = ".md", ".ics"


def endings(name: str) -> tuple[str, ...]:
    """The endings a file of deliverable `name` may have."""
    return (".docx", MARKDOWN, CALENDAR) if name == "invitation" else (".docx", MARKDOWN)


def standing(edition: Edition) -> tuple[str, ...]:
    """The endings of renderings that always stand beside the edition's file."""
    return (CALENDAR,) if edition.name == "invitation" and edition.about else ()


def rendered(desk: Desk, plan: str, edition: Edition, ending: str) -> bytes:
    """The edition as a file of this ending: its own bytes, or a rendering of it."""
    match ending:
        case ".md":
            from lifecycle.documents.markdown import write

            return write(stored(desk, edition), texts=desk.store.texts(plan)).encode()
        case ".ics":
            return _calendar(desk, plan, edition)
        case _:
            return desk.store.blob(edition.sha256) or b""


def _calendar(desk: Desk, plan: str, edition: Edition) -> bytes:
    """The meeting of an invitation as it stood when the invitation was issued."""
    from lifecycle.delivery.calendar_file import Event, calendar

    now = desk.store.content(plan, desk.on)
    then = desk.dress(desk.store.content_at(plan, now.wrote_by(edition), edition.issued_on))
    meeting = then.get(Meeting, str(edition.about))
    assert meeting is not None
    earlier = [
        one
        for one in then.all(Edition)
        if (one.name, one.about) == (edition.name, edition.about) and one.number < edition.number
    ]
    return calendar(
        Event(
            uid=f"{_identity(then, meeting)}@plan-lifecycle",
            sequence=len(earlier),
            issued_on=edition.issued_on,
            summary=_summary(then, meeting),
            description=_description(then, meeting, edition),
            place=meeting.place,
            day=meeting.date,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            language=then.plan.language,
        )
    )


def _identity(content: Content, meeting: Meeting) -> uuid.UUID:
    """The same for every invitation to the meeting; the title parts plans of two offices that have one key."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lifecycle:{content.key}:{content.plan.title}:{meeting.key}")


def _summary(content: Content, meeting: Meeting) -> str:
    group = content.get(Group, meeting.group)
    kind = meeting.kind.in_(content.plan.language)
    return f"{group.name if group else meeting.group} – {kind}"


def _description(content: Content, meeting: Meeting, edition: Edition) -> str:
    told = content.say("invitation.calendar", plan=content.plan.title, number=str(edition.number), code=edition.code)
    if meeting.starts_at and not meeting.ends_at:
        from lifecycle.delivery.calendar_file import USUAL

        told = content.say("invitation.open_end", count=USUAL) + "\n\n" + told
    return f"{meeting.agenda}\n\n{told}" if meeting.agenda else told
