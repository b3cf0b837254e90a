"""Proof of settlement: an accepted point changed the text, and every change of the text has a cause that is named.

An item is its card: a measure with its money, indicators and activities, an activity alone, a priority without its
measures. A change elsewhere, be it above or below, neither proves a point nor is excused by one. Only what a meeting
decided of an item holds for all that lies under its code.
"""

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
    """The item of every accepted point reads otherwise than in the edition the point was made on."""
    found = []
    changed: dict[str, frozenset[str] | None] = {}
    for point in register(content):
        settlement = point.settlement
        if not point.is_root or settlement is None or settlement.decision is not SettlementDecision.accepted:
            continue
        item = settlement.change or point.item or "plan"
        if not _proved(content, point, item, changed):
            found.append(Refusal("proof.unchanged", id=point.id, item=item, what=content.named(item)))
    return found


@kit.guard
def changes_have_a_cause(content: Content) -> list[Refusal]:
    """Every voted field changed since the edition under consultation is named by an accepted point or a decision."""
    then = _consulted(content)
    if then is None:
        return []
    moved = successors(then, content)
    settled, decided = _settled(content), _decided(content, moved)
    found = []
    for item, field in _changed(then, content, moved) if "plan" not in settled | decided else ():
        asked = any(_of_card(item, other) for other in settled)
        if not asked and not any(_under(item, other) for other in decided):
            found.append(Refusal("proof.no_cause", item=item, what=content.named(item), field=field))
    return found


def _proved(content: Content, point: Point, item: str, known: dict[str, frozenset[str] | None]) -> bool:
    """Whether the item changed since the point was made; `known` are the items changed since an edition, by its name.

    Of a point made on no edition, and of an item nobody votes on, only the entry that wrote it last can tell.
    """
    edition = _made_on(content, point)
    if edition is not None and item.partition(":")[0] in ("plan", *(kind.KIND for kind in VOTED)):
        name = edition.name_at_number
        if name not in known:
            then = content.earlier(name)
            found = _changed(then, content, successors(then, content)) if then else None
            known[name] = None if found is None else frozenset(one for one, _ in found)
        if (changed := known[name]) is not None:
            return any(item == "plan" or _of_card(one, item) for one in changed)
    since = content.wrote_by(edition) if edition else _recorded(content, point)
    return _last_written(content, item) > since


def _last_written(content: Content, item: str) -> int:
    """The number of the entry that last wrote the card of the item; of the plan, any voted thing."""
    own = [content.wrote_by(thing) for thing in _rows(content) if item == "plan" or _of_card(_item(thing), item)]
    return max([*own, *([content.wrote_by(thing)] if (thing := content.at(item)) else [])], default=0)


def _made_on(content: Content, point: Point) -> Edition | None:
    """The edition a point speaks of: its own, or the one that was under consultation when it came."""
    if (edition := _edition(content, point.source_edition)) is not None:
        return edition
    submission = content.get(Submission, point.id)
    rounds = [one for one in content.all(Consultation) if submission and one.opens <= submission.received]
    named = (_edition(content, one.edition) for one in reversed(rounds))
    return next((one for one in named if one is not None), None)


def _edition(content: Content, told: str | None) -> Edition | None:
    name, _, number = (told or "").partition("@")
    return content.get(Edition, name, number)


def _recorded(content: Content, point: Point) -> int:
    """The entry that recorded the point."""
    thing = content.get(Submission, point.id) or content.get(Comment, point.id)
    return content.wrote_by(thing) if thing else 0


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
                if other is not None:
                    yield _item(other), kind.TITLE.in_(language)
                elif one is not None:
                    yield moved.get(_item(one), _item(one)), kind.TITLE.in_(language)
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


def _settled(content: Content) -> set[str]:
    """The items that the accepted points changed; a point without a place that names none changed none."""
    points = {point.id: point for point in register(content)}
    found = set()
    for settlement in content.all(Settlement):
        point = points.get(settlement.id)
        item = settlement.change or (point.item if point else None)
        if item and settlement.decision in _CHANGES:
            found.add(item)
    return found


def _decided(content: Content, moved: Mapping[str, str]) -> set[str]:
    """The items that meetings decided of since the last consultation opened.

    A decision stays as the meeting took it: where its item bears another code today, it speaks of that one too.
    """
    found: set[str] = set()
    opened = [one.opens for one in content.all(Consultation)]
    days = {meeting.key: meeting.date for meeting in content.all(Meeting)}
    for decision in content.all(Decision):
        day = days.get(decision.meeting)
        if opened and day is not None and day >= opened[-1]:
            subject = "plan" if decision.subject.startswith("stage:") else decision.subject
            found |= {subject, moved.get(subject, subject)}
    return found


def _rows(content: Content) -> Iterator[Thing]:
    for kind in VOTED:
        yield from content.all(kind)


def _item(thing: Thing) -> str:
    """The item of the plan a voted thing belongs to: money and indicators are their measure's."""
    if isinstance(thing, BudgetLine | Indicator):
        return str(full_item(thing.code))
    return thing.address


def _of_card(one: str, item: str) -> bool:
    """Whether one item is the other, or an activity in the card of a measure."""
    return one == item or (one.startswith("activity:") and item.startswith("measure:") and _under(one, item))


def _under(one: str, item: str) -> bool:
    """Whether one item is the other, or lies under it by its code."""
    (kind, _, code), (other_kind, _, other_code) = one.partition(":"), item.partition(":")
    ranked = {"priority", "measure", "activity"}
    return one == item or (kind in ranked and other_kind in ranked and code.startswith(f"{other_code}."))
