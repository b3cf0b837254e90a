"""Rows of a file that could not be read: what follows only from their absence is no fault of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lifecycle.intake.rows import Planned
from lifecycle.intake.sheets import Sheet, key_columns
from lifecycle.model.errors import Fault
from lifecycle.model.strategy import BudgetLine
from lifecycle.model.thing import Thing


@dataclass
class Unread:
    """The keys of faulty rows as they are written, by kind; a blind kind has a sheet whose keys cannot be told."""

    keys: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    blind: set[str] = field(default_factory=set)

    def note(self, kind: type[Thing], sheet: Sheet | None, planned: Sequence[Planned], faults: Sequence[Fault]) -> None:
        """Remember the rows of `sheet` that did not become values."""
        if not faults:
            return
        names = key_columns(kind)
        if sheet is None or not sheet.rows or any(name not in sheet.columns for name in names):
            self.blind.add(kind.KIND)
            return
        taken = {row.number for row in planned}
        meant = {fault.cell: fault.suggestion for fault in faults if fault.column in names and fault.suggestion}
        found = self.keys.setdefault(kind.KIND, set())
        for row in sheet.rows:
            if row.number not in taken:
                cells = [row.cells[name] for name in names]
                found.add(tuple(cell.value for cell in cells))
                found.add(tuple(meant.get(cell.place) or cell.value for cell in cells))

    def tells(self, kind: type[Thing]) -> bool:
        """Whether every faulty row of `kind` says which thing it is about, so that the others can be told apart."""
        keys = self.keys.get(kind.KIND, set())
        parted = {"group", "year"} & {column.name for column in kind.columns()}
        return kind.KIND not in self.blind and all(map(all, keys)) and not (keys and parted)

    def holds(self, kind: str, *key: str) -> bool:
        """Whether a faulty row may be about the thing of `kind` under `key`."""
        return kind in self.blind or key in self.keys.get(kind, ())

    def without_what_follows(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults but for those that may vanish once the faulty rows are mended."""
        return [fault for fault in faults if not self._explains(fault)]

    def _explains(self, fault: Fault) -> bool:
        facts, value = dict(fault.facts), fault.value or ""
        match fault.rule:
            case "no_such":
                return any(self.holds(kind, value) for kind in facts["kinds"])
            case "no_such_item":
                kind, _, key = value.partition(":")
                return self.holds(kind, key) or (kind == "swot" and self.holds("group", key))
            case "tows_internal" | "tows_external":
                return self.holds("swot", str(facts["key"]))
            case "sum_differs":
                code, year = str(facts["code"]), str(facts["year"])
                return BudgetLine.KIND in self.blind or any(
                    f"{line[0]}.".startswith(f"{code}.") and line[1] in ("", year)
                    for line in self.keys.get(BudgetLine.KIND, ())
                )
            case _:
                return False
