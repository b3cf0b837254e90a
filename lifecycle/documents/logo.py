"""A town's logo: whether a file is a picture we take, and the picture alone, without what a camera writes beside it.

Import it only where a logo is set: loading Pillow costs more than a command that writes no document.
"""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from lifecycle.model.errors import Wrong

LARGEST, MOST = 5_000_000, 25_000_000
"""Bytes of the file and pixels of the picture that are taken at most."""
_SHOWN = (1200, 600)
"""Pixels of a logo as documents carry it: more than any printer shows on its five centimetres."""


def logo(office: Path, name: str) -> bytes:
    """The logo `name` of the office as a PNG; Wrong where it is none, too large, or leads out of the office."""
    file = office / name
    if not file.resolve().is_relative_to(office.resolve()):
        raise Wrong("look.logo_outside", file=name)
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST else b""
    except OSError as failed:
        raise Wrong("look.logo_missing", file=name, why=failed.strerror or type(failed).__name__) from failed
    if size > LARGEST:
        raise Wrong("look.logo_too_large", file=name, megabytes=str(LARGEST // 1_000_000))
    return clean(data, file=name)


def clean(data: bytes, *, file: str) -> bytes:
    """The pixels of a PNG or JPEG as a PNG: upright, no place, no camera, no colour profile; Wrong names the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged right below
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
                if found.width * found.height > MOST:
                    raise Wrong("look.logo_too_many_pixels", file=file, megapixels=str(MOST // 1_000_000))
                found.load()
                upright = ImageOps.exif_transpose(found)
        clear = upright.has_transparency_data
        plain = upright.convert("RGBA" if clear else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as broken:
        raise Wrong("look.logo_not_picture", file=file) from broken
    plain.thumbnail(_SHOWN)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    target = io.BytesIO()
    bare.save(target, format="PNG", optimize=True)
    return target.getvalue()
