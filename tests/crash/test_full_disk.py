"""A full disk: the act is refused in a plain word and the office is as it was."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Busy
from lifecycle.model.history import sha256
from lifecycle.model.territory import Municipality
from lifecycle.store.commit import Store
from lifecycle.store.verify import verify
from tests.store.offices import DAY, SHIPPED, a_clock, a_group, write


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if shutil.which("mount") is None:
        pytest.skip("no mount here: a small disk cannot be made")
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_acts_on_a_full_disk_are_refused_and_nothing_is_lost(small_disk: Path):
    store = Store.create(small_disk / "office.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group(), Municipality(code="546127", name="Dačice"))
    refused: list[Busy] = []
    written = 1
    for number in range(40):
        scan = bytes([number]) * 200_000
        facts = {"code": "546127", "body": "council", "verb": "approves", "on": "2015-01-21"}
        row = {**facts, "number": f"{number}", "members": 15}
        try:
            write(store, "dacice", Resolution.model_validate({**row, "scan": sha256(scan)}), blobs=[scan])
            written += 1
        except Busy as error:
            refused.append(error)
    report, rev = verify(store), store.content("dacice", DAY).rev
    store.close()

    assert {error.code for error in refused} == {"store.disk"}
    assert refused[0].facts == {"file": str(small_disk / "office.db")}
    assert (rev, report.problems) == (written, ())


def test_an_office_that_was_full_works_again_with_space(small_disk: Path):
    store = Store.create(small_disk / "office.db", SHIPPED, clock=a_clock())
    write(store, "dacice", a_group())
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    with pytest.raises(Busy):
        write(store, "dacice", *(a_group(f"G{number}", "x" * 900) for number in range(400)))
    ballast.unlink()
    write(store, "dacice", a_group("DET"))
    report = verify(store)
    store.close()

    assert (report.ok, report.entries) == (True, 2)
