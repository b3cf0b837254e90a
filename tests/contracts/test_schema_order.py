"""Every block writer puts the children of each element in the order the transitional schema gives them."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from lifecycle.documents.blocks import Block, Chart, Paragraph, text
from lifecycle.documents.document import Document, Note, Section, Thread
from tests.contracts.papers import PAPERS, Files, Paper, parts
from tests.contracts.schema_order import NAMESPACES, ORDERS, faults
from tests.documents import strategies
from tests.documents.word.opened import written
from tests.documents.word.sample import COVER, PLAN

NOTES = (Note("K1", "Obec Slavonice", "2014-10-08", "Kdy?"), Note("K1.1", "Úřad", "2014-10-09", "Letos."))
THREADS = st.lists(
    st.builds(
        Thread,
        st.sampled_from([None, "measure:1.1", "swot:S-1", "text:vize", "measure:9.9"]),
        st.none() | st.sampled_from(["text", "title"]),
        st.booleans(),
        st.sampled_from([NOTES, NOTES[:1]]),
    ),
    max_size=2,
).map(tuple)
COVERS = st.builds(
    lambda working, contents, language: replace(COVER, working=working, contents=contents, language=language),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["cs", "en"]),
)
MAIN = "word/document.xml"
SPOILED = ("w:pPr", "w:rPr", "w:tbl", "w:tblPr", "w:tc", "w:sdt", "w:sdtPr", "w:sectPr", "wp:inline", "pic:pic")


def out_of_order(file: bytes) -> list[str]:
    """What stands out of order in any part of the file."""
    return [f"{name}: {fault}" for name, part in parts(file).items() for fault in faults(part)]


def test_every_kind_of_block_is_held_against_the_schema():
    assert set(strategies.OF) == set(get_args(Block))


@pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: kind.__name__)
def test_a_block_stands_in_the_order_of_the_schema_in_every_state_of_a_document(kind: type[Block]):
    @settings(max_examples=5 if kind is Chart else 20, suppress_health_check=[HealthCheck.too_slow])
    @given(COVERS, st.lists(strategies.OF[kind], min_size=1, max_size=2), THREADS)
    def stands_in_order(cover, blocks, threads):
        chapter = Section("chapter", "Kapitola", True, (Paragraph(text("Úvod.")), *blocks))

        assert out_of_order(written(Document(cover, (chapter,), threads))) == []

    stands_in_order()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(COVERS, st.lists(strategies.UNDRAWN, max_size=4), THREADS)
def test_any_document_stands_in_the_order_of_the_schema(cover, blocks, threads):
    chapter = Section("chapter", "Kapitola", True, tuple(blocks))

    assert out_of_order(written(Document(cover, (chapter,), threads))) == []


@pytest.mark.parametrize("language", ["cs", "en"])
@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_paper_of_the_office_stands_in_the_order_of_the_schema(paper: Paper, language: str, files: Files):
    assert out_of_order(files(language)[paper]) == []


@pytest.mark.parametrize("element", SPOILED)
def test_a_first_child_put_last_is_caught(element: str):
    prefix, _, name = element.partition(":")
    body = etree.fromstring(parts(written(PLAN))[MAIN])
    odd = next(node for node in body.iter(f"{{{NAMESPACES[prefix]}}}{name}") if len(node) > 1)
    odd.append(odd[0])

    assert {fault.partition(": ")[0] for fault in faults(etree.tostring(body))} == {element}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<w:pPr><w:jc/><w:pStyle/></w:pPr>", "w:pPr: pStyle does not stand here"),
        ("<w:rPr><w:b/><w:b/></w:rPr>", "w:rPr: b stands twice"),
        ("<w:trPr><w:ins/><w:tblHeader/></w:trPr>", "w:trPr: tblHeader does not stand here"),
        ("<w:tcPr><w:vAlign/><w:tcW/></w:tcPr>", "w:tcPr: tcW does not stand here"),
        ("<w:tcPr><w:colour/></w:tcPr>", "w:tcPr: colour does not stand here"),
        ("<w:tc><w:tcPr/></w:tc>", "w:tc: a cell ends with a paragraph"),
        ("<w:tc><w:p/><w:tcPr/><w:p/></w:tc>", "w:tc: tcPr does not stand here"),
    ],
)
def test_what_the_schema_does_not_allow_is_told(wrong: str, said: str):
    part = wrong.replace(">", f' xmlns:w="{NAMESPACES["w"]}">', 1)

    assert faults(part.encode()) == [said]


def test_every_order_names_a_child_once():
    doubled = [
        element
        for element, order in ORDERS.items()
        for names in [[name for place in order.split() for name in place.rstrip("+").split("|")]]
        if len(names) != len(set(names)) and element != "w:tbl"
    ]

    assert doubled == []
