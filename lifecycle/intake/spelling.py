"""How clerks spell names of columns and words: compared without case, accents, spaces, hyphens and underscores."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import get_args

from lifecycle.model.thing import Column, Thing, Word

_BETWEEN = re.compile(r"[\s_\-\u2010-\u2015]+")
_PARTING = re.compile(r"[\r\n]|\s/\s")

TERRITORY_ALIASES: Mapping[str, str] = {"kod_obce": "code", "nazev": "name", "obyvatel": "population"}
"""What files derived from the Czech Statistical Office (ČSÚ) call the columns of the territory."""

_CSU_COLUMNS = re.compile(
    r"^(typ_obce|kod_orp|nazev_orp|kod_okres_lau1|kod_pou|nazev_okresu|nazev_kraje|obyv_\w+|obyvatel_\w+)$"
)


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """`text` as it is compared: `Kód obce *` and `kod_obce` are one."""
    letters = unicodedata.normalize("NFKD", text).rstrip("* \n").casefold()
    return _BETWEEN.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def nearest(text: str, spellings: Iterable[str]) -> str | None:
    """The one of `spellings` that `text` most probably meant, or None."""
    by_fold: dict[str, str] = {}
    for spelling in spellings:
        by_fold.setdefault(fold(spelling), spelling)
    found = difflib.get_close_matches(fold(text), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def shown(kind: type[Thing]) -> tuple[Column, ...]:
    """The columns of a form: all but those the engine fills."""
    return tuple(column for column in kind.columns() if not column.hidden)


def spellings(column: Column) -> tuple[str, str, str]:
    """The key of a column and its two labels."""
    return column.name, column.label.cs, column.label.en


@cache
def headers(kind: type[Thing]) -> Mapping[str, Column]:
    """Folded spelling → column, for every way one heading of the form may be written; keys win over labels."""
    columns = {column.name: column for column in shown(kind)}
    found = {fold(name): column for name, column in columns.items()}
    for column in columns.values():
        for spelling in spellings(column):
            found.setdefault(fold(spelling), column)
    if kind.FORM == "territory":
        for alias, name in TERRITORY_ALIASES.items():
            found.setdefault(fold(alias), columns[name])
    return found


def column_of(kind: type[Thing], header: str) -> Column | None:
    """The column a header names by one heading, or by two in one cell, each on a line or parted by ` / `.

    Of the two one may be strange (a program without Czech letters writes `klí?`), but none may mean another column.
    """
    known = headers(kind)
    if (column := known.get(fold(header))) is not None:
        return column
    named = [column for part in _PARTING.split(header) if (column := known.get(fold(part))) is not None]
    return named[0] if named and all(column == named[0] for column in named) else None


def heading(header: str) -> str:
    """The first heading of a header as a sentence calls the column: without the mark of what is required."""
    return _PARTING.split(header.strip(), maxsplit=1)[0].rstrip("* ")


def ignored(kind: type[Thing], header: str, *, among: Iterable[str]) -> bool:
    """Whether `header` is a further column of a file of ČSÚ, which the territory leaves aside."""
    if kind.FORM != "territory":
        return False
    return bool(_CSU_COLUMNS.match(header.strip())) or any(fold(other) == "kodobce" for other in among)


def words_of(kind: type[Thing], column: Column) -> type[Word] | None:
    """The words a cell of the column may hold, also where the column is a list of words."""
    if column.type != "list":
        return column.words
    element = get_args(kind.model_fields[column.attribute].annotation)[0]
    return element if isinstance(element, type) and issubclass(element, Word) else None


@cache
def readings(words: type[Word]) -> Mapping[str, Word]:
    """Folded spelling → word, by key or by label in either language; keys win over labels."""
    found = {fold(word.value): word for word in words}
    for word, spelling in _labels(words):
        found.setdefault(fold(spelling), word)
    return found


@lru_cache(maxsize=1_000)
def meant(text: str, words: type[Word]) -> str | None:
    """The spelling of a word that `text` most probably meant, or None."""
    return nearest(text, [*(word.value for word in words), *(spelling for _, spelling in _labels(words))])


def _labels(words: type[Word]) -> Iterator[tuple[Word, str]]:
    for word in words:
        yield word, word.cs
        yield word, word.en
