"""The body our writer makes, cut again into paragraphs, tables, rows, cells and controls: what a redline compares.

It reads nothing but our own generator's XML, which knows one way of writing each thing; no file from outside comes
here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

_ENDS = {"p": "</w:p>", "tbl": "</w:tbl>", "tr": "</w:tr>", "tc": "</w:tc>"}
_START = re.compile(r"<w:(p|tbl|tr|tc|sdt)>|<kept>(\d+)</w:(?:tbl|p)>")
_SIGN = re.compile(r"<kept>(\d+)</w:(?:tbl|p)>")
_COUNTED = re.compile(
    r'( SEQ [^<]*</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">)'
    r"[^<]*"
)
LIST = re.compile(r'<w:numId w:val="(\d+)"/>')
"""The number of the list a paragraph belongs to."""
DRAWN = re.compile(r'<(wp:docPr id|pic:cNvPr id)="\d+" name="[^"]*"')
"""What counts a drawing through the document."""
_TAG = re.compile(r'<w:(?:tag|docPartGallery) w:val="([^"]*)"')
_ALIAS = re.compile(r'<w:alias w:val="([^"]*)"')
EDGES = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
"""A section's headers and footers."""
_CONTENTS = '<w:sdt><w:sdtPr><w:id w:val="1"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
"""How the contents begin, which may be most of the XML and hold nothing of the special."""
_TURNED = 'w:orient="landscape"'
_POINT = re.compile(r'w:name="(plx?_[^"]*)"')
TEXT = re.compile(r'<w:t xml:space="preserve">([^<]+)')
"""The text of a run."""
_WORD = re.compile(r"\w+")
_SECTION, _SECTION_END = "<w:sectPr>", "</w:sectPr>"
_LISTED, _KEPT = "<w:numId ", "<kept>"
_COUNTS = {
    " SEQ ": (_COUNTED, r"\1"),
    _LISTED: (LIST, ""),
    "<w:drawing>": (DRAWN, r"<\1"),
    _SECTION: (EDGES, ""),
}
"""What shows that a stretch holds something counted → how it reads without."""
_SPECIAL = (*_COUNTS, _KEPT)
INSIDE = "<w:sdtContent>"
CLOSED = "</w:sdtContent></w:sdt>"


class Node:
    """A stretch of our XML: `kind` is p, tbl, tr, tc or sdt; `exact` is equal for nodes a reader cannot tell apart."""

    __slots__ = ("_among", "_holds", "_kept", "_words", "exact", "kind", "raw")

    def __init__(
        self, kind: str, raw: str, *, kept: Sequence["Node"] = (), exact: str = "", among: Sequence[str] = _SPECIAL
    ) -> None:
        self.kind = kind
        self.raw = raw
        """Its XML; cards that both editions have stand in it as signs."""
        self._kept = kept
        self._among = among
        self._holds: tuple[str, ...] | None = None
        # Of a control only what is in it is looked at closely, where it is not the same to the letter.
        self.exact = exact or (_exact(raw, self.holds) if among and kind != "sdt" else raw)
        self._words: Counter[str] | None = None

    @property
    def holds(self) -> tuple[str, ...]:
        """Which of the special there is in it: to look in every node for each takes longer than to cut."""
        if self._holds is None:
            self._holds = tuple([mark for mark in self._among if mark in self.raw])
        return self._holds

    @property
    def lists(self) -> list[str]:
        """The numbers of the lists its paragraphs belong to, in order."""
        return LIST.findall(self.raw) if _LISTED in self.holds else []

    @property
    def whole(self) -> str:
        """Its XML."""
        if self._kept and _KEPT in self.holds:
            return _SIGN.sub(lambda sign: self._kept[int(sign[1])].raw, self.raw)
        return self.raw

    @property
    def head(self) -> str:
        """What stands before the children: the opening tag with its properties."""
        match self.kind:
            case "sdt":
                return self.raw[: self.raw.index(INSIDE) + len(INSIDE)]
            case "tbl":
                return self.raw[: self.raw.index("</w:tblGrid>") + len("</w:tblGrid>")]
            case _:
                opening, end = f"<w:{self.kind}>", f"</w:{self.kind}Pr>"
                if self.raw.startswith(f"<w:{self.kind}Pr>", len(opening)):
                    return self.raw[: self.raw.index(end) + len(end)]
                return opening

    @property
    def tail(self) -> str:
        """What stands after the children."""
        return CLOSED if self.kind == "sdt" else _ENDS[self.kind]

    @property
    def inside(self) -> str:
        """What stands between head and tail."""
        return self.raw[len(self.head) : -len(self.tail)]

    @property
    def properties(self) -> str:
        """The properties of a paragraph, table, row or cell, without their element and without `section`."""
        head, name = self.head, f"w:{self.kind}Pr>"
        start = head.find(f"<{name}")
        found = head[start + len(name) + 1 : head.index(f"</{name}")] if start >= 0 else ""
        return found.removesuffix(self.section)

    @property
    def section(self) -> str:
        """The properties of the section it ends, with their element: those of a paragraph after which paper turns."""
        start = self.raw.find(_SECTION) if self.kind == "p" else -1
        return self.raw[start : self.raw.index(_SECTION_END) + len(_SECTION_END)] if start >= 0 else ""

    @property
    def children(self) -> list["Node"]:
        """What it holds: blocks of a control or cell, rows of a table, cells of a row."""
        return self.between(0, 0)

    def between(self, first: int, last: int) -> list["Node"]:
        """What it holds without so many of the first and of the last signs of `inside`, which are whole children."""
        inside = self.inside
        return list(cut(inside[first : len(inside) - last], self._kept, self.holds))

    @property
    def ended(self) -> str:
        """What ends each of its children and nothing else in it; empty where there is no such thing.

        Of what is numbered through the document there is none in it: children that look the same are the same.
        """
        if _LISTED in self.holds or _KEPT in self.holds:
            return ""
        if self.kind == "tbl":
            return _ENDS["tr"]
        return "" if "<w:tbl>" in self.raw or "<w:sdt>" in self.inside else _ENDS["p"]

    @property
    def name(self) -> str:
        """Who it is, whatever it says: a control's tag, that of the first one in a row, a paragraph's bookmarks."""
        match self.kind:
            case "sdt" | "tr":
                found = _TAG.search(self.raw)
                return found[1] if found else ""
            case "p":
                return " ".join(_POINT.findall(self.raw))
            case _:
                return ""

    @property
    def tag(self) -> str:
        """The tag of the control it is, or of the first control in it."""
        found = _TAG.search(self.raw)
        return found[1] if found else ""

    @property
    def alias(self) -> str:
        """The name that control shows."""
        found = _ALIAS.search(self.raw)
        return found[1] if found else ""

    @property
    def shape(self) -> str:
        """What must be equal in two nodes of which one becomes the other: the number of columns, being a heading.

        A paragraph that ends a section stays one of upright or of turned pages.
        """
        match self.kind:
            case "tbl":
                return f"tbl {self.raw.count('<w:gridCol ')}"
            case "tr":
                return f"tr {self.raw.count('<w:tc>')} {self.raw.count('<w:tblHeader/>')}"
            case "p":
                if _SECTION in self.raw:
                    return "turn" if _TURNED in self.raw else "end"
                return "heading" if 'w:name="_Toc' in self.raw else "p"
            case _:
                return self.kind

    @property
    def words(self) -> Counter[str]:
        """How often it says each word."""
        if self._words is None:
            self._words = Counter(_WORD.findall(" ".join(TEXT.findall(self.raw))))
        return self._words

    @property
    def label(self) -> str:
        """The text of a row's first cell."""
        return "".join(TEXT.findall(self.raw[: self.raw.find("</w:tc>")]))

    @property
    def begins_with_table(self) -> bool:
        """Whether its first block is a table, however deep in controls."""
        place = 0
        while self.raw.startswith("<w:sdt>", place):
            place = self.raw.index(INSIDE, place) + len(INSIDE)
        return self.raw.startswith("<w:tbl>", place)

    @property
    def ends_with_table(self) -> bool:
        """Whether its last block is a table."""
        end = len(self.raw)
        while self.raw.endswith(CLOSED, 0, end):
            end -= len(CLOSED)
        return self.raw.endswith("</w:tbl>", 0, end)


def sign_of(number: int, *, table: bool) -> str:
    """What stands for card `number` of those both editions have; it ends as the card does, with a table or not."""
    return f"<kept>{number}</w:{'tbl' if table else 'p'}>"


def equal_ends(was: Node, now: Node) -> tuple[int, int]:
    """How many signs of `inside` are the same children where both begin, and where both end: found without cutting.

    The one beside what differs is left out, for its mark may have to change.
    """
    end = was.ended
    if not end or end != now.ended:
        return 0, 0
    mine, their = was.inside, now.inside
    shorter = min(len(mine), len(their))
    same = _equal(shorter, lambda start, stop: mine.startswith(their[start:stop], start))
    bound = max(mine.rfind(end, 0, same), 0)
    bound = mine.rfind(end, 0, bound)
    first = bound + len(end) if bound >= 0 else 0
    a, b = len(mine), len(their)
    same = _equal(shorter - first, lambda start, stop: mine.endswith(their[b - stop : b - start], 0, a - start))
    bound = mine.find(end, a - same)
    bound = mine.find(end, bound + 1) if bound >= 0 else -1
    return first, a - bound - len(end) if bound >= 0 else 0


def _equal(most: int, same: Callable[[int, int], bool]) -> int:
    """How many signs are the same, `most` at most: `same` tells it of those from one place to another."""
    known, step = 0, most
    while step:
        if known + step <= most and same(known, known + step):
            known += step
        else:
            step //= 2
    return known


def cut(text: str, kept: Sequence[Node], among: Sequence[str] = _SPECIAL) -> Iterator[Node]:
    """The nodes that stand beside each other in `text`; for a sign the node of `kept` it stands for.

    `among` is what of the special there may be in `text`.
    """
    place = 0
    while place < len(text):
        start = _START.match(text, place)
        if start is None:
            raise ValueError(f"our writer has no such element: {text[place : place + 60]!r}")
        if start[2]:
            yield kept[int(start[2])]
            place = start.end()
            continue
        kind = start[1]
        end = _end(text, place) if kind == "sdt" else text.index(_ENDS[kind], place) + len(_ENDS[kind])
        plain = kind == "sdt" and text.startswith(_CONTENTS, place)
        yield Node(kind, text[place:end], kept=kept, among=() if plain else among)
        place = end


def _end(text: str, place: int) -> int:
    """Where the control that begins at `place` ends."""
    depth = 0
    while True:
        closing = text.index(CLOSED, place)
        depth += text.count("<w:sdt>", place, closing) - 1
        place = closing + len(CLOSED)
        if depth == 0:
            return place


def _exact(raw: str, holds: Sequence[str]) -> str:
    """`raw` without what is counted through the document: numbers of captions, lists and drawings; nor page edges."""
    for mark in holds:
        if mark in _COUNTS:
            pattern, rest = _COUNTS[mark]
            raw = pattern.sub(rest, raw)
    return raw
