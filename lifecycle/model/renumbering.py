"""Items that bear another code than before: told by their title, else by their words, and never guessed.

A title tells an item where one item of its kind has it before and after. Where the title is gone, and the code is gone
or another item's, it is the one new item whose description says nearly the same and that no other one resembles. What
has no description, as an activity, is told by its title alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lifecycle.model.content import Content
from lifecycle.model.strategy import Activity, Measure, Priority
from lifecycle.model.thing import Thing

ALIKE = 0.72
"""Share of words (Dice) that an item of another title has in common with the one it was."""
RELATED = 0.5
"""The share from which two items resemble each other."""
_MOST = 40_000
"""Pairs of items that are compared; past it only titles tell, so that the cost stays bounded."""

NUMBERED = (Priority.KIND, Measure.KIND, Activity.KIND)
"""Kinds of items that bear a code which may change."""


class Named(NamedTuple):
    """What tells an item from others, whatever its code is."""

    title: str
    description: str


Bags = tuple[Counter[str], Counter[str], Counter[str]]
"""The words of an item's title, of its description and of both."""
Words = Mapping[str, Bags]
"""Address → the words of the item."""


def titles(content: Content) -> dict[str, str]:
    """The title of each numbered item by its address, in words without case."""
    return _titles(_numbered(content))


def successors(before: Content, after: Content) -> dict[str, str]:
    """Address → the address of the same item now, for items whose code changed; titles that two share tell nothing."""
    return followers(_numbered(before), _numbered(after))


def followers(before: Mapping[str, Named], after: Mapping[str, Named]) -> dict[str, str]:
    """`successors` of items told by their address."""
    told, now = _titles(before), _titles(after)
    were, are = _by_title(told), _by_title(now)
    pairs = ((were[key], are.get(key, [])) for key in were)
    moved = {then[0]: to[0] for then, to in pairs if len(then) == len(to) == 1 and then != to}
    taken = set(moved.values())
    lost = [at for at in told if at not in moved and (at not in now or at in taken) and _key(at, told[at]) not in are]
    new = [at for at in now if at not in taken and _key(at, now[at]) not in were]
    return moved | _by_words(_words(before), _words(after), lost, new) if lost and new else moved


def another(before: Content, after: Content, item: str, moved: Mapping[str, str]) -> bool:
    """Whether what has the item's code now is another item: one that had another code, or one nothing alike.

    A new title alone makes no other item; where items of the kind changed their codes it must resemble the old one.
    """
    if item in moved.values():
        return True
    kind = item.partition(":")[0]
    one, other = before.at(item), after.at(item)
    if one is None or other is None:
        return False
    described = _text(one, "description") and _text(other, "description")
    if not described and not any(at.startswith(f"{kind}:") for at in moved):
        return False
    return unlike(one, other)


def unlike(one: Thing, other: Thing) -> bool:
    """Whether neither the title nor the description of one item resembles that of the other."""
    words = zip(_of(one)[:2], _of(other)[:2], strict=True)
    return all(_likeness(was, now) < RELATED for was, now in words)


def _by_words(were: Words, are: Words, lost: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Of the items `lost` the one of the `new` that says nearly the same; what resembles several tells nothing."""
    found: dict[str, str] = {}
    for at in lost if len(lost) * len(new) <= _MOST else ():
        like = [to for to in new if _related(at, were[at], to, are[to])]
        if len(like) != 1:
            continue
        (to,) = like
        (_, was, every), (_, now, told) = were[at], are[to]
        alike = was and now and min(_likeness(was, now), _likeness(every, told)) >= ALIKE
        if alike and not any(_related(one, words, to, are[to]) for one, words in were.items() if one != at):
            found[at] = to
    return found


def _related(one: str, words: Bags, other: str, told: Bags) -> bool:
    same_kind = one.partition(":")[0] == other.partition(":")[0]
    return same_kind and _likeness(words[2], told[2]) >= RELATED


def _numbered(content: Content) -> dict[str, Named]:
    things: list[Thing] = [*content.all(Priority), *content.all(Measure), *content.all(Activity)]
    return {one.address: Named(_text(one, "title"), _text(one, "description")) for one in things}


def _titles(named: Mapping[str, Named]) -> dict[str, str]:
    return {address: " ".join(one.title.casefold().split()) for address, one in named.items()}


def _words(named: Mapping[str, Named]) -> Words:
    return {at: _of(one) for at, one in named.items()}


def _of(thing: Thing | Named) -> Bags:
    title, description = _bag(_text(thing, "title")), _bag(_text(thing, "description"))
    return title, description, title + description


def _bag(text: str) -> Counter[str]:
    """The words of a text, how often each."""
    return Counter(text.casefold().split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of words that two texts have in common, twice over both (Dice)."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _text(thing: Thing | Named, name: str) -> str:
    return str(getattr(thing, name, None) or "")


def _key(address: str, title: str) -> tuple[str, str]:
    return address.partition(":")[0], title


def _by_title(told: Mapping[str, str]) -> dict[tuple[str, str], list[str]]:
    """Kind and title → the addresses that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for address, title in told.items():
        found.setdefault(_key(address, title), []).append(address)
    return found
