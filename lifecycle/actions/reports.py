"""What a plan looks like to a person: lists, where it stands, the rows of a form. Nothing here changes anything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from lifecycle.actions.comment import listed
from lifecycle.actions.desk import Desk
from lifecycle.actions.drafts import drafts
from lifecycle.actions.erased import key_is_erased
from lifecycle.actions.issue import edition_json
from lifecycle.actions.unstamped import unstamped
from lifecycle.documents.refusals import refusal_json
from lifecycle.engine import steps
from lifecycle.intake.forms import form as write_form
from lifecycle.intake.spelling import nearest
from lifecycle.model.approval import CouncilApproval
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.plan import Deadline
from lifecycle.model.quorum import Rule, tally
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import Thing, natural
from lifecycle.model.verdict import Refusal


def plans(desk: Desk) -> list[dict[str, Any]]:
    """Every plan of the office, in the order they were opened."""
    return [_head(desk, desk.store.content(key, desk.on)) for key in desk.store.plans()]


def _head(desk: Desk, content: Content) -> dict[str, Any]:
    plan = content.plan
    return {
        "key": plan.key,
        "title": plan.title,
        "kind": plan.kind,
        "stage": plan.state,
        "stage_title": desk.definition(content).state(plan.state).title.in_(desk.screen),
        "from": plan.from_,
        "to": plan.to,
        "follows": plan.follows,
    }


def plan(desk: Desk, key: str) -> dict[str, Any]:
    """One plan with its territory and workflow."""
    content = desk.store.content(key, desk.on)
    return _head(desk, content) | {
        "territory": [town.as_json() for town in content.all(Municipality)],
        "workflow": _workflow(content),
    }


def _workflow(content: Content) -> dict[str, Any]:
    plan = content.plan
    return {"id": plan.workflow, "version": plan.workflow_version, "digest": plan.workflow_digest}


def status(desk: Desk, key: str) -> dict[str, Any]:
    """Where the plan stands: stage, what the next step misses, deadlines, editions, comments, councils, warnings."""
    content = desk.content(key)
    definition = desk.definition(content)
    possible = steps.why(definition, state=content.plan.state, role=desk.role, weigh=desk.weigh(content))
    ahead = [step for step in possible if step.event == "advance"]
    points = [row for row in listed(desk, key) if row["parent"] is None]
    rule = content.checks.get("towns_rule_met")
    found = tally(content, Rule.of(rule)) if rule else None
    refused = [
        row for row in content.all(CouncilApproval) if row.state in ("refused", "returned", "not_adopted", "noted")
    ]
    return {
        "plan": key,
        "title": content.plan.title,
        "kind": content.plan.kind,
        "stage": content.plan.state,
        "stage_title": definition.state(content.plan.state).title.in_(desk.screen),
        "workflow": _workflow(content),
        "missing": [refusal_json(refusal, desk.phrases(desk.screen)) for step in ahead for refusal in step.refusals],
        "deadlines": [
            {"event": one.event, "due": one.due.isoformat()}
            for one in sorted(content.all(Deadline), key=lambda each: each.due)
        ],
        "editions": [edition_json(edition) for edition in editions(content)],
        "comments": {
            "open": sum(not row["resolved"] for row in points),
            "settled": sum(bool(row["resolved"]) for row in points),
            "orphaned": sum(row["placement"] == "orphaned" for row in points),
            **_gathered([row for row in points if not row["resolved"]]),
        },
        "approval": {
            "needed": found.needed if found else 0,
            "approved": len(found.approving) if found else 0,
            "refused": len(refused),
            "waiting": len(found.waiting) if found else 0,
        },
        "warnings": [
            refusal_json(refusal, desk.phrases(desk.screen))
            for refusal in (*_edited_by_hand(desk, content), *unstamped(desk, content), *desk.warnings(content))
        ],
    }


def _gathered(waiting: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many open points say what another open one says, in how many groups; how many proposals contradict others."""
    groups = Counter(row["group"] for row in waiting if row["group"])
    several = [count for count in groups.values() if count > 1]
    return {
        "grouped": sum(several),
        "groups": len(several),
        "rivals": sum(bool(row["rivals"]) for row in waiting),
    }


def _edited_by_hand(desk: Desk, content: Content) -> list[Refusal]:
    """The issued files somebody has edited since: they stay, and the plan does not know of the edits."""
    from lifecycle.actions.view import file_state

    return [
        Refusal(
            "document.edited_by_hand",
            file=one.file,
            edition=one.name_at_number,
            path=str(desk.office / one.file),
        )
        for one in editions(content)
        if file_state(desk, one) == "edited"
    ]


def editions(content: Content) -> list[Edition]:
    """Every edition, oldest first."""
    return sorted(content.all(Edition), key=lambda one: (content.wrote_by(one), one.name, one.number))


def documents(desk: Desk, key: str) -> list[dict[str, Any]]:
    """Every edition with whether its file in the office's folder is missing or was edited by hand."""
    from lifecycle.actions.view import file_state

    content = desk.store.content(key, desk.on)
    definition = desk.definition(content)
    return [
        edition_json(edition)
        | {
            "on_disk": file_state(desk, edition),
            "stage_title": definition.state(edition.stage).title.in_(desk.screen),
        }
        for edition in editions(content)
    ]


def kind_of(desk: Desk, form: str) -> type[Thing]:
    """The kind behind a form; Wrong with the nearest name."""
    forms = desk.catalogue.forms
    if form not in forms:
        raise Wrong("record.unknown_form", form=form, known=tuple(forms), suggestion=nearest(form, list(forms)))
    return forms[form]


def rows(desk: Desk, key: str, form: str, *, fillable: bool = False) -> list[dict[str, Any]]:
    """The rows of a form under its column keys, private text in plain; `fillable` ones are known by a key."""
    kind = kind_of(desk, form)
    content = desk.store.content(key, desk.on)
    texts = desk.store.texts(key)
    erased = desk.phrases(desk.screen).say("document.erased")
    hidden = {column.name for column in kind.columns() if column.hidden}
    private = {column.name for column in kind.columns() if column.private}

    def shown(name: str, value: Any) -> Any:
        if name in private and isinstance(value, str) and value.startswith("vault:"):
            return texts.get(value, erased)
        return value

    return [
        {name: shown(name, value) for name, value in thing.as_json().items() if name not in hidden}
        for thing in content.all(kind)
        if not (fillable and key_is_erased(thing, texts))
    ]


def form(desk: Desk, key: str, name: str) -> tuple[bytes, int]:
    """A workbook to fill in with the plan's present rows, then drafts, and how many drafts there are.

    `all` has a sheet for every form and no drafts: taken back unchanged it changes nothing.
    """
    names = list(desk.catalogue.forms) if name == "all" else [name]
    content = desk.store.content(key, desk.on)
    offered = drafts(desk, content, name)
    workbook = write_form(
        [kind_of(desk, each) for each in names],
        language=content.plan.language,
        rows={each: [*rows(desk, key, each, fillable=True), *offered] for each in names},
        title=content.plan.title,
        plan=content.key,
        revision=content.rev,
        known=_known(content, [kind_of(desk, each) for each in names]),
        say=desk.phrases(content.plan.language).say,
    )
    return workbook, len(offered)


def _known(content: Content, kinds: Sequence[type[Thing]]) -> dict[str, list[str]]:
    """The keys columns of `kinds` may refer to now, by kind, as people count: `1.10` after `1.9`."""
    asked = {ref for kind in kinds for column in kind.columns() for ref in column.refs}
    return {
        kind: [key[0] for key in sorted(content.things.get(kind, {}), key=natural) if len(key) == 1]
        for kind in sorted(asked)
    }
