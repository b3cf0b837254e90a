"""Files take their place whole or not at all, and why they cannot is told by a code of its own."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from lifecycle.actions import placing
from lifecycle.actions.placing import can_be_written, open_in, write_aside, write_new
from lifecycle.model.errors import Busy, LifecycleError, Wrong


def refused(target: Path, kind: type[LifecycleError] = Busy) -> str | None:
    """The reason a file cannot be written to `target`; None where only the system's words are known."""
    with pytest.raises(kind) as told:
        write_aside(target, b"novy text")
    assert told.value.code == "file.not_writable"
    return told.value.facts.get("reason")


def failing(number: int) -> Any:
    def fails(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fails


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "denied"),
        (errno.EPERM, "denied"),
        (errno.EROFS, "denied"),
        (errno.ENOSPC, "full"),
        (errno.EIO, None),
    ],
)
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    number: int, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "plan.docx"
    target.write_bytes(b"stary text")
    monkeypatch.setattr(placing.Path, "replace", failing(number))

    assert refused(target) == reason
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("plan.docx", b"stary text")]


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(placing.os, "open", failing(errno.EROFS))

    assert refused(tmp_path / "plan.docx") == "denied"


def test_a_name_that_is_too_long_is_told(tmp_path: Path):
    assert refused(tmp_path / ("a" * 300 + ".docx"), Wrong) == "too_long"


def test_the_longest_name_a_disk_takes_is_written(tmp_path: Path):
    target = tmp_path / ("a" * 250 + ".docx")
    can_be_written(target)
    write_aside(target, b"text")

    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_a_folder_under_the_name_is_told(tmp_path: Path):
    assert refused(tmp_path, Wrong) == "folder"


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path):
    (tmp_path / "obsazeno").write_text("soubor", encoding="utf-8")

    assert refused(tmp_path / "obsazeno" / "plan.docx", Wrong) == "no_folder"


def test_a_file_that_cannot_be_written_is_told_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(placing.os, "open", failing(errno.EACCES))

    with pytest.raises(Busy) as told:
        can_be_written(tmp_path / "plan.docx")

    assert told.value.facts["file"] == str(tmp_path / "plan.docx")


@pytest.mark.skipif(os.name == "nt", reason="who may read a file is told otherwise there")
def test_everybody_whom_the_system_lets_reads_what_was_written(tmp_path: Path):
    (tmp_path / "jiny.txt").write_text("jiny program", encoding="utf-8")
    write_aside(tmp_path / "plan.docx", b"text")

    assert (tmp_path / "plan.docx").stat().st_mode == (tmp_path / "jiny.txt").stat().st_mode


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("plan.docx", "~$plan.docx"),
        ("plan_09.docx", "~$an_09.docx"),
        ("zapisky.docx", "~$apisky.docx"),
        ("plan.docx", ".~lock.plan.docx#"),
    ],
)
def test_a_file_open_in_an_editor_is_left_alone(name: str, mark: str, tmp_path: Path):
    target = tmp_path / name
    target.write_bytes(b"rozepsano")
    (tmp_path / mark).write_bytes(b"Jana")

    assert refused(target) == "open"
    assert (target.read_bytes(), open_in(target)) == (b"rozepsano", tmp_path / mark)


def test_a_file_with_other_words_is_not_written_over(tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(b"vyplneno")

    with pytest.raises(Wrong, match=r"file\.would_overwrite"):
        write_new(tmp_path / "a.xlsx", b"prazdny formular")
