"""Monitoring: how the plan in force is being fulfilled, in lights, money and indicators, and the needs met since."""

from collections import Counter

from lifecycle.documents.blocks import Block, Card, Chart, Heading, Listing, Paragraph, Row, Runs, Series, Table, text
from lifecycle.documents.typography import NBSP, day_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Finding, SwotItem
from lifecycle.model.follow_up import (
    Course,
    Light,
    Work,
    every,
    in_force_since,
    is_approved,
    needs_since,
    of_priority,
    year_of,
)
from lifecycle.model.strategy import Indicator, Measure, Priority

kit = Kit("monitoring")


@kit.section
def monitoring(content: Content) -> list[Block]:
    """How the plan is fulfilled by the end of the year: lights, money, indicators, what is late and what is unknown."""
    say, course = content.say, Course(content, year_of(content))
    if not course.works:
        return []
    lights = {work: course.light(work) for work in every(course.works)}
    blocks: list[Block] = [] if is_approved(content) else [Paragraph(text(say("follow.not_approved")), "lead")]
    blocks += [Paragraph(text(say("monitoring.summary", on=course.until))), *_summary(content, lights)]
    for priority, works in of_priority(content, course.works):
        table = _standing(content, course, priority, [(one, lights[one]) for one in every(works)])
        label = content.label("priority")
        blocks.append(Card(priority.address, 1, label, priority.code, text(priority.title), blocks=(table,)))
    blocks.append(Paragraph(text(say("monitoring.reading")), style="note"))
    blocks += [Heading(1, text(say("monitoring.money_heading"))), _spending(content, course)]
    late = [work for work, light in lights.items() if light is Light.late]
    silent = [work for work in course.works if work.runs_in(course.year) and not course.recorded(work)]
    blocks += _named(
        content,
        ("monitoring.late_heading", "monitoring.late", "monitoring.no_late"),
        [(work, _due(content, work, course)) for work in late],
    )
    blocks += _named(
        content,
        ("monitoring.silent_heading", "monitoring.silent", "monitoring.no_silent"),
        [(work, content.coded(work.thing.address)) for work in silent],
    )
    return blocks


def _summary(content: Content, lights: dict[Work, Light]) -> list[Block]:
    """How many measures and activities stand at each light, as a table and as a chart."""
    say, language = content.say, content.plan.language
    kinds = ("measure", "activity")
    counts = Counter((light, work.thing.KIND) for work, light in lights.items())
    shown = [light for light in Light if any(counts[light, kind] for kind in kinds)]
    rows = [Row((text(one.in_(language)), *(text(counts[one, kind]) for kind in kinds))) for one in shown]
    sums = [sum(counts[one, kind] for one in shown) for kind in kinds]
    told = tuple(f"{one.in_(language)[2:]} {sum(counts[one, kind] for kind in kinds)}" for one in shown)
    return [
        Table(
            header=(text(say("column.light")), text(say("monitoring.measures")), text(say("monitoring.activities"))),
            rows=(*rows, Row((text(say("column.total")), *map(text, sums)), total=True)),
            widths=(50, 25, 25),
            align="lrr",
            caption=say("monitoring.summary_caption"),
        ),
        Chart(
            kind="stacked",
            caption=say("monitoring.chart_caption"),
            alt=say("monitoring.chart_alt", counts=told),
            categories=tuple(one.in_(language) for one in shown),
            series=tuple(
                Series(say(name), tuple(counts[one, kind] for one in shown))
                for kind, name in zip(kinds, ("monitoring.measures", "monitoring.activities"), strict=True)
            ),
        ),
    ]


def _standing(content: Content, course: Course, priority: Priority, works: list[tuple[Work, Light]]) -> Table:
    """Each measure and activity of a priority: its light, its money, its indicator and the last word on it."""
    language = content.plan.language

    def row(work: Work, light: Light) -> Row:
        newest = course.newest(work)
        on = f"\n{content.say('monitoring.on', on=newest.on)}" if newest else ""
        return Row(
            (
                text(work.code),
                text(content.prose(work.thing.title), bold=isinstance(work.thing, Measure)),
                text(light.in_(language) + on),
                text(_spent(content, course.spent(work), course.planned(work))),
                text("\n".join(_reached(content, course.value(work), course.targets(work.code))) or "–"),
                text(content.prose((newest.note if newest else None) or "–")),
            ),
            item=work.thing.address,
        )

    return Table(
        header=_heads(content, "code", "what", "light", "spent_planned", "reached_target", "note"),
        rows=tuple(row(*each) for each in works),
        widths=(8, 23, 16, 16, 16, 21),
        align="lllrll",
        caption=content.say("monitoring.caption", code=priority.code, on=course.until, end=course.ends),
        fields=("code", "title", "state", "spent_czk", "value", "note"),
    )


def _named(content: Content, codes: tuple[str, str, str], told: list[tuple[Work, str]]) -> list[Block]:
    """A chapter that names what was found with who answers for it, or says that nothing was."""
    heading, some, none = codes
    blocks: list[Block] = [Heading(1, text(content.say(heading)))]
    if not told:
        return [*blocks, Paragraph(text(content.say(none)))]
    lines = tuple((0, text(f"{line} ({work.responsible})")) for work, line in told)
    return [*blocks, Paragraph(text(content.say(some, count=len(told)))), Listing(lines)]


def _due(content: Content, work: Work, course: Course) -> str:
    """The work with the day by which it should have ended, or begun where its end is still to come."""
    what = content.coded(work.thing.address)
    if work.ends < course.until:
        return content.say("monitoring.should_have_ended", what=what, due=work.ends)
    return content.say("monitoring.should_have_begun", what=what, due=work.starts)


def _spent(content: Content, spent: int | None, planned: int | None) -> str:
    """Money spent, money planned, and the share where both are known."""
    language = content.plan.language
    told = number_text(spent, language) if spent is not None else "–"
    if planned is None:
        return told
    share = f"\n{_share(content, spent, planned)}" if spent is not None and planned else ""
    return f"{told}\n{content.say('monitoring.of', whole=number_text(planned, language))}{share}"


def _share(content: Content, part: float, whole: float) -> str:
    return f"{number_text(round(100 * part / whole), content.plan.language)}{NBSP}%"


def _reached(content: Content, value: str | None, targets: list[Indicator]) -> list[str]:
    """The value against the target; where the year has more targets, whose value it is nobody said."""
    say, language = content.say, content.plan.language
    lines = [say("monitoring.target", target=number_text(one.target, language), unit=one.unit) for one in targets]
    if value is None:
        return [*lines, say("monitoring.no_value")] if lines else []
    reached = number_text(value, language)
    if len(targets) == 1 and float(targets[0].target):
        return [
            *lines,
            say("monitoring.reached", value=f"{reached} ({_share(content, float(value), float(targets[0].target))})"),
        ]
    return [*lines, say("monitoring.reached", value=reached)]


def _spending(content: Content, course: Course) -> Table:
    """Money planned to the end of the year and spent by the last day looked at, by priority and together."""
    say, language = content.say, content.plan.language
    sums = [
        (
            content.coded(priority.address),
            sum(course.spent(work) or 0 for work in works),
            sum(course.planned(work) or 0 for work in works),
        )
        for priority, works in of_priority(content, course.works)
    ]
    sums.append((say("column.total"), sum(spent for _, spent, _ in sums), sum(planned for _, _, planned in sums)))
    rows = [
        Row(
            (
                text(head),
                text(number_text(planned, language)),
                text(number_text(spent, language)),
                text(_share(content, spent, planned) if planned else "–"),
            ),
            total=place == len(sums) - 1,
        )
        for place, (head, spent, planned) in enumerate(sums)
    ]
    header = _heads(content, "priority", "planned", "spent_czk", "share")
    caption = say("monitoring.money_caption", end=course.ends, on=course.until)
    return Table(header, tuple(rows), (46, 20, 20, 14), align="lrrr", caption=caption)


@kit.section
def needs_collected(content: Content) -> list[Block]:
    """Needs and new phenomena met since the plan came into force, and which measures answer them."""
    say, language = content.say, content.plan.language
    findings, stay = needs_since(content, year_of(content)), in_force_since(content)
    if not findings or stay is None:
        return []
    rows = [
        Row(
            (
                text(content.prose(one.key)),
                text(day_text(one.date, language) if one.date else "–"),
                text(content.prose(one.target_group or "–")),
                (*text(content.prose(one.title), bold=True), *text(f"\n{one.text}")),
                text(content.prose(one.source)),
                text("\n".join(_answers(content, one)) or say("needs.unanswered")),
            ),
            item=one.address,
        )
        for one in findings
    ]
    header = _heads(content, "key", "date", "target_group", "need", "source", "answer")
    fields = ("key", "date", "target_group", "text", "source", "")
    caption = say("needs.collected_caption")
    return [
        Paragraph(text(say("needs.collected", count=len(findings), since=stay.entered_on))),
        Table(header, tuple(rows), (9, 14, 16, 30, 15, 16), caption=caption, fields=fields),
        Paragraph(text(say("needs.how_to_add")), style="note"),
    ]


def _answers(content: Content, finding: Finding) -> list[str]:
    """The measures that cite the finding, or a SWOT item that does."""
    keys = {finding.key, *(item.key for item in content.all(SwotItem) if finding.key in item.evidence)}
    return [content.coded(measure.address) for measure in content.all(Measure) if keys & set(measure.evidence)]


def _heads(content: Content, *names: str) -> tuple[Runs, ...]:
    return tuple(text(content.say(f"column.{name}")) for name in names)
