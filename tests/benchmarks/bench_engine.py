"""How much one step costs against a bare dictionary and a bare trigger: `python -m tests.benchmarks.bench_engine`.

Interleaved rounds, medians; the ratios are what counts, the machine is shared.
"""

from statistics import median
from time import perf_counter

from transitions import Machine

from lifecycle.engine.steps import take, why
from lifecycle.model.verdict import Refusal
from lifecycle.workflow.definition import Check
from lifecycle.workflow.reading import read
from tests.workflow.samples import WORDS, shipped

PLAN = shipped("community_plan")
TABLE = {(edge.source, edge.event): edge.to for edge in reversed(PLAN.transitions)}
ROUNDS, STEPS = 30, 1000


class Bare:
    """What a bare trigger needs of a model."""

    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = "swot"


MACHINE = Machine(
    model=None, states=list(PLAN.state_names), initial="swot", auto_transitions=False, send_event=True, queued=False
)
for _edge in PLAN.transitions:
    MACHINE.add_transition(_edge.event, _edge.source, _edge.to)


def met(_: Check) -> list[Refusal]:
    return []


def lookup() -> None:
    for _ in range(STEPS):
        TABLE["swot", "advance"]


def trigger() -> None:
    for _ in range(STEPS):
        MACHINE.events["advance"].trigger(Bare())


def step() -> None:
    for _ in range(STEPS):
        take(PLAN, state="swot", event="advance", role="coordinator", weigh=met)


def explain() -> None:
    for _ in range(STEPS):
        why(PLAN, state="swot", role="coordinator", weigh=met)


def main() -> None:
    """Prints microseconds and ratios."""
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for run in (lookup, trigger, step, explain):
            begun = perf_counter()
            run()
            times.setdefault(run.__name__, []).append((perf_counter() - begun) / STEPS * 1e6)
    medians = {name: median(values) for name, values in times.items()}
    for name, value in medians.items():
        ratios = f"{value / medians['lookup']:7.1f} × lookup   {value / medians['trigger']:5.2f} × trigger"
        print(f"{name:8} {value:8.2f} µs   {ratios}")
    begun = perf_counter()
    for _ in range(100):
        read(PLAN.text, WORDS, file="community_plan.toml")
    print(f"reading and checking the shipped file: {(perf_counter() - begun) * 10:.2f} ms")


if __name__ == "__main__":
    main()
