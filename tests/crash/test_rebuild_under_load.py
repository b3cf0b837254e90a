"""The tables are made anew while others read and write: nobody sees them empty, and nothing is lost."""

import time
from multiprocessing.connection import Connection
from pathlib import Path

from lifecycle.store.commit import Store
from lifecycle.store.rebuild import rebuild
from lifecycle.store.verify import verify
from tests.crash.conftest import Tell
from tests.crash.writers import clock, one_act, processes
from tests.store.offices import DAY, SHIPPED, a_group, write

SECONDS = 2.0
STANDING = 200
"""Groups that stand in the plan from the beginning."""


def write_a_while(where: str, name: str, told: Connection) -> None:
    """Acts are written for some seconds; how many is told."""
    store = Store.open(where, SHIPPED, clock=clock)
    until, written = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        one_act(store, "dacice", f"{name}-{written}")
        written += 1
    store.close()
    told.send(written)


def read_a_while(where: str, told: Connection) -> None:
    """The plan is read for some seconds; the fewest groups seen are told."""
    store = Store.open(where, SHIPPED, clock=clock)
    until, fewest = time.monotonic() + SECONDS, 10**9
    while time.monotonic() < until:
        fewest = min(fewest, len(store.content("dacice", DAY).things["group"]))
    store.close()
    told.send(fewest)


def test_tables_are_made_anew_while_others_read_and_write(where: str | Path, tell: Tell):
    store = Store.create(where, SHIPPED, clock=clock)
    write(store, "dacice", *(a_group(f"G{number}") for number in range(STANDING)))
    context = processes()
    ours, theirs = zip(*(context.Pipe(duplex=False) for _ in range(3)), strict=True)
    crowd = [
        context.Process(target=write_a_while, args=(str(where), "A", theirs[0])),
        context.Process(target=write_a_while, args=(str(where), "B", theirs[1])),
        context.Process(target=read_a_while, args=(str(where), theirs[2])),
    ]
    for one in crowd:
        one.start()
    rebuilt = 0
    while any(one.is_alive() for one in crowd):
        rebuild(store, "dacice")
        rebuilt += 1
    codes = [one.exitcode for one in crowd]
    first, second, fewest = (pipe.recv() for pipe in ours)
    report, groups = verify(store), len(store.content("dacice", DAY).things["group"])
    store.close()
    tell(f"{rebuilt} rebuilds among {first + second} acts: nothing lost, never seen empty")

    assert (codes, fewest >= STANDING, groups) == ([0, 0, 0], True, STANDING + first + second)
    assert (report.problems, rebuilt > 1) == ((), True)
