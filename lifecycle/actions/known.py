"""Which points of a returned file the register has already: from the sender's own files, or in another town's file.

A file that goes from town to town carries the points of those who had it before (decision 42).
"""

from collections.abc import Set
from dataclasses import dataclass, field

from lifecycle.actions.desk import Pen
from lifecycle.actions.senders import Sender
from lifecycle.documents.lines import fold
from lifecycle.documents.typography import plain
from lifecycle.model.comment import Comment, CommentKind, Placement

_NOBODY = frozenset(
    [
        "autor",
        "author",
        "neznámý",
        "neznámý autor",
        "unknown",
        "unknown author",
        "uživatel",
        "user",
        "office user",
        "microsoft office user",
        "windows user",
        "anonym",
        "anonymous",
        "guest",
        "host",
        "admin",
        "administrator",
    ]
)
"""Authors that an editor writes where it knows nobody, or where somebody had the names taken out."""

Mark = tuple[str, str, str]
"""Author, time and words of a comment: what shows that one file was made from another."""
_FEWEST = 2
"""Comments of one file that must all stand in another before the two are one file that went on."""
Key = tuple[str, str, str, str, str]
"""Author, time, words, kind and proposed text of a point: the same again is the same point."""


@dataclass(frozen=True, slots=True)
class Known:
    """A point of the register: its thread, and the sender whose file brought it."""

    thread: str
    sender: str


@dataclass
class Register:
    """The points that files brought before this one of `sender`, each to be met as often as it is recorded.

    `edition` is the one the file was made from, `said` its comments that are not ours. A root stands at a place of its
    edition, an answer in its thread: `place` is the one or the other.
    """

    pen: Pen
    sender: Sender
    edition: str | None
    said: frozenset[Mark]
    _passed_on: bool = False
    _own: dict[Key, list[str]] = field(default_factory=dict)
    _others: dict[tuple[Key, str], list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = self.pen.texts
        files: dict[str, set[Mark]] = {}
        placed = {(one.comment, one.edition): one.item for one in self.pen.content.all(Placement)}
        for one in self.pen.content.all(Comment):
            if not one.source_sha256:
                continue
            behalf = texts.get(one.on_behalf_of or "", one.on_behalf_of or "")
            author, said = texts.get(one.author, one.author), texts.get(one.text, one.text)
            key = key_of(author, one.date if "T" in one.date else "", said, one.kind, one.proposed_change or "")
            if behalf == self.sender.name:
                self._own.setdefault(_minute(key), []).append(one.thread)
            elif _tells(author, one.date, behalf):
                place = one.thread if one.parent else place_of(one.source_edition, placed, one.id)
                self._others.setdefault((key, place), []).append(Known(one.thread, behalf))
                if one.source_edition == self.edition and one.kind is CommentKind.comment:
                    files.setdefault(one.source_sha256, set()).add(key[:3])
        self._passed_on = any(_went_on(theirs, self.said) for theirs in files.values())

    def own(self, key: Key) -> str | None:
        """The thread of a point the sender's files brought already; each recorded one answers once."""
        found = self._own.get(_minute(key))
        return found.pop(0) if found else None

    def elsewhere(self, key: Key, place: str) -> Known | None:
        """The same point in another sender's file, where one of the two files was made from the other."""
        author, date, *_ = key
        if not self._passed_on or not _tells(author, date, self.sender.name):
            return None
        found = self._others.get((key, place))
        return found.pop(0) if found else None


def key_of(author: str, date: str, text: str, kind: str, proposed: str) -> Key:
    """What makes a point the same: of the time all that it tells, of words no kind of space."""
    return plain(author), date[:19], plain(text), str(getattr(kind, "value", kind)), plain(proposed)


def place_of(edition: str | None, placed: dict[tuple[str, str], str | None], id_: str) -> str:
    """Where a point stood in the edition its file was made from; `@` alone where nobody knows the edition."""
    return f"{placed.get((id_, edition)) or ''}@{edition}" if edition else "@"


def mark_of(author: str, date: str, text: str) -> Mark:
    """What a comment of a file is known by in another."""
    return key_of(author, date, text, "", "")[:3]


def _went_on(theirs: Set[Mark], ours: Set[Mark]) -> bool:
    """Whether one file has every comment of the other and more of its own; the same words of two towns are no proof."""
    return min(len(theirs), len(ours)) >= _FEWEST and (theirs < ours or ours < theirs)


def _tells(author: str, date: str, sender: str) -> bool:
    """Whether author and time say whose point it is: a person's or an office's name, and a time of day."""
    return "T" in date and bool(plain(author)) and fold(author) not in _NOBODY and fold(author) != fold(sender)


def _minute(key: Key) -> Key:
    """The key of a point in files of one sender: editors keep the minute."""
    return (key[0], key[1][:16], *key[2:])
