"""Papers of one meeting: an invitation leaves in time, people sign, the minutes say what happened."""

import datetime as dt
from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Listing, Paragraph
from lifecycle.model.edition import Edition
from lifecycle.model.people import Attendance, Meeting, Person
from tests.stages.builders import HASH, Story, a_plan, printed, rows, section, tables, warned, weighed

PAPERS = ("invitation", "attendance_sheet", "minutes")


def a_meeting(key: str = "RS-2", date: str = "2014-06-20", **more: object) -> Meeting:
    return Meeting.model_validate({"key": key, "group": "RS", "kind": "meeting", "date": date, **more})


def about(plan: Story, key: str = "RS-2") -> Story:
    """The plan looked at for a paper about one meeting."""
    return Story(replace(plan.content, focus={"meeting": key}))


def planned(**more: object) -> Story:
    return about(a_plan().groups("RS", kind="steering").with_(a_meeting(**more)))


def invited(on: str, about: str = "RS-2", number: int = 1) -> Edition:
    return Edition(
        name="invitation",
        number=number,
        label="final",
        stage="evaluation",
        about=about,
        issued_on=on,
        file="x.docx",
        sha256=HASH,
        blocks=HASH,
        content_sha256=HASH,
        code="kód",
        renderer="zkouška",
        template=HASH,
    )


def test_a_meeting_in_six_days_to_which_nobody_is_invited_is_pointed_out_with_the_first_possible_day():
    [refusal] = warned(planned(date="2014-06-08"), "invitations_leave_in_time")

    told = (refusal.code, refusal.facts["item"], refusal.facts["last"], refusal.earliest)
    assert told == ("meeting.not_invited", "group:RS", dt.date(2014, 6, 1), dt.date(2014, 6, 9))


def test_on_the_seventh_day_before_the_meeting_there_is_still_time():
    assert warned(planned(date="2014-06-09"), "invitations_leave_in_time") == []


def test_a_town_may_want_more_days():
    [refusal] = weighed(planned(date="2014-06-09"), "invitations_leave_in_time", days=14)

    assert refusal.code == "meeting.not_invited"


def test_an_invitation_that_left_in_time_is_in_order_until_the_meeting():
    plan = planned(date="2014-06-09").with_(invited("2014-06-02")).on("2014-06-08")

    assert warned(plan, "invitations_leave_in_time") == []


def test_an_invitation_that_left_late_is_pointed_out_also_when_it_is_sent_once_more():
    plan = planned(date="2014-06-09").with_(invited("2014-06-04"), invited("2014-06-05", number=2)).on("2014-06-05")

    [refusal] = warned(plan, "invitations_leave_in_time")

    assert (refusal.code, refusal.earliest) == ("meeting.invited_late", dt.date(2014, 6, 11))


def test_an_invitation_to_another_meeting_does_not_count():
    plan = planned(date="2014-06-08").with_(invited("2014-06-01", about="RS-1"))

    assert [one.code for one in warned(plan, "invitations_leave_in_time")] == ["meeting.not_invited"]


def test_a_meeting_of_today_or_of_the_past_is_no_longer_asked_about():
    plan = planned(date="2014-06-02").with_(a_meeting("RS-1", "2014-05-01"))

    assert warned(plan, "invitations_leave_in_time") == []


def test_a_meeting_that_was_moved_after_its_invitation_left_is_pointed_out():
    plan = planned(date="2014-06-20").with_(invited("2014-06-02")).with_(a_meeting(date="2014-06-25"))

    [refusal] = warned(plan, "invitations_leave_in_time")

    assert (refusal.code, refusal.facts["item"]) == ("meeting.changed_after_invitation", "group:RS")


def test_a_new_invitation_to_the_moved_meeting_is_enough():
    plan = (
        planned()
        .with_(invited("2014-06-02"))
        .with_(a_meeting(date="2014-06-25"))
        .with_(invited("2014-06-03", number=2))
    )

    assert warned(plan, "invitations_leave_in_time") == []


def test_minutes_of_a_meeting_that_is_over_do_not_ask_for_a_new_invitation():
    plan = planned().with_(invited("2014-06-02")).on("2014-06-21").with_(a_meeting(minutes="Jednalo se."))

    assert warned(plan, "invitations_leave_in_time") == []


@pytest.mark.parametrize("name", PAPERS)
def test_without_a_meeting_there_is_nothing_to_print(name: str):
    plan = a_plan().groups("RS", kind="steering").with_(a_meeting(minutes="Jednalo se."))

    assert section(plan.content, name) == []


def test_an_invitation_says_to_what_when_and_where():
    plan = planned(kind="conference", place="Sokolovna", starts_at="9:00", ends_at="15:30")

    said = printed(plan, "invitation").replace("\u00a0", " ").splitlines()

    assert said[:3] == ["Zveme Vás na konferenci: Skupina RS", "Kdy: pátek 20. 6. 2014, 9:00–15:30", "Kde: Sokolovna"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [({}, "pátek 20. 6. 2014"), ({"starts_at": "13:05"}, "pátek 20. 6. 2014, od 13:05")],
)
def test_as_much_of_the_time_is_said_as_is_known(hours: dict[str, str], said: str):
    [when] = [one for one in section(planned(**hours).content, "invitation") if one.runs[0].text == "Kdy: "][:1]

    assert when.runs[1].text.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("agenda", "points"),
    [
        ("Zahájení; harmonogram; různé", ["Zahájení", "Harmonogram", "Různé"]),
        ("- úvod; seznámení\n- závěr\n", ["Úvod; seznámení", "Závěr"]),
        ("1. Úvod\n2) Závěr", ["Úvod", "Závěr"]),
        ("12. 3. 2014: ohlédnutí\n20. 6. – výhled", ["12. 3. 2014: ohlédnutí", "20. 6. – výhled"]),
        ("Opatření 2.1; různé", ["– Opatření 2.1", "Různé"]),
    ],
)
def test_the_agenda_is_a_numbered_list_whichever_way_it_was_typed(agenda: str, points: list[str]):
    [listing] = [one for one in section(planned(agenda=agenda).content, "invitation") if isinstance(one, Listing)]

    assert ([runs[0].text for _, runs in listing.items], listing.ordered) == (points, True)


def with_members() -> Story:
    return planned().with_(
        Person(name="Host", group="RS", side="commissioner", role="guest"),
        Person(name="Uživatelka", group="RS", side="user", organisation="Klub"),
        Person(name="Předseda", group="RS", side="provider", role="chair"),
        Person(name="Obec", group="RS", side="commissioner", role="member"),
        Person(name="Odjinud", group="SEN", side="user"),
    )


def test_an_invitation_is_for_the_members_of_the_group_the_chair_first_and_guests_last():
    [table] = tables(section(with_members().content, "invitation"))

    assert rows(table) == [
        ["Předseda", "–", "poskytovatel", "předseda"],
        ["Obec", "–", "zadavatel", "člen"],
        ["Uživatelka", "Klub", "uživatel", "člen"],
        ["Host", "–", "zadavatel", "host"],
    ]


def test_an_attendance_sheet_has_a_line_to_sign_for_each_member_and_empty_lines_for_guests():
    [table] = tables(section(with_members().content, "attendance_sheet"))

    assert [row[0] for row in rows(table)] == ["Předseda", "Obec", "Uživatelka", "Host", *[""] * 7]


def test_minutes_say_who_came_by_side_and_which_side_did_not():
    plan = planned().with_(
        Attendance(meeting="RS-2", name="Uživatelka", side="user"),
        Attendance(meeting="RS-2", name="Radní", side="commissioner", organisation="Obec"),
        Attendance(meeting="RS-1", name="Odjinud", side="user"),
    )

    [table] = tables(section(plan.content, "minutes"))
    said = printed(plan, "minutes")

    assert rows(table) == [["Radní", "Obec", "zadavatel"], ["Uživatelka", "–", "uživatel"]]
    assert "Přítomni byli 2 účastníci: zadavatelé 1, uživatelé 1." in said
    assert "Nepřišel nikdo ze strany: poskytovatel." in said


def test_minutes_are_printed_as_they_were_written():
    plan = planned(minutes="Skupina **schválila** harmonogram.\n\n- do června\n- do září")

    blocks = section(plan.content, "minutes")

    assert [one.runs[1].bold for one in blocks if isinstance(one, Paragraph) and len(one.runs) == 3] == [True]
    assert "do září" in printed(plan, "minutes")


def test_minutes_name_the_decisions_with_their_wording():
    plan = planned().decided("stage:evaluation", at="RS-2")

    [table] = tables(section(plan.content, "minutes"))

    assert rows(table) == [["schvaluje: stav „vyhodnocení končícího plánu“", "–"]]


def test_minutes_end_with_the_next_meeting_of_the_same_group():
    plan = (
        planned(minutes="Jednalo se.")
        .groups("SEN")
        .with_(
            a_meeting("RS-4", "2014-09-30"),
            a_meeting("RS-3", "2014-07-01", place="Radnice", starts_at="13:00"),
            a_meeting("S-1", "2014-06-21", group="SEN"),
        )
    )

    said = printed(plan, "minutes").replace("\u00a0", " ")

    assert "Příští jednání: úterý 1. 7. 2014, od 13:00, Radnice." in said


def test_a_meeting_of_which_nothing_is_recorded_has_no_minutes():
    assert section(planned(agenda="Různé").content, "minutes") == []
