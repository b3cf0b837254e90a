"""Files in: any file a clerk sends back read as sheets, found by what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lifecycle.intake import calc, delimited
from lifecycle.intake.gate import let_in
from lifecycle.intake.grids import Grid, Was, place
from lifecycle.intake.sheets import Sheet, sheet, top_of
from lifecycle.intake.spelling import fold, nearest
from lifecycle.intake.stationery import FORMULA, LIST_OF_FAULTS, META
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.thing import Thing

__all__ = ["Opened", "Page", "Sheet", "as_written", "read"]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet as it was written, and the kind whose form it is; None where it is no form."""

    grid: Grid
    kind: type[Thing] | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened: its pages in order and what its hidden sheet tells (the plan, the revision it was made at)."""

    file: str
    pages: tuple[Page, ...]
    told: Mapping[str, str]


def read(source: Path | bytes, name: str, *, kinds: Mapping[str, type[Thing]], form: str) -> list[Sheet]:
    """The sheets of a file in the order of `kinds`: the one of `form`, or every sheet for `all`.

    Wrong with an `intake.` code where the file is not one that can be read; faults of headers are in the sheets.
    """
    opened = _opened(source, name, kinds=kinds, form=form)
    if form == "all":
        _only_forms(opened, kinds)
        wanted = [page for kind in kinds.values() for page in opened.pages if page.kind is kind]
    else:
        wanted = [_the_one(opened, kinds[form])]
    revision = opened.told.get("revision", "")
    return [
        found
        for page in wanted
        if page.kind
        and (
            found := sheet(
                page.kind,
                page.grid,
                file=opened.file,
                key=opened.told.get("key"),
                plan=opened.told.get("plan"),
                revision=int(revision) if revision.isdecimal() else None,
            )
        )
    ]


def as_written(source: Path | bytes, name: str, *, kinds: Mapping[str, type[Thing]], form: str) -> Opened:
    """The pages of a file that `read` reads for `form`, as the clerk wrote them; for `all` every one, form or not."""
    opened = _opened(source, name, kinds=kinds, form=form)
    return opened if form == "all" else replace(opened, pages=(_the_one(opened, kinds[form]),))


def _opened(source: Path | bytes, name: str, *, kinds: Mapping[str, type[Thing]], form: str) -> Opened:
    """The file with every page that is not empty; Wrong where it cannot be read for `form`."""
    if form != "all" and form not in kinds:
        raise Wrong("intake.unknown_form", form=form, suggestion=nearest(form, kinds), known=tuple(kinds))
    parcel = let_in(source, name)
    if parcel.kind == "csv" and form == "all":
        raise Wrong("intake.all_needs_workbook", file=parcel.file)
    grids = [delimited.grid(kinds[form], parcel)] if parcel.kind == "csv" else list(calc.grids(parcel))
    told = next((calc.meta(grid) for grid in grids if grid.name == META), {})
    pages = [_with_formulas(grid, told) for grid in grids if grid.name != META and top_of(grid.padded()) is not None]
    # A list of faults that went out with a returned workbook comes back with it.
    pages = [grid for grid in pages if fold(str(grid.name)) not in LIST_OF_FAULTS.values()] or pages
    if not pages:
        raise Wrong("intake.empty", file=parcel.file)
    return Opened(parcel.file, tuple(Page(grid, _kind_of(grid, kinds)) for grid in pages), told)


def _with_formulas(grid: Grid, told: Mapping[str, str]) -> Grid:
    """The grid with formulas that a returned workbook shows as texts, where nobody has mended them."""
    mark = f"{FORMULA}{grid.name}!"
    noted = {name.removeprefix(mark): text for name, text in told.items() if name.startswith(mark)}
    if not noted:
        return grid
    left: dict[tuple[int, int], tuple[Was, str]] = {
        (row, at): ("formula", value)
        for row, line in enumerate(grid.lines)
        for at, value in enumerate(line)
        if isinstance(value, str) and value.startswith("=") and noted.get(place(row, at)) == value
    }
    return replace(grid, odd={**grid.odd, **left})


def _kind_of(page: Grid, kinds: Mapping[str, type[Thing]]) -> type[Thing] | None:
    """The kind a sheet is named after: by its form or by what it is called in either language."""
    name = fold(str(page.name))
    for form, kind in kinds.items():
        if name in (fold(form), fold(kind.TITLE.cs), fold(kind.TITLE.en)):
            return kind
    return None


def _only_forms(opened: Opened, kinds: Mapping[str, type[Thing]]) -> None:
    """Raise Wrong, naming every sheet that is no form or a form for the second time."""
    seen: set[type[Thing]] = set()
    faults: list[Fault] = []
    for page in opened.pages:
        name = page.grid.name
        if page.kind is None:
            suggestion = nearest(str(name), kinds)
            faults.append(Fault("unknown_sheet", file=opened.file, sheet=name, value=name, suggestion=suggestion))
            continue
        if page.kind in seen:
            facts = (("form", page.kind.FORM),)
            faults.append(Fault("duplicate_sheet", file=opened.file, sheet=name, value=name, facts=facts))
        seen.add(page.kind)
    if faults:
        raise Wrong("intake.sheets", faults, file=opened.file, count=len(faults))


def _the_one(opened: Opened, kind: type[Thing]) -> Page:
    """The page of `kind`, or the only sheet of a file that names no form; Wrong where it cannot be told."""
    named = [page for page in opened.pages if page.kind is kind]
    if len(named) > 1:
        raise Wrong(
            "intake.sheet_twice", file=opened.file, form=kind.FORM, sheets=tuple(str(p.grid.name) for p in named)
        )
    if named:
        return named[0]
    if len(opened.pages) == 1 and opened.pages[0].kind is None:
        return replace(opened.pages[0], kind=kind)
    names = tuple(str(page.grid.name) for page in opened.pages)
    raise Wrong("intake.no_sheet", file=opened.file, form=kind.FORM, sheets=names)
