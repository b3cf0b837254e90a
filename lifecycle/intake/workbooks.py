"""Forms out and rows in: a workbook with a sheet for each kind, and any file a clerk sends back read as sheets."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lifecycle.intake import calc, delimited
from lifecycle.intake.gate import Parcel, let_in
from lifecycle.intake.sheets import Grid, Sheet, letters, sheet
from lifecycle.intake.spelling import fold, nearest, shown, words_of
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.thing import Column, Thing, Word

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["META", "Sheet", "form", "read"]

META = "_lifecycle"
"""The hidden sheet of a form: whose it is, what was shown in it, and the words of its lists."""
_CELL_LIMIT = 32_767  # UTF-16 units a cell holds (Excel specifications and limits)
_LAST_ROW = 1_048_575
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900, so earlier days are off by one
_MADE = dt.datetime(1980, 1, 1)  # a fixed day: the same form gives the same bytes
_WIDTHS = {"text": 60, "list": 24, "date": 13, "int": 14, "number": 14, "bool": 8, "word": 24}
_PROTECTION = {
    "objects": True,
    **dict.fromkeys(
        ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True
    ),
}


@dataclass(frozen=True, slots=True)
class _Looks:
    """The cell formats of a form."""

    header: "Format"
    text: "Format"
    quoted: "Format"
    wrapped: "Format"
    date: "Format"
    money: "Format"
    number: "Format"

    def of(self, column: Column) -> "Format":
        """The format of the cells of a column; codes are text, so that `1.10` and leading zeros stay."""
        if column.type == "int":
            return self.money if column.name.endswith("_czk") else self.number
        return {"date": self.date, "number": self.number, "text": self.wrapped}.get(column.type, self.text)


def form(
    kinds: Sequence[type[Thing]],
    *,
    language: str,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    title: str,
    revision: int | None,
) -> bytes:
    """An .xlsx with a sheet for each of `kinds`, filled with the plain `rows`; equal input gives equal bytes."""
    # Only forms need the writer; reading a file should not wait for it.
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": title, "created": _MADE})
    looks = _looks(book, language)
    sheets = {str(kind.FORM): book.add_worksheet(str(kind.FORM)) for kind in kinds}
    lists = _meta(book, kinds, title=title, revision=revision, language=language)
    for kind in kinds:
        _fill(
            sheets[str(kind.FORM)], kind, looks=looks, language=language, lists=lists, rows=rows.get(str(kind.FORM), ())
        )
    book.close()
    return stream.getvalue()


def _looks(book: "Workbook", language: str) -> _Looks:
    day = "yyyy-mm-dd" if language == "en" else "d. m. yyyy"
    header = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top", "locked": True}
    plain: dict[str, object] = {"locked": False, "valign": "top"}
    return _Looks(
        header=book.add_format(header),
        text=book.add_format({**plain, "num_format": "@"}),
        quoted=book.add_format({**plain, "quote_prefix": True, "text_wrap": True}),
        wrapped=book.add_format({**plain, "text_wrap": True}),
        date=book.add_format({**plain, "num_format": day}),
        money=book.add_format({**plain, "num_format": "#,##0"}),
        number=book.add_format(plain),
    )


def _meta(
    book: "Workbook", kinds: Sequence[type[Thing]], *, title: str, revision: int | None, language: str
) -> Mapping[type[Word], str]:
    """Word class → the range that holds its labels, after the hidden sheet is written."""
    hidden = book.add_worksheet(META)
    hidden.hide()
    told = {
        "plan": title,
        "revision": "" if revision is None else str(revision),
        "forms": ";".join(str(kind.FORM) for kind in kinds),
        "language": language,
    }
    for row, (name, value) in enumerate(told.items()):
        hidden.write_string(row, 0, name)
        hidden.write_string(row, 1, value)
    lists: dict[type[Word], str] = {}
    for words in (column.words for kind in kinds for column in shown(kind) if column.words):
        if words not in lists:
            at = 3 + len(lists)
            labels = [word.in_(language) for word in list[Word](words)]
            for row, label in enumerate(labels):
                hidden.write_string(row, at, label)
            lists[words] = f"={META}!${letters(at)}$1:${letters(at)}${len(words)}"
    return lists


def _fill(
    page: "Worksheet",
    kind: type[Thing],
    *,
    looks: _Looks,
    language: str,
    lists: Mapping[type[Word], str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Write header, hints, lists and rows of one form."""
    columns = shown(kind)
    for at, column in enumerate(columns):
        label = column.label.in_(language)
        page.set_column(at, at, max(_WIDTHS.get(column.type, 18), len(label) + 5), looks.of(column))
        page.write_string(0, at, label + ("*" if column.required else ""), looks.header)
        hint = column.label.hint_en if language == "en" else column.label.hint_cs
        page.write_comment(0, at, f"{hint}\n{column.name}".strip(), {"author": "plan-lifecycle"})
        if column.words:
            page.data_validation(1, at, _LAST_ROW, at, {"validate": "list", "source": lists[column.words]})
        elif column.type == "date":
            # A warning only: a day typed the Czech way is read although an English Excel takes it for text.
            days = {"minimum": _FIRST_DAY, "maximum": dt.date(2199, 12, 31), "error_type": "warning"}
            page.data_validation(1, at, _LAST_ROW, at, {"validate": "date", "criteria": "between", **days})
        for number, row in enumerate(rows, start=1):
            _write(page, (number, at), row.get(column.name), kind=kind, column=column, looks=looks, language=language)
    page.ignore_errors({"number_stored_as_text": f"A2:{letters(len(columns) - 1)}{_LAST_ROW + 1}"})
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    page.protect("", _PROTECTION)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(
    page: "Worksheet",
    place: tuple[int, int],
    value: object,
    *,
    kind: type[Thing],
    column: Column,
    looks: _Looks,
    language: str,
) -> None:
    """Write one value so that reading gives it back; nothing is ever written as a formula."""
    if value is None or value in ([], ()):
        return
    if column.type == "date" and (day := dt.date.fromisoformat(str(value))) >= _FIRST_DAY:
        page.write_datetime(*place, day, looks.date)
    elif column.type == "int" and isinstance(value, int):
        page.write_number(*place, value, looks.of(column))
    elif column.type == "number" and format(float(str(value)), ".15g") == value:
        page.write_number(*place, float(value), looks.number)
    else:
        text = _text(value, words_of(kind, column), language)
        if len(text.encode("utf-16-le")) // 2 > _CELL_LIMIT:
            row = str(place[0] + 1)
            raise Wrong("intake.too_long_for_a_cell", form=kind.FORM, row=row, column=column.name, limit=_CELL_LIMIT)
        page.write_string(*place, text, looks.quoted if text[:1] in "=+-@\t\r" else looks.of(column))


def _text(value: object, words: type[Word] | None, language: str) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_text(part, words, language) for part in value)
    if isinstance(value, bool):
        return {True: "yes", False: "no"}[value] if language == "en" else {True: "ano", False: "ne"}[value]
    return words(str(value)).in_(language) if words is not None else str(value)


def read(source: Path | bytes, name: str, *, kinds: Mapping[str, type[Thing]], form: str) -> list[Sheet]:
    """The sheets of a file in the order of `kinds`: the one of `form`, or every sheet for `all`.

    Wrong with an `intake.` code where the file is not one that can be read; faults of headers are in the sheets.
    """
    if form != "all" and form not in kinds:
        raise Wrong("intake.unknown_form", form=form, suggestion=nearest(form, kinds), known=tuple(kinds))
    parcel = let_in(source, name)
    if parcel.kind == "csv":
        if form == "all":
            raise Wrong("intake.all_needs_workbook", file=parcel.file)
        found = sheet(kinds[form], delimited.grid(kinds[form], parcel), file=parcel.file)
        if found is None:
            raise Wrong("intake.empty", file=parcel.file)
        return [found]
    return _workbook(parcel, kinds, form)


def _workbook(parcel: Parcel, kinds: Mapping[str, type[Thing]], form: str) -> list[Sheet]:
    grids = list(calc.grids(parcel))
    told = next((calc.meta(grid) for grid in grids if grid.name == META), {})
    pages = [grid for grid in grids if grid.name != META and any(any(cell != "" for cell in row) for row in grid.lines)]
    if not pages:
        raise Wrong("intake.empty", file=parcel.file)
    by_form = {_form_of(page, kinds): page for page in pages}
    if form == "all":
        _only_forms(parcel, pages, kinds)
        wanted = {name: by_form[name] for name in kinds if name in by_form}
    else:
        wanted = {form: by_form.get(form) or _the_only(parcel, pages, form=form, kinds=kinds)}
    revision = told.get("revision", "")
    return [
        found
        for name, page in wanted.items()
        if (
            found := sheet(
                kinds[name],
                page,
                file=parcel.file,
                plan=told.get("plan"),
                revision=int(revision) if revision.isdecimal() else None,
            )
        )
    ]


def _form_of(page: Grid, kinds: Mapping[str, type[Thing]]) -> str | None:
    """The form a sheet is named after: by its name or by what it is called in either language."""
    name = fold(str(page.name))
    for form, kind in kinds.items():
        if name in (fold(form), fold(kind.TITLE.cs), fold(kind.TITLE.en)):
            return form
    return None


def _only_forms(parcel: Parcel, pages: Iterable[Grid], kinds: Mapping[str, type[Thing]]) -> None:
    """Raise Wrong, naming every sheet that is no form or a form for the second time."""
    seen: set[str] = set()
    faults: list[Fault] = []
    for page in pages:
        form = _form_of(page, kinds)
        if form is None:
            faults.append(
                Fault(
                    "unknown_sheet",
                    file=parcel.file,
                    sheet=page.name,
                    value=page.name,
                    suggestion=nearest(str(page.name), kinds),
                )
            )
        elif form in seen:
            faults.append(
                Fault("duplicate_sheet", file=parcel.file, sheet=page.name, value=page.name, facts=(("form", form),))
            )
        seen.add(form or "")
    if faults:
        raise Wrong("intake.sheets", faults, file=parcel.file, count=len(faults))


def _the_only(parcel: Parcel, pages: Sequence[Grid], *, form: str, kinds: Mapping[str, type[Thing]]) -> Grid:
    """The one sheet of a workbook that names no form; Wrong where it is another form or there are more sheets."""
    if len(pages) == 1 and _form_of(pages[0], kinds) is None:
        return pages[0]
    names = tuple(str(page.name) for page in pages)
    raise Wrong("intake.no_sheet", file=parcel.file, form=form, sheets=names)
