"""A sheet of centimetres to draw a chart on, the one door to matplotlib: lines, bars, text, and the PNG of it all.

Import it only where a chart is drawn: matplotlib takes longer to load than a document to write. The same calls give
the same bytes everywhere: nothing of a person's own settings counts, and the font is the one matplotlib brings along.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from lifecycle.documents.palette import SHIPPED

DPI = 200
"""Sharp on paper, and below the 220 dpi to which Word shrinks pictures when it saves a file."""
WHITE, INK, AXIS, GRID = "#FFFFFF", "#1D1D1D", "#4A5866", "#B8C4D0"
FILLS = tuple(f"#{colour}" for colour in SHIPPED)
HATCHES = ("", "////", "..", "xxx", "---", "\\\\\\\\")
"""A series is known by its colour and, in grey or for who does not see colours, by its white hatch."""

End = Literal["left", "center", "right"]

_CM = 1 / 2.54
_SHADES = 8
# What it says of its caches when it starts in a fresh home is nothing a town could use.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


class Canvas:
    """A white sheet; places are in centimetres from its lower left corner, sizes of letters in points."""

    def __init__(self, width: float, height: float, fills: tuple[str, ...] = FILLS) -> None:
        self._fills = fills
        self._figure = Figure(figsize=(width * _CM, height * _CM), dpi=DPI, facecolor=WHITE)
        self._canvas = FigureCanvasAgg(self._figure)
        self._scale = self._figure.dpi_scale_trans.frozen().scale(_CM)

    def bar(self, x: float, y: float, *, width: float, height: float, series: int) -> None:
        """A rectangle in the manner of the series of that number."""
        fill, hatch = manner(series, self._fills)
        self._figure.add_artist(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill,
                edgecolor=WHITE,
                linewidth=0.5,
                hatch=hatch,
                hatchcolor=WHITE,
                zorder=2,
                transform=self._scale,
            )
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], *, colour: str = GRID) -> None:
        """A thin straight line."""
        (x0, y0), (x1, y1) = start, end
        weight, above = (0.5, 1) if colour == GRID else (0.9, 3)
        self._figure.add_artist(
            Line2D((x0, x1), (y0, y1), color=colour, linewidth=weight, zorder=above, transform=self._scale)
        )

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float,
        at: End = "left",
        bold: bool = False,
        turned: bool = False,
        boxed: bool = False,
    ) -> None:
        """One line of text whose middle is at the height `y`; `at` says which of its ends (or its centre) is at `x`.

        `turned` text reads upward and begins at `y`; `boxed` text stands on white, to be read on a hatch.
        """
        self._figure.add_artist(
            Text(
                x,
                y,
                said,
                color=INK,
                fontproperties=_font(size, bold),
                horizontalalignment="center" if turned else at,
                verticalalignment=("top" if at == "right" else "bottom") if turned else "center_baseline",
                rotation=90 if turned else 0,
                parse_math=False,
                usetex=False,
                bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 1} if boxed else None,
                zorder=4,
                transform=self._scale,
            )
        )

    def png(self) -> bytes:
        """What was drawn, in the fewest bytes and without a word of when, where and by what."""
        self._canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's Agg backend has no types
        size, drawn = self._canvas.get_width_height(), self._canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        picture = Image.frombuffer("RGBA", size, drawn, "raw", "RGBA", 0, 1).convert("RGB")
        target = BytesIO()
        picture.quantize(palette=_palette(self._fills), dither=Image.Dither.NONE).save(
            target, "PNG", optimize=True, dpi=(DPI, DPI)
        )
        return target.getvalue()


def manner(series: int, fills: tuple[str, ...] = FILLS) -> tuple[str, str]:
    """Fill and hatch of the series of that number; the seventh has the first colour again, with another hatch."""
    turn = series // len(fills)
    return fills[series % len(fills)], HATCHES[(series + turn) % len(HATCHES)]


def width_of(said: str, size: float, *, bold: bool = False) -> float:
    """How many centimetres `said` is long."""
    font = _font(size, bold)
    width, _, _ = _measure().get_text_width_height_descent(said, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(width) / DPI / _CM


def legible(text: str) -> str:
    """`text` on one line; a sign the font lacks is shown as U+FFFD."""
    return "".join(sign if ord(sign) in _signs() else "\ufffd" for sign in " ".join(text.split(None)))


@contextmanager
def own_manner() -> Iterator[None]:
    """For its time matplotlib draws as it is shipped, whatever a person's `matplotlibrc` says."""
    shipped = {name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")}
    with mpl.rc_context(shipped):  # type: ignore[arg-type, unused-ignore]
        yield


@cache
def _measure() -> RendererAgg:
    """A renderer that draws nothing, to measure text by."""
    return RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]


@cache
def _file(bold: bool) -> Path:
    return Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(fname=_file(bold), size=size)


@cache
def _signs() -> frozenset[int]:
    return frozenset(FT2Font(str(_file(False))).get_charmap()) - frozenset(range(32))


@cache
def _palette(fills: tuple[str, ...]) -> Image.Image:
    """Our colours and what lies between them and white: a quarter of the bytes of a picture in true colours."""
    shades = [
        round(255 + (int(colour[at : at + 2], 16) - 255) * shade / (_SHADES - 1))
        for colour in (INK, AXIS, GRID, *fills)
        for shade in range(_SHADES)
        for at in (1, 3, 5)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades)
    return palette
