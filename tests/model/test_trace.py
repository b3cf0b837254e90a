"""Trace: from evidence to councils and the next evaluation and back, over the plans of one office."""

from dataclasses import replace

import pytest

from lifecycle.model.approval import CouncilApproval
from lifecycle.model.consultation import Settlement
from lifecycle.model.evidence import Evaluation
from lifecycle.model.strategy import Priority
from lifecycle.model.trace import Step, Trace, addresses, find
from tests.model.chains import NEED, a_chain, a_measure, a_pair, an_item
from tests.model.kinds import a_content
from tests.stages.builders import a_plan


def drawn(steps: list[Step]) -> list[str]:
    """Each step as its item, indented by its depth."""
    return ["  " * (step.depth - 1) + step.node.item for step in steps]


def test_a_measure_rests_on_its_pair_the_items_of_it_and_their_evidence():
    assert drawn(Trace(a_chain()).before("measure:1.1")) == [
        "tows:P1",
        "  swot:W1",
        "    finding:F1",
        "  swot:T1",
        "evaluation:3.2",
        "priority:1",
    ]


def test_from_a_finding_the_chain_leads_to_activities_comments_and_indicators():
    assert drawn(Trace(a_chain()).after("finding:F1")) == [
        "swot:W1",
        "  tows:P1",
        "    measure:1.1",
        "      activity:1.1.1",
        "        comment:P-1",
        "      indicator:1.1/Klienti",
        "      progress:1.1/2015-06-30",
    ]


def test_a_comment_leads_back_to_the_evidence_of_its_item():
    assert drawn(Trace(a_chain()).before("comment:P-1"))[:3] == [
        "activity:1.1.1",
        "  measure:1.1",
        "    tows:P1",
    ]


def test_a_settlement_leads_to_what_was_changed():
    content = a_chain(Settlement(id="P-1", decision="accepted", change="measure:1.1"))

    assert drawn(Trace(content).after("comment:P-1"))[0] == "measure:1.1"


def test_an_indicator_leads_back_to_its_measure():
    assert drawn(Trace(a_chain()).before("indicator:1.1/Klienti"))[0] == "measure:1.1"


def test_what_ends_a_branch_is_drawn_wherever_it_is_met():
    content = a_content([NEED, an_item("W1", evidence=("F1",)), an_item("T1", evidence=("F1",)), a_pair("W1", "T1")])

    steps = Trace(content).after("finding:F1")

    assert [(step.node.item, step.depth, step.again) for step in steps] == [
        ("swot:T1", 1, False),
        ("tows:P1", 2, False),
        ("swot:W1", 1, False),
        ("tows:P1", 2, False),
    ]


def test_a_branch_that_is_drawn_above_is_only_named():
    more = (Priority(code="1", title="Pomoc doma", evidence=("W1",)),)

    again = [step.node.item for step in Trace(a_chain(*more)).before("measure:1.1") if step.again]

    assert again == ["swot:W1"]


def test_councils_are_counted_among_the_towns_the_measure_touches():
    plan = a_plan(state="approval").of("Dačice", "Slavonice", "Studená").issued("approval")
    plan = plan.approved_by("Dačice", "Slavonice")
    measure = a_measure("1.1").replaced(municipalities=("546002", "546003"))

    trace = Trace(plan.content)

    assert (trace.councils(), trace.councils(measure)) == ((2, 3), (1, 2))


def test_approvals_of_another_text_do_not_count():
    plan = a_plan(state="approval").of("Dačice", "Slavonice").issued("approval").approved_by("Dačice", content="1" * 64)

    assert Trace(plan.content).councils() == (0, 2)


def test_councils_are_told_of_without_a_rule_of_the_towns():
    plan = a_plan(state="approval").of("Dačice", "Slavonice").issued("approval").approved_by("Dačice")

    assert Trace(replace(plan.content, checks={})).councils() == (1, 2)


def test_resolutions_are_no_part_of_the_chain_before_councils_are_asked():
    plan = (
        a_plan(state="approval")
        .of("Dačice")
        .with_(Priority(code="1", title="Pomoc doma"), a_measure("1.1"))
        .issued("approval")
    )
    asked = plan.with_(CouncilApproval(code="546001", state="to_send"))

    kinds = [[step.node.kind for step in Trace(one.content).after("measure:1.1")] for one in (plan, asked)]

    assert kinds == [[], ["resolution"]]


def test_the_next_plan_says_how_a_measure_ended_and_what_it_goes_on_as():
    row = Evaluation(code="1.1", title="Pomoc", result="fulfilled", carry="continue")
    later = a_content([row, Priority(code="2", title="Dál"), a_measure("2.4").replaced(carried_from="1.1")])

    nodes = Trace(a_chain(), next_=[replace(later, key="další")]).next_evaluations("1.1")

    assert [(node.plan, node.item) for node in nodes] == [("další", "evaluation:1.1"), ("další", "measure:2.4")]


def evaluated(new_code: str | None = None, carry: str = "continue") -> Evaluation:
    return Evaluation(code="9.1", title="Dřív", result="partly", carry=carry, new_code=new_code)


@pytest.mark.parametrize("code", ["1", "1.1", "1.1.1"])
def test_an_item_leads_to_what_its_evaluation_says_it_goes_on_as_and_back(code: str):
    trace = Trace(a_chain(evaluated(code)))
    item = {"1": "priority:1", "1.1": "measure:1.1", "1.1.1": "activity:1.1.1"}[code]

    assert drawn(trace.after("evaluation:9.1"))[0] == item
    assert "evaluation:9.1" in drawn(trace.before(item))


def test_an_item_that_ends_leads_nowhere_although_somebody_left_a_number_there():
    trace = Trace(a_chain(evaluated("1.1", "drop")))

    assert (trace.after("evaluation:9.1"), [row.code for row in trace.origins_of("1.1")]) == ([], ["3.2"])


def test_the_next_plan_may_go_on_with_a_measure_as_an_activity():
    row = Evaluation(code="1.1", title="Pomoc", result="fulfilled", carry="continue", new_code="1.1.1")
    later = replace(a_chain(row), key="další")

    assert [node.item for node in Trace(a_chain(), next_=[later]).next_evaluations("1.1")] == [
        "evaluation:1.1",
        "activity:1.1.1",
    ]


def test_an_edition_issued_before_the_measure_was_written_is_not_cited():
    plan = a_plan(state="approval").of("Dačice").with_(Priority(code="1", title="Pomoc doma"), a_measure("1.1"))
    plan = plan.issued("approval").approved_by("Dačice").with_(a_measure("1.2"))

    trace = Trace(plan.content)

    assert [drawn(trace.after(item)) for item in ("measure:1.1", "measure:1.2")] == [["resolution:plan@1"], []]
    assert [trace.councils(a_measure(code)) for code in ("1.1", "1.2")] == [(1, 1), (0, 1)]


@pytest.mark.parametrize(("stage", "note"), [("swot", ""), ("priorities", "plan@1")])
def test_an_edition_of_a_stage_before_priorities_is_not_cited_for_a_measure(stage: str, note: str):
    ended = a_plan(state=stage).with_(Priority(code="3", title="Dřív"), a_measure("3.2")).issued("working")

    steps = Trace(a_chain(), ended=replace(ended.content, key="minulý")).before("measure:1.1")

    assert [step.node.note for step in steps if step.node.plan] == [note]


def test_a_carried_measure_leads_back_into_the_plan_that_ended():
    ended = a_content([Priority(code="3", title="Dřív"), a_measure("3.2")])

    steps = Trace(a_chain(), ended=replace(ended, key="minulý")).before("measure:1.1")

    assert [(step.node.plan, step.node.item, step.of) for step in steps if step.node.plan] == [
        ("minulý", "measure:3.2", "evaluation:3.2")
    ]


@pytest.mark.parametrize(
    ("asked", "item"),
    [
        ("1", "priority:1"),
        (" 1.1 ", "measure:1.1"),
        ("1.1.1", "activity:1.1.1"),
        ("measure:1.1", "measure:1.1"),
        ("F1", "finding:F1"),
        ("W1", "swot:W1"),
        ("P1", "tows:P1"),
        ("p-1", "comment:P-1"),
        ("submission:P-1", "comment:P-1"),
        ("evaluation:3.2", "evaluation:3.2"),
        ("indicator:1.1", "indicator:1.1"),
        ("plan", "plan"),
        ("9.9", None),
        ("finding:W1", None),
        ("indicator:1.1.1", None),
        ("municipality:546001", None),
        ("F", None),
    ],
)
def test_an_item_is_found_as_people_write_it(asked: str, item: str | None):
    assert find(Trace(a_chain()), asked) == item


def test_every_address_that_is_offered_is_found():
    trace = Trace(a_chain())

    assert [find(trace, item) for item in addresses(trace)] == addresses(trace)
