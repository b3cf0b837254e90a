"""Editions as people name them to compare them."""

from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong

PLAN = "plan"
_PAPERS = "packet"
"""The one deliverable that is a bundle of papers, not a document."""


def edition_named(content: Content, name: str) -> Edition:
    """The edition `NAME@N`, a bare number is `plan@N`; Wrong where there is none or it is a packet of papers."""
    deliverable, at, number = name.strip().rpartition("@")
    found = content.get(Edition, deliverable if at else PLAN, number)
    if found is None:
        every = content.all(Edition)
        same = [one for one in every if one.name == (deliverable if at else PLAN)]
        raise Wrong("edition.unknown", edition=name, known=tuple(one.name_at_number for one in same or every))
    if found.name == _PAPERS:
        raise Wrong("edition.packet", edition=found.name_at_number, of=found.of)
    return found
