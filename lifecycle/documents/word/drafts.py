"""Paragraphs of a returned file while it is read, and where each stands once its row and its heading are known."""

from dataclasses import dataclass, field, replace

from lifecycle.documents.returned import Part, ReturnedParagraph, Spot
from lifecycle.documents.word.manner import Worn
from lifecycle.documents.word.revisions import Place

_NEAR = 8
"""How many of the nearest bookmarks of one place are told: a spot is not a list of the whole file's."""
_LABEL = 300


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table being read: how many columns have passed, the text of its first cell."""

    columns: int = 0
    label: str | None = None
    number: int = -1
    cells: list["Cell"] = field(default_factory=list)
    _lone: tuple[str, ...] | None = None

    @property
    def lone(self) -> tuple[str, ...]:
        """The bookmark of the row where all its cells have one between them, so that it speaks of the whole row."""
        if self._lone is None:
            names = dict.fromkeys(name for cell in self.cells for name in cell.names if not name.startswith("_"))
            self._lone = tuple(names) if len(names) == 1 else ()
        return self._lone


@dataclass(slots=True, eq=False)
class Cell:
    """A cell being read; `change` is how it or its row was added or deleted as a whole."""

    row: Row
    column: int
    change: str | None
    outer: "Cell | None" = None
    names: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Draft:
    """One paragraph: the pieces of its text in both views, then what is known when it ends."""

    index: int
    part: Part
    controls: tuple[str, ...]
    cell: Cell | None
    host: "Draft | None"
    """The paragraph that refers to the note this one belongs to."""
    style: str = ""
    level: int | None = None
    listed: bool = False
    names: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    text: str = ""
    before: str = ""
    kept: bool = True
    was: bool = True
    row_goes: bool = False
    row_comes: bool = False
    chain: tuple[str, ...] = ()
    heading: str = ""
    near: tuple[str, ...] = ()
    worn: Worn = field(default_factory=Worn)
    depth: int = 0
    numbered: bool = False
    side: str = ""


class Headings:
    """The headings above the present place of a story, with the bookmarks that have passed under each."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, str, list[str]]] = [(0, "", [])]
        self._chain: tuple[str, ...] | None = ()

    def passed(self, draft: Draft) -> None:
        """`draft` has ended: it learns its heading and bookmarks, and later ones learn of it."""
        if draft.level and draft.text.strip():
            while self._levels[-1][0] >= draft.level:
                self._levels.pop()
            self._levels.append((draft.level, " ".join(draft.text.split()), list(draft.names)))
            self._chain = None
        elif draft.cell is not None:
            draft.cell.names += draft.names
            draft.near = tuple(draft.cell.names[-_NEAR:])
        elif draft.names:
            self._levels[-1][2].extend(draft.names)
            del self._levels[-1][2][: -2 * _NEAR]
            self._chain = None
        if self._chain is None:
            self._chain = tuple(name for _, _, names in self._levels for name in names[-_NEAR:])
        draft.chain, draft.heading = self._chain, self._levels[-1][1]


class Spots:
    """Where each place of a file is; a spot is made once."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._drafts = drafts
        self._spots: dict[Place, Spot] = {}

    def of(self, place: Place) -> Spot:
        """The spot of a place; one after the last paragraph is at the last."""
        index = max(0, min(place[0], len(self._drafts) - 1))
        key = (index, place[1])
        found = self._spots.get(key)
        if found is None:
            draft = self._drafts[index]
            if place[1] == draft.controls:
                found = _spot(draft)
            else:
                found = replace(self.of((index, draft.controls)), controls=place[1])
            self._spots[key] = found
        return found

    def paragraphs(self) -> tuple[ReturnedParagraph, ...]:
        """Every paragraph as a value."""
        return tuple(
            ReturnedParagraph(
                text=draft.text,
                before=draft.before,
                spot=self.of((draft.index, draft.controls)),
                style=draft.style,
                heading_level=draft.level,
                listed=draft.listed,
                kept=draft.kept,
                was=draft.was,
                spans=tuple(draft.worn.after),
                spans_before=tuple(draft.worn.earlier),
                depth=draft.depth,
                numbered=draft.numbered,
                side=draft.side if draft.cell else "",
                row=draft.cell.row.number if draft.cell else -1,
                pictures=tuple(draft.worn.shows),
                pictures_before=tuple(draft.worn.showed),
            )
            for draft in self._drafts
        )


def _spot(draft: Draft) -> Spot:
    host = _spot(draft.host) if draft.host is not None else None
    names = (*(host.bookmarks if host else ()), *draft.chain, *_row_names(draft.cell), *draft.near)
    label = (draft.cell.row.label or "")[:_LABEL] if draft.cell else ""
    return Spot(
        part=draft.part,
        paragraph=draft.index,
        controls=draft.controls,
        bookmarks=tuple(dict.fromkeys(reversed(names)))[::-1],
        heading=draft.heading or (host.heading if host else ""),
        row_label=label or (host.row_label if host else ""),
        cell=draft.cell.column if draft.cell else host.cell if host else -1,
    )


def _row_names(cell: Cell | None) -> tuple[str, ...]:
    """The bookmarks that speak of the rows around a cell, the nearest row last."""
    if cell is None:
        return ()
    around = (*_row_names(cell.outer), *cell.outer.names[-_NEAR:]) if cell.outer else ()
    return (*around, *cell.row.lone)
