"""SWOT: strengths, weaknesses, opportunities and threats, collected by each working group."""

from lifecycle.documents.blocks import Block, Heading, Paragraph, Row, Table, text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.evidence import Quadrant, SwotItem
from lifecycle.model.people import Decision, DecisionVerb, Group, GroupKind, Meeting
from lifecycle.model.verdict import Refusal

kit = Kit("swot")
kit.brings(SwotItem)


def _working_groups(content: Content) -> list[Group]:
    return [g for g in content.all(Group) if g.kind in (GroupKind.working, GroupKind.coordination)]


def _items(content: Content, group: Group, quadrant: Quadrant) -> list[SwotItem]:
    return [i for i in content.all(SwotItem) if i.group == group.key and i.quadrant is quadrant]


@kit.guard
def every_quadrant_filled(content: Content, *, at_least: int) -> list[Refusal]:
    """Each quadrant of each working or coordination group holds `at_least` items (Czech practice: SWOT per group)."""
    groups = _working_groups(content)
    if not groups:
        return [Refusal("swot.no_group")]
    return [
        Refusal("swot.thin", group=group.name, group_key=group.key, quadrant=quadrant, has=has, needs=at_least)
        for group in groups
        for quadrant in Quadrant
        if (has := len(_items(content, group, quadrant))) < at_least
    ]


@kit.guard
def swot_approved(content: Content) -> list[Refusal]:
    """The last word of a steering group's meetings on each SWOT as it stands approves it (decision on `swot:GROUP`)."""
    found = []
    for group in _working_groups(content):
        said = _decisions(content, group)
        now = content.subject_sha256(f"swot:{group.key}")
        words = [decision.verb for decision in said if decision.covers == now]
        if words and words[-1] is DecisionVerb.approves:
            continue
        before = any(decision.verb is DecisionVerb.approves for decision in said)
        code = "swot.returned" if words else "swot.changed" if before else "swot.not_approved"
        found.append(Refusal(code, group=group.name, group_key=group.key))
    return found


def _decisions(content: Content, group: Group) -> list[Decision]:
    """What the steering group said of the group's SWOT, in the order of its meetings; taking note says nothing."""
    steering = {g.key for g in content.all(Group) if g.kind is GroupKind.steering}
    days = {meeting.key: meeting.date for meeting in content.all(Meeting) if meeting.group in steering}
    said = [
        decision
        for decision in content.all(Decision)
        if decision.subject == f"swot:{group.key}"
        and decision.verb is not DecisionVerb.takes_note
        and decision.meeting in days
    ]
    return sorted(said, key=lambda decision: (days[decision.meeting], content.wrote_by(decision)))


@kit.section
def swot(content: Content) -> list[Block]:
    """Chapter of SWOT by group and quadrant, each item citable by its key."""
    say, language = content.say, content.plan.language
    blocks: list[Block] = []
    with_items = {item.group for item in content.all(SwotItem)}
    for group in content.all(Group):
        if group.key not in with_items:
            continue
        blocks.append(Heading(1, text(content.prose(group.name))))
        for quadrant in Quadrant:
            if items := _items(content, group, quadrant):
                blocks.append(
                    Table(
                        header=tuple(
                            text(say(f"column.{name}")) for name in ("code", quadrant.name, "points", "evidence")
                        ),
                        rows=tuple(
                            Row(
                                (
                                    text(content.prose(item.key)),
                                    text(content.prose(item.text)),
                                    text(item.points if item.points is not None else "–"),
                                    text(content.prose(", ".join(item.evidence)) or "–"),
                                ),
                                item=item.address,
                            )
                            for item in items
                        ),
                        widths=(13, 56, 8, 23),
                        align="llrl",
                        caption=f"{group.key}: {quadrant.in_(language)}",
                        fields=("key", "text", "points", "evidence"),
                    )
                )
    return blocks or [Paragraph(text(say("swot.none")))]
