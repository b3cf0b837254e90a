"""Comparing two texts of a document: by item and field, never by place; blocks in pairs; words that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.blocks import (
    Block,
    Card,
    Entry,
    Field,
    Heading,
    Matrix,
    MatrixRow,
    Paragraph,
    Passage,
    Row,
    Run,
    Table,
    text,
)
from lifecycle.documents.compare import aligned, compared, gist, paired, spans
from lifecycle.documents.document import Section
from lifecycle.model.difference import Difference
from tests.documents.strategies import UNDRAWN

CARE = "Pečovatelská služba"


def a_measure(code: str, title: str = CARE, **fields: str) -> Card:
    told = tuple(Field(name, name.capitalize(), text(value)) for name, value in fields.items())
    return Card(item=f"measure:{code}", level=2, label="Opatření", code=code, title=text(title), fields=told)


def activities(*rows: tuple[str, str]) -> Table:
    return Table(
        header=(text("Kód"), text("Aktivita")),
        rows=tuple(Row((text(code), text(title)), item=f"activity:{code}") for code, title in rows),
        widths=(1, 1),
        fields=("code", "title"),
    )


def chapter(*inside: Block, name: str = "strategy") -> Section:
    return Section(name, "Priority", True, inside)


def told(found: list[Difference]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(one.item, one.field, one.before, one.after) for one in found]


def test_a_changed_field_is_told_with_both_its_words():
    before, after = a_measure("2.1", term="do 19 hodin"), a_measure("2.1", term="do 20 hodin")

    assert told(compared([chapter(before)], [chapter(after)])) == [
        ("measure:2.1", "term", "do 19 hodin", "do 20 hodin")
    ]


def test_an_item_that_only_moved_did_not_change():
    one, other = a_measure("2.1"), a_measure("2.2", "Osobní asistence")

    assert compared([chapter(one, other)], [chapter(other, one)]) == []


def test_a_new_item_is_told_by_its_title_and_then_all_that_it_says():
    found = compared([chapter()], [chapter(a_measure("2.1", term="do 19 hodin"))])

    assert told(found) == [("measure:2.1", None, None, CARE), ("measure:2.1", "term", None, "do 19 hodin")]


def test_a_direction_that_was_dropped_is_told_with_what_it_said():
    found = compared([chapter(a_measure("2.1", term="do 19 hodin"))], [chapter()])

    assert told(found) == [("measure:2.1", None, CARE, None), ("measure:2.1", "term", "do 19 hodin", None)]


def test_the_words_of_a_chapter_that_is_new_as_a_whole_are_told():
    budget = Table((text("Rok"), text("Kč")), (Row((text("2027"), text("850 000"))),), (1, 1))

    assert told(compared([], [chapter(budget, name="budget")])) == [(None, None, None, "2027; 850 000")]


def test_an_item_that_is_gone_is_told_in_its_chapter():
    found = compared([chapter(a_measure("2.1"), a_measure("2.2"))], [chapter(a_measure("2.2"))])

    assert [(one.item, one.chapter, one.kind) for one in found] == [("measure:2.1", "strategy", "removed")]


def test_a_field_that_was_empty_is_added():
    [found] = compared([chapter(a_measure("2.1"))], [chapter(a_measure("2.1", partners="kraj"))])

    assert (found.field, found.kind, found.after) == ("partners", "added", "kraj")


def test_a_row_of_a_table_is_an_item_too():
    before, after = activities(("2.1.1", "Večerní provoz")), activities(("2.1.1", "Noční provoz"))

    assert told(compared([chapter(before)], [chapter(after)])) == [
        ("activity:2.1.1", "title", "Večerní provoz", "Noční provoz")
    ]


def test_an_entry_of_a_matrix_is_an_item_too():
    def swot(words: str) -> Matrix:
        row = MatrixRow(text("uvnitř"), ((Entry("swot:S-1", text(words)),),))
        return Matrix((), (text("klady"),), (row,), field="text")

    assert told(compared([chapter(swot("Ochota"))], [chapter(swot("Ochota obcí"))])) == [
        ("swot:S-1", "text", "Ochota", "Ochota obcí")
    ]


def test_running_text_of_an_item_is_one_text():
    def vision(*parts: str) -> Passage:
        return Passage("text:vision", tuple(Paragraph(text(part)) for part in parts))

    assert told(compared([chapter(vision("Jedna.", "Dvě."))], [chapter(vision("Jedna.", "Tři."))])) == [
        ("text:vision", "text", "Jedna.\nDvě.", "Jedna.\nTři.")
    ]


def test_words_under_no_item_are_told_by_their_chapter():
    before, after = Paragraph(text("Obcí je 23.")), Paragraph(text("Obcí je 24."))

    [found] = compared([chapter(before, name="people")], [chapter(after, name="people")])

    assert (found.chapter, found.item, found.before, found.after) == ("people", None, "Obcí je 23.", "Obcí je 24.")


def test_a_hard_space_is_no_change():
    before, after = Paragraph(text("1\u00a0250 Kč")), Paragraph(text("1 250 Kč"))

    assert compared([chapter(before)], [chapter(after)]) == []


def test_a_footnote_is_a_part_of_the_words():
    def noted(words: str) -> Passage:
        return Passage("text:vision", (Paragraph((Run("Viz zákon", note=text(words)),)),))

    [found] = compared([chapter(noted("§ 94"))], [chapter(noted("§ 95"))])

    assert found.after == "Viz zákon [§ 95]"


@given(st.lists(UNDRAWN, max_size=4))
def test_a_text_does_not_differ_from_itself(inside: list[Block]):
    same = [chapter(*inside)]

    assert compared(same, same) == []


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_every_place_of_both_texts_is_in_exactly_one_pair_and_in_order(before: list[str], after: list[str]):
    found = paired(before, after)

    assert [was for was, _ in found if was is not None] == list(range(len(before)))
    assert [now for _, now in found if now is not None] == list(range(len(after)))


def test_a_card_is_a_pair_with_the_card_of_the_same_item_only():
    one, other, changed = a_measure("2.1"), a_measure("2.2"), a_measure("2.2", "Jinak")

    assert aligned([one, other], [changed]) == [(one, None), (other, changed)]


def test_blocks_of_different_kinds_are_no_pair():
    heading, paragraph = Heading(1, text("Vize")), Paragraph(text("Vize"))

    assert aligned([heading], [paragraph]) == [(heading, None), (None, paragraph)]


WORDS = st.text(alphabet="ab ,é", max_size=40)


@given(WORDS, WORDS)
def test_spans_give_both_texts_back(before: str, after: str):
    found = spans(before, after)

    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after


def test_a_reference_to_a_private_text_is_one_word():
    one, other = "vault:" + "a" * 64, "vault:" + "b" * 64

    assert [(span.kind, span.text) for span in spans(one, other)] == [("removed", one), ("added", other)]


def test_only_the_words_that_differ_are_told_with_a_few_around_them():
    before = "Služba rozšíří provoz každý všední den do 19 hodin pro všechny obyvatele celého správního obvodu."

    assert gist(before, before.replace("19", "20")) == (
        "… všední den do 19 hodin pro všechny …",
        "… všední den do 20 hodin pro všechny …",
    )


def test_a_long_new_text_is_shortened():
    _, after = gist("", " ".join(["slovo"] * 100))

    assert (len(after.split()), after[-1]) == (40, "…")


@pytest.mark.parametrize("count", [30_000])
def test_a_chapter_as_long_as_a_book_is_compared_at_once(count: int):
    before = " ".join(f"slovo{n}" for n in range(count))
    after = " ".join(f"word{n}" for n in range(count))

    assert gist(before, after)[0].startswith("slovo0 slovo1 ")
    assert [span.kind for span in spans(before, after)] == ["removed", "added"]
