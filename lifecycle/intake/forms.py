"""Forms out: a workbook with a sheet for each kind, filled with rows or one example; nothing in it is a formula."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lifecycle.intake.examples import example
from lifecycle.intake.grids import letters
from lifecycle.intake.hints import Say
from lifecycle.intake.spelling import shown, words_of
from lifecycle.intake.stationery import CELL_LIMIT, FIRST_DAY, LAST_ROW, Stationery
from lifecycle.model.errors import Wrong
from lifecycle.model.thing import Column, Thing, Word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_NOTHING_KNOWN: Mapping[str, Sequence[str]] = {}
_FORMULA_LIKE = tuple("=+-@\t\r")
_PROTECTION = {
    "objects": True,
    **dict.fromkeys(
        ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True
    ),
}


def form(
    kinds: Sequence[type[Thing]],
    *,
    language: str,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    title: str,
    revision: int | None,
    plan: str = "",
    known: Mapping[str, Sequence[str]] = _NOTHING_KNOWN,
    say: Say | None = None,
) -> bytes:
    """An .xlsx with a sheet for each of `kinds`, filled with the plain `rows`; equal input gives equal bytes.

    `plan` is the key of the plan called `title`; `known` has the keys of the things of each kind that references may
    choose from; `say` gives the messages of cells in `language`, without it the cells have none.
    """
    work = Stationery(title=title, language=language, say=say, known=known)
    pages = {kind: work.page(str(kind.FORM)) for kind in kinds}
    work.hide(
        {
            "plan": title,
            "key": plan,
            "revision": "" if revision is None else str(revision),
            "forms": ";".join(str(kind.FORM) for kind in kinds),
            "language": language,
        }
    )
    for kind, page in pages.items():
        _fill(page, kind, work=work, rows=rows.get(str(kind.FORM), ()))
    return work.finished()


def _fill(page: "Worksheet", kind: type[Thing], *, work: Stationery, rows: Sequence[Mapping[str, object]]) -> None:
    """Write header, hints, lists, and the rows of one form or its example."""
    columns = shown(kind)
    for at, column in enumerate(columns):
        work.dress(page, kind, column, at=at)
        work.head_of(page, column, at=at)
        words = words_of(kind, column)
        for number, row in enumerate(rows, start=1):
            _write(page, (number, at), row.get(column.name), kind=kind, column=column, words=words, work=work)
    if not rows:
        _example(page, kind, work=work)
    page.set_row(0, 32)
    page.ignore_errors({"number_stored_as_text": f"A2:{letters(len(columns) - 1)}{LAST_ROW + 1}"})
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    page.protect("", _PROTECTION)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _example(page: "Worksheet", kind: type[Thing], *, work: Stationery) -> None:
    """Write the row that shows how the form is filled in, as a person would type it."""
    values = example(kind, work.language)
    for at, column in enumerate(shown(kind)):
        if text := values[column.name]:
            page.write_string(1, at, text, work.of(column, mark="example", shows="line"))
    if work.say:
        page.write_comment(1, 0, work.say("form.example"), {"author": "plan-lifecycle"})


def _write(
    page: "Worksheet",
    at: tuple[int, int],
    value: object,
    *,
    kind: type[Thing],
    column: Column,
    words: type[Word] | None,
    work: Stationery,
) -> None:
    """Write one value so that reading gives it back."""
    if value is None or value in ([], ()):
        return
    if column.type == "date" and (day := dt.date.fromisoformat(str(value))) >= FIRST_DAY:
        page.write_datetime(*at, day, work.of(column))
    elif column.type == "int" and isinstance(value, int):
        page.write_number(*at, value, work.of(column))
    elif column.type == "number" and format(float(str(value)), ".15g") == value:
        page.write_number(*at, float(value), work.of(column))
    else:
        write_text(page, at, _text(value, words, work.language), column=column, form=str(kind.FORM), work=work)


def write_text(
    page: "Worksheet",
    at: tuple[int, int],
    text: str,
    *,
    column: Column | None,
    form: str,
    work: Stationery,
    mark: str = "",
) -> None:
    """Write a text as a text, also one that looks like a formula; Wrong where no cell can hold it."""
    if len(text) > CELL_LIMIT // 2 and len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
        name = column.name if column else letters(at[1])
        raise Wrong("intake.too_long_for_a_cell", form=form, row=str(at[0] + 1), column=name, limit=CELL_LIMIT)
    page.write_string(*at, text, work.of(column, mark=mark, quoted=text.startswith(_FORMULA_LIKE)))


def _text(value: object, words: type[Word] | None, language: str) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_text(part, words, language) for part in value)
    if isinstance(value, bool):
        return {True: "yes", False: "no"}[value] if language == "en" else {True: "ano", False: "ne"}[value]
    return words(str(value)).in_(language) if words is not None else str(value)
