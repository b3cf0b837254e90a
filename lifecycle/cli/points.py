"""What a person sees of the register: thread by thread, what says the same as one row, rival proposals side by side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lifecycle.cli.screen import day, heads_of, say, table
from lifecycle.documents.footnoted import has_footnote
from lifecycle.documents.phrases import Phrases

Point = Mapping[str, Any]
_HEADS = ("id", "author", "date", "item", "text", "decision")
PROPOSALS = ("insertion", "deletion", "replacement", "edit", "edit_insertion", "edit_deletion", "whole", "edit_whole")
"""What a row calls a proposal, each by its own sentence."""
_LONGEST = 300
"""Letters of a quotation or a proposed text that a row shows; `--json` tells all."""
_TOLD = 8
"""So many ids or bodies a cell names; the rest it counts."""


def drawn(result: Sequence[Point], phrases: Phrases) -> None:
    """The register as a table; JSON tells every point by itself."""
    if not result:
        say(phrases.say("screen.no_comments"))
        return
    groups: dict[str, list[Point]] = {}
    for one in result:
        if one["group"]:
            groups.setdefault(one["group"], []).append(one)
    rows = [_row(point, groups.get(point["id"], ()), phrases) for point in in_turn(result)]
    table(heads_of(phrases, _HEADS), rows)


def in_turn(points: Sequence[Point]) -> Iterator[Point]:
    """The points as they are shown: of a group the first, after each its rivals, after each the replies to its group.

    A reply whose root is not there stands at its own place.
    """
    by_id = {one["id"]: one for one in points}
    replies: dict[str, list[Point]] = {}
    for one in points:
        if one["parent"] is not None and one["thread"] in by_id:
            root = by_id[one["thread"]]
            replies.setdefault(root["group"] or root["id"], []).append(one)
    shown: set[str] = set()
    for one in points:
        waiting = [one] if one["parent"] is None or one["thread"] not in by_id else []
        while waiting:
            point = waiting.pop()
            first = by_id.get(point["group"] or "", point)
            if first["id"] not in shown:
                shown.add(first["id"])
                yield first
                yield from replies.get(first["id"], ())
                waiting += [by_id[rival] for rival in reversed(first["rivals"])]


def _row(point: Point, same: Sequence[Point], phrases: Phrases) -> tuple[str, ...]:
    """A point, and with it those of its group (`same`, itself among them)."""
    return (
        _number(point, same, phrases),
        _who(point, same, phrases),
        day(point["date"], phrases),
        phrases.say("screen.orphaned") if point["placement"] == "orphaned" else point["item"],
        "\n".join(_words(point, phrases)),
        _decision(same or [point], phrases),
    )


def _number(point: Point, same: Sequence[Point], phrases: Phrases) -> str:
    if point["parent"] is not None:
        return f"{point['id']} ↳ {point['parent']}"
    others = [one["id"] for one in same if one["id"] != point["id"]]
    if not others:
        return str(point["id"])
    return phrases.say("screen.with_same", id=point["id"], count=len(others), others=_some(others))


def _who(point: Point, same: Sequence[Point], phrases: Phrases) -> str:
    """Every body that says it; of one point its author, and for whom; what is internal says so."""
    if point["internal"]:
        return phrases.say("screen.internal", author=point["author"])
    if len(same) > 1:
        return _some(point["bodies"])
    body = point["on_behalf_of"]
    if body and body != point["author"]:
        return phrases.say("screen.for_body", author=point["author"], body=body)
    return str(point["author"])


def _words(point: Point, phrases: Phrases) -> Iterator[str]:
    """What it says or proposes, what an orphan quotes, and which proposals want another text of the same sentence."""
    proposed = _proposed(point)
    text = point["text"]
    if proposed and has_footnote(f"{point['before'] or ''}{point['proposed_change'] or ''}"):
        text = phrases.say("screen.footnote", text=text)
    what = {"what": phrases.say(f"proposal.{point['form']}")} if proposed.endswith("whole") else {}
    yield phrases.say(f"screen.proposes.{proposed}", text=text, **what) if proposed else text
    if point["placement"] == "orphaned" and point["quoted"]:
        yield phrases.say("screen.quoted", text=_short(point["quoted"]))
    if point["rivals"]:
        yield phrases.say("comment.proposed", text=_short(point["proposed_change"] or "–"))
        yield phrases.say("screen.against", value=_some(point["rivals"]))


def _proposed(point: Point) -> str:
    """How a proposal is told, one of PROPOSALS; what is no proposal is told by its words alone: empty."""
    form, edited = str(point["form"] or ""), point["kind"] == "edit"
    words = {"added_words": "insertion", "removed_words": "deletion", "changed": "" if edited else "replacement"}
    name = words.get(form, "whole") if form else ""
    return "_".join(part for part in ("edit" if edited else "", name) if part)


def _decision(same: Sequence[Point], phrases: Phrases) -> str:
    """The answer; where one group has more answers, whose each is."""
    answers: dict[str, list[str]] = {}
    for one in same:
        answers.setdefault(one["decision"] or "", []).append(one["id"])
    told = {phrases.say(f"settled.{name}") if name else "–": ids for name, ids in answers.items()}
    if len(told) == 1:
        only = next(iter(told))
        return "" if only == "–" else only
    return "\n".join(f"{name}: {_some(ids)}" for name, ids in told.items())


def _some(names: Sequence[str]) -> str:
    told = ", ".join(names[:_TOLD])
    return told if len(names) <= _TOLD else f"{told} … +{len(names) - _TOLD}"


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}…"
