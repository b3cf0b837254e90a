"""Take a step: advance, return, withdraw; and say why a step is not possible yet."""

import datetime as dt
from typing import Any

from lifecycle.actions.beside import put_beside
from lifecycle.actions.desk import Desk, once_more
from lifecycle.actions.exposed import exposed
from lifecycle.actions.issue import Issued, edition_json, for_step
from lifecycle.documents.refusals import refusal_json
from lifecycle.engine import steps, terms
from lifecycle.model.approval import CouncilApproval
from lifecycle.model.content import Content
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.plan import Deadline, Stay
from lifecycle.model.quorum import COUNTED
from lifecycle.workflow.definition import Definition, Transition

STAMP = "lifecycle history stamp"
"""What is suggested at the end of a stage: from then on an authority outside the office proves what it held."""


def take(
    desk: Desk, plan: str, event: str, *, to: str | None = None, note: str | None = None, reason: str | None = None
) -> dict[str, Any]:
    """The step is taken and the documents the workflow names are issued; every reason against it raises Refused."""
    return once_more(lambda: _take(desk, plan, event, to=to, note=note, reason=reason))


def _take(desk: Desk, plan: str, event: str, *, to: str | None, note: str | None, reason: str | None) -> dict[str, Any]:
    content = desk.content(plan)
    definition = desk.definition(content)
    if desk.on < content.plan.entered_on:
        raise Wrong("on.before_step", on=desk.on, step=content.plan.entered_on, state=content.plan.state)
    edge = steps.take(
        definition,
        state=content.plan.state,
        event=event,
        to=to,
        role=desk.role,
        weigh=desk.weigh(content),
        reason=reason,
    )
    changes = _moved(content, definition, edge)
    after = desk.dress(content.after(changes))
    issued = _issued(desk, content, after, definition, edge)
    changes += [Put(one.edition) for one in issued]
    with desk.writing(plan) as pen:
        entry = pen.commit(
            f"step.{event}",
            changes,
            note=reason or note,
            blobs=[data for one in issued for data in (one.document, one.file)],
            expect=(content.rev, content.head),
        )
    return {
        "plan": plan,
        "from": edge.source,
        "to": edge.to,
        "titles": [definition.state(state).title.in_(desk.screen) for state in (edge.source, edge.to)],
        "event": edge.event,
        "entry": entry.number if entry else None,
        "editions": [edition_json(one.edition) for one in issued],
        "warnings": [
            *exposed(desk, after, ((one.edition, one.document) for one in issued)),
            *put_beside(one.edition for one in issued),
        ],
        "next": [*_next(after.plan.state), *([STAMP] if not edge.reason and edge.source != edge.to else [])],
    }


def _moved(content: Content, definition: Definition, edge: Transition) -> list[Change]:
    """The plan in its new state, the deadlines it opens, the old state's deadlines void."""
    entry = content.rev + 1
    plan = content.plan.replaced(state=edge.to, entered_on=content.day.isoformat(), entered_by=entry)
    changes: list[Change] = [Put(plan)]
    if left := content.get(Stay, str(content.plan.entered_by)):
        changes.append(Put(left.replaced(left_on=content.day)))
    changes.append(Put(Stay(entry=entry, state=edge.to, entered_on=content.day)))
    changes += [Drop("deadline", deadline.identity) for deadline in content.all(Deadline)]
    changes += deadlines(definition, edge.to, entry=entry, content=content)
    if edge.reason and "approved" not in edge.keeps:
        approving = [row for row in content.all(CouncilApproval) if row.state in COUNTED.values()]
        changes += [Put(row.replaced(voided_by=entry)) for row in approving]
    return changes


def deadlines(definition: Definition, state: str, *, entry: int, content: Content) -> list[Change]:
    """The terms that entering `state` on the content's day opens."""
    opened = terms.deadlines(definition.state(state), content.day, dt.date(content.plan.to, 12, 31))
    return [Put(Deadline(entry=entry, state=state, event=event, due=due)) for event, due in opened]


def _issued(desk: Desk, before: Content, after: Content, definition: Definition, edge: Transition) -> list[Issued]:
    source, target = definition.state(edge.source), definition.state(edge.to)
    forward = not edge.reason
    return for_step(
        desk,
        before,
        after,
        closing=source.closes_with if forward else (),
        opening=target.opens_with,
        final=forward and edge.source == "approval",
    )


def _next(state: str) -> list[str]:
    return {
        "consultation": ["lifecycle consultation open --until DATE --hearing DATE"],
        "approval": ["lifecycle approval send"],
    }.get(state, ["lifecycle why"])


def why(desk: Desk, plan: str, event: str | None = None) -> dict[str, Any]:
    """Every possible step with all its unmet conditions; nothing is tried or changed."""
    content = desk.content(plan)
    definition = desk.definition(content)
    if event is not None and event not in definition.events():
        raise Wrong("engine.unknown_event", event=event, known=tuple(definition.events()))
    phrases = desk.phrases(desk.screen)
    found = steps.why(definition, state=content.plan.state, role=desk.role, weigh=desk.weigh(content), event=event)
    return {
        "plan": plan,
        "stage": content.plan.state,
        "stage_title": definition.state(content.plan.state).title.in_(desk.screen),
        "steps": [
            {
                "event": step.event,
                "to": step.to,
                "to_title": definition.state(step.to).title.in_(desk.screen),
                "allowed": step.allowed,
                "refusals": [refusal_json(refusal, phrases) for refusal in step.refusals],
            }
            for step in found
        ],
        "warnings": [refusal_json(refusal, phrases) for refusal in desk.warnings(content)],
    }
