"""What people do to an edition before they send it back: one function a habit, for any hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.returned.issued import Issued, plain
from tests.returned.spots import COVER, Spot

Book = Mapping[str, Sequence[Spot]]
"""Kind of place → the places of that kind the edition shows once."""
PEOPLE = ("Jana Malá", "Ing. Petr Dvořák", "Starosta obce Peč", "Mgr. Eva Nová", "Zastupitelka Marie Horáková")
OPEN = ("Nesplněné opatření", "Klub je otevřený", "Vize je srozumitelná")
DONE = ("Je devět obcí", "Jsou odpovědi rozloženy")


def book_of(edition: Issued, spots: Sequence[Spot]) -> Book:
    """The spots the edition shows once, by kind of item; whole cards by `head`, their fields by `field`."""
    found: dict[str, list[Spot]] = {}
    for spot in spots:
        if len(edition.all(spot)) == 1:
            kind = str(spot.item).partition(":")[0]
            if kind in ("measure", "finding", "priority"):
                kind = f"{kind} head" if spot.text == spot.heading else f"{kind} text"
            found.setdefault(spot.field if spot.field == "responsible" else kind, []).append(spot)
    return found


def pick(book: Book, kind: str, count: int, n: int) -> list[Spot]:
    """Some places of a kind, others for every n."""
    rows = book.get(kind, ())
    return [rows[(n * count + step * 3) % len(rows)] for step in range(min(count, len(rows)))]


def headings(hand: Any, book: Book, n: int) -> None:
    for step, kind in enumerate(("measure head", "measure head", "finding head", "priority head")):
        (spot,) = pick(book, kind, 1, n + step)
        hand.comment(spot, f"K nadpisu {spot.item}: doplňte, prosím. ({n}.{step})", by=PEOPLE[(n + step) % 5])


def cells(hand: Any, book: Book, n: int) -> None:
    for step, kind in enumerate(("measure text", "responsible", "activity", "finding text", "priority text")):
        (spot,) = pick(book, kind, 1, n + step)
        hand.comment(spot, f"Kdo to zaplatí? ({n}.{step})", by=PEOPLE[(n + step) % 5])


def tables(hand: Any, book: Book, n: int) -> None:
    for step, kind in enumerate(("swot", "service", "evaluation", "swot")):
        (spot,) = pick(book, kind, 1, n + step)
        hand.comment(spot, f"Je to tak i dnes? ({n}.{step})", by=PEOPLE[(n + step) % 5])


def narrative(hand: Any, book: Book, n: int) -> None:
    for step, spot in enumerate([*book["text"][:2], COVER]):
        hand.comment(spot, f"Zkraťte to. ({n}.{step})", by=PEOPLE[(n + step) % 5])


def replies(hand: Any, book: Book, n: int) -> None:
    for step, asked in enumerate((*OPEN, *DONE)):
        hand.reply(asked, f"K tomu dodáváme: souhlasíme s výhradou. ({n}.{step})", by=PEOPLE[(n + step) % 5])
    (spot,) = pick(book, "finding head", 1, n)
    own = f"Odkud je toto číslo? ({n})"
    hand.comment(spot, own, by=PEOPLE[n % 5])
    hand.reply(own, f"Také se ptáme. ({n})", by=PEOPLE[(n + 1) % 5])


def flags(hand: Any, book: Book, n: int) -> None:
    hand.flag(OPEN[n % 3], resolved=True)
    hand.flag(DONE[n % 2], resolved=False)
    (spot,) = pick(book, "measure head", 1, n)
    hand.comment(spot, f"Vyřešeno po telefonu. ({n})", by=PEOPLE[n % 5], resolved=True)


def tracked(hand: Any, book: Book, n: int) -> None:
    one, other = pick(book, "measure text", 2, n)
    (third,) = pick(book, "finding text", 1, n)
    (fourth,) = pick(book, "activity", 1, n)
    hand.track(one, three(hand.edition, one, 4), f"úplně jiná slova {n}", by=PEOPLE[n % 5])
    hand.track(other, "+" + three(hand.edition, other, 6), f" a navíc i toto {n}", by=PEOPLE[n % 5])
    hand.track(third, three(hand.edition, third, 5), "", by=PEOPLE[(n + 1) % 5])
    hand.track(fourth, three(hand.edition, fourth, 0, words=1), f"Nově {n}", by=PEOPLE[(n + 2) % 5])


def edits(hand: Any, book: Book, n: int) -> None:
    (one,) = pick(book, "measure text", 1, n + 2)
    (other,) = pick(book, "finding text", 1, n + 1)
    (third,) = pick(book, "activity", 1, n + 3)
    hand.edit(one, three(hand.edition, one, 3), f"zcela nový závazek {n}")
    hand.edit(other, three(hand.edition, other, 4), f"podle obce jinak {n}")
    hand.edit(third, three(hand.edition, third, 0, words=1), f"Znovu {n}")


def everything(hand: Any, book: Book, n: int) -> None:
    for habit in (headings, cells, tables, narrative, replies, tracked):
        habit(hand, book, n)


def three(edition: Issued, spot: Spot, at: int, *, words: int = 3) -> str:
    """Words of the paragraph, from the `at`-th on, that no tied space parts and that stand in it once."""
    told = edition.shown(spot).text
    parts = told.split(" ")
    for first in range(min(at, len(parts) - words), len(parts) - words + 1):
        cut = " ".join(parts[first : first + words])
        if plain(cut) == cut and told.count(cut) == 1:
            return cut
    raise AssertionError(f"no {words} words of {told!r}")
