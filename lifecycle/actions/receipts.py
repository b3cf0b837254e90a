"""Give out a receipt: the proof that an entry stands in the plan's history, checked without the office."""

import json
from pathlib import Path
from typing import Any

from lifecycle.actions.checkpoints import Seal, changes_of, unbroken
from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import can_be_written, write_aside
from lifecycle.model.checkpoint import Handout, HandoutForm, read_checkpoint
from lifecycle.model.errors import Wrong
from lifecycle.model.history import GENESIS
from lifecycle.model.plan import OFFICE
from lifecycle.model.quoting import quoted
from lifecycle.model.thing import canonical
from lifecycle.model.tree import path

RECEIPT = "plan-lifecycle receipt"


def receipt(desk: Desk, plan: str, number: int, target: Path) -> dict[str, Any]:
    """The receipt of entry `number` stands in `target`; that it was given out is an act of the office's chain."""
    if not desk.dry_run:
        can_be_written(target)
    with desk.writing(OFFICE) as pen:
        seal = Seal(desk, bodies=(plan,))
        ledger = unbroken(seal.ledgers[plan])
        if not 1 <= number <= ledger.rev:
            raise Wrong("history.no_entry", number=number, plan=plan)
        point = seal.checkpoint()
        handout = Handout(number=seal.next(Handout), form=HandoutForm.receipt, of=plan, entry=number)
        entry = pen.commit("history.receipt", changes_of(point, handout))
    answer = {"plan": plan, "number": number, "hash": ledger.hashes[number - 1].hex(), "file": str(target)}
    if entry is None:
        return {"entry": None, **answer, "next": []}
    mark = read_checkpoint(point.number, point.text)[plan]
    value = {
        "type": RECEIPT,
        "format": 1,
        "plan": plan,
        "number": number,
        "body": json.loads(ledger.bodies[number - 1]),
        "previous": _before(ledger.hashes, number),
        "hash": ledger.hashes[number - 1].hex(),
        "path": [one.hex() for one in path(ledger.hashes, number - 1)],
        "checkpoint": {
            "number": point.number,
            "size": mark.size,
            "head": mark.head.hex(),
            "root": mark.root.hex(),
        },
        "office": {
            "number": entry.number,
            "body": entry.body,
            "previous": seal.ledgers[OFFICE].head.hex(),
            "hash": entry.hash.hex(),
        },
    }
    write_aside(target, canonical(value) + b"\n")
    return {
        "entry": entry.number,
        **answer,
        "checkpoint": value["checkpoint"],
        "next": [f"lifecycle history verify {quoted(str(target))}"],
    }


def _before(hashes: tuple[bytes, ...], number: int) -> str:
    return (hashes[number - 2] if number > 1 else GENESIS).hex()
