"""Cards of an edition that a returned file shows once more, or in two parts; which paragraphs are the second copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lifecycle.documents.lines import fold
from lifecycle.documents.placement import Placer
from lifecycle.documents.returned import ReturnedParagraph
from lifecycle.documents.typography import plain

_SHARE = 0.5
"""Share of a second card's paragraphs that the first one shows too: a copy, not another card under its code."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A card shown again: its item and the paragraphs of the second copy, its heading first."""

    item: str
    paragraphs: tuple[int, ...]


def shown_again(placer: Placer) -> list[Copy]:
    """The second copies in the order of the file; of two the first is the one that keeps more of the edition's order.

    A copy may have been pasted with tracking on: it is read as it stands with every change accepted.
    """
    doubled = {item: starts for item, starts in placer.heads.headed.items() if len(starts) > 1}
    found = []
    for item, starts in doubled.items():
        blocks = {start: _block(placer, item, start) for start in starts}
        shown = {
            number for number, at in placer.matching.in_order.items() if placer.kin(placer.lines.all[at].item, item)
        }
        first = max(starts, key=lambda start: (len(shown.intersection(blocks[start])), -start))
        labels, known = _labels(placer), known_texts(placer, item)
        own = {_cell(placer.paragraphs[n]) for n in blocks[first]}
        for start in starts:
            # Every card has the same labels: what they stand beside tells one from another.
            cells = [cell for n in blocks[start] if (cell := _cell(placer.paragraphs[n]))[-1] not in labels]
            same = sum(cell in own and cell[-1] in known for cell in cells)
            if start != first and len(cells) > 1 and same >= _SHARE * len(cells):
                found.append(Copy(item, blocks[start]))
    return sorted(found, key=lambda one: one.paragraphs[0])


def split(placer: Placer, owned: Mapping[int, int]) -> tuple[str, ...]:
    """Cards whose rows stand under two headings: their own, and one that the edition does not have.

    `owned` are the paragraphs (their indexes) that are lines of the edition (theirs).
    """
    lines = placer.lines
    headings = frozenset(fold(line.heading) for line in lines.all)
    cards = {(line.item, line.heading) for line in lines.all if line.role == "heading"}
    under: dict[str, set[bool]] = {}
    for number, at in owned.items():
        line, heading = lines.all[at], placer.paragraphs[number].spot.heading
        if line.item and line.item in placer.heads.headed and line.cell >= 0 and (line.item, line.heading) in cards:
            told = fold(heading)
            if told == fold(line.heading) or told not in headings:
                under.setdefault(line.item, set()).add(told == fold(line.heading))
    return tuple(item for item, own in under.items() if len(own) > 1)


def known_texts(placer: Placer, item: str) -> frozenset[str]:
    """What the edition shows in the card: texts, labels and heads of tables, of what lies in it too."""
    return frozenset(
        line.text
        for line in placer.lines.all
        if line.item and (line.item == item or item in placer.lines.items[line.item].above)
    ) | _labels(placer)


def words(one: ReturnedParagraph) -> str:
    """The text of a paragraph, in plain spaces; of one that is wholly new, as it reads with every change accepted."""
    return plain(one.before) or plain(one.text)


def _block(placer: Placer, item: str, start: int) -> tuple[int, ...]:
    """The heading and what follows it: up to the next heading, or to a line of the edition outside the card."""
    found = [start]
    for number in range(start + 1, len(placer.paragraphs)):
        one = placer.paragraphs[number]
        if one.spot.part not in ("body", "textbox") or not words(one):
            continue
        at = placer.matching.in_order.get(number)
        own = placer.lines.all[at] if at is not None else None
        if one.heading_level or (own and own.role != "label" and not placer.kin(own.item, item)):
            break
        found.append(number)
    return tuple(found)


def _labels(placer: Placer) -> frozenset[str]:
    return frozenset(line.text for line in placer.lines.all if line.role == "label")


def _cell(one: ReturnedParagraph) -> tuple[str, int, str]:
    """Row, column and text: what makes two paragraphs of two copies the same."""
    return fold(one.spot.row_label), one.spot.cell, words(one)


def named(placer: Placer, items: Sequence[str]) -> dict[str, str]:
    """Item → how a reader calls it: `Opatření 2.1`; the item itself for what is no card."""
    shown = placer.lines.items
    return {item: shown[item].heading if item in shown and shown[item].heading else item for item in items}
