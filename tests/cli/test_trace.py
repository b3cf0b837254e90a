"""`trace`: an item from evidence to councils and back, its gaps, and the whole matrix as a file."""

import csv
import io

import pytest

from tests.cli.clerk import Clerk
from tests.cli.three_towns import MEASURES, PLAN, PRIORITIES, TOWNS

FINDINGS = "key,kind,title,text,source\nF-1,needs,Potřeba péče,Chybí péče.,průzkum\nF-2,survey,Nikdo,Nic.,průzkum\n"
SWOT = "key,group,quadrant,text,evidence\nW-1,SEN,W,Málo vozů,F-1\nT-1,SEN,T,Stárnutí,\nW-2,SEN,W,Málo peněz,\n"
NEXT = "dalsi"


def told(clerk: Clerk) -> Clerk:
    """The plan with evidence, a pair, a measure that cites it, an activity and a comment from a citizen."""
    clerk.records("findings", FINDINGS)
    clerk.records("swot", SWOT)
    clerk.records("tows", "key,internal,external,text\nP-1,W-1,T-1,Koupit vozy\n")
    clerk.records("measures", "code,evidence\n1.1,P-1\n")
    clerk.records("activities", "code,title\n1.1.1,=Nákup vozu\n")
    head = "key,received,channel,submitter,submitter_kind,item,text"
    clerk.records("submissions", f"{head}\nD-1,2025-03-01,web,Jana Nováková,citizen,1.1.1,Kdy?\n")
    return clerk


def items(steps: list[dict[str, object]]) -> list[object]:
    return [step["item"] for step in steps]


def test_a_measure_is_traced_to_its_evidence_and_to_what_follows(clerk: Clerk):
    found = told(clerk).reads("trace", "1.1")

    assert (found["item"], found["title"]) == ("measure:1.1", "Pečovatelská služba")
    assert items(found["before"]) == ["tows:P-1", "swot:W-1", "finding:F-1", "swot:T-1", "priority:1"]
    assert items(found["after"]) == ["activity:1.1.1", "comment:D-1"]


def test_gaps_of_the_chain_are_told_as_refusals(clerk: Clerk):
    found = told(clerk).reads("trace", "1.1")

    assert {one["code"] for one in found["gaps"]} >= {"measure.no_budget", "trace.comment_open"}
    assert [one for one in found["gaps"] if not one["text"] or not one["command"]] == []
    assert "finding:F-2" not in {one["facts"]["item"] for one in found["gaps"]}


def test_a_citizens_words_are_shown_in_the_office(clerk: Clerk):
    found = told(clerk).reads("trace", "D-1")

    assert (found["item"], found["title"]) == ("comment:D-1", "Kdy?")


def test_tracing_changes_nothing(clerk: Clerk):
    head = told(clerk).head

    clerk.reads("trace", "1.1")

    assert clerk.head == head


def test_an_item_that_is_not_there_is_wrong_and_the_like_are_named(clerk: Clerk):
    answer = told(clerk).says("trace", "W-11")

    assert (answer.code, "W-1" in answer.err) == (2, True)


def test_the_like_of_the_same_kind_are_named_first(clerk: Clerk):
    answer = told(clerk).asks("trace", "measure:9.9")

    assert answer.json["error"]["text"].partition("Podobné jsou: ")[2].startswith("measure:1.1")


def test_where_nothing_is_like_it_no_empty_list_is_shown(clerk: Clerk):
    answer = told(clerk).says("trace", "žluťoučký")

    assert (answer.code, "Podobné" in answer.err) == (2, False)
    assert "nic podobného" in answer.err


def test_a_person_sees_two_trees_and_the_gaps(clerk: Clerk):
    out = told(clerk).says("trace", "1.1").out.splitlines()

    assert out[0] == "Opatření 1.1 – Pečovatelská služba"
    assert "  ├─ Strategie TOWS P-1 – Koupit vozy (WT)" in out
    assert "  │  │  └─ Zjištění F-1 – Potřeba péče (potřeby)" in out
    assert "  └─ Priorita 1 – Pomoc doma" in out
    assert "     └─ Připomínka D-1 – Kdy? (nevypořádáno)" in out


def test_where_nothing_follows_it_is_said_in_a_sentence(clerk: Clerk):
    assert "Nic zapsaného z toho neplyne." in told(clerk).says("trace", "F-2").out


def test_the_words_of_the_screen_are_those_asked_for(clerk: Clerk):
    assert told(clerk).says("--lang", "en", "trace", "F-1").out.startswith("Finding F-1 – Potřeba péče (needs)")


def written(clerk: Clerk, *words: str) -> list[dict[str, str]]:
    """The rows of the file `trace -o` writes, as a Czech spreadsheet reads them."""
    file = clerk.papers / "návaznosti.csv"
    clerk.reads("trace", *words, "-o", str(file))
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_matrix_is_written_with_a_row_for_each_activity_and_for_idle_evidence(clerk: Clerk):
    rows = written(told(clerk))

    assert [(row["Opatření"], row["Doklady"], row["SWOT"], row["TOWS"]) for row in rows] == [
        ("1.1 – Pečovatelská služba", "F-1", "W-1; T-1", "P-1"),
        ("", "F-2", "", ""),
        ("", "", "W-2", ""),
    ]


def test_a_code_never_stands_alone_for_a_spreadsheet_would_make_a_day_of_it(clerk: Clerk):
    [row, *_] = written(told(clerk))

    assert (row["Priorita"], row["Aktivita"]) == ("1 – Pomoc doma", "1.1.1 – =Nákup vozu")


def test_no_cell_of_the_matrix_acts_as_a_formula(clerk: Clerk):
    clerk.records("findings", "key,kind,title,text,source\n=1+1,needs,T,T,S\n")
    told(clerk)

    cells = [cell for row in written(clerk) for cell in row.values()]

    assert ("'=1+1" in cells, [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]) == (True, [])


def test_the_rows_of_one_item_can_be_written_alone(clerk: Clerk):
    clerk.records("measures", MEASURES.replace("1.1", "1.2"))

    rows = written(told(clerk), "1.2")

    assert [row["Opatření"] for row in rows] == ["1.2 – Pečovatelská služba"]


def test_numbers_are_written_as_a_czech_spreadsheet_reads_them(clerk: Clerk):
    clerk.records("indicators", "code,name,unit,target,year\n1.1,Čekání,týdnů,12.5,2026\n")

    assert written(clerk)[0]["Indikátory"] == "Čekání 2026: 12,5 týdnů"


def test_the_budget_of_a_measure_stands_once_so_that_the_column_adds_up(clerk: Clerk):
    clerk.records("activities", "code,title\n1.1.1,Vůz\n1.1.2,Řidič\n")
    clerk.records("budget", "code,year,source,amount_czk\n1.1,2026,municipality,500\n1.1.2,2026,municipality,500\n")

    told = [(row["Rozpočet opatření Kč"], row["Rozpočet aktivity Kč"]) for row in written(clerk)]

    assert told == [("500", ""), ("", "500")]


def test_a_row_names_every_item_of_the_ending_plan_it_goes_on_with(clerk: Clerk):
    head = "code,title,result,carry,new_code"
    clerk.records(
        "evaluation", f"{head}\n3,Doma,partly,continue,1\n3.1,Péče,partly,continue,1.1\n3.2,Vozy,partly,change,1.1\n"
    )

    assert written(clerk)[0]["Převzato z"] == "3 – Doma → 1; 3.1 – Péče → 1.1; 3.2 – Vozy → 1.1"


def test_on_screen_a_priority_without_a_measure_stands_among_priorities(clerk: Clerk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "160")
    clerk.records("priorities", "code,title\n2,Doprava\n")

    out = clerk.says("trace").out.splitlines()

    assert out[0].split()[0] == "Priorita"
    assert [line.split()[0] for line in out[1:] if line.startswith(("1", "2"))] == ["1", "2"]


def test_only_a_csv_is_written(clerk: Clerk):
    answer = clerk.says("trace", "-o", str(clerk.papers / "návaznosti.xlsx"))

    assert (answer.code, ".csv" in answer.err) == (2, True)


def test_a_plan_with_nothing_recorded_is_traced_too(clerk: Clerk):
    towns = clerk.paper("obce.csv", TOWNS)
    clerk.reads("plan", "create", NEXT, "--title", "N", "--territory", str(towns), "--from", "2028", "--to", "2029")

    found = clerk.about(NEXT).reads("trace")

    assert (found["item"], found["rows"], found["gaps"]) == (None, [], [])


@pytest.fixture
def two_plans(clerk: Clerk) -> Clerk:
    """The next plan evaluates measure 1.1 of the first one and goes on with it as 1.1."""
    told(clerk)
    towns = clerk.paper("obce.csv", TOWNS)
    years = ("--from", "2028", "--to", "2029", "--follows", PLAN)
    clerk.reads("plan", "create", NEXT, "--title", "Další", "--territory", str(towns), *years)
    later = clerk.about(NEXT)
    later.records("evaluation", "code,title,result,carry,new_code\n1.1,Pečovatelská služba,partly,continue,1.1\n")
    later.records("priorities", PRIORITIES)
    later.records("measures", MEASURES)
    return clerk


def test_the_next_plan_says_how_a_measure_ended_and_what_it_goes_on_as(two_plans: Clerk):
    found = two_plans.reads("trace", "1.1")

    assert [(step["plan"], step["item"]) for step in found["after"] if step["plan"]] == [
        (NEXT, "evaluation:1.1"),
        (NEXT, "measure:1.1"),
    ]


def test_a_carried_measure_leads_back_into_the_plan_that_ended(two_plans: Clerk):
    found = two_plans.about(NEXT).reads("trace", "1.1")

    assert [(step["plan"], step["item"], step["depth"]) for step in found["before"]] == [
        (None, "evaluation:1.1", 1),
        (PLAN, "measure:1.1", 2),
        (None, "priority:1", 1),
    ]


def test_a_line_of_the_matrix_ends_with_the_next_evaluation(two_plans: Clerk):
    [row, *_] = written(two_plans)

    assert row["Další hodnocení"].startswith(f"{NEXT}: Pečovatelská služba (splněno částečně, pokračuje)")


def test_a_rehearsal_writes_no_file(clerk: Clerk):
    file = clerk.papers / "návaznosti.csv"

    clerk.reads("--dry-run", "trace", "-o", str(file))

    assert not file.exists()


def test_a_file_the_clerk_has_edited_is_not_written_over(clerk: Clerk):
    file = clerk.papers / "návaznosti.csv"
    clerk.reads("trace", "-o", str(file))
    file.write_text("moje poznámky", encoding="utf-8")
    clerk.says("trace", "-o", str(file))

    assert file.read_text(encoding="utf-8") == "moje poznámky"
