"""Barriers in the written file: what a template or the XML would keep from a screen reader."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from lifecycle.documents.blocks import Block, Heading, text
from lifecycle.documents.word.accessibility import barriers
from tests.documents.strategies import UNDRAWN
from tests.documents.word.opened import of, written
from tests.documents.word.sample import PLAN

FILE_ONLY = {"accessibility.heading_skipped", "accessibility.file_header", "accessibility.file_language"}


@pytest.fixture(scope="module")
def file() -> bytes:
    """The sample of every kind of block, written."""
    return written(PLAN)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return target.getvalue()


def codes(data: bytes) -> list[str]:
    return sorted({found.code for found in barriers(data)})


def test_the_shipped_look_has_no_barrier(file: bytes):
    assert barriers(file) == []


PLANTED: dict[str, tuple[str, str, str]] = {
    "accessibility.file_title": ("docProps/core.xml", "<dc:title>", "<dc:title></dc:title><dc:x>"),
    "accessibility.file_language": ("word/styles.xml", "<w:lang ", "<w:noLang "),
    "accessibility.file_header": ("word/document.xml", "<w:tblHeader/>", ""),
    "accessibility.file_alt": ("word/document.xml", ' descr="', ' title="'),
    "accessibility.contrast": ("word/styles.xml", '<w:color w:val="1F4E79"/>', '<w:color w:val="C0C0C0"/>'),
}


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_barrier_is_found(code: str, file: bytes):
    part, was, now = PLANTED[code]

    def plant(xml: str) -> str:
        assert was in xml
        return xml.replace(was, now).replace("</dc:title><dc:creator>", "</dc:x><dc:creator>")

    spoiled = changed(file, part, plant if "dc:" not in now else _untitled)

    assert codes(spoiled) == [code]


def _untitled(xml: str) -> str:
    begin, end = xml.index("<dc:title>") + len("<dc:title>"), xml.index("</dc:title>")
    return xml[:begin] + " " + xml[end:]


def test_a_heading_that_skips_a_level_is_found(file: bytes):
    data = written(of(Heading(1, text("Nadpis"))))
    spoiled = changed(
        data, "word/styles.xml", lambda xml: xml.replace('<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="2"/>')
    )

    [found, *_] = barriers(spoiled)

    assert (found.code, found.facts) == (
        "accessibility.heading_skipped",
        {"text": "Nadpis", "level": 3, "above": 1},
    )


def test_a_heading_without_words_is_found():
    assert codes(written(of(Heading(1, ())))) == ["accessibility.file_heading_empty"]


def test_a_decorative_picture_needs_no_words(file: bytes):
    mark = '<a:extLst><a:ext><adec:decorative xmlns:adec="urn:x" val="1"/></a:ext></a:extLst>'
    spoiled = changed(file, "word/document.xml", lambda xml: xml.replace(' descr="', ' title="'))

    def decorated(xml: str) -> str:
        pieces = xml.split("<wp:docPr ")
        return pieces[0] + "".join(f"<wp:docPr {one.replace('/>', f'>{mark}</wp:docPr>', 1)}" for one in pieces[1:])

    assert codes(changed(spoiled, "word/document.xml", decorated)) == []


def test_a_style_based_on_itself_does_not_hold_the_reader(file: bytes):
    circle = changed(
        file, "word/styles.xml", lambda xml: xml.replace('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="BodyText"/>')
    )

    assert isinstance(barriers(circle), list)


@settings(max_examples=30)
@given(UNDRAWN)
def test_whatever_a_section_makes_the_writer_puts_no_barrier_of_its_own(block: Block):
    assert {found.code for found in barriers(written(of(block)))} & FILE_ONLY == set()
