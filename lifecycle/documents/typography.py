"""Typography: where a line must not break, and how days, numbers and money are written. It changes no letter.

Rules of the Internet Language Handbook of the Czech Academy (Internetová jazyková příručka, „Zalomení řádků") and of
ČSN 01 6910. Every space is judged by its nearest neighbours alone, so the work grows with the length of the text only.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

NBSP = "\u00a0"

_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?")

_UNITS = (
    "Kč|CZK|EUR|USD|€|%|‰|°C|km²|km2|km|m²|m2|m³|cm|mm|m|ha|kg|g|t|l|h|hod\\.|min\\.|tis\\.|mil\\.|mld\\."
    "|ks|os\\.|tř\\.|Sb\\."
)
_BEFORE_NUMBER = ("č.", "čl.", "odst.", "str.", "s.", "tab.", "obr.", "kap.", "příl.", "roč.", "r.", "tel.")
_BEFORE_NAME = ("Ing.", "Mgr.", "Bc.", "MUDr.", "PhDr.", "JUDr.", "RNDr.", "PaedDr.", "doc.", "prof.", "p.")
_SMALL = "[a-záčďéěíňóřšťúůýž]"
_CAPITAL = "[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ]"
_THOUSANDS = r"(?:(?<=(?<![\d,.])\d )|(?<=(?<![\d,.])\d\d )|(?<=(?<![\d,.])\d\d\d ))(?=\d{3}(?!\d))"
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _after(words: Iterable[str]) -> str:
    """A pattern that is true right after a whole word of `words` and a space."""
    return "(?:" + "|".join(rf"(?<=(?<!\w){re.escape(word)} )" for word in words) + ")"


_CZECH = (
    r"(?<=(?<![\w.'’-])[KkSsVvZzOoUuAaIi] )(?=\S)",  # a one-letter preposition or conjunction
    rf"(?<=\d )(?=(?:{_UNITS})(?!\w))",
    _THOUSANDS,
    rf"(?<=(?<!\d)\d{{3}} )(?=\d\d\s{_CAPITAL})",  # a postal code before its town
    r"(?<=§ )(?=\d)",
    r"(?<=\. )(?:"
    rf"(?:(?<=(?<![\d.])\d\. )|(?<=(?<![\d.])\d\d\. ))(?=\d{{1,2}}\.|[12]\d{{3}}(?!\d)|{_SMALL})"  # a day, an ordinal
    rf"|{_after(_BEFORE_NUMBER)}(?=\d)"
    rf"|{_after(('č.', 'písm.', 'tzv.', 'čj.'))}(?=\w)"
    rf"|{_after(_BEFORE_NAME)}(?={_CAPITAL})"
    rf"|{_after(('tis.', 'mil.', 'mld.'))}(?=Kč|EUR|€|USD)"
    rf"|(?<=(?<!\w){_SMALL}\. )(?={_SMALL}\.)"  # s. r. o., o. p. s.
    rf"|(?<=(?<!\w){_CAPITAL}\. )(?={_CAPITAL})"  # an initial before a surname
    r")",
)
_ENGLISH = (
    rf"(?<=\d )(?=(?:{_UNITS}|million|billion)(?!\w))",
    _THOUSANDS,
    r"(?<=§ )(?=\d)",
    r"(?<=CZK )(?=\d)",
    rf"(?:(?<=(?<!\d)\d )|(?<=(?<!\d)\d\d ))(?=(?:{_ENGLISH_MONTHS})(?!\w))",
    rf"(?<=\. ){_after(('No.', 'p.', 'par.', 'Art.', 'Fig.', 'Tab.'))}(?=\d)",
)


@cache
def _breaks(language: str) -> re.Pattern[str]:
    """The spaces at which a line must not break.

    Every rule but the Czech one of one-letter words begins with a space after one of a few signs, which is looked at
    before the rules: most spaces of a text are then told by one comparison.
    """
    if language == "en":
        return re.compile(rf" (?<=[\d§K.] )(?:{'|'.join(_ENGLISH)})")
    words, *others = _CZECH
    return re.compile(rf" (?:{words}|(?<=[\d§.] )(?:{'|'.join(others)}))")


def typeset(text: str, language: str) -> str:
    """`text` with a non-breaking space wherever a line must not break; nothing else is changed."""
    return _breaks(language).sub(NBSP, text) if " " in text else text


def day_text(day: dt.date | str, language: str) -> str:
    """A day as people write it: `1. 7. 2015`, in English `1 July 2015`; the time of an ISO text is left out."""
    if isinstance(day, str):
        day = dt.date.fromisoformat(day[:10])
    if language == "en":
        return f"{day.day}{NBSP}{_ENGLISH_MONTHS.split('|')[day.month - 1]}{NBSP}{day.year}"
    return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"


def moment_text(at: str, language: str) -> str:
    """The moment of an ISO text as people write it, in UTC: `22. 11. 2026 v 14.33.25 UTC`.

    Parts of a second are left out; what is no time of any zone stays as it is.
    """
    try:
        read = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    if read.tzinfo is None:
        return at
    moment = read.astimezone(dt.UTC)
    day = day_text(moment.date(), language)
    if language == "en":
        return f"{day}, {moment:%H:%M:%S}{NBSP}UTC"
    return f"{day} v{NBSP}{moment.hour}.{moment:%M.%S}{NBSP}UTC"


def number_text(number: int | str, language: str) -> str:
    """A whole or decimal number as people write it: `1 250,5`, in English `1,250.5`; other text stays as it is."""
    found = _NUMBER.fullmatch(str(number))
    if not found:
        return str(number)
    sign, whole, fraction = found.groups()
    english = language == "en"
    grouped = f"{int(whole):,}".replace(",", "," if english else NBSP)
    return f"{sign}{grouped}" + (f"{'.' if english else ','}{fraction}" if fraction else "")


def money_text(czk: int, language: str) -> str:
    """Whole crowns as people write them: `1 250 000 Kč`, in English `CZK 1,250,000`."""
    number = number_text(czk, language)
    return f"CZK{NBSP}{number}" if language == "en" else f"{number}{NBSP}Kč"


def plain(text: str) -> str:
    """`text` for comparing: every run of white space, non-breaking too, is one space, none at the ends."""
    return " ".join(text.split())
