"""A narrative chapter with new paragraphs: the Markdown a person wrote, changed only where the returned text is new."""

import re
from collections.abc import Iterable, Sequence

from lifecycle.documents.blocks import Heading, Listing, Paragraph
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import plain
from lifecycle.model.errors import Wrong

Change = tuple[str, str]
"""A paragraph as it was printed and as it reads now; empty where it is new, or gone."""
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_SIGNS = re.compile(r"([\\`*_\[\]<>|&])")
_OPENS = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$)))?([#+=~.)-])")


def rewritten(markdown: str, changes: Iterable[Change]) -> tuple[str, list[Change]]:
    """The Markdown with `changes` made, and those it has no one place for.

    A paragraph is found by its printed words; new ones stand at the end.
    """
    pieces = _pieces(markdown)
    left: list[Change] = []
    for was, now in changes:
        if not plain(was):
            pieces.append(written(now))
            continue
        found = [n for n, piece in enumerate(pieces) if _printed(piece) == plain(was)]
        if len(found) != 1:
            left.append((was, now))
            continue
        mark = _mark(pieces[found[0]])
        pieces[found[0]] = mark + written(now) if plain(now) else ""
    return _joined(pieces), left


def written(text: str) -> str:
    """Plain text as Markdown that prints the same words: paragraphs apart, signs of Markdown as signs."""
    paragraphs = [_SIGNS.sub(r"\\\1", part.strip()) for part in text.split("\n") if part.strip()]
    return "\n\n".join(_OPENS.sub(r"\1\\\2", part) for part in paragraphs)


def _pieces(markdown: str) -> list[str]:
    """The source cut where a paragraph, a heading or an item of a list begins."""
    pieces: list[str] = []
    apart = True
    for line in markdown.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            apart = True
            continue
        if apart or _ITEM.match(line) or _HEADING.match(line) or (pieces and _HEADING.match(pieces[-1])):
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
        apart = False
    return pieces


def _joined(pieces: Sequence[str]) -> str:
    """The pieces as one source: items of a list follow each other, all else is parted by an empty line."""
    text = ""
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if piece:
            close = bool(_ITEM.match(before) and _ITEM.match(piece))
            text += ("\n" if close else "\n\n") * bool(text) + piece
    return text


def _mark(piece: str) -> str:
    found = _HEADING.match(piece) or _ITEM.match(piece)
    return found[0] if found else ""


def _printed(piece: str) -> str:
    """The words a piece prints; nothing for what is no single paragraph, heading or item."""
    try:
        blocks = narrative(piece.strip(), level=0)
    except Wrong:
        return ""
    match blocks:
        case (Paragraph(runs=runs),) | (Heading(runs=runs),):
            return plain("".join(run.text for run in runs))
        case (Listing(items=((_, runs),)),):
            return plain("".join(run.text for run in runs))
        case _:
            return ""
