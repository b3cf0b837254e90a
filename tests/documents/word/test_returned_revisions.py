"""Tracked changes of a returned file: each change once, with its author, whole rows as rows, replacements as such."""

import pytest

from lifecycle.documents.word.reader import read_returned
from tests.documents.word.made import a_word_file, by, gone, ins, p, r, tbl, tr


def revisions(*blocks):
    return read_returned(a_word_file(*blocks).data).revisions


def told(*blocks):
    return [(one.kind, one.author, one.text) for one in revisions(*blocks)]


def test_an_insertion_and_a_deletion_tell_who_and_what():
    assert told(p(r("a"), ins("nové", "Eva"), r("b"), gone("staré", "Petr"))) == [
        ("insertion", "Eva", "nové"),
        ("deletion", "Petr", "staré"),
    ]


def test_pieces_an_editor_split_are_one_change():
    assert told(p(ins("pečova"), ins("telská", date="2026-03-02T10:01:00Z"), ins(" Péťa", "Petr"))) == [
        ("insertion", "Eva", "pečovatelská"),
        ("insertion", "Petr", " Péťa"),
    ]


@pytest.mark.parametrize("pieces", [(gone("deset"), ins("dvacet")), (ins("dvacet"), gone("deset"))])
def test_a_deletion_and_an_insertion_side_by_side_are_a_replacement(pieces):
    found = revisions(p(r("kapacita "), *pieces))
    new = next(one for one in found if one.kind == "insertion")

    assert found[new.replaces].text == "deset"


@pytest.mark.parametrize(
    "inner", [(gone("deset", "Petr"), ins("dvacet", "Eva")), (gone("deset"), r(" "), ins("dvacet"))]
)
def test_changes_of_two_authors_or_apart_replace_nothing(inner):
    assert [one.replaces for one in revisions(p(*inner))] == [None, None]


def test_words_replaced_one_by_one_pair_in_order():
    found = revisions(p(gone("a"), ins("A"), gone("b"), ins("B")))

    assert [one.replaces for one in found] == [None, 0, None, 2]


def test_a_deletion_inside_anothers_insertion_is_told_with_both():
    assert told(p(f"<w:ins {by('Eva')}>{r('nové ')}{gone('zbytečné', 'Petr')}</w:ins>")) == [
        ("insertion", "Eva", "nové zbytečné"),
        ("deletion", "Petr", "zbytečné"),
    ]


def test_moved_text_is_told_at_both_ends():
    moved = f"<w:moveFrom {by('Eva')}>{r('x')}</w:moveFrom>", f"<w:moveTo {by('Eva')}>{r('x')}</w:moveTo>"

    assert told(p(moved[0]), p(moved[1])) == [("move_from", "Eva", "x"), ("move_to", "Eva", "x")]


def test_an_inserted_paragraph_is_one_insertion_of_its_text():
    assert told(p(ins("nový odstavec"), mark=f"<w:ins {by('Eva')}/>"), p(r("další"))) == [
        ("insertion", "Eva", "nový odstavec")
    ]


def test_a_paragraph_typed_behind_another_is_one_insertion_of_its_text():
    assert told(p(r("věta"), mark=f"<w:ins {by('Eva')}/>"), p(ins("nový odstavec"))) == [
        ("insertion", "Eva", "nový odstavec")
    ]


@pytest.mark.parametrize(("mark", "kind"), [("ins", "insertion"), ("del", "deletion")])
def test_a_paragraph_split_or_joined_is_a_change_of_its_mark(mark, kind):
    assert told(p(r("a"), mark=f"<w:{mark} {by('Eva')}/>"), p(r("b"))) == [(kind, "Eva", "\n")]


def test_a_row_is_one_change_with_the_text_of_its_cells():
    row = tr(p(ins("2.1")), p(ins("Doprava")), tracked=f"<w:ins {by('Eva')}/>")

    assert [(one.kind, one.text, one.row) for one in revisions(tbl(row))] == [("insertion", "2.1 Doprava", True)]


def test_a_deleted_cell_is_one_change():
    cell = f"<w:tr><w:tc><w:tcPr><w:cellDel {by('Eva')}/></w:tcPr>{p(gone('x'))}</w:tc><w:tc>{p(r('y'))}</w:tc></w:tr>"

    assert [(one.kind, one.text, one.row) for one in revisions(tbl(cell))] == [("deletion", "x", True)]


def test_what_somebody_deletes_in_a_row_somebody_inserted_is_told_too():
    row = tr(p(ins("a"), gone("b", "Petr")), tracked=f"<w:ins {by('Eva')}/>")

    assert told(tbl(row)) == [("insertion", "Eva", "ab"), ("deletion", "Petr", "b")]


def test_a_change_knows_where_it_stands():
    (one,) = revisions(p(r("Opatření 2.1"), style="Heading2"), tbl(tr(p(r("Odpovídá")), p(ins("město")))))

    assert (one.spot.heading, one.spot.row_label, one.spot.cell) == ("Opatření 2.1", "Odpovídá", 1)


def settled(*blocks, by: str = "Vydání plan@2"):
    """What is read where one author's changes count as accepted."""
    return read_returned(a_word_file(*blocks).data, settled=[by])


def test_what_a_settled_author_tracked_is_text_or_gone_and_no_revision():
    ours = "Vydání plan@2"
    found = settled(p(r("Jezdí "), gone("denně", ours), ins("často", ours), ins(" i večer", "Jana")))

    assert [(one.before, one.text) for one in found.paragraphs] == [("Jezdí často", "Jezdí často i večer")]
    assert [(one.author, one.text) for one in found.revisions] == [("Jana", " i večer")]


def test_a_row_a_settled_author_deleted_has_no_text_in_either_view():
    row = tr(p(gone("Pryč")), p(gone("s tím")), tracked=f"<w:del {by('Eva')}/>")
    found = settled(tbl(tr(p(r("Zůstává")), p(r("toto"))), row), by="Eva")

    assert [one.text for one in found.paragraphs if one.text] == ["Zůstává", "toto"]
    assert [one.before for one in found.paragraphs if one.before] == ["Zůstává", "toto"]
    assert found.revisions == ()
