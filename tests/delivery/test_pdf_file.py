"""PDF by LibreOffice: told when it is not there, ended when it hangs, believed only when the file is what it says."""

import os
import time
from pathlib import Path

import pytest

from lifecycle.delivery import pdf_file
from lifecycle.delivery.pdf_file import pdf, program
from lifecycle.model.errors import Busy, Wrong

posix = pytest.mark.skipif(os.name != "posix", reason="a script stands for the office")
TAGGED = "/StructTreeRoot 5 0 R /MarkInfo<</Marked true>> /Lang(cs-CZ) <pdfaid:conformance>B</pdfaid:conformance>"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer whose only programs are those of the folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf_file, "FOLDERS", ())
    return tmp_path


def an_office(folder: Path, does: str) -> Path:
    """A LibreOffice that does as told; `$out` is the folder where the PDF is awaited."""
    file = folder / "soffice"
    steps = 'while [ "$1" != --outdir ]; do shift; done; out="$2"'
    file.write_text(f"#!/bin/sh\n{steps}\n{does}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_without_an_office_a_person_is_told(alone: Path):
    with pytest.raises(Wrong) as told:
        pdf(b"docx")

    assert told.value.code == "pdf.no_libreoffice"


@posix
def test_an_office_that_is_no_command_is_found_in_its_own_folder(
    alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder := tmp_path / "Program Files").mkdir()
    monkeypatch.setattr(pdf_file, "FOLDERS", (str(folder),))

    office = an_office(folder, "true")

    assert program() == str(office)


@posix
def test_a_tagged_file_is_given_as_level_a(alone: Path):
    an_office(alone, f"echo '{TAGGED}' > \"$out/document.pdf\"")

    assert b"<pdfaid:conformance>A<" in pdf(b"docx")


@posix
@pytest.mark.parametrize("lost", ["/StructTreeRoot", "true", "/Lang", "pdfaid"])
def test_a_file_without_the_structure_of_level_a_is_not_taken(lost: str, alone: Path):
    an_office(alone, f"echo '{TAGGED.replace(lost, 'x')}' > \"$out/document.pdf\"")

    with pytest.raises(Busy) as told:
        pdf(b"docx")

    assert told.value.code == "pdf.untagged"


@posix
@pytest.mark.parametrize(("does", "why"), [("echo málo místa; exit 3", "málo místa"), ("exit 3", "3"), ("true", "0")])
def test_an_office_that_makes_nothing_is_told_with_its_last_words(does: str, why: str, alone: Path):
    an_office(alone, does)

    with pytest.raises(Busy) as told:
        pdf(b"docx")

    assert (told.value.code, told.value.facts) == ("pdf.failed", {"why": why})


@posix
def test_an_office_that_cannot_start_is_told(alone: Path):
    (alone / "soffice").write_bytes(b"\x7fELF")
    (alone / "soffice").chmod(0o755)

    with pytest.raises(Busy) as told:
        pdf(b"docx")

    assert told.value.code == "pdf.failed"


@posix
def test_an_office_that_hangs_is_ended_with_its_children(alone: Path):
    an_office(alone, "/bin/sleep 60 & wait")
    begun = time.monotonic()

    with pytest.raises(Busy) as told:
        pdf(b"docx", patience=0.3)

    assert (told.value.code, time.monotonic() - begun < 30) == ("pdf.too_slow", True)
