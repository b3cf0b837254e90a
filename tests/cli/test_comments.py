"""Comments: added to an item, answered in a thread, settled with a reason, listed with all a script needs."""

import pytest

from tests.cli.clerk import Clerk

KEYS = {
    "id", "thread", "parent", "author", "on_behalf_of", "date", "text", "item", "field", "tier", "placement", "late",
    "internal", "resolved", "decision", "reason", "change", "kind", "source",
}  # fmt: skip


def listed(clerk: Clerk) -> list[dict]:
    return clerk.reads("comment", "list")


def test_a_comment_stands_at_its_item_with_the_keys_of_the_contract(clerk: Clerk):
    added = clerk.reads("comment", "add", "measure:1.1", "Co víkend?")

    (row,) = listed(clerk)
    assert set(row) >= KEYS
    assert (row["id"], row["item"], row["placement"], row["resolved"], row["kind"]) == (
        added["id"], "measure:1.1", "placed", False, "comment",
    )  # fmt: skip
    assert set(row["source"]) >= {"file", "edition"}
    assert {"entry", "next"} <= set(added)


@pytest.mark.parametrize(("typed", "item"), [("1.1", "measure:1.1"), ("1", "priority:1"), ("plan", "plan")])
def test_a_bare_number_is_the_item_of_that_depth(clerk: Clerk, typed: str, item: str):
    clerk.reads("comment", "add", typed, "text")

    assert listed(clerk)[0]["item"] == item


@pytest.mark.parametrize("item", ["measure:9.9", "1.1.9", "opatreni:1.1", "", "measure:"])
def test_an_item_the_plan_does_not_have_is_wrong_input(clerk: Clerk, item: str):
    head = clerk.head

    answer = clerk.says("comment", "add", "--", item, "text")

    assert (answer.code, clerk.head, bool(answer.err.strip())) == (2, head, True)


def test_an_item_nearly_right_comes_with_the_right_one(clerk: Clerk):
    answer = clerk.says("comment", "add", "measure:1.2", "text")

    assert (answer.code, "measure:1.1" in answer.err) == (2, True)


@pytest.mark.parametrize("text", ["", "   ", "zvonek \x07"])
def test_an_empty_or_unprintable_text_is_wrong_input(clerk: Clerk, text: str):
    head = clerk.head

    assert (clerk.says("comment", "add", "plan", text).code, clerk.head) == (2, head)


def test_a_reply_is_a_row_of_its_own_in_the_thread(clerk: Clerk):
    first = clerk.reads("comment", "add", "plan", "otázka")["id"]
    second = clerk.reads("comment", "reply", first, "odpověď")["id"]

    rows = {row["id"]: row for row in listed(clerk)}
    assert (rows[second]["parent"], rows[second]["thread"], rows[second]["item"]) == (first, first, "plan")


def test_a_reply_to_nobody_names_the_comments_there_are(clerk: Clerk):
    id = clerk.reads("comment", "add", "plan", "otázka")["id"]

    answer = clerk.says("comment", "reply", "K99", "text")

    assert (answer.code, id in answer.err) == (2, True)


@pytest.mark.parametrize("decision", ["accepted", "explained", "noted", "irrelevant"])
def test_settling_needs_no_reason_where_nobody_is_refused(clerk: Clerk, decision: str):
    id = clerk.reads("comment", "add", "plan", "text")["id"]

    settled = clerk.reads("comment", "settle", id, decision)

    row = listed(clerk)[0]
    assert (bool(settled["entry"]), row["resolved"], row["decision"]) == (True, True, decision)


@pytest.mark.parametrize("decision", ["partly", "rejected"])
def test_refusing_somebody_needs_a_reason(clerk: Clerk, decision: str):
    id = clerk.reads("comment", "add", "plan", "text")["id"]
    head = clerk.head

    refused = clerk.asks("comment", "settle", id, decision)

    assert (refused.code, refused.json["refused"], clerk.head) == (1, True, head)
    assert clerk.asks("comment", "settle", id, decision, "--reason", "Není na to rozpočet.").code == 0


def test_settling_the_same_way_again_is_no_act(clerk: Clerk):
    id = clerk.reads("comment", "add", "plan", "text")["id"]
    clerk.reads("comment", "settle", id, "noted")

    assert clerk.reads("comment", "settle", id, "noted")["entry"] is None


def test_a_settlement_names_the_item_it_changed(clerk: Clerk):
    id = clerk.reads("comment", "add", "plan", "text")["id"]

    wrong = clerk.says("comment", "settle", id, "accepted", "--change", "measure:7.7")
    clerk.reads("comment", "settle", id, "accepted", "--change", "1.1")

    assert (wrong.code, listed(clerk)[0]["change"]) == (2, "measure:1.1")


def test_a_word_that_is_no_decision_names_the_words_there_are(clerk: Clerk):
    id = clerk.reads("comment", "add", "plan", "text")["id"]

    answer = clerk.says("comment", "settle", id, "acepted")

    assert (answer.code, "accepted" in answer.err) == (2, True)


def test_an_internal_comment_is_marked(clerk: Clerk):
    clerk.reads("comment", "add", "plan", "mezi námi", "--internal")

    assert listed(clerk)[0]["internal"] is True


def test_the_name_of_a_person_is_shown_but_not_in_the_history(clerk: Clerk):
    clerk.reads("--as", "Jana Nováková", "comment", "add", "plan", "text")

    last = clerk.reads("history", "log")[-1]["number"]
    entry = clerk.reads("history", "show", str(last))
    assert listed(clerk)[0]["author"] == "Jana Nováková"
    assert "Nováková" not in str(entry["changes"])


def test_a_comment_of_a_removed_item_becomes_an_orphan_and_is_not_lost(clerk: Clerk):
    clerk.reads("comment", "add", "measure:1.1", "text")
    row = "code,title,description,kind,responsible,starts,ends\n1.2,Jiné,T,new,R,2026-01-01,2026-12-31\n"
    clerk.records("measures", row, "--replace")

    assert [(c["text"], c["placement"]) for c in listed(clerk)] == [("text", "orphaned")]
    assert clerk.reads("status")["comments"]["orphaned"] == 1


def test_a_settlement_recorded_by_form_and_by_command_is_the_same(taken_up):
    clerk = taken_up("one point open")

    clerk.records("settlements", "id,decision,reason\nP-3,noted,\n")

    assert clerk.reads("comment", "settle", "P-3", "noted")["entry"] is None


def test_a_settlement_of_no_comment_is_wrong_input(clerk: Clerk):
    head = clerk.head

    answer = clerk.asks("record", "settlements", str(clerk.paper("v.csv", "id,decision\nK77,noted\n")))

    assert (answer.code, clerk.head) == (2, head)
    assert "K77" in answer.err


@pytest.mark.parametrize("reason", [" ", ""])
def test_a_blank_reason_is_no_reason(clerk: Clerk, reason: str):
    id = clerk.reads("comment", "add", "1.1", "Doplňte termín.")["id"]

    refused = clerk.asks("comment", "settle", id, "rejected", "--reason", reason)

    assert (refused.code, [one["code"] for one in refused.json["refusals"]]) == (1, ["comment.reason_needed"])


def test_a_reason_no_document_may_hold_is_wrong_input(clerk: Clerk):
    id = clerk.reads("comment", "add", "1.1", "Doplňte termín.")["id"]

    assert clerk.says("comment", "settle", id, "rejected", "--reason", "zvonek \a").code == 2


def test_a_settlement_bears_the_day_it_was_made_on_and_ends_its_sentences(clerk: Clerk):
    id_ = clerk.reads("comment", "add", "plan", "Kdo to zaplatí?")["id"]
    later = clerk.on("2025-03-20")
    later.reads("comment", "settle", id_, "accepted", "--reason", "Doplněn termín")
    target = later.papers / "plán.md"
    later.reads("document", "issue", "plan", "-o", str(target))

    text = target.read_text(encoding="utf-8")
    assert ("Doplněn termín." in text, "2025-03-20" in text or "20. 3. 2025" in text.replace("\u00a0", " ")) == (
        True,
        True,
    )


def test_a_reply_to_somebody_offers_to_settle_the_thread(clerk: Clerk):
    id_ = clerk.reads("--as", "Starosta Novák", "comment", "add", "plan", "Kdo to zaplatí?")["id"]

    offered = clerk.reads("comment", "reply", id_, "Kraj.")["next"]

    assert offered[0].startswith(f"lifecycle comment settle {id_} ")


def test_a_reply_to_ones_own_comment_does_not_offer_to_settle_it(clerk: Clerk):
    id_ = clerk.reads("comment", "add", "plan", "Kdo to zaplatí?")["id"]

    assert clerk.reads("comment", "reply", id_, "Zeptám se kraje.")["next"] == ["lifecycle comment list"]


def test_a_reply_in_a_settled_thread_does_not_offer_to_settle_it_again(clerk: Clerk):
    id_ = clerk.reads("--as", "Starosta Novák", "comment", "add", "plan", "Kdo to zaplatí?")["id"]
    clerk.reads("comment", "settle", id_, "noted")

    assert clerk.reads("comment", "reply", id_, "Kraj.")["next"] == ["lifecycle comment list"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("cs", "má jen tyto možnosti: accepted"), ("en", "can only be one of")]
)
def test_a_decision_nobody_knows_is_told_in_the_clerks_language(clerk: Clerk, language: str, sentence: str):
    answer = clerk.says("--lang", language, "comment", "settle", "K1", "prijato")

    assert (answer.code, sentence in answer.err) == (2, True)


def test_an_item_like_no_other_is_told_without_a_list_of_nothing(clerk: Clerk):
    answer = clerk.says("comment", "add", "qqqqqqqq", "Text")

    assert (answer.code, "–" in answer.err, "Podobné" in answer.err) == (2, False, False)


def test_a_comment_nobody_wrote_is_told_without_a_list_of_nothing(clerk: Clerk):
    answer = clerk.says("comment", "settle", "K1", "noted")

    assert (answer.code, "–" in answer.err) == (2, False)


def test_an_internal_comment_is_marked_on_the_screen(clerk: Clerk):
    clerk.reads("--as", "Jana", "comment", "add", "plan", "Jen pro nás.", "--internal")

    assert "Jana (interní)" in clerk.says("comment", "list").out


def test_an_item_unlike_any_names_no_empty_list(clerk: Clerk):
    answer = clerk.says("comment", "add", "swot:QQQQQQ", "Text.")

    assert (answer.code, "–" in answer.err) == (2, False)
