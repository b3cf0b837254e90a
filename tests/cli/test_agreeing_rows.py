"""Rows that must agree: sums of the budget, sides of a TOWS pair, keys of evidence, items that are scored."""

from tests.cli.clerk import Answer, Clerk

HEAD = "code,year,source,amount_czk"
ACTIVITIES = "code,title\n1.1.1,Nákup vozu\n1.1.2,Provoz\n"
SWOT = "key,group,quadrant,text\nS1,SEN,S,Dobrá služba\nO1,SEN,O,Dotace\nT1,SEN,T,Stárnutí\n"
PAIRS = "key,internal,external,text\n"


def refused(clerk: Clerk, kind: str, rows: str, *options: str) -> Answer:
    head = clerk.head
    answer = clerk.asks("record", kind, str(clerk.paper(f"{kind}.csv", rows)), *options)
    assert (answer.code, clerk.head) == (2, head), answer
    return answer


def places(answer: Answer) -> list[tuple[str, str, str]]:
    return [(fault["rule"], fault["cell"], fault["column"]) for fault in answer.json["errors"]]


def test_a_measures_sum_that_differs_from_its_activities_is_told_at_its_cell_with_both_sums(clerk: Clerk):
    clerk.records("activities", ACTIVITIES)

    answer = refused(clerk, "budget", f"{HEAD}\n1.1.1,2026,state,60\n1.1.2,2026,state,41\n1.1,2026,state,100\n")

    assert places(answer) == [("sum_differs", "D4", "amount_czk")]
    told = answer.json["errors"][0]["text"].replace("\u00a0", " ")
    assert [part for part in ("1.1", "2026", "100 Kč", "101 Kč", "1.1.1 a 1.1.2") if part not in told] == []


def test_a_file_that_holds_only_the_activities_is_weighed_with_what_the_plan_has(clerk: Clerk):
    clerk.records("activities", ACTIVITIES)
    clerk.records("budget", f"{HEAD}\n1.1,2026,state,100\n")

    answer = refused(clerk, "budget", f"{HEAD}\n1.1.1,2026,state,60\n")

    assert places(answer) == [("sum_differs", "D2", "amount_czk")]


def test_activities_that_make_up_the_measures_sum_are_recorded(clerk: Clerk):
    clerk.records("activities", ACTIVITIES)
    clerk.records("budget", f"{HEAD}\n1.1,2026,state,100\n")

    told = clerk.records("budget", f"{HEAD}\n1.1.1,2026,state,60\n1.1.2,2026,state,40\n1.1.2,2026,region,5\n")

    assert told["added"] == 3


def test_taking_an_activitys_line_away_cannot_leave_a_wrong_sum(clerk: Clerk):
    clerk.records("activities", ACTIVITIES)
    clerk.records("budget", f"{HEAD}\n1.1,2026,state,100\n1.1.1,2026,state,60\n1.1.2,2026,state,40\n")

    answer = refused(clerk, "budget", f"{HEAD}\n1.1,2026,state,100\n1.1.1,2026,state,60\n", "--replace")

    assert places(answer) == [("sum_differs", "D2", "amount_czk")]


def test_a_pair_takes_what_is_inside_and_what_is_outside(clerk: Clerk):
    clerk.records("swot", SWOT)

    answer = refused(clerk, "tows", f"{PAIRS}P1,O1,S1,Spojit\nP2,S1,T1,Spojit\n")

    assert places(answer) == [("tows_internal", "B2", "internal"), ("tows_external", "C2", "external")]


def test_an_item_in_a_pair_cannot_change_sides(clerk: Clerk):
    clerk.records("swot", SWOT)
    clerk.records("tows", f"{PAIRS}P1,S1,O1,Spojit\n")

    answer = refused(clerk, "swot", "key,quadrant\nS1,T\n")

    assert places(answer) == [("tows_internal", "B2", "quadrant")]
    assert "P1" in answer.json["errors"][0]["text"]


def test_a_key_names_one_kind_of_evidence_only(clerk: Clerk):
    clerk.records("swot", SWOT)

    answer = refused(clerk, "findings", "key,kind,title,text,source\nS1,needs,Péče,Chybí.,průzkum\n")

    assert places(answer) == [("key_taken", "A2", "key")]


def test_only_an_item_of_the_plan_is_scored(clerk: Clerk):
    head = "item,group,criterion,points\n"

    answer = refused(clerk, "scores", f"{head}1.1,SEN,naléhavost,5\n1.7,SEN,naléhavost,5\n")

    assert places(answer) == [("no_such_item", "A3", "item")]


def test_a_sentence_is_whole_in_english_too(clerk: Clerk):
    clerk.records("activities", ACTIVITIES)
    file = clerk.paper("budget.csv", f"{HEAD}\n1.1,2026,eu,100\n1.1.1,2026,eu,60\n")

    answer = clerk.says("--lang", "en", "record", "budget", str(file))

    assert "has CZK\u00a0100 in 2026 from “EU”" in answer.err
