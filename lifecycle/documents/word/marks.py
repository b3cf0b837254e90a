"""Where the text of a file refers to its footnotes and endnotes, in both views (ISO 29500-1, 17.11.14 and 17.11.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lifecycle.documents.returned import ReturnedFootnote
from lifecycle.documents.word.drafts import Draft
from lifecycle.documents.word.revisions import COMES, GOES, Change

Key = tuple[str, str]
"""footnote or endnote, and its id."""
_MOST = 20
"""Marks of one note that are told: a file does not grow by naming one note without end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note: its paragraph, the letters before it in both views, the changes it stands in."""

    draft: Draft
    at: int
    was_at: int
    changes: tuple[Change, ...]
    row: str | None

    @classmethod
    def of(cls, draft: Draft, carried: Sequence[str], changes: Sequence[Change]) -> "Mark":
        """The mark that is met now; `carried` is the text that paragraphs before give to this one."""
        at, was_at = (
            len(text) + sum(map(len, own)) for text, own in zip(carried, (draft.after, draft.earlier), strict=True)
        )
        return cls(draft, at, was_at, tuple(changes), draft.cell.change if draft.cell else None)


def told(marks: Mapping[Key, Sequence[Mark]], texts: Mapping[Key, range]) -> tuple[ReturnedFootnote, ...]:
    """The notes the text refers to, in its order, those of a copied text too; `texts` are the paragraphs of each."""
    met = [(mark, key) for key, own in marks.items() if key in texts for mark in own[:_MOST]]
    met.sort(key=lambda one: (one[0].draft.index, one[0].was_at, one[0].at))
    return tuple(_told(mark, texts[key]) for mark, key in met)


def _told(mark: Mark, paragraphs: range) -> ReturnedFootnote:
    kinds = {mark.row, *(one.kind for one in mark.changes)}
    change = mark.changes[-1] if mark.changes else None
    return ReturnedFootnote(
        paragraph=mark.draft.index,
        at=mark.at,
        was_at=mark.was_at,
        paragraphs=tuple(paragraphs),
        kept=not kinds & GOES,
        was=not kinds & COMES,
        author=change.author if change else "",
        date=change.date if change else None,
    )
