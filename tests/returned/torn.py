"""Files people tore apart: cards moved, renumbered, split, pasted twice; rows gone; comments that lost their place."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.returned import gestures as g
from tests.returned.editors import bare, packed, unpacked
from tests.returned.gestures import Book, pick, three
from tests.returned.hand import DATE, Hand, a_run
from tests.returned.issued import plain, w, words_of
from tests.returned.spots import Spot
from tests.returned.truth import Changed, Said

Tear = Callable[[Hand, Book, int], None]
TORN: list[Tear] = []


def torn(tear: Tear | None = None, *, edition: str = "plan@7", after: Callable[[bytes], bytes] | None = None) -> Any:
    """Puts the file on the list; `edition` it is made from, `after` is how it is saved."""

    def put(tear: Tear) -> Tear:
        tear.edition = edition
        if after:
            tear.after = after
        TORN.append(tear)
        return tear

    return put(tear) if tear else put


def cards(book: Book, *numbers: int) -> list[Spot]:
    """Headings of measures by their place."""
    return [book["measure head"][number] for number in numbers]


def field_of(book: Book, head: Spot) -> Spot:
    """The description of the card."""
    return next(one for one in book["measure text"] if one.item == head.item)


def sign(hand: Hand, book: Book, *heads: Spot, n: int) -> None:
    """A comment at the heading and one at the description of each card."""
    for step, head in enumerate(heads):
        hand.comment(head, f"Patří to sem? ({n}.{step})", by=g.PEOPLE[step % 5])
        hand.comment(field_of(book, head), f"Co to přesně znamená? ({n}.{step})", by=g.PEOPLE[(step + 1) % 5])


@torn
def cards_in_another_order(hand: Hand, book: Book, n: int) -> None:
    first, second = cards(book, 2, 3)
    sign(hand, book, first, second, n=n)
    hand.card(first).addprevious(hand.card(second))


@torn(after=bare)
def cards_in_another_order_and_bare(hand: Hand, book: Book, n: int) -> None:
    first, second = cards(book, 5, 6)
    sign(hand, book, first, second, n=n)
    hand.card(first).addprevious(hand.card(second))


@torn
def a_card_renumbered(hand: Hand, book: Book, n: int) -> None:
    (head,) = cards(book, 4)
    sign(hand, book, head, n=n)
    _typed(hand.find(head), r"Opatření \d+\.\d+", "Opatření 9.7")


@torn(after=bare)
def a_card_renumbered_to_its_neighbour_and_bare(hand: Hand, book: Book, n: int) -> None:
    """The heading says one measure and the text another one: the text decides, the heading's own comment waits."""
    head, other = cards(book, 4, 6)
    hand.truth.loose_edits = True
    sign(hand, book, head, n=n)
    _typed(hand.find(head), r"Opatření \d+\.\d+", " ".join(other.text.split()[:2]))


@torn
def a_heading_renamed(hand: Hand, book: Book, n: int) -> None:
    (head,) = cards(book, 7)
    sign(hand, book, head, n=n)
    title = head.text.partition(" – ")[2]
    _typed(hand.find(head), re.escape(title), "Něco zcela jiného")
    hand.truth.changed.append(Changed("edit", head.item, "title", title, "Něco zcela jiného"))


@torn
def a_card_split_in_two(hand: Hand, book: Book, n: int) -> None:
    """The lower half of the card under a heading of its own with a new number."""
    (head,) = cards(book, 8)
    sign(hand, book, head, n=n)
    (other,) = [one for one in book["responsible"] if one.item == head.item]
    hand.comment(other, f"Kdo je to? ({n})", by="Jana Malá")
    table = next(hand.find(other).iterancestors(w("tbl")))
    rows = list(table.findall(w("tr")))
    lower = deepcopy(table)
    for row in list(lower.findall(w("tr"))):
        lower.remove(row)
    cut = rows.index(next(hand.find(other).iterancestors(w("tr"))))
    for row in rows[cut:]:
        lower.append(row)
    heading = etree.Element(w("p"))
    heading.append(deepcopy(hand.find(head).find(w("pPr"))))
    heading.append(a_run("Opatření 8.8 – Nové z rozděleného"))
    table.addnext(heading)
    heading.addnext(lower)
    hand.truth.said[-1] = Said("Jana Malá", f"Kdo je to? ({n})", None)
    hand.truth.loose_edits = True


@torn
def a_card_pasted_twice(hand: Hand, book: Book, n: int) -> None:
    (head,) = cards(book, 9)
    sign(hand, book, head, n=n)
    copy = deepcopy(hand.card(head))
    for one in list(copy.iter()):
        if one.tag in (w("commentRangeStart"), w("commentRangeEnd")):
            one.getparent().remove(one)
        elif one.tag == w("commentReference"):
            one.getparent().getparent().remove(one.getparent())
    hand.body.find(w("body")).insert(len(hand.body.find(w("body"))) - 1, copy)
    hand.truth.loose_edits = True


@torn
def a_row_less(hand: Hand, book: Book, n: int) -> None:
    spots = pick(book, "activity", 1, n)
    hand.remove_row(spots[0])


@torn
def a_row_struck_and_one_inserted(hand: Hand, book: Book, n: int) -> None:
    one, other = pick(book, "activity", 2, n)
    cells = ["2.9.9", "Zcela nová aktivita obce", "Obec Peč", "2016"]
    hand.strike_row(one, by="Jana Malá")
    hand.insert_row(other, cells, by="Jana Malá", item=f"measure:{str(other.item)[9:].rpartition('.')[0]}")


@torn
def only_the_look_changed(hand: Hand, book: Book, n: int) -> None:
    for spot in pick(book, "measure text", 3, n):
        hand.restyle(spot, by="Jana Malá")


@torn
def comments_without_a_range(hand: Hand, book: Book, n: int) -> None:
    g.headings(hand, book, n)
    mine = {one.get(w("id")) for one in hand.comments if words_of(one).startswith("K nadpisu")}
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for one in list(hand.body.iter(w(name))):
            if one.get(w("id")) in mine:
                one.getparent().remove(one)
    hand.truth.said = [Said(one.author, one.text, None) for one in hand.truth.said]


@torn
def comments_with_a_reference_only(hand: Hand, book: Book, n: int) -> None:
    g.cells(hand, book, n)
    for name in ("commentRangeStart", "commentRangeEnd"):
        for one in list(hand.body.iter(w(name))):
            one.getparent().remove(one)


@torn
def numbers_of_comments_repeat(hand: Hand, book: Book, n: int) -> None:
    """Two comments under one number on two cards: nobody can tell which is whose."""
    g.headings(hand, book, n)
    mine = [one.get(w("id")) for one in hand.comments if words_of(one).startswith("K nadpisu")]
    for one in [*hand.comments, *hand.body.iter(*map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))]:
        if one.get(w("id")) == mine[2]:
            one.set(w("id"), mine[1])
    hand.truth.said[1:3] = [Said(one.author, one.text, None) for one in hand.truth.said[1:3]]


@torn
def a_comment_over_several_cards(hand: Hand, book: Book, n: int) -> None:
    first, second = cards(book, 10, 11)
    hand.comment(first, f"Slučte tato dvě opatření. ({n})", by="Ing. Petr Dvořák")
    id = hand.comments[-1].get(w("id"))
    for one in list(hand.body.iter(w("commentRangeEnd"), w("commentReference"))):
        if one.get(w("id")) == id:
            moved = one if one.tag == w("commentRangeEnd") else one.getparent()
            hand.find(second).append(moved)


@torn
def a_comment_in_the_contents(hand: Hand, book: Book, n: int) -> None:
    """It stands on a line of the contents, which is no place of the plan."""
    spot = pick(book, "measure head", 1, n)[0]
    hand.comment(spot, f"Obsah je dlouhý. ({n})", by="Jana Malá")
    id = hand.comments[-1].get(w("id"))
    line = next(p for p in hand.body.iter(w("p")) if "TOC" in etree.tostring(p, encoding="unicode")[:400])
    for one in list(hand.body.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))):
        if one.get(w("id")) == id:
            line.append(one if one.tag != w("commentReference") else one.getparent())
    hand.truth.said[-1] = Said("Jana Malá", f"Obsah je dlouhý. ({n})", None)


@torn
def two_people_in_one_sentence(hand: Hand, book: Book, n: int) -> None:
    (spot,) = pick(book, "measure text", 1, n)
    hand.track(spot, three(hand.edition, spot, 2), f"první návrh {n}", by="Jana Malá")
    hand.track(spot, three(hand.edition, spot, 16), f"druhý návrh {n}", by="Ing. Petr Dvořák")


@torn
def names_like_formulas_and_scripts(hand: Hand, book: Book, n: int) -> None:
    names = (
        '=HYPERLINK("http://zlo.example")',
        "<script>alert(1)</script>",
        "+420 123",
        "@SUM(A1)",
        "'; DROP TABLE act",
    )
    for name, spot in zip(names, pick(book, "measure head", 5, n), strict=True):
        hand.comment(spot, f"=1+1; <b>{name}</b> ({n})", by=name)


@torn
def comments_of_several_paragraphs(hand: Hand, book: Book, n: int) -> None:
    for step, spot in enumerate(pick(book, "finding text", 3, n)):
        text = f"První odstavec ({n}.{step}).\nDruhý odstavec.\nTřetí."
        hand.comment(spot, text, by="Jana Malá", words=three(hand.edition, spot, 3))


@torn
def a_paragraph_moved_with_tracking(hand: Hand, book: Book, n: int) -> None:
    """The text leaves one finding and comes to another one, as Word tracks a move."""
    source, target = pick(book, "finding text", 2, n)
    who = {w("author"): "Jana Malá", w("date"): DATE}
    text = words_of(hand.find(source))
    run = next(one for one in hand.find(source).iter(w("r")) if one.find(w("t")) is not None)
    away = etree.Element(w("moveFrom"), {w("id"): "8801", **who})
    run.addprevious(away)
    for one in [one for one in hand.find(source).findall(w("r")) if one.find(w("t")) is not None]:
        away.append(one)
    here = etree.SubElement(hand.find(target), w("moveTo"), {w("id"): "8802", **who})
    here.append(a_run(" " + text))
    hand.truth.changed.append(Changed("deletion", source.item, None, plain(text), "", "Jana Malá"))
    hand.truth.changed.append(Changed("insertion", target.item, None, "", plain(text), "Jana Malá"))


@torn
def a_new_paragraph_without_tracking(hand: Hand, book: Book, n: int) -> None:
    (spot,) = pick(book, "finding text", 1, n)
    hand.type_after(spot, f"Doplňujeme údaj obce za rok 2014: sedm dalších žadatelů ({n}).")


@torn(edition="plan@6")
def made_from_an_older_edition(hand: Hand, book: Book, n: int) -> None:
    g.cells(hand, book, n)
    g.tables(hand, book, n)


@torn(edition="plan@8")
def made_from_the_edition_for_approval(hand: Hand, book: Book, n: int) -> None:
    g.headings(hand, book, n)
    g.tracked(hand, book, n)


def without_threads(data: bytes) -> bytes:
    """The part that tells who answers whom is broken."""
    parts = unpacked(data)
    parts["word/commentsExtended.xml"] = b"<broken"
    return packed(parts)


@torn(after=without_threads)
def a_broken_part_of_threads(hand: Hand, book: Book, n: int) -> None:
    g.headings(hand, book, n)
    g.cells(hand, book, n)


def _typed(paragraph: Any, pattern: str, now: str) -> None:
    """Words of one paragraph typed over, whatever runs they are in."""
    texts = list(paragraph.iter(w("t")))
    whole = re.sub(pattern, now, "".join(one.text or "" for one in texts).replace("\u00a0", " "))
    for one in texts:
        one.text = ""
    texts[0].text = whole
