"""Where an erasure left a name in others' words: recorded as places without words, told until they are reworded."""

from collections.abc import Collection, Iterator

from lifecycle.actions.desk import Desk
from lifecycle.model.content import Content
from lifecycle.model.erasure import Erasure
from lifecycle.model.plan import OFFICE


def left_naming(desk: Desk, content: Content, shown: Collection[str]) -> Iterator[tuple[str, str | None]]:
    """The places among the items `shown` that named somebody erased and were not written since, with their forms."""
    told: set[str] = set()
    for erasure in desk.store.things(OFFICE, Erasure):
        for line in erasure.naming:
            when, _, place = line.partition(" ")
            plan, _, rev = when.rpartition("@")
            item = place.rpartition(" (")[0]
            kind, _, key = item.partition(":")
            if plan != content.key or item not in shown or place in told:
                continue
            thing = content.things.get(kind, {}).get(tuple(key.split("/")))
            if thing is not None and content.wrote_by(thing) <= int(rev):
                told.add(place)
                yield place, thing.FORM
