"""The order of words in a list people read: Czech by ČSN 97 6030 (ch after h, č ř š ž letters of their own)."""

import re
import unicodedata
from collections.abc import Iterable

_OWN = {"cs": ("č", "ř", "š", "ž"), "en": ()}
_ACCENTS = "\u0301\u030c\u030a\u0308\u0302\u0300"
"""The order of letters that differ by the mark alone: á, then ě, ů, ö."""
_PART = re.compile(r"\d{1,18}|ch|.", re.DOTALL)
_ENGLISH_PART = re.compile(r"\d{1,18}|.", re.DOTALL)

Weight = tuple[int, int, str, int]
"""(blank, letter or number; number; letter; its own letter or ch after it)"""
Collated = tuple[tuple[Weight, ...], tuple[int, ...], tuple[bool, ...], str]


def sorted_words(words: Iterable[str], language: str) -> list[str]:
    """`words` in the order of the language's dictionaries; numbers follow letters, 9 stands before 10."""
    return sorted(words, key=lambda word: collated(word, language))


def collated(word: str, language: str) -> Collated:
    """The sorting key of `word`: letters first, then accents, then small before capital, then the text itself."""
    english = language == "en"
    weights: list[Weight] = []
    accents: list[int] = []
    capitals: list[bool] = []
    text = unicodedata.normalize("NFC", word)
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose small form is longer has no case to compare
        text = folded
    for found in (_ENGLISH_PART if english else _PART).finditer(folded):
        part = found[0]
        if part.isdecimal():
            weights.append((2, int(part), "", 0))
        elif part == "ch":
            weights.append((1, 0, "h", 1))
        elif part.isalpha():
            decomposed = unicodedata.normalize("NFD", part)
            letter, marks = decomposed[0], decomposed[1:2]
            own = part in _OWN["en" if english else "cs"]
            weights.append((1, 0, letter, int(own)))
            accents.append(0 if own or not marks else 1 + (_ACCENTS + marks).index(marks))
        elif part.isspace() or part in "-–—/":
            weights.append((0, 0, "", 0))
            continue
        else:
            continue
        capitals.append(text[found.start()].isupper())
    return tuple(weights), tuple(accents), tuple(capitals), word
