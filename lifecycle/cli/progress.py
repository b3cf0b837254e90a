"""How far a long command is: one line on a terminal that writes itself over, and nothing anywhere else."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from lifecycle.cli.screen import shown
from lifecycle.documents.phrases import Phrases

PATIENCE, STEP = 1.0, 0.1
"""Seconds in which nothing is said, and between two sayings."""


class Progress:
    """A line on stderr that tells what is counted, where it is a terminal and the command has run for a second."""

    def __init__(
        self, phrases: Phrases, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._phrases = phrases
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + PATIENCE
        self._width = 0

    def __call__(self, what: str, plan: str, done: int, of: int) -> None:
        """`done` of `of` are done; `what` is the phrase of what is counted."""
        if self._clock() < self._next or not self._stream.isatty():
            return
        line = shown(self._phrases.say(what, plan=plan, done=done, of=max(of, done)))
        self._over(line)
        self._next = self._clock() + STEP

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._width:
            self._over("")
            self._over("")

    def _over(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)
