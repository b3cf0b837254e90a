"""Ages as statistical files write them, read as bands of completed years, and the finest bands of one table."""

import itertools
import re
from collections.abc import Iterable

Band = tuple[int, int | None]
"""From and to in completed years, both inclusive; None is `and over`."""

_OLDEST, _HUNDRED = 130, 100
# The annual files of ČSÚ write half-open intervals: `0 až 5 (více nebo rovno 0 a méně než 5)` is 0 to 4.
_HALF_OPEN = re.compile(r"\(.*?(\d{1,3})(?: a méně než (\d{1,3}))?\)$")
_OVER = re.compile(
    r"^(?:od )?(\d{1,3})(?: ?let| ?roků)? ?(?:\+|plus|a více(?: let)?|a starší|a výše|and over|and more)$"
)
_SINCE = re.compile(r"^od (\d{1,3})$")
_FROM_TO = re.compile(r"^(\d{1,3}) ?(?:-|až|to) ?(\d{1,3})(?: let| roky| roků| years)?$")
_SINGLE = re.compile(r"^(\d{1,3})(?: let| rok| roky| year| years)?$")
_UNKNOWN = re.compile(r"^(?:věk )?(?:nezjištěn|neuveden|neznám|unknown|not stated|not identified)")
_TOTAL = frozenset({"", "celkem", "úhrn", "total"})
# What columns of a table `municipality × age` put before the ages: `obyv_0_14`, `věk 0 až 14`.
_PREFIX = re.compile(r"^(?:počet |pocet )?(obyvatelstvo|obyvatelé|obyvatel|obyv|population|pop|věk|vek|age)?[ ._]*")
_AGE_WORDS = frozenset({"věk", "vek", "age"})


def band(text: str) -> Band | None:
    """The ages a text names, None where it names none: `0 - 4 roky`, `85 a více let`, `37`, `Od 95 (…)`."""
    text = _plain(text)
    if (found := _HALF_OPEN.search(text)) and "rovno" in text:
        return _band(int(found[1]), int(found[2]) - 1 if found[2] else None)
    if (found := _OVER.match(text)) or (found := _SINCE.match(text)):
        return _band(int(found[1]), None)
    if found := _FROM_TO.match(text):
        return _band(int(found[1]), int(found[2]))
    return _band(int(found[1]), int(found[1])) if (found := _SINGLE.match(text)) else None


def heading_band(header: str) -> Band | None:
    """The ages the header of a column names: `obyv_0_14`, `15-64`, `obyv_65plus`, `85+`; None where it is no age."""
    text = _plain(header)
    found = _PREFIX.match(text)
    rest = text[found.end() :].replace("_", " ").strip() if found else text
    if re.fullmatch(r"\d{1,3} \d{1,3}", rest):
        rest = rest.replace(" ", "-")
    if rest.isdecimal() and found and found[1] and found[1] not in _AGE_WORDS:
        return None
    return band(rest)


def unknown(text: str) -> bool:
    """Whether the text says that the age was not found out."""
    return bool(_UNKNOWN.match(_plain(text)))


def total(text: str) -> bool:
    """Whether the text stands for all ages together."""
    return _plain(text) in _TOTAL


def finest(bands: Iterable[Band]) -> tuple[Band, ...] | None:
    """The most bands that follow each other without a gap from the first age to the last; None where none do.

    Where ages are left out, the bands that hold no other one, as long as they are apart.
    """
    known = sorted(set(bands), key=lambda one: (one[0], -_end(one)))
    if not known:
        return ()
    last = max(map(_end, known))
    best: dict[int, tuple[Band, ...]] = {last + 1: ()}
    for one in reversed(known):
        rest = best.get(_end(one) + 1)
        if rest is not None and len(rest) + 1 > len(best.get(one[0], ())):
            best[one[0]] = (one, *rest)
    if known[0][0] in best:
        return best[known[0][0]]
    leaves = [one for one in known if not any(other != one and holds(one, other) for other in known)]
    apart = all(_end(one) < after[0] for one, after in itertools.pairwise(leaves))
    return tuple(leaves) if apart else None


def holds(wide: Band, narrow: Band) -> bool:
    """Whether every age of `narrow` is in `wide`."""
    return wide[0] <= narrow[0] and _end(narrow) <= _end(wide)


def follow(bands: tuple[Band, ...]) -> bool:
    """Whether the bands leave no age out, from birth to a hundred at least."""
    starts = [0, *(_end(one) + 1 for one in bands)]
    return starts[:-1] == [one[0] for one in bands] and starts[-1] >= _HUNDRED


def shown(one: Band) -> str:
    """The band as people read it: `0–4`, `85+`."""
    low, high = one
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"


def _plain(text: str) -> str:
    """Lower case, one kind of dash and of space."""
    return " ".join(re.sub("[–—‐‑−]", "-", text).casefold().split())


def _band(low: int, high: int | None) -> Band | None:
    return (low, high) if low <= (_OLDEST if high is None else high) <= _OLDEST else None


def _end(one: Band) -> int:
    return _OLDEST if one[1] is None else one[1]
