"""Slips of the pen in Markdown: what would be taken for words though its writer meant a link, a table or a list.

A slip is the rule it breaks and the words to find it by. What is escaped by a backslash is meant as it stands.
"""

import re
from collections.abc import Iterator, Sequence

LINKS = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
"""Where a link of a document may lead."""
_FOREIGN = re.compile(r"\$\$|~~")
"""Formulas and struck-out text of other kinds of Markdown."""
_CALL = re.compile(r"((?:!?\[[^\[\]]*)?\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)?")
"""A link or a picture that could not be read, most often for a space in its address."""
_ELSEWHERE = re.compile(r"!\[[^\[\]]*\]\[[^\[\]]*\]")
"""A picture whose address stands elsewhere."""
_DEFINED = re.compile(r"\[[^\[\]]+\]:\s+(?:https?://|mailto:)\S+", re.IGNORECASE)
"""An address apart from the link it belongs to."""
_ROW = re.compile(r"\|.*(?<!\\)\|")
_PIPE = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"[|:\- \t]*-[|:\- \t]*")
"""The line between the header and the rows of a table."""
_CELL_ENDS = re.compile(r"(?<!\\)(?:\\\\)*\|")
TYPED_ITEM = re.compile(r"\s*(?:[-–—•·▪◦●*]\s+\S|\(?\d{1,3}[.)]\s+[^\W\d_a-zá-ž]|\(?[a-z]\)\s+\S)")
"""A line that begins as one of a list. After a number a small letter or a digit may follow in a date or an ordinal."""


def in_words(words: str, *, opened: bool, begins: bool) -> Iterator[tuple[str, str]]:
    """The slips of a stretch of plain words.

    `opened` says that a bracket was opened before it, `begins` that a line begins with it.
    """
    if foreign := _FOREIGN.search(words):
        yield "narrative.sign", foreign[0]
    for call in _CALL.finditer(words):
        if opened or "[" in call[1]:
            yield "narrative.link_form", call[0]
    if elsewhere := _ELSEWHERE.search(words):
        yield "narrative.link_apart", elsewhere[0]
    if begins and (defined := _DEFINED.match(words)):
        yield "narrative.link_apart", defined[0]


def in_lines(typed: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """The slips of a paragraph as it was typed, each with the place of its line: a table that was not told as one.

    Bars on a line whose end is marked as one are words: it is not run together with the next.
    """
    lines = [line.strip(" \t>") for line in typed]
    joined = {at for at in range(1, len(lines)) if not typed[at - 1].endswith(("\\", "  "))}
    ruled = [at for at in sorted(joined) if "|" in lines[at] and _RULED.fullmatch(lines[at])]
    if ruled:
        yield from (("narrative.table_header", lines[at], at) for at in ruled)
        return
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 in joined else ""
        if _ROW.fullmatch(line) or (_PIPE.search(line) and _PIPE.search(below)):
            yield "narrative.table_rule", line, at
            return


def items(lines: Sequence[str]) -> set[int]:
    """The places of lines that look like items of a list; one alone is none."""
    found = {at for at, line in enumerate(lines) if TYPED_ITEM.match(line)}
    return found if len(found) > 1 else set()


def cells(line: str) -> int:
    """How many cells a table's line has; pipes at its ends are its frame."""
    line = line.strip()
    ends = len(_CELL_ENDS.findall(line))
    framed = bool(line.startswith("|")) + (bool(_CELL_ENDS.search(line[-2:])) if len(line) > 1 else False)
    return ends + 1 - framed
