"""The Markdown of a narrative chapter as a returned file shows it: what stayed keeps its source, the rest is written.

Nothing is guessed: the source that is made is read again, and counts only where it prints just what the file shows.
One file because every kind of piece is written beside the others, and all of them as one source.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from lifecycle.documents.alignment import common
from lifecycle.documents.chaptered import Letter, Letters, Piece, pieces_shown, signs
from lifecycle.documents.dialect import reads_as_day
from lifecycle.documents.narrative import narrative
from lifecycle.documents.rewriting import headed, pieces_of, written
from lifecycle.documents.tabled import BETWEEN
from lifecycle.model.errors import Wrong
from lifecycle.model.strategy import Illustration

_ITEM = re.compile(r"^\s*([-*+]|\d{1,9}[.)])\s+")
_HEADING = re.compile(r"^\s*(#{1,6})\s+")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s+")
_NOTED = re.compile(r"\[\^([^\]\s]+)\]")
_NUMBER = re.compile(r"^\s*\d{1,9}(?=[.)]\s)")
_BORDER = re.compile(r"(?<!\\)\|")
_DASHES = {"l": "---", "r": "---:", "c": ":---:"}


def shown(markdown: str, pictures: Mapping[str, Illustration] | None = None) -> list[Piece] | None:
    """The pieces that the source prints; None where it does not print."""
    try:
        return pieces_shown(narrative(markdown, pictures=pictures or {}))
    except Wrong:
        return None


def emptied(markdown: str, gone: Iterable[str], *, pictures: Mapping[str, Illustration] | None = None) -> bool:
    """Whether a chapter without the paragraphs and rows `gone` shows nothing: no word of it is left, no picture."""
    was = shown(markdown, pictures) or []
    words = Counter(word for piece in was for cell in piece.cells for word in signs(cell).split())
    told = Counter(word for text in gone for line in text.split("\n") for word in line.replace(BETWEEN, " ").split())
    return bool(words) and not words - told and all(piece.kind != "picture" for piece in was)


def chapter_source(
    markdown: str, now: Sequence[Piece], *, pictures: Mapping[str, Illustration] | None = None
) -> str | None:
    """The source that prints the pieces `now`, as near to `markdown` as may be; None where none was found."""
    wanted = [piece.seen for piece in now]
    was = shown(markdown, pictures)
    for kept in (True, False):
        made = _Source(markdown, was or [], pictures or {}, kept=kept).of(wanted)
        if made is not None and shown(made, pictures) == wanted:
            return made
    return None


class _Source:
    """The source of one chapter being written anew; `kept` says whether what stayed keeps its own source."""

    def __init__(
        self, markdown: str, was: Sequence[Piece], pictures: Mapping[str, Illustration], *, kept: bool
    ) -> None:
        self._was = was
        self._pictures = pictures
        every = pieces_of(markdown)
        self._defined = {found[1]: piece for piece in every if (found := _NOTE.match(piece))}
        self._texts = {label: self._note(piece) for label, piece in self._defined.items()}
        own = [piece for piece in every if not _NOTE.match(piece)]
        self._sources = self._told(own) if kept else {}
        self._hashes = {1: "##", 2: "###", 3: "####"}
        self._names = {one.sha256: name for name, one in reversed(list(pictures.items()))}
        self._labels: list[str] = []
        self._new: dict[str, str] = {}
        self._marks: dict[tuple[int, bool], str] = {}
        """Level and kind of a list → the sign its last item has."""
        self._days = False
        """Whether a numbered item reads as a day behind a full stop."""

    def of(self, now: Sequence[Piece]) -> str | None:
        """The source of the pieces; None where a picture is none of the chapter's."""
        self._days = any(one.kind == "item" and one.numbered and reads_as_day(one.text) for one in now)
        pairs = {their: our for our, their in common(list(self._was), list(now))}
        free = {n: piece for n, piece in enumerate(self._was) if n not in pairs.values()}
        for place, piece in enumerate(now):
            if place not in pairs:
                same = next((n for n, one in free.items() if _alike(one, piece)), None)
                if same is not None:
                    pairs[place] = same
                    del free[same]
        for place, our in pairs.items():
            if now[place].kind == "heading" and (found := _HEADING.match(self._sources.get(our, ""))):
                self._hashes[now[place].depth] = found[1]
        text, last = "", None
        places: list[tuple[int, int, bool]] = []
        counts: list[int] = []
        for place, piece in enumerate(now):
            source = self._sources.get(pairs.get(place, -1), "")
            if piece.kind == "picture" and piece.digest not in self._names:
                return None
            if piece.kind == "item":
                body, counts, places = self._item(piece, source, counts, places)
            else:
                counts, places = [], []
                body = self._body(piece, source, place, now, pairs)
            close = last is not None and last.kind == piece.kind and piece.kind in ("item", "row")
            if piece.kind == "row" and not piece.depth:
                close = False
            quotes = last is not None and last.kind == piece.kind == "quote"
            text += ("\n>\n" if quotes else "\n" if close else "\n\n") * bool(text) + body
            last = piece
            self._labels += [label for label in _NOTED.findall(body) if label not in self._labels]
        notes = [
            self._new.get(label) or self._defined[label]
            for label in self._labels
            if label in self._new or label in self._defined
        ]
        return "\n\n".join([text, *notes])

    def _body(self, piece: Piece, source: str, place: int, now: Sequence[Piece], pairs: Mapping[int, int]) -> str:
        match piece.kind:
            case "heading":
                body = (
                    source[found.end() :] if (found := _HEADING.match(source)) else headed(self._words(piece.cells[0]))
                )
                return f"{self._hashes.get(piece.depth, '#####')} {body}"
            case "row":
                return self._row(piece, source, place, now, pairs)
            case "picture":
                alt, caption = ("".join(letter.sign for letter in cell) for cell in piece.cells)
                name = self._names[piece.digest]
                told = ' "' + caption.replace("\\", "\\\\").replace('"', '\\"') + '"' if caption else ""
                return source or f"![{written(alt)}](<{name}>{told})"
            case "quote":
                body = source or self._words(piece.cells[0])
                return body if source else "\n".join(f"> {line}" for line in body.split("\n"))
            case _:
                return source or self._words(piece.cells[0])

    def _item(
        self, piece: Piece, source: str, counts: list[int], places: list[tuple[int, int, bool]]
    ) -> tuple[str, list[int], list[tuple[int, int, bool]]]:
        """An item behind its mark; `places` are where the texts of those around it begin, and their marks' kind."""
        found = _ITEM.match(source)
        body = source[found.end() :] if found else self._words(piece.cells[0])
        counts, places = counts[: piece.depth + 1], places[: piece.depth + 1]
        if len(places) > piece.depth and places[piece.depth][2] != piece.numbered:
            counts, places = counts[: piece.depth], places[: piece.depth]
        counts += [0] * (piece.depth + 1 - len(counts))
        counts[piece.depth] += 1
        fits = found is not None and (found[1][-1] in ".)") is piece.numbered
        usual = self._marks.get((piece.depth, piece.numbered), "." if piece.numbered else "-")
        bullet = found[1][-1] if found is not None and fits else usual
        self._marks[piece.depth, piece.numbered] = bullet
        end = ")" if self._days else bullet
        sign = f"{counts[piece.depth]}{end}" if piece.numbered else bullet
        indent = places[piece.depth - 1][1] if piece.depth and len(places) >= piece.depth else 0
        begins = indent + len(sign) + 1
        places = [*places[: piece.depth], (indent, begins, piece.numbered)]
        lines = [line.strip() for line in body.split("\n")]
        return f"{' ' * indent}{sign} " + f"\n{' ' * begins}".join(lines), counts, places

    def _row(self, piece: Piece, source: str, place: int, now: Sequence[Piece], pairs: Mapping[int, int]) -> str:
        lines = source.split("\n") if source else []
        line = (
            lines[0]
            if lines
            else f"| {' | '.join(_BORDER.sub(chr(92) * 2 + '|', self._words(cell)) for cell in piece.cells)} |"
        )
        if piece.depth:
            return line
        dashes = lines[1] if len(lines) > 1 else self._dashes(piece, place, now, pairs)
        return f"{line}\n{dashes}"

    def _dashes(self, piece: Piece, place: int, now: Sequence[Piece], pairs: Mapping[int, int]) -> str:
        """The line under a header that changed: as the cells below it stand, else as in the table they are of."""
        if sides := _sides(piece, now[place + 1 :]):
            return "|" + "".join(f"{_DASHES[side]}|" for side in sides)
        for n in range(place + 1, len(now)):
            if now[n].kind != "row" or not now[n].depth:
                break
            at = pairs.get(n)
            while at is not None and at > 0 and self._was[at].depth:
                at -= 1
            if at is not None and len(self._was[at].cells) == len(piece.cells):
                lines = self._sources.get(at, "").split("\n")
                if len(lines) > 1:
                    return lines[1]
        return "|" + "---|" * len(piece.cells)

    def _words(self, letters: Letters) -> str:
        """Letters as Markdown: neighbours of one look together, footnotes by their labels."""
        parts: list[tuple[str, tuple[bool, bool, str]]] = []
        for look, group in groupby(letters, key=lambda one: one.look if one.note is None else one.note):
            own = list(group)
            if own[0].note is not None:
                parts += [(f"\0{self._label(one.note or ())}\0", (False, False, "")) for one in own]
            else:
                parts.append(("".join(one.sign for one in own), own[0].look))
            del look
        return "".join(_dressed(parts))

    def _label(self, note: Letters) -> str:
        """The label of a footnote of that text: its own, else the next number."""
        own = next((label for label, text in self._texts.items() if text == note), None)
        if own is None:
            taken = {*self._defined, *self._new}
            own = next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
            self._texts[own] = note
            self._new[own] = f"[^{own}]: {self._words(note)}"
        return own

    def _note(self, piece: str) -> Letters:
        told = shown(_NOTE.sub("", piece))
        return told[0].cells[0] if told and len(told) == 1 and len(told[0].cells) == 1 else ()

    def _told(self, own: Sequence[str]) -> dict[int, str]:
        """Which source each piece has; nothing where the source cannot be told apart piece by piece."""
        found: dict[int, str] = {}
        place = 0
        for source in own:
            for part, piece in self._parts(source):
                if place >= len(self._was) or not _reads(self._was[place], piece):
                    return {}
                found[place] = part
                place += 1
        return found if place == len(self._was) else {}

    def _parts(self, source: str) -> Iterator[tuple[str, Piece]]:
        """A source cut into those of its pieces: a table by its rows, a quotation as a whole."""
        notes = [self._defined[label] for label in dict.fromkeys(_NOTED.findall(source)) if label in self._defined]
        alone = _NUMBER.sub("1", source.strip())
        told = shown("\n\n".join([alone, *notes]), self._pictures) or []
        if len(told) == 1:
            yield source, told[0]
            return
        lines = source.split("\n")
        if told and all(piece.kind == "row" for piece in told) and len(told) + 1 == len(lines):
            yield "\n".join(lines[:2]), told[0]
            yield from zip(lines[2:], told[1:], strict=True)
            return
        if told and all(piece.kind == "quote" for piece in told):
            parts = [part for part in re.split(r"\n>\s*\n", source) if part.strip(" >")]
            if len(parts) == len(told):
                yield from zip(parts, told, strict=True)
                return
        yield source, Piece("text", ((Letter("\0"),),))


def _sides(header: Piece, below: Sequence[Piece]) -> str:
    """To which side the columns of a table keep: as most of their cells; empty where none says anything."""
    rows = list(takewhile(lambda one: one.kind == "row" and one.depth, below)) or [header]
    told = [Counter(row.sides[at : at + 1] or "l" for row in rows) for at in range(len(header.cells))]
    sides = "".join(one.most_common(1)[0][0] for one in told)
    return sides if set(sides) - {"l"} else ""


def _reads(one: Piece, other: Piece) -> bool:
    return (one.kind, one.cells, one.digest) == (other.kind, other.cells, other.digest)


def _alike(one: Piece, other: Piece) -> bool:
    """Whether one source writes both: the same words with the same look, at another level or in another place."""
    if one.kind == "row" and bool(one.depth) != bool(other.depth):
        return False
    if {one.kind, other.kind} == {"item", "text"}:
        return False
    return _reads(one, other)


def _dressed(parts: Sequence[tuple[str, tuple[bool, bool, str]]]) -> Iterator[str]:
    """Runs as Markdown; spaces at their edges stand outside the signs, which would not hold there."""
    begins, noted = True, False
    for text, (bold, italic, link) in parts:
        if text.startswith("\0"):
            yield f"[^{text.strip(chr(0))}]"
            begins, noted = False, True
            continue
        core = text.strip()
        if not core:
            yield _broken(text)
            begins = begins or "\n" in text
            continue
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        begins = begins or "\n" in lead
        body = _plain(core, begins=begins and not (bold or italic or link))
        if noted and text.startswith(":"):
            body = f"\\{body}"  # a mark and a colon would begin the text of a footnote
        mark = "*" * (2 * bold + italic)
        told = (
            f"[{body}](<{link}>)"
            if link and re.search(r"[\s()]", link)
            else f"[{body}]({link})"
            if link
            else f"{mark}{body}{mark}"
        )
        yield _broken(lead) + told + _broken(tail)
        begins, noted = "\n" in tail, False


def _plain(text: str, *, begins: bool) -> str:
    """Words with the signs of Markdown as signs; those that open a block only where a line begins."""
    told = [
        written(line) if begins or place else written(f"\0{line}")[1:] for place, line in enumerate(text.split("\n"))
    ]
    return "\\\n".join(told)


def _broken(space: str) -> str:
    return "\\\n" if "\n" in space else space
