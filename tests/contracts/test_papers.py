"""Every deliverable: it has a paper in the tests, two readers find it sound, and a real editor loses nothing of it."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from lifecycle.documents.word.identity import differences, visible
from lifecycle.model.edition import EditionLabel
from tests.contracts.papers import PAPERS, Files, Paper, shipped_names
from tests.journeys.sharing import once

# The names of the command line's contract: scripts type them.
CONTRACT = {
    *("evaluation", "analysis", "swot", "plan", "settlement", "settlement_public", "resolutions", "action_plan"),
    *("monitoring", "catalogue", "methodology", "invitation", "attendance_sheet", "minutes", "notice", "packet"),
    "certificate",
}
EVERY = pytest.mark.parametrize("paper", PAPERS, ids=str)
EDITOR = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


@pytest.fixture
def file(paper: Paper, language: str, files: Files, tmp_path: Path) -> Path:
    """The paper on disk."""
    path = tmp_path / f"{paper.file}.docx"
    path.write_bytes(files(language)[paper])
    return path


@pytest.fixture(scope="session", params=["cs", "en"])
def opened_and_saved(
    request: pytest.FixtureRequest, files: Files, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A language and the folder where LibreOffice saved all papers in it, opened in one go."""

    def make(folder: Path) -> str:
        ours, theirs = folder / "ours", folder / "theirs"
        ours.mkdir()
        for paper, data in files(request.param).items():
            (ours / f"{paper.file}.docx").write_bytes(data)
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
                *("--convert-to", "docx", "--outdir", str(theirs), *map(str, sorted(ours.iterdir()))),
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )
        return str(theirs)

    return request.param, Path(once(tmp_path_factory, f"saved_{request.param}", make))


def comments(file: bytes) -> list[str]:
    """What the comments of a Word file say, whoever numbered them."""
    with zipfile.ZipFile(BytesIO(file)) as package:
        if "word/comments.xml" not in package.namelist():
            return []
        notes = etree.fromstring(package.read("word/comments.xml")).iter("{*}comment")
    return sorted("".join(part.text or "" for part in note.iter("{*}t")) for note in notes)


def test_every_deliverable_of_the_workflows_has_a_paper_in_the_tests():
    assert {paper.name for paper in PAPERS} == shipped_names()


def test_every_deliverable_of_the_contract_is_issued_and_no_other():
    assert shipped_names() == CONTRACT


def test_the_plan_has_a_paper_under_each_label():
    assert {paper.label for paper in PAPERS if paper.name == "plan"} == set(EditionLabel)


@EVERY
def test_an_ooxml_validator_finds_no_fault_in_a_paper(file: Path):
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@EVERY
def test_the_parts_of_a_paper_agree_with_each_other(file: Path):
    assert [str(finding) for finding in docx_integrity.check(file)] == []


@EDITOR
@pytest.mark.slow
@EVERY
def test_a_paper_saved_by_libreoffice_reads_as_it_did(paper: Paper, files: Files, opened_and_saved: tuple[str, Path]):
    language, folder = opened_and_saved
    theirs = (folder / f"{paper.file}.docx").read_bytes()

    assert differences(visible(files(language)[paper]), visible(theirs)) == []


@EDITOR
@pytest.mark.slow
@EVERY
def test_a_paper_saved_by_libreoffice_keeps_every_comment(
    paper: Paper, files: Files, opened_and_saved: tuple[str, Path]
):
    language, folder = opened_and_saved
    theirs = (folder / f"{paper.file}.docx").read_bytes()

    assert comments(theirs) == comments(files(language)[paper])
