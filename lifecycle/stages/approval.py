"""Approval by the councils: the towns' rule, that the text under vote stands, and the list of editions."""

from lifecycle.documents.blocks import Block, Paragraph, Row, Table, text
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.quorum import Rule, plan_edition, tally
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
