"""Priorities: what the plan wants, by priority, measure and activity, and how it is measured.

One file because a stage is one: its guards and its sections read the same kinds; money stands in `budget`.
"""

from lifecycle.documents.blocks import Block, Card, Field, Heading, Paragraph, Passage, Row, Table, text
from lifecycle.documents.collation import sorted_words
from lifecycle.documents.narrative import narrative
from lifecycle.documents.typography import day_text, money_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.citation import answered, named_by, words_of
from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation, SwotItem
from lifecycle.model.money import amounts, by_year
from lifecycle.model.strategy import Activity, BudgetLine, Chapter, Indicator, Measure, Priority
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import full_item
from lifecycle.model.verdict import Refusal

kit = Kit("priorities")
kit.brings(Priority, Measure, Activity, BudgetLine, Indicator, Chapter)

HOLES = 10
"""So many missing numbers are told one by one."""


@kit.guard
def measures_are_complete(content: Content) -> list[Refusal]:
    """Every measure has responsible, term, a budget line (its own or its activities') and a link to evidence."""
    measures = content.all(Measure)
    if not measures:
        return [Refusal("priorities.none")]
    paid = {".".join(line.code.split(".")[:2]) for line in content.all(BudgetLine)}
    missing: list[Refusal] = []
    for measure in measures:
        lacks = {
            "measure.no_responsible": not measure.responsible,
            "measure.no_term": not measure.starts or not measure.ends,
            "measure.no_budget": measure.code not in paid,
            "measure.no_evidence": not measure.evidence,
        }
        missing += [
            Refusal(code, item=measure.address, code=measure.code, title=measure.title)
            for code, lacking in lacks.items()
            if lacking
        ]
    return missing


@kit.section
def vision(content: Content) -> list[Block]:
    """The vision (vize) the towns wrote."""
    return _chapters(content, "vision") or [Paragraph(text(content.say("vision.none")))]


@kit.section
def implementation(content: Content) -> list[Block]:
    """Duties of those involved, how fulfilment is followed, how changes are made (§3 h) of Act 108/2006)."""
    return _chapters(content, "implementation", "changes") or [Paragraph(text(content.say("implementation.none")))]


def _chapters(content: Content, *names: str) -> list[Block]:
    return [
        Passage(chapter.address, tuple(narrative(chapter.text, level=1)))
        for name in names
        if (chapter := content.get(Chapter, name))
    ]


@kit.section
def strategy(content: Content) -> list[Block]:
    """Overview of priorities, then each priority with its measures as cards."""
    say = content.say
    priorities = content.all(Priority)
    if not priorities:
        return [Paragraph(text(say("strategy.none")))]
    under = {p.code: [m for m in content.all(Measure) if m.code.split(".")[0] == p.code] for p in priorities}
    overview = Table(
        header=(text(say("column.code")), text(say("column.title")), text(say("column.measures"))),
        rows=tuple(Row((text(p.code), text(content.prose(p.title)), text(len(under[p.code])))) for p in priorities),
        widths=(12, 68, 20),
        align="llr",
        caption=say("strategy.overview_caption"),
    )
    return [overview, *(_priority(content, priority, under[priority.code]) for priority in priorities)]


def _priority(content: Content, priority: Priority, measures: list[Measure]) -> Card:
    blocks: list[Block] = [
        Paragraph(text(content.prose(part.strip())))
        for part in (priority.description or "").split("\n\n")
        if part.strip()
    ]
    if priority.evidence:
        cited = "; ".join(_evidence(content, priority.evidence))
        blocks.append(Paragraph(text(content.say("strategy.evidence", evidence=cited)), style="note"))
    return Card(
        item=priority.address,
        level=1,
        label=content.label("priority"),
        code=priority.code,
        title=text(priority.title),
        blocks=(*blocks, *(_measure(content, measure) for measure in measures)),
    )


def _measure(content: Content, measure: Measure) -> Card:
    language = content.plan.language
    towns = {town.code: town.name for town in content.all(Municipality)}
    values = {
        "description": measure.description,
        "kind": measure.kind.in_(language),
        "target_group": measure.target_group,
        "responsible": measure.responsible,
        "partners": "; ".join(part.strip() for part in (measure.partners or "").split(";") if part.strip()),
        "term": f"{day_text(measure.starts, language)} – {day_text(measure.ends, language)}",
        "municipalities": ", ".join(sorted_words((towns.get(code, code) for code in measure.municipalities), language))
        or content.say("measure.all_municipalities"),
        "evidence": "\n".join(_evidence(content, measure.evidence)) or "–",
        "money": _money(content, measure),
        "indicators": _indicators(content, measure),
        "carried_from": _origin(content, measure.carried_from),
    }
    activities = [a for a in content.all(Activity) if a.code.rpartition(".")[0] == measure.code]
    return Card(
        item=measure.address,
        level=2,
        label=content.label("measure"),
        code=measure.code,
        title=text(measure.title),
        fields=tuple(
            Field(name, content.say(f"field.measure.{name}"), text(content.prose(value)))
            for name, value in values.items()
            if value
        ),
        blocks=(_activities(content, activities),) if activities else (),
    )


def _evidence(content: Content, keys: tuple[str, ...]) -> list[str]:
    """Each cited key with the title of the finding, the text of the SWOT item or of the TOWS pair."""
    return [f"{key} – {words_of(cited) if (cited := named_by(content, key)) else '?'}" for key in keys]


def _money(content: Content, measure: Measure) -> str:
    """What the measure costs in each year and together, its activities counted once."""
    years = by_year(amounts(content, measure.code))
    language = content.plan.language
    told = [f"{year}: {money_text(czk, language)}" for year, czk in years.items()]
    if len(years) > 1:
        told.append(content.say("measure.money_total", total_czk=sum(years.values())))
    return "\n".join(told)


def _indicators(content: Content, measure: Measure) -> str:
    """The measure's own indicators with their targets by year."""
    language = content.plan.language
    targets: dict[tuple[str, str], list[str]] = {}
    for one in content.all(Indicator):
        if one.code == measure.code:
            target = f"{number_text(one.target, language)} ({one.year})"
            targets.setdefault((one.name, one.unit), []).append(target)
    return "\n".join(f"{name} [{unit}]: {', '.join(told)}" for (name, unit), told in targets.items())


def _origin(content: Content, code: str | None) -> str | None:
    origin = content.get(Evaluation, code) if code else None
    return f"{origin.code} – {origin.title}" if origin else code


def _activities(content: Content, activities: list[Activity]) -> Table:
    say, language = content.say, content.plan.language

    def term(activity: Activity) -> str:
        days = [day_text(day, language) for day in (activity.starts, activity.ends) if day]
        return " – ".join(days) or "–"

    return Table(
        header=(
            text(say("column.code")),
            text(content.label("activity")),
            text(say("column.responsible")),
            text(say("column.term")),
        ),
        rows=tuple(
            Row(
                (
                    text(a.code),
                    text(content.prose(a.title)),
                    text(content.prose(a.responsible or "–")),
                    text(term(a)),
                ),
                item=a.address,
            )
            for a in activities
        ),
        widths=(10, 46, 22, 22),
        fields=("code", "title", "responsible", "term"),
    )


@kit.section
def indicators(content: Content) -> list[Block]:
    """How fulfilment is measured: each indicator with its baseline and target."""
    say, language = content.say, content.plan.language
    rows = content.all(Indicator)
    if not rows:
        return [Paragraph(text(say("indicators.none")))]
    columns = ("code", "indicator", "unit", "baseline", "year", "target")
    return [
        Heading(1, text(say("indicators.heading"))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in columns),
            rows=tuple(
                Row(
                    (
                        text(one.code),
                        text(content.prose(one.name)),
                        text(content.prose(one.unit)),
                        text(number_text(one.baseline, language) if one.baseline is not None else "–"),
                        text(str(one.year)),
                        text(number_text(one.target, language)),
                    )
                )
                for one in rows
            ),
            widths=(10, 46, 14, 11, 8, 11),
            align="lllrrr",
            caption=say("indicators.caption"),
        ),
    ]


@kit.guard
def measures_lie_within_the_plan(content: Content) -> list[Refusal]:
    """A measure's term lies within the years of the plan."""
    return [
        Refusal("measure.outside_plan", item=m.address, code=m.code, title=m.title, starts=m.starts, ends=m.ends)
        for m in content.all(Measure)
        if m.starts.year < content.plan.from_ or m.ends.year > content.plan.to
    ]


@kit.guard
def measures_are_measured(content: Content) -> list[Refusal]:
    """Every measure has an indicator, its own, its activities' or its priority's."""
    codes = {indicator.code for indicator in content.all(Indicator)}
    return [
        Refusal("measure.no_indicator", item=m.address, code=m.code, title=m.title)
        for m in content.all(Measure)
        if not any(code in (m.code, m.code.split(".")[0]) or code.startswith(m.code + ".") for code in codes)
    ]


@kit.guard
def swot_items_are_answered(content: Content, *, quadrants: tuple[str, ...] = ("W", "T")) -> list[Refusal]:
    """Every item of these quadrants is cited by a priority or measure, or by its pair of TOWS, once there are any."""
    keys = answered(content)
    return [
        Refusal("swot.unanswered", item=item.address, key=item.key, quadrant=item.quadrant)
        for item in content.all(SwotItem)
        if content.all(Measure) and item.quadrant.value in quadrants and item.key not in keys
    ]


@kit.guard
def numbering_has_no_holes(content: Content) -> list[Refusal]:
    """Priorities, measures of each priority and activities of each measure are numbered 1, 2, 3 … without a hole."""
    codes: dict[str, list[int]] = {}
    for kind in (Priority, Measure, Activity):
        for one in content.all(kind):
            above, _, number = one.identity[0].rpartition(".")
            codes.setdefault(above, []).append(int(number))
    holes = []
    for above, numbers in codes.items():
        missing = [f"{above}.{number}".lstrip(".") for number in range(1, max(numbers)) if number not in set(numbers)]
        if missing:
            item = full_item(above) if above else "plan"
            shown = (*missing[:HOLES], "…") if len(missing) > HOLES else tuple(missing)
            label = content.label(("priority", "measure", "activity")[missing[0].count(".")])
            holes.append(Refusal("numbering.hole", item=item, label=label, missing=shown))
    return holes


@kit.guard
def no_town_is_left_out(content: Content) -> list[Refusal]:
    """Every municipality is touched by a measure, once there are measures."""
    measures = content.all(Measure)
    if not measures or any(not measure.municipalities for measure in measures):
        return []
    touched = {code for measure in measures for code in measure.municipalities}
    return [
        Refusal("town.no_measure", item="plan", name=town.name, code=town.code)
        for town in content.all(Municipality)
        if town.code not in touched
    ]
