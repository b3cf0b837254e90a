"""A disk nothing can be written to, full or for reading only: what is there is read, verified and carried away."""

import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from lifecycle.model.errors import Busy
from lifecycle.store.commit import Store
from lifecycle.store.copying import copy
from lifecycle.store.inspecting import inspect
from lifecycle.store.verify import verify
from tests.crash.test_full_disk import small_disk
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, write

__all__ = ["small_disk"]


def filled(disk: Path) -> None:
    with (disk / "fill").open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"\0" * 4096):
            pass


def for_reading_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


@pytest.fixture(params=[filled, for_reading_only])
def office(small_disk: Path, request: pytest.FixtureRequest) -> Path:
    """An office that nobody left unfinished, on a disk nothing can be written to."""
    file = small_disk / "office.db"
    with closing(Store.create(file, SHIPPED, clock=a_clock())) as store:
        write(store, "dacice", a_group())
    request.param(small_disk)
    return file


def test_a_clean_office_is_read_and_verified_where_nothing_can_be_written(office: Path):
    with closing(Store.open(office, SHIPPED, clock=a_clock())) as store:
        assert (store.content("dacice", DAY).rev, verify(store).ok) == (1, True)


def test_a_clean_office_is_backed_up_from_where_nothing_can_be_written(office: Path, tmp_path: Path):
    with closing(inspect(office, SHIPPED, clock=a_clock())) as store:
        copy(store, tmp_path / "copy.db")
    with closing(inspect(tmp_path / "copy.db", SHIPPED, clock=a_clock())) as copied:
        assert verify(copied).ok


def test_an_act_is_refused_there(office: Path):
    with closing(Store.open(office, SHIPPED, clock=a_clock())) as store, pytest.raises(Busy):
        write(store, "dacice", a_group("DET", "Děti"))
