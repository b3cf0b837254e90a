"""The register: every comment and submission once, with its place and its answer."""

from lifecycle.model.comment import Comment, Placement, PlacementState, Tier
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.history import Drop
from lifecycle.model.people import Group
from lifecycle.model.plan import Consultation
from lifecycle.model.register import Point, register, threads
from lifecycle.model.thing import Thing
from tests.model.kinds import a_content

SEN = Group(key="SEN", name="Senioři", kind="working")


def a_comment(id: str = "K1", *, to: str | None = None, thread: str | None = None, **more: object) -> Comment:
    whole = {"id": id, "thread": thread or to or id, "parent": to, "author": "vault:" + "a" * 64, "date": "2014-10-20"}
    return Comment.model_validate({**whole, "text": "Proč?", **more})


def a_submission(key: str = "P1", **more: object) -> Submission:
    whole = {
        "key": key,
        "received": "2014-10-20",
        "channel": "web",
        "submitter": "Charita",
        "submitter_kind": "provider",
    }
    return Submission.model_validate({**whole, "text": "Doplnit.", **more})


def points(*entries: list[Thing]) -> dict[str, Point]:
    return {point.id: point for point in register(a_content(*entries))}


def test_a_point_knows_where_it_stands():
    found = points([SEN, a_comment(), Placement(comment="K1", item="group:SEN", field="name", tier="bookmark")])["K1"]

    assert (found.item, found.field, found.tier, found.placement) == (
        "group:SEN",
        "name",
        Tier.bookmark,
        PlacementState.placed,
    )


def test_the_last_recorded_placement_counts_not_the_last_edition():
    plan, group = Placement(comment="K1", edition="plan@9", item="plan"), Placement(comment="K1", item="group:SEN")

    assert points([SEN, a_comment()], [plan], [group])["K1"].item == "group:SEN"
    assert points([SEN, a_comment()], [group], [plan])["K1"].item == "plan"


def test_a_comment_whose_item_was_dropped_is_an_orphan_that_remembers_its_item():
    content = a_content([SEN, a_comment(), Placement(comment="K1", item="group:SEN")])

    [found] = register(content.after([Drop("group", ("SEN",))]))

    assert (found.item, found.placement) == ("group:SEN", PlacementState.orphaned)


def test_a_comment_nobody_placed_is_an_orphan():
    assert points([a_comment()])["K1"].placement is PlacementState.orphaned


def test_replies_share_the_place_of_their_thread():
    found = points([SEN, a_comment(), Placement(comment="K1", item="group:SEN")], [a_comment("K2", to="K1")])

    assert (found["K2"].item, found["K2"].parent, found["K2"].thread) == ("group:SEN", "K1", "K1")


def test_a_reply_to_a_submission_stands_where_the_submission_does():
    found = points([SEN, a_submission(item="group:SEN")], [a_comment("K1", to="P1")])

    assert (found["K1"].item, found["K1"].placement) == ("group:SEN", PlacementState.placed)


def test_a_submission_that_names_no_item_is_about_the_whole_plan():
    found = points([a_submission()])["P1"]

    assert (found.item, found.placement, found.tier) == ("plan", PlacementState.placed, Tier.none)


def test_a_submission_about_an_item_that_does_not_exist_is_an_orphan():
    assert points([a_submission(item="measure:9.9")])["P1"].placement is PlacementState.orphaned


def test_a_submission_is_late_after_the_last_day_of_the_last_round():
    rounds = [
        Consultation(number=n, opens=opens, hearing=opens, until=until)
        for n, (opens, until) in enumerate([("2014-10-01", "2014-10-31"), ("2014-11-01", "2014-11-30")], 1)
    ]
    days = {"P1": "2014-10-31", "P2": "2014-11-30", "P3": "2014-12-01"}

    found = points(rounds, [a_submission(key, received=day) for key, day in days.items()])

    assert [found[key].late for key in days] == [False, False, True]


def test_nothing_is_late_where_no_round_was_opened():
    assert points([a_submission(received="2020-01-01")])["P1"].late is False


def test_settling_the_root_resolves_its_whole_thread():
    found = points([a_comment(), a_comment("K2", to="K1"), a_comment("K3")], [Settlement(id="K1", decision="noted")])

    assert {id: point.resolved for id, point in found.items()} == {"K1": True, "K2": True, "K3": False}


def test_settling_a_submission_resolves_the_replies_to_it():
    found = points([a_submission(), a_comment("K1", to="P1")], [Settlement(id="P1", decision="accepted")])

    assert {id: point.resolved for id, point in found.items()} == {"P1": True, "K1": True}


def test_a_comment_somebody_marked_resolved_in_word_is_resolved_without_a_decision():
    found = points([a_comment(resolved=True)])["K1"]

    assert (found.resolved, found.settlement) == (True, None)


def test_points_stand_in_the_order_they_were_recorded():
    assert list(
        points([a_submission("P1")], [a_comment("K2")], [a_submission("P0"), a_comment("K10"), a_comment("K9")])
    ) == [
        "P1",
        "K2",
        "P0",
        "K9",
        "K10",
    ]


def test_a_thread_begins_with_its_root_wherever_the_replies_were_recorded():
    content = a_content([a_comment("K2", to="K1")], [a_comment("K1")], [a_comment("K3", to="K1"), a_comment("K4")])

    found = threads(register(content))

    assert {thread: [point.id for point in group] for thread, group in found.items()} == {
        "K1": ["K1", "K2", "K3"],
        "K4": ["K4"],
    }
