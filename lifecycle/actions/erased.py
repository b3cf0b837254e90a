"""What stands in the place of what was erased: an edition's file made again, rows of a form kept as they are."""

from typing import TYPE_CHECKING, Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import render, stored
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.thing import VAULT, T, Thing
from lifecycle.store.erasing import was_erased

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lifecycle.actions.desk import Pen

_LANGUAGES = ("cs", "en")


def lost(desk: Desk, edition: Edition) -> Wrong:
    """What to say of an edition whose file is not in the database: that it was erased, or that it is lost."""
    reason: dict[str, Any] = {"reason": "erased"} if was_erased(desk.store, edition.sha256) else {}
    return Wrong("document.lost", edition=edition.name_at_number, **reason)


def file_of(desk: Desk, edition: Edition) -> bytes:
    """The edition's own bytes; of an erased one its text written again, which says what was erased."""
    if (data := desk.store.blob(edition.sha256)) is not None:
        return data
    if edition.name == "packet" or not was_erased(desk.store, edition.sha256):
        raise lost(desk, edition)
    return render(desk, stored(desk, edition), content=edition.content_sha256)


def still_erased(thing: T, standing: Thing | None, pen: "Pen") -> T:
    """`thing` as a form gives it, where the form says only that a text of `standing` was erased."""
    if standing is None:
        return thing
    said = {pen.desk.phrases(language).say("document.erased") for language in _LANGUAGES}
    kept: dict[str, Any] = {
        column.name: value
        for column in thing.columns()
        if column.private and getattr(thing, column.attribute) in said
        if is_erased(value := getattr(standing, column.attribute), pen.texts)
    }
    return thing.replaced(**kept) if kept else thing


def key_is_erased(thing: Thing, texts: "Mapping[str, str]") -> bool:
    """Whether the name under which the row is known was erased: no form shows it and none removes it."""
    return any(is_erased(part, texts) for part in thing.identity)


def is_erased(value: object, texts: "Mapping[str, str]") -> bool:
    """Whether the value names a private text that is no longer there."""
    return isinstance(value, str) and VAULT.match(value) is not None and value not in texts
