"""In force: the yearly action plan, and what a plan in force must not lack."""

import datetime as dt

from lifecycle.documents.blocks import Block, Card, Heading, Listing, Paragraph, Row, Run, Runs, Table, text
from lifecycle.documents.typography import NBSP, day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.follow_up import (
    UNFINISHED,
    Course,
    Light,
    Work,
    every,
    is_approved,
    of_priority,
    year_of,
)
from lifecycle.model.strategy import Measure, Priority, Progress, Source
from lifecycle.model.verdict import Refusal

kit = Kit("in_force")
kit.brings(Progress)


@kit.guard
def progress_is_recorded(content: Content) -> list[Refusal]:
    """Every measure of a plan in force has a record of progress for the year before."""
    if content.plan.state != "in_force":
        return []
    year = content.day.year - 1
    followed = {".".join(one.code.split(".")[:2]) for one in content.all(Progress) if one.on.year >= year}
    return [
        Refusal("progress.none", item=measure.address, code=measure.code, title=measure.title, year=str(year))
        for measure in content.all(Measure)
        if measure.starts.year <= year and measure.code not in followed
    ]


@kit.guard
def action_plan_is_issued(content: Content) -> list[Refusal]:
    """A plan in force with measures has an action plan for the present year of its period."""
    year = content.day.year
    if (
        content.plan.state != "in_force"
        or not content.all(Measure)
        or not content.plan.from_ <= year <= content.plan.to
    ):
        return []
    issued = any(one.name == "action_plan" and one.about == str(year) for one in content.all(Edition))
    return [] if issued else [Refusal("action_plan.none", item="plan", year=str(year))]


@kit.section
def action_plan(content: Content) -> list[Block]:
    """The year's measures and activities with term, responsible, money and targets, and what comes along."""
    say, year = content.say, year_of(content)
    course, before = Course(content, year), Course(content, year - 1)
    if not course.works:
        return []
    dropped = [one for one in every(course.works) if before.light(one) is Light.cancelled]
    rows = [work for work in course.works if course.at_work(work) and work not in dropped]
    blocks: list[Block] = [] if is_approved(content) else [Paragraph(text(say("follow.not_approved")), "lead")]
    blocks.append(Paragraph(text(say("action_plan.summary", count=len(rows), year=str(year)))))
    for priority, works in of_priority(content, rows):
        tables = (_tasks(content, course, priority, works, dropped), *_targets(content, course, priority, works))
        label = content.label("priority")
        blocks.append(Card(priority.address, 1, label, priority.code, text(priority.title), blocks=tables))
    blocks += _money(content, course, rows)
    blocks += _along(content, before)
    idle = [work for work in course.works if work not in rows and work not in dropped and not _goes_on(before, work)]
    if idle or dropped:
        blocks.append(Heading(1, text(say("action_plan.rest_heading"))))
    for works, code in ((idle, "action_plan.idle"), (dropped, "action_plan.dropped")):
        if works:
            blocks.append(Paragraph(text(say(code, year=str(year)))))
            blocks.append(Listing(tuple((0, text(content.coded(work.thing.address))) for work in works)))
    return blocks


def _goes_on(before: Course, work: Work) -> bool:
    """Whether the measure or anything under it comes along from the years before."""
    return any(before.light(one) in (*UNFINISHED, Light.running) for one in (work, *work.under))


def _tasks(content: Content, course: Course, priority: Priority, works: list[Work], dropped: list[Work]) -> Table:
    """What is to be done for one priority: each measure, under it its activities of the year."""
    rows = [
        Row(
            (
                text(work.code),
                text(content.prose(work.thing.title), bold=isinstance(work.thing, Measure)),
                text(content.prose(work.responsible)),
                text(_term(content, work, course.year)),
                _by_source(content, course.money(work)),
            ),
            item=work.thing.address,
        )
        for measure in works
        for work in (measure, *(one for one in measure.under if one.runs_in(course.year) and one not in dropped))
    ]
    return Table(
        header=_heads(content, "code", "what", "responsible", "term_in_year", "money_in_year"),
        rows=tuple(rows),
        widths=(9, 33, 20, 16, 22),
        align="llllr",
        caption=content.say("action_plan.caption", code=priority.code, year=str(course.year)),
        fields=("code", "title", "responsible", "term", "money"),
    )


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)


def _term(content: Content, work: Work, year: int) -> str:
    """The part of the term that lies in the year."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not work.runs_in(year):
        return "–"
    if work.starts <= first and work.ends >= last:
        return content.say("follow.whole_year")
    language = content.plan.language
    return f"{day_text(max(work.starts, first), language)} – {day_text(min(work.ends, last), language)}"


def _by_source(content: Content, money: dict[Source, int]) -> Runs:
    """The whole sum, and under it each source where there are more."""
    language = content.plan.language
    if not money:
        return text("–")
    shown = [f"{source.in_(language)}{NBSP}{number_text(czk, language)}" for source, czk in money.items()]
    if len(shown) == 1:
        return text(shown[0])
    return (Run(number_text(sum(money.values()), language), bold=True), Run("\n" + "\n".join(shown)))


def _targets(content: Content, course: Course, priority: Priority, works: list[Work]) -> list[Block]:
    """The targets of the year of the priority, its measures and their activities."""
    language = content.plan.language
    codes = [priority.code, *(one.code for one in every(works))]
    rows = [
        Row(
            (
                text(one.code),
                text(content.prose(one.name)),
                text(number_text(one.baseline, language) if one.baseline is not None else "–"),
                text(f"{number_text(one.target, language)} {one.unit}"),
            )
        )
        for code in codes
        for one in course.targets(code)
    ]
    if not rows:
        return []
    caption = content.say("action_plan.targets_caption", code=priority.code, year=str(course.year))
    header = _heads(content, "code", "indicator", "baseline", "target")
    return [Table(header, tuple(rows), (10, 54, 14, 22), align="llrr", caption=caption)]


def _money(content: Content, course: Course, works: list[Work]) -> list[Block]:
    """Money of the year by source and by priority; nothing where there is none."""
    say, language = content.say, content.plan.language
    money = {work: course.money(work) for work in works}
    by_source = [(one.in_(language), sum(each.get(one, 0) for each in money.values())) for one in Source]
    by_priority = [
        (content.coded(priority.address), sum(sum(money[work].values()) for work in under))
        for priority, under in of_priority(content, works)
    ]
    whole = sum(czk for _, czk in by_source)
    if not whole:
        return []

    def table(first: str, lines: list[tuple[str, int]], caption: str) -> Table:
        def row(head: str, czk: int, *, total: bool = False) -> Row:
            share = f"{number_text(round(100 * czk / whole), language)}{NBSP}%"
            return Row((text(head), text(number_text(czk, language)), text(share)), total=total)

        return Table(
            header=_heads(content, first, "amount_czk", "share"),
            rows=(*(row(*line) for line in lines if line[1]), row(say("column.total"), whole, total=True)),
            widths=(60, 24, 16),
            align="lrr",
            caption=caption,
        )

    return [
        Heading(1, text(say("action_plan.money_heading"))),
        table("source", by_source, say("action_plan.sources_caption", year=str(course.year))),
        table("priority", by_priority, say("action_plan.priorities_caption", year=str(course.year))),
    ]


def _along(content: Content, before: Course) -> list[Block]:
    """What was not finished before the year and comes along; what goes on as planned is named after it."""
    say, language = content.say, content.plan.language
    lights = {work: before.light(work) for work in every(before.works)}
    rows = [
        Row(
            (
                text(work.code),
                text(content.prose(work.thing.title)),
                text(light.in_(language)),
                text(content.prose((newest.note if newest else None) or "–")),
            ),
            item=work.thing.address,
        )
        for work, light in lights.items()
        if light in UNFINISHED
        for newest in [before.newest(work)]
    ]
    goes_on = tuple(work.code for work, light in lights.items() if light is Light.running)
    blocks: list[Block] = []
    if rows:
        header = _heads(content, "code", "what", "light", "note")
        caption = say("action_plan.along_caption", on=before.until)
        fields = ("code", "title", "state", "note")
        blocks.append(Table(header, tuple(rows), (9, 33, 18, 40), caption=caption, fields=fields))
    if goes_on:
        blocks.append(Paragraph(text(say("action_plan.goes_on", codes=goes_on))))
    return [Heading(1, text(say("action_plan.along_heading"))), *blocks] if blocks else []
