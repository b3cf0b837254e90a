"""The demo: one command takes the Dačice plan from the evaluation of the old plan to a plan in force."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from lifecycle.cli.demo import EXAMPLE
from tests.cli.clerk import Answer, Clerk
from tests.contracts.papers import shipped_names
from tests.journeys import paper
from tests.journeys.sharing import once

STORY = tomllib.loads((EXAMPLE / "story.toml").read_text(encoding="utf-8"))["step"]


@pytest.mark.slow
def test_the_demo_ends_well_and_tells_every_step_and_every_file(tmp_path: Path):
    clerk = Clerk(tmp_path / "ukázka Dačice", tmp_path / "papíry")
    told = clerk.types("demo", str(clerk.office))
    untold = [step["say"]["cs"] for step in STORY if step["say"]["cs"] not in told.out]
    files = [str(f.relative_to(clerk.office)) for f in (clerk.office / "documents").rglob("*") if f.is_file()]

    assert (told.code, untold, [f for f in files if f not in told.out]) == (0, [], [])


def test_the_demo_leaves_exactly_one_plan_in_force(dacice: Clerk):
    plans = dacice.reads("plan", "list")

    assert [(p["key"], p["stage"], p["from"], p["to"]) for p in plans] == [("dacice-2015", "in_force", 2015, 2017)]


def test_the_plan_is_of_the_23_municipalities_with_their_codes(dacice: Clerk):
    towns = dacice.reads("plan", "show")["territory"]

    assert (len({town["code"] for town in towns}), sum(town["population"] for town in towns)) == (23, 18672)


def test_the_fold_of_the_history_is_the_tables_cell_for_cell(dacice: Clerk):
    found = dacice.reads("history", "verify")

    assert (found["ok"], found["replay_ok"], found["problems"], found["erased"]) == (True, True, [], 0)
    assert [plan["plan"] for plan in found["plans"]] == ["dacice-2015"]


@pytest.mark.parametrize(
    ("kind", "at_least"), [("priorities", 4), ("measures", 12), ("activities", 30), ("submissions", 15), ("budget", 12)]
)
def test_the_example_is_as_large_as_a_real_plan(dacice: Clerk, kind: str, at_least: int):
    assert len(dacice.reads("show", kind)) >= at_least


def test_twenty_councils_approve_one_of_them_with_a_condition_and_three_do_not(dacice: Clerk):
    status = dacice.reads("approval", "status")
    states = sorted(town["state"] for town in status["municipalities"])

    assert states == ["approved"] * 19 + ["conditional", "not_adopted", "noted", "returned"]
    assert status["reached"]


def test_the_condition_of_a_council_stands_in_the_comments(dacice: Clerk):
    (resolution,) = [r for r in dacice.reads("show", "resolutions") if r["condition"]]
    texts = {comment["text"] for comment in dacice.reads("comment", "list")}

    assert resolution["condition"] in texts


def test_every_submission_is_settled_and_some_changed_the_text(dacice: Clerk):
    points = [c for c in dacice.reads("comment", "list") if c["kind"] == "submission"]

    assert {bool(point["decision"]) for point in points} == {True}
    assert sum(bool(point["change"]) for point in points) >= 3


def test_every_stage_leaves_an_edition_of_the_plan_and_the_last_is_final(dacice: Clerk):
    plans = [e for e in dacice.reads("document", "list") if e["name"] == "plan"]

    assert [e["number"] for e in plans] == list(range(1, len(plans) + 1))
    assert {e["stage"] for e in plans} == {"evaluation", "analysis", "swot", "priorities", "consultation", "approval"}
    assert plans[-1]["label"] == "final"


def test_the_demo_stays_in_its_own_time(dacice: Clerk):
    future = dacice.asks("--on", "2020-01-01", "why")

    assert (future.code, dacice.asks("--on", "2015-12-09", "why").code) == (2, 0)


def test_the_demo_issues_every_document_of_the_workflow(dacice: Clerk):
    names = {edition["name"] for edition in dacice.reads("document", "list")}

    assert names == shipped_names()


def test_invitations_leave_at_least_seven_days_before_the_meeting(dacice: Clerk):
    days = {row["key"]: date.fromisoformat(row["date"]) for row in dacice.reads("show", "meetings")}
    invitations = [e for e in dacice.reads("document", "list") if e["name"] == "invitation"]

    ahead = [(days[e["about"]] - date.fromisoformat(e["issued_on"])).days for e in invitations]

    assert min(ahead) >= 7


def test_a_budget_line_of_a_measure_is_the_sum_of_its_activities(dacice: Clerk):
    lines = {(r["code"], r["year"], r["source"]): r["amount_czk"] for r in dacice.reads("show", "budget")}
    parts: dict[tuple[str, int, str], int] = {}
    for (code, year, source), amount in lines.items():
        if code.count(".") == 2:
            key = (code.rpartition(".")[0], year, source)
            parts[key] = parts.get(key, 0) + amount

    assert {key: total for key, total in parts.items() if lines.get(key, total) != total} == {}


def test_the_analysis_counts_people_by_age_in_all_23_municipalities(dacice: Clerk):
    analysis = paper.rows(paper.edition(dacice, "analysis", 2))
    (whole,) = [row for row in analysis if row[0] == "Celkem" and "18 672" in row and "2 745" in row]
    towns = {town["name"] for town in dacice.reads("plan", "show")["territory"]}

    assert whole[1:5] == ["2 745", "11 886", "4 041", "18 672"]
    assert towns <= {row[0] for row in analysis}


def test_the_analysis_holds_what_each_survey_found(dacice: Clerk):
    analysis = paper.paragraphs(paper.edition(dacice, "analysis", 2))
    surveys = [row for row in dacice.reads("show", "findings") if row["kind"] == "survey"]

    assert [row["key"] for row in surveys if f"Zjištění {row['key']} – {row['title']}" not in analysis] == []


def test_the_analysis_describes_every_service(dacice: Clerk):
    analysis = {row[0] for row in paper.rows(paper.edition(dacice, "analysis", 2))}

    assert {f"S-{number:02d}" for number in range(1, 15)} <= analysis


def test_the_analysis_ties_needs_to_target_groups(dacice: Clerk):
    analysis = paper.rows(paper.edition(dacice, "analysis", 2))
    (carers,) = [row for row in analysis if row[0].startswith("pečující osoby") and row[1] == "nová"]

    assert carers[2].splitlines() == ["F-POT-2 – Potřeby pečujících osob F-POT-6 – Pečující osoby v předchozí analýze"]


def test_the_swot_of_each_group_stands_in_the_document_with_its_strategies(dacice: Clerk):
    swot = paper.text(paper.edition(dacice, "swot", 1))
    keys = [row["key"] for form in ("swot", "tows") for row in dacice.reads("show", form)]

    assert [key for key in keys if key not in swot] == []


def test_the_groups_and_their_methodologist_stand_in_the_plan(dacice: Clerk):
    plan = paper.rows(paper.edition(dacice, "plan", 9))

    assert ["Řídící skupina", "metodik", "veřejnost", "Realizátor projektu – ilustrace"] in plan


def test_trainings_and_round_tables_stand_in_the_plan(dacice: Clerk):
    plan = paper.rows(paper.edition(dacice, "plan", 9))

    assert ["školení", "1", "8. 4. 2014", "13"] in plan
    assert ["kulatý stůl", "1", "15. 4. 2014", "19"] in plan


def test_the_plan_is_held_against_the_law_and_the_template_of_the_region(dacice: Clerk):
    plan = {row[0]: row for row in paper.rows(paper.edition(dacice, "plan", 9)) if row[0] in ("7", "K-2")}

    assert "kapitola „Změny plánu“" in plan["7"][2]
    assert plan["K-2"][3] == "splněno částečně"


def test_the_plan_says_what_the_region_asks_for_in_numbers(dacice: Clerk):
    plan = paper.rows(paper.edition(dacice, "plan", 9))

    assert ["Celkem", "55 733 000", "61 455 000", "62 763 000", "179 951 000"] in plan
    assert ["§ 40 Pečovatelská služba", "3", "190", "Dačice, Slavonice, Studená"] in plan


def test_the_catalogue_of_the_demo_is_issued_again_with_what_changed(dacice: Clerk):
    catalogue = paper.rows(paper.edition(dacice, "catalogue", 2))

    assert ["Pečovatelská služba města Dačice (S-01)", "kapacita", "110", "118"] in catalogue


def test_the_monitoring_report_of_the_demo_has_every_light_its_word(dacice: Clerk):
    report = {row[0]: row[2] for row in paper.rows(paper.edition(dacice, "monitoring", 1)) if len(row) == 6}

    assert report["4.2.1"].startswith("● splněno")
    assert report["4.3.1"].startswith("■ nesplněno")


def test_a_second_demo_in_the_same_folder_is_wrong_usage(dacice: Clerk):
    head = dacice.head

    answer = dacice.types("demo", str(dacice.office))

    assert (answer.code, dacice.head) == (2, head)


def replayed(clerk: Clerk, until: str) -> dict[str, list[Answer]]:
    """The story's commands up to the last `why` of that day; the answers to its `why`, by day."""
    first = STORY[0]["on"].isoformat()
    clerk.on(first).types("init", str(clerk.office), "--sandbox")
    told: dict[str, list[Answer]] = {}
    for step in STORY:
        day = step["on"].isoformat()
        for command in step["run"]:
            if command == ["why"]:
                told.setdefault(day, []).append(clerk.on(day).asks("why"))
            elif day < until or until not in told:
                words = [str(EXAMPLE / word) if (EXAMPLE / word).is_file() else word for word in command]
                answer = clerk.on(day).says(*words)
                assert answer.code == 0, answer.err
            if day == until and until in told:
                return told
    return told


@pytest.fixture(scope="module")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Answer]]:
    return once(
        tmp_path_factory,
        "půlka",
        lambda folder: replayed(Clerk(folder / "úřad", folder / "papíry"), "2014-06-18"),
    )


def reasons(answer: Answer) -> list[tuple[str, str | None]]:
    (step,) = [step for step in json.loads(answer.out)["steps"] if step["event"] == "advance"]
    facts = [(r["code"], r["facts"]) for r in step["refusals"]]
    return [(code, f.get("kind") or f.get("group_key")) for code, f in facts]


def test_before_any_analysis_all_six_kinds_of_findings_are_missing(half_way: dict[str, list[Answer]]):
    kinds = ("demography", "survey", "services", "needs", "finance", "phenomenon")

    assert reasons(half_way["2014-03-28"][0]) == [("analysis.missing_kind", kind) for kind in kinds]


def test_after_the_data_of_the_statistical_office_the_kinds_that_people_tell_are_missing(
    half_way: dict[str, list[Answer]],
):
    recorded = {"demography", "services"}
    told = {kind for _, kind in reasons(half_way["2014-03-28"][1])}

    assert told == {"survey", "needs", "finance", "phenomenon"} - recorded


def test_before_the_workshops_every_quadrant_of_every_group_and_every_decision_is_missing(
    half_way: dict[str, list[Answer]],
):
    missing = reasons(half_way["2014-05-23"][0])

    assert sorted(set(missing)) == sorted(
        (code, group) for code in ("swot.thin", "swot.not_approved") for group in ("SEN", "OZP", "DMR", "OOV")
    )
    assert sum(code == "swot.thin" for code, _ in missing) == 16


def test_when_one_swot_was_returned_only_its_approval_is_missing(half_way: dict[str, list[Answer]]):
    assert reasons(half_way["2014-06-18"][-1]) == [("swot.returned", "OOV")]


@pytest.mark.slow
def test_the_demo_lives_the_same_life_on_postgresql(dacice: Clerk, database: Callable[[], sa.URL], tmp_path: Path):
    url = database().render_as_string(hide_password=False)
    clerk = Clerk(tmp_path / "ukázka", tmp_path / "papíry", extra={"LIFECYCLE_DATABASE_URL": url})

    answer = clerk.types("demo", str(clerk.office))

    assert answer.code == 0, answer.err
    assert clerk.reads("history", "verify")["ok"]
    assert clerk.reads("approval", "status") == dacice.reads("approval", "status")
    assert not (clerk.office / "office.db").exists()
