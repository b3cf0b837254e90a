"""Proof of settlement: an accepted point changed the text, and every change of the text has a cause that is named."""

from collections.abc import Iterator, Mapping

from lifecycle.kit import Kit
from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Settlement, SettlementDecision, Submission
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.people import Decision, Meeting
from lifecycle.model.plan import Consultation
from lifecycle.model.register import Point, register
from lifecycle.model.renumbering import successors
from lifecycle.model.strategy import Activity, BudgetLine, Chapter, Indicator, Measure, Priority
from lifecycle.model.thing import Thing, full_item
from lifecycle.model.verdict import Refusal

kit = Kit("proof")

VOTED: tuple[type[Thing], ...] = (Priority, Measure, Activity, BudgetLine, Indicator, Chapter)
"""What the towns agree on; findings and SWOT are what it rests on and may be recorded at any time."""
_CHANGES = (SettlementDecision.accepted, SettlementDecision.partly)


@kit.guard
def accepted_points_changed_the_text(content: Content) -> list[Refusal]:
    """The item of every accepted point was written after the edition the point was made on, or after the point."""
    found = []
    for point in register(content):
        settlement = point.settlement
        if not point.is_root or settlement is None or settlement.decision is not SettlementDecision.accepted:
            continue
        item = settlement.change or point.item or "plan"
        if last_written(content, item) <= _made_on(content, point):
            found.append(Refusal("proof.unchanged", id=point.id, item=item, what=content.named(item)))
    return found


@kit.guard
def changes_have_a_cause(content: Content) -> list[Refusal]:
    """Every voted field changed since the edition under consultation is named by a settlement or a decision."""
    then = _consulted(content)
    if then is None:
        return []
    moved = successors(then, content)
    named = _named(content, moved)
    found = []
    for item, field in _changed(then, content, moved):
        if "plan" not in named and not any(_kin(item, other) for other in named):
            found.append(Refusal("proof.no_cause", item=item, what=content.named(item), field=field))
    return found


def last_written(content: Content, item: str) -> int:
    """The number of the entry that last wrote the item or what lies in it; of the plan, any voted thing."""
    own = [content.wrote_by(thing) for thing in _rows(content) if item == "plan" or _kin(item, _item(thing))]
    return max([*own, *([content.wrote_by(thing)] if (thing := content.at(item)) else [])], default=0)


def _made_on(content: Content, point: Point) -> int:
    """The entry of the edition a point speaks of; where none is known, of the edition under consultation or its own."""
    name, _, number = (point.source_edition or "").partition("@")
    edition = content.get(Edition, name, number)
    if edition is not None:
        return content.wrote_by(edition)
    submission = content.get(Submission, point.id)
    if submission is not None:
        rounds = [one for one in content.all(Consultation) if one.opens <= submission.received and one.edition]
        for one in reversed(rounds):
            name, _, number = (one.edition or "").partition("@")
            if (edition := content.get(Edition, name, number)) is not None:
                return content.wrote_by(edition)
        return content.wrote_by(submission)
    comment = content.get(Comment, point.id)
    return content.wrote_by(comment) if comment else 0


def _consulted(content: Content) -> Content | None:
    """The plan as it was when the edition of the last round of consultation was issued."""
    rounds = [one for one in content.all(Consultation) if one.edition]
    return content.earlier(rounds[-1].edition or "") if rounds else None


def _changed(then: Content, now: Content, moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(item, label of the field) of what differs; a row that came or went is told with the label of its kind.

    An item that bears another code (`moved`) is weighed beside itself: its number alone is no change of its text.
    """
    language = now.plan.language
    for kind in VOTED:
        before = {_today(thing, moved): thing for thing in then.all(kind)}
        after = {thing.identity: thing for thing in now.all(kind)}
        for key in dict.fromkeys((*before, *after)):
            one, other = before.get(key), after.get(key)
            if one is None or other is None:
                thing = one or other
                if thing is not None:
                    yield _item(thing), kind.TITLE.in_(language)
                continue
            for column in kind.columns():
                if not column.in_key and getattr(one, column.attribute) != getattr(other, column.attribute):
                    yield _item(other), column.label.in_(language)


def _today(thing: Thing, moved: Mapping[str, str]) -> tuple[str, ...]:
    """The key a thing has now: the code in it, its own or its measure's, may have changed."""
    first, *rest = thing.identity
    item = thing.address if thing.address in moved else str(full_item(first))
    if item in moved:
        return moved[item].partition(":")[2], *rest
    # What another item's code is now is not that item.
    return ("", first, *rest) if item in moved.values() else (first, *rest)


def _named(content: Content, moved: Mapping[str, str]) -> set[str]:
    """The items that settlements of accepted points and decisions of meetings speak of.

    A decision stays as the meeting took it: where its item bears another code today, it speaks of that one too.
    """
    points = {point.id: point for point in register(content)}
    named: set[str] = set()
    for settlement in content.all(Settlement):
        if settlement.change:
            named.add(settlement.change)
        elif settlement.decision in _CHANGES and (point := points.get(settlement.id)):
            named.add(point.item or "plan")
    opened = [one.opens for one in content.all(Consultation)]
    days = {meeting.key: meeting.date for meeting in content.all(Meeting)}
    for decision in content.all(Decision):
        day = days.get(decision.meeting)
        if opened and day is not None and day >= opened[-1]:
            subject = "plan" if decision.subject.startswith("stage:") else decision.subject
            named |= {subject, moved.get(subject, subject)}
    return named


def _rows(content: Content) -> Iterator[Thing]:
    for kind in VOTED:
        yield from content.all(kind)


def _item(thing: Thing) -> str:
    """The item of the plan a voted thing belongs to: money and indicators are their measure's."""
    if isinstance(thing, BudgetLine | Indicator):
        return str(full_item(thing.code))
    return thing.address


def _kin(one: str, other: str) -> bool:
    """Whether one of two items is the other, or lies in it by its code."""
    (kind, _, code), (other_kind, _, other_code) = one.partition(":"), other.partition(":")
    ranked = {"priority", "measure", "activity"}
    if kind in ranked and other_kind in ranked:
        return code == other_code or code.startswith(f"{other_code}.") or other_code.startswith(f"{code}.")
    return one == other
