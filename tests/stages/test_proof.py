"""Proof of settlement: what was accepted changed the text, and what changed was asked for."""

import datetime as dt

from lifecycle.model.comment import Comment, Placement, Tier
from lifecycle.model.consultation import Settlement
from lifecycle.model.content import Content
from lifecycle.model.history import Drop, Put
from lifecycle.model.people import Decision, Meeting
from lifecycle.model.plan import Consultation
from lifecycle.model.strategy import Measure, Priority
from lifecycle.stages.proof import accepted_points_changed_the_text, changes_have_a_cause
from tests.stages.builders import Story, a_plan


def measure(code: str, description: str) -> Measure:
    day = dt.date(2015, 1, 1)
    return Measure(
        code=code,
        title=f"Opatření {code}",
        description=description,
        kind="new",
        responsible="Město",
        starts=day,
        ends=day,
    )


def consulted() -> Story:
    """A plan with two measures whose draft plan@1 is under consultation."""
    story = a_plan().of("Dačice").in_("consultation").with_(Priority(code="1", title="Pomoc"))
    story = story.with_(measure("1.1", "Denně."), measure("1.2", "Víkend.")).issued("consultation")
    days = [dt.date(2014, 6, day) for day in (2, 16, 30)]
    return story.with_(Consultation(number=1, edition="plan@1", opens=days[0], hearing=days[1], until=days[2]))


def accepted(story: Story, *, change: str | None = None) -> Story:
    """A point made on plan@1 at measure 1.1, accepted."""
    point = Comment(
        id="K1",
        thread="K1",
        author="Dačice",
        personal=False,
        date="2014-06-03",
        text="Doplňte.",
        source_edition="plan@1",
    )
    story = story.with_(point, Placement(comment="K1", item="measure:1.1", tier=Tier.control))
    return story.with_(Settlement(id="K1", decision="accepted", change=change))


def looking_back(story: Story, then: Story) -> Content:
    """The content that knows how the plan stood when plan@1 was issued."""
    from dataclasses import replace

    return replace(story.content, earlier=lambda name: then.content if name == "plan@1" else None)


def test_an_accepted_point_whose_item_did_not_change_is_named():
    found = accepted_points_changed_the_text(accepted(consulted()).content)

    assert [(one.code, one.facts["id"], one.facts["item"]) for one in found] == [
        ("proof.unchanged", "K1", "measure:1.1"),
    ]  # fmt: skip


def test_an_accepted_point_whose_item_changed_is_proved():
    story = accepted(consulted()).with_(measure("1.1", "Denně i v neděli."))

    assert accepted_points_changed_the_text(story.content) == []


def test_a_change_elsewhere_proves_nothing_unless_the_settlement_names_it():
    story = consulted()
    silent = accepted(story).with_(measure("1.2", "Dva víkendy."))
    named = accepted(story, change="measure:1.2").with_(measure("1.2", "Dva víkendy."))

    assert [len(accepted_points_changed_the_text(one.content)) for one in (silent, named)] == [1, 0]


def test_a_change_of_a_voted_field_that_nobody_asked_for_is_named_with_its_field():
    then = consulted()

    found = changes_have_a_cause(looking_back(then.with_(measure("1.2", "Dva víkendy.")), then))

    assert [(one.code, one.facts["item"], one.facts["field"]) for one in found] == [
        ("proof.no_cause", "measure:1.2", "popis"),
    ]  # fmt: skip


def test_a_change_an_accepted_point_asks_for_has_its_cause():
    then = consulted()
    now = accepted(then).with_(measure("1.1", "Denně i v neděli."))

    assert changes_have_a_cause(looking_back(now, then)) == []


def test_before_any_consultation_every_change_is_free():
    assert changes_have_a_cause(a_plan().of("Dačice").with_(Priority(code="1", title="Pomoc")).content) == []


def swapped(*, said: str = "Denně.") -> tuple[Measure, Measure]:
    """The two measures under each other's code; the one that was 1.1 says `said`."""
    one, other = measure("1.1", said), measure("1.2", "Víkend.")
    return one.replaced(code="1.2"), other.replaced(code="1.1")


def test_a_measure_that_only_bears_another_code_was_not_changed():
    before = consulted()

    assert changes_have_a_cause(looking_back(before.with_(*swapped()), before)) == []


def test_a_measure_that_bears_another_code_and_reads_otherwise_is_named_by_its_code_of_today():
    before = consulted()

    found = changes_have_a_cause(looking_back(before.with_(*swapped(said="Denně i v noci.")), before))
    assert [(one.facts["item"], one.facts["field"]) for one in found] == [("measure:1.2", "popis")]


def test_a_meeting_speaks_of_a_measure_whatever_code_it_bears_later():
    before = consulted()
    meeting = Meeting(key="RS-1", group="RS", kind="meeting", date=dt.date(2014, 7, 1))
    decided = before.with_(meeting, Decision(meeting="RS-1", subject="measure:1.1", verb="returns"))

    after = decided.with_(*swapped(said="Denně i v noci."))
    assert changes_have_a_cause(looking_back(after, before)) == []


def test_a_measure_whose_code_another_one_has_now_is_told_as_gone():
    before = consulted()

    after = before.changed(Drop("measure", ("1.1",)), Put(measure("1.2", "Víkend.").replaced(code="1.1")))
    gone = after.changed(Drop("measure", ("1.2",)))
    assert [one.facts["item"] for one in changes_have_a_cause(looking_back(gone, before))] == ["measure:1.1"]
