"""The bodies of two editions whose equal cards are written once: the newer writes them, the older only counts them.

In the text of either body such a card is a sign (`sign_of`); `word/nodes.py` reads it as the node the newer wrote.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lifecycle.documents.blocks import Block, Card, Chart, Index, Listing, Passage, Picture, items_of
from lifecycle.documents.document import Document
from lifecycle.documents.word.body import Body, Listed
from lifecycle.documents.word.nodes import Node, sign_of
from lifecycle.documents.word.paragraphs import Paragraphs
from lifecycle.documents.word.tracked import MARKS, number_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A card as the newer edition wrote it: its sign, where it stood, and what it left behind for what follows."""

    sign: str
    context: tuple[object, ...]
    entries: tuple[Listed, ...]
    counted: Mapping[str, int]
    anchored: frozenset[str]
    after: tuple[list[tuple[int, bool]], bool, bool]


@dataclass(slots=True)
class Shared:
    """What both editions know of each other: equal cards by item, and these cards once they are written.

    `items` maps the item of a card to every item it shows.
    """

    items: Mapping[str, frozenset[str]]
    nodes: list[Node] = field(default_factory=list)
    cards: dict[str, Kept] = field(default_factory=dict)


def shared(before: Document, after: Document) -> Shared:
    """The outermost cards that are equal in both, each item's only one in either.

    Cards are left out that hold what is numbered through the document or leads elsewhere: lists, drawings, indexes.
    """
    old = dict(_only(block for section in before.sections for block in section.blocks))
    new = dict(_only(block for section in after.sections for block in section.blocks))
    found: dict[str, frozenset[str]] = {}

    def walk(blocks: Iterable[Block]) -> None:
        for block in blocks:
            if not isinstance(block, Card | Passage):
                continue
            alone = isinstance(block, Card) and _stands_alone(block)
            if alone and new.get(block.item) is block and old.get(block.item) == block:
                found[block.item] = frozenset(items_of([block]))
            else:
                walk(block.blocks)

    for section in after.sections:
        walk(section.blocks)
    return Shared(found)


def _only(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Items with what shows them as a whole, those left out that two cards or passages show."""
    found: dict[str, Block] = {}
    twice: set[str] = set()
    for one in _wholes(blocks):
        if found.setdefault(one.item, one) is not one:
            twice.add(one.item)
    return ((item, one) for item, one in found.items() if item not in twice)


def _wholes(blocks: Iterable[Block]) -> Iterator[Card | Passage]:
    for block in blocks:
        if isinstance(block, Card | Passage):
            yield block
            yield from _wholes(block.blocks)


def _stands_alone(card: Card | Passage) -> bool:
    return not any(
        isinstance(block, Chart | Picture | Index)
        or (isinstance(block, Listing) and block.ordered)
        or (isinstance(block, Card | Passage) and not _stands_alone(block))
        for block in card.blocks
    )


class Steady(Paragraphs):
    """Paragraphs whose bookmarks have numbers of their own: equal blocks of two editions are equal XML."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._numbers: set[int] = set()
        self.names: set[str] = set()
        """The names of bookmarks."""

    def bookmark(self, name: str) -> tuple[str, str]:
        """The start and the end of a bookmark, its number made from its name."""
        number = number_of(name)
        while number in self._numbers:
            number = (number + 1) % MARKS
        self._numbers.add(number)
        self.names.add(name)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    @property
    def identities(self) -> set[int]:
        """The numbers of controls."""
        return self._controls

    @property
    def counts(self) -> dict[str, int]:
        """How many captions of each kind there are so far."""
        return dict(self._counts)

    def count(self, more: Mapping[str, int]) -> None:
        """As many captions more, by kind."""
        for kind, number in more.items():
            self._counts[kind] += number

    def anchored(self, items: frozenset[str]) -> frozenset[str]:
        """Those of `items` that have their anchors already."""
        return items & self._anchored

    def wholes(self, items: frozenset[str]) -> frozenset[str]:
        """Those of `items` that a card or passage shows, here or elsewhere."""
        return items & self._comments.places.wholes

    def anchor(self, items: frozenset[str]) -> None:
        """`items` have their anchors."""
        self._anchored.update(items)


class Keeping(Body):
    """The body of one of two editions: the `first` made writes the cards of `among`, the other finds them written."""

    def __init__(self, *args: Any, among: Shared, first: bool, **more: Any) -> None:
        super().__init__(*args, paragraphs=Steady, **more)
        self._among = among
        self._first = first
        assert isinstance(self._paragraphs, Steady)
        self.steady = self._paragraphs

    def card(self, card: Card, title: str) -> None:
        """Write a card, or its sign where both editions have it."""
        items = self._among.items.get(card.item)
        if items is None or self.steady.waiting:
            super().card(card, title)
            return
        context = (
            *(title, tuple(self._levels), self._gap, self._led, self._short, self._chapter, self._tables.width),
            *(self.steady.anchored(items), self.steady.wholes(items)),
        )
        known = self._among.cards.get(card.item)
        if self._first:
            self._among.cards[card.item] = self._write(card, title, items, context)
        elif known is None or known.context != context:
            super().card(card, title)
        else:
            self._out.append(known.sign)
            self._pass(known)

    def _write(self, card: Card, title: str, items: frozenset[str], context: tuple[object, ...]) -> Kept:
        start, listed, before = len(self._out), len(self.entries), self.steady.counts
        super().card(card, title)
        node = Node("sdt", "".join(self._out[start:]), exact=f"\0{card.item}")
        sign = sign_of(len(self._among.nodes), table=self._gap)
        self._among.nodes.append(node)
        self._out[start:] = [sign]
        counted = {kind: number - before[kind] for kind, number in self.steady.counts.items()}
        after = list(self._levels), self._gap, self._led
        return Kept(sign, context, tuple(self.entries[listed:]), counted, self.steady.anchored(items), after)

    def _pass(self, known: Kept) -> None:
        """What follows is written as if the card had been."""
        self.entries += known.entries
        self.steady.count(known.counted)
        self.steady.anchor(known.anchored)
        levels, self._gap, self._led = known.after
        self._levels = list(levels)

    def press(self) -> None:
        """Nothing: what has been written stays at hand until the body is whole."""

    @property
    def written(self) -> str:
        """The blocks of the body, without cover and contents."""
        return "".join(self._out)
