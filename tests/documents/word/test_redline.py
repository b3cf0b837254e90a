"""A redline: accepting everything gives the newer edition, rejecting the older."""

from dataclasses import replace

import docx_integrity
import pytest
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from lifecycle.documents.blocks import (
    Entry,
    Heading,
    Index,
    Listing,
    Matrix,
    MatrixRow,
    Paragraph,
    Picture,
    Run,
    Table,
    text,
)
from lifecycle.documents.signatures import Signature
from lifecycle.documents.word.resolve import accepted, rejected
from tests.documents.word.canonical import body_of, canonical
from tests.documents.word.editions import CARD, NEWER, WIDE, a_table, clean, marked, newer, older, pairs, reworded
from tests.documents.word.opened import W, find, parts, root, saved, text_of
from tests.documents.word.sample import FINAL, PLAN, measure

SWOT = Matrix(
    (),
    (text("Silné stránky"),),
    (MatrixRow(text("Senioři"), ((Entry("swot:S-1", text("Zkušení pracovníci")), Entry("swot:S-2", text("Obce"))),)),),
)
OTHER = measure("2.2", "Odlehčovací služba")
NESTED = replace(measure("3", "Priorita"), item="priority:3", blocks=(OTHER, CARD))
LISTING_CARD = replace(measure("2.4", "Zkušení"), item="swot:S-1")
LAW = Paragraph((Run("Schvaluje zastupitelstvo", note=text("Zákon o obcích.")), Run(" každé obce.")))
MAP = Picture("a" * 64, "mapa.png", "Mapa území", "Území", 800, 400)


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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
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
        pytest.param(older(a_table("a")), newer(Table((text("A"),) * 3, (), (1, 1, 1))), id="a table of other columns"),
        pytest.param(older(Paragraph(())), newer(Heading(1, ())), id="a heading of nothing"),
        pytest.param(older(MAP), newer(replace(MAP, sha256="b" * 64)), id="another picture"),
        pytest.param(older(CARD), newer(CARD, WIDE), id="the paper turned at the end"),
        pytest.param(older(CARD, WIDE), newer(CARD), id="the paper turned no more"),
        pytest.param(older(CARD, WIDE, OTHER), newer(WIDE, OTHER, CARD), id="the paper turned elsewhere"),
        pytest.param(
            older(OTHER, CARD), newer(reworded(OTHER, "Jiný"), CARD), id="a card that stayed after one that changed"
        ),
        pytest.param(older(CARD, OTHER, CARD), newer(CARD, CARD), id="an item that has two cards"),
        pytest.param(
            older(NESTED), newer(replace(NESTED, title=text("Jiná"))), id="a card that stayed inside one that changed"
        ),
        pytest.param(older(NESTED), newer(NESTED.blocks[0]), id="a card that stayed and the one around it that went"),
        pytest.param(
            older(SWOT, LISTING_CARD),
            newer(LISTING_CARD, SWOT),
            id="a card that moves before the row that lists its item",
        ),
    ],
)
def test_it_holds_for(before, after):
    assert holds(before, after) == []


def led_nowhere(data):
    """The places links and page numbers of the contents lead to that are not in the file."""
    body = root(data)
    places = set(find(body, "//w:bookmarkStart/@w:name"))
    fields = find(body, "//w:instrText/text() | //w:delInstrText/text()")
    led = {*find(body, "//w:hyperlink/@w:anchor"), *(one.split()[1] for one in fields if one.startswith(" PAGEREF "))}
    return led - places


@pytest.mark.parametrize("title", ["Dluhová a občanská poradna", "Terénní práce v rodinách s dětmi po celém území"])
def test_the_deleted_line_of_the_contents_leads_to_the_heading_whose_title_changed(title):
    data = marked(older(measure("2.2", "Dluhová poradna")), newer(measure("2.2", title))).data

    assert led_nowhere(data) == set()


def test_the_line_of_a_heading_that_had_no_words_leads_to_the_deleted_heading():
    before, after = older(Heading(1, ()), a_table("a")), newer(Heading(1, text("Nový nadpis")), a_table("a"))

    assert led_nowhere(marked(before, after).data) == set()


def test_a_line_of_an_index_that_now_names_another_item_still_leads_to_what_it_led_to():
    def listed(item):
        return Index(((text("Opatření"), (Entry(item, text("stejná slova na řádku")),)),))

    before, after = older(listed(CARD.item), CARD), newer(listed(OTHER.item), OTHER)

    assert led_nowhere(marked(before, after).data) == set()


def test_the_page_of_an_item_that_went_leads_to_its_deleted_copy_though_its_line_had_no_words():
    listing = Index((((), (Entry(CARD.item, ()),)),))

    before, after = older(listing, CARD), newer(listing, Heading(1, ()))

    assert led_nowhere(marked(before, after).data) == set()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_no_link_of_a_redline_leads_nowhere(pair):
    assert led_nowhere(marked(*pair).data) <= led_nowhere(clean(pair[0])) | led_nowhere(clean(pair[1]))


def test_the_words_that_changed_are_marked_and_no_others():
    before, after = "Služba jezdí dvakrát týdně do všech obcí.", "Služba jezdí každý den do všech obcí."

    made = marked(older(reworded(CARD, before)), newer(reworded(CARD, after)))

    assert in_text(made.data) == [("del", "dvakrát týdně"), ("ins", "každý den")]


def test_a_row_that_came_is_one_tracked_row():
    made = marked(older(a_table(("2015", "10"))), newer(a_table(("2015", "10"), ("2016", "20"))))
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
        causes={(CARD.item, ""): cause},
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


@pytest.mark.parametrize(
    "pair",
    [
        (PLAN, FINAL),
        (older(CARD), newer(SWOT, a_table(("1", "2")))),
        (older(LAW, MAP, WIDE, CARD), newer(CARD, LAW)),
        (older(CARD), newer(LAW, CARD, MAP, WIDE)),
    ],
)
def test_validators_find_no_fault(pair, tmp_path):
    path = saved(marked(*pair).data, tmp_path)
    faults = [str(error) for error in OpenXmlValidator().validate(path).errors]

    assert faults + [str(finding) for finding in docx_integrity.check(path)] == []


def notes(data):
    """Number → text of the footnotes."""
    every = find(root(data, "word/footnotes.xml"), "//w:footnote[not(@w:type)]")
    return {note.get(f"{W}id"): text_of(note).strip() for note in every}


def test_a_footnote_that_changed_is_deleted_and_inserted_and_both_notes_are_in_the_file():
    after = Paragraph((replace(LAW.runs[0], note=text("Zákon č. 108/2006 Sb.")), LAW.runs[1]))
    data = marked(older(LAW), newer(after)).data
    known = notes(data)
    told = {
        state: [known[mark] for mark in find(root(data), f"//w:{state}//w:footnoteReference/@w:id")]
        for state in ("del", "ins")
    }

    assert {state: [said.replace("\u00a0", " ") for said in found] for state, found in told.items()} == {
        "del": ["Zákon o obcích."],
        "ins": ["Zákon č. 108/2006 Sb."],
    }


def test_each_mark_has_a_footnote_of_its_own_and_each_footnote_a_mark():
    data = marked(older(LAW, Paragraph(text("a")), LAW, CARD), newer(CARD, LAW)).data

    assert sorted(find(root(data), "//w:footnoteReference/@w:id")) == sorted(notes(data))


def test_the_footnotes_of_the_older_edition_alone_bring_their_part_and_its_separators():
    data = marked(older(LAW), newer(Paragraph(text("Bez poznámky.")))).data

    assert len(find(root(data, "word/settings.xml"), "//w:footnotePr/w:footnote")) == 2


def test_a_picture_of_the_older_edition_alone_is_in_the_file():
    data = marked(older(MAP), newer(replace(MAP, sha256="b" * 64))).data

    assert len({said for name, said in parts(data).items() if name.startswith("word/media/") and b"aaaa" in said}) == 1


def test_the_paper_that_turns_no_more_ends_with_the_page_it_had():
    (change,) = find(root(marked(older(CARD, WIDE), newer(CARD)).data), "//w:body/w:sectPr/w:sectPrChange")

    assert find(change, "w:sectPr/w:pgSz/@w:orient") == ["landscape"]


def test_the_pictures_of_both_editions_are_in_the_file():
    data = marked(PLAN, replace(PLAN, cover=NEWER)).data
    codes = [name for name in parts(data) if name in ("word/media/qr.png",) or name.startswith("word/media/was")]

    assert len(codes) == 2
