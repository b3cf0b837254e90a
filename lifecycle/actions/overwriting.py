"""Whose file may be written over: one that this program wrote and nobody touched; a person's work is left alone."""

from collections.abc import Callable
from pathlib import Path

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.history import sha256

_REMADE = 3
"""Renderings of so many newest editions are made again to know whether a file is one of them."""

Remake = Callable[[Edition, bytes], bool]
"""Whether the bytes are a rendering of the edition."""


def keeps_work(
    desk: Desk, plan: str, target: Path, made: bytes | None, *, of: Edition, word: Remake, remake: Remake
) -> None:
    """Wrong where writing `made`, a file of edition `of`, to `target` would destroy what somebody else needs.

    That is the place of another edition in the office's folder, an edition that somebody edited, and any file that is
    not known to be ours: an edition's own bytes, its clean copy (`word`), or a rendering made again (`remake`).
    """
    if not target.is_file() or (present := target.read_bytes()) == made:
        pass
    elif target.suffix.lower() == ".docx":
        _refuse_word(desk, target, present, word)
    elif not _is_rendering(desk, plan, present, of, remake):
        raise Wrong("file.would_overwrite", file=str(target))
    _refuse_place(desk, target, made, of)


def _is_rendering(desk: Desk, plan: str, present: bytes, of: Edition, remake: Remake) -> bool:
    editions = [one for one in desk.store.things(plan, Edition) if one.name == of.name]
    newest = sorted(editions, key=lambda one: one.number)[-_REMADE:]
    return any(remake(one, present) for one in reversed(newest))


def _refuse_place(desk: Desk, target: Path, made: bytes | None, of: Edition) -> None:
    """Wrong where `target` is the place of an edition whose very bytes `made` are not."""
    place = target.resolve()
    if not place.is_relative_to(desk.office.resolve()):
        return
    digest = sha256(made) if made is not None else None
    for key in desk.store.plans():
        for one in (*desk.store.things(key, Edition), of):
            if (desk.office / one.file).resolve() == place and one.sha256 != digest:
                raise Wrong("file.place_of_edition", file=str(target), edition=one.name_at_number)


def _refuse_word(desk: Desk, target: Path, present: bytes, word: Remake) -> None:
    """Wrong where the Word file is neither an edition's own nor the clean copy of the one it says it is."""
    from lifecycle.documents.word.identity import identity

    digest = sha256(present)
    every = {key: desk.store.things(key, Edition) for key in desk.store.plans()}
    if any(one.sha256 == digest for editions in every.values() for one in editions):
        return
    try:
        named = identity(present)
    except Wrong:  # no Word file of anybody's
        named = None
    if named is None:
        raise Wrong("file.would_overwrite", file=str(target))
    if not any(one.name_at_number == named.edition and word(one, present) for one in every.get(named.plan, ())):
        raise Wrong("file.edited_by_hand", file=str(target), edition=named.edition)
