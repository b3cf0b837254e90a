"""People: a side that has no member or does not come is pointed out; everybody knows who answers for what."""

from lifecycle.model.people import Attendance, Person
from lifecycle.model.plan import Stay
from lifecycle.model.practice import Responsibility
from lifecycle.model.strategy import Activity
from tests.stages.builders import Story, a_measure, a_plan, codes, rows, section, tables, warned

SIDES = ("commissioner", "provider", "user")


def member(group: str, side: str, role: str | None = None) -> Person:
    return Person(name=f"{side} {group}", group=group, side=side, role=role)


def test_a_working_group_without_users_is_pointed_out():
    plan = a_plan().groups("SEN").groups("RS", kind="steering")
    plan = plan.with_(*(member("SEN", side) for side in ("commissioner", "provider")))

    [refusal] = warned(plan, "three_sides_meet")

    assert (refusal.facts["item"], refusal.facts["missing"]) == ("group:SEN", ("user",))


def test_a_guest_does_not_stand_for_a_side():
    plan = a_plan().groups("SEN").with_(member("SEN", "commissioner"), member("SEN", "provider"))

    [refusal] = warned(plan.with_(member("SEN", "user", role="guest")), "three_sides_meet")

    assert refusal.facts["missing"] == ("user",)


def test_a_group_of_all_three_sides_is_in_order():
    plan = a_plan().groups("SEN").with_(*(member("SEN", side) for side in SIDES))

    assert codes(warned(plan, "three_sides_meet")) == []


def meeting_of(kind: str, *sides: str, on: str = "2014-06-02") -> Story:
    plan = a_plan(state="analysis").groups("G", kind=kind).met("G-1", group="G", on=on)
    plan = plan.with_(
        Stay(entry=1, state="evaluation", entered_on="2014-01-20", left_on="2014-05-01"),
        Stay(entry=9, state="analysis", entered_on="2014-05-01"),
    )
    return plan.with_(*(Attendance(meeting="G-1", name=side, side=side) for side in sides))


def test_a_group_to_whose_meetings_no_user_came_in_this_stage_is_pointed_out():
    [refusal] = warned(meeting_of("steering", "commissioner", "provider"), "three_sides_attend")

    assert {name: refusal.facts[name] for name in ("item", "state", "missing")} == {
        "item": "group:G",
        "state": "analysis",
        "missing": ("user",),
    }


def test_a_side_that_came_to_one_meeting_of_the_stage_has_come():
    plan = meeting_of("working", "commissioner", "provider").met("G-2", group="G", on="2014-06-01")
    plan = plan.with_(Attendance(meeting="G-2", name="uživatelka", side="user"))

    assert warned(plan, "three_sides_attend") == []


def test_a_stage_that_is_over_is_not_pointed_out_for_nobody_can_come_to_it_any_more():
    assert warned(meeting_of("working", "provider", on="2014-04-20"), "three_sides_attend") == []


def test_an_information_group_needs_no_three_sides():
    assert warned(meeting_of("information", "commissioner"), "three_sides_attend") == []


def test_a_meeting_whose_attendance_nobody_recorded_says_nothing():
    assert warned(meeting_of("working"), "three_sides_attend") == []


def test_each_task_says_who_has_which_part_in_it():
    plan = a_plan().with_(
        Responsibility(task="sběr dat", who="koordinátor", part="does", note="do 31. března"),
        Responsibility(task="sběr dat", who="obce", part="consulted"),
    )

    [table] = tables(section(plan.content, "responsibilities"))

    assert rows(table) == [
        ["sběr dat", "koordinátor", "provádí", "do 31. března"],
        ["sběr dat", "obce", "je konzultován", "–"],
    ]


def test_measures_and_activities_stand_by_the_responsible_and_an_activity_only_where_it_has_another_one():
    plan = a_plan().with_(
        a_measure("1.1", responsible="Žďár"),
        a_measure("1.2", responsible="Český spolek"),
        Activity(code="1.1.1", title="Nákup vozu", responsible="Charita", ends="2015-06-30"),
        Activity(code="1.1.2", title="Školení", responsible="Žďár"),
        Activity(code="1.1.3", title="Kontrola"),
    )

    [table] = tables(section(plan.content, "responsibilities"))

    assert [[cell.replace("\u00a0", " ") for cell in row] for row in rows(table)] == [
        ["Český spolek", "1.2 – Pečovatelská služba 1.2", "1. 1. 2015 – 31. 12. 2017"],
        ["Charita", "1.1.1 – Nákup vozu", "30. 6. 2015"],
        ["Žďár", "1.1 – Pečovatelská služba 1.1", "1. 1. 2015 – 31. 12. 2017"],
    ]


def test_a_plan_without_tasks_and_measures_has_no_chapter_on_responsibilities():
    assert section(a_plan().content, "responsibilities") == []
