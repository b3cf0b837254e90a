"""Rebuild a past day: an office folder with the history, the tables, the documents and the standing as they then were.

The copy is read with the same commands and takes no act; nothing is written in the office it was made from.
"""

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import not_writable, write_aside
from lifecycle.actions.reports import status
from lifecycle.actions.view import refresh
from lifecycle.documents.refusals import plain
from lifecycle.model.errors import Wrong
from lifecycle.model.plan import OFFICE
from lifecycle.model.quoting import quoted
from lifecycle.store.commit import Store
from lifecycle.store.past import Beginning, erased_since, lay_past

STATUS = "status.json"
_OF_THE_TOWN = ("workflows", "document_templates")


def as_of(
    desk: Desk, day: dt.date, folder: Path, *, told: Mapping[str, bytes], opened: Callable[[Path], Store]
) -> dict[str, Any]:
    """The office of `desk` as it stood at the end of `day` is in `folder`, whole or not at all.

    `told` are the files that tell a command about it, by name. Wrong where something is in the folder, where the day
    is still to come, or where no plan was open by then; Unverified where the history is broken.
    """
    if day > desk.today:
        raise Wrong("as_of.future", day=day, today=desk.today)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Wrong("as_of.not_empty", folder=str(folder))
    above = next(parent for parent in folder.absolute().parents if parent.is_dir())
    since = erased_since(desk.store) if desk.as_of else {}
    try:
        with tempfile.TemporaryDirectory(prefix=".as-of-", dir=above, ignore_cleanup_errors=True) as aside:
            made = Path(aside) / "office"
            made.mkdir()
            taken = lay_past(desk.store, made / "office.db", day, since=since)
            plans = _made(desk, day, made, taken, told=told, opened=opened)
            if not desk.dry_run:
                folder.mkdir(parents=True, exist_ok=True)
                folder.rmdir()
                made.rename(folder)
    except OSError as failed:
        raise not_writable(folder, failed) from failed
    return {
        "as_of": day.isoformat(),
        "folder": str(folder),
        "plans": plans,
        "next": [f"lifecycle --office {quoted(str(folder))} status"],
    }


def _made(
    desk: Desk,
    day: dt.date,
    folder: Path,
    taken: list[Beginning],
    *,
    told: Mapping[str, bytes],
    opened: Callable[[Path], Store],
) -> list[dict[str, Any]]:
    """The folder is an office that can be opened, with its documents and the standing of each plan; what is in it."""
    for name in _OF_THE_TOWN:
        if (desk.office / name).is_dir():
            shutil.copytree(desk.office / name, folder / name)
    logo = desk.office / desk.house.logo
    if desk.house.logo and logo.is_file() and logo.resolve().is_relative_to(desk.office.resolve()):
        (folder / desk.house.logo).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(logo, folder / desk.house.logo)
    for name, data in told.items():
        write_aside(folder / name, data)
    store = opened(folder / "office.db")
    try:
        past = replace(desk, office=folder, store=store, on=day, today=day, as_of=day, dry_run=False)
        refresh(past)
        standing = [status(past, key) for key in store.plans()]
    finally:
        store.close()
    told_later = {one.plan: one for one in taken if one.plan != OFFICE}
    rows = [
        {
            "plan": one["plan"],
            "title": one["title"],
            "stage": one["stage"],
            "stage_title": one["stage_title"],
            "entries": told_later[one["plan"]].entries,
            "later": told_later[one["plan"]].later,
            "head": told_later[one["plan"]].head.hex(),
            "editions": len(one["editions"]),
        }
        for one in standing
    ]
    value = {"as_of": day.isoformat(), "plans": standing}
    write_aside(folder / STATUS, json.dumps(value, ensure_ascii=False, indent=1, default=plain).encode() + b"\n")
    return rows
