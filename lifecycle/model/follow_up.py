"""How a plan in force is followed in one year: what runs, how it stands, what it costs, and the needs met since."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, FindingKind
from lifecycle.model.money import counted
from lifecycle.model.plan import Stay
from lifecycle.model.strategy import (
    Activity,
    BudgetLine,
    Indicator,
    Measure,
    Priority,
    Progress,
    ProgressState,
    Source,
)
from lifecycle.model.thing import Word


class Light(Word):
    """How a measure or an activity stands: a sign of its own shape and a word, so that colour says nothing more.

    The signs are those of WGL4, which the usual fonts of offices have.
    """

    fulfilled = "fulfilled", "● splněno", "● fulfilled"
    running = "running", "► probíhá", "► running"
    partly = "partly", "◊ splněno částečně", "◊ partly fulfilled"
    late = "late", "▲ opožděno", "▲ late"
    unfulfilled = "unfulfilled", "■ nesplněno", "■ unfulfilled"
    not_begun = "not_begun", "○ nezahájeno", "○ not begun"
    cancelled = "cancelled", "× zrušeno", "× cancelled"
    below = "below", "↓ viz aktivity", "↓ see activities"
    above = "above", "↑ viz opatření", "↑ see measure"
    unknown = "unknown", "– bez záznamu", "– no record"


_SAID = {
    ProgressState.fulfilled: Light.fulfilled,
    ProgressState.partly: Light.partly,
    ProgressState.unfulfilled: Light.unfulfilled,
    ProgressState.cancelled: Light.cancelled,
}
UNFINISHED = (Light.unfulfilled, Light.partly, Light.late)
"""The lights of what comes along into the next year."""


@dataclass(frozen=True)
class Work:
    """A measure or an activity as it is followed; an activity without a term or a responsible has its measure's."""

    thing: Measure | Activity
    starts: dt.date
    ends: dt.date
    responsible: str
    under: tuple["Work", ...] = ()

    @property
    def code(self) -> str:
        """The number in the plan."""
        return self.thing.code

    def runs_in(self, year: int) -> bool:
        """Whether the term meets the year."""
        return self.starts.year <= year <= self.ends.year


def works(content: Content) -> list[Work]:
    """Every measure with its activities, in the order of their numbers."""
    below: dict[str, list[Activity]] = defaultdict(list)
    for activity in content.all(Activity):
        below[activity.code.rpartition(".")[0]].append(activity)
    return [
        Work(
            measure,
            measure.starts,
            measure.ends,
            measure.responsible,
            tuple(
                Work(
                    one, one.starts or measure.starts, one.ends or measure.ends, one.responsible or measure.responsible
                )
                for one in below[measure.code]
            ),
        )
        for measure in content.all(Measure)
    ]


def every(works: Iterable[Work]) -> list[Work]:
    """Measures and, after each, its activities."""
    return [one for work in works for one in (work, *work.under)]


@dataclass(frozen=True)
class Course:
    """The plan in one year, as far as it is recorded on the day of the content."""

    content: Content
    year: int

    @property
    def until(self) -> dt.date:
        """The last day looked at: the end of the year, or the day of the content where the year is not over."""
        return min(self.ends, self.content.day)

    @property
    def ends(self) -> dt.date:
        """The last day of the year: planned money counts to it, whether or not the year is over."""
        return dt.date(self.year, 12, 31)

    @cached_property
    def works(self) -> list[Work]:
        """Every measure with its activities."""
        return works(self.content)

    @cached_property
    def _records(self) -> dict[str, list[Progress]]:
        """Code → its records up to the last day looked at, oldest first."""
        found: dict[str, list[Progress]] = defaultdict(list)
        for one in sorted(self.content.all(Progress), key=lambda each: each.on):
            if one.on <= self.until:
                found[one.code].append(one)
        return found

    @cached_property
    def _money(self) -> dict[str, Counter[tuple[int, Source]]]:
        """Code → its budget by year and source; a measure's holds that of its activities, no crown counted twice."""
        lines = self.content.all(BudgetLine)
        found: dict[str, Counter[tuple[int, Source]]] = defaultdict(Counter)
        for line in lines:
            if line.code.count(".") == 2:
                found[line.code][line.year, line.source] += line.amount_czk
        for line in counted(lines):
            found[".".join(line.code.split(".")[:2])][line.year, line.source] += line.amount_czk
        return found

    def newest(self, work: Work) -> Progress | None:
        """The newest record of the work itself up to the end of the year."""
        return self._records[work.code][-1] if work.code in self._records else None

    def recorded(self, work: Work) -> bool:
        """Whether anybody said in this year how the work or anything under it stands."""
        return any(one.on.year == self.year for each in (work, *work.under) for one in self._records.get(each.code, ()))

    def light(self, work: Work) -> Light:
        """How the work stands by its newest record and its term; without a record nothing is guessed."""
        newest = self.newest(work)
        if newest is None:
            if any(self.newest(one) for one in work.under):
                return Light.below
            if work.starts > self.until:
                return Light.not_begun
            told_above = isinstance(work.thing, Activity) and work.code.rpartition(".")[0] in self._records
            return Light.above if told_above else Light.unknown
        if said := _SAID.get(newest.state):
            return said
        if work.ends < self.until:
            return Light.late
        if newest.state is ProgressState.running:
            return Light.running
        if work.starts > self.until:
            return Light.not_begun
        return Light.late if work.starts <= newest.on else Light.unknown

    def money(self, work: Work) -> dict[Source, int]:
        """The budget of the work in the year by source."""
        money = self._money.get(work.code, Counter())
        return {source: money[self.year, source] for source in Source if (self.year, source) in money}

    def planned(self, work: Work) -> int | None:
        """The money planned from the beginning to the end of the year; None where no line says so."""
        told = [czk for (year, _), czk in self._money.get(work.code, Counter()).items() if year <= self.year]
        return sum(told) if told else None

    def spent(self, work: Work) -> int | None:
        """The money spent since the beginning: as the newest record with a sum says, else the sum of the activities."""
        told = [one.spent_czk for one in self._records.get(work.code, ()) if one.spent_czk is not None]
        if told:
            return told[-1]
        below = [spent for one in work.under if (spent := self.spent(one)) is not None]
        return sum(below) if below else None

    def value(self, work: Work) -> str | None:
        """The newest value recorded in this very year."""
        told = [one.value for one in self._records.get(work.code, ()) if one.value and one.on.year == self.year]
        return told[-1] if told else None

    def targets(self, code: str) -> list[Indicator]:
        """The indicators of the code that have a target for this year."""
        return [one for one in self._indicators.get(code, ()) if one.year == self.year]

    @cached_property
    def _indicators(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = defaultdict(list)
        for one in self.content.all(Indicator):
            found[one.code].append(one)
        return found

    def at_work(self, work: Work) -> bool:
        """Whether the measure has anything to do or to pay for in the year; a measure without activities is its own."""
        runs = any(one.runs_in(self.year) for one in work.under) if work.under else work.runs_in(self.year)
        return runs or bool(self.money(work))


def of_priority(content: Content, rows: Iterable[Work]) -> list[tuple[Priority, list[Work]]]:
    """The measures by their priority; priorities without any of them are left out."""
    under: dict[str, list[Work]] = defaultdict(list)
    for work in rows:
        under[work.code.partition(".")[0]].append(work)
    return [(one, under[one.code]) for one in content.all(Priority) if one.code in under]


def year_of(content: Content) -> int:
    """The year the document is about; without one, the year of the content's day."""
    return int(content.focus.get("year") or content.day.year)


def in_force_since(content: Content) -> Stay | None:
    """The stay that began when the plan came into force; None before that."""
    return next((stay for stay in content.all(Stay) if stay.state == "in_force"), None)


def is_approved(content: Content) -> bool:
    """Whether the plan is in force or once was; before that its measures and sums may still change."""
    return content.plan.state == "in_force" or in_force_since(content) is not None


def falls(content: Content) -> list[tuple[Progress, Progress]]:
    """Neighbouring records of one code whose sum spent since the beginning is lower in the later one."""
    told: dict[str, list[Progress]] = defaultdict(list)
    for one in sorted(content.all(Progress), key=lambda each: each.on):
        if one.spent_czk is not None:
            told[one.code].append(one)
    return [
        (earlier, later)
        for records in told.values()
        for earlier, later in pairwise(records)
        if (later.spent_czk or 0) < (earlier.spent_czk or 0)
    ]


def needs_since(content: Content, year: int) -> list[Finding]:
    """Needs and new phenomena met while the plan is in force, up to the end of `year`; undated ones by their entry."""
    stay = in_force_since(content)
    if stay is None:
        return []

    def met(finding: Finding) -> bool:
        if finding.date is None:
            return content.wrote_by(finding) > stay.entry
        return finding.date.year <= year and (finding.date > stay.entered_on or finding.date.year == year)

    kinds = (FindingKind.needs, FindingKind.phenomenon)
    return [finding for finding in content.all(Finding) if finding.kind in kinds and met(finding)]
