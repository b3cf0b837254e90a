"""A paragraph, a heading, an item or a row of a chapter with other words: what stayed keeps its look and notes."""

from collections.abc import Mapping
from dataclasses import replace

from lifecycle.documents.chapter_source import chapter_source, shown
from lifecycle.documents.chaptered import Letter, Letters
from lifecycle.documents.tabled import BETWEEN
from lifecycle.documents.typography import plain
from lifecycle.model.strategy import Illustration

_PLAIN = (False, False, "")


def reworded(markdown: str, was: str, now: str, *, pictures: Mapping[str, Illustration] | None = None) -> str | None:
    """The Markdown with the one piece that reads `was` reading `now`; None where no such piece has a look to keep."""
    pieces = shown(markdown, pictures) or []
    found = [n for n, piece in enumerate(pieces) if piece.kind != "picture" and piece.text == plain(was)]
    if len(found) != 1 or not plain(now) or "\n" in now.strip():
        return None
    piece = pieces[found[0]]
    told = now.split(BETWEEN) if piece.kind == "row" else [now]
    dressed = any(letter.look != _PLAIN for cell in piece.cells for letter in cell)
    if len(told) > len(piece.cells) or not dressed:
        return None
    told += [""] * (len(piece.cells) - len(told))
    cells = [_changed(cell, text) for cell, text in zip(piece.cells, told, strict=True)]
    if None in cells:
        return None
    pieces[found[0]] = replace(piece, cells=tuple(cell for cell in cells if cell is not None))
    return chapter_source(markdown, pieces, pictures=pictures)


def _changed(letters: Letters, text: str) -> Letters | None:
    """The letters with the words of `text`; None where what is gone reaches over the mark of a footnote.

    New letters look as those they stand for, or as those around them, where these look alike.
    """
    places = [n for n, letter in enumerate(letters) if letter.note is None]
    old, new = ["".join(letters[n].sign.split()) or " " for n in places], plain(text)
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    begin = places[head - 1] + 1 if head else 0
    end = places[len(places) - tail] if tail else len(letters)
    gone = letters[begin:end]
    marks = [letter for letter in gone if letter.note is not None]
    if marks and len(marks) < len(gone):
        return None
    around = [letters[n] for n in (begin - 1, end) if 0 <= n < len(letters)]
    looks = {letter.look for letter in (gone if gone and not marks else around)}
    look = looks.pop() if len(looks) == 1 else _PLAIN
    middle = tuple(Letter(sign, *look) for sign in new[head : len(new) - tail])
    return (*letters[:begin], *marks, *middle, *letters[end:])
