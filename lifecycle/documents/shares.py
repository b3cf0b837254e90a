"""What one of several people changed in a paragraph: the paragraph as it reads with the changes of one author alone."""

from collections.abc import Sequence

from lifecycle.documents.returned import ReturnedParagraph, ReturnedRevision

ADDS = ("insertion", "move_to")
"""Kinds of tracked changes that add text."""
_MANY = 12
"""Tracked changes of several people in one paragraph that are taken apart; of more, all count as each one's."""
_STEPS = 50_000
"""Tries of taking them apart."""


def share_of(one: ReturnedParagraph, author: str, own: Sequence[ReturnedRevision]) -> str:
    """The paragraph, changed by `own`, with those of one author alone; with all where they cannot be told apart."""
    if all(each.author == author for each in own) or len(own) > _MANY:
        return one.text
    told = _taken_apart(one.before, one.text, own, author, [_STEPS])
    return one.text if told is None else told


def _taken_apart(before: str, after: str, own: Sequence[ReturnedRevision], author: str, left: list[int]) -> str | None:
    """`before` with the author's changes: the changes stand in reading order between stretches both texts keep.

    `left` are the tries that remain; None where no order of the changes gives `after`.
    """
    if not own:
        return before if before == after else None
    first, rest = own[0], own[1:]
    adds = first.kind in ADDS
    for kept in range(min(len(before), len(after)) + 1):
        left[0] -= 1
        if left[0] < 0 or (kept and before[kept - 1] != after[kept - 1]):
            return None
        there = after if adds else before
        if first.text and there.startswith(first.text, kept):
            was = before[kept:] if adds else before[kept + len(first.text) :]
            now = after[kept + len(first.text) :] if adds else after[kept:]
            told = _taken_apart(was, now, rest, author, left)
            if told is not None:
                middle = first.text if adds == (first.author == author) else ""
                return before[:kept] + middle + told
    return None
