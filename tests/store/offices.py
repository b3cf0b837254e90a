"""Builders of the store's stories: shipped kinds, a clock, things, and the writing of one act."""

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable

import lifecycle.model
from lifecycle.model.history import Change, Entry, Put
from lifecycle.model.people import Group, Person
from lifecycle.model.strategy import BudgetLine, Measure, Priority
from lifecycle.model.thing import Thing
from lifecycle.store.commit import Store

DAY = dt.date(2015, 1, 15)


def _shipped() -> dict[str, type[Thing]]:
    modules = [
        importlib.import_module(f"lifecycle.model.{found.name}")
        for found in pkgutil.iter_modules(lifecycle.model.__path__)
    ]
    classes = [made for module in modules for made in vars(module).values() if isinstance(made, type)]
    return {made.KIND: made for made in classes if issubclass(made, Thing) and made is not Thing}


SHIPPED = _shipped()


def a_clock() -> Callable[[], dt.datetime]:
    """A clock that is a second further each time it is asked."""
    asked = iter(range(10**9))
    return lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=next(asked))


def a_group(key: str = "SEN", name: str = "Senioři") -> Group:
    return Group(key=key, name=name, kind="working")


def a_person(name: str, group: str = "SEN") -> Person:
    return Person(name=name, group=group, side="user", email="jana@example.cz")


def a_priority(code: str = "1", title: str = "Udržení služeb") -> Priority:
    return Priority(code=code, title=title)


def a_measure(code: str = "1.1", **more: object) -> Measure:
    whole = {
        "code": code,
        "title": "Pečovatelská služba",
        "description": "Terénní péče v 23 obcích.",
        "kind": "keep",
        "responsible": "město Dačice",
        "starts": "2015-01-01",
        "ends": "2017-12-31",
        **more,
    }
    return Measure.model_validate(whole)


def a_budget(code: str = "1.1", year: int = 2015, amount: int = 120_000) -> BudgetLine:
    return BudgetLine(code=code, year=year, source="municipality", amount_czk=amount)


def write(
    store: Store, plan: str, *changes: Change | Thing, on: dt.date = DAY, who: str = "Koordinátorka", **more: object
) -> Entry:
    """The entry of one act; the plan's chain is opened where there is none, private text is sealed."""
    with store.writing(plan, on, new=not _has(store, plan)) as writing:
        made = [Put(writing.seal_thing(one)) if isinstance(one, Thing) else one for one in changes]
        return writing.commit(
            verb="records", on=on, who=who, login="koordinatorka", role="coordinator", changes=made, **more
        )


def _has(store: Store, plan: str) -> bool:
    return plan in store.plans() or (plan == "-" and _office_is_open(store))


def _office_is_open(store: Store) -> bool:
    with store.database.reading() as connection:
        return connection.exec_driver_sql("select count(*) from chain where plan = '-'").scalar() == 1
