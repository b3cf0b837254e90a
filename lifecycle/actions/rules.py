"""What a row must meet beyond its own columns: rules that look at the rest of the plan, and fields the engine fills."""

import datetime as dt
from collections.abc import Sequence

from lifecycle.actions.desk import Desk
from lifecycle.intake.rows import Planned
from lifecycle.model.approval import Resolution, Verb
from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Settlement, Submission
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault
from lifecycle.model.evidence import Evaluation
from lifecycle.model.history import Change, Put
from lifecycle.model.origins import goes_to, wishing
from lifecycle.model.people import Attendance, Decision, Group, Meeting
from lifecycle.model.practice import LAW_PARTS, QUALITY_AREAS, CheckSource, Requirement
from lifecycle.model.strategy import Chapter, Measure, Progress, Score
from lifecycle.model.thing import VAULT, T, Thing


def complete(thing: T, content: Content, *, replace: bool = False) -> T:
    """`thing` with the fields the engine fills: links to the ending plan, digests of what is decided."""
    standing = content.things.get(thing.KIND, {}).get(thing.identity)
    match thing:
        case Measure(carried_from=None) if not replace:
            origin = standing.carried_from if isinstance(standing, Measure) else None
            return thing.replaced(carried_from=origin or _wished(content, thing.code))
        case Decision():
            same = isinstance(standing, Decision) and (standing.verb, standing.text) == (thing.verb, thing.text)
            covers = (
                standing.covers if same and isinstance(standing, Decision) else content.subject_sha256(thing.subject)
            )
            return thing.replaced(covers=covers)
        case Resolution():
            scan = standing.scan if isinstance(standing, Resolution) and thing.scan is None else thing.scan
            return thing.replaced(scan=scan)
        case _:
            return thing


def _wished(content: Content, code: str) -> str | None:
    """The first item of the ending plan that goes on under `code`."""
    return next((row.code for row in content.all(Evaluation) if goes_to(row) == code), None)


def linked(content: Content, changes: Sequence[Change]) -> list[Change]:
    """Measures carried from nothing that get their origin, as one item of the evaluation alone goes on as them now."""
    told = {change.thing.code for change in changes if isinstance(change, Put) and isinstance(change.thing, Evaluation)}
    found: list[Change] = []
    for code, rows in wishing(content).items() if told else ():
        measure = content.get(Measure, code)
        if measure and measure.carried_from is None and len(rows) == 1 and rows[0].code in told:
            found.append(Put(measure.replaced(carried_from=rows[0].code)))
    return found


def row_faults(
    desk: Desk,
    content: Content,
    thing: Thing,
    *,
    row: Planned | None = None,
    sheet: str | None = None,
    file: str | None = None,
) -> list[Fault]:
    """Every rule of the rest of the plan that the row breaks."""
    found: list[tuple[str, str, str, int | None]] = [(*each, None) for each in _broken(desk, content, thing)]
    found += [("reserved_text", column, value, None) for column, value in _reserved(thing)]
    match thing:
        case Chapter():
            found += _narrative(content, "text", thing.text, pictures=True)
        case Meeting(minutes=str(minutes)):
            found += _narrative(content, "minutes", minutes)
    return [
        Fault(
            rule=rule,
            file=file,
            sheet=sheet,
            cell=row.place(column) if row else None,
            column=column,
            value=value,
            facts=(("line", line),) if line is not None else (),
        )
        for rule, column, value, line in found
    ]


def _reserved(thing: Thing) -> list[tuple[str, str]]:
    """Public columns whose whole text is what the program writes for a private one: it would be printed instead."""
    return [
        (column.name, value)
        for column in thing.columns()
        if not (column.private or column.refs or column.hidden)
        and isinstance(value := getattr(thing, column.attribute), str)
        and VAULT.match(value)
    ]


def _broken(desk: Desk, content: Content, thing: Thing) -> list[tuple[str, str, str]]:
    match thing:
        case Attendance():
            return _ahead(desk, content, thing.meeting, ("attendance_ahead", "meeting"))
        case Decision():
            broken = _ahead(desk, content, thing.meeting, ("decision_ahead", "meeting"))
            if not _decidable(desk, content, thing.subject):
                broken.append(("no_such_item", "subject", thing.subject))
            return broken
        case Settlement():
            return [
                *_settlement(content, thing),
                *_ahead(desk, content, thing.decided_by, ("decision_ahead", "decided_by")),
            ]
        case Score():
            return _ahead(desk, content, thing.meeting, ("score_ahead", "meeting"))
        case Progress():
            return _progress(content, thing, desk.on)
        case Resolution():
            return resolution_faults(content, thing, desk.on)
        case Requirement():
            return _requirement(content, thing)
        case Submission():
            if content.get(Comment, thing.key):
                return [("key_of_comment", "key", thing.key)]
            if thing.received > desk.on:
                return [("received_ahead", "received", thing.received.isoformat())]
        case _:
            pass
    return []


def _ahead(desk: Desk, content: Content, key: str | None, told: tuple[str, str]) -> list[tuple[str, str, str]]:
    """The rule and column of `told` where the meeting is yet to come on the day of the act."""
    meeting = content.get(Meeting, key) if key else None
    return [(*told, meeting.key)] if meeting and meeting.date > desk.on else []


def _progress(content: Content, thing: Progress, today: dt.date) -> list[tuple[str, str, str]]:
    """Progress is of a day that has come, in the years of the plan or after them."""
    if thing.on > today:
        return [("progress_ahead", "on", thing.on.isoformat())]
    if thing.on < dt.date(content.plan.from_, 1, 1):
        return [("progress_before_plan", "on", thing.on.isoformat())]
    return []


def _decidable(desk: Desk, content: Content, subject: str) -> bool:
    kind, _, key = subject.partition(":")
    if kind == "swot" and content.get(Group, key):
        return True
    if kind == "stage":
        return key in {state.name for state in desk.definition(content).states}
    return content.holds(subject)


def _requirement(content: Content, thing: Requirement) -> list[tuple[str, str, str]]:
    """A requirement has a number its list knows, the region's its wording, and evidence that exists."""
    known = {CheckSource.law: LAW_PARTS, CheckSource.ministry: QUALITY_AREAS}.get(thing.source)
    broken = [("no_such_item", "evidence", item) for item in thing.evidence if not content.holds(item)]
    if known and thing.key not in known:
        broken.append(("requirement_key", "key", thing.key))
    if known is None and not thing.text:
        broken.append(("text_needed", "text", ""))
    return broken


def _settlement(content: Content, thing: Settlement) -> list[tuple[str, str, str]]:
    broken = []
    if thing.decision.needs_reason and not thing.reason:
        broken.append(("reason_needed", "reason", thing.decision.value))
    if thing.change and not content.holds(thing.change):
        broken.append(("no_such_item", "change", thing.change))
    return broken


def resolution_faults(content: Content, thing: Resolution, today: dt.date) -> list[tuple[str, str, str]]:
    """What is against a resolution (§87 of Act 128/2000: more than half of all members vote for)."""
    broken = []
    if thing.verb.approving and thing.for_ is not None and 2 * thing.for_ <= thing.members:
        broken.append(("majority", "for", str(thing.for_)))
    if thing.verb is Verb.approves_with_condition and not thing.condition:
        broken.append(("condition_needed", "condition", ""))
    if thing.on > today:
        broken.append(("resolution_ahead", "on", thing.on.isoformat()))
    if thing.edition:
        name, _, number = thing.edition.partition("@")
        if ("edition" not in content.things) or (name, number) not in content.things["edition"]:
            broken.append(("no_such_edition", "edition", thing.edition))
    return broken


def _narrative(
    content: Content, column: str, text: str, *, pictures: bool = False
) -> list[tuple[str, str, str, int | None]]:
    """What a document could not print of a text in Markdown, by line."""
    from lifecycle.documents.narrative import faults

    labels = [content.label(kind) for kind in ("priority", "measure", "activity")]
    return [
        (fault.rule, column, fault.value or "", fault.line) for fault in faults(text, labels=labels, pictures=pictures)
    ]
