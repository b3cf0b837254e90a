"""Priorities: a measure has someone responsible, a term, money and evidence; everything recorded is printed."""

import pytest

from lifecycle.model.evidence import Tows
from lifecycle.model.strategy import Activity, Chapter, Indicator, Measure
from lifecycle.model.thing import Thing
from tests.stages.builders import (
    Story,
    a_finding,
    a_measure,
    a_plan,
    a_priority,
    an_evaluation,
    codes,
    money,
    printed,
    rows,
    section,
    tables,
    warned,
    weighed,
    why,
)


def a_strategy(*measures: Measure) -> Story:
    return a_plan(state="priorities").with_(a_finding("F1"), a_priority("1"), *(measures or [a_measure("1.1")]))


def test_a_measure_with_responsible_term_money_and_evidence_is_complete():
    assert why(a_strategy().with_(money("1.1"))) == []


def test_money_of_an_activity_pays_for_its_measure():
    plan = a_strategy().with_(Activity(code="1.1.1", title="Nákup vozu"), money("1.1.1"))

    assert why(plan) == []


@pytest.mark.parametrize("year", [2014, 2018])
def test_money_of_a_year_outside_the_plan_pays_for_nothing(year: int):
    assert codes(why(a_strategy().with_(money(year=year)))) == ["measure.no_budget"]


def test_money_of_a_measure_whose_number_begins_alike_does_not():
    plan = a_strategy(a_measure("1.1"), a_measure("1.10")).with_(money("1.10"))

    assert [(one.code, one.facts["code"]) for one in why(plan)] == [("measure.no_budget", "1.1")]


def test_a_measure_without_evidence_is_named_with_its_item():
    plan = a_strategy(a_measure("1.1", evidence=())).with_(money())

    [refusal] = why(plan)

    assert (refusal.code, refusal.facts["item"]) == ("measure.no_evidence", "measure:1.1")


def test_evidence_of_the_priority_is_none_of_the_measures():
    plan = a_plan(state="priorities").with_(
        a_finding("F1"), a_priority("1", evidence=("F1",)), a_measure("1.1", evidence=()), money()
    )

    assert codes(why(plan)) == ["measure.no_evidence"]


@pytest.mark.parametrize(
    ("lacking", "code"),
    [("responsible", "measure.no_responsible"), ("starts", "measure.no_term"), ("ends", "measure.no_term")],
)
def test_a_measure_of_an_older_act_without_a_responsible_or_a_term_is_named(lacking: str, code: str):
    measure = Measure.model_construct(**{**dict(a_measure("1.1")), lacking: None})
    plan = a_strategy(measure).with_(money())

    assert codes(weighed(plan, "measures_are_complete")) == [code]


def test_everything_a_measure_lacks_is_said_at_once():
    plan = a_strategy(a_measure("1.1", evidence=()), a_measure("1.2", evidence=()))

    assert [(one.facts["code"], one.code) for one in why(plan)] == [
        ("1.1", "measure.no_budget"),
        ("1.1", "measure.no_evidence"),
        ("1.2", "measure.no_budget"),
        ("1.2", "measure.no_evidence"),
    ]


def test_a_plan_without_a_measure_cannot_be_consulted():
    assert codes(why(a_plan(state="priorities").with_(a_priority()))) == ["priorities.none"]


def test_indicators_and_activities_are_no_condition():
    plan = a_strategy().with_(money())

    assert (why(plan), codes(warned(plan, "measures_are_measured"))) == ([], ["measure.no_indicator"])


def test_every_priority_measure_and_activity_is_printed_by_its_title():
    plan = a_strategy(a_measure("1.1"), a_measure("2.1")).with_(
        a_priority("2"),
        *(Activity(code=f"{m}.{n}", title=f"Aktivita číslo {m}.{n}") for m in ("1.1", "2.1") for n in (1, 2)),
    )

    told = printed(plan, "strategy")

    titles = [f"Priorita {n} – Udržení služeb {n}" for n in (1, 2)]
    titles += [f"Opatření {code} – Pečovatelská služba {code}" for code in ("1.1", "2.1")]
    titles += [f"{m}.{n}\nAktivita číslo {m}.{n}" for m in ("1.1", "2.1") for n in (1, 2)]
    assert [title for title in titles if title not in told] == []


def test_a_card_says_what_the_measure_rests_on_and_where_it_comes_from():
    plan = a_strategy().with_(an_evaluation("3.2", title="Dovoz obědů"), a_measure("1.1", carried_from="3.2"))

    told = printed(plan, "strategy")

    assert "F1 – Zjištěno F1" in told
    assert "3.2 – Dovoz obědů" in told


def test_towns_of_a_measure_stand_in_czech_order():
    towns = a_plan().of("Dačice", "Červený Hrádek", "Cizkrajov", "Hříšice", "Chlumec")
    measure = a_measure("1.1", municipalities=tuple(f"{546001 + n}" for n in range(5)))

    told = printed(towns.with_(a_priority(), measure), "strategy")

    assert "Cizkrajov, Červený Hrádek, Dačice, Hříšice, Chlumec" in told


def test_a_measure_of_no_named_town_is_of_all():
    assert "všechny obce" in printed(a_strategy(), "strategy")


def test_every_indicator_is_printed_with_its_baseline_and_target():
    plan = a_strategy().with_(
        Indicator(code="1.1", name="Klienti", unit="osob", baseline="160", target="1250.5", year=2016),
        Indicator(code="1", name="Obce", unit="obcí", target="23", year=2017),
    )

    [table] = tables(section(plan.content, "indicators"))

    assert rows(table) == [
        ["1", "Obce", "obcí", "–", "2017", "23"],
        ["1.1", "Klienti", "osob", "160", "2016", "1\u00a0250,5"],
    ]


@pytest.mark.parametrize(
    ("chapter", "where"),
    [("vision", "vision"), ("economic", "budget"), ("implementation", "implementation"), ("changes", "implementation")],
)
def test_a_narrative_chapter_stands_in_its_section(chapter: str, where: str):
    plan = a_plan().with_(Chapter(section=chapter, text="Slovo o tom."))

    assert "Slovo o tom." in printed(plan, where)


def test_warnings_stop_nothing():
    plan = (
        a_plan(state="priorities")
        .of("Dačice", "Slavonice")
        .with_(
            a_finding("F1"),
            a_priority("1"),
            a_measure("1.1", starts="2014-12-31", municipalities=("546001",)),
            money(),
        )
    )

    warnings = ("everything_lies_within_the_plan", "measures_are_measured", "no_town_is_left_out")
    assert [codes(warned(plan, name)) for name in warnings] == [
        ["measure.outside_plan"],
        ["measure.no_indicator"],
        ["town.no_measure"],
    ]
    assert why(plan) == []


@pytest.mark.parametrize("code", ["1", "1.1", "1.1.1"])
def test_an_indicator_of_the_priority_the_measure_or_an_activity_measures_it(code: str):
    plan = a_strategy().with_(Indicator(code=code, name="Klienti", unit="osob", target="10", year=2015))

    assert warned(plan, "measures_are_measured") == []


def test_an_indicator_of_a_measure_whose_number_begins_alike_does_not_measure_it():
    plan = a_strategy().with_(Indicator(code="1.10", name="Klienti", unit="osob", target="10", year=2015))

    assert codes(warned(plan, "measures_are_measured")) == ["measure.no_indicator"]


def test_a_weakness_no_measure_answers_is_pointed_out_once_there_are_measures():
    before = a_plan().groups("SEN").swot("SEN", 1)
    after = before.with_(a_finding("F1"), a_priority("1", evidence=("SEN-W0",)), a_measure("1.1", evidence=("SEN-S0",)))

    assert warned(before, "swot_items_are_answered") == []
    assert [one.facts["key"] for one in warned(after, "swot_items_are_answered")] == ["SEN-T0"]


def test_a_pair_that_is_cited_answers_both_its_items():
    pair = Tows(key="P1", internal="SEN-W0", external="SEN-T0", text="Zapojit kluby")
    plan = a_plan().groups("SEN").swot("SEN", 1).with_(pair, a_priority("1"), a_measure("1.1", evidence=("P1",)))

    assert warned(plan, "swot_items_are_answered") == []


def test_a_town_may_ask_for_other_quadrants_to_be_answered():
    plan = a_plan().groups("SEN").swot("SEN", 1).with_(a_priority("1"), a_measure("1.1", evidence=()))

    asked = weighed(plan, "swot_items_are_answered", quadrants=("S", "O"))

    assert [one.facts["key"] for one in asked] == ["SEN-O0", "SEN-S0"]


def outside(*things: Thing) -> list[tuple[object, ...]]:
    """What is said of terms and years that are not the plan's, 2015–2017: code and item."""
    found = warned(a_strategy(a_measure("1.1", starts="2015-07-01")).with_(*things), "everything_lies_within_the_plan")
    return [(one.code, one.facts["item"]) for one in found]


def an_activity(starts: str | None = None, ends: str | None = None) -> Activity:
    return Activity.model_validate({"code": "1.1.1", "title": "Nákup vozu", "starts": starts, "ends": ends})


def a_target(year: int, code: str = "1.1") -> Indicator:
    return Indicator(code=code, name="Klienti", unit="osob", target="9", year=year)


@pytest.mark.parametrize(
    ("thing", "told"),
    [
        (an_activity(), []),
        (an_activity("2015-07-01", "2017-12-31"), []),
        (an_activity(ends="2018-01-01"), [("activity.outside_plan", "activity:1.1.1")]),
        (an_activity("2014-12-31"), [("activity.outside_plan", "activity:1.1.1")]),
        (an_activity("2015-06-30", "2016-01-31"), [("activity.outside_measure", "activity:1.1.1")]),
        (money(year=2017), []),
        (money(year=2018), [("budget.outside_plan", "measure:1.1")]),
        (a_target(2015), []),
        (a_target(2014), [("indicator.outside_plan", "measure:1.1")]),
        (a_target(2018, "1"), [("indicator.outside_plan", "priority:1")]),
    ],
)
def test_terms_money_and_targets_outside_the_plan_are_told(thing: Thing, told: list[object]):
    assert outside(thing) == told


def test_years_outside_the_plan_are_told_together():
    found = warned(a_strategy().with_(money(year=2019), money(year=2018)), "everything_lies_within_the_plan")

    assert [one.facts["years"] for one in found] == [("2018", "2019")]


def test_a_priority_without_a_measure_is_told_once_there_are_measures():
    before = a_plan().with_(a_finding("F1"), a_priority("1"), a_priority("2"))

    told = [warned(plan, "priorities_have_measures") for plan in (before, before.with_(a_measure("1.1")))]

    assert [[one.facts["item"] for one in found] for found in told] == [[], ["priority:2"]]


def test_towns_no_measure_touches_are_told_together_the_first_five_by_name():
    towns = a_plan().of(*(f"Obec{n}" for n in range(8)))

    [told] = warned(towns.with_(a_priority(), a_measure(municipalities=("546001",))), "no_town_is_left_out")

    assert (told.facts["count"], told.facts["names"][0], len(told.facts["names"])) == (7, "Obec1 (546002)", 6)


def numbered(*codes: str) -> Story:
    kinds = (a_priority, a_measure, lambda code: Activity(code=code, title="Krok"))
    return a_plan().with_(*(kinds[code.count(".")](code) for code in codes))


@pytest.mark.parametrize(
    ("codes_", "missing"),
    [
        (("1", "2", "4"), [("plan", ("3",))]),
        (("2",), [("plan", ("1",))]),
        (("1", "1.1", "1.3", "1.5"), [("priority:1", ("1.2", "1.4"))]),
        (("1", "1.1", "1.1.2"), [("measure:1.1", ("1.1.1",))]),
        (("1", "1.1", "1.1.1", "1.1.2", "2", "2.1"), []),
        ((), []),
    ],
)
def test_a_hole_in_the_numbering_is_told_at_what_it_stands_under(codes_: tuple[str, ...], missing: list[object]):
    told = warned(numbered(*codes_), "numbering_has_no_holes")

    assert [(one.facts["item"], one.facts["missing"]) for one in told] == missing


def test_of_many_missing_numbers_the_first_ten_are_told():
    [told] = warned(numbered("1", "500"), "numbering_has_no_holes")

    assert told.facts["missing"] == (*(str(number) for number in range(2, 12)), "…")


def test_a_card_says_what_the_measure_costs_with_its_activities_counted_once():
    plan = a_strategy().with_(
        Activity(code="1.1.1", title="Nákup vozu"),
        money("1.1", amount_czk=100),
        money("1.1.1", amount_czk=100),
        money("1.1.1", year=2016, amount_czk=20),
    )

    told = printed(plan, "strategy").replace("\u00a0", " ")

    assert "2015: 100 Kč\n2016: 20 Kč\ncelkem 120 Kč" in told


def test_a_card_says_the_measures_indicators_with_their_targets():
    targets = [
        Indicator(code="1.1", name="Klienti", unit="osob", target=n, year=y) for n, y in (("9", 2015), ("12", 2016))
    ]

    assert "Klienti [osob]: 9 (2015), 12 (2016)" in printed(a_strategy().with_(*targets), "strategy")


def test_a_card_says_which_pair_of_tows_the_measure_answers():
    pair = Tows(key="P1", internal="SEN-W0", external="SEN-T0", text="Zapojit kluby")

    assert "P1 – Zapojit kluby" in printed(a_strategy(a_measure("1.1", evidence=("P1",))).with_(pair), "strategy")


def test_a_plan_of_two_levels_has_cards_without_a_table_of_activities():
    assert list(tables(section(a_strategy().content, "strategy")))[1:] == []
