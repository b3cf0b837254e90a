"""Words of a chapter changed by a proposal: what stayed keeps its bold, its links and its footnotes."""

import pytest

from lifecycle.documents.reworded import reworded

SOURCE = (
    "Úvod **tučně** a [odkaz](https://a.cz) zde.[^1]\n\n- první **cíl**\n- druhé\n\n"
    "| A | B |\n|---|---|\n| **x** | y |\n\n[^1]: P."
)
WAS = "Úvod tučně a odkaz zde."


@pytest.mark.parametrize(
    ("was", "now", "old", "new"),
    [
        (WAS, "Závěr tučně a odkaz zde.", "Úvod", "Závěr"),
        (WAS, "Úvod tučněji a odkaz zde.", "tučně** a", "tučně**ji a"),
        (WAS, "Úvod silně a odkaz zde.", "tučně", "silně"),
        (WAS, "Úvod tučně a odkaz zde i jinde.", "zde.[^1]", "zde i jinde.[^1]"),
        ("první cíl", "pravý cíl", "první", "pravý"),
        ("x | y", "x | z", "| y", "| z"),
    ],
)
def test_what_stayed_keeps_its_look(was: str, now: str, old: str, new: str):
    assert reworded(SOURCE, was, now) == SOURCE.replace(old, new)


@pytest.mark.parametrize(("was", "now"), [("Jiné.", "Nové."), (WAS, ""), ("x | y", "x | y | z")])
def test_what_has_no_one_place_is_left_to_others(was: str, now: str):
    assert reworded(SOURCE, was, now) is None


def test_a_piece_without_a_look_is_left_to_others():
    assert reworded("Úvod.", "Úvod.", "Závěr.") is None
