"""What charts cost: loading the library in a fresh process, drawing each kind, and the bytes of the picture.

Run: python -m tests.benchmarks.bench_charts
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable

from lifecycle.documents.blocks import Chart, Series
from lifecycle.documents.charts import engine, picture
from tests.documents.word.figures import CAPACITY, MONEY, PYRAMID

ROUNDS = 5
TOWNS = Chart(
    "stacked",
    "Obyvatelé podle obce a věku",
    "",
    tuple(f"Obec číslo {n}" for n in range(1, 24)),
    tuple(Series(name, tuple(100 * part + 37 * n for n in range(23))) for part, name in enumerate("abc", 1)),
    "osob",
)


def loaded(code: str) -> float:
    """Seconds of a fresh process that runs `code`, the best of several."""
    return min(clock(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(ROUNDS))


def clock(work: Callable[[], object]) -> float:
    """Seconds `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drawn(chart: Chart) -> float:
    """Seconds to draw the chart anew."""
    picture.cache_clear()
    return clock(lambda: picture(chart, "cs"))


def main() -> None:
    """Print the cost of loading and one line a chart."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {engine()}")
    blocks, canvas = (f"import lifecycle.documents.{name}" for name in ("blocks", "canvas"))
    print(f"loading what draws: {1000 * (loaded(canvas) - loaded(blocks)):.0f} ms, once in a process")
    for name, chart in (("pyramid", PYRAMID), ("bars", CAPACITY), ("stacked", MONEY), ("23 towns", TOWNS)):
        best = min(drawn(chart) for _ in range(ROUNDS))
        again = clock(lambda chart=chart: picture(chart, "cs"))  # type: ignore[misc]
        size = len(picture(chart, "cs").png) / 1000
        print(f"{name:10} {1000 * best:5.0f} ms {size:5.0f} kB, again {1e6 * again:.0f} µs")


if __name__ == "__main__":
    sys.exit(main())
