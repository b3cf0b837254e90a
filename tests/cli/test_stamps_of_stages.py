"""Time-stamps over the years: a request has one response, a stage that ends suggests one, the office's log shows it."""

from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.cli.test_handouts import authority
from tests.delivery.authority import Authority
from tests.delivery.authority import opened as authority_in

__all__ = ["authority"]


@pytest.fixture
def asked(clerk: Clerk, tmp_path: Path) -> bytes:
    """The request of a time-stamp the clerk has written."""
    clerk.reads("history", "stamp", "-o", str(tmp_path / "z.tsq"))
    return (tmp_path / "z.tsq").read_bytes()


@pytest.fixture
def stamped(clerk: Clerk, authority: Authority, asked: bytes) -> Path:
    """The response of the authority, taken."""
    answer = clerk.paper("první.tsr", authority.answer(asked))
    clerk.reads("history", "stamp", "--response", str(answer))
    return answer


def test_another_authoritys_answer_does_not_take_the_place_of_the_first(
    clerk: Clerk, asked: bytes, stamped: Path, tmp_path: Path
):
    other = clerk.paper("druhá.tsr", authority_in(tmp_path).answer(asked))
    before = clerk.head

    told = clerk.asks("history", "stamp", "--response", str(other)).json["refusals"][0]

    assert (told["code"], told["command"], clerk.head == before) == ("stamp.answered", "lifecycle history stamp", True)
    assert (clerk.office / "stamps" / "000001.tsr").read_bytes() == stamped.read_bytes()


def test_the_very_same_answer_again_adds_nothing(clerk: Clerk, stamped: Path):
    before = clerk.head

    assert clerk.reads("history", "stamp", "--response", str(stamped))["entry"] is None
    assert clerk.head == before


def test_the_end_of_a_stage_suggests_a_time_stamp(clerk: Clerk):
    assert "history stamp   (konec etapy" in clerk.says("advance").out


def test_a_return_for_rework_suggests_none(clerk: Clerk):
    clerk.reads("advance")

    assert "lifecycle history stamp" not in clerk.reads("return", "evaluation", "--reason", "Přepracovat.")["next"]


def uncovered(clerk: Clerk) -> list[str]:
    return [one["text"] for one in clerk.reads("status")["warnings"] if one["code"] == "stamp.uncovered"]


def test_whoever_never_stamps_is_not_told_to(clerk: Clerk):
    clerk.reads("advance")

    assert uncovered(clerk) == []


def test_where_stamps_are_used_the_status_tells_of_a_stage_that_none_covers(clerk: Clerk, stamped: Path):
    clerk.reads("advance")

    assert "zatím nekryje žádné časové razítko" in uncovered(clerk)[0]


def test_but_of_one_that_is_covered_it_does_not(clerk: Clerk, stamped: Path, authority: Authority, tmp_path: Path):
    clerk.reads("advance")
    clerk.reads("history", "stamp", "-o", str(tmp_path / "další.tsq"))
    waiting = uncovered(clerk)[0]
    answer = clerk.paper("další.tsr", authority.answer((tmp_path / "další.tsq").read_bytes()))
    clerk.reads("history", "stamp", "--response", str(answer))

    assert ("na jeho odpověď" in waiting, uncovered(clerk)) == (True, [])


def test_the_offices_own_history_can_be_read(clerk: Clerk, stamped: Path):
    log = clerk.about("-").reads("history", "log")

    assert [(one["verb"], bool(one["stamped"])) for one in log] == [
        ("office.init", True),
        ("stamp.request", False),
        ("stamp.response", False),
    ]
    assert clerk.about("-").reads("history", "show", "3")["changes"][0]["kind"] == "stamp"
    assert clerk.about("-").asks("history", "verify").code == 0
