"""The editions of one deliverable in their order: what each of them tells, and which items changed to the next.

Told is what councils vote on and what the towns themselves wrote in a chapter nobody votes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lifecycle.actions.desk import Desk
from lifecycle.actions.kept_blocks import kept_blocks
from lifecycle.documents.blocks import Passage
from lifecycle.documents.compare import compared
from lifecycle.documents.document import Document, Section
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition

WRITTEN = ("organisation",)
"""Chapters nobody votes on that print a town's own text before lists that the program makes."""


@dataclass
class Succession:
    """The editions of deliverable `name` (`about` one meeting or year), oldest first; texts are read when asked for."""

    desk: Desk
    content: Content
    name: str
    about: str | None = None
    _read: dict[str, tuple[Section, ...]] = field(default_factory=dict, init=False)
    """Digest of a stored document → its text; of the last two only, for a plan may have many large editions."""
    _changed: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, init=False)

    @cached_property
    def editions(self) -> list[Edition]:
        """Every edition, oldest first."""
        return [one for one in self.content.all(Edition) if (one.name, one.about) == (self.name, self.about)]

    def told(self, edition: Edition) -> tuple[Section, ...]:
        """What the edition tells."""
        if edition.blocks not in self._read:
            while len(self._read) > 1:
                del self._read[next(iter(self._read))]
            self._read[edition.blocks] = kept(self.desk, edition)
        return self._read[edition.blocks]

    def changed(self, before: Edition, after: Edition, item: str) -> bool:
        """Whether the item differs in two editions; a measure differs where one of its activities does."""
        pair = before.number, after.number
        if pair not in self._changed:
            found = compared(self.told(before), self.told(after))
            self._changed[pair] = frozenset(one.item for one in found if one.item)
        kind, _, key = item.partition(":")
        under = f"activity:{key}." if kind == "measure" else item
        return any(one == item or one.startswith(under) for one in self._changed[pair])


def kept(desk: Desk, edition: Edition) -> tuple[Section, ...]:
    """What a stored edition tells."""
    document = kept_blocks(desk, edition)
    # Chapters that are not compared need not be built: annexes are the longest part of a plan.
    asked = [one for one in document["sections"] if one["voted"] or one["name"] in WRITTEN]
    if any(one["voted"] for one in asked):
        document = {**document, "sections": asked, "threads": []}
    return weighed(Document.from_json(document).sections)


def weighed(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The voted chapters and the written words of others; every chapter where none is voted."""
    if not any(one.voted for one in sections):
        return tuple(sections)
    return tuple(one if one.voted else _written(one) for one in sections if one.voted or one.name in WRITTEN)


def _written(section: Section) -> Section:
    return replace(section, blocks=tuple(one for one in section.blocks if isinstance(one, Passage)))
