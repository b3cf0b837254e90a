"""Take in the pictures that recorded chapters call for: each is looked for beside the file and kept with its chapter.

A picture of a chapter that is not beside the file stays as it was taken in before: a workbook travels alone.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from lifecycle.intake.rows import Planned
from lifecycle.model.content import Content
from lifecycle.model.errors import Fault
from lifecycle.model.history import Change, Drop, Put, sha256
from lifecycle.model.strategy import Chapter, Illustration

_REMOTE = ("//", "http:", "https:", "data:", "file:", "ftp:")


@dataclass
class Gallery:
    """What the pictures of the recorded chapters come to: changes, the bytes they name, faults, keys for a tally."""

    changes: list[Change] = field(default_factory=list)
    blobs: list[bytes] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def gallery(
    content: Content, places: Mapping[tuple[str, tuple[str, ...]], tuple[str | None, Planned]], file: Path
) -> Gallery:
    """The pictures of every chapter the file names, and those of chapters that call for them no more.

    `content` already holds the file's chapters.
    """
    found = Gallery()
    kept = set()
    for (kind, key), (sheet, row) in places.items():
        chapter = content.get(Chapter, *key) if kind == Chapter.KIND else None
        if chapter is not None:
            for name, line in _called(chapter.text).items():
                kept.add((chapter.section, name))
                standing = content.get(Illustration, chapter.section, name)
                if broken := _take(found, standing, file.parent, section=chapter.section, name=name):
                    rule, facts = broken
                    found.faults.append(
                        Fault(
                            rule=rule,
                            file=file.name,
                            sheet=sheet,
                            cell=row.place("text"),
                            column="text",
                            value=name[:80],
                            facts=(("line", line), *facts),
                        )
                    )
    read = {key for kind, key in places if kind == Chapter.KIND}
    for one in content.all(Illustration):
        told = (one.section,) in read or content.get(Chapter, one.section) is None
        if told and one.identity not in kept:
            found.changes.append(Drop(one.KIND, one.identity))
            found.removed.append("/".join(one.identity))
    return found


def _called(text: str) -> Mapping[str, int]:
    if "![" not in text:
        return {}
    from lifecycle.documents.narrative import pictures_of

    return pictures_of(text)


def _take(
    found: Gallery, standing: Illustration | None, folder: Path, *, section: str, name: str
) -> tuple[str, Sequence[tuple[str, str]]] | None:
    """Enter one picture; the rule it breaks and the facts of its sentence where it cannot be taken in."""
    from lifecycle.documents.imaging import CHAPTER, Flaw, NotTaken, taken

    key = f"{section}/{name}"
    limits = (("megabytes", str(CHAPTER.size // 1_000_000)), ("megapixels", str(CHAPTER.pixels // 1_000_000)))
    if not _beside(name):
        return "narrative.image_name", ()
    file = _file(folder, name)
    if file is None:
        if standing is None:
            return "narrative.image_missing", ()
        found.unchanged.append(key)
        return None
    if not file.resolve().is_relative_to(folder.resolve()):
        return "narrative.image_name", ()
    if file.stat().st_size > CHAPTER.size:
        return "narrative.image_large", limits
    try:
        data = file.read_bytes()
        if standing and standing.source == sha256(data):
            found.unchanged.append(key)
            return None
        one = taken(data)
        made = Illustration(
            section=section,
            name=name,
            source=sha256(data),
            sha256=sha256(one.data),
            width=one.width,
            height=one.height,
        )
    except NotTaken as refused:
        return ("narrative.image_kind", ()) if refused.flaw is Flaw.KIND else ("narrative.image_large", limits)
    except ValidationError:
        return "narrative.image_name", ()
    except OSError:
        return "narrative.image_missing", ()
    (found.changed if standing else found.added).append(key)
    found.changes.append(Put(made))
    found.blobs.append(one.data)
    return None


def _beside(name: str) -> bool:
    """Whether the name leads to a file beside or below the recorded one, on every system."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not (
        name.lower().startswith(_REMOTE)
        or name.startswith("/")
        or any(sign in name for sign in '\\:\0*?"<>|')
        or any(part in ("..", ".") or part != part.strip() for part in parts)
        or name.endswith("/")
    )


def _file(folder: Path, name: str) -> Path | None:
    """The file of that name; letters with accents are spelled in two ways by different systems."""
    for spelled in dict.fromkeys((name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))):
        try:
            if (folder / spelled).is_file():
                return folder / spelled
        except OSError:  # a name longer than the system takes
            return None
    return None
