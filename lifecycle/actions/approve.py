"""Approval by the municipalities: send packets, record what the councils said, say how far it is."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lifecycle.actions.comment import condition_comments
from lifecycle.actions.desk import Desk, once_more
from lifecycle.actions.given_files import contents
from lifecycle.actions.issue import edition_json, enter
from lifecycle.actions.packet import packet
from lifecycle.actions.rules import complete, resolution_faults
from lifecycle.documents.refusals import plain
from lifecycle.model.approval import CouncilApproval, Resolution
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition, EditionLabel
from lifecycle.model.errors import Fault, Refused, Wrong
from lifecycle.model.history import Put, sha256
from lifecycle.model.quorum import COUNTED, Rule, agreement, plan_edition, seat_of, tally
from lifecycle.model.territory import Municipality
from lifecycle.model.verdict import Refusal

SCAN_LIMIT = 25 * 1024 * 1024


def send(desk: Desk, plan: str) -> dict[str, Any]:
    """A packet for each municipality that neither has the newest edition yet nor approved its text; one act each."""
    content = desk.content(plan)
    if content.plan.state != "approval":
        raise Refused([Refusal("approval.not_this_stage", state=content.plan.state)])
    edition = plan_edition(content)
    if edition is None or edition.label is not EditionLabel.approval:
        raise Refused([Refusal("approval.no_edition")])
    has = {e.municipality for e in content.all(Edition) if e.name == "packet" and e.of == edition.name_at_number}
    has |= {
        row.code
        for row in content.all(CouncilApproval)
        if row.state in COUNTED.values() and row.content_sha256 == edition.content_sha256
    }
    seat = seat_of(content)
    towns = sorted(content.all(Municipality), key=lambda town: (town != seat, town.code))
    sent: list[Edition] = []
    entry: int | None = None
    for town in towns:
        if town.code not in has:
            made, number = once_more(partial(_send_one, desk, plan, town.code, edition))
            if desk.dry_run:
                made = made.replaced(number=made.number + len(sent))
            sent.append(made)
            entry = number or entry
    return {
        "entry": entry,
        "packets": [edition_json(one) for one in sent],
        "refused": [],
        "next": ["lifecycle approval record CODE --body council --verb approves …", "lifecycle approval status"],
    }


def _send_one(desk: Desk, plan: str, code: str, edition: Edition) -> tuple[Edition, int | None]:
    content = desk.content(plan)
    town = content.get(Municipality, code)
    assert town is not None
    one = packet(desk, content, town, edition)
    return one.edition, enter(desk, content, one, verb="approval.send")


def record_resolution(desk: Desk, plan: str, values: Mapping[str, Any], *, scan: Path | None = None) -> dict[str, Any]:
    """One resolution stands in the plan; what the law says against it is refused with the cure."""
    bytes_ = _scan(scan)
    given = dict(values) | ({"file": scan.name, "scan": sha256(bytes_)} if scan and bytes_ is not None else {})
    try:
        resolution = Resolution.model_validate(given)
    except ValidationError as wrong:
        raise Wrong("approval.invalid", faults=[_fault(error) for error in wrong.errors()]) from wrong
    with desk.writing(plan) as pen:
        content = pen.content
        town = content.get(Municipality, resolution.code)
        if town is None:
            raise Wrong(
                "approval.unknown_town",
                town=resolution.code,
                known=tuple(t.code for t in content.all(Municipality)[:5]),
            )
        resolution = complete(resolution, content)
        _refuse(content, resolution, desk.on)
        standing = content.get(Resolution, *resolution.identity)
        entry = None
        if standing != resolution:
            extra = condition_comments(pen, content, resolution, standing)
            entry = pen.commit("approval.record", [Put(resolution), *extra], blobs=[bytes_] if bytes_ else [])
        warnings = _size_warning(town, resolution)
    return {
        "entry": entry.number if entry else None,
        "town": town.name,
        "verb": resolution.verb.value,
        "warnings": warnings,
        "next": ["lifecycle approval status", "lifecycle why"],
    }


def _refuse(content: Content, resolution: Resolution, today: dt.date) -> None:
    """A bad reference or a missing condition is wrong input; too few votes and a future day are refused by rule."""
    broken = resolution_faults(content, resolution, today)
    rules = [Refusal(f"resolution.{rule}", **_votes(resolution)) for rule, _, _ in broken if rule == "majority"]
    if rules:
        raise Refused(rules)
    if broken:
        raise Wrong("approval.invalid", faults=[Fault(rule=rule, column=column, value=v) for rule, column, v in broken])


def _votes(resolution: Resolution) -> dict[str, Any]:
    return {
        "code": resolution.code,
        "for_": resolution.for_,
        "members": resolution.members,
        "needs": resolution.members // 2 + 1,
    }


def _fault(error: Any) -> Fault:
    rule = str(error.get("ctx", {}).get("error", "")) or str(error["type"])
    column = str(error["loc"][0]) if error["loc"] else None
    header = (("header", column or "--present"),)
    return Fault(rule=rule, column=column, value=str(error.get("input")) if column else None, facts=header)


def _scan(scan: Path | None) -> bytes | None:
    if scan is None:
        return None
    return contents(scan, largest=SCAN_LIMIT)


def _size_warning(town: Municipality, resolution: Resolution) -> list[dict[str, Any]]:
    """The number of members differs from the territory's."""
    if town.council_size and town.council_size != resolution.members:
        facts = {"town": town.name, "members": resolution.members, "council_size": town.council_size}
        return [{"code": "resolution.council_size", "facts": facts}]
    return []


def status(desk: Desk, plan: str) -> dict[str, Any]:
    """The towns' rule, whether it is reached, and each municipality's state with its resolution."""
    content = desk.content(plan)
    arguments = content.checks.get("towns_rule_met")
    rule = Rule.of(arguments) if arguments else None
    edition = plan_edition(content)
    rows = {row.code: row for row in content.all(CouncilApproval)}
    names = {town.code: town.name for town in content.all(Municipality)}
    found = tally(content, rule) if rule else None
    return {
        "plan": plan,
        "stage": content.plan.state,
        "rule": agreement(content, rule) if rule else None,
        "reached": found.reached if found else False,
        "approving": len(found.approving) if found else 0,
        "needed": found.needed if found else 0,
        "people": {"approving": found.people_approving, "all": found.people} if found else None,
        "municipalities": [
            _town(content, code, names.get(code, code), rows.get(code), edition) for code in sorted({*names, *rows})
        ],
    }


def _town(
    content: Content, code: str, name: str, row: CouncilApproval | None, edition: Edition | None
) -> dict[str, Any]:
    found = content.get(Resolution, code, row.number) if row and row.number else None
    approving = bool(row and row.state in ("approved", "conditional"))
    return {
        "code": code,
        "name": name,
        "state": row.state if row else "to_send",
        "body": found.body.value if found else None,
        "verb": found.verb.value if found else None,
        "resolution": found.number if found else None,
        "on": plain(found.on) if found else None,
        "for": found.for_ if found else None,
        "against": found.against if found else None,
        "abstained": found.abstained if found else None,
        "present": found.present if found else None,
        "members": found.members if found else None,
        "valid": approving and bool(edition and row and row.content_sha256 == edition.content_sha256),
        "edition": row.edition if row else None,
        "content_sha256": row.content_sha256 if row else None,
        "carried": row.carried if row else False,
    }
