"""An archive whose every byte is told by its members: sorted, stored, without dates or traces (decision 52).

Packing the members again gives the same bytes, so a change anywhere in the file shows, also where no member stands.
"""

import io
import zipfile
from collections.abc import Mapping


class Broken(Exception):
    """The bytes are no such archive, or were changed."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """The archive of `members`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, members[name])
    return target.getvalue()


def names(data: bytes) -> frozenset[str]:
    """The names of the members of any zip archive; Broken where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except Exception as failed:
        raise Broken from failed


def unpacked(data: bytes) -> Mapping[str, bytes]:
    """The members of the archive `data`; Broken where it is not the one made of them.

    Nothing is inflated, and members that overlap are refused, so that no small file becomes a large one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(one.compress_type != zipfile.ZIP_STORED for one in entries):
                raise Broken
            if sum(one.file_size for one in entries) > len(data):
                raise Broken
            members = {one.filename: archive.read(one) for one in entries}
    # What zipfile and the decoders below it raise on hostile bytes is an open list.
    except Exception as failed:
        raise Broken from failed
    if packed(members) != data:
        raise Broken
    return members
