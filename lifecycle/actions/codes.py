"""Control codes as people type them from a paper, or as a phone reads them from the square beside."""

import hmac
import json
import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.withdrawn import Withdrawn, withdrawn
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


def check_code(desk: Desk, code: str, plan: str | None = None) -> dict[str, Any]:
    """The edition a control code was printed in; Unverified where no entry of the history gives that code.

    The code of an edition that `undo` took back is genuine and yet not `ok`; `withdrawn_by` is the entry that did it.

    Every hash up to the entry is computed anew: one code finds any change of anything that was entered before it.
    Wrong where the code is of another plan than the one that was named.
    """
    plans = desk.store.plans()
    typed, number, body = read_code(code, plans)
    # Older offices may hold two plans whose keys differ in case only: the one as typed comes first.
    named = [known for known in plans if known.casefold() == typed.casefold()]
    if plan is not None and named and plan not in named:
        raise Wrong("code.other_plan", code=code, of=named[0], plan=plan)
    named = [known for known in named if plan in (None, known)]
    longer = None
    for key in sorted(named, key=lambda one: one != typed):
        found = entry_with_head(desk.store, key, number)
        longer = longer or found
        if found and (edition := _edition(desk, key, number, body=body, found=found)):
            return edition
    if named and longer is None:
        # The paper is younger than the office: what stands here was restored from a backup, or was cut.
        key = typed if typed in named else named[0]
        raise Unverified("code.newer", code=code, plan=key, entry=number, last=_last(desk, key))
    raise Unverified("code.not_found", code=code)


def _edition(desk: Desk, key: str, number: int, *, body: str, found: tuple[bytes, bytes]) -> dict[str, Any] | None:
    """The edition of an entry whose control code has these 26 characters."""
    head, stored = found
    for change in json.loads(stored)["changes"]:
        value = change.get("put", {})
        if change.get("kind") == "edition":
            given = read_control_code(control_code(key, number, head, value["content_sha256"]))
            if hmac.compare_digest(given[2], body):
                name = f"{value['name']}@{value['number']}"
                gone = next((one for one in withdrawn(desk, key) if one.issued == number and _is(one, name)), None)
                return {
                    "ok": gone is None,
                    "plan": key,
                    "entry": number,
                    "edition": name,
                    "content_sha256": value["content_sha256"],
                    "issued_on": value["issued_on"],
                    "withdrawn_by": gone.back if gone else None,
                }
    return None


def _is(one: Withdrawn, name: str) -> bool:
    return one.edition.name_at_number == name


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
