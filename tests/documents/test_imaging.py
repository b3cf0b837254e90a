"""Pictures of chapters: what is one, and what of a file is kept: the pixels and nothing a camera wrote beside them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from lifecycle.documents.imaging import CHAPTER, LOGO, Flaw, NotTaken, taken

GPS, ORIENTATION, LATITUDE = 0x8825, 0x0112, 2


def photograph(size: tuple[int, int] = (40, 20), *, turned: int = 1) -> bytes:
    """A JPEG as a telephone makes it: with its place, its maker and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[0x010F] = "Fotoaparát starosty"
    exif.get_ifd(GPS)[LATITUDE] = (49.0, 4.0, 53.0)
    target = io.BytesIO()
    Image.new("RGB", size, "#808000").save(target, "JPEG", exif=exif, comment=b"soukrome", dpi=(72, 72))
    return target.getvalue()


def drawing(mode: str = "RGB", size: tuple[int, int] = (30, 30)) -> bytes:
    """A PNG with a text beside its pixels."""
    beside = PngImagePlugin.PngInfo()
    beside.add_text("Author", "Jan Novák")
    target = io.BytesIO()
    Image.new(mode, size, 1).save(target, "PNG", pnginfo=beside)
    return target.getvalue()


def reopened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(taken(data).data))


def refused(data: bytes) -> Flaw:
    with pytest.raises(NotTaken) as caught:
        taken(data)
    return caught.value.flaw


def test_a_photograph_loses_its_place_its_camera_and_its_comment():
    kept = reopened(photograph())

    assert (kept.format, dict(kept.getexif()), set(kept.info) & {"exif", "comment", "dpi"}) == ("JPEG", {}, set())


def test_a_drawing_loses_what_was_written_beside_it():
    kept = reopened(drawing())

    assert (kept.format, kept.info) == ("PNG", {})


def test_a_photograph_taken_upright_stands_upright():
    one = taken(photograph((40, 20), turned=6))

    assert (one.width, one.height) == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_a_drawing_of_every_kind_keeps_its_size(mode):
    one = taken(drawing(mode))

    assert (one.width, one.height) == (30, 30)


def test_what_is_seen_through_stays_so():
    assert reopened(drawing("RGBA")).mode == "RGBA"


def test_more_pixels_than_a_printer_shows_are_not_carried():
    one = taken(drawing("L", (3000, 1500)))

    assert (one.width, one.height) == (2400, 1200)


def test_the_same_file_is_the_same_picture():
    assert taken(photograph()) == taken(photograph())


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", photograph()[:200], b"<svg/>"])
def test_what_is_no_sound_picture_is_refused(data):
    assert refused(data) is Flaw.KIND


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_of_other_kinds_are_refused(kind):
    target = io.BytesIO()
    Image.new("RGB", (5, 5)).save(target, kind)

    assert refused(target.getvalue()) is Flaw.KIND


@pytest.mark.parametrize("size", [(5001, 5000), (10_000, 10_000), (20_000, 20_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_laid_out(size):
    header = drawing("1", (8, 8))
    wide, high = (side.to_bytes(4, "big") for side in size)
    chunk = b"IHDR" + wide + high + header[24:29]
    data = header[:12] + chunk + _crc(chunk) + header[33:]

    assert refused(data) is Flaw.PIXELS


def _crc(chunk: bytes) -> bytes:
    import zlib

    return zlib.crc32(chunk).to_bytes(4, "big")


def test_a_file_of_too_many_bytes_is_refused_unread():
    assert refused(b"x" * (CHAPTER.size + 1)) is Flaw.SIZE


def in_sixteen_bits(grey: int, **beside: int) -> bytes:
    """A PNG of one grey, as scanners write it; `beside` may name the grey that is seen through."""
    target = io.BytesIO()
    Image.new("I;16", (30, 30), grey).save(target, "PNG", **beside)
    return target.getvalue()


@pytest.mark.parametrize("limits", [CHAPTER, LOGO])
@pytest.mark.parametrize("beside", [{}, {"transparency": 7}])
def test_a_grey_of_sixteen_bits_keeps_its_grey(limits, beside):
    made = Image.open(io.BytesIO(taken(in_sixteen_bits(0x8000, **beside), limits).data))

    assert made.convert("RGB").getpixel((3, 3)) == (128, 128, 128)


def test_a_logo_that_came_as_a_photograph_becomes_a_drawing():
    assert Image.open(io.BytesIO(taken(photograph(), LOGO).data)).format == "PNG"


@given(st.sampled_from([photograph(), drawing(), drawing("P")]), st.data())
def test_a_damaged_file_is_a_picture_or_refused_and_nothing_else(data, drawn):
    damaged = bytearray(data)
    for _ in range(drawn.draw(st.integers(1, 6))):
        damaged[drawn.draw(st.integers(0, len(damaged) - 1))] = drawn.draw(st.integers(0, 255))
    try:
        kept = taken(bytes(damaged)).width > 0
    except NotTaken:
        kept = False

    assert kept in (True, False)
