"""A redline: accepting everything gives the newer edition, rejecting the older; planted errors are caught."""

from copy import deepcopy
from dataclasses import replace

import docx_integrity
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openxml_audit import OpenXmlValidator

from lifecycle.documents.blocks import Entry, Heading, Listing, Matrix, MatrixRow, Paragraph, Row, Table, text
from lifecycle.documents.causes import Signature
from lifecycle.documents.word.resolve import Unsound, accepted, rejected, unsound
from tests.documents.word.canonical import body_of, canonical
from tests.documents.word.editions import NEWER, clean, marked, newer, older, pairs
from tests.documents.word.opened import W, find, parts, root, saved, text_of
from tests.documents.word.sample import FINAL, PLAN, measure

CARD = measure("2.1", "Pečovatelská služba")
SWOT = Matrix(
    (),
    (text("Silné stránky"),),
    (MatrixRow(text("Senioři"), ((Entry("swot:S-1", text("Zkušení pracovníci")), Entry("swot:S-2", text("Obce"))),)),),
)


def reworded(card, words, place=0):
    """The card with other words in one field."""
    fields = list(card.fields)
    fields[place] = replace(fields[place], runs=text(words))
    return replace(card, fields=tuple(fields))


def table(*rows):
    return Table((text("Rok"), text("Kč")), tuple(Row(tuple(map(text, row))) for row in rows), (1, 1), caption="Peníze")


def holds(before, after):
    """Nothing where both proofs hold; else which one does not."""
    body = body_of(marked(before, after).data)
    told = []
    if canonical(accepted(body)) != canonical(body_of(clean(after))):
        told.append("accepting everything does not give the newer edition")
    if canonical(rejected(body)) != canonical(body_of(clean(before))):
        told.append("rejecting everything does not give the older edition")
    return told


def changes(data, path=".//w:ins | .//w:del"):
    """(element, author, text) of each change that has text, in order."""
    return [
        (one.tag.removeprefix(W), one.get(f"{W}author"), "".join(find(one, ".//w:t/text() | .//w:delText/text()")))
        for one in find(root(data), path)
        if find(one, ".//w:t | .//w:delText")
    ]


def in_text(data, *skipped):
    """What is inserted and deleted outside cover and contents."""
    return [(kind, said) for kind, _, said in changes(data, "//w:sdt//w:ins | //w:sdt//w:del") if said not in skipped]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_of_random_pairs_accepting_gives_the_newer_and_rejecting_the_older(pair):
    assert holds(*pair) == []


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_of_many_random_pairs_accepting_gives_the_newer_and_rejecting_the_older(pair):
    assert holds(*pair) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(PLAN, FINAL, id="a draft and the final plan"),
        pytest.param(FINAL, PLAN, id="backwards"),
        pytest.param(PLAN, replace(PLAN, sections=PLAN.sections[::-1]), id="chapters in another order"),
        pytest.param(PLAN, replace(PLAN, sections=()), id="everything gone"),
        pytest.param(older(SWOT), newer(replace(SWOT, rows=())), id="a matrix without rows"),
        pytest.param(older(table("a")), newer(Table((text("A"),) * 3, (), (1, 1, 1))), id="a table of other columns"),
        pytest.param(older(Paragraph(())), newer(Heading(1, ())), id="a heading of nothing"),
    ],
)
def test_it_holds_for(before, after):
    assert holds(before, after) == []


def test_the_words_that_changed_are_marked_and_no_others():
    before, after = "Služba jezdí dvakrát týdně do všech obcí.", "Služba jezdí každý den do všech obcí."

    made = marked(older(reworded(CARD, before)), newer(reworded(CARD, after)))

    assert in_text(made.data) == [("del", "dvakrát týdně"), ("ins", "každý den")]


def test_a_row_that_came_is_one_tracked_row():
    made = marked(older(table(("2015", "10"))), newer(table(("2015", "10"), ("2016", "20"))))
    body = root(made.data)

    assert [text_of(row) for row in find(body, ".//w:tr[w:trPr/w:ins]")] == ["201620"]
    assert find(body, ".//w:tr[w:trPr/w:del]") == []


def test_a_card_that_moved_is_deleted_and_inserted_and_the_deleted_copy_has_a_tag_of_its_own():
    other = measure("2.2", "Odlehčovací služba")
    third = measure("2.3", "Poradna")
    made = marked(older(CARD, other, third), newer(other, third, CARD))

    assert [one.change for one in made.touched if one.item == CARD.item] == ["moved"]
    assert sorted(find(root(made.data), "//w:tag/@w:val[contains(., 'measure:2.1')]")) == [
        "pl:measure:2.1",
        "pl:measure:2.1;del",
    ]


def test_an_entry_that_left_a_matrix_leaves_the_other_words_alone():
    row = replace(SWOT.rows[0], cells=((SWOT.rows[0].cells[0][0],),))
    made = marked(older(SWOT), newer(replace(SWOT, rows=(row,))))

    assert in_text(made.data) == [("del", "Obce")]


def test_bold_alone_is_a_change_of_manner_that_can_be_rejected():
    made = marked(older(Paragraph(text("slovo"))), newer(Paragraph(text("slovo", bold=True))))

    assert len(find(root(made.data), "//w:rPrChange")) == 1


def test_items_of_a_list_keep_their_list_when_one_goes():
    before = Listing(((0, text("první bod")), (0, text("druhý bod")), (0, text("třetí bod"))), ordered=True)
    after = replace(before, items=(before.items[0], before.items[2]))
    made = marked(older(before), newer(after))
    numbers = find(root(made.data), "//w:p[contains(., 'bod')]//w:numId/@w:val")

    assert len(set(numbers)) == 1


def test_a_change_is_signed_by_the_comment_that_caused_it_and_every_other_by_the_edition():
    cause = Signature("Připomínka K12 – Dačice", "2014-10-20")
    other = measure("2.2", "Odlehčovací služba")
    made = marked(
        older(CARD, other),
        newer(reworded(CARD, "Jiný popis"), reworded(other, "Také jiný")),
        causes={CARD.item: cause},
    )
    signed = {said: author for _, author, said in changes(made.data)}

    assert (signed["Jiný popis"], signed["Také jiný"]) == ("Připomínka K12 – Dačice", "Vydání plan@4")


def test_the_list_of_changes_is_a_comment_at_the_title():
    made = marked(older(CARD), newer(reworded(CARD, "Jiný popis")))
    said = [text_of(line) for line in find(root(made.data, "word/comments.xml"), "//w:p")]

    assert [line for line in said if line.startswith("Opatření 2.1: změněno")] != []


def test_an_edition_against_itself_has_no_change():
    made = marked(PLAN, PLAN)

    assert (made.touched, find(root(made.data), "//w:ins | //w:del | //w:pPrChange")) == ((), [])


def test_the_file_says_which_editions_it_compares():
    custom = root(marked(older(CARD), newer(CARD)).data, "docProps/custom.xml")
    told = {row.get("name"): row[0].text for row in custom}

    assert (told["lifecycle.edition"], told["lifecycle.compared"]) == ("plan@4", "plan@3")


def test_the_same_pair_gives_the_same_bytes():
    assert marked(PLAN, FINAL).data == marked(PLAN, FINAL).data


@pytest.mark.parametrize("pair", [(PLAN, FINAL), (older(CARD), newer(SWOT, table(("1", "2"))))])
def test_validators_find_no_fault(pair, tmp_path):
    path = saved(marked(*pair).data, tmp_path)
    faults = [str(error) for error in OpenXmlValidator().validate(path).errors]

    assert faults + [str(finding) for finding in docx_integrity.check(path)] == []


def test_the_pictures_of_both_editions_are_in_the_file():
    data = marked(PLAN, replace(PLAN, cover=NEWER)).data
    codes = [name for name in parts(data) if name in ("word/media/qr.png",) or name.startswith("word/media/was")]

    assert len(codes) == 2


CHANGED = body_of(
    marked(
        older(CARD, table(("2015", "10"), ("2017", "30")), Paragraph(text("Konec. Stará věta."))),
        newer(reworded(CARD, "Jiný popis", 1), table(("2015", "11"), ("2016", "20")), Paragraph(text("Konec."))),
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
