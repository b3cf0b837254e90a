"""The three sides: to which stage a day belongs, who is a member, and which group a side stayed away from."""

import datetime as dt
from dataclasses import replace

import pytest

from lifecycle.model.content import Content
from lifecycle.model.people import Attendance, Group, Meeting, Person, Side
from lifecycle.model.plan import Stay
from lifecycle.model.thing import Thing
from lifecycle.model.triad import attended, held, members, missing, stage_of, thin
from tests.model.kinds import a_content

STAYS = (
    Stay(entry=1, state="evaluation", entered_on="2014-01-20", left_on="2014-03-12"),
    Stay(entry=9, state="analysis", entered_on="2014-03-12", left_on="2014-03-12"),
    Stay(entry=10, state="swot", entered_on="2014-03-12"),
)


def on(day: str, *things: Thing) -> Content:
    return replace(a_content(list(things)), day=dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2014-01-01", "evaluation"),
        ("2014-01-20", "evaluation"),
        ("2014-03-12", "evaluation"),
        ("2014-03-13", "swot"),
        ("2020-01-01", "swot"),
    ],
)
def test_a_day_belongs_to_the_stage_entered_before_it(day: str, state: str):
    assert stage_of(on("2014-06-02", *STAYS), dt.date.fromisoformat(day)) == state


def test_only_the_three_sides_can_be_missing():
    assert missing({Side.public, Side.provider}) == (Side.commissioner, Side.user)


def test_a_group_without_members_has_none_of_any_side():
    content = on("2014-06-02", Group(key="SEN", name="Senioři", kind="working"))

    assert dict(members(content)["SEN"]) == {}


def test_members_without_a_told_role_are_members():
    content = on(
        "2014-06-02",
        Group(key="SEN", name="Senioři", kind="working"),
        Person(name="A", group="SEN", side="user"),
        Person(name="B", group="SEN", side="user", role="guest"),
    )

    assert members(content)["SEN"][Side.user] == 1


def test_a_meeting_is_held_on_its_day_and_not_before():
    meeting = Meeting(key="S-1", group="SEN", kind="meeting", date="2014-06-02")

    assert [len(held(on(day, meeting))) for day in ("2014-06-01", "2014-06-02")] == [0, 1]


def test_attendance_is_added_up_over_the_meetings_of_a_group_in_a_stage():
    content = on(
        "2014-06-02",
        *STAYS,
        Group(key="SEN", name="Senioři", kind="working"),
        Meeting(key="S-1", group="SEN", kind="meeting", date="2014-04-01"),
        Meeting(key="S-2", group="SEN", kind="workshop", date="2014-04-02"),
        Attendance(meeting="S-1", name="A", side="user"),
        Attendance(meeting="S-2", name="A", side="user"),
        Attendance(meeting="S-2", name="B", side="provider"),
    )

    assert attended(content) == {"swot": {"SEN": {Side.user: 2, Side.provider: 1}}}
    assert [(one.group.key, one.state, one.missing) for one in thin(content)] == [("SEN", "swot", (Side.commissioner,))]
