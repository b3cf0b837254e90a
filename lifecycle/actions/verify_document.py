"""Is this file an edition of ours, which one, and is it unchanged?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.differing import unrecorded, what_differs
from lifecycle.actions.given_files import contents
from lifecycle.actions.inspect import refusal
from lifecycle.actions.remade import is_remade
from lifecycle.actions.renderings import is_clean_copy
from lifecycle.actions.withdrawn import Withdrawn, withdrawn
from lifecycle.documents.quarantine import Quarantine, Sight
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError
from lifecycle.model.history import sha256

LIMIT = 200 * 1024 * 1024


def verify_document(desk: Desk, file: Path) -> dict[str, Any]:
    """Whether `file` is an edition of this office, and what was changed in it and where; what cannot be read is not.

    Of an edition that `undo` took back, `withdrawn` names the entry that issued it and the one that took it back.
    """
    data = contents(file, largest=LIMIT)
    digest = sha256(data)
    for key in desk.store.plans():
        for edition in desk.store.things(key, Edition):
            if edition.sha256 == digest:
                return _issued(desk, key, edition, data)
        for gone in withdrawn(desk, key):
            if gone.edition.sha256 == digest:
                return _answer(key, gone.edition, unchanged=True, found=[], gone=gone)
    return _changed(desk, data)


def _issued(desk: Desk, plan: str, edition: Edition, data: bytes) -> dict[str, Any]:
    """The very file whose digest is recorded; whoever changes that record too is betrayed by the recorded text."""
    try:
        otherwise = unrecorded(desk, plan, edition, data)
    except LifecycleError as unread:
        # Blocks in a form of a newer program say nothing to this one; a file nobody can read says nothing at all.
        otherwise = unread.code != "document.other_format"
    if otherwise:
        return _answer(plan, edition, unchanged=False, found=[_said("recorded_otherwise")])
    return _answer(plan, edition, unchanged=True, found=[])


def _changed(desk: Desk, data: bytes) -> dict[str, Any]:
    """A file that says it is an edition of ours, with what differs; else not ours."""
    not_ours: dict[str, Any] = {
        "ours": False,
        "plan": None,
        "edition": None,
        "withdrawn": None,
        "unchanged": False,
        "differences": [],
    }
    with Quarantine() as quarantine:
        answer = quarantine.see(data)
    if answer.sight is None:
        reason = (answer.refused or "").removeprefix("word.refused.")
        return not_ours | {"refused": reason, "refusal": refusal(answer, desk.phrases(desk.screen))}
    named = answer.sight
    if named.plan not in desk.store.plans():
        return not_ours
    name, _, number = named.edition.partition("@")
    edition = desk.store.content(named.plan, desk.on).get(Edition, name, number)
    gone = None
    if edition is None or edition.code != named.code:
        gone = next((one for one in withdrawn(desk, named.plan) if _is(one.edition, named)), None)
        if gone is None:
            return not_ours
        edition = gone.edition
    found = what_differs(desk, edition, data)
    same = found is not None and not _differs(found)
    copied = same and (is_remade(desk, edition, data) or is_clean_copy(desk, named.plan, edition, data))
    if copied and found:
        return _answer(named.plan, edition, unchanged=True, found=[_said("made_again")], gone=gone)
    if copied or found is None:
        return _answer(named.plan, edition, unchanged=True, found=[], gone=gone)
    return _answer(named.plan, edition, unchanged=False, found=found or [_said("saved_again")], gone=gone)


def _differs(found: Sequence[Mapping[str, str | None]]) -> bool:
    """Whether any word differs; that the file issued is not there is no difference."""
    return any(one["kind"] not in ("remade", "remade_otherwise", "same_words") for one in found)


def _said(kind: str) -> dict[str, str | None]:
    """What is said of the whole file."""
    return {"kind": kind, "was": "", "now": ""}


def _is(edition: Edition, named: Sight) -> bool:
    """Whether the file says it is this very edition."""
    return (edition.name_at_number, edition.code) == (named.edition, named.code)


def _answer(
    plan: str,
    edition: Edition,
    *,
    unchanged: bool,
    found: Sequence[Mapping[str, str | None]],
    gone: Withdrawn | None = None,
) -> dict[str, Any]:
    return {
        "ours": True,
        "plan": plan,
        "edition": edition.name_at_number,
        "label": edition.label.value,
        "municipality": edition.municipality,
        "code": edition.code,
        "withdrawn": {"issued": gone.issued, "by": gone.back} if gone else None,
        "unchanged": unchanged,
        "differences": [dict(one) for one in found],
    }
