"""A town's livery: its colour can be read wherever letters stand in it, and it is part of the template."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lifecycle.documents.livery import ACCENT, LEAST, Livery, contrast, hues, worn
from lifecycle.documents.shipped import shipped
from tests.documents.word.opened import parts

BASE = shipped("document_templates", "base.docx")
WINE = Livery("Město Dačice", "7A1F1F", b"", ("Krajířova 27",))


@pytest.mark.parametrize(("colour", "told"), [("000000", 21.0), ("FFFFFF", 1.0), ("767676", 4.54)])
def test_contrast_with_white_is_counted_as_the_guidelines_say(colour, told):
    assert round(contrast(colour), 2) == told


@given(st.binary(min_size=3, max_size=3).map(lambda data: data.hex().upper()))
def test_a_colour_that_can_be_read_on_white_can_be_read_on_its_own_tints(colour):
    assume(contrast(colour) >= LEAST)
    own = hues(colour)

    assert min(contrast(own[ACCENT], own["E9EFF5"]), contrast(own[ACCENT], own["F4F7FA"])) >= LEAST


def test_the_colour_of_the_town_stands_everywhere_the_shipped_one_stood():
    styles = parts(worn(BASE, WINE))["word/styles.xml"]

    assert (ACCENT.encode() in styles, styles.count(b'"7A1F1F"')) == (
        False,
        parts(BASE)["word/styles.xml"].count(b'"1F4E79"'),
    )


def test_a_colour_equal_to_a_shipped_tint_is_not_taken_for_it():
    styles = parts(worn(BASE, Livery(colour="4A5866")))["word/styles.xml"]

    assert b'"@' not in styles


def test_a_town_without_a_look_keeps_the_bytes_of_the_template():
    assert worn(BASE, Livery("Město Dačice")) == BASE


def test_a_template_that_is_no_package_is_left_to_the_look_to_tell():
    assert worn(b"%PDF-1.7", WINE) == b"%PDF-1.7"
