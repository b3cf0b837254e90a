"""An office's editions made again from what they keep: which of them come out differently."""

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import render, stored
from lifecycle.actions.packet import rebuilt
from lifecycle.model.edition import Edition


def made_again(desk: Desk, plan: str) -> dict[str, bool]:
    """Every edition of the plan, packets too, and whether it comes out byte for byte as it was issued."""
    editions = {edition.name_at_number: edition for edition in desk.content(plan).all(Edition)}
    return {
        key: desk.store.blob(edition.sha256)
        == (
            rebuilt(desk, edition, editions[edition.of or ""])
            if edition.name == "packet"
            else render(desk, stored(desk, edition))
        )
        for key, edition in editions.items()
    }
