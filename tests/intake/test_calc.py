"""OpenDocument tables: read as workbooks are, with what the reading library would show as empty."""

import io
import random
import zipfile

import pytest

from lifecycle.intake.workbooks import read
from lifecycle.model.errors import Wrong

from .files import KINDS, taken, told, weighed, xlsx_file, zip_file

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
HEAD = "<table:table-row>" + "".join(
    f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
    for name in ("key", "name", "kind", "target_group")
)
HEAD += "</table:table-row>"


def text(value: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods(*rows: str) -> bytes:
    """A table of groups with these rows of XML under its header."""
    names = "office table text calcext manifest"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    table = f'<table:table table:name="groups">{HEAD}{"".join(rows)}</table:table>'
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{table}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    manifest = f'<manifest:manifest {spaces}><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    parts = {"mimetype": SPREADSHEET, "content_xml": content.encode(), "META-INF__manifest_xml": manifest.encode()}
    return zip_file(**parts)


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def test_rows_of_an_open_document_are_read():
    data = ods(row(text("RS"), text("Řídící skupina"), text("steering")))

    assert taken("groups", data, "skupiny.ods")[0].thing.name == "Řídící skupina"


def test_a_formula_nobody_computed_is_told_at_its_cell_past_repeated_rows():
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    data = ods(row("<table:table-cell/>", repeated=3), row(text("RS"), text("Rada"), text("steering"), formula))

    assert told(weighed("groups", data, "skupiny.ods")[1]) == [("formula_without_value", "D5", "target_group")]


def test_an_error_of_a_formula_is_told_at_its_cell_past_repeated_cells():
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"/>'
    data = ods(row(f'<table:table-cell table:number-columns-repeated="3"/>{error}'))

    assert ("error_value", "D2", "target_group") in told(weighed("groups", data, "skupiny.ods")[1])


def test_a_cell_repeated_over_the_whole_sheet_does_not_fill_the_memory():
    cell = text("x").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')

    with pytest.raises(Wrong, match=r"intake\.too_many_cells"):
        read(ods(row(cell, repeated=1_048_575)), "skupiny.ods", kinds=KINDS, form="groups")


def test_empty_rows_repeated_to_the_end_of_the_sheet_are_left_aside():
    data = ods(row(text("RS"), text("Rada"), text("steering")), row("<table:table-cell/>", repeated=1_048_574))

    assert len(taken("groups", data, "skupiny.ods")) == 1


@pytest.mark.parametrize("name", ["skupiny.xlsx", "skupiny.ods"])
def test_a_workbook_with_damaged_markup_is_read_or_refused_and_never_crashes(name: str):
    good = ods(row(text("RS"))) if name.endswith("ods") else xlsx_file(["key"], ["RS"], ["=A1"], ["#REF!"])
    archive = zipfile.ZipFile(io.BytesIO(good))
    parts = {part: archive.read(part) for part in archive.namelist()}
    chance = random.Random(2015)
    outcomes = set()
    for _ in range(150):
        part = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
        markup = bytearray(parts[part])
        start = chance.randrange(len(markup))
        markup[start : start + chance.randrange(20)] = chance.randbytes(chance.randrange(3))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed:
            for other, data in parts.items():
                changed.writestr(other, bytes(markup) if other == part else data)
        try:
            read(stream.getvalue(), name, kinds=KINDS, form="groups")
            outcomes.add("read")
        except Wrong as wrong:
            outcomes.add(wrong.code.partition(".")[0])

    assert outcomes == {"read", "intake"}
