"""Where a name stands that no erasure reaches: ordinary fields, other people's texts, and what is printed of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lifecycle.actions.covering import known_people
from lifecycle.actions.desk import Desk
from lifecycle.actions.personal import Held
from lifecycle.actions.record import CLOSED_IN_FORCE
from lifecycle.documents.personal_data import Known, Sure, bare
from lifecycle.documents.sought import holds
from lifecycle.model.comment import ReturnedFile
from lifecycle.model.edition import Edition
from lifecycle.model.history import sha256
from lifecycle.model.plan import OFFICE, SETTLED_STATES
from lifecycle.model.thing import VAULT, Thing

_LARGEST = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Naming:
    """A field that names the person, or is likely to (a word of the name, a form of it), as of revision `rev`.

    `form` rewords it now. One with a `private` key is known by a name, so nothing of it may be recorded.
    """

    plan: str
    rev: int
    place: str
    form: str | None
    likely: bool
    private: bool

    def as_json(self) -> dict[str, Any]:
        """The field as the list of an erasure tells it."""
        return {"at": f"{self.plan}: {self.place}", "form": self.form, "likely": self.likely}


def naming_texts(desk: Desk, found: Sequence[Held], sought: frozenset[str], names: Sequence[str]) -> list[Naming]:
    """Each field that names the person and stays, also in cases, by initials or by one word of the name."""
    told: list[Naming] = []
    for one in found:
        if one.plan == OFFICE:
            continue
        hers = {f"vault:{row.digest}" for row in one.texts}
        texts = {reference: text for reference, text in desk.store.texts(one.plan).items() if reference not in hers}
        content = desk.store.content(one.plan, desk.on)
        # The town of an address stands in every text: only the name before it is looked for.
        person = replace(known_people(content, texts), names=tuple(bare(name) for name in names))
        closed = CLOSED_IN_FORCE if content.plan.state in SETTLED_STATES else ()
        for rows in content.things.values():
            for thing in rows.values():
                form = None if thing.FORM in closed else thing.FORM
                private = any(VAULT.match(part) for part in thing.identity)
                told += [
                    Naming(one.plan, one.rev, f"{_address(thing, texts)} ({column})", form, likely, private)
                    for column, likely in _naming(thing, texts, hers, sought, person)
                ]
    return told


def recorded(naming: Iterable[Naming]) -> tuple[str, ...]:
    """The places as an erasure keeps them, `PLAN@REVISION PLACE`; none whose key is a name."""
    return tuple(f"{one.plan}@{one.rev} {one.place}" for one in naming if not one.private)


def _address(thing: Thing, texts: Mapping[str, str]) -> str:
    # Nobody knows a file by its digest.
    named = (thing.file, thing.sender) if isinstance(thing, ReturnedFile) else thing.identity
    return f"{thing.KIND}:{'/'.join(texts.get(part, part) for part in named)}"


def _naming(
    thing: Thing, texts: Mapping[str, str], hers: set[str], sought: frozenset[str], person: Known
) -> Iterator[tuple[str, bool]]:
    """The columns whose text names the person, or may: those in clear, and what others wrote of her."""
    for column in thing.columns():
        value = getattr(thing, column.attribute)
        said = value if isinstance(value, tuple) else (value,)
        words = "\n".join(texts.get(one, one) for one in said if isinstance(one, str) and one not in hers)
        if not words or column.words is not None:
            continue
        sure = Sure.whole if holds(words.encode(), ".txt", sought) else person.named(words)
        if sure is not None:
            yield column.name, sure is not Sure.whole


def printed_openly(desk: Desk, found: Sequence[Held], sought: frozenset[str]) -> list[tuple[str, Edition]]:
    """The editions (with their plans) that print the name from such fields; their bytes stay."""
    told: list[tuple[str, Edition]] = []
    for one in found:
        going = {edition.sha256 for edition in one.editions}
        every = [edition for edition in desk.store.things(one.plan, Edition) if edition.sha256 not in going]
        naming = set(naming_blocks(desk, every, sought))
        told += [(one.plan, edition) for edition in every if {edition.name_at_number, edition.of} & naming]
    return told


def naming_blocks(desk: Desk, editions: Sequence[Edition], sought: frozenset[str]) -> list[str]:
    """The editions (`NAME@N`) whose kept text names the person in clear: so does every file that is made of it."""
    return [one.name_at_number for one in editions if _said(_kept(desk, one), sought)]


def naming_entries(desk: Desk, found: Sequence[Held], sought: frozenset[str]) -> list[dict[str, Any]]:
    """The entries of each history that name the person in clear, also where the text was reworded since."""
    told = []
    for one in found:
        numbers = [entry.number for entry in desk.store.entries(one.plan) if _said(entry.body, sought)]
        told += [{"plan": one.plan, "entries": numbers}] if numbers else []
    return told


def _kept(desk: Desk, edition: Edition) -> object:
    try:
        return json.loads(desk.store.blob(edition.blocks) or b"null")
    except ValueError:
        return None


def _said(value: object, sought: frozenset[str]) -> bool:
    """Whether a text within the JSON value names the person."""
    return bool(holds("\n".join(_strings(value)).encode("utf-8", "replace"), ".txt", sought))


def _strings(value: object) -> Iterator[str]:
    """Every text within a JSON value, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def naming_files(desk: Desk, sought: frozenset[str]) -> tuple[list[str], list[str]]:
    """The files in `documents/` that hold the name: editions as they were issued, and what is a person's own work."""
    ours = {edition.sha256 for plan in desk.store.plans() for edition in desk.store.things(plan, Edition)}
    untouched: list[str] = []
    others: list[str] = []
    for file in _files(sorted((desk.office / "documents").rglob("*"))):
        data = _bytes(file)
        if holds(data, file.suffix.lower(), sought):
            (untouched if sha256(data) in ours else others).append(file.relative_to(desk.office).as_posix())
    return untouched, others


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    return (one for one in paths if not one.is_symlink() and one.is_file() and one.stat().st_size <= _LARGEST)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
