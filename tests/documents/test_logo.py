"""The gate of a town's logo: what is taken, what is told, and that nothing of a camera travels along."""

import io
from pathlib import Path

import pytest
from PIL import Image

from lifecycle.documents.imaging import LOGO
from lifecycle.documents.logo import clean, logo
from lifecycle.model.errors import Wrong


def a_picture(kind: str, *, size: tuple[int, int] = (60, 30), gps: bool = False) -> bytes:
    """A picture of one colour, with a place where it was taken if wished."""
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Camera of Dačice"
    target = io.BytesIO()
    Image.new("RGB", size, "#7A1F1F").save(target, kind, exif=exif)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png_without_place_and_camera(kind):
    made = clean(a_picture(kind, gps=True), file="logo")

    assert made.startswith(b"\x89PNG")
    assert (b"Camera" in made, b"eXIf" in made) == (False, False)


def test_a_large_logo_is_made_as_small_as_paper_shows_it():
    with Image.open(io.BytesIO(clean(a_picture("PNG", size=(3000, 1000)), file="logo"))) as made:
        size = made.size

    assert size == (1200, 400)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"GIF89a", a_picture("PNG")[:50], a_picture("JPEG")[:-300]])
def test_what_is_no_picture_is_told_with_its_name(data):
    with pytest.raises(Wrong) as told:
        clean(data, file="znak.png")

    assert (told.value.code, told.value.facts["file"]) == ("look.logo_not_picture", "znak.png")


@pytest.mark.parametrize("size", [(10_000, 10_000), (25_000, 20_000)])
def test_a_picture_of_too_many_pixels_is_not_even_opened(size):
    target = io.BytesIO()
    Image.new("1", size).save(target, "PNG")

    with pytest.raises(Wrong) as told:
        clean(target.getvalue(), file="znak.png")

    assert told.value.code == "look.logo_too_many_pixels"


def test_a_file_too_large_missing_or_outside_the_office_is_told(tmp_path: Path):
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "large.png").write_bytes(bytes(LOGO.size + 1))
    (tmp_path / "logo.png").write_bytes(a_picture("PNG"))
    codes = []
    for name in ("large.png", "none.png", "../logo.png"):
        with pytest.raises(Wrong) as told:
            logo(tmp_path / "office", name)
        codes.append(told.value.code)

    assert codes == ["look.logo_too_large", "look.logo_missing", "look.logo_outside"]


@pytest.mark.parametrize("name", ["a\0b.png", "z" * 5000 + ".png", "složka/není.png"])
def test_a_name_no_file_has_is_told_and_not_printed_whole(tmp_path: Path, name: str):
    with pytest.raises(Wrong) as told:
        logo(tmp_path, name)

    assert (told.value.code, len(told.value.facts["file"]) <= 80) == ("look.logo_missing", True)


def test_a_folder_named_as_the_logo_is_told_in_our_words(tmp_path: Path):
    (tmp_path / "logo.png").mkdir()
    with pytest.raises(Wrong) as told:
        logo(tmp_path, "logo.png")

    assert (told.value.code, told.value.facts) == ("look.logo_unreadable", {"file": "logo.png"})


def test_a_grey_logo_of_sixteen_bits_is_no_empty_white_box():
    target = io.BytesIO()
    Image.new("I;16", (60, 30), 0x4000).save(target, "PNG")
    with Image.open(io.BytesIO(clean(target.getvalue(), file="znak.png"))) as made:
        seen = made.convert("RGB").getpixel((5, 5))

    assert seen == (64, 64, 64)


def test_a_logo_of_the_office_is_taken(tmp_path: Path):
    (tmp_path / "logo.png").write_bytes(a_picture("PNG"))

    assert logo(tmp_path, "logo.png").startswith(b"\x89PNG")
