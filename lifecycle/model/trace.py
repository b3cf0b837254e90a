"""The trace (návaznost): what an item of the plan rests on, what follows from it.

Evidence → SWOT → TOWS → priority → measure → activity → comment → resolution → indicator → next evaluation, and back.
One file because the two directions read the same links.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lifecycle.model.approval import CouncilApproval
from lifecycle.model.citation import named_by, strategy_of, words_of
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.evidence import Evaluation, Finding, SwotItem, Tows
from lifecycle.model.origins import became, origins
from lifecycle.model.quorum import COUNTED, Rule, plan_edition, tally
from lifecycle.model.register import Point, register
from lifecycle.model.strategy import Activity, Indicator, Measure, Priority, Progress
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing, full_item

TRACED = ("priority", "measure", "activity", "evaluation", "finding", "swot", "tows", "service", "group", "text")
"""Kinds whose things are traced by their own address; comments and indicators beside them."""
LINKS = (*TRACED, "plan", "comment", "indicator", "progress", "resolution")
"""Every kind of node a chain may hold."""
BEFORE_STRATEGY = ("evaluation", "analysis", "swot")
"""Stages whose editions of the plan hold no priority, measure or activity yet."""


@dataclass(frozen=True, slots=True)
class Node:
    """One link of the chain; `note` says in words how it stands, `plan` names another plan of the office."""

    kind: str
    key: str
    title: str = ""
    note: str = ""
    plan: str | None = None

    @property
    def item(self) -> str:
        """The node as an ITEM."""
        return "plan" if self.kind == "plan" else f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Step:
    """A node in the order of a drawn tree: how far from the item, next to which; `again` where it is drawn above."""

    node: Node
    depth: int
    of: str
    again: bool = False


class Trace:
    """The links of one plan, with those into the plan it follows (`ended`) and the plans that follow it (`next_`)."""

    def __init__(self, content: Content, *, ended: Content | None = None, next_: Sequence[Content] = ()) -> None:
        self.content = content
        self._ended, self._next = ended, next_
        self._points: dict[str, list[Point]] = {}
        self.points: dict[str, Point] = {}
        for point in register(content):
            if point.is_root:
                self.points[point.id] = point
                self._points.setdefault(point.item or "", []).append(point)
        self._origins = origins(content)
        self._next_to = _next_to(content, self._origins)
        self._became = [became(later) for later in self._next]
        self._indicators: dict[str, list[Indicator]] = {}
        for each in content.all(Indicator):
            self._indicators.setdefault(each.code, []).append(each)
        self._progress = {each.code: each for each in sorted(content.all(Progress), key=lambda each: each.on)}
        self._approving = _approving(content)

    # What a thing has of its own.

    def comments_at(self, item: str) -> list[Point]:
        """The first points of the threads at the item."""
        return self._points.get(item, [])

    def indicators_of(self, code: str) -> list[Indicator]:
        """The indicators of exactly this code."""
        return self._indicators.get(code, [])

    def progress_of(self, code: str) -> Progress | None:
        """The newest record of how the measure or activity stands."""
        return self._progress.get(code)

    def councils(self, measure: Measure | None = None) -> tuple[int, int]:
        """How many councils approve the newest edition, of how many; of the measure's own towns where it names some."""
        towns = [town.code for town in self.content.all(Municipality)]
        meant = measure.municipalities if measure and measure.municipalities else towns
        if measure is not None and _held(self.content, measure) is None:
            return 0, len(meant)
        return sum(code in self._approving for code in meant), len(meant)

    def origins_of(self, code: str) -> list[Evaluation]:
        """The items of the ending plan that the priority, measure or activity carries on."""
        return self._origins.get(code, [])

    def next_evaluations(self, code: str) -> list[Node]:
        """What the plans that follow say of the item under `code`, and what it goes on as."""
        found = []
        for later, now in zip(self._next, self._became, strict=True):
            if row := later.get(Evaluation, code):
                found.append(_evaluation(self.content, row, plan=later.key))
                found += [Node(one.KIND, one.code, one.title, plan=later.key) for one in now.get(code, ())]
        return found

    # The chain.

    def node(self, item: str) -> Node:
        """The item as a node."""
        kind, _, key = item.partition(":")
        if kind == "comment" and (point := self.points.get(key)):
            return self._comment(point)
        if kind == "indicator":
            return next(iter(self._indicator_nodes(key)), Node(kind, key))
        thing = self.content.at(item)
        return Node("plan", "", self.content.plan.title) if thing is None else self._thing(thing)

    def before(self, item: str) -> list[Step]:
        """What the item rests on, nearest first, each with what it rests on itself."""
        return list(self._walk(item, self._above))

    def after(self, item: str) -> list[Step]:
        """What follows from the item, nearest first, each with what follows from it."""
        return list(self._walk(item, self._below))

    def _walk(self, item: str, links: Callable[[str, bool], Iterator[Node]]) -> Iterator[Step]:
        seen = {item}

        def walk(at: str, depth: int) -> Iterator[Step]:
            for node in links(at, depth == 1):
                inner = node.plan is None and any(True for _ in links(node.item, False))
                again = inner and node.item in seen
                yield Step(node, depth, at, again)
                if inner and not again:
                    seen.add(node.item)
                    yield from walk(node.item, depth + 1)

        yield from walk(item, 1)

    def _above(self, item: str, _: bool) -> Iterator[Node]:
        content = self.content
        kind, _colon, key = item.partition(":")
        if kind == "comment" and (point := self.points.get(key)) and point.item:
            yield self.node(point.item)
        if kind == "indicator":
            yield self.node(full_item(key.partition("/")[0]))
        match content.at(item):
            case SwotItem() as one:
                yield from self._named(one.evidence)
            case Tows() as pair:
                yield from self._named((pair.internal, pair.external))
            case Priority() as priority:
                yield from self._named(priority.evidence)
                yield from map(self._thing, self.origins_of(priority.code))
            case Measure() as measure:
                yield from self._named(measure.evidence)
                yield from map(self._thing, self.origins_of(measure.code))
                yield self.node(f"priority:{measure.code.partition('.')[0]}")
            case Activity() as activity:
                yield from map(self._thing, self.origins_of(activity.code))
                yield self.node(f"measure:{activity.code.rpartition('.')[0]}")
            case Evaluation() as row:
                yield from self._origin(row)
            case _:
                pass

    def _below(self, item: str, root: bool) -> Iterator[Node]:
        content = self.content
        kind, _, key = item.partition(":")
        yield from map(self._thing, self._next_to.get(item, ()))
        yield from map(self._comment, self.comments_at(item))
        if kind == "comment" and root and (point := self.points.get(key)) and point.settlement:
            yield from (self.node(change) for change in [point.settlement.change] if change and content.holds(change))
        if kind in ("priority", "measure", "activity"):
            yield from self._indicator_nodes(key)
            yield from self._course(item, key, root)

    def _course(self, item: str, code: str, root: bool) -> Iterator[Node]:
        """The councils, the progress and the next evaluation of a priority, a measure or an activity."""
        thing = self.content.at(item)
        if thing is not None and (isinstance(thing, Measure) or root):
            yield from self._resolution(thing)
        if state := self.progress_of(code):
            say = self.content.say
            yield Node("progress", f"{code}/{state.on.isoformat()}", say("value", value=state.state), _day(say, state))
        yield from self.next_evaluations(code)

    def _resolution(self, thing: Thing) -> Iterator[Node]:
        edition = _held(self.content, thing)
        if edition and self.content.all(CouncilApproval):
            approving, towns = self.councils(thing if isinstance(thing, Measure) else None)
            note = self.content.say("trace.councils", approving=approving, towns=towns)
            yield Node("resolution", edition.name_at_number, note)

    def _origin(self, row: Evaluation) -> Iterator[Node]:
        """The item of the ending plan, where the office has that plan."""
        if self._ended is None or not row.code.replace(".", "").isdecimal():
            return
        thing = self._ended.at(str(full_item(row.code)))
        if thing is not None:
            edition = _held(self._ended, thing)
            note = edition.name_at_number if edition else ""
            yield Node(thing.KIND, row.code, getattr(thing, "title", ""), note, plan=self._ended.key)

    def _named(self, keys: Iterable[str]) -> Iterator[Node]:
        yield from (self._thing(thing) for key in keys if (thing := named_by(self.content, key)))

    def _indicator_nodes(self, key: str) -> Iterator[Node]:
        """The indicators of a code (`1.1`), or the one named with it (`1.1/Clients`), with targets by year."""
        code, _, wanted = key.partition("/")
        say = self.content.say
        told: dict[str, list[str]] = {}
        for one in self.indicators_of(code):
            if wanted in ("", one.name, f"{one.name}/{one.year}"):
                target = say("trace.target", year=str(one.year), target=one.target, unit=one.unit)
                told.setdefault(one.name, []).append(target)
        yield from (Node("indicator", f"{code}/{name}", name, "; ".join(targets)) for name, targets in told.items())

    def _comment(self, point: Point) -> Node:
        settled = point.settlement
        word = settled.decision if settled else None
        say = self.content.say
        note = say("value", value=word) if word else say("trace.settled" if point.resolved else "trace.open")
        return Node("comment", point.id, point.text, note)

    def _thing(self, thing: Thing) -> Node:
        say, key = self.content.say, thing.identity[0]
        match thing:
            case Finding():
                return Node("finding", key, thing.title, say("value", value=thing.kind))
            case SwotItem():
                points = "" if thing.points is None else f", {say('swot.points', count=thing.points)}"
                return Node("swot", key, words_of(thing), say("value", value=thing.quadrant) + points)
            case Tows():
                return Node("tows", key, words_of(thing), strategy_of(self.content, thing))
            case Evaluation():
                return _evaluation(self.content, thing)
            case _:
                title = getattr(thing, "title", None) or getattr(thing, "name", None)
                return Node(thing.KIND, key, title or self.content.named(thing.address))


def find(trace: Trace, asked: str) -> str | None:
    """The full ITEM meant by `asked`: an address, a bare number, the bare key of evidence or a comment; else None."""
    content, item = trace.content, str(full_item(asked.strip()))
    kind, _, key = item.partition(":")
    kind = "comment" if kind == "submission" else kind
    if item == "plan" or (kind in TRACED and content.at(item) is not None):
        return item
    if kind == "indicator":
        return item if trace.node(item).title else None
    if not key:
        kind, key = "comment", item
        if (cited := named_by(content, key)) is not None:
            return cited.address
    point = next((id for id in trace.points if id.casefold() == key.casefold()), None)
    return f"comment:{point}" if kind == "comment" and point else None


def addresses(trace: Trace) -> list[str]:
    """Every ITEM that can be traced, for a suggestion."""
    things = trace.content.things
    found = [thing.address for kind in TRACED for thing in things.get(kind, {}).values()]
    return [*found, *(f"comment:{id}" for id in trace.points)]


def _held(content: Content, thing: Thing) -> Edition | None:
    """The newest edition of the plan, where it holds the thing as it stands: nothing written later, no stage before."""
    edition = plan_edition(content)
    if edition is None or edition.stage in BEFORE_STRATEGY:
        return None
    return edition if content.wrote_by(thing) <= content.wrote_by(edition) else None


def _next_to(content: Content, origins: Mapping[str, Sequence[Evaluation]]) -> dict[str, list[Thing]]:
    """Address → the things that rest on it, in the order of the chain; evidence and codes lead from one to the next."""
    found: dict[str, list[Thing]] = {}

    def rests(thing: Thing, on: Iterable[str]) -> None:
        for address in dict.fromkeys(on):
            found.setdefault(address, []).append(thing)

    def carried(code: str) -> Iterator[str]:
        return (row.address for row in origins.get(code, ()))

    def evidence(keys: Iterable[str]) -> Iterator[str]:
        return (cited.address for key in keys if (cited := named_by(content, key)))

    for item in content.all(SwotItem):
        rests(item, evidence(item.evidence))
    for pair in content.all(Tows):
        rests(pair, (f"swot:{pair.internal}", f"swot:{pair.external}"))
    for priority in content.all(Priority):
        rests(priority, [*evidence(priority.evidence), *carried(priority.code)])
    for measure in content.all(Measure):
        above = f"priority:{measure.code.partition('.')[0]}"
        rests(measure, [*evidence(measure.evidence), *carried(measure.code), above])
    for activity in content.all(Activity):
        rests(activity, [*carried(activity.code), f"measure:{activity.code.rpartition('.')[0]}"])
    return found


def _evaluation(content: Content, row: Evaluation, *, plan: str | None = None) -> Node:
    say = content.say
    note = f"{say('value', value=row.result)}, {say('value', value=row.carry)}"
    return Node("evaluation", row.code, row.title, note, plan=plan)


def _day(say: Callable[..., str], state: Progress) -> str:
    return say("value", value=state.on)


def _approving(content: Content) -> set[str]:
    """The codes of municipalities whose councils approve the newest edition of the plan."""
    if arguments := content.checks.get("towns_rule_met"):
        return {town.code for town in tally(content, Rule.of(arguments)).approving}
    edition = plan_edition(content)
    return {
        row.code
        for row in content.all(CouncilApproval)
        if row.state in COUNTED.values() and edition and row.content_sha256 == edition.content_sha256
    }
