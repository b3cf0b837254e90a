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
from typing import Any

from lifecycle.cli.doorman import settle
from lifecycle.model.history import Put, chained
from lifecycle.model.thing import Thing, canonical
from lifecycle.store import commit, lay, queries
from lifecycle.store.commit import Store
from lifecycle.store.fold import fold
from lifecycle.store.rebuild import rebuild
from lifecycle.store.rows import table
from lifecycle.store.statements import ready
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_budget, a_group, a_measure, a_priority

ROUNDS = 15
OPENED: set[str] = set()


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


def act(store: Store, changes: list[Put], plan: str = "p") -> None:
    with store.writing(plan, DAY, new=plan not in OPENED) as writing:
        writing.commit(verb="x", on=DAY, who="Jana", login="jana", role="coordinator", changes=changes)
    OPENED.add(plan)


class Raw:
    """The very statements of the door by the driver alone, with the cells and the body made ready."""

    def __init__(self, where: str | Path) -> None:
        self.sqlite = isinstance(where, Path)
        self.connection: Any = None
        if isinstance(where, Path):
            self.connection = sqlite3.connect(where, isolation_level=None)
            self.connection.executescript(
                "pragma synchronous = full; pragma foreign_keys = on; pragma journal_mode=wal"
            )
        else:
            import psycopg

            self.connection = psycopg.connect(where.replace("+psycopg", ""), autocommit=True)
        self.dialect = "sqlite" if self.sqlite else "postgresql"

    def told(self, statement: Any) -> str:
        return ready(statement, self.dialect).text

    def act(self, plan: str, body: bytes, kind: str, rows: list[tuple[object, ...]]) -> None:
        cursor = self.connection.cursor()
        run = cursor.execute
        run("begin immediate" if self.sqlite else "begin")
        rev, head = run(self.told(commit._LOCK), (plan,)).fetchone()
        self.loaded(cursor, plan)
        run(f"select subject, text, digest from vault where plan = {'?' if self.sqlite else '%s'}", (plan,)).fetchall()
        digest = chained(head, body)
        run(self.told(commit._APPEND), (plan, rev, body, digest))
        cursor.executemany(self.told(lay._upsert(SHIPPED[kind], self.dialect)), rows)
        run(self.told(commit._MOVE), (rev, digest, plan))
        run("commit")

    def content(self) -> int:
        cursor = self.connection.cursor()
        cursor.execute("begin")
        cursor.execute(self.told(queries._HEAD), ("p",)).fetchone()
        found = self.loaded(cursor, "p")
        cursor.execute("rollback")
        return found

    def loaded(self, cursor: Any, plan: str) -> int:
        return sum(
            len(cursor.execute(self.told(queries._loading(one)), (plan,)).fetchall()) for one in SHIPPED.values()
        )


def rows_of(raw: Raw, plan: str, kind: str, limit: int) -> list[tuple[object, ...]]:
    columns = [column.name for column in table(SHIPPED[kind]).columns if column.name != "plan"]
    named = ", ".join(f'"{name}"' for name in columns)
    found = raw.connection.cursor().execute(f'select {named} from "{kind}" limit {limit}').fetchall()
    return [(plan, *row) for row in found]


def line(name: str, ours: float, raw: float | None = None) -> None:
    print(f"{name:<46}{ours:>9.2f} ms" + (f"{raw:>9.2f} ms raw  × {ours / raw:.1f}" if raw else ""))


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.db"
        where: str | Path = sys.argv[1] if len(sys.argv) > 1 else file
        start = time.perf_counter()
        store = Store.create(where, SHIPPED, clock=lambda: dt.datetime.now(dt.UTC), told="bench")
        settle()  # as every command does
        line("making an office", (time.perf_counter() - start) * 1000)
        bulk = [Put(a_group(f"B{number}")) for number in range(2000)]
        raw = Raw(where)
        for plan in ("bulk", "raw bulk"):
            act(store, bulk, plan)
        many = median(lambda: act(store, bulk, "bulk"), 5)
        body, rows = canonical([change.as_json() for change in bulk]), rows_of(raw, "raw bulk", "group", 2000)
        line("2,000 rows in one act", many, median(lambda: raw.act("raw bulk", body, "group", rows), 5))
        for plan in ("one", "raw one"):
            act(store, [Put(a_group())], plan)
        one = median(lambda: act(store, [Put(a_group())], "one"), 100)
        rows = rows_of(raw, "raw one", "group", 1)
        raw_one = median(lambda: raw.act("raw one", b"x" * 500, "group", rows), 100)
        line("one act (the plan's content loaded under the lock)", one, raw_one)
        act(store, [Put(thing) for thing in plan_of_1400()])
        line("content of a plan of 1,400 things", median(lambda: store.content("p", DAY)), median(raw.content))
        raw.connection.close()
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
