"""Where comments can stand: the items a document shows and, for each, its fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lifecycle.documents.blocks import Block, Card, Matrix, Passage, Table
from lifecycle.documents.document import Section, Thread

Place = tuple[str | None, str | None]
"""(item, field) a thread stands at; (None, None) is the document's title."""
TITLE: Place = (None, None)


@dataclass(frozen=True, slots=True)
class Places:
    """Item → its fields; `wholes` are the items shown as a card or a passage, which go before a table's row."""

    fields: Mapping[str, frozenset[str]]
    wholes: frozenset[str]

    def of(self, thread: Thread) -> Place | None:
        """Where the thread stands; None where the document no longer shows its item."""
        if thread.item is None or thread.item == "plan":
            return TITLE
        if thread.item not in self.fields:
            return None
        return thread.item, thread.field if thread.field in self.fields[thread.item] else None


def places_of(sections: Iterable[Section]) -> Places:
    """The places of a document; of an item shown twice the first card or passage counts, else the first row.

    An entry of a matrix is a place as a row is; a line of an index is none.
    """
    wholes: dict[str, frozenset[str]] = {}
    rows: dict[str, frozenset[str]] = {}

    def look(blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Card():
                    wholes.setdefault(block.item, frozenset(field.name for field in block.fields))
                    look(block.blocks)
                case Passage():
                    wholes.setdefault(block.item, frozenset())
                    look(block.blocks)
                case Table():
                    fields = frozenset(block.fields)
                    for row in block.rows:
                        if row.item:
                            rows.setdefault(row.item, fields)
                case Matrix():
                    fields = frozenset([block.field] if block.field else [])
                    for line in block.rows:
                        for entry in (entry for cell in line.cells for entry in cell):
                            rows.setdefault(entry.item, fields)

    for section in sections:
        look(section.blocks)
    return Places(rows | wholes, frozenset(wholes))
