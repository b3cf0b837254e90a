"""Who holds a database: so that a person who waited in vain is told whom to ask.

Beside a file stands a note as long as a command of ours writes, and on Linux the system itself is asked, also about
strangers. A server is asked which of its sessions has been writing longest.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WRITING = {"-shm": range(120, 121), "": range(1073741825, 1073742336)}
"""Bytes a writer locks: WAL_WRITE_LOCK of the shared memory, else the lock of the file itself (SQLite, os_unix.c)."""

LONGEST_WRITING = (
    "select coalesce(nullif(a.application_name, ''), a.usename) from pg_stat_activity a "
    "join pg_locks l on l.pid = a.pid where l.granted and l.relation = to_regclass('chain') "
    "and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock') "
    "and a.pid <> pg_backend_pid() order by a.xact_start limit 1"
)
"""The name of the session that has been writing into the history longest (PostgreSQL, 28.2.3 and 54.12)."""


@contextmanager
def noted(database: Path, told: str) -> Iterator[None]:
    """Beside the locked `database` stands who holds it, in the words `told`; nothing where there are none."""
    if not told:
        yield
        return
    note, ours = str(_note(database)), None
    # The note is a courtesy: where it cannot be written, the act is none the worse.
    with suppress(OSError):
        handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.write(handle, f"{os.getpid()}\n{told}".encode())
        ours = os.fstat(handle)
        os.close(handle)
    try:
        yield
    finally:
        # After the commit the next one may have put its own note there already: then it is another file or a later one.
        with suppress(OSError):
            if ours and os.stat(note).st_mtime_ns == ours.st_mtime_ns:
                os.unlink(note)


def holder_of(database: Path) -> str | None:
    """Who writes into the file now, in words; None where nobody else is known to."""
    pid = _locking(database)
    with suppress(OSError, UnicodeDecodeError):
        noted_pid, _, told = _note(database).read_text(encoding="utf-8").partition("\n")
        if noted_pid != str(os.getpid()) and (pid is None or noted_pid == str(pid)):
            return told
    if pid in (None, 0, os.getpid()):
        return None
    with suppress(OSError):
        return f"{Path(f'/proc/{pid}/comm').read_text(encoding='utf-8', errors='replace').strip()}, pid {pid}"
    return None


def _note(database: Path) -> Path:
    return database.with_name(f"{database.name}-held")


def _locking(database: Path) -> int | None:
    """The process that holds the write lock, as Linux knows it; None elsewhere (proc(5), /proc/locks)."""
    with suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        for suffix, bytes_ in _WRITING.items():
            file = database.with_name(database.name + suffix)
            inode = str(file.stat().st_ino) if file.exists() else None
            for words in (line.split() for line in lines):
                # 1: POSIX ADVISORY WRITE 15641 fe:00:2932979 120 120
                if words[1] == "POSIX" and words[3] == "WRITE" and words[5].rpartition(":")[2] == inode:
                    first, last = int(words[6]), bytes_[-1] if words[7] == "EOF" else int(words[7])
                    if first <= bytes_[-1] and last >= bytes_[0]:
                        return int(words[4])
    return None
