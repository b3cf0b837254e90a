"""A backup as a file: a zip archive whose first member tells all others, and whose last bytes tell the whole file.

The archive's comment is the SHA-256 of every byte before it, so a cut or a changed byte shows wherever it is. What is
read came from outside: names, sizes and ratios are held to the limits below before anything is written.
"""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

BACKUP = "plan-lifecycle backup"
FORMAT = 1
MANIFEST = "backup.json"
MOST_MEMBERS, MOST_MANIFEST = 20_000, 16 << 20
MOST_RATIO, UNJUDGED = 200, 1 << 20
"""An office inflates to at most 200 times its backup, past the first MiB."""
_MARK = b"plan-lifecycle backup sha256 "
_TAIL = len(_MARK) + 64
_PIECE = 1 << 20
_NAME = re.compile(r'[^\x00-\x1f\x7f<>:"|?*\\]+')


class NoBackup(Exception):
    """The file is none of our backups."""


class Broken(Exception):
    """The file was a backup and is cut or changed; `member` is the first part that is not what it was."""

    def __init__(self, reason: str, member: str = "") -> None:
        super().__init__(reason, member)
        self.reason, self.member = reason, member


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup as its manifest tells it; `name` is relative to the office."""

    name: str
    size: int
    sha256: str


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with file.open("rb") as stream:
        return _digest(stream)


def member(name: str, file: Path) -> Member:
    """What a manifest tells of `file`."""
    return Member(name, file.stat().st_size, digest(file))


def write(target: Path, told: Mapping[str, Any], files: Sequence[tuple[Member, Path]]) -> None:
    """The backup of `files` stands in `target`, which `told` describes; OSError where it cannot be written."""
    listed = [{"name": one.name, "size": one.size, "sha256": one.sha256} for one, _ in files]
    manifest = {"type": BACKUP, "format": FORMAT, **told, "files": listed}
    with target.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_dated(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
            for one, file in files:
                with file.open("rb") as source, archive.open(_dated(one.name), "w", force_zip64=True) as part:
                    while piece := source.read(_PIECE):
                        part.write(piece)
            archive.comment = _MARK + b"0" * 64
        stream.seek(0)
        whole = _digest(stream, target.stat().st_size - 64)
        stream.seek(-64, 2)
        stream.write(whole.encode())
        stream.flush()


class Backup:
    """A backup opened for reading; its manifest is read, its members are not yet believed."""

    def __init__(self, file: Path) -> None:
        """NoBackup or Broken where it cannot be opened."""
        self.file = file
        self._whole = _judged(file)
        try:
            self._archive = zipfile.ZipFile(file)
        # What zipfile raises on hostile bytes is an open list.
        except Exception as failed:
            raise Broken("unreadable") from failed
        try:
            self.told = self._manifest()
            self.members = self._members()
        except BaseException:
            self._archive.close()
            raise

    def close(self) -> None:
        """The file is let go."""
        self._archive.close()

    def unpack(self, folder: Path) -> None:
        """Every member stands below the new folder `folder`; Broken names the first that is not what was put in."""
        folder.mkdir(parents=True)
        for one in self.members:
            target = folder / one.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                self._inflate(one, stream)
        if not self._whole:
            raise Broken("changed")

    def _inflate(self, one: Member, target: IO[bytes]) -> None:
        found, size = sha256(), 0
        try:
            with self._archive.open(one.name) as part:
                while piece := part.read(_PIECE):
                    size += len(piece)
                    if size > one.size:
                        raise Broken("changed", one.name)
                    found.update(piece)
                    target.write(piece)
        except (Broken, OSError):
            raise
        # A flipped byte may be met by the inflater, the checksum or a header.
        except Exception as failed:
            raise Broken("changed", one.name) from failed
        if (size, found.hexdigest()) != (one.size, one.sha256):
            raise Broken("changed", one.name)

    def _manifest(self) -> Mapping[str, Any]:
        entries = self._archive.infolist()
        if not entries or entries[0].filename != MANIFEST:
            raise Broken("unreadable", MANIFEST)
        if len(entries) > MOST_MEMBERS or entries[0].file_size > MOST_MANIFEST:
            raise Broken("too_large", MANIFEST)
        try:
            with self._archive.open(MANIFEST) as part:
                told = json.loads(part.read(MOST_MANIFEST + 1))
        except Exception as failed:
            raise Broken("unreadable", MANIFEST) from failed
        if not isinstance(told, dict) or told.get("type") != BACKUP or not isinstance(told.get("format"), int):
            raise Broken("unreadable", MANIFEST)
        return told

    def _members(self) -> tuple[Member, ...]:
        """The members the manifest tells, each of them in the archive under a name that stays in the folder."""
        if self.told["format"] != FORMAT:
            return ()  # whoever opened it says that it is newer
        try:
            listed = [Member(one["name"], one["size"], one["sha256"]) for one in self.told["files"]]
        except (KeyError, TypeError) as failed:
            raise Broken("unreadable", MANIFEST) from failed
        entries = self._archive.infolist()[1:]
        there = {one.filename: one for one in entries}
        for one in listed:
            if not _safe(one.name):
                raise Broken("name", str(one.name)[:80])
            found = there.pop(one.name, None)
            if found is None or found.file_size != one.size or found.flag_bits & 1:
                raise Broken("changed", one.name)
        if there or len(entries) != len(listed):
            raise Broken("name", next(iter(there), MANIFEST)[:80])
        if sum(one.size for one in listed) > max(UNJUDGED, MOST_RATIO * self.file.stat().st_size):
            raise Broken("too_large")
        return tuple(listed)


def _judged(file: Path) -> bool:
    """Whether the bytes are those that were written; NoBackup, or Broken where the end is missing."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(30 + len(MANIFEST))
        if head[:4] != b"PK\x03\x04" or head[30:] != MANIFEST.encode():
            raise NoBackup
        if size < 30 + _TAIL:
            raise Broken("truncated")
        stream.seek(-_TAIL, 2)
        tail = stream.read()
        if not tail.startswith(_MARK):
            raise Broken("truncated")
        stream.seek(0)
        return _digest(stream, size - 64).encode() == tail[len(_MARK) :]


def _safe(name: object) -> bool:
    """Whether the name leads to a file below the folder on every system."""
    if not isinstance(name, str) or name == MANIFEST or len(name) > 400:
        return False
    parts = PurePosixPath(name).parts
    plain = bool(_NAME.fullmatch(name)) and "/".join(parts) == name and not name.startswith("/")
    return plain and all(part != ".." and part == part.rstrip(". ") for part in parts)


def _dated(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
    return info


def _digest(stream: IO[bytes], length: int | None = None) -> str:
    found, left = sha256(), length
    while piece := stream.read(_PIECE if left is None else min(_PIECE, left)):
        found.update(piece)
        left = None if left is None else left - len(piece)
    return found.hexdigest()
