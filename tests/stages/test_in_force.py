"""In force: progress of the year before is recorded for every measure that ran."""

from lifecycle.model.strategy import Progress
from tests.stages.builders import Story, a_measure, a_plan, warned, why


def in_2016(*progress: Progress) -> Story:
    measures = [a_measure("1.1"), a_measure("1.2", starts="2016-01-01")]
    return a_plan(state="in_force").on("2016-02-01").with_(*measures).with_(*progress)


def unrecorded(plan: Story) -> list[str]:
    return [refusal.facts["code"] for refusal in warned(plan, "progress_is_recorded")]


def test_a_measure_that_ran_last_year_without_a_word_on_its_progress_is_pointed_out():
    assert unrecorded(in_2016()) == ["1.1"]


def test_progress_of_an_activity_speaks_for_its_measure():
    assert unrecorded(in_2016(Progress(code="1.1.1", on="2015-01-01", state="running"))) == []


def test_progress_of_the_year_before_last_is_too_old():
    assert unrecorded(in_2016(Progress(code="1.1", on="2014-12-31", state="running"))) == ["1.1"]


def test_nothing_is_asked_before_the_plan_is_in_force():
    assert unrecorded(in_2016().in_("approval")) == []


def test_a_plan_in_force_may_expire_without_progress():
    assert why(in_2016(), "expire") == []
