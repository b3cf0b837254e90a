"""Trace an item: what it rests on, what follows from it, where the chain breaks off; or the whole matrix as a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.refusals import refusal_json
from lifecycle.documents.typography import number_text
from lifecycle.model.content import Content
from lifecycle.model.errors import Wrong
from lifecycle.model.evidence import Finding, SwotItem, Tows
from lifecycle.model.gaps import gaps, unused
from lifecycle.model.matrix import Cited, Link, cited, links
from lifecycle.model.money import totals
from lifecycle.model.register import Point
from lifecycle.model.strategy import BudgetLine, Measure
from lifecycle.model.thing import full_item
from lifecycle.model.trace import Node, Step, Trace, addresses, find
from lifecycle.model.verdict import Refusal

COLUMNS = (
    "priority", "priority_findings", "priority_swot", "measure", "findings", "swot", "tows", "carried_from",
    "measure_czk", "activity", "activity_czk", "comments", "approving", "towns", "indicators", "state", "next", "gaps",
)  # fmt: skip
"""The columns of the matrix as a file, in the order of the chain."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
Told = Mapping[str, list[Refusal]]
"""Item → what breaks the chain there."""


def trace(desk: Desk, plan: str, asked: str | None = None) -> dict[str, Any]:
    """What stands before and after the item, its gaps and its lines of the matrix; without an item the whole matrix."""
    content = desk.content(plan)
    phrases = desk.phrases(desk.screen)
    found = _trace(desk, content, phrases)
    told = _told(desk, content, found)
    if asked is None:
        rows = [*_rows(found, told), *_idle(found, told)]
        item, before, after = None, [], []
        chain = list(told)
    else:
        item = find(found, asked)
        if item is None:
            known = _like(found, asked)
            raise Wrong("item.unknown", item=asked, known=known) if known else Wrong("item.unlike_any", item=asked)
        before, after = found.before(item), found.after(item)
        chain = [item, *(step.node.item for step in (*before, *after) if step.node.plan is None)]
        rows = _of(found, item, [*_rows(found, told), *_idle(found, told)])
    texts = desk.store.texts(plan)
    erased = phrases.say("document.erased")

    def shown(text: str) -> str:
        return texts.get(text, erased) if text.startswith("vault:") else text

    root = found.node(item) if item else None
    return {
        "item": item,
        "kind": root.kind if root else "plan",
        "title": shown(root.title) if root else content.plan.title,
        "note": root.note if root else "",
        "before": [_step(step, shown) for step in before],
        "after": [_step(step, shown) for step in after],
        "rows": rows,
        "gaps": [refusal_json(one, phrases) for one in _at(told, dict.fromkeys(chain))],
        "labels": {kind: label.in_(desk.screen) for kind, label in desk.definition(content).labels.items()},
    }


def as_csv(rows: Sequence[Mapping[str, Any]], phrases: Phrases) -> bytes:
    """The matrix as a file a spreadsheet opens: UTF-8 with its mark, semicolons, no cell that acts as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([phrases.say(f"trace.file.{name}") for name in COLUMNS])
    counted: set[str] = set()
    for row in rows:
        # A measure's budget stands once, so that the column adds up.
        once = {**row, "measure_czk": None} if row["measure"] in counted else row
        counted.add(row["measure"])
        writer.writerow([_cell(once, name, phrases.language) for name in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(row: Mapping[str, Any], name: str, language: str) -> str:
    """One value, or several joined by semicolons as the forms write them."""
    match name:
        case "priority" | "measure" | "activity":
            # A bare `1.1` becomes the first of January in a Czech spreadsheet.
            told = f"{row[name]} – {row[name + '_title']}" if row[name] else ""
        case "carried_from":
            told = "; ".join(f"{one['code']} – {one['title']} → {one['as']}" for one in row[name])
        case "comments":
            told = "; ".join(f"{one['id']} ({one['says']})" for one in row["comments"])
        case "approving" | "towns":
            told = str(row[name]) if row["towns"] else ""
        case "indicators":
            told = "; ".join(
                f"{one['name']} {one['year']}: {number_text(one['target'], language)} {one['unit']}"
                for one in row["indicators"]
            )
        case "next":
            told = "; ".join(f"{one['plan']}: {one['title']} ({one['note']})" for one in row["next"])
        case "gaps":
            told = " ".join(one["text"] for one in row["gaps"])
        case _:
            value = row[name]
            told = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    told = " ".join(told.split())
    return f"'{told}" if told.startswith(RISKY) else told


def _trace(desk: Desk, content: Content, phrases: Phrases) -> Trace:
    """The plan's trace in the language of the screen, with the plan it follows and those that follow it."""
    others = {key: desk.store.content(key, desk.on) for key in desk.store.plans() if key != content.key}
    return Trace(
        replace(content, say=phrases.say),
        ended=others.get(content.plan.follows or ""),
        next_=[other for other in others.values() if other.plan.follows == content.key],
    )


def _told(desk: Desk, content: Content, trace: Trace) -> Told:
    """Item → its gaps: what the checks of the plan's workflow say of it, stopping or warning, and broken chains."""
    definition, weigh = desk.definition(content), desk.weigh(content)
    told: dict[str, list[Refusal]] = {}
    checks = {check.name: check for check in definition.warns}
    checks |= {check.name: check for edge in definition.transitions for check in edge.checks()}
    said = [refusal for check in checks.values() for refusal in weigh(check)]
    for refusal in (*said, *gaps(trace, addresses(trace))):
        if (item := str(refusal.facts.get("item") or "plan")) != "plan":
            told.setdefault(item, []).append(refusal)
    return told


def _step(step: Step, shown: Any) -> dict[str, Any]:
    return _node(step.node, shown) | {"depth": step.depth, "of": step.of, "again": step.again}


def _node(node: Node, shown: Any = str) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "key": node.key,
        "item": node.item,
        "title": shown(node.title),
        "note": node.note,
        "plan": node.plan,
    }


def _rows(trace: Trace, told: Told) -> Iterator[dict[str, Any]]:
    """A line for each activity, for a measure without any, and for a priority without a measure."""
    money = totals(trace.content.all(BudgetLine))
    for priority, measures in links(trace):
        head = {
            "priority": priority.code,
            "priority_title": priority.thing.title,
            "priority_findings": list(priority.cited.findings),
            "priority_swot": list(priority.cited.swot),
        }
        if not measures:
            yield _row(trace, told, money, head, [priority])
        for measure, activities in measures:
            for chain in [[priority, measure, each] for each in activities] or [[priority, measure]]:
                yield _row(trace, told, money, head, chain)


def _row(
    trace: Trace, told: Told, money: Mapping[str, int], head: Mapping[str, Any], chain: Sequence[Link]
) -> dict[str, Any]:
    """One line: the priority, its measure and activity where there are any, with what stands at the last two."""
    measure, activity = (chain[1] if len(chain) > 1 else None), (chain[2] if len(chain) > 2 else None)
    last = chain[-1]
    own = [one for one in (measure, activity) if one] or [chain[0]]
    evidence = measure.cited if measure else Cited()
    state = last.progress or (measure.progress if measure else None)
    approving, towns = trace.councils(measure.thing if measure and isinstance(measure.thing, Measure) else None)
    asked = bool(trace.content.things.get("approval"))
    return {
        **head,
        "measure": measure.code if measure else "",
        "measure_title": measure.thing.title if measure else "",
        "findings": list(evidence.findings),
        "swot": list(evidence.swot),
        "tows": list(evidence.tows),
        "carried_from": [
            {"code": row.code, "title": row.title, "as": one.code}
            for one in chain
            for row in trace.origins_of(one.code)
        ],
        "activity": activity.code if activity else "",
        "activity_title": activity.thing.title if activity else "",
        "measure_czk": money.get(measure.code) if measure else None,
        "activity_czk": money.get(activity.code) if activity else None,
        "comments": [_comment(trace, point) for one in own for point in one.comments],
        "approving": approving if asked else 0,
        "towns": towns if asked else 0,
        "indicators": [each.as_json() for one in own for each in one.indicators],
        "state": trace.content.say("value", value=state.state) if state else "",
        "next": [_node(node) for one in own for node in one.next_],
        "gaps": _said(trace, _at(told, [one.thing.address for one in chain])),
    }


def _idle(trace: Trace, told: Told) -> Iterator[dict[str, Any]]:
    """A line for each finding, SWOT item and pair from which nothing follows."""
    content = trace.content
    alone: list[Finding | SwotItem | Tows] = [
        *unused(content),
        *(i for i in content.all(SwotItem) if i.address in told),
    ]
    for thing in alone:
        evidence = cited(trace, [thing.key])
        yield {
            **dict.fromkeys(COLUMNS, ""),
            "priority_findings": [],
            "priority_swot": [],
            "findings": list(evidence.findings),
            "swot": list(evidence.swot),
            "tows": list(evidence.tows),
            **dict.fromkeys(("priority_title", "measure_title", "activity_title"), ""),
            "carried_from": [],
            "measure_czk": None,
            "activity_czk": None,
            "comments": [_comment(trace, point) for point in trace.comments_at(thing.address)],
            "approving": 0,
            "towns": 0,
            "indicators": [],
            "next": [],
            "gaps": _said(trace, told.get(thing.address, ())),
        }


def _of(trace: Trace, item: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of the matrix that the item, or what follows from it, stands in."""
    kind, _, key = item.partition(":")
    if kind == "comment":
        item = trace.points[key].item or "plan"
    elif kind == "indicator":
        item = str(full_item(key.partition("/")[0]))
    scope = {item, *(step.node.item for step in trace.after(item) if step.node.plan is None)}
    alone = {f"{name}:{one}" for name, one in ((kind, key),) if name in ("finding", "swot", "tows")}
    return [
        row
        for row in rows
        if scope & {f"{name}:{row[name]}" for name in ("priority", "measure", "activity") if row[name]}
        or (not row["priority"] and alone & {*_items(row)})
    ]


def _items(row: Mapping[str, Any]) -> Iterator[str]:
    for name, column in (("finding", "findings"), ("swot", "swot"), ("tows", "tows")):
        yield from (f"{name}:{key}" for key in row[column])


def _comment(trace: Trace, point: Point) -> dict[str, Any]:
    say, decided = trace.content.say, point.settlement.decision if point.settlement else None
    says = say("value", value=decided) if decided else say("trace.settled" if point.resolved else "trace.open")
    return {"id": point.id, "decision": decided.value if decided else None, "says": says}


def _at(told: Told, items: Iterable[str]) -> list[Refusal]:
    return [one for item in items for one in told.get(item, ())]


def _said(trace: Trace, found: Iterable[Refusal]) -> list[dict[str, str]]:
    return [{"code": one.code, "text": trace.content.say(one.code, **one.facts)} for one in found]


def _like(trace: Trace, asked: str) -> tuple[str, ...]:
    """Up to three items that are written like `asked`, those of the kind it names first."""
    known = addresses(trace)
    full = str(full_item(asked))
    kind, colon, _ = full.partition(":")
    same = [item for item in known if colon and item.startswith(f"{kind}:")]
    bare = {item.partition(":")[2]: item for item in known}
    close = [*get_close_matches(full, same), *get_close_matches(asked, [*known, *bare])]
    named = dict.fromkeys(each if ":" in each or bare[each] not in close else bare[each] for each in close)
    return tuple(named)[:3]
