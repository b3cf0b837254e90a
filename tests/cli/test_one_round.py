"""Faults of a file are told in one round, without those that only follow from another, and not all on the screen."""

from typing import Any

import openpyxl

from tests.cli.clerk import Answer, Clerk

MONEY = "code,year,source,amount_czk\n"


def record(clerk: Clerk, kind: str, rows: str, *options: str) -> Answer:
    return clerk.asks("record", kind, str(clerk.paper(f"{kind}.csv", rows)), *options)


def told(answer: Answer) -> set[tuple[str, str | None]]:
    """Rule and cell of each fault."""
    return {(fault["rule"], fault["cell"]) for fault in answer.json["errors"]}


def workbook(clerk: Clerk, *options: str, **sheets: str) -> Answer:
    """A workbook of forms, each given as CSV, recorded as one act."""
    clerk.papers.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for line in rows.splitlines():
            page.append(line.split(","))
    file = clerk.papers / "vše.xlsx"
    book.save(file)
    return clerk.asks("record", "all", str(file), *options)


def test_values_references_and_duplicates_are_told_together(clerk: Clerk):
    rows = "key,group,quadrant,text\nS1,SEN,?,Text\nS2,NIC,S,Text\nS3,SEN,S,Text\nS3,SEN,S,Text\n"

    answer = record(clerk, "swot", rows)

    assert told(answer) == {("unknown_word", "C2"), ("no_such", "B3"), ("duplicate_key", "A5")}


def test_sums_are_told_with_values_and_references(clerk: Clerk):
    clerk.records("activities", "code,title\n1.1.1,A\n")

    rows = "1.1,2026,state,100\n1.1.1,2026,state,90\n1.1,2027,state,mnoho\n1.9,2026,eu,1\n"

    assert told(record(clerk, "budget", MONEY + rows)) == {("sum_differs", "D2"), ("number", "D4"), ("no_such", "A5")}


def test_all_of_them_are_marked_in_the_returned_workbook(clerk: Clerk):
    errors = clerk.papers / "chyby.xlsx"

    record(clerk, "swot", "key,group,quadrant,text\nS1,SEN,?,Text\nS2,NIC,S,Text\n", "--errors", str(errors))

    page = openpyxl.load_workbook(errors)["swot"]
    assert {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment} == {"C2", "B3"}


def test_a_sum_of_a_line_that_cannot_be_read_is_not_told(clerk: Clerk):
    clerk.records("activities", "code,title\n1.1.1,A\n1.1.2,B\n")

    rows = MONEY + "1.1,2026,state,100\n1.1.1,2026,state,60\n1.1.2,2026,state,čtyřicet\n"

    assert told(record(clerk, "budget", rows)) == {("number", "D4")}


def test_a_reference_to_a_row_that_is_faulty_itself_is_not_missing(clerk: Clerk):
    answer = workbook(
        clerk,
        groups="key,name,kind\nROD,Rodiny,pracovni skupyna xyz\n",
        swot="key,group,quadrant,text\nS1,ROD,S,Text\nS2,NIC,S,Text\n",
    )

    assert {(fault["sheet"], fault["rule"]) for fault in answer.json["errors"]} == {
        ("groups", "unknown_word"),
        ("swot", "no_such"),
    }
    assert [fault["value"] for fault in answer.json["errors"] if fault["rule"] == "no_such"] == ["NIC"]


def test_a_reference_into_a_sheet_without_its_key_is_not_missing(clerk: Clerk):
    answer = workbook(clerk, groups="name,kind\nRodiny,working\n", swot="key,group,quadrant,text\nS1,ROD,S,Text\n")

    assert {fault["rule"] for fault in answer.json["errors"]} == {"missing_column"}


def still_used(clerk: Clerk, rows: str) -> list[dict[str, Any]]:
    answer = record(clerk, "findings", rows, "--replace")
    return [fault for fault in answer.json["errors"] if fault["rule"] == "still_used"]


def test_what_is_still_used_is_told_once_with_the_rows_to_remove_first_and_no_suggestion(clerk: Clerk):
    findings = "key,kind,title,text,source\nF-1,survey,T,T,S\nF-2,survey,T,T,S\n"
    clerk.records("findings", findings)
    clerk.records("swot", "key,group,quadrant,text,evidence\nS1,SEN,S,Text,F-1\nS2,SEN,S,Text,F-1\n")

    [fault] = still_used(clerk, findings.replace("F-1,survey,T,T,S\n", ""))

    assert (fault["value"], fault["suggestion"]) == ("F-1", None)
    assert "swot S1 a swot S2" in fault["text"]


def test_a_row_of_the_same_file_that_still_uses_a_removed_one_is_told_with_its_cell(clerk: Clerk):
    clerk.records("findings", "key,kind,title,text,source\nF-1,survey,T,T,S\nF-2,survey,T,T,S\n")
    clerk.records("swot", "key,group,quadrant,text,evidence\nS1,SEN,S,Text,F-1\n")
    answer = workbook(
        clerk,
        "--replace",
        findings="key,kind,title,text,source\nF-2,survey,T,T,S\n",
        swot="key,group,quadrant,text,evidence\nS1,SEN,S,Text,F-1\n",
    )

    [fault] = answer.json["errors"]

    assert (fault["rule"], fault["sheet"], fault["cell"]) == ("still_used", "swot", "E2")
    assert "swot S1 (swot!E2)" in fault["text"]


def test_a_removal_is_told_beside_a_value_and_a_faulty_row_is_not_taken_for_removed(clerk: Clerk):
    findings = "key,kind,title,text,source\nF-1,survey,T,T,S\nF-2,survey,T,T,S\nF-3,survey,T,T,S\n"
    clerk.records("findings", findings)
    clerk.records("swot", "key,group,quadrant,text,evidence\nS1,SEN,S,Text,F-1;F-2\n")

    answer = record(clerk, "findings", "key,kind,title,text,source\nF-1,nic,T,T,S\nF-3,survey,T,T,S\n", "--replace")

    found = {(fault["rule"], fault["value"]) for fault in answer.json["errors"]}
    assert found == {("unknown_word", "nic"), ("still_used", "F-2")}


def test_the_screen_tells_fifty_faults_and_how_many_more_there_are(clerk: Clerk):
    rows = "key,kind,title,text,source\n" + "".join(f"F-{n},nic,T,T,S\n" for n in range(57))
    paper = str(clerk.paper("f.csv", rows))

    screen, document = clerk.says("record", "findings", paper).err, clerk.asks("record", "findings", paper).json

    assert (screen.count("„nic“"), "… a dalších 7 chyb" in screen, len(document["errors"])) == (50, True, 57)


def test_a_long_list_is_a_line_for_each_row(clerk: Clerk):
    rows = "".join(f'F-{n:03},survey,Název {n},"Dlouhý text{" slovo" * 40}",S\n' for n in range(201))
    clerk.records("findings", "key,kind,title,text,source\n" + rows)

    head, first, *rest = clerk.says("show", "findings").out.splitlines()

    assert (head.split()[:2], first.split()[:2], len(rest)) == (["key", "kind"], ["F-000", "survey"], 200)
    assert head.index("kind") == first.index("survey")
