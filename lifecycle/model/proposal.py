"""What a proposal would do to the text: add, leave out or change words, or a whole row, paragraph, item or card."""

from lifecycle.model.comment import Comment, CommentKind

BETWEEN_CELLS = " | "
"""What stands between the cells of a row that is told as one line."""
_UNITS = ("row", "item", "paragraph", "text")
FORMS = (
    *(f"added_{unit}" for unit in _UNITS),
    *(f"removed_{unit}" for unit in (*_UNITS, "card")),
    *("added_words", "removed_words", "changed_row", "changed"),
)


def form_of(comment: Comment, item: str | None, field: str | None) -> str:
    """One of FORMS; empty of what proposes nothing. `item` and `field` are where the comment stands."""
    if not comment.proposes:
        return ""
    before, after = comment.before or "", comment.proposed_change or ""
    if not before or not after:
        return f"{'removed' if before else 'added'}_{_unit(comment, before or after, item, field)}"
    if BETWEEN_CELLS in before and BETWEEN_CELLS in after:
        return "changed_row"
    if comment.kind is CommentKind.edit and " → " not in comment.text:
        was, now = len(before.split()), len(after.split())
        return "added_words" if was < now else "removed_words" if was > now else "changed"
    return {CommentKind.insertion: "added_words", CommentKind.deletion: "removed_words"}.get(comment.kind, "changed")


def _unit(comment: Comment, text: str, item: str | None, field: str | None) -> str:
    """What is added or left out as a whole."""
    if BETWEEN_CELLS in text and "\n" not in text:
        return "row"
    kind, _, key = (item or "").partition(":")
    if kind and kind != "text":
        gone = not field and comment.before and key in text
        return "card" if gone else "text"
    if comment.listed:
        return "item"
    return "text" if "\n" in text else "paragraph"
