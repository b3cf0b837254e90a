"""Make an office: a folder with its settings, its database and the folders a town may fill with its own files."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lifecycle.actions.placing import write_aside
from lifecycle.documents.phrases import Phrases
from lifecycle.model.errors import Busy, LifecycleError, Wrong
from lifecycle.model.history import Put
from lifecycle.model.plan import OFFICE, Office
from lifecycle.store.commit import Store

SETTINGS = "lifecycle.toml"


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
    dry_run: bool = False,
) -> dict[str, Any]:
    """An office stands in `folder`; Wrong where one stands there already."""
    if (folder / SETTINGS).exists() or (folder / "office.db").exists():
        raise Wrong("office.exists", folder=str(folder))
    answer = {
        "office": str(folder.resolve()),
        "sandbox": sandbox,
        "next": [f"lifecycle plan create KEY --title T --territory obce.csv --from {on.year + 1} --to {on.year + 3}"],
    }
    if dry_run:
        return {"entry": None, **answer, "dry_run": True}
    made = _folders(folder)
    try:
        store = make_store()
        with store.writing(OFFICE, on, new=True) as writing:
            office = Office(name=folder.resolve().name or "office", sandbox=sandbox, program=program)
            entry = writing.commit(verb="office.init", on=on, who=who, login=login, role=role, changes=[Put(office)])
        store.close()
        write_aside(folder / SETTINGS, phrases.say("office.settings").encode())
    except LifecycleError:
        for file in folder.glob("office.db*"):
            file.unlink(missing_ok=True)
        for one in reversed(made):
            one.rmdir()
        raise
    return {"entry": entry.number, **answer}


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
        raise Busy("file.not_writable", file=str(folder), why=failed.strerror or "") from failed
    return made
