"""Whether exports and receipts of one office agree: what each says of a chain is held against what the others say.

An export that ends before a receipt may be older and honest; what tells the two apart is told, nobody is accused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lifecycle.model.checkpoint import Mark
from lifecycle.model.plan import OFFICE
from lifecycle.model.tree import roots
from lifecycle.store.replay import Problem


@dataclass
class Told:
    """What one file tells: its own faults, hashes by chain and entry, codes, its checkpoint and its whole chains."""

    problems: list[Problem] = field(default_factory=list)
    hashes: dict[tuple[str, int], bytes] = field(default_factory=dict)
    codes: list[tuple[str, ...]] = field(default_factory=list)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    place: int = 0
    """The number of the office's entry that keeps `marks`."""
    chains: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    """Of an export: the hashes of each chain, from the zero before the first entry."""
    every_plan: bool = False
    """Of an export: whether it was given out as that of all plans."""
    taken_back: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    """Of an export: the entry that took an edition away, by the edition's plan, entry and name."""
    receipt_of: tuple[str, int] | None = None
    """Of a receipt: its plan and its entry."""


class Agreement:
    """What the files read so far say together; exports come before receipts."""

    def __init__(self) -> None:
        self.chains: dict[str, Sequence[bytes]] = {}
        self._hashes: dict[tuple[str, int], bytes] = {}
        self._roots: dict[tuple[str, int], bytes] = {}
        self._marks: list[tuple[int, Mapping[str, Mark]]] = []
        self._every_plan = False
        self.taken_back: dict[tuple[str, int, str], int] = {}

    def joined(self, file: str, told: Told) -> Iterator[Problem]:
        """What of the file contradicts the others, or cannot be checked against them."""
        for key, chain in told.chains.items():
            if len(chain) > len(self.chains.get(key, ())):
                self.chains[key] = chain
        self._every_plan |= told.every_plan
        self.taken_back |= told.taken_back
        disputed = sorted(set(self._disputed(told)))
        yield from (Problem(number, file, key, "verify.files_disagree") for key, number in disputed)
        for key, mark in told.marks.items():
            for place, others in self._marks:
                other = others.get(key, mark).size
                if (place - told.place) * (other - mark.size) < 0:
                    yield Problem(mark.size, file, key, "verify.files_fewer", str(other))
                    break
        self._marks.append((told.place, told.marks))
        if told.receipt_of:
            yield from self._beyond(file, told, told.receipt_of[0], disputed=bool(disputed))

    def _disputed(self, told: Told) -> Iterator[tuple[str, int]]:
        """Chain and entry where a hash or a root is not the one that another file gives."""
        claimed = told.hashes | {(key, mark.size): mark.head for key, mark in told.marks.items()}
        for claim, one in claimed.items():
            if self._hashes.setdefault(claim, one) != one:
                yield claim
        for key, mark in told.marks.items():
            chain = self.chains.get(key, ())
            held = mark.size >= len(chain) or roots(chain[1 : mark.size + 1], (mark.size,))[mark.size] == mark.root
            if not held or self._roots.setdefault((key, mark.size), mark.root) != mark.root:
                yield key, mark.size

    def _beyond(self, file: str, told: Told, plan: str, *, disputed: bool) -> Iterator[Problem]:
        """The checkpoint of a receipt is neither in the exports' chain of the plan nor in their chain of the office."""
        end, size = len(self.chains.get(plan, (b"",))) - 1, told.marks[plan].size
        within = told.place < len(self.chains.get(OFFICE, ()))
        if not self.chains or size <= end or (within and not disputed):
            return
        if plan not in self.chains and not disputed:
            # Exports of other plans say nothing of this one; one of all plans is older than it, or was cut.
            if self._every_plan:
                yield Problem(size, file, plan, "verify.export_without")
            return
        # By places and hashes alone: a clock may have gone back between the two.
        yield Problem(size, file, plan, "verify.export_short" if disputed else "verify.export_ends", str(end))
