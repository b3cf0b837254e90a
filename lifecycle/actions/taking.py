"""One returned file beside the register: what of it is new, where it belongs, and the changes that record it.

Nothing in a file is dropped: what has no place is an orphan, what is known already is counted as known. One file
because threads, numbers and what is known are one state that every point of the file is weighed against.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from lifecycle.actions.comment import bodies, is_late, numbers
from lifecycle.actions.desk import Pen
from lifecycle.actions.known import Mark, Register, key_of, mark_of, place_of
from lifecycle.actions.senders import Sender
from lifecycle.actions.sent import Origin, Sent
from lifecycle.actions.standing import renumbered_since, standing
from lifecycle.documents.copies import named
from lifecycle.documents.inserted import Behind
from lifecycle.documents.matching import TELLING
from lifecycle.documents.placement import Place, Placer
from lifecycle.documents.proposed import Proposed, Told, clean
from lifecycle.documents.returned import Returned, ReturnedComment
from lifecycle.documents.typography import plain
from lifecycle.model.comment import LIVING, Comment, CommentKind, Placement, PlacementState, Tier
from lifecycle.model.content import Content
from lifecycle.model.history import Change, Put
from lifecycle.model.register import Point, register
from lifecycle.model.strategy import Chapter
from lifecycle.model.thing import VAULT

LONGEST = 200_000
"""Letters of one text that are recorded; the bytes of the file keep the rest."""
_FLATTENING = ("LibreOffice", "OpenOffice", "Collabora")
"""Editors that write a reply as a comment of its own on the same words."""
_NAME = 200
_LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
"""An item of a list of a chapter."""
_MANNER = re.compile(r"\*+|\[\^\w+\]")
"""Signs of bold, italics and footnotes, which are no words."""


@dataclass
class Taking:
    """The points of one file on their way into the register; `changes` grow, `counts` tell what was found."""

    pen: Pen
    sender: Sender
    origin: Origin
    returned: Returned
    file: str
    digest: str
    ours: dict[str, Sent]
    changes: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    unsettled: list[dict[str, str | None]] = field(default_factory=list)
    """New answers in threads that are settled: their ids, threads, items and what a reader calls those."""
    kept: list[dict[str, Any]] = field(default_factory=list)
    """Chapters with changes that were not written into them: their items, what a reader calls them, how many."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """Sender → how many points of the file that sender's file brought already."""
    marked: list[str] = field(default_factory=list)
    """Threads that came back resolved and are open all the same: a submission, one the office wrote in since."""
    open_there: list[str] = field(default_factory=list)
    """Threads resolved in the register that the file has open."""

    def __post_init__(self) -> None:
        content = self.pen.content
        self.placer = Placer(
            self.origin.lines, self.returned, self.origin.document.cover if self.origin.document else None
        )
        self._numbers = numbers(content)
        self._bodies = bodies(content)
        self._late = is_late(content, self.pen.desk.on)
        self._known = Register(self.pen, self.sender, self._edition, self._said())
        self._went = renumbered_since(self.pen.desk, content, self.origin)
        self._threads: dict[str, str] = {}
        self._repeated: dict[str, list[ReturnedComment]] = {}
        for one in self.returned.comments:
            self._repeated.setdefault(one.id.partition("#")[0], []).append(one)
        self._claimed: dict[str, set[str | None]] = {}

    @property
    def _edition(self) -> str | None:
        """The edition the file was made from."""
        return self.origin.edition.name_at_number if self.origin.edition else None

    def _said(self) -> frozenset[Mark]:
        """The comments of the file that we did not send."""
        return frozenset(
            mark_of(one.author, one.date.isoformat(), recordable(one.text) or "–")
            for one in self.returned.comments
            if one.id not in self.ours and one.date
        )

    def comments(self) -> None:
        """Every comment of the file: ours are seen again, replies go to their threads, the rest is new."""
        places = {one.id: one for one in self.returned.comments}
        keeps = any(one.parent for one in self.returned.comments)
        flattened = not keeps and self.returned.engine.startswith(_FLATTENING)
        before: ReturnedComment | None = None
        for one in _roots_first(self.returned.comments):
            sent = self.ours.get(one.id)
            if sent is not None:
                self.counts["ours"] += 1
                if not sent.by_engine:
                    self._threads[one.id] = sent.root
                    self._flag(one, sent)
                before = one
                continue
            answered = one.parent if one.parent in places else None
            if answered is None and flattened:
                told = places.get(one.follows or "")
                if told is not None and _no_older(one, told):
                    answered = told.id
                elif before is not None and _same_range(one, before) and _no_older(one, before):
                    answered = before.id
            self._comment(one, answered, places)
            if answered is not None and flattened:
                before = one
            elif before is not None and not _same_range(one, before):
                before = None

    def proposals(self, found: Iterable[Proposed]) -> None:
        """Each proposal is a point of its own."""
        for one in found:
            untracked = one.kind is CommentKind.edit
            date = one.date.isoformat() if one.date else None
            place = _worded(self.pen.content, one.place, one.before)
            if place.item and not place.field and self._then is not None:
                # What was applied since is no more in the plan, but it was in the edition the proposal is made on.
                place = _worded(self._then, one.place, one.before)
            new = self._new(
                author=one.author or self.sender.name,
                date=date,
                text=one.said,
                kind=one.kind,
                before=one.before,
                proposed_change=one.after,
                behind=one.behind,
                quoted=one.before if len(one.before) <= _NAME else None,
                item=place.item,
                listed=one.behind.listed if one.behind else not one.after and self._was_listed(place.item, one.before),
            )
            if isinstance(new, Comment):
                self.counts["untracked_edits" if untracked else "proposals"] += 1
                self._place(new, place)

    def _comment(self, one: ReturnedComment, answered: str | None, places: dict[str, ReturnedComment]) -> None:
        thread = self._threads.get(answered or "")
        engine = self.ours.get(answered or "")
        words = one.text
        quoted = one.quoted
        if engine is not None and engine.by_engine and answered and (one.parent or not quoted):
            quoted = places[answered].text  # an answer to a note of the program: the note is what it speaks of
        place = self._place_of(one)
        if engine is not None and engine.item and place.item is None:
            place = Place(engine.item, None, Tier.similarity)
        new = self._new(
            author=one.author or self.sender.name,
            date=one.date.isoformat() if one.date else None,
            text=words,
            kind=CommentKind.comment,
            thread=thread,
            resolved=one.resolved and thread is None,
            quoted=quoted,
            item=place.item,
        )
        if not isinstance(new, Comment):
            self._threads[one.id] = new or thread or ""
            if thread is None and new:
                self._flag_again(one, new)
            return
        self._threads[one.id] = new.thread
        if thread is not None:
            self.counts["replies"] += 1
            self._after_all(new)
            return
        self.counts["comments"] += 1
        self.counts["resolved"] += new.resolved
        self._place(new, place)

    def _new(
        self,
        *,
        author: str,
        date: str | None,
        text: str,
        kind: CommentKind,
        thread: str | None = None,
        resolved: bool = False,
        quoted: str | None = None,
        before: str = "",
        proposed_change: str = "",
        behind: Behind | None = None,
        item: str | None = None,
        listed: bool = False,
    ) -> Comment | str | None:
        """The point with the next number, its author's name in the vault; the thread of one that is recorded already.

        `item` is where it stands in the edition of the file.
        """
        author = recordable(author, longest=_NAME, line=True) or self.sender.name
        text = recordable(text) or "–"
        key = key_of(author, date or "", text, kind, recordable(proposed_change))
        if known := self._known.own(key):
            self.counts["known"] += 1
            return known
        placed = {("", self._edition or ""): item}
        if other := self._known.elsewhere(key, thread or place_of(self._edition, placed, "")):
            self.elsewhere[other.sender] += 1
            return other.thread
        id = next(self._numbers)
        new = self.pen.seal_thing(
            Comment.model_validate(
                {
                    "id": id,
                    "thread": thread or id,
                    "parent": thread,
                    "author": author,
                    "personal": author not in self._bodies,
                    "on_behalf_of": self.sender.name,
                    "from_person": self.sender.person,
                    "date": date or self.pen.desk.on.isoformat(),
                    "text": text,
                    "late": self._late,
                    "resolved": resolved,
                    "kind": kind,
                    "source_file": self.file,
                    "source_sha256": self.digest,
                    "source_edition": self._edition,
                    "quoted": recordable(quoted or "") or None,
                    "before": recordable(before) or None,
                    "proposed_change": recordable(proposed_change) or None,
                    "behind": recordable("\n".join(behind.texts)) or None if behind else None,
                    "listed": listed,
                }
            )
        )
        self.changes.append(Put(new))
        self.ids.append(id)
        return new

    def _place_of(self, one: ReturnedComment) -> Place:
        """The place of a comment; of those whose number the file repeats nobody knows which range is whose."""
        place = self.placer.over(one.spot, one.ends)
        number = one.id.partition("#")[0]
        if number not in self._claimed:
            same = self._repeated[number]
            self._claimed[number] = {self.placer.over(other.spot, other.ends).item for other in same}
        return place if self._claimed[number] == {place.item} else Place(None, doubt="conflict")

    def _place(self, comment: Comment, place: Place) -> None:
        """Where the point stood in its edition, and where that is in the text as it stands."""
        edition = comment.source_edition
        orphan = PlacementState.orphaned
        state = PlacementState.placed if place.item else orphan
        if edition:
            self.changes.append(Put(_placement(comment.id, edition, place.item, place.field, place.tier, state)))
        item, state = standing(self.pen.content, place.item, self.origin, self._went) if place.item else (None, orphan)
        name = place.field if item else None
        self.changes.append(Put(_placement(comment.id, LIVING, item, name, place.tier if item else Tier.none, state)))
        self.counts["orphaned"] += state is orphan
        self.counts["moved"] += state is PlacementState.moved

    def _flag(self, one: ReturnedComment, sent: Sent) -> None:
        """A thread of ours that came back resolved, or open again."""
        if sent.id != sent.root or one.resolved == sent.resolved:
            return
        standing_ = self.pen.content.get(Comment, sent.root)
        self.counts["resolved"] += one.resolved
        if not one.resolved:
            self.reopened.append(sent.root)
        elif standing_ is None:
            self.marked.append(sent.root)
        if standing_ is not None and standing_.resolved != one.resolved:
            self.changes.append(Put(self.pen.seal_thing(standing_.replaced(resolved=one.resolved))))

    def _flag_again(self, one: ReturnedComment, thread: str) -> None:
        """A thread that files brought before, here resolved or open: resolved once is resolved whichever came first.

        Nobody knows which of two files is the later one, so an open one is told and opens nothing.
        """
        root, point = self.pen.content.get(Comment, thread), self._roots.get(thread)
        if root is None or root.resolved == one.resolved or (point and point.settlement):
            return
        if not one.resolved:
            self.open_there.append(thread)
        elif thread in self._spoken:
            self.marked.append(thread)  # the office wrote in it, maybe opened it: its copy knows nothing of that
        else:
            self.counts["resolved"] += 1
            self.changes.append(Put(self.pen.seal_thing(root.replaced(resolved=True))))

    def _after_all(self, reply: Comment) -> None:
        """Somebody answers a thread that is settled: it stays so until a person opens it again."""
        content = self.pen.content
        root = self._roots.get(reply.thread)
        if root is not None and root.resolved:
            self.unsettled.append(
                {
                    "id": reply.id,
                    "thread": root.id,
                    "from": self.sender.name,
                    "item": root.item,
                    "label": content.named(root.item) if root.item else None,
                }
            )

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """Threads in which the office has written."""
        return frozenset(one.thread for one in self.pen.content.all(Comment) if one.parent and not one.source_sha256)

    def _was_listed(self, item: str | None, text: str) -> bool:
        """Whether words of a chapter that are left out are an item of one of its lists."""
        chapter = (self._then or self.pen.content).at(item) if item else None
        lines = chapter.text.split("\n") if isinstance(chapter, Chapter) else []
        return any(found and plain(_MANNER.sub("", found[1])) == plain(text) for found in map(_LISTED.match, lines))

    @cached_property
    def _then(self) -> Content | None:
        """The plan as it was when the edition of the file was issued."""
        edition = self.origin.edition
        return self.pen.content.earlier(edition.name_at_number) if edition else None

    @cached_property
    def _roots(self) -> dict[str, Point]:
        """The threads of the register before this file, by their ids."""
        return {one.id: one for one in register(self.pen.content) if one.is_root}


def _roots_first(comments: Sequence[ReturnedComment]) -> list[ReturnedComment]:
    """Every comment with its answers after it: an editor may write an answer before what it answers."""
    order = {one.id: number for number, one in enumerate(comments)}
    return sorted(comments, key=lambda one: (order.get(one.parent or "", order[one.id]), one.parent in order))


def _worded(content: Content, place: Place, before: str) -> Place:
    """The place with the one field of the item that holds the words, where the edition shows them without a label."""
    thing = content.at(place.item) if place.item and not place.field and len(plain(before)) >= TELLING else None
    names = [
        column.name
        for column in (type(thing).columns() if thing is not None else ())
        if column.type == "text" and not (column.in_key or column.private)
        for value in [str(getattr(thing, column.attribute) or "")]
        if plain(before) in map(plain, (value, *value.split("\n\n")))
    ]
    return replace(place, field=names[0]) if len(names) == 1 and thing and thing.KIND != "text" else place


def recordable(text: str, *, longest: int = LONGEST, line: bool = False) -> str:
    """Text of a file as the register may hold it: no control characters, nothing that reads as a reference."""
    told = clean(text)
    told = "".join(sign for sign in told if sign.isprintable() or sign in "\n\t" or sign.isspace())
    told = told.replace("\x85", "\n").strip()
    if line:
        told = plain(told)
    if VAULT.match(told):
        told = f"„{told}“"
    return told if len(told) <= longest else told[:longest] + "…"


def _placement(
    id: str, edition: str, item: str | None, name: str | None, tier: Tier, state: PlacementState
) -> Placement:
    return Placement(comment=id, edition=edition, item=item, field=name, tier=tier, state=state)


def _same_range(one: ReturnedComment, other: ReturnedComment) -> bool:
    return one.spot is not None and (one.spot, one.ends, one.quoted) == (other.spot, other.ends, other.quoted)


def _no_older(one: ReturnedComment, before: ReturnedComment) -> bool:
    """Whether a comment was written no earlier than the one before it, as far as both tell."""
    times = [each.date.replace(tzinfo=None) for each in (before, one) if each.date]
    return len(times) < 2 or times[0] <= times[1]


def told_json(told: Told, placer: Placer | None = None) -> dict[str, Any]:
    """What the file did to the order and the numbering of items; `labels` are what a reader calls them."""
    items = (*told.moved, *told.renumbered, *told.twice, *told.split)
    return {
        "moved_items": list(told.moved),
        "renumbered_items": list(told.renumbered),
        "twice_items": list(told.twice),
        "split_items": list(told.split),
        "labels": named(placer, items) if placer else {},
    }
