"""Charts as pictures: how a writer of documents gets the PNG of a chart, its size on paper, and who drew it."""

import importlib.metadata
from dataclasses import dataclass
from functools import cache, lru_cache

from lifecycle.documents.blocks import Chart


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its size on paper in centimetres."""

    png: bytes
    width: float
    height: float


@lru_cache(maxsize=256)
def picture(chart: Chart, language: str, colour: str = "") -> Picture:
    """The chart drawn in the town's colour, its numbers as the language writes them; an equal one is drawn once."""
    # Loading the library costs more than a document without charts, so only a chart loads it.
    from lifecycle.documents.drawing import drawn

    return Picture(*drawn(chart, language, colour))


@cache
def engine() -> str:
    """The libraries that make the bytes of a chart, as an edition names its renderer; found without loading them."""
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("matplotlib", "pillow"))
