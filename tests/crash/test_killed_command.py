"""A command killed at any moment: what it was told to do is done as a whole or not at all, and the next one works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lifecycle.app import Wishes, desk
from lifecycle.store.verify import verify
from tests.conftest import PLAN
from tests.laws.repository import ROOT

ROUNDS = 12
PEOPLE = 300


def _arguments(office: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "lifecycle", "--office", str(office), *words]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}


def _list_of(folder: Path, turn: int) -> Path:
    """A file of so many attendants that recording it takes a while."""
    rows = [f"VP-1,Účastník {turn}-{number},public,Obec" for number in range(PEOPLE)]
    file = folder / f"prezence {turn}.csv"
    file.write_text("\n".join(["meeting,name,side,organisation", *rows]) + "\n", encoding="utf-8")
    return file


def _standing(office: Path) -> tuple[int, int, list[str]]:
    """The revision of the plan, how many attended, and what a verification finds."""
    here = desk(Wishes(office=office))
    content = here.store.content(PLAN, here.on)
    problems = [str(problem) for problem in verify(here.store).problems]
    here.store.close()
    return content.rev, len(content.things["attendance"]), problems


@pytest.mark.slow
def test_recording_that_is_killed_leaves_all_of_its_rows_or_none(demo: Path, tmp_path: Path):
    office = Path(shutil.copytree(demo, tmp_path / "office", ignore=shutil.ignore_patterns("*-shm")))
    meeting = tmp_path / "jednání.csv"
    meeting.write_text("key,group,kind,date\nVP-1,RS,meeting,2014-03-03\n", encoding="utf-8")
    chance = random.Random(20150701)
    whole = _recorded(office, "meetings", meeting)
    whole = _recorded(office, "attendance", _list_of(tmp_path, 0))
    rev, people, _ = _standing(office)

    for turn in range(1, ROUNDS + 1):
        working = subprocess.Popen(
            _arguments(office, "record", "attendance", str(_list_of(tmp_path, turn))),
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        working.send_signal(signal.SIGKILL)
        working.wait(30)

        now_rev, now_people, problems = _standing(office)
        assert problems == []
        assert (now_rev - rev, now_people - people) in ((0, 0), (1, PEOPLE))
        rev, people = now_rev, now_people


def _recorded(office: Path, kind: str, file: Path) -> float:
    """The seconds one undisturbed recording takes."""
    began = time.monotonic()
    done = subprocess.run(_arguments(office, "record", kind, str(file)), env=_environment(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return time.monotonic() - began
