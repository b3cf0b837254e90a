"""How charts look on an A4 page: lying bars, bars of parts, standing columns and the pyramid of ages.

Everything is as wide as the text; the height grows with the number of categories. What does not fit is left out, never
laid over something else: the numbers stand in the document's tables and the words in its text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from lifecycle.documents.blocks import Chart
from lifecycle.documents.canvas import AXIS, Canvas, End, own_manner, width_of
from lifecycle.documents.lettering import (
    LEAST,
    LEGEND_ROW,
    POINT,
    SMALL,
    TEXT,
    Words,
    beside,
    draw_legend,
    draw_name,
    every_nth,
    folded,
    legend_rows,
    stand,
)
from lifecycle.documents.palette import fills

WIDTH, TALLEST = 16.0, 21.0
"""Centimetres of a chart: the width of the text on A4, and what leaves room for a caption on the page."""
_GAP = 0.15
_WIDEST_LABEL = 5.6
_COLUMNS_HEIGHT = 6.5
_AXIS_ROOM = 0.5
_UNIT_ROOM = 0.5


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a number lies between two places of the sheet."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of `value`."""
        return self.start + (value - self.low) * (self.end - self.start) / (self.high - self.low)

    def ticks(self) -> list[int]:
        """Round numbers from the lowest to the highest, at most seven."""
        step = _step(self.high - self.low)
        return list(range(-(-self.low // step) * step, self.high + 1, step))


def drawn(chart: Chart, language: str, colour: str = "") -> tuple[bytes, float, float]:
    """The PNG of the chart in the town's colour, its width and height in centimetres; its kind is one `Chart` names."""
    sheet = partial(Canvas, fills=tuple(f"#{fill}" for fill in fills(colour)))
    words = Words.of(chart, language)
    rows = [tuple(one.values[: len(chart.categories)]) for one in chart.series]
    with own_manner():
        match chart.kind:
            case "columns":
                canvas, height = _columns(words, rows, sheet)
            case "pyramid" if len(rows) == 2 and all((value or 0) >= 0 for row in rows for value in row):
                canvas, height = _pyramid(words, rows, sheet)
            case "bars" | "stacked" | "pyramid":
                canvas, height = _lying(words, rows, sheet, stacked=chart.kind == "stacked")
            case other:
                raise ValueError(f"unknown kind of chart {other!r}")
        return canvas.png(), WIDTH, height


Rows = Sequence[tuple[int | None, ...]]
"""The numbers of each series."""
Sheet = Callable[[float, float], Canvas]
"""Makes a canvas of so many centimetres, with the colours of the series."""


def _lying(words: Words, rows: Rows, sheet: Sheet, *, stacked: bool) -> tuple[Canvas, float]:
    """Bars that grow to the right, the first category on top; `stacked` ones are the parts of one bar."""
    count = len(words.categories)
    sums = [_sums(rows, place) for place in range(count)]
    ends = [end for pair in sums for end in pair] if stacked else _every(rows)
    low, high = min(0, *ends, 0), max(0, *ends, 0)
    lines = [folded(name, _WIDEST_LABEL, TEXT, limit=3) for name in words.categories]
    thick = 0.48 if stacked or len(rows) < 2 else 0.36
    slots = [max(thick * (1 if stacked else max(len(rows), 1)) + 0.26, 0.4 * len(label) + 0.12) for label in lines]
    legend = legend_rows(words, WIDTH) if len(rows) > 1 else []
    frame = LEGEND_ROW * len(legend) + _AXIS_ROOM + (_UNIT_ROOM if words.unit else 0) + 0.1
    shrink = min(1.0, (TALLEST - frame) / max(sum(slots), 0.1))
    size = max(TEXT * shrink, LEAST)
    if shrink < 1:
        lines = [folded(name, _WIDEST_LABEL, size, limit=1) for name in words.categories]
    height = frame + max(sum(slots) * shrink, 0.5)
    canvas = sheet(WIDTH, height)
    told = max((width_of(words.number(value), SMALL, bold=stacked) for value in (low, high)), default=0.0)
    left = max((width_of(line, size) for label in lines for line in label), default=0.0) + _GAP
    scale = _Scale(low, high or 1, left + (told + _GAP if low < 0 else 0), WIDTH - told - _GAP)
    top = height - LEGEND_ROW * len(legend)
    bottom = top - max(sum(slots) * shrink, 0.5)
    draw_legend(canvas, legend, height)
    _across(canvas, scale, words, bottom=bottom, top=top)
    thick *= shrink
    letters = min(SMALL, thick / POINT / 1.2)
    every = every_nth(slots, shrink, size)
    for place, slot in enumerate(slots):
        middle = top - sum(slots[: place + 1]) * shrink + slot * shrink / 2
        if place % every == 0:
            stand(canvas, left - _GAP, middle, lines[place], size=size, at="right")
        if stacked:
            _parts(canvas, scale, words, [row[place] for row in _long(rows, count)], middle, thick)
            if sums[place] != (0, 0) and len(rows) > 1 and letters >= LEAST:
                total = words.number(sum(sums[place]))
                canvas.text(scale.at(sums[place][1]) + 0.12, middle, total, size=letters, bold=True)
            continue
        for series, row in enumerate(_long(rows, count)):
            value = row[place]
            if value is None:
                continue
            y = middle + thick * (len(rows) / 2 - series - 1)
            start, end = sorted((scale.at(0), scale.at(value)))
            canvas.bar(start, y, width=end - start, height=thick, series=series)
            if letters >= LEAST:
                beyond = end if value >= 0 else start
                beside(canvas, beyond, y + thick / 2, words.number(value), size=letters, right=value >= 0)
    canvas.line((scale.at(0), bottom), (scale.at(0), top), colour=AXIS)
    return canvas, height


def _parts(
    canvas: Canvas, scale: _Scale, words: Words, values: Sequence[int | None], middle: float, thick: float
) -> None:
    """One bar of parts, each with its number where that fits; what is below nothing lies to the left."""
    ends = [0, 0]
    for series, value in enumerate(values):
        if not value:
            continue
        side = int(value > 0)
        start, end = sorted((scale.at(ends[side]), scale.at(ends[side] + value)))
        ends[side] += value
        canvas.bar(start, middle - thick / 2, width=end - start, height=thick, series=series)
        told, letters = words.number(value), min(7.5, thick / POINT / 1.5)
        if letters >= LEAST and width_of(told, letters) + 0.3 <= end - start:
            canvas.text((start + end) / 2, middle, told, size=letters, at="center", boxed=True)


def _columns(words: Words, rows: Rows, sheet: Sheet) -> tuple[Canvas, float]:
    """Columns that stand side by side, the categories below them."""
    count = max(len(words.categories), 1)
    values = _every(rows)
    low, high = min(0, *values, 0), max(0, *values, 0)
    ticks = _Scale(low, high or 1, 0, 1).ticks()
    left = max(width_of(words.number(tick), SMALL) for tick in ticks) + _GAP
    slot = (WIDTH - left) / count
    wide = min(1.6, slot * 0.8 / max(len(rows), 1))
    labels = [folded(name, slot - 0.1, TEXT, limit=4) for name in words.categories]
    turned = any(width_of(line, TEXT) > slot - 0.05 or line.endswith("…") for label in labels for line in label)
    size = max(min(TEXT, slot / POINT / 1.2), LEAST) if turned else TEXT
    if turned:
        labels = [folded(name, 4.0, size, limit=1) for name in words.categories]
    below = max((width_of(label[0], size) if turned else 0.42 * len(label) for label in labels), default=0.0) + _GAP
    told = max((width_of(words.number(value), SMALL) for value in values), default=0.0)
    upright = told <= (slot if len(rows) == 1 else wide) - 0.05
    letters = SMALL if upright else min(SMALL, wide / POINT / 1.1)
    over = 0.5 if upright else told + 0.25
    over = over if letters >= LEAST else 0.2
    legend = legend_rows(words, WIDTH) if len(rows) > 1 else []
    head = LEGEND_ROW * len(legend) + (_UNIT_ROOM if words.unit else 0)
    under = below + (over if low < 0 else 0)
    height = head + over + _COLUMNS_HEIGHT + under
    canvas = sheet(WIDTH, height)
    scale = _Scale(low, high or 1, under, under + _COLUMNS_HEIGHT)
    draw_legend(canvas, legend, height)
    canvas.text(0, height - head + 0.25, words.unit, size=SMALL)
    for tick in ticks:
        canvas.line((left, scale.at(tick)), (WIDTH, scale.at(tick)))
        canvas.text(left - _GAP, scale.at(tick), words.number(tick), size=SMALL, at="right")
    every = every_nth([slot] * count, 1, size) if turned else 1
    for place, label in enumerate(labels):
        middle = left + slot * (place + 0.5)
        if turned and place % every == 0:
            canvas.text(middle, below - _GAP, label[0], size=size, at="right", turned=True)
        elif not turned:
            stand(canvas, middle, below - _GAP / 2 - 0.21 * len(label), label, size=size, at="center")
        for series, row in enumerate(_long(rows, count)):
            value = row[place]
            if value is None:
                continue
            x = middle + wide * (series - len(rows) / 2)
            start, end = sorted((scale.at(0), scale.at(value)))
            canvas.bar(x, start, width=wide, height=end - start, series=series)
            if letters >= LEAST:
                away = 0.22 if upright else 0.08
                y = end + away if value >= 0 else start - away
                at: End = "center" if upright else "left" if value >= 0 else "right"
                canvas.text(x + wide / 2, y, words.number(value), size=letters, at=at, turned=not upright)
    canvas.line((left, scale.at(0)), (WIDTH, scale.at(0)), colour=AXIS)
    return canvas, height


def _pyramid(words: Words, rows: Rows, sheet: Sheet) -> tuple[Canvas, float]:
    """Two series that grow from the middle, where the categories stand, the first one lowest."""
    count = len(words.categories)
    high = max(1, *_every(rows), 1)
    frame = LEGEND_ROW + _AXIS_ROOM + (_UNIT_ROOM if words.unit else 0) + 0.1
    shrink = min(1.0, (TALLEST - frame) / max(count * 0.46, 0.1))
    slot, size = 0.46 * shrink, max(TEXT * shrink, LEAST)
    height = frame + max(count * slot, 0.5)
    canvas = sheet(WIDTH, height)
    labels = [folded(name, 4.0, size, limit=1)[0] for name in words.categories]
    middle = max((width_of(label, size) for label in labels), default=0.0) / 2 + 0.2
    told = width_of(words.number(high), SMALL) + _GAP
    sides = (
        _Scale(0, high, WIDTH / 2 - middle, told),
        _Scale(0, high, WIDTH / 2 + middle, WIDTH - told),
    )
    top = height - LEGEND_ROW
    bottom = top - max(count * slot, 0.5)
    letters = min(SMALL, slot * 0.85 / POINT / 1.15)
    every = every_nth([slot] * count, 1, size)
    for series, (scale, row) in enumerate(zip(sides, _long(rows, count), strict=True)):
        _across(canvas, scale, words, bottom=bottom, top=top, unit=series == 1)
        name = folded(words.series[series], WIDTH / 2 - middle - 0.8, TEXT, limit=1)[0]
        draw_name(canvas, (scale.start + scale.end) / 2 - width_of(name, TEXT) / 2 - 0.35, height, name, series)
        for place, value in enumerate(row):
            if value is None:
                continue
            y = bottom + slot * place
            start, end = sorted((scale.start, scale.at(value)))
            canvas.bar(start, y + slot * 0.075, width=end - start, height=slot * 0.85, series=series)
            if letters >= LEAST:
                beyond = end if series else start
                beside(canvas, beyond, y + slot / 2, words.number(value), size=letters, right=bool(series))
        canvas.line((scale.start, bottom), (scale.start, top), colour=AXIS)
    for place, label in enumerate(labels):
        if place % every == 0:
            canvas.text(WIDTH / 2, bottom + slot * (place + 0.5), label, size=size, at="center")
    return canvas, height


def _across(canvas: Canvas, scale: _Scale, words: Words, *, bottom: float, top: float, unit: bool = True) -> None:
    """The grid of a lying scale with its numbers below, none over its neighbour, and the unit."""
    taken = -WIDTH
    for tick in sorted(scale.ticks(), key=scale.at):
        canvas.line((scale.at(tick), bottom), (scale.at(tick), top))
        told = words.number(tick)
        half = width_of(told, SMALL) / 2
        x = min(max(scale.at(tick), half), WIDTH - half)
        if x - half > taken + _GAP:
            canvas.text(x, bottom - 0.27, told, size=SMALL, at="center")
            taken = x + half
    if unit:
        canvas.text(WIDTH, bottom - _AXIS_ROOM - 0.22, words.unit, size=SMALL, at="right")


def _step(span: int) -> int:
    """The round step that parts `span` into at most six: 1, 2 or 5 and noughts."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power * 6 >= span:
                return digit * power
        power *= 10


def _every(rows: Rows) -> list[int]:
    return [value for row in rows for value in row if value is not None]


def _long(rows: Rows, count: int) -> list[tuple[int | None, ...]]:
    """Each series with a value or a gap for every category."""
    return [row + (None,) * (count - len(row)) for row in rows]


def _sums(rows: Rows, place: int) -> tuple[int, int]:
    """What a bar of parts reaches to the left and to the right."""
    values = [row[place] or 0 for row in rows if place < len(row)]
    return sum(min(value, 0) for value in values), sum(max(value, 0) for value in values)
