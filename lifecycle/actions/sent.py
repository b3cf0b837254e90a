"""Which edition a returned file was made from, and what that edition carried when it left the office."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from lifecycle.actions.desk import Desk
from lifecycle.actions.editions import PACKET
from lifecycle.actions.issue import stored
from lifecycle.actions.packet import papers
from lifecycle.actions.withdrawn import withdrawn
from lifecycle.documents.anchors import item_of_bookmark, item_of_tag
from lifecycle.documents.document import Cover, Document, Thread
from lifecycle.documents.lines import CAPTIONED, Lines, lines_of
from lifecycle.documents.returned import Returned, ReturnedComment
from lifecycle.documents.typography import plain
from lifecycle.documents.word.comments import word_date
from lifecycle.model.consultation import Settlement
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition
from lifecycle.model.errors import Refused
from lifecycle.model.verdict import Refusal

_LATEST = 12
"""How many of the newest editions a file without a name of its own is compared with."""
_SHARE = 0.5
"""Share of a file's longer paragraphs that stand in the edition it was made from."""
_LONG = 25


@dataclass(frozen=True, slots=True)
class Origin:
    """The edition a file was made from; `how` is named, text (recognised by its words) or none."""

    edition: Edition | None
    document: Document | None
    lines: Lines
    how: str


@dataclass
class Shelf:
    """The editions of one plan as they were sent, each opened once for all files."""

    desk: Desk
    texts: Mapping[str, str]
    _opened: dict[str, list[tuple[Document, Lines]]] = field(default_factory=dict)

    def open(self, edition: Edition, content: Content, returned: Returned) -> tuple[Document, Lines]:
        """The document of the edition and its lines; of a packet's papers the one `returned` shares most words with."""
        if edition.blocks not in self._opened:
            packet = edition.name == PACKET
            documents = papers(self.desk, edition) if packet else [stored(self.desk, edition)]
            names = self._carried(edition, content, returned) if packet else {}
            say = self.desk.phrases(content.plan.language).say
            captions = {kind: say(f"document.{kind}") for kind in CAPTIONED}
            self._opened[edition.blocks] = [
                (document, lines_of(document, self.texts, captions=captions, names=names)) for document in documents
            ]
        every = self._opened[edition.blocks]
        return every[0] if len(every) == 1 else max(every, key=lambda one: _common(one[0], one[1], returned))

    def _carried(self, packet: Edition, content: Content, returned: Returned) -> Mapping[str, str]:
        """What the edition a packet was sent with calls its items: the papers speak of them so."""
        plan = next((one for one in content.all(Edition) if one.name_at_number == packet.of), None)
        return self.open(plan, content, returned)[1].names if plan else {}


def origin(shelf: Shelf, content: Content, returned: Returned) -> Origin:
    """The edition the file was made from; Refused where it is of another plan or office."""
    named = _named(shelf.desk, content, returned)
    if named is not None:
        document, lines = shelf.open(named, content, returned)
        return Origin(named, document, lines, "named")
    told = {text for one in returned.paragraphs if len(text := plain(one.before)) >= _LONG}
    every = {text for one in returned.paragraphs if (text := plain(one.before))}
    best = _likest(shelf, content, returned, _newest(content), told=told, every=every)
    best = best or _likest(shelf, content, returned, _packets(content), told=told, every=every)
    if best is None:
        return Origin(None, None, Lines(), "none")
    document, lines = shelf.open(best, content, returned)
    return Origin(best, document, lines, "text")


def _likest(
    shelf: Shelf, content: Content, returned: Returned, editions: Iterable[Edition], *, told: set[str], every: set[str]
) -> Edition | None:
    """The edition that holds at least half of the file's longer paragraphs (`told`), and most of `every` one."""
    best: tuple[float, float, int, Edition] | None = None
    for edition in editions:
        _, lines = shelf.open(edition, content, returned)
        own = {line.text for line in lines.all}
        share = len(told & own) / len(told) if told else float(_anchored(returned, lines))
        # Short values change between editions too: they part two that share every longer paragraph.
        alike = 2 * len(every & own) / max(1, len(every) + len(own))
        score = (share, alike, content.wrote_by(edition), edition)
        if share >= _SHARE and (best is None or score[:3] > best[:3]):
            best = score
    return best[3] if best else None


def _named(desk: Desk, content: Content, returned: Returned) -> Edition | None:
    """The edition the file says it is; None where it says nothing, or an edition of this plan nobody knows."""
    if not returned.plan or not returned.edition:
        return None
    if returned.plan != content.key:
        if returned.plan in desk.store.plans():
            title = desk.store.content(returned.plan, desk.on).plan.title
            raise Refused([Refusal("take_back.other_plan", plan=returned.plan, title=title, this=content.key)])
        raise Refused([Refusal("take_back.other_office", plan=returned.plan)])
    name, _, number = returned.edition.partition("@")
    edition = content.get(Edition, name, number)
    if edition is not None and (not returned.code or returned.code == edition.code):
        return edition
    # What was taken back since is ours as well: whoever holds it may have written into it.
    gone = [one.edition for one in withdrawn(desk, content.key) if one.edition.name_at_number == returned.edition]
    if back := next((one for one in gone if returned.code in ("", None, one.code)), None):
        return back
    if edition is not None:
        raise Refused([Refusal("take_back.other_office", plan=returned.plan)])
    return None


def _newest(content: Content) -> list[Edition]:
    """The newest editions that are one document each, newest first."""
    editions = [one for one in content.all(Edition) if one.name != PACKET]
    return sorted(editions, key=content.wrote_by, reverse=True)[:_LATEST]


def _packets(content: Content) -> list[Edition]:
    """The packets that were sent with the newest edition under approval."""
    packets = [one for one in content.all(Edition) if one.name == PACKET]
    return [one for one in packets if one.of == packets[-1].of]


def _common(document: Document, lines: Lines, returned: Returned) -> int:
    """How many paragraphs a file has in common with a paper: its title and its lines."""
    told = {plain(one.before) for one in returned.paragraphs}
    return len(told & {plain(document.cover.title), *(line.text for line in lines.all)})


def _anchored(returned: Returned, lines: Lines) -> bool:
    """Whether the file holds a control or a bookmark of an item of the edition."""
    return any(
        item_of_tag(tag, lines.items) in lines.items for one in returned.paragraphs for tag in one.spot.controls
    ) or any(
        item_of_bookmark(name, lines.items) in lines.items for one in returned.paragraphs for name in one.spot.bookmarks
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """One of our own notes as it stood in the file sent: its thread's first note, its own id, its thread's place."""

    root: str
    id: str
    item: str | None
    resolved: bool

    @property
    def by_engine(self) -> bool:
        """Whether the program wrote it, not a person of the register."""
        return self.root.startswith("engine/")


def signatures(content: Content, returned: Returned, say: Callable[..., str]) -> list[str]:
    """The authors of tracked changes in a redline of ours that are its signatures: an edition, a point by its number.

    A redline is signed by `actions.redline` in these very words; a person's name is none of them.
    """
    if not returned.compared:
        return []
    by_edition = {say("redline.by.edition", edition=returned.edition), say("engine.author")}
    by_point = {say("redline.by.comment", id=one.id) for one in content.all(Settlement)}
    return sorted(
        author
        for author in {one.author for one in returned.revisions}
        if author in by_edition or plain(author).partition(" – ")[0] in by_point
    )


def listing(returned: Returned, cover: Cover | None, say: Callable[..., str]) -> dict[str, Sent]:
    """Id of the comment in which a redline of ours lists the changes; nothing in other files."""
    if not returned.compared or cover is None:
        return {}
    by = plain(say("engine.author")), word_date(cover.day)[:16]
    own = (one for one in returned.comments if (plain(one.author), _minute(one)) == by and one.parent is None)
    return {one.id: Sent("engine/redline", "engine/redline", None, resolved=one.resolved) for one in own}


def recognised(
    document: Document | None, returned: Returned, texts: Mapping[str, str], *, orphan: str
) -> dict[str, Sent]:
    """Id of a comment in the file → our note it is; ids of Word do not survive an editor, author, date and text do.

    `orphan` is how the sentence begins that the writer adds to a comment whose item is gone.
    """
    waiting: dict[tuple[str, ...], list[Sent]] = defaultdict(list)
    for thread in document.threads if document else ():
        for sent, author, date, text in _notes(thread, texts):
            for key in ((author, date, text), ("", author, text), (date, text)):
                waiting[key].append(sent)
    found: dict[str, Sent] = {}
    taken: set[int] = set()
    for level in range(3):
        for one in returned.comments:
            if one.id in found:
                continue
            for text in _wordings(one.text, orphan):
                author, date = plain(one.author), _minute(one)
                key = ((author, date, text), ("", author, text), (date, text))[level]
                if level and (len(text) < _LONG or (level == 1 and date)):
                    continue  # without its date a short word may be anybody's
                match = next((sent for sent in waiting.get(key, ()) if id(sent) not in taken), None)
                if match is not None:
                    found[one.id] = match
                    taken.add(id(match))
                    break
    return found


def _notes(thread: Thread, texts: Mapping[str, str]) -> list[tuple[Sent, str, str, str]]:
    def shown(text: str) -> str:
        return texts.get(text, text)

    root = thread.notes[0].id if thread.notes else ""
    return [
        (
            Sent(root, note.id, thread.item, thread.resolved),
            plain(shown(note.author)),
            word_date(note.date)[:16],
            plain(shown(note.text)),
        )
        for note in thread.notes
    ]


def _wordings(text: str, orphan: str) -> tuple[str, ...]:
    """The text, and the text without the sentence added to a comment whose item was gone."""
    whole = plain(text)
    lines = re.split(r"\n", text)
    if orphan and len(lines) > 1 and plain(lines[-1]).startswith(orphan):
        return whole, plain("\n".join(lines[:-1]))
    return (whole,)


def _minute(one: ReturnedComment) -> str:
    return one.date.replace(tzinfo=None).isoformat(timespec="minutes") if one.date else ""
