"""Calendar files: what Outlook and telephones read is the meeting in the hours of Prague, always the same bytes."""

import datetime as dt
import re
import zoneinfo
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.delivery.calendar_file import Event, calendar

EVENT = Event(
    uid="123@plan-lifecycle",
    sequence=0,
    issued_on=dt.date(2014, 6, 2),
    summary="Řídící skupina – jednání",
    description="Zahájení; různé\n\nPozvánka č. 1",
    place="Dačice, radnice",
    day=dt.date(2014, 6, 20),
    starts_at="13:00",
    ends_at="15:30",
    language="cs",
)


def read(event: Event) -> icalendar.Event:
    """The event as another program reads it back from the file."""
    [entry] = icalendar.Calendar.from_ical(calendar(event)).walk("VEVENT")
    return entry


def test_what_is_written_is_read_back():
    entry = read(EVENT)

    told = {name: str(entry[name]) for name in ("uid", "summary", "description", "location")}
    assert told == {
        "uid": "123@plan-lifecycle",
        "summary": "Řídící skupina – jednání",
        "description": "Zahájení; různé\n\nPozvánka č. 1",
        "location": "Dačice, radnice",
    }


def test_hours_are_those_of_prague():
    entry = read(EVENT)

    assert [entry[name].dt.astimezone(dt.UTC).hour for name in ("dtstart", "dtend")] == [11, 13]


@pytest.mark.parametrize("day", ["2014-03-29", "2014-03-31", "2025-10-25", "2025-10-27", "2038-07-01"])
def test_the_zone_told_in_the_file_changes_its_hour_as_the_law_does(day: str):
    noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12))
    [zone] = icalendar.Calendar.from_ical(calendar(EVENT)).walk("VTIMEZONE")

    assert zone.to_tz(lookup_tzid=False).utcoffset(noon) == zoneinfo.ZoneInfo("Europe/Prague").utcoffset(noon)


def test_a_meeting_without_hours_takes_the_whole_day_and_blocks_nobody():
    entry = read(replace(EVENT, starts_at=None, ends_at=None))

    assert (entry["dtstart"].dt, entry["dtend"].dt, str(entry["transp"])) == (
        dt.date(2014, 6, 20),
        dt.date(2014, 6, 21),
        "TRANSPARENT",
    )


def test_a_meeting_whose_end_nobody_knows_has_none_but_keeps_two_hours_free():
    entry = read(replace(EVENT, ends_at=None))

    assert ("dtend" in entry, entry["duration"].dt) == (False, dt.timedelta(hours=2))


def test_a_meeting_whose_end_is_known_lasts_to_its_end():
    assert "duration" not in read(EVENT)


def test_the_stamp_is_the_day_of_the_act_and_not_the_clock():
    assert read(EVENT)["dtstamp"].dt == dt.datetime(2014, 6, 2, tzinfo=dt.UTC)


def test_a_meeting_without_a_place_has_none():
    assert "location" not in read(replace(EVENT, place=None))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_any_agenda_comes_back_and_no_line_is_longer_than_the_standard_allows(agenda: str):
    data = calendar(replace(EVENT, description=agenda))

    [line] = [line for line in data.replace(b"\r\n ", b"").decode().split("\r\n") if line.startswith("DESCRIPTION")]
    read = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), line.partition(":")[2])

    assert (read, max(map(len, data.split(b"\r\n"))) <= 75) == ("\n".join(agenda.splitlines()), True)


def test_a_folder_of_the_network_stays_what_it_was_in_the_agenda():
    data = calendar(replace(EVENT, description="Podklady: \\\\server\\Nabídky; příloha 1, 2"))

    assert "Podklady: \\\\\\\\server\\\\Nabídky\\; příloha 1\\, 2" in data.replace(b"\r\n ", b"").decode()
