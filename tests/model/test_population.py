"""People by age: only bands that fit exactly are added up, and what is missing is never taken for nobody."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.content import Content
from lifecycle.model.population import BROAD, Census, bands_from, censuses, coarse, common, per_hundred
from lifecycle.model.situation import Population
from tests.model.kinds import a_content

DACICE, PEC = "546127", "507717"


def band(
    low: int, high: int | None, count: int, *, town: str = DACICE, year: int = 2021, sex: str = "total"
) -> Population:
    return Population(
        municipality=town, year=year, age_from=low, age_to=high, sex=sex, count=count, source="Český statistický úřad"
    )


def recorded(*rows: Population) -> Content:
    return a_content(list(rows))


def census(*rows: Population) -> Census:
    [found] = censuses(recorded(*rows))
    return found


def broad(*counts: int, **more: Any) -> list[Population]:
    return [band(low, high, count, **more) for (low, high), count in zip(BROAD, counts, strict=True)]


def test_years_stand_from_the_oldest():
    found = censuses(recorded(*broad(1, 2, 3, year=2021), *broad(1, 2, 3, year=2011)))

    assert [one.year for one in found] == [2011, 2021]


def test_fine_bands_that_fit_make_the_broad_ones():
    found = census(
        band(0, 4, 10), band(5, 14, 20), band(15, 44, 30), band(45, 64, 40), band(65, 74, 5), band(75, None, 6)
    )

    assert [found.between(one) for one in BROAD] == [30, 70, 11]


def test_bands_that_cross_an_edge_are_not_cut():
    found = census(band(0, 17, 10), band(18, 64, 20), band(65, None, 30))

    assert [found.between(one) for one in BROAD] == [None, None, 30]


def test_men_and_women_make_the_total_where_no_total_is_recorded():
    found = census(*broad(1, 2, 3, sex="male"), *broad(10, 20, 30, sex="female"))

    assert (found.between((15, 64)), found.people, found.tells_sexes) == (22, 66, True)


def test_men_alone_are_no_total():
    found = census(*broad(1, 2, 3, sex="male"))

    assert (found.towns, found.partial) == ({}, (DACICE,))


def test_a_town_whose_bands_leave_ages_out_is_named_and_not_counted():
    found = census(*broad(1, 2, 3), band(0, 14, 7, town=PEC), band(65, None, 9, town=PEC))

    assert (found.people, found.partial) == (6, (PEC,))


def test_a_fine_table_leaves_out_bands_in_which_a_village_has_nobody():
    whole = [band(low, low + 4, 2) for low in range(0, 85, 5)] + [band(85, None, 2)]
    village = [one.replaced(municipality=PEC) for one in whole if one.age_from not in (5, 85)]

    found = census(*whole, *village)

    assert (found.towns[PEC].between((0, 14)), found.towns[PEC].between((65, None)), found.partial) == (4, 8, ())


def test_towns_with_different_bands_are_told_by_what_both_can_be_cut_at():
    found = census(*broad(3, 2, 1), band(0, 4, 1, town=PEC), band(5, 14, 1, town=PEC), band(15, None, 5, town=PEC))

    assert found.bands() == ((0, 14), (15, None))


def test_bands_common_to_two_years_are_the_finest_that_both_can_tell():
    assert common(bands_from([0, 5, 15, 65]), bands_from([0, 15, 45, 65])) == BROAD


def test_years_of_life_become_bands_of_five_where_there_are_too_many():
    assert coarse(bands_from(range(101)), at_most=24) == bands_from(range(0, 101, 5))


def test_a_share_is_rounded_half_up_and_nothing_has_no_shares():
    assert (per_hundred(1, 8), per_hundred(1, 2000), per_hundred(3, 0)) == ("12.5", "0.1", None)


@given(st.lists(st.integers(0, 9), min_size=20, max_size=20), st.sets(st.integers(1, 19), max_size=19))
def test_however_life_is_cut_into_bands_nobody_is_lost_or_counted_twice(people: list[int], cuts: set[int]):
    starts = [0, *sorted(cuts)]
    rows = [band(low, high, sum(people[low : None if high is None else high + 1])) for low, high in bands_from(starts)]

    found = census(*rows)

    assert (found.people, len(found.bands())) == (sum(people), len(starts))
    assert all(found.between(one) is not None for one in found.bands())
