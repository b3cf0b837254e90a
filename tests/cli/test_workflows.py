"""Workflows: listed, shown, checked and drawn."""

import pytest

from tests.cli.clerk import Clerk


def test_the_shipped_workflows_are_listed(clerk: Clerk):
    found = {w["name"]: w for w in clerk.reads("workflow", "list")}

    assert set(found) == {"community_plan", "council_resolution"}
    assert len(found["community_plan"]["digest"]) == 64


def test_a_workflow_is_shown_with_its_stages_and_steps(clerk: Clerk):
    shown = clerk.reads("workflow", "show", "community_plan")

    assert [s["name"] for s in shown["states"]][:6] == [
        "evaluation", "analysis", "swot", "priorities", "consultation", "approval",
    ]  # fmt: skip
    assert {"event", "from", "to", "needs"} <= set(shown["transitions"][0])


@pytest.mark.parametrize("command", ["show", "picture"])
def test_a_workflow_that_is_not_there_names_those_that_are(clerk: Clerk, command: str):
    answer = clerk.says("workflow", command, "comunity_plan")

    assert (answer.code, "community_plan" in answer.err) == (2, True)


def test_a_sound_file_needs_no_office_to_be_checked(newcomer: Clerk, shipped_workflow):
    answer = newcomer.types("--json", "workflow", "check", str(shipped_workflow))

    assert (answer.code, answer.json["ok"]) == (0, True)


def test_a_file_that_is_not_there_is_wrong_input(newcomer: Clerk):
    answer = newcomer.types("workflow", "check", str(newcomer.papers / "není.toml"))

    assert (answer.code, "není.toml" in answer.err) == (2, True)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"format = 2\n"])
def test_a_file_that_is_no_workflow_is_wrong_input(newcomer: Clerk, data: bytes):
    answer = newcomer.types("workflow", "check", str(newcomer.paper("postup.toml", data)))

    assert (answer.code, "postup.toml" in answer.err) == (2, True)


@pytest.mark.parametrize(("name", "starts"), [("postup.mmd", "stateDiagram"), ("postup.svg", "<svg")])
def test_a_picture_is_drawn_in_the_form_its_name_asks_for(clerk: Clerk, name: str, starts: str):
    target = clerk.papers / name

    clerk.reads("workflow", "picture", "community_plan", "-o", str(target))

    assert starts in target.read_text(encoding="utf-8")[:400]


def test_without_a_file_the_picture_is_the_result(clerk: Clerk):
    answer = clerk.says("workflow", "picture", "council_resolution")

    assert (answer.code, "stateDiagram" in answer.out) == (0, True)


def test_the_towns_own_workflow_stands_before_the_shipped_one(clerk: Clerk, shipped_workflow):
    own = clerk.office / "workflows" / "community_plan.toml"
    own.parent.mkdir(exist_ok=True)
    text = shipped_workflow.read_text(encoding="utf-8").replace("version = 1", "version = 7", 1)
    own.write_text(text, encoding="utf-8")

    assert clerk.reads("workflow", "show", "community_plan")["version"] == 7
    assert clerk.reads("status")["workflow"]["version"] == 1


def test_numbers_a_town_changed_are_those_its_new_plan_is_held_to(clerk: Clerk, shipped_workflow):
    own = clerk.office / "workflows" / "community_plan.toml"
    own.parent.mkdir(exist_ok=True)
    text = shipped_workflow.read_text(encoding="utf-8").replace("findings = 1", "findings = 3", 1)
    own.write_text(text.replace("version = 1", "version = 2", 1), encoding="utf-8")
    towns = clerk.paper("o.csv", "code,name\n546127,Dačice\n")
    clerk.reads("plan", "create", "p2", "--title", "T", "--territory", str(towns), "--from", "2026", "--to", "2027")
    clerk.about("p2").reads("advance")

    refusals = clerk.about("p2").asks("advance").json["refusals"]

    assert {r["facts"]["needs"] for r in refusals} == {3}


def test_a_running_plan_keeps_the_workflow_it_was_opened_with(clerk: Clerk, shipped_workflow):
    own = clerk.office / "workflows" / "community_plan.toml"
    own.parent.mkdir(exist_ok=True)
    text = shipped_workflow.read_text(encoding="utf-8")
    without = text.replace('  { check = "accepted_points_changed_the_text" },\n', "")
    own.write_text(without.replace("version = 1", "version = 2", 1), encoding="utf-8")
    towns = clerk.paper("o.csv", "code,name\n546127,Dačice\n")
    clerk.reads("plan", "create", "p2", "--title", "T", "--territory", str(towns), "--from", "2026", "--to", "2027")
    pinned = clerk.about("p2").reads("status")["workflow"]

    own.unlink()

    assert clerk.about("p2").reads("status")["workflow"] == pinned
    assert clerk.about("p2").says("why").code == 0
