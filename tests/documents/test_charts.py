"""Charts as pictures: the same bytes everywhere, small, and no library loaded for a document without them."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.documents.charts import engine, picture
from tests.documents.word.figures import CAPACITY, MONEY, PYRAMID
from tests.laws.repository import ROOT

HOSTILE = "font.size: 30\ntext.usetex: True\nhatch.linewidth: 9\npatch.antialiased: False\nsavefig.dpi: 9\n"
"""Settings a person may have for other pictures of theirs."""
DRAW = (
    "import sys, pathlib\n"
    "from lifecycle.documents.charts import picture\n"
    "from tests.documents.word.figures import MONEY\n"
    "pathlib.Path(sys.argv[1]).write_bytes(picture(MONEY, 'cs').png)\n"
)
WRITE = (
    "import sys\n"
    "from tests.documents.word.opened import of, written\n"
    "from tests.documents.word.figures import JOINT\n"
    "from lifecycle.documents.charts import engine\n"
    "written(of(JOINT))\n"
    "engine()\n"
    "print(*sorted({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))\n"
)


def run(code: str, *arguments: str, **variables: str) -> str:
    """What `code` prints in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
    ).stdout


def chunks(png: bytes) -> list[str]:
    """The names of the parts a PNG is made of."""
    names, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        names.append(png[at + 4 : at + 8].decode("ascii"))
        at += 12 + length
    return names


def test_a_chart_has_the_same_bytes_in_another_process_whatever_its_settings(tmp_path: Path):
    (tmp_path / "matplotlibrc").write_text(HOSTILE)
    target = tmp_path / "chart.png"
    run(DRAW, str(target), MATPLOTLIBRC=str(tmp_path), PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8")

    assert target.read_bytes() == picture(MONEY, "cs").png


def test_a_picture_tells_nothing_of_when_and_by_what_it_was_made():
    assert set(chunks(picture(PYRAMID, "cs").png)) == {"IHDR", "PLTE", "pHYs", "IDAT", "IEND"}


@pytest.mark.parametrize("chart", [PYRAMID, CAPACITY, MONEY], ids=lambda chart: chart.kind)
def test_a_chart_of_a_town_is_small(chart):
    assert len(picture(chart, "cs").png) < 40_000


def test_an_equal_chart_is_drawn_once():
    again = type(MONEY)(MONEY.kind, MONEY.caption, MONEY.alt, MONEY.categories, tuple(MONEY.series), MONEY.unit)

    assert picture(again, "cs") is picture(MONEY, "cs")


def test_the_engine_is_named_with_its_versions():
    assert re.fullmatch(r"matplotlib \d[\d.]+\S*, pillow \d[\d.]+\S*", engine())


def test_a_document_without_charts_loads_nothing_that_draws():
    assert run(WRITE).split() == []
