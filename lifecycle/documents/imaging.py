"""The one gate of pictures, of chapters and of a town's logo: whether a file is one we take, and the picture alone.

What a camera writes beside the pixels stays behind. Import it only where a picture is taken in: loading Pillow costs
more than a command that writes no document.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from enum import Enum, auto

from PIL import Image, ImageOps


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken at most: `size` in bytes and `pixels`; and `box`, the pixels a document carries it in.

    What is `drawn` becomes a PNG, also where it came as a photograph.
    """

    size: int
    pixels: int
    box: tuple[int, int]
    drawn: bool = False


CHAPTER = Limits(10_000_000, 25_000_000, (2400, 2400))
"""A picture of a chapter: 370 pixels to an inch across the text of A4, more than a printer shows."""
LOGO = Limits(5_000_000, 25_000_000, (1200, 600), drawn=True)
"""A logo: more than any printer shows on its five centimetres."""
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


class Flaw(Enum):
    """Why a file is not taken: too many bytes, too many pixels, or no sound PNG or JPEG."""

    SIZE = auto()
    PIXELS = auto()
    KIND = auto()


class NotTaken(Exception):
    """The file is no picture we take; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.name)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Taken:
    """The picture alone as PNG or JPEG, with its size in pixels."""

    data: bytes
    width: int
    height: int


def taken(data: bytes, limits: Limits = CHAPTER) -> Taken:
    """The pixels of a PNG or JPEG: upright, no place, no camera, no comment, no profile; NotTaken says why not.

    A photograph stays JPEG and a drawing PNG. The same bytes give the same picture with the same Pillow.
    """
    if len(data) > limits.size:
        raise NotTaken(Flaw.SIZE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its size is judged right below, and damage is told as damage
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
                if found.width * found.height > limits.pixels:
                    raise NotTaken(Flaw.PIXELS)
                photograph = found.format == "JPEG"
                found.load()
                upright = ImageOps.exif_transpose(found)
                return _bare(upright, limits, opaque=photograph, photograph=photograph and not limits.drawn)
    except Image.DecompressionBombError:
        raise NotTaken(Flaw.PIXELS) from None
    except _DAMAGE:
        raise NotTaken(Flaw.KIND) from None


def _bare(upright: Image.Image, limits: Limits, *, opaque: bool, photograph: bool) -> Taken:
    """The pixels in a picture of their own, which has nothing to carry along."""
    clear = not opaque and upright.has_transparency_data
    if upright.mode.startswith("I") or upright.mode == "F":  # 16 bits a pixel: Pillow would cut off what is lighter
        upright = upright.convert("I").point(lambda value: value / 256)
    grey = upright.mode in ("1", "L", "I", "F") and not clear
    fits = upright.width <= limits.box[0] and upright.height <= limits.box[1]
    few = upright.mode == "P" and not clear and fits
    plain = upright if few else upright.convert("L" if grey else "RGBA" if clear else "RGB")
    plain.thumbnail(limits.box, Image.Resampling.LANCZOS)
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
