"""Time-stamps of the whole history: write the request for an authority, take its response, say what is stamped.

The files are carried by a person; the program opens no connection.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lifecycle.actions.checkpoints import Seal, changes_of
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.given_files import contents
from lifecycle.actions.placing import can_be_written, write_aside
from lifecycle.delivery.der import Unreadable
from lifecycle.delivery.time_stamp import LARGEST, NotGranted, Token, read_request, read_response, request
from lifecycle.documents.typography import moment_text
from lifecycle.model.checkpoint import Checkpoint, Stamp, read_checkpoint
from lifecycle.model.errors import Refused, Unverified, Wrong
from lifecycle.model.history import Put, sha256
from lifecycle.model.plan import OFFICE
from lifecycle.model.quoting import quoted
from lifecycle.model.verdict import Refusal
from lifecycle.store.verify import verify

FOLDER = "stamps"
_NONCE = 8


def ask(desk: Desk, target: Path | None) -> dict[str, Any]:
    """A request for a time-stamp of a new checkpoint stands in `target`, else in the office's folder `stamps/`.

    Unverified where a history is broken: a time-stamp would lend it trust.
    """
    for problem in verify(desk.store, quick=True).problems:
        raise Unverified("stamp.broken", table=problem.table, row=problem.row)
    with desk.writing(OFFICE) as pen:
        seal = Seal(desk)
        point = seal.checkpoint()
        number = seal.next(Stamp)
        file = target or desk.office / FOLDER / f"{number:06d}.tsq"
        if not desk.dry_run:
            can_be_written(file)
        data = request(point.data, desk.store.randomness(_NONCE))
        stamp = Stamp(number=number, checkpoint=point.number, request=sha256(data))
        entry = pen.commit("stamp.request", changes_of(point, stamp), blobs=(data,))
    if entry is not None:
        write_aside(file, data)
        write_aside(file.with_suffix(".txt"), point.data)
    return {
        "entry": entry.number if entry else None,
        "number": number,
        "checkpoint": point.number,
        "sha256": hashlib.sha256(point.data).hexdigest(),
        "file": str(file),
        "next": [f"lifecycle history stamp --response {quoted(str(file.with_suffix('.tsr')))}"],
    }


def take(desk: Desk, file: Path) -> dict[str, Any]:
    """The authority's response is kept with the request it answers; the same response again changes nothing.

    Refused where the request has another response already: whoever is asked later must not take its place.
    """
    data, token = _read(file)
    with desk.writing(OFFICE) as pen:
        stamp = _asked(desk, pen, token)
        if stamp is None:
            raise Unverified("stamp.other_request", file=file.name)
        entry = None
        answered = stamp.replaced(response=sha256(data), at=_at(token), serial=str(token.serial))
        if stamp.response not in (None, answered.response):
            at = moment_text(str(stamp.at), desk.screen)
            told = Refusal("stamp.answered", number=stamp.number, at=at, serial=stamp.serial, file=file.name)
            raise Refused([told])
        if stamp.response is None:
            entry = pen.commit("stamp.response", [Put(answered)], blobs=(data,))
        point = next(one for one in pen.content.all(Checkpoint) if one.number == stamp.checkpoint)
    command = signature_command(desk, stamp.number)
    if not desk.dry_run:
        beside = desk.office / FOLDER / f"{stamp.number:06d}"
        write_aside(beside.with_suffix(".txt"), point.data)
        write_aside(beside.with_suffix(".tsr"), data)
    return {
        "entry": entry.number if entry else None,
        "number": stamp.number,
        "checkpoint": stamp.checkpoint,
        "at": answered.at,
        "serial": answered.serial,
        "signature_checked": False,
        "check_signature": command,
        "next": [command, "lifecycle history verify"],
    }


def signature_command(desk: Desk, number: int) -> str:
    """The line that checks the signature and the certificate of a time-stamp, which this program does not check.

    Which authority is to be trusted only a person knows: its certificates are the file `autorita.pem`.
    """
    beside = desk.office / FOLDER / f"{number:06d}"
    data, answer = (quoted(str(beside.with_suffix(ending))) for ending in (".txt", ".tsr"))
    return f"openssl ts -verify -data {data} -in {answer} -CAfile autorita.pem"


def stamps(desk: Desk) -> list[dict[str, Any]]:
    """Every time-stamp, oldest first: when, of which checkpoint, and how many entries of each plan it covers."""
    points = {one.number: one for one in desk.store.things(OFFICE, Checkpoint)}
    told = []
    for stamp in sorted(desk.store.things(OFFICE, Stamp), key=lambda one: one.number):
        marks = read_checkpoint(stamp.checkpoint, points[stamp.checkpoint].text)
        sizes = {plan: mark.size for plan, mark in marks.items()}
        line: dict[str, Any] = {"number": stamp.number, "checkpoint": stamp.checkpoint, "at": stamp.at}
        line |= {"office": sizes.pop(OFFICE), "plans": sizes}
        command = signature_command(desk, stamp.number) if stamp.at else None
        told.append(line | {"signature_checked": False, "check_signature": command})
    return told


def marked(desk: Desk, plan: str, log: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The log with the time of the earliest time-stamp that covers each entry; None where there is none."""
    answered = sorted((one for one in stamps(desk) if one["at"]), key=lambda one: str(one["at"]))
    covers = [(one["office"] if plan == OFFICE else one["plans"].get(plan, 0), one["at"]) for one in answered]
    return [line | {"stamped": next((at for size, at in covers if size >= line["number"]), None)} for line in log]


def _read(file: Path) -> tuple[bytes, Token]:
    data = contents(file, largest=LARGEST)
    try:
        return data, read_response(data)
    except NotGranted as refused:
        raise Wrong("stamp.not_granted", file=file.name, status=refused.args[0]) from refused
    except Unreadable as wrong:
        raise Wrong("stamp.unreadable", file=file.name) from wrong


def _asked(desk: Desk, pen: Pen, token: Token) -> Stamp | None:
    """The stamp whose request the token answers: the same imprint and the same nonce (RFC 3161, 2.4.2)."""
    for stamp in pen.content.all(Stamp):
        try:
            asked = read_request(desk.store.blob(stamp.request) or b"")
        except Unreadable:
            continue  # a damaged request answers to nothing; `history verify` names it
        if (asked.imprint, asked.nonce) == (token.imprint, token.nonce):
            return stamp
    return None


def _at(token: Token) -> str:
    return token.at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
