"""Named failpoints: the places where a write can be cut off, for tests that cut it off at each of them.

They are off unless `LIFECYCLE_FAILPOINT` names one: `NAME[:N]=kill|error|enospc` ends the process (kill -9) or fails
like a broken or full disk when the point is passed for the Nth time; `*` counts the points of every name.
"""

import errno
import os
import signal
from dataclasses import dataclass
from typing import Never

from lifecycle.model.errors import Wrong

VARIABLE = "LIFECYCLE_FAILPOINT"
NAMES = (
    "lock.taken",
    "vault.kept",
    "bytes.kept",
    "act.appended",
    "rows.part",
    "rows.laid",
    "chain.moved",
    "commit.begun",
    "commit.done",
    "file.begun",
    "file.written",
    "file.placed",
    "office.folders",
    "office.settings",
    "making.spine",
    "making.table",
    "making.filled",
    "making.begun",
    "making.done",
    "rebuild.emptied",
    "rebuild.laid",
)
"""Every failpoint in the order in which an act, its file, a new office and a rebuild pass them."""
ONLY_KILLED = frozenset(["commit.done", "file.placed", "making.done", "office.folders", "office.settings"])
"""Here nothing is written that could fail: only a killed process can end, an error is not raised."""
_WAYS = {"kill": None, "error": errno.EIO, "enospc": errno.ENOSPC}


class Injected(OSError):
    """A failure of the disk that a failpoint made."""


@dataclass
class _Armed:
    name: str
    turn: int
    way: str
    passed: int = 0


def _read(text: str) -> _Armed | None:
    """What `text` arms; nothing where it is empty. Wrong text is told when the first point is passed."""
    if not text:
        return None
    point, _, way = text.partition("=")
    name, _, turn = point.partition(":")
    return _Armed(name, int(turn or 1) if (turn or "1").isdecimal() else 0, way)


_armed = _read(os.environ.get(VARIABLE, ""))


def arm(text: str) -> None:
    """The failpoint `text` names is on, any other off; an empty text turns all of them off."""
    global _armed
    _armed = _read(text)


def passed() -> int:
    """How many of the armed points were passed since they were armed."""
    return _armed.passed if _armed else 0


def reach(name: str) -> None:
    """Nothing happens, unless this point is armed and this is its turn."""
    if _armed is not None:
        _pass(_armed, name)


def _pass(armed: _Armed, name: str) -> None:
    if armed.way not in _WAYS or armed.turn < 1 or armed.name not in (*NAMES, "*"):
        raise Wrong("store.failpoint", variable=VARIABLE, known=", ".join(NAMES))
    failure = _WAYS[armed.way]
    if armed.name not in ("*", name) or (failure is not None and name in ONLY_KILLED):
        return
    armed.passed += 1
    if armed.passed == armed.turn:
        if failure is None:
            _die()
        raise Injected(failure, f"failpoint {name}")


def _die() -> Never:
    """The process ends at once: nothing is flushed, closed or told."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)
