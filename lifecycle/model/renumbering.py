"""Items that bear another code than before: the same title, which one item of its kind has before and after."""

from lifecycle.model.content import Content
from lifecycle.model.strategy import Activity, Measure, Priority


def titles(content: Content) -> dict[str, str]:
    """The title of each numbered item by its address, in words without case."""
    things: list[Priority | Measure | Activity] = [
        *content.all(Priority),
        *content.all(Measure),
        *content.all(Activity),
    ]
    return {one.address: " ".join(one.title.casefold().split()) for one in things}


def successors(before: Content, after: Content) -> dict[str, str]:
    """Address → the address of the same item now, for items whose code changed; titles that two share tell nothing."""
    were, are = _by_title(titles(before)), _by_title(titles(after))
    pairs = ((were[key], are.get(key, [])) for key in were)
    return {then[0]: now[0] for then, now in pairs if len(then) == len(now) == 1 and then != now}


def _by_title(told: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """Kind and title → the addresses that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for address, title in told.items():
        found.setdefault((address.partition(":")[0], title), []).append(address)
    return found
