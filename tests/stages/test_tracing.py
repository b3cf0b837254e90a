"""The table of the trace: codes from evidence to resolutions, a line for each priority and measure."""

from lifecycle.model.comment import Comment, Placement
from lifecycle.model.strategy import Activity, Indicator, Progress
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    a_settlement,
    a_submission,
    an_evaluation,
    printed,
    rows,
    section,
    tables,
)


def a_strategy(**measure: object) -> Story:
    return a_plan().with_(a_finding("F1"), a_priority("1"), a_measure("1.1", **measure))


def line(plan: Story, code: str = "1.1") -> list[str]:
    [table] = tables(section(plan.content, "trace"))
    return next(row for row in rows(table) if row[0] == code)


def test_a_measure_stands_with_its_evidence_activities_comments_and_progress():
    plan = a_strategy(evidence=("F1", "SEN-W0"), carried_from="3.2").groups("SEN").swot("SEN", 1)
    plan = plan.with_(
        an_evaluation("3.2"),
        Activity(code="1.1.1", title="Nákup vozu"),
        Activity(code="1.1.2", title="Provoz"),
        Indicator(code="1.1.2", name="Klienti", unit="osob", target="9", year=2015),
        Progress(code="1.1", on="2015-06-30", state="running"),
        a_submission("P-1", item="activity:1.1.1"),
        a_submission("P-2", item="measure:1.1"),
        a_settlement("P-2", "rejected", reason="Nejsou peníze."),
    )

    assert line(plan) == [
        "1.1", "F1", "SEN-W0", "1.1.1, 1.1.2", "P-2 nepřijato\nP-1 nevypořádáno", "–", "1", "probíhá\nz 3.2",
    ]  # fmt: skip


def test_councils_are_counted_once_they_are_asked():
    plan = a_strategy().of("Dačice", "Slavonice").in_("approval").issued("approval")

    counts = [line(one)[5] for one in (plan, plan.approved_by("Slavonice"))]

    assert counts == ["–", "1 z 2"]


def test_a_measure_without_evidence_is_told_so_in_words():
    assert line(a_strategy(evidence=()))[1] == "chybí"


def test_every_item_the_measure_and_its_activities_carry_on_is_named():
    plan = a_strategy(carried_from="3.2").with_(
        an_evaluation("3.2", new_code="1.1"),
        an_evaluation("3.3", new_code="1.1"),
        an_evaluation("3.4", new_code="1.1.1"),
        an_evaluation("3.5", new_code="1"),
        an_evaluation("3.6", carry="drop", new_code="1.1"),
        Activity(code="1.1.1", title="Nákup vozu"),
    )

    assert (line(plan)[-1], line(plan, "1")[-1]) == ("z 3.2, 3.3 a 3.4", "z 3.5")


def test_internal_comments_stay_in_the_office():
    secret = Comment(id="K1", thread="K1", author="Úřad", date="2014-10-20", text="Jen pro nás.", internal=True)
    plan = a_strategy().with_(secret, Placement(comment="K1", item="measure:1.1"))

    assert line(plan)[4] == "–"


def test_evidence_from_which_nothing_follows_is_named_below():
    assert "F2" in printed(a_strategy().with_(a_finding("F2")), "trace").splitlines()[-1]


def test_without_a_measure_there_is_no_chapter():
    assert list(section(a_plan().with_(a_finding("F1"), a_priority("1")).content, "trace")) == []
