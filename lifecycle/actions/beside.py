"""The place of an edition's file in `documents/`; where something stands there already, the file is put beside it."""

import re
from collections.abc import Iterable
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.model.edition import Edition

_BESIDE = re.compile(r"-\d+$")
"""How a name beside a taken one ends; no other name of ours has a hyphen before its number."""


def free_place(desk: Desk, wanted: str, data: bytes) -> str:
    """`wanted`, or the first name beside it under which no other file or folder stands; relative to the office."""
    place = PurePosixPath(wanted)
    names = (wanted if number == 1 else str(place.with_stem(f"{place.stem}-{number}")) for number in count(1))
    return next(name for name in names if _free(desk, name, data))


def _free(desk: Desk, name: str, data: bytes) -> bool:
    file = desk.office / name
    if not (file.exists() or file.is_symlink()):
        return True
    try:
        return file.is_file() and file.read_bytes() == data
    except OSError:
        return False


def put_beside(editions: Iterable[Edition]) -> list[dict[str, Any]]:
    """A warning for each edition whose own place was taken when it was issued."""
    found = []
    for one in editions:
        place = PurePosixPath(one.file)
        usual = place.with_stem(_BESIDE.sub("", place.stem))
        if usual != place:
            facts = {"taken": str(usual), "edition": one.name_at_number, "file": one.file}
            found.append({"code": "file.place_taken", "facts": facts})
    return found
