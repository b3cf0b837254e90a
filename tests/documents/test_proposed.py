"""Proposals: what each author wants a field to read, told apart where several wrote into one paragraph."""

import datetime as dt

from lifecycle.documents.inserted import Behind
from lifecycle.documents.lines import Line, Lines, Shown
from lifecycle.documents.placement import Placer
from lifecycle.documents.proposed import tracked
from lifecycle.documents.returned import Returned, ReturnedParagraph, ReturnedRevision, Spot

BEFORE = "Služba jezdí denně do všech obcí."
SPOT = Spot("body", 0, ("pl:measure:1.1",), heading="Opatření 1.1 – Péče", row_label="Popis", cell=1)
LINES = Lines(
    [Line(BEFORE, "measure:1.1", "description", heading="Opatření 1.1 – Péče", row="Popis", cell=1)],
    {"measure:1.1": Shown(label="Opatření", code="1.1", title="Péče", labels={"popis": "description"})},
    {"measure:1.1"},
)


def revision(kind: str, text: str, by: str) -> ReturnedRevision:
    return ReturnedRevision(kind, by, dt.datetime(2015, 3, 1), text, SPOT)  # type: ignore[arg-type]


def proposals(after: str, *revisions: ReturnedRevision) -> list[tuple[str, str, str]]:
    paragraph = ReturnedParagraph(after, BEFORE, SPOT)
    placer = Placer(LINES, Returned("test", "p", "plan@1", "", after, (paragraph,), revisions=revisions))
    return [(one.author, one.kind.value, one.after) for one in tracked(placer, revisions)]


def test_several_changes_of_one_author_in_one_field_are_one_proposal():
    found = proposals(
        "Služba jezdí denně i v noci do 22 obcí.",
        revision("insertion", "i v noci ", "A"),
        revision("deletion", "všech", "A"),
        revision("insertion", "22", "A"),
    )

    assert found == [("A", "replacement", "Služba jezdí denně i v noci do 22 obcí.")]


def test_changes_of_two_authors_in_one_field_are_two_proposals_each_without_the_others():
    found = proposals(
        "Služba jezdí denně i v noci do 22 obcí.",
        revision("insertion", "i v noci ", "A"),
        revision("deletion", "všech", "B"),
        revision("insertion", "22", "B"),
    )

    assert found == [
        ("A", "insertion", "Služba jezdí denně i v noci do všech obcí."),
        ("B", "replacement", "Služba jezdí denně do 22 obcí."),
    ]


def in_heading(before: str, after: str, *revisions: tuple[str, str]) -> tuple[str | None, str, str]:
    """What a tracked change of the heading of measure 1.1 proposes: field, text before, text after."""
    spot = Spot("body", 0, ("pl:measure:1.1",), heading=after)
    paragraph = ReturnedParagraph(after, before, spot, heading_level=2)
    lines = Lines([Line(before, "measure:1.1", "title", "heading", before)], LINES.items, LINES.wholes)
    made = [ReturnedRevision(kind, "A", None, text, spot) for kind, text in revisions]  # type: ignore[arg-type]
    (one,) = tracked(Placer(lines, Returned("test", "p", "plan@1", "", after, (paragraph,))), made)
    return one.place.field, one.before, one.after


def test_a_tracked_change_in_the_heading_of_a_card_is_one_of_its_title():
    found = in_heading("Opatření 1.1 – Péče", "Opatření 1.1 – Péče doma", ("insertion", " doma"))

    assert found == ("title", "Péče", "Péče doma")


def test_a_tracked_change_of_the_code_in_a_heading_is_of_no_field():
    found = in_heading("Opatření 1.1 – Péče", "Opatření 1.2 – Péče", ("deletion", "1.1"), ("insertion", "1.2"))

    assert found == (None, "Opatření 1.1 – Péče", "Opatření 1.2 – Péče")


def in_chapter(*told: tuple[str, str, bool]) -> list[tuple[str, str, Behind | None]]:
    """The insertions of a chapter of one paragraph and two items; `told` are paragraphs: before, after, of a list."""
    texts = ("Úvod.", "první cíl", "druhý cíl")
    lines = Lines([Line(text, "text:vision", "text") for text in texts], {"text:vision": Shown()}, {"text:vision"})
    paragraphs, made = [], []
    for number, (before, after, listed) in enumerate(told):
        spot = Spot("body", number, ("pl:text:vision",))
        paragraphs.append(ReturnedParagraph(after, before, spot, listed=listed, was=bool(before)))
        if after != before:
            made.append(ReturnedRevision("insertion", "A", None, after, spot))
    placer = Placer(lines, Returned("test", "p", "plan@1", "", "", tuple(paragraphs)), None)
    return [(one.before, one.after, one.behind) for one in tracked(placer, made)]


FIRST, SECOND = ("první cíl", "první cíl", True), ("druhý cíl", "druhý cíl", True)
INTRO = ("Úvod.", "Úvod.", False)


def test_a_new_item_of_a_list_stands_behind_the_item_before_it():
    found = in_chapter(INTRO, FIRST, ("", "nový cíl", True), SECOND)

    assert found == [("", "nový cíl", Behind(("první cíl",), listed=True))]


def test_of_two_new_paragraphs_the_second_knows_the_first_and_what_both_stand_behind():
    found = in_chapter(INTRO, ("", "A.", False), ("", "B.", False), FIRST, SECOND)

    assert [stands for _, _, stands in found] == [Behind(("Úvod.",)), Behind(("A.", "Úvod."))]


def test_a_new_paragraph_that_would_cut_a_list_in_two_has_no_sure_place():
    found = in_chapter(INTRO, FIRST, ("", "Vsuvka.", False), SECOND)

    assert found == [("", "Vsuvka.", None)]


def test_enter_pressed_at_the_end_of_an_item_makes_a_new_one_and_changes_none():
    spots = [Spot("body", number, ("pl:text:vision",)) for number in range(3)]
    lines = Lines(
        [Line(text, "text:vision", "text") for text in ("první cíl", "druhý cíl")],
        {"text:vision": Shown()},
        {"text:vision"},
    )
    paragraphs = (
        ReturnedParagraph("první cíl", "", spots[0], listed=True, was=False),
        ReturnedParagraph("nový cíl", "první cíl", spots[1], listed=True),
        ReturnedParagraph("druhý cíl", "druhý cíl", spots[2], listed=True),
    )
    made = [ReturnedRevision("insertion", "A", None, "nový cíl", spots[1])]
    (one,) = tracked(Placer(lines, Returned("test", "p", "plan@1", "", "", paragraphs), None), made)

    assert (one.before, one.after, one.behind) == ("", "nový cíl", Behind(("první cíl",), listed=True))


def test_a_paragraph_mark_alone_is_no_proposal():
    assert proposals(BEFORE, revision("insertion", "", "A")) == []
