"""The papers of one municipality: what its extract counts, and what its council is told before it votes."""

from collections.abc import Sequence

from lifecycle.actions.town_papers import extract, form, letter, reasons
from lifecycle.documents.blocks import Block
from lifecycle.model.people import Attendance
from lifecycle.model.quorum import plan_edition
from lifecycle.model.strategy import Activity
from lifecycle.model.territory import Municipality
from tests.stages.builders import (
    Story,
    a_measure,
    a_plan,
    a_priority,
    a_settlement,
    a_submission,
    code_of,
    money,
    paragraphs,
    rows,
    tables,
)


def seat(plan: Story) -> Municipality:
    return plan.content.all(Municipality)[0]


def told(plan: Story) -> str:
    """The whole reasons report, a paragraph a line."""
    blocks: Sequence[Block] = [block for one in reasons(plan.content, seat(plan)) for block in one.blocks]
    return "\n".join(paragraphs(blocks)).replace("\u00a0", " ")


def shared() -> Story:
    """Two towns: one measure for both, one for Dačice alone, one for Peč alone."""
    return (
        a_plan(state="approval")
        .of("Dačice", "Peč")
        .with_(
            a_priority("1"),
            a_measure("1.1"),
            a_measure("1.2", municipalities=(code_of(0),)),
            a_measure("1.3", municipalities=(code_of(1),)),
            money("1.1", amount_czk=1000),
            money("1.1", amount_czk=300, source="state"),
            money("1.2", amount_czk=20, year=2016),
            money("1.3", amount_czk=7),
        )
    )


def test_a_measure_divided_among_its_activities_costs_the_towns_no_crown_twice():
    plan = (
        a_plan()
        .of("Dačice")
        .with_(
            a_priority("1"),
            a_measure("1.1"),
            Activity(code="1.1.1", title="Nákup vozu"),
            money("1.1", amount_czk=500),
            money("1.1.1", amount_czk=500),
            money("1.1.1", year=2016, amount_czk=30),
        )
    )

    measures, _ = tables(extract(plan.content, seat(plan)))

    assert [row[-1].replace("\u00a0", " ") for row in rows(measures)] == ["530 Kč"]


def test_the_money_of_a_town_is_told_by_year_with_its_own_measures_apart_from_joint_ones():
    _, by_year = tables(extract(shared().content, seat(shared())))

    assert [[cell.replace("\u00a0", " ") for cell in row] for row in rows(by_year)] == [
        ["2015", "–", "1 000", "300", "1 300"],
        ["2016", "20", "–", "–", "20"],
        ["Celkem", "20", "1 000", "300", "1 320"],
    ]


def test_where_one_town_makes_the_plan_every_measure_is_its_own():
    plan = a_plan().of("Dačice").with_(a_priority("1"), a_measure("1.1"), money("1.1", amount_czk=9))

    _, by_year = tables(extract(plan.content, seat(plan)))

    assert rows(by_year)[-1] == ["Celkem", "9", "–", "–", "9"]


def test_measures_without_money_are_said_to_have_none():
    plan = a_plan().of("Dačice").with_(a_priority("1"), a_measure("1.1"))

    assert "nejsou v rozpočtu plánu zapsány žádné peníze" in told(plan)


def test_a_town_no_measure_touches_is_told_so():
    plan = a_plan().of("Dačice", "Peč").with_(a_priority("1"), a_measure("1.1", municipalities=(code_of(1),)))

    assert "Žádné opatření plánu se obce Dačice přímo netýká." in told(plan)


def test_the_reasons_name_what_is_for_the_town_alone():
    assert "Výhradně pro obec Dačice: 1.2." in told(shared())


def test_the_reasons_leave_measures_of_other_towns_out():
    assert "1.3" not in told(shared())


def test_the_reasons_tell_the_course_without_naming_anybody():
    plan = (
        shared()
        .groups("RS", kind="steering")
        .met("RS-1", on="2014-05-05", people=3)
        .with_(Attendance(meeting="RS-1", name="vault:" + "a" * 64, side="user"))
        .round("2014-10-01", "2014-10-15", "2014-10-29")
        .with_(a_submission("P1"), a_submission("P2"), a_settlement("P1"))
    )

    assert (
        "Na plánu pracovala 1 skupina. Uskutečnilo se 1 jednání (5. 5. 2014). "
        "Počty účastí na jednáních podle stran: uživatelé 1 a veřejnost 3.\n"
        "Návrh byl zveřejněn 1. 10. 2014, veřejné projednání bylo svoláno na 15. 10. 2014 a připomínky bylo možné "
        "podat do 29. 10. 2014.\n"
        "Byly podány 2 připomínky; vypořádáno je 1." in told(plan)
    )
    assert "vault:" not in told(plan)


def test_a_meeting_ahead_is_not_counted_as_held():
    assert "jednání (" not in told(shared().groups("RS", kind="steering").met("RS-1", on="2030-01-01"))


def test_the_council_learns_that_it_need_not_approve_and_what_follows():
    said = told(shared())

    assert "plán schválit nemusí" in said
    assert "Dohoda obcí: plán vstoupí v platnost" in said


def test_the_reasons_stand_on_the_law_the_plan_knows():
    law = list(paragraphs(reasons(shared().content, seat(shared()))[-1].blocks))

    assert [line.replace("\u00a0", " ").partition(" Sb.")[0] for line in law] == [
        "§ 94 zákona č. 108/2006",
        "§ 3 písm. h) zákona č. 108/2006",
        "§ 87 zákona č. 128/2000",
    ]


def test_the_draft_resolution_names_the_edition_its_day_and_its_code():
    plan = shared().issued("approval")
    edition = plan_edition(plan.content)
    assert edition is not None

    said = "\n".join(paragraphs(letter(plan.content, seat(plan), edition))).replace("\u00a0", " ")

    assert "ve znění 1. vydání ze dne 2. 6. 2014, kontrolní kód kód." in said


def test_the_form_to_return_knows_the_town_and_the_edition():
    plan = shared().issued("approval")
    edition = plan_edition(plan.content)
    assert edition is not None

    [table] = tables(form(plan.content, seat(plan), edition))

    assert [row[1] for row in rows(table)[:2]] == ["Dačice (546001)", "1. vydání, kontrolní kód kód"]
