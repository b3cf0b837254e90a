"""Files that are missing, held, unsafe or not what their name says are each refused with a code of their own."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from lifecycle.intake.workbooks import read
from lifecycle.model.errors import Wrong

from .files import KINDS, csv_file, taken, xlsx_file, zip_file

GROUPS = (["key", "name", "kind"], ["RS", "Rada", "steering"])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(source: Path | bytes, name: str = "") -> Wrong:
    with pytest.raises(Wrong) as refused:
        read(source, name or getattr(source, "name", ""), kinds=KINDS, form="groups")
    return refused.value


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet has this XML."""
    stream = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(xlsx_file(*GROUPS)))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in good.namelist():
            changed.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else good.read(name))
    return stream.getvalue()


def test_a_file_is_read_from_a_path_with_accents_and_spaces(tmp_path: Path):
    path = tmp_path / "Žádost č. 5.CSV"
    path.write_bytes(csv_file(*GROUPS))
    [sheet] = read(path, path.name, kinds=KINDS, form="groups")

    assert (sheet.file, len(sheet.rows)) == ("Žádost č. 5.CSV", 1)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    assert refusal(tmp_path / "chybí.csv").code == "intake.not_found"


def test_a_folder_is_told(tmp_path: Path):
    (tmp_path / "složka.csv").mkdir()

    assert refusal(tmp_path / "složka.csv").code == "intake.folder"


def test_a_file_open_in_excel_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "otevřený.xlsx"
    path.write_bytes(b"x")

    def held(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", held)

    assert refusal(path).code == "intake.locked"


@pytest.mark.parametrize("name", ["~$skupiny.xlsx", ".~lock.skupiny.xlsx#"])
def test_the_lock_of_an_open_file_is_told_with_the_file_meant(name: str):
    wrong = refusal(b"x", name)

    assert (wrong.code, wrong.facts["original"]) == ("intake.lock_file", "skupiny.xlsx")


@pytest.mark.parametrize("name", ["skupiny.xls", "skupiny.docx", "skupiny"])
def test_an_extension_that_is_no_table_is_told(name: str):
    assert refusal(b"x", name).code == "intake.unknown_extension"


@pytest.mark.parametrize("name", ["s.csv", "s.xlsx"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\r\n"])
def test_an_empty_file_is_told(name: str, data: bytes):
    assert refusal(data, name).code == "intake.empty"


@pytest.mark.parametrize("name", ["s.csv", "s.xlsx"])
def test_a_table_without_a_single_value_is_told(name: str):
    assert refusal(b",,\n,,\n" if name == "s.csv" else xlsx_file([]), name).code == "intake.empty"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("s.xlsx", csv_file(*GROUPS), "csv"),
        ("s.csv", xlsx_file(*GROUPS), "xlsx"),
        ("s.ods", xlsx_file(*GROUPS), "xlsx"),
        ("s.xlsx", b"<html><table>", "html"),
        ("s.csv", b"%PDF-1.7", "pdf"),
        ("s.xlsx", OLE + "Workbook".encode("utf-16-le"), "xls"),
        ("s.xlsx", zip_file(word__document_xml=b"<w/>"), "docx"),
        ("s.xlsx", zip_file(xl__workbook_xml=b"<w/>", xl__vbaProject_bin=b"x"), "xlsm"),
        ("s.xlsx", zip_file(fotka_jpg=b"x"), "zip"),
    ],
)
def test_a_file_that_is_not_what_its_extension_says_is_told_with_what_it_is(name: str, data: bytes, found: str):
    wrong = refusal(data, name)

    assert (wrong.code, wrong.facts["found"]) == ("intake.wrong_extension", found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("s.xlsx", OLE + bytes(100) + "EncryptedPackage".encode("utf-16-le")),
        ("s.ods", zip_file(**{"META-INF__manifest_xml": b"<manifest:encryption-data/>"})),
    ],
)
def test_a_file_under_a_password_is_told(name: str, data: bytes):
    assert refusal(data, name).code == "intake.password"


@pytest.mark.parametrize("name", ["velký.csv", "velký.xlsx", "velký.ods"])
def test_a_file_of_300_megabytes_is_told_by_its_size_before_it_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(300_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))

    assert refusal(path).code == "intake.too_big"


def test_a_part_that_unpacks_past_the_ratio_is_not_opened():
    assert refusal(with_sheet(" " * 20_000_000), "s.xlsx").code == "intake.bomb"


def test_a_part_whose_header_lies_about_its_size_is_counted_while_it_unpacks():
    data = bytearray(with_sheet(" " * 20_000_000))
    info = next(i for i in zipfile.ZipFile(io.BytesIO(data)).infolist() if i.file_size == 20_000_000)
    struct.pack_into("<I", data, info.header_offset + 22, 100)
    central = data.rindex(info.filename.encode()) - 46
    struct.pack_into("<I", data, central + 24, 100)

    assert refusal(bytes(data), "s.xlsx").code == "intake.bomb"


def test_one_cell_at_the_far_corner_does_not_fill_the_memory():
    xml = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'

    assert refusal(with_sheet(xml), "s.xlsx").code == "intake.too_many_cells"


def test_a_coloured_row_to_the_far_edge_is_no_reason_to_refuse():
    stream = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(xlsx_file(*GROUPS)))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in good.namelist():
            far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
            changed.writestr(name, good.read(name).replace(b"</sheetData>", far))

    assert len(taken("groups", stream.getvalue(), "s.xlsx")) == 1


@pytest.mark.parametrize("cut", [40, 1000, -30])
def test_half_a_workbook_is_told_as_damaged(cut: int):
    assert refusal(xlsx_file(*GROUPS)[:cut], "s.xlsx").code == "intake.damaged"


def test_a_workbook_with_any_byte_changed_is_read_or_refused_and_never_crashes():
    good = xlsx_file(*GROUPS)
    chance = random.Random(2015)
    outcomes = set()
    for _ in range(300):
        data = bytearray(good)
        data[chance.randrange(4, len(data))] ^= 1 << chance.randrange(8)
        try:
            read(bytes(data), "s.xlsx", kinds=KINDS, form="groups")
            outcomes.add("read")
        except Wrong as wrong:
            outcomes.add(wrong.code.partition(".")[0])

    assert outcomes == {"read", "intake"}


@pytest.mark.parametrize(
    "xml",
    [
        "<worksheet><sheetData></worksheet>",
        '<!DOCTYPE w [<!ENTITY a "a">]><worksheet>&a;</worksheet>',
        '<?xml version="1.0" encoding="utf-99"?><worksheet/>',
    ],
)
def test_markup_that_is_not_whole_or_brings_a_document_type_is_told_as_damaged(xml: str):
    assert refusal(with_sheet(xml), "s.xlsx").code == "intake.damaged"
