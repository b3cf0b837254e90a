"""What a council's approval amounts to, told as stories of packets, resolutions and new editions."""

from lifecycle.actions.councils import follow
from lifecycle.model.content import Content
from lifecycle.model.history import Drop, Put
from tests.actions.towns import (
    CODES,
    a_packet,
    a_resolution,
    after,
    an_edition,
    council_workflow,
    row,
    three_towns,
)


def followed(content: Content) -> Content:
    """The content with the councils' rows it amounts to."""
    return after(content, *follow(content, council_workflow(), asked=True))


def test_before_anything_is_sent_every_town_waits_for_its_packet():
    plan = followed(three_towns())

    assert {name: row(plan, name).state for name in CODES} == dict.fromkeys(CODES, "to_send")


def test_a_packet_makes_a_town_sent():
    plan = followed(after(three_towns(), Put(a_packet(1, "Dačice", of=1, text="first", on="2015-01-10"))))

    assert row(plan, "Dačice").state == "sent"


def test_an_approval_is_of_the_edition_in_the_towns_last_packet():
    plan = after(three_towns(), Put(a_packet(1, "Dačice", of=1, text="first", on="2015-01-10")))
    plan = followed(after(plan, Put(a_resolution("Dačice", "approves", on="2015-01-28"))))

    assert (row(plan, "Dačice").state, row(plan, "Dačice").edition) == ("approved", "plan@1")


def test_a_packet_sent_after_the_session_is_not_what_the_council_voted_on():
    plan = after(three_towns(), Put(a_packet(1, "Dačice", of=1, text="first", on="2015-01-10")))
    plan = after(plan, Put(an_edition(2, text="first", on="2015-02-10")))
    plan = after(plan, Put(a_packet(2, "Dačice", of=2, text="first", on="2015-02-10")))
    plan = followed(after(plan, Put(a_resolution("Dačice", "approves", on="2015-01-28"))))

    assert row(plan, "Dačice").edition == "plan@1"


def test_the_last_resolution_by_its_day_counts_whatever_the_order_of_recording():
    plan = after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-03-01", number="9/2015")))
    plan = followed(after(plan, Put(a_resolution("Dačice", "returns", on="2015-01-28", number="2/2015"))))

    assert (row(plan, "Dačice").state, row(plan, "Dačice").number) == ("approved", "9/2015")


def test_a_resolution_of_the_board_moves_nothing():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28", body="board"))))

    assert row(plan, "Dačice").state == "to_send"


def test_an_approval_lapses_when_a_new_edition_says_something_else():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))
    plan = followed(after(plan, Put(an_edition(2, text="second", on="2015-02-10"))))

    assert row(plan, "Dačice").state == "lapsed"


def test_an_approval_is_carried_when_a_new_edition_says_the_same():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))
    plan = followed(after(plan, Put(an_edition(2, text="first", on="2015-02-10"))))

    assert (row(plan, "Dačice").state, row(plan, "Dačice").carried) == ("approved", True)


def test_the_final_edition_carries_nobody_because_nobody_was_asked_again():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))
    plan = followed(after(plan, Put(an_edition(2, text="first", label="final", on="2015-03-10"))))

    assert (row(plan, "Dačice").state, row(plan, "Dačice").carried) == ("approved", False)


def test_a_voided_approval_lapses_and_a_new_resolution_revives_it():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))
    plan = after(plan, Put(row(plan, "Dačice").replaced(voided_by=plan.rev + 1)))
    lapsed = followed(plan)
    revived = followed(after(lapsed, Put(a_resolution("Dačice", "approves", on="2015-03-20", number="5/2015"))))

    assert (row(lapsed, "Dačice").state, row(revived, "Dačice").state) == ("lapsed", "approved")


def test_a_refusal_of_one_town_destroys_no_approval_of_another():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))
    plan = followed(after(plan, Put(a_resolution("Studená", "refuses", on="2015-02-01"))))

    assert (row(plan, "Dačice").state, row(plan, "Studená").state) == ("approved", "refused")


def test_a_town_that_left_the_territory_is_kept_and_takes_no_part():
    plan = followed(after(three_towns(), Put(a_resolution("Studená", "approves", on="2015-01-28"))))
    plan = followed(after(plan, Drop("municipality", (CODES["Studená"],))))

    assert row(plan, "Studená").state == "not_taking_part"


def test_following_twice_changes_nothing():
    plan = followed(after(three_towns(), Put(a_resolution("Dačice", "approves", on="2015-01-28"))))

    assert follow(plan, council_workflow(), asked=True) == []


def test_nobody_is_asked_before_the_stage_of_approval():
    assert follow(three_towns(), council_workflow(), asked=False) == []
