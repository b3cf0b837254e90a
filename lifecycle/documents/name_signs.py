"""The signs by which a word of a text is somebody's name: what stands beside it, and where in the sentence it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifecycle.documents.czech_names import ADDRESSED, SHORT, Sort, folded

_STOPS = ".!?…:\n"
_OPENS = " \u00a0\t\r„“\"'(–—-•*"


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a person's name or address; `whole` where the very word only is meant, not its cases.

    `great` is a word recorded with a capital: only such a one is a name also where a text has it in small letters.
    """

    person: int
    place: int
    named: bool
    strong: bool
    whole: bool
    great: bool
    a_word: bool
    sort: Sort


@dataclass(frozen=True, slots=True)
class Met:
    """A word of a text, folded as `plain`, with the names it may be; `personal` has an ending only people have."""

    start: int
    end: int
    plain: str
    capital: bool
    shouted: bool
    addressed: bool
    spared: bool
    personal: bool
    parts: tuple[Part, ...]


def beside(text: str, one: Met | None, other: Met | None) -> bool:
    """Whether nothing but a space parts the two words."""
    return one is not None and other is not None and text[one.end : other.start] in (" ", "\u00a0", "  ")


def begins_sentence(text: str, one: Met) -> bool:
    """Whether the word begins a sentence or a line, where every word has a capital; an abbreviation ends none."""
    at = one.start - 1
    while at >= 0 and text[at] in _OPENS:
        at -= 1
    if at < 0 or text[at] in _STOPS[1:]:
        return True
    if text[at] != ".":
        return False
    begin = at
    while begin > 0 and at - begin < 6 and text[begin - 1].isalpha():
        begin -= 1
    word = folded(text[begin:at])
    return not (word in SHORT or word in ADDRESSED or (len(word) == 1 and text[begin].isupper()))


def after_colon(text: str, one: Met) -> bool:
    """Whether the word begins what a colon announces."""
    return text[max(0, one.start - 4) : one.start].rstrip(_OPENS).endswith(":")


def signs_last(text: str, one: Met) -> bool:
    """Whether the word is the last line by itself: a signature."""
    line = text.rfind("\n", max(0, one.start - 9), one.start)
    return line > 0 and text[line : one.start].strip() == "" and text[one.end : one.end + 9].strip(" \n.") == ""


def of_one_name(text: str, one: Met, other: Met) -> bool:
    """Whether two words that stand beside each other are two words of one person's name."""
    first, last = (one, other) if one.start < other.start else (other, one)
    if text[first.end : last.start].strip(" \u00a0\n\t-,") != "":
        return False
    capitals = one.capital and other.capital
    return any(
        (mine.named and theirs.named and mine.person == theirs.person and mine.place != theirs.place)
        and (capitals or (mine.whole and theirs.whole and mine.great and theirs.great))
        for mine in one.parts
        for theirs in other.parts
    )


def with_initials(text: str, met: Sequence[Met], number: int) -> tuple[int, int] | None:
    """The name with the initials beside it: J. P. Soukromá, Soukromá J.; never over the end of a sentence."""
    one = met[number]
    if not (one.capital and any(part.named and part.strong for part in one.parts)):
        return None
    start, end = one.start, one.end
    for other in reversed(met[max(0, number - 3) : number]):
        if not _is_initial(text, other) or text[other.end : start].strip(" \u00a0") != ".":
            break
        start = other.start
    if start == one.start:
        for other in met[number + 1 : number + 4]:
            between = text[end : other.start]
            if not _is_initial(text, other) or between.strip(" \u00a0") != "" or len(between) > 2:
                break
            end = other.end + 1
        if end != one.end:
            # The full stop of the last one may end the sentence as well.
            end -= 1
    return (start, end) if (start, end) != (one.start, one.end) else None


def _is_initial(text: str, other: Met) -> bool:
    return other.end - other.start == 1 and other.capital and text[other.end : other.end + 1] == "."
