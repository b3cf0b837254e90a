"""Chapters that come home with a changed table or a footnote: written where they belong, told as what they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, W, new_points, opened, takes, w

CHAPTER = """section,text
introduction,"Kolik lidí služby využívá:

| Rok | Klienti | Obec |
|---|---|---|
| 2024 | 40 | Horní Lhotka |
| 2025 | 5217 | Boseň |

Počty klientů rostou.[^1]

Kapacita nestačí.

[^1]: Evidence města."
"""
PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk of Mnichovo Hradiště whose draft has a chapter with a table and a footnote."""
    clerk: Clerk = taken_up("round runs")
    clerk.records("texts", CHAPTER)
    clerk.reads("document", "issue", "plan")
    return clerk


@pytest.fixture
def paper(desk: Clerk) -> Paper:
    return opened(desk)


def text(clerk: Clerk) -> str:
    """The chapter as it is recorded."""
    return next(row["text"] for row in clerk.reads("show", "texts") if row["section"] == "introduction")


def footnoted(paper: Paper, at: str, words: str, *, by: str = "") -> Paper:
    """A footnote at the end of the paragraph that holds `at`; tracked as the change of `by`."""
    note = f'<w:footnote xmlns:w="{W}" w:id="77"><w:p><w:r><w:footnoteRef/></w:r>%s</w:p></w:footnote>'
    run = f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r>'
    who = f'w:id="991" w:author="{by}" w:date="2025-05-01T09:00:00Z"'
    told = note % (f"<w:ins {who}>{run}</w:ins>" if by else run)

    def mark(root: Any) -> None:
        paragraph = next(p for p in root.iter(w("p")) if at in "".join(t.text or "" for t in p.iter(w("t"))))
        place = etree.SubElement(paragraph, w("ins")) if by else paragraph
        if by:
            place.set(w("id"), "990")
            place.set(w("author"), by)
        etree.SubElement(etree.SubElement(place, w("r")), w("footnoteReference")).set(w("id"), "77")

    parts = dict(paper.changed(mark).parts)
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(
        b"</w:footnotes>", f"{told}</w:footnotes>".encode()
    )
    return replace(paper, parts=parts)


def without_row(words: str) -> Callable[[Any], None]:
    def cut(root: Any) -> None:
        row = [r for r in root.iter(w("tr")) if words in "".join(t.text or "" for t in r.iter(w("t")))][-1]
        row.getparent().remove(row)

    return cut


@pytest.mark.parametrize("hand", [Paper.edited, Paper.tracked], ids=["untracked", "tracked"])
def test_a_changed_cell_of_a_chapters_table_comes_home(desk: Clerk, paper: Paper, hand: Callable[..., Paper]):
    told = takes(desk, hand(paper, "5217", "5831"), "--apply-texts")

    assert (told["texts"], told["texts_kept"], new_points(desk)) == (1, [], [])
    assert text(desk) == CHAPTER.partition('"')[2].removesuffix('"\n').replace("5217", "5831")


def test_a_cell_changed_without_tracking_is_one_proposal_with_the_old_and_the_new(desk: Clerk, paper: Paper):
    takes(desk, paper.edited("5217", "5831"))

    (point,) = new_points(desk)
    assert (point["item"], point["text"]) == ("text:introduction", "5217 → 5831")
    assert (point["before"], point["proposed_change"]) == ("2025 | 5217 | Boseň", "2025 | 5831 | Boseň")


def test_the_step_that_is_offered_after_a_changed_cell_can_be_taken(desk: Clerk, paper: Paper):
    takes(desk, paper.tracked("5217", "5831"))
    (point,) = new_points(desk)
    desk.reads("comment", "settle", point["id"], "accepted", "--apply")

    assert "| 2025 | 5831 | Boseň |" in text(desk)


def test_a_row_taken_out_of_a_chapters_table_comes_home(desk: Clerk, paper: Paper):
    takes(desk, paper.changed(without_row("Horní Lhotka")), "--apply-texts")

    assert (new_points(desk), "2024" in text(desk)) == ([], False)


@pytest.mark.parametrize("by", ["", "Jana Malá"], ids=["untracked", "tracked"])
def test_an_added_footnote_comes_home_with_its_chapter(desk: Clerk, paper: Paper, by: str):
    told = takes(desk, footnoted(paper, "Kapacita", "Zdroj: Charita.", by=by), "--apply-texts")

    assert (told["texts"], new_points(desk)) == (1, [])
    assert text(desk).endswith("Kapacita nestačí.[^2]\n\n[^1]: Evidence města.\n\n[^2]: Zdroj: Charita.")


def test_a_footnote_added_to_a_measure_is_a_proposal_a_person_reads_as_one(
    desk: Clerk, paper: Paper, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "200")
    told = takes(desk, footnoted(paper, "Víkend doma.", "Zdroj: Charita."), "--apply-texts")

    (point,) = new_points(desk)
    assert (told["untracked_edits"], point["item"], point["text"]) == (1, "measure:1.2", "Zdroj: Charita.")
    assert "poznámka pod čarou „Zdroj: Charita.“" in " ".join(desk.says("comment", "list").out.split())


def test_a_footnote_never_becomes_words_of_a_measure(desk: Clerk, paper: Paper):
    file = footnoted(paper, "Víkend doma.", "Zdroj: Charita.").saved(desk.paper("a.docx", b""))
    told = desk.reads("take-back", str(file), "--from", "Žďár")
    (point,) = new_points(desk)
    answer = desk.asks("comment", "settle", point["id"], "accepted", "--apply")

    assert (answer.code, [one["code"] for one in answer.json["refusals"]]) == (1, ["comment.apply_by_form"])
    assert [step for step in told["next"] if "--apply" in step] == []


def test_other_words_of_a_footnote_are_not_lost(desk: Clerk, paper: Paper):
    notes = paper.parts["word/footnotes.xml"].decode().replace("Evidence města.", "Evidence kraje.")
    returned = replace(paper, parts={**paper.parts, "word/footnotes.xml": notes.encode()})

    told = takes(desk, returned, "--apply-texts")
    assert (told["texts"], text(desk).endswith("[^1]: Evidence kraje.")) == (1, True)


def test_a_file_with_nothing_changed_brings_nothing(desk: Clerk, paper: Paper):
    told = takes(desk, paper)

    assert (told["proposals"], told["untracked_edits"], new_points(desk)) == (0, 0, [])
