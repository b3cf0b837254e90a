"""Organisation and course: who makes the plan, who met, what was decided; no name of a person is in it."""

from collections.abc import Iterator

from lifecycle.documents.blocks import Table
from lifecycle.model.people import Attendance, Decision, Meeting, Person
from lifecycle.model.plan import Stay
from lifecycle.model.strategy import CHAPTERS, Chapter
from tests.stages.builders import Story, a_plan, paragraphs, printed, rows, section, tables


def told(plan: Story, caption: str) -> list[list[str]]:
    """The rows of the chapter's table whose caption begins so; none where it is left out."""
    found: Iterator[Table] = (one for one in tables(section(plan.content, "organisation")))
    return [row for table in found if table.caption.startswith(caption) for row in rows(table)]


def came(meeting: str, **sides: int) -> list[Attendance]:
    return [
        Attendance(meeting=meeting, name=f"{side} {n} {meeting}", side=side)
        for side, count in sides.items()
        for n in range(count)
    ]


def test_towns_stand_in_czech_order():
    plan = a_plan().of("Župánovice", "Dačice", "Český Rudolec", "Cizkrajov", "Budeč")

    assert [row[0] for row in told(plan, "Obce")] == ["Budeč", "Cizkrajov", "Český Rudolec", "Dačice", "Župánovice"]


def test_a_town_of_no_people_has_a_zero_and_one_of_unknown_number_a_dash():
    plan = a_plan().of(Dačice=0, Peč=1234)
    unknown = plan.content.things["municipality"][("546001",)].replaced(population=None)

    tables_of = [told(one, "Obce") for one in (plan, plan.with_(unknown))]

    assert [[row[2] for row in table] for table in tables_of] == [["0", "1\u00a0234"], ["–", "1\u00a0234"]]


def test_the_course_says_how_long_the_plan_stood_in_each_stage_also_when_it_came_back():
    plan = a_plan(state="analysis").with_(
        Stay(entry=1, state="evaluation", entered_on="2014-01-20", left_on="2014-03-12"),
        Stay(entry=9, state="analysis", entered_on="2014-03-12", left_on="2014-05-21"),
        Stay(entry=12, state="evaluation", entered_on="2014-05-21", left_on="2014-05-22"),
        Stay(entry=15, state="analysis", entered_on="2014-05-22"),
    )

    assert [[cell.replace("\u00a0", " ") for cell in row] for row in told(plan, "Etapy")] == [
        ["Vyhodnocení končícího plánu", "20. 1. 2014", "12. 3. 2014"],
        ["Analýza", "12. 3. 2014", "21. 5. 2014"],
        ["Vyhodnocení končícího plánu", "21. 5. 2014", "22. 5. 2014"],
        ["Analýza", "22. 5. 2014", "trvá"],
    ]


def test_a_plan_of_an_older_office_without_a_recorded_course_has_no_empty_table():
    assert told(a_plan().of("Dačice"), "Etapy") == []


def test_members_of_a_group_are_counted_by_side_and_guests_are_not_members():
    sides = [("user", None), ("user", "member"), ("provider", "chair"), ("commissioner", "guest")]
    plan = a_plan().groups("SEN")
    plan = plan.with_(
        *(Person(name=f"osoba {n}", group="SEN", side=side, role=role) for n, (side, role) in enumerate(sides))
    )

    assert told(plan, "Skupiny") == [["SEN", "Skupina SEN", "pracovní skupina", "0", "1", "2", "0"]]


def test_who_leads_and_advises_a_group_is_told_by_side_and_organisation_without_a_name():
    plan = (
        a_plan()
        .groups("SEN")
        .with_(
            Person(name="Jana Nováková", group="SEN", side="public", role="methodologist"),
            Person(name="Petr Malý", group="SEN", side="provider", role="chair", organisation="Charita"),
            Person(name="Eva Tichá", group="SEN", side="user", role="guest"),
            Person(name="Iva Tichá", group="SEN", side="user", role="guest"),
            Person(name="Jan Velký", group="SEN", side="user", role="member"),
        )
    )

    assert told(plan, "Funkce") == [
        ["Skupina SEN", "předseda", "poskytovatel", "Charita"],
        ["Skupina SEN", "metodik", "veřejnost", "–"],
        ["Skupina SEN", "host (2×)", "uživatel", "–"],
    ]


def test_a_meeting_takes_one_line_with_a_number_for_each_side():
    plan = a_plan().groups("RS", kind="steering").met("RS-1", people=3)

    assert told(plan, "Jednání a počty") == [["2.\u00a06.\u00a02014", "RS", "jednání", "–", "–", "–", "–", "3"]]


def test_meetings_stand_by_their_day_and_those_of_one_day_by_their_number():
    plan = a_plan().groups("RS", kind="steering")
    plan = plan.with_(
        *(
            Meeting(key=key, group="RS", kind="meeting", date=day, place=key)
            for key, day in (("RS-10", "2014-02-01"), ("RS-9", "2014-02-01"), ("RS-1", "2014-03-01"))
        )
    )

    assert [row[3] for row in told(plan, "Jednání a počty")] == ["RS-9", "RS-10", "RS-1"]


def test_a_meeting_that_is_still_ahead_is_no_part_of_the_course():
    plan = a_plan().groups("RS", kind="steering").met("RS-1", on="2014-06-03")

    assert told(plan, "Jednání a počty") == []


def test_events_are_counted_by_kind_with_their_days_and_people():
    plan = a_plan().groups("SEN").met("S-1", kind="workshop", on="2014-05-01", people=4)
    plan = plan.met("S-2", kind="workshop", on="2014-05-09", people=3).met("S-3", kind="conference", on="2014-05-05")
    plan = plan.met("S-4", on="2014-05-06", people=9)

    assert [[cell.replace("\u00a0", " ") for cell in row] for row in told(plan, "Workshopy")] == [
        ["workshop", "2", "1. 5. 2014, 9. 5. 2014", "7"],
        ["konference", "1", "5. 5. 2014", "–"],
    ]


def two_stages() -> Story:
    """Evaluation until 1 May with one meeting of the working group, analysis since with two."""
    plan = a_plan(state="analysis").groups("SEN").met("S-1", group="SEN", on="2014-05-01")
    plan = plan.met("S-2", group="SEN", on="2014-05-20").met("S-3", group="SEN", on="2014-05-21")
    return plan.with_(
        Stay(entry=1, state="evaluation", entered_on="2014-01-20", left_on="2014-05-01"),
        Stay(entry=9, state="analysis", entered_on="2014-05-01"),
        *came("S-1", commissioner=2, provider=1, user=1),
        *came("S-2", commissioner=1, provider=1, public=1),
        *came("S-3", provider=3),
    )


def test_the_sides_are_weighed_in_each_stage_and_the_day_of_a_step_belongs_to_the_stage_left():
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in told(two_stages(), "Účast")] == [
        ["Vyhodnocení končícího plánu", "1", "2 (50 %)", "1 (25 %)", "1 (25 %)", "0 (0 %)"],
        ["Analýza", "2", "1 (17 %)", "4 (67 %)", "0 (0 %)", "1 (17 %)"],
    ]


def test_the_balance_is_said_in_words_and_thin_groups_are_named():
    said = printed(two_stages(), "organisation").replace("\u00a0", " ").splitlines()

    assert said[said.index("Skupina SEN – Analýza: uživatel") - 2 :][:2] == [
        "Analýza: ze tří stran se nejvíce účastnili poskytovatelé (67 %), nejméně uživatelé (0 %).",
        "Na jednání některých skupin za celou etapu nepřišel nikdo z některé strany:",
    ]


def test_sides_that_came_alike_are_said_to():
    plan = a_plan().groups("SEN").met("S-1", group="SEN").with_(*came("S-1", commissioner=2, provider=2, user=2))

    assert "zastoupeni stejně" in printed(plan, "organisation")


def test_a_meeting_only_the_public_came_to_says_nothing_of_the_three_sides():
    plan = a_plan().groups("INF", kind="information").met("I-1", group="INF", people=5)

    assert "ze tří stran" not in printed(plan, "organisation")


def test_decisions_say_their_subject_in_words():
    plan = a_plan().groups("RS", kind="steering").groups("SEN").met("RS-1")
    plan = plan.with_(
        *(
            Decision(meeting="RS-1", subject=subject, verb="approves", text="Schvaluje se.")
            for subject in ("2.1", "plan", "stage:priorities", "swot:SEN", "text:vision", "evaluation:1.4", "group:SEN")
        )
    )

    assert [row[2] for row in told(plan, "Rozhodnutí")] == [
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
    plan = plan.with_(Person(name="Jana Nováková", group="RS", side="user", role="chair"))

    said = printed(plan, "organisation")

    assert [name for name in ("osoba", "Nováková") if name in said] == []


def test_the_introduction_can_be_commented_on_as_an_item():
    plan = a_plan().of("Dačice").with_(Chapter(section="introduction", text="Slovo úvodem."))

    passage = section(plan.content, "organisation")[0]

    assert (passage.item, list(paragraphs([passage]))) == ("text:introduction", ["Slovo úvodem."])


def test_every_chapter_that_is_not_warned_about_is_printed_somewhere():
    plan = a_plan().of("Dačice").with_(*(Chapter(section=name, text=f"Text kapitoly {name}.") for name in CHAPTERS))
    places = ("organisation", "evaluation_rules", "vision", "budget", "implementation", "methodology")

    said = "".join(printed(plan, name) for name in places)

    assert [name for name in CHAPTERS if f"Text kapitoly {name}." not in said] == []
