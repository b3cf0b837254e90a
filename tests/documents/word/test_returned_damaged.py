"""Returned files somebody damaged or forged: each is read or refused with a reason, and nothing else happens."""

import random
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.word.reader import read_returned
from lifecycle.model.errors import Wrong
from tests.documents.word.made import (
    a_word_file,
    by,
    complex_field,
    control,
    gone,
    ins,
    on,
    p,
    packed,
    point,
    r,
    tbl,
    tr,
)

RICH = (
    a_word_file(
        p(point("pl_a"), r("Opatření 2.1"), style="Heading2"),
        control("pl:measure:2.1", p(on(0, on(1, r("péče "), gone("deset"), ins("dvacet"))))),
        tbl(tr(p(r("Odpovídá")), p(on(2, r("město")))), tr(p(ins("x")), tracked=f"<w:ins {by('Eva')}/>")),
        p(r("konec"), complex_field(" PAGE ", "3"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    )
    .with_comment(0, "Proč?", done=True)
    .with_comment(1, "Proto.", answers=0)
    .with_comment(2, "Doplňte.")
    .with_part("footnotes.xml", f'footnotes:<w:footnote w:id="2">{p(r("poznámka"))}</w:footnote>', "footnotes")
    .with_part("header1.xml", "hdr:" + p(r("hlavička")), "header")
    .saved_by("Microsoft Office Word", "16.0000")
)
PACKED = RICH.data
PLAIN = packed(RICH.files, zipfile.ZIP_STORED)
NAMES = sorted(RICH.files)


def read_or_refused(data):
    """Whether the file is read; any exception but a refusal fails the test by itself."""
    try:
        read_returned(data)
    except Wrong as wrong:
        assert wrong.code == "word.refused"  # noqa: PT017 - any other exception fails the test by itself
        return False
    return True


@settings(max_examples=200, deadline=None)
@given(
    data=st.sampled_from([PLAIN, PACKED]),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.none() | st.floats(0, 1),
)
def test_flipped_bits_and_cut_ends(data, flips, cut):
    damaged = bytearray(data)
    for place, byte in flips:
        damaged[int(place * len(damaged))] = byte
    read_or_refused(bytes(damaged[: int(cut * len(damaged))] if cut is not None else damaged))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=4))
def test_parts_that_changed_places(swaps):
    files = dict(RICH.files)
    for one, other in swaps:
        files[one], files[other] = files[other], files[one]
    read_or_refused(packed(files))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(NAMES), min_size=1))
def test_parts_that_are_missing(lost):
    read_or_refused(packed({name: part for name, part in RICH.files.items() if name not in lost}))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([name for name in NAMES if name.startswith("word/")]), st.integers(0, 2**32))
def test_elements_torn_out_of_their_places(name, seed):
    """The tags of a part are shuffled, doubled and dropped; what is no XML any more is refused."""
    luck = random.Random(seed)
    text = str(RICH.files[name])
    pieces = text.split("<w:")
    for _ in range(luck.randint(1, 4)):
        at = luck.randrange(1, len(pieces)) if len(pieces) > 1 else 0
        match luck.choice(["drop", "double", "move", "word"]):
            case "drop" if len(pieces) > 1:
                del pieces[at]
            case "double":
                pieces.insert(at, pieces[at])
            case "move":
                pieces.insert(luck.randrange(1, len(pieces) + 1), pieces.pop(at))
            case "word":
                pieces[at] = luck.choice(["ins ", "del ", "p ", "tc>", "sdt>", "fldChar "]) + pieces[at]
    read_or_refused(packed({**RICH.files, name: "<w:".join(pieces)}))


WORDS = ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "txbxContent", "hyperlink", "fldSimple")
MARKS = (
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "bookmarkStart",
    "fldChar",
    "sym",
    "footnoteReference",
)


def nested(luck, depth):
    """Any elements in any order: what no editor writes and every parser takes."""
    name = luck.choice(WORDS)
    inner = "".join(nested(luck, depth - 1) for _ in range(luck.randint(0, 3))) if depth else "x"
    mark = f'<w:{luck.choice(MARKS)} w:id="{luck.randint(0, 2)}" w:fldCharType="{luck.choice(["begin", "end"])}"/>'
    properties = luck.choice(["", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:trPr><w:ins/></w:trPr>"])
    return f"<w:{name}>{properties}{mark}{inner}</w:{name}>"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_any_elements_in_any_order_are_read(seed):
    luck = random.Random(seed)
    body = "".join(nested(luck, 5) for _ in range(3))
    file = a_word_file(body).with_comment(0, "A").with_comment(1, "B", answers=0).with_comment(1, "C")

    assert read_or_refused(file.data)


def test_the_deepest_nesting_a_parser_takes_is_read_or_refused():
    for depth in (100, 240, 400):
        read_or_refused(a_word_file("<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth).data)
        read_or_refused(a_word_file("<w:sdt>" * depth + "<w:p/>" + "</w:sdt>" * depth).data)
