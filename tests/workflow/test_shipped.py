"""The shipped workflows say what the guide says: the order of stages, what is issued, who may, what is voted on."""

import pytest

from lifecycle.workflow.definition import Deadline, Each
from tests.workflow.samples import shipped

SECTIONS = {
    "evaluation": ["organisation", "evaluation", "evaluation_rules"],
    "analysis": ["population", "findings", "needs", "services", "network", "funding"],
    "swot": ["swot", "tows"],
    "priorities": [
        "vision",
        "strategy",
        "scores",
        "budget",
        "indicators",
        "implementation",
        "responsibilities",
        "trace",
    ],
    "consultation": ["comments", "settlement"],
    "approval": ["resolutions", "changes", "completeness"],
}
STAGES = ["evaluation", "analysis", "swot", "priorities", "consultation", "approval"]
PLAN = shipped("community_plan")
COUNCIL = shipped("council_resolution")
LIVE = [state.name for state in COUNCIL.states if not state.final]


def test_the_main_path_leads_from_evaluation_to_a_plan_in_force():
    path, state = [PLAN.initial], PLAN.initial
    while steps := [edge for edge in PLAN.leaving(state) if edge.event == "advance"]:
        state = steps[0].to
        path.append(state)

    assert path == [*STAGES, "in_force"]


def test_a_return_leads_from_every_stage_to_every_earlier_one_and_only_with_a_reason():
    returns = [edge for edge in PLAN.transitions if edge.event == "return"]

    assert {(e.source, e.to) for e in returns} == {(b, a) for n, b in enumerate(STAGES) for a in STAGES[:n]}
    assert all(edge.reason for edge in returns)


def test_only_a_return_out_of_approval_keeps_approvals():
    assert {edge.source for edge in PLAN.transitions if edge.keeps} == {"approval"}
    assert all(e.keeps == ("approved",) for e in PLAN.leaving("approval") if e.event == "return")


def test_a_plan_may_be_withdrawn_from_every_stage_and_in_force_with_a_reason():
    withdrawals = [edge for edge in PLAN.transitions if edge.event == "withdraw"]

    assert [(e.source, e.reason) for e in withdrawals] == [(stage, True) for stage in [*STAGES, "in_force"]]


def test_the_coordinator_may_take_every_step():
    assert all("coordinator" in edge.by for edge in PLAN.transitions + COUNCIL.transitions)


def test_the_system_lets_a_plan_expire_at_its_end():
    assert PLAN.state("in_force").deadlines == (Deadline("end_of_plan", "expire"),)
    assert {e.event for e in PLAN.transitions if "system" in e.by} == {"expire"}


def test_an_expired_plan_and_one_in_force_may_be_superseded():
    assert [e.source for e in PLAN.transitions if e.to == "superseded"] == ["in_force", "expired"]


@pytest.mark.parametrize(
    ("stage", "opens", "closes"),
    [
        ("evaluation", (), ("evaluation", "plan")),
        ("analysis", (), ("analysis", "plan")),
        ("swot", (), ("swot", "plan")),
        ("priorities", (), ("plan",)),
        ("consultation", ("plan",), ("plan",)),
        ("approval", ("plan",), ("plan",)),
        ("in_force", (), ()),
    ],
)
def test_each_stage_opens_and_closes_with_its_documents(stage: str, opens: tuple[str, ...], closes: tuple[str, ...]):
    assert (PLAN.state(stage).opens_with, PLAN.state(stage).closes_with) == (opens, closes)


def test_a_plan_in_force_prints_every_section_in_the_order_of_the_stages():
    assert [use.name for use in PLAN.sections_of("plan", "in_force")] == [
        name for stage in STAGES for name in SECTIONS[stage]
    ]


def test_councils_vote_on_what_the_plan_says_and_not_on_what_the_engine_tells_about_it():
    unvoted = {use.name for use in PLAN.sections_of("plan", "in_force") if not use.voted}

    assert unvoted == {"organisation", "trace", "comments", "settlement", "resolutions", "changes", "completeness"}


@pytest.mark.parametrize(
    ("name", "about", "short"),
    [
        ("action_plan", "year", False),
        ("monitoring", "year", False),
        ("catalogue", None, False),
        ("methodology", None, False),
        ("invitation", "meeting", True),
        ("attendance_sheet", "meeting", True),
        ("minutes", "meeting", True),
    ],
)
def test_a_document_beside_the_plan_says_what_it_is_about_and_is_finished_once_issued(
    name: str, about: str | None, short: bool
):
    one = PLAN.deliverable(name)

    assert one is not None
    assert (one.about, one.short, one.final) == (about, short, True)


@pytest.mark.parametrize(
    ("name", "working", "final"),
    [
        ("evaluation", "evaluation", "analysis"),
        ("analysis", "analysis", "swot"),
        ("swot", "swot", "priorities"),
        ("settlement", "consultation", "approval"),
    ],
)
def test_a_document_of_a_stage_is_a_working_version_until_the_stage_is_left(name: str, working: str, final: str):
    found = [PLAN.finished(name, state) for state in (working, final, "in_force", "expired", "superseded", "withdrawn")]

    assert found == [False, True, True, True, True, False]


def test_the_towns_rule_can_be_read_off_the_workflow():
    rule = PLAN.check("towns_rule_met")

    assert rule is not None
    assert rule.arguments == {
        "municipalities_percent": 50,
        "people_percent": 50,
        "obligatory": ("seat",),
        "counts": ("approves", "approves_with_condition"),
        "bodies": ("council",),
    }


def test_each_municipality_has_its_own_small_workflow_during_approval():
    assert PLAN.state("approval").each == Each("municipalities", "council_resolution")


@pytest.mark.parametrize(
    ("verb", "leads_to"),
    [
        ("approves", "approved"),
        ("approves_with_condition", "conditional"),
        ("takes_note", "noted"),
        ("refuses", "refused"),
        ("returns", "returned"),
        ("not_adopted", "not_adopted"),
        ("leave", "not_taking_part"),
    ],
)
def test_a_council_may_say_anything_at_any_time(verb: str, leads_to: str):
    assert [(e.source, e.to) for e in COUNCIL.transitions if e.event == verb] == [(s, leads_to) for s in LIVE]


def test_a_point_not_discussed_changes_nothing():
    assert [(e.source, e.to) for e in COUNCIL.transitions if e.event == "not_discussed"] == [(s, s) for s in LIVE]


def test_only_an_approval_lapses():
    assert [e.source for e in COUNCIL.transitions if e.event == "lapse"] == ["approved", "conditional"]
