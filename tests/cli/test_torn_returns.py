"""Returned files as careless hands leave them: cards pasted twice, split, carried off; answers after the answer."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, new_points, opened, takes, w

CARD = "Opatření 2.1"


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště while the consultation runs."""
    return taken_up("round runs")


@pytest.fixture
def paper(desk: Clerk) -> Paper:
    """The draft under consultation as a colleague opens it."""
    return opened(desk)


def text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(w("t"))).replace("\u00a0", " ")


def card(root: Any, head: str) -> Any:
    """The content control around the card that begins so."""
    return [one for one in root.iter(w("sdt")) if text_of(one).startswith(head)][-1]


def pasted(*, bare: bool = False, last: bool = False, was: str = "", now: str = "") -> Callable[[Any], None]:
    """The card once more after itself or at the end, `bare` without its controls, some words of the copy typed over."""

    def paste(root: Any) -> None:
        first = card(root, CARD)
        copy = deepcopy(first)
        for mark in [*copy.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for one in copy.iter(w("t")):
            one.text = (one.text or "").replace("\u00a0", " ").replace(was, now) if was else one.text
        pieces = [copy]
        if bare:
            for inner in [*copy.iter(w("sdt"))][1:]:
                for piece in inner.find(w("sdtContent")):
                    inner.addprevious(piece)
                inner.getparent().remove(inner)
            pieces = list(copy.find(w("sdtContent")))
        if last:
            first = root.find(w("body"))[-2]
        for piece in reversed(pieces):
            first.addnext(piece)

    return paste


def split(heading: str) -> Callable[[Any], None]:
    """The lower half of measure 1.1 under a heading of its own."""

    def cut(root: Any) -> None:
        whole = card(root, "Opatření 1.1")
        table = next(whole.iter(w("tbl")))
        lower = deepcopy(table)
        for row in table.findall(w("tr"))[3:]:
            table.remove(row)
        for row in lower.findall(w("tr"))[:3]:
            lower.remove(row)
        head = etree.Element(w("p"))
        head.append(deepcopy(next(whole.iter(w("pPr")))))
        etree.SubElement(etree.SubElement(head, w("r")), w("t")).text = heading
        table.addnext(head)
        head.addnext(lower)

    return cut


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("editor", ["word", "libreoffice"])
def test_a_card_pasted_twice_is_told_once_and_proposes_nothing(
    desk: Clerk, paper: Paper, bare: bool, last: bool, editor: str
):
    paper = paper.changed(pasted(bare=bare, last=last))
    if editor == "libreoffice":
        paper = paper.without_controls().saved_by_libreoffice()

    told = takes(desk, paper)

    assert (told["twice_items"], told["untracked_edits"], new_points(desk)) == (["measure:2.1"], 0, [])


def test_a_row_that_the_second_copy_has_otherwise_is_a_proposal(desk: Clerk, paper: Paper):
    told = takes(desk, paper.changed(pasted(was="jednou týdně", now="dvakrát týdně")))

    found = [(one["item"], one["field"], one["before"], one["proposed_change"]) for one in new_points(desk)]
    assert (told["untracked_edits"], found) == (
        1,
        [("measure:2.1", "description", "Poradna jednou týdně v Kněžmostě.", "Poradna dvakrát týdně v Kněžmostě.")],
    )


def test_a_row_the_first_copy_changed_is_one_proposal(desk: Clerk, paper: Paper):
    told = takes(desk, paper.changed(pasted()).edited("jednou týdně", "dvakrát týdně"))

    assert (told["twice_items"], [one["field"] for one in new_points(desk)]) == (["measure:2.1"], ["description"])


def test_a_comment_in_either_copy_is_of_the_measure(desk: Clerk, paper: Paper):
    paper = paper.changed(pasted())
    for nth in (0, 1):
        paper = paper.commented("Poradna jednou týdně v Kněžmostě.", f"Kolikrát? {nth}", nth=nth)
    takes(desk, paper)

    assert [one["item"] for one in new_points(desk)] == ["measure:2.1"] * 2


def test_a_card_pasted_with_tracking_on_proposes_nothing_either(desk: Clerk, paper: Paper):
    def tracked(root: Any) -> None:
        pasted()(root)
        who = {w("id"): "950", w("author"): "Jana Malá", w("date"): "2015-03-01T10:20:30Z"}
        copy = [one for one in root.iter(w("sdt")) if text_of(one).startswith(CARD)][-1]
        for paragraph in copy.iter(w("p")):
            properties = paragraph.find(w("pPr"))
            if properties is None:
                properties = etree.Element(w("pPr"))
                paragraph.insert(0, properties)
            marks = properties.find(w("rPr"))
            etree.SubElement(etree.SubElement(properties, w("rPr")) if marks is None else marks, w("ins"), who)
            for run in [one for one in paragraph.iter(w("r")) if one.getparent().tag != w("ins")]:
                new = etree.Element(w("ins"), who)
                run.addprevious(new)
                new.append(run)

    told = takes(desk, paper.changed(tracked))

    assert (told["twice_items"], [one["text"] for one in new_points(desk)]) == (["measure:2.1"], [])


def test_a_person_reads_which_measure_is_there_twice(desk: Clerk, paper: Paper):
    file = paper.changed(pasted()).saved(desk.paper("a.docx", b""))

    assert "Opatření 2.1 je v souboru dvakrát" in desk.says("take-back", str(file), "--from", "Žďár").out


def test_a_measure_split_in_two_is_told_and_no_row_of_it_is_lost(desk: Clerk, paper: Paper):
    told = takes(desk, paper.changed(split("Opatření 1.3 – Druhá polovina")))

    assert (told["split_items"], told["labels"], [one["text"] for one in new_points(desk)]) == (
        ["measure:1.1"], {"measure:1.1": "Opatření 1.1"}, ["Opatření 1.3 – Druhá polovina"],
    )  # fmt: skip


def test_measures_in_another_order_are_told_and_propose_nothing(desk: Clerk, paper: Paper):
    def swapped(root: Any) -> None:
        card(root, "Opatření 1.1").addprevious(card(root, "Opatření 2.1"))

    told = takes(desk, paper.changed(swapped))

    assert (told["moved_items"], told["untracked_edits"]) == (["measure:2.1"], 0)


@pytest.mark.parametrize("editor", ["word", "stripped"])
def test_a_comment_on_who_is_responsible_is_of_the_measure_its_row_names(desk: Clerk, paper: Paper, editor: str):
    paper = paper.commented("2.1 – Dluhová poradna", "Kdo to ponese?", nth=-1)
    if editor == "stripped":
        paper = paper.without_controls().without_bookmarks()

    takes(desk, paper)

    assert [(one["item"], one["tier"], one["placement"]) for one in new_points(desk)] == [
        ("measure:2.1", "code", "placed")
    ]


def test_a_row_of_who_is_responsible_that_is_gone_or_new_is_proposed_at_its_measure(desk: Clerk, paper: Paper):
    def retyped(root: Any) -> None:
        rows = {name: row for row in root.iter(w("tr")) for name in ("1.2 – ", "2.1 – ") if f"á{name}" in text_of(row)
                or f"t{name}" in text_of(row)}  # fmt: skip
        new = deepcopy(rows["1.2 – "])
        next(new.iter(w("t"))).text = "Diakonie"
        rows["1.2 – "].addnext(new)
        rows["2.1 – "].getparent().remove(rows["2.1 – "])

    takes(desk, paper.changed(retyped))

    assert {(one["item"], one["kind"], bool(one["before"])) for one in new_points(desk)} == {
        ("measure:1.2", "edit", False),
        ("measure:2.1", "edit", True),
    }


@pytest.fixture
def settled(desk: Clerk) -> tuple[Clerk, str, Paper]:
    """A settled thread that went out in an edition, and a reply to it in the file that came back."""
    id = desk.reads("--as", "Starosta Novák", "comment", "add", "measure:1.1", "Přidejte neděli, prosíme.")["id"]
    desk.reads("comment", "settle", id, "rejected", "--reason", "Není řidič.")
    desk.reads("document", "issue", "plan")
    return desk, id, opened(desk).saved_by_libreoffice().answered("Přidejte neděli", "Řidiče máme.")


def test_a_reply_in_a_settled_thread_is_told_with_its_town_and_item(settled: tuple[Clerk, str, Paper]):
    desk, id, paper = settled
    told = takes(desk, paper)

    (reply,) = new_points(desk)
    assert told["replies_to_settled"] == [
        {"id": reply["id"], "thread": id, "from": "Žďár", "item": "measure:1.1", "label": "Opatření 1.1"}
    ]


def test_a_person_is_offered_to_open_the_settled_thread_again(settled: tuple[Clerk, str, Paper]):
    desk, id, paper = settled
    file = paper.saved(desk.paper("a.docx", b""))

    said = desk.says("take-back", str(file), "--from", "Žďár").out

    assert f"Žďár odpovídá ve vlákně {id} (Opatření 1.1), které je už vypořádáno" in said
    assert f"lifecycle comment reopen {id} --reason" in said


def test_a_reply_in_an_open_thread_offers_nothing_of_the_kind(desk: Clerk):
    desk.reads("--as", "Starosta Novák", "comment", "add", "measure:1.1", "Přidejte neděli, prosíme.")
    desk.reads("document", "issue", "plan")

    told = takes(desk, opened(desk).saved_by_libreoffice().answered("Přidejte neděli", "Řidiče máme."))

    assert (told["replies"], told["replies_to_settled"]) == (1, [])


def test_a_comment_whose_measure_the_edition_does_not_print_names_it_in_words(clerk: Clerk):
    clerk.reads("comment", "add", "measure:1.1", "Kdy začnete?")
    clerk.reads("document", "issue", "plan")

    comments = opened(clerk).parts["word/comments.xml"].decode().replace("\u00a0", " ")
    assert ("k položce „Opatření 1.1“" in comments, "measure:1.1" in comments) == (True, False)


NOTED = """section,text
introduction,"Více v zákoně.[^1] A dost.

[^1]: Pramen zde."
"""


def test_a_chapter_with_a_footnote_comes_home_with_it(clerk: Clerk):
    clerk.records("texts", NOTED)
    clerk.reads("document", "issue", "plan")

    told = takes(clerk, opened(clerk).edited("A dost.", "A to stačí."), "--apply-texts", whom="Dačice")
    texts = {row["section"]: row["text"] for row in clerk.reads("show", "texts")}
    assert (told["texts"], texts["introduction"]) == (1, "Více v zákoně.[^1] A to stačí.\n\n[^1]: Pramen zde.")


def test_words_written_around_a_footnote_come_home_with_its_mark_where_the_file_has_it(clerk: Clerk):
    clerk.records("texts", NOTED)
    clerk.reads("document", "issue", "plan")
    paper = opened(clerk).edited("Více v zákoně.", "Úplně").edited("A dost.", "jinak")

    told = takes(clerk, paper, "--apply-texts", whom="Dačice")
    texts = {row["section"]: row["text"] for row in clerk.reads("show", "texts")}
    assert (told["texts_kept"], texts["introduction"]) == ([], "Úplně[^1] jinak\n\n[^1]: Pramen zde.")
