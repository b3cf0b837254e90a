"""Děčín: the second plan is evaluated item by item, the third follows it and keeps the link to where it comes from."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.clerk import Clerk
from tests.journeys import paper
from tests.journeys.decin import PEOPLE, REST, SECOND, THIRD
from tests.journeys.lives import Life

Sheet = list[dict[str, object]]


def form(clerk: Clerk, kind: str) -> Sheet:
    """The rows of the workbook the office gives for `kind`, under the Czech headings."""
    file = clerk.papers / f"{kind} {clerk.office.parent.name}.xlsx"
    clerk.reads("form", kind, "-o", str(file))
    head, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    names = [str(cell).split("\n")[0].rstrip(" *") for cell in head]
    told = [dict(zip(names, row, strict=False)) for row in rows if any(cell is not None for cell in row)]
    return [row for row in told if not str(next(iter(row.values()))).startswith("např.")]


@pytest.fixture
def anew(decin_lived: Life, tmp_path: Path) -> Callable[[str], Clerk]:
    """A clerk with a copy of the office at a moment, free to change it."""
    return lambda moment: decin_lived.at(moment).moves_to(tmp_path)


def drafts(clerk: Clerk) -> list[str]:
    """The items of the ending plan that `why` says are still drafts."""
    return [one["facts"]["code"] for one in clerk.reads("why")["warnings"] if one["code"] == "evaluation.draft"]


def test_the_third_plan_follows_the_second_in_the_same_office(decin_lived: Life):
    plans = decin_lived.at("third in force").reads("plan", "list")

    assert [(p["key"], p["follows"], p["stage"]) for p in plans] == [
        (SECOND, None, "in_force"),
        (THIRD, SECOND, "in_force"),
    ]


def test_the_form_of_evaluation_offers_every_item_of_the_ending_plan_with_its_money(decin_lived: Life):
    rows = form(decin_lived.at("third opened"), "evaluation")

    assert [(row["kód"], row["plánováno Kč"], row["vynaloženo Kč"]) for row in rows] == [
        ("1.1", 2100000, 2050000),
        ("1.1.1", 1000000, 1000000),
        ("1.2", 5000000, 200000),
        ("2.1", 300000, 280000),
    ]


def test_the_form_of_evaluation_offers_the_indicator_its_target_and_what_was_reached(decin_lived: Life):
    (row,) = [row for row in form(decin_lived.at("third opened"), "evaluation") if row["kód"] == "1.1"]

    assert [str(row[name]) for name in ("indikátor", "cílová hodnota", "dosažená hodnota")] == [
        "Uživatelé (osob)",
        "100",
        "104",
    ]


def test_what_becomes_of_an_item_is_for_people_to_decide(decin_lived: Life):
    assert {row["naložení"] for row in form(decin_lived.at("third opened"), "evaluation")} == {None}


def test_an_offered_form_recorded_without_a_decision_is_refused_by_name(anew: Callable[[str], Clerk]):
    clerk = anew("third opened")
    file = clerk.papers / "nevyplněno.xlsx"
    clerk.reads("form", "evaluation", "-o", str(file))

    answer = clerk.asks("record", "evaluation", str(file))

    assert answer.code == 2
    assert {fault["column"] for fault in answer.json["errors"]} == {"carry"}


def test_the_evaluation_report_adds_the_money_up_once(decin_lived: Life):
    report = paper.rows(paper.edition(decin_lived.at("third in force"), "evaluation", 1))

    assert ["1.1", "Pečovatelská služba", "2 100 000", "2 050 000", "98 %"] in report
    assert ["", "Celkem", "7 400 000", "2 530 000", "34 %"] in report


def test_the_evaluation_report_compares_every_indicator_with_its_target(decin_lived: Life):
    report = paper.rows(paper.edition(decin_lived.at("third in force"), "evaluation", 1))

    assert ["1.2", "Místa ve stacionáři (míst)", "15", "0", "0 %"] in report
    assert ["2.1", "Návštěvy (návštěv)", "900", "610", "68 %"] in report


def test_the_evaluation_report_says_what_goes_on_what_changes_and_what_ends(decin_lived: Life):
    report = paper.rows(paper.edition(decin_lived.at("third in force"), "evaluation", 1))

    assert ["pokračuje", "1", "1.1 → 1.1"] in report
    assert ["mění se", "1", "1.2 → 1.2"] in report
    assert ["končí", "2", "1.1.1, 2.1"] in report


def test_carried_items_are_filled_rows_of_the_form_of_measures(decin_lived: Life):
    first, second = form(decin_lived.at("drafts"), "measures")

    assert (first["kód"], first["název"], first["převzato z"]) == ("1.1", "Pečovatelská služba", "1.1")
    assert (first["popis"], first["odpovídá"]) == ("Denní provoz.", "Magistrát města Děčín")
    assert (second["kód"], second["převzato z"]) == ("1.2", "1.2")


def test_why_has_a_line_for_each_draft_until_its_code_is_recorded(decin_lived: Life):
    moments = ("drafts", "first measure", "priorities")

    assert [drafts(decin_lived.at(moment)) for moment in moments] == [["1.1", "1.2"], ["1.2"], []]


def test_a_draft_stops_no_step(decin_lived: Life):
    missing = decin_lived.moments["first measure"].missing()

    assert {refusal["code"] for refusal in missing} == {"measure.no_budget"}


def test_a_recorded_measure_is_no_longer_offered(decin_lived: Life):
    rows = form(decin_lived.at("first measure"), "measures")

    assert [(row["kód"], row["název"]) for row in rows] == [
        ("1.1", "Pečovatelská služba i o víkendu"),
        ("1.2", "Denní stacionář"),
    ]


def test_a_recorded_measure_keeps_the_link_to_its_origin(decin_lived: Life):
    measures = decin_lived.at("third in force").reads("show", "measures")

    assert {row["code"]: row["carried_from"] for row in measures} == {"1.1": "1.1", "1.2": "1.2", "2.1": None}


def test_recording_the_measure_again_without_the_link_keeps_it(anew: Callable[[str], Clerk]):
    clerk = anew("priorities")
    clerk.records("measures", REST.replace("Bez stavby.", "Bez stavby v domě města."))

    (measure,) = [row for row in clerk.reads("show", "measures") if row["code"] == "1.2"]

    assert (measure["description"], measure["carried_from"]) == ("Bez stavby v domě města.", "1.2")


def test_the_second_plan_ends_when_the_third_is_in_force(decin_lived: Life):
    assert decin_lived.moments["second superseded"].status["stage"] == "superseded"


def test_the_chapter_on_course_lists_workshops_round_tables_and_conferences(decin_lived: Life):
    plan = paper.rows(paper.edition(decin_lived.at("third in force"), "plan", 1))

    assert ["workshop", "1", "18. 9. 2013", "2"] in plan
    assert ["kulatý stůl", "1", "25. 9. 2013", "1"] in plan
    assert ["konference", "1", "2. 10. 2013", "4"] in plan


def test_the_chapter_on_course_weighs_the_three_sides_of_a_stage(decin_lived: Life):
    plan = paper.rows(paper.edition(decin_lived.at("third in force"), "plan", 1))

    assert ["Vyhodnocení končícího plánu", "5", "4 (33 %)", "4 (33 %)", "3 (25 %)", "1 (8 %)"] in plan


def test_a_coordination_group_without_users_is_named(decin_lived: Life):
    warnings = decin_lived.moments["evaluation"].status["warnings"]

    assert [(one["facts"]["item"], one["facts"]["missing"]) for one in warnings if one["code"] == "people.thin"] == [
        ("group:KS-D", ["user"])
    ]


def test_no_member_is_named_in_the_chapter_on_course(decin_lived: Life):
    plan = paper.text(paper.edition(decin_lived.at("third in force"), "plan", 1))

    assert "Předsedkyně klubu" not in plan


def test_a_conference_is_called_in_time_with_an_invitation_and_a_sheet_to_sign(anew: Callable[[str], Clerk]):
    clerk = anew("third opened").on("2013-09-20")
    clerk.records("groups", "key,name,kind\nRS,Řídicí skupina,steering\n")
    clerk.records("people", PEOPLE.replace("KS-S", "RS").replace("KS-D", "RS"))
    clerk.records("meetings", "key,group,kind,date,place,starts_at\nKON-1,RS,conference,2013-10-02,Zámek Děčín,9.30\n")

    calendar = clerk.papers / "konference.ics"
    invitation = paper.text(paper.issued(clerk, "invitation", "--meeting", "KON-1", "-o", str(calendar)))
    sheet = paper.rows(paper.issued(clerk, "attendance_sheet", "--meeting", "KON-1"))

    assert "středa 2. 10. 2013, od 9:30" in invitation
    assert [line for line in calendar.read_text(encoding="utf-8").splitlines() if line.endswith(":Zámek Děčín")] != []
    assert ["Předsedkyně klubu", "–", "uživatel", ""] in sheet
