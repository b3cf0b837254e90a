"""What a proposal would do to the text, by what it was made of and where it stands."""

import pytest

from lifecycle.model.comment import Comment
from lifecycle.model.proposal import form_of

ROW = "2028 | odlehčovací pobyty | Klášter"
CARD = "Opatření 1.1 – Pečovatelská služba"


@pytest.mark.parametrize(
    ("kind", "before", "after", "text", "place", "form"),
    [
        ("edit", ROW, "", ROW, ("text:vision", None), "removed_row"),
        ("deletion", ROW, "", ROW, ("text:vision", None), "removed_row"),
        ("edit", "", ROW, ROW, ("text:vision", None), "added_row"),
        ("edit", ROW, ROW.replace("2028", "2029"), "2028 → 2029", ("text:vision", None), "changed_row"),
        ("insertion", "", "Nový odstavec.", "Nový odstavec.", ("text:vision", None), "added_paragraph"),
        ("edit", "Starý odstavec.", "", "Starý odstavec.", ("text:vision", None), "removed_paragraph"),
        ("edit", "Terén denně.", "", "Terén denně.", ("measure:1.1", "description"), "removed_text"),
        ("edit", CARD, "", CARD, ("measure:1.1", None), "removed_card"),
        ("insertion", "Terén.", "Terén denně.", "denně", ("measure:1.1", "description"), "added_words"),
        ("edit", "Terén denně.", "Terén.", "denně", ("measure:1.1", "description"), "removed_words"),
        ("replacement", "Terén.", "Doma.", "Terén. → Doma.", ("measure:1.1", "description"), "changed"),
        ("comment", "", "", "Proč?", ("measure:1.1", None), ""),
    ],
)
def test_what_a_proposal_would_do_is_told_with_what_it_does_it_to(
    kind: str, before: str, after: str, text: str, place: tuple[str, str | None], form: str
):
    made = Comment(
        id="K1", thread="K1", author="Žďár", date="2026-03-08", text=text, kind=kind,
        before=before or None, proposed_change=after or None,
    )  # fmt: skip

    assert form_of(made, *place) == form


def test_an_item_of_a_list_that_is_left_out_is_no_paragraph():
    made = Comment(
        id="K1",
        thread="K1",
        author="Žďár",
        date="2026-03-08",
        text="Blízko.",
        kind="edit",
        before="Blízko.",
        listed=True,
    )

    assert form_of(made, "text:vision", None) == "removed_item"
