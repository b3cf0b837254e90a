"""People: whether all three sides take part, and the platform of human resources: who answers for what."""

from lifecycle.documents.blocks import Block, Heading, Row, Table, text
from lifecycle.documents.collation import collated
from lifecycle.documents.typography import day_text
from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.people import Group, GroupKind, Person
from lifecycle.model.practice import Responsibility
from lifecycle.model.strategy import Activity, Measure
from lifecycle.model.thing import natural
from lifecycle.model.triad import members, missing, thin
from lifecycle.model.verdict import Refusal

kit = Kit("people")
kit.brings(Responsibility)


@kit.guard
def three_sides_meet(content: Content) -> list[Refusal]:
    """Each working group has members of commissioners, providers and users (Czech practice: the triad)."""
    if not content.all(Person):
        return []
    sides = members(content)
    return [
        Refusal("people.thin", item=group.address, group=group.name, missing=lacking)
        for group in content.all(Group)
        if group.kind in (GroupKind.working, GroupKind.coordination)
        if (lacking := missing(sides[group.key]))
    ]


@kit.guard
def three_sides_attend(content: Content) -> list[Refusal]:
    """All three sides come to the meetings of each deciding group in the present stage (Czech practice: the triad)."""
    return [
        Refusal("meeting.thin", item=one.group.address, group=one.group.name, state=one.state, missing=one.missing)
        for one in thin(content)
        if one.state == content.plan.state
    ]


@kit.section
def responsibilities(content: Content) -> list[Block]:
    """Who has which part in which task, and who is responsible for which measures and activities (§3 h) item 5)."""
    return [*_tasks(content), *_duties(content)]


def _tasks(content: Content) -> list[Block]:
    """One line a task and body, as the towns agreed."""
    say, language = content.say, content.plan.language
    rows = content.all(Responsibility)
    if not rows:
        return []
    return [
        Heading(1, text(say("responsibilities.tasks"))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("task", "who", "duty", "note")),
            rows=tuple(
                Row(
                    (
                        text(content.prose(one.task)),
                        text(content.prose(one.who)),
                        text(one.part.in_(language)),
                        text(content.prose(one.note or "–")),
                    )
                )
                for one in rows
            ),
            widths=(32, 26, 16, 26),
            caption=say("responsibilities.tasks_caption"),
        ),
    ]


def _duties(content: Content) -> list[Block]:
    """One line a measure or an activity, by the responsible; an activity for which its measure's answers has none."""
    say, language = content.say, content.plan.language
    above = {measure.code: measure.responsible for measure in content.all(Measure)}
    told: list[tuple[Measure | Activity, str]] = [(one, one.responsible) for one in content.all(Measure)]
    told += [
        (one, one.responsible)
        for one in content.all(Activity)
        if one.responsible and one.responsible != above.get(one.code.rpartition(".")[0])
    ]
    if not told:
        return []
    told.sort(key=lambda one: (collated(one[1], language), natural(one[0].identity)))
    return [
        Heading(1, text(say("responsibilities.duties"))),
        Table(
            header=tuple(text(say(f"column.{name}")) for name in ("responsible", "what_for", "term")),
            rows=tuple(
                Row(
                    (
                        text(content.prose(responsible)),
                        text(content.coded(thing.address)),
                        text(" – ".join(day_text(day, language) for day in (thing.starts, thing.ends) if day) or "–"),
                    )
                )
                for thing, responsible in told
            ),
            widths=(32, 44, 24),
            caption=say("responsibilities.duties_caption"),
        ),
    ]
