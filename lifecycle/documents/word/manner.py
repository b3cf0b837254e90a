"""How the text of a returned file looks: bold, italic and linked words, items of lists, pictures, rows of tables.

Only what a narrative chapter can carry is seen; fonts, sizes and colours say nothing.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml import etree

from lifecycle.documents.returned import ReturnedPicture, Span
from lifecycle.documents.word.names import child, on, value, word
from lifecycle.documents.word.sight import local
from lifecycle.documents.word.styles import Style, Styles, item_of

Look = tuple[bool, bool, str]
"""Bold, italic, the address a link leads to."""
PLAIN: Look = (False, False, "")
_SIDES = {"right": "r", "end": "r", "center": "c"}
"""Alignments of a paragraph that a column of a chapter's table can have (ISO 29500-1, 17.18.44)."""
_BULLETS = frozenset({"bullet", "none", ""})
"""Formats of a level that count nothing (ISO 29500-1, 17.18.59)."""


@dataclass(slots=True)
class Worn:
    """What the pieces of one paragraph look like, in both views: `after` and `earlier` are their spans so far."""

    after: list[Span] = field(default_factory=list)
    earlier: list[Span] = field(default_factory=list)
    lengths: list[int] = field(default_factory=lambda: [0, 0])
    shows: list[ReturnedPicture] = field(default_factory=list)
    showed: list[ReturnedPicture] = field(default_factory=list)
    """Its pictures with every change accepted, and rejected."""

    def put(self, letters: int, look: Look, *, goes: bool, comes: bool) -> None:
        """So many letters of that look come next."""
        after, earlier = self.lengths
        seen = letters and look != PLAIN
        if not goes:
            self.lengths[0] = after + letters
            if seen:
                self.after.append((after, after + letters, *look))
        if not comes:
            self.lengths[1] = earlier + letters
            if seen:
                self.earlier.append((earlier, earlier + letters, *look))

    def show(self, picture: ReturnedPicture, *, goes: bool, comes: bool) -> None:
        """A picture comes next."""
        if not goes:
            self.shows.append(picture)
        if not comes:
            self.showed.append(picture)

    def ended(self, carry: "Worn", *, kept: bool, was: bool, drops: tuple[bool, bool]) -> None:
        """The paragraph ends: what it is not in a view goes to the next one through `carry`, unless its row goes."""
        if kept and was and carry.lengths == [0, 0]:
            return
        for at, stays in enumerate((kept, was)):
            own, over = (self.after, self.earlier)[at], (carry.after, carry.earlier)[at]
            moved = carry.lengths[at]
            every = [*over, *((start + moved, end + moved, *look) for start, end, *look in own)]
            length = moved + self.lengths[at]
            own[:] = every if stays else []  # type: ignore[assignment]  # a span with its ends moved is one still
            over[:] = [] if stays or drops[at] else every  # type: ignore[assignment]  # as above
            carry.lengths[at] = 0 if stays or drops[at] else length
            self.lengths[at] = length if stays else 0


class Digests:
    """The digests of the pictures in a package the gate has let in, each counted once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The digest of the part; empty where there is none of that name."""
        if name and name not in self._known:
            try:
                with zipfile.ZipFile(io.BytesIO(self._data)) as package, package.open(name) as part:
                    self._known[name] = hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]  # reads as a file does
            except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
                self._known[name] = ""
        return self._known.get(name, "")


class Dress:
    """What the text being read wears: the look of the run, the link around it; `targets` are its part's links."""

    def __init__(self, styles: Styles, lists: "Lists", digests: Digests | None) -> None:
        self.look = PLAIN
        self.targets: Mapping[str, str] = {}
        self._link = ""
        self._styles = styles
        self._lists = lists
        self._digests = digests

    def run(self, properties: etree._Element | None) -> None:
        """A run with these properties begins."""
        if properties is not None or self._link:
            self.look = look_of(properties, self._styles, self._link)

    @contextmanager
    def linked(self, relation: str) -> Iterator[None]:
        """What is read meanwhile stands in a link."""
        outer, self._link = self._link, self.targets.get(relation, "")
        yield
        self._link = outer

    def item(self, properties: etree._Element | None, style: Style, *, listed: bool) -> tuple[int, bool, str]:
        """The level of an item of a list, whether it has a number, and to which side a paragraph keeps."""
        number, depth = item_of(properties)
        if not number:
            number, depth = style.number, depth or style.depth
        aligned = None if properties is None else child(properties, "jc")
        side = "" if aligned is None else _SIDES.get(value(aligned), "")
        return depth, listed and self._lists.numbered(number, depth), side

    def picture(self, drawing: etree._Element) -> ReturnedPicture | None:
        """The picture a drawing shows, where it shows one."""
        return picture_of(drawing, self._digests or (lambda _: ""), self.targets)


class Lists:
    """The numberings of a file: whether a level of one counts its items (ISO 29500-1, 17.9)."""

    def __init__(self, root: etree._Element | None) -> None:
        self._kinds: dict[str, dict[str, bool]] = {}
        abstract: dict[str, dict[str, bool]] = {}
        for one in () if root is None else root:
            if word(one.tag) == "abstractNum":
                abstract.setdefault(value(one, "abstractNumId"), _levels(one))
            elif word(one.tag) == "num":
                told = child(one, "abstractNumId")
                own = {} if told is None else dict(abstract.get(value(told), {}))
                for other in one:
                    if word(other.tag) == "lvlOverride":
                        own |= _levels(other)
                self._kinds.setdefault(value(one, "numId"), own)

    def numbered(self, number: str, level: int) -> bool:
        """Whether the level of the list counts."""
        return self._kinds.get(number, {}).get(str(level), False)


def _levels(element: etree._Element) -> dict[str, bool]:
    found = {}
    for one in element:
        if word(one.tag) == "lvl":
            told = child(one, "numFmt")
            found[value(one, "ilvl")] = told is not None and value(told) not in _BULLETS
    return found


def look_of(properties: etree._Element | None, styles: Styles, link: str) -> Look:
    """What run properties say of the look; a linked text is neither bold nor italic: the link alone is seen."""
    if link or properties is None:
        return (False, False, link)
    bold = italic = False
    own: dict[str, bool] = {}
    for one in properties:
        match word(one.tag):
            case "b" | "i" as name:
                own[name] = on(one)
            case "rStyle":
                style = styles.of(value(one))
                bold, italic = style.bold, style.italic
    return own.get("b", bold), own.get("i", italic), ""


def picture_of(
    drawing: etree._Element, digest: Callable[[str], str], targets: Mapping[str, str]
) -> ReturnedPicture | None:
    """The picture a drawing shows; None for one that shows none, such as a text box. A remote one has no digest."""
    told, relation = "", ""
    for one in drawing.iter():
        match local(one):
            case "docPr" if not told:
                told = one.get("descr") or ""
            case "blip" if not relation:
                relation = value(one, "embed") or value(one, "link")
            case "imagedata" if not relation:
                relation = value(one, "id")
                told = told or one.get("alt") or value(one, "title")
            case "shape" if not told:
                told = one.get("alt") or ""
            case "txbxContent":
                return None
    return ReturnedPicture(digest(targets.get(relation, "")), told) if relation else None
