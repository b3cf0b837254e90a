"""Resolutions in print: the chapter of the plan, and the overview of who said what of which text."""

import datetime as dt

from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.edition import Edition
from tests.stages.builders import (
    HASH,
    Story,
    a_plan,
    an_evaluation,
    code_of,
    paragraphs,
    printed,
    rows,
    section,
    tables,
)


def asked(*names: str, **people: int) -> Story:
    """A plan in approval whose text the councils have; the first town is the seat."""
    return a_plan(state="approval").of(*names, **people).with_(an_evaluation()).issued("approval")


def cells(plan: Story, name: str) -> list[list[str]]:
    [table] = tables(section(plan.content, name))
    return [[cell.replace("\u00a0", " ") for cell in row] for row in rows(table)]


def said(plan: Story, name: str = "Dačice 1/2015") -> str:
    """What the overview says of the validity of one resolution."""
    [validity] = [row[-1] for row in cells(plan, "resolutions_register") if row[2].startswith(name)]
    return validity


def test_towns_stand_in_czech_order_and_towns_of_one_name_are_told_apart():
    plan = asked("Žďár", "Chlumec", "Hříšice", "Černíč", "Cizkrajov")
    everyone = [CouncilApproval(code=f"{546001 + n}", state="sent") for n in range(5)]

    [table] = tables(section(plan.with_(*everyone).content, "resolutions"))

    assert [row[0] for row in rows(table)] == ["Cizkrajov", "Černíč", "Hříšice", "Chlumec", "Žďár"]


def test_the_plan_names_the_towns_it_binds_and_the_others():
    plan = (
        asked("Dačice", "Slavonice", "Studená").approved_by("Dačice", "Slavonice").approved_by("Studená", state="noted")
    )

    told = printed(plan, "resolutions")

    assert "zavazuje 2 obce z 3:\nDačice\nSlavonice\nOstatní obce území (Studená)" in told.replace(
        "schválily a zavazuje", "zavazuje"
    )


def test_two_towns_of_one_name_are_bound_each_by_its_own_council():
    plan = asked("Žďár", "Dačice").with_(an_evaluation())
    twin = plan.content.things["municipality"][("546002",)].replaced(name="Žďár")

    told = list(paragraphs(section(plan.with_(twin).approved_by("Žďár").content, "resolutions")))

    assert told.count("Žďár") == 2  # once in the table, once among those bound
    assert any("Ostatní obce území (Žďár)" in line for line in told)


def test_each_resolution_is_printed_with_its_number_day_votes_and_result():
    plan = asked("Dačice").on("2015-01-21").approved_by("Dačice", state="conditional")

    [table] = tables(section(plan.content, "resolutions"))

    assert rows(table) == [
        [
            "Dačice",
            "Dačice 1/2015",
            "21.\u00a01.\u00a02015",
            "pro 7, proti 0, zdrželo se 0 (z 9)",
            "schváleno s připomínkou",
        ]
    ]


def test_the_towns_agreement_stands_in_the_plan():
    told = printed(asked("Dačice"), "resolutions")

    assert "více než 50 % obcí, v nichž žije více než 50 % obyvatel" in told
    assert "obec, která plán zadala" in told


def test_the_rule_is_shown_with_what_is_needed_and_what_is_reached():
    plan = asked(Dačice=300, Peč=100, Studená=100).approved_by("Peč")

    assert cells(plan, "resolutions_rule") == [
        ["Schválilo obcí", "2 z 3", "1 z 3", "ne"],
        ["V nich žije obyvatel", "více než 50 %", "100 z 500", "ne"],
        ["Obec, bez níž plán neplatí: Dačice", "schváleno", "k odeslání", "ne"],
    ]


def test_the_overview_says_when_the_rule_is_met():
    plan = asked("Dačice", "Peč").approved_by("Dačice", "Peč")

    assert "Podmínka, na níž se obce dohodly, je splněna." in printed(plan, "resolutions_rule")


def test_every_resolution_stands_with_organ_verb_number_day_votes_and_edition():
    plan = asked("Dačice").on("2015-01-21").approved_by("Dačice", state="conditional")
    row = plan.content.all(CouncilApproval)[0].replaced(edition="plan@1")

    assert cells(plan.with_(row), "resolutions_register") == [
        [
            "Dačice",
            "zastupitelstvo: schvaluje s připomínkou",
            "Dačice 1/2015\n21. 1. 2015",
            "pro 7, proti 0, zdrželo se 0 (z 9)",
            "1. vydání",
            "platí",
        ]
    ]


def test_an_approval_of_an_older_text_has_lapsed():
    plan = asked("Dačice").approved_by("Dačice", content="f" * 64)

    assert said(plan) == "propadlo: text se poté změnil"


def test_an_approval_of_the_same_text_in_an_older_edition_is_valid_for_the_newer():
    plan = asked("Dačice").approved_by("Dačice")
    row = plan.content.all(CouncilApproval)[0].replaced(carried=True)

    assert said(plan.with_(row)) == "platí i pro novější vydání se stejným textem"


def test_taking_note_is_no_approval():
    assert said(asked("Dačice").approved_by("Dačice", state="noted")) == "není schválením"


def test_an_earlier_resolution_is_replaced_by_the_one_that_counts():
    plan = asked("Dačice").approved_by("Dačice")
    earlier = plan.content.all(Resolution)[0].replaced(number="9/2014", on="2014-05-05", verb="refuses")

    assert said(plan.with_(earlier), "9/2014") == "nahrazeno jiným usnesením"


def test_a_board_does_not_speak_where_the_towns_agreed_on_councils():
    plan = asked("Dačice").approved_by("Dačice")
    board = plan.content.all(Resolution)[0].replaced(number="R 3", body="board")

    assert said(plan.with_(board), "R 3").startswith("nepočítá se")


def test_those_waited_for_are_listed_with_the_day_of_their_packet():
    plan = asked("Dačice", "Peč", "Studená").approved_by("Dačice")
    packet = Edition(
        name="packet",
        number=1,
        label="approval",
        stage="approval",
        municipality=code_of(1),
        issued_on=dt.date(2014, 6, 1),
        file="x.zip",
        sha256=HASH,
        blocks=HASH,
        content_sha256=HASH,
        code="kód",
        renderer="zkouška",
        template=HASH,
    )
    plan = plan.with_(packet, CouncilApproval(code=code_of(1), state="sent"))

    assert cells(plan, "resolutions_waiting") == [["Peč", "odesláno", "1. 6. 2014"], ["Studená", "k odeslání", "–"]]


def test_nobody_is_waited_for_once_all_have_spoken():
    told = printed(asked("Dačice").approved_by("Dačice", state="refused"), "resolutions_waiting")

    assert "na žádnou se nečeká" in told


def test_before_the_councils_are_asked_there_is_no_overview():
    plan = asked("Dačice").content

    assert [section(plan, f"resolutions_{name}") for name in ("rule", "register", "waiting")] == [[], [], []]
