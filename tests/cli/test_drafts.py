"""Drafts: what the office already knows stands filled in the form, and is a part of the plan once it is recorded."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.clerk import Clerk

BEFORE = "tri-obce"
NEXT = "tri-obce-2"
EVALUATED = """code,title,result,carry,new_code
1,Pomoc doma,ongoing,continue,2
1.1,Pečovatelská služba,fulfilled,continue,2.1
1.1.1,Nákup vozu,partly,change,2.1.1
1.2,Noclehárna,cancelled,drop,
1.3,Dluhová poradna,unfulfilled,change,2.2
1.4,Táž poradna,unfulfilled,change,2.2
1.5,Doprava,unfulfilled,change,
"""
MEASURED = ("indikátor", "cílová hodnota", "dosažená hodnota")
CODES = ["1", "1.1", "1.1.1", "1.2", "1.3", "1.4", "1.5"]


@pytest.fixture
def successor(clerk: Clerk) -> Clerk:
    """A clerk who has opened the plan after that of the three towns; the older one has an activity, money, progress."""
    clerk.records("activities", "code,title,responsible\n1.1.1,Nákup vozu,Charita\n1.1.2,Školení,\n")
    clerk.records(
        "budget",
        "code,year,source,amount_czk\n1.1,2026,municipality,100000\n1.1,2027,municipality,200000\n"
        "1.1.1,2026,municipality,100000\n1.1.2,2027,state,5000\n",
    )
    clerk.records(
        "indicators", "code,name,unit,target,year\n1.1,Uživatelé,osob,190,2026\n1.1,Uživatelé,osob,200,2027\n"
    )
    clerk = clerk.on("2028-03-03")
    clerk.records(
        "progress",
        "code,on,state,spent_czk,value\n1.1,2028-01-31,running,50000,100\n1.1,2028-02-28,partly,80000,150\n"
        "1.1.2,2028-02-01,fulfilled,3000,\n",
    )
    towns = clerk.paper("obce2.csv", "code,name,population\n546127,Dačice,7300\n")
    made = ("plan", "create", NEXT, "--title", "Tři obce II", "--territory", str(towns), "--follows", BEFORE)
    clerk.reads(*made, "--from", "2028", "--to", "2029")
    return clerk.about(NEXT)


def form(clerk: Clerk, kind: str) -> tuple[int, list[dict[str, Any]], Path]:
    """How many drafts the form tells of, its rows by key of column without empty cells, and the file."""
    file = clerk.papers / f"{kind}.xlsx"
    file.unlink(missing_ok=True)
    told = clerk.reads("form", kind, "-o", str(file))
    head, *lines = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))[kind].iter_rows(values_only=True)
    keys = [str(cell).splitlines()[0].rstrip("*") for cell in head]
    return told["drafts"], [{k: v for k, v in zip(keys, line, strict=True) if v is not None} for line in lines], file


def test_a_measure_that_goes_on_waits_in_the_form_with_what_the_ending_plan_said_of_it(successor: Clerk):
    successor.records("evaluation", EVALUATED)

    drafts, rows, _ = form(successor, "measures")

    assert (drafts, rows) == (
        2,
        [
            {
                "kód": "2.1",
                "název": "Pečovatelská služba",
                "popis": "Denní výjezdy.",
                "druh": "zkvalitnění",
                "odpovídá": "Město Dačice",
                "převzato z": "1.1",
            },
            {"kód": "2.2", "název": "Dluhová poradna", "převzato z": "1.3"},
        ],
    )


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("priorities", {"kód": "2", "název": "Pomoc doma"}),
        ("activities", {"kód": "2.1.1", "název": "Nákup vozu", "odpovídá": "Charita"}),
    ],
)
def test_priorities_and_activities_that_go_on_wait_in_their_forms(successor: Clerk, kind: str, row: dict[str, str]):
    successor.records("evaluation", EVALUATED)

    drafts, rows, _ = form(successor, kind)

    assert (drafts, rows) == (1, [row])


def test_a_draft_taken_as_it_stands_is_refused_by_the_cells_that_are_missing(successor: Clerk):
    successor.records("evaluation", EVALUATED)
    successor.records("priorities", "code,title\n2,Pomoc doma\n")
    *_, file = form(successor, "measures")

    answer = successor.asks("record", "measures", str(file))

    missing = {(one["cell"], one["column"]) for one in answer.json["errors"] if one["cell"].endswith("2")}
    assert (answer.code, missing) == (2, {("H2", "starts"), ("I2", "ends")})


def test_once_recorded_a_draft_is_gone_from_the_form_and_from_why_and_knows_its_origin(successor: Clerk):
    successor.records("evaluation", EVALUATED)
    successor.records("priorities", "code,title\n2,Pomoc doma\n")
    successor.records(
        "measures",
        "code,title,description,kind,responsible,starts,ends\n"
        "2.1,Pečovatelská služba,Denně.,keep,Město,2028-01-01,2029-12-31\n",
    )

    warned = [
        one["facts"]["new_code"] for one in successor.reads("why")["warnings"] if one["code"] == "evaluation.draft"
    ]

    assert warned == ["2.1.1", "2.2", "2.2"]
    assert [row["kód"] for row in form(successor, "measures")[1]] == ["2.1", "2.2"]
    assert successor.reads("show", "measures")[0]["carried_from"] == "1.1"


def test_drafts_stand_after_the_rows_that_are_recorded(clerk: Clerk):
    clerk.records("evaluation", "code,title,result,carry,new_code\n7,Doprava,partly,continue,1.7\n")

    drafts, rows, _ = form(clerk, "measures")

    assert (drafts, [row["kód"] for row in rows]) == (1, ["1.1", "1.7"])


def test_the_ending_plan_of_the_office_waits_to_be_evaluated_with_its_money_progress_and_indicator(successor: Clerk):
    drafts, rows, _ = form(successor, "evaluation")

    assert (drafts, rows) == (
        3,
        [
            {
                "kód": "1.1",
                "název": "Pečovatelská služba",
                "výsledek": "splněno částečně",
                "vynaloženo Kč": 80_000,
                "plánováno Kč": 305_000,
                "indikátor": "Uživatelé (osob)",
                "cílová hodnota": "200",
                "dosažená hodnota": "150",
            },
            {"kód": "1.1.1", "název": "Nákup vozu", "plánováno Kč": 100_000},
            {
                "kód": "1.1.2",
                "název": "Školení",
                "výsledek": "splněno",
                "vynaloženo Kč": 3_000,
                "plánováno Kč": 5_000,
            },
        ],
    )


def test_an_item_that_is_evaluated_is_no_longer_offered(successor: Clerk):
    successor.records("evaluation", "code,title,result,carry\n1.1,Pečovatelská služba,partly,drop\n")

    drafts, rows, _ = form(successor, "evaluation")

    assert (drafts, [row["kód"] for row in rows]) == (2, ["1.1", "1.1.1", "1.1.2"])


def test_where_a_record_of_progress_could_be_of_two_indicators_no_value_is_guessed(successor: Clerk):
    successor.about(BEFORE).records("indicators", "code,name,unit,target,year\n1.1,Vozy,vozů,2,2027\n")

    [row] = [row for row in form(successor, "evaluation")[1] if row["kód"] == "1.1"]

    assert [row.get(name) for name in MEASURED] == ["Uživatelé (osob); Vozy (vozů)", "200; 2", None]


def test_of_two_indicators_the_one_with_a_target_for_the_year_of_the_record_is_meant(successor: Clerk):
    successor.about(BEFORE).records("indicators", "code,name,unit,target,year\n1.1,Vozy,vozů,2,2028\n")

    [row] = [row for row in form(successor, "evaluation")[1] if row["kód"] == "1.1"]

    assert [row[name] for name in MEASURED] == ["Uživatelé (osob); Vozy (vozů)", "200; 2", "–; 150"]


def test_the_indicators_of_a_priority_wait_to_be_evaluated_too(successor: Clerk):
    successor.about(BEFORE).records("indicators", "code,name,unit,target,year\n1,Doma; celkem,lidí,12.5,2027\n")

    [row] = [row for row in form(successor, "evaluation")[1] if row["kód"] == "1"]

    assert row == {
        "kód": "1",
        "název": "Pomoc doma",
        "indikátor": "Doma, celkem (lidí)",
        "cílová hodnota": "12.5",
    }


def test_a_draft_with_several_indicators_can_be_taken_as_it_is_offered(successor: Clerk):
    successor.about(BEFORE).records("indicators", "code,name,unit,target,year\n1.1,Vozy,vozů,2.5,2028\n")
    *_, file = form(successor, "evaluation")
    book = openpyxl.load_workbook(file)
    sheet = book["evaluation"]
    places = {str(cell.value).splitlines()[0].rstrip("*"): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, places["výsledek"]).value = "splněno"
        sheet.cell(row, places["naložení"]).value = "končí"
    book.save(file)

    successor.reads("record", "evaluation", str(file))

    [row, *_] = successor.reads("show", "evaluation")
    assert [row[name] for name in ("indicator", "target", "value")] == [
        ["Uživatelé (osob)", "Vozy (vozů)"],
        ["200", "2.5"],
        ["–", "150"],
    ]


def test_a_plan_that_follows_none_has_nothing_to_evaluate(clerk: Clerk):
    assert form(clerk, "evaluation")[0] == 0


def test_an_ending_plan_the_office_never_kept_gives_drafts_of_what_its_evaluation_says(clerk: Clerk):
    clerk.records("evaluation", "code,title,result,carry,new_code\n1.1,Péče,fulfilled,continue,1.2\n")

    assert form(clerk, "measures")[0] == 1


def test_the_lists_of_the_law_and_the_ministry_wait_to_be_assessed_and_can_be_taken_as_they_stand(clerk: Clerk):
    drafts, _, file = form(clerk, "requirements")

    taken = clerk.reads("record", "requirements", str(file))

    assert (drafts, taken["added"], form(clerk, "requirements")[0]) == (15, 15, 0)


def test_a_person_is_told_how_many_rows_are_drafts(clerk: Clerk):
    answer = clerk.says("form", "requirements", "-o", str(clerk.papers / "r.xlsx"))

    assert "15 řádků je předvyplněno jako návrh" in answer.err


def test_a_workbook_of_all_forms_has_no_drafts_so_that_taking_it_back_changes_nothing(successor: Clerk):
    file = successor.papers / "vše.xlsx"

    told = successor.reads("form", "all", "-o", str(file))

    assert (told["drafts"], successor.reads("record", "all", str(file))["entry"]) == (0, None)


def test_a_plan_in_force_is_offered_no_drafts_it_would_refuse(taken_up):
    clerk = taken_up("in force")

    assert [form(clerk, kind)[0] for kind in ("measures", "evaluation")] == [0, 0]


def test_a_person_reads_in_why_what_is_still_a_draft(successor: Clerk):
    successor.records("evaluation", EVALUATED)

    said = successor.says("why").out

    assert "Upozornění (nebrání kroku)" in said
    assert "form measures -o measures.xlsx" in said
