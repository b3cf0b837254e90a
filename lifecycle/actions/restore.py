"""Restore an office from a backup: all of it is checked aside, and only then it stands in the folder.

Nothing is ever written over: where an office is, another folder has to be chosen. What was restored is told from a
newer state of the same office by any control code printed after the backup was made.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifecycle.actions import view
from lifecycle.actions.backup import DATABASE, OWN, SETTINGS, names_database
from lifecycle.actions.desk import Desk
from lifecycle.actions.given_files import given_files
from lifecycle.actions.once_made import with_origin
from lifecycle.actions.placing import not_writable
from lifecycle.actions.verify_history import check
from lifecycle.delivery.backup_file import FORMAT, Backup, Broken, NoBackup
from lifecycle.model.errors import LifecycleError, Unverified, Wrong
from lifecycle.model.quoting import quoted
from lifecycle.model.thing import Thing
from lifecycle.store.copying import laying, standing
from lifecycle.store.spine import KNOWN
from lifecycle.store.verify import Told

_ORIGIN = re.compile(rb"^\s*origin\s*=", re.MULTILINE)
_BROKEN = {
    "truncated": "backup.truncated",
    "changed": "backup.changed",
    "unreadable": "backup.unreadable",
    "name": "backup.strange_name",
    "too_large": "backup.too_large",
}


@dataclass(frozen=True)
class Rooms:
    """How desks are laid while restoring: in a folder that has its database within, and where the office is to stand.

    `into` is the database of PostgreSQL the office is restored to, None for a file in the folder; `told` hears how far
    the verification is.
    """

    aside: Callable[[Path], Desk]
    placed: Callable[[Path], Desk]
    kinds: Mapping[str, type[Thing]]
    into: str | None = None
    told: Told | None = None


def restore(file: Path, folder: Path, rooms: Rooms, *, dry_run: bool) -> dict[str, Any]:
    """The office of the backup stands in `folder`; Wrong, Unverified or Busy, and nothing changed, where it cannot."""
    given_files([file])
    with _opened(file) as backup:
        told = _understood(backup, file, rooms)
        _refuse_office(folder, told, rooms)
        try:
            with tempfile.TemporaryDirectory(
                prefix=".restore-", dir=_standing_above(folder), ignore_cleanup_errors=True
            ) as aside:
                answer = _checked(backup, Path(aside) / "office", folder, rooms, dry_run=dry_run)
        except OSError as failed:
            raise not_writable(folder, failed) from failed
    answer = {"entry": None, "office": str(folder.resolve()), "made": told["made"], **answer}
    if dry_run:
        return {**answer, "dry_run": True}
    return {**answer, "warnings": _documents_again(folder, rooms), "next": _next(folder)}


@contextmanager
def _opened(file: Path) -> Iterator[Backup]:
    try:
        backup = Backup(file)
        try:
            yield backup
        finally:
            backup.close()
    except NoBackup as failed:
        raise Wrong("backup.none", file=str(file)) from failed
    except Broken as failed:
        raise Unverified(_BROKEN[failed.reason], file=str(file), member=failed.member or file.name) from failed


def _understood(backup: Backup, file: Path, rooms: Rooms) -> dict[str, Any]:
    """What the backup says of itself; Wrong where it is newer than this program, or needs a kit that is not here."""
    said = backup.told
    told = {name: str(said.get(name, ""))[:80] for name in ("program", "made", "spine")}
    if said["format"] != FORMAT or told["spine"] not in KNOWN:
        raise Wrong("backup.newer", file=str(file), program=told["program"])
    kinds, office, chains = said.get("kinds"), said.get("office"), said.get("chains")
    if not isinstance(kinds, list) or not isinstance(office, dict) or not isinstance(chains, list):
        raise Broken("unreadable", "backup.json")
    if unknown := sorted({str(kind)[:80] for kind in kinds} - set(rooms.kinds)):
        raise Wrong("backup.unknown_kinds", file=str(file), kinds=tuple(unknown))
    names = {member.name for member in backup.members}
    if not {DATABASE, SETTINGS} <= names:
        raise Broken("unreadable", "backup.json")
    for name in names:
        # The database's own side files would be taken for a part of it.
        if name.casefold().startswith(DATABASE) and name != DATABASE:
            raise Broken("name", name)
    try:
        heads = tuple((str(one["plan"]), int(one["entries"]), str(one["head"])) for one in chains)
    except (KeyError, TypeError, ValueError) as failed:
        raise Broken("unreadable", "backup.json") from failed
    return {**told, "origin": str(office.get("origin")), "chains": heads}


def _refuse_office(folder: Path, told: Mapping[str, Any], rooms: Rooms) -> None:
    """Wrong where an office stands in the folder; it says whether it is this one, and how far each has come."""
    if not (folder / SETTINGS).exists() and not (folder / DATABASE).exists():
        return
    try:
        here = rooms.placed(folder)
        try:
            stands = standing(here.store)
        finally:
            here.store.close()
    except LifecycleError as failed:
        raise Wrong("office.exists", folder=str(folder)) from failed
    if stands.origin != told["origin"]:
        raise Wrong("restore.other_office", folder=str(folder))
    now, then = (sum(entries for _, entries, _ in chains) for chains in (stands.chains, told["chains"]))
    raise Wrong("restore.same_office", folder=str(folder), here=now, backup=then)


def _checked(backup: Backup, aside: Path, folder: Path, rooms: Rooms, *, dry_run: bool) -> dict[str, Any]:
    """The office is unpacked aside, verified whole, and placed; what it holds."""
    backup.unpack(aside)
    if names_database((aside / SETTINGS).read_text(encoding="utf-8", errors="replace")):
        raise Broken("changed", SETTINGS)
    for name in ("documents", *OWN):
        (aside / name).mkdir(exist_ok=True)
    desk = _laid(aside, rooms)
    try:
        stands = standing(desk.store)
        claimed = {one["plan"]: (one["entries"], one["head"]) for one in backup.told["chains"]}
        if {plan: (rev, head) for plan, rev, head in stands.chains} != claimed:
            raise Broken("changed", DATABASE)
        found = check(desk, None, told=rooms.told)
        if not found["ok"]:
            problems = found["problems"]
            raise Unverified("restore.unverified", problems=len(problems), first=problems[0]["what"])
        if not dry_run:
            _name_origin(aside / SETTINGS, stands.origin, desk)
            with laying(desk.store, rooms.into, rooms.kinds) if rooms.into else nullcontext():
                desk.store.close()
                _placed(aside, folder, without=(DATABASE,) if rooms.into else ())
    finally:
        desk.store.close()
    plans = [{"plan": plan, "entries": rev, "head": head} for plan, rev, head in stands.chains if plan != "-"]
    return {"plans": plans, "entries": found["entries"], "replay_ok": found["replay_ok"]}


def _name_origin(settings: Path, origin: str, desk: Desk) -> None:
    """The settings name the office's first entry, also those of a backup made before they did."""
    said = settings.read_bytes()
    if not _ORIGIN.search(said):
        heading = desk.phrases(desk.house.language).say("office.origin")
        settings.write_bytes(with_origin(said, origin, heading=heading))


def _laid(aside: Path, rooms: Rooms) -> Desk:
    """A desk in what was unpacked; where its database is none of ours, the backup is told and not the place aside."""
    try:
        return rooms.aside(aside)
    except LifecycleError as failed:
        if failed.code in ("store.not_ours", "store.damaged"):
            raise Broken("changed", DATABASE) from failed
        raise


def _standing_above(folder: Path) -> Path:
    """The folder itself, else the nearest one above it that is there: what is written aside lies on the same disk."""
    return next(one for one in (folder, *folder.absolute().parents) if one.is_dir())


def _placed(aside: Path, folder: Path, *, without: tuple[str, ...]) -> None:
    """What is aside stands in the folder: at once where it is new, else piece by piece, the settings last."""
    for name in without:
        for left in aside.glob(f"{name}*"):
            left.unlink()
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(folder)
        return
    pieces = sorted(aside.iterdir(), key=lambda one: (one.name == SETTINGS, one.name == DATABASE, one.name))
    taken = [one.name for one in pieces if _full(folder / one.name)]
    if taken:
        raise Wrong("restore.in_the_way", folder=str(folder), names=tuple(taken))
    moved: list[Path] = []
    try:
        for piece in pieces:
            target = folder / piece.name
            if target.is_dir():
                target.rmdir()
            os.rename(piece, target)
            moved.append(target)
    except OSError:
        for target in reversed(moved):
            os.rename(target, aside / target.name)
        raise


def _full(target: Path) -> bool:
    """Whether something lies in the way; an empty folder does not."""
    return target.exists() and not (target.is_dir() and not any(target.iterdir()))


def _documents_again(folder: Path, rooms: Rooms) -> list[dict[str, Any]]:
    """The issued files are written from the database; what there is to say where they could not be."""
    try:
        desk = rooms.placed(folder)
        try:
            view.refresh(desk)
        finally:
            desk.store.close()
    except LifecycleError as late:
        return [{"code": late.code, "facts": late.facts}]
    return []


def _next(folder: Path) -> list[str]:
    there = f"lifecycle --office {quoted(str(folder))}"
    return [f"{there} history verify --code CODE", f"{there} plan list"]
