"""The outline of a document as its reader meets it: how deep each heading stands, which number it has, how items read.

Word counts its own headings; the writers that number by themselves count here, and alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lifecycle.documents.blocks import Block, Card, Matrix, Passage, Row, Run, Runs, Table
from lifecycle.documents.document import Section
from lifecycle.documents.typography import plain

NUMBERED = 4
"""Levels of the outline that have numbers."""
_CODES = ("code", "key")


class Outline:
    """A walk through the headings of one document; each is one deeper than the nearest above it of a lower level."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, bool]] = []
        self._counters = [0] * NUMBERED

    def chapter(self) -> None:
        """A chapter begins: what came before it is above nothing any more."""
        self._levels = []

    def heading(self, level: int, *, numbered: bool = True) -> tuple[int, str]:
        """Depth from 1 and number of the next heading; what stands under a heading without number has none."""
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        depth = len(self._levels) + 1
        numbered = numbered and depth <= NUMBERED and all(above for _, above in self._levels)
        self._levels.append((level, numbered))
        if not numbered:
            return depth, ""
        self._counters[depth - 1] += 1
        self._counters[depth:] = [0] * (NUMBERED - depth)
        return depth, ".".join(map(str, self._counters[:depth]))


def names_of(sections: Iterable[Section]) -> Mapping[str, Runs]:
    """Item → how it reads where the document shows it; a card or a passage goes before a row that lists it too."""
    wholes: dict[str, Runs] = {}
    rows: dict[str, Runs] = {}
    for section in sections:
        for item, runs, whole in _named(section.blocks, section.title):
            (wholes if whole else rows).setdefault(item, tuple(replace(run, link=None, note=()) for run in runs))
    return rows | wholes


def _named(blocks: Iterable[Block], chapter: str) -> Iterator[tuple[str, Runs, bool]]:
    for block in blocks:
        match block:
            case Card():
                code = f"{block.label} {block.code}"
                yield block.item, (Run(f"{code} – "), *block.title) if block.title else (Run(code),), True
                yield from _named(block.blocks, chapter)
            case Passage():
                yield block.item, (Run(chapter),), True
                yield from _named(block.blocks, chapter)
            case Table():
                yield from ((row.item, _code(row, block), False) for row in block.rows if row.item)
            case Matrix():
                for row in block.rows:
                    yield from ((entry.item, _begun(entry.runs), False) for cell in row.cells for entry in cell)
            case _:
                pass


def _begun(runs: Runs) -> Runs:
    """The bold code an entry begins with, else the whole entry."""
    return runs[:1] if runs and runs[0].bold and len(runs) > 1 else runs


def _code(row: Row, table: Table) -> Runs:
    """The row's code with its title, else the first of its cells that says anything."""
    told = {name: row.cells[at] for at, name in enumerate(table.fields[: len(row.cells)]) if _says(row.cells[at])}
    code = next((told[name] for name in _CODES if name in told), ())
    title = told.get("title", ())
    if code and title:
        return (*code, Run(" – "), *title)
    return code or title or next((runs for runs in row.cells if _says(runs)), ())


def _says(runs: Runs) -> bool:
    return bool(plain("".join(run.text for run in runs)))
