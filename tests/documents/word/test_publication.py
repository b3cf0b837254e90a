"""A file to be published: each trace of people and editing is planted, and found."""

import io
import struct
import zipfile
import zlib

import pytest

from lifecycle.documents.word.publication import traces
from tests.documents.word.opened import written
from tests.documents.word.sample import FINAL, PLAN
from tests.documents.word.test_accessibility import changed

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
SCAN = b"\xff\xda\x00\x02" + b"\xff\xe1\x00\x02" + b"\xff\xd9"


@pytest.fixture(scope="module")
def clean() -> bytes:
    """The sample without its threads."""
    return written(FINAL)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + b"".join(chunks) + chunk(b"IEND", b"")


def segment(mark: int, data: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(data) + 2) + data


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(name, part)
    return target.getvalue()


def codes(data: bytes) -> list[str]:
    return sorted({found.code for found in traces(data)})


def test_what_we_write_without_comments_is_clean(clean: bytes):
    assert traces(clean) == []


def test_comments_and_their_authors_are_found():
    assert codes(written(PLAN)) == ["publication.comments"]


XML: dict[str, tuple[str, str, str, str]] = {
    "an author of the file": ("docProps/core.xml", ">plan-lifecycle<", ">Jana Nováková<", "publication.author"),
    "an editing session": ("word/document.xml", "<w:p>", '<w:p w:rsidR="00AB12CD">', "publication.session"),
    "a list of sessions": ("word/settings.xml", "<w:compat>", "<w:rsids/><w:compat>", "publication.session"),
    "who edited": ("word/document.xml", "<w:p>", '<w:p w:author="Jana">', "publication.author"),
    "a tracked insertion": ("word/document.xml", "<w:r>", "<w:ins/><w:r>", "publication.tracked"),
    "a tracked manner": ("word/document.xml", "<w:p>", "<w:p><w:pPrChange/>", "publication.tracked"),
    "hidden text": ("word/document.xml", "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", "publication.hidden"),
    "a hidden style": ("word/styles.xml", "<w:b/>", '<w:vanish w:val="1"/>', "publication.hidden"),
    "an attached template": (
        "word/settings.xml",
        "<w:compat>",
        '<w:attachedTemplate w:val="x"/><w:compat>',
        "publication.template",
    ),
    "a path to a template": (
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="r" Type="http://x/attachedTemplate" Target="file:///C:/jana.dotx"/></Relationships>',
        "publication.template",
    ),
    "a comment's mark": ("word/document.xml", "<w:r>", "<w:commentReference/><w:r>", "publication.comments"),
}


@pytest.mark.parametrize("name", XML)
def test_a_trace_in_the_text_is_found(name: str, clean: bytes):
    part, was, now, code = XML[name]

    assert codes(changed(clean, part, lambda xml: xml.replace(was, now, 1))) == [code]


@pytest.mark.parametrize("name", ["customXml/item1.xml", "docProps/app.xml", "word/embeddings/oleObject1.bin"])
def test_a_part_we_do_not_write_is_found(name: str, clean: bytes):
    assert codes(with_part(clean, name, b"<x/>")) == ["publication.foreign"]


def test_a_mark_that_is_switched_off_hides_nothing(clean: bytes):
    shown = changed(
        clean, "word/document.xml", lambda xml: xml.replace("<w:r>", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>', 1)
    )

    assert traces(shown) == []


TELLING = {
    "where a PNG was taken": png(chunk(b"eXIf", b"MM\0*GPS")),
    "a PNG's author": png(chunk(b"tEXt", b"Author\0Jana")),
    "when a PNG was made": png(chunk(b"tIME", b"\0" * 7)),
    "where a JPEG was taken": JPEG + segment(0xE1, b"Exif\0\0GPS") + SCAN,
    "a JPEG's comment": JPEG + segment(0xFE, b"Jana") + SCAN,
    "no picture at all": b"GIF89a",
}
SILENT = {
    "a PNG": png(chunk(b"IDAT", b"")),
    "a JPEG": JPEG + SCAN,
    "a JPEG with its colours": JPEG + segment(0xE2, b"ICC_PROFILE\0") + SCAN,
    "a JPEG cut short": JPEG,
    "a PNG cut short": png()[:20],
}


@pytest.mark.parametrize("name", TELLING)
def test_what_a_picture_tells_is_found(name: str, clean: bytes):
    assert codes(with_part(clean, "word/media/foto.bin", TELLING[name])) == ["publication.picture"]


@pytest.mark.parametrize("name", SILENT)
def test_a_picture_that_tells_nothing_passes(name: str, clean: bytes):
    assert traces(with_part(clean, "word/media/foto.bin", SILENT[name])) == []
