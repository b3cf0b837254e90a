"""Settling tracked changes: an error planted in a redline is caught, by the resolver or by what comes of it."""

from copy import deepcopy

import pytest
from lxml import etree

from lifecycle.documents.blocks import Paragraph, text
from lifecycle.documents.word.resolve import Unsound, accepted, rejected, unsound
from tests.documents.word.canonical import body_of, canonical
from tests.documents.word.editions import CARD, a_table, marked, newer, older, reworded
from tests.documents.word.opened import W, find

CHANGED = body_of(
    marked(
        older(CARD, a_table(("2015", "10"), ("2017", "30")), Paragraph(text("Konec. Stará věta."))),
        newer(reworded(CARD, "Jiný popis", 1), a_table(("2015", "11"), ("2016", "20")), Paragraph(text("Konec."))),
    ).data
)
BEFORE = canonical(rejected(CHANGED))
AFTER = canonical(accepted(CHANGED))


def _first(body, path):
    return find(body, f"({path})[1]")[0]


def a_deletion_dropped(body):
    gone = _first(body, ".//w:del[w:r]")
    gone.getparent().remove(gone)


def an_insertion_dropped(body):
    come = _first(body, ".//w:ins[w:r]")
    come.getparent().remove(come)


def an_insertion_untracked(body):
    come = _first(body, ".//w:ins[w:r]")
    place = come.getparent().index(come)
    come.getparent()[place : place + 1] = list(come)


def a_deletion_taken_for_an_insertion(body):
    gone = _first(body, ".//w:del[w:r]")
    gone.tag = f"{W}ins"
    for said in gone.iter(f"{W}delText"):
        said.tag = f"{W}t"


def deleted_text_left_as_text(body):
    _first(body, ".//w:delText").tag = f"{W}t"


def a_section_among_former_properties(body):
    change = etree.SubElement(_first(body, ".//w:p/w:pPr"), f"{W}pPrChange", {f"{W}id": "8", f"{W}author": "x"})
    etree.SubElement(etree.SubElement(change, f"{W}pPr"), f"{W}sectPr")


def a_row_without_its_mark(body):
    mark = _first(body, ".//w:trPr/w:ins")
    mark.getparent().remove(mark)


def a_paragraph_of_a_row_without_its_mark(body):
    mark = _first(body, ".//w:tr[w:trPr/w:ins]//w:pPr/w:rPr")
    mark.getparent().remove(mark)


def a_run_of_a_row_untracked(body):
    come = _first(body, ".//w:tr[w:trPr/w:del]//w:del[w:r]")
    place = come.getparent().index(come)
    come.getparent()[place : place + 1] = list(come)


def a_change_without_an_author(body):
    _first(body, ".//w:ins[w:r]").attrib.pop(f"{W}author")


def a_change_inside_a_change(body):
    come = _first(body, ".//w:ins[w:r]")
    inner = etree.SubElement(come, f"{W}del", {f"{W}id": "7", f"{W}author": "x"})
    inner.append(come[0])


def a_word_changed_outside_the_marks(body):
    said = _first(body, ".//w:p/w:r/w:t[string-length(.) > 3]")
    said.text = said.text[1:]


def the_end_of_a_cell_tracked(body):
    properties = _first(body, ".//w:tr[not(w:trPr/w:ins) and not(w:trPr/w:del)]/w:tc/w:p[last()]/w:pPr")
    mark = etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}del")
    mark.set(f"{W}author", "x")


PLANTED = (
    a_deletion_dropped,
    an_insertion_dropped,
    an_insertion_untracked,
    a_deletion_taken_for_an_insertion,
    deleted_text_left_as_text,
    a_row_without_its_mark,
    a_paragraph_of_a_row_without_its_mark,
    a_run_of_a_row_untracked,
    a_change_without_an_author,
    a_change_inside_a_change,
    a_section_among_former_properties,
    a_word_changed_outside_the_marks,
    the_end_of_a_cell_tracked,
)


def test_without_a_planted_error_nothing_is_caught():
    assert list(unsound(CHANGED)) == []


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_error_is_caught(plant):
    body = deepcopy(CHANGED)
    plant(body)

    try:
        caught = canonical(accepted(body)) != AFTER or canonical(rejected(body)) != BEFORE
    except Unsound:
        caught = True

    assert caught
