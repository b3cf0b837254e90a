"""A file takes its place on the disk whole or not at all; why it cannot is told in words.

It is written aside and then renamed. A file that an editor has open is left alone; whose file may be written over is
decided in `actions/overwriting.py`.
"""

import errno
import os
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from lifecycle.model.edition import Edition
from lifecycle.model.errors import Busy, LifecycleError, Wrong
from lifecycle.model.system_errors import reason
from lifecycle.store.failpoints import reach

_SAID = ("denied", "full", "too_long", "folder", "no_folder")
"""Reasons of the system that have a variant of the sentence `file.not_writable`."""
_OF_THE_NAME = ("too_long", "folder", "no_folder")
_LEFT = 600
"""Seconds after which a file written aside belongs to a command that was killed."""


def can_be_written(target: Path) -> None:
    """Wrong or Busy where no file can be written to `target`: asked before an act that would stand without its copy."""
    not_taken(target)
    try:
        _aside(target, b"").unlink()
    except OSError as failed:
        raise not_writable(target, failed) from failed
    # Only in a folder that exists does the system tell of a name that is too long.
    not_taken(target)


def write_copy(target: Path, edition: Edition, data: bytes) -> list[dict[str, Any]]:
    """A copy of an edition that is already in the history stands in `target`; else what there is to say of it."""
    try:
        write_aside(target, data)
    except LifecycleError as failed:
        missing = {"edition": edition.name_at_number, "kept": edition.file}
        return [
            {"code": failed.code, "facts": failed.facts},
            {"code": "file.copy_missing", "facts": missing},
        ]
    return []


def write_new(target: Path, data: bytes) -> None:
    """`data` stands in `target`; Wrong, and nothing is written, where a file with other bytes stands there already."""
    may_stand(target, data)
    write_aside(target, data)


def may_stand(target: Path, data: bytes) -> None:
    """Nothing is written: Wrong or Busy where `write_new` would refuse the name, as a trial has to tell."""
    not_taken(target)
    if target.is_file() and target.read_bytes() != data:
        raise Wrong("file.would_overwrite", file=str(target))


def write_aside(target: Path, data: bytes) -> None:
    """`data` stands in `target`, whole or not at all: written aside, then renamed."""
    not_taken(target)
    aside: Path | None = None
    try:
        aside = _aside(target, data, lasting=True)
        aside.replace(target)
        reach("file.placed")
        _sweep(target)
    except OSError as failed:
        if aside:
            aside.unlink(missing_ok=True)
        raise not_writable(target, failed) from failed


def _aside(target: Path, data: bytes, *, lasting: bool = False) -> Path:
    """A new file beside `target` that holds `data`, `lasting` also where the power fails.

    Who may read it is what the system gives to any new file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    names = (target.with_name(f".{os.getpid()}-{number}.part") for number in count())
    aside = next(name for name in names if not name.exists())
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            reach("file.begun")
            stream.write(data)
            if lasting:  # else a file cut off by a lost power would look like one that a person edited
                stream.flush()
                os.fsync(handle)
        reach("file.written")
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _sweep(target: Path) -> None:
    """What killed commands left aside in the folder of `target`, just written, is gone."""
    now = target.stat().st_mtime
    for left in target.parent.glob(".*-*.part"):
        with suppress(OSError):
            if left.stat().st_mtime < now - _LEFT:
                left.unlink()


def not_taken(target: Path) -> None:
    """Wrong where a folder has the name or the name is too long, Busy where an editor has the file open."""
    try:
        folder = stat.S_ISDIR(target.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as failed:
        raise not_writable(target, failed) from failed
    if folder:
        raise not_writable(target, OSError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if lock := open_in(target):
        raise Busy("file.not_writable", file=str(target), why=lock.name, reason="open", lock=str(lock))


def open_in(target: Path) -> Path | None:
    """The mark an editor leaves beside a file it has open: Word `~$ame.docx`, LibreOffice `.~lock.name.docx#`.

    Word takes two letters off a long name, one off a name of seven, none off a shorter one.
    """
    marks = (f"~${target.name[2:]}", f"~${target.name[1:]}", f"~${target.name}", f".~lock.{target.name}#")
    return next((mark for name in marks if (mark := target.with_name(name)).is_file()), None)


def not_writable(target: Path, failed: OSError) -> LifecycleError:
    """What the system refused: Wrong where another name is the only cure, else Busy."""
    why = reason(failed)
    kind = Wrong if why in _OF_THE_NAME else Busy
    facts: dict[str, Any] = {"reason": why} if why in _SAID else {}
    return kind("file.not_writable", file=str(target), why=failed, **facts)
