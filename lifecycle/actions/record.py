"""Record a form: rows of an office file become things, all or nothing, and the same file again changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lifecycle.actions.comment import condition_comments
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.rules import complete, row_faults
from lifecycle.intake.rows import Planned, values
from lifecycle.intake.workbooks import Sheet, read
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Refused, Wrong
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.thing import Thing
from lifecycle.model.verdict import Refusal

CLOSED_IN_FORCE = ("evaluation", "swot", "priorities", "measures", "activities", "budget", "indicators", "texts")
SETTLED_STATES = ("in_force", "superseded", "expired", "withdrawn")


@dataclass
class Tally:
    """What recording one form adds, changes, leaves and removes, by key."""

    kind: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    places: dict[tuple[str, tuple[str, ...]], tuple[str | None, Planned]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Counts, and the keys behind them."""
        names = ("added", "changed", "unchanged", "removed")
        return {
            "kind": self.kind,
            **{name: len(getattr(self, name)) for name in names},
            "keys": {name: getattr(self, name) for name in names if name != "unchanged"},
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


def record(desk: Desk, plan: str, form: str, file: Path, *, replace: bool = False) -> dict[str, Any]:
    """The rows of `file` stand in the plan; Wrong lists every bad cell, Refused says why the kind is closed."""
    with desk.writing(plan) as pen:
        _refuse_closed(desk, pen.content, form)
        sheets = read(file, file.name, kinds=desk.catalogue.forms, form=form)
        changes: list[Change] = []
        tallies: list[Tally] = []
        faults: list[Fault] = []
        content = pen.content
        for sheet in sheets:
            kind = desk.catalogue.forms[sheet.form]
            planned, found = values(kind, sheet, existing=_existing(kind, pen))
            faults += found
            made, tally, refused = weigh(pen, content, kind, planned, sheet=sheet.name, file=file.name, replace=replace)
            faults += refused
            changes += made
            tallies.append(tally)
            content = content.after(made)
        if not faults:
            faults += _dangling(content, tallies, changes)
        if faults:
            raise Wrong("record.faults", faults=faults, file=file.name)
        before, after = pen.content, content
        entry = pen.commit(f"record.{form}", changes) if changes else None
        warnings = _warnings(before, after)
    result: dict[str, Any] = {"entry": entry.number if entry else None, "warnings": warnings, "next": ["lifecycle why"]}
    if form == "all":
        return result | {"kind": "all", "sheets": [tally.as_json() for tally in tallies]}
    return result | (tallies[0] if tallies else Tally(form)).as_json()


def weigh(
    pen: Pen,
    content: Content,
    kind: type[Thing],
    planned: Sequence[Planned],
    *,
    sheet: str | None,
    file: str | None,
    replace: bool,
) -> tuple[list[Change], Tally, list[Fault]]:
    """The changes recording `planned` makes, their tally, and the rows a rule refuses."""
    changes: list[Change] = []
    tally = Tally(kind.FORM or kind.KIND)
    faults: list[Fault] = []
    seen: set[tuple[str, ...]] = set()
    extra: list[Change] = []
    for row in planned:
        thing = complete(pen.seal_thing(row.thing), content, replace=replace)
        standing = content.things.get(kind.KIND, {}).get(thing.identity)
        seen.add(thing.identity)
        tally.places[(thing.KIND, thing.identity)] = (sheet, row)
        name = "/".join(row.thing.identity)
        if standing == thing:
            tally.unchanged.append(name)
            continue
        faults += row_faults(pen.desk, content, thing, row=row, sheet=sheet, file=file)
        (tally.changed if standing else tally.added).append(name)
        changes.append(Put(thing))
        extra += condition_comments(pen, content.after([*changes, *extra]), thing, standing)
    if replace:
        changes += _dropped(pen, content, kind, seen, planned, tally)
    return [*changes, *extra], tally, faults


def _dropped(
    pen: Pen, content: Content, kind: type[Thing], seen: set[tuple[str, ...]], planned: Sequence[Planned], tally: Tally
) -> list[Change]:
    """What `--replace` takes away: all of the kind that the file does not name, or of the groups the file names."""
    groups = {getattr(row.thing, "group", None) for row in planned} - {None}
    gone = [
        thing
        for thing in content.all(kind)
        if thing.identity not in seen and (not groups or getattr(thing, "group", None) in groups)
    ]
    tally.removed += ["/".join(open_text(thing, pen).identity) for thing in gone]
    return [Drop(kind.KIND, thing.identity) for thing in gone]


def _dangling(content: Content, tallies: Sequence[Tally], changes: Sequence[Change]) -> list[Fault]:
    """References of the plan as it would stand that lead nowhere."""
    faults = []
    places = {key: place for tally in tallies for key, place in tally.places.items()}
    touched = {change.thing.identity for change in changes if isinstance(change, Put)}
    for rows in content.things.values():
        for thing in rows.values():
            for column, kinds, key in thing.references():
                if not any((key,) in content.things.get(kind, {}) for kind in kinds):
                    sheet, row = places.get((thing.KIND, thing.identity), (thing.FORM or thing.KIND, None))
                    known = [k[0] for kind in kinds for k in content.things.get(kind, {})]
                    faults.append(
                        Fault(
                            rule="no_such" if thing.identity in touched else "still_used",
                            sheet=sheet,
                            cell=row.place(column) if row else None,
                            column=column,
                            value=key,
                            suggestion=nearest(key, known),
                            facts=(("item", _named(thing)), ("kinds", kinds)),
                        )
                    )
    return faults


def _named(thing: Thing) -> str:
    """The thing that refers, by its address; its kind alone where the key holds a person's name."""
    return thing.KIND if "vault:" in thing.address else thing.address


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like `word`, or None."""
    from difflib import get_close_matches

    found = get_close_matches(word, known, n=1)
    return found[0] if found else None


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


def _warnings(before: Content, after: Content) -> list[str]:
    """In consultation and approval: that the text under vote changes."""
    if before.plan.state in ("consultation", "approval") and before.standing_sha256 != after.standing_sha256:
        return [f"record.text_under_vote.{before.plan.state}"]
    return []
