"""Processes that write: each opens the office for itself, as a clerk's command does."""

import datetime as dt
import os
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

from lifecycle.model.history import Put
from lifecycle.store.commit import Store
from tests.store.offices import DAY, SHIPPED, a_group, a_person


def processes() -> ForkServerContext:
    """Processes that share nothing with the tests and start fast: their server has imported the store already."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.crash.writers"])
    return context


def clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def one_act(store: Store, plan: str, key: str) -> int:
    """The number of an act that touches every table of the spine but blob."""
    with store.writing(plan, DAY) as writing:
        person = writing.seal_thing(a_person(f"Osoba {key}", group=key))
        changes = [Put(a_group(key, f"Skupina {key}")), Put(person)]
        return writing.commit(
            verb="records", on=DAY, who="Jana", login="jana", role="coordinator", changes=changes
        ).number


def write_acts(where: str, plans: Sequence[str], name: str, count: int) -> None:
    """`count` acts are written, one plan after another."""
    store = Store.open(where, SHIPPED, clock=clock)
    for number in range(count):
        one_act(store, plans[number % len(plans)], f"{name}-{number}")
    store.close()


def write_for_ever(where: str, plan: str, acknowledged: Connection) -> None:
    """Acts are written until the process is killed; each is told once it is written."""
    store = Store.open(where, SHIPPED, clock=clock)
    number = 0
    while True:
        number += 1
        acknowledged.send(one_act(store, plan, f"{os.getpid()}-{number}"))
