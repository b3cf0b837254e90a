"""A refused file comes back as a workbook with its faults marked, and is recorded once they are mended."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.clerk import Clerk

FINDINGS = "klíč;druh;název;text;zdroj\nF-1;průskum;Lidí přibývá;Text;ČSÚ\nF-2;finance;;Text;Rozpočty\n"


@pytest.fixture
def bad(clerk: Clerk) -> Path:
    return clerk.paper("zjištění.csv", FINDINGS.encode("cp1250"))


@pytest.fixture
def errors(clerk: Clerk) -> Path:
    return clerk.papers / "chyby ve zjištěních.xlsx"


def test_a_refused_file_comes_back_with_its_faults_and_nothing_is_recorded(clerk: Clerk, bad: Path, errors: Path):
    head = clerk.head

    answer = clerk.asks("record", "findings", str(bad), "--errors", str(errors))

    assert (answer.code, clerk.head, answer.json["errors_file"]) == (2, head, str(errors))
    assert str(errors) in answer.err
    page = openpyxl.load_workbook(errors)["findings"]
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert marked == {fault["cell"] for fault in answer.json["errors"]} == {"B2", "C3"}


def test_the_comment_of_a_cell_is_the_sentence_the_clerk_was_told(clerk: Clerk, bad: Path, errors: Path):
    told = clerk.asks("record", "findings", str(bad), "--errors", str(errors)).json["errors"]
    page = openpyxl.load_workbook(errors)["findings"]

    assert page["B2"].comment.text == next(fault["text"] for fault in told if fault["cell"] == "B2")


def test_the_list_calls_columns_as_the_clerk_does(clerk: Clerk, bad: Path, errors: Path):
    clerk.asks("record", "findings", str(bad), "--errors", str(errors))
    listed = openpyxl.load_workbook(errors)["chyby"]

    assert [[cell.value for cell in row[:4]] for row in listed["A3:D5"]] == [
        ["list", "buňka", "sloupec", "hodnota"],
        ["findings", "B2", "druh", "průskum"],
        ["findings", "C3", "název", None],
    ]


def test_the_mended_workbook_is_recorded(clerk: Clerk, bad: Path, errors: Path):
    clerk.asks("record", "findings", str(bad), "--errors", str(errors))
    book = openpyxl.load_workbook(errors)
    book["findings"]["B2"], book["findings"]["C3"] = "průzkum", "Peníze"
    book.save(errors)

    assert clerk.reads("record", "findings", str(errors))["added"] == 2


def test_the_mended_workbook_of_all_forms_is_recorded_as_one_act(clerk: Clerk, errors: Path):
    file = clerk.papers / "vše.xlsx"
    clerk.reads("form", "all", "-o", str(file))
    typed = openpyxl.load_workbook(file)
    for at, value in enumerate(["F-1", "průskum", "T", "T", "S"], start=1):
        typed["findings"].cell(3, at, value)
    typed.save(file)
    clerk.asks("record", "all", str(file), "--errors", str(errors))
    book = openpyxl.load_workbook(errors)
    book["findings"]["B3"] = "průzkum"
    book.save(errors)

    sheets = clerk.reads("record", "all", str(errors))["sheets"]

    assert [sheet["kind"] for sheet in sheets if sheet["added"]] == ["findings"]


def test_a_reference_that_leads_nowhere_is_marked_at_its_cell(clerk: Clerk, errors: Path):
    bad = clerk.paper("swot.csv", "key,group,quadrant,text\nS1,NIC,S,Text\n")

    clerk.asks("record", "swot", str(bad), "--errors", str(errors))

    assert openpyxl.load_workbook(errors)["swot"]["B2"].comment is not None


def test_a_file_without_faults_makes_no_workbook(clerk: Clerk, errors: Path):
    good = clerk.paper("f.csv", "key,kind,title,text,source\nF-1,survey,T,T,S\n")

    answer = clerk.asks("record", "findings", str(good), "--errors", str(errors))

    assert (answer.code, errors.exists(), "errors_file" in answer.json) == (0, False, False)


def test_a_dry_run_tells_the_faults_and_writes_no_workbook(clerk: Clerk, bad: Path, errors: Path):
    answer = clerk.asks("--dry-run", "record", "findings", str(bad), "--errors", str(errors))

    assert (answer.code, errors.exists(), answer.json["errors_file"], len(answer.json["errors"])) == (2, False, None, 2)
    assert "--dry-run" in answer.err


def test_open_data_have_no_cells_to_mark(clerk: Clerk, errors: Path):
    broken = clerk.paper("rpss.json", '{"polozky": [{"druhSocialniSluzby": 1')

    answer = clerk.asks("record", "services", str(broken), "--errors", str(errors))

    assert (answer.code, errors.exists(), answer.json.get("errors_file")) == (2, False, None)


def test_where_the_workbook_cannot_be_written_the_faults_are_told_all_the_same(clerk: Clerk, bad: Path):
    folder = clerk.papers / "složka.xlsx"
    folder.mkdir()

    answer = clerk.asks("record", "findings", str(bad), "--errors", str(folder))

    assert (answer.code, answer.json["errors_file"], len(answer.json["errors"])) == (2, None, 2)
    assert str(folder) in answer.err


def test_the_workbook_never_replaces_the_clerks_own_file(clerk: Clerk):
    file = clerk.papers / "zjištění.xlsx"
    clerk.reads("form", "findings", "-o", str(file))
    before = file.read_bytes()

    answer = clerk.says("record", "findings", str(file), "--errors", str(file))

    assert (answer.code, file.read_bytes() == before, "zjištění.xlsx" in answer.err) == (2, True, True)


def test_only_a_workbook_of_excel_can_be_asked_for(clerk: Clerk, bad: Path):
    assert clerk.says("record", "findings", str(bad), "--errors", "chyby.csv").code == 2


@pytest.mark.parametrize("name", ["velký.csv", "velký.xlsx"])
def test_a_file_of_300_megabytes_is_told_at_once(clerk: Clerk, name: str):
    head = clerk.head
    file = clerk.papers / name
    file.parent.mkdir(exist_ok=True)
    with file.open("wb") as sparse:
        sparse.truncate(300_000_000)

    answer = clerk.says("record", "findings", str(file))

    assert (answer.code, name in answer.err, clerk.head) == (2, True, head)
