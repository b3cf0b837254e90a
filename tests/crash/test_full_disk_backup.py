"""A backup or a restoring the disk has no room for: told in a plain word, nothing is left, nothing is lost."""

from pathlib import Path

from tests.cli.clerk import Clerk
from tests.cli.three_towns import opened
from tests.crash.test_full_disk import small_disk

__all__ = ["small_disk"]


def test_a_backup_that_does_not_fit_leaves_no_half_of_itself(small_disk: Path, tmp_path: Path):
    clerk = opened(Clerk(tmp_path / "úřad", tmp_path / "papíry"))
    (small_disk / "plno").write_bytes(bytes(1_900_000))
    before = clerk.head

    answer = clerk.asks("backup", str(small_disk / "záloha.zip"))

    assert (answer.code, answer.json["error"]["code"]) == (4, "file.not_writable")
    assert ([one.name for one in small_disk.iterdir()], clerk.head) == (["plno"], before)


def test_a_restoring_that_does_not_fit_leaves_no_half_of_an_office(small_disk: Path, tmp_path: Path):
    clerk = opened(Clerk(tmp_path / "úřad", tmp_path / "papíry"))
    clerk.reads("backup", str(tmp_path / "záloha.zip"))
    (small_disk / "plno").write_bytes(bytes(1_900_000))

    answer = clerk.types("--json", "restore", str(tmp_path / "záloha.zip"), str(small_disk / "nová"))

    assert (answer.code, [one.name for one in small_disk.iterdir()]) == (4, ["plno"])
