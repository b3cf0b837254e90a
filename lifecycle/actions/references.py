"""References of a plan as it would stand after a file: rows that lead nowhere, and removals others still speak of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lifecycle.actions.unread import Unread
from lifecycle.intake.rows import Planned
from lifecycle.intake.spelling import nearest
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.thing import Thing

Places = Mapping[tuple[str, tuple[str, ...]], tuple[str | None, Planned]]
"""Kind and key of each row of the file → its sheet and the row."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class References:
    """What a file leaves of the plan's references: `content` already holds its changes.

    `plain` opens private text, `forms` has the form of each kind.
    """

    content: Content
    places: Places
    unread: Unread
    plain: Callable[[Thing], Thing]
    forms: Mapping[str, str]
    file: str

    def broken(self, changes: Sequence[Change]) -> list[Fault]:
        """A fault for each reference that leads nowhere, and one for each removed thing that others speak of."""
        written = {(one.thing.KIND, one.thing.identity): one.thing for one in changes if isinstance(one, Put)}
        gone = {(one.kind, one.key[0]) for one in changes if isinstance(one, Drop) and len(one.key) == 1}
        faults = [self._no_such(thing, *lost) for thing in written.values() for lost in self._lost(thing)]
        users: dict[tuple[str, str], list[tuple[Thing, str]]] = {}
        for kind, rows in self.content.things.items() if gone else ():
            for identity, thing in rows.items():
                if (kind, identity) not in written and not self.unread.holds(kind, *identity):
                    for column, kinds, key in self._lost(thing):
                        for one in gone & {(name, key) for name in kinds}:
                            users.setdefault(one, []).append((thing, column))
        return faults + [self._still_used(*removed, found) for removed, found in users.items()]

    def _lost(self, thing: Thing) -> Iterator[tuple[str, tuple[str, ...], str]]:
        for column, kinds, key in thing.references():
            if not any((key,) in self.content.things.get(kind, {}) for kind in kinds):
                yield column, kinds, key

    def _no_such(self, thing: Thing, column: str, kinds: tuple[str, ...], key: str) -> Fault:
        sheet, row = self.places.get((thing.KIND, thing.identity), (thing.FORM or thing.KIND, None))
        # The address of a person holds a name; the kind alone says enough beside the cell.
        item = thing.KIND if "vault:" in thing.address else thing.address
        return Fault(
            rule="no_such",
            file=self.file,
            sheet=sheet,
            cell=row.place(column) if row else None,
            column=column,
            value=key,
            suggestion=nearest(key, (known[0] for kind in kinds for known in self.content.things.get(kind, {}))),
            facts=(("item", item), ("kinds", kinds)),
        )

    def _still_used(self, kind: str, key: str, users: Sequence[tuple[Thing, str]]) -> Fault:
        """The removed thing and the rows that speak of it, those of the file with their cells."""
        shown = [self._row(thing, column) for thing, column in users[:_SHOWN]]
        first, column = users[0]
        sheet, row = self.places.get((first.KIND, first.identity), (first.FORM or first.KIND, None))
        return Fault(
            rule="still_used",
            file=self.file,
            sheet=sheet,
            cell=row.place(column) if row else None,
            column=column,
            value=key,
            facts=(
                ("form", self.forms.get(kind, kind)),
                ("rows", ", ".join([*shown, "…"]) if len(users) > _SHOWN else tuple(shown)),
                ("count", len(users)),
            ),
        )

    def _row(self, thing: Thing, column: str) -> str:
        """How a row is found: its form and key, and its cell where the file has it."""
        open_ = self.plain(thing)
        key = "/".join("…" if part.startswith("vault:") else part for part in open_.identity)
        sheet, row = self.places.get((thing.KIND, thing.identity), (None, None))
        named = f"{thing.FORM or thing.KIND} {key}"
        cell = row.place(column) if row else None
        return f"{named} ({sheet}!{cell})" if sheet and cell else f"{named} ({cell})" if cell else named
