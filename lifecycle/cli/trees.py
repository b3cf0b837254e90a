"""What a person sees of a trace: the chain before and after an item as two small trees, its gaps, or the matrix."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lifecycle.cli.screen import refusal_lines, say, table
from lifecycle.documents.phrases import Phrases

LONG = 100
"""A text longer than this is cut in a tree; `--json` tells it whole."""


def trace(result: Mapping[str, Any], phrases: Phrases) -> None:
    """The trace of an item, or the matrix of the whole plan."""
    if result["item"] is None:
        _matrix(result["rows"], phrases)
    else:
        say(_line(result, result["labels"], phrases))
        for side in ("before", "after"):
            say()
            say(phrases.say(f"trace.{side}" if result[side] else f"trace.nothing_{side}"))
            for line in _tree(result[side], result["labels"], phrases):
                say(line)
    if result["gaps"]:
        say()
        say(phrases.say("trace.gaps", count=len(result["gaps"])))
        for gap in result["gaps"]:
            for line in refusal_lines(gap, phrases):
                say(f"  {line}")
    if result["file"]:
        say()
        say(phrases.say("trace.written", file=result["file"], count=len(result["rows"])))


def _tree(steps: Sequence[Mapping[str, Any]], labels: Mapping[str, str], phrases: Phrases) -> Iterator[str]:
    """The steps with branches; a branch goes on as long as a later step hangs on the same node."""
    for place, step in enumerate(steps):
        later = steps[place + 1 :]
        stems = [_goes_on(later, depth) for depth in range(1, step["depth"] + 1)]
        lead = "".join("│  " if stem else "   " for stem in stems[:-1]) + ("├─ " if stems[-1] else "└─ ")
        yield "  " + lead + _line(step, labels, phrases)


def _goes_on(later: Sequence[Mapping[str, Any]], depth: int) -> bool:
    """Whether another step of `depth` comes before the tree goes back above it."""
    return next((step["depth"] == depth for step in later if step["depth"] <= depth), False)


def _line(node: Mapping[str, Any], labels: Mapping[str, str], phrases: Phrases) -> str:
    """A node in one line: what it is, its key, its title and how it stands."""
    kind, title = node["kind"], " ".join(str(node["title"]).split())
    label = labels.get(kind) or phrases.say(f"trace.kind.{kind}")
    key = node.get("key", str(node.get("item", "")).partition(":")[2])
    key = "" if kind in ("indicator", "progress") else key
    title = title if len(title) <= LONG else title[: LONG - 1].rstrip() + "…"
    parts = [f"{label} {key}".strip(), *([title] if title else [])]
    told = " – ".join(parts) + (f" ({node['note']})" if node.get("note") else "")
    if node.get("plan"):
        told += " " + phrases.say("trace.of_plan", plan=node["plan"])
    return told + (" " + phrases.say("trace.again") if node.get("again") else "")


def _matrix(rows: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    names = ("priority", "findings", "swot", "tows", "measure", "activity", "comments", "councils", "state", "gaps")
    table(
        [phrases.say(f"trace.file.{name}") for name in names],
        [
            (
                row["priority"],
                "; ".join(row["findings"]),
                "; ".join(row["swot"]),
                "; ".join(row["tows"]),
                row["measure"],
                row["activity"],
                "; ".join(one["id"] for one in row["comments"]),
                phrases.say("trace.of", approving=row["approving"], towns=row["towns"]) if row["towns"] else "",
                row["state"],
                len(row["gaps"]) or "",
            )
            for row in rows
        ],
    )
