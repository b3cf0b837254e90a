"""Analysis: findings of all six kinds, needs of target groups, and where the money of the services comes from."""

import pytest

from lifecycle.documents.blocks import Chart
from lifecycle.model.evidence import FindingKind, Service
from lifecycle.model.situation import Funding, TargetGroup
from tests.stages.builders import (
    a_finding,
    a_plan,
    codes,
    findings_of_all_kinds,
    paragraphs,
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


def test_a_source_that_begins_with_the_word_is_not_called_a_source_twice():
    plan = a_plan().with_(a_finding("F9", source="Zdroj: Český statistický úřad"))

    assert "Zdroj: Český statistický úřad" in list(paragraphs(section(plan.content, "findings")))


def test_a_finding_of_an_earlier_project_tells_its_origin():
    plan = a_plan().with_(a_finding("F9", origin="Analýzy služeb 2010 (CZ.1.04/3.1.00)"))

    assert "Převzato z projektu: Analýzy služeb 2010 (CZ.1.04/3.1.00)" in printed(plan, "findings")


def a_survey(key: str, value: str, unit: str = "%") -> object:
    return a_finding(key, "survey", title=f"Odpověď {key}", value=value, unit=unit)


def charts(plan, name: str) -> list[Chart]:
    return [block for block in section(plan.content, name) if isinstance(block, Chart)]


def test_answers_of_surveys_in_one_unit_are_drawn_and_told_in_words():
    plan = a_plan().with_(a_survey("A", "81"), a_survey("B", "34"), a_survey("C", "412", "respondentů"))

    [chart] = charts(plan, "findings")

    assert (chart.categories, chart.series[0].values, chart.unit) == (("Odpověď A", "Odpověď B"), (81, 34), "%")
    assert chart.alt == "Výsledky průzkumů v jednotce %. Odpověď A: 81 a Odpověď B: 34."


def test_answers_with_a_fraction_are_rounded_and_the_caption_says_so():
    plan = a_plan().with_(a_survey("A", "80.5"), a_survey("B", "34"))

    [chart] = charts(plan, "findings")

    assert (chart.series[0].values, "zaokrouhleno" in chart.caption) == ((81, 34), True)


def test_a_single_answer_is_not_drawn():
    assert charts(a_plan().with_(a_survey("A", "81")), "findings") == []


def a_need(key: str, group: str | None) -> object:
    return a_finding(key, "needs", title=f"Potřeba {key}", target_group=group)


def test_each_target_group_stands_with_its_needs_and_services_in_the_order_of_the_dictionary():
    plan = a_plan().with_(
        TargetGroup(name="Senioři", new=None),
        TargetGroup(name="děti", new="yes", description="Děti a mládež do 26 let."),
        TargetGroup(name="cizinci", new="yes"),
        TargetGroup(name="chudí"),
        a_need("N1", "senioři"),
        a_need("N2", "SENIOŘI"),
        a_service("S1", target_groups=("senioři", "děti")),
        a_service("S2", target_groups=("senioři",)),
    )

    [table] = tables(section(plan.content, "needs"))

    assert rows(table) == [
        ["cizinci", "nová", "–", "0"],
        ["děti\nDěti a mládež do 26 let.", "nová", "–", "1"],
        ["chudí", "–", "–", "0"],
        ["Senioři", "–", "N1 – Potřeba N1\nN2 – Potřeba N2", "2"],
    ]


def test_the_chapter_of_needs_counts_groups_and_new_ones():
    plan = a_plan().with_(TargetGroup(name="senioři"), TargetGroup(name="cizinci", new="yes"))

    told = list(paragraphs(section(plan.content, "needs")))

    assert told[0] == "Plán se týká 2 cílových skupin. Oproti předchozímu plánu je 1 nová."


def test_only_recorded_groups_can_be_commented_on():
    plan = a_plan().with_(TargetGroup(name="senioři"), a_need("N1", "cizinci"))

    [table] = tables(section(plan.content, "needs"))

    assert [row.item for row in table.rows] == [None, "target_group:senioři"]


def test_needs_without_a_group_are_named():
    plan = a_plan().with_(a_need("N1", "senioři"), a_need("N7", None))

    assert "U 1 zapsané potřeby není uvedena cílová skupina: N7." in printed(plan, "needs")


def test_a_service_that_ends_before_the_plan_begins_is_not_counted():
    plan = a_plan().with_(
        a_service("S1", target_groups=("senioři",), until="2014-12-31"),
        a_service("S2", target_groups=("senioři",), until="2015-12-31"),
    )

    [table] = tables(section(plan.content, "needs"))

    assert rows(table) == [["senioři", "–", "–", "1"]]


def paid(recipient: str, year: int, source: str, amount: int, **more: str) -> Funding:
    return Funding.model_validate(
        {"recipient": recipient, "year": year, "source": source, "amount_czk": amount, **more}
    )


def test_money_is_summed_by_source_and_year_with_the_share_of_the_newest_year():
    plan = a_plan().with_(
        paid("S1", 2013, "state", 600), paid("S1", 2014, "state", 500), paid("Charita", 2014, "municipality", 1500)
    )

    sums, _ = tables(section(plan.content, "funding"))

    assert rows(sums) == [
        ["obec", "0", "1\u00a0500", "75,0 %"],
        ["stát", "600", "500", "25,0 %"],
        ["Celkem", "600", "2\u00a0000", "100,0 %"],
    ]


def test_a_recipient_that_is_a_service_is_called_by_its_name():
    plan = a_plan().with_(a_service("S1"), paid("S1", 2014, "state", 500), paid("celé území", 2014, "region", 100))

    _, recipients = tables(section(plan.content, "funding"))

    assert rows(recipients) == [
        ["celé území", "kraj", "100"],
        ["Služba S1 (S1)", "stát", "500"],
        ["Celkem", "", "600"],
    ]


def test_money_is_drawn_by_year_and_the_picture_is_told_in_words():
    plan = a_plan().with_(paid("S1", 2013, "state", 600), paid("S1", 2014, "clients", 500))

    [chart] = charts(plan, "funding")

    assert (chart.kind, chart.categories, [one.values for one in chart.series]) == (
        "stacked",
        ("2013", "2014"),
        [(600, None), (None, 500)],
    )
    assert "V roce 2013 šlo na služby 600\u00a0Kč, nejvíce ze zdroje „stát“ (100,0 %)." in chart.alt


def test_years_that_do_not_fit_side_by_side_are_named():
    plan = a_plan().with_(*(paid("S1", year, "state", 100) for year in range(2008, 2016)))

    assert "Starší údaje (roky 2008 a 2009) jsou zapsány" in printed(plan, "funding")


def test_figures_say_where_they_come_from():
    plan = a_plan().with_(paid("S1", 2014, "state", 500, note="rozpočet Charity"))

    assert "Odkud údaje jsou: rozpočet Charity" in printed(plan, "funding")


@pytest.mark.parametrize("name", ["needs", "funding"])
def test_a_chapter_without_anything_recorded_is_left_out(name: str):
    assert list(section(a_plan().content, name)) == []


def test_money_of_five_years_stands_in_two_tables_and_the_last_tells_share_and_sum():
    plan = a_plan().with_(
        *(Funding(recipient="Charita", year=year, source="state", amount_czk=10) for year in range(2015, 2020)),
        Funding(recipient="Klub", year=2019, source="region", amount_czk=30),
    )

    first, last, recipients, all_recipients = tables(section(plan.content, "funding"))

    assert rows(first) == [["kraj", "0", "0"], ["stát", "10", "10"], ["Celkem", "10", "10"]]
    assert [row[-1] for row in rows(last)] == ["75,0 %", "25,0 %", "100,0 %"]
    assert rows(recipients) == [["Charita", "stát", "10", "10"], ["Celkem", "", "10", "10"]]
    assert [row[-1] for row in rows(all_recipients)] == ["50", "30", "80"]
