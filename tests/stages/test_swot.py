"""SWOT: every group fills each quadrant, and the steering group approves it as it stands."""

from lifecycle.model.evidence import Quadrant, SwotItem
from lifecycle.model.people import Decision
from tests.stages.builders import Story, a_plan, codes, printed, weighed, why


def a_swot(*groups: str) -> Story:
    """Groups with two items in each quadrant, a steering group and its meeting RS-1."""
    plan = a_plan(state="swot").groups("RS", kind="steering").groups(*groups).met("RS-1")
    for group in groups:
        plan = plan.swot(group)
    return plan


def test_a_full_swot_the_steering_group_approved_lets_the_plan_on():
    plan = a_swot("SEN", "OZP").decided("swot:SEN", at="RS-1").decided("swot:OZP", at="RS-1")

    assert why(plan) == []


def test_one_item_too_few_in_one_quadrant_is_named():
    plan = a_plan().groups("SEN", "OZP").swot("SEN").swot("OZP", T=1)

    [refusal] = weighed(plan, "every_quadrant_filled")

    assert refusal.code == "swot.thin"
    assert dict(refusal.facts) == {
        "group": "Skupina OZP",
        "group_key": "OZP",
        "quadrant": Quadrant.T,
        "has": 1,
        "needs": 2,
    }


def test_coordination_groups_have_a_swot_as_working_groups_do():
    plan = a_plan().groups("KOO", kind="coordination")

    assert codes(weighed(plan, "every_quadrant_filled")) == ["swot.thin"] * 4


def test_steering_and_information_groups_need_no_swot():
    plan = a_swot("SEN").groups("INF", kind="information")

    assert weighed(plan, "every_quadrant_filled") == []


def test_a_plan_without_any_group_that_could_write_one_says_so():
    plan = a_plan().groups("RS", kind="steering")

    assert codes(weighed(plan, "every_quadrant_filled")) == ["swot.no_group"]


def test_a_swot_nobody_decided_on_waits_for_the_steering_group():
    assert codes(why(a_swot("SEN"))) == ["swot.not_approved"]


def test_a_working_group_cannot_approve_its_own_swot():
    plan = a_swot("SEN").met("SEN-1", group="SEN").decided("swot:SEN", at="SEN-1")

    assert codes(why(plan)) == ["swot.not_approved"]


def test_taking_note_is_no_approval():
    plan = a_swot("SEN").decided("swot:SEN", "takes_note", at="RS-1")

    assert codes(why(plan)) == ["swot.not_approved"]


def test_an_item_changed_after_the_approval_asks_for_a_new_decision():
    plan = (
        a_swot("SEN")
        .decided("swot:SEN", at="RS-1")
        .with_(SwotItem(key="SEN-S0", group="SEN", quadrant="S", text="Jinak"))
    )

    assert codes(why(plan)) == ["swot.changed"]


def test_another_groups_item_changes_nothing_for_this_one():
    plan = (
        a_swot("SEN", "OZP")
        .decided("swot:SEN", at="RS-1")
        .with_(SwotItem(key="OZP-S0", group="OZP", quadrant="S", text="Jinak"))
    )

    assert [refusal.facts["group_key"] for refusal in why(plan)] == ["OZP"]


def test_a_decision_counts_whatever_the_meetings_date():
    plan = a_swot("SEN").met("RS-0", on="2013-01-01").decided("swot:SEN", at="RS-0")

    assert why(plan) == []


def test_a_swot_approved_and_later_returned_as_it_stands_is_not_approved():
    plan = (
        a_swot("SEN")
        .decided("swot:SEN", at="RS-1")
        .met("RS-2", on="2014-07-01")
        .decided("swot:SEN", "returns", at="RS-2")
    )

    assert codes(why(plan)) == ["swot.returned"]


def test_a_swot_returned_and_later_approved_as_it_stands_is_approved():
    plan = (
        a_swot("SEN")
        .decided("swot:SEN", "returns", at="RS-1")
        .met("RS-2", on="2014-07-01")
        .decided("swot:SEN", at="RS-2")
    )

    assert why(plan) == []


def test_an_item_keyed_like_its_group_hides_nothing_from_the_decision():
    plan = a_swot("SEN").with_(SwotItem(key="SEN", group="SEN", quadrant="S", text="Stejný klíč"))
    approved = plan.decided("swot:SEN", at="RS-1")

    changed = approved.with_(SwotItem(key="SEN-T1", group="SEN", quadrant="T", text="Jinak"))

    assert (codes(why(approved)), codes(why(changed))) == ([], ["swot.changed"])


def test_a_decision_recorded_without_its_digest_covers_nothing():
    plan = a_swot("SEN").with_(Decision(meeting="RS-1", subject="swot:SEN", verb="approves"))

    assert codes(why(plan)) == ["swot.changed"]


def test_every_item_is_printed_under_its_group_and_quadrant():
    plan = a_plan().groups("SEN", "OZP").swot("SEN", 1).swot("OZP", 1, T=0)

    told = printed(plan, "swot")

    texts = [f"{group}-{q}0\nPoložka {q}0" for group in ("SEN", "OZP") for q in "SWO"]
    assert [text for text in (*texts, "SEN-T0", "Skupina SEN", "Silné stránky") if text not in told] == []
    assert "OZP-T0" not in told
