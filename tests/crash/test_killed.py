"""Killed in the middle: what was acknowledged is there, nothing is half there."""

import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from lifecycle.store.commit import Store
from lifecycle.store.verify import verify
from tests.crash.conftest import Tell
from tests.crash.writers import clock, processes, write_for_ever
from tests.store.offices import SHIPPED, a_group, write


def _told(acknowledged: Connection) -> list[int]:
    """The numbers of the acts that were told before the end."""
    numbers: list[int] = []
    try:
        while acknowledged.poll(0):
            numbers.append(acknowledged.recv())
    except EOFError:
        pass
    return numbers


def _killed_after(where: str | Path, seconds: float) -> list[int]:
    """What a writer acknowledged before it was killed, `seconds` after its first act."""
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    writer = context.Process(target=write_for_ever, args=(str(where), "dacice", theirs))
    writer.start()
    theirs.close()
    first = ours.recv()
    time.sleep(seconds)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(30)
    numbers = [first, *_told(ours)]
    ours.close()
    writer.close()
    return numbers


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
@pytest.mark.parametrize("runs", [5, pytest.param(int(os.environ.get("CRASH_KILLS", "50")), marks=pytest.mark.slow)])
def test_a_killed_writer_loses_no_acknowledged_act_and_leaves_no_half_one(where: str | Path, runs: int, tell: Tell):
    store = Store.create(where, SHIPPED, clock=clock)
    write(store, "dacice", a_group())
    store.close()
    chance, told = random.Random(runs), 0
    for _ in range(runs):
        acknowledged = _killed_after(where, chance.uniform(0, 0.05))
        store = Store.open(where, SHIPPED, clock=clock)
        report = verify(store)
        numbers = [entry.number for entry in store.entries("dacice")]
        store.close()

        told += len(acknowledged)
        assert set(acknowledged) <= set(numbers)
        assert len(numbers) - max(acknowledged) <= 1
        assert report.problems == ()
    tell(f"{runs} kills, {told} acts acknowledged, 0 lost, 0 half")
