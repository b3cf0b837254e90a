"""Signs in a folder that an office was once made there, also where its database is lost or is on another computer.

The settings name the hash of the office's first entry (`origin`); issued documents lie in `documents/` under the key
of their plan.
"""

import re
from collections.abc import Callable
from pathlib import Path

from lifecycle.model.edition import EditionLabel
from lifecycle.model.errors import LifecycleError, Unverified, Wrong
from lifecycle.store.chain import origin_of
from lifecycle.store.commit import Store

DATABASE = "office.db"
"""The office's file, where neither settings nor environment name a server."""
_ISSUED = re.compile(rf"[a-z_]+_\d{{2,}}_({'|'.join(EditionLabel)})\.docx")
"""How the Word file of an edition is called."""
_BOM = b"\xef\xbb\xbf"


def issued_files(folder: Path) -> list[Path]:
    """The files in `documents/` that are called as editions are, in order."""
    found = (folder / "documents").glob("*/*.docx")
    return sorted(one for one in found if _ISSUED.fullmatch(one.name) and one.is_file())


def none_here(*folders: Path) -> Wrong:
    """What to say where none of the folders has settings: there is no office, or one that lost only them."""
    for folder in folders:
        if (folder / DATABASE).is_file():
            return Wrong("office.none", folder=str(folder), reason="settings")
    return Wrong("office.none", folder=str(folders[0]))


def lying(folder: Path, opened: Callable[[Path], Store]) -> str:
    """The hash of the first entry of the office whose database lies in the folder; nothing where none does."""
    if not (folder / DATABASE).is_file():
        return ""
    try:
        store = opened(folder / DATABASE)
    except LifecycleError:
        return ""
    try:
        return _origin(store)
    finally:
        store.close()


def not_anothers(store: Store, origin: str, *, reads: bool) -> Store:
    """The store; Wrong where its first entry is not the one of this hash: of another office nothing is told or written.

    A command that only reads, to verify or to save, is told that the office does not hold (Unverified). A first entry
    that is damaged says nothing of whose it is; that is for verification to name.
    """
    if origin and _origin(store) not in ("", origin):
        store.close()
        raise (Unverified if reads else Wrong)("doctor.other_database", name=store.database.name)
    return store


def _origin(store: Store) -> str:
    """The hash of the first entry; nothing where it is damaged beyond asking."""
    try:
        return origin_of(store)
    except LifecycleError:
        return ""


def with_origin(settings: bytes, origin: str, *, heading: str) -> bytes:
    """The settings file with the hash of the office's first entry before everything else, so that it is in no table."""
    return f'{heading}\norigin = "{origin}"\n\n'.encode() + settings.removeprefix(_BOM)
