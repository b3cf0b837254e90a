"""Two editions as one Word file in which the newer stands against the older as native tracked changes.

Both are made from their stored blocks by the generator of the clean document, and only then compared: accepting
everything gives the newer, rejecting everything the older, whatever the generator learns to write.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from lifecycle.documents.blocks import Run, Runs, items_of
from lifecycle.documents.document import Document, Note, Thread
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.signatures import Place, Signature, Touched
from lifecycle.documents.word.comments import Comments, word_date
from lifecycle.documents.word.footnotes import footnotes_part, with_separators
from lifecycle.documents.word.inline import Inline
from lifecycle.documents.word.kept import Keeping, shared
from lifecycle.documents.word.look import Look, look_of
from lifecycle.documents.word.merging import Merging
from lifecycle.documents.word.nodes import EDGES, LIST, cut
from lifecycle.documents.word.package import Part, packed
from lifecycle.documents.word.places import Places
from lifecycle.documents.word.writer import Sheet, no_picture, numbering, sheet

_BODY, _END = "<w:body>", "<w:sectPr>"
_RELATED = re.compile(r'(r:(?:id|embed)=")([^"]+)(")')
_DRAWN = re.compile(r'(<wp:docPr id=")(\d+)(")')
_NOTED = re.compile(r'(<w:footnoteReference w:id=")(\d+)(")')
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


class _Remembering(Inline):
    """The text of two editions, most of it the same: each is set once, and equal footnotes have one number."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._printed: dict[str, str] = {}
        self._numbers: dict[Runs, int] = {}

    def set(self, text: str) -> str:
        """`text` as it is printed."""
        known = self._printed.get(text)
        if known is None:
            known = self._printed[text] = super().set(text)
        return known

    def note(self, part: Run) -> int:
        """The number of a footnote: that of the equal one before it."""
        if part.note not in self._numbers:
            self._numbers[part.note] = super().note(part)
        return self._numbers[part.note]


def redline(
    before: Document,
    after: Document,
    *,
    texts: Mapping[str, str],
    template: bytes,
    phrases: Phrases,
    causes: Mapping[Place, Signature],
    otherwise: Signature,
    content: str | None = None,
    pictures: Callable[[str], bytes] = no_picture,
) -> Redline:
    """`after` against `before`; a change at a place of `causes` is signed by its cause, every other by `otherwise`.

    The only comment is the list of changes at the title. Header, footer and properties are those of `after`.
    """
    language = after.cover.language
    look = look_of(template, language)
    styles = {"link_style": look.style("hyperlink"), "note_style": look.style("footnote reference")}
    inline = _Remembering(texts, phrases, language=language, **styles)
    among, bodies = shared(before, after), list[Keeping]()

    def body(*args: Any, **more: Any) -> Keeping:
        bodies.append(Keeping(*args, among=among, first=not bodies, **more))
        return bodies[-1]

    new, old = (
        sheet(
            replace(document, threads=()),
            texts=texts,
            template=template,
            phrases=phrases,
            content=content or "-" if document is before else content,
            body=body,
            inline=inline,
            pictures=pictures,
            more={"lifecycle.compared": f"{before.cover.name}@{before.cover.number}"},
        )
        for document in (after, before)
    )
    opening, now, ending = _opened(new, bodies[0])
    _, was, ended = _opened(old, bodies[1])
    was, parts = _joined(was, old, new, look)
    merging = Merging(
        causes={place: replace(cause, date=word_date(cause.date)) for place, cause in causes.items()},
        otherwise=replace(otherwise, date=word_date(otherwise.date)),
        items=lambda: chain.from_iterable(items_of(one.blocks) for one in (*before.sections, *after.sections)),
        names=bodies[0].steady.names,
        identities=bodies[0].steady.identities,
        gap_style=look.style("table gap"),
    )
    written = merging.body(list(cut(was, among.nodes)), list(cut(now, among.nodes)))
    ending = ending.replace(_section(ending), merging.section(_section(ended), _section(ending)), 1)
    touched = tuple(one for one in merging.touched.values() if one.says)
    written, told = _commented(written, touched, after, texts=texts, phrases=phrases, look=look)
    if inline.notes:
        written, notes = _numbered(written, inline.notes)
        settings = next(part for part in parts if part.kind == "settings")
        own = Inline(texts, phrases, language=language, **styles)
        parts = [
            *(part for part in parts if part.kind not in ("settings", "footnotes")),
            replace(settings, data=with_separators(look).parts["settings"]),
            footnotes_part(notes, look, own),
        ]
    pieces = [opening, *("".join(written[n : n + _PIECE]) for n in range(0, len(written), _PIECE)), ending]
    data = packed(
        [piece.encode() for piece in pieces],
        [*parts, *told],
        links=inline.links,
        properties=new.properties,
    )
    return Redline(data, touched)


def _opened(made: Sheet, body: Keeping) -> tuple[str, str, str]:
    """What stands before the blocks of a body, cover, contents and blocks, and the page with what follows."""
    text, ending = (piece.decode() for piece in made.pieces)
    start = text.index(_BODY) + len(_BODY)
    return text[:start], text[start:] + body.written, ending


def _section(ending: str) -> str:
    """The properties of the last section."""
    return ending[ending.index(_END) : ending.index("</w:body>")]


def _joined(was: str, old: Sheet, new: Sheet, look: Look) -> tuple[str, list[Part]]:
    """The older body in the terms of the newer file, and that file's parts with what the older adds."""
    parts = [part for part in new.parts if part.kind != "numbering"]
    known = {part.data: part.id for part in new.parts if part.kind == "image" and part.id}
    names: dict[str, str] = {}
    for part in old.parts:
        if part.kind == "image" and part.id:
            if part.data not in known:
                ending = part.path.rpartition(".")[2]
                known[part.data] = f"rIdWas{len(known) + 1}"
                parts.append(Part("image", f"media/was{len(known)}.{ending}", part.data, known[part.data]))
            names[part.id] = known[part.data]
    if _END in was:
        here = {part.id for part in new.parts}
        was = EDGES.sub(lambda found: found[0] if found[0].split('r:id="')[1].split('"')[0] in here else "", was)
    if any(name != other for name, other in names.items()):
        was = _RELATED.sub(lambda found: found[1] + names.get(found[2], found[2]) + found[3], was)
    first = look.next_list
    if new.lists and old.lists:
        was = LIST.sub(lambda found: f'<w:numId w:val="{int(found[1]) + new.lists * (int(found[1]) >= first)}"/>', was)
    if "<w:drawing>" in was:
        was = _DRAWN.sub(lambda found: f"{found[1]}{_OLD_DRAWINGS + int(found[2])}{found[3]}", was)
    lists = numbering(look, new.lists + old.lists).encode()
    return was, [*parts, Part("numbering", "numbering.xml", lists, "rIdNumbering")]


def _numbered(written: Sequence[str], notes: Sequence[Runs]) -> tuple[list[str], list[Runs]]:
    """The body with a footnote of its own for each mark, counted from 1, and these; deleted marks have theirs too."""
    found: list[Runs] = []

    def counted(mark: re.Match[str]) -> str:
        found.append(notes[int(mark[2]) - 1])
        return f"{mark[1]}{len(found)}{mark[3]}"

    return [_NOTED.sub(counted, piece) if "<w:footnoteReference " in piece else piece for piece in written], found


def _commented(
    written: Sequence[str],
    touched: Sequence[Touched],
    after: Document,
    *,
    texts: Mapping[str, str],
    phrases: Phrases,
    look: Look,
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
        reference_style=look.style("annotation reference"),
    )
    starts, ends = comments.around((None, None))
    title, *rest = written
    place = title.index("</w:p>")
    parts = [
        Part(kind, f"{kind}.xml", xml.encode(), f"rId{kind.capitalize()}")
        for kind, xml in comments.parts(look.style("annotation text")).items()
    ]
    return [title[:place] + starts + ends + title[place:], *rest], parts


def _line(one: Touched, phrases: Phrases) -> str:
    """A line of the list of changes: the item, what became of it, by whose cause."""
    label = one.label or phrases.say("redline.elsewhere")
    facts = {"label": label, "inserted": one.inserted, "deleted": one.deleted, "author": one.author}
    return phrases.say(f"redline.{one.change}", **facts)
