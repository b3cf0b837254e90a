"""Invitations: those invited know the meeting as long as nobody writes it after the newest invitation left."""

from lifecycle.model.invitation import invitations, outdated
from tests.stages.builders import Story, a_plan
from tests.stages.test_papers import a_meeting, invited

MEETING = a_meeting("RS-2", "2014-06-20")


def a_call() -> Story:
    """A meeting in three weeks, and an invitation to it."""
    return a_plan().with_(MEETING).with_(invited("2014-06-02"))


def test_invitations_are_those_to_the_meeting_in_their_order():
    editions = (invited("2014-06-04", number=3), invited("2014-06-03", number=2), invited("2014-06-03", "RS-1", 4))

    found = invitations(a_call().with_(*editions).content, MEETING)

    assert [one.number for one in found] == [1, 2, 3]


def test_an_invitation_holds_while_nobody_writes_the_meeting():
    assert outdated(a_call().with_(a_meeting("RS-1", "2014-06-21")).content, MEETING) is None


def test_the_newest_invitation_is_the_one_that_no_longer_holds():
    plan = a_call().with_(invited("2014-06-03", number=2)).with_(MEETING)

    found = outdated(plan.content, MEETING)

    assert found
    assert found.number == 2


def test_a_meeting_nobody_was_invited_to_may_be_written_as_often_as_one_likes():
    assert outdated(a_plan().with_(MEETING).with_(MEETING).content, MEETING) is None


def test_nothing_is_asked_of_a_meeting_of_today():
    assert outdated(a_call().with_(MEETING).on("2014-06-20").content, MEETING) is None
