"""What the office's own chain keeps for outsiders: checkpoints over all chains, what was given out, time-stamps.

The text of a checkpoint reaches outsiders and does not change (decision 52).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from lifecycle.model.plan import OFFICE, PlanKey
from lifecycle.model.thing import Blob, Count, Label, Line, Ref, Sha256, Text, Thing, Word

_TITLE = "plan-lifecycle checkpoint 1"
_ROW = re.compile("([!-~]+) ([1-9][0-9]*) ([0-9a-f]{64}) ([0-9a-f]{64})")


class Checkpoint(Thing):
    """A checkpoint (kontrolní bod): size, head and root of every chain of the office at one moment, as a text."""

    KIND: ClassVar[str] = "checkpoint"
    KEY: ClassVar[tuple[str, ...]] = ("number",)
    TITLE: ClassVar[Label] = Label("kontrolní body", "checkpoints")

    number: Annotated[Count, Label("číslo", "number")]
    text: Annotated[Text, Label("text", "text")]

    @property
    def data(self) -> bytes:
        """The bytes that are stamped and given out: the text with its last line end."""
        return self.text.encode() + b"\n"


class HandoutForm(Word):
    """What was given out of the history."""

    receipt = "receipt", "potvrzení o zápisu", "receipt of an entry"
    export = "export", "výpis historie", "export of the history"


class Handout(Thing):
    """What has left the office (výdej): a receipt of an entry, or an export of a plan or of all of them."""

    KIND: ClassVar[str] = "handout"
    KEY: ClassVar[tuple[str, ...]] = ("number",)
    TITLE: ClassVar[Label] = Label("výdeje z historie", "hand-outs of the history")

    number: Annotated[Count, Label("číslo", "number")]
    form: Annotated[HandoutForm, Label("co", "what")]
    of: Annotated[PlanKey | None, Label("plán", "plan", "prázdné = všechny", "empty = all")] = None
    entry: Annotated[Count | None, Label("zápis", "entry")] = None
    documents: Annotated[bool, Label("s dokumenty", "with documents")] = False
    readers: Annotated[Sha256 | None, Label("otisk průvodních souborů", "digest of the accompanying files")] = None


class Stamp(Thing):
    """A time-stamp (časové razítko) of a checkpoint, RFC 3161: the request, and the response once it has come."""

    KIND: ClassVar[str] = "stamp"
    KEY: ClassVar[tuple[str, ...]] = ("number",)
    TITLE: ClassVar[Label] = Label("časová razítka", "time-stamps")

    number: Annotated[Count, Label("číslo", "number")]
    checkpoint: Annotated[Count, Ref("checkpoint"), Label("kontrolní bod", "checkpoint")]
    request: Annotated[Sha256, Blob(), Label("otisk žádosti", "digest of the request")]
    response: Annotated[Sha256 | None, Blob(), Label("otisk odpovědi", "digest of the response")] = None
    at: Annotated[Line | None, Label("čas razítka", "time of the stamp")] = None
    serial: Annotated[Line | None, Label("číslo razítka", "serial number")] = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one chain stood: number of entries, hash of the last one, root of the tree over them."""

    size: int
    head: bytes
    root: bytes


def checkpoint_text(number: int, marks: Mapping[str, Mark]) -> str:
    """The text of a checkpoint, without its last line end."""
    lines = [f"{key} {mark.size} {mark.head.hex()} {mark.root.hex()}" for key, mark in sorted(marks.items())]
    return "\n".join([_TITLE, str(number), *lines])


def read_checkpoint(number: object, text: str) -> Mapping[str, Mark]:
    """The chains a checkpoint's text speaks of; ValueError where it is not of the one form."""
    title, told, *lines = text.split("\n")
    rows = [_ROW.fullmatch(line) for line in lines]
    found = {row[1]: Mark(int(row[2]), bytes.fromhex(row[3]), bytes.fromhex(row[4])) for row in rows if row}
    ordered = len(found) == len(rows) and list(found) == sorted(found)
    if (title, told) != (_TITLE, str(number)) or not ordered or OFFICE not in found:
        raise ValueError(number)
    return found
