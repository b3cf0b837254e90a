"""Chapters that come home from Word with nothing left of them: all of it is told, and never half of it written."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import new_points, opened, takes, w

TEXT = "První odstavec.[^1]\n\nDruhý odstavec.\n\n- první bod\n- druhý bod\n\n[^1]: Pramen."
SAID = "První odstavec.\nDruhý odstavec.\nprvní bod\ndruhý bod"


@pytest.fixture
def desk(taken_up: Callable[[str], Clerk]) -> Clerk:
    """A clerk of Mnichovo Hradiště whose draft has a chapter of two paragraphs, a list and a footnote."""
    clerk = taken_up("round runs")
    clerk.records("texts", f'section,text\nintroduction,"{TEXT}"\n')
    clerk.reads("document", "issue", "plan")
    return clerk


def of_chapter(root: Any) -> Any:
    """What the control of the chapter holds."""
    tag = next(one for one in root.iter(w("tag")) if "introduction" in str(one.get(w("val"))))
    return tag.getparent().getparent().find(w("sdtContent"))


def every_paragraph_gone(root: Any) -> None:
    content = of_chapter(root)
    for one in list(content):
        content.remove(one)


def one_empty_paragraph_left(root: Any) -> None:
    content = of_chapter(root)
    first, *others = content
    for one in others:
        content.remove(one)
    for run in list(first):
        if run.tag != w("pPr"):
            first.remove(run)


def every_word_deleted_with_tracking(root: Any) -> None:
    for run in [*of_chapter(root).iter(w("r"))]:
        run.addprevious(gone := etree.Element(w("del"), {w("id"): "9", w("author"): "Jana Malá"}))
        gone.append(run)
        for text in run.iter(w("t")):
            text.tag = w("delText")


EMPTIED = [every_paragraph_gone, one_empty_paragraph_left, every_word_deleted_with_tracking]


def text(clerk: Clerk) -> str:
    return next(row["text"] for row in clerk.reads("show", "texts") if row["section"] == "introduction")


@pytest.mark.parametrize("change", EMPTIED)
def test_of_an_emptied_chapter_nothing_is_written_and_the_reason_is_told(desk: Clerk, change: Callable[[Any], None]):
    told = takes(desk, opened(desk).changed(change), "--apply-texts")

    assert (told["texts"], [one["reason"] for one in told["texts_kept"]], text(desk)) == (0, ["empty"], TEXT)


@pytest.mark.parametrize("change", EMPTIED[:2])
@pytest.mark.parametrize("options", [(), ("--apply-texts",)])
def test_an_emptied_chapter_is_proposed_to_be_left_out_as_a_whole(
    desk: Clerk, change: Callable[[Any], None], options: tuple[str, ...]
):
    takes(desk, opened(desk).changed(change), *options)

    assert [(one["form"], one["before"]) for one in new_points(desk) if "¹" not in one["before"]] == [
        ("removed_text", SAID)
    ]


def test_a_proposal_to_leave_out_a_whole_chapter_is_refused_for_its_own_reason(desk: Clerk):
    takes(desk, opened(desk).changed(every_paragraph_gone))
    id = next(one["id"] for one in new_points(desk) if one["before"] == SAID)

    answer = desk.asks("comment", "settle", id, "accepted", "--reason", "Ano.", "--apply")

    assert [one["code"] for one in answer.json["refusals"]] == ["comment.apply_empty"]


def test_two_paragraphs_that_are_gone_are_left_out_by_the_step_that_is_offered(desk: Clerk):
    def cut(root: Any) -> None:
        for one in list(of_chapter(root))[:2]:
            one.getparent().remove(one)

    takes(desk, opened(desk).changed(cut))
    id = next(one["id"] for one in new_points(desk) if one["before"] == "První odstavec.\nDruhý odstavec.")
    desk.reads("comment", "settle", id, "accepted", "--reason", "Ano.", "--apply")

    assert text(desk) == "- první bod\n- druhý bod"
