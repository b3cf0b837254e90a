"""Footnotes as people change them: how a text with one reads, and the Markdown with one added, changed, taken out.

A paragraph with a new footnote reads `Počty rostou.[¹ Zdroj: Charita. ¹]`; a footnote alone `[¹ Zdroj: Charita. ¹]`.
"""

import re

from lifecycle.documents.rewriting import pieces_of, printed, running, source, written
from lifecycle.documents.typography import plain

_ONE = re.compile(r"\[¹ (.*?) ¹\]", re.DOTALL)
_DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:\s+")
_MARKED = re.compile(r"\[\^([^\]\s]+)\]")
_REACH = 400
"""Signs of Markdown that may stand in the source before the place of a mark, beyond the printed letters."""


def footnote(text: str) -> str:
    """A footnote as it is told inside a text."""
    told = plain(text).replace("[¹", "(¹").replace("¹]", "¹)")
    return f"[¹ {told} ¹]" if told else ""


def has_footnote(text: str) -> bool:
    """Whether the text tells of a footnote."""
    return _ONE.search(text) is not None


def note_written(markdown: str, was: str, now: str) -> str | None:
    """The Markdown with one footnote as proposed; None where that is no footnote, or has no one place."""
    before, after = _ONE.fullmatch(was), _ONE.fullmatch(now)
    if before and (after or not now):
        return _redefined(markdown, before[1], after[1] if after else "")
    found = _ONE.findall(now)
    if len(found) != 1 or plain(_ONE.sub("", now)) != plain(was) or not plain(was):
        return None
    return _marked(markdown, was, len(plain(now.partition("[¹ ")[0])), found[0])


def _redefined(markdown: str, was: str, now: str) -> str | None:
    """The footnote that reads `was` with another text; without one it goes, with its mark."""
    pieces = pieces_of(markdown)
    found = [n for n, piece in enumerate(pieces) if (own := _DEFINED.match(piece)) and _says(piece[own.end() :], was)]
    if len(found) != 1 or (own := _DEFINED.match(pieces[found[0]])) is None:
        return None
    if now:
        pieces[found[0]] = f"[^{own[1]}]: {written(now)}"
        return source(pieces)
    del pieces[found[0]]
    return source([piece if _DEFINED.match(piece) else piece.replace(f"[^{own[1]}]", "") for piece in pieces])


def _says(text: str, was: str) -> bool:
    return printed(text, {}) == plain(was)


def _marked(markdown: str, was: str, at: int, text: str) -> str | None:
    """The paragraph printed as `was` with a mark behind its first `at` letters, and the footnote below the chapter."""
    pieces = pieces_of(markdown)
    notes = {own[1]: piece for piece in pieces if (own := _DEFINED.match(piece))}
    found = [n for n, piece in enumerate(pieces) if printed(piece, notes) == plain(was)]
    if len(found) != 1:
        return None
    label = next(str(n) for n in range(1, len(notes) + 2) if str(n) not in notes)
    told = f"[^{label}]: {written(text)}"
    known = notes | {label: told}
    piece = pieces[found[0]]
    marks = _places(piece, notes)
    for place in range(min(at, len(piece)), min(len(piece), at + _REACH) + 1):
        made = f"{piece[:place]}[^{label}]{piece[place:]}"
        labels = _MARKED.findall(made)
        places = _places(made, known)
        if label not in labels or len(places) != len(labels) or printed(made, known) != plain(was):
            continue
        mine = labels.index(label)
        if places[mine] == at and places[:mine] + places[mine + 1 :] == marks:
            pieces[found[0]] = made
            return source([*pieces, told])
    return None


def _places(piece: str, notes: dict[str, str]) -> list[int]:
    """How many printed letters stand before each mark."""
    found, told = list[int](), ""
    for run in running(piece, notes):
        told += run.text
        if run.note:
            found.append(len(plain(told)))
    return found
