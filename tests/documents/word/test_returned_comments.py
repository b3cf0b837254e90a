"""Comments of a returned file: every word, every thread, their place, whatever the editor did to them."""

import datetime as dt
import zipfile

import pytest

from lifecycle.documents.word.gate import MOST_COMMENTS
from lifecycle.documents.word.reader import read_returned
from lifecycle.model.errors import Wrong
from tests.documents.word.made import DAY, PREVIEW, a_word_file, control, gone, ins, on, p, packed, point, r, tbl, tr


def comments(file):
    return read_returned(file.data).comments


def notes(file):
    return {note.code: dict(note.facts) for note in read_returned(file.data).notes}


def test_a_comment_tells_who_when_what_and_on_which_words():
    (one,) = comments(a_word_file(p(r("Péče "), on(7, r("o seniory")))).with_comment(7, "Doplňte termín.\nDěkujeme."))

    assert (one.id, one.parent, one.author, one.initials) == ("7", None, "Obec Peč", "OP")
    assert (one.text, one.quoted, one.resolved) == ("Doplňte termín.\nDěkujeme.", "o seniory", False)
    assert one.date == dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("namespace", ["http://schemas.microsoft.com/office/word/2012/wordml", PREVIEW])
def test_replies_and_resolved_threads_are_read_from_the_released_and_the_old_namespace(namespace):
    file = (
        a_word_file(p(on(0, on(1, r("text")))))
        .with_comment(0, "Proč?", done=True)
        .with_comment(1, "Proto.", answers=0)
        .threaded_by(namespace)
    )

    assert [(one.parent, one.resolved) for one in comments(file)] == [(None, True), ("0", True)]


def test_an_answer_to_an_answer_belongs_to_the_comment_that_began_the_thread():
    file = (
        a_word_file(p(on(0, r("text"))))
        .with_comment(0, "Proč?")
        .with_comment(1, "Proto.", answers=0)
        .with_comment(2, "Aha.", answers=1)
    )

    assert [one.parent for one in comments(file)] == [None, "0", "0"]


def test_comments_that_answer_each_other_in_a_circle_begin_threads_of_their_own():
    file = a_word_file(p(r("x"))).with_comment(0, "A", answers=1).with_comment(1, "B", answers=0)

    assert [one.parent for one in comments(file)] == [None, None]


def test_a_comment_without_the_parts_of_threads_is_a_comment():
    file = a_word_file(p(on(0, r("x")))).with_comment(0, "A").threaded_by(None)

    assert [(one.text, one.parent, one.resolved) for one in comments(file)] == [("A", None, False)]


def test_a_flattened_thread_is_told_where_comments_share_one_range():
    file = a_word_file(p(on(0, on(1, r("x"))))).with_comment(0, "A").with_comment(1, "B").threaded_by(None)

    assert notes(file) == {"threads_lost": {"count": 1}}


def test_two_comments_on_one_range_are_no_lost_thread_where_the_file_keeps_threads():
    file = a_word_file(p(on(0, on(1, r("x"))))).with_comment(0, "A").with_comment(1, "B")

    assert notes(file) == {}


def in_a_box(*inner: str) -> str:
    """A text box as older editors write it, in a run of its host."""
    return f"<w:r><w:pict><v:textbox><w:txbxContent>{''.join(inner)}</w:txbxContent></v:textbox></w:pict></w:r>"


def test_a_comment_in_a_text_box_on_a_heading_stands_under_that_heading_and_its_bookmark():
    box = in_a_box(p(on(0, r("Pole"))))
    file = a_word_file(
        p(point("prvni"), r("Opatření 1.1"), style="Heading2"),
        control("pl:measure:1.2", p(point("druhe"), r("Opatření 1.2"), box, style="Heading2")),
    ).with_comment(0, "K poli.")
    (one,) = comments(file)

    assert one.spot is not None
    assert (one.spot.part, one.spot.heading, one.spot.controls) == ("textbox", "Opatření 1.2", ("pl:measure:1.2",))
    assert one.spot.bookmarks[-1] == "druhe"


def test_a_heading_in_a_text_box_is_above_nothing_outside_the_box():
    box = in_a_box(p(r("Opatření 9.9"), style="Heading2"), p(on(0, r("v poli"))))
    file = a_word_file(
        p(r("Opatření 1.1"), style="Heading2"),
        p(r("Text."), box),
        p(on(1, r("pod polem"))),
    )
    found = comments(file.with_comment(0, "A").with_comment(1, "B"))

    assert [one.spot.heading for one in found if one.spot] == ["Opatření 9.9", "Opatření 1.1"]


def test_a_text_box_in_the_first_cell_of_a_row_is_no_part_of_its_label():
    file = a_word_file(tbl(tr(p(r("Popis"), in_a_box(p(r("Pole")))), p(on(0, r("text")))))).with_comment(0, "A")
    (one,) = comments(file)

    assert one.spot is not None
    assert one.spot.row_label == "Popis"


def test_a_comment_without_range_and_reference_is_still_someones_word():
    file = a_word_file("text").with_comment(0, "Kam s tím?")

    assert [(one.text, one.spot, one.quoted) for one in comments(file)] == [("Kam s tím?", None, "")]
    assert notes(file) == {"comment_without_anchor": {"count": 1}}


def test_a_range_without_its_comment_is_told():
    assert notes(a_word_file(p(on(5, r("x"))))) == {"range_without_comment": {"count": 1}}


def test_a_comment_with_a_reference_only_stands_at_its_paragraph():
    file = a_word_file("první", p(r("druhý"), '<w:r><w:commentReference w:id="0"/></w:r>')).with_comment(0, "A")

    assert comments(file)[0].spot.paragraph == 1


def test_a_range_that_never_ends_holds_its_paragraph():
    file = a_word_file(p('<w:commentRangeStart w:id="0"/>', r("první")), "druhý").with_comment(0, "A")

    assert comments(file)[0].quoted == "první"


def test_a_range_over_paragraphs_quotes_all_of_them():
    file = a_word_file(
        p('<w:commentRangeStart w:id="0"/>', r("první")), p(r("druhý"), '<w:commentRangeEnd w:id="0"/>')
    ).with_comment(0, "A")

    assert (comments(file)[0].quoted, comments(file)[0].ends.paragraph) == ("první\ndruhý", 1)


def test_comments_of_one_number_are_both_read_each_on_its_own_range():
    file = a_word_file(p(on(0, r("jedna"))), p(on(0, r("dvě")))).with_comment(0, "A").with_comment(0, "B")

    assert [(one.id, one.text, one.quoted) for one in comments(file)] == [("0", "A", "jedna"), ("0#2", "B", "dvě")]
    assert notes(file) == {"repeated_comment_ids": {"count": 1}}


def test_words_a_comment_stands_on_are_those_its_author_saw():
    file = a_word_file(p(on(0, r("kapacita "), gone("10"), ins("20")))).with_comment(0, "A")

    assert comments(file)[0].quoted == "kapacita 20"


def test_a_comment_on_deleted_words_quotes_them():
    assert comments(a_word_file(p(on(0, gone("zrušit")))).with_comment(0, "Ne!"))[0].quoted == "zrušit"


def test_a_comment_on_the_whole_document_does_not_repeat_the_document():
    file = a_word_file(p(on(0, r("slovo " * 2000)))).with_comment(0, "A")

    assert len(comments(file)[0].quoted) == 2000


def test_tables_and_lists_in_a_comment_are_text():
    inner = p(r("Navrhuji:")) + tbl(tr(p(r("2026")), p(r("100 000")))) + p(r("- bod"))

    assert comments(a_word_file(p(on(0, r("x")))).with_comment(0, inner))[0].text == "Navrhuji:\n2026\n100 000\n- bod"


def test_a_comment_without_a_sensible_date_has_none():
    assert comments(a_word_file("x").with_comment(0, "A", date="včera"))[0].date is None


def test_a_comment_knows_its_control_its_bookmark_its_heading_and_its_row():
    card = control(
        "pl:measure:2.1",
        p(point("pl_measure_k2_p1"), r("Opatření 2.1 Péče"), style="Heading2"),
        tbl(tr(p(r("Odpovídá")), p(on(0, r("odbor"))))),
    )
    spot = comments(a_word_file(p(r("Strategie"), style="Heading1"), card).with_comment(0, "A"))[0].spot

    assert (spot.controls, spot.bookmarks) == (("pl:measure:2.1",), ("pl_measure_k2_p1",))
    assert (spot.heading, spot.row_label, spot.cell) == ("Opatření 2.1 Péče", "Odpovídá", 1)


def test_a_bookmark_of_one_row_says_nothing_of_the_next():
    table = tbl(
        tr(p(r("péče")), p(point("pl_a"), r("A"))),
        tr(p(on(0, r("doprava"))), p(point("pl_b"), r("B"))),
    )

    assert comments(a_word_file(table).with_comment(0, "A"))[0].spot.bookmarks == ("pl_b",)


def test_a_row_of_two_items_is_known_by_the_cell_alone():
    table = tbl(tr(p(on(0, r("uvnitř"))), p(point("pl_a"), r("A")), p(on(1, point("pl_b"), r("B")))))
    file = a_word_file(table).with_comment(0, "A").with_comment(1, "B")

    assert [one.spot.bookmarks for one in comments(file)] == [(), ("pl_b",)]


def test_a_bookmark_under_one_heading_says_nothing_under_the_next():
    file = a_word_file(
        p(point("pl_a"), r("Opatření 1.1"), style="Heading2"), p(r("Opatření 1.2"), style="Heading2"), p(on(0, r("x")))
    )

    assert comments(file.with_comment(0, "A"))[0].spot.bookmarks == ()


@pytest.mark.parametrize(
    ("part", "name", "inner"),
    [
        ("header", "header1.xml", "hdr:" + p(on(0, r("hlavička")))),
        ("footer", "footer1.xml", "ftr:" + p(on(0, r("pata")))),
        ("footnote", "footnotes.xml", f'footnotes:<w:footnote w:id="2">{p(on(0, r("poznámka")))}</w:footnote>'),
        ("endnote", "endnotes.xml", f'endnotes:<w:endnote w:id="2">{p(on(0, r("závěr")))}</w:endnote>'),
    ],
)
def test_comments_in_headers_footers_and_notes_are_placed(part, name, inner):
    kind = {"footnote": "footnotes", "endnote": "endnotes"}.get(part, part)
    file = a_word_file("tělo").with_part(name, inner, kind).with_comment(0, "A")

    assert comments(file)[0].spot.part == part


def test_a_comment_in_a_footnote_stands_where_the_text_refers_to_it():
    file = (
        a_word_file(control("pl:measure:1.1", p(r("péče"), '<w:r><w:footnoteReference w:id="2"/></w:r>')))
        .with_part("footnotes.xml", f'footnotes:<w:footnote w:id="2">{p(on(0, r("x")))}</w:footnote>', "footnotes")
        .with_comment(0, "A")
    )

    assert comments(file)[0].spot.controls == ("pl:measure:1.1",)


def test_a_comment_in_a_text_box_is_read_once_where_it_stands():
    box = p(on(0, r("rámeček")))
    both = (
        f"<mc:AlternateContent><mc:Choice><w:txbxContent>{box}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>"
    )
    file = a_word_file(p(r("před"), f"<w:r>{both}</w:r>")).with_comment(0, "A")

    assert [(one.quoted, one.spot.part) for one in comments(file)] == [("rámeček", "textbox")]


def test_a_broken_part_of_comments_is_refused_for_what_people_wrote_would_be_lost():
    file = a_word_file("x").with_comment(0, "A")
    files = file.files | {"word/comments.xml": "<w:comments"}
    with pytest.raises(Wrong) as caught:
        read_returned(packed(files))

    assert caught.value.facts["reason"] == "damaged"


def full_of_comments(count):
    """A file of that many comments, stored as it is: so many equal ones would pack like a bomb."""
    one = f'<w:comment w:id="1" w:author="A" w:date="{DAY}"><w:p/></w:comment>'
    file = a_word_file("x").with_part("comments.xml", "comments:" + one * count, "comments")
    return packed(file.files, zipfile.ZIP_STORED)


@pytest.mark.slow
def test_as_many_comments_as_are_allowed_are_read():
    assert len(read_returned(full_of_comments(MOST_COMMENTS)).comments) == MOST_COMMENTS


def test_one_comment_more_than_is_allowed_is_refused():
    with pytest.raises(Wrong) as caught:
        read_returned(full_of_comments(MOST_COMMENTS + 1))

    assert caught.value.facts["reason"] == "too_many_comments"


@pytest.mark.parametrize(("between", "follows"), [("", "0"), (r(" a dál"), None)])
def test_a_comment_without_words_follows_the_one_whose_words_end_just_there(between, follows):
    lone = '<w:r><w:commentReference w:id="1"/></w:r>'
    file = (
        a_word_file(p(on(0, r("text")), between, lone, r(" konec"))).with_comment(0, "Proč?").with_comment(1, "Proto.")
    )

    assert [one.follows for one in comments(file)] == [None, follows]
