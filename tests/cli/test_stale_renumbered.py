"""Points of an older edition go with the renumberings recorded since, whatever the measures are called now."""

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import opened, takes, the_point

CLUB = "Nízkoprahový klub otevře každé odpoledne včetně prázdnin v prostorách staré školy."
HEAD = "code,title,description,kind,responsible,starts,ends\n"
REST = """1.1,Pečovatelská služba,Terén denně.,improve,Město,2026-01-01,2027-12-31
1.2,Odlehčovací služba,Víkend doma.,new,Charita,2026-01-01,2027-12-31
2.1,Práce s rodinami,Terénní práce.,new,Město,2026-01-01,2027-12-31
"""


def club(code: str, title: str, text: str = CLUB) -> str:
    return f"{code},{title},{text},new,Kněžmost,2026-01-01,2027-12-31\n"


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk who sent out an edition with measure 1.3, a club."""
    desk = taken_up("round runs")
    desk.records("measures", HEAD + club("1.3", "Klub pro mládež Čtyřlístek"))
    desk.reads("document", "issue", "plan")
    return desk


def test_a_point_of_an_older_edition_goes_where_the_office_moved_its_measure(desk: Clerk):
    sent = opened(desk).commented(CLUB, "A v létě?")
    others = HEAD + REST
    desk.records("measures", others + club("1.4", "Centrum mladých Trojlístek"), "--replace")
    desk.records("measures", others + club("1.5", "Dům mladých", f"{CLUB} I v létě."), "--replace")
    desk.reads("document", "issue", "plan")

    told = takes(desk, sent)
    assert (told["moved"], the_point(desk)["item"]) == (1, "measure:1.5")
