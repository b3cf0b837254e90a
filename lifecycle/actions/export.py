"""Export the history for an auditor: one archive with every entry, checkpoint, stamp and code, and the verifier itself.

The archive is told by the office's chain: the same act gives the same bytes. A broken history is exported as it stands.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lifecycle.actions.checkpoints import Seal, Sealed, changes_of, put_in, unbroken
from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import can_be_written, write_aside
from lifecycle.delivery.archive import packed
from lifecycle.documents.shipped import shipped
from lifecycle.model.checkpoint import Checkpoint, Handout, HandoutForm, Stamp
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Unverified
from lifecycle.model.history import sha256
from lifecycle.model.plan import OFFICE
from lifecycle.model.quoting import quoted
from lifecycle.model.thing import canonical
from lifecycle.store.ledger import Ledger

EXPORT = "plan-lifecycle export"
HEADS = ("code", "plan", "entry", "edition", "content_sha256", "issued_on")
VERIFIER = "verify_history.py"
READERS = ("README.cs.txt", "README.en.txt", VERIFIER)
"""Members for the reader; they prove nothing, but the act says which they were."""


def export(desk: Desk, plan: str | None, target: Path, *, documents: bool = False) -> dict[str, Any]:
    """The export of `plan`, or of every plan, stands in `target`; the office's chain keeps that it was given out."""
    if not desk.dry_run:
        can_be_written(target)
    plans = [plan] if plan else sorted(desk.store.plans())
    said = readers_digest(desk.renderer, _readers(desk))
    with desk.writing(OFFICE) as pen:
        seal = Seal(desk, bodies=(OFFICE, *plans))
        point = seal.checkpoint()
        handout = Handout(
            number=seal.next(Handout), form=HandoutForm.export, of=plan, documents=documents, readers=said
        )
        entry = pen.commit("history.export", changes_of(point, handout))
    sealed = seal.sealed(entry, point)
    told = [sealed.ledgers[key] for key in plans]
    answer: dict[str, Any] = {
        "file": str(target),
        "plans": [{"plan": one.plan, "entries": len(one.hashes), "head": one.head.hex()} for one in told],
        "warnings": [*_broken(seal.ledgers[OFFICE]), *(warning for one in told for warning in _broken(one))],
    }
    if entry is None:
        return {"entry": None, **answer, "next": []}
    data = packed(members(desk, sealed, plans, documents=documents))
    write_aside(target, data)
    return {
        "entry": entry.number,
        "checkpoint": point.number,
        "sha256": sha256(data),
        **answer,
        "next": [f"lifecycle history verify {quoted(str(target))}"],
    }


def members(desk: Desk, sealed: Sealed, plans: list[str], *, documents: bool) -> Mapping[str, bytes]:
    """The members of the archive by name (decision 52)."""
    found = {history_of(key): _lines(sealed.ledgers[key]) for key in (OFFICE, *plans)}
    for body in _bodies(sealed.ledgers[OFFICE]):
        for put in put_in(body, Checkpoint.KIND):
            found[f"checkpoints/{put['number']:06d}.txt"] = Checkpoint.model_validate(put).data
        for put in put_in(body, Stamp.KIND):
            for ending, digest in (("tsq", put["request"]), ("tsr", put["response"])):
                if digest and (data := desk.store.blob(digest)) is not None:
                    found[f"stamps/{put['number']:06d}.{ending}"] = data
    editions = [
        (key, body["number"], put)
        for key in plans
        for body in _bodies(sealed.ledgers[key])
        for put in put_in(body, Edition.KIND)
    ]
    rows = [HEADS, *(code_row(*one) for one in editions)]
    found["codes.csv"] = "".join(",".join(row) + "\n" for row in rows).encode()
    blobs = {}
    if documents:
        named = {put[part] for _, _, put in editions for part in ("sha256", "blocks")}
        blobs = {digest: data for digest in named if (data := desk.store.blob(digest)) is not None}
    found |= {f"blobs/{digest}": data for digest, data in blobs.items()}
    told = {"type": EXPORT, "format": 1, "program": desk.renderer, "plans": plans, "blobs": sorted(blobs)}
    found["export.json"] = canonical(told) + b"\n"
    return found | _readers(desk)


def readers_digest(program: str, files: Mapping[str, bytes]) -> str:
    """The digest over the program's name and the members for the reader, as the act of an export keeps it."""
    return sha256("\n".join([program, *(sha256(files.get(name, b"")) for name in READERS)]).encode())


def _readers(desk: Desk) -> dict[str, bytes]:
    """A town may say what it likes in the README, but the verifier is the shipped one."""
    return {
        name: shipped("document_templates", f"auditors/{name}", office=None if name == VERIFIER else desk.office)
        for name in READERS
    }


def history_of(plan: str) -> str:
    """The member that holds one chain."""
    return "history/office.jsonl" if plan == OFFICE else f"history/plan_{plan}.jsonl"


def code_row(plan: str, entry: int, put: Mapping[str, Any]) -> tuple[str, ...]:
    """A line of the list of control codes."""
    edition = f"{put['name']}@{put['number']}"
    return (str(put["code"]), plan, str(entry), edition, str(put["content_sha256"]), str(put["issued_on"]))


def _lines(ledger: Ledger) -> bytes:
    rows = zip(ledger.bodies, ledger.hashes, strict=True)
    return b"".join(b'{"body":%b,"hash":"%b"}\n' % (body, hash_.hex().encode()) for body, hash_ in rows)


def _bodies(ledger: Ledger) -> Iterator[Mapping[str, Any]]:
    """The entries that can be read; what is wrong with the others the verifier says."""
    yield from (body for body in map(_read, ledger.bodies) if body is not None)


def _read(data: bytes) -> Mapping[str, Any] | None:
    """The body as a value, or None where it is no JSON of an entry."""
    try:
        body: Mapping[str, Any] = json.loads(data)
        body["number"], [change.get("kind") for change in body["changes"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return body


def _broken(ledger: Ledger) -> list[dict[str, Any]]:
    """The warning of the first entry that does not follow or, although its hash holds, cannot be read."""
    unread = (number for number, data in enumerate(ledger.bodies, start=1) if _read(data) is None)
    wrong: list[dict[str, Any]] = [{"plan": ledger.plan, "entry": number} for number in unread][:1]
    try:
        unbroken(ledger)
    except Unverified as found:
        wrong.append(dict(found.facts))
    return [
        {"code": "history.exported_broken", "facts": one} for one in sorted(wrong, key=lambda one: one["entry"])[:1]
    ]
