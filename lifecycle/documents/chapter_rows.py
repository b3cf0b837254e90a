"""Tables of narrative chapters in a returned file: a row is the smallest text that people change in them.

A cell alone says nothing: `52` stands in many rows. A row reads as one text, `2025 | 52 | Boseň`.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from lifecycle.documents.alignment import common, likely
from lifecycle.documents.inserted import Behind
from lifecycle.documents.lines import Line
from lifecycle.documents.placement import Placer
from lifecycle.documents.returned import ReturnedParagraph
from lifecycle.documents.tabled import BETWEEN, row_text

_ALIKE = 0.3
"""Share of the cells that two versions of one row have in common."""
_MOST = 20
"""New rows, one under another, that are told with what stands before them."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that reads otherwise: the chapter, the row as the edition shows it and as it reads; empty: none."""

    item: str
    before: str
    after: str
    paragraph: int
    """A paragraph of the row in the file; -1 where it is gone."""


class ChapterRows:
    """The rows of the tables of chapters in one returned file; `apart` are paragraphs that are not weighed."""

    def __init__(self, placer: Placer, apart: Container[int] = ()) -> None:
        self._placer = placer
        self._apart = apart

    def row(self, number: int) -> tuple[int, ...]:
        """The paragraphs of the row in which the paragraph stands; none outside a chapter's table."""
        return self._of_paragraph.get(number, ())

    def item(self, number: int) -> str:
        """The chapter of a paragraph that stands in a row."""
        return self._found[self._of_paragraph[number]]

    def reads(self, row: Sequence[int], text: Callable[[ReturnedParagraph], str]) -> str:
        """The row as one text; `text` tells what a paragraph reads."""
        paragraphs = self._placer.paragraphs
        cells = [""] * (max(paragraphs[n].spot.cell for n in row) + 1)
        for n in row:
            at = paragraphs[n].spot.cell
            cells[at] = f"{cells[at]} {text(paragraphs[n])}"
        return row_text(cells)

    def behind(self, number: int) -> Behind | None:
        """The rows above the one in which the paragraph stands, the nearest first, the last one of the edition."""
        row, texts = self.row(number), list[str]()
        known = {text for _, text, _ in self._ours}
        for _ in range(_MOST):
            row = self.row(row[0] - 1) if row else ()
            if not row:
                return None
            was, now = self.reads(row, lambda one: one.before), self.reads(row, lambda one: one.text)
            texts += [text for text in (now, was) if text and text not in texts]
            if was in known or was in self._pairs_now:
                first = [self._pairs_now[was]] if was in self._pairs_now else []
                return Behind(tuple(dict.fromkeys((*texts, *first)))) if all(BETWEEN in one for one in texts) else None
        return None

    def shown(self) -> frozenset[int]:
        """Every paragraph that stands in a row of a chapter's table."""
        return frozenset(self._of_paragraph)

    def kept(self) -> frozenset[int]:
        """The lines of the edition whose rows the file still has, changed or not."""
        return frozenset(n for our in self._pairs for n in self._ours[our][2])

    def changed(self) -> list[Changed]:
        """The rows that read otherwise with every tracked change rejected, new ones and those that are gone."""
        found = []
        theirs = dict(enumerate(self._theirs))
        for our, their in self._pairs.items():
            item, was, _ = self._ours[our]
            row, now = theirs.pop(their)
            if was != now:
                found.append(Changed(item, was, now, row[0]))
        found += [Changed(self._found[row], "", now, row[0]) for row, now in theirs.values() if now]
        gone = [one for n, one in enumerate(self._ours) if n not in self._pairs]
        return found + [Changed(item, was, "", -1) for item, was, _ in gone]

    # Looked up once.

    @cached_property
    def _chapters(self) -> frozenset[str]:
        return frozenset(one for one in self._placer.lines.wholes if one.startswith("text:"))

    @cached_property
    def _found(self) -> dict[tuple[int, ...], str]:
        """Row → its chapter, in the order of the file."""
        placer, found, end = self._placer, dict[tuple[int, ...], str](), -1
        for number, one in enumerate(placer.paragraphs):
            if number <= end or one.spot.cell < 0 or not placer.matching.stands(one) or number in self._apart:
                continue
            row = tuple(placer.matching.row(number))
            item = self._chapter(row)
            above = next(reversed(found), ())
            if item is None and above and above[-1] == row[0] - 1 and self._is_new(row):
                item = found[above]
            if item is not None:
                found[row] = item
                end = row[-1]
        return found

    def _chapter(self, row: Sequence[int]) -> str | None:
        """The one chapter whose lines stand in the row, in the order of the edition."""
        lines, order = self._placer.lines.all, self._placer.matching.in_order
        told = {lines[order[n]].item for n in row if n in order and lines[order[n]].cell >= 0}
        own = [item for item in told if item in self._chapters]
        return own[0] if len(own) == 1 else None

    def _is_new(self, row: Sequence[int]) -> bool:
        """Whether the edition shows no word of the row; the row above it tells its chapter."""
        return not any(n in self._placer.matching.in_order for n in row)

    @cached_property
    def _of_paragraph(self) -> dict[int, tuple[int, ...]]:
        return {number: row for row in self._found for number in row}

    @cached_property
    def _ours(self) -> list[tuple[str, str, tuple[int, ...]]]:
        """The rows of the edition: chapter, text, their lines."""
        rows: list[tuple[str, dict[int, str], list[int]]] = []
        last: tuple[str | None, str, int, int] = (None, "", -1, -2)
        for number, line in enumerate(self._placer.lines.all):
            if line.item not in self._chapters or line.cell < 0:
                continue
            item = str(line.item)
            same = (item, line.row, number - 1) == (last[0], last[1], last[3]) and line.cell > last[2]
            if not same:
                rows.append((item, {}, []))
            rows[-1][1][line.cell] = line.text
            rows[-1][2].append(number)
            last = item, line.row, line.cell, number
        return [
            (item, row_text([cells.get(n, "") for n in range(max(cells) + 1)]), tuple(own)) for item, cells, own in rows
        ]

    @cached_property
    def _theirs(self) -> list[tuple[tuple[int, ...], str]]:
        """The rows of the file with every tracked change rejected."""
        return [(row, self.reads(row, lambda one: one.before)) for row in self._found]

    @cached_property
    def _pairs(self) -> dict[int, int]:
        """Row of the edition → the row of the file that it is, equal or changed."""
        ours = [(item, text) for item, text, _ in self._ours]
        theirs = [(self._found[row], text) for row, text in self._theirs]
        pairs = dict(common(ours, theirs))
        taken = set(pairs.values())
        start_our = start_their = 0
        for our, their in [*sorted(pairs.items()), (len(ours), len(theirs))]:
            free_our = [n for n in range(start_our, our) if n not in pairs]
            free_their = [n for n in range(start_their, their) if n not in taken]
            found = likely([ours[n] for n in free_our], [theirs[n] for n in free_their], _like, least=_ALIKE)
            pairs |= {free_our[a]: free_their[b] for a, b in found}
            start_our, start_their = our + 1, their + 1
        return pairs

    @cached_property
    def _pairs_now(self) -> dict[str, str]:
        """A changed row as the file has it → as the edition shows it."""
        return {self._theirs[their][1]: self._ours[our][1] for our, their in self._pairs.items()}


def printed_lines(lines: Sequence[Line]) -> str:
    """Lines of an edition as one text: a paragraph a line, the cells of a row on one."""
    found: list[str] = []
    last = -1
    for line in lines:
        if line.cell > last >= 0:
            found[-1] += f"{BETWEEN}{line.text}"
        else:
            found.append(line.text)
        last = line.cell
    return "\n".join(text for text in found if text)


def _like(one: tuple[str, str], other: tuple[str, str]) -> float:
    """The share of cells that two rows of one chapter have in common, each in its column."""
    if one[0] != other[0]:
        return 0.0
    was, now = one[1].split(BETWEEN), other[1].split(BETWEEN)
    return sum(a == b for a, b in zip(was, now, strict=False)) / max(len(was), len(now))
