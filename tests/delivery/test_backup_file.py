"""A backup as a file: what was put in comes out, and a changed or cut byte shows wherever it is."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.delivery.backup_file import Backup, Broken, Member, NoBackup, member, write

FILES = {"office.db": b"databaze" * 300, "lifecycle.toml": "name = „Dačice“".encode(), "workflows/vlastní.toml": b""}


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of three files."""
    return packed(tmp_path_factory.mktemp("záloha"), FILES)


def packed(folder: Path, files: dict[str, bytes]) -> Path:
    told = []
    for number, (name, data) in enumerate(files.items()):
        (folder / str(number)).write_bytes(data)
        told.append((member(name, folder / str(number)), folder / str(number)))
    write(folder / "záloha.zip", {"program": "1"}, told)
    return folder / "záloha.zip"


def unpacked(file: Path, folder: Path) -> dict[str, bytes]:
    backup = Backup(file)
    try:
        backup.unpack(folder)
    finally:
        backup.close()
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_what_was_put_in_comes_out(backup: Path, tmp_path: Path):
    assert unpacked(backup, tmp_path / "ven") == FILES


@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_shows_wherever_it_is(
    backup: Path, tmp_path_factory: pytest.TempPathFactory, place: float, flip: int
):
    data = bytearray(backup.read_bytes())
    data[int(place * len(data))] ^= flip
    folder = tmp_path_factory.mktemp("bajt")
    (folder / "kopie.zip").write_bytes(data)

    with pytest.raises((Broken, NoBackup)):
        unpacked(folder / "kopie.zip", folder / "ven")


@given(left=st.floats(0, 1, exclude_max=True))
def test_a_cut_backup_never_opens(backup: Path, tmp_path_factory: pytest.TempPathFactory, left: float):
    data = backup.read_bytes()
    file = tmp_path_factory.mktemp("kus") / "kus.zip"
    file.write_bytes(data[: int(left * len(data))])

    with pytest.raises((Broken, NoBackup)):
        Backup(file)


def test_the_part_that_was_changed_is_named(backup: Path, tmp_path: Path):
    data = backup.read_bytes()
    # The bytes of the first part stand behind its local header (APPNOTE 4.3.7), here with a field for large files.
    start = data.index(b"office.db", data.index(b"PK\x03\x04", 30)) + len(b"office.db") + 23
    (tmp_path / "kopie.zip").write_bytes(data[:start] + bytes([data[start] ^ 0x55]) + data[start + 1 :])

    with pytest.raises(Broken) as broken:
        unpacked(tmp_path / "kopie.zip", tmp_path / "ven")

    assert (broken.value.reason, broken.value.member) == ("changed", "office.db")


@pytest.mark.parametrize(
    "name",
    ["../ven.txt", "/ven.txt", "C:/ven.txt", "a\\b.txt", "a/../b", "a//b", "./a", "nul\0.txt", "a.", "a /b"],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str):
    (tmp_path / "x").write_bytes(b"x")
    told = Member(name, 1, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
    write(tmp_path / "záloha.zip", {}, [(told, tmp_path / "x")])

    with pytest.raises(Broken) as broken:
        Backup(tmp_path / "záloha.zip")

    assert broken.value.reason in ("name", "changed")


def test_a_small_file_does_not_become_a_large_office(tmp_path: Path):
    file = packed(tmp_path, {"office.db": bytes(8 << 20)})

    with pytest.raises(Broken) as broken:
        Backup(file)

    assert broken.value.reason == "too_large"


def test_more_bytes_than_were_told_are_not_written(tmp_path: Path):
    (tmp_path / "x").write_bytes(b"delsi nez se rika")
    write(tmp_path / "záloha.zip", {}, [(Member("office.db", 5, "0" * 64), tmp_path / "x")])

    with pytest.raises(Broken):
        Backup(tmp_path / "záloha.zip")


def test_an_archive_somebody_else_made_is_no_backup(tmp_path: Path):
    (tmp_path / "prázdný.zip").write_bytes(b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0, 0, 0, 0, 0))

    with pytest.raises(NoBackup):
        Backup(tmp_path / "prázdný.zip")
