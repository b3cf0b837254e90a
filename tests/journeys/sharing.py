"""What takes long is made once a run of the tests: the first process makes it, the others wait and read it."""

import os
import pickle
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest

Made = TypeVar("Made")
_PATIENCE = 300.0
"""Seconds a process of the tests waits for another one."""


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What `make` gives for a folder that all processes share and only read afterwards."""
    own = tmp_path_factory.getbasetemp()
    # Every process of pytest-xdist has a folder of its own below one that they share.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    kept, give_up = folder / "made.pickle", time.monotonic() + _PATIENCE
    while not kept.exists():
        try:
            folder.mkdir()
        except FileExistsError:
            assert time.monotonic() < give_up, f"{name}: it did not come to its end in another process of the tests"
            time.sleep(0.1)
        else:
            _keep(folder, kept, make)
    return cast("Made", pickle.loads(kept.read_bytes()))


def _keep(folder: Path, kept: Path, make: Callable[[Path], Made]) -> None:
    """The thing made and written down; where that fails, the others are free to try."""
    try:
        half = folder / "made.half"
        half.write_bytes(pickle.dumps(make(folder)))
        half.replace(kept)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
