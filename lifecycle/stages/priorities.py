"""Priorities: what the plan wants, by priority, measure and activity, and how it is measured.

One file because a stage is one: its guards and its sections read the same kinds; money stands in `budget`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lifecycle.documents.blocks import Block, Card, Field, Heading, Paragraph, Row, Table, text
from lifecycle.documents.collation import sorted_words
from lifecycle.documents.narrative import passage
from lifecycle.documents.typography import day_text, money_text, number_text
from lifecycle.kit import Kit
from lifecycle.model.citation import answered, named_by, words_of
from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation, SwotItem
from lifecycle.model.money import amounts, by_year
from lifecycle.model.origins import origins
from lifecycle.model.strategy import Activity, BudgetLine, Chapter, Illustration, Indicator, Measure, Priority
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import full_item
from lifecycle.model.verdict import Refusal

kit = Kit("priorities")
kit.brings(Priority, Measure, Activity, BudgetLine, Indicator, Chapter, Illustration)

HOLES = 10
"""So many missing numbers are told one by one."""
NAMES = 5
"""So many municipalities are told by name."""
Origins = Mapping[str, Sequence[Evaluation]]
"""Code of the new plan → the items of the ending plan it carries on."""


@kit.guard
def measures_are_complete(content: Content) -> list[Refusal]:
    """Every measure has responsible, term, money of the plan's years (its own or its activities') and evidence."""
    measures = content.all(Measure)
    if not measures:
        return [Refusal("priorities.none")]
    years = _years(content)
    paid = {".".join(line.code.split(".")[:2]) for line in content.all(BudgetLine) if line.year in years}
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
    return [passage(content, chapter) for name in names if (chapter := content.get(Chapter, name))]


@kit.section
def strategy(content: Content) -> list[Block]:
    """Overview of priorities, then each priority with its measures as cards."""
    say = content.say
    priorities = content.all(Priority)
    if not priorities:
        return [Paragraph(text(say("strategy.none")))]
    under = {p.code: [m for m in content.all(Measure) if m.code.split(".")[0] == p.code] for p in priorities}
    came = origins(content)
    overview = Table(
        header=(text(say("column.code")), text(say("column.title")), text(say("column.measures"))),
        rows=tuple(Row((text(p.code), text(content.prose(p.title)), text(len(under[p.code])))) for p in priorities),
        widths=(12, 68, 20),
        align="llr",
        caption=say("strategy.overview_caption"),
    )
    return [overview, *(_priority(content, priority, under[priority.code], came=came) for priority in priorities)]


def _priority(content: Content, priority: Priority, measures: list[Measure], *, came: Origins) -> Card:
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
        blocks=(*blocks, *(_measure(content, measure, came) for measure in measures)),
    )


def _measure(content: Content, measure: Measure, came: Origins) -> Card:
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
        "carried_from": "\n".join(f"{row.code} – {row.title}" for row in came.get(measure.code, ())),
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
def everything_lies_within_the_plan(content: Content) -> list[Refusal]:
    """Terms, budget and targets lie within the years of the plan, an activity also within its measure's term."""
    return [*_terms_outside(content), *_money_outside(content), *_targets_outside(content)]


def _years(content: Content) -> range:
    """The years of the plan."""
    return range(content.plan.from_, content.plan.to + 1)


def _terms_outside(content: Content) -> Iterator[Refusal]:
    """Measures and activities outside the plan; activities outside their measure."""
    years = _years(content)
    every: list[Measure | Activity] = [*content.all(Measure), *content.all(Activity)]
    for one in every:
        days = [day for day in (one.starts, one.ends) if day]
        facts: dict[str, Any] = {"code": one.code, "title": one.title, "starts": one.starts, "ends": one.ends}
        above = content.get(Measure, one.code.rpartition(".")[0])
        if any(day.year not in years for day in days):
            code = "measure.outside_plan" if isinstance(one, Measure) else "activity.outside_plan"
            yield Refusal(code, item=one.address, **facts)
        elif above and any(not above.starts <= day <= above.ends for day in days):
            facts |= {"measure_starts": above.starts, "measure_ends": above.ends}
            yield Refusal("activity.outside_measure", item=one.address, **facts)


def _money_outside(content: Content) -> Iterator[Refusal]:
    """Codes with a budget in years that are not the plan's."""
    found: dict[str, set[int]] = {}
    for line in content.all(BudgetLine):
        if line.year not in _years(content):
            found.setdefault(line.code, set()).add(line.year)
    for code, years in found.items():
        yield Refusal("budget.outside_plan", item=full_item(code), **_told(content, code, years))


def _targets_outside(content: Content) -> Iterator[Refusal]:
    """Indicators with targets for years that are not the plan's."""
    found: dict[tuple[str, str], set[int]] = {}
    for one in content.all(Indicator):
        if one.year not in _years(content):
            found.setdefault((one.code, one.name), set()).add(one.year)
    for (code, name), years in found.items():
        yield Refusal("indicator.outside_plan", item=full_item(code), name=name, **_told(content, code, years))


def _told(content: Content, code: str, years: set[int]) -> dict[str, Any]:
    """What a sentence says of years outside the plan; years carry no space between thousands."""
    label = content.label(("priority", "measure", "activity")[code.count(".")])
    return {"label": label, "code": code, "years": tuple(str(year) for year in sorted(years)), "count": len(years)}


@kit.guard
def priorities_have_measures(content: Content) -> list[Refusal]:
    """Every priority has a measure, once there are measures."""
    filled = {one.code.partition(".")[0] for one in content.all(Measure)}
    return [
        Refusal("priority.no_measure", item=one.address, code=one.code, title=one.title)
        for one in content.all(Priority)
        if filled and one.code not in filled
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
    left = [f"{town.name} ({town.code})" for town in content.all(Municipality) if town.code not in touched]
    shown = (*left[:NAMES], "…") if len(left) > NAMES else tuple(left)
    return [Refusal("town.no_measure", item="plan", names=shown, count=len(left))] if left else []
