"""Two people at one point: whoever comes second learns what the first one decided."""

import pytest

from tests.cli.clerk import Clerk


@pytest.fixture
def point(clerk: Clerk) -> str:
    """A comment Jana has accepted meanwhile."""
    id = clerk.reads("comment", "add", "measure:1.1", "Chybí noc.")["id"]
    clerk.reads("--as", "Jana Malá", "comment", "settle", id, "accepted")
    return str(id)


def test_a_point_somebody_settled_otherwise_is_refused_with_who_and_when(clerk: Clerk, point: str):
    answer = clerk.asks("comment", "settle", point, "rejected", "--reason", "Nejsou peníze.")

    (refusal,) = answer.json["refusals"]
    assert (answer.code, refusal["code"], refusal["command"]) == (
        1,
        "comment.settled_otherwise",
        f"lifecycle comment reopen {point} --reason DŮVOD",
    )
    assert all(word in refusal["text"] for word in ("Jana Malá", "3. 3. 2025".replace(" ", "\N{NO-BREAK SPACE}")))


def test_the_same_decision_with_a_better_reason_is_taken(clerk: Clerk, point: str):
    assert clerk.reads("comment", "settle", point, "accepted", "--reason", "Doplněno.")["entry"] == 7


def test_a_reopened_point_may_be_settled_otherwise(clerk: Clerk, point: str):
    clerk.reads("comment", "reopen", point, "--reason", "Přepočítali jsme to.")

    assert clerk.reads("comment", "settle", point, "rejected", "--reason", "Nejsou peníze.")["decision"] == "rejected"


def test_ones_own_decision_may_be_changed(clerk: Clerk, point: str):
    told = clerk.reads("--as", "Jana Malá", "comment", "settle", point, "explained")

    assert told["decision"] == "explained"


def test_a_reply_to_a_point_settled_meanwhile_is_kept(clerk: Clerk, point: str):
    assert clerk.reads("comment", "reply", point, "Děkujeme.")["id"] == "K2"
