"""One table of a workflow file being read: it gives typed values and notes what is missing, wrong or unknown."""

import re
from collections.abc import Mapping
from typing import TypeVar

from lifecycle.workflow.definition import Argument, Title
from lifecycle.workflow.places import Finding, Path, nearest

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
REFERENCE = re.compile(r"\{(\w*)\}")
"""How a value names a parameter: the whole text is `{name}`."""
UNREADABLE = "{}"
"""Stands for an argument already reported; laws pass over it."""

V = TypeVar("V")
_RULES: dict[type, str] = {
    str: "type_text",
    int: "type_number",
    bool: "type_flag",
    list: "type_list",
    dict: "type_table",
}


class Table:
    """The values of one table; what is wrong goes to `found`, and a harmless value stands in its place."""

    def __init__(self, data: Mapping[str, object], at: Path, found: list[Finding]) -> None:
        self.data = data
        self.at = at
        self.found = found
        self.asked: list[str] = []

    def note(self, rule: str, key: str | None = None, value: object = None, **facts: int) -> None:
        """Add a finding at `key` (at the table itself without one)."""
        at = self.at if key is None else (*self.at, key)
        shown = None if value is None else str(value)[:80]
        self.found.append(
            Finding(
                f"workflow.{rule}", at, shown, facts=(("key", key or ""), ("where", where(self.at)), *facts.items())
            )
        )

    def take(self, key: str, kind: type[V], *, required: bool = True) -> V | None:
        """The value of `key` if it is a `kind`, else None; true is not a number."""
        self.asked.append(key)
        if key not in self.data:
            if required:
                self.note("missing_key", key)
            return None
        value = self.data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.note(_RULES[kind], key, value)
            return None
        return value

    def text(self, key: str) -> str:
        """A required text; empty only where that is already noted."""
        value = self.take(key, str)
        if value is not None and not value.strip():
            self.note("empty", key)
        return value or ""

    def name(self, key: str) -> str:
        """A required name in small letters, digits and underscores; empty only where that is already noted."""
        value = self.text(key)
        if value:
            self.check_name(value, key)
        return value

    def check_name(self, name: str, key: str) -> None:
        """Note a name that is not in small letters, digits and underscores."""
        if not NAME.fullmatch(name):
            self.note("bad_name", key, name)

    def names(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; a required one is not empty."""
        value = self.take(key, list, required=required)
        if value is None:
            return ()
        if required and not value:
            self.note("empty", key)
        if not all(isinstance(one, str) and one for one in value):
            self.note("type_list", key, value)
        return tuple(one for one in value if isinstance(one, str) and one)

    def title(self, key: str = "title") -> Title:
        """A required title in both languages."""
        data = self.take(key, dict)
        if data is None:
            return Title("", "")
        table = self.under(data, key)
        title = Title(table.text("cs"), table.text("en"))
        table.close()
        return title

    def titles(self, key: str) -> dict[str, Title]:
        """Names with their titles in both languages; an absent table is empty."""
        data = self.take(key, dict, required=False) or {}
        table = self.under(data, key)
        for name in data:
            table.check_name(name, name)
        return {name: table.title(name) for name in data}

    def tables(self, key: str, *, required: bool = False) -> "list[Table]":
        """A list of tables in their order."""
        value = self.take(key, list, required=required) or []
        tables = [Table(one, (*self.at, key, n), self.found) for n, one in enumerate(value) if isinstance(one, dict)]
        if len(tables) != len(value):
            self.note("type_table", key, value)
        return tables

    def members(self, key: str, *, required: bool = False) -> "list[tuple[str, Table]]":
        """The named tables inside the table `key`, in their order."""
        table = self.under(self.take(key, dict, required=required) or {}, key)
        for name, data in table.data.items():
            table.check_name(name, name)
            if not isinstance(data, dict):
                table.note("type_table", name, data)
        return [(name, table.under(data, name)) for name, data in table.data.items() if isinstance(data, dict)]

    def under(self, data: Mapping[str, object], key: str) -> "Table":
        """The table inside this one at `key`."""
        return Table(data, (*self.at, key), self.found)

    def close(self) -> None:
        """Note every key nobody asked for, with the asked one most like it."""
        for key in self.data:
            if key not in self.asked:
                facts = (("where", where(self.at)), ("known", tuple(self.asked)))
                self.found.append(
                    Finding("workflow.unknown_key", (*self.at, key), key, nearest(key, self.asked), facts)
                )

    def argument(self, key: str, params: Mapping[str, Argument]) -> Argument:
        """The value of `key` with `{name}` filled from the parameters, also inside a list."""
        self.asked.append(key)
        value = self.data[key]
        if not isinstance(value, list):
            return self._filled(value, key, params)
        members: list[str] = []
        for one in value:
            filled = self._filled(one, key, params)
            if isinstance(filled, int):
                self.note("type_argument", key, value)
                return UNREADABLE
            members += [filled] if isinstance(filled, str) else filled
        return tuple(members)

    def _filled(self, value: object, key: str, params: Mapping[str, Argument]) -> Argument:
        if isinstance(value, str) and (reference := REFERENCE.fullmatch(value)):
            if reference[1] in params:
                return params[reference[1]]
            at = (*self.at, key)
            self.found.append(Finding("workflow.unknown_parameter", at, reference[1], nearest(reference[1], params)))
            return UNREADABLE
        if isinstance(value, (bool, int, str)):
            return value
        self.note("type_argument", key, value)
        return UNREADABLE


def where(at: Path) -> str:
    """A path as the file writes it: `state.analysis`, `transition 3` (counted from one); empty for the file itself."""
    text = ""
    for part in at:
        text += f" {part + 1}" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
