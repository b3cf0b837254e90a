"""Threads of an edition as Word comments: where each is anchored in the text, and the four parts that carry them.

Replies have ranges and references of their own, or Word drops them; `done` stands on the root and on every reply.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lifecycle.documents.calling import called
from lifecycle.documents.document import Thread
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.inline import Inline, attribute, run
from lifecycle.documents.word.places import TITLE, Place, Places

_WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_WORDML}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" mc:Ignorable="w14 w15 w16cid"'
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class _Comment:
    """One note with its numbers: `paragraphs` are (paraId, text), the last one stands for the comment."""

    number: int
    durable: str
    author: str
    date: str
    paragraphs: tuple[tuple[str, str], ...]
    parent: "_Comment | None"
    resolved: bool


class Comments:
    """The comments of one document, each at its place; one whose item is gone stands at the title and says so."""

    def __init__(
        self,
        threads: Sequence[Thread],
        places: Places,
        *,
        inline: Inline,
        phrases: Phrases,
        reference_style: str,
    ) -> None:
        self._reference = f'<w:r><w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr>'
        self.places = places
        self._taken: set[int] = set()
        self._fields: set[str] = set()
        self._signed: dict[str, tuple[str, str]] = {}
        self._marks: dict[Place, tuple[list[str], list[str]]] = {}
        self._all: list[_Comment] = []
        for thread in threads:
            found = places.of(thread)
            place = found or TITLE
            note = None if found else phrases.say("document.orphan", item=called(thread.item, phrases))
            numbers = [comment.number for comment in self._thread(thread, inline, note)]
            starts, ends = self._marks.setdefault(place, ([], []))
            if place[0] and place[1]:
                self._fields.add(place[0])
            starts += [f'<w:commentRangeStart w:id="{number}"/>' for number in numbers]
            ends += [
                f'<w:commentRangeEnd w:id="{number}"/>{self._reference}<w:commentReference w:id="{number}"/></w:r>'
                for number in numbers
            ]

    def __bool__(self) -> bool:
        """Whether there is any comment."""
        return bool(self._all)

    def around(self, place: Place) -> tuple[str, str]:
        """What stands before and after the text the threads of `place` speak of."""
        starts, ends = self._marks.get(place, ((), ()))
        return "".join(starts), "".join(ends)

    def fields(self, item: str) -> bool:
        """Whether any thread stands at a field of `item`."""
        return item in self._fields

    def parts(self, text_style: str) -> dict[str, str]:
        """The XML of the parts comments, commentsExtended, commentsIds and people."""
        return {
            "comments": _part("w:comments", (self._comment(comment, text_style) for comment in self._all)),
            "commentsExtended": _part("w15:commentsEx", map(_extended, self._all)),
            "commentsIds": _part(
                "w16cid:commentsIds",
                (
                    f'<w16cid:commentId w16cid:paraId="{c.paragraphs[-1][0]}" w16cid:durableId="{c.durable}"/>'
                    for c in self._all
                ),
            ),
            "people": _part("w15:people", map(_person, sorted({comment.author for comment in self._all}))),
        }

    def _thread(self, thread: Thread, inline: Inline, lost: str | None) -> Iterator[_Comment]:
        root: _Comment | None = None
        for note in thread.notes:
            texts = inline.shown(note.text).splitlines() or [""]
            if lost and root is None:
                texts.append(lost)
            comment = _Comment(
                number=len(self._all),
                durable=self._fresh(f"durable {note.id}"),
                author=" ".join(inline.shown(note.author).split()),
                date=word_date(note.date),
                paragraphs=tuple((self._fresh(f"{note.id} {n}"), text) for n, text in enumerate(texts)),
                parent=root,
                resolved=thread.resolved,
            )
            root = root or comment
            self._all.append(comment)
            yield comment

    def _fresh(self, seed: str) -> str:
        """Eight hexadecimal digits made from `seed`, above 0 and below 0x80000000 ([MS-DOCX] 2.6.2.3), used once."""
        number = int.from_bytes(sha256(seed.encode("utf-8", "replace")).digest()[:4], "big") & 0x7FFFFFFF
        while not 0 < number < 0x7FFFFFFF or number in self._taken:
            number = (number + 1) & 0x7FFFFFFF
        self._taken.add(number)
        return f"{number:08X}"

    def _comment(self, comment: _Comment, text_style: str) -> str:
        style = f'<w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
        body = "".join(
            f'<w:p w14:paraId="{identity}" w14:textId="77777777">{style}'
            f"{'' if n else self._reference + '<w:annotationRef/></w:r>'}{run(text)}</w:p>"
            for n, (identity, text) in enumerate(comment.paragraphs)
        )
        signed = self._signed.get(comment.author)
        if signed is None:
            signed = self._signed[comment.author] = attribute(comment.author), attribute(initials(comment.author))
        date = f' w:date="{comment.date}"' if comment.date else ""
        return (
            f'<w:comment w:id="{comment.number}" w:author="{signed[0]}"{date} w:initials="{signed[1]}">'
            f"{body}</w:comment>"
        )


def word_date(date: str) -> str:
    """A day or an ISO time as Word writes a comment's date: the wall clock to the second, with Z; else nothing."""
    found = _DATE.match(date)
    return f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}Z" if found else ""


def initials(author: str) -> str:
    """The first letters of at most three words of a name."""
    return "".join(word[0].upper() for word in re.findall(r"\w+", author)[:3])


def _part(root: str, inner: Iterator[str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} {_NAMESPACES}>{"".join(inner)}</{root}>'


def _extended(comment: _Comment) -> str:
    parent = f' w15:paraIdParent="{comment.parent.paragraphs[-1][0]}"' if comment.parent else ""
    return (
        f'<w15:commentEx w15:paraId="{comment.paragraphs[-1][0]}"{parent} w15:done="{1 if comment.resolved else 0}"/>'
    )


def _person(author: str) -> str:
    name = attribute(author)
    return f'<w15:person w15:author="{name}"><w15:presenceInfo w15:providerId="None" w15:userId="{name}"/></w15:person>'
