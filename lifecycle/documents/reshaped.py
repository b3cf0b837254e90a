"""What a returned file changes in a narrative chapter besides its words: looks, links, order, kinds, pictures.

Words that came, went or read otherwise are told by `proposed`; here is what a reader of words alone would not see.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import Any

from lifecycle.documents.alignment import common, likely, likeness
from lifecycle.documents.anchors import item_of_tag
from lifecycle.documents.blocks import Block, Card, Passage
from lifecycle.documents.chaptered import Letter, Piece, caption_of, pieces_returned, pieces_shown, signs
from lifecycle.documents.document import Document
from lifecycle.documents.matching import ALIKE, bag
from lifecycle.documents.placement import Placer
from lifecycle.documents.returned import Returned
from lifecycle.documents.slips import LINKS
from lifecycle.documents.typography import plain

FOREIGN = ("picture_other", "picture_new", "link_unsafe")
"""What a chapter cannot take from a file: pictures it does not have, links that lead elsewhere than to the web."""
LOOKS = ("bold", "bold_on", "bold_off", "italic", "italic_on", "italic_off", "link")
CHANGES = ("order", "order_first", "kind", "depth", *LOOKS, *FOREIGN, "picture_gone", "picture_alt")
"""Every code of such a change."""
KINDS = ("heading", "text", "quote", "item", "item_numbered", "row")
"""Kinds of paragraphs by which `kind` says what one was and is."""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """One such change: the code of its phrase (`reshaped.<code>`) and its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """A chapter as it was sent and as the file has it, with every tracked change rejected and accepted."""

    sent: tuple[Piece, ...]
    before: tuple[Piece, ...]
    now: tuple[Piece, ...]


def chapters_read(
    document: Document, returned: Returned, placer: Placer, *, captions: Sequence[str]
) -> dict[str, Read]:
    """The chapters whose beginning and end the file tells, and which hold nothing a chapter cannot."""
    found: dict[str, Read] = {}
    for passage in _passages(block for section in document.sections for block in section.blocks):
        if passage.item in found or not (numbers := _extent(placer, passage.item)):
            continue
        sent = tuple(pieces_shown(passage.blocks))
        views = [pieces_returned(returned, numbers, before=before, captions=captions) for before in (True, False)]
        if views[0] is not None and views[1] is not None:
            found[passage.item] = Read(sent, *(_captioned(sent, view, captions) for view in views if view is not None))
    return found


def with_own_pictures(sent: Sequence[Piece], now: Sequence[Piece]) -> list[Piece]:
    """The pieces with the chapter's own pictures where the file has others, and without those it has never had."""
    ours = [one for one in sent if one.kind == "picture"]
    theirs = [one for one in now if one.kind == "picture"]
    stands: dict[int, Piece] = {}
    start_our = start_their = 0
    pairs = list(common([one.digest for one in ours], [one.digest for one in theirs]))
    for our, their in [*pairs, (len(ours), len(theirs))]:
        for was, new in zip(ours[start_our:our], theirs[start_their:their], strict=False):
            stands[id(new)] = replace(new, digest=was.digest)
        start_our, start_their = our + 1, their + 1
    known = {one.digest for one in ours}
    told = (stands.get(id(one), one) for one in now)
    return [one for one in told if one.kind != "picture" or one.digest in known]


def safe(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces whose links lead where a link of a document may; words of another one stay without it."""

    def seen(letter: Letter) -> Letter:
        return replace(letter, link="") if letter.link and not LINKS.match(letter.link) else letter

    return [
        replace(one, cells=tuple(tuple(map(seen, cell)) for cell in one.cells)) if any(_unsafe(one)) else one
        for one in pieces
    ]


def unsafe(pieces: Sequence[Piece]) -> Iterator[Reshaped]:
    """The links that lead elsewhere: none of them is carried."""
    for piece in pieces:
        for link, letters in _unsafe(piece):
            yield Reshaped("link_unsafe", {"text": _short(signs(letters)), "now": _short(link)})


def _unsafe(piece: Piece) -> Iterator[tuple[str, tuple[Letter, ...]]]:
    for cell in piece.cells:
        for link, letters in groupby(cell, key=lambda one: one.link):
            if link and not LINKS.match(link):
                yield link, tuple(letters)


def _captioned(sent: Sequence[Piece], view: Sequence[Piece], captions: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces without captions left over from pictures of the edition that are gone."""
    own = {plain(signs(one.cells[1])) for one in sent if one.kind == "picture"}
    return tuple(one for one in view if one.kind != "text" or (caption_of(one.text, captions) or "") not in own - {""})


def reshaped(sent: Sequence[Piece], now: Sequence[Piece]) -> list[Reshaped]:
    """What differs between pieces of the same words, and pictures that came, went or changed."""
    ours, theirs = _texts(sent), _texts(now)
    pairs = list(common([one.text for one in ours], [one.text for one in theirs]))
    found = [each for our, their in pairs for each in _between(ours[our], theirs[their])]
    mine, their_ = {a for a, _ in pairs}, {b for _, b in pairs}
    left = {one.text: one for n, one in enumerate(ours) if n not in mine and one.kind != "row"}
    for place, piece in enumerate(theirs):
        if place not in their_ and piece.text in left:
            above = theirs[place - 1].text if place else ""
            found.append(
                Reshaped("order" if above else "order_first", {"text": _short(piece.text), "above": _short(above)})
            )
            found += _between(left.pop(piece.text), piece)
            their_.add(place)
    found += _of_changed([one for n, one in enumerate(ours) if n not in mine], theirs, without=their_)
    return found + list(_of_pictures(sent, now))


def _of_changed(ours: Sequence[Piece], theirs: Sequence[Piece], *, without: Container[int]) -> Iterator[Reshaped]:
    """The looks of words that stayed in paragraphs, items and headings of which other words changed."""
    left = [one for one in ours if one.kind != "row"]
    came = [one for n, one in enumerate(theirs) if n not in without and one.kind != "row"]
    for our, their in likely(left, came, lambda one, other: likeness(bag(one.text), bag(other.text)), least=ALIKE):
        was, now = left[our], came[their]
        old, new = (tuple(letter for letter in one.cells[0] if letter.note is None) for one in (was, now))
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        parts = [replace(was, cells=((*cell[:head], Letter(" "), *cell[len(cell) - tail :]),)) for cell in (old, new)]
        yield from (replace(one, facts={**one.facts, "text": _short(now.text)}) for one in _between(*parts))


def _alike(one: Sequence[Letter], other: Sequence[Letter]) -> int:
    """How many letters at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return len(list(takewhile(lambda pair: pair[0].sign.split() == pair[1].sign.split(), pairs)))


def _between(was: Piece, now: Piece) -> Iterator[Reshaped]:
    text = _short(was.text)
    if (was.kind, was.numbered) != (now.kind, now.numbered):
        kinds = [f"{one.kind}_numbered" if one.numbered else one.kind for one in (was, now)]
        yield Reshaped("kind", {"text": text, "was_kind": kinds[0], "now_kind": kinds[1]})
    elif was.depth != now.depth and was.kind in ("heading", "item"):
        yield Reshaped(
            "depth", {"text": text, "was": was.depth + (was.kind == "item"), "now": now.depth + (now.kind == "item")}
        )
    for sign, of in (("bold", 0), ("italic", 1)):
        before, after = (_parts(one, of) for one in (was, now))
        if before != after and was.kind == now.kind:
            gone = [part for part in before if part not in after]
            new = [part for part in after if part not in before]
            told = {"text": text, "was": _quoted(before), "now": _quoted(after)}
            yield Reshaped(f"{sign}_off" if gone and not after else f"{sign}_on" if new and not before else sign, told)
    before, after = _links(was), _links(now)
    if before != after:
        yield Reshaped("link", {"text": text, "was": ", ".join(before) or "–", "now": ", ".join(after) or "–"})


def _of_pictures(sent: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Reshaped]:
    ours, theirs = ([one for one in pieces if one.kind == "picture"] for pieces in (sent, now))
    start_our = start_their = 0
    pairs = list(common([one.digest for one in ours], [one.digest for one in theirs]))
    for our, their in [*pairs, (len(ours), len(theirs))]:
        gone, new = ours[start_our:our], theirs[start_their:their]
        for was in gone[: len(new)]:
            yield Reshaped("picture_other", {"text": _alt(was)})
        for was in gone[len(new) :]:
            yield Reshaped("picture_gone", {"text": _alt(was)})
        for one in new[len(gone) :]:
            yield Reshaped("picture_new", {"text": _alt(one) or "–"})
        if our < len(ours) and _alt(ours[our]) != _alt(theirs[their]):
            yield Reshaped("picture_alt", {"was": _alt(ours[our]), "now": _alt(theirs[their]) or "–"})
        start_our, start_their = our + 1, their + 1


def _texts(pieces: Sequence[Piece]) -> list[Piece]:
    return [one for one in pieces if one.kind != "picture" and one.text]


def _alt(piece: Piece) -> str:
    return signs(piece.cells[0])


def _parts(piece: Piece, of: int) -> list[str]:
    """The stretches that are bold (0) or italic (1)."""
    found = [""]
    for cell in piece.cells:
        for letter in cell:
            if letter.look[of]:
                found[-1] += letter.sign
            elif found[-1] and letter.note is None:
                found.append("")
        found.append("")
    return [part.strip() for part in found if part.strip()]


def _links(piece: Piece) -> list[str]:
    return list(dict.fromkeys(letter.link for cell in piece.cells for letter in cell if letter.link))


def _quoted(parts: Sequence[str]) -> str:
    return ", ".join(f"„{_short(part)}“" for part in parts) or "–"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def _passages(blocks: Iterator[Block] | Sequence[Block]) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Passage():
                yield block
            case Card():
                yield from _passages(block.blocks)


def _extent(placer: Placer, item: str) -> range | None:
    """The paragraphs of the chapter: those in its control, else those between the headings around it."""
    paragraphs, matching = placer.paragraphs, placer.matching
    body = [n for n, one in enumerate(paragraphs) if one.spot.part in ("body", "textbox")]
    inside = [n for n in body if _held(placer, paragraphs[n].spot.controls, item)]
    if inside:
        found = range(inside[0], inside[-1] + 1)
        if len(inside) != len(found):
            return None
    else:
        own = [n for n, line in enumerate(placer.lines.all) if line.item == item]
        if not own or not item.startswith("text:"):
            return None
        places = {at: n for n in range(len(paragraphs)) if (at := matching.line(n)) is not None}
        mine = [places[at] for at in own if at in places]
        if not mine:
            return None
        first, last = min(mine), max(mine)
        lines = placer.lines.all
        if own[0] and lines[own[0] - 1].role == "heading" and own[0] - 1 in places:
            first = places[own[0] - 1] + 1
        after = own[-1] + 1
        if after < len(lines) and lines[after].role == "heading" and after in places:
            last = places[after] - 1
        found = range(first, last + 1)
        foreign = (matching.line(n) for n in found)
        if not found or any(at is not None and lines[at].item != item for at in foreign):
            return None
    clear = all(paragraphs[n].spot.part == "body" for n in found)
    return found if clear and not any(n in placer.heads.usurped for n in found) else None


def _held(placer: Placer, controls: Sequence[str], item: str) -> bool:
    return any(item_of_tag(tag.partition(";")[0], placer.lines.items) == item for tag in controls)
