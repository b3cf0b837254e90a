"""Reading and validating 20,000 rows, as a ratio to the bare reading library on the same bytes.

python tests/benchmarks/bench_intake.py [ROWS]
"""

import gc
import io
import platform
import statistics
import sys
import time
from collections.abc import Callable

from python_calamine import load_workbook

from lifecycle.intake.forms import form
from lifecycle.intake.rows import values
from lifecycle.intake.workbooks import read
from lifecycle.model.strategy import BudgetLine, Measure
from lifecycle.model.thing import Thing

ROUNDS = 5


def measures(count: int) -> list[dict[str, object]]:
    """Measures with every column but two filled in."""
    one: dict[str, object] = {
        "title": "Udržení pečovatelské služby",
        "description": "Opatření zachovává službu v dosavadní kapacitě. " * 4,
        "kind": "keep",
        "target_group": "senioři",
        "responsible": "Město Dačice",
        "starts": "2015-01-01",
        "ends": "2017-12-31",
        "municipalities": ["546127", "547166"],
        "evidence": ["F-1", "F-2"],
    }
    return [{"code": f"{1 + at // 900}.{1 + at % 900}", **one} for at in range(count)]


def budget(count: int) -> list[dict[str, object]]:
    """Budget lines."""
    return [
        {"code": f"{1 + at // 900}.{1 + at % 900}", "year": 2015, "source": "state", "amount_czk": at}
        for at in range(count)
    ]


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(count: int) -> None:
    """Print the figures of interleaved runs."""
    print(f"{platform.machine()}, Python {platform.python_version()}, {count} rows, median of {ROUNDS}")
    cases: list[tuple[type[Thing], list[dict[str, object]]]] = [(Measure, measures(count)), (BudgetLine, budget(count))]
    for kind, rows in cases:
        name = str(kind.FORM)
        data = form([kind], language="cs", rows={name: rows}, title="bench", revision=1)

        def bare(data: bytes = data, name: str = name) -> object:
            return load_workbook(io.BytesIO(data)).get_sheet_by_name(name).to_python()

        def whole(data: bytes = data, kind: type[Thing] = kind, name: str = name) -> object:
            [sheet] = read(data, "bench.xlsx", kinds={name: kind}, form=name)
            planned, faults = values(kind, sheet, existing=lambda key: None)
            assert (len(planned), faults) == (count, [])
            return planned

        pairs = [(seconds(bare), seconds(whole)) for _ in range(ROUNDS)]
        floor, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
        columns = len(kind.columns())
        print(
            f"{name} ({columns} columns): bare {floor:.2f} s, read + validated {ours:.2f} s, ratio {ours / floor:.1f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
