"""Record a form: rows of an office file become things, all or nothing, and the same file again changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lifecycle.actions.coherence import incoherent
from lifecycle.actions.comment import condition_comments
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.erased import key_is_erased, still_erased
from lifecycle.actions.illustrate import gallery
from lifecycle.actions.open_data import Batch, crossing, findings, open_data, other_years
from lifecycle.actions.references import References
from lifecycle.actions.remarks import remarks
from lifecycle.actions.renumbered import followed
from lifecycle.actions.rules import complete, linked, row_faults
from lifecycle.actions.senders import told_from_person
from lifecycle.actions.shown import STALE, overtaken, refuse_other_plan
from lifecycle.actions.unread import Unread
from lifecycle.intake.rows import Planned, values
from lifecycle.intake.spelling import nearest
from lifecycle.intake.workbooks import Sheet, read
from lifecycle.model.approval import Resolution
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Refused, Wrong
from lifecycle.model.evidence import Finding
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.situation import Population
from lifecycle.model.strategy import Chapter, Illustration
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal

CLOSED_IN_FORCE = ("evaluation", "swot", "priorities", "measures", "activities", "budget", "indicators", "texts")


@dataclass
class Tally:
    """What recording one form adds, changes, leaves and removes, by key."""

    kind: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    places: dict[tuple[str, tuple[str, ...]], tuple[str | None, Planned]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Counts, the keys behind them, and each field that changes."""
        names = ("added", "changed", "unchanged", "removed")
        return {
            "kind": self.kind,
            **{name: len(getattr(self, name)) for name in names},
            "keys": {name: getattr(self, name) for name in names if name != "unchanged"},
            "changes": self.changes,
        }


def read_form(desk: Desk, form: str, file: Path, pen: Pen | None) -> list[Planned]:
    """The rows of one form in `file` as values; every fault of the file at once."""
    sheets = read(file, file.name, kinds=desk.catalogue.forms, form=form)
    return [planned for sheet in sheets for planned in _planned(desk, sheet, pen, file.name)]


def _planned(desk: Desk, sheet: Sheet, pen: Pen | None, file: str) -> list[Planned]:
    kind = desk.catalogue.forms[sheet.form]
    planned, faults = values(kind, sheet, existing=_existing(kind, pen))
    if faults:
        raise Wrong("record.faults", faults=faults, file=file)
    return planned


def _existing(kind: type[Thing], pen: Pen | None) -> Callable[[Mapping[str, str | None]], Thing | None]:
    """How the form finds the thing a row is about: its key, with private parts sealed."""
    private = {column.name: column.private for column in kind.columns() if column.private}

    def find(key: Mapping[str, str | None]) -> Thing | None:
        if pen is None:
            return None
        parts = [
            pen.seal(str(key.get(owner.subject)), str(key.get(name)))
            if (owner := private.get(name))
            else str(key.get(name))
            for name in kind.KEY
        ]
        thing = pen.content.things.get(kind.KIND, {}).get(tuple(parts))
        return open_text(thing, pen) if thing else None

    return find


def open_text(thing: Thing, pen: Pen) -> Thing:
    """`thing` with its private text in plain, as the form shows it."""
    shown = {
        column.name: pen.texts[value]
        for column in thing.columns()
        if column.private and (value := getattr(thing, column.attribute)) in pen.texts
    }
    return thing.replaced(**shown) if shown else thing


def record(
    desk: Desk, plan: str, form: str, file: Path, *, replace: bool = False, year: int | None = None
) -> dict[str, Any]:
    """The rows of `file` stand in the plan; Wrong lists every bad cell, Refused says why the kind is closed.

    `year` is the year of people by age, where the file does not tell it or holds more of them.
    """
    with desk.writing(plan) as pen:
        _refuse_closed(desk, pen.content, form)
        opened = open_data(pen, form, file, year=year)
        sheets = [] if opened else read(file, file.name, kinds=desk.catalogue.forms, form=form)
        refuse_other_plan(pen.content, sheets, file=file.name)
        changes: list[Change] = []
        tallies: list[Tally] = []
        faults: list[Fault] = []
        unread = Unread()
        content = pen.content

        def take(batch: Batch, sheet: Sheet | None = None, *, whole: bool = replace) -> None:
            nonlocal content
            told = batch.faults or other_years(batch.planned, year, file.name)
            unread.note(batch.kind, sheet, batch.planned, told)
            whole = whole and unread.tells(batch.kind)
            made, tally, refused = weigh(
                pen, content, batch.kind, batch.planned, sheet=batch.sheet, file=file.name, replace=whole, spare=unread
            )
            faults.extend([*told, *refused])
            changes.extend(made)
            tallies.append(tally)
            content = content.after(made)
            faults.extend(crossing(content, made, batch.planned, file.name))

        for sheet in sheets:
            take(_batch(desk, pen, sheet), sheet)
        if opened:
            take(opened)
        if opened and opened.kind is Population and not faults:
            take(Batch(Finding, findings(content, changes, opened.planned)), whole=False)
        places = places_of(tallies)
        shown = gallery(content, places, file)
        changes += shown.changes
        content = content.after(shown.changes)
        faults += shown.faults
        places_moved, moves = followed(pen.content, changes)
        changes += places_moved
        content = content.after(places_moved)
        forms = {kind.KIND: name for name, kind in desk.catalogue.forms.items()}
        links = References(content, places, unread, lambda thing: open_text(thing, pen), forms, file.name)
        faults += links.broken(changes)
        faults += incoherent(pen.content, content, changes, places, file=file.name)
        stale = overtaken(pen, sheets, changes, places=places, file=file.name)
        faults += stale.faults
        if faults:
            told = unread.without_what_follows(faults)
            weighed = {"revision": pen.content.rev} if all(one.rule == STALE for one in told) else {}
            raise Wrong("record.faults", faults=told, file=file.name, **weighed)
        _refuse_closed_changes(desk, pen.content, changes)
        before, after = pen.content, content
        entry = pen.commit(f"record.{form}", changes, blobs=shown.blobs) if changes else None
        warnings = [
            *remarks(before, after, changes),
            *moves,
            *stale.warnings,
            *_left_out(sheets),
            *(opened.warnings if opened else ()),
        ]
    if shown.changes:
        tallies.append(Tally(Illustration.KIND, shown.added, shown.changed, shown.unchanged, shown.removed))
    result: dict[str, Any] = {"entry": entry.number if entry else None, "warnings": warnings, "next": ["lifecycle why"]}
    if form == "all":
        return result | {"kind": "all", "sheets": [tally.as_json() for tally in tallies]}
    first, *more = tallies or [Tally(form)]
    return result | first.as_json() | ({"also": [tally.as_json() for tally in more]} if more else {})


def _batch(desk: Desk, pen: Pen, sheet: Sheet) -> Batch:
    """The rows and faults of one sheet of a form."""
    kind = desk.catalogue.forms[sheet.form]
    planned, faults = values(kind, sheet, existing=_existing(kind, pen))
    return Batch(kind, planned, faults, sheet=sheet.name)


def weigh(
    pen: Pen,
    content: Content,
    kind: type[Thing],
    planned: Sequence[Planned],
    *,
    sheet: str | None,
    file: str | None,
    replace: bool,
    spare: Unread,
) -> tuple[list[Change], Tally, list[Fault]]:
    """The changes recording `planned` makes, their tally, and the rows a rule refuses; `spare` is never removed."""
    changes: list[Change] = []
    tally = Tally(kind.FORM or kind.KIND)
    faults: list[Fault] = []
    seen: set[tuple[str, ...]] = set()
    extra: list[Change] = []
    for row in planned:
        given = told_from_person(row.thing, content)
        thing = pen.seal_thing(given)
        standing = content.things.get(kind.KIND, {}).get(thing.identity)
        thing = complete(pen.seal_thing(still_erased(given, standing, pen)), content, replace=replace)
        seen.add(thing.identity)
        tally.places[(thing.KIND, thing.identity)] = (sheet, row)
        name = "/".join(row.thing.identity)
        if standing == thing:
            tally.unchanged.append(name)
            continue
        faults += row_faults(pen.desk, content, thing, row=row, sheet=sheet, file=file)
        (tally.changed if standing else tally.added).append(name)
        tally.changes += _differences(name, row.thing, thing, standing, pen) if standing else []
        changes.append(Put(thing))
        if isinstance(thing, Resolution):
            extra += condition_comments(pen, content.after([*changes, *extra]), thing, standing)
    if replace:
        changes += _dropped(pen, content, kind, seen, planned, tally, spare=spare)
    extra += linked(content.after(changes), changes)
    return [*changes, *extra], tally, faults


def _differences(name: str, given: Thing, thing: Thing, standing: Thing, pen: Pen) -> list[dict[str, Any]]:
    """The fields of a changed row before and after, private text in plain; what the engine fills is left out."""
    before, after, plain = open_text(standing, pen).as_json(), thing.as_json(), given.as_json()
    return [
        {"key": name, "column": column.name, "before": before[column.name], "after": now}
        for column in thing.columns()
        if not column.hidden and before[column.name] != (now := (plain if column.private else after)[column.name])
    ]


def _dropped(
    pen: Pen,
    content: Content,
    kind: type[Thing],
    seen: set[tuple[str, ...]],
    planned: Sequence[Planned],
    tally: Tally,
    *,
    spare: Unread,
) -> list[Change]:
    """What `--replace` takes away: all of the kind that the file does not name, or of the groups or years it names."""
    part = "year" if kind is Population else "group"
    parts = {getattr(row.thing, part, None) for row in planned} - {None}
    gone = [
        thing
        for thing in content.all(kind)
        if thing.identity not in seen
        and (not parts or getattr(thing, part, None) in parts)
        and not spare.holds(kind.KIND, *thing.identity)
        and not key_is_erased(thing, pen.texts)
    ]
    tally.removed += ["/".join(open_text(thing, pen).identity) for thing in gone]
    return [Drop(kind.KIND, thing.identity) for thing in gone]


def places_of(tallies: Sequence[Tally]) -> dict[tuple[str, tuple[str, ...]], tuple[str | None, Planned]]:
    """The sheet and row of everything the file names, by kind and key."""
    return {key: place for tally in tallies for key, place in tally.places.items()}


def _refuse_closed(desk: Desk, content: Content, form: str) -> None:
    if form != "all" and form not in desk.catalogue.forms:
        raise Wrong(
            "record.unknown_form",
            form=form,
            known=tuple(desk.catalogue.forms),
            suggestion=nearest(form, list(desk.catalogue.forms)),
        )
    if content.plan.state in SETTLED_STATES and form in CLOSED_IN_FORCE:
        raise Refused([Refusal("record.closed", form=form, state=content.plan.state, plan=content.key)])


def _refuse_closed_changes(desk: Desk, content: Content, changes: Sequence[Change]) -> None:
    """A workbook of all forms may hold closed ones, as long as it changes nothing in them."""
    kinds = {change.thing.KIND if isinstance(change, Put) else getattr(change, "kind", "") for change in changes}
    if Illustration.KIND in kinds:  # a picture is part of its chapter
        kinds.add(Chapter.KIND)
    closed = [form for form in CLOSED_IN_FORCE if desk.catalogue.forms[form].KIND in kinds]
    if closed and content.plan.state in SETTLED_STATES:
        facts: dict[str, Any] = {"state": content.plan.state, "plan": content.key}
        raise Refused([Refusal("record.closed", form=form, **facts) for form in closed])


def _left_out(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """That rows which only show how to fill the form in were not recorded; of several sheets, each with its sheet."""
    rows = [(sheet.form, number) for sheet in sheets for number in sheet.examples]
    if not rows:
        return []
    told = [f"{form}!{number}" if len(sheets) > 1 else str(number) for form, number in rows]
    shown = [*told[:5], "…"] if len(told) > 5 else told
    return [{"code": "record.example_left_out", "facts": {"count": len(told), "rows": told, "shown": shown}}]
