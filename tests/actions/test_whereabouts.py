"""Where an office lies: drives of other computers and folders that other programs write into are known."""

from pathlib import Path

import pytest

from lifecycle.actions.whereabouts import network_drive, synchronised

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/plany /mnt/pl\\040any cifs rw 0 0
server:/data /srv/nfs nfs4 rw 0 0
/dev/sdb1 /srv/nfs/disk ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/mnt/pl any/komunitní plán", "//server/plany"),
        ("/srv/nfs/plán", "server:/data"),
        ("/srv/nfs/disk/plán", ""),
        ("/srv/jinde", ""),
        ("\\\\server\\plány", "server"),
        ("//server/plány", "server"),
    ],
)
def test_a_drive_of_another_computer_is_named(folder: str, drive: str, monkeypatch: pytest.MonkeyPatch):
    # A path of Windows is one strange name elsewhere.
    if folder.startswith("\\"):
        monkeypatch.setattr(Path, "absolute", lambda self: self)

    found = network_drive(Path(folder), mounts=MOUNTS)

    assert drive in found if drive == "server" else found == drive


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("/data/OneDrive - Město Dačice/plán", "OneDrive - Město Dačice"),
        ("/data/onedrive/plán", "onedrive"),
        ("/data/Dropbox (Město)/plán", "Dropbox (Město)"),
        ("/data/Můj disk/plán", "Můj disk"),
        ("/data/moje/plán", ""),
        ("/data/dropboxy/plán", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str, named: str):
    assert synchronised(Path(folder), {}) == named


def test_a_synchronised_folder_of_another_name_is_told_by_the_system():
    assert synchronised(Path("/data/Mraky/plán"), {"OneDrive": "/data/Mraky"}) == "/data/Mraky"
