"""What the corpus is made of: the demo's office, its editions, the places people speak of."""

from dataclasses import dataclass

import pytest

from tests.cli.clerk import Clerk
from tests.journeys.lives import lived
from tests.returned import spots
from tests.returned.issued import Issued
from tests.returned.spots import Spot

__all__ = ["lived"]
PLAN = "dacice-2015"


@dataclass(frozen=True)
class Library:
    """The editions of the demo by name, every place of its plan, and its threads by their first words."""

    editions: dict[str, Issued]
    spots: list[Spot]
    register: dict[str, str]


@pytest.fixture(scope="session")
def library(demo, tmp_path_factory) -> Library:
    """The demo's editions and places; only read."""
    return library_of(Clerk(demo, tmp_path_factory.mktemp("papíry")).about(PLAN))


def library_of(clerk: Clerk) -> Library:
    """The editions and places of the office."""
    rows = {
        kind: clerk.reads("show", kind)
        for kind in ("measures", "activities", "priorities", "findings", "swot", "groups", "services", "texts")
    }
    places = [
        *spots.measures(rows["measures"]),
        *spots.activities(rows["activities"], rows["measures"]),
        *spots.priorities(rows["priorities"]),
        *spots.findings(rows["findings"]),
        *spots.entries(rows["swot"], rows["groups"]),
        *spots.services(rows["services"]),
        *spots.evaluated(clerk.reads("show", "evaluation")),
        *spots.chapters(rows["texts"]),
        spots.COVER,
    ]
    editions = {
        f"plan@{one['number']}": Issued(f"plan@{one['number']}", (clerk.office / one["file"]).read_bytes())
        for one in clerk.reads("document", "list")
        if one["name"] == "plan"
    }
    points = clerk.reads("comment", "list")
    register = {one["text"]: one["thread"] for one in points if one["id"] == one["thread"]}
    return Library(editions, places, register)
