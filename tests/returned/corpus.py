"""The corpus: every returned file with its truth, made anew for each run of the tests.

Who makes what: hands in the manner of Word saved as nine editors would, LibreOffice itself, an independent library,
and files people tore apart.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.returned import gestures as g
from tests.returned.editors import EDITORS
from tests.returned.gestures import Book, book_of
from tests.returned.hand import Hand
from tests.returned.issued import Issued
from tests.returned.library import LibraryHand
from tests.returned.office_hand import OfficeHand, done
from tests.returned.spots import Spot
from tests.returned.torn import TORN
from tests.returned.truth import Sample

Habit = Callable[[Any, Book, int], None]
TALK: tuple[Habit, ...] = (g.headings, g.cells, g.tables, g.narrative, g.replies)
WORK: tuple[Habit, ...] = (g.tracked, g.edits)
BY_EDITOR: Mapping[str, tuple[Habit, ...]] = {
    "word": (*TALK, g.flags, *WORK, g.everything),
    "word online": (g.everything, g.replies, g.tracked),
    "google": (*TALK, *WORK),
    "google flat": (g.headings, g.cells, g.replies),
    "onlyoffice": (g.everything, g.replies, g.flags, *WORK),
    "strict": (g.everything, g.replies, g.tracked),
    "preview": (g.replies, g.flags),
    "nameless": (g.everything, g.tracked),
    "bare": (g.cells, g.tables, g.edits),
}
BY_LIBREOFFICE: tuple[tuple[Habit, bool], ...] = (
    *((habit, False) for habit in (*TALK, *WORK, g.everything)),
    *((habit, True) for habit in (g.headings, g.tables, g.tracked, g.everything)),
)
BY_LIBRARY: tuple[Habit, ...] = (g.headings, g.cells, g.tables, g.replies, g.flags)


def generated(editions: Mapping[str, Issued], spots: Sequence[Spot], register: Mapping[str, str]) -> list[Sample]:
    """Files our own hands and the library made."""
    edition = editions["plan@7"]
    book = book_of(edition, spots)
    found = []
    for editor, habits in BY_EDITOR.items():
        saved, engine = EDITORS[editor]
        for n, habit in enumerate(habits, start=len(found)):
            hand = Hand(edition, register)
            habit(hand, book, n)
            hand.truth.threads_lost = editor == "google flat"
            name = f"{editor} {habit.__name__}"
            found.append(Sample(name, editor, saved(hand.saved()), hand.truth, engine, edition.name))
    for n, habit in enumerate(BY_LIBRARY, start=len(found)):
        other = LibraryHand(edition, register)
        habit(other, book, n)
        name = f"docx-comments {habit.__name__}"
        found.append(Sample(name, "docx-comments", other.saved(), other.truth, "", edition.name))
    for n, tear in enumerate(TORN, start=len(found)):
        source = editions[getattr(tear, "edition", "plan@7")]
        hand = Hand(source, register)
        tear(hand, book_of(source, spots), n)
        data = getattr(tear, "after", bytes)(hand.saved())
        found.append(Sample(f"torn {tear.__name__}", "torn", data, hand.truth, "", source.name))
    return found


def by_libreoffice(edition: Issued, spots: Sequence[Spot], register: Mapping[str, str], folder: Path) -> list[Sample]:
    """Files LibreOffice made."""
    book = book_of(edition, spots)
    hands = []
    for n, (habit, through) in enumerate(BY_LIBREOFFICE):
        hand = OfficeHand(edition, register)
        habit(hand, book, n)
        hands.append((hand, through))
    saved = done(hands, folder)
    return [
        Sample(
            f"libreoffice{' odt' if through else ''} {habit.__name__}",
            "libreoffice odt" if through else "libreoffice",
            data,
            hand.truth,
            "LibreOffice",
            edition.name,
        )
        for (hand, through), (habit, _), data in zip(hands, BY_LIBREOFFICE, saved, strict=True)
    ]
