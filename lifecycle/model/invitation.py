"""Invitations to a meeting: which left, and whether those invited know the meeting as it stands now."""

from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Meeting


def invitations(content: Content, meeting: Meeting) -> list[Edition]:
    """Every invitation issued to the meeting, oldest first."""
    found = [one for one in content.all(Edition) if (one.name, one.about) == ("invitation", meeting.key)]
    return sorted(found, key=lambda one: one.number)


def outdated(content: Content, meeting: Meeting) -> Edition | None:
    """The newest invitation to a meeting ahead that was written again after it was issued; None where it holds."""
    left = invitations(content, meeting)
    if meeting.date <= content.day or not left:
        return None
    return left[-1] if content.wrote_by(meeting) > content.wrote_by(left[-1]) else None
