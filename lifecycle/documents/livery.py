"""A town's livery: its colour, logo and address laid into a Word template, which then carries the town's whole look.

The shipped look has one accent colour and its tints; the town's colour takes their place where it can be read.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache

ACCENT = "1F4E79"
"""The accent colour of `base.docx`."""
LEAST = 4.5
"""The least contrast of text (EN 301 549, 10.1.4.3; WCAG 2.1, 1.4.3)."""
LOGO, SAID = "livery/logo.png", "livery/livery.json"
"""Where a template carries them: no part of Word's, and none of a written document."""
_TINTS = {"E9EFF5": 0.10, "F4F7FA": 0.05, "B8C4D0": 0.30}
"""Tints of the accent in `base.docx`: heads of tables, labels of cards, hairlines; and how much colour each has."""
_LETTERED = ("E9EFF5", "F4F7FA")
_PARTS = ("word/styles.xml", "word/theme/theme1.xml")
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Livery:
    """What a town sets: `colour` as six hexadecimal digits, `logo` a clean PNG, `address` lines.

    `name` is the town's: it says what the logo shows.
    """

    name: str = ""
    colour: str = ""
    logo: bytes = b""
    address: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.colour or self.logo or self.address)


def contrast(one: str, other: str = "FFFFFF") -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1, „contrast ratio“)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tint(colour: str, part: float) -> str:
    """`part` of the colour in white."""
    mixed = (round(255 - (255 - channel) * part) for channel in bytes.fromhex(colour))
    return "".join(f"{channel:02X}" for channel in mixed)


def hues(colour: str) -> dict[str, str]:
    """Each colour of the shipped look → what stands for it; letters in `colour` can be read on every one of them."""
    found = {ACCENT: colour}
    for shipped, part in _TINTS.items():
        paler = part
        while shipped in _LETTERED and paler > 0 and contrast(colour, tint(colour, paler)) < LEAST:
            paler -= 0.01
        found[shipped] = tint(colour, max(paler, 0.0))
    return found


@lru_cache(maxsize=4)
def worn(template: bytes, livery: Livery) -> bytes:
    """The template in the town's colour, carrying its logo and address; one that is no package comes back as it is."""
    if not livery:
        return template
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package, zipfile.ZipFile(target, "w") as made:
            for name in package.namelist():
                data = package.read(name)
                made.writestr(_entry(name), _coloured(data, livery.colour) if name in _PARTS else data)
            if livery.logo:
                made.writestr(_entry(LOGO), livery.logo)
            said = {"name": livery.name, "address": livery.address}
            made.writestr(_entry(SAID), json.dumps(said, ensure_ascii=False))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return template  # the look says what is wrong with it
    return target.getvalue()


def _coloured(data: bytes, colour: str) -> bytes:
    """Styles or theme with the shipped colours replaced, which stand there as whole values of attributes."""
    for shipped, own in hues(colour).items() if colour else ():
        data = data.replace(f'"{shipped}"'.encode(), f'"@{own}"'.encode())
    return data.replace(b'"@', b'"')


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    red, green, blue = (channel / 255 for channel in bytes.fromhex(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
