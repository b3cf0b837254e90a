"""How a word stands in a command that is to be copied: as the shell of this computer reads it back."""

import os
import re
import shlex

WINDOWS = os.name == "nt"
_SAFE = re.compile(r"[\w@%+=:,./-]+")
_SAFE_IN_CMD = re.compile(r"[\w@+:./\\-]+")
_READ_BY_SH = frozenset('"$`!\\')
"""Signs that sh reads also between double quotes (POSIX.1-2017, 2.2.3), and `!`, by which bash calls former lines."""


def quoted(text: str, *, windows: bool = WINDOWS) -> str:
    """`text` as one word of a command line; double quotes wherever they do, for cmd.exe knows no others."""
    if windows:
        # What ends with a backslash would quote the quote (the C run-time's rules of an argument).
        ends = re.search(r"\\*$", text)
        inner = text.replace('"', '""') + (ends[0] if ends else "")
        return text if _SAFE_IN_CMD.fullmatch(text) else f'"{inner}"'
    if _SAFE.fullmatch(text):
        return text
    return shlex.quote(text) if set(text) & _READ_BY_SH else f'"{text}"'
