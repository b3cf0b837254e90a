"""Acts and the changes they make: the history that all tables are a projection of.

The body of an act is canonical JSON without any hash; hash = SHA-256(previous hash as 32 raw bytes ‖ body),
the first previous is 32 zero bytes. These formats reach outsiders and do not change.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lifecycle.model.thing import Thing, canonical

FORMAT = 1
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Put:
    """The whole value replaces whatever stood under its key."""

    thing: Thing

    def as_json(self) -> dict[str, Any]:
        """The change as it stands in the body of an act."""
        return {"kind": self.thing.KIND, "put": self.thing.as_json()}


@dataclass(frozen=True, slots=True)
class Drop:
    """The thing under the key is no more."""

    kind: str
    key: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The change as it stands in the body of an act."""
        return {"kind": self.kind, "drop": list(self.key)}


@dataclass(frozen=True, slots=True)
class Forget:
    """The private text with this digest and its salt are erased; the digest stays."""

    digest: str

    def as_json(self) -> dict[str, Any]:
        """The change as it stands in the body of an act."""
        return {"forget": self.digest}


Change = Put | Drop | Forget


@dataclass(frozen=True, slots=True)
class Secret:
    """A private text about to be kept in the vault."""

    digest: str
    salt: bytes
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """What one person does at once; `who` and `login` are references into the vault."""

    plan: str
    verb: str
    on: dt.date
    who: str
    login: str
    role: str
    changes: tuple[Change, ...] = ()
    note: str | None = None
    secrets: tuple[Secret, ...] = ()
    blobs: tuple[bytes, ...] = ()

    def body(self, number: int, at: str) -> bytes:
        """The canonical bytes that are hashed and kept; `at` is the recorded time (UTC, ISO 8601)."""
        return canonical(self.as_json(number, at))

    def as_json(self, number: int, at: str) -> dict[str, Any]:
        """The act as entry `number`, in JSON types."""
        return {
            "format": FORMAT,
            "plan": self.plan,
            "number": number,
            "at": at,
            "on": self.on.isoformat(),
            "who": self.who,
            "login": self.login,
            "role": self.role,
            "verb": self.verb,
            "note": self.note,
            "changes": [change.as_json() for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as it stands in the history: `body` is the parsed JSON, `hash` the chain's head after it."""

    plan: str
    number: int
    body: Mapping[str, Any]
    hash: bytes

    @property
    def on(self) -> dt.date:
        """The civil date of the act."""
        return dt.date.fromisoformat(self.body["on"])


def chained(previous: bytes, body: bytes) -> bytes:
    """The hash of an entry: SHA-256 of the previous 32 raw bytes and the body."""
    return hashlib.sha256(previous + body).digest()


def private_digest(salt: bytes, subject: str, text: str) -> str:
    """SHA-256(salt ‖ subject ‖ 0x00 ‖ text), hex."""
    return hashlib.sha256(salt + subject.encode() + b"\x00" + text.encode()).hexdigest()


def sha256(data: bytes) -> str:
    """The hex SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK = _CROCKFORD + "*~$=U"


def control_code(plan: str, number: int, head: bytes, content_sha256: str) -> str:
    """The control code (kontrolní kód) printed in an edition issued by entry `number`.

    `PLAN-N-` and 26 Crockford characters, the first 130 bits of SHA-256(head before the entry ‖ content hash),
    and a check character (mod 37), in groups of five.
    """
    bits = int.from_bytes(hashlib.sha256(head + bytes.fromhex(content_sha256)).digest(), "big") >> (256 - 130)
    text = "".join(_CROCKFORD[(bits >> (5 * place)) & 31] for place in range(25, -1, -1)) + _CHECK[bits % 37]
    return f"{plan}-{number}-" + "-".join(text[at : at + 5] for at in range(0, len(text), 5))


def read_control_code(code: str) -> tuple[str, int, str]:
    """(plan key, entry number, 26 characters) of a typed code; ValueError where form or check character is wrong.

    Letters of either case are read; O is 0, I and L are 1 (Crockford base 32).
    """
    squeezed = "".join(code.split())
    tail, at = "", len(squeezed)
    while at > 0 and len(tail) < 27:
        at -= 1
        if squeezed[at] != "-":
            tail = squeezed[at] + tail
    head = squeezed[:at].rstrip("-")
    plan, dash, number = head.rpartition("-")
    tail = tail.upper()
    body = tail[:26].translate(str.maketrans("OIL", "011"))
    if len(tail) != 27 or not dash or not plan or not re.fullmatch("[0-9]+", number) or set(body) - set(_CROCKFORD):
        raise ValueError("code_form")
    value = 0
    for letter in body:
        value = value * 32 + _CROCKFORD.index(letter)
    check = tail[26].translate(str.maketrans("OIL", "011")) if tail[26] in "OIL" else tail[26]
    if check not in _CHECK or _CHECK.index(check) != value % 37:
        raise ValueError("code_check")
    return plan, int(number), body


def blobs_named(changes: Sequence[Change]) -> set[str]:
    """The digests of stored bytes that the values of `changes` name."""
    return {
        str(value)
        for change in changes
        if isinstance(change, Put) and (named := _blob_columns(type(change.thing)))
        for attribute in named
        if (value := getattr(change.thing, attribute)) is not None
    }


@cache
def _blob_columns(kind: type[Thing]) -> tuple[str, ...]:
    return tuple(column.attribute for column in kind.columns() if column.blob)
