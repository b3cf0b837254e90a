"""Checkpoints over all chains of the office: made with everything that leaves it, and held against the live history."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from lifecycle.actions.desk import Desk
from lifecycle.delivery.der import Unreadable
from lifecycle.delivery.time_stamp import NotGranted, read_request, read_response
from lifecycle.model.checkpoint import Checkpoint, Handout, Mark, Stamp, checkpoint_text, read_checkpoint
from lifecycle.model.errors import Unverified
from lifecycle.model.history import GENESIS, Change, Entry, Put, chained
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import canonical
from lifecycle.model.tree import roots
from lifecycle.store.ledger import Ledger, ledgers
from lifecycle.store.replay import Problem

N = TypeVar("N", Checkpoint, Handout, Stamp)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What an act of the office's chain has sealed: the ledgers as its checkpoint names them, its own entry added."""

    entry: Entry | None
    point: Checkpoint
    ledgers: Mapping[str, Ledger]


class Seal:
    """The next checkpoint, about to be entered together with what goes out under it."""

    def __init__(self, desk: Desk, *, bodies: Container[str] = ()) -> None:
        self.ledgers = ledgers(desk.store, bodies=bodies)
        self._desk = desk

    def next(self, kind: type[N]) -> int:
        """The next number of a kind of the office's chain."""
        return 1 + max((one.number for one in self._desk.store.things(OFFICE, kind)), default=0)

    def checkpoint(self) -> Checkpoint:
        """The checkpoint: what each chain claims of itself, and the root over the entries that are there."""
        marks = {}
        for key, ledger in self.ledgers.items():
            top = roots(ledger.hashes, (len(ledger.hashes),)).get(len(ledger.hashes), GENESIS)
            marks[key] = Mark(ledger.rev, ledger.head, top)
        number = self.next(Checkpoint)
        return Checkpoint(number=number, text=checkpoint_text(number, marks))

    def sealed(self, entry: Entry | None, point: Checkpoint) -> Sealed:
        """The ledgers with the entry of this act."""
        office = self.ledgers[OFFICE]
        if entry is not None:
            bodies = (*office.bodies, canonical(entry.body)) if office.bodies else ()
            hashes = (*office.hashes, entry.hash)
            office = replace(office, rev=entry.number, head=entry.hash, hashes=hashes, bodies=bodies)
        return Sealed(entry, point, {**self.ledgers, OFFICE: office})


def unbroken(ledger: Ledger) -> Ledger:
    """The ledger, whose chain holds; Unverified names the first entry that does not follow."""
    head = GENESIS
    for number, (body, hash_) in enumerate(zip(ledger.bodies, ledger.hashes, strict=True), start=1):
        if chained(head, body) != hash_:
            raise Unverified("history.broken", plan=ledger.plan, entry=number)
        head = hash_
    if (ledger.rev, ledger.head) != (len(ledger.hashes), head):
        raise Unverified("history.broken", plan=ledger.plan, entry=len(ledger.hashes) + 1)
    return ledger


def put_in(body: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """The values of one kind that an entry puts."""
    return [change["put"] for change in body["changes"] if change.get("kind") == kind and "put" in change]


def changes_of(point: Checkpoint, thing: Handout | Stamp) -> list[Change]:
    """What an act enters that lets something out under a checkpoint."""
    return [Put(point), Put(thing)]


def given_out(desk: Desk, plan: str) -> list[Handout]:
    """The receipts and exports of the plan that have left the office, oldest first."""
    handouts = desk.store.things(OFFICE, Handout)
    return sorted((one for one in handouts if one.of in (plan, None)), key=lambda one: one.number)


def checkpoint_problems(desk: Desk) -> Iterator[Problem]:
    """Where a checkpoint of the office's chain tells of another history, or a time-stamp is not of its checkpoint."""
    live = ledgers(desk.store)
    known: dict[int, Checkpoint] = {}
    told: list[tuple[int, int, str, Mark]] = []
    for entry in desk.store.entries(OFFICE):
        for put in put_in(entry.body, Checkpoint.KIND):
            point = Checkpoint.model_validate(put)
            known[point.number] = point
            try:
                marks = read_checkpoint(point.number, point.text)
            except ValueError:
                yield Problem(entry.number, Checkpoint.KIND, str(point.number), "verify.checkpoint_text")
                continue
            told += [(entry.number, point.number, plan, mark) for plan, mark in marks.items()]
        for put in put_in(entry.body, Stamp.KIND):
            stamp = Stamp.model_validate(put)
            if not _is_of(desk, stamp, known.get(stamp.checkpoint)):
                yield Problem(entry.number, Stamp.KIND, str(stamp.number), "verify.stamp")
    tops = {
        plan: roots(ledger.hashes, {mark.size for _, _, key, mark in told if key == plan})
        for plan, ledger in live.items()
    }
    for number, point_number, plan, mark in told:
        hashes = live[plan].hashes if plan in live else ()
        same = mark.size <= len(hashes) and (hashes[mark.size - 1], tops[plan][mark.size]) == (mark.head, mark.root)
        if not same:
            yield Problem(number, Checkpoint.KIND, f"{point_number}/{plan}", "verify.checkpoint")


def _is_of(desk: Desk, stamp: Stamp, point: Checkpoint | None) -> bool:
    import hashlib

    asked, answered = desk.store.blob(stamp.request), desk.store.blob(stamp.response) if stamp.response else None
    if point is None or asked is None or (stamp.response and answered is None):
        return False
    try:
        request = read_request(asked)
        token = read_response(answered) if answered else None
    except (Unreadable, NotGranted):
        return False
    same = token is None or (token.imprint, token.nonce) == (request.imprint, request.nonce)
    return same and request.imprint == hashlib.sha256(point.data).digest()
