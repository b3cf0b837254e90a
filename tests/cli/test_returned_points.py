"""What becomes of points that came back: our own marks, groups, rivals, flags, and the answer of the next edition."""

import re

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, W, new_points, opened, takes, the_point, w

WORDS = "Terén denně."


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště while the consultation runs."""
    return taken_up("round runs")


@pytest.fixture
def paper(desk: Clerk) -> Paper:
    """The draft under consultation as a colleague opens it."""
    return opened(desk)


@pytest.fixture
def redlined(desk: Clerk) -> Paper:
    """What changed between the last two editions, as tracked changes of ours."""
    desk.records("measures", "code,description\n1.2,Víkend doma i v klubu.\n")
    desk.records("activities", "code,title,responsible,starts,ends\n1.1.2,Třetí auto,Město,2026-07-01,2027-12-31\n")
    desk.reads("document", "issue", "plan")
    file = desk.papers / "změny.docx"
    last = [one for one in desk.reads("document", "list") if one["name"] == "plan"][-1]["number"]
    desk.reads("document", "redline", str(last - 1), str(last), "-o", str(file))
    return Paper.of(file)


def test_our_own_marks_and_list_of_changes_in_a_redline_are_nobodys_proposals(desk: Clerk, redlined: Paper):
    told = takes(desk, redlined)

    assert (told["refused"], new_points(desk)) == (None, [])


def test_what_a_town_marks_in_our_redline_is_its_proposal(desk: Clerk, redlined: Paper):
    told = takes(desk, redlined.tracked("Terén denně.", "Terén denně i večer.").commented("Opatření 1.2", "Souhlas."))

    assert (told["proposals"], told["comments"], told["untracked_edits"]) == (1, 1, 0)
    assert [(one["kind"], one["item"], one["before"]) for one in new_points(desk)] == [
        ("comment", "measure:1.2", None), ("replacement", "measure:1.1", "Terén denně."),
    ]  # fmt: skip


def test_the_next_edition_shows_a_proposal_with_its_wording_and_what_became_of_it(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."))
    id = the_point(desk)["id"]
    desk.reads("comment", "settle", id, "accepted", "--reason", "Ano.", "--change", "1.2", "--apply")
    desk.reads("document", "issue", "plan")

    (thread,) = told_by(desk, opened(desk), "Návrh na změnu")
    assert thread["text"] == "Návrh na změnu: Víkend doma. → Dva víkendy doma.\nNavržené znění: Dva víkendy doma."
    assert thread["resolved"] is True
    (answer,) = told_by(desk, opened(desk), "Ano.")
    assert answer["parent"] == thread["id"]


def told_by(clerk: Clerk, paper: Paper, words: str) -> list[dict]:
    """The comments of a file that hold some words, as `inspect` tells them."""
    (found,) = clerk.reads("inspect", str(paper.saved(clerk.paper("čtené.docx", b""))))
    return [one for one in found["comments"] if words in one["text"]]


def test_a_proposal_seen_again_in_the_next_edition_is_not_taken_twice(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."))
    desk.reads("document", "issue", "plan")

    assert takes(desk, opened(desk), whom="Kněžmost")["comments"] == 0


def typed_into_the_gap(words: str):
    """Words typed with tracking into a paragraph of its own behind the last row of measure 1.1's card."""

    def type_(root):
        tables = [t for t in root.iter(w("tbl")) if "Terén denně." in "".join(t.itertext())]
        new = etree.fromstring(
            f'<w:p xmlns:w="{W}"><w:ins w:id="9" w:author="Jana Malá" w:date="2026-01-01T10:00:00Z">'
            f"<w:r><w:t>{words}</w:t></w:r></w:ins></w:p>"
        )
        tables[0].addnext(new)

    return type_


def test_words_typed_between_the_fields_of_a_card_never_fill_an_empty_field(desk: Clerk, paper: Paper):
    before = desk.reads("show", "measures")
    takes(desk, paper.changed(typed_into_the_gap("ps")))

    refused = desk.asks("comment", "settle", the_point(desk)["id"], "accepted", "--reason", "Ano.", "--apply")

    assert (refused.code, refused.json["refusals"][0]["code"]) == (1, "comment.apply_by_form")
    assert desk.reads("show", "measures") == before


def test_a_title_changed_in_a_heading_is_applied_to_the_title(desk: Clerk, paper: Paper):
    title = next(one for one in desk.reads("show", "measures") if one["code"] == "1.1")["title"]
    takes(desk, paper.tracked(title, "Nový název"))
    point = the_point(desk)

    settled = desk.reads("comment", "settle", point["id"], "accepted", "--reason", "Ano.", "--apply")

    assert (point["field"], point["proposed_change"], settled["applied"]) == ("title", "Nový název", ["measure:1.1"])
    assert next(one for one in desk.reads("show", "measures") if one["code"] == "1.1")["title"] == "Nový název"


def test_points_that_say_the_same_warn_when_one_of_them_is_opened_and_answered_otherwise(desk: Clerk, paper: Paper):
    said = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.")
    takes(desk, said, whom="Žďár")
    again = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.", by="Petr Novák")
    takes(desk, again.commented("Víkend doma.", "Proč?"), whom="Kněžmost", name="druhé.docx")
    desk.reads("comment", "settle", "K1", "rejected", "--reason", "Nelze.")

    opened_again = desk.reads("comment", "reopen", "K1", "--reason", "Znovu.")
    settled = desk.reads("comment", "settle", "K1", "accepted", "--reason", "Lze.")

    assert [one["code"] for one in opened_again["warnings"]] == ["comment.reopened_alone"]
    assert opened_again["next"][0] == "lifecycle comment reopen K2 --reason …"
    assert [one["facts"]["others"] for one in settled["warnings"]] == [["K2"]]


def test_a_settled_point_put_elsewhere_warns_of_its_answer_and_of_those_that_say_the_same(desk: Clerk, paper: Paper):
    said = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.")
    takes(desk, said, whom="Žďár")
    again = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.", by="Petr Novák")
    takes(desk, again.commented("Víkend doma.", "Proč?"), whom="Kněžmost", name="druhé.docx")
    desk.reads("comment", "settle", "K1", "rejected", "--reason", "Nelze.")

    moved = desk.reads("comment", "place", "K1", "1.2")

    told = [(one["code"], one["facts"].get("others"), one["facts"].get("item")) for one in moved["warnings"]]
    assert told == [("comment.placed_settled", None, None), ("comment.placed_alone", ["K2"], "measure:1.1")]
    assert moved["next"] == [
        "lifecycle comment reopen K1 --reason …", "lifecycle comment place K2 measure:1.2", "lifecycle comment list",
    ]  # fmt: skip
    assert "je už vypořádána (nepřijato)" in desk.says("comment", "place", "K1", "2.1").err


def test_a_point_that_waits_is_put_elsewhere_without_a_warning(desk: Clerk, paper: Paper):
    takes(desk, paper.commented(WORDS, "Přidejte neděli."))

    moved = desk.reads("comment", "place", "K1", "1.2")
    assert (moved["warnings"], moved["next"]) == (
        [],
        ["lifecycle comment settle K1 accepted", "lifecycle comment list"],
    )


def test_a_proposal_sent_again_after_it_was_applied_is_known_by_the_same_field(desk: Clerk, paper: Paper):
    """The description of a priority is printed without a label: the words alone tell its field."""
    goal = "Zůstat doma co nejdéle a v bezpečí."
    desk.records("priorities", f"code,title,description\n1,Pomoc doma,{goal}\n")
    desk.reads("document", "issue", "plan")
    sent = opened(desk)
    takes(desk, sent.tracked(goal, f"{goal} I sami."), whom="Žďár")
    desk.reads("comment", "settle", "K1", "accepted", "--apply")
    takes(desk, sent.tracked(goal, f"{goal} I sami.", by="Petr Novák"), whom="Kněžmost", name="druhé.docx")

    assert [(one["item"], one["field"]) for one in new_points(desk)] == [("priority:1", "description")] * 2


@pytest.mark.parametrize("item", ["stay:9", "stay:1", "priority:9", "submission:P1"])
def test_what_the_program_keeps_for_itself_is_no_place_for_a_comment(desk: Clerk, item: str):
    desk.records("submissions", "key,received,channel,submitter,submitter_kind,text\nP1,2025-05-19,web,Ž,citizen,Ne.\n")
    answer = desk.asks("comment", "place", "P1", item)

    assert (answer.code, answer.json["error"]["code"]) in [(2, "item.unknown"), (2, "item.unlike_any")]
    assert re.findall(r"(?:stay|submission):\w+", answer.json["error"]["text"]) in [[], [item]]


def test_the_next_edition_keeps_the_earlier_answer_of_a_reopened_thread(desk: Clerk, paper: Paper):
    takes(desk, paper.commented(WORDS, "Přidejte neděli."))
    desk.reads("comment", "settle", "K1", "rejected", "--reason", "Nelze.")
    desk.reads("comment", "reopen", "K1", "--reason", "Znovu.")
    desk.reads("document", "issue", "plan")

    (root,) = told_by(desk, opened(desk), "Přidejte neděli.")
    (earlier,) = told_by(desk, opened(desk), "Dřívější vypořádání")

    assert (earlier["text"], earlier["parent"]) == ("Dřívější vypořádání: nepřijato. Nelze.", root["id"])


def test_a_comment_on_the_place_of_a_note_of_the_program_quotes_the_document_and_not_the_note(
    desk: Clerk, paper: Paper
):
    file = paper.saved_by_libreoffice()
    (found,) = desk.reads("inspect", str(file.saved(desk.paper("čtené.docx", b""))))
    quoted = next(one["quoted"] for one in found["comments"] if len(one["quoted"]) > len("Opatření"))
    takes(desk, file.commented(quoted, "Souhlasíme.", on="2030-01-01T10:00:00Z"))

    assert the_point(desk)["quoted"] == quoted


def test_points_that_say_the_same_are_one_row_with_every_body(
    desk: Clerk, paper: Paper, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "160")
    said = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.")
    takes(desk, said, whom="Žďár")
    again = paper.commented(WORDS, "Přidejte prosím neděli do jízdního řádu.", by="Petr Novák")
    takes(desk, again.commented("Víkend doma.", "Proč?"), whom="Kněžmost", name="druhé.docx")

    shown = desk.says("comment", "list").out

    assert shown.count("Přidejte") == 1
    assert "+ 1 stejná: K2" in " ".join(shown.split())
    assert "Žďár, Kněžmost" in shown


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("denně", "", "návrh na vypuštění: denně"),
        ("+denně", " i v neděli", "návrh na doplnění: i v neděli"),
        ("denně", "každý den", "návrh změny: denně → každý den"),
    ],
)
def test_the_list_says_what_a_tracked_proposal_proposes(
    desk: Clerk, paper: Paper, monkeypatch: pytest.MonkeyPatch, was: str, now: str, said: str
):
    monkeypatch.setenv("COLUMNS", "260")
    takes(desk, paper.tracked(was, now))

    assert said in words_of(desk)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("Víkend doma.", "doma.", "návrh na vypuštění (psáno bez sledování změn): Víkend"),
        ("Víkend doma.", "Víkend i doma.", "návrh na doplnění (psáno bez sledování změn): i"),
        ("Víkend doma.", "Víkend venku.", "návrh změny (psáno bez sledování změn): doma. → venku."),
    ],
)
def test_the_list_says_what_an_untracked_edit_proposes(
    desk: Clerk, paper: Paper, monkeypatch: pytest.MonkeyPatch, was: str, now: str, said: str
):
    monkeypatch.setenv("COLUMNS", "260")
    takes(desk, paper.edited(was, now))

    assert said in words_of(desk)


def words_of(clerk: Clerk) -> str:
    """The list of points without the borders of its cells."""
    return " ".join(clerk.says("comment", "list").out.split())


def test_rivals_stand_side_by_side_and_status_counts_them(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."), whom="Žďár")
    takes(desk, paper.commented(WORDS, "Proč?"), whom="Žďár", name="jiné.docx")
    takes(desk, paper.tracked("Víkend doma.", "Jen sobota doma."), whom="Kněžmost", name="třetí.docx")

    shown = desk.says("comment", "list").out
    counts = desk.reads("status")["comments"]

    assert shown.index("Dva víkendy") < shown.index("Jen sobota") < shown.index("Proč?")
    assert (counts["rivals"], counts["grouped"], counts["groups"]) == (2, 0, 0)
    assert "protichůdné návrhy téže věty: 2" in desk.says("status").out


def test_a_submission_marked_as_resolved_in_a_file_still_waits_for_its_settlement(desk: Clerk):
    row = f"P1,{desk.today},mail,Žďár,municipality,measure:1.1,Víkendy.\n"
    desk.records("submissions", f"key,received,channel,submitter,submitter_kind,item,text\n{row}")
    desk.reads("document", "issue", "plan")

    told = takes(desk, opened(desk).resolved())

    one = next(one for one in desk.reads("comment", "list") if one["id"] == "P1")
    assert (told["resolved"], told["marked"], one["resolved"]) == (1, ["P1"], False)


def test_the_next_step_names_the_orphan_that_waits(desk: Clerk, paper: Paper):
    def unmarked(root):
        for one in [e for e in root.iter() if "comment" in str(e.tag)]:
            one.getparent().remove(one)

    file = paper.commented(WORDS, "Kde to je?").changed(unmarked).saved(desk.paper("a.docx", b""))

    said = desk.says("take-back", str(file), "--from", "Žďár").out

    assert "lifecycle comment place K1 " in said


def test_an_answer_libreoffice_wrote_as_a_comment_without_words_joins_the_thread_it_answers(desk: Clerk):
    desk.reads("comment", "add", "1.1", "Doplňte auto.")
    desk.reads("document", "issue", "plan")

    told = takes(desk, opened(desk).saved_by_libreoffice().answered("Doplňte auto.", "Auto máme."))

    (reply,) = new_points(desk)
    assert (told["replies"], told["comments"], reply["thread"], reply["parent"]) == (1, 0, "K1", "K1")
