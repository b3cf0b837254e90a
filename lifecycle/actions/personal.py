"""Everything the office holds of one person: private texts, acts under that name, documents that print them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.documents.sought import folded, holds
from lifecycle.documents.typography import day_text
from lifecycle.model.approval import Resolution
from lifecycle.model.comment import Comment, ReturnedFile
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.history import Entry
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import Word
from lifecycle.store.erasing import Kept, kept
from lifecycle.store.vault import private_values


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Stored bytes that came from outside: `of` says of what (`returned_file:…`, `resolution:…`)."""

    sha256: str
    of: str
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """What one chain holds of a person; `rev` and `head` say when it was looked at."""

    plan: str
    rev: int
    head: bytes
    texts: tuple[Kept, ...]
    places: tuple[dict[str, Any], ...]
    acts: tuple[int, ...]
    editions: tuple[Edition, ...]
    files: tuple[StoredFile, ...]
    unread: tuple[StoredFile, ...]

    @property
    def bytes(self) -> set[str]:
        """The digests of stored bytes that hold the texts."""
        return {one.sha256 for one in self.editions} | {one.sha256 for one in self.files}


def spellings(desk: Desk, plans: Sequence[str], who: str, *, exact: bool) -> list[str]:
    """The names under which the vault knows the person: by name, or by an e-mail that belongs to it.

    An `exact` name is taken as it is written; an e-mail is exact as it is.
    """
    wanted = folded(who)
    rows = [row for plan in plans for row in kept(desk.store, plan)]
    known = _people(rows)
    named = {name for name in known if folded(name) == wanted and (not exact or name == who)}
    mailed = {row.subject for row in rows if "@" in row.text and folded(row.text) == wanted}
    return sorted(named | (mailed & known))


def alike(desk: Desk, plans: Sequence[str], who: str) -> tuple[str, ...]:
    """Names the vault knows that share a word with `who`: what may have been meant."""
    words = set(folded(who).split())
    known = _people([row for plan in plans for row in kept(desk.store, plan)])
    return tuple(sorted(name for name in known if words & set(folded(name).split()))[:5])


def _people(rows: Sequence[Kept]) -> set[str]:
    """Whose name the vault keeps; of a town it keeps only what its files were called."""
    return {row.subject for row in rows if row.subject == row.text}


def held(
    desk: Desk,
    plan: str,
    names: Sequence[str],
    *,
    scans: Sequence[str] = (),
    clear: frozenset[str] = frozenset(),
) -> Held:
    """What the chain of `plan` holds of the person with these names; `scans` were looked at by a person.

    `clear` are folded names looked for in stored files also where no private text is hers.
    """
    content = desk.store.content(plan, desk.on)
    rows = kept(desk.store, plan)
    entries = list(desk.store.entries(plan))
    mine = [row for row in rows if row.subject in names]
    logins = _logins(entries, {f"vault:{row.digest}" for row in mine})
    puts = [_put(entry, change) for entry in entries for change in entry.body["changes"] if "put" in change]
    sought = clear | {folded(row.text) for row in mine if row.text in names or "@" in row.text}
    called = _file_names(puts)
    texts = [
        row
        for row in rows
        if row in mine
        or (reference := f"vault:{row.digest}") in logins
        or (reference in called and holds(row.text.encode(), ".txt", sought))
    ]
    references = {f"vault:{row.digest}" for row in texts}
    editions = _editions(desk, [Edition.model_validate(put) for kind, put in puts if kind == Edition.KIND], references)
    opened = {f"vault:{row.digest}": row.text for row in rows}
    found, unread = _files(desk, puts, {one.name_at_number for one in editions}, references, sought, scans, opened)
    return Held(
        plan=plan,
        rev=content.rev,
        head=content.head,
        texts=tuple(texts),
        places=tuple(_places(desk, content, {one.number: one for one in entries}, references, opened)),
        acts=tuple(one.number for one in entries if {one.body["who"], one.body["login"]} & references),
        editions=tuple(editions),
        files=tuple(found),
        unread=tuple(unread),
    )


def _file_names(puts: Sequence[tuple[str, Mapping[str, Any]]]) -> set[str]:
    """The references to what returned files were called."""
    columns = {ReturnedFile.KIND: "file", Comment.KIND: "source_file"}
    return {str(put.get(columns[kind])) for kind, put in puts if kind in columns}


def _put(entry: Entry, change: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    return change["kind"], change["put"]


def _logins(entries: Sequence[Entry], names: set[str]) -> set[str]:
    """The logins under which nobody but this person acted."""
    own = {entry.body["login"] for entry in entries if entry.body["who"] in names}
    return own - {entry.body["login"] for entry in entries if entry.body["who"] not in names}


def _places(
    desk: Desk, content: Content, entries: Mapping[int, Entry], references: set[str], texts: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Each row that holds a text of the person, with what tells namesakes apart; `label` is how a person knows it."""
    for kind, rows in content.things.items():
        for key, thing in rows.items():
            columns = [column.name for column, _, value in private_values(thing) if value in references]
            if columns:
                named = "/".join(texts.get(part, part) for part in key)
                side: Word | None = getattr(thing, "side", None)
                apart = {
                    "side": side.value if side else None,
                    "organisation": getattr(thing, "organisation", None),
                    "email": texts.get(str(getattr(thing, "email", None))),
                }
                told = [side.in_(desk.screen) if side else None, apart["organisation"], apart["email"]]
                if isinstance(thing, ReturnedFile):
                    # Its key is a digest, by which nobody knows a file.
                    named = texts.get(thing.file, thing.file)
                    came = entries[content.wrote[(kind, key)]].on.isoformat()
                    told = [texts.get(thing.sender, thing.sender), day_text(came, desk.screen)]
                beside = ", ".join(one for one in told if one)
                label = f"{named} ({beside})" if beside else named
                yield {
                    "kind": kind,
                    "key": "/".join(texts.get(part, part) for part in key),
                    "label": label,
                    "columns": columns,
                    **apart,
                }


def _editions(desk: Desk, every: Sequence[Edition], references: set[str]) -> list[Edition]:
    """The editions ever issued whose text names one of the references, and packets that carry one of those."""
    marks = [reference.encode() for reference in references]
    known: dict[str, Edition] = {one.sha256: one for one in every}
    printing = {
        one.sha256: one for one in known.values() if any(mark in (desk.store.blob(one.blocks) or b"") for mark in marks)
    }
    carried = {one.name_at_number for one in printing.values()}
    found = [one for one in known.values() if one.sha256 in printing or one.of in carried]
    return [one for one in found if desk.store.blob(one.sha256) is not None]


def _files(
    desk: Desk,
    puts: Sequence[tuple[str, Mapping[str, Any]]],
    editions: set[str],
    references: set[str],
    sought: frozenset[str],
    scans: Sequence[str],
    opened: Mapping[str, str],
) -> tuple[list[StoredFile], list[StoredFile]]:
    """The returned files and scans that hold the texts, and those nobody but a person can look into."""
    found: dict[str, StoredFile] = {}
    unread: dict[str, StoredFile] = {}
    wrote = {put["source_sha256"] for kind, put in puts if kind == "comment" and put["author"] in references}
    for kind, put in puts:
        digest = put["sha256"] if kind == "returned_file" else put.get("scan") if kind == "resolution" else None
        if digest is None or (data := desk.store.blob(digest)) is None:
            continue
        told = f"{put['code']}/{put['number']}" if kind == "resolution" else put["sender"]
        key = opened.get(told, told)
        name = opened.get(put.get("file") or "", put.get("file") or "")
        one = StoredFile(digest, f"{kind}:{key}", name)
        ending = name[name.rfind(".") :].lower() if "." in name else ""
        printed = holds(data, ending, sought)
        known = (
            digest in wrote
            or put.get("sender") in references
            or (kind == "returned_file" and put.get("edition") in editions)
        )
        if known or printed or (kind == "resolution" and key in scans):
            found[digest] = one
        elif printed is None:
            unread[digest] = one
    return list(found.values()), [one for digest, one in unread.items() if digest not in found]


def plans_of(desk: Desk, plan: str | None) -> list[str]:
    """The chains to look into: the plan named, else every plan; the office's own always."""
    return [OFFICE, *([plan] if plan else desk.store.plans())]


def unknown_scans(desk: Desk, plans: Sequence[str], scans: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which of `scans` (CODE/NUMBER) no resolution of the plans ever was, and those that have a scan."""
    if not scans:
        return [], []
    known = {
        f"{put['code']}/{put['number']}"
        for plan in plans
        for entry in desk.store.entries(plan)
        for kind, put in (_put(entry, change) for change in entry.body["changes"] if "put" in change)
        if kind == Resolution.KIND and put.get("scan")
    }
    return [one for one in scans if one not in known], sorted(known)
