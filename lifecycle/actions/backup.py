"""Back up the whole office into one file while others work in it; a backup is no act of its history.

In the file are the database as one SQLite file, the settings without passwords, the town's own workflows and templates,
its logo, and issued files that somebody edited by hand: all the rest of `documents/` is made of the database again.
"""

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import can_be_written, not_writable
from lifecycle.actions.view import file_state
from lifecycle.delivery import backup_file
from lifecycle.documents.shipped import version
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.quoting import quoted
from lifecycle.store.copying import Standing, copy, standing
from lifecycle.store.inspecting import inspect
from lifecycle.store.spine import VERSION
from lifecycle.store.verify import verify

DATABASE, SETTINGS = "office.db", "lifecycle.toml"
OWN = ("workflows", "document_templates")
"""Folders that hold the town's own files."""
_PASSING = ("~$", ".~lock.", ".")
"""How files begin that editors and this program leave for a while."""
_KEY = re.compile(r"^(\s*[\"']?database[\"']?\s*=.*)$", re.MULTILINE)
_PASSWORD = re.compile(r"(://[^/\s:@\"']*):[^@\s\"']+@|([?&]password=)[^&\s\"']+", re.IGNORECASE)


def back_up(desk: Desk, target: Path) -> dict[str, Any]:
    """The office stands in the new file `target` as it is at this moment; Wrong where a file has the name."""
    _free(target)
    if desk.dry_run:
        return {"entry": None, "dry_run": True, "file": str(target), **_stands(standing(desk.store)), "next": []}
    can_be_written(target)
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent, ignore_cleanup_errors=True) as folder:
            return _written(desk, target, Path(folder))
    except OSError as failed:
        raise not_writable(target, failed) from failed


def without_password(settings: str) -> str:
    """The settings as they may leave the office: no password, and no database that a restored copy would write into."""
    text = _PASSWORD.sub(lambda found: f"{found[1]}:***@" if found[1] is not None else f"{found[2]}***", settings)
    return _KEY.sub(r"# \1", text)


def _written(desk: Desk, target: Path, folder: Path) -> dict[str, Any]:
    database, settings, made = folder / DATABASE, folder / SETTINGS, folder / "backup"
    copy(desk.store, database)
    copied = inspect(database, desk.store.kinds, clock=desk.store.clock)
    try:
        stands = standing(copied)
        sound = verify(copied, quick=True).ok
    finally:
        copied.close()
    settings.write_text(_settings(desk.office / SETTINGS), encoding="utf-8")
    files = [(DATABASE, database), (SETTINGS, settings), *_own(desk), *_edited(desk)]
    facts = {
        "program": version(),
        "made": desk.store.clock().isoformat(timespec="seconds"),
        "spine": VERSION,
        "kinds": sorted(desk.store.kinds),
        "office": {"name": desk.house.name, "origin": stands.origin},
        "chains": [{"plan": plan, "entries": rev, "head": head} for plan, rev, head in stands.chains],
    }
    backup_file.write(made, facts, [(backup_file.member(name, file), file) for name, file in files])
    with made.open("rb+") as stream:
        os.fsync(stream.fileno())
    size, digest = made.stat().st_size, backup_file.digest(made)
    _free(target)
    shutil.move(made, target)
    return {
        "entry": None,
        "file": str(target),
        "size": size,
        "sha256": digest,
        **_stands(stands),
        "files": len(files),
        "warnings": [] if sound else ["backup.unsound"],
        "next": [f"lifecycle restore {quoted(str(target))} DIR"],
    }


def _stands(stands: Standing) -> dict[str, Any]:
    chains = {plan: {"plan": plan, "entries": rev, "head": head} for plan, rev, head in stands.chains}
    return {"office": chains.pop("-", None), "plans": list(chains.values())}


def _free(target: Path) -> None:
    if target.exists():
        raise Wrong("backup.exists", file=str(target))


def _settings(file: Path) -> str:
    """The office's settings without what must not leave it."""
    text = without_password(file.read_text(encoding="utf-8-sig"))
    if names_database(text):
        # Written over several lines, say: whoever wrote it so is told, and nothing leaves the office.
        raise Wrong("backup.database_written_oddly", file=str(file))
    return text


def names_database(settings: str) -> bool:
    """Whether the settings lead to a database, or cannot be read."""
    try:
        return "database" in tomllib.loads(settings)
    except tomllib.TOMLDecodeError:
        return True


def _own(desk: Desk) -> Iterator[tuple[str, Path]]:
    """The town's own files and its logo, by their names within the office."""
    files = [file for folder in OWN for file in sorted((desk.office / folder).rglob("*"))]
    if desk.house.logo:
        files.append(desk.office / desk.house.logo)
    inside = desk.office.resolve()
    kept = [
        file
        for file in files
        if file.is_file() and file.resolve().is_relative_to(inside) and not file.name.startswith(_PASSING)
    ]
    yield from {file.relative_to(desk.office).as_posix(): file for file in kept}.items()


def _edited(desk: Desk) -> Iterator[tuple[str, Path]]:
    """Issued files somebody edited by hand: nothing but the folder has that work."""
    for plan in desk.store.plans():
        # Of a damaged plan the database itself is what can be saved.
        with suppress(Unverified):
            for edition in desk.store.things(plan, Edition):
                if file_state(desk, edition) == "edited":
                    yield edition.file, desk.office / edition.file
