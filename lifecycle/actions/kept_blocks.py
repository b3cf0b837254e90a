"""What an edition keeps of its text, read from the store: whole and in a form this program knows, or told why not."""

import json
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong

FORMAT = 1
"""The form of stored documents that this program reads and writes; what is added to it has defaults."""


def kept_blocks(desk: Desk, edition: Edition) -> dict[str, Any]:
    """The stored JSON of the edition; Wrong where it is lost, or another version of the program wrote it otherwise."""
    data = desk.store.blob(edition.blocks)
    if data is None:
        raise Wrong("document.lost", edition=edition.name_at_number)
    value: dict[str, Any] = json.loads(data)
    if value.get("format") != FORMAT:
        raise Wrong("document.other_format", edition=edition.name_at_number, renderer=edition.renderer)
    return value
