"""Where an item of an older edition stands in the plan as it is now: the same, under another code, or no more."""

from collections.abc import Callable

from lifecycle.actions.desk import Desk
from lifecycle.actions.sent import Origin
from lifecycle.actions.writings import Writings
from lifecycle.documents.lines import fold
from lifecycle.model.comment import PlacementState
from lifecycle.model.content import Content
from lifecycle.model.renumbering import titles
from lifecycle.model.thing import Thing


def standing(
    content: Content, item: str, origin: Origin, went: Callable[[str], str]
) -> tuple[str | None, PlacementState]:
    """The item as the plan has it now: the same, moved to another code, or no more (an orphan); never guessed.

    `went` tells the code that the office itself gave the item since the edition, by whatever steps.
    """
    if item == "plan":
        return item, PlacementState.placed
    to = went(item)
    if to != item and content.at(to) is not None:
        return to, PlacementState.moved
    then = _named(origin, item)
    thing = content.at(item)
    if thing is not None and (not then or then == fold(name_of(thing))):
        return item, PlacementState.placed
    kind = item.partition(":")[0]
    rows = content.things.get(kind, {}).values() if then else ()
    same = [other.address for other in rows if fold(name_of(other)) == then]
    if len(same) == 1:
        return same[0], PlacementState.moved
    if thing is not None and _alike(origin, item, thing):
        return item, PlacementState.placed
    return None, PlacementState.orphaned


def renumbered_since(desk: Desk, content: Content, origin: Origin) -> Callable[[str], str]:
    """What code an item of the edition has after every renumbering recorded since (`model/renumbering.py`)."""
    edition = origin.edition
    then = content.earlier(edition.name_at_number) if edition else None
    if edition is None or then is None or titles(then) == titles(content):
        return lambda item: item
    since = content.wrote_by(edition)
    moves = [
        moved for entry, moved in Writings.of(desk.store.kinds, desk.store.entries(content.key)).moves if entry > since
    ]

    def went(item: str) -> str:
        for moved in moves:
            item = moved.get(item, item)
        return item

    return went


def name_of(thing: Thing) -> str:
    """What an item is called: its title, else its text or name."""
    return str(next((value for name in ("title", "text", "name") if (value := getattr(thing, name, None))), ""))


def _named(origin: Origin, item: str) -> str:
    """The title the edition shows for the item, folded; empty for running text, which changes and stays what it is."""
    if item.startswith("text:"):
        return ""
    shown = origin.lines.items.get(item)
    if shown is not None and shown.title:
        return fold(shown.title)
    cells = (line.text for line in origin.lines.all if line.item == item and line.field in ("title", "name"))
    return fold(next(cells, ""))


def _alike(origin: Origin, item: str, thing: Thing) -> bool:
    """Whether an item with another title is still the one the edition shows: its name or description says so."""
    from lifecycle.documents.alignment import likeness
    from lifecycle.documents.matching import bag

    then = {line.field: line.text for line in origin.lines.all if line.item == item and line.field}
    now = {"title": name_of(thing), "description": str(getattr(thing, "description", None) or "")}
    then["title"] = _named(origin, item)
    return any(likeness(bag(then[name]), bag(now[name])) >= 0.5 for name in now if then.get(name) and now[name])
