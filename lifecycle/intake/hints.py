"""What a form says of a column: its two headings, and the message shown while one of its cells is chosen."""

from collections.abc import Callable

from lifecycle.intake.spelling import fold, words_of
from lifecycle.model.thing import Column, Thing

Say = Callable[..., str]
"""Code and facts → the sentence, in the language of the plan."""

_TITLE_LIMIT = 32
_MESSAGE_LIMIT = 255
"""Characters of an input message (Excel: data validation)."""
_CODES = {
    "date": "form.expects.date",
    "time": "form.expects.time",
    "number": "form.expects.number",
    "bool": "form.expects.bool",
    "text": "form.expects.text",
    "line": "form.expects.line",
    "list": "form.expects.list",
}


def header(column: Column, language: str) -> str:
    """Both headings in one cell, the plan's language first; one where they are the same word."""
    here, there = column.label.in_(language), column.label.in_("cs" if language == "en" else "en")
    first = here + ("*" if column.required else "")
    return first if fold(here) == fold(there) else f"{first}\n{there}"


def note(column: Column, language: str) -> str:
    """The comment of a header: the hint of the column and the key scripts know it by."""
    return f"{_hint(column, language)}\n{column.name}".strip()


def message(kind: type[Thing], column: Column, *, language: str, say: Say) -> tuple[str, str]:
    """The title and the text a spreadsheet shows while a cell of the column is chosen, within its limits."""
    lines = [say("form.required")] if column.required else []
    if hint := _hint(column, language):
        lines.append(hint[0].upper() + hint[1:] + ("" if hint.endswith(".") else "."))
    if column.in_key and len(kind.KEY) == 1:
        lines.append(say("form.expects.key"))
    lines.append(_expected(kind, column, say=say))
    return _cut(column.label.in_(language), _TITLE_LIMIT), _cut("\n".join(lines), _MESSAGE_LIMIT)


def _hint(column: Column, language: str) -> str:
    return column.label.hint_en if language == "en" else column.label.hint_cs


def _expected(kind: type[Thing], column: Column, *, say: Say) -> str:
    """What may stand in the cells of the column, as a sentence."""
    if words := words_of(kind, column):
        if column.type == "list":
            return say("form.expects.words", words=tuple(words))
        return say("form.expects.word", words=tuple(words))
    if column.refs:
        things = tuple(say(f"kind.{ref}") for ref in column.refs)
        return (
            say("form.expects.keys", kinds=things) if column.type == "list" else say("form.expects.ref", kinds=things)
        )
    if column.type == "int":
        if column.name == "year":
            return say("form.expects.year")
        return say("form.expects.czk" if column.name.endswith("_czk") else "form.expects.int")
    return say(_CODES.get(column.type, "form.expects.line"))


def _cut(text: str, limit: int) -> str:
    """`text`, or its beginning up to a whole word where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    return start[: max(start.rfind(" "), start.rfind("\n"), limit // 2)].rstrip(" ,;\n") + "…"
