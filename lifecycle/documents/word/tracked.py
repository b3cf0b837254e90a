"""Text of our own making as tracked changes: what is inserted, deleted, set otherwise (ISO 29500-1, 17.13.5).

A paragraph's content is cut into words, fields and pictures; each comes out plain, inserted or deleted, never both.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from lifecycle.documents.alignment import Stretch, changes, lettered, words
from lifecycle.documents.word.nodes import DRAWN, TEXT

_T = '<w:t xml:space="preserve">'
_PIECE = re.compile(
    r"<w:r>(<w:rPr>.*?</w:rPr>)?(.*?)</w:r>|(<w:hyperlink [^>]*>)|(</w:hyperlink>)|(<w:bookmark[^>]*/>)", re.DOTALL
)
_AROUND = re.compile(r"(<w:hyperlink [^>]*>|</w:hyperlink>|<w:bookmark[^>]*/>)")
"""What a paragraph holds that is no run."""
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)<")
_HEADING = re.compile(r"_Toc\d+")
_NAMED = re.compile(r'w:name="([^"]*)"')
_NUMBERED = re.compile(r'w:id="(\d+)"')
_LEAST = 0.25
"""The part of the words two texts must share: below it one is shown deleted and the other inserted."""
_COPIED = "plz_"
COPY = ";del"
"""What a deleted copy's tag ends with: no item contains `;`, so no reader takes the copy for the item."""

MARKS = 0x20000000
"""How many numbers bookmarks may have; those of deleted copies have as many above, changes the rest."""

Signed = Callable[[str, int], str]
"""Gives the attributes of a change (number, author, date) from its element's name and the number of its words."""


class Atom(NamedTuple):
    """What changes as a whole: a word, a space, a sign, a field, a picture; `xml` is empty for text."""

    text: str
    manner: str
    link: str
    xml: str = ""

    @property
    def key(self) -> str:
        """Equal for atoms a reader cannot tell apart but by their manner."""
        return f"{self.text}\0{self.link}" if self.link else self.text


@dataclass(frozen=True, slots=True)
class Content:
    """A paragraph's atoms, its bookmarks by the number of atoms before each, and where its runs begin and end."""

    atoms: list[Atom]
    marks: list[tuple[int, str]]
    bounds: list[int]

    def within(self, start: int, end: int) -> bool:
        """Whether these atoms are text of one run."""
        return not self.atoms[start].xml and end <= self.bounds[bisect_right(self.bounds, start)]


def content_of(inside: str) -> Content:
    """The content of a paragraph, which is `inside` without its properties."""
    atoms: list[Atom] = []
    marks: list[tuple[int, str]] = []
    bounds = [0]
    link, field = "", ""
    for piece in _PIECE.finditer(inside):
        manner, inner, opens, closes, mark = piece.groups()
        if mark:
            marks.append((len(atoms), mark))
        elif opens or closes:
            link = opens or ""
        elif field or 'fldCharType="begin"' in inner:
            field += piece[0]
            if 'fldCharType="end"' in inner:
                told = _HEADING.sub("_Toc", "".join(_INSTRUCTION.findall(field)))
                atoms.append(Atom(f"\1{told}", "", _HEADING.sub("_Toc", link), field))
                field = ""
        else:
            said = inner.replace(_T, "").replace("</w:t>", "").replace("<w:br/>", "\n").replace("<w:tab/>", "\t")
            if "<" in said:
                drawn = DRAWN.sub(r"<\1", said)
                atoms.append(Atom(f"\1{drawn}", manner or "", link, piece[0]))
            else:
                manner = manner or ""
                atoms += [Atom(word, manner, link) for word in words(said)]
        bounds.append(len(atoms))
    return Content(atoms, marks, bounds)


class _Piece(NamedTuple):
    """An atom or a bookmark on its way out: `state` is ins, del, same or mark; `before` the manner it had."""

    state: str
    link: str
    atom: Atom
    before: str


def shown(was: str | None, now: str | None, change: Signed) -> str:
    """The content that is `now` where accepted and `was` where rejected; None: there was or is no such paragraph.

    Content is what a paragraph holds without its properties.
    """
    if was is None or now is None:
        return _whole("ins" if was is None else "del", now or was or "", change)
    parts = []
    for link, linked in groupby(_course(content_of(was), content_of(now)), key=lambda piece: piece.link):
        inner = "".join(
            _stated(state, list(group), change) for state, group in groupby(linked, key=lambda piece: piece.state)
        )
        parts.append(f"{link}{inner}</w:hyperlink>" if link else inner)
    return "".join(parts)


def _whole(state: str, inside: str, change: Signed) -> str:
    """What a paragraph holds that comes or goes as a whole."""
    parts = _AROUND.split(inside)
    for place in range(0, len(parts), 2):
        if runs := parts[place]:
            counted = sum(map(lettered, TEXT.findall(runs))) + runs.count("<w:drawing>")
            shown = _deleted(runs) if state == "del" else runs
            parts[place] = f"<w:{state} {change(state, counted)}>{shown}</w:{state}>"
    if state == "del":
        parts[1::2] = [copied_mark(part) if part.startswith("<w:bookmark") else part for part in parts[1::2]]
    return "".join(parts)


def _deleted(runs: str) -> str:
    """Runs as what is deleted says its text and its fields (17.3.3.7, 17.16.13)."""
    runs = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return runs.replace("<w:instrText", "<w:delInstrText").replace("</w:instrText>", "</w:delInstrText>")


def copied_mark(mark: str) -> str:
    """A bound of a deleted copy's bookmark: another number and another name, which no item and no heading has."""
    mark = _NUMBERED.sub(lambda found: f'w:id="{int(found[1]) + MARKS}"', mark)
    return _NAMED.sub(lambda found: f'w:name="{copied_name(found[1])}"', mark)


def copied_name(name: str) -> str:
    """The name of a bookmark's deleted copy: at most 40 signs, none of those our anchors begin with."""
    digest = sha256(name.encode()).hexdigest()
    return f"{_COPIED}t{digest[:35]}" if name.startswith("_Toc") else f"{_COPIED}{digest[:36]}"


def is_copied(name: str) -> bool:
    """Whether a bookmark's name is that of a deleted copy."""
    return name.startswith(_COPIED)


def number_of(name: str) -> int:
    """A number of a bookmark's own, the same in every edition: numbers in order would differ after the first change."""
    return crc32(name.encode("utf-8", "replace")) % MARKS


def _course(was: Content, now: Content) -> Iterator[_Piece]:
    """Both contents in one row, what was before what is; the bookmarks are those of `now`.

    What begins the paragraph goes before what is deleted there: points, and the bookmark around a heading's text.
    """
    point = False
    old, new, marks = was.atoms, now.atoms, list(now.marks)
    place = 0
    while marks and marks[0][0] == 0 and (_NAMED.search(marks[0][1]) or point):
        point = 'w:name="pl' in marks[0][1]
        yield _Piece("mark", "", Atom("", "", "", marks.pop(0)[1]), "")
    for equal, a, b, c, d in _stretches(old, new):
        if equal and not marks and was.within(a, b) and now.within(c, d):
            told = Atom("".join([atom.text for atom in new[c:d]]), new[c].manner, new[c].link)
            yield _Piece("same", told.link, told, old[a].manner)
            continue
        for atom in () if equal else old[a:b]:
            yield _Piece("del", atom.link, atom, atom.manner)
        for number, atom in enumerate(new[c:d]):
            yield from _passed(marks, place)
            place += 1
            before = old[a + number].manner if equal else atom.manner
            yield _Piece("same" if equal else "ins", atom.link, atom, before)
    yield from _passed(marks, place)


def _passed(marks: list[tuple[int, str]], place: int) -> Iterator[_Piece]:
    """The bookmarks that stand at `place`, each once."""
    while marks and marks[0][0] <= place:
        yield _Piece("mark", "", Atom("", "", "", marks.pop(0)[1]), "")


def _stretches(old: Sequence[Atom], new: Sequence[Atom]) -> list[Stretch]:
    """Where the two differ; texts that share few words differ as wholes."""
    if not old or not new:
        return [(False, 0, len(old), 0, len(new))] if old or new else []
    found = changes([atom.key for atom in old], [atom.key for atom in new])
    shared = 2 * sum(_letters(old[a:b]) for equal, a, b, _, _ in found if equal)
    if shared >= _LEAST * (len(old) + len(new)):  # so it is of the words alone, which need not be counted then
        return found
    counted = _letters(old) + _letters(new)
    return [(False, 0, len(old), 0, len(new))] if counted and shared < _LEAST * counted else found


def _letters(atoms: Sequence[Atom]) -> int:
    """How many of the atoms are words."""
    return sum([1 for atom in atoms if len(atom.text) > 1 or atom.text.isalnum()])


def _stated(state: str, pieces: list[_Piece], change: Signed) -> str:
    """Neighbouring pieces of one state as XML."""
    if state == "mark":
        return "".join(piece.atom.xml for piece in pieces)
    runs = "".join(
        "".join(piece.atom.xml for piece in group)
        if drawn
        else _run("".join(piece.atom.text for piece in group), _manner(now, before, change))
        for (drawn, now, before), group in (
            (key, list(found))
            for key, found in groupby(pieces, key=lambda one: (bool(one.atom.xml), one.atom.manner, one.before))
        )
    )
    if state == "same":
        return runs
    counted = _letters([piece.atom for piece in pieces])
    return f"<w:{state} {change(state, counted)}>{_deleted(runs) if state == 'del' else runs}</w:{state}>"


def _run(text: str, manner: str) -> str:
    """A run of text that is XML already; a line feed breaks the line, a tab is a tab."""
    broken = text.replace("\n", f"</w:t><w:br/>{_T}").replace("\t", f"</w:t><w:tab/>{_T}")
    return f"<w:r>{manner}{_T}{broken}</w:t></w:r>"


def _manner(now: str, before: str, change: Signed) -> str:
    """The properties of a run, with those it had (17.13.5.31)."""
    if now == before:
        return now
    inner, old = (manner.removeprefix("<w:rPr>").removesuffix("</w:rPr>") for manner in (now, before))
    changed = f"<w:rPrChange {change('rPrChange', 0)}><w:rPr>{old}</w:rPr></w:rPrChange>"
    return f"<w:rPr>{inner}{changed}</w:rPr>"
