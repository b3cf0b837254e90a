"""The trace matrix (tabulka návazností): the chain of each priority, measure and activity as one line of values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lifecycle.model.citation import named_by
from lifecycle.model.evidence import Finding, SwotItem, Tows
from lifecycle.model.register import Point
from lifecycle.model.strategy import Activity, Indicator, Measure, Priority, Progress
from lifecycle.model.trace import Node, Trace


@dataclass(frozen=True, slots=True)
class Cited:
    """Everything evidence leads to: pairs of TOWS, the SWOT items of them and those cited, the findings of all."""

    findings: tuple[str, ...] = ()
    swot: tuple[str, ...] = ()
    tows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One priority, measure or activity with what stands at it in the chain."""

    thing: Priority | Measure | Activity
    cited: Cited
    comments: tuple[Point, ...]
    indicators: tuple[Indicator, ...]
    progress: Progress | None
    next_: tuple[Node, ...]

    @property
    def code(self) -> str:
        """The code of the thing."""
        return self.thing.code


def cited(trace: Trace, keys: Iterable[str]) -> Cited:
    """What the keys of evidence lead to, each once, in the order they are met."""
    met: dict[type, dict[str, None]] = {Finding: {}, SwotItem: {}, Tows: {}}

    def meet(key: str) -> None:
        thing = named_by(trace.content, key)
        if thing is None or key in met[type(thing)]:
            return
        met[type(thing)][key] = None
        if isinstance(thing, Tows):
            meet(thing.internal)
            meet(thing.external)
        elif isinstance(thing, SwotItem):
            for finding in thing.evidence:
                meet(finding)

    for key in keys:
        meet(key)
    return Cited(tuple(met[Finding]), tuple(met[SwotItem]), tuple(met[Tows]))


def link(trace: Trace, thing: Priority | Measure | Activity) -> Link:
    """The thing with what stands at it in the chain, without what stands under it."""
    return Link(
        thing,
        cited(trace, () if isinstance(thing, Activity) else thing.evidence),
        tuple(trace.comments_at(thing.address)),
        tuple(trace.indicators_of(thing.code)),
        trace.progress_of(thing.code),
        tuple(trace.next_evaluations(thing.code)),
    )


def links(trace: Trace) -> Iterator[tuple[Link, list[tuple[Link, list[Link]]]]]:
    """Each priority with its measures, each measure with its activities, as links in the order of their codes."""
    measures: dict[str, list[Measure]] = {}
    for measure in trace.content.all(Measure):
        measures.setdefault(measure.code.partition(".")[0], []).append(measure)
    activities: dict[str, list[Activity]] = {}
    for activity in trace.content.all(Activity):
        activities.setdefault(activity.code.rpartition(".")[0], []).append(activity)
    for priority in trace.content.all(Priority):
        yield (
            link(trace, priority),
            [
                (link(trace, measure), [link(trace, each) for each in activities.get(measure.code, [])])
                for measure in measures.get(priority.code, [])
            ],
        )
