"""What one edition of a document is about: the meeting or the year asked for, else the one the clerk must mean."""

import datetime as dt
from dataclasses import replace

from lifecycle.model.content import Content
from lifecycle.model.errors import Refused, Wrong
from lifecycle.model.people import Meeting
from lifecycle.model.strategy import Progress
from lifecycle.model.thing import natural
from lifecycle.model.verdict import Refusal


def focused(content: Content, name: str, about: str | None, *, meeting: str | None, year: int | None) -> Content:
    """`content` looking at the meeting or year the document `name` is about; Wrong or Refused where there is none."""
    if meeting is not None and about != "meeting":
        raise Wrong("document.not_about_meeting", name=name)
    if year is not None and about != "year":
        raise Wrong("document.not_about_year", name=name)
    match about:
        case "meeting":
            return replace(content, focus={"meeting": _meeting(content, name, meeting)})
        case "year":
            return replace(content, focus={"year": str(_year(content, name, year))})
        case _:
            return content


def _meeting(content: Content, name: str, key: str | None) -> str:
    """The meeting named; else the last one held for minutes, the next one ahead for other papers."""
    if key is not None:
        meeting = content.get(Meeting, key)
        if meeting is None:
            raise Wrong("meeting.unknown", meeting=key, known=tuple(one.key for one in content.all(Meeting)))
        if name == "invitation" and meeting.date < content.day:
            raise Refused([Refusal("meeting.past", key=key, date=meeting.date)])
        if name == "minutes" and meeting.date > content.day:
            raise Refused([Refusal("meeting.not_held", key=key, date=meeting.date)])
        return key
    meetings = sorted(content.all(Meeting), key=lambda one: (one.date, natural(one.identity)))
    if name == "minutes":
        held = [one.key for one in meetings if one.date <= content.day and one.minutes]
        if not held:
            raise Refused([Refusal("meeting.none_held", name=name)])
        return held[-1]
    ahead = [one.key for one in meetings if one.date >= content.day]
    if not ahead:
        raise Refused([Refusal("meeting.none_ahead", name=name)])
    return ahead[0]


def _year(content: Content, name: str, year: int | None) -> int:
    """The year named; else the newest year followed so far for monitoring, the present one for other papers."""
    plan = content.plan
    if year is None:
        year = min(max(content.day.year, plan.from_), plan.to)
        if name == "monitoring":
            year = max((one.on.year for one in content.all(Progress) if one.on <= content.day), default=year)
    if not plan.from_ <= year <= max(plan.to, content.day.year):
        raise Wrong("year.outside", year=str(year), first=str(plan.from_), last=str(plan.to))
    if name == "monitoring" and year > content.day.year:
        raise Refused([Refusal("year.not_begun", earliest=dt.date(year, 1, 1), year=str(year))])
    return year
