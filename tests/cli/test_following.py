"""Following a plan at the command line: self-assessment is refused with its place, documents say their year."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk

MONITORING = ("monitoring", "--year", "2026")
HEAD = "source,key,text,grade,evidence"


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ("law,8,,met,", "B2", "zákon má části 1–7"),
        ("ministry,9,,met,", "B2", "oblasti 1–8"),
        ("region,K-1,,met,", "C2", "znění"),
        ("law,4,,met,1.1;measure:9.9", "E2", "measure:9.9"),
    ],
)
def test_a_requirement_that_cannot_stand_is_refused_with_its_cell(clerk: Clerk, row: str, cell: str, words: str):
    file = clerk.paper("pozadavky.csv", f"{HEAD}\n{row}\n")

    answer = clerk.asks("record", "requirements", str(file))

    [error] = answer.json["errors"]
    assert (answer.code, error["cell"]) == (2, cell)
    assert words in error["text"]


def test_a_requirement_with_evidence_that_stands_is_taken(clerk: Clerk):
    told = clerk.records("requirements", f"{HEAD}\nlaw,4,,met,1;measure:1.1;plan\nregion,K-1,Tři roky.,,\n")

    assert told["added"] == 2


def test_a_monitoring_report_is_for_a_year_gone_and_an_action_plan_for_one_to_come(clerk: Clerk):
    clerk = clerk.on("2027-01-11")
    issued = [clerk.reads("document", "issue", *each) for each in (MONITORING, ("action_plan", "--year", "2027"))]

    titles = [title(clerk.office / one["edition"]["file"]) for one in issued]

    assert titles[0].startswith("Monitorovací zpráva za rok 2026")
    assert titles[1].startswith("Akční plán na rok 2027")


def test_a_year_that_has_not_begun_cannot_be_monitored(clerk: Clerk):
    head = clerk.head

    answer = clerk.asks("document", "issue", *MONITORING)

    [refusal] = answer.json["refusals"]
    told = (refusal["code"], refusal["earliest"], refusal["command"])
    assert told == ("year.not_begun", "2026-01-01", "lifecycle document issue action_plan --year 2026")
    assert (answer.code, clerk.head) == (1, head)


@pytest.mark.parametrize("day", ["2026-12-31", "2027-06-01"])
def test_a_year_that_runs_or_is_over_can_be_monitored(clerk: Clerk, day: str):
    assert clerk.on(day).asks("document", "issue", *MONITORING).code == 0


PROGRESS = "code,on,state,spent_czk"


@pytest.mark.parametrize(("on", "rule"), [("2026-03-04", "progress_ahead"), ("2025-12-31", "progress_before_plan")])
def test_progress_of_a_day_to_come_or_of_one_before_the_plan_is_refused_with_its_cell(clerk: Clerk, on: str, rule: str):
    file = clerk.paper("plneni.csv", f"{PROGRESS}\n1.1,{on},running,\n")

    answer = clerk.on("2026-03-03").asks("record", "progress", str(file))

    [error] = answer.json["errors"]
    assert (answer.code, error["rule"], error["cell"]) == (2, rule, "B2")


@pytest.mark.parametrize("on", ["2026-01-01", "2026-03-03"])
def test_progress_of_a_plan_not_in_force_yet_is_taken_and_warned_of(clerk: Clerk, on: str):
    told = clerk.on("2026-03-03").records("progress", f"{PROGRESS}\n1.1,{on},running,\n")

    assert (told["added"], told["warnings"]) == (1, ["record.not_in_force"])


def test_money_spent_that_falls_below_an_earlier_record_is_taken_and_told_once_with_both_sums(clerk: Clerk):
    clerk = clerk.on("2026-08-03")
    clerk.records("progress", f"{PROGRESS}\n1.1,2026-03-31,running,50000\n")
    file = clerk.paper("plneni.csv", f"{PROGRESS}\n1.1,2026-06-30,running,20000\n")

    answer = clerk.asks("record", "progress", str(file))
    again = clerk.records("progress", f"{PROGRESS}\n1.1,2026-07-31,running,60000\n")

    [warning] = [one for one in answer.json["warnings"] if isinstance(one, dict)]
    assert warning == {
        "code": "record.spent_falls",
        "facts": {
            "code": "1.1",
            "earlier": "2026-03-31",
            "earlier_czk": 50_000,
            "later": "2026-06-30",
            "later_czk": 20_000,
        },
    }
    assert "ke dni 31. 3. 2026 činil 50 000 Kč" in answer.err.replace("\u00a0", " ")
    assert again["warnings"] == ["record.not_in_force"]


def title(file: Path) -> str:
    """The title Word shows of the file."""
    found = re.search("<dc:title>(.*?)</dc:title>", zipfile.ZipFile(file).read("docProps/core.xml").decode())
    assert found
    return found[1]
