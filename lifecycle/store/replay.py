"""The replay of stored bytes for a verification: nothing in them is trusted, every fault is a named problem."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lifecycle.model.errors import Wrong
from lifecycle.model.history import FORMAT, GENESIS, Entry, Put, blobs_named, chained
from lifecycle.model.thing import VAULT as REFERENCE
from lifecycle.model.thing import Thing, canonical
from lifecycle.store.fold import Folded
from lifecycle.store.rows import cells
from lifecycle.store.vault import private_values

_FIELDS = {"format", "plan", "number", "at", "on", "who", "login", "role", "verb", "note", "changes"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was recorded: the entry that wrote it, its table and row; `what` is a phrase."""

    entry: int | None
    table: str
    row: str
    what: str
    column: str | None = None


class Replay:
    """What the stored entries of one plan amount to, as far as they can be believed."""

    def __init__(self, plan: str, kinds: Mapping[str, type[Thing]], *, only_chain: bool = False) -> None:
        self.entries = 0
        self.references: dict[str, int] = {}
        self.blobs: dict[str, int] = {}
        self.plan = plan
        self._kinds = kinds
        self._only_chain = only_chain
        self._folded = Folded()
        self.expected = 1
        self._heads: set[bytes] = {GENESIS}

    @property
    def head(self) -> bytes:
        """The hash of the last entry taken whole."""
        return self._folded.head

    @property
    def forgotten(self) -> set[str]:
        """The digests of the private texts that were erased."""
        return self._folded.forgotten

    def read(self, rows: Iterable[tuple[object, object, object]]) -> Iterator[Problem]:
        """The problems of the stored entries that follow, given as (number, body, hash)."""
        for number, body, hash_ in self._unsound(rows) if self._only_chain else rows:
            yield from self.take(number, body, hash_)

    def _unsound(self, rows: Iterable[tuple[object, object, object]]) -> Iterator[tuple[object, object, object]]:
        """The rows that do not simply go on with the chain; the others are taken here.

        `take` would say the same of them: this is the loop that reads a sound chain about as fast as it is hashed.
        """
        head: bytes | None = None
        for number, body, hash_ in rows:
            if head is None and len(self._heads) == 1:
                (head,) = self._heads
            if (
                head is not None
                and type(number) is int
                and number == self.expected
                and type(body) is bytes
                and type(hash_) is bytes
                and sha256(head + body).digest() == hash_
            ):
                self.expected, head = number + 1, hash_
                self.entries += 1
                continue
            if head is not None:
                self._heads, head = {head}, None
            yield number, body, hash_
        if head is not None:
            self._heads = {head}

    def take(self, number: object, body: object, hash_: object) -> Iterator[Problem]:
        """The problems of the next stored entry."""
        row = f"{self.plan}/{number}"
        self.entries += 1
        if type(number) is not int:
            yield Problem(None, "act", row, "verify.number")
            return
        if self.expected < number:
            # One problem for the whole gap: a damaged number may be any.
            gap = f"{self.expected}" if number == self.expected + 1 else f"{self.expected}-{number - 1}"
            yield Problem(self.expected, "act", f"{self.plan}/{gap}", "verify.missing_row")
        self.expected = number + 1
        if not isinstance(body, bytes) or not isinstance(hash_, bytes):
            yield Problem(number, "act", row, "verify.hash")
            return
        computed = {chained(head, body) for head in self._heads}
        if hash_ in computed:
            self._heads = {hash_}
        else:
            yield Problem(number, "act", row, "verify.hash")
            # Either the body or the hash is wrong; the next entry goes on from whichever is right.
            self._heads = {hash_, *computed}
        if not self._only_chain:
            yield from self._content(Entry(self.plan, number, {}, hash_), body, row)

    def against_chain(self, heads: list[tuple[object, object]]) -> Iterator[Problem]:
        """What is wrong with the plan's chain row, given as (rev, head)."""
        if not heads:
            if self.entries:
                yield Problem(None, "chain", self.plan, "verify.no_chain")
            return
        rev, head = heads[0]
        if type(rev) is not int or rev != self.expected - 1:
            yield Problem(self.expected - 1, "chain", self.plan, "verify.cell", "rev")
        if head not in self._heads:
            yield Problem(self.expected - 1, "chain", self.plan, "verify.cell", "head")

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """The cells each row of the kind must have, with the number of the entry that wrote it."""
        for key, thing in self._folded.things.get(kind, {}).items():
            yield {**cells(thing), "rev": self._folded.wrote[(kind, key)]}

    def things(self) -> Iterator[tuple[Thing, int]]:
        """Every thing that stands, with the number of the entry that wrote it."""
        for kind, rows in self._folded.things.items():
            for key, thing in rows.items():
                yield thing, self._folded.wrote[(kind, key)]

    def _content(self, entry: Entry, body: bytes, row: str) -> Iterator[Problem]:
        try:
            parsed = json.loads(body)
            sound = canonical(parsed) == body and set(parsed) == _FIELDS and self._is_of(parsed, entry.number)
        except (ValueError, TypeError, RecursionError):
            yield Problem(entry.number, "act", row, "verify.body")
            return
        if not sound:
            yield Problem(entry.number, "act", row, "verify.body")
        try:
            put = self._folded.take(Entry(self.plan, entry.number, parsed, entry.hash), self._kinds)
            self._note_names(parsed, put, entry.number)
        except (ValueError, TypeError, KeyError, AttributeError, Wrong):
            yield Problem(entry.number, "act", row, "verify.change")

    def _is_of(self, parsed: Mapping[str, Any], number: int) -> bool:
        dt.date.fromisoformat(parsed["on"])
        dt.datetime.fromisoformat(parsed["at"])
        known = type(parsed["format"]) is int and 1 <= parsed["format"] <= FORMAT
        return known and parsed["plan"] == self.plan and parsed["number"] == number

    def _note_names(self, parsed: Mapping[str, Any], put: list[Thing], number: int) -> None:
        """The digests the entry names are known, each with the first entry that does."""
        for actor in ("who", "login"):
            self._note_text(parsed[actor], number)
        for thing in put:
            for _, _, value in private_values(thing):
                self._note_text(value, number)
        for digest in blobs_named([Put(thing) for thing in put]):
            self.blobs.setdefault(digest, number)

    def _note_text(self, value: str, number: int) -> None:
        if REFERENCE.match(value):
            self.references.setdefault(value.removeprefix("vault:"), number)
