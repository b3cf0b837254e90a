"""Make an office: a folder with its settings, its database and the folders a town may fill with its own files."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from lifecycle.actions.once_made import issued_files, with_origin
from lifecycle.actions.placing import write_aside
from lifecycle.documents.phrases import Phrases
from lifecycle.model.errors import Busy, LifecycleError, Wrong
from lifecycle.model.history import Put
from lifecycle.model.plan import OFFICE, Office
from lifecycle.store.commit import Store
from lifecycle.store.failpoints import reach

SETTINGS = "lifecycle.toml"
_ANOTHERS = ("store.exists", "store.busy", "store.plan_exists")
"""Failures that say that the database in the folder is somebody else's."""


def open_office(
    folder: Path,
    *,
    make_store: Callable[[], Store],
    phrases: Phrases,
    program: str,
    sandbox: bool,
    on: dt.date,
    who: str,
    login: str,
    role: str,
    elsewhere: bool = False,
    dry_run: bool = False,
) -> dict[str, Any]:
    """An office stands in `folder`; Wrong where one stands there already, or stood there and its database is lost.

    The settings come first and the act comes last: a killed start is finished by the next one, and an office is never
    taken for such a start, because its database holds an act and its settings name that act. `elsewhere`: the
    environment or the settings say that the database is not in the folder.
    """
    settings = phrases.say("office.settings").encode()
    begun = _begun(folder, settings, elsewhere=elsewhere)
    answer = {
        "office": str(folder.resolve()),
        "sandbox": sandbox,
        "next": [f"lifecycle plan create KEY --title T --territory obce.csv --from {on.year + 1} --to {on.year + 3}"],
    }
    if dry_run:
        if begun and (folder / "office.db").exists():
            raise Wrong("office.exists", folder=str(folder))
        return {"entry": None, **answer, "dry_run": True}
    made = _folders(folder)
    try:
        if not begun:
            write_aside(folder / SETTINGS, settings)
        reach("office.settings")
        store = _made(make_store, folder, begun=begun)
    except LifecycleError as failed:
        _leave(folder, made, failed, begun=begun)
        raise
    try:
        with store.writing(OFFICE, on, new=True) as writing:
            office = Office(name=folder.resolve().name or "office", sandbox=sandbox, program=program)
            entry = writing.commit(verb="office.init", on=on, who=who, login=login, role=role, changes=[Put(office)])
    except LifecycleError as failed:
        store.close()
        _leave(folder, made, failed, begun=begun)
        raise
    store.close()
    # The office stands: where its settings cannot be written once more, only this sign is missing.
    with suppress(LifecycleError):
        write_aside(folder / SETTINGS, with_origin(settings, entry.hash.hex(), heading=phrases.say("office.origin")))
    return {"entry": entry.number, **answer}


def settings_again(folder: Path, origin: str, *, phrases: Phrases, dry_run: bool = False) -> dict[str, Any]:
    """The usual settings stand again beside the database of an office that lost them; its history is not touched."""
    if not dry_run:
        settings = phrases.say("office.settings").encode()
        write_aside(folder / SETTINGS, with_origin(settings, origin, heading=phrases.say("office.origin")))
    told = {"dry_run": True} if dry_run else {}
    return {
        "entry": None,
        "office": str(folder.resolve()),
        "settings_again": True,
        "next": ["lifecycle doctor"],
        **told,
    }


def _begun(folder: Path, settings: bytes, *, elsewhere: bool) -> bool:
    """Whether a start was cut off in `folder`; Wrong where an office, or a part of one, stands there."""
    told, database = folder / SETTINGS, folder / "office.db"
    if told.exists() and told.read_bytes() == settings and not issued_files(folder):
        return True
    if told.exists() and not database.exists() and not elsewhere:
        raise Wrong("office.exists", folder=str(folder), reason="lost")
    if told.exists() or database.exists():
        raise Wrong("office.exists", folder=str(folder))
    return False


def _made(make_store: Callable[[], Store], folder: Path, *, begun: bool) -> Store:
    """A store without any act; Wrong where the settings were those of an office that works."""
    try:
        return make_store()
    except Wrong as wrong:
        if begun and wrong.code == "store.exists":
            raise Wrong("office.exists", folder=str(folder)) from wrong
        raise


def _leave(folder: Path, made: list[Path], failed: LifecycleError, *, begun: bool) -> None:
    """What a failed start wrote is gone; nothing that another one wrote."""
    if begun or failed.code in _ANOTHERS:
        return
    for file in (folder / SETTINGS, *folder.glob("office.db*")):
        file.unlink(missing_ok=True)
    for one in reversed(made):
        one.rmdir()


def _folders(folder: Path) -> list[Path]:
    """The folders of an office, made where they were missing; those made, outermost first."""
    wanted = [
        *reversed(folder.parents),
        folder,
        *(folder / n for n in ("documents", "workflows", "document_templates")),
    ]
    made = []
    try:
        for one in wanted:
            if not one.exists():
                one.mkdir()
                made.append(one)
    except OSError as failed:
        for one in reversed(made):
            one.rmdir()
        raise Busy("file.not_writable", file=str(folder), why=failed) from failed
    reach("office.folders")
    return made
