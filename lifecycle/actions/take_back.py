"""Take returned Word files back: one act a file, nothing lost, nothing twice; a refused file stops no other.

One file because what is read, recorded and told of a returned file is one account of it.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lifecycle.actions.chapters_home import Home, come_home, kept, shapes
from lifecycle.actions.covering import opened
from lifecycle.actions.desk import Desk, Pen
from lifecycle.actions.senders import Sender, sender
from lifecycle.actions.sent import Origin, Shelf, listing, origin, recognised, signatures
from lifecycle.actions.taking import Taking, recordable, told_json
from lifecycle.documents.footnoted import has_footnote
from lifecycle.documents.footnotes import beside_notes, tracked_notes, untracked_notes
from lifecycle.documents.proposed import Told, tracked, untracked
from lifecycle.documents.quarantine import Quarantine
from lifecycle.documents.reshaped import chapters_read
from lifecycle.documents.returned import Returned
from lifecycle.model.comment import LIVING, Comment, Placement, PlacementState, ReturnedFile
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import LifecycleError, Refused, Wrong
from lifecycle.model.history import Put, sha256
from lifecycle.model.plan import SETTLED_STATES
from lifecycle.model.verdict import Refusal
from lifecycle.store.erasing import was_erased

Read = Callable[[Sequence[Path]], Iterator[tuple[Path, bytes, Returned | LifecycleError]]]
"""Files → each with its bytes and what it says, or why it cannot be read."""
COUNTS = ("comments", "replies", "resolved", "proposals", "untracked_edits", "orphaned", "known", "moved")


def take_back(
    desk: Desk,
    plan: str,
    files: Sequence[Path],
    *,
    whom: str,
    apply_texts: bool = False,
    read: Read | None = None,
    tell: Callable[[int, int, str], None] | None = None,
) -> dict[str, Any]:
    """What each file brought; `apply_texts` records narrative chapters as they read in the files.

    `tell` is called before each file with its number, their count and its name.
    """
    body = sender(desk.content(plan), whom)
    if apply_texts:
        _refuse_closed_texts(desk.content(plan))
    shelf = Shelf(desk, desk.texts(plan, desk.content(plan).plan.language))
    results = []
    for number, (path, data, told) in enumerate((read or reading)(files), start=1):
        if tell:
            tell(number, len(files), path.name)
        try:
            if isinstance(told, LifecycleError):
                raise told
            if told.compared:
                told = _without_ours(desk, plan, data, told)
            results.append(_take(desk, plan, shelf, body, path, data, told, apply_texts=apply_texts))
        except LifecycleError as refused:
            if isinstance(refused, Refused | Wrong):
                results.append(_refused(desk, body, path, refused))
            else:
                raise
    entries = [one["entry"] for one in results if one["entry"] is not None]
    warnings = [{"code": "take_back.like_a_body", "facts": {"name": body.name, "like": body.like}}] if body.like else []
    return {
        "entry": entries[-1] if entries else None,
        "files": results,
        "warnings": warnings,
        "next": _next(results),
    }


def reading(files: Sequence[Path]) -> Iterator[tuple[Path, bytes, Returned | LifecycleError]]:
    """Each file read in quarantine; what is wrong with one is its answer."""
    with Quarantine() as quarantine:
        for path in files:
            try:
                answer = quarantine.read(path)
            except Wrong as wrong:
                yield path, b"", wrong
                continue
            if answer.returned is not None:
                yield path, answer.data, answer.returned
            else:
                yield path, answer.data, Wrong(answer.refused or "word.refused", **answer.facts)


def _without_ours(desk: Desk, plan: str, data: bytes, returned: Returned) -> Returned:
    """A redline of ours as the town had it before its own pen: what we tracked is text, and is nobody's proposal."""
    content = desk.content(plan)
    ours = signatures(content, returned, desk.phrases(content.plan.language).say)
    if not ours:
        return returned
    with Quarantine() as quarantine:
        answer = quarantine.read_bytes(data, settled=ours)
    if answer.returned is None:
        raise Wrong(answer.refused or "word.refused", **answer.facts)
    return answer.returned


def _take(
    desk: Desk,
    plan: str,
    shelf: Shelf,
    body: Sender,
    path: Path,
    data: bytes,
    returned: Returned,
    *,
    apply_texts: bool,
) -> dict[str, Any]:
    """One file as one act; nothing where all of it is known already."""
    digest = sha256(data)
    with desk.writing(plan) as pen:
        content = pen.content
        if before := _received(pen, digest, body):
            return _seen_before(pen, before, body, path)
        if was_erased(desk.store, digest):
            raise Refused([Refusal("take_back.erased")])
        found = origin(shelf, content, returned)
        texts = opened({**shelf.texts, **pen.texts}, desk.phrases(pen.content.plan.language))
        say = desk.phrases(content.plan.language).say
        orphan = say("document.orphan", item="\0").partition("\0")[0]
        cover = found.document.cover if found.document else None
        taking = Taking(
            pen,
            body,
            found,
            returned,
            file=recordable(path.name, longest=200, line=True),
            digest=digest,
            ours=recognised(found.document, returned, texts, orphan=orphan) | listing(returned, cover, say),
        )
        taking.comments()
        proposals = [*tracked(taking.placer, beside_notes(returned)), *tracked_notes(taking.placer, returned)]
        edits, told = untracked(taking.placer) if found.edition else ([], Told())
        edits += untracked_notes(taking.placer, returned) if found.edition else []
        captions = (say("document.picture"),)
        read = chapters_read(found.document, returned, taking.placer, captions=captions) if found.document else {}
        home = Home(proposals=proposals, edits=edits)
        if apply_texts:
            home = come_home(desk, content, read, proposals=proposals, edits=edits)
            taking.changes.extend(home.changes)
            taking.counts["texts"] = home.texts
            proposals, edits = home.proposals, home.edits
        home.edits = edits = [*edits, *shapes(read, but=home.whole, say=say)]
        if apply_texts:
            taking.kept = kept(content, home)
        taking.proposals([*proposals, *edits])
        stale = found.edition is not None and _newer(content, found.edition)
        changes = taking.changes
        if changes or not _heard(pen, body, found):
            changes = [Put(_record(body, taking, stale=stale)), *changes]
        entry = pen.commit("document.take_back", changes, blobs=(data,)) if changes else None
    return _told(taking, path, stale=stale, entry=entry.number if entry else None) | told_json(told, taking.placer)


def _record(body: Sender, taking: Taking, *, stale: bool) -> ReturnedFile:
    edition = taking.origin.edition
    received = ReturnedFile(
        sha256=taking.digest,
        sender=body.name,
        from_person=body.person,
        file=taking.file,
        edition=edition.name_at_number if edition else None,
        stale=stale,
        engine=recordable(taking.returned.engine, longest=100, line=True) or "unknown",
    )
    return taking.pen.seal_thing(received)


def _newer(content: Content, edition: Edition) -> bool:
    """Whether a newer edition of the same deliverable was issued, or this one was taken back."""
    return content.get(Edition, *edition.identity) != edition or any(
        (one.name, one.about, one.municipality) == (edition.name, edition.about, edition.municipality)
        and one.number > edition.number
        for one in content.all(Edition)
    )


def _heard(pen: Pen, body: Sender, found: Origin) -> bool:
    """Whether a file made from this edition came from the body before."""
    named = found.edition.name_at_number if found.edition else None
    every = pen.content.all(ReturnedFile)
    return any((pen.texts.get(one.sender, one.sender), one.edition) == (body.name, named) for one in every)


def _refuse_closed_texts(content: Content) -> None:
    if content.plan.state in SETTLED_STATES:
        raise Refused([Refusal("record.closed", form="texts", state=content.plan.state, plan=content.key)])


def _told(taking: Taking, path: Path, *, stale: bool, entry: int | None) -> dict[str, Any]:
    edition = taking.origin.edition
    new = [change.thing for change in taking.changes if isinstance(change, Put)]
    placed = [one for one in new if isinstance(one, Placement) and one.edition == LIVING]
    proposals = [one.id for one in new if isinstance(one, Comment) and one.proposes]
    left = {one["item"] for one in taking.kept}
    items = {one.comment: one.item for one in placed}
    by_hand = [one.id for one in new if isinstance(one, Comment) and one.proposes and _by_hand(one, items, left)]
    return {
        "file": str(path),
        "from": taking.sender.name,
        "edition": edition.name_at_number if edition else None,
        "recognised": taking.origin.how,
        "stale": stale,
        "engine": taking.returned.engine,
        **{name: taking.counts[name] for name in COUNTS},
        "known_elsewhere": [{"from": name, "count": count} for name, count in taking.elsewhere.items()],
        "texts": taking.counts["texts"],
        "texts_kept": taking.kept,
        "reopened": taking.reopened,
        "marked": taking.marked,
        "open_there": taking.open_there,
        "replies_to_settled": taking.unsettled,
        "orphan_ids": [point.comment for point in placed if point.state is PlacementState.orphaned],
        "proposal_ids": proposals,
        "by_hand_ids": by_hand,
        "ids": taking.ids,
        "notes": [{"code": one.code, "facts": dict(one.facts)} for one in taking.returned.notes],
        "entry": entry,
        "refused": None,
    }


def _by_hand(one: Comment, items: Mapping[str, str | None], left: Container[str]) -> bool:
    """Whether a person has to write it: it had no one place in its chapter (`left`), or its field holds no notes."""
    item = items.get(one.id) or ""
    noted = has_footnote(f"{one.before or ''}{one.proposed_change or ''}")
    wordless = not (one.before or one.proposed_change)
    return item in left or wordless or (noted and not item.startswith("text:"))


def _received(pen: Pen, digest: str, body: Sender) -> ReturnedFile | None:
    """The very bytes as this body sent them before."""
    names = (body.name, *([pen.seal(body.name, body.name)] if body.person else ()))
    return next((one for name in names if (one := pen.content.get(ReturnedFile, digest, name))), None)


def _seen_before(pen: Pen, before: ReturnedFile, body: Sender, path: Path) -> dict[str, Any]:
    """The very bytes came from this body before: nothing of them is new."""
    known = sum(
        (one.source_sha256, one.on_behalf_of) == (before.sha256, before.sender) for one in pen.content.all(Comment)
    )
    return _empty(body, path) | {
        "edition": before.edition,
        "recognised": "bytes",
        "stale": before.stale,
        "engine": before.engine,
        "known": known,
    }


def _refused(desk: Desk, body: Sender, path: Path, refused: LifecycleError) -> dict[str, Any]:
    """The file and why it was not taken."""
    one = refused.refusals[0] if isinstance(refused, Refused) else refused
    say = desk.phrases(desk.screen).say
    told = {"code": one.code, "text": say(one.code, **one.facts)}
    return _empty(body, path) | {"refused": told}


def _empty(body: Sender, path: Path) -> dict[str, Any]:
    return {
        "file": str(path),
        "from": body.name,
        "edition": None,
        "recognised": "none",
        "stale": False,
        "engine": None,
        **dict.fromkeys((*COUNTS, "texts"), 0),
        "known_elsewhere": [],
        "texts_kept": [],
        "reopened": [],
        "marked": [],
        "open_there": [],
        "replies_to_settled": [],
        "orphan_ids": [],
        "proposal_ids": [],
        "by_hand_ids": [],
        "ids": [],
        "notes": [],
        "entry": None,
        "refused": None,
        **told_json(Told()),
    }


def _next(results: Iterable[dict[str, Any]]) -> list[str]:
    """Orphans are placed first, then points are settled."""
    every = list(results)
    orphans = [id for one in every for id in one["orphan_ids"]]
    proposals = [id for one in every for id in one["proposal_ids"] if id not in orphans]
    steps = ["lifecycle comment list"]
    steps += [f"lifecycle comment place {id} ITEM" for id in orphans[:1]]
    by_hand = {id for one in every for id in one["by_hand_ids"]}
    ready = [id for id in proposals if id not in by_hand]
    steps += [f"lifecycle comment settle {id} accepted --apply" for id in ready[:1]]
    steps += [f"lifecycle comment settle {id} accepted --change ITEM" for id in proposals[:1] if not ready]
    again = [id for one in every for id in (*one["reopened"], *(each["thread"] for each in one["replies_to_settled"]))]
    steps += [f"lifecycle comment reopen {id} --reason …" for id in dict.fromkeys(again)][:5]
    return steps
