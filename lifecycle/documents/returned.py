"""A returned Word file as values: paragraphs, comments in threads, tracked changes, what was noticed in it.

It knows no XML. The values cross the border of a process as JSON: `as_json` and `from_json` are each other's inverse.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, cast, get_args

Part = Literal["body", "header", "footer", "footnote", "endnote", "textbox"]
RevisionKind = Literal["insertion", "deletion", "move_from", "move_to"]

REVISIONS: tuple[str, ...] = get_args(RevisionKind)
NOTICES = (
    "hidden_text",
    "remote_template",
    "remote_image",
    "remote_content",
    "embedded_object",
    "dde_field",
    "include_field",
    "formatting_changes",
    "strict",
    "comment_without_anchor",
    "range_without_comment",
    "repeated_comment_ids",
    "threads_lost",
    "part_unreadable",
)
"""Every code of a notice, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a returned file."""

    part: Part
    paragraph: int
    """Index of its paragraph in `Returned.paragraphs`."""
    controls: tuple[str, ...] = ()
    """Tags of the content controls around it as the file writes them, outermost first."""
    bookmarks: tuple[str, ...] = ()
    """Names of bookmarks that speak of it, nearest last: those that start in its paragraph, before it in its cell, in
    its row where that has only one, or before it under the same headings; at most eight of each."""
    heading: str = ""
    """The nearest heading at or before it, in the view with every change accepted."""
    row_label: str = ""
    """The text of the first cell of its table's row; empty outside a table."""
    cell: int = -1
    """The column of its cell; -1 outside a table."""


Span = tuple[int, int, bool, bool, str]
"""Letters of a paragraph from one to another that are bold, italic, or lead to an address."""


@dataclass(frozen=True, slots=True)
class ReturnedPicture:
    """A picture in a paragraph: the digest of its bytes, empty where they are not in the file, and what it says."""

    sha256: str
    alt: str


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """One paragraph: its text with every change accepted, and `before`, with every change rejected."""

    text: str
    before: str
    spot: Spot
    style: str = ""
    """The name of its style; the identifier where the file names none."""
    heading_level: int | None = None
    kept: bool = True
    """Whether it is a paragraph when every change is accepted; the text of one that is not is in the next paragraph."""
    listed: bool = False
    """Whether it is an item of a list, by itself or by its style."""
    was: bool = True
    """Whether it is a paragraph when every change is rejected; what it was then is in the next paragraph's `before`."""
    spans: tuple[Span, ...] = ()
    """The letters of `text` that do not look plain."""
    spans_before: tuple[Span, ...] = ()
    """The letters of `before` that do not look plain."""
    depth: int = 0
    """The level of an item of a list, counted from 0."""
    numbered: bool = False
    """Whether an item of a list has a number."""
    side: str = ""
    """To which side it keeps in a cell: r, c, or empty for the usual one."""
    row: int = -1
    """The row of a table it stands in, counted over the file; -1 outside one."""
    pictures: tuple[ReturnedPicture, ...] = ()
    """The pictures it shows with every change accepted."""
    pictures_before: tuple[ReturnedPicture, ...] = ()
    """The pictures it shows with every change rejected."""


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment; `quoted` is the text of its range as its author saw it: with insertions, without deletions.

    `id` is unique in `Returned.comments` and is the file's own where the file repeats none. `spot` is None where
    neither a range nor a reference is in the text. Paragraphs of `text` are joined by newlines.
    """

    id: str
    parent: str | None
    author: str
    initials: str
    date: dt.datetime | None
    text: str
    resolved: bool
    quoted: str
    spot: Spot | None
    ends: Spot | None = None
    follows: str | None = None
    """Of a comment without a range of its own: the one before it whose words end just there, with no text between."""


@dataclass(frozen=True, slots=True)
class ReturnedRevision:
    """A tracked change of text; `row` marks one that adds or removes whole rows or cells of a table.

    `replaces` is the index, in `Returned.revisions`, of the deletion beside it that this insertion stands for.
    """

    kind: RevisionKind
    author: str
    date: dt.datetime | None
    text: str
    spot: Spot
    replaces: int | None = None
    row: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedFootnote:
    """A footnote or endnote: the paragraph that refers to it and its own `paragraphs`, both by index.

    `at` and `was_at` are the letters before its mark with every change accepted, and rejected; `kept` and `was` tell
    whether the mark is there then. `author` and `date` are those of the change the mark stands in.
    """

    paragraph: int
    at: int
    was_at: int
    paragraphs: tuple[int, ...]
    kept: bool = True
    was: bool = True
    author: str = ""
    date: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about the file: the code of a phrase (`inspect.notice.<code>`) and its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returned:
    """All of a returned file; `text` is its visible text with every change accepted, a line a paragraph."""

    engine: str
    plan: str | None
    edition: str | None
    code: str | None
    text: str
    paragraphs: tuple[ReturnedParagraph, ...] = ()
    comments: tuple[ReturnedComment, ...] = ()
    revisions: tuple[ReturnedRevision, ...] = ()
    notes: tuple[Notice, ...] = ()
    compared: str | None = None
    """The edition that `edition` stands against as tracked changes, where the file is a redline of ours."""
    footnotes: tuple[ReturnedFootnote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The file as JSON types, under the names of the fields; equal spots are kept once, others name their index."""
        spots: dict[Spot, int] = {}

        def place(spot: Spot | None) -> int | None:
            return None if spot is None else spots.setdefault(spot, len(spots))

        told = {
            "engine": self.engine,
            "plan": self.plan,
            "edition": self.edition,
            "code": self.code,
            "compared": self.compared,
            "text": self.text,
            "paragraphs": [_short(one) | {"spot": place(one.spot)} for one in self.paragraphs],
            "comments": [
                _flat(one) | {"spot": place(one.spot), "ends": place(one.ends), "date": _told(one.date)}
                for one in self.comments
            ],
            "revisions": [_flat(one) | {"spot": place(one.spot), "date": _told(one.date)} for one in self.revisions],
            "notes": [{"code": note.code, "facts": dict(note.facts)} for note in self.notes],
            "footnotes": [_flat(one) | {"date": _told(one.date)} for one in self.footnotes],
        }
        return told | {"spots": [_flat(spot) for spot in spots]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Returned":
        """The file whose `as_json` is `data`; KeyError, TypeError or ValueError where it is nothing of the kind."""
        spots = [_spot(one) for one in data["spots"]]

        def at(index: int | None) -> Spot | None:
            return None if index is None else spots[index]

        return cls(
            engine=data["engine"],
            plan=data["plan"],
            edition=data["edition"],
            code=data["code"],
            text=data["text"],
            paragraphs=tuple(
                ReturnedParagraph(**one | _dressed(one) | {"spot": spots[one["spot"]]}) for one in data["paragraphs"]
            ),
            comments=tuple(
                ReturnedComment(**one | {"spot": at(one["spot"]), "ends": at(one["ends"]), "date": _day(one["date"])})
                for one in data["comments"]
            ),
            revisions=tuple(
                ReturnedRevision(**one | {"spot": spots[one["spot"]], "date": _day(one["date"])})
                for one in data["revisions"]
            ),
            notes=tuple(Notice(note["code"], note["facts"]) for note in data["notes"]),
            compared=data["compared"],
            footnotes=tuple(
                ReturnedFootnote(**one | {"paragraphs": tuple(one["paragraphs"]), "date": _day(one["date"])})
                for one in data["footnotes"]
            ),
        )


def _flat(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


_USUAL = {"spans": (), "spans_before": (), "depth": 0, "numbered": False, "side": "", "row": -1}
_USUAL |= {"pictures": (), "pictures_before": ()}
"""What most paragraphs look like: it is not told."""


def _short(one: ReturnedParagraph) -> dict[str, Any]:
    told = {name: value for name, value in _flat(one).items() if name not in _USUAL or value != _USUAL[name]}
    shown = {name: [_flat(each) for each in told[name]] for name in ("pictures", "pictures_before") if name in told}
    return told | shown


def _dressed(data: Mapping[str, Any]) -> dict[str, Any]:
    spans = {name: tuple(_span(*one) for one in data[name]) for name in ("spans", "spans_before") if name in data}
    names = [name for name in ("pictures", "pictures_before") if name in data]
    return spans | {name: tuple(ReturnedPicture(**one) for one in data[name]) for name in names}


def _span(start: int, end: int, bold: bool, italic: bool, link: str) -> Span:
    return start, end, bold, italic, link


def _spot(data: Mapping[str, Any]) -> Spot:
    lists = {name: tuple(cast(list[str], data[name])) for name in ("controls", "bookmarks")}
    return Spot(**{**data, **lists})


def _told(date: dt.datetime | None) -> str | None:
    return None if date is None else date.isoformat()


def _day(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
