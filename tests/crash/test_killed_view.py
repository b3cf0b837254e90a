"""Killed while a document is put into the folder: the act stands, and the next command puts it there."""

import signal
from os import utime
from pathlib import Path

import pytest

from lifecycle.actions.placing import write_aside
from lifecycle.model.history import sha256
from tests.cli.clerk import Clerk
from tests.cli.conftest import clerk, made

__all__ = ["clerk", "made"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
@pytest.mark.parametrize("name", ["commit.begun", "commit.done", "file.begun", "file.written", "file.placed"])
def test_an_edition_whose_command_was_killed_is_whole_or_absent(clerk: Clerk, name: str):
    before = len(clerk.reads("document", "list"))
    killed = clerk.told(LIFECYCLE_FAILPOINT=f"{name}=kill").in_a_process("document", "issue", "plan")
    clerk.reads("status")
    editions = clerk.reads("document", "list")
    standing = [sha256((clerk.office / one["file"]).read_bytes()) for one in editions]

    assert (killed.code, killed.out) == (-signal.SIGKILL, "")
    assert len(editions) - before == (0 if name == "commit.begun" else 1)
    assert standing == [one["sha256"] for one in editions]
    assert clerk.reads("history", "verify")["ok"]


def test_what_a_killed_command_left_aside_is_swept_by_a_later_one(tmp_path: Path):
    left, fresh = tmp_path / ".7-0.part", tmp_path / ".8-0.part"
    for one in (left, fresh):
        one.write_bytes(b"half")
    utime(left, (1, 1))
    write_aside(tmp_path / "plán.docx", b"whole")

    assert sorted(one.name for one in tmp_path.iterdir()) == [".8-0.part", "plán.docx"]
