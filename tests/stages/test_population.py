"""The chapter on people by age: exact sums, a pyramid where sexes are told, and the change between two years."""

from collections.abc import Iterator

import pytest

from lifecycle.documents.blocks import Chart
from lifecycle.model.population import BROAD
from lifecycle.model.situation import Population
from tests.stages.builders import Story, a_plan, paragraphs, printed, rows, section, tables

DACICE, CHLUM = "546001", "546002"


def band(low: int, high: int | None, count: int, *, town: str = DACICE, year: int = 2021, sex: str = "total"):
    return Population(
        municipality=town, year=year, age_from=low, age_to=high, sex=sex, count=count, source="Zdroj: ČSÚ"
    )


def people(*counts: int, **more: object) -> Iterator[Population]:
    """Children, people of working age and seniors of one town."""
    return (band(low, high, count, **more) for (low, high), count in zip(BROAD, counts, strict=True))


def charts(plan: Story) -> list[Chart]:
    return [block for block in section(plan.content, "population") if isinstance(block, Chart)]


def two_towns() -> Story:
    return a_plan().of("Dačice", "Chlum").with_(*people(100, 400, 150), *people(20, 60, 20, town=CHLUM))


def test_municipalities_stand_in_the_order_of_the_dictionary_with_the_territory_last():
    [table] = tables(section(two_towns().content, "population"))

    assert rows(table) == [
        ["Dačice", "100", "400", "150", "650", "150,0"],
        ["Chlum", "20", "60", "20", "100", "100,0"],
        ["Celkem", "120", "460", "170", "750", "141,7"],
    ]


def test_the_chapter_begins_with_the_main_facts_in_words():
    first = next(iter(paragraphs(section(two_towns().content, "population"))))

    assert first == (
        "V roce 2021 mělo území 750 obyvatel (počet obcí: 2). Děti do 14 let: 120 (16,0 %), lidé ve věku 15–64 let: "
        "460 (61,3 %), lidé ve věku 65 a více let: 170 (22,7 %). Index stáří je 141,7: tolik lidí ve věku 65 a "
        "více let připadá na 100 dětí do 14 let."
    )


def test_a_municipality_without_figures_is_named():
    plan = a_plan().of("Dačice", "Chlum", "Peč").with_(*people(100, 400, 150), band(65, None, 20, town=CHLUM))

    assert (
        "Za rok 2021 nejsou zapsány všechny věkové skupiny u 2 obcí, které proto v součtech chybějí: Chlum a Peč."
        in (printed(plan, "population"))
    )


def test_bands_that_do_not_make_the_broad_ones_are_shown_as_recorded():
    plan = a_plan().of("Dačice").with_(band(0, 17, 120), band(18, 59, 300), band(60, None, 200))

    [table] = tables(section(plan.content, "population"))

    assert rows(table)[0] == ["Dačice", "120", "300", "200", "620"]


def test_ages_that_no_municipality_tells_whole_are_listed_line_by_line():
    plan = a_plan().of("Dačice").with_(band(65, 79, 30), band(80, None, 12))

    [table] = tables(section(plan.content, "population"))

    assert rows(table) == [
        ["Dačice", "2021", "65–79 let", "celkem", "30"],
        ["Dačice", "2021", "80 a více let", "celkem", "12"],
    ]


def test_men_and_women_make_a_pyramid_that_is_told_in_words():
    plan = a_plan().of("Dačice").with_(*people(60, 210, 60, sex="male"), *people(40, 190, 90, sex="female"))

    [chart] = charts(plan)

    assert (chart.kind, chart.categories) == ("pyramid", ("0–14", "15–64", "65+"))
    assert [(one.name, one.values) for one in chart.series] == [("Muži", (60, 210, 60)), ("Ženy", (40, 190, 90))]
    assert chart.alt == (
        "Věková pyramida v roce 2021: vlevo muži (330), vpravo ženy (320). "
        "Nejpočetnější je skupina 15–64 let: 400 osob. Ve věku 65 a více let je 150 osob."
    )


def test_what_the_pyramid_draws_can_be_read_in_a_table():
    plan = a_plan().of("Dačice").with_(*people(60, 210, 60, sex="male"), *people(40, 190, 90, sex="female"))

    _, ages = tables(section(plan.content, "population"))

    assert rows(ages) == [
        ["0–14 let", "60", "40", "100"],
        ["15–64 let", "210", "190", "400"],
        ["65 a více let", "60", "90", "150"],
        ["Celkem", "330", "320", "650"],
    ]


def test_without_sexes_bands_are_bars():
    [chart] = charts(two_towns())

    assert (chart.kind, chart.series[0].values) == ("bars", (120, 460, 170))


def test_years_of_life_are_drawn_by_fives():
    plan = a_plan().of("Dačice").with_(*(band(age, age if age < 100 else None, 1) for age in range(101)))

    [chart] = charts(plan)

    assert (len(chart.categories), chart.categories[:2], chart.series[0].values[0]) == (21, ("0–4", "5–9"), 5)


def test_two_years_tell_the_change_by_age_and_by_municipality():
    plan = two_towns().with_(*people(120, 420, 100, year=2011), *people(25, 60, 15, year=2011, town=CHLUM))

    towns, change = tables(section(plan.content, "population"))

    assert [row[-1] for row in rows(towns)] == ["+10", "0", "+10"]
    assert rows(change) == [
        ["0–14 let", "145", "120", "\u221225", "\u221217,2"],
        ["15–64 let", "480", "460", "\u221220", "\u22124,2"],
        ["65 a více let", "115", "170", "+55", "+47,8"],
        ["Celkem", "740", "750", "+10", "+1,4"],
    ]


def test_the_change_is_drawn_and_told_in_words():
    plan = two_towns().with_(*people(120, 420, 100, year=2011), *people(25, 60, 15, year=2011, town=CHLUM))

    _, chart = charts(plan)

    assert [(one.name, one.values) for one in chart.series] == [("2011", (145, 480, 115)), ("2021", (120, 460, 170))]
    assert chart.alt == (
        "Obyvatelé podle věku v letech 2011 a 2021 vedle sebe. Nejvíce přibylo osob ve skupině 65 a více let, o 55. "
        "Nejvíce ubylo osob ve skupině 0–14 let, o 25."
    )


def test_only_municipalities_that_tell_both_years_are_compared():
    plan = two_towns().with_(*people(120, 420, 100, year=2011))

    towns, change = tables(section(plan.content, "population"))

    assert [row[-1] for row in rows(towns)] == ["+10", "–", "–"]
    assert rows(change)[-1] == ["Celkem", "640", "650", "+10", "+1,6"]


def test_the_oldest_year_is_compared_with_the_newest():
    plan = two_towns().with_(*people(1, 1, 1, year=2016), *people(100, 400, 100, year=2011))

    assert "Změna mezi roky 2011 a 2021" in printed(plan, "population")


def test_a_source_that_begins_with_the_word_is_not_called_a_source_twice():
    assert list(paragraphs(section(two_towns().content, "population")))[-1] == "Zdroj: ČSÚ"


@pytest.mark.parametrize("language", ["cs", "en"])
def test_a_territory_without_people_recorded_has_no_chapter(language: str):
    assert list(section(a_plan(language).of("Dačice").content, "population")) == []
