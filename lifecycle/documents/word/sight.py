"""What a reader of a Word file sees of its body: the text of each paragraph, as if every tracked change were accepted.

Content controls, tables, text boxes and links are seen through; a picture is seen as its description and its digest.
The mark of a footnote is seen as its number; the notes' own text stands in another part.
Hidden text, instructions of fields and what editors fill in anew (page numbers, today's date) are not seen.
Transitional and strict files are read alike, by local names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_VOLATILE = frozenset(
    {"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "PRINTDATE", "SAVEDATE", "FILENAME"}
)
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr", "sdtPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_OFF = frozenset({"0", "false", "off"})


@dataclass
class Sight:
    """One walk through one body; `texts` grows with every paragraph that ends.

    `pictures` tells the digest of the picture that a relationship's id leads to.
    """

    pictures: Mapping[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list, init=False)
    notes: list[str] = field(default_factory=list, init=False)
    """The ids of footnotes in the order of their marks."""
    _open: list[tuple[list[str], bool]] = field(default_factory=list, init=False)
    """Text and whether the mark is deleted, of each open paragraph: a text box has paragraphs inside a paragraph."""
    _fields: list[tuple[list[str], list[bool]]] = field(default_factory=list, init=False)
    """Instruction of each open field, and a sign once its result has begun."""
    _carried: str = field(default="", init=False)
    """The text of paragraphs whose mark is deleted: it belongs to the next paragraph."""

    _told: str = field(default="", init=False)
    """The description of the drawing that is open."""

    def of(self, root: etree._Element) -> list[str]:
        """The text of every paragraph under `root`, in order, empty ones too."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "end":
                self._leave(name)
            elif name in _UNSEEN or _hidden(element, name):
                walk.skip_subtree()
            else:
                self._enter(element, name)
        if self._carried:
            self.texts.append(self._carried)
        return self.texts

    def _enter(self, element: etree._Element, name: str) -> None:
        if name == "p":
            self._open.append(([], element.find("{*}pPr/{*}rPr/{*}del") is not None))
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "instrText" and self._fields:
            self._fields[-1][0].append(element.text or "")
        elif self._open and not any(result and _volatile("".join(words)) for words, result in self._fields):
            if name == "t":
                self._open[-1][0].append(element.text or "")
            elif name in _SIGNS:
                self._open[-1][0].append(_SIGNS[name])
            elif name == "footnoteReference":
                self.notes.append(attribute(element, "id"))
                self._open[-1][0].append(f"[^{len(self.notes)}]")
            elif name == "docPr":
                self._told = attribute(element, "descr")
            elif name == "blip":
                digest = self.pictures.get(attribute(element, "embed"), "")
                self._open[-1][0].append(f"[{' '.join(word for word in (self._told, digest) if word)}]")

    def _leave(self, name: str) -> None:
        if name != "p" or not self._open:
            return
        pieces, merges = self._open.pop()
        text = self._carried + "".join(pieces)
        self._carried = text if merges else ""
        if not merges:
            self.texts.append(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(([], []))
        elif kind == "separate" and self._fields:
            self._fields[-1][1].append(True)
        elif kind == "end" and self._fields:
            self._fields.pop()


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """The value of the attribute with that local name, or the empty text."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _hidden(element: etree._Element, name: str) -> bool:
    """A run of hidden text, a deleted table row, a field that an editor fills in anew."""
    if name == "r":
        return is_hidden(element)
    if name == "tr":
        return element.find("{*}trPr/{*}del") is not None
    return name == "fldSimple" and _volatile(attribute(element, "instr"))


def is_hidden(run: etree._Element) -> bool:
    """Whether the words of a run are hidden (ISO/IEC 29500-1, 17.3.2.41)."""
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and attribute(mark, "val").lower() not in _OFF


def _volatile(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[0].upper() in _VOLATILE if instruction.strip() else False
