"""Placement: whatever an editor lost or a person moved, a point stands at its own item or at none."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.anchors import bookmark_of, tag_of
from lifecycle.documents.blocks import Card, Field, Row, Table, text
from lifecycle.documents.document import Cover, Document, Section
from lifecycle.documents.lines import Line, Lines, lines_of
from lifecycle.documents.placement import Placer
from lifecycle.documents.proposed import untracked
from lifecycle.documents.returned import Returned, ReturnedParagraph, Spot
from lifecycle.model.comment import Tier

COVER = Cover("Plán", "", "plan", 1, "working", "", "2015-01-01", "cs", "p", "Plán", "", "")
CODES = [f"{n}.{m}" for n in (1, 2, 3) for m in (1, 2, 3)]
WORDS = ("pečovatelky", "rodiny", "dluhy", "senioři", "stacionář", "doprava", "poradna", "bydlení", "noclehárna")


def a_card(code: str, topic: str) -> Card:
    fields = (
        Field("description", "Popis", text(f"Opatření se věnuje tématu {topic} ve všech obcích Dačicka.")),
        Field("responsible", "Odpovídá", text("Město Dačice")),
    )
    return Card(f"measure:{code}", 2, "Opatření", code, text(f"Pomoc a {topic}"), fields)


CARDS = tuple(a_card(code, topic) for code, topic in zip(CODES, WORDS, strict=True))
DOCUMENT = Document(COVER, (Section("strategy", "Strategie", True, CARDS),))
LINES = lines_of(DOCUMENT, {}, captions={})


def returned(blocks: list[Line], *, controls: bool, bookmarks: bool, renamed: dict[int, str] | None = None) -> Returned:
    """The lines as an editor gives them back, in this order, with the anchors it keeps; `renamed` headings by place."""
    paragraphs: list[ReturnedParagraph] = []
    heading, names = "", []
    for n, line in enumerate(blocks):
        told = (renamed or {}).get(n, line.text)
        if line.role == "heading":
            heading, names = told, []
            if line.item and bookmarks:
                names = [bookmark_of(line.item)]
        tags = (tag_of(line.item),) if line.item and controls else ()
        spot = Spot("body", n, tags, tuple(names), heading, line.row, line.cell)
        paragraphs.append(ReturnedParagraph(told, told, spot, heading_level=2 if line.role == "heading" else None))
    return Returned("test", "p", "plan@1", "", "", tuple(paragraphs))


def shuffled(order: list[int]) -> list[Line]:
    """The lines with the cards in another order."""
    chapter = [line for line in LINES.all if line.item is None]
    cards = [[line for line in LINES.all if line.item == card.item] for card in CARDS]
    return [*chapter, *(line for n in order for line in cards[n])]


def places(file: Returned) -> list[tuple[str | None, str | None]]:
    placer = Placer(LINES, file, COVER)
    return [(place.item, place.field) for one in file.paragraphs if (place := placer.of(one.spot))]


def expected(lines: list[Line]) -> list[tuple[str | None, str | None]]:
    return [(line.item, line.field if line.cell >= 0 else None) for line in lines]


@given(st.permutations(range(len(CARDS))), st.booleans(), st.booleans())
def test_measures_in_any_order_keep_their_points_whatever_anchors_are_left(order, controls: bool, bookmarks: bool):
    lines = shuffled(list(order))

    assert places(returned(lines, controls=controls, bookmarks=bookmarks)) == expected(lines)


@given(st.integers(0, len(CARDS) - 1), st.sampled_from([*CODES, "9.9"]), st.booleans(), st.booleans())
def test_a_heading_with_another_code_never_carries_a_point_to_another_measure(
    which: int, code: str, controls: bool, bookmarks: bool
):
    lines = LINES.all
    at = next(n for n, line in enumerate(lines) if line.role == "heading" and line.item == CARDS[which].item)
    renamed = {at: lines[at].text.replace(CARDS[which].code, code, 1)}

    found = places(returned(lines, controls=controls, bookmarks=bookmarks, renamed=renamed))

    wrong = [
        (place, line.item) for (place, _), line in zip(found, lines, strict=True) if place not in (None, line.item)
    ]
    assert wrong == []


@given(st.permutations(range(len(CARDS))))
def test_measures_in_another_order_are_told_and_are_no_edits(order):
    file = returned(shuffled(list(order)), controls=False, bookmarks=False)

    found, told = untracked(Placer(LINES, file, COVER))

    assert found == []
    assert set(told.renumbered) == set()


def test_each_tier_is_reported():
    def tier(**kept: bool) -> Tier:
        file = returned(LINES.all, **kept)
        return Placer(LINES, file, COVER).of(file.paragraphs[2].spot).tier

    tiers = [tier(controls=True, bookmarks=True), tier(controls=False, bookmarks=True)]

    assert [*tiers, tier(controls=False, bookmarks=False)] == [Tier.control, Tier.bookmark, Tier.code]


def test_without_any_anchor_and_heading_only_its_own_words_tell_the_item():
    file = returned(LINES.all, controls=False, bookmarks=False)
    bare = [ReturnedParagraph(one.text, one.before, Spot("body", n)) for n, one in enumerate(file.paragraphs)]
    placer = Placer(LINES, Returned("test", None, None, None, "", tuple(bare)), COVER)
    found = [placer.of(one.spot) for one in bare]

    told = {
        (place.item, place.tier)
        for place, line in zip(found, LINES.all, strict=True)
        if line.field == "description" and line.cell == 1
    }
    assert told == {(card.item, Tier.similarity) for card in CARDS}
    assert all(place.item is None for place, line in zip(found, LINES.all, strict=True) if line.text == "Město Dačice")


def test_a_row_that_begins_with_a_code_speaks_of_its_item_and_a_row_of_numbers_does_not():
    activities = Table((text("Kód"), text("Aktivita")), (), (1, 1), fields=("code", "title"))
    budget = Table((text("Kód"), text("2015")), (Row((text("1.2"), text("80 000"))),), (1, 1))
    numbers = Table((text("Podíl"), text("Rok")), (Row((text("1.2"), text("2015"))),), (1, 1))
    document = Document(COVER, (Section("budget", "Rozpočet", True, (*CARDS, activities, budget, numbers)),))

    lines = lines_of(document, {}, captions={})

    assert [line.item for line in lines.all if line.row == "1.2"] == ["measure:1.2", "measure:1.2", None, None]


def test_a_measure_that_is_gone_is_one_edit_and_not_one_of_each_row():
    lines = [line for line in LINES.all if line.item != "measure:2.1"]

    found, _ = untracked(Placer(LINES, returned(lines, controls=True, bookmarks=True), COVER))

    assert [(one.place.item, one.before, one.after) for one in found] == [
        ("measure:2.1", "Opatření 2.1 – Pomoc a senioři", "")
    ]


def with_a_new_card() -> list[Line]:
    """Measure 1.2 renumbered to 1.3 at its own place; a new card takes its code before it."""
    real = [line for line in LINES.all if line.item == "measure:1.2"]
    before = [line for line in LINES.all if line.item in (None, "measure:1.1")]
    after = [line for line in LINES.all if line.item and line.item > "measure:1.2"]
    new = [replace(line, text=NEW.get(line.field if line.role == "text" else line.role, line.text)) for line in real]
    return [*before, *new, replace(real[0], text="Opatření 1.3 – Pomoc a rodiny"), *real[1:], *after]


NEW = {"heading": "Opatření 1.2 – Zcela nové opatření", "description": "Úplně jiný popis o bytech."}


def test_a_new_card_under_the_code_of_a_renumbered_one_is_nobodys_and_is_told_once():
    placer = Placer(LINES, returned(with_a_new_card(), controls=False, bookmarks=False), COVER)
    found, told = untracked(placer)
    described = [
        one for one in placer.paragraphs if one.before.endswith(("bytech.", "tématu rodiny ve všech obcích Dačicka."))
    ]

    assert [placer.of(one.spot).item for one in described] == [None, "measure:1.2"]
    assert told.renumbered == ("measure:1.2",)
    assert [(one.place.item, one.before, one.after) for one in found] == [
        (
            None,
            "",
            "Opatření 1.2 – Zcela nové opatření\nPopis\nÚplně jiný popis o bytech.\nOdpovídá\nMěsto Dačice",
        )
    ]


def test_a_short_value_of_a_new_card_is_an_orphan_and_never_the_old_cards():
    placer = Placer(LINES, returned(with_a_new_card(), controls=False, bookmarks=False), COVER)
    values = [placer.of(one.spot).item for one in placer.paragraphs if one.before == "Město Dačice"]

    assert values[:3] == ["measure:1.1", None, "measure:1.2"]


def test_a_card_retitled_where_it_stood_keeps_its_points():
    lines = [
        replace(line, text="Opatření 1.2 – Jiný název") if line.text.endswith("rodiny") else line for line in LINES.all
    ]

    found = places(returned(lines, controls=False, bookmarks=False))

    assert found == expected(LINES.all)


def test_a_card_carried_whole_behind_another_one_loses_no_short_value():
    cards = [[line for line in LINES.all if line.item == card.item] for card in CARDS]
    twin = [
        replace(line, text="Popis") if line.field == "responsible" and line.role == "text" else line
        for line in cards[0]
    ]
    edition = Lines([*LINES.all[:1], *twin, *LINES.all[len(cards[0]) + 1 :]], LINES.items, LINES.wholes)
    moved = [*LINES.all[:1], *cards[1], *cards[2], *twin, *(line for card in cards[3:] for line in card)]

    found, told = untracked(Placer(edition, returned(moved, controls=True, bookmarks=True), COVER))

    assert (found, told.moved) == ([], ("measure:1.1",))


def test_a_card_carried_away_under_another_code_is_moved_and_renumbered_and_no_edit():
    cards = [[line for line in LINES.all if line.item == card.item] for card in CARDS]
    head = replace(cards[0][0], text="Opatření 3.4 – Pomoc a pečovatelky")
    moved = [*LINES.all[:1], *(line for card in cards[1:] for line in card), head, *cards[0][1:]]

    found, told = untracked(Placer(LINES, returned(moved, controls=False, bookmarks=False), COVER))

    assert (found, told.moved, told.renumbered) == ([], ("measure:1.1",), ("measure:1.1",))


def test_an_empty_edition_places_nothing():
    file = returned(LINES.all, controls=True, bookmarks=True)

    assert {Placer(Lines(), file).of(one.spot).item for one in file.paragraphs} == {None}
