"""The shipped kinds by name, and a content made of things alone."""

import datetime as dt
import importlib
import pkgutil

import lifecycle.model
from lifecycle.model.content import Content
from lifecycle.model.history import Put
from lifecycle.model.plan import Plan
from lifecycle.model.thing import Thing

DAY = dt.date(2015, 1, 15)


def _kinds() -> dict[str, type[Thing]]:
    modules = [
        importlib.import_module(f"lifecycle.model.{m.name}") for m in pkgutil.iter_modules(lifecycle.model.__path__)
    ]
    made = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return {one.KIND: one for one in made if issubclass(one, Thing) and one is not Thing}


KINDS = _kinds()
FORMS = {kind.FORM: kind for kind in KINDS.values() if kind.FORM}


def a_content(*entries: list[Thing]) -> Content:
    """A plan in which each list of things was written by one entry, the first one by entry 2."""
    plan = Plan.model_validate(
        {
            "key": "p",
            "title": "Plán",
            "kind": "community_plan",
            "from": 2015,
            "to": 2017,
            "state": "evaluation",
            "entered_on": DAY,
            "entered_by": 1,
            "workflow": "community_plan",
            "workflow_version": 1,
            "workflow_digest": "0" * 64,
        }
    )
    content = Content(key="p", rev=0, head=bytes(32), day=DAY, things={}).after([Put(plan)])
    for things in entries:
        content = content.after([Put(thing) for thing in things])
    return content
