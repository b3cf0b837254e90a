"""Litoměřice: the ending plan is evaluated, earlier analyses are used again, the catalogue keeps up with the years."""

from tests.journeys import paper
from tests.journeys.litomerice import PROJECT
from tests.journeys.lives import Life


def test_the_evaluation_compares_money_and_indicators_item_by_item(litomerice_lived: Life):
    report = paper.edition(litomerice_lived.at("analysis"), "evaluation", 1)

    assert ["A.2", "Osobní asistence", "900 000", "600 000", "67 %"] in paper.rows(report)
    assert ["A.2", "Uživatelé", "20", "14", "70 %"] in paper.rows(report)


def test_the_evaluation_says_in_words_what_becomes_of_each_item(litomerice_lived: Life):
    report = paper.edition(litomerice_lived.at("analysis"), "evaluation", 1)

    assert ["A.1", "Noclehárna", "splněno", "Otevřena v roce 2012.", "pokračuje (jako 1.1)"] in paper.rows(report)
    assert ["A.3", "Bezbariérová stezka", "zrušeno", "Zakázku zrušilo zastupitelstvo.", "končí"] in paper.rows(report)


def test_the_new_plan_keeps_the_link_to_the_item_it_carries_on(litomerice_lived: Life):
    measures = litomerice_lived.at("closing conference").reads("show", "measures")

    assert {row["code"]: row["carried_from"] for row in measures} == {"1.1": "A.1", "1.2": "A.2"}


def test_an_analysis_of_an_earlier_project_says_where_it_comes_from(litomerice_lived: Life):
    analysis = paper.edition(litomerice_lived.at("swot"), "analysis", 1)
    lines = paper.paragraphs(analysis)

    assert lines[lines.index(f"Převzato z projektu: {PROJECT}") - 1].startswith("Zdroj: Analýza 2011")


def test_what_is_new_does_not_claim_an_earlier_project(litomerice_lived: Life):
    reused = {row["key"] for row in litomerice_lived.at("swot").reads("show", "findings") if row["origin"]}

    assert reused == {"L-SEN"}


def test_the_region_meets_in_its_own_group_and_in_trainings(litomerice_lived: Life):
    plan = paper.edition(litomerice_lived.at("first catalogue"), "plan", 8)
    told = [row for row in paper.rows(plan) if row[0] in ("24. 4. 2013", "15. 5. 2013", "29. 5. 2013", "1. 10. 2013")]

    assert [row[2] for row in told] == ["školení", "školení", "jednání", "soutěž"]
    assert any("Informativně-pracovní skupina spádových obcí" in line for line in paper.paragraphs(plan))


def test_the_closing_conference_has_minutes_with_all_three_sides(litomerice_lived: Life):
    minutes = paper.edition(litomerice_lived.at("closing conference"), "minutes", 1)
    present = [row for row in paper.rows(minutes) if len(row) == 3]

    assert "Obce i poskytovatelé převzali nový plán." in paper.paragraphs(minutes)
    assert ["Starosta Terezína", "Město Terezín", "zadavatel"] in present
    assert {row[2] for row in present} >= {"zadavatel", "poskytovatel", "uživatel"}


def test_the_first_catalogue_has_no_changes_to_tell(litomerice_lived: Life):
    first = paper.text(paper.edition(litomerice_lived.at("first catalogue"), "catalogue", 1))

    assert "Domov pro seniory Terezín" in first
    assert "Změny od posledního vydání" not in first


def test_the_next_catalogue_tells_what_is_new_what_ended_and_what_changed(litomerice_lived: Life):
    second = paper.edition(litomerice_lived.at("closing conference"), "catalogue", 2)
    lines = paper.paragraphs(second)

    assert "Dluhová poradna – Poradna – smyšlená" in lines
    assert "Domov pro seniory Terezín – Domov – smyšlený (do 30. 6. 2014)" in lines
    assert ["Osobní asistence (L-2)", "kapacita", "14", "22"] in paper.rows(second)


def test_an_ended_service_is_no_card_of_the_next_catalogue(litomerice_lived: Life):
    second = paper.paragraphs(paper.edition(litomerice_lived.at("closing conference"), "catalogue", 2))

    assert "Služba L-4 – Dluhová poradna" in second
    assert "Služba L-3 – Domov pro seniory Terezín" not in second


def test_the_catalogue_is_indexed_by_group_place_kind_and_provider(litomerice_lived: Life):
    lines = paper.paragraphs(paper.edition(litomerice_lived.at("closing conference"), "catalogue", 2))
    heads = ("Podle cílové skupiny", "Podle obce", "Podle druhu služby", "Podle poskytovatele")

    assert [head for head in heads if head not in lines] == []
    assert lines.count("Dluhová poradna (Litoměřice)") == 3


def test_the_contact_a_person_keeps_stays_when_a_later_file_lacks_the_column(litomerice_lived: Life):
    services = {row["key"]: row for row in litomerice_lived.at("closing conference").reads("show", "services")}

    assert (services["L-2"]["capacity"], services["L-2"]["contact"]) == (22, "asistence@charita.example")


def test_the_ministrys_eight_areas_are_assessed_with_evidence_and_the_rest_is_not_guessed(litomerice_lived: Life):
    report = paper.rows(paper.edition(litomerice_lived.at("closing conference"), "monitoring", 1))
    areas = {row[0]: row[1:] for row in report if len(row) == 5 and row[0] in "12345678"}

    assert len(areas) == 8
    assert areas["5"][2:] == ["splněno částečně", "Malé obce přicházejí zřídka."]
    assert areas["8"][2] == "zatím nehodnoceno"
