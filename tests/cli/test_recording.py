"""Recording forms: rows by their key, all or nothing, and the same file again changes nothing."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from lifecycle.cli.names import FORMS
from tests.cli.clerk import Answer, Clerk

FINDINGS = """key,kind,title,text,source
F-1,demography,Lidí přibývá,Žije nás tu víc.,ČSÚ
F-2,finance,Peněz ubývá,Rozpočty klesají.,Rozpočty obcí
"""
DRAFTED = ("requirements",)
"""Forms of a plan just opened that come with drafts, which are recorded as they are."""
SWOT = "key,group,quadrant,text\nS1,SEN,S,Dobrá služba\nW1,SEN,W,Málo aut\n"


def record(clerk: Clerk, kind: str, content: str | bytes, *options: str, name: str = "soubor.csv") -> Answer:
    return clerk.asks("record", kind, str(clerk.paper(name, content)), *options)


def keys(clerk: Clerk, kind: str) -> list[str]:
    return [row.get("key") or row["code"] for row in clerk.reads("show", kind)]


def test_recording_says_what_it_added_changed_and_left(clerk: Clerk):
    first = record(clerk, "findings", FINDINGS).json
    second = record(clerk, "findings", "key,title\nF-1,Lidí ubývá\n").json

    assert {k: first[k] for k in ("kind", "added", "changed", "unchanged", "removed")} == {
        "kind": "findings", "added": 2, "changed": 0, "unchanged": 0, "removed": 0,
    }  # fmt: skip
    assert (second["added"], second["changed"], second["removed"]) == (0, 1, 0)
    assert second["entry"] == first["entry"] + 1


def test_recording_names_each_field_that_changes_before_and_after(clerk: Clerk):
    record(clerk, "findings", FINDINGS)

    told = record(
        clerk, "findings", "key,title,text,value\nF-1,Lidí ubývá,Žije nás tu víc.,12\nF-2,Peněz ubývá,Jinak.,\n"
    )

    assert told.json["changes"] == [
        {"key": "F-1", "column": "title", "before": "Lidí přibývá", "after": "Lidí ubývá"},
        {"key": "F-1", "column": "value", "before": None, "after": "12"},
        {"key": "F-2", "column": "text", "before": "Rozpočty klesají.", "after": "Jinak."},
    ]


def test_the_screen_names_what_is_added_and_what_changes(clerk: Clerk):
    first = clerk.says("record", "findings", str(clerk.paper("f.csv", FINDINGS)))
    second = clerk.says("record", "findings", str(clerk.paper("g.csv", "key,title\nF-1,Lidí ubývá\n")))

    assert "  + F-1, F-2\n" in first.out
    assert "  ~ F-1\n    F-1 · title: „Lidí přibývá“ → „Lidí ubývá“\n" in second.out


def test_the_screen_shows_twenty_changes_and_how_many_more_there_are(clerk: Clerk):
    head, rows = "key,kind,title,text,source", [f"F-{n:02},survey,T,T,S" for n in range(25)]
    record(clerk, "findings", "\n".join([head, *rows]))
    changed = "\n".join(["key,title", *(f"F-{n:02},Jinak" for n in range(25))])

    told = clerk.says("record", "findings", str(clerk.paper("g.csv", changed))).out

    assert (told.count("„T“ → „Jinak“"), told.count("… a ještě 5")) == (20, 2)


def test_a_changed_e_mail_is_told_in_plain_although_it_is_private(clerk: Clerk):
    record(clerk, "people", "name,group,side,email\nJana Nováková,SEN,user,jana@example.cz\n")

    told = record(clerk, "people", "name,group,email\nJana Nováková,SEN,jana.n@example.cz\n").json

    assert told["changes"] == [
        {"key": "Jana Nováková/SEN", "column": "email", "before": "jana@example.cz", "after": "jana.n@example.cz"}
    ]


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_a_dry_run_tells_the_same_and_writes_nothing(clerk: Clerk, options: list[str]):
    record(clerk, "findings", FINDINGS)
    head = clerk.head
    paper = str(clerk.paper("f.csv", "key,kind,title,text,source\nF-1,demography,Jinak,T,S\nF-3,survey,T,T,S\n"))

    dry = clerk.asks("--dry-run", "record", "findings", paper, *options).json
    between = clerk.head
    real = clerk.reads("record", "findings", paper, *options)

    told = ("added", "changed", "unchanged", "removed", "keys", "changes")
    assert (between, [dry[name] for name in told]) == (head, [real[name] for name in told])


def test_the_example_of_a_form_is_left_out_and_the_clerk_is_told(clerk: Clerk):
    file = clerk.papers / "zjištění.xlsx"
    clerk.reads("form", "findings", "-o", str(file))
    head = clerk.head

    answer = clerk.asks("record", "findings", str(file))

    assert (answer.code, answer.json["entry"], clerk.head) == (0, None, head)
    assert answer.json["warnings"][0]["facts"]["rows"] == ["2"]
    assert "Řádek 2 je jen příklad" in answer.err


def test_examples_of_several_sheets_are_told_with_their_sheets(clerk: Clerk):
    file = clerk.papers / "vše.xlsx"
    clerk.reads("form", "all", "-o", str(file))

    rows = clerk.reads("record", "all", str(file))["warnings"][0]["facts"]["rows"]

    assert {"findings!2", "swot!2"} <= set(rows)


def test_a_form_offers_the_keys_the_plan_has(clerk: Clerk):
    file = clerk.papers / "jednání.xlsx"
    clerk.reads("form", "meetings", "-o", str(file))
    hidden = openpyxl.load_workbook(file)["_lifecycle"]

    groups = sorted(row["key"] for row in clerk.reads("show", "groups"))
    assert [cell.value for cell in hidden["D"] if cell.value] == groups


def test_the_same_file_again_is_no_act(clerk: Clerk):
    record(clerk, "findings", FINDINGS)
    head = clerk.head

    again = record(clerk, "findings", FINDINGS)

    assert (again.code, again.json["entry"], again.json["unchanged"], clerk.head) == (0, None, 2, head)


def test_the_same_people_again_are_no_act_although_their_names_are_private(clerk: Clerk):
    people = "name,group,side,email\nJana Nováková,SEN,user,jana@example.cz\n"
    record(clerk, "people", people)
    head = clerk.head

    again = record(clerk, "people", people)

    assert (again.json["entry"], clerk.head) == (None, head)


def test_a_missing_column_leaves_a_field_and_an_empty_cell_clears_it(clerk: Clerk):
    record(clerk, "measures", "code,partners\n1.1,charita\n")
    record(clerk, "measures", "code,partners,description\n1.1,,Nově.\n")

    (row,) = clerk.reads("show", "measures")
    assert (row["partners"], row["description"], row["responsible"]) == (None, "Nově.", "Město Dačice")


def test_a_file_removes_nothing_unless_it_replaces_the_whole_kind(clerk: Clerk):
    record(clerk, "findings", FINDINGS)
    record(clerk, "findings", "key,kind,title,text,source\nF-3,survey,T,T,S\n")
    assert keys(clerk, "findings") == ["F-1", "F-2", "F-3"]

    replaced = record(clerk, "findings", "key,kind,title,text,source\nF-3,survey,T,T,S\n", "--replace").json

    assert (keys(clerk, "findings"), replaced["removed"], replaced["keys"]["removed"]) == (["F-3"], 2, ["F-1", "F-2"])


def test_replace_takes_away_only_in_the_groups_the_file_names(clerk: Clerk):
    clerk.records("groups", "key,name,kind\nROD,Rodiny,working\n")
    record(clerk, "swot", SWOT + "S2,ROD,S,Školka\n")

    record(clerk, "swot", "key,group,quadrant,text\nS1,SEN,S,Dobrá služba\n", "--replace")

    assert sorted(keys(clerk, "swot")) == ["S1", "S2"]


def test_replacing_away_what_others_refer_to_is_refused_as_a_whole(clerk: Clerk):
    head = clerk.head

    answer = record(clerk, "priorities", "code,title\n2,Jiná\n", "--replace")

    assert (answer.code, clerk.head) == (2, head)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_saved_by_any_spreadsheet_reads_the_same(clerk: Clerk, encoding: str, delimiter: str):
    rows = list(csv.reader(io.StringIO(FINDINGS)))
    text = "\r\n".join(delimiter.join(row) for row in rows)

    answer = record(clerk, "findings", text.encode(encoding))

    assert (answer.code, clerk.reads("show", "findings")[0]["title"]) == (0, "Lidí přibývá")


HEADERS = {
    "keys": "key,kind,title,text,source",
    "Czech labels": "klíč,druh,název,text,zdroj",
    "English labels": "Key,Kind,Title,Text,Source",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_headers_may_be_keys_or_czech_or_english_labels(clerk: Clerk, header: str):
    answer = record(clerk, "findings", f"{header}\nF-1,survey,T,T,S\n")

    assert (answer.code, keys(clerk, "findings")) == (0, ["F-1"])


def test_a_form_filled_in_by_a_person_is_recorded_as_written(clerk: Clerk):
    file = clerk.papers / "zjištění k vyplnění.xlsx"
    clerk.reads("form", "findings", "-o", str(file))
    filled(
        file,
        "findings",
        {"klíč": "F-9", "druh": "průzkum", "název": "Dotazník", "text": "Text", "zdroj": "my", "hodnota": "1 234,5"},
    )

    answer = clerk.asks("record", "findings", str(file))

    assert answer.code == 0, answer.out
    (row,) = clerk.reads("show", "findings")
    assert (row["key"], row["kind"], row["value"]) == ("F-9", "survey", "1234.5")


@pytest.mark.parametrize("kind", [form for form in FORMS if form not in DRAFTED])
def test_every_form_comes_out_and_goes_in_again_without_a_change(clerk: Clerk, kind: str):
    file = clerk.papers / f"{kind}.xlsx"
    clerk.reads("form", kind, "-o", str(file))
    head = clerk.head

    answer = clerk.asks("record", kind, str(file))

    assert (answer.code, answer.json["entry"], clerk.head) == (0, None, head), answer.err


def test_one_workbook_of_all_forms_is_taken_as_one_act(clerk: Clerk):
    file = clerk.papers / "vše.xlsx"
    clerk.reads("form", "all", "-o", str(file))
    filled(file, "findings", {"klíč": "F-1", "druh": "průzkum", "název": "T", "text": "T", "zdroj": "S"})
    filled(file, "priorities", {"kód": "2", "název": "Druhá"})
    before = len(clerk.reads("history", "log"))

    answer = clerk.asks("record", "all", str(file))

    assert answer.code == 0, answer.err
    added = {sheet["kind"]: sheet["added"] for sheet in answer.json["sheets"] if sheet["added"]}
    assert (added, len(clerk.reads("history", "log")) - before) == ({"findings": 1, "priorities": 1}, 1)


def test_show_lists_rows_under_the_columns_of_the_form(clerk: Clerk):
    (first, *_) = clerk.reads("show", "territory")

    assert (first["code"], first["name"], first["population"], first["seat"]) == ("546127", "Dačice", 7300, "yes")


def test_private_names_are_shown_in_plain_and_never_stand_in_the_history(clerk: Clerk):
    record(clerk, "people", "name,group,side\nJana Nováková,SEN,user\n")

    assert [p["name"] for p in clerk.reads("show", "people")] == ["Jana Nováková"]
    assert "Nováková" not in str(clerk.reads("history", "show", "5")["changes"])


def test_a_territory_may_change_by_an_act_of_its_own(clerk: Clerk):
    answer = record(clerk, "territory", "code,name,population\n546305,Heřmaneč,110\n")

    assert (answer.json["added"], len(clerk.reads("show", "territory"))) == (1, 4)


def test_a_wish_of_the_old_plan_links_the_measure_that_takes_its_code(clerk: Clerk):
    record(clerk, "evaluation", "code,title,result,carry,new_code\n3.4,Starý záměr,partly,change,1.2\n")

    row = "code,title,description,kind,responsible,starts,ends\n1.2,Nový,Text,new,My,2026-01-01,2027-01-01\n"
    record(clerk, "measures", row)

    assert clerk.reads("show", "measures")[1]["carried_from"] == "3.4"


def test_a_link_made_by_the_evaluation_is_cleared_only_by_replacing(clerk: Clerk):
    record(clerk, "evaluation", "code,title,result,carry,new_code\n3.4,Starý záměr,partly,change,1.2\n")
    head = "code,title,description,kind,responsible,starts,ends,carried_from"
    row = f"{head}\n1.2,Nový,Text,new,My,2026-01-01,2027-01-01,\n"
    record(clerk, "measures", row)
    assert clerk.reads("show", "measures")[1]["carried_from"] == "3.4"

    record(clerk, "measures", row, "--replace")

    assert clerk.reads("show", "measures")[0]["carried_from"] is None


def test_a_workbook_of_all_forms_changes_nothing_that_is_closed_in_force(taken_up):
    clerk: Clerk = taken_up("in force")
    file = clerk.papers / "vše.xlsx"
    clerk.reads("form", "all", "-o", str(file))
    book = openpyxl.load_workbook(file)
    book["measures"]["B2"].value = "Jinak"
    book.save(file)

    answer = clerk.asks("record", "all", str(file))

    assert (answer.code, [one["code"] for one in answer.json["refusals"]]) == (1, ["record.closed"])


def test_a_wish_recorded_after_its_measure_links_it_in_the_same_act_and_says_so(clerk: Clerk):
    told = record(clerk, "evaluation", "code,title,result,carry,new_code\n3.4,Starý záměr,partly,change,1.1\n").json

    [warning] = told["warnings"]
    assert (warning["code"], warning["facts"]["codes"]) == ("record.linked", ["1.1"])
    assert clerk.reads("show", "measures")[0]["carried_from"] == "3.4"


@pytest.mark.parametrize(
    "rows",
    ["3.4,Záměr,partly,drop,1.1\n", "3.4,Záměr,partly,change,1.1\n3.5,Druhý,partly,change,1.1\n"],
    ids=["it ends", "two items wish for it"],
)
def test_a_measure_no_one_item_alone_goes_on_as_is_left_as_it_stands(clerk: Clerk, rows: str):
    record(clerk, "evaluation", f"code,title,result,carry,new_code\n{rows}")

    assert clerk.reads("show", "measures")[0]["carried_from"] is None


def test_a_measure_that_has_an_origin_keeps_it(clerk: Clerk):
    head = "code,title,result,carry,new_code"
    record(clerk, "evaluation", f"{head}\n3.4,Záměr,partly,change,1.1\n")
    record(clerk, "evaluation", f"{head}\n3.4,Záměr,partly,drop,\n3.5,Druhý,partly,change,1.1\n")

    assert clerk.reads("show", "measures")[0]["carried_from"] == "3.4"


def test_more_values_than_indicators_are_refused_at_their_row(clerk: Clerk):
    head = "code,title,result,carry,indicator,target,value"
    answer = record(clerk, "evaluation", f'{head}\n3.4,Záměr,partly,drop,Klienti;Vozy,"12,5;3",7\n')

    [fault] = answer.json["errors"]
    assert (answer.code, fault["rule"], fault["column"]) == (2, "indicator_count", "indicator")


def test_a_form_that_does_not_exist_names_the_nearest(clerk: Clerk):
    for command in (["show", "measure"], ["form", "measure", "-o", str(clerk.papers / "x.xlsx")]):
        answer = clerk.says(*command)

        assert (answer.code, "measures" in answer.err) == (2, True)


def test_a_decision_covers_its_subject_as_it_stood(clerk: Clerk):
    clerk.records("meetings", "key,group,kind,date,place\nRS-1,RS,meeting,2025-03-01,úřad\n")
    record(clerk, "swot", SWOT)

    answer = record(clerk, "decisions", "meeting,subject,verb\nRS-1,swot:SEN,approves\n")

    assert (answer.code, answer.json["added"]) == (0, 1)


def filled(file: Path, sheet: str, values: dict[str, str]) -> None:
    """A row is typed under the headings of the sheet, by a person with a spreadsheet."""
    book = openpyxl.load_workbook(file)
    page = book[sheet]
    heads = {str(cell.value).partition("\n")[0].rstrip("*"): cell.column for cell in page[1] if cell.value}
    free = 2
    while any(page.cell(free, column).value for column in heads.values()):
        free += 1
    for name, value in values.items():
        page.cell(free, heads[name], value)
    book.save(file)


def test_a_long_text_is_shown_by_its_beginning_and_told_whole_to_a_script(clerk: Clerk):
    clerk.records("texts", "section,text\nintroduction," + "Staré. " * 2000 + "\n")
    new = clerk.paper("t.csv", "section,text\nintroduction," + "Nové. " * 2000 + "\n")
    whole = clerk.reads("--dry-run", "record", "texts", str(new))["changes"]

    told = clerk.says("record", "texts", str(new)).out

    assert (len(told) < 1000, len(whole[0]["after"]) > 10_000) == (True, True)
