"""The history of a plan: its log, one entry in full, and whether all of it holds."""

from collections.abc import Mapping
from typing import Any

from lifecycle.actions.checkpoints import checkpoint_problems
from lifecycle.actions.desk import Desk
from lifecycle.actions.issue import render, stored
from lifecycle.actions.packet import rebuilt
from lifecycle.documents.document import content_sha256
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError, Unverified, Wrong
from lifecycle.model.history import GENESIS, Entry, control_code, read_control_code
from lifecycle.model.plan import OFFICE
from lifecycle.store.replay import Problem
from lifecycle.store.verify import Report, verify


def log(desk: Desk, plan: str) -> list[dict[str, Any]]:
    """Every entry, oldest first: number, recorded time, civil date, who as he said, role, verb, what."""
    texts = desk.store.texts(plan)
    return [_line(desk, entry, texts) for entry in desk.store.entries(plan)]


def _line(desk: Desk, entry: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
    body = entry.body
    return {
        "number": entry.number,
        "at": body["at"],
        "on": body["on"],
        "who": _shown(desk, texts, body["who"]),
        "role": body["role"],
        "verb": body["verb"],
        "what": what(desk, body),
        "hash": entry.hash.hex(),
    }


def _shown(desk: Desk, texts: Mapping[str, str], value: str) -> str:
    return texts.get(value, desk.phrases(desk.screen).say("document.erased")) if value.startswith("vault:") else value


def what(desk: Desk, body: Mapping[str, Any]) -> str:
    """One sentence on an entry: its verb, what it changed and the note."""
    phrases = desk.phrases(desk.screen)
    verb, _, rest = body["verb"].partition(".")
    code = f"act.{body['verb']}" if phrases.has(f"act.{body['verb']}") else f"act.{verb}"
    changed: dict[str, int] = {}
    for change in body["changes"]:
        kind = change.get("kind", "secret")
        changed[kind] = changed.get(kind, 0) + 1
    things = ", ".join(f"{phrases.say(f'kind.{kind}')} {count}" for kind, count in changed.items())
    sentence = phrases.say(code, what=rest, things=things)
    return f"{sentence} – {body['note']}" if body["note"] else sentence


def show(desk: Desk, plan: str, number: int) -> dict[str, Any]:
    """Entry `number` in full, as it stands in the hashed bytes, with what the vault says beside it."""
    texts = desk.store.texts(plan)
    previous = GENESIS
    for entry in desk.store.entries(plan):
        if entry.number == number:
            return {
                **_line(desk, entry, texts),
                "login": _shown(desk, texts, entry.body["login"]),
                "note": entry.body["note"],
                "previous": previous.hex(),
                "changes": entry.body["changes"],
            }
        previous = entry.hash
    raise Wrong("history.no_entry", number=number, plan=plan)


def check(desk: Desk, plan: str | None, *, quick: bool = False) -> dict[str, Any]:
    """Whether chain, replay, blobs and editions hold; without `plan` over every plan and the office's own chain.

    `entries` and `plans` speak of plans, `office` of the office's chain; head and code are those of an only plan.
    """
    if plan is not None:
        return _one(desk, verify(desk.store, plan, quick=quick), quick=quick)
    whole = verify(desk.store, quick=quick)
    reports = [_one(desk, report, quick=quick) for report in whole.plans]
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
        "problems": [*(problem for report in reports for problem in report["problems"]), *strays],
        "erased": whole.erased,
        "plans": plans,
        "office": next((report for report in reports if report["plan"] == OFFICE), None),
    }


def _problem(desk: Desk, problem: Problem) -> dict[str, Any]:
    """A problem with its sentence; `code` is for scripts."""
    facts = {"entry": problem.entry, "table": problem.table, "row": problem.row, "column": problem.column}
    return facts | {"code": problem.what, "what": desk.phrases(desk.screen).say(problem.what, **facts)}


def _one(desk: Desk, report: Report, *, quick: bool) -> dict[str, Any]:
    plan = str(report.plan)
    problems = list(report.problems)
    if not quick and not problems and plan != OFFICE:
        problems += _editions(desk, plan)
    if not quick and not problems and plan == OFFICE:
        problems += checkpoint_problems(desk)
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
    }


def _newest_code(desk: Desk, plan: str) -> str | None:
    """The control code of the newest edition: what a printed paper of today can be checked against."""
    content = desk.store.content(plan, desk.on)
    newest = max(content.all(Edition), key=lambda edition: (content.wrote_by(edition), edition.number), default=None)
    return newest.code if newest else None


def _editions(desk: Desk, plan: str) -> list[Problem]:
    """Editions whose content hash, control code or bytes are not what their stored value gives."""
    content = desk.store.content(plan, desk.on)
    heads = [GENESIS, *(entry.hash for entry in desk.store.entries(plan))]
    found = []
    for edition in content.all(Edition):
        entry = content.wrote_by(edition)
        try:
            what = _edition_fault(desk, edition, entry, heads[entry - 1], content.all(Edition))
        except (LifecycleError, ValueError, KeyError, TypeError):
            what = "verify.edition_unreadable"
        if what:
            found.append(Problem(entry=entry, table="edition", row=edition.name_at_number, what=what))
    return found


def _edition_fault(desk: Desk, edition: Edition, entry: int, head: bytes, editions: list[Edition]) -> str | None:
    plan = read_control_code(edition.code)[0]
    if edition.code != control_code(plan, entry, head, edition.content_sha256):
        return "verify.edition_code"
    mine = edition.renderer == desk.renderer and edition.template == desk.template_digest
    if edition.name == "packet":
        carried = next(e for e in editions if e.name_at_number == edition.of)
        if carried.content_sha256 != edition.content_sha256:
            return "verify.edition_content"
        again = rebuilt(desk, edition, carried) if mine else None
    else:
        document = stored(desk, edition)
        if content_sha256(document.sections) != edition.content_sha256:
            return "verify.edition_content"
        again = render(desk, document, content=edition.content_sha256) if mine else None
    if again is not None and again != desk.store.blob(edition.sha256):
        return "verify.edition_bytes"
    return None


def check_code(desk: Desk, code: str) -> dict[str, Any]:
    """The edition a control code was printed in; Unverified where no entry of the history gives that code."""
    try:
        plan, number, body = read_control_code(code)
    except ValueError as wrong:
        raise Wrong("code.wrong", code=code) from wrong
    key = next((known for known in desk.store.plans() if known.casefold() == plan.casefold()), None)
    if key is None:
        raise Unverified("code.not_found", code=code)
    head = GENESIS
    for entry in desk.store.entries(key):
        if entry.number == number:
            for change in entry.body["changes"]:
                value = change.get("put", {})
                if change.get("kind") == "edition":
                    given = read_control_code(control_code(key, number, head, value["content_sha256"]))
                    if given[2] == body:
                        return {
                            "ok": True,
                            "plan": key,
                            "entry": number,
                            "edition": f"{value['name']}@{value['number']}",
                            "content_sha256": value["content_sha256"],
                            "issued_on": value["issued_on"],
                        }
        head = entry.hash
    raise Unverified("code.not_found", code=code)
