"""The gallery in the documentation holds what its script makes: the page and a small picture for each of its lines."""

from pathlib import Path

from PIL import Image

from tests import gallery

PICTURES = sorted(gallery.FOLDER.glob("*.png"))


def test_the_page_of_the_gallery_is_what_the_script_writes():
    written = (gallery.FOLDER / "README.md").read_text(encoding="utf-8")

    assert written == gallery.page(), "write it again: python -m tests.gallery"


def test_every_picture_of_the_gallery_is_there_and_no_other():
    assert [file.name for file in PICTURES] == [gallery.named(shot) for shot in gallery.SHOTS]


def test_no_picture_of_the_gallery_is_heavy():
    assert [file.name for file in PICTURES if file.stat().st_size > gallery.HEAVIEST] == []


def test_every_picture_of_the_gallery_has_a_palette():
    assert [file.name for file in PICTURES if _mode(file) != "P"] == []


def _mode(file: Path) -> str:
    with Image.open(file) as picture:
        return picture.mode
