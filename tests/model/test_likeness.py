"""What is answered together: the same words but for slips of the pen, the same proposal to the letter."""

import pytest

from lifecycle.model.comment import CommentKind, PlacementState, Tier
from lifecycle.model.likeness import groups, rivals
from lifecycle.model.register import Point

LONG = "počet dnů dluhové poradny v každé obci, protože dnešní zájem lidí je jiný"


def a_point(id: str, text: str, *, proposes: str | None = None) -> Point:
    """A comment at measure 1.2, or a proposal of another text of its description, which is `text`."""
    return Point(
        id=id,
        thread=id,
        parent=None,
        author="Štětí",
        on_behalf_of=None,
        date="2026-11-05",
        text=text,
        item="measure:1.2",
        field="description",
        tier=Tier.control,
        placement=PlacementState.placed,
        late=False,
        internal=False,
        resolved=False,
        settlement=None,
        kind=CommentKind.replacement if proposes else CommentKind.comment,
        source_file=None,
        source_edition=None,
        before=text if proposes else None,
        proposed_change=proposes,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Navrhujeme zvýšit {LONG}.", f"navrhujeme zvýšit {LONG}"),
        (f"Navrhujeme zvýšit {LONG}.", f"Navrhujeme zvysit {LONG}."),
        (f"Navrhujeme zvýšit {LONG}.", f"Prosíme, navrhujeme zvýšit {LONG}."),
        (f"Navrhujeme zvýšit {LONG}.", f"Navrhujeme zývšit {LONG}."),
    ],
)
def test_points_that_differ_by_slips_and_courtesy_are_answered_together(one: str, other: str):
    found = groups([a_point("K1", one), a_point("K2", other)], {})

    assert found == {"K1": "K1", "K2": "K1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Navrhujeme zvýšit {LONG}.", f"Navrhujeme snížit {LONG}."),
        (f"Navrhujeme zvýšit {LONG}.", f"Nenavrhujeme zvýšit {LONG}."),
        (f"Přidejte v pátek {LONG}.", f"Přidejte ve svátek {LONG}."),
        (f"Přidejte osm lůžek a {LONG}.", f"Přidejte deset lůžek a {LONG}."),
        (f"Přidejte v roce 2027 {LONG}.", f"Přidejte v roce 2028 {LONG}."),
    ],
)
def test_points_that_differ_in_any_other_word_are_answered_each(one: str, other: str):
    assert groups([a_point("K1", one), a_point("K2", other)], {}) == {}


def test_proposals_of_different_words_are_rivals_and_never_one_group():
    text = f"Zřídíme šest lůžek. {LONG}"
    points = [
        a_point("K54", text, proposes=text.replace("šest", "osm")),
        a_point("K106", text, proposes=text.replace("šest", "deset")),
        a_point("K107", text, proposes=text.replace("šest", "deset")),
    ]
    same = groups(points, {})

    assert same == {"K106": "K106", "K107": "K106"}
    assert rivals(points, same)["K54"] == ("K106", "K107")
