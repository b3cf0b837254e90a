"""Verify tells what was altered beside the text, and knows each paper of a packet."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.clerk import Clerk

TakenUp = Callable[[str], Clerk]
NOTED = """section,text
introduction,"Více v [registru služeb](https://iregistr.mpsv.cz) a v zákoně.[^1]

[^1]: Pramen zde."
"""


@pytest.fixture
def issued(clerk: Clerk) -> tuple[Clerk, Path]:
    """A clerk and the file of her plan, with a link, a footnote and a comment."""
    clerk.records("texts", NOTED)
    clerk.reads("--as", "Starosta Novák", "comment", "add", "plan", "Kdo to zaplatí?")
    return clerk, clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]


def altered(file: Path, target: Path, part: str, before: str, after: str) -> Path:
    """A copy of the file with other words in the parts whose name begins with `part`."""
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(target, "w") as kept:
        for name in parts.namelist():
            data = parts.read(name).decode() if name.endswith((".xml", ".rels")) else parts.read(name)
            if isinstance(data, str) and name.startswith(part):
                assert name != part or before in data
                data = data.replace(before, after)
            kept.writestr(name, data)
    return target


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>tajně</w:t></w:r>"


@pytest.mark.parametrize(
    ("part", "before", "after", "place"),
    [
        ("word/header", "racovní verze", "onečné znění", "header"),
        ("word/footer", "tri-obce-", "tri-obce-9", "footer"),
        ("word/_rels/document.xml.rels", "https://iregistr.mpsv.cz", "https://podvod.example", "link"),
        ("word/comments.xml", "Kdo to zaplatí?", "Souhlasíme.", "comment"),
        ("word/document.xml", "</w:p><w:sectPr", f"{HIDDEN}</w:p><w:sectPr", "hidden"),
        ("word/footnotes.xml", "Pramen zde.", "Pramen jinde.", "footnote"),
    ],
)
def test_what_was_altered_beside_the_text_is_told_with_its_place(
    issued: tuple[Clerk, Path], tmp_path: Path, part: str, before: str, after: str, place: str
):
    clerk, file = issued

    answer = clerk.asks("document", "verify", str(altered(file, tmp_path / "a.docx", part, before, after)))

    assert (answer.code, {one.get("place") for one in answer.json["differences"]}) == (3, {place})


def test_a_person_reads_where_beside_the_text_it_was_altered(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    forged = altered(file, tmp_path / "a.docx", "word/footnotes.xml", "Pramen zde.", "Pramen jinde.")

    lines = [line.strip() for line in clerk.says("document", "verify", str(forged)).out.splitlines()[1:]]

    assert lines == ["v poznámkách pod čarou", "− Pramen zde.", "+ Pramen jinde."]


@pytest.fixture
def letter(taken_up: TakenUp, tmp_path: Path) -> tuple[Clerk, Path]:
    """A clerk and the covering letter out of a packet she sent."""
    clerk = taken_up("packets sent")
    packet = next(one for one in clerk.reads("document", "list") if one["name"] == "packet")
    with zipfile.ZipFile(io.BytesIO((clerk.office / packet["file"]).read_bytes())) as papers:
        name = next(name for name in papers.namelist() if name.startswith("1_"))
        (tmp_path / name).write_bytes(papers.read(name))
    return clerk, tmp_path / name


def test_a_letter_out_of_our_packet_is_ours(letter: tuple[Clerk, Path]):
    clerk, file = letter

    found = clerk.reads("document", "verify", str(file))

    assert (found["ours"], found["unchanged"], found["edition"].partition("@")[0]) == (True, True, "packet")


def test_and_an_altered_one_is_compared_with_itself(letter: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = letter
    forged = altered(
        file, tmp_path / "a.docx", "word/document.xml", "</w:t></w:r></w:p><w:sectPr", "!</w:t></w:r></w:p><w:sectPr"
    )

    found = clerk.asks("document", "verify", str(forged)).json

    assert (found["ours"], found["unchanged"], len(found["differences"])) == (True, False, 1)


def test_a_file_of_another_program_is_told_to_a_person_as_no_word_file(clerk: Clerk):
    answer = clerk.says("document", "verify", str(clerk.paper("mapa.png", b"obr")))

    assert (answer.code, "Wordu (.docx)" in answer.out) == (3, True)


def zipped(**parts: bytes) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
REFUSED = {
    "empty": (b"", "Soubor je prázdný"),
    "pdf": (b"%PDF-1.7", "Soubor je ve formátu PDF"),
    "rtf": (b"{\\rtf1 Dopis}", "Soubor je ve formátu RTF"),
    "old_word": (OLE, "Soubor je ve starém formátu Wordu"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "Soubor je chráněn heslem"),
    "odt": (
        zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m/>"}),
        "Soubor je ve formátu LibreOffice",
    ),
    "zip": (zipped(dopis=b"Text"), "Soubor je archiv ZIP"),
    "not_word": (b"Obr", "Soubor není dokument Wordu"),
}


@pytest.mark.parametrize(("reason", "data", "sentence"), [(name, *one) for name, one in REFUSED.items()])
def test_a_file_that_cannot_be_read_is_not_verified_and_says_why(clerk: Clerk, reason: str, data: bytes, sentence: str):
    file = str(clerk.paper("plán z e-mailu.docx", data))
    answer, said = clerk.asks("document", "verify", file), clerk.says("document", "verify", file)

    assert (answer.code, said.code, answer.json["ours"], answer.json["refused"]) == (3, 3, False, reason)
    assert ("nelze ověřit" in said.out, sentence in said.out) == (True, True)


def test_half_of_an_edition_is_damaged_not_somebody_elses(issued: tuple[Clerk, Path]):
    clerk, file = issued
    half = clerk.paper("plán.docx", file.read_bytes()[:9000])

    answer = clerk.asks("document", "verify", str(half))
    assert (answer.code, answer.json["refused"], answer.json["unchanged"]) == (3, "damaged", False)


def test_a_plan_of_another_office_is_not_ours_and_nothing_is_wrong_with_it(issued: tuple[Clerk, Path], tmp_path: Path):
    clerk, file = issued
    other = altered(file, tmp_path / "a.docx", "docProps/custom.xml", "tri-obce", "jiny-plan")

    answer = clerk.asks("document", "verify", str(other))
    assert (answer.code, answer.json["ours"], answer.json.get("refused")) == (3, False, None)


def test_a_folder_in_place_of_a_file_is_called_a_folder(clerk: Clerk):
    assert clerk.asks("document", "verify", str(clerk.office)).json["error"]["code"] == "file.folder"
