"""Drafts: rows a form offers filled in although nobody has recorded them, from what the office already knows.

They are the items of the ending plan that go on, the ending plan's own items to evaluate, and the lists of the law
and the ministry. A draft is no part of the plan: it becomes one when somebody records the file.
"""

from collections.abc import Callable
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.record import CLOSED_IN_FORCE
from lifecycle.model.content import Content
from lifecycle.model.evidence import UNKNOWN, Carry, Evaluation, Result
from lifecycle.model.follow_up import Course, Work, works
from lifecycle.model.money import amounts
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.practice import LAW_PARTS, QUALITY_AREAS, CheckSource, Requirement
from lifecycle.model.strategy import Activity, Indicator, Measure, Priority, Progress, ProgressState
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing, natural

Rows = list[dict[str, Any]]

_SUGGESTS = {
    ProgressState.planned: Result.unfulfilled,
    ProgressState.running: Result.ongoing,
    ProgressState.fulfilled: Result.fulfilled,
    ProgressState.partly: Result.partly,
    ProgressState.unfulfilled: Result.unfulfilled,
    ProgressState.cancelled: Result.cancelled,
}
_KEPT: dict[type[Thing], tuple[str, ...]] = {
    Priority: ("description",),
    Measure: ("description", "kind", "target_group", "responsible", "partners", "municipalities"),
    Activity: ("responsible",),
}
"""What an item that goes on keeps of itself; its terms, money and evidence are new."""


def drafts(desk: Desk, content: Content, form: str) -> Rows:
    """The drafts of `form` under its column keys; none where the form has none or the plan no longer takes it."""
    maker = _MAKERS.get(form)
    if maker is None or (content.plan.state in SETTLED_STATES and form in CLOSED_IN_FORCE):
        return []
    return maker(content, _ending(desk, content))


def _ending(desk: Desk, content: Content) -> Content | None:
    """The plan this one follows as the office has it."""
    follows = content.plan.follows
    return desk.store.content(follows, desk.on) if follows in desk.store.plans() and follows else None


def _carried(kind: type[Thing], depth: int) -> Callable[[Content, Content | None], Rows]:
    """Drafts of the items that go on as things of `kind`, whose codes have `depth` numbers."""

    def make(content: Content, ending: Content | None) -> Rows:
        rows: dict[str, dict[str, Any]] = {}
        for one in content.all(Evaluation):
            code = one.new_code
            wanted = code and one.carry is not Carry.drop and code.count(".") == depth - 1
            if code and wanted and code not in rows and content.get(kind, code) is None:
                rows[code] = {"code": code, "title": one.title} | _kept(content, ending, kind, one)
        return list(rows.values())

    return make


def _kept(content: Content, ending: Content | None, kind: type[Thing], one: Evaluation) -> dict[str, Any]:
    """What the ending plan said of the item where it was of the same kind; municipalities only as far as they stay."""
    origin = {"carried_from": one.code} if kind is Measure else {}
    before = ending.get(kind, one.code) if ending else None
    if before is None:
        return origin
    kept = {name: value for name, value in before.as_json().items() if name in _KEPT[kind] and value}
    if towns := kept.get("municipalities"):
        ours = {town.code for town in content.all(Municipality)}
        kept["municipalities"] = [code for code in towns if code in ours]
    return origin | kept


def _evaluation(content: Content, ending: Content | None) -> Rows:
    """A draft for each item of the ending plan not evaluated yet; what becomes of it stays blank.

    Items are measures, activities, and priorities that have indicators of their own.
    """
    if ending is None:
        return []
    # A plan is evaluated before and after its end: everything recorded by now counts.
    course = Course(ending, max(ending.plan.to, ending.day.year))
    rows = [_outcome(course, work) for measure in works(ending) for work in (measure, *measure.under)]
    for priority in ending.all(Priority):
        if measured := _measured(ending, priority.code):
            rows.append({"code": priority.code, "title": priority.title, **measured})
    rows.sort(key=lambda row: natural((row["code"],)))
    return [row for row in rows if content.get(Evaluation, row["code"]) is None]


def _outcome(course: Course, work: Work) -> dict[str, Any]:
    newest = course.newest(work)
    planned = amounts(course.content, work.code)
    told = {
        "code": work.code,
        "title": work.thing.title,
        "result": _SUGGESTS[newest.state].value if newest else None,
        "spent_czk": course.spent(work),
        "planned_czk": sum(planned.values()) if planned else None,
        **_measured(course.content, work.code),
    }
    return {name: value for name, value in told.items() if value is not None}


def _measured(content: Content, code: str) -> dict[str, Any]:
    """Every indicator of the item with its newest target, and the value reached.

    A record of progress holds one value and does not say of which indicator: of several, it is the only one that has
    a target for the year of the record; else nothing is guessed.
    """
    indicators = [one for one in content.all(Indicator) if one.code == code]
    last = {one.name: one for one in indicators}  # years stand in their order
    if not last:
        return {}
    values = [one for one in content.all(Progress) if one.code == code and one.value is not None]
    newest = max(values, key=lambda one: one.on, default=None)
    meant = set(last)
    if newest and len(last) > 1:
        meant = {one.name for one in indicators if one.year == newest.on.year}
    told: dict[str, Any] = {
        # A semicolon parts one indicator from the next.
        "indicator": [f"{one.name} ({one.unit})".replace(";", ",") for one in last.values()],
        "target": [one.target for one in last.values()],
    }
    if newest is None or len(meant) != 1:
        return told
    return told | {"value": [newest.value if name in meant else UNKNOWN for name in last]}


def _requirements(content: Content, _: Content | None) -> Rows:
    """The seven things the law wants and the eight areas of the ministry that nobody has assessed yet."""
    listed = [(CheckSource.law, key) for key in LAW_PARTS] + [(CheckSource.ministry, key) for key in QUALITY_AREAS]
    return [
        {"source": source.value, "key": key}
        for source, key in listed
        if content.get(Requirement, source.value, key) is None
    ]


_MAKERS: dict[str, Callable[[Content, Content | None], Rows]] = {
    "priorities": _carried(Priority, 1),
    "measures": _carried(Measure, 2),
    "activities": _carried(Activity, 3),
    "evaluation": _evaluation,
    "requirements": _requirements,
}
