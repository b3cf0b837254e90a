"""Monitoring: lights by record and term, money and indicators against the plan, the unknown told, needs met since."""

from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Chart
from lifecycle.model.follow_up import Light
from lifecycle.model.plan import Stay
from lifecycle.model.strategy import Activity, Indicator, Progress
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    money,
    paragraphs,
    printed,
    rows,
    section,
    tables,
)


def a_followed_plan(*things: object) -> Story:
    """A plan of one measure with one activity that runs from May to September 2015, looked at for 2015."""
    plan = a_plan(state="in_force").with_(
        a_priority("1"),
        a_measure("1.1"),
        Activity(code="1.1.1", title="Nákup vozu", starts="2015-05-01", ends="2015-09-30"),
    )
    return about(plan.with_(*things).on("2016-02-01"), 2015)


def about(plan: Story, year: int) -> Story:
    return Story(replace(plan.content, focus={"year": str(year)}))


def standing(plan: Story) -> dict[str, list[str]]:
    """Code → what the report says of it."""
    found = [one for one in tables(section(plan.content, "monitoring")) if one.fields]
    return {row[0]: row[1:] for one in found for row in rows(one)}


def a_record(state: str, on: str = "2015-08-31", **more: object) -> Progress:
    return Progress.model_validate({"code": "1.1.1", "on": on, "state": state, **more})


@pytest.mark.parametrize(
    ("state", "light"),
    [
        ("fulfilled", "● splněno"),
        ("partly", "◊ splněno částečně"),
        ("unfulfilled", "■ nesplněno"),
        ("cancelled", "× zrušeno"),
    ],
)
def test_a_final_word_is_the_light(state: str, light: str):
    assert standing(a_followed_plan(a_record(state)))["1.1.1"][1] == f"{light}\nke dni 31.\u00a08.\u00a02015"


def test_what_runs_within_its_term_runs():
    plan = a_followed_plan(a_record("running")).on("2015-09-01")

    assert standing(plan)["1.1.1"][1].startswith("► probíhá")


def test_what_runs_past_its_end_is_late():
    assert standing(a_followed_plan(a_record("running")))["1.1.1"][1].startswith("▲ opožděno")


def test_what_is_still_only_planned_after_its_beginning_is_late():
    plan = a_followed_plan(a_record("planned", on="2015-06-01")).on("2015-07-01")

    assert standing(plan)["1.1.1"][1].startswith("▲ opožděno")


def test_whether_something_planned_long_ago_has_begun_since_is_not_guessed():
    plan = a_followed_plan(a_record("planned", on="2015-02-01")).on("2015-07-01")

    assert standing(plan)["1.1.1"][1].startswith("– bez záznamu")


def test_what_is_to_begin_later_has_not_begun():
    assert standing(a_followed_plan().on("2015-02-01"))["1.1.1"][1] == "○ nezahájeno"


def test_without_a_record_nothing_is_guessed():
    assert standing(a_followed_plan())["1.1.1"][1:] == ["– bez záznamu", "–", "–", "–"]


def test_a_measure_without_a_record_of_its_own_points_to_its_activities():
    assert standing(a_followed_plan(a_record("running")))["1.1"][1] == "↓ viz aktivity"


def test_an_activity_without_a_record_points_to_its_measure_that_has_one():
    plan = a_followed_plan(Progress(code="1.1", on="2015-12-01", state="running"))

    assert standing(plan)["1.1.1"][1] == "↑ viz opatření"


def test_a_record_of_a_later_year_is_not_looked_at():
    plan = a_followed_plan(a_record("running"), a_record("fulfilled", on="2016-01-20"))

    assert standing(plan)["1.1.1"][1].startswith("▲ opožděno")


@pytest.mark.parametrize("language", ["cs", "en"])
def test_every_light_has_a_sign_of_its_own_so_that_colour_says_nothing(language: str):
    signs = [light.in_(language).partition(" ")[0] for light in Light]

    assert len(set(signs)) == len(Light)
    assert {len(sign) for sign in signs} == {1}


def test_lights_are_counted_in_a_table_and_in_a_chart_told_in_words():
    plan = a_followed_plan(a_record("fulfilled"), Progress(code="1.1", on="2015-12-01", state="running"))
    blocks = section(plan.content, "monitoring")

    [chart] = [block for block in blocks if isinstance(block, Chart)]

    assert rows(next(tables(blocks))) == [["● splněno", "0", "1"], ["► probíhá", "1", "0"], ["Celkem", "1", "1"]]
    assert chart.alt.endswith("splněno 1 a probíhá 1.")
    assert [series.values for series in chart.series] == [(0, 1), (1, 0)]


def test_money_spent_stands_against_the_money_planned_so_far():
    plan = a_followed_plan(
        money("1.1", year=2014, amount_czk=50_000),
        money("1.1", year=2015, amount_czk=150_000),
        money("1.1", year=2016, amount_czk=999_000),
        Progress(code="1.1", on="2015-12-01", state="running", spent_czk=50_000),
    )

    assert standing(plan)["1.1"][2] == "50\u00a0000\nz 200\u00a0000\n25\u00a0%"


def test_a_measure_that_says_nothing_of_money_spent_what_its_activities_did():
    plan = a_followed_plan(money("1.1.1"), a_record("running", spent_czk=30_000))

    assert standing(plan)["1.1"][2] == "30\u00a0000\nz 120\u00a0000\n25\u00a0%"


def test_a_newer_word_without_a_sum_leaves_the_last_sum_standing():
    plan = a_followed_plan(a_record("running", spent_czk=30_000), a_record("fulfilled", on="2015-10-15"))

    assert standing(plan)["1.1.1"][2] == "30\u00a0000"


def spending(plan: Story) -> list[list[str]]:
    return rows([one for one in tables(section(plan.content, "monitoring")) if one.rows[-1].total][-1])


def test_sums_by_priority_count_a_measure_once():
    plan = a_followed_plan(
        money("1.1"),
        money("1.1.1"),
        Progress(code="1.1", on="2015-12-01", state="running", spent_czk=60_000),
        a_record("fulfilled", spent_czk=60_000),
    )

    assert spending(plan)[-1] == ["Celkem", "120\u00a0000", "60\u00a0000", "50\u00a0%"]


def test_of_a_running_year_money_is_planned_to_its_end_and_spent_to_the_day():
    plan = a_followed_plan(money("1.1")).on("2015-10-05")

    captions = [one.caption.replace("\u00a0", " ") for one in tables(section(plan.content, "monitoring"))]

    assert captions[-1] == "Peníze od začátku plánu: plánované do 31. 12. 2015 a vynaložené ke dni 5. 10. 2015"


def users(target: str, year: int = 2015, name: str = "Klienti") -> Indicator:
    return Indicator(code="1.1", name=name, unit="osob", target=target, year=year)


def reached(*things: object) -> str:
    record = Progress(code="1.1", on="2015-12-01", state="running", value="12")
    return standing(a_followed_plan(record, *things))["1.1"][3]


def test_the_value_stands_against_the_target_of_the_year():
    assert reached(users("16"), users("20", 2016)) == "cíl 16 osob\ndosaženo 12 (75\u00a0%)"


def test_of_two_targets_nobody_guesses_whose_value_it_is():
    assert reached(users("16"), users("4", name="Obce")) == "cíl 16 osob\ncíl 4 osob\ndosaženo 12"


def test_a_target_of_nothing_has_no_share():
    assert reached(users("0")) == "cíl 0 osob\ndosaženo 12"


def test_a_target_without_a_value_says_that_nobody_recorded_it():
    assert standing(a_followed_plan(users("16")))["1.1"][3] == "cíl 16 osob\ndosaženo: bez záznamu"


def test_a_value_of_the_year_before_is_no_value_of_this_year():
    record = Progress(code="1.1", on="2014-12-01", state="running", value="12")

    assert standing(a_followed_plan(record, users("16")))["1.1"][3] == "cíl 16 osob\ndosaženo: bez záznamu"


def test_what_is_late_is_named_with_its_term_and_who_answers_for_it():
    told = printed(a_followed_plan(a_record("running")), "monitoring")

    assert "1.1.1 – Nákup vozu: termín skončil 30.\u00a09.\u00a02015 (město Dačice)" in told


def test_what_should_have_begun_is_named_with_the_day_of_its_beginning():
    told = printed(a_followed_plan(a_record("planned", on="2015-06-01")).on("2015-07-01"), "monitoring")

    assert "1.1.1 – Nákup vozu: mělo začít 1.\u00a05.\u00a02015 (město Dačice)" in told


def test_a_measure_nobody_said_anything_of_in_the_year_is_named():
    told = printed(a_followed_plan(), "monitoring")

    assert "které v něm mělo běžet:\n1.1 – Pečovatelská služba 1.1 (město Dačice)" in told


def test_a_record_of_an_activity_breaks_the_silence_of_its_measure():
    told = printed(a_followed_plan(a_record("running")), "monitoring")

    assert "Každé opatření, které ve sledovaném roce běželo, má záznam." in told


def in_force_from(day: str) -> Story:
    plan = a_plan(state="in_force").on("2016-02-01")
    return about(plan.with_(Stay(entry=plan.content.rev + 1, state="in_force", entered_on=day)), 2016)


def needs(plan: Story) -> list[str]:
    return [row[0] for one in tables(section(plan.content, "needs_collected")) for row in rows(one)]


def test_needs_and_new_phenomena_dated_after_the_plan_came_into_force_are_collected():
    plan = in_force_from("2015-03-01").with_(
        a_finding("N1", "needs", date="2015-02-01"),
        a_finding("N2", "needs", date="2015-04-01"),
        a_finding("J1", "phenomenon", date="2016-01-15"),
        a_finding("D1", "demography", date="2016-01-15"),
    )

    assert needs(plan) == ["J1", "N2"]


def test_an_undated_need_counts_by_when_it_was_recorded():
    before = a_plan(state="approval").with_(a_finding("N1", "needs"))
    plan = before.with_(Stay(entry=before.content.rev + 1, state="in_force", entered_on="2015-03-01"))

    assert needs(plan.with_(a_finding("N2", "needs"))) == ["N2"]


def test_a_need_of_a_later_year_waits_for_its_own_report():
    plan = in_force_from("2015-03-01").with_(a_finding("N1", "needs", date="2017-01-15"))

    assert needs(plan) == []


def test_a_need_says_which_measure_answers_it_or_that_none_does():
    plan = in_force_from("2015-03-01").with_(
        a_finding("N1", "needs", date="2015-04-01"),
        a_finding("N2", "needs", date="2015-05-01"),
        a_measure("1.1", evidence=("N1",)),
    )

    [table] = tables(section(plan.content, "needs_collected"))

    assert [row[-1] for row in rows(table)] == ["1.1 – Pečovatelská služba 1.1", "zatím žádná; podnět pro příští plán"]


def test_a_plan_that_is_not_in_force_has_collected_nothing():
    plan = about(a_plan().with_(a_finding("N1", "needs", date="2016-01-01")), 2016)

    assert section(plan.content, "needs_collected") == []


def test_a_plan_without_measures_has_nothing_to_monitor():
    assert section(a_plan().content, "monitoring") == []


@pytest.mark.parametrize("name", ["action_plan", "monitoring", "needs_collected"])
def test_what_clerks_write_never_begins_a_paragraph_like_a_cards_heading(name: str):
    text = "Opatření 1.1 – jak se daří"
    plan = in_force_from("2015-03-01").with_(
        a_priority("1", title=text),
        a_measure("1.1", title=text, responsible=text, ends="2015-12-31"),
        a_measure("1.2", title=text, responsible=text),
        Progress(code="1.1", on="2015-12-01", state="running", note=text),
        Progress(code="1.2", on="2015-12-01", state="unfulfilled", note=text),
        a_finding("N1", "needs", date="2015-04-01", title=text, text=text, source=text, target_group=text),
    )

    lines = list(paragraphs(section(plan.content, name)))

    assert [line for line in lines if line.startswith("Opatření 1.1")] == []
    assert [line for line in lines if "Opatření 1.1" in line] != []


@pytest.mark.parametrize(
    ("name", "words"),
    [("action_plan", "Going on as planned"), ("monitoring", "► running"), ("needs_collected", "none yet")],
)
def test_a_plan_in_english_is_told_in_english(name: str, words: str):
    plan = a_plan("en", state="in_force").on("2016-02-01")
    plan = plan.with_(Stay(entry=plan.content.rev + 1, state="in_force", entered_on="2015-03-01")).with_(
        a_priority("1"),
        a_measure("1.1"),
        money("1.1", year=2016),
        Progress(code="1.1", on="2015-12-01", state="running", spent_czk=10, value="1"),
        a_finding("N1", "needs", date="2015-04-01"),
    )

    assert words in printed(about(plan, 2016), name)
