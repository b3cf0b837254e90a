"""A change is never put down to a comment that did not ask for it: other fields, other codes, removals."""

from collections.abc import Callable

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import opened, takes, the_point

MEASURES = """code,title,description,kind,responsible,starts,ends
1.1,Pečovatelská služba,Terén denně.,improve,Město,2026-01-01,2027-12-31
1.2,Odlehčovací pobyty,Zřídí se čtyři lůžka.,new,Charita,2026-01-01,2027-12-31
"""
SWAPPED = """code,title,description,kind,responsible,starts,ends
1.1,Odlehčovací pobyty,Zřídí se čtyři lůžka.,new,Charita,2026-01-01,2027-12-31
1.2,Pečovatelská služba,Terén denně.,improve,Město,2026-01-01,2027-12-31
"""
LOANS = "1.3,Půjčovna pomůcek,Sklad se rozšíří o třicet kusů.,grow,Charita,2026-01-01,2027-12-31\n"
FAMILIES = "2.1,Práce s rodinami,Terénní práce.,new,Město,2026-01-01,2027-12-31\n"


@pytest.fixture
def clerk(taken_up: Callable[[str], Clerk]) -> Clerk:
    """A clerk whose plan of two measures was sent out."""
    clerk = taken_up("round runs")
    clerk.records("measures", MEASURES)
    clerk.reads("document", "issue", "plan")
    return clerk


def applied(clerk: Clerk, code: str = "1.1", was: str = "Terén denně.") -> str:
    """The proposal of Kněžmost on what a measure says, accepted and applied."""
    takes(clerk, opened(clerk).tracked(was, f"{was} I večer."), whom="Kněžmost")
    id = str(the_point(clerk)["id"])
    clerk.reads("comment", "settle", id, "accepted", "--change", code, "--apply")
    return id


def newest(clerk: Clerk) -> int:
    return max(one["number"] for one in clerk.reads("document", "list") if one["name"] == "plan")


def causes(clerk: Clerk, item: str, *, editions: int = 1) -> dict[str | None, str]:
    """Field → cause of each change of the item between the newest edition, issued now, and one before it."""
    clerk.reads("document", "issue", "plan")
    last = newest(clerk)
    found = clerk.reads("document", "changes", str(last - editions), str(last))
    return {one["field"]: one["cause"] or "" for one in found if one["item"] == item}


def signatures(clerk: Clerk) -> dict[str, str]:
    """Item → who signs its changes between the last two editions."""
    last, file = newest(clerk), clerk.papers / "porovnání.docx"
    found = clerk.reads("document", "redline", str(last - 1), str(last), "-o", str(file))["changes"]
    return {one["item"]: one["cause"] for one in found}


def test_a_measure_taken_out_later_is_not_put_down_to_the_town_whose_proposal_was_applied_to_it(clerk: Clerk):
    clerk.records("measures", MEASURES + LOANS)
    clerk.reads("document", "issue", "plan")
    id = applied(clerk, "1.3", "Sklad se rozšíří o třicet kusů.")
    clerk.reads("document", "issue", "plan")
    clerk.records("measures", MEASURES + FAMILIES, "--replace")

    told = causes(clerk, "measure:1.3", editions=2)
    assert (id in told[None], told[None].startswith("zapsáno")) == (False, True)
    assert signatures(clerk)["measure:1.3"] == f"Vydání plan@{newest(clerk)}"


def test_an_applied_proposal_is_the_cause_of_its_own_field_alone(clerk: Clerk):
    id = applied(clerk)
    clerk.records("measures", "code,title\n1.1,Pečovatelská služba města\n")

    told = causes(clerk, "measure:1.1")
    assert {field: id in cause for field, cause in told.items()} == {"title": False, "description": True}
    assert signatures(clerk)["measure:1.1"] == f"Vydání plan@{newest(clerk)}; Připomínka {id} – Kněžmost"


def test_measures_that_only_change_their_codes_do_so_at_nobodys_request(clerk: Clerk):
    id = clerk.reads("comment", "add", "measure:1.2", "Kolik lůžek?")["id"]
    clerk.reads("comment", "settle", id, "accepted", "--change", "measure:1.2")
    clerk.records("measures", SWAPPED)

    told = [*causes(clerk, "measure:1.1").values(), *causes(clerk, "measure:1.2", editions=2).values()]
    assert [cause for cause in told if id in cause] == []


def test_what_a_measure_says_under_its_new_code_is_put_down_to_the_comment_that_asked_for_it(clerk: Clerk):
    id = clerk.reads("comment", "add", "measure:1.2", "Pět lůžek.")["id"]
    clerk.reads("comment", "settle", id, "accepted", "--change", "measure:1.2")
    clerk.records("measures", SWAPPED.replace("čtyři", "pět"))

    told = causes(clerk, "measure:1.1")
    assert {field for field, cause in told.items() if id in cause} == {"description"}


def test_an_accepted_comment_is_the_cause_of_the_next_record_of_its_measure_and_of_no_later_one(clerk: Clerk):
    id = clerk.reads("comment", "add", "measure:1.1", "I o víkendu.")["id"]
    clerk.reads("comment", "settle", id, "accepted", "--change", "measure:1.1")
    clerk.records("measures", "code,description\n1.1,Terén denně i o víkendu.\n")
    clerk.records("measures", "code,responsible\n1.1,Charita\n")

    told = causes(clerk, "measure:1.1")
    assert {field: id in cause for field, cause in told.items()} == {"description": True, "responsible": False}
