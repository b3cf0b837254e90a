"""Pardubice: one town orders, 56 plan; action plans, their evaluation, the network and who answers for what."""

import pytest

from tests.journeys import paper
from tests.journeys.lives import Life
from tests.journeys.pardubice import SEAT

DUS = "lidé s duševní nemocí"


def test_one_town_orders_and_is_asked_first_of_56(pardubice_lived: Life):
    status = pardubice_lived.at("approval").reads("approval", "status")
    seats = [town["code"] for town in pardubice_lived.at("approval").reads("plan", "show")["territory"] if town["seat"]]

    assert (len(status["municipalities"]), seats) == (56, [SEAT])


def test_the_network_names_the_group_without_a_service_and_its_need(pardubice_lived: Life):
    analysis = paper.edition(pardubice_lived.at("first year"), "analysis", 1)
    gaps = [row for row in paper.rows(analysis) if row[0] == DUS]

    assert [DUS, "P-DUS – Návrat z léčebny"] in gaps


def test_the_network_counts_services_where_they_are(pardubice_lived: Life):
    analysis = paper.edition(pardubice_lived.at("first year"), "analysis", 1)

    assert ["Pardubice", "91 755", "2", "§ 40, § 49"] in paper.rows(analysis)
    assert ["Sezemice", "4 039", "1", "§ 65"] in paper.rows(analysis)


def test_status_warns_of_the_gaps_of_the_network_and_stops_nothing(pardubice_lived: Life):
    status = pardubice_lived.moments["analysis"].status
    told = {(warning["code"], warning["facts"]["item"]) for warning in status["warnings"]}

    assert {("network.group_unserved", f"target_group:{DUS}"), ("network.towns_unserved", "plan")} <= told
    assert status["missing"] == []


def test_the_plan_says_who_answers_for_what(pardubice_lived: Life):
    """The platform of human resources (platforma lidských zdrojů) is a table of the plan councils vote on."""
    plan = paper.edition(pardubice_lived.at("first year"), "plan", 8)
    said = [" | ".join(row) for row in paper.rows(plan)]

    assert [row for row in said if "Roční akční plán" in row and "Řídicí skupina" in row and "rozhoduje" in row] != []
    assert [row for row in said if "Sběr dat o službách" in row and "Poskytovatelé" in row] != []


def test_the_methodology_says_what_is_collected_from_whom_and_how_often(pardubice_lived: Life):
    methodology = paper.edition(pardubice_lived.at("first year"), "methodology", 1)
    rows = paper.rows(methodology)

    assert "Sbíráme jen to, co se při rozhodování použije; údaje o osobách nikdy." in paper.paragraphs(methodology)
    assert ["ročně", "do 31. ledna", "Karta služby (D-1)", "Koordinátorka plánování"] in rows
    assert ["průběžně", "–", "Podněty občanů (D-2)", "Koordinátorka plánování"] in rows


def test_the_methodology_lists_the_columns_of_the_form_a_flow_is_recorded_in(pardubice_lived: Life):
    columns = [row[0] for row in paper.rows(paper.edition(pardubice_lived.at("first year"), "methodology", 1))]

    assert {"poskytovatel", "kapacita", "cílové skupiny"} <= set(columns)


def test_the_action_plan_of_a_year_has_only_what_is_done_in_it(pardubice_lived: Life):
    clerk = pardubice_lived.at("second year")
    first, second = (paper.rows(paper.edition(clerk, "action_plan", number)) for number in (1, 2))
    codes = [{row[0] for row in rows if row[0][:1].isdigit() and len(row) == 5} for rows in (first, second)]

    assert codes == [{"1.1", "1.1.1", "1.2"}, {"1.1", "1.1.2", "1.2", "2.1"}]


def test_the_money_of_an_action_plan_counts_a_measure_and_its_activities_once(pardubice_lived: Life):
    first = paper.edition(pardubice_lived.at("first year"), "action_plan", 1)

    assert ["Celkem", "1 250 000", "100 %"] in paper.rows(first)


def test_the_next_action_plan_brings_along_what_was_not_done(pardubice_lived: Life):
    second = paper.edition(pardubice_lived.at("second year"), "action_plan", 2)

    assert ["1.2", "Podpora bydlení po návratu z léčebny", "■ nesplněno", "Nenašel se byt."] in paper.rows(second)


@pytest.mark.parametrize(
    ("number", "light", "money"),
    [(1, "■ nesplněno", "9 %"), (2, "◊ splněno částečně", "33 %")],
    ids=["2014", "2015"],
)
def test_the_monitoring_report_tells_each_years_state_by_sign_word_and_money(
    pardubice_lived: Life, number: int, light: str, money: str
):
    report = paper.edition(pardubice_lived.at("end of the second year"), "monitoring", number)
    (row,) = [row for row in paper.rows(report) if row[0] == "1.2"]

    assert row[2].startswith(light)
    assert row[3].endswith(money)


def test_the_monitoring_report_never_guesses_what_nobody_recorded(pardubice_lived: Life):
    report = paper.edition(pardubice_lived.at("end of the second year"), "monitoring", 2)
    (state,) = [row[2] for row in paper.rows(report) if row[0] == "2.1"]

    assert state == "– bez záznamu"


def test_a_report_keeps_saying_what_it_said_when_the_next_year_is_recorded(pardubice_lived: Life):
    before, after = (
        paper.text(paper.edition(pardubice_lived.at(moment), "monitoring", 1))
        for moment in ("second year", "end of the second year")
    )

    assert before == after


def test_the_editions_say_which_year_they_are_about(pardubice_lived: Life):
    editions = pardubice_lived.at("end of the second year").reads("document", "list")

    assert [(e["name"], e["about"], e["label"]) for e in editions if e["about"]] == [
        ("action_plan", "2014", "final"),
        ("monitoring", "2014", "final"),
        ("action_plan", "2015", "final"),
        ("monitoring", "2015", "final"),
    ]


def test_a_year_outside_the_plan_is_refused_by_name(pardubice_lived: Life):
    answer = pardubice_lived.at("first year").asks("document", "issue", "action_plan", "--year", "2031")

    assert (answer.code, answer.json["error"]["code"]) == (2, "year.outside")
