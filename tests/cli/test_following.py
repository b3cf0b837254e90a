"""Following a plan at the command line: self-assessment is refused with its place, documents say their year."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk

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
    issued = [clerk.reads("document", "issue", name, "--year", "2026") for name in ("monitoring", "action_plan")]

    titles = [title(clerk.office / one["edition"]["file"]) for one in issued]

    assert titles[0].startswith("Monitorovací zpráva za rok 2026")
    assert titles[1].startswith("Akční plán na rok 2026")


def title(file: Path) -> str:
    """The title Word shows of the file."""
    found = re.search("<dc:title>(.*?)</dc:title>", zipfile.ZipFile(file).read("docProps/core.xml").decode())
    assert found
    return found[1]
