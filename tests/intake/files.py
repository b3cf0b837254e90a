"""Files as clerks send them, made in memory, and every shipped kind that has a form."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import xlsxwriter

from lifecycle.intake.rows import Planned, values
from lifecycle.intake.workbooks import read
from lifecycle.model import approval, consultation, evidence, people, practice, situation, strategy, territory
from lifecycle.model.errors import Fault
from lifecycle.model.thing import Thing

_FILES = (territory, people, evidence, situation, strategy, consultation, approval, practice)
KINDS: dict[str, type[Thing]] = {
    kind.FORM: kind
    for file in _FILES
    for kind in vars(file).values()
    if isinstance(kind, type) and issubclass(kind, Thing) and kind.__module__ == file.__name__ and kind.FORM
}


def csv_file(*rows: list[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_file(*rows: list[object], sheet: str = "List1", **more: list[list[object]]) -> bytes:
    """The rows as a workbook; a text that starts with `=` is a formula nobody computed, `#` an error of one."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "d. m. yyyy"})
    time = book.add_format({"num_format": "h:mm"})
    for name, lines in {sheet: list(rows), **more}.items():
        page = book.add_worksheet(name)
        for at, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, dt.date):
                    page.write_datetime(at, column, value, day)
                elif isinstance(value, dt.time):
                    page.write_datetime(at, column, value, time)
                elif isinstance(value, str) and value[:1] in ("=", "#"):
                    page.write_formula(at, column, "=1/0", None, value if value[0] == "#" else "")
                else:
                    page.write(at, column, value)
    book.close()
    return stream.getvalue()


def merged_file(name: str, *rows: list[str], area: str) -> bytes:
    """A workbook of groups, .xlsx or .ods by its `name`, in which the cells of `area` are joined."""
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        page = book.active
        page.title = "groups"
        for row in rows:
            page.append(row)
        page.merge_cells(area)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()
    left, top, right, bottom = openpyxl.utils.cell.range_boundaries(area)
    spans = f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
    height = max(len(rows), bottom)
    return ods_file(
        *(
            "".join(
                _cell(rows[at][column] if at < len(rows) and column < len(rows[at]) else "", spans if first else "")
                for column in range(max(right, *map(len, rows)))
                for first in [(at + 1, column + 1) == (top, left)]
            )
            for at in range(height)
        )
    )


def _cell(text: str, spans: str) -> str:
    if not text:
        return f"<table:table-cell{spans}/>"
    return f'<table:table-cell{spans} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods_file(*rows: str, sheet: str = "groups") -> bytes:
    """A table with these rows of XML cells."""
    names = "office table text calcext manifest"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>"
    content += f'<table:table table:name="{sheet}">{lines}</table:table>'
    content += "</office:spreadsheet></office:body></office:document-content>"
    manifest = f'<manifest:manifest {spaces}><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    return zip_file(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        content_xml=content.encode(),
        **{"META-INF__manifest_xml": manifest.encode()},
    )


def zip_file(**parts: bytes) -> bytes:
    """A zip of `parts`; two underscores in a name are a slash, one a point."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


def taken(form: str, data: bytes, name: str = "soubor.csv", *, standing: Thing | None = None) -> list[Planned]:
    """The rows of a file without a fault."""
    planned, faults = weighed(form, data, name, standing=standing)
    assert faults == []
    return planned


def weighed(
    form: str, data: bytes, name: str = "soubor.csv", *, standing: Thing | None = None
) -> tuple[list[Planned], list[Fault]]:
    """The rows and the faults of the one sheet of a file, where `standing` is all the plan holds."""
    [sheet] = read(data, name, kinds=KINDS, form=form)
    key = None if standing is None else dict(zip(standing.KEY, standing.identity, strict=True))
    return values(KINDS[form], sheet, existing=lambda asked: standing if asked == key else None)


def faults_of(form: str, data: bytes, name: str = "soubor.csv", *, standing: Thing | None = None) -> list[Fault]:
    """The faults of the one sheet of a file."""
    return weighed(form, data, name, standing=standing)[1]


def told(faults: list[Fault]) -> list[tuple[str, str | None, str | None]]:
    """Rule, cell and column of each fault."""
    return [(fault.rule, fault.cell, fault.column) for fault in faults]
