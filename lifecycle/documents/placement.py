"""Where a point of a returned file belongs in the edition it was made from: never guessed.

Four tiers tell it: the tag of a content control, a point bookmark, a visible code, the text itself. A heading typed
over, a card pasted twice, a paragraph carried elsewhere make them contradict each other; then the text decides, and
where it does not tell either, the point is an orphan that a person places. One file because one rule weighs all four.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lifecycle.documents.alignment import likeness
from lifecycle.documents.anchors import item_of_bookmark, item_of_tag
from lifecycle.documents.document import Cover
from lifecycle.documents.heads import STRANGER, Heads, Says
from lifecycle.documents.lines import Lines, fold
from lifecycle.documents.matching import ALIKE, TELLING, Matching, bag
from lifecycle.documents.returned import Returned, Spot
from lifecycle.documents.typography import plain
from lifecycle.model.comment import Tier

_NEAR = 12
"""Lines within which a short value belongs to a telling one before it."""
WHOLE = "plan"


@dataclass(frozen=True, slots=True)
class Place:
    """Item and field, by which tier; `doubt` names what spoke against it: renumbered, pasted, moved or conflict."""

    item: str | None
    field: str | None = None
    tier: Tier = Tier.none
    doubt: str = ""


ORPHAN = Place(None)


class Placer:
    """Places the spots of one returned file on the items of the edition it was made from."""

    def __init__(self, lines: Lines, returned: Returned, cover: Cover | None = None) -> None:
        self.lines = lines
        self.paragraphs = returned.paragraphs
        self.matching = Matching(lines.all, returned.paragraphs, short=cover is not None and not cover.contents)
        self.heads = Heads(lines, returned.paragraphs, matching=self.matching, told=self._of_cards)
        self._cover = cover
        self._places: dict[Spot, Place] = {}

    def of(self, spot: Spot | None) -> Place:
        """The place of a spot; an orphan where there is none or the evidence does not agree."""
        if spot is None or not 0 <= spot.paragraph < len(self.paragraphs):
            return ORPHAN
        if spot not in self._places:
            self._places[spot] = self._weigh(spot)
        return self._places[spot]

    def over(self, spot: Spot | None, ends: Spot | None) -> Place:
        """The place of a range: that of its beginning, its field only where the range ends in it."""
        first = self.of(spot)
        if ends is None or spot is None or ends == spot or first.item == WHOLE:
            return first
        last = self.of(ends)
        if first.item is None:
            return last if last.item != WHOLE else ORPHAN
        if (last.item, last.field) != (first.item, first.field):
            return Place(first.item, None, first.tier, first.doubt)
        return first

    def sure(self, paragraph: int) -> bool:
        """Whether the paragraph's own text tells its item, whatever stands around it."""
        return self._told(paragraph)[1]

    def within(self, item: str, spot: Spot) -> Place:
        """The place of a spot that lies in the card `item`, whatever anchors stand around it."""
        return self._with_field(self._deeper(Place(item, tier=Tier.code), ((self._row(spot), Tier.code),)), spot)

    # The evidence.

    def _weigh(self, spot: Spot) -> Place:
        if spot.part in ("header", "footer"):
            return ORPHAN
        if spot.part == "body" and spot.paragraph < self.matching.begins:
            return self._on_cover(spot)
        control = self._control(spot)
        mark = self._mark(spot)
        row = self._row(spot)
        head = self.heads.of(spot.heading)
        text, sure = self._told(spot.paragraph)
        if (usurped := self.heads.usurped.get(spot.paragraph)) is not None:
            # A new card under a code that is another one's: nothing of it is that one's.
            return self._by_text(spot, text) if sure and not self.kin(text, usurped) else Place(None, doubt="conflict")
        if control is not None:
            place = self._judged(control, Tier.control, spot=spot, head=head, text=text, sure=sure, mark=mark)
        elif mark is not None:
            place = self._judged(mark, Tier.bookmark, spot=spot, head=head, text=text, sure=sure, mark=None)
        elif row is not None or head not in (None, STRANGER):
            named = row or str(head)
            titled = self.heads.titled(spot.heading)
            if sure and not (text is not None and self.kin(text, named)):
                place = self._by_text(spot, text)
            elif titled is not None and not self.kin(titled, named):
                place = Place(titled, tier=Tier.similarity, doubt="renumbered")
            else:
                place = Place(named, tier=Tier.code)
        elif sure and text is not None:
            place = Place(text, tier=Tier.similarity, doubt="renumbered" if head == STRANGER else "")
        elif head == STRANGER and (titled := self.heads.titled(spot.heading)) is not None:
            place = Place(titled, tier=Tier.similarity, doubt="renumbered")
        elif text is not None and self._amid(spot, text):
            place = Place(text, tier=Tier.similarity)
        else:
            whose = self.spoken(spot)
            return Place(whose, tier=Tier.code) if whose else ORPHAN
        # An editor loses the bookmark of a card inside another one; the heading still tells the inner one.
        inner = head if place.tier is Tier.bookmark and head != STRANGER else None
        deeper = (
            (inner, Tier.code),
            (mark, Tier.bookmark),
            (row, Tier.code),
            (text if sure else None, Tier.similarity),
        )
        return self._with_field(self._deeper(place, deeper), spot)

    def _judged(
        self, item: str, tier: Tier, *, spot: Spot, head: str | None, text: str | None, sure: bool, mark: str | None
    ) -> Place:
        """The item of an anchor, unless its heading or the text beside it speak of another one."""
        against = head is not None and (head == STRANGER or not self.kin(head, item))
        if tier is Tier.bookmark and (sure or head is None) and self._beyond(spot.paragraph, item):
            # The edition shows this text outside the item: its bookmark only stands before it under one heading.
            row = self._row(spot)
            if row is not None:
                return Place(row, tier=Tier.code)
            return self._by_text(spot, text) if sure and text is not None else ORPHAN
        twice = item in self._twice
        if not against and not (twice and head is None):
            if tier is Tier.bookmark and sure and text is not None and not self.kin(text, item):
                return self._by_text(spot, text)
            return Place(item, tier=tier, doubt="pasted" if twice else "")
        titled = self.heads.titled(spot.heading)
        if sure and text is not None:
            if self.kin(text, item):
                return Place(item, tier=tier, doubt="renumbered" if against else "pasted")
            if head not in (None, STRANGER) and self.kin(text, str(head)):
                return Place(head, tier=Tier.code, doubt="moved")
            return self._by_text(spot, text)
        if titled is not None and self.kin(titled, item):
            return Place(item, tier=tier, doubt="renumbered")
        if titled is not None and titled == head:
            return Place(head, tier=Tier.code, doubt="moved")
        if mark is not None and mark == item and head is None:
            return Place(item, tier=tier, doubt="pasted")
        return Place(None, doubt="conflict")

    def _by_text(self, spot: Spot, text: str | None) -> Place:
        """The item whose text it is, where it stands in its old order; what was carried elsewhere is an orphan."""
        if text is not None and spot.paragraph in self.matching.in_order:
            return Place(text, tier=Tier.similarity, doubt="conflict")
        return Place(None, doubt="moved" if text else "conflict")

    def _deeper(self, place: Place, told: Iterable[tuple[str | None, Tier]]) -> Place:
        """A row's or an entry's own item, where the anchor found was that of the card around it."""
        for item, tier in told:
            if item and place.item and item != place.item and place.item in self.lines.items[item].above:
                place = Place(item, tier=tier, doubt=place.doubt)
        return place

    def _with_field(self, place: Place, spot: Spot) -> Place:
        """The place with the field of its row or cell; a heading and running text stand for the whole item."""
        if place.item is None:
            return place
        shown = self.lines.items[place.item]
        field: str | None = None
        if spot.cell >= 0:
            field = shown.labels.get(fold(spot.row_label))
        if field is None and (number := self.matching.line(spot.paragraph)) is not None:
            line = self.lines.all[number]
            field = line.field if line.item == place.item and line.cell >= 0 else None
        if field is None and spot.cell >= 0:
            field = self._columns.get((place.item, spot.cell))
        return Place(place.item, field, place.tier, place.doubt)

    def _control(self, spot: Spot) -> str | None:
        return next((item for tag in reversed(spot.controls) if (item := self._item_of_tag(tag))), None)

    def _mark(self, spot: Spot) -> str | None:
        """The item of the nearest bookmark that reaches the spot: a row's reaches its row, an entry's its cell."""
        for name in reversed(spot.bookmarks):
            item = self._item_of_bookmark(name)
            if item is None:
                continue
            if item in self.lines.wholes:
                return item
            start = self.paragraphs[self._starts[name]].spot
            same = (start.row_label, start.heading) == (spot.row_label, spot.heading) and spot.cell >= 0
            if same and (start.cell == spot.cell or item not in self._entries):
                return item
        return None

    def _row(self, spot: Spot) -> str | None:
        """The item whose row begins with the same code under the same heading."""
        if spot.cell < 0 or not spot.row_label:
            return None
        found = self._rows.get((fold(spot.heading), fold(spot.row_label)), set())
        return next(iter(found)) if len(found) == 1 else None

    def spoken(self, spot: Spot) -> str | None:
        """The item that a cell of the row names by its code and title, in a table of what the program puts together."""
        number = self.matching.line(spot.paragraph)
        if number is not None or spot.cell < 0:
            return self.lines.speaks.get(-1 if number is None else number)
        row = (plain(self.paragraphs[n].before) for n in self.matching.row(spot.paragraph))
        told = {self.lines.names[text] for text in row if text in self.lines.names}
        return next(iter(told)) if len(told) == 1 else None

    def _told(self, paragraph: int) -> tuple[str | None, bool]:
        """The item (None: none) whose text the paragraph has, and whether that is sure."""
        number = self.matching.line(paragraph)
        if number is None:
            return None, False
        line = self.lines.all[number]
        if paragraph in self.matching.same:
            items = self._texts[line.text]
            # A heading, a label, a short value come again; what one item alone shows at some length tells it.
            return line.item, len(items) == 1 and len(line.text) >= TELLING and line.role != "label"
        now, was = bag(self.paragraphs[paragraph].before), bag(line.text)
        return line.item, likeness(now, was) >= ALIKE and len(line.text) >= 3 * TELLING

    def _of_cards(self, paragraph: int) -> Says:
        """The card whose control or bookmark begins with the paragraph, and the one whose words it has."""
        spot = self.paragraphs[paragraph].spot
        around = self.paragraphs[paragraph - 1].spot.controls if paragraph else ()
        anchors = [self._item_of_tag(tag) for tag in reversed(spot.controls) if tag not in around]
        anchors += [self._item_of_bookmark(name) for name in spot.bookmarks if self._starts[name] == paragraph]
        text, sure = self._told(paragraph)
        return Says(self._card(next(filter(None, anchors), None)), self._card(text if sure else None))

    def _card(self, item: str | None) -> str | None:
        """The card that the item is, or lies in."""
        if item is None:
            return None
        return next((one for one in (item, *self.lines.items[item].above) if one in self.heads.carded), None)

    def _beyond(self, paragraph: int, item: str) -> bool:
        """Whether the edition shows this text, in its order, outside the item."""
        number = self.matching.in_order.get(paragraph)
        if number is None:
            return False
        own = self.lines.all[number].item
        return own is None or not self.kin(own, item)

    def _amid(self, spot: Spot, item: str) -> bool:
        """Whether the cell follows, line by line as the edition shows it, a line that tells the item."""
        order, own = self.matching.in_order, self.matching.in_order.get(spot.paragraph)
        if own is None or spot.cell < 0 or fold(self.lines.all[own].row) != fold(spot.row_label):
            return False
        for step in range(1, _NEAR):
            if order.get(spot.paragraph - step) != own - step or not self.kin(self.lines.all[own - step].item, item):
                return False
            if self._told(spot.paragraph - step) == (item, True):
                return True
        return False

    def _on_cover(self, spot: Spot) -> Place:
        """The whole document, where the spot is on one of the cover's own lines."""
        if self._cover is None:
            return ORPHAN
        told = plain(self.paragraphs[spot.paragraph].before)
        own = {plain(self._cover.title), plain(self._cover.subtitle), plain(self._cover.plan_title)}
        own |= {plain(f"{label} {text}") for label, text in self._cover.lines}
        return Place(WHOLE, tier=Tier.similarity) if told and told in own - {""} else ORPHAN

    def kin(self, one: str | None, other: str | None) -> bool:
        """Whether one of two items is the other or lies in it."""
        if one is None or other is None:
            return False
        return one == other or any(
            a in self.lines.items[b].above for a, b in ((one, other), (other, one)) if b in self.lines.items
        )

    def _item_of_tag(self, tag: str) -> str | None:
        item = item_of_tag(tag.partition(";")[0], self.lines.items)
        return item if item in self.lines.items else None

    def _item_of_bookmark(self, name: str) -> str | None:
        item = item_of_bookmark(name, self.lines.items)
        return item if item in self.lines.items else None

    # What the edition and the file say of themselves, looked up once.

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        """Name of a bookmark → the first paragraph that knows it."""
        found: dict[str, int] = {}
        for number, one in enumerate(self.paragraphs):
            for name in one.spot.bookmarks:
                found.setdefault(name, number)
        return found

    @cached_property
    def _twice(self) -> frozenset[str]:
        """Items whose heading stands in the file in more than one place."""
        return frozenset(item for item, places in self.heads.headed.items() if len(places) > 1)

    @cached_property
    def _entries(self) -> frozenset[str]:
        """Items of matrices: each is a paragraph of its own in a cell."""
        rows = {line.item for line in self.lines.all if line.item and line.cell == 0}
        return frozenset(line.item for line in self.lines.all if line.item and line.item not in rows and line.cell > 0)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], set[str | None]]:
        """Heading and first cell of a row → whose rows begin so; a chapter's own tables are nobody's."""
        passages = self.lines.wholes - self.heads.carded
        rows = (line for line in self.lines.all if line.cell == 0 and line.role == "text")
        return _gathered(
            ((fold(line.heading), fold(line.row)), None if line.item in passages else line.item) for line in rows
        )

    @cached_property
    def _texts(self) -> Mapping[str, set[str | None]]:
        return _gathered((line.text, line.item) for line in self.lines.all)

    @cached_property
    def _columns(self) -> Mapping[tuple[str, int], str]:
        """(item, column) → field, for items shown as rows."""
        return {
            (line.item, line.cell): line.field
            for line in self.lines.all
            if line.item
            and line.field
            and line.cell >= 0
            and line.role == "text"
            and line.item not in self.lines.wholes
        }


def _gathered(pairs: Iterable[tuple[object, object]]) -> Mapping:  # type: ignore[type-arg]  # the callers name the types
    found: dict[object, set[object]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return dict(found)
