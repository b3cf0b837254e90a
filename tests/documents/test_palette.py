"""The colours of charts: a town's own comes first, and every one is seen on white and told from the others."""

import pytest

from lifecycle.documents.livery import contrast
from lifecycle.documents.palette import SHIPPED, fills


@pytest.mark.parametrize("colour", ["7A1F1F", "FFFF99", "006633", "000000", "D35400", "5B9BD5"])
def test_every_series_is_seen_on_white_whatever_the_towns_colour(colour):
    assert min(map(contrast, fills(colour))) >= 3
    assert len(set(fills(colour))) == len(SHIPPED)


def test_a_towns_colour_leads_its_charts():
    assert fills("7A1F1F")[0] == "7A1F1F"


@pytest.mark.parametrize("colour", ["", "1F4E79"])
def test_without_a_colour_of_its_own_a_town_has_the_shipped_ones(colour):
    assert fills(colour) == SHIPPED
