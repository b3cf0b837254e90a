"""Which edition of ours a Word file is, what a reader of it sees, and how that differs from what we issued."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from lifecycle.documents.alignment import stretches
from lifecycle.documents.typography import plain
from lifecycle.documents.word.gate import digests
from lifecycle.documents.word.parts import Parts
from lifecycle.documents.word.sight import Sight, attribute

CUSTOM = "docProps/custom.xml"
NAMES = {"plan": "plan", "edition": "edition", "content_sha256": "content", "code": "code", "compared": "compared"}
"""Field of `Identity` → the last word of its property's name in the file: `lifecycle.<word>`."""

_OBLIGATORY = ("plan", "edition", "content_sha256")
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """What an edition says of itself in its properties."""

    plan: str
    edition: str
    content_sha256: str
    code: str
    compared: str = ""
    """In a redline the edition it is compared with."""


def identity(data: bytes) -> Identity | None:
    """Which edition the file says it is; None where it says nothing, Wrong where it is not safe to read."""
    return told_by(Parts(data))


def told_by(parts: Parts) -> Identity | None:
    """Which edition a package says it is; properties some program broke leave it not known as ours."""
    root = parts.tree(CUSTOM)
    if root is None:
        return None
    told: dict[str, str] = {}
    for element in root.iter("{*}property"):
        told.setdefault(element.get("name", ""), "".join(element.itertext()).strip())
    values = {attribute: told.get(f"lifecycle.{word}", "") for attribute, word in NAMES.items()}
    return Identity(**values) if all(values[name] for name in _OBLIGATORY) else None


def visible(data: bytes) -> list[str]:
    """The paragraphs a reader sees, in order, with tracked insertions, without deletions and without empty ones.

    A picture is seen as its description and the beginning of its digest: another picture is another text. Footnotes
    come last, each with its number.
    """
    parts = Parts(data)
    sight = Sight(_pictures(data, parts))
    return [text for text in (*sight.of(parts.root), *_footnotes(parts, sight.notes)) if plain(text)]


def differences(
    ours: list[str], theirs: list[str], *, headings: Collection[str] = (), limit: int = 50
) -> list[dict[str, str | None]]:
    """The first `limit` paragraphs that differ: kind added, removed or changed, what was and what is now.

    Kinds of space do not matter. With the `headings` of the chapters each difference names its `chapter`, None
    before the first one.
    """
    mine, their = [plain(text) for text in ours], [plain(text) for text in theirs]
    titles = {plain(heading) for heading in headings}
    found = []
    for a, b in islice(_differing(mine, their), limit):
        was, now = None if a is None else mine[a], None if b is None else their[b]
        kind = "added" if was is None else "removed" if now is None else "changed"
        told = {"kind": kind, "was": was, "now": now}
        if titles:
            before = mine[: a + 1] if a is not None else their[: (b or 0) + 1]
            told["chapter"] = next((text for text in reversed(before) if text in titles), None)
        found.append(told)
    return found


def _footnotes(parts: Parts, marked: Sequence[str]) -> Iterator[str]:
    """The text of each footnote in the order of the marks; editors number the notes anew and add a space or a tab."""
    roots = [parts.tree(name) for name in parts.related("footnotes")] if marked else []
    notes = {attribute(note, "id"): note for root in roots if root is not None for note in root.iter("{*}footnote")}
    for number, name in enumerate(marked, 1):
        if name in notes:
            yield plain(f"[^{number}] {' '.join(Sight().of(notes[name]))}")


def _pictures(data: bytes, parts: Parts) -> dict[str, str]:
    """Id of a relationship → the first letters of the digest of the picture it leads to."""
    paths = {one.id: one.target for one in parts.of_main if one.kind == "image" and not one.external}
    found = digests(data, paths.values())
    return {name: found[path][:_DIGEST] for name, path in paths.items() if path in found}


def _differing(ours: list[str], theirs: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Places (in ours, in theirs) that differ, in order; None where a paragraph stands in one text only."""
    for equal, a, b, c, d in stretches(ours, theirs):
        if not equal:
            pairs = zip_longest(range(a, b), range(c, d))
            yield from ((was, now) for was, now in pairs if was is None or now is None or ours[was] != theirs[now])
