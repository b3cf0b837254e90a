"""What is said of a file that was recorded: a text under vote, a meeting people know otherwise, sums that fall.

It stops nothing; what stops a file are the rules of its rows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.documents.accessibility import in_blocks
from lifecycle.documents.fitting import overfull
from lifecycle.documents.narrative import passage
from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation
from lifecycle.model.follow_up import falls, is_approved
from lifecycle.model.history import Change, Put
from lifecycle.model.invitation import outdated
from lifecycle.model.people import Meeting
from lifecycle.model.strategy import Chapter, Measure, Progress
from lifecycle.model.thing import Thing

Remark = str | Mapping[str, Any]
"""A code of the phrases, or one with the facts of its sentence."""


def remarks(before: Content, after: Content, changes: Sequence[Change]) -> list[Remark]:
    """Everything worth saying of `changes` that make `after` of `before`."""
    put = [change.thing for change in changes if isinstance(change, Put)]
    return [
        *_under_vote(before, after),
        *_moved(after, put),
        *_followed(before, after, put),
        *_linked(before, put),
        *_barriers(after, put),
        *_overfull(after, put),
    ]


def _under_vote(before: Content, after: Content) -> list[Remark]:
    """In consultation and approval: that the text under vote changes."""
    if before.plan.state in ("consultation", "approval") and before.standing_sha256 != after.standing_sha256:
        return [f"record.text_under_vote.{before.plan.state}"]
    return []


def _moved(after: Content, put: Sequence[Thing]) -> list[Remark]:
    """Each meeting ahead that was written again after people were invited to it."""
    return [
        {
            "code": "meeting.changed_after_invitation",
            "facts": {"key": meeting.key, "date": meeting.date, "number": str(invitation.number)},
        }
        for meeting in put
        if isinstance(meeting, Meeting) and (invitation := outdated(after, meeting))
    ]


def _followed(before: Content, after: Content, put: Sequence[Thing]) -> list[Remark]:
    """That a plan is followed before it is in force, and each sum that newly falls below an earlier one."""
    if not any(isinstance(thing, Progress) for thing in put):
        return []
    found: list[Remark] = [] if is_approved(after) else ["record.not_in_force"]
    known = falls(before)
    for earlier, later in falls(after):
        if (earlier, later) not in known:
            facts = {
                "code": later.code,
                "earlier": earlier.on,
                "earlier_czk": earlier.spent_czk,
                "later": later.on,
                "later_czk": later.spent_czk,
            }
            found.append({"code": "record.spent_falls", "facts": facts})
    return found


def _barriers(after: Content, put: Sequence[Thing]) -> list[Remark]:
    """What in a chapter would keep a reader out; the next edition that prints it is refused for it."""
    return [
        {"code": found.code, "facts": dict(found.facts)}
        for chapter in put
        if isinstance(chapter, Chapter)
        for found in in_blocks([passage(after, chapter)], chapter=_title(after, chapter))
    ]


def _overfull(after: Content, put: Sequence[Thing]) -> list[Remark]:
    """Each table of a chapter that is too wide for any page: it is printed, its words broken."""
    return [
        {
            "code": "record.table_too_wide",
            "facts": {
                "chapter": _title(after, chapter),
                "columns": str(len(table.header)),
                "header": "".join(run.text for run in table.header[0]),
            },
        }
        for chapter in put
        if isinstance(chapter, Chapter)
        for table in overfull(passage(after, chapter).blocks, after.plan.language)
    ]


def _title(content: Content, chapter: Chapter) -> str:
    told = content.say(code := f"section.{chapter.section}")
    return chapter.section if told == code else told


def _linked(before: Content, put: Sequence[Thing]) -> list[Remark]:
    """That the evaluation gave standing measures their origin."""
    if not any(isinstance(thing, Evaluation) for thing in put):
        return []
    standing = {one.code for one in before.all(Measure) if one.carried_from is None}
    codes = [one.code for one in put if isinstance(one, Measure) and one.code in standing and one.carried_from]
    return [{"code": "record.linked", "facts": {"count": len(codes), "codes": codes}}] if codes else []
