"""`python -m tests.check`: exactly what CI does after the README's commands; ends with 1 where one step failed.

Coverage is that of the tests run into the same data file: the slow part alone, or with what `.ci/run` ran before it.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("COVERAGE_FILE", ROOT / ".coverage"))


@dataclass(frozen=True)
class Step:
    """One tool as a command line of modules of this environment; `counts` is whether its failure is ours."""

    name: str
    command: tuple[str, ...]
    counts: bool = True


def steps(*, fast: bool) -> Iterator[Step]:
    """The steps in order; `fast` leaves the slow tests out, for a look before a commit."""
    yield Step("lint", ("ruff", "check", "."))
    yield Step("format", ("ruff", "format", "--check", "."))
    yield Step("types", ("mypy",))
    yield Step("import contracts", ("importlinter.cli", "lint", "--no-cache", "--no-logo"))
    if not fast:
        yield Step(
            "slow tests", ("pytest", "-n", "auto", "-m", "slow", "--cov=lifecycle", "--cov-report=", *_appended())
        )
        yield Step("coverage", ("coverage", "report", "--skip-covered", "--sort=cover"), counts=False)


def _appended() -> tuple[str, ...]:
    return ("--cov-append",) if DATA.exists() else ()


def main() -> int:
    """Run every step, also after one failed; the number of failed ones decides."""
    asked = argparse.ArgumentParser(prog="python -m tests.check", description=__doc__)
    asked.add_argument("--fast", action="store_true", help="leave the slow tests out")
    fast = asked.parse_args().fast
    alone = not DATA.exists()
    ended: list[tuple[str, bool, float]] = []
    for step in steps(fast=fast):
        print(f"── {step.name}: {' '.join(step.command)}", flush=True)
        if step.name == "coverage":
            print("   of the slow tests alone" if alone else "   of the tests run before and the slow ones", flush=True)
        began = time.monotonic()
        done = subprocess.run([sys.executable, *_run(step.command)], cwd=ROOT, check=False)
        ended.append((step.name, done.returncode == 0 or not step.counts, time.monotonic() - began))
    for name, good, seconds in ended:
        print(f"{'✓' if good else '✗'} {name} ({seconds:.0f} s)")
    return 0 if all(good for _, good, _ in ended) else 1


def _run(command: tuple[str, ...]) -> list[str]:
    if command[0] == "importlinter.cli":
        # The linter has a script but no module to run.
        words = repr([*command[1:]])
        return ["-c", f"from importlinter.cli import import_linter; import_linter({words})"]
    return ["-m", *command]


if __name__ == "__main__":
    sys.exit(main())
