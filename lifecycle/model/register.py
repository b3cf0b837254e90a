"""The register: comments and submissions of a plan as one list of points, each knowing its place and answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from lifecycle.model.comment import LIVING, Comment, CommentKind, Placement, PlacementState, Tier
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.evidence import Service
from lifecycle.model.people import Group
from lifecycle.model.plan import Consultation
from lifecycle.model.territory import Municipality


@dataclass(frozen=True, slots=True)
class Point:
    """One comment, reply or submission (připomínka) with its placement and settlement."""

    id: str
    thread: str
    parent: str | None
    author: str
    on_behalf_of: str | None
    date: str
    text: str
    item: str | None
    field: str | None
    tier: Tier
    placement: PlacementState
    late: bool
    internal: bool
    resolved: bool
    settlement: Settlement | None
    kind: CommentKind
    source_file: str | None
    source_edition: str | None
    quoted: str | None = None
    before: str | None = None
    proposed_change: str | None = None

    @property
    def is_root(self) -> bool:
        """True for the first point of a thread."""
        return self.parent is None


def register(content: Content) -> list[Point]:
    """Every point, oldest first; each reply stands by itself and shares its thread's place."""
    settled = {settlement.id: settlement for settlement in content.all(Settlement)}
    placed = _newest_placements(content)
    points = [_submission(content, one, settled.get(one.key), placed.get(one.key)) for one in content.all(Submission)]
    for comment in content.all(Comment):
        root = settled.get(comment.thread)
        points.append(
            _comment(content, comment, settled.get(comment.id), placed.get(comment.thread), answered=bool(root))
        )
    order = {point.id: number for number, point in enumerate(points)}
    return sorted(points, key=lambda point: (_written(content, point), order[point.id]))


def threads(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Points by thread, root first."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.thread, []).append(point)
    return {thread: sorted(group, key=lambda point: not point.is_root) for thread, group in found.items()}


def public_name(content: Content, point: Point) -> str:
    """Who speaks, for everybody's eyes: a body's name; of a person the kind, or the body spoken for if it is known."""
    if body := public_body(content, point):
        return body
    submission = content.get(Submission, point.id) if point.kind is CommentKind.submission else None
    return submission.submitter_kind.in_(content.plan.language) if submission else content.say("settlement.participant")


def public_body(content: Content, point: Point) -> str | None:
    """The body that speaks, or that a person speaks for if the plan knows it; None for a person alone."""
    submission = content.get(Submission, point.id) if point.kind is CommentKind.submission else None
    if submission:
        return None if submission.personal else submission.submitter
    comment = content.get(Comment, point.id)
    if comment and not comment.personal:
        return comment.author
    bodies = {town.name for town in content.all(Municipality)} | {group.name for group in content.all(Group)}
    bodies |= {service.provider for service in content.all(Service)}
    return point.on_behalf_of if point.on_behalf_of in bodies else None


def by_person(content: Content, point: Point) -> bool:
    """Whether a person wrote the point: as a citizen or user, or in a document under a name of his own."""
    if point.kind is CommentKind.submission:
        submission = content.get(Submission, point.id)
        return submission is None or submission.personal
    comment = content.get(Comment, point.id)
    return comment is None or comment.personal


def _written(content: Content, point: Point) -> int:
    kind = "submission" if point.kind is CommentKind.submission else "comment"
    return content.wrote.get((kind, (point.id,)), 0)


def _newest_placements(content: Content) -> dict[str, Placement]:
    newest: dict[str, Placement] = {}
    for placement in content.all(Placement):
        before = newest.get(placement.comment)
        if before is None or _freshness(content, placement) >= _freshness(content, before):
            newest[placement.comment] = placement
    return newest


def _freshness(content: Content, placement: Placement) -> tuple[int, bool]:
    """Of placements written at once the one on the living text goes before those on editions."""
    return content.wrote_by(placement), placement.edition == LIVING


def _state(content: Content, item: str | None, state: PlacementState) -> PlacementState:
    """A point whose item no longer exists is an orphan, whatever was recorded."""
    return state if item is not None and content.holds(item) else PlacementState.orphaned


def _submission(content: Content, one: Submission, settlement: Settlement | None, placement: Placement | None) -> Point:
    item = placement.item if placement else (one.item or "plan")
    rounds = content.all(Consultation)
    return Point(
        id=one.key,
        thread=one.key,
        parent=None,
        author=one.submitter,
        on_behalf_of=None,
        date=one.received.isoformat(),
        text=one.text,
        item=item,
        field=placement.field if placement else None,
        tier=placement.tier if placement else (Tier.code if one.item else Tier.none),
        placement=_state(content, item, placement.state if placement else PlacementState.placed),
        late=bool(rounds) and one.received > max(each.until for each in rounds),
        internal=False,
        resolved=settlement is not None,
        settlement=settlement,
        kind=CommentKind.submission,
        source_file=one.letter,
        source_edition=None,
        proposed_change=one.proposed_change,
    )


def _comment(
    content: Content, one: Comment, settlement: Settlement | None, placement: Placement | None, *, answered: bool
) -> Point:
    item = placement.item if placement else None
    root = content.get(Submission, one.thread)
    if placement is None and root is not None:
        item = root.item or "plan"
    return Point(
        id=one.id,
        thread=one.thread,
        parent=one.parent,
        author=one.author,
        on_behalf_of=one.on_behalf_of,
        date=one.date,
        text=one.text,
        item=item,
        field=placement.field if placement else None,
        tier=placement.tier if placement else Tier.none,
        placement=_state(content, item, placement.state if placement else PlacementState.placed),
        late=one.late,
        internal=one.internal,
        resolved=one.resolved or answered,
        settlement=settlement,
        kind=one.kind,
        source_file=one.source_file,
        source_edition=one.source_edition,
        quoted=one.quoted,
        before=one.before,
        proposed_change=one.proposed_change,
    )
