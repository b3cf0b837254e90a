"""Proposals: what each author wants a field to read, told apart where several wrote into one paragraph."""

import datetime as dt

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


def test_a_paragraph_mark_alone_is_no_proposal():
    assert proposals(BEFORE, revision("insertion", "", "A")) == []
