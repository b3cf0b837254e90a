"""`document verify`: which edition a file is, what its reader sees, how it differs, what is not safe to read."""

import hashlib
import io
import random
import struct
import time
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.word.gate import opened
from lifecycle.documents.word.identity import Identity, differences, identity, visible
from lifecycle.model.errors import Wrong

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
OURS = {"plan": "dacice-2015", "edition": "plan@3", "content": "ab" * 32, "code": "dacice-2015-7-ABCDE"}


def body(inner, *, namespace=W):
    return (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{inner}</w:body></w:document>"
    )


def p(inner):
    return f"<w:p>{inner}</w:p>"


def r(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def properties(values):
    return PROPERTIES.format(
        "".join(
            f'<property name="lifecycle.{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
            for name, value in values.items()
        )
    )


def a_file(inner="<w:p/>", *, more=(), method=zipfile.ZIP_DEFLATED, **parts):
    """A small Word package; `parts` replace ours, `more` are (name, bytes) added after them."""
    own = {"types": TYPES, "rels": RELS, "document": body(inner), "custom": properties(OURS)} | parts
    names = {
        "types": "[Content_Types].xml",
        "rels": "_rels/.rels",
        "document": "word/document.xml",
        "custom": "docProps/custom.xml",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the duplicate names some tests plant
        for name, part in [*((names[key], part) for key, part in own.items() if part is not None), *more]:
            package.writestr(name, part)
    return out.getvalue()


def refused(data):
    with pytest.raises(Wrong) as caught:
        visible(data)
    assert caught.value.code == "word.refused"
    return caught.value.facts["reason"]


def test_an_edition_tells_which_it_is():
    assert identity(a_file()) == Identity("dacice-2015", "plan@3", "ab" * 32, "dacice-2015-7-ABCDE")


@pytest.mark.parametrize(
    "custom",
    [None, properties({}), properties(OURS | {"edition": ""}), "<broken", properties(OURS).replace("lifecycle.", "")],
)
def test_a_file_that_does_not_say_so_is_not_ours(custom):
    assert identity(a_file(custom=custom)) is None


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        (p(r("jedna ") + r("dvě")) + p(r("tři")), ["jedna dvě", "tři"]),
        (p("") + p(r(" ")) + p(r("x")), ["x"]),
        (
            "<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>" + p(r("v poli")) + "</w:sdtContent></w:sdt>",
            ["v poli"],
        ),
        (
            p(f"<w:ins w:id='1'>{r('nové')}</w:ins><w:del w:id='2'><w:r><w:delText>staré</w:delText></w:r></w:del>"),
            ["nové"],
        ),
        (p(f"<w:moveFrom>{r('odsud')}</w:moveFrom><w:moveTo>{r('sem')}</w:moveTo>"), ["sem"]),
        (f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>", ["a", "b"]),
        (f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p(r('a'))}</w:tc></w:tr></w:tbl>{p(r('b'))}", ["b"]),
        (p(f"<w:hyperlink>{r('odkaz')}</w:hyperlink>"), ["odkaz"]),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>skryté</w:t></w:r>" + r("x")), ["x"]),
        (p("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>vidět</w:t></w:r>"), ["vidět"]),
        (
            p("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"),
            ["a\tb\nc"],
        ),
        (p("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" + r("půl ")) + p(r("celku")), ["půl celku"]),
        (p(r("před") + f"<w:pict><w:txbxContent>{p(r('rámeček'))}</w:txbxContent></w:pict>"), ["rámeček", "před"]),
        (
            p(
                f"<mc:AlternateContent><mc:Choice>{r('a')}</mc:Choice><mc:Fallback>{r('a')}</mc:Fallback></mc:AlternateContent>"
            ),
            ["a"],
        ),
    ],
)
def test_what_a_reader_sees(inner, seen):
    assert visible(a_file(inner)) == seen


def test_page_numbers_are_filled_by_the_editor_and_not_seen():
    number = "".join(
        f"<w:r>{part}</w:r>"
        for part in [
            "<w:fldChar w:fldCharType='begin'/>",
            "<w:instrText> PAGEREF _Toc1 \\h </w:instrText>",
            "<w:fldChar w:fldCharType='separate'/>",
            "<w:t>12</w:t>",
            "<w:fldChar w:fldCharType='end'/>",
        ]
    )

    assert visible(
        a_file(p(r("Úvod") + number) + p("<w:fldSimple w:instr='NUMPAGES'>" + r("40") + "</w:fldSimple>" + r("x")))
    ) == [
        "Úvod",
        "x",
    ]


def test_a_strict_file_is_read_too():
    assert visible(a_file(document=body(p(r("přísné")), namespace=STRICT))) == ["přísné"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_office_files_is_read(encoding):
    declared = (
        '<?xml version="1.0" encoding="UTF-16"?>' if "16" in encoding else '<?xml version="1.0" encoding="utf-8"?>'
    )

    assert visible(a_file(document=(declared + body(p(r("čeština")))).encode(encoding))) == ["čeština"]


DTD = '<!DOCTYPE w [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Prost\xc3\xbd text", "not_word"),
        (b"x" + a_file(), "not_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + bytes(25 * 1024 * 1024), "too_large"),
        (a_file()[:-30], "damaged"),
        (a_file(document=None), "not_word"),
        (a_file(types=None), "not_word"),
        (a_file(document="<other/>"), "not_word"),
        (a_file(document="<w:document"), "damaged"),
        (a_file(document=body("<w:p>" * 2000 + "</w:p>" * 2000)), "damaged"),
        (a_file(document=DTD + body(p(r("&a;")))), "dtd"),
        (a_file(document=(DTD + body(p(r("x")))).encode("utf-16")), "dtd"),
        (a_file(more=[("word/other.xml", DTD + "<a/>")]), "dtd"),
        (a_file(document='<?xml version="1.0" encoding="UTF-7"?>' + body("")), "encoding"),
        (a_file(document='<?xml version="1.0" encoding="windows-1250"?>' + body("")), "encoding"),
        (a_file(document=body(p(r("č"))).encode("cp1250")), "encoding"),
        (a_file(document=body("").encode("utf-32")), "encoding"),
        (a_file(document=(DTD + body(p(r("&a;")))).encode("utf-32")), "encoding"),
        (
            a_file(document=b'<?xml version="1.0" encoding="utf-16"?>' + body("").encode("utf-16-le")),
            "encoding",
        ),
        (a_file(more=[("word/document.xml", body(""))]), "duplicate_part"),
        (a_file(more=[("Word/Document.xml", body(""))]), "duplicate_part"),
        (a_file(more=[("../evil.xml", "<a/>")]), "unsafe_name"),
        (a_file(more=[("/etc/evil.xml", "<a/>")]), "unsafe_name"),
        (a_file(more=[("C:evil.xml", "<a/>")]), "unsafe_name"),
        (a_file(more=[("word\\evil.xml", "<a/>")]), "unsafe_name"),
        (a_file(more=[("word/vbaProject.bin", b"x")]), "macros"),
        (a_file(types=TYPES.replace("document.main", "document.macroEnabled.main")), "macros"),
        (
            a_file(
                more=[
                    (
                        "word/_rels/document.xml.rels",
                        RELS.replace("/>", '><R Type="http://x/vbaProject"/></Relationships>'),
                    )
                ]
            ),
            "macros",
        ),
        (a_file(more=[(f"word/{n}.xml", "<a/>") for n in range(1000)]), "too_many_parts"),
        (a_file(more=[("word/media/a.bin", bytes(2 * 1024 * 1024))]), "bomb"),
        (a_file(more=[("word/a.xml", b" " * (33 * 1024 * 1024))], method=zipfile.ZIP_STORED), "too_large"),
    ],
)
def test_a_file_that_is_not_safe_is_refused_with_the_reason(data, reason):
    assert refused(data) == reason


def test_an_xml_part_over_its_limit_is_refused_though_it_is_packed_moderately():
    rng = random.Random(1)
    words = "".join(rng.choice("ab") for _ in range(1024 * 1024))

    assert refused(a_file(more=[("word/a.xml", words * 33)])) == "bomb"


def test_a_link_among_the_parts_is_refused():
    link = zipfile.ZipInfo("word/link.xml")
    link.create_system, link.external_attr = 3, 0o120777 << 16

    assert refused(a_file(more=[(link, "/etc/passwd")])) == "unsafe_name"


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(a_file(method=zipfile.ZIP_STORED))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 5)

    assert refused(bytes(data)) == "damaged"


SAMPLE = a_file(p(r("první")) + f"<w:tbl><w:tr><w:tc>{p(r('buňka'))}</w:tc></w:tr></w:tbl>", method=zipfile.ZIP_STORED)
PACKED = a_file(p(r("první")) * 20)


@settings(max_examples=400, deadline=None)
@given(
    data=st.sampled_from([SAMPLE, PACKED]),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.none() | st.floats(0, 1),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data, flips, cut):
    damaged = bytearray(data)
    for place, byte in flips:
        damaged[int(place * len(damaged))] = byte
    damaged = damaged[: int(cut * len(damaged))] if cut is not None else damaged
    for reads in (identity, visible):
        try:
            reads(bytes(damaged))
        except Wrong as wrong:
            assert wrong.code == "word.refused"  # noqa: PT017 - any other exception fails the test by itself


def test_every_byte_of_a_file_may_be_wrong():
    for place in range(len(PACKED)):
        try:
            visible(PACKED[:place] + bytes([PACKED[place] ^ 0xFF]) + PACKED[place + 1 :])
        except Wrong as wrong:
            assert wrong.facts["reason"]  # noqa: PT017 - any other exception fails the test by itself


def test_parts_that_are_not_xml_are_left_out():
    assert sorted(opened(a_file(more=[("word/media/a.png", b"\x89PNG")]))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/custom.xml",
        "word/document.xml",
    ]


def test_differences_tell_what_was_and_what_is():
    ours = ["Úvod", "Péče o seniory", "Rozpočet", "Závěr"]
    theirs = ["Úvod", "Péče o rodiny", "Rozpočet", "Dodatek", "Závěr"]

    assert differences(ours, theirs) == [
        {"kind": "changed", "was": "Péče o seniory", "now": "Péče o rodiny"},
        {"kind": "added", "was": None, "now": "Dodatek"},
    ]
    assert differences(["a", "b"], ["a"]) == [{"kind": "removed", "was": "b", "now": None}]


RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
    ' Target="{}"/></Relationships>'
)
DRAWING = (
    "<w:r><w:drawing><wp:docPr xmlns:wp='urn:wp' id='1' descr='{}'/>"
    "<a:blip xmlns:a='urn:a' xmlns:r='urn:r' r:embed='rId1'/></w:drawing></w:r>"
)


def pictured(picture, *, told="Věková pyramida", target="media/chart1.png"):
    relations = ("word/_rels/document.xml.rels", RELATED.format(target))
    return a_file(p(DRAWING.format(told)), more=[relations, ("word/media/chart1.png", picture)])


@pytest.mark.parametrize("target", ["media/chart1.png", "/word/media/chart1.png", "../word/media/chart1.png"])
def test_a_picture_is_seen_as_its_words_and_its_digest(target):
    assert visible(pictured(b"obraz", target=target)) == [
        f"[Věková pyramida {hashlib.sha256(b'obraz').hexdigest()[:12]}]"
    ]


@pytest.mark.parametrize("theirs", [pictured(b"podvrh"), pictured(b"obraz", told="Nic")])
def test_another_picture_or_other_words_for_it_are_a_difference(theirs):
    assert [one["kind"] for one in differences(visible(pictured(b"obraz")), visible(theirs))] == ["changed"]


def test_a_picture_that_is_not_in_the_file_is_seen_by_its_words():
    assert visible(a_file(p(DRAWING.format("Mapa")))) == ["[Mapa]"]


def test_kinds_of_space_are_no_difference():
    assert differences(["v\u00a0obci  Dačice "], ["v obci Dačice"]) == []


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]) | st.text(min_size=1, max_size=2), max_size=12)


@given(LINES, LINES)
def test_differences_lead_from_one_text_to_the_other(ours, theirs):
    ours, theirs = [" ".join(t.split()) for t in ours], [" ".join(t.split()) for t in theirs]
    found = differences(ours, theirs, limit=1000)
    counted = sorted([*ours, *(d["now"] for d in found if d["now"] is not None)])

    assert counted == sorted([*theirs, *(d["was"] for d in found if d["was"] is not None)])
    assert (found == []) == (ours == theirs)


def test_no_more_differences_are_told_than_asked_for():
    assert len(differences(["a"] * 9, ["b"] * 9, limit=3)) == 3


@pytest.mark.parametrize("kinds", [1, 2, 1000, 100_000])
def test_long_texts_are_compared_in_a_moment(kinds):
    rng = random.Random(2)
    ours = [str(rng.randrange(kinds)) for _ in range(30_000)]
    theirs = [str(rng.randrange(kinds)) for _ in range(30_000)]
    started = time.process_time()
    differences(ours, theirs)

    assert time.process_time() - started < 40
