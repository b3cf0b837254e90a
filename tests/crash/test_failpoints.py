"""Killed at every named failpoint, failed at the first, the second, the third … point until an act passes."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from lifecycle.app import Wishes, desk, make_office
from lifecycle.model.errors import Busy, Wrong
from lifecycle.store import failpoints
from lifecycle.store.commit import Store
from lifecycle.store.failpoints import NAMES
from lifecycle.store.verify import verify
from tests.crash.breaking import (
    REFUSED,
    a_rich_act,
    act_armed,
    act_on_a_disk_of,
    an_office,
    ended,
    make_armed,
    rebuild_armed,
)
from tests.crash.conftest import Tell
from tests.crash.writers import clock
from tests.store.offices import DAY, SHIPPED, a_group, write

KILLED = -9
OF_AN_ACT = [name for name in NAMES if name.startswith(("lock.", "vault.", "bytes.", "act.", "rows.", "chain.", "com"))]
OF_A_REBUILD = [name for name in NAMES if name.startswith("rebuild.")]
OF_A_START = [name for name in NAMES if name.startswith(("office.", "making.", "act.", "commit."))]
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")


@pytest.fixture(autouse=True)
def _disarmed() -> Iterator[None]:
    yield
    failpoints.arm("")


def standing(where: str | Path) -> tuple[int, tuple[object, ...]]:
    """How many acts stand, and what a verification finds."""
    store = Store.open(where, SHIPPED, clock=clock)
    report = verify(store)
    store.close()
    return report.entries, report.problems


@needs_kill
@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@pytest.mark.parametrize("name", OF_AN_ACT)
def test_an_act_killed_at_a_point_is_there_as_a_whole_or_not_at_all(where: str | Path, name: str):
    an_office(where)
    code = ended(act_armed, str(where), f"{name}=kill")

    assert (code, standing(where)) == (KILLED, (2 if name == "commit.done" else 1, ()))


@needs_kill
@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
def test_after_any_kill_the_next_act_is_written(where: str | Path):
    an_office(where)
    for name in ("act.appended", "commit.begun"):
        ended(act_armed, str(where), f"{name}=kill")
    code = ended(act_armed, str(where), "")

    assert (code, standing(where)) == (0, (2, ()))


@needs_kill
@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@pytest.mark.parametrize("name", OF_A_REBUILD)
def test_a_killed_rebuild_leaves_the_tables_as_they_were(where: str | Path, name: str):
    an_office(where)
    code = ended(rebuild_armed, str(where), f"{name}=kill")

    assert (code, standing(where)) == (KILLED, (1, ()))


@needs_kill
@pytest.mark.parametrize("name", OF_A_START)
def test_a_killed_start_of_an_office_is_finished_by_the_next_one(tmp_path: Path, name: str):
    code = ended(make_armed, str(tmp_path / "o"), f"{name}=kill")
    if name != "commit.done":  # there the office is made
        make_office(tmp_path / "o", Wishes(lang="cs"), sandbox=True)
    here = desk(Wishes(office=tmp_path / "o"))
    report = verify(here.store)
    here.store.close()

    assert (code, report.entries, report.problems) == (KILLED, 1, ())


def test_an_office_with_untouched_settings_is_never_taken_for_a_killed_start(tmp_path: Path):
    make_office(tmp_path / "o", Wishes(lang="cs"), sandbox=True)
    with pytest.raises(Wrong, match=r"office\.exists"):
        make_office(tmp_path / "o", Wishes(lang="cs"), sandbox=True)

    assert standing(tmp_path / "o" / "office.db") == (1, ())


@pytest.mark.parametrize("way", ["error", "enospc"])
def test_an_act_passes_only_when_nothing_failed(where: str | Path, way: str, tell: Tell):
    an_office(where)
    store = Store.open(where, SHIPPED, clock=clock)
    before = store.content("dacice", DAY)
    points = 0
    for turn in range(1, 100):
        failpoints.arm(f"*:{turn}={way}")
        try:
            a_rich_act(store)
            break
        except Busy as refused:
            points, code = turn, refused.code

        assert (code, store.content("dacice", DAY)) == ("store.disk", before)
    report = verify(store)
    store.close()
    tell(f"{points} points failed one after another, the act after them passed")

    assert (points >= len(OF_AN_ACT) - 1, report.entries, report.problems) == (True, 2, ())


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of a file's size here")
@pytest.mark.parametrize("step", [pytest.param(2048, marks=pytest.mark.slow), 16384])
def test_a_disk_that_takes_a_little_more_each_time_refuses_whole_acts(tmp_path: Path, step: int, tell: Tell):
    file = tmp_path / "office.db"
    an_office(file)
    refused = 0
    for size in range(step, file.stat().st_size + 100 * step, step):
        code = ended(act_on_a_disk_of, str(file), size)
        if code == 0:
            break
        refused += 1

        assert (code, standing(file)) == (REFUSED, (1, ()))
    tell(f"{refused} sizes of a disk refused the act, the next one took it")

    assert (refused > 0, standing(file)) == (True, (2, ()))


@pytest.mark.parametrize("text", ["nothing=kill", "act.appended", "act.appended=late", "act.appended:x=kill"])
def test_a_failpoint_that_cannot_be_read_is_told_before_anything_is_written(tmp_path: Path, text: str):
    an_office(tmp_path / "office.db")
    store = Store.open(tmp_path / "office.db", SHIPPED, clock=clock)
    failpoints.arm(text)
    with pytest.raises(Wrong) as wrong:
        write(store, "dacice", a_group())
    store.close()

    assert (wrong.value.code, standing(tmp_path / "office.db")) == ("store.failpoint", (1, ()))
