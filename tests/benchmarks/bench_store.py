"""What the store costs beside the raw driver: `python -m tests.benchmarks.bench_store [URL]`."""

import datetime as dt
import json
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lifecycle.model.history import Put, chained
from lifecycle.model.thing import Thing, canonical
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.rebuild import rebuild
from lifecycle.store.rows import table
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_budget, a_group, a_measure, a_priority

ROUNDS = 15


def plan_of_1400() -> list[Thing]:
    """A plan the size of a large district's: 4 priorities, 80 measures, 1,200 budget lines, 116 groups."""
    priorities = [a_priority(str(code)) for code in range(1, 5)]
    measures = [a_measure(f"{first}.{second}") for first in range(1, 5) for second in range(1, 21)]
    budget = [a_budget(one.code, year) for one in measures for year in range(2015, 2030)]
    return [*priorities, *measures, *budget, *(a_group(f"G{number}") for number in range(116))]


def median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of the middle one of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def act(store: Store, changes: list[Put]) -> None:
    with store.writing("p", DAY) as writing:
        writing.commit(verb="x", on=DAY, who="Jana", login="jana", role="coordinator", changes=changes)


class Raw:
    """The same statements by sqlite3 alone, with bodies made ready."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.executescript("pragma synchronous = full; pragma foreign_keys = on")

    def act(self, body: bytes, kind: str, rows: list[tuple[object, ...]]) -> None:
        run = self.connection.execute
        run("begin immediate")
        rev, head = run("update chain set rev = rev + 1 where plan = 'p' returning rev, head").fetchone()
        digest = chained(head, body)
        run("insert into act values ('p', ?, ?, ?)", (rev, body, digest))
        made = table(SHIPPED[kind])
        marks = ", ".join("?" * len(made.columns))
        self.connection.executemany(f'insert or replace into "{kind}" values ({marks})', rows)
        run("update chain set rev = ?, head = ? where plan = 'p'", (rev, digest))
        run("commit")

    def content(self) -> int:
        return sum(
            len(self.connection.execute(f"select * from \"{kind}\" where plan = 'p'").fetchall()) for kind in SHIPPED
        )


def rows_of(file: Path, kind: str, limit: int) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    rows = connection.execute(f'select * from "{kind}" limit {limit}').fetchall()
    connection.close()
    return rows


def line(name: str, ours: float, raw: float | None = None) -> None:
    print(f"{name:<46}{ours:>9.2f} ms" + (f"{raw:>9.2f} ms raw  × {ours / raw:.1f}" if raw else ""))


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.db"
        where: str | Path = sys.argv[1] if len(sys.argv) > 1 else file
        start = time.perf_counter()
        store = Store.create(where, SHIPPED, clock=lambda: dt.datetime.now(dt.UTC))
        line("making an office", (time.perf_counter() - start) * 1000)
        with store.writing("p", DAY, new=True) as writing:
            writing.commit(verb="x", on=DAY, who="Jana", login="jana", role="coordinator", changes=[Put(a_group())])
        sqlite = store.database.dialect == "sqlite"
        bulk = [Put(a_group(f"B{number}")) for number in range(2000)]
        one = median(lambda: act(store, [Put(a_group())]))
        many = median(lambda: act(store, bulk), 5)
        raw_one = raw_many = raw_load = None
        if sqlite:
            raw = Raw(file)
            body = canonical([change.as_json() for change in bulk])
            rows = rows_of(file, "group", 2000)
            raw_one = median(lambda: raw.act(b"x" * 500, "group", rows[:1]))
            raw_many = median(lambda: raw.act(body, "group", rows), 5)
            raw.connection.close()
            store.close()
            file.unlink()
            store = Store.create(where, SHIPPED, clock=lambda: dt.datetime.now(dt.UTC))
            with store.writing("p", DAY, new=True) as writing:
                changes = [Put(thing) for thing in plan_of_1400()]
                writing.commit(verb="x", on=DAY, who="J", login="j", role="coordinator", changes=changes)
            raw_load = median(Raw(file).content)
        line("one act (the plan's content loaded under the lock)", one, raw_one)
        line("2,000 rows in one act", many, raw_many)
        line("content of a plan of 1,400 things", median(lambda: store.content("p", DAY)), raw_load)
        for number in range(300):
            act(store, [Put(a_group(f"N{number}"))])
        entries = list(store.entries("p"))
        folding = median(lambda: fold(entries, SHIPPED), 5)
        line(f"fold of {len(entries)} acts", folding)
        line("verify, quick", median(lambda: verify(store, "p", quick=True), 5))
        line("verify, full", median(lambda: verify(store, "p"), 5))
        line("rebuild", median(lambda: rebuild(store, "p"), 3))
        store.close()
        start = time.perf_counter()
        store = Store.open(where, SHIPPED, clock=lambda: dt.datetime.now(dt.UTC))
        line("opening", (time.perf_counter() - start) * 1000)
        print(f"{len(json.dumps([dict(entry.body) for entry in entries])):,} bytes of history")
        store.close()


if __name__ == "__main__":
    main()
