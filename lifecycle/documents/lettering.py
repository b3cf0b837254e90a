"""Words in a chart: set in the font they are drawn in, folded into their room, names of series and numbers at bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifecycle.documents.blocks import Chart
from lifecycle.documents.canvas import Canvas, End, legible, width_of
from lifecycle.documents.typography import NBSP, number_text, typeset

TEXT, SMALL, LEAST = 9.0, 8.0, 5.0
"""Points of names, of numbers, and of the smallest letters a person reads."""
POINT = 0.0353
"""Centimetres of a point: letters of n points need about 1.25 n of them to stand clear."""
LEGEND_ROW = 0.55

Legend = list[list[tuple[int, str, float]]]
"""Rows of the legend: number of a series, its name, how far from the left it begins."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a chart as they are drawn."""

    categories: tuple[str, ...]
    series: tuple[str, ...]
    unit: str
    language: str

    def number(self, value: int) -> str:
        """A number as the language writes it, its minus as long as a plus."""
        return number_text(value, self.language).replace("-", "−")

    @classmethod
    def of(cls, chart: Chart, language: str) -> "Words":
        """The words of `chart`, signs the font lacks replaced, lines not breaking where they must not."""

        def shown(text: str) -> str:
            return typeset(legible(text), language)

        return cls(
            categories=tuple(map(shown, chart.categories)),
            series=tuple(shown(one.name) for one in chart.series),
            unit=shown(chart.unit),
            language=language,
        )


def legend_rows(words: Words, width: float) -> Legend:
    """The rows of the legend: number of the series, its name, how far from the left it begins."""
    rows: Legend = [[]]
    x = 0.0
    for series, whole in enumerate(words.series):
        name = folded(whole, width - 1, TEXT, limit=1)[0]
        long = 0.7 + width_of(name, TEXT)
        if rows[-1] and x + long > width:
            rows.append([])
            x = 0.0
        rows[-1].append((series, name, x))
        x += long + 0.6
    return rows


def draw_legend(canvas: Canvas, rows: Legend, height: float) -> None:
    """The legend at the top of a sheet of that height."""
    for line, row in enumerate(rows):
        for series, name, x in row:
            draw_name(canvas, x, height - LEGEND_ROW * line, name, series)


def draw_name(canvas: Canvas, x: float, top: float, name: str, series: int) -> None:
    """A patch in the manner of a series and its name, below `top`."""
    canvas.bar(x, top - 0.38, width=0.55, height=0.32, series=series)
    canvas.text(x + 0.7, top - 0.22, name, size=TEXT)


def beside(canvas: Canvas, end: float, y: float, said: str, *, size: float, right: bool) -> None:
    """The number of a lying bar, beyond its end."""
    canvas.text(end + (0.1 if right else -0.1), y, said, size=size, at="left" if right else "right")


def stand(canvas: Canvas, x: float, middle: float, lines: Sequence[str], *, size: float, at: End) -> None:
    """Lines of one label, one below the other around `middle`."""
    high = size * POINT * 1.25
    for number, line in enumerate(lines):
        canvas.text(x, middle + high * ((len(lines) - 1) / 2 - number), line, size=size, at=at)


def folded(text: str, width: float, size: float, *, limit: int) -> list[str]:
    """`text` in at most `limit` lines of `width`; what is left over is told by `…`."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > limit:
        lines[limit - 1 :] = [" ".join(lines[limit - 1 :])]
    return [_cut(line, width, size) for line in lines]


def _cut(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width:
        return line
    kept = int(len(line) * width / width_of(line, size))
    while kept and width_of(f"{line[:kept]}…", size) > width:
        kept -= 1
    return f"{line[:kept].rstrip(' ' + NBSP)}…"


def every_nth(slots: Sequence[float], shrink: float, size: float) -> int:
    """Every how many categories are named: letters below five points are not read, so fewer are printed."""
    narrow = min(slots, default=1.0) * shrink
    return max(1, -(-int(1000 * size * POINT * 1.1) // max(int(1000 * narrow), 1)))
