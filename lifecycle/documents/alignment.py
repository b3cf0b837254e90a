"""Which part of one text answers which part of another: longest common order, words, and likeness; nothing of Word.

Every cost is bounded: what two long texts do not share in one order is taken as replaced, never compared pair by pair.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int, int]
Stretch = tuple[bool, int, int, int, int]
"""Whether the stretches are equal, the bounds of the old one, the bounds of the new one."""
Within = Callable[[Sequence[Hashable], Sequence[Hashable]], Iterator[Pair]]
"""Finds the common places of two texts."""

_GAP = 40_000
"""Pairs compared with care between two parts that both texts hold once in one order."""
_WINDOW = 2_500
"""Pairs whose likeness is weighed between two such parts; past it only neighbours are."""
_WORD = re.compile(r"&\w+;|\d{1,3}(?:\u00a0\d{3})+(?!\d)|\w+|\s|.", re.DOTALL)
_LETTER = re.compile(r"\w")
_LETTERED = re.compile(r"&\w+;|\d{1,3}(?:\u00a0\d{3})+(?!\d)|\w+")


def words(text: str) -> list[str]:
    """`text` cut into words, spaces and signs, each sign alone; joined they are the text.

    An entity of XML is one, and so is a number whose thousands are apart.
    """
    return _WORD.findall(text)


def lettered(text: str) -> int:
    """How many of the words of `text` are more than a space or a sign."""
    return len(_LETTERED.findall(text))


def common(was: Sequence[Hashable], now: Sequence[Hashable]) -> list[Pair]:
    """Places that are equal in both, rising in both: ends first, then what each holds once (patience), then rest."""
    return list(_ended(was, now, _middle))


def stretches(was: Sequence[Hashable], now: Sequence[Hashable]) -> list[Stretch]:
    """The two texts as stretches in turn equal and different."""
    return list(_between(_equal(was, now), len(was), len(now)))


def changes(was: Sequence[str], now: Sequence[str]) -> list[Stretch]:
    """The two texts as stretches in turn equal and different, so that a reader sees whole phrases change.

    Equal stretches without a letter between two changes count as changed: a lone space is no island.
    """
    kept = [
        (a, b, c, d)
        for a, b, c, d in _equal(was, now)
        if (a == 0 and c == 0) or (b == len(was) and d == len(now)) or any(_LETTER.search(was[n]) for n in range(a, b))
    ]
    return list(_between(kept, len(was), len(now)))


def likely(was: Sequence[T], now: Sequence[T], like: Callable[[T, T], float], *, least: float) -> list[Pair]:
    """Places that are alike by `like` (0–1) at least as `least`, rising in both, alike most in sum."""
    if len(was) * len(now) > _WINDOW:
        return list(_neighbours(was, now, like, least))
    best = [[0.0] * (len(now) + 1) for _ in range(len(was) + 1)]
    taken: set[Pair] = set()
    for mine in range(len(was) - 1, -1, -1):
        for their in range(len(now) - 1, -1, -1):
            score = like(was[mine], now[their])
            with_both = score + best[mine + 1][their + 1] if score >= least else -1.0
            without = max(best[mine + 1][their], best[mine][their + 1])
            if with_both > without:
                taken.add((mine, their))
            best[mine][their] = max(with_both, without)
    found: list[Pair] = []
    mine = their = 0
    while mine < len(was) and their < len(now):
        if (mine, their) in taken:
            found.append((mine, their))
            mine, their = mine + 1, their + 1
        elif best[mine + 1][their] >= best[mine][their + 1]:
            mine += 1
        else:
            their += 1
    return found


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of `pairs` (sorted by their first places) whose second places rise too."""
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    row: list[Pair] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def likeness(was: Counter[str], now: Counter[str]) -> float:
    """How much two texts share of their words (Dice): 0 nothing, 1 all; two empty ones are alike."""
    whole = was.total() + now.total()
    return 2 * (was & now).total() / whole if whole else 1.0


def _equal(was: Sequence[Hashable], now: Sequence[Hashable]) -> list[tuple[int, int, int, int]]:
    """The equal stretches of two texts by their bounds in the old and in the new one."""
    first, last = _ends(was, now)
    found = [(0, first, 0, first)] if first else []
    middle = _middle(was[first : len(was) - last], now[first : len(now) - last])
    for mine, their in ((mine + first, their + first) for mine, their in middle):
        if found and found[-1][1] == mine and found[-1][3] == their:
            found[-1] = (found[-1][0], mine + 1, found[-1][2], their + 1)
        else:
            found.append((mine, mine + 1, their, their + 1))
    if last:
        found.append((len(was) - last, len(was), len(now) - last, len(now)))
    return found


def _between(equal: Sequence[tuple[int, int, int, int]], was: int, now: int) -> Iterator[Stretch]:
    """The equal stretches of texts of `was` and `now` parts, and those between them."""
    mine = their = 0
    for a, b, c, d in [*equal, (was, was, now, now)]:
        if mine < a or their < c:
            yield False, mine, a, their, c
        if a < b:
            yield True, a, b, c, d
        mine, their = b, d


def _middle(was: Sequence[Hashable], now: Sequence[Hashable]) -> Iterator[Pair]:
    """The common places of two texts whose ends differ."""
    if not was or not now or len(was) == len(now) == 1:
        return
    once = _once(now)
    anchors = rising([(place, once[key]) for key, place in _once(was).items() if key in once])
    start_was = start_now = 0
    for end_was, end_now in [*anchors, (len(was), len(now))]:
        mine, their = was[start_was:end_was], now[start_now:end_now]
        if mine == their:
            yield from zip(range(start_was, end_was), range(start_now, end_now), strict=True)
        elif mine and their:
            # What touches an anchor belongs to it: a word that one text has twice is the one beside it.
            for a, c in _ended(mine, their, _rest):
                yield start_was + a, start_now + c
        if end_was < len(was):
            yield end_was, end_now
        start_was, start_now = end_was + 1, end_now + 1


def _ended(was: Sequence[Hashable], now: Sequence[Hashable], within: Within) -> Iterator[Pair]:
    """The common places of two texts: those at both ends, and between them what `within` finds."""
    first, last = _ends(was, now)
    yield from ((place, place) for place in range(first))
    for mine, their in within(was[first : len(was) - last], now[first : len(now) - last]):
        yield mine + first, their + first
    yield from ((len(was) - place, len(now) - place) for place in range(last, 0, -1))


def _ends(was: Sequence[Hashable], now: Sequence[Hashable]) -> Pair:
    """How many places two texts have in common where they begin, and how many more where they end."""
    first, last, most = 0, 0, min(len(was), len(now))
    while first < most and was[first] == now[first]:
        first += 1
    while last < most - first and was[-1 - last] == now[-1 - last]:
        last += 1
    return first, last


def _rest(was: Sequence[Hashable], now: Sequence[Hashable]) -> Iterator[Pair]:
    """The common places of two parts without anything that each holds once in one order."""
    if len(was) == 1 and was[0] in now:
        yield 0, now.index(was[0])
    elif len(now) == 1 and now[0] in was:
        yield was.index(now[0]), 0
    elif min(len(was), len(now)) > 1 and len(was) * len(now) <= _GAP:
        for a, b, size in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
            yield from ((a + n, b + n) for n in range(size))


def _once(keys: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(keys)
    return {key: place for place, key in enumerate(keys) if counts[key] == 1}


def _neighbours(was: Sequence[T], now: Sequence[T], like: Callable[[T, T], float], least: float) -> Iterator[Pair]:
    """Each of the old with the first alike among the next few of the new."""
    begin = 0
    for mine, one in enumerate(was):
        reach = now[begin : begin + 8]
        found = next((begin + n for n, other in enumerate(reach) if like(one, other) >= least), None)
        if found is not None:
            yield mine, found
            begin = found + 1
