"""Practice: the methodology says what is collected, and the self-checks what the plan has and what it lacks."""

from dataclasses import replace

import pytest

from lifecycle.documents.blocks import Heading, Passage, Table
from lifecycle.model.practice import DataSource, Requirement, Responsibility
from lifecycle.model.strategy import Chapter, Indicator
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
    warned,
)
from tests.stages.test_analysis import a_service


def a_flow(key: str = "SD-01", **more: object) -> DataSource:
    whole = {
        "key": key,
        "title": f"Sběr {key}",
        "content": "Kapacita a počet uživatelů.",
        "provider": "poskytovatelé",
        "period": "yearly",
        "due": "do 31. ledna",
        "responsible": "koordinátorka",
        **more,
    }
    return DataSource.model_validate(whole)


def methodology(*things: DataSource | Chapter) -> list[Table]:
    return list(tables(section(a_plan().with_(*things).content, "methodology")))


def test_a_flow_answers_what_is_collected_from_whom_and_when():
    flow = methodology(a_flow(form="services"))[0]

    assert rows(flow) == [
        ["Co se sbírá", "Kapacita a počet uživatelů."],
        ["Od koho", "poskytovatelé"],
        ["Jak často", "ročně"],
        ["Termín", "do 31. ledna"],
        ["Odpovídá", "koordinátorka"],
        ["Formulář", "služby (services)"],
    ]


def test_the_calendar_begins_with_what_is_collected_most_often():
    flows = (a_flow("A"), a_flow("B", period="continuous"), a_flow("C", period="monthly"))

    calendar = methodology(*flows)[len(flows)]

    assert [row[0] for row in rows(calendar)] == ["průběžně", "měsíčně", "ročně"]


def test_a_form_of_ours_is_told_to_the_last_column():
    form = rows(methodology(a_flow(form="progress"))[-1])

    assert [row[0] for row in form] == ["kód", "ke dni", "stav", "vynaloženo Kč", "hodnota", "poznámka"]
    assert form[2][1:] == [
        "ano",
        "jedno ze slov: plánováno, probíhá, splněno, splněno částečně, nesplněno a zrušeno",
    ]


def test_a_column_that_holds_a_name_says_that_it_is_personal():
    form = {row[0]: row[2] for row in rows(methodology(a_flow(form="attendance"))[-1])}

    assert form["jméno"].endswith("osobní údaj")


def test_a_form_named_by_two_flows_is_printed_once():
    found = methodology(a_flow("A", form="funding"), a_flow("B", form="funding"))

    assert [one.caption for one in found if one.caption.startswith("Formulář")] == [
        "Formulář finanční zdroje služeb (funding)"
    ]


def test_a_form_that_is_not_ours_is_only_named():
    flow, _ = methodology(a_flow(form="karta služby"))

    assert rows(flow)[-1] == ["Formulář", "karta služby"]


def test_the_towns_own_words_stand_first():
    plan = a_plan().with_(a_flow(), Chapter(section="methodology", text="Každý údaj se zapisuje jednou."))

    first, second, *_ = section(plan.content, "methodology")

    assert isinstance(first, Passage)
    assert isinstance(second, Heading)


def test_nothing_is_collected_where_nothing_is_recorded():
    assert section(a_plan().content, "methodology") == []


def a_whole_plan() -> Story:
    """A plan that has something of each of the seven parts."""
    plan = a_plan(state="approval").groups("RS", kind="steering").met("RS-1")
    return plan.with_(
        a_finding("F1"),
        a_service("S1"),
        a_priority("1"),
        a_measure("1.1"),
        money("1.1"),
        Indicator(code="1.1", name="Klienti", unit="osob", target="10", year=2015),
        *(Chapter(section=name, text="Text.") for name in ("economic", "implementation", "changes")),
    )


def without(plan: Story, kind: str, *key: str) -> Story:
    """The plan that lacks the things of a kind, or the one under `key`."""
    things = dict(plan.content.things)
    things[kind] = {one: thing for one, thing in things[kind].items() if key and one != key}
    return Story(replace(plan.content, things=things))


def law(plan: Story) -> dict[str, list[str]]:
    """Part of the law → where the plan has it, and the grade."""
    return {row[0]: row[2:] for row in rows(next(tables(section(plan.content, "completeness"))))}


def test_a_plan_with_something_of_each_part_meets_the_law():
    assert {part: grade for part, (_, grade) in law(a_whole_plan()).items()} == dict.fromkeys("1234567", "splněno")
    assert warned(a_whole_plan(), "the_law_is_met") == []


def test_a_part_says_where_in_the_plan_it_stands():
    assert law(a_whole_plan())["3"][0] == "rozpočet: 1; kapitola „Ekonomické zhodnocení“"


@pytest.mark.parametrize(
    ("part", "lacks"),
    [
        ("1", ("meeting",)),
        ("2", ("service",)),
        ("3", ("text", "economic")),
        ("5", ("text", "implementation")),
        ("6", ("indicator",)),
    ],
)
def test_half_of_a_part_is_met_partly(part: str, lacks: tuple[str, ...]):
    assert law(without(a_whole_plan(), *lacks))[part][1] == "splněno částečně"


@pytest.mark.parametrize(
    ("part", "lacks", "told"),
    [
        ("1", ("meeting",), "Chybí: jednání (meetings)."),
        ("3", ("text", "economic"), "Chybí: kapitola „Ekonomické zhodnocení“ (texts: economic)."),
        (
            "5",
            ("text", "implementation"),
            "Chybí: odpovědnosti (responsibilities) nebo "
            "kapitola „Realizace a sledování plánu“ (texts: implementation).",
        ),
    ],
)
def test_a_part_met_partly_says_what_it_lacks_and_where_to_write_it(part: str, lacks: tuple[str, ...], told: str):
    assert law(without(a_whole_plan(), *lacks))[part][0].splitlines()[-1] == told


def test_duties_may_stand_among_the_responsibilities():
    plan = without(a_whole_plan(), "text", "implementation")
    duty = Responsibility(task="sběr dat", who="poskytovatelé", part="does")

    assert law(plan.with_(duty))["5"][1] == "splněno"


def missing(plan: Story) -> list[str]:
    return [refusal.facts["part"] for refusal in warned(plan, "the_law_is_met")]


def test_a_part_with_nothing_recorded_is_missing():
    plan = without(a_whole_plan(), "text", "changes")

    assert law(plan)["7"] == ["zatím nic\nChybí: kapitola „Změny plánu“ (texts: changes).", "nesplněno"]
    assert missing(plan) == ["7"]


def test_before_there_are_measures_nobody_is_reminded_of_the_law():
    assert missing(a_plan().with_(a_priority("1"))) == []


def a_law_requirement(key: str, grade: str, **more: object) -> Requirement:
    return Requirement.model_validate({"source": "law", "key": key, "grade": grade, **more})


def test_a_grade_people_gave_holds_and_that_of_the_records_stands_under_it():
    plan = a_whole_plan().with_(a_law_requirement("6", "partly"))

    assert law(plan)["6"][1] == "splněno částečně\n(podle zápisů: splněno)"


def test_a_part_people_judge_unmet_is_missing_whatever_is_recorded():
    assert missing(a_whole_plan().with_(a_law_requirement("2", "unmet"))) == ["2"]


def test_a_part_people_answer_for_is_not_missing_though_the_records_have_nothing():
    plan = without(a_whole_plan(), "text", "changes").with_(a_law_requirement("7", "met", note="Viz příloha."))

    assert law(plan)["7"] == ["zatím nic\nViz příloha.", "splněno\n(podle zápisů: nesplněno)"]
    assert missing(plan) == []


def test_evidence_of_a_part_stands_beside_what_is_recorded_and_nothing_twice():
    plan = a_whole_plan().with_(a_law_requirement("7", "met", evidence=("text:changes", "measure:1.1")))

    assert law(plan)["7"][0] == "kapitola „Změny plánu“; 1.1 – Pečovatelská služba 1.1"


def test_the_regions_requirements_stand_with_their_wording_evidence_and_grade():
    plan = (
        a_plan()
        .met("RS-1")
        .with_(
            Requirement(
                source="region", key="K-1", text="Plán má období.", evidence=("meeting:RS-1",), note="Projednáno."
            )
        )
    )

    region = list(tables(section(plan.content, "completeness")))[-1]

    assert rows(region) == [
        ["K-1", "Plán má období.", "jednání 2.\u00a06.\u00a02014 (RS-1)", "zatím nehodnoceno", "Projednáno."]
    ]


def test_a_plan_without_measures_and_requirements_is_not_checked():
    assert section(a_plan().content, "completeness") == []


def quality(*requirements: Requirement) -> Story:
    return a_plan().with_(*requirements)


def test_all_eight_areas_of_quality_are_named_with_what_the_towns_say_of_them():
    plan = quality(Requirement(source="ministry", key="5", grade="partly", note="Uživatelů přichází málo."))

    [table] = tables(section(plan.content, "quality"))

    assert [row[0] for row in rows(table)] == list("12345678")
    assert rows(table)[4] == ["5", "Zapojování", "–", "splněno částečně", "Uživatelů přichází málo."]


def test_areas_nobody_assessed_are_said_so():
    plan = quality(*(Requirement(source="ministry", key=key, grade="met") for key in "123456"))

    told = printed(plan, "quality")

    assert "Zatím nejsou ohodnoceny 2 oblasti:\nInformovanost\nZvyšování kvality procesu" in told


def test_without_any_assessment_there_is_no_chapter_on_quality():
    assert section(a_plan().with_(a_law_requirement("1", "met")).content, "quality") == []


@pytest.mark.parametrize("name", ["methodology", "completeness", "quality"])
def test_what_clerks_write_never_begins_a_paragraph_like_a_cards_heading(name: str):
    text = "Opatření 1.1 – jak se daří"
    plan = a_whole_plan().with_(
        a_flow(title=text, content=text, provider=text, method=text, due=text, responsible=text, use=text),
        a_law_requirement("1", "met", text=text, note=text),
        Requirement(source="region", key="K-1", text=text, note=text),
        Requirement(source="ministry", key="1", note=text),
    )

    lines = list(paragraphs(section(plan.content, name)))

    assert [line for line in lines if line.startswith("Opatření 1.1")] == []
    assert [line for line in lines if "Opatření 1.1" in line] != []


@pytest.mark.parametrize("name", ["methodology", "completeness", "quality"])
def test_a_plan_in_english_is_told_in_english(name: str):
    plan = a_plan("en").with_(
        a_flow(form="attendance"),
        a_measure("1.1"),
        a_law_requirement("6", "partly", evidence=("measure:1.1",)),
        Requirement(source="ministry", key="1", grade="met"),
    )

    assert {"methodology": "Calendar", "completeness": "by the records", "quality": "Legitimacy"}[name] in "\n".join(
        [printed(plan, name), *(one.caption for one in tables(section(plan.content, name)))]
    )
