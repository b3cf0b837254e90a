"""The register after the corpus came home, held against the truth: what was read, placed, lost, invented."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.returned.issued import plain
from tests.returned.truth import Changed, Said, Sample

Row = Mapping[str, Any]


@dataclass
class Measured:
    """Counts over one or more files, and each fault in words."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Measured") -> None:
        self.counts += other.counts
        self.faults += other.faults

    def share(self, part: str, whole: str) -> float:
        """`part` of `whole`; all of nothing."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def measured(sample: Sample, told: Mapping[str, Any], rows: Sequence[Row], flags: Mapping[str, bool]) -> Measured:
    """One file: `told` is what take-back said of it, `rows` are the points it brought."""
    found = Measured()
    left = list(rows)
    by_id = {row["id"]: row for row in rows}

    def fault(kind: str, what: object) -> None:
        found.counts[kind] += 1
        found.faults.append(f"{sample.name}: {kind}: {what}")

    found.counts["files"] += 1
    if told["refused"]:
        fault("refused", told["refused"])
        return found
    if told["edition"] != sample.edition:
        fault("edition wrong", told["edition"])
    if not str(told["engine"]).startswith(sample.engine):
        fault("engine wrong", told["engine"])
    for said in sample.truth.said:
        found.counts["comments"] += 1
        row = _taken(left, lambda row, said=said: _is_said(row, said))
        if row is None:
            fault("comment unread", said)
            continue
        found.counts["comments read"] += 1
        if said.answers:
            _answered(found, fault, sample, said, row, by_id)
        else:
            _placed(found, fault, said, row)
            if row["resolved"] != said.resolved:
                fault("flag wrong", said)
    for change in sample.truth.changed:
        kind = "edits" if change.kind == "edit" else "tracked"
        found.counts[kind] += 1
        row = _taken(left, lambda row, change=change: _is_change(row, change))
        if row is None:
            fault(f"{kind} unread", (change, [(one["kind"], one["text"][:80]) for one in left]))
            continue
        found.counts[f"{kind} read"] += 1
        _placed(found, fault, change, row)
    for thread, resolved in sample.truth.flags.items():
        found.counts["flags"] += 1
        if resolved != flags.get(thread) if resolved else thread not in told["reopened"]:
            fault("flag unread", thread)
    for row in left:
        if not (sample.truth.loose_edits and row["kind"] == "edit"):
            fault("invented", (row["kind"], row["text"][:100], row["item"], row["field"]))
    return found


def _placed(found: Measured, fault: Any, true: Said | Changed, row: Row) -> None:
    """Whether it stands at its item; what has no right item must wait for a person."""
    if true.item is None:
        found.counts["without a place"] += 1
        if row["item"] is not None:
            fault("placed wrongly", (true, row["item"], row["tier"]))
        return
    found.counts["with a place"] += 1
    if row["item"] == true.item:
        found.counts["placed"] += 1
        if true.field:
            found.counts["with a field"] += 1
            if row["field"] == true.field:
                found.counts["field right"] += 1
            elif row["field"] is not None:
                fault("field wrong", (true, row["field"]))
            else:
                fault("field unknown", true)
    elif row["item"] is None:
        fault("orphaned", (true, row["quoted"]))
    else:
        fault("placed wrongly", (true, row["item"], row["tier"]))


def _answered(found: Measured, fault: Any, sample: Sample, said: Said, row: Row, by_id: Mapping[str, Row]) -> None:
    """Whether a reply is in the thread it answers."""
    kept = "replies lost by the editor" if sample.truth.threads_lost else "replies"
    found.counts[kept] += 1
    root = by_id.get(row["thread"])
    if row["thread"] == said.answers or (root is not None and plain(root["text"]) == plain(str(said.answers))):
        found.counts[f"{kept} kept"] += row["id"] != row["thread"]
        if row["id"] != row["thread"]:
            return
    if not sample.truth.threads_lost:
        fault("reply astray", (said, row["thread"]))


def _is_said(row: Row, said: Said) -> bool:
    return row["kind"] == "comment" and (plain(row["text"]), row["author"]) == (plain(said.text), said.author)


def _is_change(row: Row, change: Changed) -> bool:
    if row["kind"] != change.kind or (change.author and row["author"] != change.author):
        return False
    before, after = plain(row["before"] or ""), plain(row["proposed_change"] or "")
    gone, new = plain(change.gone), plain(change.new)
    return gone in before and new in after and (not gone or gone not in after) and (not new or new not in before)


def _taken(left: list[Row], right: Any) -> Row | None:
    """The first row that fits, taken off the list."""
    for number, row in enumerate(left):
        if right(row):
            return left.pop(number)
    return None


def by_maker(every: Sequence[tuple[Sample, Measured]]) -> dict[str, Measured]:
    """The measures of all files of each maker, and of all."""
    found: dict[str, Measured] = defaultdict(Measured)
    for sample, one in every:
        found[sample.made_by].add(one)
        found["all"].add(one)
    return dict(found)


COLUMNS = (
    ("files", "files", ""),
    ("comments", "comments read", "comments"),
    ("placed", "placed", "with a place"),
    ("field", "field right", "with a field"),
    ("no place", "without a place", ""),
    ("replies", "replies kept", "replies"),
    ("replies lost*", "replies lost by the editor kept", "replies lost by the editor"),
    ("tracked", "tracked read", "tracked"),
    ("edits", "edits read", "edits"),
    ("flags", "flags", ""),
    ("wrongly", "placed wrongly", ""),
    ("orphaned", "orphaned", ""),
    ("invented", "invented", ""),
)


def table(found: Mapping[str, Measured]) -> str:
    """The figures, a line a maker."""
    lines = ["| made by | " + " | ".join(name for name, _, _ in COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for maker, one in found.items():
        cells = [
            f"{one.counts[part]}/{one.counts[whole]}" if whole else str(one.counts[part]) for _, part, whole in COLUMNS
        ]
        lines.append(f"| {maker} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
