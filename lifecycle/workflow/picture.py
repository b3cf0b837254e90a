"""A workflow as a picture: text for Mermaid, and a drawing of our own as SVG that needs no other program.

Both are written from the definition alone, so the same file always gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lifecycle.workflow.definition import Definition, State

BOX_HEIGHT, GAP, LANE, MARGIN, LETTER = 50, 46, 30, 24, 8
"""Sizes in points of the drawing: box, space between boxes, distance of side lanes, rim, width of a letter."""
_STYLE = (
    "text{font:14px sans-serif;fill:#1b2a38}.name,.event{font-size:11px;fill:#4a5a68}.event{paint-order:stroke;"
    "stroke:#fff;stroke-width:4px}.box{fill:#eef4fa;stroke:#2b5b84;stroke-width:1.5}.final{fill:#f1f1ee;stroke:#666}"
    ".inner{fill:none;stroke:#666}path{fill:none;stroke:#2b5b84;stroke-width:1.5}.back{stroke:#9a5b13;"
    "stroke-dasharray:5 4}.dot{fill:#2b5b84}.dot.back{fill:#9a5b13}"
)


def mermaid(definition: Definition, language: str) -> str:
    """The workflow as a Mermaid state diagram."""
    lines = ["---", f"title: {_quoted(definition.title.in_(language))}", "---", "stateDiagram-v2"]
    lines += [f"  state {_quoted(state.title.in_(language))} as {state.name}" for state in definition.states]
    lines.append(f"  [*] --> {definition.initial}")
    lines += [f"  {edge.source} --> {edge.to} : {edge.event}" for edge in definition.transitions]
    lines += [f"  {state.name} --> [*]" for state in definition.states if state.final]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in quotation marks; Mermaid writes a mark inside as an entity."""
    return '"' + text.replace('"', "#quot;") + '"'


@dataclass(frozen=True, slots=True)
class _Lane:
    """A line at the side that gathers one event from several states and leads to one; `back` leads upward.

    `slot` counts the lanes of one side that lead to the same state, so that their arrows stand under each other.
    """

    event: str
    to: int
    sources: tuple[int, ...]
    slot: int

    @property
    def back(self) -> bool:
        return min(self.sources) > self.to


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where boxes and lanes stand on the sheet."""

    left: int
    width: int
    sheet: int

    def top(self, row: int) -> int:
        """The upper edge of the box in `row`."""
        return MARGIN + 70 + row * (BOX_HEIGHT + GAP)


def svg(definition: Definition, language: str) -> str:
    """The workflow as an SVG drawing: states down the middle, skips at the right, returns dashed at the left."""
    names = definition.state_names
    stays = {name: [e.event for e in definition.leaving(name) if e.to == name] for name in names}
    lanes = _lanes(definition)
    backs = sorted((lane for lane in lanes if lane.back), key=lambda lane: -lane.to)
    skips = sorted((lane for lane in lanes if not lane.back), key=lambda lane: lane.to)
    longest = max(max(len(state.title.in_(language)), len(_small(state, stays))) for state in definition.states)
    width = max(220, longest * LETTER + 28)
    words = max((len(lane.event) for lane in lanes), default=0) * 6 + 30
    frame = _Frame(
        left=MARGIN + (words + len(backs) * LANE if backs else 0),
        width=width,
        sheet=MARGIN * 2 + width + sum(words + len(side) * LANE for side in (backs, skips) if side),
    )
    height = frame.top(len(names)) - GAP + MARGIN
    title = definition.title.in_(language)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.sheet} {height}" width="{frame.sheet}" '
        f'height="{height}" role="img" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        "<defs>" + _arrow("tip", "#2b5b84") + _arrow("tip-back", "#9a5b13") + "</defs>",
        f'<rect width="{frame.sheet}" height="{height}" fill="#fff"/>',
        f'<text x="{frame.left + width // 2}" y="{MARGIN + 10}" text-anchor="middle" font-weight="bold">'
        f"{escape(title)}</text>",
        *_start(frame, names.index(definition.initial)),
        *(part for n, lane in enumerate(backs) for part in _side(frame, lane, -words - n * LANE)),
        *(part for n, lane in enumerate(skips) for part in _side(frame, lane, words + n * LANE)),
        *_down(frame, definition),
        *(part for row, state in enumerate(definition.states) for part in _box(frame, row, state, stays, language)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lanes(definition: Definition) -> list[_Lane]:
    """Everything that neither stays nor goes to the next box, gathered by event, target and direction."""
    row = {name: n for n, name in enumerate(definition.state_names)}
    gathered: dict[tuple[str, int, bool], list[int]] = {}
    for edge in definition.transitions:
        source, to = row[edge.source], row[edge.to]
        if source != to and to != source + 1:
            gathered.setdefault((edge.event, to, source > to), []).append(source)
    lanes: list[_Lane] = []
    arrived: Counter[tuple[int, bool]] = Counter()
    for (event, to, back), sources in gathered.items():
        lanes.append(_Lane(event, to, tuple(sources), arrived[to, back]))
        arrived[to, back] += 1
    return lanes


def _small(state: State, stays: dict[str, list[str]]) -> str:
    """The small line of a box: the state's name and the events that change nothing."""
    events = stays[state.name]
    return f"{state.name} ↻ {', '.join(events)}" if events else state.name


def _box(frame: _Frame, row: int, state: State, stays: dict[str, list[str]], language: str) -> Iterator[str]:
    top, middle = frame.top(row), frame.left + frame.width // 2
    box = f'<rect x="{frame.left}" y="{top}" width="{frame.width}" height="{BOX_HEIGHT}" rx="10"'
    yield f'{box} class="box{" final" if state.final else ""}"/>'
    if state.final:
        yield (
            f'<rect x="{frame.left + 4}" y="{top + 4}" width="{frame.width - 8}" height="{BOX_HEIGHT - 8}" rx="7" '
            'class="inner"/>'
        )
    yield f'<text x="{middle}" y="{top + 22}" text-anchor="middle">{escape(state.title.in_(language))}</text>'
    yield f'<text x="{middle}" y="{top + 39}" text-anchor="middle" class="name">{escape(_small(state, stays))}</text>'


def _down(frame: _Frame, definition: Definition) -> Iterator[str]:
    """The arrows from each box to the next, with all their events."""
    middle = frame.left + frame.width // 2
    for row, (name, below) in enumerate(zip(definition.state_names, definition.state_names[1:], strict=False)):
        events = [edge.event for edge in definition.leaving(name) if edge.to == below]
        if events:
            bottom, top = frame.top(row) + BOX_HEIGHT, frame.top(row + 1)
            yield f'<path d="M{middle} {bottom}V{top - 2}" marker-end="url(#tip)"/>'
            yield f'<text x="{middle + 10}" y="{(bottom + top) // 2 + 3}" class="event">{", ".join(events)}</text>'


def _side(frame: _Frame, lane: _Lane, shift: int) -> Iterator[str]:
    """One lane: a dot where each source joins, an arrow into the target with the event on it."""
    edge = frame.left if shift < 0 else frame.left + frame.width
    lane_x, end = edge + shift, frame.top(lane.to) + 14 + 12 * lane.slot
    looks = ' class="back"' if lane.back else ""
    joins = [frame.top(source) + BOX_HEIGHT - 14 for source in lane.sources]
    far = max(joins) if lane.back else min(joins)
    tip = "tip-back" if lane.back else "tip"
    yield f'<path d="M{lane_x} {far}V{end}H{edge + 2 if shift > 0 else edge - 2}" marker-end="url(#{tip})"{looks}/>'
    for y in joins:
        yield f'<path d="M{edge} {y}H{lane_x}"{looks}/>'
        yield f'<circle cx="{lane_x}" cy="{y}" r="3" class="dot{" back" if lane.back else ""}"/>'
    anchor, x = ("end", edge - 14) if shift < 0 else ("start", edge + 14)
    yield f'<text x="{x}" y="{end - 5}" text-anchor="{anchor}" class="event">{lane.event}</text>'


def _start(frame: _Frame, row: int) -> Iterator[str]:
    """The dot before the initial state."""
    middle, top = frame.left + frame.width // 2, frame.top(row)
    yield f'<circle cx="{middle}" cy="{top - 26}" r="6" class="dot"/>'
    yield f'<path d="M{middle} {top - 20}V{top - 2}" marker-end="url(#tip)"/>'


def _arrow(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" style="fill:{colour};stroke:none"/></marker>'
    )
