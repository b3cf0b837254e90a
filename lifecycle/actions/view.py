"""The folder `documents/`: a view of the database. Missing files are written again, edited ones never overwritten."""

from pathlib import Path

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import write_aside
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError
from lifecycle.model.history import sha256
from lifecycle.store.erasing import was_erased


def refresh(desk: Desk) -> list[str]:
    """The files written because they were missing, relative to the office.

    Every file that can be written is; the first one that could not is then told.
    """
    written: list[str] = []
    failed: list[LifecycleError] = []
    for key in desk.store.plans():
        for edition in desk.store.things(key, Edition):
            try:
                target = desk.office / edition.file
                if not target.exists() and (data := desk.store.blob(edition.sha256)) is not None:
                    write_aside(target, data)
                    written.append(edition.file)
                written += _beside(desk, key, edition)
            except LifecycleError as told:
                failed.append(told)
    if failed:
        raise failed[0]
    return written


def _beside(desk: Desk, plan: str, edition: Edition) -> list[str]:
    """The renderings written because they were missing beside the edition's file."""
    if edition.name != "invitation":
        return []
    from lifecycle.actions.renderings import rendered, standing

    written = []
    for ending in standing(edition):
        file = Path(edition.file).with_suffix(ending)
        if not (desk.office / file).exists():
            write_aside(desk.office / file, rendered(desk, plan, edition, ending))
            written.append(file.as_posix())
    return written


def file_state(desk: Desk, edition: Edition) -> str:
    """`ours`, `edited` by somebody since, `missing`, or `erased`; what cannot be read is not known to be ours."""
    target = desk.office / edition.file
    if not target.exists():
        return "erased" if was_erased(desk.store, edition.sha256) else "missing"
    try:
        return "ours" if sha256(target.read_bytes()) == edition.sha256 else "edited"
    except OSError:
        return "edited"
