"""Reading a file of SQLite where nothing can be written: on a full disk, or on one that lets nobody write.

SQLite wants to lay a small file beside one that is written in WAL mode even for reading. Where it cannot, a file that
nobody left unfinished is read as it lies (`immutable=1`, https://www.sqlite.org/wal.html#readonly).
"""

import sqlite3
from pathlib import Path

_CANNOT_WRITE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)


def unfinished(file: Path) -> bool:
    """Whether somebody works in the file or was killed at it: a log or a journal with anything in it lies beside."""
    beside = (file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-journal"))
    return any(one.is_file() and one.stat().st_size for one in beside)


def readable_as_it_lies(file: Path, failed: sqlite3.Error) -> bool:
    """Whether what failed is that nothing can be written beside the file, which by itself is whole."""
    code = getattr(failed, "sqlite_errorcode", 0) & 0xFF
    return code in _CANNOT_WRITE and file.is_file() and not unfinished(file)
