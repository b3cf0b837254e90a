"""Is this file an edition of ours, which one, and is it unchanged?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.differing import what_differs
from lifecycle.actions.inspect import refusal
from lifecycle.actions.renderings import is_clean_copy
from lifecycle.documents.quarantine import Quarantine
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Wrong
from lifecycle.model.history import sha256

LIMIT = 200 * 1024 * 1024


def verify_document(desk: Desk, file: Path) -> dict[str, Any]:
    """Whether `file` is an edition of this office, and what was changed in it and where; what cannot be read is not."""
    if file.is_dir():
        raise Wrong("file.folder", file=str(file))
    if not file.is_file():
        raise Wrong("file.missing", file=str(file))
    if file.stat().st_size > LIMIT:
        raise Wrong("file.too_large", file=str(file), limit=LIMIT // 1024 // 1024)
    data = file.read_bytes()
    digest = sha256(data)
    for key in desk.store.plans():
        for edition in desk.store.things(key, Edition):
            if edition.sha256 == digest:
                return _answer(key, edition, unchanged=True, found=[])
    return _changed(desk, data)


def _changed(desk: Desk, data: bytes) -> dict[str, Any]:
    """A file that says it is an edition of ours, with what differs; else not ours."""
    not_ours: dict[str, Any] = {"ours": False, "plan": None, "edition": None, "unchanged": False, "differences": []}
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
    if edition is None or edition.code != named.code:
        return not_ours
    found = what_differs(desk, edition, data)
    if found is None or (not found and is_clean_copy(desk, named.plan, edition, data)):
        return _answer(named.plan, edition, unchanged=True, found=[])
    saved_again = {"kind": "saved_again", "was": "", "now": ""}
    return _answer(named.plan, edition, unchanged=False, found=found or [saved_again])


def _answer(
    plan: str, edition: Edition, *, unchanged: bool, found: Sequence[Mapping[str, str | None]]
) -> dict[str, Any]:
    return {
        "ours": True,
        "plan": plan,
        "edition": edition.name_at_number,
        "label": edition.label.value,
        "municipality": edition.municipality,
        "code": edition.code,
        "unchanged": unchanged,
        "differences": [dict(one) for one in found],
    }
