"""Returned Word files come home: every point is read, knows its place and is never taken twice."""

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, new_points, opened, takes, the_point

HEADING = "Opatření 1.1"
WORDS = "Terén denně."


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště while the consultation runs."""
    return taken_up("round runs")


@pytest.fixture
def paper(desk: Clerk) -> Paper:
    """The draft under consultation as a colleague opens it."""
    return opened(desk)


def places(clerk: Clerk) -> list[tuple]:
    return [(one["item"], one["field"], one["tier"], one["placement"]) for one in new_points(clerk)]


def test_a_comment_comes_home_with_its_author_words_body_and_place(desk: Clerk, paper: Paper):
    told = takes(desk, paper.commented(WORDS, "Přidejte neděli.\nDěkujeme.", by="Jana Malá"))

    one = the_point(desk)
    assert (told["comments"], told["orphaned"], told["refused"], told["stale"]) == (1, 0, None, False)
    assert (one["author"], one["on_behalf_of"], one["text"], one["quoted"]) == (
        "Jana Malá", "Žďár", "Přidejte neděli.\nDěkujeme.", WORDS,
    )  # fmt: skip
    assert (one["item"], one["field"], one["tier"], one["date"][:19]) == (
        "measure:1.1", "description", "control", "2015-03-01T10:20:30",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "item", "field"),
    [
        ("Opatření 1.1", "measure:1.1", None),
        ("Priorita 1", "priority:1", None),
        ("Služba přijede do každé obce.", "priority:1", None),
        ("1. 7. 2026 – 31. 12. 2028", "measure:1.2", "term"),
        ("Druhé auto a dvě pečovatelky", "activity:1.1.1", "title"),
        ("Kdo potřebuje pomoc, najde ji ve své obci.", "text:vision", None),
        ("Položka S1 skupiny SEN", "swot:SEN-S1", "text"),
    ],
)
@pytest.mark.parametrize("editor", ["word", "libreoffice", "stripped"])
def test_a_comment_knows_its_item_whatever_the_editor_lost(desk: Clerk, paper: Paper, at, item, field, editor: str):
    paper = paper.commented(at, "Proč?")
    if editor != "word":
        paper = paper.without_controls()
    if editor == "stripped":
        paper = paper.without_bookmarks()

    takes(desk, paper)

    assert [(one["item"], one["field"]) for one in new_points(desk)] == [(item, field)]


def test_the_same_file_again_adds_nothing(desk: Clerk, paper: Paper):
    paper = paper.commented(WORDS, "Přidejte neděli.").tracked("Víkend doma.", "Dva víkendy doma.")
    first = takes(desk, paper)
    head = desk.head

    again = desk.reads("take-back", str(desk.paper("vráceno.docx", (desk.papers / "vráceno.docx").read_bytes())),
                       "--from", "Žďár")  # fmt: skip

    assert (first["comments"], first["proposals"]) == (1, 1)
    assert (again["entry"], again["files"][0]["comments"], again["files"][0]["known"], desk.head) == (None, 0, 2, head)


def test_a_file_saved_again_adds_only_what_is_new(desk: Clerk, paper: Paper):
    paper = paper.commented(WORDS, "Přidejte neděli.").tracked("Víkend doma.", "Dva víkendy doma.")
    takes(desk, paper)

    told = takes(desk, paper.commented("Poradna jednou týdně", "A co úterý?"), name="vráceno znovu.docx")

    assert (told["comments"], told["proposals"], told["known"]) == (1, 0, 2)


def test_a_file_saved_again_without_anything_new_is_no_act(desk: Clerk, paper: Paper):
    paper = paper.commented(WORDS, "Přidejte neděli.")
    takes(desk, paper)

    assert takes(desk, paper.without_controls(), name="znovu.docx")["entry"] is None


def test_the_comments_we_sent_are_not_taken_as_new(desk: Clerk):
    desk.reads("comment", "add", "1.1", "Doplňte auto.")
    desk.reads("document", "issue", "plan")

    told = takes(desk, opened(desk))

    assert (told["comments"], told["replies"], new_points(desk)) == (0, 0, [])


def test_a_dry_run_changes_nothing(desk: Clerk, paper: Paper):
    file = paper.commented(WORDS, "Přidejte neděli.").saved(desk.paper("v.docx", b""))
    head = desk.head

    told = desk.reads("--dry-run", "take-back", str(file), "--from", "Žďár")

    assert (told["files"][0]["comments"], told["entry"], desk.head) == (1, None, head)


def test_tracked_changes_are_proposals_on_a_field_with_its_text_before_and_after(desk: Clerk, paper: Paper):
    told = takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."))

    one = the_point(desk)
    assert (told["proposals"], told["untracked_edits"], one["kind"]) == (1, 0, "replacement")
    assert (one["item"], one["field"], one["before"], one["proposed_change"]) == (
        "measure:1.2", "description", "Víkend doma.", "Dva víkendy doma.",
    )  # fmt: skip


def test_an_edit_without_tracking_is_found_by_item_and_field(desk: Clerk, paper: Paper):
    told = takes(desk, paper.edited("Víkend doma.", "Celý týden doma."))

    one = the_point(desk)
    assert (told["proposals"], told["untracked_edits"], one["kind"]) == (0, 1, "edit")
    assert (one["item"], one["field"], one["before"], one["proposed_change"], one["author"]) == (
        "measure:1.2", "description", "Víkend doma.", "Celý týden doma.", "Žďár",
    )  # fmt: skip


@pytest.mark.parametrize("editor", ["word", "libreoffice", "stripped"])
def test_a_file_nobody_touched_brings_no_edit(desk: Clerk, paper: Paper, editor: str):
    if editor != "word":
        paper = paper.without_controls()
    if editor == "stripped":
        paper = paper.without_bookmarks().without_name()

    told = takes(desk, paper)

    assert (told["untracked_edits"], [one["text"] for one in new_points(desk)][:3]) == (0, [])
    assert (told["comments"], told["proposals"], told["orphaned"]) == (0, 0, 0)


def test_a_file_that_lost_its_name_is_known_by_its_text(desk: Clerk, paper: Paper):
    told = takes(desk, paper.without_name().commented(WORDS, "Přidejte neděli."))

    assert (told["recognised"], told["edition"], the_point(desk)["item"]) == ("text", "plan@5", "measure:1.1")


def test_an_accepted_proposal_can_be_written_into_its_item(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."))
    id = the_point(desk)["id"]

    settled = desk.reads("comment", "settle", id, "accepted", "--change", "1.2", "--apply")

    texts = {row["code"]: row["description"] for row in desk.reads("show", "measures")}
    assert (settled["applied"], texts["1.2"]) == (["measure:1.2"], "Dva víkendy doma.")


def test_a_proposal_on_a_text_that_changed_meanwhile_is_refused_with_both(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."))
    desk.records("measures", "code,description\n1.2,Jen sobota.\n")
    head = desk.head

    refused = desk.asks("comment", "settle", the_point(desk)["id"], "accepted", "--apply")

    assert (refused.code, desk.head) == (1, head)
    assert "Víkend doma." in refused.err
    assert "Jen sobota." in refused.err


def test_a_chapter_edited_in_word_comes_home_as_its_new_text(desk: Clerk, paper: Paper):
    told = takes(desk, paper.edited("najde ji ve své obci", "najde ji doma"), "--apply-texts", whom="Město")

    texts = {row["section"]: row["text"] for row in desk.reads("show", "texts")}
    assert (told["texts"], texts["vision"]) == (1, "Kdo potřebuje pomoc, najde ji doma.")
    assert new_points(desk) == []


def test_what_several_towns_say_is_answered_once(desk: Clerk, paper: Paper):
    for whom, text in (("Žďár", "Přidejte nedělní rozvoz obědů."), ("Ptýrov", "přidejte nedělní rozvoz obědů")):
        takes(desk, paper.commented(WORDS, text, by=f"Starosta {whom}"), whom=whom, name=f"{whom}.docx")
    first, second = new_points(desk)

    settled = desk.reads("comment", "settle", second["id"], "rejected", "--reason", "Není řidič.")

    assert {tuple(one["bodies"]) for one in new_points(desk)} == {("Žďár", "Ptýrov")}
    assert (sorted(settled["ids"]), {one["decision"] for one in new_points(desk)}) == (
        [first["id"], second["id"]], {"rejected"},
    )  # fmt: skip


def test_words_that_differ_in_a_number_or_a_negation_are_not_the_same(desk: Clerk, paper: Paper):
    same = "Souhlasíme s navrženým rozsahem služby pro všechny obce včetně osady Hněvousice a přilehlých samot"
    for whom, text in (("Žďár", same), ("Ptýrov", same.replace("Souhlasíme", "Nesouhlasíme"))):
        takes(desk, paper.commented(WORDS, text), whom=whom, name=f"{whom}.docx")

    assert [one["group"] for one in new_points(desk)] == [None, None]


def test_proposals_that_contradict_each_other_name_each_other(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("Víkend doma.", "Dva víkendy doma."), whom="Žďár", name="a.docx")
    takes(desk, paper.tracked("Víkend doma.", "Žádný víkend."), whom="Ptýrov", name="b.docx")
    first, second = new_points(desk)

    assert (first["rivals"], second["rivals"]) == ([second["id"]], [first["id"]])


def test_a_file_of_an_older_edition_is_stale_and_its_points_stand_in_the_plan_of_today(desk: Clerk, paper: Paper):
    desk.reads("document", "issue", "plan")
    told = takes(desk, paper.commented(WORDS, "Přidejte neděli."))

    assert (told["stale"], told["edition"], places(desk)) == (
        True, "plan@5", [("measure:1.1", "description", "control", "placed")],
    )  # fmt: skip


def test_a_point_of_an_item_that_has_another_code_today_moves_with_it(desk: Clerk, paper: Paper):
    desk.records("activities", "code,title\n2.1.1,Něco jiného\n2.1.2,Smlouva s poradnou\n")

    told = takes(desk, paper.commented("Smlouva s poradnou", "Kdy?"))

    assert (told["moved"], places(desk)) == (1, [("activity:2.1.2", "title", "bookmark", "moved")])


def test_a_point_of_an_item_that_is_no_more_waits_with_its_quoted_words_to_be_placed(desk: Clerk, paper: Paper):
    desk.records("activities", "code,title\n2.1.1,Smlouva s poradnou\n", "--replace")
    told = takes(desk, paper.commented("Druhé auto a dvě pečovatelky", "Kdy?"))
    orphan = the_point(desk)

    desk.reads("comment", "place", orphan["id"], "measure:2.1", "--field", "description")

    assert (told["orphaned"], orphan["placement"], orphan["quoted"]) == (1, "orphaned", "Druhé auto a dvě pečovatelky")
    assert (the_point(desk)["item"], the_point(desk)["placement"]) == ("measure:2.1", "placed")


def test_a_heading_typed_over_does_not_carry_the_comment_to_another_measure(desk: Clerk, paper: Paper):
    told = takes(desk, paper.edited("Opatření 1.1", "Opatření 1.2").without_controls().commented(WORDS, "Proč?"))

    assert ([one["item"] for one in new_points(desk)], told["renumbered_items"]) == (["measure:1.1"], ["measure:1.1"])


def test_a_comment_on_the_title_is_of_the_whole_plan(desk: Clerk, paper: Paper):
    takes(desk, paper.commented("Plán služeb Mnichovohradišťska", "Pěkné."))

    assert [(one["item"], one["placement"]) for one in new_points(desk)] == [("plan", "placed")]


def test_a_comment_without_an_anchor_is_an_orphan_and_not_lost(desk: Clerk, paper: Paper):
    def unmarked(root):
        for one in [e for e in root.iter() if "comment" in str(e.tag)]:
            one.getparent().remove(one)

    takes(desk, paper.commented(WORDS, "Kde to je?").changed(unmarked))

    assert (the_point(desk)["text"], the_point(desk)["placement"]) == ("Kde to je?", "orphaned")


def test_a_file_of_another_plan_is_refused_and_the_others_are_taken(desk: Clerk, paper: Paper):
    right = paper.commented(WORDS, "Přidejte neděli.").saved(desk.paper("a.docx", b""))
    wrong = paper.said_of("mnichovo-2026", "jiny-plan").saved(desk.paper("b.docx", b""))
    broken = desk.paper("c.docx", b"%PDF-1.4")

    answer = desk.asks("take-back", str(wrong), str(broken), str(right), "--from", "Žďár")

    told = answer.json["files"]
    assert (answer.code, [bool(one["refused"]) for one in told]) == (0, [True, True, False])
    assert told[0]["refused"]["code"] == "take_back.other_office"


def test_where_no_file_can_be_taken_the_command_ends_with_one(desk: Clerk):
    head = desk.head

    answer = desk.asks("take-back", str(desk.paper("c.docx", b"%PDF-1.4")), "--from", "Žďár")

    assert (answer.code, desk.head) == (1, head)


@pytest.mark.parametrize("whom", ["999999", " "])
def test_a_sender_nobody_knows_is_wrong_input(desk: Clerk, paper: Paper, whom: str):
    file = paper.saved(desk.paper("a.docx", b""))

    assert desk.says("take-back", str(file), "--from", whom).code == 2


@pytest.mark.parametrize(("whom", "name"), [("536041", "Kněžmost"), ("SEN", "Senioři a pečující"), ("Kraj", "Kraj")])
def test_a_sender_is_a_town_by_code_a_group_by_key_or_any_other_body(desk: Clerk, paper: Paper, whom: str, name: str):
    assert takes(desk, paper, whom=whom)["from"] == name


def test_an_author_named_like_a_formula_a_script_or_a_reference_is_only_a_name(desk: Clerk, paper: Paper):
    names = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", f"vault:{'0' * 64}"]
    for n, name in enumerate(names):
        paper = paper.commented(WORDS, f"Text {n}", by=name)

    takes(desk, paper)

    assert [one["author"] for one in new_points(desk)] == [names[0], names[1], f"„{names[2]}“"]


def test_the_name_of_an_author_is_not_in_the_history(desk: Clerk, paper: Paper):
    takes(desk, paper.commented(WORDS, "Přidejte neděli.", by="Jana Malá"))

    entry = desk.reads("history", "show", str(desk.reads("history", "log")[-1]["number"]))
    assert "Malá" not in str(entry["changes"])


def test_a_point_after_the_last_day_is_late_and_still_taken(desk: Clerk, paper: Paper):
    takes(desk.on("2025-06-25"), paper.commented(WORDS, "Přidejte neděli."))

    assert the_point(desk.on("2025-06-25"))["late"] is True


def test_the_answer_goes_out_with_the_next_edition_as_a_resolved_thread(desk: Clerk, paper: Paper):
    takes(desk, paper.commented(WORDS, "Přidejte neděli.").resolved())
    id = the_point(desk)["id"]
    desk.reads("comment", "settle", id, "rejected", "--reason", "Není řidič.")
    desk.reads("document", "issue", "plan")

    comments = opened(desk).parts["word/comments.xml"].decode()
    assert "Přidejte neděli." in comments
    assert "Není řidič." in comments


def test_a_settled_point_can_be_opened_again_and_says_why(desk: Clerk, paper: Paper):
    takes(desk, paper.commented(WORDS, "Přidejte neděli."))
    id = the_point(desk)["id"]
    desk.reads("comment", "settle", id, "noted")

    told = desk.reads("comment", "reopen", id, "--reason", "Obec doložila údaje.")

    assert told["warnings"] == []

    rows = [one for one in desk.reads("comment", "list") if one["thread"] == id]
    assert [(one["text"], one["resolved"]) for one in rows] == [
        ("Přidejte neděli.", False),
        ("Dřívější vypořádání: vzato na vědomí.", False),
        ("Obec doložila údaje.", False),
    ]  # fmt: skip


def test_a_screen_tells_what_each_file_brought(desk: Clerk, paper: Paper):
    file = paper.commented(WORDS, "Přidejte neděli.").saved(desk.paper("a.docx", b""))

    said = desk.says("take-back", str(file), "--from", "Žďár").out

    assert "připomínky 1" in said
    assert "lifecycle comment list" in said
