"""Comments of an edition: threads, replies, resolved flags, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.document import Note, Thread
from lifecycle.documents.word.comments import initials, word_date
from tests.documents.word.opened import W14, W15, W, find, of, parts, root, text_of, texts_of, written
from tests.documents.word.sample import AUTHOR, PLAN, measure


def a_note(id="C-1", author="Obec Budeč", date="2014-10-08", said="Doplňte."):
    return Note(id, author, date, said)


def comments(data):
    return root(data, "word/comments.xml").findall(f"{W}comment")


def anchored_text(data, number):
    """What stands between the start and the end of a comment's range."""
    document = root(data)
    start = find(document, f"//w:commentRangeStart[@w:id='{number}']")[0]
    end = find(document, f"//w:commentRangeEnd[@w:id='{number}']")[0]
    nodes = list(start.getparent())
    return "".join(text_of(node) for node in nodes[nodes.index(start) : nodes.index(end)])


@pytest.mark.parametrize(
    ("item", "field", "expected"),
    [
        ("measure:1.1", None, "Opatření 1.1 – Pečovatelky"),
        ("measure:1.1", "responsible", "Město Dačice, odbor sociálních věcí"),
        ("measure:1.1", "unknown", "Opatření 1.1 – Pečovatelky"),
        ("activity:1.1.2", None, "Aktivita 1.1.2 – Společný rozpis výjezdů a\u00a0sdílený dispečink pečovatelek"),
        (None, None, "Komunitní plán sociálních služeb správního obvodu Dačice"),
        ("plan", None, "Komunitní plán sociálních služeb správního obvodu Dačice"),
        ("measure:9.9", None, "Komunitní plán sociálních služeb správního obvodu Dačice"),
    ],
)
def test_a_comment_stands_at_what_it_speaks_of(item, field, expected):
    data = written(of(measure("1.1", "Pečovatelky"), threads=(Thread(item, field, False, (a_note(),)),)))

    assert anchored_text(data, 0) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (5, "8"),
        (6, "F-03"),
        (7, "Nikdo nezůstane na pomoc sám."),
        (9, "SPO-W1 Do malých obcí služba nedojíždí."),
        (10, "SPO-S2 Zkušení poskytovatelé s\u00a0<dobrou> pověstí & zázemím."),
    ],
)
def test_a_comment_on_a_row_an_entry_or_a_passage_stands_at_it(number, expected):
    assert anchored_text(written(PLAN), number) == expected


def test_a_comment_on_a_lost_item_says_which_item_it_was():
    data = written(of(measure("1.1", "Pečovatelky"), threads=(Thread("measure:9.9", None, False, (a_note(),)),)))

    assert texts_of(comments(data)[0]) == [
        "Doplňte.",
        "Připomínka patřila k položce „measure:9.9“, která v tomto vydání není.",
    ]


def test_author_date_and_initials_are_the_notes_own():
    first = comments(written(PLAN))[1]

    assert [first.get(f"{W}{name}") for name in ("author", "date", "initials")] == [
        "Mgr. Jitka Nováková",
        "2014-10-09T10:15:00Z",
        "MJN",
    ]


def test_a_comment_of_several_lines_has_a_paragraph_for_each():
    assert texts_of(comments(written(PLAN))[0]) == ["Doplňte prosím i víkendy.", "Jinak souhlasíme."]


def test_text_of_comments_is_not_typeset_so_that_it_is_recognised_when_it_returns():
    data = written(of(measure("1.1", "P"), threads=(Thread(None, None, False, (a_note(said="k lidem"),)),)))

    assert texts_of(comments(data)[0]) == ["k lidem"]


def test_replies_answer_the_root_and_a_settled_thread_is_done_in_every_note():
    data = written(PLAN)
    last = [comment.findall(f"{W}p")[-1].get(f"{W14}paraId") for comment in comments(data)]
    rows = [
        (last.index(row.get(f"{W15}paraId")), row.get(f"{W15}paraIdParent"), row.get(f"{W15}done"))
        for row in root(data, "word/commentsExtended.xml")
    ]

    assert rows[:6] == [
        (0, None, "0"),
        (1, last[0], "0"),
        (2, last[0], "0"),
        (3, None, "1"),
        (4, last[3], "1"),
        (5, None, "0"),
    ]


def test_every_note_has_a_range_and_a_reference_in_the_order_word_wants():
    heading = find(root(written(PLAN)), "//w:p[w:commentRangeStart/@w:id='0']")[0]
    marks = [
        (node.tag.removeprefix(W), node.get(f"{W}id"))
        for node in heading.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    ]

    assert marks == [
        *(("commentRangeStart", number) for number in "012"),
        *((name, number) for number in "012" for name in ("commentRangeEnd", "commentReference")),
    ]


def test_every_comment_is_referenced_once():
    document = root(written(PLAN))

    assert sorted(map(int, find(document, "//w:commentReference/@w:id"))) == list(range(12))


@given(st.lists(st.sampled_from(["C-1", "C-2", "připomínka"]), min_size=1, max_size=6))
def test_paragraph_ids_are_within_words_bounds_and_used_once(ids):
    threads = tuple(Thread(None, None, False, (a_note(id=one, said="a\nb"),)) for one in ids)
    data = written(of(measure("1.1", "P"), threads=threads))
    every = [int(one, 16) for one in find(root(data, "word/comments.xml"), "//@w14:paraId")]

    assert (len(set(every)), all(0 < one < 0x80000000 for one in every)) == (2 * len(ids), True)


def test_every_author_is_a_person_of_the_document():
    people = [person.get(f"{W15}author") for person in root(written(PLAN), "word/people.xml")]

    assert people == sorted({comment.get(f"{W}author") for comment in comments(written(PLAN))})


def test_an_erased_author_is_nobody():
    data = written(of(measure("1.1", "P"), threads=(Thread(None, None, False, (a_note(author="vault:" + "0" * 64),)),)))

    assert comments(data)[0].get(f"{W}author") == "vymazáno na žádost"


def test_names_of_private_authors_come_from_the_vault_alone():
    assert AUTHOR.encode() not in b"".join(parts(written(PLAN)).values())


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014-10-09", "2014-10-09T00:00:00Z"),
        ("2014-10-09T10:15:00+02:00", "2014-10-09T10:15:00Z"),
        ("2014-10-09T10:15:07.250Z", "2014-10-09T10:15:07Z"),
        ("", ""),
    ],
)
def test_a_date_is_the_wall_clocks(date, expected):
    assert word_date(date) == expected


@pytest.mark.parametrize(("author", "expected"), [("Obec Český Rudolec, úřad", "OČR"), ("---", "")])
def test_initials_are_three_at_most(author, expected):
    assert initials(author) == expected
