"""Editions as people name them to compare them."""

from typing import Any

from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong

PLAN = "plan"
PACKET = "packet"
"""The one deliverable that is a bundle of papers, not a document."""


def edition_named(content: Content, name: str) -> Edition:
    """The edition `NAME@N`, a bare number is `plan@N`; Wrong where there is none or it is a packet of papers."""
    deliverable, at, number = name.strip().rpartition("@")
    found = content.get(Edition, deliverable if at else PLAN, number)
    if found is None:
        every = content.all(Edition)
        known = tuple(one.name_at_number for one in every if one.name == (deliverable if at else PLAN))
        known = known or tuple(one.name_at_number for one in every)
        facts: dict[str, Any] = {"known": known} if known else {"reason": "none"}
        raise Wrong("edition.unknown", edition=name, **facts)
    if found.name == PACKET:
        raise Wrong("edition.packet", edition=found.name_at_number, of=found.of)
    return found
