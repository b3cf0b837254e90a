"""Two editions as one Word file in which the newer stands against the older as native tracked changes.

Both are made from their stored blocks by the generator of the clean document, and only then compared: accepting
everything gives the newer, rejecting everything the older, whatever the generator learns to write.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lifecycle.documents.blocks import items_of
from lifecycle.documents.causes import Signature, Touched
from lifecycle.documents.document import Document, Note, Thread
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.comments import Comments, word_date
from lifecycle.documents.word.inline import Inline
from lifecycle.documents.word.look import look_of
from lifecycle.documents.word.merging import Merging
from lifecycle.documents.word.nodes import cut
from lifecycle.documents.word.package import Part, packed
from lifecycle.documents.word.paragraphs import Paragraphs
from lifecycle.documents.word.places import Places
from lifecycle.documents.word.tracked import MARKS, number_of
from lifecycle.documents.word.writer import Sheet, numbering, sheet

_BODY, _END = "<w:body>", "<w:sectPr>"
_RELATED = re.compile(r'(r:(?:id|embed)=")([^"]+)(")')
_LIST = re.compile(r'<w:numId w:val="(\d+)"/>')
_DRAWN = re.compile(r'(<wp:docPr id=")(\d+)(")')
_OLD_DRAWINGS = 100_000
"""What the numbers of the older edition's drawings begin with."""
_LISTED = 200
"""Items the list of changes names; the rest it counts."""
_PIECE = 64


@dataclass(frozen=True, slots=True)
class Redline:
    """The file, and what it says changed, by item in reading order ("" is text that belongs to no item)."""

    data: bytes
    touched: tuple[Touched, ...]


class _Steady(Paragraphs):
    """Paragraphs whose bookmarks have numbers of their own: equal blocks of two editions are equal XML."""

    _numbers: set[int]

    def bookmark(self, name: str) -> tuple[str, str]:
        """The start and the end of a bookmark, its number made from its name."""
        if not self._bookmarks:
            self._numbers = set()
        self._bookmarks += 1
        number = number_of(name)
        while number in self._numbers:
            number = (number + 1) % MARKS
        self._numbers.add(number)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


class _Remembering(Inline):
    """The text of two editions, most of it the same: each is set once."""

    def __init__(self, texts: Mapping[str, str], phrases: Phrases, *, language: str, link_style: str) -> None:
        super().__init__(texts, phrases, language=language, link_style=link_style)
        self._printed: dict[str, str] = {}

    def set(self, text: str) -> str:
        """`text` as it is printed."""
        known = self._printed.get(text)
        if known is None:
            known = self._printed[text] = super().set(text)
        return known


def redline(
    before: Document,
    after: Document,
    *,
    texts: Mapping[str, str],
    template: bytes,
    phrases: Phrases,
    causes: Mapping[str, Signature],
    otherwise: Signature,
    content: str | None = None,
) -> Redline:
    """`after` against `before`; a change in an item of `causes` is signed by its cause, every other by `otherwise`.

    The only comment is the list of changes at the title. Header, footer and properties are those of `after`.
    """
    look = look_of(template, after.cover.language)
    inline = _Remembering(texts, phrases, language=after.cover.language, link_style=look.style("hyperlink"))
    new, old = (
        sheet(
            replace(document, threads=()),
            texts=texts,
            template=template,
            phrases=phrases,
            content=content or "-" if document is before else content,
            paragraphs=_Steady,
            inline=inline,
            more={"lifecycle.compared": f"{before.cover.name}@{before.cover.number}"},
        )
        for document in (after, before)
    )
    opening, now, ending = _opened(new)
    _, was, _ = _opened(old)
    was, parts = _joined(was, old, new)
    items = [item for document in (before, after) for section in document.sections for item in items_of(section.blocks)]
    merging = Merging(
        causes={item: replace(cause, date=word_date(cause.date)) for item, cause in causes.items()},
        otherwise=replace(otherwise, date=word_date(otherwise.date)),
        items=items,
        taken=now,
        gap_style=new.look.style("table gap"),
    )
    written = merging.body(list(cut(was)), list(cut(now)))
    touched = tuple(one for one in merging.touched.values() if one.says)
    written, told = _commented(written, touched, after, texts=texts, phrases=phrases, new=new)
    pieces = [opening, *("".join(written[n : n + _PIECE]) for n in range(0, len(written), _PIECE)), ending]
    data = packed(
        [piece.encode() for piece in pieces],
        [*parts, *told],
        links=inline.links,
        properties=new.properties,
    )
    return Redline(data, touched)


def _opened(made: Sheet) -> tuple[str, str, str]:
    """What stands before the blocks of a body, the blocks, and the page with what follows."""
    text = b"".join(made.pieces).decode()
    start, end = text.index(_BODY) + len(_BODY), text.rindex(_END)
    return text[:start], text[start:end], text[end:]


def _joined(was: str, old: Sheet, new: Sheet) -> tuple[str, list[Part]]:
    """The older body in the terms of the newer file, and that file's parts with what the older adds."""
    parts = [part for part in new.parts if part.kind != "numbering"]
    known = {part.data: part.id for part in new.parts if part.kind == "image"}
    names: dict[str, str] = {}
    for part in old.parts:
        if part.kind == "image":
            if part.data not in known:
                known[part.data] = f"rIdWas{len(known) + 1}"
                parts.append(Part("image", f"media/was{len(known)}.png", part.data, known[part.data]))
            names[part.id] = known[part.data]
    if any(name != other for name, other in names.items()):
        was = _RELATED.sub(lambda found: found[1] + names.get(found[2], found[2]) + found[3], was)
    first = new.look.next_list
    if new.lists and old.lists:
        was = _LIST.sub(lambda found: f'<w:numId w:val="{int(found[1]) + new.lists * (int(found[1]) >= first)}"/>', was)
    if "<w:drawing>" in was:
        was = _DRAWN.sub(lambda found: f"{found[1]}{_OLD_DRAWINGS + int(found[2])}{found[3]}", was)
    lists = numbering(new.look, new.lists + old.lists).encode()
    return was, [*parts, Part("numbering", "numbering.xml", lists, "rIdNumbering")]


def _commented(
    written: Sequence[str],
    touched: Sequence[Touched],
    after: Document,
    *,
    texts: Mapping[str, str],
    phrases: Phrases,
    new: Sheet,
) -> tuple[list[str], list[Part]]:
    """The body with the list of changes as a comment at its title, and the parts of the comment."""
    lines = [phrases.say("redline.changes", count=len(touched)) if touched else phrases.say("redline.none")]
    lines += [_line(one, phrases) for one in touched[:_LISTED]]
    if len(touched) > _LISTED:
        lines.append(phrases.say("redline.more", count=len(touched) - _LISTED))
    note = Note("redline", phrases.say("engine.author"), after.cover.day, "\n".join(lines))
    comments = Comments(
        (Thread(None, None, False, (note,)),),
        Places({}, frozenset()),
        inline=Inline(texts, phrases, language=after.cover.language, link_style=""),
        phrases=phrases,
        reference_style=new.look.style("annotation reference"),
    )
    starts, ends = comments.around((None, None))
    title, *rest = written
    place = title.index("</w:p>")
    parts = [
        Part(kind, f"{kind}.xml", xml.encode(), f"rId{kind.capitalize()}")
        for kind, xml in comments.parts(new.look.style("annotation text")).items()
    ]
    return [title[:place] + starts + ends + title[place:], *rest], parts


def _line(one: Touched, phrases: Phrases) -> str:
    """A line of the list of changes: the item, what became of it, by whose cause."""
    label = one.label or phrases.say("redline.elsewhere")
    facts = {"label": label, "inserted": one.inserted, "deleted": one.deleted, "author": one.author}
    return phrases.say(f"redline.{one.change}", **facts)
