"""A refused file given back: the very rows as the clerk wrote them, faulty cells marked, and a list of all faults."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lifecycle.intake.forms import write_text
from lifecycle.intake.grids import Grid, Scalar, letters, place, written
from lifecycle.intake.hints import Say
from lifecycle.intake.sheets import header_of, top_of
from lifecycle.intake.spelling import column_of
from lifecycle.intake.stationery import FIRST_DAY, FORMULA, LIST_OF_FAULTS, Stationery
from lifecycle.intake.workbooks import Opened, Page
from lifecycle.model.thing import Column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADINGS = (
    "returned.sheet",
    "returned.cell",
    "returned.column",
    "returned.value",
    "returned.wrong",
    "returned.suggestion",
)
_WIDTHS = (18, 10, 22, 32, 80, 24)
_FIRST_FAULT = 3  # under the sentence that says what to do and the headings
_SHOWN_LIMIT = 1_000  # characters of a value in the list; the whole stands in its cell
_LINE = 15  # points
_LINKS_LIMIT = 60_000  # Excel keeps 65,530 links on a sheet
_PLACE = re.compile(r"^([A-Z]{1,3})(\d{1,7})(?::|$)")
_NO_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
_NAME_LIMIT = 31  # of a sheet of Excel

Marks = Mapping[tuple[int, int], str]
"""(row, column) counted from 0 → what is wrong with the cell."""


@dataclass(frozen=True, slots=True)
class Told:
    """One fault as the clerk reads it: where it is, what stands there, what is wrong, what was probably meant.

    One that `lacks_column` has no cell: it is shown beside the header, where the column may be added.
    """

    sheet: str | None
    cell: str | None
    column: str | None
    value: str | None
    text: str
    suggestion: str | None
    lacks_column: bool = False


def returned(opened: Opened, faults: Sequence[Told], *, language: str, say: Say) -> bytes:
    """An .xlsx that can be mended and read again: a list of `faults`, then each page with its cells where they were."""
    title = opened.told.get("plan", opened.file)
    work = Stationery(title=title, language=language, say=say, known={})
    list_name = LIST_OF_FAULTS["en" if language == "en" else "cs"]
    listed = work.page(list_name)
    names = _names(opened.pages, list_name)
    pages = [work.page(name) for name in names]
    told = {name: value for name, value in opened.told.items() if not name.startswith(FORMULA)}
    work.hide({**told, **_formulas(opened.pages, names), "language": language})
    faults = [one for source in opened.pages for one in _placed(faults, source, opened.pages)] + [
        one for one in faults if not any(_is_of(one, source, opened.pages) for source in opened.pages)
    ]
    _list(listed, faults, work=work, say=say, names=dict(zip(map(_called, opened.pages), names, strict=True)))
    for page, source in zip(pages, opened.pages, strict=True):
        mine = (fault for fault in faults if _is_of(fault, source, opened.pages))
        _copy(page, source, work=work, marks=_marks(mine))
    return work.finished()


def _called(page: Page) -> str:
    """How faults call the page: by its name, a text file by its form."""
    return page.grid.name or str(page.kind.FORM if page.kind else "")


def _is_of(fault: Told, page: Page, pages: Sequence[Page]) -> bool:
    if fault.sheet is None:
        return len(pages) == 1
    return fault.sheet == _called(page) or (page.kind is not None and fault.sheet == page.kind.FORM)


def _placed(faults: Sequence[Told], page: Page, pages: Sequence[Page]) -> list[Told]:
    """The faults of a page in their order; each column it lacks is told beside its header."""
    lines = page.grid.padded()
    top = top_of(lines) or 0
    free = itertools.count(max(header_of(lines[top]), default=0) + 1) if lines else itertools.count()
    return [
        replace(one, cell=place(top, next(free))) if one.lacks_column and not one.cell else one
        for one in faults
        if _is_of(one, page, pages)
    ]


def _formulas(pages: Sequence[Page], names: Sequence[str]) -> dict[str, str]:
    """Where a formula nobody computed stands as a text: it is still a fault when the workbook comes back unmended."""
    return {
        f"{FORMULA}{name}!{place(*at)}": text
        for page, name in zip(pages, names, strict=True)
        for at, (was, text) in page.grid.odd.items()
        if was == "formula" and text
    }


def _names(pages: Sequence[Page], taken: str) -> list[str]:
    """A name Excel takes for each page: its own, else that of its form, else its number."""
    names: list[str] = []
    for number, page in enumerate(pages, start=1):
        own, form = _called(page), str(page.kind.FORM if page.kind else number)
        lower = {taken, *(name.casefold() for name in names)}
        fits = len(own) <= _NAME_LIMIT and not _NO_NAME.search(own)
        names.append(own if own and fits and own.casefold() not in lower else form)
    return names


def _marks(faults: Iterable[Told]) -> Marks:
    """What is wrong by cell; joined cells are marked at the first of them."""
    marks: dict[tuple[int, int], str] = {}
    for fault in faults:
        if found := _PLACE.match(fault.cell or ""):
            at = int(found[2]) - 1, _index(found[1])
            marks[at] = f"{marks[at]}\n{fault.text}" if at in marks else fault.text
    return marks


def _index(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _list(page: "Worksheet", faults: Sequence[Told], *, work: Stationery, say: Say, names: Mapping[str, str]) -> None:
    """Write the list of faults, each with a link to its cell."""
    page.write_string(0, 0, say("returned.intro", list=page.get_name()), work.look(bold=True))
    for at, (code, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        page.set_column(at, at, width)
        page.write_string(_FIRST_FAULT - 1, at, say(code), work.head)
    plain = work.look(valign="top", text_wrap=True, num_format="@")
    link = work.look(valign="top", font_color="#0563C1", underline=1)
    for row, fault in enumerate(faults, start=_FIRST_FAULT):
        sheet = names.get(fault.sheet or "") or (next(iter(names.values())) if len(names) == 1 else fault.sheet)
        cells = (sheet, fault.cell, fault.column, fault.value, fault.text, fault.suggestion)
        for at, text in enumerate(cells):
            if text and at == 1 and sheet in names.values() and row < _LINKS_LIMIT:
                target = "internal:'{}'!{}".format(str(sheet).replace("'", "''"), text)
                page.write_url(row, at, target, link, string=text)
            elif text:
                page.write_string(row, at, text[:_SHOWN_LIMIT], plain)
        # Spreadsheets other than Excel do not stretch a row to its text by themselves.
        longest = max(-(-len(text[:_SHOWN_LIMIT]) // width) for text, width in zip(cells, _WIDTHS, strict=True) if text)
        page.set_row(row, _LINE * longest)
    page.freeze_panes(_FIRST_FAULT, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST_FAULT - 1)


def _copy(page: "Worksheet", source: Page, *, work: Stationery, marks: Marks) -> None:
    """Write the cells of a page where they stood, in the dress of their columns; faulty ones red with a comment."""
    lines = source.grid.padded()
    top = top_of(lines) or 0
    columns: dict[int, Column] = {}
    if source.kind is not None:
        for at, text in header_of(lines[top]).items():
            if (column := column_of(source.kind, text)) is not None:
                columns[at] = column
                work.dress(page, source.kind, column, at=at, below=top)
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            mark = "fault" if (row, at) in marks else "header" if row == top else ""
            _cell(
                page,
                (row, at),
                value,
                source.grid,
                column=None if row <= top else columns.get(at),
                work=work,
                mark=mark,
                form=_called(source),
            )
    for (row, at), text in marks.items():
        if row >= len(lines) or at >= len(lines[row]):
            page.write_blank(row, at, None, work.of(columns.get(at), mark="fault"))
        page.write_comment(row, at, text, {"author": "plan-lifecycle", "x_scale": 2.4, "y_scale": 1.6})
    page.set_row(top, 2 * _LINE + 2)
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.ignore_errors(
        {"number_stored_as_text": f"A{top + 2}:{letters(max(map(len, lines), default=1))}{len(lines) + 1}"}
    )


def _cell(
    page: "Worksheet",
    at: tuple[int, int],
    value: Scalar,
    grid: Grid,
    *,
    column: Column | None,
    work: Stationery,
    mark: str,
    form: str,
) -> None:
    """Write one value as what it was; nothing is ever written as a formula."""
    text, was = written(value)
    was, text = grid.odd.get(at, (was, text))
    if not text:
        if mark:
            page.write_blank(*at, None, work.of(column, mark=mark))
    elif was in ("text", "error", "formula"):
        write_text(page, at, str(value) if was == "text" else text, column=column, form=form, work=work, mark=mark)
    elif isinstance(value, bool):
        page.write_boolean(*at, value, work.of(column, mark=mark))
    elif isinstance(value, int | float):
        page.write_number(*at, value, work.of(column, mark=mark))
    elif isinstance(value, dt.time | dt.timedelta):
        page.write_datetime(*at, value, work.of(column, mark=mark, shows="time"))
    elif isinstance(value, dt.date) and (value.date() if isinstance(value, dt.datetime) else value) >= FIRST_DAY:
        page.write_datetime(*at, value, work.of(column, mark=mark, shows="date"))
    else:
        write_text(page, at, text, column=column, form=form, work=work, mark=mark)
