"""A filled-in sheet as a value: which columns its header names, its rows, and what is wrong with either."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lifecycle.intake.examples import is_example
from lifecycle.intake.grids import Cells, Grid, Scalar, place, written
from lifecycle.intake.spelling import column_of, heading, ignored, nearest, shown, spellings
from lifecycle.model.errors import Fault
from lifecycle.model.thing import Column, Thing

_TITLES = 20
"""How many rows of titles and notes may stand above the header and still be told apart from a table of another sort."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number as Excel shows it, and column name → cell for every column of the header."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the form it fills, column name → header as written, its rows, and the faults of the header.

    `name` is None for a text file; `key`, `plan` (its title) and `revision` are those the form was made for, where it
    says so; `examples` are the numbers of rows left out because they only show how the form is filled in.
    """

    form: str
    file: str
    name: str | None
    columns: Mapping[str, str]
    rows: tuple[RawRow, ...]
    faults: tuple[Fault, ...] = ()
    key: str | None = None
    plan: str | None = None
    revision: int | None = None
    examples: tuple[int, ...] = ()


def sheet(
    kind: type[Thing],
    grid: Grid,
    *,
    file: str,
    key: str | None = None,
    plan: str | None = None,
    revision: int | None = None,
) -> Sheet | None:
    """The grid as a sheet of the form of `kind`; its first row that is not empty is the header. None: it is empty."""
    lines = grid.padded()
    top = top_of(lines)
    if top is None:
        return None
    header = header_of(lines[top])
    columns, faults = _columns(kind, header, file=file, sheet=grid.name, row=top)
    if titles := _titles(kind, lines, top, file=file, sheet=grid.name):
        # Each heading and value below would be told as standing under no header; the title is all there is to mend.
        faults, lines = titles, lines[: top + 1]
    faults += _merged(grid, file=file, top=top, right=max(header))
    named = {column.name: at for at, column in columns.items()}
    keys = [name for name in key_columns(kind) if name in named]
    rows: list[RawRow] = []
    examples: list[int] = []
    tight = len(header) == max(header) + 1
    for number, line in enumerate(lines[top + 1 :], start=top + 2):
        cells = Cells(named, line, number=number, odd=grid.odd)
        if not tight or len(line) > len(header):
            faults += _unheaded(line, header, number=number, file=file, sheet=grid.name)
        if not cells.filled:
            continue
        if is_example(next((text for name in keys if (text := cells.text(name) or cells[name].value)), "")):
            examples.append(number)
        else:
            rows.append(RawRow(number, cells))
    return Sheet(
        form=str(kind.FORM),
        file=file,
        name=grid.name,
        columns={column.name: heading(header[at]) for at, column in columns.items()},
        rows=tuple(rows),
        faults=tuple(faults),
        key=key,
        plan=plan,
        revision=revision,
        examples=tuple(examples),
    )


def top_of(lines: Sequence[Sequence[Scalar]]) -> int | None:
    """The row of the header, counted from 0: the first that is not empty; None where all are."""
    return next((at for at, line in enumerate(lines) if any(written(value)[0] for value in line)), None)


def header_of(line: Sequence[Scalar]) -> dict[int, str]:
    """Position → what stands there, for each cell of a header that is not empty."""
    return {at: text for at, value in enumerate(line) if (text := written(value)[0])}


def key_columns(kind: type[Thing]) -> list[str]:
    """The names of the columns by which a row of `kind` is known."""
    names = {column.attribute: column.name for column in kind.columns()}
    return [names[attribute] for attribute in kind.KEY]


def missing_column(
    column: Column, *, file: str, sheet: str | None, facts: tuple[tuple[str, object], ...] = ()
) -> Fault:
    """The fault of a column the file lacks though its rows need it."""
    facts = (("label", column.label), *facts)
    return Fault("missing_column", file=file, sheet=sheet, column=column.name, facts=facts)


def _titles(
    kind: type[Thing], lines: Sequence[Sequence[Scalar]], top: int, *, file: str, sheet: str | None
) -> list[Fault]:
    """The fault of a title above the header: the first row names no column, a lower one every column of the key."""
    if any(column_of(kind, text) for text in header_of(lines[top]).values()):
        return []
    needed = set(key_columns(kind))
    for row, line in enumerate(lines[top + 1 : top + 1 + _TITLES], start=top + 1):
        if needed <= {column.name for text in header_of(line).values() if (column := column_of(kind, text))}:
            at, title = next(iter(header_of(lines[top]).items()))
            facts = (("row", str(row + 1)),)
            return [Fault("header_not_first", file=file, sheet=sheet, cell=place(top, at), value=title, facts=facts)]
    return []


def _merged(grid: Grid, *, file: str, top: int, right: int) -> list[Fault]:
    """A fault for each range of joined cells in the header or in the data: a value stands in its first cell only."""
    bottom = max((at for at, line in enumerate(grid.lines) if any(value != "" for value in line)), default=0)
    return [
        Fault("merged_cells", file=file, sheet=grid.name, cell=each.place, facts=(("range", each.place),))
        for each in grid.merged
        if each.bottom >= top and each.top <= bottom and each.left <= right
    ]


def _unheaded(
    line: Sequence[Scalar], header: Mapping[int, str], *, number: int, file: str, sheet: str | None
) -> Iterator[Fault]:
    """A fault for each value that stands under no header."""
    for at, value in enumerate(line):
        if at not in header and (text := written(value)[0]):
            yield Fault("no_header", file=file, sheet=sheet, cell=place(number - 1, at), value=text)


def _columns(
    kind: type[Thing], header: Mapping[int, str], *, file: str, sheet: str | None, row: int
) -> tuple[dict[int, Column], list[Fault]]:
    """Position → column, and the faults of the header: unknown, twice, or a column of the key that is missing."""
    columns: dict[int, Column] = {}
    first: dict[str, str] = {}
    unknown: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for at, text in header.items():
        cell = place(row, at)
        column = column_of(kind, text)
        if column is None:
            if not ignored(kind, text, among=header.values()):
                unknown.append((cell, text))
        elif column.name in first:
            twice = (("header", heading(text)), ("first", first[column.name]))
            faults.append(
                Fault(
                    "duplicate_column", file=file, sheet=sheet, cell=cell, column=column.name, value=text, facts=twice
                )
            )
        else:
            first[column.name] = cell
            columns[at] = column
    missing = [column for column in shown(kind) if column.name not in first]
    offered = [spelling for column in missing for spelling in spellings(column)]
    for cell, text in unknown:
        faults.append(
            Fault(
                "unknown_column",
                file=file,
                sheet=sheet,
                cell=cell,
                column=text,
                value=text,
                suggestion=nearest(heading(text), offered),
                facts=(("header", " / ".join(text.splitlines())), ("allowed", tuple(c.name for c in shown(kind)))),
            )
        )
    faults += [missing_column(column, file=file, sheet=sheet) for column in missing if column.in_key]
    return columns, faults
