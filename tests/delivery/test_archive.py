"""The archive of an export: the same bytes from the same members, and no byte that may be changed unseen."""

import io
import zipfile

import pytest

from lifecycle.delivery.archive import Broken, packed, unpacked

MEMBERS = {"codes.csv": b"code\n", "history/plan_\xc5\xbd.jsonl": b'{"body":{}}\n' * 9, "export.json": b"{}\n"}


def test_an_archive_gives_its_members_back():
    assert unpacked(packed(MEMBERS)) == MEMBERS


def test_the_order_in_which_members_are_given_does_not_matter():
    assert packed(dict(reversed(MEMBERS.items()))) == packed(MEMBERS)


def test_every_flipped_byte_is_found():
    data = packed(MEMBERS)
    unseen = []
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 0x01
        try:
            unpacked(bytes(flipped))
            unseen.append(place)
        except Broken:
            pass

    assert unseen == []


@pytest.mark.parametrize("left", [0, 1, 30, 200])
def test_a_cut_archive_is_broken(left: int):
    with pytest.raises(Broken):
        unpacked(packed(MEMBERS)[:left])


def test_an_archive_that_would_unpack_to_much_more_is_never_inflated():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.json", bytes(50_000_000))

    with pytest.raises(Broken):
        unpacked(target.getvalue())
