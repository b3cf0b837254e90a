"""What a workbook showed when it was made: for which plan it is, and what others wrote while it was being filled in.

What somebody else wrote since is never written over: the file is refused, field by field. What the same person wrote is
her own to change; she is warned where a field would go back to what the form showed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lifecycle.actions.desk import Pen
from lifecycle.documents.typography import day_text
from lifecycle.intake.rows import Planned
from lifecycle.intake.workbooks import Sheet
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.history import Change, Drop, Entry, Put
from lifecycle.model.thing import Column, Thing, Word

STALE = "stale"
"""The rule of a field that somebody else wrote since the workbook was made."""
_SHOWN = 10
_TOLD = 120
"""Letters of a value that a refusal shows."""

Address = tuple[str, tuple[str, ...]]
"""Kind and key."""


def refuse_other_plan(content: Content, sheets: Sequence[Sheet], *, file: str) -> None:
    """Wrong where the workbook was made for another plan; older ones tell its title only."""
    for sheet in sheets:
        other = sheet.key != content.key if sheet.key else (sheet.plan or content.plan.title) != content.plan.title
        if other:
            made_for = " – ".join(filter(None, (sheet.key, sheet.plan)))
            plan = f"{content.key} – {content.plan.title}"
            raise Wrong("record.other_plan", file=file, made_for=made_for, plan=plan, form=sheet.form)


@dataclass(slots=True)
class _Since:
    """One entry made after the form: the rows of the file that touch what it wrote."""

    entry: Entry
    keys: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Touched:
    """A row the file writes that somebody wrote since the form: as it was shown, as it stands, as the file has it.

    `by` has the entry that last changed each field, "" the one that added or removed the row.
    """

    address: Address
    shown: Thing | None
    stands: Thing | None
    new: Thing | None
    by: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What others wrote meanwhile, as faults that refuse the file, and what the person herself did, as warnings."""

    faults: list[Fault]
    warnings: list[dict[str, Any]]


def overtaken(
    pen: Pen,
    sheets: Sequence[Sheet],
    changes: Sequence[Change],
    *,
    places: Mapping[Address, tuple[str | None, Planned]],
    file: str,
) -> Overtaken:
    """What `changes` would write over of what was written since the workbook was made; a CSV tells no time."""
    answer = Overtaken([], [])
    revision = next((sheet.revision for sheet in sheets if sheet.revision is not None), None)
    if revision is None or revision >= pen.content.rev or not changes:
        return answer
    forms = {pen.desk.catalogue.forms[sheet.form].KIND: sheet.form for sheet in sheets}
    own: dict[int, _Since] = {}
    for one in _touched(pen, changes, revision, kinds=set(forms)):
        kind, key = one.address
        place = places.get(one.address)
        name = "/".join(place[1].thing.identity if place else (pen.texts.get(part, part) for part in key))
        for column, entry in _clashes(one):
            if who_of(pen, entry) != pen.desk.who:
                answer.faults.append(_fault(pen, one, column, entry, name=name, place=place, file=file))
            elif _goes_back(one, column):
                keys = own.setdefault(entry.number, _Since(entry)).keys.setdefault(forms[kind], [])
                keys += [name] if name not in keys else []
    answer.warnings.extend(_warning(pen, one, form) for _, one in sorted(own.items()) for form in one.keys)
    return answer


def _touched(pen: Pen, changes: Sequence[Change], revision: int, *, kinds: set[str]) -> list[_Touched]:
    """The rows that `changes` write and that an entry after `revision` wrote, too."""
    mine = {
        _address(one): one.thing if isinstance(one, Put) else None for one in changes if isinstance(one, Put | Drop)
    }
    mine = {address: thing for address, thing in mine.items() if address[0] in kinds}
    since = [one for one in pen.desk.store.entries(pen.content.key) if one.number > revision]
    written = [
        (entry, address, thing)
        for entry in since
        for address, thing in _written(pen.desk.catalogue.kinds, entry, {kind for kind, _ in mine})
        if address in mine
    ]
    if not written:
        return []
    then = pen.desk.store.content_at(pen.content.key, revision, pen.desk.on)
    shown = {address: then.things.get(address[0], {}).get(address[1]) for _, address, _ in written}
    now = dict(shown)
    by: dict[Address, dict[str, Entry]] = {address: {} for address in shown}
    for entry, address, thing in written:
        before, now[address] = now[address], thing
        if thing is None or before is None:
            by[address][""] = entry
        if thing is not None:
            told = [column.attribute for column in thing.columns() if not column.hidden]
            by[address] |= {name: entry for name in told if before is None or _differ(before, thing, name)}
    return [_Touched(address, shown[address], now[address], mine[address], by[address]) for address in shown]


def _written(
    kinds: Mapping[str, type[Thing]], entry: Entry, wanted: set[str]
) -> Iterator[tuple[Address, Thing | None]]:
    """What the entry put, and None where it dropped, of the kinds `wanted`."""
    for change in entry.body["changes"]:
        if (name := change.get("kind")) not in wanted:
            continue
        if "drop" in change:
            yield (name, tuple(change["drop"])), None
        else:
            thing = kinds[name].model_validate(change["put"])
            yield (name, thing.identity), thing


def _clashes(one: _Touched) -> list[tuple[Column | None, Entry]]:
    """Each field, or the whole row, that the file would write over, with the entry that wrote it last."""
    shown, stands, new = one.shown, one.stands, one.new
    if stands is None or new is None:
        mine = shown is None and stands is None  # what came and went meanwhile is new in the file
        last = max(one.by.values(), key=lambda entry: entry.number, default=None)
        return [] if mine or last is None else [(None, one.by.get("", last) if stands is None else last)]
    return [
        (column, one.by[column.attribute])
        for column in type(new).columns()
        if column.attribute in one.by
        and _differ(stands, new, column.attribute)
        and (shown is None or _differ(shown, stands, column.attribute))
    ]


def _goes_back(one: _Touched, column: Column | None) -> bool:
    """Whether the file says what the form showed, though the same person wrote something else since."""
    if column is None or one.shown is None or one.new is None:
        return one.shown is None if one.new is None else one.shown is not None and one.stands is None
    return not _differ(one.shown, one.new, column.attribute)


def _fault(
    pen: Pen,
    one: _Touched,
    column: Column | None,
    entry: Entry,
    *,
    name: str,
    place: tuple[str | None, Planned] | None,
    file: str,
) -> Fault:
    """Who wrote what and when, and what the file would make of it."""
    facts: dict[str, Any] = {
        "key": name,
        "who": who_of(pen, entry),
        "day": day_text(entry.on.isoformat(), pen.desk.screen),
        "entry": entry.number,
    }
    if column is None:
        facts["reason"] = "removed" if one.stands is None else "kept"
    else:
        facts |= {"header": column.label.in_(pen.desk.screen)}
        facts |= {"theirs": _words(pen, one.stands, column), "yours": _words(pen, one.new, column)}
    at = place[1].place(column.name if column else "") if place else None
    return Fault(
        rule=STALE,
        file=file,
        sheet=place[0] if place else None,
        cell=at,
        column=column.name if column else None,
        value=facts.get("yours"),
        facts=tuple(facts.items()),
    )


def _words(pen: Pen, thing: Thing | None, column: Column) -> str:
    """The field's value as the form shows it, long texts cut."""
    value = getattr(thing, column.attribute)
    parts = value if isinstance(value, tuple) else (value,)
    told = "; ".join(
        one.in_(pen.desk.screen) if isinstance(one, Word) else pen.texts.get(str(one), str(one))
        for one in parts
        if one is not None
    )
    return (told[: _TOLD - 1] + "…" if len(told) > _TOLD else told) or "–"


def who_of(pen: Pen, entry: Entry) -> str:
    """Who the act's author said to be."""
    who = str(entry.body["who"])
    erased = pen.desk.phrases(pen.desk.screen).say("document.erased")
    return pen.texts.get(who, erased if who.startswith("vault:") else who)


def _address(change: Put | Drop) -> Address:
    return (change.thing.KIND, change.thing.identity) if isinstance(change, Put) else (change.kind, change.key)


def _differ(one: Thing, other: Thing, attribute: str) -> bool:
    return bool(getattr(one, attribute) != getattr(other, attribute))


def _warning(pen: Pen, since: _Since, form: str) -> dict[str, Any]:
    """The entry, its day and role, and the first of the keys concerned."""
    keys, on = since.keys[form], since.entry.on
    facts = {
        "count": len(keys),
        "form": form,
        "entry": since.entry.number,
        "on": on.isoformat(),
        "day": day_text(on.isoformat(), pen.desk.screen),
        "role": since.entry.body["role"],
        "keys": keys[:_SHOWN],
        "shown": ", ".join(keys[:_SHOWN]) + (", …" if len(keys) > _SHOWN else ""),
    }
    return {"code": "record.stale", "facts": facts}
