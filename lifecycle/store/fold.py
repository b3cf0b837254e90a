"""The one loop that turns history into things: replay, as-of, rebuild and undo all use it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lifecycle.model.errors import Unverified
from lifecycle.model.history import GENESIS, Entry
from lifecycle.model.thing import Thing
from lifecycle.store.upcasts import lifted


@dataclass
class Folded:
    """What the entries amount to; `wrote` has the number of the entry that last wrote each thing."""

    rev: int = 0
    head: bytes = GENESIS
    things: dict[str, dict[tuple[str, ...], Thing]] = field(default_factory=dict)
    wrote: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)

    def take(self, entry: Entry, kinds: Mapping[str, type[Thing]]) -> list[Thing]:
        """The values the entry puts, its changes made; ValueError, TypeError or KeyError where one cannot be."""
        made: list[Thing] = []
        for change in lifted(entry.body)["changes"]:
            if "forget" in change:
                self.forgotten.add(str(change["forget"]))
                continue
            name = change["kind"]
            kind, rows = kinds[name], self.things.setdefault(name, {})
            if "put" in change:
                thing = kind.model_validate(change["put"])
                rows[thing.identity] = thing
                self.wrote[(name, thing.identity)] = entry.number
                made.append(thing)
            else:
                key = tuple(change["drop"])
                rows.pop(key, None)
                self.wrote.pop((name, key), None)
        self.rev, self.head = entry.number, entry.hash
        return made


def fold(entries: Iterable[Entry], kinds: Mapping[str, type[Thing]], *, until: dt.date | int | None = None) -> Folded:
    """What `entries` amount to, up to and with the entry number or the civil day `until`.

    By day it stops before the first entry of a later day: what it returns stood in the tables at that moment.
    """
    folded = Folded()
    for entry in entries:
        if isinstance(until, int) and entry.number > until:
            break
        if isinstance(until, dt.date) and entry.on > until:
            break
        try:
            folded.take(entry, kinds)
        except (ValueError, TypeError, KeyError) as error:
            raise Unverified("store.unreplayable", plan=entry.plan, entry=entry.number) from error
    return folded
