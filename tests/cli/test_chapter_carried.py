"""What comes home with a chapter from Word besides its words: where links lead, how tables stand, footnotes twice."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, new_points, opened, takes, w
from tests.cli.test_chapter_shapes import TEXT, at, bold, desk, text

__all__ = ["desk"]


def linked(root: Any) -> None:
    """A new link at the end of a paragraph, by the relationship of the one that is there."""
    link = copy.deepcopy(next(at(root, "Postup je").iter(w("hyperlink"))))
    next(link.iter(w("t"))).text = "klikněte"
    at(root, "přijde k lidem").append(link)


@pytest.mark.parametrize("options", [(), ("--apply-texts",)])
def test_a_link_that_may_not_stand_in_a_chapter_is_told(desk: Clerk, options: tuple[str, ...]):
    name = "word/_rels/document.xml.rels"
    paper = opened(desk).changed(linked)
    rels = paper.parts[name].replace(b"https://www.example.cz/plan", b"javascript:alert(1)")
    takes(desk, Paper({**paper.parts, name: rels}), *options)

    assert "Odkaz u slov „klikněte“ vede v souboru na „javascript:alert(1)“." in "".join(
        one["text"] for one in new_points(desk)
    )
    assert "javascript" not in text(desk)


TABLE = "| Rok | Klientů |\n|---|---:|\n| 2024 | 40 |\n| 2025 | 52 |"


@pytest.fixture
def tabled(taken_up: Callable[[str], Clerk]) -> Clerk:
    """The same clerk, whose chapter has a table with numbers to the right and a footnote."""
    clerk = taken_up("round runs")
    clerk.records("texts", f'section,text\nintroduction,"Kolik nás je.[^1]\n\n{TABLE}\n\nKonec.\n\n[^1]: Evidence."\n')
    clerk.reads("document", "issue", "plan")
    return clerk


def another_column(root: Any) -> None:
    table = next(at(root, "Klientů").iterancestors(w("tbl")))
    for row in table.iter(w("tr")):
        row.append(new := copy.deepcopy(row.findall(w("tc"))[-1]))
        for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
    grid = table.find(w("tblGrid"))
    grid.append(copy.deepcopy(grid[-1]))


def pasted_twice(root: Any) -> None:
    content = at(root, "Konec.").getparent()
    for one in [copy.deepcopy(one) for one in content]:
        for mark in [*one.iter(w("bookmarkStart")), *one.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        content.append(one)


def test_a_table_that_got_a_column_keeps_its_numbers_to_the_right(tabled: Clerk):
    takes(tabled, opened(tabled).changed(another_column), "--apply-texts")

    assert "| Rok | Klientů | Klientů |\n|---|---:|---:|\n| 2024 | 40 | 40 |" in text(tabled)


def test_a_chapter_pasted_once_more_comes_home_with_its_footnote_and_its_table(tabled: Clerk):
    takes(tabled, opened(tabled).changed(pasted_twice), "--apply-texts")

    said = f"Kolik nás je.[^1]\n\n{TABLE}\n\nKonec."
    assert text(tabled) == f"{said}\n\n{said}\n\n[^1]: Evidence."


def bold_and_other_words(root: Any) -> None:
    bold(root)
    words = at(root, "přijde k lidem")
    other = copy.deepcopy(words.find(w("r")))
    other.remove(other.find(w("rPr")))
    next(other.iter(w("t"))).text = " A včas."
    words.append(other)


def test_words_that_became_bold_are_told_where_other_words_of_the_paragraph_changed(desk: Clerk):
    takes(desk, opened(desk).changed(bold_and_other_words))

    assert [one["text"] for one in new_points(desk)] == [
        "A včas.",
        "Nově zvýrazněná slova (tučné písmo) v „Pomoc přijde k lidem. A včas.“: „Pomoc přijde k lidem.“.",
    ]


def test_a_word_applied_to_a_paragraph_leaves_its_link_and_its_bold(desk: Clerk):
    takes(desk, opened(desk).edited("Postup je", "Celý postup je"))
    (point,) = new_points(desk)
    desk.reads("comment", "settle", point["id"], "accepted", "--reason", "Ano.", "--apply")

    assert text(desk) == TEXT.replace("Postup je", "Celý postup je")
