"""Analysis: findings of all six kinds, and the services people use."""

import pytest

from lifecycle.documents.phrases import Phrases
from lifecycle.model.evidence import SERVICE_KINDS, FindingKind, Service
from tests.stages.builders import (
    a_finding,
    a_plan,
    codes,
    findings_of_all_kinds,
    printed,
    rows,
    section,
    tables,
    weighed,
    why,
)


def a_service(key: str = "S1", **more: object) -> Service:
    whole = {"key": key, "provider": "Charita", "name": f"Služba {key}", "kind": "40", **more}
    return Service.model_validate(whole)


def test_a_finding_of_each_kind_is_enough():
    plan = a_plan(state="analysis").with_(*findings_of_all_kinds())

    assert why(plan) == []


@pytest.mark.parametrize("missing", list(FindingKind))
def test_each_of_the_six_kinds_is_needed(missing: FindingKind):
    plan = a_plan(state="analysis").with_(*(one for one in findings_of_all_kinds() if one.kind is not missing))

    [refusal] = why(plan)

    assert (refusal.code, refusal.facts["kind"], refusal.facts["has"]) == ("analysis.missing_kind", missing, 0)


def test_a_town_that_asks_for_two_of_each_kind_gets_two():
    plan = a_plan().with_(*findings_of_all_kinds(), *(a_finding(f"Z-{k}", k.value) for k in list(FindingKind)[1:]))

    [refusal] = weighed(plan, "findings_of_each_kind", at_least=2)

    assert (refusal.facts["kind"], refusal.facts["has"], refusal.facts["needs"]) == (FindingKind.demography, 1, 2)


def test_an_empty_analysis_names_all_six_kinds_at_once():
    assert codes(why(a_plan(state="analysis"))) == ["analysis.missing_kind"] * 6


def test_every_finding_is_printed_by_its_title_with_text_value_and_source():
    plan = a_plan().with_(
        a_finding("F9", text="První odstavec.\n\nDruhý odstavec.", value="1250.5", unit="osob", date="2013-12-31"),
        *findings_of_all_kinds(),
    )

    told = printed(plan, "findings")

    expected = [
        "Zjištění F9 – Zjištěno F9",
        "První odstavec.\nDruhý odstavec.",
        "Hodnota: 1\u00a0250,5 osob",
        "Zdroj: ČSÚ (31.\u00a012.\u00a02013)",
        *(f"Zjištění F-{kind} – Zjištěno F-{kind}" for kind in FindingKind),
    ]
    assert [line for line in expected if line not in told] == []


def test_a_service_is_printed_with_its_kind_in_words_and_where_it_is():
    plan = (
        a_plan()
        .of("Dačice")
        .with_(
            a_service(
                kind="60a", form=("A", "T"), capacity=1200, municipality="546001", target_groups=("senioři", "děti")
            )
        )
    )

    [table] = tables(section(plan.content, "services"))

    assert rows(table) == [
        [
            "S1",
            "Služba S1",
            "Charita\nDačice",
            "§ 60a Intervenční centra",
            "ambulantní\nterénní",
            "senioři, děti",
            "1\u00a0200",
        ]
    ]


def test_a_paragraph_that_describes_no_service_is_printed_bare():
    plan = a_plan().with_(a_service(kind="99"))

    [table] = tables(section(plan.content, "services"))

    assert rows(table)[0][3] == "§ 99"


def test_services_stand_by_paragraph_then_key():
    plan = a_plan().with_(
        a_service("S10", kind="40"), a_service("S9", kind="40"), a_service("A", kind="60a"), a_service("B", kind="60")
    )

    [table] = tables(section(plan.content, "services"))

    assert [row[0] for row in rows(table)] == ["S9", "S10", "B", "A"]


@pytest.mark.parametrize("language", ["cs", "en"])
def test_each_kind_of_service_of_the_act_has_a_name(language: str):
    phrases = Phrases.of(language)

    assert [kind for kind in SERVICE_KINDS if not phrases.has(f"service_kind.{kind}")] == []
