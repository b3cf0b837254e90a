"""SWOT: every group fills each quadrant, and the steering group approves it as it stands."""

import pytest

from lifecycle.documents.blocks import items_of
from lifecycle.model.evidence import Quadrant, SwotItem, Tows
from lifecycle.model.people import Decision, Meeting
from tests.stages.builders import (
    Story,
    a_measure,
    a_plan,
    a_priority,
    codes,
    printed,
    rows,
    section,
    tables,
    weighed,
    why,
)


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
        .on("2014-07-01")
    )

    assert codes(why(plan)) == ["swot.returned"]


def test_a_swot_returned_and_later_approved_as_it_stands_is_approved():
    plan = (
        a_swot("SEN")
        .decided("swot:SEN", "returns", at="RS-1")
        .met("RS-2", on="2014-07-01")
        .decided("swot:SEN", at="RS-2")
        .on("2014-07-01")
    )

    assert why(plan) == []


def test_a_swot_is_not_approved_by_a_meeting_that_is_still_to_come():
    plan = a_swot("SEN").met("RS-2", on="2014-07-01").decided("swot:SEN", at="RS-2")

    assert codes(why(plan)) == ["swot.not_approved"]
    assert codes(why(plan.on("2014-07-01"))) == []


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

    told = printed(plan, "swot").splitlines()

    assert told[told.index("Skupina SEN") + 1 :][:12] == [
        "Pomáhá",
        "Škodí",
        "Uvnitř",
        "Silné stránky",
        "SEN-S0 Položka S0",
        "Slabé stránky",
        "SEN-W0 Položka W0",
        "Vně",
        "Příležitosti",
        "SEN-O0 Položka O0",
        "Hrozby",
        "SEN-T0 Položka T0",
    ]
    assert "OZP-O0 Položka O0" in told
    assert "OZP-T0 Položka T0" not in told


def test_an_item_says_its_points_and_what_it_rests_on():
    item = SwotItem(key="SEN-W9", group="SEN", quadrant="W", text="Málo aut", points=2, evidence=("F1", "F2"))

    assert "SEN-W9 Málo aut (2 body; F1, F2)" in printed(a_plan().groups("SEN").with_(item), "swot")


def test_every_item_has_its_anchor_once():
    plan = a_swot("SEN", "OZP").swot("RS", 1)

    shown = list(items_of(section(plan.content, "swot")))

    assert sorted(shown) == sorted(item.address for item in plan.content.all(SwotItem))


def test_a_swot_of_the_steering_group_is_the_joint_one_and_stands_first():
    told = printed(a_swot("SEN").swot("RS", 1), "swot").splitlines()

    assert told[0] == "Společná SWOT analýza"
    assert told.index("RS-S0 Položka S0") < told.index("Skupina SEN")


def test_the_joint_swot_is_approved_too_once_there_is_one():
    plan = a_swot("SEN").decided("swot:SEN", at="RS-1").swot("RS", 2)

    assert [(one.code, one.facts["group_key"]) for one in why(plan)] == [("swot.not_approved", "RS")]


def scored(group: str, quadrant: str, *points: int) -> list[SwotItem]:
    return [
        SwotItem(key=f"{group}-{quadrant}{n}", group=group, quadrant=quadrant, text="Text", points=each)
        for n, each in enumerate(points)
    ]


def overview(plan: Story) -> list[list[str]]:
    """Quadrant, key and points of the items in the overview of all groups."""
    found = [table for table in tables(section(plan.content, "swot")) if len(table.header) == 5]
    return [[row[0], row[1], row[4]] for table in found for row in rows(table)]


def test_without_a_joint_swot_the_best_scored_items_of_all_groups_come_first():
    plan = a_plan().groups("SEN", "OZP").with_(*scored("SEN", "W", 1, 9, 5), *scored("OZP", "W", 7, 2))

    assert overview(plan) == [
        ["slabé stránky", "SEN-W1", "9"],
        ["slabé stránky", "OZP-W0", "7"],
        ["slabé stránky", "SEN-W2", "5"],
    ]


def test_items_with_the_points_of_the_third_are_not_left_out():
    plan = a_plan().groups("SEN", "OZP").with_(*scored("SEN", "T", 4, 4, 4, 3), *scored("OZP", "T", 4))

    assert [key for _, key, _ in overview(plan)] == ["OZP-T0", "SEN-T0", "SEN-T1", "SEN-T2"]


@pytest.mark.parametrize(
    "plan",
    [
        a_plan().groups("SEN").with_(*scored("SEN", "W", 1, 9)),
        a_plan().groups("SEN", "OZP").swot("SEN").swot("OZP"),
        a_plan()
        .groups("RS", kind="steering")
        .groups("SEN", "OZP")
        .with_(*scored("SEN", "W", 1))
        .swot("OZP")
        .swot("RS"),
    ],
    ids=["one group", "no points", "a joint SWOT"],
)
def test_there_is_no_overview_of(plan: Story):
    assert overview(plan) == []


def test_of_two_decisions_on_one_day_the_later_meeting_speaks_whenever_it_was_recorded():
    later = Meeting(key="RS-0", group="RS", kind="meeting", date="2014-06-02", starts_at="16:00", ends_at="17:00")
    early = Meeting(key="RS-1", group="RS", kind="meeting", date="2014-06-02", starts_at="9:00", ends_at="10:00")
    plan = a_swot("SEN").with_(later, early)

    decided = plan.decided("swot:SEN", at="RS-0").decided("swot:SEN", "returns", at="RS-1")

    assert why(decided) == []


def a_pair(internal: str, external: str, key: str = "P1") -> Tows:
    return Tows(key=key, internal=internal, external=external, text="Zapojit kluby seniorů")


def test_pairs_are_printed_by_their_strategy_with_what_answers_them():
    pairs = [a_pair("SEN-W0", "SEN-T0", "P1"), a_pair("SEN-S0", "SEN-O0", "P2")]
    plan = a_swot("SEN").with_(*pairs, a_priority("1", evidence=("P1",)), a_measure("1.1", evidence=("P1",)))

    found = {table.caption: rows(table) for table in tables(section(plan.content, "tows"))}

    assert {caption[:2]: [[row[0], row[-1]] for row in told] for caption, told in found.items()} == {
        "SO": [["P2", "zatím nic"]],
        "WT": [["P1", "1\n1.1"]],
    }


def test_a_pair_is_shown_with_the_words_of_both_its_items():
    told = printed(a_swot("SEN").with_(a_pair("SEN-W0", "SEN-O1")), "tows")

    assert "SEN-W0 – Položka W0\nSEN-O1 – Položka O1\nZapojit kluby seniorů" in told


def test_without_pairs_there_is_no_chapter_of_them():
    assert list(section(a_swot("SEN").content, "tows")) == []
