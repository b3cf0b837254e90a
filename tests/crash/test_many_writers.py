"""Eight clerks at once: no fork, nothing lost, and nobody is told that the database is locked."""

import os
from pathlib import Path

import pytest

from lifecycle.store.commit import Store
from lifecycle.store.verify import verify
from tests.crash.conftest import Tell
from tests.crash.writers import clock, processes, write_acts
from tests.store.offices import DAY, SHIPPED, a_group, write


def crowd(where: str | Path, plans: list[str], *, writers: int, acts: int) -> list[int | None]:
    """The exit codes of `writers` processes that wrote `acts` acts each into `plans`."""
    context = processes()
    crowd = [
        context.Process(target=write_acts, args=(str(where), plans[at:] + plans[:at], f"W{at}", acts))
        for at in range(writers)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(3000)
    return [one.exitcode for one in crowd]


@pytest.mark.parametrize("plans", [["hot"], ["a", "b", "c", "d"]], ids=["one plan", "many plans"])
@pytest.mark.parametrize(
    ("writers", "acts"), [(4, 8), pytest.param(8, int(os.environ.get("CRASH_ACTS", "50")), marks=pytest.mark.slow)]
)
def test_acts_of_a_crowd_stand_in_one_line(where: str | Path, plans: list[str], writers: int, acts: int, tell: Tell):
    store = Store.create(where, SHIPPED, clock=clock)
    for plan in plans:
        write(store, plan, a_group())
    codes = crowd(where, plans, writers=writers, acts=acts)
    numbers = {plan: [entry.number for entry in store.entries(plan)] for plan in plans}
    groups = sum(len(store.content(plan, DAY).things["group"]) for plan in plans)
    report = verify(store)
    store.close()
    tell(f"{writers} processes, {report.entries} acts, 0 forks, 0 lost, nobody was told of a lock")

    assert codes == [0] * writers
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert (groups, report.entries, report.problems) == (writers * acts + len(plans),) * 2 + ((),)
