"""Pictures in a Word body: the drawing that shows one, with what it says in words for those who do not see it."""

from collections.abc import Callable

from lifecycle.documents.blocks import Picture
from lifecycle.documents.word.inline import attribute
from lifecycle.documents.word.package import Part

CM = 360_000
"""English Metric Units of a centimetre (ISO 29500-1, 20.1.2.1)."""
_POINT = 914_400 / 150
"""The largest a pixel is printed: coarser pictures show their steps on paper."""
_TALLEST = 19 * CM
"""What leaves room for the caption and a line of text on a page of A4."""
_PNG = b"\x89PNG\r\n\x1a\n"


class Pictures:
    """The pictures of chapters that one document shows, each kept once; `given` tells their bytes by their digest."""

    def __init__(self, given: Callable[[str], bytes]) -> None:
        self._given = given
        self._parts: dict[str, Part] = {}

    @property
    def parts(self) -> list[Part]:
        """The parts that hold them, in the order of first use."""
        return list(self._parts.values())

    def relation(self, sha256: str) -> str:
        """The id of the relationship to the picture."""
        if sha256 not in self._parts:
            data, number = self._given(sha256), len(self._parts) + 1
            ending = "png" if data.startswith(_PNG) else "jpeg"
            self._parts[sha256] = Part("image", f"media/picture{number}.{ending}", data, f"rIdPicture{number}")
        return self._parts[sha256].id


def printed_size(picture: Picture, width: int) -> tuple[int, int]:
    """Width and height of the picture in EMU: as wide as `width` (EMU) and a page allow, its pixels never coarse."""
    wide, high = max(picture.width, 1) * _POINT, max(picture.height, 1) * _POINT
    part = min(1.0, width / wide, _TALLEST / high)
    return max(round(wide * part), 1), max(round(high * part), 1)


def drawing(relation: str, *, number: int, name: str, told: str, width: int, height: int) -> str:
    """A run with an inline picture of `width` × `height` EMU; `number` is its own in the document, `told` its alt."""
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{attribute(name)}" descr="{attribute(told)}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
