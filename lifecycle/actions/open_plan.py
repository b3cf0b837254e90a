"""Open a plan: its territory is read, it is pinned to the current workflow and stands in the first state."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lifecycle.actions.advance import deadlines
from lifecycle.actions.desk import Desk
from lifecycle.actions.record import read_form
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.history import GENESIS, Put, sha256
from lifecycle.model.plan import Plan, Stay

COUNCIL = "council_resolution"


def open_plan(
    desk: Desk,
    key: str,
    *,
    title: str,
    territory: Path,
    years: tuple[int, int],
    kind: str,
    follows: str | None,
) -> dict[str, Any]:
    """The plan exists with its municipalities; Wrong names every fault of the input."""
    if follows and follows not in desk.store.plans():
        raise Wrong("plan.unknown_follows", plan=follows, known=tuple(desk.store.plans()))
    twin = next((one for one in desk.store.plans() if one != key and _plain(one) == _plain(key)), None)
    if twin is not None:
        raise Wrong("plan.same_letters", plan=key, other=twin)
    definition, data = desk.workflow(kind)
    _, council = desk.workflow(COUNCIL)
    try:
        plan = Plan.model_validate(
            {
                "key": key,
                "title": title,
                "kind": kind,
                "from": years[0],
                "to": years[1],
                "follows": follows,
                "language": desk.house.language,
                "state": definition.initial,
                "entered_on": desk.on,
                "entered_by": 1,
                "workflow": definition.id,
                "workflow_version": definition.version,
                "workflow_digest": sha256(data),
                "council_workflow_digest": sha256(council),
            }
        )
    except ValidationError as wrong:
        raise Wrong("plan.invalid", faults=[_fault(error, years) for error in wrong.errors()]) from wrong
    towns = [planned.thing for planned in read_form(desk, "territory", territory, None)]
    if not towns:
        raise Wrong("plan.no_towns", file=str(territory))
    stay = Stay(entry=1, state=definition.initial, entered_on=desk.on)
    changes = [Put(plan), Put(stay), *(Put(town) for town in towns)]
    empty = Content(key=key, rev=0, head=GENESIS, day=desk.on, things={"plan": {(key,): plan}})
    with desk.writing(key, new=True) as pen:
        entry = pen.commit(
            "plan.create",
            [*changes, *deadlines(definition, definition.initial, entry=1, content=empty)],
            blobs=(data, council),
        )
    return {
        "entry": entry.number if entry else None,
        "plan": key,
        "municipalities": len(towns),
        "next": [f"lifecycle --plan {key} why"],
    }


def _plain(key: str) -> str:
    """The key as folders of Windows and a copied control code tell it: without case and dots at its end."""
    return key.casefold().rstrip(".")


def _fault(error: Any, years: tuple[int, int]) -> Fault:
    """One fault of the plan's own values, by the option the clerk typed."""
    rule = str(error.get("ctx", {}).get("error", "")) or str(error["type"])
    column = ".".join(str(part) for part in error["loc"]) or None
    facts = (("from", str(years[0])), ("to", str(years[1])))
    return Fault(rule=rule, column=column, value=None if column is None else str(error.get("input")), facts=facts)
