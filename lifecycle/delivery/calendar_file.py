"""A meeting as a calendar file (iCalendar, RFC 5545) that Outlook, Google and telephones take in with one click."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone, vText

ZONE = "Europe/Prague"
USUAL = 2
"""Hours kept for a meeting whose end nobody told: an event with a start alone ends as it starts (RFC 5545, 3.6.1)."""
_HOURS = {"standard": dt.timedelta(hours=1), "daylight": dt.timedelta(hours=2)}


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar shows; without `starts_at` the meeting takes the whole day, without `ends_at` `USUAL` hours.

    A file with the same `uid` and a higher `sequence` replaces the one taken in before (RFC 5545, 3.8.7.4).
    """

    uid: str
    sequence: int
    issued_on: dt.date
    summary: str
    description: str
    place: str | None
    day: dt.date
    starts_at: str | None
    ends_at: str | None
    language: str


def calendar(event: Event) -> bytes:
    """The file of one event; the same event gives the same bytes on every day and machine."""
    # Only papers of meetings need the writer of calendars.
    from icalendar import Calendar
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    # The stamp is when the information was made: the civil day of the act, for the clock would change the bytes.
    entry.add("dtstamp", dt.datetime.combine(event.issued_on, dt.time(), dt.UTC))
    entry["summary"] = _text(event.summary, event.language)
    entry["description"] = _text(event.description, event.language)
    if event.place:
        entry["location"] = _text(event.place, event.language)
    if event.starts_at is None:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + dt.timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    else:
        # The zone is told by its name and rules in the file, so no machine's table of zones is asked.
        for name, clock in (("dtstart", event.starts_at), ("dtend", event.ends_at)):
            if clock:
                entry.add(name, dt.datetime.combine(event.day, _time(clock)), parameters={"TZID": ZONE})
        if event.ends_at is None:
            entry.add("duration", dt.timedelta(hours=USUAL))
    whole = Calendar()
    whole.add("prodid", f"-//plan-lifecycle//invitation//{event.language.upper()}")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    if event.starts_at is not None:
        whole.add_component(_zone())
    whole.add_component(entry)
    return _bytes(whole)


def _text(value: str, language: str) -> "vText":
    """A text as it is written (RFC 5545, 3.3.11); the library takes a backslash before an `N` for the end of a line."""
    from icalendar import vText

    class Text(vText):
        def to_ical(self) -> bytes:
            lines = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines()
            return "\\n".join(lines).encode()

    return Text(value, params={"LANGUAGE": language})


def _time(clock: str) -> dt.time:
    hour, _, minute = clock.partition(":")
    return dt.time(int(hour), int(minute))


def _zone() -> "Timezone":
    """Central European time with summer time from the last Sunday of March to the last of October (since 1996)."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", ZONE)
    changes = (
        (TimezoneDaylight(), "CEST", dt.datetime(1996, 3, 31, 2), "standard", "daylight", 3),
        (TimezoneStandard(), "CET", dt.datetime(1996, 10, 27, 3), "daylight", "standard", 10),
    )
    for part, name, since, before, after, month in changes:
        part.add("tzname", name)
        part.add("dtstart", since)
        part.add("tzoffsetfrom", _HOURS[before])
        part.add("tzoffsetto", _HOURS[after])
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def _bytes(whole: "Calendar") -> bytes:
    data = whole.to_ical()
    assert isinstance(data, bytes)
    return data
