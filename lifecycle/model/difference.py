"""What changed between two issued texts of one document, place by place, and what caused it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that two texts tell differently.

    `item` is None for words of a chapter that belong to no item, `field` None for an item as a whole. `before` is
    None where the place is new, `after` where it is gone; a whole item is then told by its title, and each of its
    fields by a difference that follows. A private text is its reference into the vault. `label` is the field's name
    as it is printed, `cause` one sentence or empty.
    """

    chapter: str
    item: str | None
    field: str | None
    label: str
    before: str | None
    after: str | None
    cause: str = ""

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Reworking:
    """What was reworked from edition `since` to edition `until` (None: to the text being issued).

    `chapters` are the names of chapters the newer text has and the older one has not.
    """

    since: int
    until: int | None
    differences: tuple[Difference, ...]
    chapters: tuple[str, ...] = ()

    @property
    def reworked(self) -> tuple[Difference, ...]:
        """What somebody reworked: items of chapters both texts have; what merely follows from others has no cause.

        An item that is new or gone is told as a whole.
        """
        wholes = {one.item for one in self.differences if one.field is None}
        told = (one for one in self.differences if one.field is None or one.item not in wholes)
        return tuple(one for one in told if one.item and one.cause and one.chapter not in self.chapters)
