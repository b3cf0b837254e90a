"""Where the folder of an office lies: on which kind of drive, in whose synchronised folder, with how much room.

SQLite trusts the locks of the drive, which network drives keep badly (sqlite.org/faq.html, question 5), and programs
that synchronise a folder copy a database while it is written.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

_REMOTE = frozenset(
    ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "9p", "davfs", "fuse.sshfs", "fuse.davfs2", "afs"]
)
"""Kinds of file systems that are served by another computer, as Linux names them."""
_DRIVE_REMOTE = 4
"""What GetDriveTypeW answers for a network drive (Windows, fileapi.h)."""
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|disk google|můj disk|my drive|icloud ?drive|mobile documents|cloudstorage"
    r"|nextcloud|owncloud|box sync|pcloud ?drive|megasync|synologydrive|proton drive|seafile)([ -].*)?",
    re.IGNORECASE,
)
"""How folders are called that a program synchronises, also `OneDrive - Město Dačice`."""
_TOLD_BY = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which Windows tells the folders of OneDrive, whatever they are called."""
MOUNTS = Path("/proc/self/mounts")


def network_drive(folder: Path, *, mounts: str | None = None) -> str:
    """What the folder's network drive is called; empty where it lies on a disk of this computer, or nobody can tell."""
    place = str(folder.absolute())
    if place.startswith(("\\\\", "//")):
        return place
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(place)[0]
        return drive if ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE else ""
    if mounts is None:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
    return _mounted(folder.resolve(), mounts)


def synchronised(folder: Path, environment: Mapping[str, str]) -> str:
    """The part of the path that some program synchronises with other computers; empty where none is known to."""
    for place in (folder.absolute(), folder.resolve()):
        if named := next((part for part in place.parts if _SYNCED.fullmatch(part)), ""):
            return named
        for name in _TOLD_BY:
            if (told := environment.get(name)) and place.is_relative_to(told):
                return told
    return ""


def _mounted(folder: Path, mounts: str) -> str:
    """The remote device on which the folder is mounted (proc(5): device, place, kind; spaces are octal)."""
    best, remote = -1, ""
    for line in mounts.splitlines():
        words = [re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), word) for word in line.split()]
        if len(words) < 3 or not folder.is_relative_to(words[1]):
            continue
        # Of two mounts on one place the later one is seen.
        if len(words[1]) >= best:
            best, remote = len(words[1]), words[0] if words[2] in _REMOTE else ""
    return remote
