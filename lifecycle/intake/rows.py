"""Rows of a sheet as values of a kind, or every fault of every cell at once. It knows no store."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import StringConstraints, TypeAdapter, ValidationError

from lifecycle.intake.cells import Reading, Unreadable, Value, read_cell, reading
from lifecycle.intake.grids import Cell
from lifecycle.intake.sheets import RawRow, Sheet, missing_column
from lifecycle.intake.spelling import shown
from lifecycle.model.errors import Fault
from lifecycle.model.thing import (
    ActivityCode,
    AnyCode,
    Column,
    EditionKey,
    Item,
    Key,
    Label,
    MeasureCode,
    MunicipalityCode,
    PriorityCode,
    Thing,
)

Existing = Callable[[Mapping[str, str | None]], Thing | None]
"""The columns of a key as text → the thing that stands under it in plain form, or None."""

_PATTERNS: Mapping[str, str] = {
    str(next(mark.pattern for mark in get_args(code) if isinstance(mark, StringConstraints))): name
    for name, code in (
        ("municipality", MunicipalityCode),
        ("priority", PriorityCode),
        ("measure", MeasureCode),
        ("activity", ActivityCode),
        ("code", AnyCode),
        ("item", Item),
        ("edition", EditionKey),
        ("key", Key),
    )
}
"""Pattern of a code → the word under which the phrases explain its form."""
_RULES: Mapping[str, str] = {
    "string_pattern_mismatch": "pattern",
    "string_too_long": "too_long",
    "string_too_short": "required",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "number_form": "number",
}
_BOUNDS: Mapping[str, str] = {"max_length": "", "ge": "low", "le": "high"}


@dataclass(frozen=True, slots=True)
class Planned:
    """A row as a whole value, the number of its row, and the cells it was given in, by column name."""

    thing: Thing
    number: int
    cells: Mapping[str, Cell]

    def place(self, column: str) -> str | None:
        """The cell of `column`, or the first cell of the row where the file lacks the column."""
        cell = self.cells.get(column) or next(iter(self.cells.values()), None)
        return cell.place if cell else None


def values(kind: type[Thing], sheet: Sheet, *, existing: Existing) -> tuple[list[Planned], list[Fault]]:
    """The rows that are whole values, and all faults of the sheet; what no column gives is kept from `existing`."""
    work = _Work(kind, sheet, existing)
    planned = [plan for row in sheet.rows if (plan := work.row(row)) is not None]
    return planned, [*sheet.faults, *work.missing(), *work.faults]


@dataclass(slots=True)
class _Work:
    """One pass over a sheet: what it has met so far."""

    kind: type[Thing]
    sheet: Sheet
    existing: Existing
    faults: list[Fault] = field(default_factory=list)
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    wanted: dict[str, list[int]] = field(default_factory=dict)
    given: Sequence[tuple[Column, Reading]] = ()
    absent: Sequence[Column] = ()
    key: Sequence[str] = ()
    parts: Sequence[TypeAdapter[object]] = ()

    def __post_init__(self) -> None:
        names = self.sheet.columns
        columns = {column.attribute: column for column in self.kind.columns()}
        self.given = [(column, reading(self.kind, column)) for column in shown(self.kind) if column.name in names]
        self.absent = [column for column in self.kind.columns() if column.name not in names or column.hidden]
        self.key = [columns[attribute].name for attribute in self.kind.KEY]
        self.parts = _key_parts(self.kind)

    def row(self, row: RawRow) -> Planned | None:
        """The row as a value, or None after its faults are noted."""
        before = len(self.faults)
        data, bad = self._read(row)
        if self.absent and (key := self._key(data)) is not None:
            self._keep(key, data, row, bad)
        thing: Thing | None = None
        try:
            # Straight to pydantic's validator: SQLModel's own entrance does the same at three times the cost.
            thing = self.kind.__pydantic_validator__.validate_python(data)
        except ValidationError as error:
            self._invalid(error, row, data, bad)
        self._once(thing.identity if thing else self._key(data), row)
        return Planned(thing, row.number, row.cells) if thing and len(self.faults) == before and not bad else None

    def missing(self) -> list[Fault]:
        """One fault for each required column that new rows need and the file lacks."""
        columns = {column.name: column for column in self.absent}
        return [
            missing_column(
                columns[name],
                file=self.sheet.file,
                sheet=self.sheet.name,
                facts=(("reason", "new_rows"), ("row", str(rows[0])), ("count", len(rows))),
            )
            for name, rows in self.wanted.items()
        ]

    def _read(self, row: RawRow) -> tuple[dict[str, Any], set[str]]:
        """What the cells say by column name, and the columns that already have a fault."""
        data: dict[str, Any] = {}
        bad: set[str] = set()
        cells = row.cells
        for column, how in self.given:
            try:
                # Nearly all cells are plain texts and days: those are read without being made into cells.
                raw = cells.raw(column.name)
                if type(raw) is str:
                    value: Value = how.of(text) if (text := raw.strip()) else None
                elif type(raw) is dt.date and how.type == "date":
                    value = raw
                else:
                    value = read_cell(cells[column.name], how)
            except Unreadable as error:
                allowed = (("allowed", error.allowed),) if error.allowed else ()
                self._fault(error.rule, column, cells[column.name], suggestion=error.suggestion, facts=allowed)
                bad.add(column.name)
                continue
            if value is not None:
                data[column.name] = value
            elif column.required:
                self._fault("required", column, cells[column.name])
                bad.add(column.name)
        return data, bad

    def _key(self, data: Mapping[str, Any]) -> tuple[str, ...] | None:
        """The key of the row as the kind reads it (`2.1` is the item `measure:2.1`), None where a part is missing."""
        if any(name not in data for name in self.key):
            return None
        try:
            return tuple(str(part.validate_python(data[name])) for name, part in zip(self.key, self.parts, strict=True))
        except ValidationError:
            return None

    def _once(self, key: tuple[str, ...] | None, row: RawRow) -> None:
        """A second row under one key is a fault that names both places."""
        if key is None or self.keys.setdefault(key, row.number) == row.number:
            return
        column = next(column for column, _ in self.given if column.name == self.key[0])
        cell = row.cells[column.name]
        first = cell.place.rstrip("0123456789") + str(self.keys[key])
        self._fault(
            "duplicate_key", column, cell, facts=(("key", ", ".join(key)), ("first", first), ("second", cell.place))
        )

    def _keep(self, key: tuple[str, ...], data: dict[str, Any], row: RawRow, bad: set[str]) -> None:
        """Columns the file lacks keep what stands; a new row notes the required ones it would need."""
        old = self.existing(dict(zip(self.key, key, strict=True)))
        for column in self.absent:
            if old is not None:
                data[column.name] = getattr(old, column.attribute)
            elif column.required and not column.hidden:
                self.wanted.setdefault(column.name, []).append(row.number)
                bad.add(column.name)

    def _invalid(self, error: ValidationError, row: RawRow, data: dict[str, Any], bad: set[str]) -> None:
        """A fault for each complaint of the kind about a column that has none yet."""
        columns = {column.name: column for column, _ in self.given}
        for complaint in error.errors(include_url=False):
            context: Mapping[str, Any] = complaint.get("ctx", {})
            rule = str(context["error"]) if "error" in context else _RULES.get(complaint["type"], "invalid")
            rule = _RULES.get(rule, rule)
            if not complaint["loc"]:
                # A rule of the whole row names the column it speaks of first: `ends_at_before_starts_at`.
                first = [name for name in columns if rule.startswith(f"{name}_")]
                about = max(first, key=len, default=next((n for n in rule.split("_") if n in columns), self.key[0]))
                self._fault(rule, columns[about], row.cells[about])
                continue
            name = str(complaint["loc"][0])
            if name in bad or name not in columns:
                continue
            bad.add(name)
            self._fault(
                rule,
                columns[name],
                row.cells[name],
                suggestion=self._mended(data, name) if rule == "pattern" and isinstance(data[name], str) else None,
                facts=_facts(context, columns[name].label),
                value=str(complaint["input"]) if len(complaint["loc"]) > 1 else None,
            )

    def _mended(self, data: Mapping[str, Any], name: str) -> str | None:
        """The code with points for commas and none at its end, where that makes it valid: `1,1.` was meant as `1.1`."""
        mended: str = data[name].replace(",", ".").replace(" ", "").strip(".")
        try:
            self.kind.__pydantic_validator__.validate_python({**data, name: mended})
        except ValidationError as error:
            if any(complaint["loc"][:1] == (name,) for complaint in error.errors(include_url=False)):
                return None
        return mended

    def _fault(
        self,
        rule: str,
        column: Column,
        cell: Cell,
        *,
        suggestion: str | None = None,
        facts: tuple[tuple[str, Any], ...] = (),
        value: str | None = None,
    ) -> None:
        """Note one fault with its place; `header` is how the file itself calls the column."""
        self.faults.append(
            Fault(
                rule,
                file=self.sheet.file,
                sheet=self.sheet.name,
                cell=cell.place,
                column=column.name,
                value=cell.value if value is None else value,
                suggestion=suggestion,
                facts=(("header", self.sheet.columns[column.name]), *facts),
            )
        )


@cache
def _key_parts(kind: type[Thing]) -> tuple[TypeAdapter[object], ...]:
    """How the kind reads each part of its key by itself."""
    return tuple(TypeAdapter(kind.model_fields[name].rebuild_annotation()) for name in kind.KEY)


def _facts(context: Mapping[str, Any], label: Label) -> tuple[tuple[str, Any], ...]:
    """What the sentence of a complaint needs: a limit, or the form a code should have; `reason` picks the phrase."""
    for bound, side in _BOUNDS.items():
        if bound in context:
            limit = context[bound]
            # Years and other short numbers carry no space between thousands.
            return (("limit", str(limit) if limit < 10_000 else limit), *((("reason", side),) if side else ()))
    if (pattern := context.get("pattern")) is None:
        return ()
    if reason := _PATTERNS.get(pattern):
        return (("reason", reason),)
    return (("reason", "hinted"), ("hint", Label(label.hint_cs, label.hint_en))) if label.hint_cs else ()
