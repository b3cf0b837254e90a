"""Approval by the councils: the towns' rule, resolutions, and for whom the plan is binding."""

from lifecycle.documents.blocks import Block, Heading, Listing, Paragraph, Row, Table, text
from lifecycle.documents.collation import collated, sorted_words
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.quorum import COUNTED, Rule, agreement, plan_edition, tally
from lifecycle.model.territory import Municipality
from lifecycle.model.verdict import Refusal

kit = Kit("approval")
kit.brings(Resolution, CouncilApproval)


@kit.guard
def towns_rule_met(
    content: Content,
    *,
    municipalities_percent: int,
    people_percent: int,
    obligatory: tuple[str, ...],
    counts: tuple[str, ...],
    bodies: tuple[str, ...],
) -> list[Refusal]:
    """The councils the towns agreed on have approved one and the same text."""
    found = tally(content, Rule(municipalities_percent, people_percent, obligatory, counts, bodies))
    waits = tuple(town.name for town in found.waiting)
    refusals = []
    if not found.enough_towns:
        refusals.append(
            Refusal("approval.quorum", has=len(found.approving), needs=found.needed, of=found.towns, waits_for=waits)
        )
    if not found.enough_people:
        refusals.append(
            Refusal(
                "approval.people", has=found.people_approving, of=found.people, percent=people_percent, waits_for=waits
            )
        )
    refusals += [Refusal("approval.obligatory", name=town.name, code=town.code) for town in found.missing_obligatory]
    return refusals


@kit.guard
def text_unchanged(content: Content) -> list[Refusal]:
    """Nothing that is voted on has changed since the edition the councils have."""
    edition = plan_edition(content)
    if edition is None:
        return [Refusal("approval.no_edition")]
    if edition.content_sha256 != content.standing_sha256:
        return [Refusal("approval.text_changed", edition=edition.name_at_number, issued_on=edition.issued_on)]
    return []


@kit.section
def resolutions(content: Content) -> list[Block]:
    """The towns' rule, each municipality's resolution, and the municipalities the plan binds."""
    say, language = content.say, content.plan.language
    rows = content.all(CouncilApproval)
    blocks: list[Block] = []
    rule = Rule.of(content.checks["towns_rule_met"]) if "towns_rule_met" in content.checks else None
    if rule:
        blocks.append(Paragraph(text(agreement(content, rule))))
    if not rows:
        return [*blocks, Paragraph(text(say("resolutions.none")))]
    towns = {town.code: town for town in content.all(Municipality)}
    newest = {(r.code, r.number): r for r in content.all(Resolution)}
    names = ("municipality", "resolution", "date", "votes", "state")
    blocks.append(
        Table(
            header=tuple(text(say(f"column.{name}")) for name in names),
            rows=tuple(
                Row(
                    (
                        text(content.prose(towns[row.code].name if row.code in towns else row.code)),
                        text(content.prose(row.number or "–")),
                        text(day_text(found.on, language) if found and found.on else "–"),
                        text(_votes(content, found)),
                        text(say(f"council.{row.state}")),
                    )
                )
                for row in sorted(
                    rows, key=lambda r: collated(towns[r.code].name if r.code in towns else r.code, language)
                )
                for found in [newest.get((row.code, row.number or ""))]
            ),
            widths=(21, 13, 15, 32, 19),
            caption=say("resolutions.caption"),
        )
    )
    states = {COUNTED.get(verb, verb) for verb in rule.counts} if rule else set(COUNTED.values())
    bound = [row.code for row in rows if row.state in states and row.code in towns]
    if bound:
        blocks.append(Heading(1, text(say("resolutions.binds_heading"))))
        blocks.append(Paragraph(text(say("resolutions.binds", count=len(bound), of=len(towns)))))
        names_bound = sorted_words((towns[code].name for code in bound), language)
        blocks.append(Listing(tuple((0, text(content.prose(name))) for name in names_bound)))
        others = sorted_words((town.name for code, town in towns.items() if code not in bound), language)
        if others:
            blocks.append(Paragraph(text(say("resolutions.others", names=tuple(others)))))
    return blocks


def _votes(content: Content, found: Resolution | None) -> str:
    if found is None or found.for_ is None:
        return "–"
    return content.say(
        "resolutions.votes",
        for_=found.for_,
        against=found.against or 0,
        abstained=found.abstained or 0,
        members=found.members,
    )


@kit.section
def changes(content: Content) -> list[Block]:
    """Change log: the editions issued so far."""
    say, language = content.say, content.plan.language
    editions = [edition for edition in content.all(Edition) if edition.name == "plan"]
    if not editions:
        return [Paragraph(text(say("changes.none")))]
    return [
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("edition", "label", "date", "code_control")),
            rows=tuple(
                Row(
                    (
                        text(f"{e.number}."),
                        text(e.label.in_(language)),
                        text(day_text(e.issued_on, language)),
                        text(e.code),
                    )
                )
                for e in editions
            ),
            widths=(10, 25, 17, 48),
            caption=say("changes.caption"),
        )
    ]
