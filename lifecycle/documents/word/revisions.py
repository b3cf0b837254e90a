"""Tracked changes as they are met in a text: pieces of one change joined, rows whole, replacements recognised.

One revision is an unbroken stretch of one kind by one author within a paragraph; editors split it into many elements
(ISO 29500-1, 17.13.5). A row or a cell that was added or deleted is one revision with the text of its cells. The mark
of a paragraph counts only where no text of the same change stands beside it: its text is then a line feed.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from lifecycle.documents.returned import ReturnedRevision, RevisionKind, Spot
from lifecycle.documents.word.names import value

KINDS: dict[str, RevisionKind] = {
    "ins": "insertion",
    "del": "deletion",
    "moveFrom": "move_from",
    "moveTo": "move_to",
    "cellIns": "insertion",
    "cellDel": "deletion",
}
"""Name of an element that tracks a change → the kind of its revision."""
COMES = frozenset({"insertion", "move_to"})
"""Kinds whose text is there only when the change is accepted."""
GOES = frozenset({"deletion", "move_from"})

Place = tuple[int, tuple[str, ...]]
"""Index of a paragraph and the tags of the controls around."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what when: the element around tracked text."""

    kind: RevisionKind
    author: str
    date: dt.datetime | None

    @classmethod
    def of(cls, element: etree._Element, name: str) -> "Change":
        """The change an element named `name` tracks."""
        return cls(KINDS[name], value(element, "author"), moment(value(element, "date")))

    def joins(self, other: "Change") -> bool:
        """Whether text of both is one revision; the minute it was typed in does not matter."""
        return (self.kind, self.author) == (other.kind, other.author)


def moment(text: str) -> dt.datetime | None:
    """The moment an attribute tells, as the file has it (Word writes the wall clock with Z), or None."""
    try:
        return dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None


@dataclass(slots=True, eq=False)
class _Growing:
    change: Change
    place: Place
    row: bool = False
    replaces: int | None = None
    pieces: list[str] = field(default_factory=list)


class Revisions:
    """The revisions of one file, in the order their text begins."""

    def __init__(self) -> None:
        self._all: list[_Growing] = []
        self._number: dict[int, int] = {}
        self._latest: list[_Growing] = []
        """Those of the text just before, as long as no unchanged text follows."""
        self._replaced: set[int] = set()
        self._mark: tuple[Change, Place] | None = None
        """A tracked paragraph mark that may belong to the text which begins the next paragraph."""
        self._row: _Growing | None = None

    def text(self, text: str, changes: Sequence[Change], place: Place) -> None:
        """`text` stands within `changes`, outermost first; with none of them it is unchanged."""
        if self._row is not None:
            self._row.pieces.append(text)
            changes = [one for one in changes if one.kind != self._row.change.kind]
        if self._mark is not None:
            mark, at = self._mark
            self._mark = None
            if not any(mark.joins(one) for one in changes):
                self._begun(mark, at).pieces.append("\n")
                self._latest = []
        now = []
        for change in changes:
            growing = next((one for one in self._latest if one.change.joins(change)), None)
            if growing is None:
                growing = self._begun(change, place)
                self._replaces(growing)
            growing.pieces.append(text)
            now.append(growing)
        self._latest = now

    def mark(self, change: Change, place: Place) -> None:
        """The mark of the paragraph that ends is tracked."""
        beside = self._row is not None and self._row.change.kind == change.kind
        if not beside and not any(one.change.joins(change) for one in self._latest):
            self.settle()
            self._mark = (change, place)

    def paragraph(self) -> None:
        """A paragraph has ended: what follows is another revision."""
        self._latest = []
        if self._row is not None:
            self._row.pieces.append(" ")

    def settle(self) -> None:
        """No text follows that the last tracked mark could belong to."""
        if self._mark is not None:
            mark, at = self._mark
            self._mark = None
            self._begun(mark, at).pieces.append("\n")

    def row(self, change: Change, place: Place) -> bool:
        """A row or a cell begins that was added or deleted as a whole; False within another one."""
        self.settle()
        if self._row is not None:
            return False
        self._row = self._begun(change, place)
        self._row.row = True
        return True

    def row_ended(self) -> None:
        """The row or cell ends."""
        self._row = None
        self._latest = []

    def told(self, spot: Callable[[Place], Spot]) -> tuple[ReturnedRevision, ...]:
        """The revisions as values; `spot` tells where a place is."""
        self.settle()
        return tuple(
            ReturnedRevision(
                kind=one.change.kind,
                author=one.change.author,
                date=one.change.date,
                text=" ".join("".join(one.pieces).split()) if one.row else "".join(one.pieces),
                spot=spot(one.place),
                replaces=one.replaces,
                row=one.row,
            )
            for one in self._all
        )

    def _begun(self, change: Change, place: Place) -> _Growing:
        growing = _Growing(change, place)
        self._number[id(growing)] = len(self._all)
        self._all.append(growing)
        return growing

    def _replaces(self, new: _Growing) -> None:
        """An insertion and a deletion of one author side by side are a replacement, in whichever order."""
        for old in self._latest:
            if old.change.author != new.change.author:
                continue
            match old.change.kind, new.change.kind:
                case "deletion", "insertion":
                    self._pair(new, old)
                case "insertion", "deletion" if old.replaces is None:
                    self._pair(old, new)

    def _pair(self, insertion: _Growing, deletion: _Growing) -> None:
        number = self._number[id(deletion)]
        if insertion.replaces is None and number not in self._replaced:
            insertion.replaces = number
            self._replaced.add(number)
