"""Control codes as people type them from a paper, or as a phone reads them from the square beside."""

import hmac
import json
import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import control_code, read_control_code
from lifecycle.store.chain import entry_with_head
from lifecycle.store.copying import standing

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−­", "-"))
"""What editors and printers make of a dash."""
_SQUARE = re.compile(r"lifecycle:1:([^:\s]+):([1-9][0-9]{0,17}):([0-9a-f]{64}):([0-9a-f]{64})", re.IGNORECASE)

_LABEL = re.compile(r"^\s*[^\s:-]+(\s+[^\s:-]+)*\s*:\s*")
"""What stands before a code on a paper: `Kontrolní kód:`."""
LAST = 999_999_999
"""No plan has more entries; a longer number was miscopied."""


def check_code(desk: Desk, code: str) -> dict[str, Any]:
    """The edition a control code was printed in; Unverified where no entry of the history gives that code.

    Every hash up to the entry is computed anew: one code finds any change of anything that was entered before it.
    """
    plans = desk.store.plans()
    plan, number, body = read_code(code, plans)
    key = next((known for known in plans if known.casefold() == plan.casefold()), None)
    found = entry_with_head(desk.store, key, number) if key is not None else None
    if key is None:
        raise Unverified("code.not_found", code=code)
    if found is None:
        # The paper is younger than the office: what stands here was restored from a backup, or was cut.
        raise Unverified("code.newer", code=code, plan=key, entry=number, last=_last(desk, key))
    head, stored = found
    for change in json.loads(stored)["changes"]:
        value = change.get("put", {})
        if change.get("kind") == "edition":
            given = read_control_code(control_code(key, number, head, value["content_sha256"]))
            if hmac.compare_digest(given[2], body):
                return {
                    "ok": True,
                    "plan": key,
                    "entry": number,
                    "edition": f"{value['name']}@{value['number']}",
                    "content_sha256": value["content_sha256"],
                    "issued_on": value["issued_on"],
                }
    raise Unverified("code.not_found", code=code)


def _last(desk: Desk, plan: str) -> int:
    """The number of the plan's last entry."""
    return next(entries for key, entries, _ in standing(desk.store).chains if key == plan)


def read_code(code: str, known: Collection[str]) -> tuple[str, int, str]:
    """(plan, entry, 26 characters) of what was typed or read from the square; Wrong where it is no code.

    Where spaces may stand for dashes, what names one of the plans `known` is meant.
    """
    if square := _SQUARE.fullmatch(code.strip()):
        head, content = bytes.fromhex(square[3]), square[4].lower()
        code = control_code(square[1], int(square[2]), head, content)
    bare = _LABEL.sub("", code).translate(_DASHES)
    found = []
    for typed in (bare, "-".join(bare.split())):
        with suppress(ValueError):
            found.append(read_control_code(typed))
    if not found:
        raise Wrong("code.wrong", code=code)
    plans = {one.casefold() for one in known}
    plan, number, body = next((one for one in found if one[0].casefold() in plans), found[0])
    if not 0 < number <= LAST:
        raise Wrong("code.number", code=code, entry=number if number <= LAST else "…")
    return plan, number, body
