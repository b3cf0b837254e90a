"""Who signs the changes between two editions, and what became of each item: plain values of a redline."""

from dataclasses import dataclass

Place = tuple[str, str]
"""An item and the label of one of its fields as it is printed (`title` of its title); "" for the item as a whole."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who is named as the author of a change and when: a day, an ISO time, or nothing."""

    author: str
    date: str


@dataclass(slots=True)
class Touched:
    """What a redline says of one item ("" is text of none): words in and out, whether it came or went as a whole.

    `label` is the name its control shows, `author` who signs its changes, each once.
    """

    item: str
    label: str
    author: str
    inserted: int = 0
    deleted: int = 0
    added: bool = False
    removed: bool = False

    @property
    def says(self) -> bool:
        """Whether its words changed or it came or went; else only its look did."""
        return bool(self.inserted or self.deleted or self.added or self.removed)

    @property
    def change(self) -> str:
        """What became of it: added, removed, moved (both) or changed."""
        if self.added:
            return "moved" if self.removed else "added"
        return "removed" if self.removed else "changed"
