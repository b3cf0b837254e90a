"""`history verify` beside a bare loop that reads and hashes: `python -m tests.benchmarks.bench_verify [N …]`."""

import platform
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

from lifecycle.model.history import GENESIS, Act, Put, chained
from lifecycle.store.commit import Store
from lifecycle.store.rebuild import rebuild
from lifecycle.store.spine import ACT, CHAIN
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, a_measure, a_priority, write

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 7
AT_ONCE = 5_000


def office(folder: Path, entries: int) -> Store:
    """An office whose plan of 40 measures was changed one by one until its history had so many entries."""
    store = Store.create(folder / "office.db", SHIPPED, clock=a_clock())
    write(store, "p", a_group(), a_priority(), *(a_measure(f"1.{code}") for code in range(1, 41)))
    (first,) = store.entries("p")
    head, actor = first.hash, (first.body["who"], first.body["login"], "coordinator")
    with store.database.writing() as connection:
        for start in range(2, entries + 1, AT_ONCE):
            rows = []
            for number in range(start, min(start + AT_ONCE, entries + 1)):
                change = Put(a_measure(f"1.{number % 40 + 1}", title=f"Pečovatelská služba {number}"))
                body = Act("p", "record.measures", DAY, *actor, (change,)).body(number, "2026-01-01T00:00:00.000000Z")
                head = chained(head, body)
                rows.append({"plan": "p", "number": number, "body": body, "hash": head})
            connection.execute(sa.insert(ACT), rows)
        connection.execute(sa.update(CHAIN).values(rev=entries, head=head))
        connection.commit()
    rebuild(store, "p")
    return store


def bare(file: Path) -> int:
    """The bytes read and hashed by the least a program could do."""
    head, size = GENESIS, 0
    with closing(sqlite3.connect(file)) as connection:
        for body, hash_ in connection.execute("select body, hash from act where plan = 'p' order by number"):
            head = sha256(head + body).digest()
            size += len(body)
            if head != hash_:
                raise SystemExit("the chain does not hold")
    return size


def best(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of the fastest run of each; they take turns, so that a busy machine is busy for all of them."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, taken in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def peak(action: Callable[[], object]) -> float:
    """Megabytes `action` held at once."""
    tracemalloc.start()
    action()
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held / 1e6


def measured(store: Store, file: Path, entries: int) -> str:
    """One line of the table."""
    hashed = bare(file) / 1e6
    plain, chain = best(lambda: bare(file), lambda: verify(store, "p", quick=True))
    (full,) = best(lambda: verify(store, "p"), rounds=2)
    assert verify(store).ok
    small, whole = peak(lambda: verify(store, "p", quick=True)), peak(lambda: verify(store, "p"))
    return (
        f"{entries:>9,}{hashed:>7.1f}{plain * 1e3:>10.1f}{chain * 1e3:>10.1f}{chain / plain:>7.2f}{small:>9.1f}"
        f"{full * 1e3:>11.0f}{entries / full:>10,.0f}{whole:>9.1f}"
    )


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    print(f"{'':16}{'bare':>10}{'chain only':>26}{'with replay':>30}")
    print("  entries     MB        ms        ms  ratio  peak MB         ms  a second  peak MB")
    for entries in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder, closing(office(Path(folder), entries)) as store:
            print(measured(store, Path(folder) / "office.db", entries))


if __name__ == "__main__":
    main()
