"""The papers of one municipality's packet: letter with the draft resolution, extract, form to return, reasons."""

from collections import Counter
from collections.abc import Mapping

from lifecycle.documents.blocks import Block, Listing, Paragraph, Row, Run, Table, text
from lifecycle.documents.document import Section
from lifecycle.documents.typography import money_text, number_text
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.money import amounts
from lifecycle.model.people import Attendance, Group, Meeting, Side
from lifecycle.model.plan import Consultation
from lifecycle.model.quorum import Rule, agreement
from lifecycle.model.strategy import Measure, Priority, Source
from lifecycle.model.territory import Municipality

Purses = Mapping[int, tuple[int, int, int]]
"""Year → whole crowns: of measures for the municipality alone, of joint ones, from sources that are no municipality."""

LAW = ("reasons.law_plan", "reasons.law_contents", "reasons.law_vote")
"""The sentences on §94 and §3 h) of Act 108/2006 and on §87 of Act 128/2000."""


def letter(content: Content, town: Municipality, edition: Edition) -> list[Block]:
    """Cover letter with the draft resolution ready to copy: exact edition and its control code."""
    say = content.say
    facts = {
        "town": town.name,
        "title": content.plan.title,
        "number": edition.number,
        "issued_on": edition.issued_on,
        "code": edition.code,
        "from_": str(content.plan.from_),
        "to": str(content.plan.to),
    }
    names = ("packet.greeting", "packet.enclosed", "packet.ask")
    return [
        *(Paragraph(text(say(name, **facts))) for name in names),
        Paragraph(text(say("packet.draft"), bold=True)),
        Paragraph(text(say("packet.resolution", **facts)), style="quote"),
        Paragraph(text(say("packet.how_to_return", **facts))),
    ]


def extract(content: Content, town: Municipality) -> list[Block]:
    """The measures that touch the municipality, what municipalities pay for them, and their money by year."""
    say, language = content.say, content.plan.language
    rows = []
    for measure in touching(content, town):
        own = sum(czk for (_, source), czk in amounts(content, measure.code).items() if source is Source.municipality)
        scope = (
            say("packet.only_some", count=len(measure.municipalities)) if measure.municipalities else say("packet.all")
        )
        cells = (measure.code, measure.title, scope, money_text(own, language) if own else "–")
        rows.append(Row(tuple(text(cell) for cell in cells)))
    if not rows:
        return [Paragraph(text(say("packet.no_measures", town=town.name)))]
    return [
        Paragraph(text(say("packet.extract_lead", town=town.name, count=len(rows)))),
        Table(
            header=tuple(text(say(f"column.{n}")) for n in ("code", "title", "scope", "municipal_cost")),
            rows=tuple(rows),
            widths=(9, 55, 18, 18),
            align="lllr",
            caption=say("packet.extract_caption"),
        ),
        *_by_year(content, town),
        Paragraph(text(say("packet.cost_note")), style="note"),
    ]


def form(content: Content, town: Municipality, edition: Edition) -> list[Block]:
    """The form to return: what the council said, with its votes."""
    say = content.say
    known = {
        "municipality": f"{town.name} ({town.code})",
        "edition": say("packet.form_edition", number=edition.number, code=edition.code),
        "members": str(town.council_size) if town.council_size else "",
    }
    names = (
        "municipality", "edition", "body", "resolution", "date", "verb", "members", "present", "for", "against",
        "abstained", "condition",
    )  # fmt: skip
    return [
        Paragraph(text(say("packet.form_lead"))),
        Table(
            header=(text(say("column.entry")), text(say("column.filled_by_town"))),
            rows=tuple(Row((text(say(f"packet.form_{name}_label")), text(known.get(name, "")))) for name in names),
            widths=(40, 60),
        ),
    ]


def reasons(content: Content, town: Municipality) -> list[Section]:
    """Reasons report (důvodová zpráva): why, how made, what it brings, what it costs, what a refusal means, the law."""
    say = content.say
    rule, plan = content.checks.get("towns_rule_met"), content.plan
    agreed = [Paragraph(text(agreement(content, Rule.of(rule))))] if rule else []
    facts = {"town": town.name, "title": plan.title, "from_": str(plan.from_), "to": str(plan.to)}
    chapters: dict[str, list[Block]] = {
        "reasons.why_heading": [Paragraph(text(say("reasons.why", **facts)))],
        "reasons.course_heading": _course(content),
        "reasons.brings_heading": _brings(content, town),
        "reasons.cost_heading": [*_by_year(content, town), Paragraph(text(say("packet.cost_note")), style="note")],
        "reasons.refused_heading": [Paragraph(text(say("reasons.refused", **facts))), *agreed],
        "reasons.law_heading": [Listing(tuple((0, text(say(rule))) for rule in LAW))],
    }
    return [
        Section("reasons", say(heading, town=town.name), False, tuple(blocks)) for heading, blocks in chapters.items()
    ]


def touching(content: Content, town: Municipality) -> list[Measure]:
    """The measures of all municipalities and those that name this one."""
    return [one for one in content.all(Measure) if not one.municipalities or town.code in one.municipalities]


def purses(content: Content, town: Municipality) -> Purses:
    """What the measures that touch the municipality cost by year; a measure's money is joint where others share it."""
    alone = len(content.all(Municipality)) == 1
    found: dict[int, tuple[int, int, int]] = {}
    for measure in touching(content, town):
        place = 0 if alone or measure.municipalities == (town.code,) else 1
        for (year, source), czk in amounts(content, measure.code).items():
            sums = list(found.get(year, (0, 0, 0)))
            sums[place if source is Source.municipality else 2] += czk
            found[year] = (sums[0], sums[1], sums[2])
    return dict(sorted(found.items()))


def _by_year(content: Content, town: Municipality) -> list[Block]:
    """The money of the measures that touch the municipality, a year a row."""
    say, language = content.say, content.plan.language
    found = purses(content, town)
    if not found:
        return [Paragraph(text(say("packet.no_money")))]
    whole = tuple(sum(sums[place] for sums in found.values()) for place in range(3))
    lines = [*((str(year), sums) for year, sums in found.items()), (say("column.total"), whole)]
    heads = ("year", "cost_alone", "cost_joint", "cost_others", "total")
    return [
        Table(
            header=tuple(text(say(f"column.{name}", town=town.name)) for name in heads),
            rows=tuple(
                Row(
                    tuple(
                        text(cell)
                        for cell in (head, *(number_text(czk, language) if czk else "–" for czk in (*sums, sum(sums))))
                    ),
                    total=n == len(found),
                )
                for n, (head, sums) in enumerate(lines)
            ),
            widths=(14, 22, 22, 22, 20),
            align="lrrrr",
            caption=say("packet.by_year_caption", town=town.name),
        )
    ]


def _course(content: Content) -> list[Block]:
    """How the plan was made: groups, meetings, the three sides, the consultation and what came of it."""
    say = content.say
    told = []
    if groups := content.all(Group):
        told.append(say("reasons.groups", count=len(groups)))
    held = sorted(one.date for one in content.all(Meeting) if one.date <= content.day)
    if held:
        told.append(say("reasons.meetings", count=len(held), first=held[0], last=held[-1]))
    came = Counter(one.side for one in content.all(Attendance))
    if came:
        sides = tuple(f"{say(f'side.{side.value}').lower()} {came[side]}" for side in Side if came[side])
        told.append(say("reasons.sides", sides=sides))
    blocks: list[Block] = [Paragraph(text(" ".join(told)))] if told else []
    for one in content.all(Consultation):
        blocks.append(Paragraph(text(say("reasons.consulted", opens=one.opens, hearing=one.hearing, until=one.until))))
    sent = content.all(Submission)
    settled = sum(content.get(Settlement, one.key) is not None for one in sent)
    if sent:
        blocks.append(Paragraph(text(say("reasons.submissions", count=len(sent), settled=settled))))
    return blocks or [Paragraph(text(say("reasons.no_course")))]


def _brings(content: Content, town: Municipality) -> list[Block]:
    """What the plan has for the municipality: how many measures, for it alone how many, under which priorities."""
    say, found = content.say, touching(content, town)
    if not found:
        return [Paragraph(text(say("packet.no_measures", town=town.name)))]
    alone = [one.code for one in found if one.municipalities == (town.code,)]
    blocks: list[Block] = [Paragraph(text(say("packet.extract_lead", town=town.name, count=len(found))))]
    if alone:
        blocks.append(Paragraph(text(say("reasons.alone", town=town.name, codes=tuple(alone)))))
    lines = []
    for priority in content.all(Priority):
        under = [f"{one.title} ({one.code})" for one in found if one.code.partition(".")[0] == priority.code]
        if under:
            head = Run(content.coded(priority.address) + ": ", bold=True)
            lines.append((0, (head, *text("; ".join(under) + "."))))
    return [*blocks, Listing(tuple(lines))] if lines else blocks
