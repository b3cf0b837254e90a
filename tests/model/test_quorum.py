"""The towns' own rule, counted against a slow count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.approval import CouncilApproval
from lifecycle.model.edition import Edition
from lifecycle.model.quorum import Rule, plan_edition, seat_of, tally
from lifecycle.model.territory import Municipality
from tests.model.kinds import a_content

NOW, OLD = "a" * 64, "b" * 64
STATES = ["to_send", "sent", "approved", "conditional", "noted", "refused", "returned", "not_adopted", "lapsed"]


def a_rule(**more: object) -> Rule:
    shipped = {
        "municipalities_percent": 50,
        "people_percent": 50,
        "obligatory": ("seat",),
        "counts": ("approves", "approves_with_condition"),
        "bodies": ("council",),
    }
    return Rule.of(shipped | more)


def an_edition(number: int = 1, content: str = NOW, name: str = "plan") -> Edition:
    return Edition(
        name=name, number=number, label="approval", stage="approval", issued_on="2015-01-01", file="f", code="k",
        sha256=NOW, blocks=NOW, content_sha256=content, renderer="r", template=NOW,
    )  # fmt: skip


def a_town(place: int, people: int | None = 100, *, seat: bool = False) -> Municipality:
    return Municipality(
        code=f"{100_000 + place}", name=f"Obec {place}", population=people, seat="yes" if seat else None
    )


def an_approval(place: int, state: str = "approved", content: str = NOW) -> CouncilApproval:
    return CouncilApproval(code=f"{100_000 + place}", state=state, content_sha256=content)


TOWN = st.tuples(st.none() | st.integers(0, 9000), st.sampled_from(STATES), st.booleans(), st.booleans())
"""People, state, whether the newest text was approved, whether it is the seat."""


@given(
    towns=st.lists(TOWN, min_size=1, max_size=25),
    town_percent=st.integers(0, 99),
    people_percent=st.integers(0, 99),
    conditions=st.booleans(),
)
def test_the_tally_is_what_a_clerk_counts_by_hand(towns, town_percent: int, people_percent: int, conditions: bool):
    things = [a_town(n, people, seat=seat) for n, (people, _, _, seat) in enumerate(towns)]
    rows = [an_approval(n, state, NOW if newest else OLD) for n, (_, state, newest, _) in enumerate(towns)]
    counts = ("approves", "approves_with_condition") if conditions else ("approves",)
    rule = a_rule(municipalities_percent=town_percent, people_percent=people_percent, counts=counts)

    found = tally(a_content([*things, *rows, an_edition()]), rule)

    yes = [
        n
        for n, (_, state, newest, _) in enumerate(towns)
        if newest and (state == "approved" or (conditions and state == "conditional"))
    ]
    seats = [n for n, (_, _, _, seat) in enumerate(towns) if seat]
    biggest = max(range(len(towns)), key=lambda n: (towns[n][0] or 0, -n))
    seat = seats[0] if seats else biggest
    of_all = sum(people or 0 for people, _, _, _ in towns)
    of_yes = sum(towns[n][0] or 0 for n in yes)
    enough_towns = any(
        len(yes) > fewer and 100 * fewer >= town_percent * len(towns) for fewer in range(len(towns))
    ) or (100 * len(yes) > town_percent * len(towns))
    enough_people = of_all == of_yes or of_yes * 100 > people_percent * of_all
    assert [town.code for town in found.approving] == [f"{100_000 + n}" for n in yes]
    assert (found.people, found.people_approving, found.towns) == (of_all, of_yes, len(towns))
    assert found.enough_towns is (100 * len(yes) > town_percent * len(towns))
    assert enough_towns is found.enough_towns
    assert found.enough_people is enough_people
    assert found.reached is (found.enough_towns and enough_people and seat in yes)
    assert [town.code for town in found.waiting] == [
        f"{100_000 + n}" for n, (_, state, _, _) in enumerate(towns) if state in ("to_send", "sent", "lapsed")
    ]


@pytest.mark.parametrize(("towns", "needed"), [(1, 1), (2, 2), (3, 2), (23, 12), (24, 13)])
def test_more_than_half_of_the_towns(towns: int, needed: int):
    content = a_content([a_town(n) for n in range(towns)])

    assert tally(content, a_rule()).needed == needed


@pytest.mark.parametrize("towns", [1, 3, 23, 250])
def test_a_hundred_percent_means_all(towns: int):
    rule = a_rule(municipalities_percent=100, people_percent=100)
    everything = [one for n in range(towns) for one in (a_town(n), an_approval(n))]

    assert tally(a_content([*everything, an_edition()]), rule).reached
    assert not tally(a_content([*everything, an_edition(), an_approval(0, "sent")]), rule).enough_towns


def test_where_nobody_knows_how_many_people_there_are_towns_decide():
    content = a_content([a_town(0, None, seat=True), a_town(1, None), an_approval(0), an_approval(1), an_edition()])

    found = tally(content, a_rule())

    assert (found.reached, found.unknown_people) == (True, True)


def test_a_town_that_said_nothing_yet_is_waited_for():
    assert [town.name for town in tally(a_content([a_town(0)]), a_rule()).waiting] == ["Obec 0"]


def test_a_rule_may_name_other_towns_that_must_approve():
    content = a_content([a_town(0, 900, seat=True), a_town(1), an_approval(0), an_edition()])
    rule = a_rule(obligatory=("100001",), municipalities_percent=0)

    assert [town.code for town in tally(content, rule).missing_obligatory] == ["100001"]


def test_without_an_edition_nobody_has_approved_anything():
    assert tally(a_content([a_town(0), an_approval(0)]), a_rule()).approving == ()


def test_the_newest_edition_is_that_of_the_highest_number_whatever_else_was_issued():
    content = a_content([an_edition(10), an_edition(9), an_edition(11, name="packet")])

    assert plan_edition(content) == an_edition(10)


def test_without_a_mark_the_biggest_town_is_the_seat():
    assert seat_of(a_content([a_town(0, 5), a_town(1, 7), a_town(2, None)])) == a_town(1, 7)


def test_the_marked_town_is_the_seat_however_small():
    assert seat_of(a_content([a_town(0, 5, seat=True), a_town(1, 7)])) == a_town(0, 5, seat=True)


def test_a_plan_without_towns_has_no_seat():
    assert seat_of(a_content()) is None
