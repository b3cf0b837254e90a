"""Whether a history holds: chain, replay, texts, bytes, editions and checkpoints.

It names what is broken and repairs nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lifecycle.actions.checkpoints import checkpoint_problems
from lifecycle.actions.desk import Desk
from lifecycle.actions.differing import unrecorded
from lifecycle.actions.issue import render, stored
from lifecycle.actions.packet import rebuilt
from lifecycle.documents.document import Document, content_sha256
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError, Unverified
from lifecycle.model.history import control_code
from lifecycle.model.plan import OFFICE
from lifecycle.store.chain import heads_before
from lifecycle.store.copying import standing
from lifecycle.store.past import erased_since
from lifecycle.store.replay import Problem
from lifecycle.store.verify import NOTHING, Report, Told, verify

REBUILT, ERASED = "rebuilt", "erased"
"""What was done with an edition besides; any other word is the program that made it, whose bytes were checked only."""


def check(desk: Desk, plan: str | None, *, quick: bool = False, told: Told | None = None) -> dict[str, Any]:
    """Whether chain, replay, blobs and editions hold; without `plan` over every plan and the office's own chain.

    `entries` and `plans` speak of plans, `office` of the office's chain; head and code are those of an only plan.
    """
    since = erased_since(desk.store) if desk.as_of else NOTHING
    if plan is not None:
        alone = verify(desk.store, plan, quick=quick, told=told, since=since)
        alone = replace(alone, problems=(*alone.problems, *_officeless(desk, alone)))
        return _one(desk, alone, quick=quick, told=told)
    whole = verify(desk.store, quick=quick, told=told, since=since)
    whole = replace(whole, problems=(*whole.problems, *_officeless(desk, whole)))
    reports = [_one(desk, report, quick=quick, told=told) for report in whole.plans]
    named = {id(problem) for report in whole.plans for problem in report.problems}
    strays = [_problem(desk, problem) for problem in whole.problems if id(problem) not in named]
    plans = [report for report in reports if report["plan"] != OFFICE]
    only = plans[0] if len(plans) == 1 else {"head": None, "code": None}
    return {
        "ok": not strays and all(report["ok"] for report in reports),
        "entries": sum(report["entries"] for report in plans),
        "head": only["head"],
        "code": only["code"],
        "replay_ok": None if quick else not strays and all(report["replay_ok"] for report in reports),
        "problems": _once([*(problem for report in reports for problem in report["problems"]), *strays]),
        "erased": whole.erased,
        "erased_files": None if quick else sum(report.files or 0 for report in whole.plans),
        "editions": dict(sum((Counter(report["editions"]) for report in reports), Counter())),
        "plans": plans,
        "office": next((report for report in reports if report["plan"] == OFFICE), None),
    }


def _officeless(desk: Desk, report: Report) -> list[Problem]:
    """The problem that the office's own history is gone, where nothing else tells of it."""
    found = report.problems
    told = any(one.row == OFFICE or one.table == "chain" or one.what == "verify.unreadable" for one in found)
    there = told or any(key == OFFICE for key, _, _ in standing(desk.store).chains)
    return [] if there else [Problem(None, "chain", OFFICE, "verify.no_office")]


def _once(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The problems without those a former plan told in the same words: a table that is gone is gone for all."""
    return [one for at, one in enumerate(problems) if one not in problems[:at]]


def _problem(desk: Desk, problem: Problem) -> dict[str, Any]:
    """A problem with its sentence; `code` is for scripts."""
    facts = {"entry": problem.entry, "table": problem.table, "row": problem.row, "column": problem.column}
    return facts | {"code": problem.what, "what": desk.phrases(desk.screen).say(problem.what, **facts)}


def _one(desk: Desk, report: Report, *, quick: bool, told: Told | None) -> dict[str, Any]:
    plan = str(report.plan)
    problems, editions = list(report.problems), Counter[str]()
    if not quick and not problems and plan != OFFICE:
        problems, editions = _editions(desk, plan, report.forgotten, told)
    if not quick and not problems and plan == OFFICE:
        problems += _checkpoints(desk)
    code = None if plan == OFFICE or problems else _newest_code(desk, plan)
    return {
        "plan": plan,
        "ok": not problems,
        "entries": report.entries,
        "head": report.head.hex() if report.head else None,
        "code": code,
        "replay_ok": None if quick else not any(problem.table for problem in problems),
        "problems": [_problem(desk, problem) for problem in problems],
        "erased": report.erased,
        "erased_files": report.files,
        "editions": dict(editions),
    }


def _checkpoints(desk: Desk) -> list[Problem]:
    """What the checkpoints tell against the live chains, also where one of these cannot even be read."""
    try:
        return list(checkpoint_problems(desk))
    except Unverified as lost:
        plan, entry = lost.facts["plan"], lost.facts["entry"]
        return [Problem(entry, "act", f"{plan}/{entry}", "verify.hash")]


def _newest_code(desk: Desk, plan: str) -> str | None:
    """The control code of the newest edition: what a printed paper of today can be checked against."""
    content = desk.store.content(plan, desk.on)
    newest = max(content.all(Edition), key=lambda edition: (content.wrote_by(edition), edition.number), default=None)
    return newest.code if newest else None


def _editions(
    desk: Desk, plan: str, forgotten: frozenset[str], told: Told | None
) -> tuple[list[Problem], Counter[str]]:
    """Editions whose content hash, control code or bytes are not what their stored value gives, and what was done."""
    content = desk.store.content(plan, desk.on)
    editions = content.all(Edition)
    heads = heads_before(desk.store, plan, {content.wrote_by(edition) for edition in editions})
    known = {edition.name_at_number: edition for edition in editions}
    found, done = [], Counter[str]()
    for count, edition in enumerate(editions, start=1):
        entry = content.wrote_by(edition)
        try:
            what, how = _fault(desk, plan, edition, known, entry=entry, head=heads[entry], forgotten=forgotten)
        except (LifecycleError, ValueError, KeyError, TypeError, AttributeError):
            what, how = "verify.edition_unreadable", ""
        if what:
            found.append(Problem(entry=entry, table="edition", row=edition.name_at_number, what=what))
        else:
            done[how] += 1
        if told:
            told("progress.editions", plan, count, len(editions))
    return found, done


def _fault(
    desk: Desk,
    plan: str,
    edition: Edition,
    known: Mapping[str, Edition],
    *,
    entry: int,
    head: bytes,
    forgotten: frozenset[str],
) -> tuple[str | None, str]:
    """The phrase of what is wrong with an edition, and how it was looked at.

    Its bytes were held against their digest already; here they are made again where this program made them.
    """
    if edition.code != control_code(plan, entry, head, edition.content_sha256):
        return "verify.edition_code", ""
    if {edition.sha256, edition.blocks} & forgotten:
        return None, ERASED
    carried = known[edition.of or ""] if edition.name == "packet" else None
    if carried and carried.content_sha256 != edition.content_sha256:
        return "verify.edition_content", ""
    document = None if carried else stored(desk, edition)
    if document and content_sha256(document.sections) != edition.content_sha256:
        return "verify.edition_content", ""
    if edition.template != desk.template_digest:
        desk = _as_named(desk, document or stored(desk, carried or edition))
    if edition.renderer != desk.renderer or edition.template != desk.template_digest:
        data = desk.store.blob(edition.sha256)
        silent = data is not None and unrecorded(desk, plan, edition, data)
        return ("verify.edition_words", "") if silent else (None, edition.renderer)
    if _names(desk, edition, carried, forgotten):
        return None, ERASED  # what was printed in it cannot be printed again
    again = render(desk, document, content=edition.content_sha256) if document else None
    if carried:
        again = rebuilt(desk, edition, carried)
    return (None, REBUILT) if again == desk.store.blob(edition.sha256) else ("verify.edition_bytes", "")


def _as_named(desk: Desk, document: Document) -> Desk:
    """The desk of the office under the name the document's cover prints: a town may have been renamed since."""
    label = desk.phrases(document.cover.language).say("cover.office")
    return next((desk.called(name) for told, name in document.cover.lines if told == label), desk)


def _names(desk: Desk, edition: Edition, carried: Edition | None, forgotten: frozenset[str]) -> bool:
    """Whether an edition, or the one a packet carries, prints a text that was erased, or shows an erased picture."""
    if not forgotten:
        return False
    values = [desk.store.blob(one.blocks) or b"" for one in (edition, carried) if one]
    return any(digest.encode() in value for value in values for digest in forgotten) or bool(
        carried and {carried.sha256, carried.blocks} & forgotten
    )
