"""The folder `documents/`: a view of the database. Missing files are written again, edited ones never overwritten."""

import errno
import os
import tempfile
from pathlib import Path

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Busy, Wrong
from lifecycle.model.history import sha256


def refresh(desk: Desk) -> list[str]:
    """The files written because they were missing, relative to the office."""
    written = []
    for key in desk.store.plans():
        for edition in desk.store.things(key, Edition):
            target = desk.office / edition.file
            if not target.exists() and (data := desk.store.blob(edition.sha256)) is not None:
                write_aside(target, data)
                written.append(edition.file)
            written += _beside(desk, key, edition)
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
    """`ours`, `edited` by somebody since, or `missing`."""
    target = desk.office / edition.file
    if not target.exists():
        return "missing"
    return "ours" if sha256(target.read_bytes()) == edition.sha256 else "edited"


def can_be_written(target: Path) -> None:
    """Busy where a file cannot be written to `target`: asked before an act that would stand without its copy."""
    if target.is_dir():
        raise Busy("file.not_writable", file=str(target), why=os.strerror(errno.EISDIR))
    probe = target.parent / f".{target.name}.part"
    write_aside(probe, b"")
    probe.unlink()


def write_new(target: Path, data: bytes) -> None:
    """`data` stands in `target`; Wrong, and nothing is written, where a file with other bytes stands there already."""
    if target.is_file() and target.read_bytes() != data:
        raise Wrong("file.would_overwrite", file=str(target))
    write_aside(target, data)


def write_aside(target: Path, data: bytes) -> None:
    """`data` stands in `target`, whole or not at all: written aside, then renamed."""
    aside: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(aside).replace(target)
    except OSError as failed:
        if aside:
            Path(aside).unlink(missing_ok=True)
        raise Busy("file.not_writable", file=str(target), why=failed.strerror or type(failed).__name__) from failed
