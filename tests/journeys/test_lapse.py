"""An approval is of a text: it lapses with the next edition of a changed one, and stays where nothing voted changed."""

from collections.abc import Callable

import pytest

from tests.cli.clerk import Clerk
from tests.journeys.mnichovo import PLAN, SEAT, SMALL_TOWNS

TakenUp = Callable[[str], Clerk]
CHANGED = "code,description\n1.1,Terén jen ve všední dny.\n"


def states(clerk: Clerk, *codes: str) -> set[str]:
    towns = clerk.reads("approval", "status")["municipalities"]
    return {town["state"] for town in towns if town["code"] in codes}


def votes(clerk: Clerk, code: str, verb: str, number: str, on: str, for_: int, *more: str):
    return clerk.asks(
        "approval", "record", code, "--body", "council", "--verb", verb, "--resolution", number, "--on", on,
        "--for", str(for_), "--against", "0", "--abstained", str(6 - for_), "--present", "6", "--members", "7", *more,
    )  # fmt: skip


def test_recording_a_voted_text_during_approval_warns(taken_up: TakenUp):
    clerk = taken_up("rule met")

    answer = clerk.asks("record", "measures", str(clerk.paper("opatření.csv", CHANGED)))

    assert (answer.code, answer.json["changed"], len(answer.json["warnings"])) == (0, 1, 1)
    assert "schvál" in answer.err.lower()


def test_until_the_next_edition_the_approvals_stand_but_the_plan_cannot_enter_into_force(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.records("measures", CHANGED)

    refused = clerk.asks("advance")

    assert (refused.code, [r["code"] for r in refused.json["refusals"]]) == (1, ["approval.text_changed"])
    assert states(clerk, *SMALL_TOWNS) == {"approved"}


def test_the_next_edition_of_a_changed_text_lapses_every_approval(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.records("measures", CHANGED)

    issued = clerk.reads("document", "issue", "plan")["edition"]

    assert (issued["number"], issued["label"]) == (8, "approval")
    assert states(clerk, SEAT, *SMALL_TOWNS) == {"lapsed"}


def test_after_a_lapse_packets_are_sent_again_and_the_councils_vote_on_the_new_edition(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.records("measures", CHANGED)
    clerk.reads("document", "issue", "plan")
    clerk.reads("approval", "send")

    again = votes(clerk, SMALL_TOWNS[0], "approves", "40/2025", "2025-09-15", 5)

    assert again.code == 0
    town = next(t for t in clerk.reads("approval", "status")["municipalities"] if t["code"] == SMALL_TOWNS[0])
    assert (town["state"], town["edition"], town["valid"]) == ("approved", "plan@8", True)


def test_an_edition_of_the_same_text_keeps_every_approval(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.records("people", "name,group,side\nNová členka,SEN,public\n")

    clerk.reads("document", "issue", "plan")

    assert states(clerk, *SMALL_TOWNS) == {"approved"}
    assert clerk.reads("advance")["to"] == "in_force"


def test_a_return_and_a_new_round_on_the_same_text_carries_the_approvals(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.reads("return", "consultation", "--reason", "Chybí zápis z projednání.")
    assert states(clerk, *SMALL_TOWNS) == {"approved"}

    clerk.reads("advance")

    towns = clerk.reads("approval", "status")["municipalities"]
    carried = {t["code"] for t in towns if t["carried"] and t["valid"]}
    assert carried == {SEAT, "536041", *SMALL_TOWNS}


def test_a_return_in_which_the_text_changed_keeps_no_approval(taken_up: TakenUp):
    clerk = taken_up("rule met")
    clerk.reads("return", "priorities", "--reason", "Rada chce jen všední dny.")
    clerk.records("measures", CHANGED)
    clerk.reads("advance")

    clerk.reads("advance")

    assert states(clerk, SEAT, *SMALL_TOWNS) == {"lapsed"}


def test_a_changed_text_changed_back_needs_no_new_vote(taken_up: TakenUp):
    clerk = taken_up("rule met")
    before = next(row for row in clerk.reads("show", "measures") if row["code"] == "1.1")["description"]
    clerk.records("measures", CHANGED)
    clerk.records("measures", f"code,description\n1.1,{before}\n")

    assert clerk.reads("advance")["to"] == "in_force"


def test_too_few_votes_are_refused_with_the_cure_to_record_them_as_not_adopted(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = votes(clerk, SMALL_TOWNS[0], "approves", "3/2025", "2025-08-20", 3)

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert "not_adopted" in answer.json["refusals"][0]["command"]


def test_a_vote_without_a_majority_is_a_fact_that_does_not_count(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")

    answer = votes(clerk, SMALL_TOWNS[0], "not_adopted", "3/2025", "2025-08-20", 3)

    assert (answer.code, states(clerk, SMALL_TOWNS[0])) == (0, {"not_adopted"})
    assert clerk.reads("status")["approval"] == {"needed": 12, "approved": 0, "refused": 1, "waiting": 21}


def test_the_same_row_without_a_majority_in_a_workbook_is_wrong_input(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head
    rows = "code,body,verb,number,on,members,present,for\n529605,council,approves,1,2025-08-20,7,6,3\n"

    answer = clerk.asks("record", "resolutions", str(clerk.paper("usnesení.csv", rows)))

    assert (answer.code, clerk.head) == (2, head)
    assert "not_adopted" in answer.json["errors"][0]["text"]


def test_of_several_resolutions_the_last_by_its_day_counts(taken_up: TakenUp):
    clerk = taken_up("rule met")
    votes(clerk, SMALL_TOWNS[0], "refuses", "30/2025", "2025-09-10", 0)
    votes(clerk, SMALL_TOWNS[1], "refuses", "29/2025", "2025-08-20", 0)

    assert (states(clerk, SMALL_TOWNS[0]), states(clerk, SMALL_TOWNS[1])) == ({"refused"}, {"approved"})


def test_a_resolution_recorded_twice_changes_nothing(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    condition = ("--condition", "Bez navýšení.")
    votes(clerk, SMALL_TOWNS[0], "approves_with_condition", "3/2025", "2025-08-20", 5, *condition)
    head = clerk.head

    again = votes(clerk, SMALL_TOWNS[0], "approves_with_condition", "3/2025", "2025-08-20", 5, *condition)

    assert (again.code, again.json["entry"], clerk.head) == (0, None, head)


def test_approving_with_a_condition_needs_the_condition(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = votes(clerk, SMALL_TOWNS[0], "approves_with_condition", "3/2025", "2025-08-20", 5)

    assert (answer.code, clerk.head) == (2, head)
    assert "condition" in answer.err


def test_more_votes_than_people_present_are_wrong_input(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = clerk.asks(
        "approval", "record", SMALL_TOWNS[0], "--body", "council", "--verb", "approves", "--resolution", "3",
        "--on", "2025-08-20", "--for", "6", "--against", "1", "--abstained", "0", "--present", "5", "--members", "7",
    )  # fmt: skip

    assert (answer.code, clerk.head) == (2, head)


def test_a_council_without_a_quorum_of_its_members_is_wrong_input(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = clerk.asks(
        "approval", "record", SMALL_TOWNS[0], "--body", "council", "--verb", "refuses", "--resolution", "3",
        "--on", "2025-08-20", "--for", "0", "--against", "3", "--abstained", "0", "--present", "3", "--members", "7",
    )  # fmt: skip

    assert (answer.code, clerk.head) == (2, head)


def test_a_resolution_of_a_town_outside_the_plan_names_the_towns_that_are_in_it(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = votes(clerk, "546127", "approves", "3/2025", "2025-08-20", 5)

    assert (answer.code, clerk.head) == (2, head)
    assert "546127" in answer.err


def test_a_resolution_of_tomorrow_is_not_taken(taken_up: TakenUp):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = votes(clerk, SMALL_TOWNS[0], "approves", "3/2025", "2025-09-02", 5)

    assert (answer.code, clerk.head) == (2, head)


def test_in_force_a_late_council_may_still_approve(taken_up: TakenUp):
    clerk = taken_up("in force").on("2025-11-01")

    answer = votes(clerk, "571997", "approves", "5/2025", "2025-10-20", 6)

    assert (answer.code, states(clerk, "571997")) == (0, {"approved"})


def test_in_force_a_measure_is_refused_with_the_plan_that_follows_as_cure(taken_up: TakenUp):
    clerk = taken_up("in force").on("2025-11-01")
    head = clerk.head

    answer = clerk.asks("record", "measures", str(clerk.paper("opatření.csv", CHANGED)))

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert f"--follows {PLAN}" in answer.json["refusals"][0]["command"]


def test_in_force_everything_that_is_not_the_text_is_still_recorded(taken_up: TakenUp):
    clerk = taken_up("in force").on("2026-11-01")

    taken = clerk.records("progress", "code,on,state,spent_czk,value\n1.1,2026-10-31,running,5 000 000,18\n")

    assert (taken["added"], bool(taken["entry"])) == (1, True)


def test_a_new_plan_follows_the_one_in_force(taken_up: TakenUp):
    clerk = taken_up("in force").on("2028-02-01")
    towns = clerk.paper("obce.csv", "code,name,population\n536326,Mnichovo Hradiště,8858\n")

    clerk.reads(
        "plan", "create", "mnichovo-2029", "--title", "Nový plán", "--territory", str(towns),
        "--from", "2029", "--to", "2031", "--follows", PLAN,
    )  # fmt: skip

    assert [(p["key"], p["follows"], p["stage"]) for p in clerk.reads("plan", "list")] == [
        (PLAN, None, "in_force"),
        ("mnichovo-2029", PLAN, "evaluation"),
    ]


def test_a_return_without_a_reason_is_refused_and_changes_nothing(taken_up: TakenUp):
    clerk = taken_up("rule met")
    head = clerk.head

    answer = clerk.asks("return", "consultation")

    assert (answer.code, answer.json["refused"], clerk.head) == (1, True, head)
    assert "--reason" in answer.json["refusals"][0]["command"]


VOTES = {
    "votes but nobody present": ("--for", "5", "--members", "7"),
    "more present than there are members": ("--for", "5", "--present", "8", "--members", "7"),
    "more votes than present": ("--for", "5", "--against", "2", "--abstained", "0", "--present", "6", "--members", "7"),
    "too few present": ("--for", "3", "--against", "0", "--abstained", "0", "--present", "3", "--members", "7"),
    "an edition that does not exist": ("--members", "7", "--edition", "99"),
    "a scan that is not there": ("--members", "7", "--file", "chybí.pdf"),
}


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("votes", VOTES.values(), ids=VOTES.keys())
def test_a_resolution_that_cannot_be_is_told_in_a_sentence(taken_up: TakenUp, votes: tuple[str, ...], language: str):
    clerk = taken_up("packets sent").on("2025-09-01")
    head = clerk.head

    answer = clerk.asks(
        "--lang", language, "approval", "record", SEAT, "--body", "council", "--verb", "not_adopted",
        "--resolution", "1", "--on", "2025-08-20", *votes,
    )  # fmt: skip

    told = [fault["text"] for fault in answer.json.get("errors", [answer.json["error"]])]
    assert (answer.code, clerk.head) == (2, head)
    assert [text for text in told if "_" in text or len(text.split()) < 3] == []


def test_a_plan_in_force_issued_again_is_what_the_councils_approved_though_services_changed(taken_up: TakenUp):
    clerk = taken_up("in force")
    before = clerk.reads("approval", "status")
    clerk.records("services", "key,provider,name,kind,capacity\nNOVÁ-1,Charita,Nová služba,40,7\n")

    again = clerk.reads("document", "issue", "plan")["edition"]

    final = [one for one in clerk.reads("document", "list") if one["name"] == "plan" and one["label"] == "final"]
    assert {one["content_sha256"] for one in final} == {again["content_sha256"]}
    assert clerk.reads("approval", "status") == before
