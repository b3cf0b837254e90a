"""How long help takes beside a bare click program: medians of interleaved runs of whole processes.

`python -m tests.benchmarks.bench_cli [RUNS]`; the goal is at most three times the bare program.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL = 3.0
BARE = """
import click

@click.group()
def root():
    "A program."

@root.command()
@click.option("--name", help="A name.")
def hello(name):
    "Say hello."

root(prog_name="bare")
"""
LINES = {
    "python alone": ["-c", "pass"],
    "bare click --help": ["-c", BARE, "--help"],
    "lifecycle --help": ["-m", "lifecycle", "--help"],
    "lifecycle plan create --help": ["-m", "lifecycle", "plan", "create", "--help"],
    "lifecycle: an unknown option": ["-m", "lifecycle", "advance", "--unknown"],
}


def measured(runs: int) -> dict[str, float]:
    """Command → median seconds; the commands take turns, so that a busy machine slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in LINES}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs + 1):
            for name, line in LINES.items():
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, *line], cwd=folder, env=environment, check=False, capture_output=True, timeout=60
                )
                taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


def main() -> int:
    """Print the medians and their ratios; 1 where help is slower than the goal."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    medians = measured(runs)
    bare = medians["bare click --help"]
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {runs} interleaved runs")
    for name, seconds in medians.items():
        print(f"{name:32} {seconds * 1000:7.1f} ms  {seconds / bare:5.2f} ×")
    ratio = medians["lifecycle --help"] / bare
    print(f"goal: at most {GOAL:.0f} × the bare program; help is at {ratio:.2f} ×")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
