"""A picture of a chapter: whether a file is one we take, and the picture alone, without what a camera writes beside it.

Import it only where a picture is taken in: loading Pillow costs more than a command that writes no document.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

LARGEST, MOST = 10_000_000, 25_000_000
"""Bytes of the file and pixels of the picture that are taken at most."""
_LONGEST = 2400
"""Pixels of the longer side as documents carry it: 370 to an inch across the text of A4, more than a printer shows."""
_QUALITY = 88
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow raises on bytes that are no sound picture; there is no one class for them."""


class NotTaken(Exception):
    """The file is no picture we take; `rule` says why: no sound PNG or JPEG, or too large."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Taken:
    """The picture alone as PNG or JPEG, with its size in pixels."""

    data: bytes
    width: int
    height: int


def taken(data: bytes) -> Taken:
    """The pixels of a PNG or JPEG: upright, no place, no camera, no comment, no profile; NotTaken says why not.

    A photograph stays JPEG and a drawing PNG. The same bytes give the same picture with the same Pillow.
    """
    if len(data) > LARGEST:
        raise NotTaken("narrative.image_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its size is judged right below, and damage is told as damage
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
                if found.width * found.height > MOST:
                    raise NotTaken("narrative.image_large")
                photograph = found.format == "JPEG"
                found.load()
                return _bare(ImageOps.exif_transpose(found), photograph=photograph)
    except Image.DecompressionBombError:
        raise NotTaken("narrative.image_large") from None
    except _DAMAGE:
        raise NotTaken("narrative.image_kind") from None


def _bare(upright: Image.Image, *, photograph: bool) -> Taken:
    """The pixels in a picture of their own, which has nothing to carry along."""
    clear = not photograph and upright.has_transparency_data
    if upright.mode.startswith("I") or upright.mode == "F":  # 16 bits a pixel: Pillow would cut off what is lighter
        upright = upright.convert("I").point(lambda value: value / 256)
    grey = upright.mode in ("1", "L", "I", "F") and not clear
    few = upright.mode == "P" and not clear and max(upright.size) <= _LONGEST
    plain = upright if few else upright.convert("L" if grey else "RGBA" if clear else "RGB")
    plain.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    if few:  # a drawing of few colours keeps their table, and is a third of the size
        bare.putpalette(plain.getpalette() or ())
    bare.paste(plain)
    target = io.BytesIO()
    if photograph:
        bare.save(target, format="JPEG", quality=_QUALITY, optimize=True)
    else:
        bare.save(target, format="PNG", optimize=True)
    return Taken(target.getvalue(), bare.width, bare.height)
