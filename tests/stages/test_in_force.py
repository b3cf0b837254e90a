"""In force: progress and action plans are asked for; the action plan says what a year brings and what comes along."""

from dataclasses import replace

import pytest

from lifecycle.documents.blocks import items_of
from lifecycle.model.edition import Edition
from lifecycle.model.strategy import Activity, Indicator, Progress
from tests.stages.builders import (
    HASH,
    Story,
    a_measure,
    a_plan,
    a_priority,
    money,
    printed,
    rows,
    section,
    tables,
    warned,
    why,
)


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


def an_action_plan(about: str) -> Edition:
    return Edition(
        name="action_plan",
        number=1,
        label="final",
        stage="in_force",
        about=about,
        issued_on="2016-01-15",
        file="akcni_plan.docx",
        sha256=HASH,
        blocks=HASH,
        content_sha256=HASH,
        code="kód",
        renderer="zkouška",
        template=HASH,
    )


def unplanned(plan: Story) -> list[str]:
    return [refusal.facts["year"] for refusal in warned(plan, "action_plan_is_issued")]


def test_a_year_in_force_without_its_action_plan_is_pointed_out():
    assert unplanned(in_2016().with_(an_action_plan("2015"))) == ["2016"]


def test_the_action_plan_of_the_year_is_enough():
    assert unplanned(in_2016().with_(an_action_plan("2016"))) == []


def test_no_action_plan_is_asked_for_after_the_years_of_the_plan():
    assert unplanned(in_2016().on("2018-01-05")) == []


def test_no_action_plan_is_asked_for_before_the_plan_is_in_force():
    assert unplanned(in_2016().in_("approval")) == []


def about(plan: Story, year: int) -> Story:
    return Story(replace(plan.content, focus={"year": str(year)}))


def a_plan_of_care() -> Story:
    """Two measures; the first has an activity a year, the second begins in 2016 and has none."""
    return a_plan(state="in_force").with_(
        a_priority("1"),
        a_measure("1.1"),
        Activity(code="1.1.1", title="Nákup vozu", responsible="Charita", starts="2015-03-01", ends="2015-10-31"),
        Activity(code="1.1.2", title="Školení", starts="2016-02-01", ends="2016-06-30"),
        a_measure("1.2", starts="2016-05-01", ends="2017-12-31"),
    )


def tasks(plan: Story) -> list[list[str]]:
    return rows(next(tables(section(plan.content, "action_plan"))))


def test_the_year_has_the_measures_and_activities_whose_term_meets_it():
    plan = a_plan_of_care()

    assert [row[0] for row in tasks(about(plan, 2015))] == ["1.1", "1.1.1"]
    assert [row[0] for row in tasks(about(plan, 2016))] == ["1.1", "1.1.2", "1.2"]


def test_a_task_says_who_answers_for_it_and_its_term_within_the_year():
    measure, activity, _ = tasks(about(a_plan_of_care(), 2016))

    assert measure[2:4] == ["město Dačice", "celý rok"]
    assert activity[2:4] == ["město Dačice", "1.\u00a02.\u00a02016 – 30.\u00a06.\u00a02016"]


def test_a_measure_whose_activities_rest_in_the_year_is_named_apart():
    told = printed(about(a_plan_of_care(), 2017), "action_plan")

    assert "V roce 2017 se podle plánu nic neděje v těchto opatřeních:\n1.1 – Pečovatelská služba 1.1" in told


def test_every_task_is_an_item_comments_can_stand_at():
    blocks = section(about(a_plan_of_care(), 2016).content, "action_plan")

    assert list(items_of(blocks)) == ["priority:1", "measure:1.1", "activity:1.1.2", "measure:1.2"]


def sums(plan: Story) -> list[list[list[str]]]:
    """The tables of money by source and by priority."""
    return [rows(one) for one in tables(section(plan.content, "action_plan")) if one.rows[-1].total]


def test_money_of_the_year_is_told_by_source_and_no_crown_is_counted_twice():
    plan = a_plan_of_care().with_(
        money("1.1", year=2016, amount_czk=300_000),
        money("1.1.2", year=2016, amount_czk=300_000),
        money("1.2", year=2016, source="region", amount_czk=50_000),
        money("1.2", year=2017, source="region", amount_czk=70_000),
    )

    by_source, by_priority = sums(about(plan, 2016))

    assert by_source == [
        ["obec", "300\u00a0000", "86\u00a0%"],
        ["kraj", "50\u00a0000", "14\u00a0%"],
        ["Celkem", "350\u00a0000", "100\u00a0%"],
    ]
    assert by_priority[0] == ["1 – Udržení služeb 1", "350\u00a0000", "100\u00a0%"]


def test_a_measure_that_only_costs_money_in_the_year_is_in_the_plan_of_the_year():
    plan = a_plan_of_care().with_(money("1.1", year=2017))

    assert [row[0] for row in tasks(about(plan, 2017))] == ["1.1", "1.2"]


def test_targets_of_the_year_are_expected_and_those_of_other_years_are_not():
    plan = a_plan_of_care().with_(
        Indicator(code="1.1", name="Klienti", unit="osob", baseline="8", target="10", year=2016),
        Indicator(code="1.1", name="Klienti", unit="osob", target="12", year=2017),
    )

    [table] = [one for one in tables(section(about(plan, 2016).content, "action_plan")) if "dosáhnout" in one.caption]

    assert rows(table) == [["1.1", "Klienti", "8", "10 osob"]]


def along(plan: Story) -> list[list[str]]:
    found = [one for one in tables(section(plan.content, "action_plan")) if "přechází" in one.caption]
    return [row for one in found for row in rows(one)]


def test_what_was_not_finished_before_the_year_comes_along():
    plan = a_plan_of_care().with_(
        Progress(code="1.1.1", on="2015-06-30", state="running"),
        Progress(code="1.1.1", on="2015-12-15", state="unfulfilled", note="Dotace nepřišla."),
    )

    assert along(about(plan.on("2016-01-10"), 2016)) == [["1.1.1", "Nákup vozu", "■ nesplněno", "Dotace nepřišla."]]


def test_what_runs_past_its_end_comes_along_too():
    plan = a_plan_of_care().with_(Progress(code="1.1.1", on="2015-09-30", state="running")).on("2016-01-10")

    assert [row[2] for row in along(about(plan, 2016))] == ["▲ opožděno"]


def test_what_runs_within_its_term_only_goes_on():
    plan = a_plan_of_care().with_(Progress(code="1.1", on="2015-11-30", state="running")).on("2016-01-10")

    told = printed(about(plan, 2016), "action_plan")

    assert along(about(plan, 2016)) == []
    assert "Podle plánu pokračuje: 1.1." in told


def test_progress_of_the_year_itself_changes_nothing_in_what_came_into_it():
    plan = a_plan_of_care().with_(Progress(code="1.1.2", on="2016-03-01", state="unfulfilled")).on("2016-04-01")

    assert along(about(plan, 2016)) == []


def test_what_was_cancelled_before_the_year_is_no_task_of_it():
    plan = a_plan_of_care().with_(Progress(code="1.2", on="2015-12-01", state="cancelled")).on("2016-01-10")

    told = printed(about(plan, 2016), "action_plan")

    assert [row[0] for row in tasks(about(plan, 2016))] == ["1.1", "1.1.2"]
    assert "Před rokem 2016 bylo zrušeno:\n1.2 – Pečovatelská služba 1.2" in told


def resting(plan: Story) -> list[str]:
    """What the action plan names among the measures with nothing to do."""
    told = printed(plan, "action_plan").splitlines()
    head = "V roce 2017 se podle plánu nic neděje v těchto opatřeních:"
    return told[told.index(head) + 1 :] if head in told else []


@pytest.mark.parametrize("state", ["running", "unfulfilled", "partly"])
def test_a_measure_that_comes_along_is_not_among_those_with_nothing_to_do(state: str):
    record = Progress(code="1.1.2", on="2016-06-20", state=state)
    plan = a_plan_of_care().with_(record).on("2017-01-10")

    assert along(about(plan, 2017)) != []
    assert resting(about(plan, 2017)) == []


def test_a_measure_whose_work_is_done_rests():
    plan = a_plan_of_care().with_(Progress(code="1.1", on="2016-12-20", state="fulfilled")).on("2017-01-10")

    assert resting(about(plan, 2017))[:1] == ["1.1 – Pečovatelská služba 1.1"]


LEAD = "Plán, ze kterého tento dokument vychází, dosud není schválen."


@pytest.mark.parametrize("name", ["action_plan", "monitoring"])
def test_papers_of_a_plan_that_is_not_approved_say_so_at_their_beginning(name: str):
    plan = about(a_plan_of_care().on("2016-02-01"), 2016)

    assert [printed(one, name).startswith(LEAD) for one in (plan.in_("approval"), plan)] == [True, False]


def test_a_plan_without_measures_has_no_action_plan():
    assert section(a_plan().content, "action_plan") == []
