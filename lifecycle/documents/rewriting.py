"""A narrative chapter with new paragraphs: the Markdown a person wrote, changed only where the returned text is new."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lifecycle.documents.blocks import Heading, Listing, Paragraph, Runs
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import plain
from lifecycle.model.errors import Wrong

Change = tuple[str, str]
"""A paragraph as it was printed and as it reads now; empty where it is new, or gone."""
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")
_NUMBER = re.compile(r"^\d{1,9}(?=[.)]\s)")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_FIRST = re.compile(r"\s*0*1[.)]")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s")
_NOTED = re.compile(r"\[\^([^\]\s]+)\]")
_HOLD = "\ue000"
"""Holds the place of a footnote's mark while words around it are written."""
_SIGNS = re.compile(r"[\\`*_\[\]<>|&]|~(?=~)|\$(?=\$)")
_CLOSES = re.compile(r"(?<!\\)((?:\\\\)*)#\Z")
_OPENS = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$)))?([#+=~.)-])")


def rewritten(markdown: str, changes: Iterable[Change]) -> tuple[str, list[Change]]:
    """The Markdown with `changes` made, and those it has no one place for.

    A paragraph is found by its printed words, several that go by a line each; a new one has no place here (`added`
    gives it one). Footnotes stay where the words before or after them stayed; a change across a footnote's mark has no
    one place, a footnote without its mark goes.
    """
    pieces = pieces_of(markdown)
    notes = {own[1]: piece for piece in pieces if (own := _NOTE.match(piece))}
    left: list[Change] = []
    for was, now in changes:
        if not plain(was):
            left.append((was, now))
            continue
        found = [n for n, piece in enumerate(pieces) if printed(piece, notes) == plain(was)]
        place = found[0] if len(found) == 1 else None
        new = None if place is None else _noted(pieces[place], was, now, notes)
        if place is None and not plain(now) and (fewer := _without(pieces, was, notes)):
            pieces = fewer
            continue
        if place is None or new is None:
            left.append((was, now))
            continue
        new = headed(new) if _HEADING.match(pieces[place]) else new
        pieces[place] = _mark(pieces[place]) + new if new else ""
    named = {label for piece in pieces if not _NOTE.match(piece) for label in _NOTED.findall(piece)}
    before = set(_NOTED.findall(_NOTE.sub("", markdown)))
    gone = {notes[label] for label in before - named if label in notes}
    return source([piece for piece in pieces if piece not in gone]), left


def added(markdown: str, text: str, *, behind: Iterable[str], listed: bool = False) -> str | None:
    """The Markdown with new paragraphs, a line of `text` each, or new items of a list where `listed`.

    They follow the first paragraph printed as one of `behind`; None where that stands there more than once, where none
    stands there, and where they would cut a list in two.
    """
    pieces = pieces_of(markdown)
    notes = {own[1]: piece for piece in pieces if (own := _NOTE.match(piece))}
    texts = [printed(piece, notes) for piece in pieces]
    told = next((plain(one) for one in behind if plain(one) in texts), "")
    if texts.count(told) != 1 or not told:
        return None
    place = texts.index(told)
    before, after = _ITEM.match(pieces[place]), _ITEM.match("".join(pieces[place + 1 : place + 2]))
    if listed:
        if before is None or (after is not None and _indent(after[0]) > _indent(before[0])):
            return None
        new = [before[0] + written(line) for line in text.split("\n") if line.strip()]
    elif before is not None and after is not None:
        return None
    else:
        new = [written(text)]
    return source([*pieces[: place + 1], *new, *pieces[place + 1 :]])


def noted(markdown: str, was: str) -> bool:
    """Whether the paragraph printed as `was` has a footnote."""
    pieces = pieces_of(markdown)
    notes = {own[1]: piece for piece in pieces if (own := _NOTE.match(piece))}
    return any(_NOTED.search(piece) and printed(piece, notes) == plain(was) for piece in pieces)


def written(text: str) -> str:
    """Plain text as Markdown that prints the same words: paragraphs apart, signs of Markdown as signs."""
    paragraphs = [escaped(part.strip()) for part in text.split("\n") if part.strip()]
    return "\n\n".join(_OPENS.sub(r"\1\\\2", part) for part in paragraphs)


def escaped(text: str) -> str:
    """Plain text with the signs of Markdown as signs, wherever on a line it stands."""
    return _SIGNS.sub(r"\\\g<0>", text)


def headed(body: str) -> str:
    """The Markdown of a heading behind its mark: signs at its end are its own, no close (CommonMark, ATX headings)."""
    return _CLOSES.sub(r"\1\\#", body)


def _without(pieces: Sequence[str], was: str, notes: Mapping[str, str]) -> list[str] | None:
    """The pieces without those printed as the lines of `was`; None where a line is printed not just once."""
    texts = [printed(piece, notes) for piece in pieces]
    gone = [plain(line) for line in was.split("\n") if plain(line)]
    if any(texts.count(line) != 1 or gone.count(line) != 1 for line in gone):
        return None
    return [piece for piece, text in zip(pieces, texts, strict=True) if text not in gone]


def _noted(piece: str, was: str, now: str, notes: Mapping[str, str]) -> str | None:
    """`now` as Markdown with the footnotes of the piece; None where a change reaches over the mark of one."""
    labels = _NOTED.findall(piece)
    if not plain(now) or not labels:
        return written(now) if plain(now) else ""
    old, new = plain(was), plain(now)
    marks = _marks(piece, notes)
    if "\n" in now.strip() or len(marks) != len(labels):
        return None
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    length = len(new)
    tail = min(len(old), length) - same
    last = next((n for n in range(tail) if old[-1 - n] != new[-1 - n]), tail)
    for at in reversed(marks):
        if at <= same:
            place = at
        elif len(old) - at <= last:
            place = length - (len(old) - at)
        else:
            return None
        new = new[:place] + _HOLD + new[place:]
    return re.sub(_HOLD, lambda _: f"[^{labels.pop(0)}]", written(new))


def _marks(piece: str, notes: Mapping[str, str]) -> list[int]:
    """How many printed letters stand before each footnote's mark."""
    found, told = list[int](), ""
    for run in running(piece, notes):
        told += run.text
        if run.note:
            found.append(len(plain(told)))
    return found


def pieces_of(markdown: str) -> list[str]:
    """The source cut where a paragraph, a heading or an item of a list begins."""
    pieces: list[str] = []
    apart = True
    for line in markdown.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            apart = True
            continue
        begins = _ITEM.match(line) or _HEADING.match(line) or _NOTE.match(line)
        if apart or begins or (pieces and _HEADING.match(pieces[-1])):
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
        apart = False
    return pieces


def source(pieces: Sequence[str]) -> str:
    """The pieces as one source: items of one list follow each other, all else is parted by an empty line.

    A numbered list whose first item is gone begins with 1 again.
    """
    text = ""
    lists: list[tuple[int, str]] = []
    counts: dict[int, int] = {}
    for piece in pieces:
        if not piece:
            continue
        item = _ITEM.match(piece)
        sign = item[0].strip()[0] if item else ""
        own = (_indent(item[0]) if item else 0), "1" if sign.isdigit() else sign
        inside = [one for one in lists if one[0] <= own[0]]
        close = bool(item and inside and (inside[-1][0] < own[0] or inside[-1] == own))
        lists = [*(one for one in inside if one[0] < own[0]), own] if item else []
        counts = {at: count for at, count in counts.items() if at < own[0] or (at == own[0] and close)} if item else {}
        if own[1] == "1" and (own[0] in counts or (item and not _FIRST.match(item[0]) and own not in inside)):
            counts[own[0]] = counts.get(own[0], 0) + 1
            piece = re.sub(r"\d+", str(counts[own[0]]), piece, count=1)
        text += ("\n" if close else "\n\n") * bool(text) + piece
    return text


def _indent(mark: str) -> int:
    return len(mark) - len(mark.lstrip())


def _mark(piece: str) -> str:
    found = _HEADING.match(piece) or _ITEM.match(piece)
    return found[0] if found else ""


def printed(piece: str, notes: Mapping[str, str]) -> str:
    """The words a piece prints; nothing for what is no single paragraph, heading or item."""
    return plain("".join(run.text for run in running(piece, notes)))


def running(piece: str, notes: Mapping[str, str]) -> Runs:
    """The runs of a piece that is one paragraph, heading or item; its footnotes are told below the text (`notes`)."""
    told = [notes[label] for label in dict.fromkeys(_NOTED.findall(piece)) if label in notes]
    alone = _NUMBER.sub("1", piece.strip())  # a list by itself begins with one
    try:
        blocks = narrative("\n\n".join([alone, *told]), level=0)
    except Wrong:
        return ()
    match blocks:
        case (Paragraph(runs=runs),) | (Heading(runs=runs),):
            return runs
        case (Listing(items=((_, runs),)),):
            return runs
        case _:
            return ()
