"""What a workbook showed when it was made: for which plan it is, and what others wrote while it was being filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lifecycle.actions.desk import Pen
from lifecycle.documents.typography import day_text
from lifecycle.intake.workbooks import Sheet
from lifecycle.model.content import Content
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Change, Drop, Entry, Put
from lifecycle.model.thing import Thing

_SHOWN = 10

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


def overtaken(
    pen: Pen, sheets: Sequence[Sheet], changes: Sequence[Change], *, named: Mapping[Address, str]
) -> list[dict[str, Any]]:
    """A warning for each entry since the workbook was made whose rows `changes` put back or write over.

    A person's own later entries count only where a field would go back to what the form showed: filling one workbook
    in and recording it again and again is no conflict. `named` are keys in plain.
    """
    revision = next((sheet.revision for sheet in sheets if sheet.revision is not None), None)
    if revision is None or revision >= pen.content.rev or not changes:
        return []
    kinds = {pen.desk.catalogue.forms[sheet.form].KIND for sheet in sheets}
    since = {one.number: one for one in pen.desk.store.entries(pen.content.key) if one.number > revision}
    dropped = {
        (change["kind"], tuple(change["drop"])): one.number
        for one in since.values()
        for change in one.body["changes"]
        if "drop" in change
    }
    touched: list[tuple[Address, Thing | None, int]] = []
    for change in changes:
        if isinstance(change, Put | Drop) and (address := _address(change))[0] in kinds:
            number = pen.content.wrote.get(address) or dropped.get(address, 0)
            if number in since:
                touched.append((address, change.thing if isinstance(change, Put) else None, number))
    if not touched:
        return []
    then = pen.desk.store.content_at(pen.content.key, revision, pen.desk.on)
    found: dict[int, _Since] = {}
    for (kind, key), new, number in touched:
        shown, stands = (content.things.get(kind, {}).get(key) for content in (then, pen.content))
        own = _who(pen, since[number]) == pen.desk.who
        if _set_back(shown, stands, new) or not own:
            form = next(sheet.form for sheet in sheets if kind == pen.desk.catalogue.forms[sheet.form].KIND)
            keys = found.setdefault(number, _Since(since[number])).keys
            keys.setdefault(form, []).append(named.get((kind, key), "/".join(key)))
    return [_warning(pen, one, form) for _, one in sorted(found.items()) for form in one.keys]


def _who(pen: Pen, entry: Entry) -> str:
    who = str(entry.body["who"])
    return pen.texts.get(who, who)


def _address(change: Put | Drop) -> Address:
    return (change.thing.KIND, change.thing.identity) if isinstance(change, Put) else (change.kind, change.key)


def _set_back(shown: Thing | None, stands: Thing | None, new: Thing | None) -> bool:
    """Whether the file says what the form showed though something else stands now, in any column of the row."""
    if shown is None or new is None:
        return shown is new
    if stands is None:
        return all(_value(shown, name) == _value(new, name) for name in _told(new))
    return any(_value(shown, name) == _value(new, name) != _value(stands, name) for name in _told(new))


def _told(thing: Thing) -> list[str]:
    return [column.attribute for column in thing.columns() if not column.hidden]


def _value(thing: Thing, attribute: str) -> object:
    return getattr(thing, attribute)


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
