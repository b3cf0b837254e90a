"""Examine an office: its settings, database, history, disk, clock and programs, and what to do about each fault.

Every check stands alone: what keeps one from being made is told in its place, and the next one is made.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.once_made import issued_files
from lifecycle.actions.retention import retention
from lifecycle.actions.view import file_state
from lifecycle.actions.whereabouts import network_drive, synchronised
from lifecycle.delivery.pdf_file import program
from lifecycle.model.edition import Edition
from lifecycle.model.erasure import Erasure
from lifecycle.model.errors import LifecycleError, Unverified
from lifecycle.model.plan import OFFICE
from lifecycle.store import health
from lifecycle.store.copying import standing
from lifecycle.store.failpoints import NAMES, VARIABLE
from lifecycle.store.verify import verify

OK, NOTE, FAULT, BROKEN = "ok", "note", "fault", "broken"
"""Grades: nothing to do, good to know, something to do, a verification failed."""
_LEAST_ROOM = 500 << 20
_TIMES = 3
"""Room for a backup and its making beside the database."""
_PATIENCE = dt.timedelta(seconds=5)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check found: `code` is its sentence, `facts` fill it."""

    check: str
    code: str
    grade: str = OK
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Around:
    """What is around an office: how its desk is laid, the clock, the environment, the first entry its settings name."""

    lay: Callable[[], Desk]
    now: Callable[[], dt.datetime]
    environment: Mapping[str, str]
    origin: str = ""


def examine(office: Path, around: Around) -> list[Checked]:
    """Every check of the office in `office`, in the order a person would look."""
    found = []
    desk: Desk | None = None
    try:
        desk = around.lay()
        found.append(Checked("settings", "doctor.settings", facts={"folder": str(office)}))
    except LifecycleError as failed:
        found.append(_failed("office", failed))
    try:
        for check, made in _checks(office, around, desk):
            try:
                found += made()
            except LifecycleError as failed:
                found.append(_failed(check, failed))
            except OSError as failed:
                found.append(Checked(check, "doctor.unknown", NOTE, {"why": failed}))
    finally:
        if desk:
            desk.store.close()
    return found


def ends_with(found: list[Checked]) -> int:
    """The exit code: 3 where a verification failed, 1 where there is something to do, else 0."""
    grades = {one.grade for one in found}
    return 3 if BROKEN in grades else 1 if FAULT in grades else 0


def _checks(office: Path, around: Around, desk: Desk | None) -> Iterator[tuple[str, Callable[[], list[Checked]]]]:
    if desk:
        yield "database", lambda: [_database(desk, around)]
        yield "guards", lambda: [_guards(desk)]
        yield "history", lambda: [_history(desk)]
        yield "lock", lambda: [_lock(desk)]
    yield "disk", lambda: [_disk(office, desk)]
    yield "place", lambda: _place(office, around, desk)
    yield "clock", lambda: [_clock(around, desk)]
    if desk:
        yield "files", lambda: [_files(desk)]
        yield "strangers", lambda: _strangers(desk)
        yield "own", lambda: [_own(desk)]
        yield "server", lambda: _server(desk)
        yield "retention", lambda: _retention(desk)
    yield "failpoints", lambda: [_failpoints(around)]
    yield "libreoffice", lambda: [_libreoffice()]
    if desk:
        yield "versions", lambda: [_versions(desk)]


def _failed(check: str, failed: LifecycleError) -> Checked:
    """A check that could not be made: what is damaged is a failed verification, all else is to be put right."""
    grade = BROKEN if isinstance(failed, Unverified) or failed.code == "store.not_ours" else FAULT
    return Checked(check, failed.code, grade, failed.facts)


def _database(desk: Desk, around: Around) -> Checked:
    if wrong := health.broken_structure(desk.store):
        return Checked("database", "doctor.database_broken", BROKEN, {"what": wrong})
    if around.origin and around.origin != standing(desk.store).origin:
        return Checked("database", "doctor.other_database", BROKEN, {"name": desk.store.database.name})
    engine = health.engine(desk.store)
    facts = {"name": engine.name, "version": engine.version, "size": _mib(engine.size)}
    return Checked("database", "doctor.database", facts=facts)


def _guards(desk: Desk) -> Checked:
    if open_ := [*health.unguarded(desk.store), *health.strange_objects(desk.store)]:
        return Checked("guards", "doctor.guards_open", BROKEN, {"names": tuple(open_)})
    return Checked("guards", "doctor.guards")


def _history(desk: Desk) -> Checked:
    report = verify(desk.store, quick=True)
    if report.problems:
        return Checked("history", "doctor.history_broken", BROKEN, {"count": len(report.problems)})
    return Checked("history", "doctor.history", facts={"count": report.entries})


def _lock(desk: Desk) -> Checked:
    if who := health.writer(desk.store):
        return Checked("lock", "doctor.lock_held", NOTE, {"who": who})
    return Checked("lock", "doctor.lock")


def _disk(office: Path, desk: Desk | None) -> Checked:
    free = shutil.disk_usage(office).free
    engine = health.engine(desk.store) if desk else None
    needs = max(_LEAST_ROOM, _TIMES * engine.size if engine else 0)
    facts = {"free": _mib(free), "needs": _mib(needs)}
    if free < needs:
        return Checked("disk", "doctor.disk_full", FAULT, facts)
    return Checked("disk", "doctor.disk", facts=facts)


def _place(office: Path, around: Around, desk: Desk | None) -> list[Checked]:
    on_server = desk is not None and desk.store.database.dialect == "postgresql"
    drive, synced = network_drive(office), synchronised(office, around.environment)
    # Where the database is on a server, the folder holds documents only.
    grade = NOTE if on_server else FAULT
    found = []
    if drive:
        found.append(Checked("place", "doctor.network_drive", grade, {"drive": drive}))
    if synced:
        found.append(Checked("place", "doctor.synchronised", grade, {"folder": synced}))
    return found or [Checked("place", "doctor.place")]


def _clock(around: Around, desk: Desk | None) -> Checked:
    now = around.now()
    latest = health.latest_recorded(desk.store) if desk else None
    if latest is None:
        return Checked("clock", "doctor.clock", facts={"now": _moment(now), "reason": "alone"})
    facts = {"now": _moment(now), "latest": _moment(latest)}
    if now + _PATIENCE < latest:
        return Checked("clock", "doctor.clock_behind", FAULT, facts)
    return Checked("clock", "doctor.clock", facts=facts)


def _files(desk: Desk) -> Checked:
    found: dict[str, list[str]] = {"missing": [], "edited": [], "ours": [], "erased": []}
    for plan in desk.store.plans():
        for edition in desk.store.things(plan, Edition):
            found[file_state(desk, edition)].append(edition.file)
    if missing := found["missing"]:
        return Checked("files", "doctor.files_missing", FAULT, {"count": len(missing), "files": _some(missing)})
    if edited := found["edited"]:
        return Checked("files", "doctor.files_edited", NOTE, {"count": len(edited), "files": _some(edited)})
    return Checked("files", "doctor.files", facts={"count": len(found["ours"])})


def _strangers(desk: Desk) -> list[Checked]:
    """What lies in `documents/` and was not issued here; documents of unknown plans tell of a database that is lost."""
    plans = desk.store.plans()
    lost = {
        one.relative_to(desk.office).as_posix() for one in issued_files(desk.office) if one.parent.name not in plans
    }
    editions = [edition for plan in plans for edition in desk.store.things(plan, Edition)]
    # A rendering stands beside its edition and is called like it.
    stems = {str(PurePosixPath(one.file).with_suffix("")) for one in editions}
    every = (one for one in (desk.office / "documents").rglob("*") if one.is_file())
    names = sorted(one.relative_to(desk.office).as_posix() for one in every)
    others = [one for one in names if one not in lost and str(PurePosixPath(one).with_suffix("")) not in stems]
    found = []
    if lost:
        keys = ", ".join(sorted({PurePosixPath(one).parent.name for one in lost}))
        facts = {"count": len(lost), "plans": keys, "files": _some(sorted(lost))}
        found.append(Checked("strangers", "doctor.lost_plans", FAULT, facts))
    if others:
        found.append(Checked("strangers", "doctor.strange_files", NOTE, {"count": len(others), "files": _some(others)}))
    return found


def _server(desk: Desk) -> list[Checked]:
    """That a server keeps what was erased in places this program does not reach, where anything was."""
    on_server = desk.store.database.dialect == "postgresql"
    count = len(desk.store.things(OFFICE, Erasure)) if on_server else 0
    return [Checked("server", "doctor.server_kept", NOTE, {"count": count})] if count else []


def _retention(desk: Desk) -> list[Checked]:
    """Plans whose personal data were to be kept no longer, else until when those of each are kept."""
    years = desk.house.retention_years
    kept = [retention(desk.store.content(plan, desk.on), desk.today, years=years) for plan in desk.store.plans()]
    return [
        Checked(
            "retention",
            "doctor.retention_over" if one.over else "doctor.retention",
            NOTE if one.over else OK,
            {"plan": one.plan, "count": one.rows, "until": one.until, "years": years},
        )
        for one in kept
        if one
    ]


def _own(desk: Desk) -> Checked:
    """The town's own template, phrases and workflows can be read."""
    for language in ("cs", "en"):
        desk.phrases(language)
    desk.template()
    for name in desk.workflow_names():
        desk.workflow(name)
    return Checked("own", "doctor.own")


def _failpoints(around: Around) -> Checked:
    if told := around.environment.get(VARIABLE):
        return Checked("failpoints", "doctor.failpoints_on", FAULT, {"variable": VARIABLE, "value": told})
    facts = {"variable": VARIABLE, "count": len(NAMES), "names": NAMES}
    return Checked("failpoints", "doctor.failpoints", facts=facts)


def _libreoffice() -> Checked:
    try:
        return Checked("libreoffice", "doctor.libreoffice", facts={"file": program()})
    except LifecycleError:
        return Checked("libreoffice", "doctor.no_libreoffice", NOTE)


def _versions(desk: Desk) -> Checked:
    return Checked("versions", "doctor.versions", facts={"renderer": desk.renderer, "python": health.python()})


def _some(files: list[str]) -> str:
    return ", ".join(files[:_SHOWN]) + ("…" if len(files) > _SHOWN else "")


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M %z}"


def _mib(size: int) -> int:
    return round(size / (1 << 20))
