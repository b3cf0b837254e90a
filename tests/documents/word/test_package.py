"""The file as a package: pieces of the body leave no trace, and large plans cost what they weigh."""

import random
import time
import tracemalloc
import zipfile
from io import BytesIO
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.blocks import Heading, Paragraph, text
from lifecycle.documents.word.package import packed
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE, body, find, of, parts, root, written
from tests.documents.word.sample import FINAL, SAID, TEXTS, measure

LUCK = random.Random(1)
BODY = "".join(LUCK.choices(("služba ", "obec ", "péče ", "rodina ", "2015 "), k=40_000)).encode()


def packed_in(*pieces):
    return packed(pieces, (), links={}, properties={})


@settings(max_examples=20)
@given(st.lists(st.integers(0, len(BODY)), max_size=12).map(sorted))
def test_how_the_body_is_cut_into_pieces_cannot_be_seen_in_the_file(cuts):
    edges = [0, *cuts, len(BODY)]
    pieces = [BODY[start:end] for start, end in pairwise(edges)]

    assert packed_in(*pieces) == packed_in(BODY)


def test_every_part_is_deflated_and_says_neither_when_nor_where_it_was_made():
    with zipfile.ZipFile(BytesIO(written(FINAL))) as package:
        told = {(part.date_time, part.create_system, part.compress_type) for part in package.infolist()}

    assert told == {((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_DEFLATED)}


def test_a_long_plan_keeps_its_order_over_the_pieces():
    said = [f"Odstavec {number}" for number in range(1000)]
    document = body(of(*(Paragraph(text(one)) for one in said)))

    assert [one for one in find(document, "//w:t/text()") if one.startswith("Odstavec")] == said


def test_the_content_hash_that_is_given_is_the_one_in_the_file():
    given_one = write(FINAL, texts=TEXTS, template=BASE, phrases=SAID, content="ab" * 32)
    custom = root(given_one, "docProps/custom.xml")

    assert [row[0].text for row in custom if row.get("name") == "lifecycle.content"] == ["ab" * 32]


def test_ten_thousand_headings_of_one_text_have_names_of_their_own_in_a_moment():
    started = time.process_time()
    package = parts(written(of(*[Heading(4, text("Rozpočet"))] * 10_000)))
    spent = time.process_time() - started
    names = package["word/document.xml"].count(b'<w:bookmarkStart w:id="')

    assert (names, spent < 40) == (10_001, True)


def test_writing_needs_no_more_memory_than_twice_the_xml_and_a_little():
    document = of(*(measure(f"1.{number}", "Pečovatelská služba") for number in range(400)))
    written(of(measure("1.1", "P")))
    tracemalloc.start()
    data = written(document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 2.5 * sum(map(len, parts(data).values()))
