"""SWOT: strengths, weaknesses, opportunities and threats of each group and of all together, and the pairs of TOWS."""

from lifecycle.documents.blocks import (
    Block,
    Entry,
    Heading,
    Matrix,
    MatrixRow,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    text,
)
from lifecycle.kit import Kit
from lifecycle.model.citation import INSIDE, OUTSIDE, STRATEGIES, citing, strategy_of
from lifecycle.model.content import Content
from lifecycle.model.evidence import Quadrant, SwotItem, Tows
from lifecycle.model.people import Decision, DecisionVerb, Group, GroupKind
from lifecycle.model.thing import natural
from lifecycle.model.triad import held
from lifecycle.model.verdict import Refusal

kit = Kit("swot")
kit.brings(SwotItem, Tows)

BEST = 3
"""So many items of each quadrant stand in the overview of all groups, with those that share the last one's points."""


def _working_groups(content: Content) -> list[Group]:
    return [g for g in content.all(Group) if g.kind in (GroupKind.working, GroupKind.coordination)]


def _with_items(content: Content, *kinds: GroupKind) -> list[Group]:
    holders = {item.group for item in content.all(SwotItem)}
    return [group for group in content.all(Group) if group.key in holders and group.kind in kinds]


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
    """The last word of a steering group's meetings on each SWOT as it stands approves it, on the joint one too."""
    found = []
    for group in [*_with_items(content, GroupKind.steering), *_working_groups(content)]:
        said = _decisions(content, group)
        if (last := _last_word(content, group)) and last.verb is DecisionVerb.approves:
            continue
        before = any(decision.verb is DecisionVerb.approves for decision in said)
        code = "swot.returned" if last else "swot.changed" if before else "swot.not_approved"
        found.append(Refusal(code, group=group.name, group_key=group.key))
    return found


def _last_word(content: Content, group: Group) -> Decision | None:
    """What the steering group last said of the group's SWOT as it stands."""
    now = content.subject_sha256(f"swot:{group.key}")
    return next((one for one in reversed(_decisions(content, group)) if one.covers == now), None)


def _decisions(content: Content, group: Group) -> list[Decision]:
    """What the steering group said of the group's SWOT at meetings held, in their order; taking note says nothing."""
    steering = {g.key for g in content.all(Group) if g.kind is GroupKind.steering}
    meetings = {meeting.key: meeting for meeting in held(content) if meeting.group in steering}
    said = [
        decision
        for decision in content.all(Decision)
        if decision.subject == f"swot:{group.key}"
        and decision.verb is not DecisionVerb.takes_note
        and decision.meeting in meetings
    ]

    def when(decision: Decision) -> tuple[object, ...]:
        meeting = meetings[decision.meeting]
        return meeting.date, meeting.starts_at or "", natural(meeting.identity)

    return sorted(said, key=when)


@kit.section
def swot(content: Content) -> list[Block]:
    """The joint SWOT, or the best scored items of all groups, then the SWOT of each group, every item citable."""
    joint = _with_items(content, GroupKind.steering)
    single = _with_items(content, GroupKind.working, GroupKind.coordination, GroupKind.information)
    blocks: list[Block] = []
    for group in joint:
        blocks += [Heading(1, text(content.say("swot.joint"))), _of(content, group)]
    if not joint and len(single) > 1:
        blocks += _overview(content, single)
    for group in single:
        blocks += [Heading(1, text(content.prose(group.name))), _of(content, group)]
    return blocks or [Paragraph(text(content.say("swot.none")))]


def _of(content: Content, group: Group) -> Matrix:
    """One SWOT as a matrix; what was decided of it stands in the chapter on the plan's course, which is not voted."""
    say = content.say

    def row(name: str, quadrants: tuple[Quadrant, ...]) -> MatrixRow:
        return MatrixRow(
            head=text(say(f"swot.{name}")),
            cells=tuple(tuple(_entry(content, one) for one in _items(content, group, each)) for each in quadrants),
            heads=tuple(text(say(f"column.{each.name}")) for each in quadrants),
        )

    return Matrix(
        corner=text(say("swot.where")),
        header=(text(say("swot.helps")), text(say("swot.harms"))),
        rows=(row("inside", INSIDE), row("outside", OUTSIDE)),
        caption=say("swot.caption", group=group.name),
        field="text",
    )


def _entry(content: Content, item: SwotItem) -> Entry:
    """The item as a paragraph: its key, text, points and what it rests on."""
    rest = []
    if item.points is not None:
        rest.append(content.say("swot.points", count=item.points))
    if item.evidence:
        rest.append(", ".join(item.evidence))
    key = content.prose(item.key)
    runs: Runs = (Run(key, bold=True), Run(f" {item.text}" + (f" ({'; '.join(rest)})" if rest else "")))
    return Entry(item.address, runs)


def _overview(content: Content, groups: list[Group]) -> list[Block]:
    """The items with most points in each quadrant over all groups; nothing where no group scored any."""
    say, language = content.say, content.plan.language
    shown = {group.key for group in groups}
    rows: list[Row] = []
    for quadrant in Quadrant:
        scored = [i for i in content.all(SwotItem) if i.quadrant is quadrant and i.points and i.group in shown]
        scored.sort(key=lambda item: -(item.points or 0))
        least = scored[:BEST][-1].points or 0 if scored else 0
        rows += [
            Row(
                (
                    text(quadrant.in_(language)),
                    text(content.prose(item.key)),
                    text(content.prose(item.text)),
                    text(content.prose(item.group)),
                    text(item.points),
                )
            )
            for item in scored
            if (item.points or 0) >= least
        ]
    if not rows:
        return []
    return [
        Heading(1, text(say("swot.overview"))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("quadrant", "code", "item_text", "group", "points")),
            rows=tuple(rows),
            widths=(17, 17, 46, 12, 8),
            align="llllr",
            caption=say("swot.overview_caption", count=BEST),
        ),
    ]


@kit.section
def tows(content: Content) -> list[Block]:
    """The pairs of TOWS by strategy, each with what answers it; left out where no pair is recorded."""
    say = content.say
    blocks: list[Block] = []
    for strategy in STRATEGIES:
        pairs = [pair for pair in content.all(Tows) if strategy_of(content, pair) == strategy]
        if pairs:
            blocks.append(
                Table(
                    header=tuple(
                        text(say(f"column.{name}")) for name in ("code", "inside", "outside", "pair", "answered_by")
                    ),
                    rows=tuple(_pair(content, pair) for pair in pairs),
                    widths=(13, 24, 24, 26, 13),
                    caption=say(f"tows.{strategy}"),
                    fields=("key", "internal", "external", "text", "answered_by"),
                )
            )
    return [Paragraph(text(say("tows.lead"))), *blocks] if blocks else []


def _pair(content: Content, pair: Tows) -> Row:
    def told(key: str) -> Runs:
        item = content.get(SwotItem, key)
        return text(content.prose(f"{key} – {item.text}" if item else key))

    answers = "\n".join(each.code for each in citing(content, pair.key))
    return Row(
        (
            text(content.prose(pair.key)),
            told(pair.internal),
            told(pair.external),
            text(content.prose(pair.text)),
            text(answers or content.say("tows.unanswered")),
        ),
        item=pair.address,
    )
