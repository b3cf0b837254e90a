"""A file of any version says all its recorded lines; one that was changed under its record does not."""

import io
import zipfile

import pytest
from hypothesis import given, settings

from lifecycle.documents.blocks import Paragraph, Run
from lifecycle.documents.document import Document
from lifecycle.documents.said import unsaid
from lifecycle.documents.word.identity import visible
from lifecycle.documents.word.margins import beside
from tests.documents.word.editions import CARD, a_table, clean, older, pairs
from tests.documents.word.sample import TEXTS


def missing(document: Document, file: bytes) -> str | None:
    return unsaid(document.sections, visible(file), TEXTS)


@given(pairs())
@settings(max_examples=40)
def test_what_was_written_says_all_it_was_written_of(two: tuple[Document, Document]):
    for document in two:
        assert missing(document, clean(document)) is None


TOLD = older(
    Paragraph((Run("Dotace se "), Run("neposkytuje", bold=True), Run(" bez žádosti.\u00adKonec"))),
    CARD,
    a_table(("2027", "15"), ("2028", "51")),
)


def changed(before: str, after: str) -> bytes:
    """The file with other words in its body."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean(TOLD))) as parts, zipfile.ZipFile(target, "w") as kept:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                assert before.encode() in data
                data = data.replace(before.encode(), after.encode())
            kept.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("neposkytuje", "poskytuje"),
        ("neposkytuje", "neposkytuje nikdy"),
        (">15<", ">51<"),
        ("Pečovatelská", "Nepečovatelská"),
    ],
)
def test_a_word_changed_under_the_record_is_missed(before: str, after: str):
    assert missing(TOLD, changed(before, after)) is not None


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_words_struck_through_by_a_run_are_seen(mark: str):
    assert "neposkytuje" in beside(changed("<w:b/>", f"<w:b/><w:{mark}/>"))["struck"][0]


def test_a_switch_that_is_off_strikes_nothing():
    assert beside(changed("<w:b/>", '<w:b/><w:strike w:val="0"/>'))["struck"] == []


def test_words_struck_through_by_a_style_are_seen():
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean(TOLD))) as parts, zipfile.ZipFile(target, "w") as kept:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/styles.xml":
                data = data.replace(b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:strike/>", 1)
                assert b"<w:rPr><w:strike/>" in data
            kept.writestr(name, data)

    assert any("neposkytuje" in words for words in beside(target.getvalue())["struck"])
