"""A large JSON file read piece by piece for its parser: bounded in size, depth and length of numbers."""

import re
from typing import BinaryIO

MIB = 1024 * 1024
LIMIT = 1024 * MIB
"""Bytes of one file; the register of 2026 has about 100 MB."""
ELEMENT_LIMIT = 8 * MIB
"""Bytes the parser may read without a whole element coming out of it; one element of the register has about 15 kB."""
_DEPTH = 1_000
_BOM = b"\xef\xbb\xbf"
_BRACKETS = b"[]{}"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_DIGITS = frozenset(b"0123456789")
# The C parser of ijson 3.6 falls over whole numbers of more than 4,300 digits (CPython's limit of int from text).
_LONGEST = 400
_NUMBER = re.compile(rb"[0-9]{%d}" % _LONGEST)


class Unsafe(Exception):
    """The file would cost more than it may; `rule` says in which way."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Bounded:
    """The bytes of a file as the parser asks for them, without a byte order mark; Unsafe where a bound is broken.

    Brackets are counted also where they stand in texts, so the depth is an estimate, too high rather than too low
    by what texts leave open; the bound is a hundred times what the register needs.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail = b""
        self._depth = 0
        self._whole = 0
        self.read_bytes = 0

    def element(self) -> None:
        """A whole element came out: what follows may be as long again."""
        self._whole = self.read_bytes

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the file."""
        first = self.read_bytes == 0
        data = self._stream.read(size)
        if first and size > len(_BOM) and data.startswith(_BOM):
            data = data[len(_BOM) :]
            self.read_bytes = len(_BOM)
        self.read_bytes += len(data)
        brackets = data.translate(None, _OTHERS)
        self._depth += 2 * (brackets.count(b"[") + brackets.count(b"{")) - len(brackets)
        if self._depth > _DEPTH:
            raise Unsafe("register.deep")
        if self.read_bytes - self._whole > ELEMENT_LIMIT:
            raise Unsafe("register.long")
        seen = self._tail + data
        if _has_long_number(seen):
            raise Unsafe("register.number")
        self._tail = seen[-_LONGEST:]
        return data


def _has_long_number(data: bytes) -> bool:
    """Whether so many digits follow each other; only one byte in as many is looked at, as no such run slips between."""
    return any(
        byte in _DIGITS and _NUMBER.search(data, max(0, at - _LONGEST), at + _LONGEST)
        for at, byte in zip(range(0, len(data), _LONGEST), data[::_LONGEST], strict=True)
    )
