"""Ranges and references of comments in the text (ISO 29500-1, 17.13.4), with the words each range holds.

Editors lose one or the other: a range ends at the latest with its reference, else with its paragraph, and a comment
without a range stands at its reference. Where an identifier comes more than once, ranges and comments pair in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lifecycle.documents.word.revisions import Place

LONGEST = 2_000
"""Letters of a range that are told; a comment on the whole document does not repeat the document."""
CUT = "…"


@dataclass(slots=True, eq=False)
class Range:
    """What one comment speaks of; None where the file has no such mark."""

    begins: Place | None = None
    ends: Place | None = None
    referred: Place | None = None
    first: int = 0
    last: int | None = None


class Ranges:
    """The ranges of one file by identifier, in order, and the text they cut from."""

    def __init__(self) -> None:
        self.all: dict[str, list[Range]] = {}
        self._text: list[str] = []
        self._gone = bytearray()
        """1 for each piece of text that goes when every change is accepted."""
        self._open: dict[str, list[Range]] = {}
        self._referred: dict[str, int] = {}
        """How many references each identifier has had."""

    def text(self, text: str, *, gone: bool) -> None:
        """A piece of text."""
        self._text.append(text)
        self._gone.append(gone)

    def paragraph_ended(self) -> None:
        """The paragraph ends."""
        self._text.append("\n")
        self._gone.append(0)

    def start(self, identifier: str, place: Place) -> None:
        """A range begins."""
        one = Range(begins=place, first=len(self._text))
        self.all.setdefault(identifier, []).append(one)
        self._open.setdefault(identifier, []).append(one)

    def end(self, identifier: str, place: Place) -> None:
        """A range ends; one that never began is a point."""
        waiting = self._open.get(identifier)
        if waiting:
            one = waiting.pop(0)
            one.ends, one.last = place, len(self._text)
        else:
            known = self.all.setdefault(identifier, [])
            if not known or known[-1].ends is not None:
                known.append(Range(ends=place, first=len(self._text), last=len(self._text)))

    def reference(self, identifier: str, place: Place) -> None:
        """The reference of a comment."""
        known = self.all.setdefault(identifier, [])
        number = self._referred.get(identifier, 0)
        self._referred[identifier] = number + 1
        if number >= len(known):
            known.append(Range(first=len(self._text), last=len(self._text)))
        one = known[number]
        one.referred = place
        if one.last is None:
            one.last, one.ends = len(self._text), place

    def close(self) -> None:
        """The story ends: a range still open covers the paragraph it begins in."""
        for waiting in self._open.values():
            for one in waiting:
                if one.last is None:
                    one.last = self._end_of_line(one.first)
                    one.ends = one.begins
        self._open = {}

    def _end_of_line(self, first: int) -> int:
        try:
            return self._text.index("\n", first)
        except ValueError:
            return len(self._text)

    def quoted(self, one: Range) -> str:
        """The words of a range as its reader saw them: with insertions, without deletions; deleted ones if all are."""
        last = one.first if one.last is None else one.last
        return self._words(one.first, last, gone=False) or self._words(one.first, last, gone=True)

    def _words(self, first: int, last: int, *, gone: bool) -> str:
        pieces: list[str] = []
        length = 0
        for number in range(first, last):
            if self._gone[number] and not gone:
                continue
            pieces.append(self._text[number])
            length += len(pieces[-1])
            if length > LONGEST:
                break
        text = "".join(pieces).strip()
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + CUT


def unanswered(ranges: Mapping[str, list[Range]], told: Mapping[str, int]) -> int:
    """How many ranges have no comment; `told` is how many comments each identifier has."""
    return sum(max(0, len(found) - told.get(identifier, 0)) for identifier, found in ranges.items())
