"""A town's logo: its file in the office's folder through the gate of pictures, and what is told where it is not taken.

Import it only where a logo is set: loading Pillow costs more than a command that writes no document.
"""

from pathlib import Path

from lifecycle.documents.imaging import LOGO, Flaw, NotTaken, taken
from lifecycle.model.errors import Wrong

_SHOWN = 80
"""Letters of a name by which its author knows it again."""


def logo(office: Path, name: str) -> bytes:
    """The logo `name` of the office as a PNG; Wrong where it is none, too large, or leads out of the office."""
    told = name if len(name) <= _SHOWN else name[: _SHOWN - 1] + "…"
    file = office / name
    try:
        if not file.resolve().is_relative_to(office.resolve()):
            raise Wrong("look.logo_outside", file=told)
        size = file.stat().st_size
    except (OSError, ValueError) as failed:  # no system takes a name with a zero character
        raise Wrong("look.logo_missing", file=told) from failed
    try:
        data = file.read_bytes() if size <= LOGO.size else b""
    except OSError as failed:
        raise Wrong("look.logo_unreadable", file=told) from failed
    if size > LOGO.size:
        raise _too_large(told)
    return clean(data, file=told)


def clean(data: bytes, *, file: str) -> bytes:
    """The pixels of a PNG or JPEG as a PNG: upright, no place, no camera, no colour profile; Wrong names the file."""
    try:
        return taken(data, LOGO).data
    except NotTaken as refused:
        match refused.flaw:
            case Flaw.SIZE:
                raise _too_large(file) from refused
            case Flaw.PIXELS:
                megapixels = str(LOGO.pixels // 1_000_000)
                raise Wrong("look.logo_too_many_pixels", file=file, megapixels=megapixels) from refused
            case Flaw.KIND:
                raise Wrong("look.logo_not_picture", file=file) from refused


def _too_large(file: str) -> Wrong:
    return Wrong("look.logo_too_large", file=file, megabytes=str(LOGO.size // 1_000_000))
