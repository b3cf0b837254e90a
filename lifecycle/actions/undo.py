"""Undo: the last act of a plan is reversed by a new act; nothing is taken out of the history.

It is allowed while nothing has left the office: no packet, no consultation, no receipt, no export (decision 53).
Whatever left speaks of the plan as it stood, and people outside may already rely on it. An edition that was taken back
does not come back: its control code is that of the one entry that issued it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lifecycle.actions.checkpoints import given_out
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.history import what
from lifecycle.actions.removing import remove_views, views_of
from lifecycle.actions.shown import who_of
from lifecycle.documents.typography import day_text
from lifecycle.model.checkpoint import HandoutForm
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Refused
from lifecycle.model.history import Change, Drop, Entry, Put
from lifecycle.model.plan import Consultation
from lifecycle.model.territory import Municipality
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import RETURN

_SHOWN = 5


def undo(desk: Desk, plan: str, *, note: str | None = None) -> dict[str, Any]:
    """The plan's last act is reversed by a new one; undoing that brings it back. Refused tells what has left."""
    with desk.writing(plan) as pen:
        content = pen.content
        last = next(one for one in desk.store.entries(plan) if one.number == content.rev)
        if refusals := [*_never(last, plan), *_left(desk, content)]:
            raise Refused(refusals)
        changes = inverse(last, before=desk.store.content_at(plan, last.number - 1, desk.on), now=content)
        changes = [Put(pen.seal_thing(one.thing)) if isinstance(one, Put) else one for one in changes]
        if back := [one.thing for one in changes if isinstance(one, Put) and isinstance(one.thing, Edition)]:
            raise Refused(
                [Refusal("undo.edition", edition=one.name_at_number, name=one.name, entry=last.number) for one in back]
            )
        gone = _dropped_editions(content, changes)
        views = views_of(desk, plan, gone)
        entry = pen.commit("undo", changes, note=note)
    removed, kept = ([], []) if desk.dry_run else remove_views(desk, views)
    return {
        "entry": entry.number if entry else None,
        "plan": plan,
        "undone": last.number,
        "by": who_of(pen, last),
        "verb": last.body["verb"],
        "what": what(desk, last.body),
        "changes": _told(pen, changes),
        "withdrawn": [one.name_at_number for one in gone],
        "files": {"removed": removed, "kept": kept},
        "warnings": [{"code": "undo.file_kept", "facts": {"file": file}} for file in kept],
        "next": [f"lifecycle history show {last.number}", "lifecycle why"],
    }


def inverse(last: Entry, *, before: Content, now: Content) -> list[Change]:
    """The changes that make `now`, as `last` left it, what stood `before` it."""
    changes: list[Change] = []
    for kind, rows in now.things.items():
        for key in rows:
            if now.wrote[(kind, key)] == last.number:
                old = before.things.get(kind, {}).get(key)
                changes.append(Put(old) if old is not None else Drop(kind, key))
    for kind, rows in before.things.items():
        changes += [Put(thing) for key, thing in rows.items() if key not in now.things.get(kind, {})]
    return changes


def _never(last: Entry, plan: str) -> Iterator[Refusal]:
    """Why this act can never be reversed."""
    if last.number == 1:
        yield Refusal("undo.first", plan=plan)
    if any("forget" in change for change in last.body["changes"]):
        yield Refusal("undo.erased", entry=last.number)


def _left(desk: Desk, content: Content) -> Iterator[Refusal]:
    """What has left the office, when, and to whom."""
    back = [edge for edge in desk.definition(content).leaving(content.plan.state) if edge.event == RETURN]
    cure: dict[str, Any] = {"reason": "return", "stage": back[0].to} if back else {}
    packets = [one for one in content.all(Edition) if one.name == "packet"]
    for day in sorted({one.issued_on for one in packets}):
        sent = [one for one in packets if one.issued_on == day]
        towns = [content.get(Municipality, one.municipality or "") for one in sent]
        names = [town.name for town in towns if town]
        shown = tuple([*names[:_SHOWN], "…"] if len(names) > _SHOWN else names)
        yield Refusal("undo.packets", count=len(sent), day=day_text(day.isoformat(), desk.screen), towns=shown, **cure)
    for round_ in content.all(Consultation):
        opened = day_text(round_.opens.isoformat(), desk.screen)
        yield Refusal("undo.consultation", number=round_.number, day=opened, **cure)
    handouts = given_out(desk, content.key)
    days = _days(desk) if handouts else {}
    for form in HandoutForm:
        if given := [one for one in handouts if one.form is form]:
            facts: dict[str, Any] = {"reason": form.value, "count": len(given), "day": days.get(given[-1].number, "–")}
            of = sorted({one.entry for one in given if one.entry is not None})
            shown = tuple([*map(str, of[:_SHOWN]), "…"] if len(of) > _SHOWN else map(str, of))
            yield Refusal("undo.handout", **facts | ({"entry": of[-1], "entries": shown} if of else {}))


def _days(desk: Desk) -> Mapping[int, str]:
    """The day each hand-out was entered."""
    return {
        int(change["put"]["number"]): day_text(entry.on.isoformat(), desk.screen)
        for entry in desk.store.entries("-")
        for change in entry.body["changes"]
        if change.get("kind") == "handout" and "put" in change
    }


def _dropped_editions(content: Content, changes: list[Change]) -> list[Edition]:
    keys = [one.key for one in changes if isinstance(one, Drop) and one.kind == Edition.KIND]
    return [edition for key in keys if (edition := content.get(Edition, *key))]


def _told(pen: Pen, changes: list[Change]) -> list[dict[str, Any]]:
    """Each row that goes back or away, by its address."""
    rows = [
        (one.thing.KIND, one.thing.identity, "restored") if isinstance(one, Put) else (one.kind, one.key, "removed")
        for one in changes
        if isinstance(one, Put | Drop)
    ]
    return [
        {"kind": kind, "key": "/".join(pen.texts.get(part, part) for part in key), "becomes": becomes}
        for kind, key, becomes in rows
    ]
