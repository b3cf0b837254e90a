"""An edition whose stored file is gone, mostly erased for somebody's sake: its text is made again and compared.

The stored blocks survive an erasure (decision 53). Where a text was erased its place is not compared, for nobody knows
any more what stood there; every other word is.
"""

from collections.abc import Mapping, Sequence

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import render, stored
from lifecycle.actions.packet import papers
from lifecycle.documents.alignment import stretches
from lifecycle.documents.typography import plain
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError

Beside = Mapping[str, Sequence[str]]
_LANGUAGES = ("cs", "en")
_SORTED = ("header", "footer", "comment")
"""Places beside the text whose lines stand in order of the alphabet, not of the file."""


def remade(desk: Desk, edition: Edition) -> list[bytes]:
    """The edition's file made from its stored blocks, of a packet each paper; none where they are gone too."""
    try:
        if edition.name == "packet":
            return [render(desk, one) for one in papers(desk, edition)]
        return [render(desk, stored(desk, edition), content=edition.content_sha256)]
    except LifecycleError:
        return []


def is_remade(desk: Desk, edition: Edition, data: bytes) -> bool:
    """Whether `data` is what `document render` writes in place of the edition's file, which is gone."""
    return desk.store.blob(edition.sha256) is None and data in remade(desk, edition)


def dressed_alike(desk: Desk, edition: Edition) -> bool:
    """Whether this program with this look prints what it printed when the edition was issued."""
    return (edition.renderer, edition.template) == (desk.renderer, desk.template_digest)


def erased_words(desk: Desk) -> tuple[str, ...]:
    """What is printed in the place of an erased text, in each language of documents."""
    return tuple(plain(desk.phrases(language).say("document.erased")) for language in _LANGUAGES)


def filled(ours: Sequence[str], theirs: Sequence[str], words: Sequence[str]) -> list[str]:
    """Our lines; one in which a text was erased says what theirs says there, where all the rest of it is the same."""
    mine, other = [plain(one) for one in ours], [plain(one) for one in theirs]
    found = list(mine)
    for equal, a, b, c, d in stretches(mine, other):
        if equal:
            continue
        at = c
        for n in range(a, b):
            pieces = _pieces(mine[n], words)
            # A line erased whole is known by its place only: the next one that is not accounted for.
            end = d if any(piece.strip() for piece in pieces) else at + 1
            same = next((m for m in range(at, min(end, d)) if _fits(pieces, other[m])), None)
            if len(pieces) > 1 and same is not None:
                found[n] = other[same]
            at = at + 1 if same is None else same + 1
    return found


def filled_beside(ours: Beside, theirs: Beside, words: Sequence[str]) -> dict[str, list[str]]:
    """The same of what stands beside the text."""
    found = {}
    for place, lines in ours.items():
        if place in _SORTED:
            found[place] = sorted({_anywhere(line, theirs[place], words) for line in lines})
        else:
            found[place] = filled(lines, theirs[place], words)
    return found


def _anywhere(line: str, theirs: Sequence[str], words: Sequence[str]) -> str:
    pieces = _pieces(line, words)
    return next((other for other in theirs if len(pieces) > 1 and _fits(pieces, other)), line)


def _pieces(line: str, words: Sequence[str]) -> list[str]:
    """What stands between the erased texts of a line; one piece where nothing was erased in it."""
    pieces = [line]
    for word in words:
        pieces = [part for piece in pieces for part in piece.split(word)]
    return pieces


def _fits(pieces: Sequence[str], line: str) -> bool:
    """Whether the line has all the pieces in their order, with anything between them."""
    if len(pieces) == 1:
        return line == pieces[0]
    first, *between, last = pieces
    at, end = len(first), len(line) - len(last)
    if not (line.startswith(first) and line.endswith(last)):
        return False
    for piece in between:
        if (at := line.find(piece, at) + len(piece)) < len(piece):
            return False
    return at <= end
