"""What each council's approval amounts to: packets, resolutions and editions moved through its own workflow."""

import datetime as dt

from lifecycle.engine import steps
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.history import Put
from lifecycle.model.quorum import plan_edition
from lifecycle.model.territory import Municipality
from lifecycle.workflow.definition import Definition

APPROVING = ("approved", "conditional")


def follow(content: Content, definition: Definition, *, asked: bool) -> list[Put]:
    """The councils' rows that differ from what `content` amounts to; empty before the towns are `asked`.

    `definition` is the workflow of one council's resolution that the plan is pinned to.
    """
    known = bool(content.all(Resolution)) or bool(content.all(CouncilApproval))
    if not (asked or known):
        return []
    towns = {town.code for town in content.all(Municipality)}
    codes = towns | {row.code for row in content.all(CouncilApproval)}
    rows = [standing(content, definition, code, takes_part=code in towns) for code in sorted(codes)]
    return [Put(row) for row in rows if row != content.get(CouncilApproval, row.code)]


def standing(content: Content, definition: Definition, code: str, *, takes_part: bool) -> CouncilApproval:
    """Where the municipality's approval stands: its packets and resolutions replayed in order of their days."""
    before = content.get(CouncilApproval, code)
    voided_by = before.voided_by if before else 0
    row = CouncilApproval(code=code, state=definition.initial, voided_by=voided_by)
    for event, resolution in _course(content, code):
        row = row.replaced(state=_moved(definition, row.state, event))
        if resolution is None:
            continue
        edition = edition_of(content, resolution)
        row = row.replaced(
            body=resolution.body,
            number=resolution.number,
            edition=edition.name_at_number if edition else None,
            content_sha256=edition.content_sha256 if edition else None,
        )
        if row.state in APPROVING and content.wrote_by(resolution) <= voided_by:
            row = row.replaced(state=_moved(definition, row.state, "lapse"))
    newest = plan_edition(content)
    if row.state in APPROVING and newest is not None:
        if row.content_sha256 != newest.content_sha256:
            row = row.replaced(state=_moved(definition, row.state, "lapse"))
        else:
            row = row.replaced(carried=_asked_again(content, row))
    if not takes_part and row.state != "not_taking_part":
        row = row.replaced(state=_moved(definition, row.state, "leave"))
    return row


def _course(content: Content, code: str) -> list[tuple[str, Resolution | None]]:
    """Events of one municipality in the order of their days; of one day packets come first."""
    rule = content.checks.get("towns_rule_met", {})
    bodies = rule.get("bodies", ("council",))
    assert isinstance(bodies, tuple)
    events: list[tuple[dt.date, int, int, str, Resolution | None]] = [
        (edition.issued_on, 0, edition.number, "send", None)
        for edition in content.all(Edition)
        if edition.name == "packet" and edition.municipality == code
    ]
    events += [
        (resolution.on, 1, content.wrote_by(resolution), resolution.verb.value, resolution)
        for resolution in content.all(Resolution)
        if resolution.code == code and resolution.body.value in bodies
    ]
    return [(event, resolution) for _, _, _, event, resolution in sorted(events, key=lambda e: e[:3])]


def _moved(definition: Definition, state: str, event: str) -> str:
    """The state after `event`; an event the state does not have (a resolution not discussed, say) leaves it."""
    edge = next((transition for transition in definition.leaving(state) if transition.event == event), None)
    if edge is None:
        return state
    return steps.take(definition, state=state, event=event, role=edge.by[0], weigh=lambda _: [], reason="-").to


def edition_of(content: Content, resolution: Resolution) -> Edition | None:
    """The plan edition a resolution is about: the named one, else that of the last packet sent up to its day."""
    on = resolution.on
    key = resolution.edition
    if key is None:
        sent = [
            edition
            for edition in content.all(Edition)
            if edition.name == "packet" and edition.municipality == resolution.code and edition.issued_on <= on
        ]
        key = sent[-1].of if sent else None
    if key is not None:
        name, _, number = key.partition("@")
        return content.get(Edition, name, number)
    asked = [e for e in content.all(Edition) if e.label is EditionLabel.approval and e.issued_on <= on]
    return asked[-1] if asked else None


def _asked_again(content: Content, row: CouncilApproval) -> bool:
    """The same text was sent for approval in a newer edition than the one the council approved."""
    approved = int((row.edition or "plan@0").partition("@")[2])
    return any(
        edition.name == "plan" and edition.label is EditionLabel.approval and edition.number > approved
        for edition in content.all(Edition)
    )
