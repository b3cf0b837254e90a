"""Footnotes written into a chapter's Markdown."""

import pytest

from lifecycle.documents.footnoted import footnote, has_footnote, note_written

CHAPTER = "# Úvod\n\nPočty **rostou** každý rok.[^2] A dost.\n\n- první\n\n[^2]: Pramen zde."
PRINTED = "Počty rostou každý rok. A dost."


def test_a_new_footnote_stands_behind_its_word_and_is_told_below():
    made = note_written(CHAPTER, PRINTED, "Počty rostou[¹ Zdroj: Charita. ¹] každý rok. A dost.")

    assert made == CHAPTER.replace("rostou", "rostou[^1]") + "\n\n[^1]: Zdroj: Charita."


def test_a_new_footnote_at_the_end_of_a_paragraph_stands_there():
    made = note_written(CHAPTER, PRINTED, f"{PRINTED}[¹ Zdroj *2024*. ¹]")

    assert made == CHAPTER.replace("A dost.", "A dost.[^1]") + "\n\n[^1]: Zdroj \\*2024\\*."


def test_an_item_of_a_list_may_have_one():
    made = note_written(CHAPTER, "první", "první[¹ Zdroj. ¹]")

    assert made is not None
    assert "- první[^1]" in made


def test_a_footnote_with_other_words_keeps_its_place():
    assert note_written(CHAPTER, footnote("Pramen zde."), footnote("Pramen tam.")) == CHAPTER.replace("zde", "tam")


def test_a_footnote_that_is_gone_goes_with_its_mark():
    made = note_written(CHAPTER, footnote("Pramen zde."), "")

    assert made == CHAPTER.replace("[^2] A", " A").removesuffix("\n\n[^2]: Pramen zde.")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Jiný odstavec.", "Jiný odstavec.[¹ Zdroj. ¹]"),
        (footnote("Není tu."), ""),
        (PRINTED, f"{PRINTED}[¹ Jedna. ¹][¹ Dvě. ¹]"),
        ("", footnote("Sama.")),
    ],
    ids=["no such paragraph", "no such footnote", "two at once", "no paragraph"],
)
def test_a_footnote_without_one_sure_place_is_not_written(was: str, now: str):
    assert note_written(CHAPTER, was, now) is None


def test_what_reads_like_the_sign_of_a_footnote_inside_one_does_not_end_it():
    assert has_footnote(footnote("a ¹] b"))
    assert footnote("a ¹] b").count("¹]") == 1
