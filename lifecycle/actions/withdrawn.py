"""Editions that `undo` took back: they were issued, somebody may hold them, and they stand no more.

Only the history knows them. Their number is never given again, their bytes stay, and their control code is genuine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition
from lifecycle.model.history import Entry

ISSUED = Edition.KIND


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An edition issued by one entry and taken back by a later one."""

    edition: Edition
    issued: int
    back: int


def withdrawn(desk: Desk, plan: str) -> list[Withdrawn]:
    """The editions of the plan that were taken back, in the order in which that was done."""
    return _taken_back(desk.store.entries(plan))


def next_number(desk: Desk, name: str, *, plan: str, standing: Iterable[Edition]) -> int:
    """The number of the next edition of `name`: one above every one ever issued, also where it was taken back."""
    every = [*standing, *map(attrgetter("edition"), withdrawn(desk, plan))]
    return 1 + max((one.number for one in every if one.name == name), default=0)


def _taken_back(entries: Iterable[Entry]) -> list[Withdrawn]:
    standing: dict[tuple[str, ...], tuple[Edition, int]] = {}
    found: list[Withdrawn] = []
    for entry in entries:
        for change in entry.body["changes"]:
            if change.get("kind") != ISSUED:
                continue
            if "put" in change:
                edition = Edition.model_validate(change["put"])
                standing[edition.identity] = edition, entry.number
            elif gone := standing.pop(tuple(change["drop"]), None):
                found.append(Withdrawn(*gone, back=entry.number))
    return found
