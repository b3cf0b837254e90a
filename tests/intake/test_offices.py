"""Files as spreadsheet programs save them: a form that went through LibreOffice and openpyxl reads the same."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from lifecycle.documents.phrases import Phrases
from lifecycle.intake.forms import form
from lifecycle.intake.workbooks import read
from lifecycle.model.people import Group, Meeting
from lifecycle.model.thing import Thing

from .files import KINDS, faults_of, merged_file, taken, told

SAY = Phrases.of("cs", strict=True).say
ROWS: dict[type[Thing], list[list[object]]] = {
    Meeting: [["SEN-1", "SEN", "kulatý stůl", "1. 3. 2026", "Dačice", "1. SWOT\n2. různé", None, "13:00", "15.30"]],
    Group: [["SEN", "Senioři; a „jejich“ blízcí", "pracovní skupina", None], ["1.10", "+420", "řídící skupina", "x"]],
}
READ = {
    Meeting: [
        Meeting(
            key="SEN-1",
            group="SEN",
            kind="round_table",
            date="2026-03-01",
            place="Dačice",
            agenda="1. SWOT\n2. různé",
            starts_at="13:00",
            ends_at="15:30",
        )
    ],
    Group: [
        Group(key="SEN", name="Senioři; a „jejich“ blízcí", kind="working"),
        Group(key="1.10", name="+420", kind="steering", target_group="x"),
    ],
}


def filled(kind: type[Thing]) -> bytes:
    """The form of a kind, opened and saved by openpyxl with rows typed under its example."""
    data = form([kind], language="cs", rows={}, title="plán", revision=1, known={"group": ["SEN"]}, say=SAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for number, row in enumerate(ROWS[kind], start=3):
        for at, value in enumerate(row, start=1):
            book[str(kind.FORM)].cell(number, at, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def saved(folder: Path, data: bytes, *formats: str) -> Path:
    """The workbook saved by LibreOffice in one format after another."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    file = folder / "formulář.xlsx"
    file.write_bytes(data)
    for step, wanted in enumerate(formats):
        out = folder / str(step)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", wanted, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        file = out / f"formulář.{wanted.partition(':')[0]}"
    return file


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.FORM)
def test_a_form_filled_in_and_saved_by_another_program_is_read_without_its_example(kind: type[Thing]):
    data = filled(kind)
    [sheet] = read(data, "f.xlsx", kinds=KINDS, form=str(kind.FORM))

    assert ([row.thing for row in taken(str(kind.FORM), data, "f.xlsx")], sheet.examples) == (READ[kind], (2,))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.FORM)
@pytest.mark.parametrize(
    "formats",
    [
        ["ods"],
        ["ods", "xlsx"],
        ["ods", "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1"],
        ["csv:Text - txt - csv (StarCalc):59,34,33,1"],  # semicolons, windows-1250
        ["csv:Text - txt - csv (StarCalc):9,34,76,1"],  # tabulators, UTF-8
    ],
    ids=["ods", "ods-xlsx", "ods-xlsx-csv", "csv-1250", "tsv"],
)
def test_a_form_saved_by_libreoffice_reads_the_same_in_any_of_its_formats(
    kind: type[Thing], formats: list[str], tmp_path: Path
):
    file = saved(tmp_path, filled(kind), *formats)

    assert [row.thing for row in taken(str(kind.FORM), file.read_bytes(), file.name)] == READ[kind]


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ["ods", "xlsx"])
def test_cells_joined_in_libreoffice_are_told_with_their_range(wanted: str, tmp_path: Path):
    data = merged_file("s.xlsx", ["key", "name", "kind"], ["RS", "Rada", "steering"], ["A", "a", ""], area="C2:C3")
    file = saved(tmp_path, data, "ods", wanted)

    assert ("merged_cells", "C2:C3", None) in told(faults_of("groups", file.read_bytes(), file.name))
