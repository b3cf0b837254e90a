"""Papers of a meeting at the command line: invitation with its calendar file, sheet to sign, minutes."""

import datetime as dt

import icalendar
import pytest

from tests.cli.clerk import Clerk

MEETINGS = """key,group,kind,date,place,agenda,minutes,starts_at,ends_at
RS-0,RS,meeting,2025-02-20,Radnice,,Jednalo se o **harmonogramu**.,,
RS-1,RS,meeting,2025-03-20,Radnice,Zahájení; různé,,13:00,15:30
RS-2,RS,workshop,2025-03-05,Radnice,,,,
"""


@pytest.fixture
def convener(clerk: Clerk) -> Clerk:
    """A clerk with one meeting held, one in two weeks and one in two days; the group has two members."""
    clerk.records("meetings", MEETINGS)
    clerk.records(
        "people",
        "name,group,side,role,organisation\nJana Nováková,RS,user,member,Klub\nPetr Malý,RS,provider,chair,Charita\n",
    )
    clerk.records("attendance", "meeting,name,side\nRS-0,Jana Nováková,user\n")
    return clerk


def an_event(data: bytes) -> icalendar.Event:
    [entry] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return entry


def test_an_invitation_is_issued_with_its_calendar_file_beside_it(convener: Clerk):
    edition = convener.reads("document", "issue", "invitation", "--meeting", "RS-1")["edition"]

    beside = (convener.office / edition["file"]).with_suffix(".ics")
    entry = an_event(beside.read_bytes())
    assert (str(entry["summary"]), str(entry["location"])) == ("Řídicí skupina – jednání", "Radnice")
    assert edition["code"] in str(entry["description"])


def test_the_calendar_file_is_given_aside_too(convener: Clerk):
    target = convener.papers / "pozvánka.ICS"

    edition = convener.reads("document", "issue", "invitation", "--meeting", "RS-1", "-o", str(target))["edition"]

    assert target.read_bytes() == (convener.office / edition["file"]).with_suffix(".ics").read_bytes()


def test_a_lost_calendar_file_comes_back_as_it_was_although_the_meeting_has_moved_since(convener: Clerk):
    edition = convener.reads("document", "issue", "invitation", "--meeting", "RS-1")["edition"]
    beside = (convener.office / edition["file"]).with_suffix(".ics")
    before = beside.read_bytes()
    convener.records("meetings", "key,group,kind,date\nRS-1,RS,meeting,2025-03-27\n")
    beside.unlink()

    convener.reads("status")

    assert beside.read_bytes() == before


def test_a_calendar_file_edited_by_hand_is_not_overwritten(convener: Clerk):
    edition = convener.reads("document", "issue", "invitation", "--meeting", "RS-1")["edition"]
    beside = (convener.office / edition["file"]).with_suffix(".ics")
    beside.write_bytes(b"moje")

    convener.reads("status")

    assert beside.read_bytes() == b"moje"


def test_moving_a_meeting_people_are_invited_to_warns_at_once_and_in_why_until_they_are_invited_again(convener: Clerk):
    convener.reads("document", "issue", "invitation", "--meeting", "RS-1")
    moved = convener.paper("m.csv", "key,group,kind,date\nRS-1,RS,meeting,2025-03-27\n")

    answer = convener.asks("record", "meetings", str(moved))

    [warning] = answer.json["warnings"]
    assert (warning["code"], warning["facts"]["date"]) == ("meeting.changed_after_invitation", "2025-03-27")
    assert "Vydejte pozvánku znovu" in answer.err
    assert waiting(convener) == ["meeting.changed_after_invitation"]
    convener.reads("document", "issue", "invitation", "--meeting", "RS-1")
    assert waiting(convener) == []


def waiting(clerk: Clerk) -> list[str]:
    return [one["code"] for one in clerk.reads("status")["warnings"] if one["facts"].get("key") == "RS-1"]


def test_a_meeting_without_an_end_keeps_two_hours_in_the_calendar_and_says_that_its_end_is_not_told(convener: Clerk):
    convener.records("meetings", "key,group,kind,date,starts_at\nRS-3,RS,meeting,2025-03-21,9:00\n")
    target = convener.papers / "p.ics"

    convener.reads("document", "issue", "invitation", "--meeting", "RS-3", "-o", str(target))

    entry = an_event(target.read_bytes())
    assert "Konec neuveden; v kalendáři jsou vyhrazeny 2 hodiny." in str(entry["description"])
    assert entry["duration"].dt == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("kind", "rows", "rule"),
    [
        ("decisions", "meeting,subject,verb\nRS-1,measure:1.1,approves\n", "decision_ahead"),
        ("scores", "item,group,criterion,points,meeting\n1.1,RS,naléhavost,3,RS-1\n", "score_ahead"),
        ("attendance", "meeting,name,side\nRS-1,Jana Nováková,user\n", "attendance_ahead"),
    ],
)
def test_what_a_meeting_to_come_has_not_done_yet_is_refused_with_its_cell(
    convener: Clerk, kind: str, rows: str, rule: str
):
    file = convener.paper(f"{kind}.csv", rows)

    refused = convener.asks("record", kind, str(file))
    taken = convener.on("2025-03-20").asks("record", kind, str(file))

    assert (refused.code, [(one["rule"], one["column"]) for one in refused.json["errors"]]) == (2, [(rule, "meeting")])
    assert taken.code == 0


def test_a_comment_is_not_settled_by_a_meeting_to_come(convener: Clerk):
    convener.reads("comment", "add", "plan", "Doplňte dopravu.")
    [comment] = convener.reads("comment", "list")
    file = convener.paper("s.csv", f"id,decision,decided_by\n{comment['id']},accepted,RS-1\n")

    answer = convener.asks("record", "settlements", str(file))

    assert [(one["rule"], one["column"]) for one in answer.json["errors"]] == [("decision_ahead", "decided_by")]


def test_a_second_invitation_to_the_same_meeting_replaces_the_first_in_the_calendar(convener: Clerk):
    events = []
    for name in ("RS-1", "RS-2", "RS-1"):
        target = convener.papers / "p.ics"
        convener.reads("document", "issue", "invitation", "--meeting", name, "-o", str(target))
        events.append(an_event(target.read_bytes()))

    assert (events[0]["uid"] == events[2]["uid"], events[0]["uid"] == events[1]["uid"]) == (True, False)
    assert [int(one["sequence"]) for one in events] == [0, 0, 1]


def test_an_invitation_shows_the_names_of_members_and_the_calendar_file_does_not(convener: Clerk):
    paper, event = convener.papers / "p.md", convener.papers / "p.ics"

    convener.reads("document", "issue", "invitation", "--meeting", "RS-1", "-o", str(paper))
    convener.reads("document", "issue", "invitation", "--meeting", "RS-1", "-o", str(event))

    assert ["Jana Nováková" in file.read_text(encoding="utf-8") for file in (paper, event)] == [True, False]


def test_an_invitation_that_leaves_late_is_issued_with_a_warning(convener: Clerk):
    answer = convener.asks("document", "issue", "invitation", "--meeting", "RS-2")

    assert (answer.code, answer.json["warnings"][0]["facts"]) == (0, {"count": 2, "needs": 7})
    assert "Pozvánka odchází jen 2 dny před jednáním" in answer.err


def test_an_invitation_in_time_has_no_warning(convener: Clerk):
    assert convener.reads("document", "issue", "invitation", "--meeting", "RS-1")["warnings"] == []


def test_nobody_can_be_invited_to_a_meeting_that_is_over(convener: Clerk):
    head = convener.head

    answer = convener.asks("document", "issue", "invitation", "--meeting", "RS-0")

    assert (answer.code, answer.json["refusals"][0]["code"], convener.head) == (1, "meeting.past", head)


@pytest.mark.parametrize(
    ("name", "file"),
    [("minutes", "z.ics"), ("plan", "plan.ics"), ("plan", "plan.doc"), ("plan", "plan")],
)
def test_a_file_with_an_ending_that_does_not_fit_is_refused_by_name_and_nothing_is_issued(
    convener: Clerk, name: str, file: str
):
    head = convener.head

    answer = convener.asks("document", "issue", name, "-o", str(convener.papers / file))

    assert (answer.code, answer.json["error"]["code"], convener.head) == (2, "file.ending", head)
    assert file in answer.err


def test_an_edition_is_given_as_markdown_too(convener: Clerk):
    target = convener.papers / "plán.md"

    edition = convener.reads("document", "issue", "plan", "-o", str(target))["edition"]

    text = target.read_text(encoding="utf-8")
    assert (text.startswith("# Tři obce"), edition["code"] in text) == (True, True)


def test_the_minutes_of_the_last_meeting_name_who_came_and_what_was_said(convener: Clerk):
    target = convener.papers / "zápis.md"

    convener.reads("document", "issue", "minutes", "-o", str(target))

    said = target.read_text(encoding="utf-8")
    assert [part in said for part in ("Jana Nováková", "Jednalo se o **harmonogramu**.", "Petr Malý")] == [
        True,
        True,
        False,
    ]


def test_minutes_no_document_could_print_are_refused_when_they_are_recorded(clerk: Clerk):
    file = clerk.paper("m.csv", "key,group,kind,date,minutes\nRS-0,RS,meeting,2025-02-20,<b>Zápis</b>\n")

    answer = clerk.asks("record", "meetings", str(file))

    assert (answer.code, [one["column"] for one in answer.json["errors"]]) == (2, ["minutes", "minutes"])


def test_an_attendance_sheet_waits_for_signatures_of_the_members(convener: Clerk):
    target = convener.papers / "listina.md"

    convener.reads("document", "issue", "attendance_sheet", "--meeting", "RS-1", "-o", str(target))

    assert "| Petr Malý | Charita | poskytovatel |" in target.read_text(encoding="utf-8")
