"""Organisation and course: who makes the plan, who met, what was decided."""

from lifecycle.model.people import Decision, Meeting, Person
from lifecycle.model.strategy import CHAPTERS, Chapter
from tests.stages.builders import a_plan, codes, paragraphs, printed, rows, section, tables, warned


def test_towns_stand_in_czech_order():
    plan = a_plan().of("Župánovice", "Dačice", "Český Rudolec", "Cizkrajov", "Budeč")

    [table] = tables(section(plan.content, "organisation"))

    assert [row[0] for row in rows(table)] == ["Budeč", "Cizkrajov", "Český Rudolec", "Dačice", "Župánovice"]


def test_a_town_of_no_people_has_a_zero_and_one_of_unknown_number_a_dash():
    plan = a_plan().of(Dačice=0, Peč=1234)
    unknown = plan.content.things["municipality"][("546001",)].replaced(population=None)

    tables_of = [rows(next(tables(section(one.content, "organisation")))) for one in (plan, plan.with_(unknown))]

    assert [[row[2] for row in table] for table in tables_of] == [["0", "1\u00a0234"], ["–", "1\u00a0234"]]


def test_members_of_a_group_are_counted_by_side():
    plan = (
        a_plan()
        .of("Dačice")
        .groups("SEN")
        .with_(
            *(Person(name=f"osoba {n}", group="SEN", side=side) for n, side in enumerate(["user", "user", "provider"]))
        )
    )

    [_, table] = tables(section(plan.content, "organisation"))

    assert rows(table) == [["SEN", "Skupina SEN", "pracovní skupina", "0", "1", "2", "0"]]


def test_a_meeting_takes_one_line_with_a_number_for_each_side():
    plan = a_plan().of("Dačice").groups("RS", kind="steering").met("RS-1", people=3)

    [*_, table] = tables(section(plan.content, "organisation"))

    assert rows(table) == [["2.\u00a06.\u00a02014", "RS", "jednání", "–", "–", "–", "–", "3"]]


def test_meetings_stand_by_their_day_and_those_of_one_day_by_their_number():
    plan = a_plan().of("Dačice").groups("RS", kind="steering")
    plan = plan.with_(
        *(
            Meeting(key=key, group="RS", kind="meeting", date=day, place=key)
            for key, day in (("RS-10", "2014-02-01"), ("RS-9", "2014-02-01"), ("RS-1", "2014-03-01"))
        )
    )

    [*_, table] = tables(section(plan.content, "organisation"))

    assert [row[3] for row in rows(table)] == ["RS-9", "RS-10", "RS-1"]


def test_decisions_say_their_subject_in_words():
    plan = a_plan().of("Dačice").groups("RS", kind="steering").groups("SEN").met("RS-1")
    plan = plan.with_(
        *(
            Decision(meeting="RS-1", subject=subject, verb="approves", text="Schvaluje se.")
            for subject in ("2.1", "plan", "stage:priorities", "swot:SEN", "text:vision", "evaluation:1.4", "group:SEN")
        )
    )

    [*_, table] = tables(section(plan.content, "organisation"))

    assert [row[2] for row in rows(table)] == [
        "schvaluje: položka 1.4 končícího plánu",
        "schvaluje: Skupina SEN (SEN)",
        "schvaluje: Opatření 2.1",
        "schvaluje: celý dokument",
        "schvaluje: stav „priority a opatření“",
        "schvaluje: SWOT – Skupina SEN",
        "schvaluje: kapitola „Vize“",
    ]


def test_nobody_who_came_or_is_a_member_is_named():
    plan = a_plan().of("Dačice").groups("RS", kind="steering").met("RS-1", people=2)
    plan = plan.with_(Person(name="Jana Nováková", group="RS", side="user"))

    told = printed(plan, "organisation")

    assert [name for name in ("osoba", "Nováková") if name in told] == []


def test_the_introduction_can_be_commented_on_as_an_item():
    plan = a_plan().of("Dačice").with_(Chapter(section="introduction", text="Slovo úvodem."))

    passage = section(plan.content, "organisation")[0]

    assert (passage.item, list(paragraphs([passage]))) == ("text:introduction", ["Slovo úvodem."])


def test_every_chapter_that_is_not_warned_about_is_printed_somewhere():
    plan = a_plan().of("Dačice").with_(*(Chapter(section=name, text=f"Text kapitoly {name}.") for name in CHAPTERS))

    told = "".join(printed(plan, name) for name in ("organisation", "vision", "budget", "implementation"))

    assert [name for name in CHAPTERS if f"Text kapitoly {name}." not in told] == []


def test_a_chapter_no_document_prints_is_pointed_out():
    plan = a_plan().with_(Chapter(section="zaver", text="Závěr."), Chapter(section="vision", text="Vize."))

    assert [one.facts["section"] for one in warned(plan, "chapters_are_printed")] == ["zaver"]


def test_a_working_group_without_users_is_pointed_out():
    plan = a_plan().groups("SEN").groups("RS", kind="steering")
    two_sides = [Person(name=f"o{n}", group="SEN", side=side) for n, side in enumerate(["commissioner", "provider"])]
    plan = plan.with_(*two_sides)

    [refusal] = warned(plan, "three_sides_meet")

    assert (refusal.facts["item"], refusal.facts["missing"]) == ("group:SEN", ("user",))


def test_a_group_of_all_three_sides_is_in_order():
    sides = [Person(name=side, group="SEN", side=side) for side in ("commissioner", "provider", "user")]

    assert codes(warned(a_plan().groups("SEN").with_(*sides), "three_sides_meet")) == []
