"""A name is looked for in any file, however it is cut into runs; a hostile file is only not looked into."""

import io
import zipfile

import pytest

from lifecycle.documents.sought import folded, holds

JANA = frozenset({folded("Jana Nová"), folded("jana@example.cz")})


def packed(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".md", "Přišla **Jana Nová**.".encode()),
        (".csv", "jméno;e-mail\nX;JANA@example.cz\n".encode()),
        (".html", "<td>Jana&nbsp;Nová</td>".encode()),
        (
            ".docx",
            packed("word/document.xml", "<w:p><w:r><w:t>Jana N</w:t></w:r><w:r><w:t>ová</w:t></w:r></w:p>".encode()),
        ),
        (".zip", packed("dopis.docx", packed("word/document.xml", "<w:t>jana nová</w:t>".encode()))),
    ],
)
def test_a_name_is_found_in_any_case_and_cut(ending: str, data: bytes):
    assert holds(data, ending, JANA) is True


def test_a_longer_name_is_another_one():
    assert holds("Přišla Jana Nováková.".encode(), ".txt", JANA) is False


@pytest.mark.parametrize(("ending", "data"), [(".pdf", b"%PDF-1.7"), (".png", b""), (".docx", b"PK\x03\x04 broken")])
def test_what_cannot_be_looked_into_is_said_so(ending: str, data: bytes):
    assert holds(data, ending, JANA) is None
