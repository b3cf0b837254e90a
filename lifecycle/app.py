"""Wiring: the one place that knows everything. It opens an office and lays a desk for one person."""

import datetime as dt
import getpass
import importlib.metadata
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lifecycle.actions.desk import Desk, House
from lifecycle.actions.once_made import DATABASE, issued_files, lying, none_here, not_anothers
from lifecycle.actions.open_office import open_office, settings_again
from lifecycle.documents.charts import engine
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.shipped import mistaken_for, shipped, shipped_names, version
from lifecycle.kit import Catalogue, Kit
from lifecycle.model.calendar import read_day
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import sha256
from lifecycle.model.plan import OFFICE, Office
from lifecycle.settings import FILE, Settings, dressed, look_identity, read_settings, written
from lifecycle.stages import (
    analysis,
    approval,
    budget,
    certificate,
    common,
    consultation,
    evaluation,
    in_force,
    meetings,
    monitoring,
    network,
    notice,
    papers,
    people,
    population,
    practice,
    priorities,
    proof,
    resolutions,
    scoring,
    settlement,
    swot,
    tracing,
)
from lifecycle.stages import catalogue as catalogue_of_providers
from lifecycle.store.commit import Store
from lifecycle.store.inspecting import inspect
from lifecycle.workflow.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lifecycle.actions.doctor import Checked
    from lifecycle.store.verify import Told

TEMPLATES, BASE = "document_templates", "base.docx"
"""Where the look of documents is."""
KITS = (
    common,
    meetings,
    papers,
    people,
    evaluation,
    population,
    analysis,
    network,
    catalogue_of_providers,
    swot,
    priorities,
    budget,
    scoring,
    tracing,
    consultation,
    notice,
    settlement,
    proof,
    approval,
    resolutions,
    certificate,
    in_force,
    monitoring,
    practice,
)
DELIVERABLES = frozenset(
    [
        "evaluation",
        "analysis",
        "swot",
        "plan",
        "settlement",
        "settlement_public",
        "resolutions",
        "action_plan",
        "monitoring",
        "catalogue",
        "methodology",
        "invitation",
        "attendance_sheet",
        "minutes",
        "notice",
        "packet",
        "certificate",
    ]
)


@dataclass(frozen=True)
class Wishes:
    """What the person asked for before the command; None where the environment decides.

    A command that `verifies` is served also where damage hides the office's day: it is there to find it. One that only
    `reads` leaves the database as it stands. `database` is the one to work in, whatever the environment and the
    settings say. One that takes `anyones` database is there to find out whose it is.
    """

    office: Path | None = None
    who: str | None = None
    role: str = "coordinator"
    on: str | None = None
    lang: str | None = None
    locale: str = "cs"
    today: dt.date | None = None
    dry_run: bool = False
    verifies: bool = False
    reads: bool = False
    database: Path | None = None
    anyones: bool = False


@cache
def catalogue() -> Catalogue:
    """Everything the shipped stages and the towns' own packages (entry points `lifecycle.kits`) bring."""
    kits: list[Kit] = [stage.kit for stage in KITS]
    kits += [found.load() for found in importlib.metadata.entry_points(group="lifecycle.kits")]
    return Catalogue.of(kits)


@cache
def vocabulary() -> Vocabulary:
    """The names workflow files may use."""
    found = catalogue()
    return Vocabulary.of(found.guards, frozenset(found.sections), DELIVERABLES)


def find_office(wishes: Wishes) -> Path:
    """The office named, else that of the environment, else the nearest folder upward with its settings."""
    named = wishes.office or (Path(os.environ["LIFECYCLE_OFFICE"]) if os.environ.get("LIFECYCLE_OFFICE") else None)
    if named is not None:
        if not (named / FILE).exists():
            raise none_here(named)
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).exists():
            return folder
    raise none_here(here, *here.parents)


def _template(folder: Path) -> bytes:
    """The office's own template, else the shipped one; Wrong where the office's lies there under another name."""
    if other := mistaken_for(folder, TEMPLATES, BASE):
        raise Wrong("template.misnamed", file=other, name=BASE, folder=TEMPLATES)
    return shipped(TEMPLATES, BASE, office=folder)


def _look_digest(folder: Path, settings: Settings) -> str:
    """The digest of everything that gives documents their look and their words."""
    words = b"".join(shipped(TEMPLATES, f"phrases/{lang}.toml", office=folder) for lang in ("cs", "en"))
    return sha256(shipped(TEMPLATES, BASE, office=folder) + words + look_identity(folder, settings))


def desk(wishes: Wishes) -> Desk:
    """A desk in the office the person means."""
    folder = find_office(wishes)
    settings = read_settings(folder)
    store = _store(folder, settings, wishes)
    try:
        today = settings.as_of or _today(store, wishes)
    except (Unverified, Wrong) as failed:
        # A damaged cell may also make a told day look wrong.
        if not wishes.verifies or (isinstance(failed, Wrong) and holds(store)):
            raise
        today = wishes.today or now().date()
    on = _on(wishes, today)
    language = wishes.lang or settings.lang or wishes.locale
    name = settings.name or _recorded_name(store) or folder.resolve().name
    phrases: Callable[[str], Phrases] = lambda lang: Phrases.of(lang, folder)  # noqa: E731 - a bound name for the desk
    if wishes.who is not None and not wishes.who.strip():
        raise Wrong("who.blank")
    login = login_name()
    return Desk(
        office=folder,
        store=store,
        catalogue=catalogue(),
        vocabulary=vocabulary(),
        phrases=phrases,
        workflow_file=lambda name: _workflow_file(folder, name),
        workflow_names=lambda: _workflow_names(folder),
        dressed=cache(lambda called: dressed(_template(folder), folder, replace(settings, name=called))),
        look_digest=cache(lambda called: _look_digest(folder, replace(settings, name=called))),
        renderer=f"plan-lifecycle {version()} ({engine()})",
        house=House(name, settings.language, settings.publicity, settings.logo, settings.retention_years),
        who=wishes.who or os.environ.get("LIFECYCLE_USER") or login,
        login=login,
        role=wishes.role,
        on=on,
        today=today,
        screen=language,
        dry_run=wishes.dry_run,
        as_of=settings.as_of,
    )


def _store(folder: Path, settings: Settings, wishes: Wishes) -> Store:
    """The office's database, opened; a command that verifies says of one it cannot open that it does not hold."""
    try:
        where = wishes.database or _database(folder, settings)
        opened = inspect if wishes.reads else Store.open
        store = opened(where, catalogue().kinds, clock=now, told=_told_worker())
        own = wishes.anyones or wishes.database
        return store if own else not_anothers(store, settings.origin, reads=wishes.reads)
    except Wrong as failed:
        if wishes.verifies and failed.code in ("store.not_ours", "store.newer"):
            raise Unverified(failed.code, **failed.facts) from failed
        if failed.code == "store.absent" and (settings.origin or issued_files(folder)):
            raise Wrong(failed.code, folder=str(folder), **failed.facts, reason="lost") from failed
        raise


def holds(store: Store) -> bool:
    """Whether nothing is wrong with what the store holds: then what fails is the program's fault, or the person's."""
    from lifecycle.store.verify import verify

    return verify(store).ok


def rebuild_past(desk: Desk, day: str, folder: Path) -> dict[str, Any]:
    """The office as it stood at the end of `day` stands in `folder`, to be read with this same program."""
    from lifecycle.actions.as_of import as_of

    try:
        past = read_day(day)
    except ValueError as wrong:
        raise Wrong("on.not_a_day", value=day) from wrong
    heading = desk.phrases(desk.house.language).say("as_of.settings", day=past)
    settings = replace(read_settings(desk.office), name=desk.house.name)
    told = {FILE: written(settings, as_of=past, heading=heading)}
    return as_of(desk, past, folder, told=told, opened=lambda file: Store.open(file, catalogue().kinds, clock=now))


def make_office(folder: Path, wishes: Wishes, *, sandbox: bool) -> dict[str, Any]:
    """A new office in `folder`; where only the settings of one are missing there, they are written again."""
    origin = "" if (folder / FILE).exists() else lying(folder, lambda at: inspect(at, catalogue().kinds, clock=now))
    if origin:
        return settings_again(folder, origin, phrases=Phrases.of(wishes.lang or "cs"), dry_run=wishes.dry_run)
    today = wishes.today or _told_today(sandbox=sandbox) or now().date()
    login = login_name()
    return open_office(
        folder,
        make_store=lambda: Store.create(
            _database(folder, Settings()), catalogue().kinds, clock=now, told=_told_worker()
        ),
        phrases=Phrases.of(wishes.lang or "cs"),
        program=version(),
        sandbox=sandbox,
        on=_on(wishes, today),
        who=wishes.who or os.environ.get("LIFECYCLE_USER") or login,
        login=login,
        role=wishes.role,
        elsewhere=bool(os.environ.get("LIFECYCLE_DATABASE_URL") or _readable_settings(folder).database),
        dry_run=wishes.dry_run,
    )


def _readable_settings(folder: Path) -> Settings:
    """The settings of the folder, the usual ones where there are none or none that can be read."""
    try:
        return read_settings(folder)
    except Wrong:
        return Settings()


def restore_office(file: Path, folder: Path, wishes: Wishes, *, told: "Told | None" = None) -> dict[str, Any]:
    """The office of a backup in `folder`, on PostgreSQL where the environment says so."""
    from lifecycle.actions.restore import Rooms, restore

    # The office's own day may be hidden by damage, which is what restoring has to find.
    checking = replace(wishes, verifies=True, anyones=True)
    rooms = Rooms(
        aside=lambda aside: desk(replace(checking, office=aside, database=aside / DATABASE)),
        placed=lambda placed: desk(replace(checking, office=placed)),
        kinds=catalogue().kinds,
        into=os.environ.get("LIFECYCLE_DATABASE_URL") or None,
        told=told,
    )
    return restore(file, folder, rooms, dry_run=wishes.dry_run)


def examine_office(wishes: Wishes) -> "list[Checked]":
    """What the doctor finds in the office the person means."""
    from lifecycle.actions.doctor import Around, examine

    folder = find_office(wishes)
    lying = replace(wishes, office=folder, verifies=True, anyones=True)
    origin = _readable_settings(folder).origin
    around = Around(lay=lambda: desk(lying), now=now, environment=os.environ, origin=origin)
    return examine(folder, around)


def now() -> dt.datetime:
    """The clock's time, UTC."""
    return dt.datetime.now(dt.UTC)


def login_name() -> str:
    """The operating system's login; `-` where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "-"


def _told_worker() -> str:
    """Who works here, for somebody who has to wait: the login and the process, which no text of a person names."""
    return f"{login_name()}, lifecycle, pid {os.getpid()}"


def _database(folder: Path, settings: Settings) -> str | Path:
    if settings.as_of:
        return folder / DATABASE  # never the living office's, whatever the environment says
    return os.environ.get("LIFECYCLE_DATABASE_URL") or settings.database or folder / DATABASE


def _told_today(*, sandbox: bool) -> dt.date | None:
    """The day `LIFECYCLE_TODAY` sets; only a sandbox may be told what day it is."""
    text = os.environ.get("LIFECYCLE_TODAY")
    if not text:
        return None
    if not sandbox:
        raise Wrong("today.not_sandbox", value=text)
    try:
        return read_day(text)
    except ValueError as wrong:
        raise Wrong("today.not_a_day", value=text) from wrong


def _today(store: Store, wishes: Wishes) -> dt.date:
    """The office's present day: the clock's, or in a sandbox the told one, else that of the latest act."""
    try:
        office = next(iter(store.things(OFFICE, Office)), None)
    except Wrong as lost:
        raise Unverified("office.no_chain") from lost
    if office is None or not office.sandbox:
        _told_today(sandbox=False)
        return now().date()
    told = wishes.today or _told_today(sandbox=True)
    days = store.latest_day()
    # An office opened on the clock's own day binds no sandbox to that day: its time is that of its plans.
    opened = days.opened if days.opened != days.recorded else None
    latest = max((day for day in (days.latest, opened) if day), default=None)
    if told and latest and told < latest:
        raise Wrong("today.earlier", value=told, latest=latest)
    return told or latest or now().date()


def _recorded_name(store: Store) -> str:
    """The name the office was made with; nothing where damage hides it."""
    try:
        return next((office.name for office in store.things(OFFICE, Office)), "")
    except (Unverified, Wrong):
        return ""


def _on(wishes: Wishes, today: dt.date) -> dt.date:
    if wishes.on is None:
        return today
    try:
        on = read_day(wishes.on)
    except ValueError as wrong:
        raise Wrong("on.not_a_day", value=wishes.on) from wrong
    if on > today:
        raise Wrong("on.future", on=on, today=today)
    return on


def _workflow_file(folder: Path | None, name: str) -> tuple[str, bytes]:
    """File name and bytes of workflow `name`: the town's own, else the shipped one."""
    known = _workflow_names(folder)
    if name not in known:
        raise Wrong("workflow.unknown", name=name, known=tuple(known))
    return f"{name}.toml", shipped("workflows", f"{name}.toml", office=folder)


def _workflow_names(folder: Path | None) -> list[str]:
    return sorted(
        name.removesuffix(".toml") for name in shipped_names("workflows", office=folder) if name.endswith(".toml")
    )
