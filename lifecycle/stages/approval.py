"""Approval by the councils: the towns' rule, that the text under vote stands, and the log of the plan's editions."""

from itertools import groupby

from lifecycle.documents.blocks import Block, Heading, Paragraph, Row, Table, text
from lifecycle.documents.reworked import sentence, titled
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.difference import Reworking
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
    """Change log: the editions issued so far, and what was reworked from each to the next and by which comment."""
    say, language = content.say, content.plan.language
    editions = [edition for edition in content.all(Edition) if edition.name == "plan"]
    if not editions:
        return [Paragraph(text(say("changes.none")))]
    listed = Table(
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
        widths=(8, 22, 15, 55),  # a control code stands on one line
        caption=say("changes.caption"),
    )
    return [listed, *(block for reworking in content.reworked(content) for block in _reworked(content, reworking))]


def _reworked(content: Content, reworking: Reworking) -> list[Block]:
    """One step between two editions: new chapters in a sentence, each reworked item as a row for each cause.

    Items of a chapter that is new are not told one by one, nor is what only follows from other items.
    """
    say = content.say
    told = reworking.reworked
    if not told and not reworking.chapters:
        return []
    ends = {"since": str(reworking.since), "until": str(reworking.until)}
    blocks: list[Block] = [
        Heading(1, text(say("changes.from_last" if reworking.until is None else "changes.from_to", **ends)))
    ]
    if reworking.chapters:
        chapters = tuple(say(f"section.{name}") for name in reworking.chapters)
        blocks.append(Paragraph(text(say("changes.new_chapters", chapters=chapters, count=len(chapters)))))
    if told:
        rows = []
        for _, group in groupby(told, key=lambda one: (str(one.item), one.cause)):
            found = list(group)
            what = "\n".join(sentence(content, one) for one in found)
            rows.append(Row((text(titled(content, found[0])), text(content.prose(what)), text(found[0].cause))))
        header = tuple(text(say(f"column.{name}")) for name in ("item", "change", "cause"))
        blocks.append(Table(header, tuple(rows), (24, 48, 28), caption=say("changes.reworked_caption")))
    return blocks
