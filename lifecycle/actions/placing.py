"""A file takes its place on the disk whole or not at all; why it cannot is told in words.

It is written aside and then renamed. A file that an editor has open is left alone, and so is an edition of ours that
a person edited.
"""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Busy, Wrong
from lifecycle.model.history import sha256

_REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "too_long",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
}
"""Number of the system's error → the variant of the sentence `file.not_writable`."""


def can_be_written(target: Path) -> None:
    """Busy where a file cannot be written to `target`: asked before an act that would stand without its copy."""
    _not_taken(target)
    write_aside(target.parent / ".lifecycle", b"")
    (target.parent / ".lifecycle").unlink()


def keeps_work(desk: Desk, target: Path) -> None:
    """Wrong where `target` is an edition of ours that somebody edited: a person's work is not overwritten."""
    from lifecycle.documents.word.identity import identity

    if target.suffix.lower() != ".docx" or not target.is_file():
        return
    data = target.read_bytes()
    digest = sha256(data)
    if any(one.sha256 == digest for key in desk.store.plans() for one in desk.store.things(key, Edition)):
        return
    try:
        named = identity(data)
    except Wrong:  # no Word file of anybody's
        return
    if named is not None:
        raise Wrong("file.edited_by_hand", file=str(target), edition=named.edition)


def write_copy(target: Path, edition: Edition, data: bytes) -> list[dict[str, Any]]:
    """A copy of an edition that is already in the history stands in `target`; else what there is to say of it."""
    try:
        write_aside(target, data)
    except Busy as failed:
        missing = {"edition": edition.name_at_number, "kept": edition.file}
        return [
            {"code": failed.code, "facts": failed.facts},
            {"code": "file.copy_missing", "facts": missing},
        ]
    return []


def write_new(target: Path, data: bytes) -> None:
    """`data` stands in `target`; Wrong, and nothing is written, where a file with other bytes stands there already."""
    _not_taken(target)
    if target.is_file() and target.read_bytes() != data:
        raise Wrong("file.would_overwrite", file=str(target))
    write_aside(target, data)


def write_aside(target: Path, data: bytes) -> None:
    """`data` stands in `target`, whole or not at all: written aside, then renamed."""
    _not_taken(target)
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
        raise _told(target, failed) from failed


def _not_taken(target: Path) -> None:
    """Busy where a folder has the name, the name is too long, or an editor has the file open."""
    try:
        folder = stat.S_ISDIR(target.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as failed:
        raise _told(target, failed) from failed
    if folder:
        raise _told(target, OSError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if lock := open_in(target):
        raise Busy("file.not_writable", file=str(target), why=lock.name, reason="open", lock=str(lock))


def open_in(target: Path) -> Path | None:
    """The mark an editor leaves beside a file it has open: Word `~$ame.docx`, LibreOffice `.~lock.name.docx#`.

    Word takes two letters off a long name, one off a name of seven, none off a shorter one.
    """
    marks = (f"~${target.name[2:]}", f"~${target.name[1:]}", f"~${target.name}", f".~lock.{target.name}#")
    return next((mark for name in marks if (mark := target.with_name(name)).is_file()), None)


def _told(target: Path, failed: OSError) -> Busy:
    reason = _REASONS.get(failed.errno or 0)
    why = failed.strerror or type(failed).__name__
    return Busy("file.not_writable", file=str(target), why=why, **({"reason": reason} if reason else {}))
